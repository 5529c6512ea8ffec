//! The contents of the site record, as they stand in the file.

use serde::{Deserialize, Serialize};

use super::adverse::{AdverseEvent, AdverseEventChanged};
use super::{Assessed, Died, LastAlive, NewTherapy};
use crate::domain::calendar::{DiaryDate, SlotPosition};
use crate::domain::entry::{
    Confirmed, Content, Continued, Corrected, EventError, Medicine, Opening, Recovered, events,
};
use crate::domain::ids::{DrugId, SubjectCode};
use crate::domain::plain_text::PlainText;
use crate::domain::units::Milligrams;

events! {
    SiteEvent
    /// The record begins.
    Opened(SiteOpened) = "opened",
    /// A copy of the diary was received.
    Received(Received) = "received",
    /// The study team has gone through the diary up to an entry.
    Reviewed(Reviewed) = "reviewed",
    /// The participant came to a visit.
    Visited(Visited) = "visited",
    /// Tablets or capsules were handed out.
    Dispensed(Dispensed) = "dispensed",
    /// What the participant had left was counted.
    Returned(Returned) = "returned",
    /// Tablets or capsules were lost.
    Lost(Lost) = "lost",
    /// An adverse event.
    AdverseEvent(Box<AdverseEvent>) = "adverse_event",
    /// An adverse event has changed, or ended.
    AdverseEventChanged(AdverseEventChanged) = "adverse_event_changed",
    /// The tumour was assessed.
    Assessed(Assessed) = "assessed",
    /// Another therapy against the cancer began.
    NewTherapy(NewTherapy) = "new_therapy",
    /// The participant died.
    Died(Died) = "died",
    /// The participant was known to be alive.
    LastAlive(LastAlive) = "last_alive",
    /// Orders that the patient was told, and recorded in the diary, are right.
    Confirmed(Confirmed) = "confirmed",
    /// A note.
    Noted(Noted) = "noted",
    /// Another medicine that the participant takes.
    Medicine(Medicine) = "medicine",
    /// An earlier entry is replaced or withdrawn.
    Corrected(Box<Corrected<SiteEvent>>) = "corrected",
    /// A torn last line was set aside.
    Recovered(Recovered) = "recovered",
    /// The record goes on after damage.
    Continued(Continued) = "continued",
}

/// The record begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteOpened {
    /// Always [`SiteOpened::FORMAT`].
    pub format: String,
    /// The version of the file format, [`SiteOpened::VERSION`].
    pub version: u32,
    /// The participant.
    pub subject: SubjectCode,
}

impl SiteOpened {
    /// The name that the first line of every site record carries.
    pub const FORMAT: &'static str = "dosebook-site";
    /// The newest version of the format that this program reads.
    pub const VERSION: u32 = 1;

    /// The beginning of a record about a participant.
    pub fn new(subject: SubjectCode) -> SiteOpened {
        SiteOpened {
            format: SiteOpened::FORMAT.to_owned(),
            version: SiteOpened::VERSION,
            subject,
        }
    }
}

/// What the check of a received diary against the copy before it said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// There was no copy before it.
    First,
    /// It begins with every line of the copy before it.
    Continues,
    /// It does not: both are kept.
    Differs,
}

/// A copy of the diary was received, and every line of it verified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Received {
    /// The number of its last line.
    pub last_seq: u64,
    /// The hash of its last line, 64 hexadecimal digits.
    pub last_hash: String,
    /// What the check against the copy before it said.
    pub check: Check,
    /// The first line that differs from the copy before it, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub differs_from: Option<u64>,
    /// The name of the file that it is kept in, where that is not the participant's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept_as: Option<PlainText>,
}

/// The study team has gone through the diary up to this line. It locks nothing: the diary goes on, and what
/// has changed since can be named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reviewed {
    /// The number of the last line of that copy.
    pub last_seq: u64,
    /// Its hash, 64 hexadecimal digits.
    pub last_hash: String,
}

/// The participant came to a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visited {
    /// When.
    pub date: DiaryDate,
}

/// Tablets or capsules of one strength and lot were handed out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispensed {
    /// The drug.
    pub drug: DrugId,
    /// The strength in mg.
    pub strength_mg: Milligrams,
    /// The lot, as on the pack.
    pub lot: PlainText,
    /// How many, above 0.
    pub count: u32,
    /// When.
    pub date: DiaryDate,
}

/// What the participant had left of one strength and lot was counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Returned {
    /// The drug.
    pub drug: DrugId,
    /// The strength in mg.
    pub strength_mg: Milligrams,
    /// The lot, as on the pack.
    pub lot: PlainText,
    /// How many were left; 0 is a count too.
    pub count: u32,
    /// The last slot before the count.
    pub after: SlotPosition,
    /// When they were counted.
    pub date: DiaryDate,
    /// Whether the site kept them; else they went home again.
    pub kept: bool,
}

/// Tablets or capsules of one strength and lot were lost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lost {
    /// The drug.
    pub drug: DrugId,
    /// The strength in mg.
    pub strength_mg: Milligrams,
    /// The lot, as on the pack.
    pub lot: PlainText,
    /// How many, above 0.
    pub count: u32,
    /// When they were lost, or when it was noticed.
    pub date: DiaryDate,
    /// How.
    #[serde(default, skip_serializing_if = "PlainText::is_empty")]
    pub reason: PlainText,
}

/// A note about the participant, in the team's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    /// The note.
    pub text: PlainText,
}

impl SiteEvent {
    /// Reads an event from its JSON text.
    ///
    /// # Errors
    /// Text that is not an object with a `kind`, or that lacks what its kind needs. An unknown kind is
    /// no error.
    pub fn parse(json: &str) -> Result<SiteEvent, EventError> {
        let event = SiteEvent::read(json)?;
        if let SiteEvent::Corrected(corrected) = &event {
            corrected.check()?;
        }
        Ok(event)
    }

    /// The diary date on which what the entry tells happened; of an adverse event its onset. A medicine has none: it
    /// is taken over a while, which may be planned to go on.
    pub fn happened_on(&self) -> Option<DiaryDate> {
        match self {
            SiteEvent::Visited(visited) => Some(visited.date),
            SiteEvent::Dispensed(dispensed) => Some(dispensed.date),
            SiteEvent::Returned(returned) => Some(returned.date),
            SiteEvent::Lost(lost) => Some(lost.date),
            SiteEvent::AdverseEvent(event) => Some(event.onset),
            SiteEvent::AdverseEventChanged(change) => Some(change.date),
            SiteEvent::Assessed(assessed) => Some(assessed.date),
            SiteEvent::NewTherapy(therapy) => Some(therapy.date),
            SiteEvent::Died(died) => Some(died.date),
            SiteEvent::LastAlive(alive) => Some(alive.date),
            SiteEvent::Medicine(_)
            | SiteEvent::Opened(_)
            | SiteEvent::Received(_)
            | SiteEvent::Reviewed(_)
            | SiteEvent::Confirmed(_)
            | SiteEvent::Noted(_)
            | SiteEvent::Corrected(_)
            | SiteEvent::Recovered(_)
            | SiteEvent::Continued(_)
            | SiteEvent::Unknown(_) => None,
        }
    }
}

impl Content for SiteEvent {
    const FORMAT: &'static str = SiteOpened::FORMAT;
    const VERSION: u32 = SiteOpened::VERSION;

    fn parse(json: &str) -> Result<SiteEvent, EventError> {
        SiteEvent::parse(json)
    }

    type Known = ();

    fn scan(_: &[u8], (): &()) -> Option<SiteEvent> {
        // A site record is short: serde is quick enough.
        None
    }

    fn learn(&self, _: &str, (): &mut ()) {}

    fn kind(&self) -> &str {
        self.kind()
    }

    fn is_unknown(&self) -> bool {
        matches!(self, SiteEvent::Unknown(_))
    }

    fn opening(&self) -> Option<Opening<'_>> {
        let SiteEvent::Opened(opened) = self else {
            return None;
        };
        Some(Opening {
            format: &opened.format,
            version: opened.version,
            subject: &opened.subject,
        })
    }

    fn correction(&self) -> Option<&Corrected<SiteEvent>> {
        let SiteEvent::Corrected(corrected) = self else {
            return None;
        };
        Some(corrected)
    }

    fn is_correctable(&self) -> bool {
        match self {
            // A receipt is the program's word about a file, not somebody's.
            SiteEvent::Opened(_)
            | SiteEvent::Received(_)
            | SiteEvent::Corrected(_)
            | SiteEvent::Recovered(_)
            | SiteEvent::Continued(_)
            | SiteEvent::Unknown(_) => false,
            SiteEvent::Reviewed(_)
            | SiteEvent::Visited(_)
            | SiteEvent::Dispensed(_)
            | SiteEvent::Returned(_)
            | SiteEvent::Lost(_)
            | SiteEvent::AdverseEvent(_)
            | SiteEvent::AdverseEventChanged(_)
            | SiteEvent::Assessed(_)
            | SiteEvent::NewTherapy(_)
            | SiteEvent::Died(_)
            | SiteEvent::LastAlive(_)
            | SiteEvent::Confirmed(_)
            | SiteEvent::Noted(_)
            | SiteEvent::Medicine(_) => true,
        }
    }

    fn recovered(recovered: Recovered) -> SiteEvent {
        SiteEvent::Recovered(recovered)
    }

    fn continued(continued: Continued) -> SiteEvent {
        SiteEvent::Continued(continued)
    }
}
