//! `site recover`: a damaged site record goes on in a new file (ruling 24).

use super::options::Recover;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::files::shown;
use crate::cli::output::Out;
use crate::cli::values;
use crate::runtime::study::{Study, StudyError};

/// Copies the verified part of a site record to a new file, and says how that takes its place.
pub(super) fn run(context: &Context, out: &mut Out, options: &Recover) -> Result<(), Failure> {
    let text = context.staff_text();
    let subject = values::subject(text, "SUBJECT", &options.place.subject)?;
    let by = values::author(text, Some(&options.by))?;
    context.check_clock()?;
    let study = Study::open(&options.place.folder, context.clock()).map_err(StudyError::from)?;
    let left = study.recover_record(&subject, &options.to, &by)?;
    let (new, record) = (shown(&options.to), shown(&study.record_path(&subject)));
    out.line(text.site_record_recovered(&new, left.kept, left.lost));
    out.line(text.put_it_in_its_place(&record, &new));
    Ok(())
}
