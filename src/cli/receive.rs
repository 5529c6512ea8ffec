//! `receive`: a diary that a patient brings, verified, stored in the study folder, and its receipt recorded.

use std::path::PathBuf;

use clap::Args;

use super::context::Context;
use super::error::{Failure, UNVERIFIED};
use super::files::shown;
use super::output::{Out, complain};
use super::values;
use crate::runtime::study::{Study, StudyError, What};

/// What is received, and where to.
#[derive(Debug, Args)]
pub(super) struct Options {
    /// The copy of the diary
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The study folder; it must be there
    #[arg(long, value_name = "FOLDER")]
    into: PathBuf,
    /// Who receives it, with initials
    #[arg(long, value_name = "INITIALS")]
    by: String,
}

/// Receives a diary.
pub(super) fn run(context: &Context, out: &mut Out, options: &Options) -> Result<(), Failure> {
    let text = context.text();
    let by = values::author(text, Some(&options.by))?;
    context.check_clock()?;
    let study = Study::open(&options.into, context.clock()).map_err(StudyError::from)?;
    let outcome = study.receive(&options.file, &by)?;
    if outcome.diary.is_sample() {
        out.line(text.sample_data());
    }
    let subject = outcome.subject.as_str();
    let count = i64::try_from(outcome.diary.history().len()).unwrap_or(i64::MAX);
    let (entries, code) = (text.entries(count), outcome.head.code());
    let path = shown(&outcome.path);
    match outcome.what {
        What::First => out.line(text.received_first(subject, &entries, &code)),
        What::Continued { new } => out.line(text.received_more(subject, &entries, new, &code)),
        What::Already(at) => {
            out.line(text.received_already(subject, &text.date_time(at), &code));
        }
        What::Differs { from, .. } => {
            let own = shown(&study.diary_path(&outcome.subject));
            complain(&[
                text.received_differs(subject),
                match from {
                    Some(0 | 1) => text.differs_from_the_start(),
                    Some(seq) => text.differs_from_entry(seq),
                    None => text.differs_from_receipt(),
                },
                text.both_are_kept(&own, &path),
                text.differs_hint(),
            ]);
            return Err(Failure::Told(UNVERIFIED));
        }
    }
    out.line(text.stored_as(&path));
    Ok(())
}
