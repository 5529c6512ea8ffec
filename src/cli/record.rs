//! The road of every record: decide, ask the guards, record under the lock, say what was written.

use clap::Args;

use super::answers;
use super::ask;
use super::context::Context;
use super::error::Failure;
use super::output::Out;
use crate::domain::decide::{Command, Decision, SymptomCommand, decide};
use crate::domain::diary::Diary;
use crate::domain::entry::{Author, Event, Outcome, Tier};
use crate::domain::symptoms::{Answers, asked_after};
use crate::journal::JournalError;
use crate::runtime::{RecordFailure, Store};
use crate::text::Text;

/// The answer to every question before writing.
#[derive(Debug, Clone, Copy, Args)]
pub(super) struct Consent {
    /// Answer every question with yes
    #[arg(long)]
    pub(super) yes: bool,
}

/// Records a command, or says why not.
///
/// On a terminal each guard is asked; elsewhere they need the consent (ruling 20). The line that says
/// what was recorded is printed only when it is on the disk.
pub(super) fn record(
    context: &Context,
    out: &mut Out,
    store: &mut Store,
    by: &Author,
    command: &Command,
    consent: Consent,
) -> Result<(), Failure> {
    let text = context.text();
    loop {
        let now = context.now();
        let decision = decide(store.diary(), by, command, now)
            .map_err(|refusal| Failure::refused(store.diary(), refusal))?;
        confirm(context, out, store.diary(), &decision, consent)?;
        let before = store.diary().open_warnings().len();
        let since = text.since_last_intake(store.diary(), &decision);
        let line = text.recorded(store.diary(), &decision, now);
        match store.record(by, command, &decision, now) {
            Ok(_) => {
                out.line(line);
                out.line_if(since);
                after(
                    text,
                    out,
                    store.diary(),
                    &decision,
                    before,
                    context.can_ask(),
                );
                out.flush().map_err(recorded_all_the_same)?;
                return ask_after(context, out, store, by, &decision);
            }
            Err(RecordFailure::Changed(_)) if context.can_ask() => {
                out.line(text.changed_meanwhile());
            }
            Err(RecordFailure::Changed(_)) => return Err(Failure::ChangedMeanwhile),
            Err(RecordFailure::Refused(refusal)) => {
                return Err(Failure::refused(store.diary(), refusal));
            }
            Err(RecordFailure::Store(error)) => return Err(not_recorded(error.into())),
        }
    }
}

/// Asks about the symptom that a record is followed by, on a terminal (ruling 18). What was recorded stays,
/// whatever comes of it.
fn ask_after(
    context: &Context,
    out: &mut Out,
    store: &mut Store,
    by: &Author,
    decision: &Decision,
) -> Result<(), Failure> {
    let Some(term) = asked_after(&decision.events).filter(|_| context.can_ask()) else {
        return Ok(());
    };
    match answers::complete(context, out, store.diary(), term, Answers::new()) {
        Ok(answers) => {
            let command = Command::Symptom(SymptomCommand {
                term,
                answers,
                noticed_on: None,
            });
            record(context, out, store, by, &command, Consent { yes: false })
        }
        Err(Failure::Declined) => {
            out.line("");
            out.line(context.text().see_help("dosebook symptom vomiting"));
            out.flush().map_err(recorded_all_the_same)
        }
        Err(failure) => Err(failure),
    }
}

/// A refusal of the system, as one that kept an entry from being recorded.
fn not_recorded(failure: Failure) -> Failure {
    match failure {
        Failure::Journal(error @ JournalError::Io { .. }) => Failure::NotRecorded(error),
        failure => failure,
    }
}

fn recorded_all_the_same(failure: Failure) -> Failure {
    match failure {
        Failure::Output(source) => Failure::OutputAfterRecord(source),
        failure => failure,
    }
}

/// Asks the guards of a decision.
pub(super) fn confirm(
    context: &Context,
    out: &mut Out,
    diary: &Diary,
    decision: &Decision,
    consent: Consent,
) -> Result<(), Failure> {
    let text = context.text();
    if decision.guards.is_empty() || consent.yes {
        return Ok(());
    }
    if !context.can_ask() {
        return Err(Failure::NeedsYes {
            diary: Box::new(diary.clone()),
            decision: Box::new(decision.clone()),
        });
    }
    out.line(text.will_record(diary, decision));
    for guard in &decision.guards {
        if !ask::yes(out, text, &text.guard(diary, guard))? {
            return Err(Failure::Declined);
        }
    }
    Ok(())
}

/// What follows from what was recorded, in the protocol's words.
fn after(
    text: Text,
    out: &mut Out,
    diary: &Diary,
    decision: &Decision,
    open_before: usize,
    can_ask: bool,
) {
    let doses = decision.events.iter().filter_map(Event::dose);
    for dose in doses {
        let Some(drug) = diary.rules().drug(dose.drug) else {
            continue;
        };
        match dose.outcome {
            Outcome::Missed => out.line(text.missed_text(drug)),
            Outcome::Vomited => out.line(text.vomited_text(drug)),
            Outcome::Taken | Outcome::PartlyTaken => {}
        }
        if diary.open_warnings().len() > open_before {
            out.line(text.extra_text(drug));
        }
    }
    if asked_after(&decision.events).is_some() {
        out.line(text.vomited_dose_asks());
        // On a terminal the questions follow.
        out.line_if((!can_ask).then(|| text.see_help("dosebook symptom vomiting")));
    }
    let symptom = decision.events.iter().find_map(Event::symptom);
    let urgent = match symptom.map(|symptom| symptom.tier) {
        None | Some(Tier::CallNow | Tier::Emergency) => None,
        Some(tier @ (Tier::Record | Tier::ReportSoon)) => Some(text.tier_text(diary, tier)),
    };
    out.line_if(urgent);
    if !diary.open_warnings().is_empty() {
        for line in text.call_lines(diary) {
            out.line(line);
        }
    }
}
