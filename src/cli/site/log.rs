//! `site log`: every entry of the site record, corrections beside what they change.

use super::Files;
use super::options::Log;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::json::LogLine;
use crate::cli::log::notes;
use crate::cli::output::Out;
use crate::domain::plain_text::harmless_json;

/// Prints every entry, oldest first.
pub(super) fn run(context: &Context, out: &mut Out, options: &Log) -> Result<(), Failure> {
    let text = context.staff_text();
    let at = Files::open(context, &options.place)?;
    let Some(record) = &at.record else {
        let subject = at.subject.as_str();
        return Err(Failure::InWords(vec![text.no_site_record(subject)]));
    };
    for row in record.history().rows() {
        if options.json {
            let line = serde_json::to_string(&LogLine::of(row));
            let line = line.map_err(|error| Failure::Output(error.into()))?;
            out.line(harmless_json(line));
            continue;
        }
        let entry = row.entry;
        let (seq, when, by) = (entry.seq, text.date_time(entry.at), text.author(&entry.by));
        let what = text.site_event(at.diary.as_ref(), &entry.event);
        let notes = notes(text, row);
        out.line(format!("{seq:>4}  {when}  {by}  {what}{notes}"));
    }
    Ok(())
}
