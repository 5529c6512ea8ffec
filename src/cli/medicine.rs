//! `medicine`: other medicines that the patient takes. They are listed, and nothing is said about them.

use clap::Args;

use super::context::Context;
use super::error::Failure;
use super::output::Out;
use super::record::{Consent, record};
use super::values;
use crate::domain::decide::Command;
use crate::domain::entry::Medicine;
use crate::domain::plain_text::PlainText;

/// A medicine, or the list of all.
#[derive(Debug, Args)]
pub(super) struct Options {
    /// Its name, as on the pack
    #[arg(value_name = "NAME", required_unless_present = "list")]
    name: Option<String>,
    /// Since when
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// Until when; ends a medicine of the list
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
    /// The medicines listed so far
    #[arg(long, conflicts_with_all = ["name", "from", "to", "by"])]
    list: bool,
    /// Entered by staff, with initials
    #[arg(long, value_name = "INITIALS")]
    by: Option<String>,
    #[command(flatten)]
    consent: Consent,
}

/// Lists a medicine, ends one, or prints the list.
pub(super) fn run(context: &Context, out: &mut Out, options: &Options) -> Result<(), Failure> {
    let text = context.text();
    let Some(name) = &options.name else {
        let store = context.open()?;
        let medicines = store.diary().medicines();
        if medicines.is_empty() {
            out.line(text.no_medicines());
        }
        for medicine in medicines {
            out.line(text.medicine(medicine));
        }
        return Ok(());
    };
    let date = |option, value: &Option<String>| {
        let value = value.as_deref();
        value
            .map(|value| values::date(text, option, value))
            .transpose()
    };
    let medicine = Medicine {
        name: PlainText::new(name.as_str()),
        from: date("--from", &options.from)?,
        to: date("--to", &options.to)?,
    };
    let by = values::author(text, options.by.as_deref())?;
    let mut store = context.open_whole()?;
    record(
        context,
        out,
        &mut store,
        &by,
        &Command::Medicine(medicine),
        options.consent,
    )
}
