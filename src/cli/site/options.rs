//! The options of `site`.

mod correct;

use std::path::PathBuf;

use clap::{Args, Subcommand};

pub(in crate::cli) use correct::{Correct, Seen, Values};

use crate::cli::adherence::Format;
use crate::cli::record::Consent;
use crate::domain::endpoints::recist::NonTarget;
use crate::domain::endpoints::response::Response;

/// What to record, or to read.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Action {
    /// The participant came to a visit
    Visit(Visit),
    /// Mark the diary as reviewed up to its last entry; it locks nothing
    Review(Review),
    /// Tablets or capsules were handed out
    Dispense(Dispense),
    /// Count what the participant has left
    Return(Return),
    /// Tablets or capsules were lost
    Lost(LostOptions),
    /// An adverse event, with its CTCAE 5.0 grade
    Event(Box<EventOptions>),
    /// What has changed about an adverse event: another grade, its end, what was done
    EventChange(EventChange),
    /// Terms of CTCAE 5.0 that contain these words, with the grades that exist
    Terms(Terms),
    /// The tumour was assessed
    Assess(Assess),
    /// Another therapy against the cancer began
    Therapy(Therapy),
    /// The participant died
    Died(OnDate),
    /// The participant was known to be alive
    Alive(OnDate),
    /// Confirm orders that the patient was told
    Confirm(Confirm),
    /// A note
    Note(Note),
    /// Another medicine that the participant takes
    Medicine(MedicineOptions),
    /// Correct an earlier entry of the site record
    Correct(Box<Correct>),
    /// Take the newest entry of today back
    Undo(Undo),
    /// What was handed out, counted and expected, and the pill count
    Tablets(Tablets),
    /// The entries of the site record, in words
    Log(Log),
    /// Go on in a new file after damage
    Recover(Recover),
}

/// Whose record, and where.
#[derive(Debug, Args)]
pub(in crate::cli) struct Place {
    /// The participant's code
    #[arg(value_name = "SUBJECT")]
    pub(super) subject: String,
    /// The study folder; it must be there
    #[arg(long, value_name = "FOLDER")]
    pub(super) folder: PathBuf,
}

/// Who records it.
#[derive(Debug, Args)]
pub(in crate::cli) struct Who {
    /// Entered by staff, with initials
    #[arg(long, value_name = "INITIALS")]
    pub(super) by: String,
    #[command(flatten)]
    pub(super) consent: Consent,
}

/// Units of one strength and lot.
#[derive(Debug, Args)]
pub(in crate::cli) struct Supply {
    /// The drug, by its code in the protocol
    #[arg(value_name = "DRUG")]
    pub(super) drug: String,
    /// How many of which strength, such as 56x500
    #[arg(value_name = "UNITS")]
    pub(super) units: String,
    /// The lot, as on the pack
    #[arg(long, value_name = "LOT")]
    pub(super) lot: String,
    /// The date [default: today]
    #[arg(long, value_name = "DATE")]
    pub(super) date: Option<String>,
}

/// A visit.
#[derive(Debug, Args)]
pub(in crate::cli) struct Visit {
    #[command(flatten)]
    pub(super) place: Place,
    /// The date [default: today]
    #[arg(long, value_name = "DATE")]
    pub(super) date: Option<String>,
    #[command(flatten)]
    pub(super) who: Who,
}

/// A review.
#[derive(Debug, Args)]
pub(in crate::cli) struct Review {
    #[command(flatten)]
    pub(super) place: Place,
    #[command(flatten)]
    pub(super) who: Who,
}

/// What was handed out.
#[derive(Debug, Args)]
pub(in crate::cli) struct Dispense {
    #[command(flatten)]
    pub(super) place: Place,
    #[command(flatten)]
    pub(super) supply: Supply,
    #[command(flatten)]
    pub(super) who: Who,
}

/// What was counted.
#[derive(Debug, Args)]
pub(in crate::cli) struct Return {
    #[command(flatten)]
    pub(super) place: Place,
    #[command(flatten)]
    pub(super) supply: Supply,
    /// The last dose before the count
    #[arg(long, value_name = "DATE[:PERIOD]")]
    pub(super) after: String,
    /// The site keeps them
    #[arg(
        long,
        required_unless_present = "given_back",
        conflicts_with = "given_back"
    )]
    pub(super) kept: bool,
    /// They go home again
    #[arg(long)]
    pub(super) given_back: bool,
    #[command(flatten)]
    pub(super) who: Who,
}

/// What was lost.
#[derive(Debug, Args)]
pub(in crate::cli) struct LostOptions {
    #[command(flatten)]
    pub(super) place: Place,
    #[command(flatten)]
    pub(super) supply: Supply,
    /// How they were lost
    #[arg(long, value_name = "TEXT")]
    pub(super) reason: Option<String>,
    #[command(flatten)]
    pub(super) who: Who,
}

/// What is said about the drugs, and how serious it is.
#[derive(Debug, Default, Clone, Args)]
pub(in crate::cli) struct Judged {
    /// A drug to which it is related, or "all"
    #[arg(long, value_name = "DRUG")]
    pub(super) related: Vec<String>,
    /// A drug to which it is not related, or "all"
    #[arg(long, value_name = "DRUG")]
    pub(super) not_related: Vec<String>,
    /// A drug of which it is not known whether it is related, or "all"
    #[arg(long, value_name = "DRUG")]
    pub(super) relation_unknown: Vec<String>,
    /// What was done: dose-not-changed, dose-reduced, drug-interrupted, drug-withdrawn, not-applicable or
    /// unknown; of one drug as in capecitabine=dose-reduced
    #[arg(long, value_name = "[DRUG=]ACTION")]
    pub(super) action: Vec<String>,
    /// It is serious
    #[arg(long, conflicts_with = "not_serious")]
    pub(super) serious: bool,
    /// It is not serious
    #[arg(long)]
    pub(super) not_serious: bool,
}

impl Judged {
    /// Whether nothing is said.
    pub(super) fn is_empty(&self) -> bool {
        let drugs = [
            &self.related,
            &self.not_related,
            &self.relation_unknown,
            &self.action,
        ];
        drugs.iter().all(|named| named.is_empty()) && !(self.serious || self.not_serious)
    }
}

/// An adverse event.
#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("seriousness").args(["serious", "not_serious"]).required(true))]
pub(in crate::cli) struct EventOptions {
    #[command(flatten)]
    pub(super) place: Place,
    /// The CTCAE 5.0 term, in English or Chinese
    #[arg(long, value_name = "TERM")]
    pub(super) term: String,
    /// What it was, for a term "Other, specify"
    #[arg(long, value_name = "TEXT")]
    pub(super) words: Option<String>,
    /// The grade; if it is over, the highest
    #[arg(long, value_name = "GRADE")]
    pub(super) grade: String,
    /// When it began
    #[arg(long, value_name = "DATE")]
    pub(super) onset: String,
    /// When it ended
    #[arg(long, value_name = "DATE")]
    pub(super) ended: Option<String>,
    #[command(flatten)]
    pub(super) judged: Judged,
    /// The number of an entry of the diary in which it was reported
    #[arg(long, value_name = "SEQ")]
    pub(super) about: Vec<u64>,
    #[command(flatten)]
    pub(super) who: Who,
}

/// What has changed about an adverse event.
#[derive(Debug, Args)]
pub(in crate::cli) struct EventChange {
    #[command(flatten)]
    pub(super) place: Place,
    /// The number of the entry of the event, as the log shows it
    #[arg(value_name = "SEQ")]
    pub(super) seq: u64,
    /// When it changed [default: today]
    #[arg(long, value_name = "DATE")]
    pub(super) date: Option<String>,
    /// The grade from then on
    #[arg(long, value_name = "GRADE")]
    pub(super) grade: Option<String>,
    /// It ended then
    #[arg(long)]
    pub(super) ended: bool,
    #[command(flatten)]
    pub(super) judged: Judged,
    #[command(flatten)]
    pub(super) who: Who,
}

/// Words to look for.
#[derive(Debug, Args)]
pub(in crate::cli) struct Terms {
    /// Words in English or Chinese [default: the whole list]
    #[arg(value_name = "WORDS")]
    pub(super) words: Vec<String>,
}

/// A tumour assessment.
// A group, so that both answers about new lesions are named where one is missing: --new-lesions alone, given because
// it was asked for, would record a progression.
#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("said").args(["new_lesions", "no_new_lesions", "baseline", "response"])
    .required(true).multiple(true))]
pub(in crate::cli) struct Assess {
    #[command(flatten)]
    pub(super) place: Place,
    /// The response, as the investigator gives it
    #[arg(long, conflicts_with_all = ["baseline", "sum", "non_target", "new_lesions", "no_new_lesions"])]
    pub(super) response: Option<Response>,
    /// What later assessments are compared with, before treatment
    #[arg(long, conflicts_with = "new_lesions")]
    pub(super) baseline: bool,
    /// The sum of the diameters of the target lesions, in mm
    #[arg(long, value_name = "MM")]
    pub(super) sum: Option<String>,
    /// What became of the lesions that are not measured
    #[arg(long)]
    pub(super) non_target: Option<NonTarget>,
    /// There are new lesions
    #[arg(long)]
    pub(super) new_lesions: bool,
    /// There are no new lesions
    #[arg(long, conflicts_with = "new_lesions")]
    pub(super) no_new_lesions: bool,
    /// The date [default: today]
    #[arg(long, value_name = "DATE")]
    pub(super) date: Option<String>,
    #[command(flatten)]
    pub(super) who: Who,
}

/// Another therapy.
#[derive(Debug, Args)]
pub(in crate::cli) struct Therapy {
    #[command(flatten)]
    pub(super) place: Place,
    /// Which
    #[arg(value_name = "NAME")]
    pub(super) name: String,
    /// The date [default: today]
    #[arg(long, value_name = "DATE")]
    pub(super) date: Option<String>,
    #[command(flatten)]
    pub(super) who: Who,
}

/// Something of one date.
#[derive(Debug, Args)]
pub(in crate::cli) struct OnDate {
    #[command(flatten)]
    pub(super) place: Place,
    /// The date
    #[arg(long, value_name = "DATE")]
    pub(super) date: String,
    #[command(flatten)]
    pub(super) who: Who,
}

/// What is confirmed.
#[derive(Debug, Args)]
pub(in crate::cli) struct Confirm {
    #[command(flatten)]
    pub(super) place: Place,
    /// The numbers of the diary's entries [default: all that wait]
    #[arg(value_name = "SEQ")]
    pub(super) entries: Vec<u64>,
    #[command(flatten)]
    pub(super) who: Who,
}

/// A note.
#[derive(Debug, Args)]
pub(in crate::cli) struct Note {
    #[command(flatten)]
    pub(super) place: Place,
    /// The note
    #[arg(value_name = "TEXT")]
    pub(super) text: String,
    #[command(flatten)]
    pub(super) who: Who,
}

/// Another medicine.
#[derive(Debug, Args)]
pub(in crate::cli) struct MedicineOptions {
    #[command(flatten)]
    pub(super) place: Place,
    /// Its name, as on the pack
    #[arg(value_name = "NAME")]
    pub(super) name: String,
    /// Since when
    #[arg(long, value_name = "DATE")]
    pub(super) from: Option<String>,
    /// Until when; ends a medicine of the list
    #[arg(long, value_name = "DATE")]
    pub(super) to: Option<String>,
    #[command(flatten)]
    pub(super) who: Who,
}

/// Taking back.
#[derive(Debug, Args)]
pub(in crate::cli) struct Undo {
    #[command(flatten)]
    pub(super) place: Place,
    #[command(flatten)]
    pub(super) who: Who,
}

/// The tablets.
#[derive(Debug, Args)]
pub(in crate::cli) struct Tablets {
    #[command(flatten)]
    pub(super) place: Place,
    /// How to print it
    #[arg(long, default_value = "table")]
    pub(super) format: Format,
}

/// The entries.
#[derive(Debug, Args)]
pub(in crate::cli) struct Log {
    #[command(flatten)]
    pub(super) place: Place,
    /// One JSON object a line, as documented in docs/json-output.md
    #[arg(long)]
    pub(super) json: bool,
}

/// A new beginning after damage.
#[derive(Debug, Args)]
pub(in crate::cli) struct Recover {
    #[command(flatten)]
    pub(super) place: Place,
    /// The new file
    #[arg(long, value_name = "NEW")]
    pub(super) to: PathBuf,
    /// Done by staff, with initials
    #[arg(long, value_name = "INITIALS")]
    pub(super) by: String,
}
