//! What a line of the journal says: entries and events, as they stand in the file.
//!
//! An entry is one line; its event is what it says. An event is parsed by its kind, and one of an
//! unknown kind is kept as it stands. No entry is ever changed; what the entries mean together is
//! `diary`. The entries of the study team's own record have another content, by the same rules: `site`.

mod content;
mod corrections;
mod doses;
mod orders;
mod reports;
mod scan;
mod settings;
mod write;

use serde::{Deserialize, Serialize};

use super::calendar::Moment;
use super::ids::{EntryId, Initials};

pub use content::{Content, EventError, Opening, UnknownEvent};
pub(super) use content::{Tagged, events, kind_of};
pub use corrections::{Continued, Corrected, CorrectionReason, Recovered};
pub use doses::{Dose, Food, FoodBasis, Meal, MissedReason, Outcome};
pub use orders::{Confirmed, CycleStarted, Held, Prescribed, PrescriptionReason, Resumed, Stopped};
pub use reports::{Contacted, Medicine, Said, Severity, Symptom, Tier};
pub use settings::{
    DrugSettings, KnownEnding, Language, Opened, PhoneError, PhoneNumber, Phones, ProtocolChanged,
    Settings,
};

/// One line of a journal, without its chain.
#[derive(Debug, Clone)]
pub struct Entry<E = Event> {
    /// Position in the file, from 1.
    pub seq: u64,
    /// Made before the first try to store it.
    pub id: EntryId,
    /// The machine's clock when it was recorded, with its offset.
    pub at: Moment,
    /// Who recorded it.
    pub by: Author,
    /// Which clock `at` came from.
    pub clock: ClockKind,
    /// What it says.
    pub event: E,
}

impl<E> Entry<E> {
    /// How other entries name this one.
    pub fn reference(&self) -> EntryRef {
        EntryRef {
            seq: self.seq,
            id: self.id,
        }
    }
}

/// How an entry names another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EntryRef {
    /// Its position.
    pub seq: u64,
    /// Its id.
    pub id: EntryId,
}

/// Who recorded an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "role", rename_all = "snake_case")]
pub enum Author {
    /// The patient.
    Patient {},
    /// The study nurse or investigator, with initials.
    Site {
        /// Initials.
        id: Initials,
    },
}

impl Author {
    /// Whether the study team recorded it.
    pub fn is_site(&self) -> bool {
        matches!(self, Author::Site { .. })
    }
}

/// Which clock an entry's time came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockKind {
    /// The machine's.
    #[default]
    System,
    /// A fixed one, for tests and demonstrations.
    Fixed,
}

events! {
    Event
    /// The diary begins.
    Opened(Box<Opened>) = "opened",
    /// Units for a drug, in force from a slot on.
    Prescribed(Prescribed) = "prescribed",
    /// A cycle starts.
    CycleStarted(CycleStarted) = "cycle_started",
    /// A meal is finished.
    Meal(Meal) = "meal",
    /// What happened to a slot.
    Dose(Dose) = "dose",
    /// A symptom is reported.
    Symptom(Symptom) = "symptom",
    /// The study team was called, and what they said.
    Contacted(Contacted) = "contacted",
    /// Drugs are paused from a slot on.
    Held(Held) = "held",
    /// Paused drugs go on from a slot on.
    Resumed(Resumed) = "resumed",
    /// Drugs end for good from a slot on.
    Stopped(Stopped) = "stopped",
    /// An earlier entry is replaced or withdrawn.
    Corrected(Box<Corrected>) = "corrected",
    /// Phone numbers, usual times, language, or a rule that the protocol left open.
    Settings(Box<Settings>) = "settings",
    /// Another protocol, for the cycles from a slot on.
    ProtocolChanged(Box<ProtocolChanged>) = "protocol_changed",
    /// A torn last line was set aside.
    Recovered(Recovered) = "recovered",
    /// The diary goes on after damage.
    Continued(Continued) = "continued",
    /// Staff confirm what the patient was told.
    Confirmed(Confirmed) = "confirmed",
    /// Another medicine that the patient takes.
    Medicine(Medicine) = "medicine",
}

impl Event {
    /// Reads an event from its JSON text.
    ///
    /// # Errors
    /// Text that is not an object with a `kind`, or that lacks what its kind needs. An unknown kind is
    /// no error.
    pub fn parse(json: &str) -> Result<Event, EventError> {
        let event = Event::read(json)?;
        if let Event::Dose(dose) = &event {
            dose.check()?;
        } else if let Event::Corrected(corrected) = &event {
            corrected.check()?;
        }
        Ok(event)
    }

    /// What an entry says: a correction says what it puts in the place, and nothing where it withdraws.
    pub fn content(&self) -> Option<&Event> {
        if let Event::Corrected(corrected) = self {
            corrected.replacement.as_ref()
        } else {
            Some(self)
        }
    }

    /// The dose that it records, or corrects to.
    pub fn dose(&self) -> Option<&Dose> {
        match self.content() {
            Some(Event::Dose(dose)) => Some(dose),
            Some(_) | None => None,
        }
    }

    /// The symptom that it reports, or corrects to.
    pub fn symptom(&self) -> Option<&Symptom> {
        match self.content() {
            Some(Event::Symptom(symptom)) => Some(symptom),
            Some(_) | None => None,
        }
    }
}

impl Content for Event {
    const FORMAT: &'static str = Opened::FORMAT;
    const VERSION: u32 = Opened::VERSION;

    fn parse(json: &str) -> Result<Event, EventError> {
        Event::parse(json)
    }

    type Known = KnownEnding;

    fn scan(json: &[u8], known: &KnownEnding) -> Option<Event> {
        scan::event(json, known)
    }

    fn write_json(&self, to: &mut String) -> Result<(), serde_json::Error> {
        write::event(self, to)
    }

    fn learn(&self, json: &str, known: &mut KnownEnding) {
        if let Event::Opened(opened) = self {
            scan::learn(opened, json, known);
        }
    }

    fn kind(&self) -> &str {
        self.kind()
    }

    fn is_unknown(&self) -> bool {
        matches!(self, Event::Unknown(_))
    }

    fn opening(&self) -> Option<Opening<'_>> {
        let Event::Opened(opened) = self else {
            return None;
        };
        Some(Opening {
            format: &opened.format,
            version: opened.version,
            subject: &opened.subject,
        })
    }

    fn correction(&self) -> Option<&Corrected> {
        let Event::Corrected(corrected) = self else {
            return None;
        };
        Some(corrected)
    }

    fn is_correctable(&self) -> bool {
        match self {
            Event::Opened(_)
            | Event::Corrected(_)
            | Event::Recovered(_)
            | Event::Continued(_)
            | Event::Unknown(_) => false,
            Event::Prescribed(_)
            | Event::CycleStarted(_)
            | Event::Meal(_)
            | Event::Dose(_)
            | Event::Symptom(_)
            | Event::Contacted(_)
            | Event::Held(_)
            | Event::Resumed(_)
            | Event::Stopped(_)
            | Event::Settings(_)
            | Event::ProtocolChanged(_)
            | Event::Confirmed(_)
            | Event::Medicine(_) => true,
        }
    }

    fn recovered(recovered: Recovered) -> Event {
        Event::Recovered(recovered)
    }

    fn continued(continued: Continued) -> Event {
        Event::Continued(continued)
    }
}

fn is_false(flag: &bool) -> bool {
    !*flag
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dose_is_written_as_the_format_shows_it() {
        let json = r#"{"kind":"dose","drug":"capecitabine","date":"2026-11-04","period":"am","outcome":"taken","taken_at":"2026-11-04T08:10:00+08:00","units":{"150":4,"500":2},"food":"kept","food_basis":"meal_clock"}"#;
        let event = Event::parse(json).unwrap();
        assert!(matches!(event, Event::Dose(_)));
        assert_eq!(serde_json::to_string(&event).unwrap(), json);
    }

    #[test]
    fn an_unknown_kind_is_kept_as_it_stands() {
        let json = r#"{"kind":"telemetry","x":[1,2]}"#;
        let event = Event::parse(json).unwrap();
        assert_eq!(event.kind(), "telemetry");
        assert_eq!(serde_json::to_string(&event).unwrap(), json);
    }

    #[test]
    fn an_event_that_contradicts_itself_is_refused() {
        for json in [
            r#"{"kind":"dose","drug":"a","date":"2026-11-04","period":"am","outcome":"missed","units":{"150":4}}"#,
            r#"{"kind":"dose","drug":"a","date":"2026-11-04","period":"am","outcome":"taken"}"#,
            r#"{"kind":"dose","drug":"a","date":"2026-11-04","outcome":"missed"}"#,
            r#"{"kind":"dose","drug":"a","date":"2026-11-04","date":"2026-11-05","period":"am","outcome":"missed"}"#,
            r#"{"outcome":"missed"}"#,
            "7",
        ] {
            assert!(Event::parse(json).is_err(), "{json}");
        }
    }

    #[test]
    fn a_correction_carries_its_replacement() {
        let json = r#"{"kind":"corrected","target":{"seq":3,"id":"000000000000000a"},"replacement":{"kind":"meal","ended_at":"2026-11-04T08:00:00+08:00"},"reason":"wrong_time"}"#;
        let event = Event::parse(json).unwrap();
        assert_eq!(serde_json::to_string(&event).unwrap(), json);
        let withdrawn = json.replace(
            r#"{"kind":"meal","ended_at":"2026-11-04T08:00:00+08:00"}"#,
            "null",
        );
        let event = Event::parse(&withdrawn).unwrap();
        assert_eq!(serde_json::to_string(&event).unwrap(), withdrawn);
    }
}
