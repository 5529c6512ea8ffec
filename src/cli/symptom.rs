//! `symptom`: reports a symptom with the answers to its questions.

use clap::Args;

use super::answers::{Given, code_of, complete, read};
use super::context::Context;
use super::error::Failure;
use super::output::Out;
use super::record::{Consent, record};
use super::values;
use crate::domain::decide::{Command, SymptomCommand};
use crate::domain::entry::Author;
use crate::domain::symptoms::Term;
use crate::text::Text;

/// A symptom.
#[derive(Debug, Args)]
pub(super) struct Options {
    /// Which symptom
    #[arg(value_name = "SYMPTOM", required_unless_present = "list")]
    term: Option<Term>,
    #[command(flatten)]
    given: Given,
    /// When it began [default: today]
    #[arg(long, value_name = "DATE")]
    noticed_on: Option<String>,
    /// The symptoms, their questions and what can be answered
    #[arg(long, conflicts_with = "term")]
    list: bool,
    #[command(flatten)]
    consent: Consent,
}

/// Records a symptom and says what to do, or lists those that there are.
pub(super) fn run(context: &Context, out: &mut Out, options: &Options) -> Result<(), Failure> {
    let Some(term) = options.term else {
        // It needs no diary; with one it speaks its language.
        drop(context.open());
        list(context.text(), out);
        return Ok(());
    };
    let mut store = context.open_whole()?;
    let text = context.text();
    let given = read(text, term, &options.given)?;
    let noticed_on = options.noticed_on.as_deref();
    let noticed_on = noticed_on.map(|date| values::date(text, "--noticed-on", date));
    let noticed_on = noticed_on.transpose()?;
    let answers = complete(context, out, store.diary(), term, given)?;
    let command = Command::Symptom(SymptomCommand {
        term,
        answers,
        noticed_on,
    });
    let by = Author::Patient {};
    record(context, out, &mut store, &by, &command, options.consent)
}

fn list(text: Text, out: &mut Out) {
    for term in Term::ALL {
        let code = term.code().replace('_', "-");
        out.line(format!("{code}  {}", text.term(*term)));
        for question in term.questions() {
            let wanted = text.or_not_sure(&text.threshold_wanted(*question));
            let (code, asked) = (code_of(*question), text.symptom_question(*question));
            out.line(format!("  {code}  {asked} ({wanted})"));
        }
    }
}
