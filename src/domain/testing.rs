//! Diaries for tests, written entry by entry.
//!
//! A [`DiaryBuilder`] keeps a clock and an author; every method that records something appends one
//! entry at that clock and returns its reference. It decides nothing: what the app would refuse can be
//! recorded here, because a file may contain it. A [`RecordBuilder`] does the same for a site record. Only
//! compiled for tests.

mod record;

use chrono::NaiveDateTime;

use super::calendar::{DiaryDate, Moment, SlotPosition};
use super::diary::Diary;
use super::entry::{
    Author, ClockKind, Confirmed, Contacted, Corrected, CorrectionReason, CycleStarted, Dose,
    Entry, EntryRef, Event, Food, FoodBasis, Held, Language, Meal, MissedReason, Opened, Outcome,
    Phones, Prescribed, PrescriptionReason, Resumed, Said, Settings, Stopped, Symptom, Tier,
};
use super::ids::{DrugId, EntryId};
use super::plain_text::PlainText;
use super::protocol::{EndReason, Protocol};
use super::units::Units;

pub(crate) use record::{RecordBuilder, participant};

/// The tablets of the built-in protocol.
pub(crate) const CAPECITABINE: &str = "capecitabine";

/// The capsules of the built-in protocol.
pub(crate) const UTIDELONE: &str = "utidelone";

/// A drug by its code.
pub(crate) fn drug(code: &str) -> DrugId {
    code.parse().unwrap()
}

/// A diary date from `2026-11-02`.
pub(crate) fn date(text: &str) -> DiaryDate {
    text.parse().unwrap()
}

/// Units from `4x150+2x500`.
pub(crate) fn units(text: &str) -> Units {
    text.parse().unwrap()
}

/// A slot from `2026-11-02 am`.
pub(crate) fn slot(text: &str) -> SlotPosition {
    let (date, period) = text.split_once(' ').unwrap();
    SlotPosition::new(date.parse().unwrap(), period.parse().unwrap())
}

/// A moment from `2026-11-02 08:10`, at +08:00 unless an offset follows, as in `2026-11-02 08:10 +01:00`.
pub(crate) fn moment(text: &str) -> Moment {
    let with_offset = if text.len() == 16 {
        format!("{text} +08:00")
    } else {
        text.to_owned()
    };
    Moment::parse_from_str(&with_offset, "%Y-%m-%d %H:%M %:z").unwrap()
}

/// The end of the entry window of every slot of a date: 04:00 two days later, by the built-in protocol.
pub(crate) fn after_entry_window(day: DiaryDate) -> Moment {
    let civil: NaiveDateTime = day.plus(2).calendar().and_hms_opt(4, 0, 0).unwrap();
    moment(&civil.format("%Y-%m-%d %H:%M").to_string())
}

/// Writes a diary entry by entry.
pub(crate) struct DiaryBuilder {
    entries: Vec<Entry>,
    at: Moment,
    by: Author,
    clock: ClockKind,
    told: bool,
    given_at: Option<Moment>,
}

impl DiaryBuilder {
    /// A diary by the built-in protocol, opened by the site on 2026-11-01 at 09:00 +08:00. Nothing is
    /// prescribed and no cycle has started.
    pub(crate) fn new() -> DiaryBuilder {
        DiaryBuilder::with_protocol(Protocol::built_in().unwrap())
    }

    /// The same with other rules.
    pub(crate) fn with_protocol(protocol: Protocol) -> DiaryBuilder {
        let mut builder = DiaryBuilder {
            entries: Vec::new(),
            at: moment("2026-11-01 09:00"),
            by: site(),
            clock: ClockKind::System,
            told: false,
            given_at: None,
        };
        builder.push(Event::Opened(Box::new(Opened {
            format: Opened::FORMAT.to_owned(),
            version: Opened::VERSION,
            diary: EntryId(0xd1a7),
            subject: "007".parse().unwrap(),
            phones: Phones {
                day: "555 0100".parse().unwrap(),
                night: "555 0101".parse().unwrap(),
                emergency: "112".parse().unwrap(),
            },
            language: Language::En,
            sample: false,
            protocol: protocol.into(),
        })));
        builder
    }

    /// The built-in protocol with both drugs prescribed and cycle 1 started: capecitabine
    /// `4x150+2x500` (1600 mg) morning and evening, utidelone `2x50` once.
    pub(crate) fn started(cycle_1: &str) -> DiaryBuilder {
        let mut builder = DiaryBuilder::new();
        let (am, once) = (format!("{cycle_1} am"), format!("{cycle_1} once"));
        let both = [("am", "4x150+2x500"), ("pm", "4x150+2x500")];
        builder.prescribe(CAPECITABINE, &am, &both);
        builder.prescribe(UTIDELONE, &once, &[("once", "2x50")]);
        builder.start_cycle(1, cycle_1);
        builder
    }

    /// The diary is about another participant.
    pub(crate) fn of(&mut self, subject: &str) -> &mut Self {
        if let Event::Opened(opened) = &mut self.entries[0].event {
            opened.subject = subject.parse().unwrap();
        }
        self
    }

    /// The diary is a made-up one.
    pub(crate) fn sample(&mut self) -> &mut Self {
        if let Event::Opened(opened) = &mut self.entries[0].event {
            opened.sample = true;
        }
        self
    }

    /// Sets the clock of the following entries.
    pub(crate) fn at(&mut self, moment_text: &str) -> &mut Self {
        self.at_moment(moment(moment_text))
    }

    /// Sets the clock of the following entries.
    pub(crate) fn at_moment(&mut self, at: Moment) -> &mut Self {
        self.at = at;
        self
    }

    /// The clock of the following entries.
    pub(crate) fn now(&self) -> Moment {
        self.at
    }

    /// The following entries are made with a clock of this kind.
    pub(crate) fn clock(&mut self, clock: ClockKind) -> &mut Self {
        self.clock = clock;
        self
    }

    /// The following entries are made by the patient.
    pub(crate) fn by_patient(&mut self) -> &mut Self {
        self.by = Author::Patient {};
        self
    }

    /// The following entries are made by the study team.
    pub(crate) fn by_site(&mut self) -> &mut Self {
        self.by = site();
        self
    }

    /// The next order is what the patient says she was told.
    pub(crate) fn told(&mut self) -> &mut Self {
        self.told = true;
        self
    }

    /// The next order was given at this moment, not when it is recorded.
    pub(crate) fn given_at(&mut self, moment_text: &str) -> &mut Self {
        self.given_at = Some(moment(moment_text));
        self
    }

    /// Appends any event.
    pub(crate) fn push(&mut self, event: Event) -> EntryRef {
        let seq = self.entries.len() as u64 + 1;
        self.entries.push(Entry {
            seq,
            id: EntryId(0x1000 + seq),
            at: self.at,
            by: self.by.clone(),
            clock: self.clock,
            event,
        });
        self.entries[self.entries.len() - 1].reference()
    }

    /// Prescribes units of periods, from a slot on: `("am", "4x150+2x500")`; `"0"` is zero units.
    pub(crate) fn prescribe(
        &mut self,
        code: &str,
        from: &str,
        periods: &[(&str, &str)],
    ) -> EntryRef {
        let parsed = |(period, text): &(&str, &str)| (period.parse().unwrap(), units(text));
        let event = Event::Prescribed(Prescribed {
            drug: drug(code),
            units: periods.iter().map(parsed).collect(),
            from: slot(from),
            given_at: self.given_at.take(),
            reason: PrescriptionReason::Other,
            bsa_m2: None,
            told: std::mem::take(&mut self.told),
        });
        self.push(event)
    }

    /// Starts a cycle on a date.
    pub(crate) fn start_cycle(&mut self, cycle: u16, day: &str) -> EntryRef {
        let event = Event::CycleStarted(CycleStarted {
            cycle,
            date: date(day),
            given_at: self.given_at.take(),
            told: std::mem::take(&mut self.told),
        });
        self.push(event)
    }

    /// Pauses drugs from a slot on.
    pub(crate) fn hold(&mut self, codes: &[&str], from: &str) -> EntryRef {
        let event = Event::Held(Held {
            drugs: codes.iter().map(|code| drug(code)).collect(),
            from: slot(from),
            given_at: self.given_at.take(),
            reason: PlainText::default(),
            told: std::mem::take(&mut self.told),
        });
        self.push(event)
    }

    /// Lets paused drugs go on from a slot on.
    pub(crate) fn resume(&mut self, codes: &[&str], from: &str) -> EntryRef {
        let event = Event::Resumed(Resumed {
            drugs: codes.iter().map(|code| drug(code)).collect(),
            from: slot(from),
            given_at: self.given_at.take(),
            reason: PlainText::default(),
            told: std::mem::take(&mut self.told),
        });
        self.push(event)
    }

    /// Ends drugs from a slot on.
    pub(crate) fn stop(
        &mut self,
        codes: &[&str],
        from: &str,
        reason: Option<EndReason>,
    ) -> EntryRef {
        let event = Event::Stopped(Stopped {
            drugs: codes.iter().map(|code| drug(code)).collect(),
            from: slot(from),
            given_at: self.given_at.take(),
            reason,
            told: std::mem::take(&mut self.told),
        });
        self.push(event)
    }

    /// An intake as it would be recorded now: swallowed at the clock of the builder, food rule kept.
    /// To be changed and pushed where a test needs something else.
    pub(crate) fn intake(&self, code: &str, at: &str, amount: &str) -> Dose {
        let place = slot(at);
        Dose {
            drug: drug(code),
            date: place.date,
            period: Some(place.period),
            outcome: Outcome::Taken,
            taken_at: Some(self.at),
            units: Some(units(amount)),
            food: Some(Food::Kept),
            food_basis: Some(FoodBasis::PatientWord),
            reason: None,
            outside_period: false,
            while_warned: false,
            rest_of: None,
        }
    }

    /// Records an intake of a slot, swallowed now, food rule kept.
    pub(crate) fn dose(&mut self, code: &str, at: &str, amount: &str) -> EntryRef {
        let dose = self.intake(code, at, amount);
        self.push(Event::Dose(dose))
    }

    /// Records an intake of a slot that was vomited.
    pub(crate) fn vomited(&mut self, code: &str, at: &str, amount: &str) -> EntryRef {
        let dose = Dose {
            outcome: Outcome::Vomited,
            ..self.intake(code, at, amount)
        };
        self.push(Event::Dose(dose))
    }

    /// A missed dose as it would be recorded now.
    pub(crate) fn omission(&self, code: &str, at: &str) -> Dose {
        Dose {
            outcome: Outcome::Missed,
            taken_at: None,
            units: None,
            food: None,
            food_basis: None,
            reason: Some(MissedReason::Forgot),
            ..self.intake(code, at, "0")
        }
    }

    /// Records that a slot was missed.
    pub(crate) fn missed(&mut self, code: &str, at: &str) -> EntryRef {
        let dose = self.omission(code, at);
        self.push(Event::Dose(dose))
    }

    /// Records the end of a meal at the clock of the builder.
    pub(crate) fn meal(&mut self) -> EntryRef {
        self.push(Event::Meal(Meal { ended_at: self.at }))
    }

    /// Replaces the content of an entry.
    pub(crate) fn correct(&mut self, target: EntryRef, replacement: Event) -> EntryRef {
        self.correction(target, Some(replacement))
    }

    /// Withdraws an entry.
    pub(crate) fn withdraw(&mut self, target: EntryRef) -> EntryRef {
        self.correction(target, None)
    }

    fn correction(&mut self, target: EntryRef, replacement: Option<Event>) -> EntryRef {
        self.push(Event::Corrected(Box::new(Corrected {
            target,
            replacement,
            reason: CorrectionReason::Other,
        })))
    }

    /// Records that staff confirm what the patient was told.
    pub(crate) fn confirm(&mut self, entries: &[EntryRef]) -> EntryRef {
        self.push(Event::Confirmed(Confirmed {
            entries: entries.to_vec(),
        }))
    }

    /// Records a symptom of a tier.
    pub(crate) fn symptom(&mut self, tier: Tier) -> EntryRef {
        self.push(Event::Symptom(Symptom {
            term: PlainText::new("diarrhoea"),
            severity: None,
            answers: Default::default(),
            tier,
            noticed_on: None,
            ended_on: None,
        }))
    }

    /// Records a call about entries, and what the team said.
    pub(crate) fn contacted(&mut self, said: Said, about: &[EntryRef]) -> EntryRef {
        self.push(Event::Contacted(Contacted {
            said,
            about: about.to_vec(),
            spoken_at: None,
        }))
    }

    /// Records settings.
    pub(crate) fn settings(&mut self, settings: Settings) -> EntryRef {
        self.push(Event::Settings(Box::new(settings)))
    }

    /// The entries so far.
    pub(crate) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The diary so far.
    pub(crate) fn diary(&self) -> Diary {
        Diary::from_entries(self.entries.iter().cloned()).unwrap()
    }
}

/// A hash that stands for the line of a diary in tests.
pub(crate) fn hash_of(seq: u64) -> String {
    format!("{seq:064x}")
}

fn site() -> Author {
    Author::Site {
        id: "LN".parse().unwrap(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::slots::{Status, slot_state};

    #[test]
    fn a_built_diary_has_the_slots_that_were_prescribed_and_recorded() {
        let mut b = DiaryBuilder::started("2026-11-02");
        b.by_patient().at("2026-11-02 08:10");
        b.meal();
        b.dose(CAPECITABINE, "2026-11-02 am", "4x150+2x500");
        b.at("2026-11-03 09:00")
            .missed(CAPECITABINE, "2026-11-02 pm");
        let wrong = b.vomited(CAPECITABINE, "2026-11-03 am", "4x150+2x500");
        b.withdraw(wrong);
        b.by_site();
        b.hold(&[UTIDELONE], "2026-11-03 am");
        let now = after_entry_window(date("2026-11-03"));
        let status = |code, at: &str| {
            let state = slot_state(&b.diary(), drug(code), slot(at), now).unwrap();
            state.status
        };
        assert_eq!(status(CAPECITABINE, "2026-11-02 am"), Status::Taken);
        assert_eq!(status(CAPECITABINE, "2026-11-02 pm"), Status::Missed);
        assert_eq!(status(CAPECITABINE, "2026-11-03 am"), Status::Unrecorded);
        assert_eq!(status(UTIDELONE, "2026-11-03 once"), Status::Held);
        assert_eq!(b.entries().len(), 10);
    }

    #[test]
    fn told_orders_corrections_and_settings_are_entries_like_any_other() {
        let mut b = DiaryBuilder::started("2026-11-02");
        b.by_patient().at("2026-11-03 09:00");
        let told = b.told().hold(&[CAPECITABINE], "2026-11-03 pm");
        b.by_site().resume(&[CAPECITABINE], "2026-11-04 pm");
        assert_eq!(b.diary().unconfirmed(), [told]);
        b.confirm(&[told]);
        assert_eq!(b.diary().unconfirmed(), []);
        let order = b.given_at("2026-11-02 10:00").stop(
            &[UTIDELONE],
            "2026-11-04 once",
            Some(EndReason::Withdrawal),
        );
        assert_eq!(
            b.diary()
                .course(drug(UTIDELONE))
                .orders()
                .map(|o| o.given_at)
                .max(),
            Some(moment("2026-11-02 10:00"))
        );
        let meal = b.meal();
        let other = Event::Meal(Meal {
            ended_at: moment("2026-11-03 08:00"),
        });
        b.correct(meal, other);
        assert_eq!(b.diary().meals()[0].ended_at, moment("2026-11-03 08:00"));
        b.settings(Settings {
            language: Some(Language::ZhHans),
            ..Settings::default()
        });
        assert_eq!(b.diary().language(), Language::ZhHans);
        assert_ne!(order.seq, meal.seq);
    }
}
