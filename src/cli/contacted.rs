//! `contacted`: the study team was called, and what they said (ruling 17).

use clap::Args;

use super::context::Context;
use super::error::Failure;
use super::output::Out;
use super::record::{Consent, record};
use super::values;
use crate::domain::decide::{Command, ContactCommand};
use crate::domain::entry::{Author, Said};

/// A call.
#[derive(Debug, Args)]
pub(super) struct Options {
    /// What the study team said
    #[arg(long, value_name = "ANSWER")]
    said: Said,
    /// When they spoke [default: now]
    #[arg(long, value_name = "HH:MM")]
    at: Option<String>,
    /// The drug that a pause or stop is about; may be repeated [default: all]
    #[arg(long, value_name = "DRUG")]
    drug: Vec<String>,
    /// From which dose on the order holds [default: the next one]
    #[arg(long, value_name = "DATE[:PERIOD]")]
    from: Option<String>,
    /// The fewer units, such as capecitabine:am=3x500; may be repeated
    #[arg(long, value_name = "DRUG:PERIOD=UNITS")]
    units: Vec<String>,
    #[command(flatten)]
    consent: Consent,
}

/// Records the call and, in the same step, the order that was told.
pub(super) fn run(context: &Context, out: &mut Out, options: &Options) -> Result<(), Failure> {
    let mut store = context.open_whole()?;
    let text = context.text();
    let diary = store.diary();
    let today = diary.date_of(context.now());
    let spoken_at = match &options.at {
        Some(at) => Some(values::moment(context, out, diary, today, at)?),
        None => None,
    };
    let from = options.from.as_deref();
    let from = from.map(|from| values::from_slot(text, "--from", from));
    let drugs: Result<Vec<_>, _> = options
        .drug
        .iter()
        .map(|d| values::drug(diary, d))
        .collect();
    let command = Command::Contact(ContactCommand {
        said: options.said,
        spoken_at,
        drugs: drugs?,
        from: from.transpose()?,
        units: values::slot_units(text, "--units", &options.units)?,
    });
    for warning in diary.open_warnings() {
        out.line(text.warning(diary, warning));
    }
    let by = Author::Patient {};
    record(context, out, &mut store, &by, &command, options.consent)
}
