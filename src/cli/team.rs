//! `team`: the study team's orders, by staff or as the patient was told (rulings 1 to 7).

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::context::Context;
use super::error::Failure;
use super::output::Out;
use super::record::{Consent, record};
use super::{protocol, values};
use crate::domain::calendar::{Moment, Period, SlotPosition};
use crate::domain::decide::{Command, PauseCommand, PrescribeCommand, Refusal};
use crate::domain::diary::Diary;
use crate::domain::entry::{Author, EntryRef, PrescriptionReason, ProtocolChanged};
use crate::domain::history::CorrectionFault;
use crate::domain::plain_text::PlainText;
use crate::domain::protocol::EndReason;
use crate::text::Text;

mod settings;

/// An order of the study team.
#[derive(Debug, Subcommand)]
pub(super) enum Order {
    /// A cycle starts
    StartCycle(StartCycle),
    /// Units for a drug, from a dose on
    Prescribe(Prescribe),
    /// Pause drugs
    Hold(Pause),
    /// Paused drugs go on
    Resume(Pause),
    /// End drugs for good
    Stop(Stop),
    /// Phones, usual times, and the rules that the study left open
    Set(Box<settings::Options>),
    /// Another protocol, for the cycles from a date on
    Protocol(Amendment),
    /// Confirm what the patient was told
    Confirm(Confirm),
}

/// Who gives the order.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct Giver {
    /// Entered by staff, with initials
    #[arg(long, value_name = "INITIALS")]
    by: Option<String>,
    /// Entered by the patient, as the team told it
    #[arg(long)]
    told: bool,
}

impl Giver {
    fn author(&self, text: Text) -> Result<Author, Failure> {
        values::author(text, self.by.as_deref().filter(|_| !self.told))
    }
}

/// When the order was given.
#[derive(Debug, Args)]
struct Given {
    /// When the order was given, if not now
    #[arg(long, value_name = "DATETHH:MM")]
    given_at: Option<String>,
}

impl Given {
    fn moment(&self, context: &Context, out: &mut Out) -> Result<Option<Moment>, Failure> {
        let read = |given_at: &String| values::civil(context, out, "--given-at", given_at);
        self.given_at.as_ref().map(read).transpose()
    }
}

/// A cycle starts.
#[derive(Debug, Args)]
pub(super) struct StartCycle {
    /// Its day 1
    #[arg(long, value_name = "DATE")]
    date: String,
    #[command(flatten)]
    given: Given,
    #[command(flatten)]
    giver: Giver,
    #[command(flatten)]
    consent: Consent,
}

/// Units for drugs.
#[derive(Debug, Args)]
pub(super) struct Prescribe {
    /// Such as capecitabine:am=3x500; may be repeated
    #[arg(long, value_name = "DRUG:PERIOD=UNITS", required = true)]
    units: Vec<String>,
    /// The first dose that it holds for
    #[arg(long, value_name = "DATE[:PERIOD]")]
    from: String,
    /// Why
    #[arg(long, value_name = "REASON")]
    reason: PrescriptionReason,
    /// The body surface in m2, for a check against the study's mg/m2
    #[arg(long, value_name = "M2")]
    bsa: Option<String>,
    #[command(flatten)]
    given: Given,
    #[command(flatten)]
    giver: Giver,
    #[command(flatten)]
    consent: Consent,
}

/// Which drugs an order is about.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct Drugs {
    /// The drug; may be repeated
    #[arg(long, value_name = "DRUG")]
    drug: Vec<String>,
    /// All drugs
    #[arg(long)]
    all: bool,
}

/// A pause, or its end.
#[derive(Debug, Args)]
pub(super) struct Pause {
    #[command(flatten)]
    drugs: Drugs,
    /// The first dose that it holds for
    #[arg(long, value_name = "DATE[:PERIOD]")]
    from: String,
    /// Why, in the team's words
    #[arg(
        long,
        value_name = "TEXT",
        default_value = "",
        hide_default_value = true
    )]
    reason: String,
    #[command(flatten)]
    given: Given,
    #[command(flatten)]
    giver: Giver,
    #[command(flatten)]
    consent: Consent,
}

/// An end.
#[derive(Debug, Args)]
pub(super) struct Stop {
    #[command(flatten)]
    drugs: Drugs,
    /// The first dose that is no longer planned
    #[arg(long, value_name = "DATE[:PERIOD]")]
    from: String,
    /// Why; staff must say
    #[arg(long, value_name = "REASON")]
    reason: Option<EndReason>,
    #[command(flatten)]
    given: Given,
    #[command(flatten)]
    giver: Giver,
    #[command(flatten)]
    consent: Consent,
}

/// Another protocol.
#[derive(Debug, Args)]
pub(super) struct Amendment {
    /// The protocol file
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// It holds for the cycles that start on this day or later
    #[arg(long, value_name = "DATE")]
    from: String,
    /// Entered by staff, with initials
    #[arg(long, value_name = "INITIALS")]
    by: String,
    #[command(flatten)]
    consent: Consent,
}

/// A confirmation by staff.
#[derive(Debug, Args)]
pub(super) struct Confirm {
    /// The entries [default: all that are not confirmed]
    #[arg(value_name = "ENTRY")]
    entries: Vec<u64>,
    /// Entered by staff, with initials
    #[arg(long, value_name = "INITIALS")]
    by: String,
    #[command(flatten)]
    consent: Consent,
}

/// Records an order.
pub(super) fn run(context: &Context, out: &mut Out, order: &Order) -> Result<(), Failure> {
    let mut store = context.open_whole()?;
    let text = context.text();
    let diary = store.diary();
    let (by, command, consent) = match order {
        Order::StartCycle(start) => {
            let date = values::date(text, "--date", &start.date)?;
            let given_at = start.given.moment(context, out)?;
            let command = Command::StartCycle { date, given_at };
            (start.giver.author(text)?, command, start.consent)
        }
        Order::Prescribe(order) => {
            let command = Command::Prescribe(PrescribeCommand {
                units: values::slot_units(text, "--units", &order.units)?,
                from: values::from_slot(text, "--from", &order.from)?,
                given_at: order.given.moment(context, out)?,
                reason: order.reason,
                bsa_m2: values::bsa(text, order.bsa.as_deref())?,
            });
            (order.giver.author(text)?, command, order.consent)
        }
        Order::Hold(order) => {
            let command = Command::Hold(pause(context, out, diary, order)?);
            (order.giver.author(text)?, command, order.consent)
        }
        Order::Resume(order) => {
            let command = Command::Resume(pause(context, out, diary, order)?);
            (order.giver.author(text)?, command, order.consent)
        }
        Order::Stop(order) => {
            let pause = PauseCommand {
                drugs: order.drugs.named(diary)?,
                from: values::from_slot(text, "--from", &order.from)?,
                given_at: order.given.moment(context, out)?,
                note: PlainText::default(),
            };
            let reason = order.reason;
            let command = Command::Stop { pause, reason };
            (order.giver.author(text)?, command, order.consent)
        }
        Order::Set(options) => {
            let settings = settings::read(text, diary, options)?;
            let by = values::author(text, Some(&options.by))?;
            (by, Command::Set(Box::new(settings)), options.consent)
        }
        Order::Protocol(amendment) => {
            let date = values::date(text, "--from", &amendment.from)?;
            let change = ProtocolChanged {
                from: SlotPosition::new(date, Period::Once),
                protocol: protocol::from_file(&amendment.file)?,
            };
            let by = values::author(text, Some(&amendment.by))?;
            let command = Command::ChangeProtocol(Box::new(change));
            (by, command, amendment.consent)
        }
        Order::Confirm(order) => {
            let entries = references(diary, &order.entries)?;
            let by = values::author(text, Some(&order.by))?;
            (by, Command::Confirm { entries }, order.consent)
        }
    };
    record(context, out, &mut store, &by, &command, consent)
}

impl Drugs {
    fn named(&self, diary: &Diary) -> Result<Vec<crate::domain::ids::DrugId>, Failure> {
        if self.all {
            return Ok(Vec::new());
        }
        self.drug
            .iter()
            .map(|drug| values::drug(diary, drug))
            .collect()
    }
}

fn pause(
    context: &Context,
    out: &mut Out,
    diary: &Diary,
    order: &Pause,
) -> Result<PauseCommand, Failure> {
    Ok(PauseCommand {
        drugs: order.drugs.named(diary)?,
        from: values::from_slot(context.text(), "--from", &order.from)?,
        given_at: order.given.moment(context, out)?,
        note: PlainText::new(order.reason.as_str()),
    })
}

fn references(diary: &Diary, numbers: &[u64]) -> Result<Vec<EntryRef>, Failure> {
    let one = |seq: &u64| {
        let entry = diary.history().entry(*seq);
        entry.map(|entry| entry.reference()).ok_or_else(|| {
            Failure::refused(diary, Refusal::Correction(CorrectionFault::NoSuchEntry))
        })
    };
    numbers.iter().map(one).collect()
}
