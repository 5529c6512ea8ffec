//! What a story's happenings are on the diary's page.

use std::collections::BTreeMap;

use super::SampleError;
use super::parsed;
use super::participant::{FIRST_UNITS, Participant};
use super::story::What;
use crate::domain::calendar::{DiaryDate, Moment, Period, SlotPosition};
use crate::domain::decide::{
    Command, ContactCommand, DoseCommand, PauseCommand, PrescribeCommand, SymptomCommand,
};
use crate::domain::diary::Diary;
use crate::domain::entry::{Food, Medicine, Outcome, PrescriptionReason, Said};
use crate::domain::ids::DrugId;
use crate::domain::plain_text::PlainText;
use crate::domain::protocol::EndReason;
use crate::domain::symptoms::{Answer, Answers, Kind, Question, Term, next_question};
use crate::domain::units::Units;

/// What a reduction leaves.
const FEWER: &str = "2x150+2x500";

/// The entry of something that happens on a date: when, whether the study team makes it, and the command.
pub(super) fn command(
    diary: &Diary,
    what: What,
    date: DiaryDate,
    of: &Participant,
) -> Result<Option<(Moment, bool, Command)>, SampleError> {
    let after = |days: i64, period| SlotPosition::new(date.plus(days), period);
    Ok(Some(match what {
        What::Symptom(term, severity, known) => {
            let term: Term = parsed(term)?;
            let answers = answers(diary, term, severity, known)?;
            let command = SymptomCommand {
                term,
                answers,
                noticed_on: None,
            };
            (of.at(date, 17, 0), false, Command::Symptom(command))
        }
        What::Call(said) => (of.at(date, 17, 25), false, call(said)),
        What::ToldToResume => {
            let command = Command::Resume(pause(after(1, Period::Am), ""));
            (of.at(date, 18, 0), false, command)
        }
        What::Hold(why) => {
            let command = Command::Hold(pause(after(0, Period::Pm), why));
            (of.at(date, 11, 0), true, command)
        }
        What::Resume(why) => {
            let command = Command::Resume(pause(after(0, Period::Am), why));
            (of.at(date, 5, 0), true, command)
        }
        What::Reduce => {
            let units = capecitabine(Some(FEWER))?;
            let command = prescribe(units, after(1, Period::Am), PrescriptionReason::Reduction);
            (of.at(date, 14, 30), true, command)
        }
        What::Raise => {
            let units = capecitabine(None)?;
            let command = prescribe(
                units,
                after(1, Period::Am),
                PrescriptionReason::ReEscalation,
            );
            (of.at(date, 14, 30), true, command)
        }
        What::Stop(reason) => {
            let command = Command::Stop {
                pause: pause(after(0, Period::Pm), ""),
                reason: Some(reason),
            };
            (of.at(date, 11, 0), true, command)
        }
        What::NeverBegins => {
            let command = Command::Stop {
                pause: pause(after(0, Period::Once), ""),
                reason: Some(EndReason::Withdrawal),
            };
            (of.at(date, 5, 0), true, command)
        }
        What::ExtraDose => (of.at(date, 22, 32), false, Command::Dose(extra(date, of)?)),
        What::Medicine(name) => {
            let medicine = Medicine {
                name: PlainText::new(name),
                from: Some(date),
                to: None,
            };
            (of.at(date, 12, 0), false, Command::Medicine(medicine))
        }
        What::ClockBack(_) => return Ok(None),
    }))
}

fn pause(from: SlotPosition, note: &str) -> PauseCommand {
    PauseCommand {
        drugs: Vec::new(),
        from,
        given_at: None,
        note: PlainText::new(note),
    }
}

fn call(said: Said) -> Command {
    Command::Contact(ContactCommand {
        said,
        spoken_at: None,
        drugs: Vec::new(),
        from: None,
        units: BTreeMap::new(),
    })
}

fn prescribe(
    units: BTreeMap<DrugId, BTreeMap<Period, Units>>,
    from: SlotPosition,
    reason: PrescriptionReason,
) -> Command {
    Command::Prescribe(PrescribeCommand {
        units,
        from,
        given_at: None,
        reason,
        bsa_m2: None,
    })
}

/// The units of capecitabine: these, or those of the beginning.
fn capecitabine(
    units: Option<&str>,
) -> Result<BTreeMap<DrugId, BTreeMap<Period, Units>>, SampleError> {
    let mut found: BTreeMap<DrugId, BTreeMap<Period, Units>> = BTreeMap::new();
    for (drug, period, list) in FIRST_UNITS {
        if drug == "capecitabine" {
            let of_drug = found.entry(parsed(drug)?).or_default();
            of_drug.insert(period, parsed(units.unwrap_or(list))?);
        }
    }
    Ok(found)
}

fn extra(date: DiaryDate, of: &Participant) -> Result<DoseCommand, SampleError> {
    Ok(DoseCommand {
        drug: parsed("capecitabine")?,
        date,
        period: None,
        outcome: Outcome::Taken,
        taken_at: Some(of.at(date, 22, 30)),
        units: Some(parsed("4x150+2x500")?),
        food: Some(Food::Unknown),
        reason: None,
        extra: true,
    })
}

/// Every answer that is asked for: those known, the severity, and else "no" or as little as can be.
fn answers(
    diary: &Diary,
    term: Term,
    severity: &str,
    known: &[(&str, &str)],
) -> Result<Answers, SampleError> {
    let mut answers = Answers::new();
    for (question, answer) in known {
        answers.insert(parsed::<Question>(question)?, parsed::<Answer>(answer)?);
    }
    while let Some(question) = next_question(diary.rules(), term, &answers) {
        let answer = match question.kind() {
            Kind::YesNo => Answer::No,
            Kind::Severity => parsed(severity)?,
            Kind::Count { min, .. } => Answer::Count(min),
            Kind::Temperature { .. } => Answer::NotSure,
        };
        answers.insert(question, answer);
    }
    Ok(answers)
}
