//! `setup`: a new diary, by options, or asked on a terminal for what is missing.

use std::path::PathBuf;

use clap::Args;

use super::context::Context;
use super::error::Failure;
use super::files::shown;
use super::output::Out;
use super::record::{Consent, confirm};
use super::values::SlotUnits;
use super::{ask, protocol, values};
use crate::domain::calendar::{DiaryDate, Period, SlotPosition};
use crate::domain::decide::{Command, PrescribeCommand, set_up};
use crate::domain::diary::Diary;
use crate::domain::entry::{
    Author, ClockKind, Entry, Event, Opened, PhoneNumber, Phones, PrescriptionReason,
};
use crate::domain::ids::{DrugId, EntryId};
use crate::domain::protocol::Protocol;
use crate::domain::units::Units;
use crate::journal::{JournalError, fresh_id};
use crate::runtime::Store;
use crate::text::Text;

/// What a diary begins with.
#[derive(Debug, Args)]
pub(super) struct Options {
    /// The study's code for the participant
    #[arg(long, value_name = "CODE")]
    subject: Option<String>,
    /// Day 1 of cycle 1; may be left out if it is not known yet
    #[arg(long, value_name = "DATE")]
    cycle_start: Option<String>,
    /// Units of a dose, such as capecitabine:am=4x150+2x500; one for every dose of a day
    #[arg(long, value_name = "DRUG:PERIOD=UNITS")]
    units: Vec<String>,
    /// The body surface in m2, for a check against the study's mg/m2
    #[arg(long, value_name = "M2")]
    bsa: Option<String>,
    /// The study team's number by day
    #[arg(long, value_name = "NUMBER")]
    phone_day: Option<String>,
    /// The study team's number by night
    #[arg(long, value_name = "NUMBER")]
    phone_night: Option<String>,
    /// The emergency number
    #[arg(long, value_name = "NUMBER")]
    emergency: Option<String>,
    /// Set up by staff, with initials
    #[arg(long, value_name = "INITIALS")]
    by: Option<String>,
    /// Another protocol than the built-in one
    #[arg(long, value_name = "FILE")]
    protocol: Option<PathBuf>,
    #[command(flatten)]
    consent: Consent,
}

/// Sets up a diary.
pub(super) fn run(context: &Context, out: &mut Out, options: &Options) -> Result<(), Failure> {
    let path = context.diary_path()?;
    if std::fs::symlink_metadata(&path).is_ok() {
        return Err(Failure::Journal(JournalError::Exists { path }));
    }
    context.check_clock()?;
    let rules = match &options.protocol {
        Some(file) => protocol::from_file(file)?,
        None => protocol::built_in()?,
    };
    let answers = answers(context, out, options, &rules)?;
    let text = context.text();
    let by = answers.by;
    let from = answers
        .cycle_start
        .unwrap_or_else(|| DiaryDate::of(context.now().naive_local(), rules.day_starts_at()));
    let mut orders = Vec::new();
    if !answers.units.is_empty() {
        orders.push(Command::Prescribe(PrescribeCommand {
            units: answers.units,
            from: SlotPosition::new(from, Period::Once),
            given_at: None,
            reason: PrescriptionReason::Initial,
            bsa_m2: values::bsa(text, options.bsa.as_deref())?,
        }));
    }
    orders.extend(answers.cycle_start.map(|date| Command::StartCycle {
        date,
        given_at: None,
    }));
    let opened = Opened {
        format: Opened::FORMAT.to_owned(),
        version: Opened::VERSION,
        diary: fresh_id()?,
        subject: answers.subject,
        phones: answers.phones,
        language: text.language(),
        sample: false,
        protocol: rules.into(),
    };
    let blank = blank(context, &opened, &by)?;
    let plan = set_up(opened, &by, &orders, context.now())
        .map_err(|refusal| Failure::refused(&blank, refusal))?;
    confirm(context, out, &blank, &plan, options.consent)?;
    let store = Store::create(&path, context.clock(), by, &plan)?;
    let diary = store.diary();
    out.line(text.set_up_done(diary.subject().as_str(), &shown(&path)));
    for event in &plan.events {
        out.line(format!("  {}", text.event(diary, event)));
    }
    let unset = diary.rules().unset();
    out.line_if(text.not_set_yet(diary, &unset));
    Ok(())
}

/// The diary before any order, for the words of questions and refusals.
fn blank(context: &Context, opened: &Opened, by: &Author) -> Result<Diary, Failure> {
    let entry = Entry {
        seq: 1,
        id: EntryId(1),
        at: context.now(),
        by: by.clone(),
        clock: ClockKind::System,
        event: Event::Opened(Box::new(opened.clone())),
    };
    Diary::from_entries([entry]).map_err(Failure::NotADiary)
}

/// Everything that is needed, checked.
struct Answers {
    subject: crate::domain::ids::SubjectCode,
    cycle_start: Option<DiaryDate>,
    units: SlotUnits,
    phones: Phones,
    by: Author,
}

fn answers(
    context: &Context,
    out: &mut Out,
    options: &Options,
    rules: &Protocol,
) -> Result<Answers, Failure> {
    let text = context.text();
    let mut form = Form {
        text,
        out,
        asking: context.can_ask(),
        missing: Vec::new(),
    };
    let subject = form.field(
        "--subject",
        text.ask_subject(),
        &options.subject,
        values::subject,
    )?;
    let units = form.units(rules, &options.units)?;
    let cycle_start = form.cycle_start(options)?;
    let day = form.field(
        "--phone-day",
        text.ask_phone_day(),
        &options.phone_day,
        values::phone,
    )?;
    let night = form.field(
        "--phone-night",
        text.ask_phone_night(),
        &options.phone_night,
        values::phone,
    )?;
    let emergency = form.field(
        "--emergency",
        text.ask_emergency(),
        &options.emergency,
        values::phone,
    )?;
    let by = form.field("--by", text.ask_initials(), &options.by, values::initials)?;
    let missing = form.missing;
    let phones = |day: PhoneNumber, night, emergency| Phones {
        day,
        night,
        emergency,
    };
    match (subject, day, night, emergency, by) {
        (Some(subject), Some(day), Some(night), Some(emergency), Some(id)) => Ok(Answers {
            subject,
            cycle_start,
            units,
            phones: phones(day, night, emergency),
            by: Author::Site { id },
        }),
        _ => Err(Failure::Usage(text.options_missing(&text.list(&missing)))),
    }
}

/// Takes each value from its option, or asks for it on a terminal, or notes that it is missing.
struct Form<'a> {
    text: Text,
    out: &'a mut Out,
    asking: bool,
    missing: Vec<&'static str>,
}

impl Form<'_> {
    fn field<T>(
        &mut self,
        option: &'static str,
        question: String,
        value: &Option<String>,
        read: fn(Text, &str, &str) -> Result<T, Failure>,
    ) -> Result<Option<T>, Failure> {
        if let Some(value) = value {
            return read(self.text, option, value).map(Some);
        }
        if !self.asking {
            self.missing.push(option);
            return Ok(None);
        }
        loop {
            let answer = ask::line(self.out, &question)?.ok_or(Failure::Declined)?;
            match read(self.text, option, &answer) {
                Ok(value) => return Ok(Some(value)),
                Err(Failure::Usage(what)) => self.out.line(what),
                Err(failure) => return Err(failure),
            }
        }
    }

    /// Units for every dose of a day; a blank answer leaves a drug open.
    fn units(&mut self, rules: &Protocol, given: &[String]) -> Result<SlotUnits, Failure> {
        let mut units = values::slot_units(self.text, "--units", given)?;
        if !self.asking {
            return Ok(units);
        }
        for drug in &rules.drugs {
            for rule in &drug.periods {
                let of_drug = units.entry(drug.id).or_default();
                if of_drug.contains_key(&rule.period) {
                    continue;
                }
                if let Some(list) = self.units_of(rules, drug.id, rule.period)? {
                    units.entry(drug.id).or_default().insert(rule.period, list);
                }
            }
        }
        units.retain(|_, of_drug| !of_drug.is_empty());
        Ok(units)
    }

    fn units_of(
        &mut self,
        rules: &Protocol,
        drug: DrugId,
        period: Period,
    ) -> Result<Option<Units>, Failure> {
        let text = self.text;
        let name = rules.drug(drug).map(|drug| text.protocol(&drug.name));
        let question = text.ask_units(&name.unwrap_or_default(), text.period_choice(period));
        loop {
            let answer = ask::line(self.out, &question)?.ok_or(Failure::Declined)?;
            if answer.is_empty() {
                return Ok(None);
            }
            match values::units(text, "--units", &answer) {
                Ok(units) => return Ok(Some(units)),
                Err(Failure::Usage(what)) => self.out.line(what),
                Err(failure) => return Err(failure),
            }
        }
    }

    fn cycle_start(&mut self, options: &Options) -> Result<Option<DiaryDate>, Failure> {
        let text = self.text;
        if let Some(date) = &options.cycle_start {
            return values::date(text, "--cycle-start", date).map(Some);
        }
        if !self.asking {
            return Ok(None);
        }
        loop {
            let answer = ask::line(self.out, &text.ask_cycle_start())?.ok_or(Failure::Declined)?;
            if answer.is_empty() {
                return Ok(None);
            }
            match values::date(text, "--cycle-start", &answer) {
                Ok(date) => return Ok(Some(date)),
                Err(Failure::Usage(what)) => self.out.line(what),
                Err(failure) => return Err(failure),
            }
        }
    }
}
