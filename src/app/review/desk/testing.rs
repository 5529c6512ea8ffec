//! The forms with one participant in memory, for tests: presses keys, and records as the study folder does.
//! Sample data.

use crate::app::review::{Action, Case, Effect, Known, Model, Outcome, State, World};
use crate::app::testing::words_of;
use crate::app::{Drawn, Press, RowKind, View};
use crate::domain::calendar::Moment;
use crate::domain::entry::{ClockKind, Entry, Language, Tier};
use crate::domain::findings::findings;
use crate::domain::ids::EntryId;
use crate::domain::participant::Participant;
use crate::domain::site::{Facts, Reviewed, SiteEvent, SiteRecord, decide};
use crate::domain::testing::{
    CAPECITABINE, DiaryBuilder, RecordBuilder, UTIDELONE, moment, participant,
};

/// A nurse at the pages of one participant.
pub(crate) struct AtDesk {
    pub(crate) model: Model,
    pub(crate) case: Case,
    pub(crate) now: Moment,
    uptime_ms: u64,
    /// What another program records just before the next recording.
    pub(crate) meanwhile: Option<SiteEvent>,
}

/// Three days with diarrhoea on the second, and a pause that the patient was told.
pub(crate) fn diary() -> DiaryBuilder {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient().at("2026-11-02 08:00");
    b.dose(CAPECITABINE, "2026-11-02 am", "4x150+2x500");
    b.at("2026-11-03 08:00");
    b.dose(CAPECITABINE, "2026-11-03 am", "4x150+2x500");
    b.at("2026-11-03 21:00").symptom(Tier::CallNow);
    b.at("2026-11-04 09:00")
        .told()
        .hold(&[UTIDELONE], "2026-11-04 once");
    b
}

impl AtDesk {
    /// In front of the sample participant, with a site record in which tablets were handed out.
    pub(crate) fn new() -> AtDesk {
        let mut record = RecordBuilder::new();
        record.at("2026-11-02 09:30").json(
            r#"{"kind":"dispensed","drug":"capecitabine","strength_mg":"500","lot":"A1","count":56,"date":"2026-11-02"}"#,
        );
        AtDesk::before(participant(&diary(), Some(&record), "2026-11-05 10:00"))
    }

    /// The same with a baseline, three assessments of the tumour, another therapy and a sign of life.
    pub(crate) fn assessed() -> AtDesk {
        let mut record = RecordBuilder::new();
        record.at("2026-11-05 09:30");
        for assessed in [
            r#""date":"2026-10-12","baseline":{"target_sum_mm":52.5,"non_target":"present","new_lesions":false}"#,
            r#""date":"2026-10-26","measured":{"target_sum_mm":35,"non_target":"present","new_lesions":false}"#,
            r#""date":"2026-11-02","measured":{"target_sum_mm":38.5,"non_target":"present","new_lesions":false}"#,
            r#""date":"2026-11-04","response":"PD""#,
        ] {
            record.json(&format!(r#"{{"kind":"assessed",{assessed}}}"#));
        }
        record.json(r#"{"kind":"new_therapy","date":"2026-11-04","name":"eribulin"}"#);
        record.json(r#"{"kind":"last_alive","date":"2026-11-05"}"#);
        AtDesk::before(participant(&diary(), Some(&record), "2026-11-05 10:00"))
    }

    /// In front of a diary that stands in no study folder.
    pub(crate) fn alone() -> AtDesk {
        AtDesk::before(participant(&diary(), None, "2026-11-05 10:00"))
    }

    fn before(participant: Participant) -> AtDesk {
        let known = |participant: Participant| Known {
            findings: findings(&participant),
            participant,
        };
        AtDesk {
            model: Model::of_file(Language::En, false),
            case: Case {
                file: "007.jsonl".to_owned(),
                state: State::Read(Box::new(known(participant))),
                trouble: Default::default(),
            },
            now: moment("2026-11-05 10:15"),
            uptime_ms: 10_000,
            meanwhile: None,
        }
    }

    pub(crate) fn record(&self) -> &SiteRecord {
        self.case
            .known()
            .unwrap()
            .participant
            .record
            .as_ref()
            .unwrap()
    }

    /// The events of the site record, without the first two.
    pub(crate) fn entered(&self) -> Vec<SiteEvent> {
        let rows = self.record().history().rows().skip(2);
        rows.map(|row| row.entry.event.clone()).collect()
    }

    fn world<'a>(case: &'a [Case], now: Moment, uptime_ms: u64) -> World<'a> {
        World {
            cases: case,
            aside: &[],
            place: "sample-study",
            now,
            uptime_ms,
            drawn: Drawn::default(),
        }
    }

    pub(crate) fn view(&self) -> View {
        let cases = [self.case.clone()];
        self.model
            .view(AtDesk::world(&cases, self.now, self.uptime_ms))
    }

    pub(crate) fn act(&mut self, action: Action) -> &mut AtDesk {
        let cases = [self.case.clone()];
        let world = AtDesk::world(&cases, self.now, self.uptime_ms);
        for effect in self.model.update(action, world) {
            let outcome = match effect {
                Effect::Record { .. } => self.carry_out(effect),
                Effect::Reload(_) | Effect::Quit => continue,
            };
            let cases = [self.case.clone()];
            let world = AtDesk::world(&cases, self.now, self.uptime_ms);
            let done = Action::Done(Box::new(outcome));
            assert_eq!(self.model.update(done, world), []);
        }
        self
    }

    /// As `Study::record`: what is there now is read, and decided on once more.
    fn carry_out(&mut self, effect: Effect) -> Outcome {
        let Effect::Record {
            by,
            command,
            decision,
            ..
        } = effect
        else {
            unreachable!("only recordings come here");
        };
        let at = self.now;
        let State::Read(known) = &mut self.case.state else {
            unreachable!("it was read");
        };
        let participant = &mut known.participant;
        let record = participant.record.as_mut().unwrap();
        let entry = |record: &SiteRecord, event| {
            let seq = record.history().len() as u64 + 1;
            let (id, clock) = (EntryId(0x3000 + seq), ClockKind::System);
            let by = by.clone();
            [Entry {
                seq,
                id,
                at,
                by,
                clock,
                event,
            }]
        };
        if let Some(event) = self.meanwhile.take() {
            record.apply(entry(record, event));
        }
        let head = Reviewed {
            last_seq: participant.copy.last_seq,
            last_hash: participant.copy.last_hash.clone(),
        };
        let facts = Facts {
            subject: participant.diary.subject(),
            record: Some(record),
            diary: Some(&participant.diary),
            head: Some(&head),
            today: participant.diary.date_of(at),
        };
        match decide(&facts, &by, &command) {
            Err(refusal) => Outcome::Refused(refusal),
            Ok(again) if again != decision => Outcome::Changed,
            Ok(again) => {
                for event in again.events {
                    record.apply(entry(record, event));
                }
                Outcome::Recorded
            }
        }
    }

    pub(crate) fn press(&mut self, press: Press) -> &mut AtDesk {
        self.uptime_ms += 1000;
        self.act(Action::Press(press))
    }

    pub(crate) fn types(&mut self, text: &str) -> &mut AtDesk {
        for letter in text.chars() {
            self.press(Press::Letter(letter));
        }
        self
    }

    /// To the page bar's page of this name.
    #[track_caller]
    pub(crate) fn tab(&mut self, name: &str) -> &mut AtDesk {
        for _ in 0..8 {
            let tabs = self.view().tabs.expect("no page bar");
            if tabs.names[tabs.chosen] == name {
                return self;
            }
            self.press(Press::Next);
        }
        panic!("no page {name:?}");
    }

    #[track_caller]
    pub(crate) fn point(&mut self, label: &str) -> &mut AtDesk {
        let rows = self.view().page.rows;
        let Some(wanted) = rows
            .iter()
            .position(|row| row.label.trim().starts_with(label))
        else {
            panic!("no row {label:?} in:\n{}", self.words());
        };
        self.act(Action::Point(wanted))
    }

    /// Moves to the row that begins so, and presses Enter.
    #[track_caller]
    pub(crate) fn choose(&mut self, label: &str) -> &mut AtDesk {
        self.point(label).press(Press::Enter)
    }

    /// Changes the value of the row that begins so until it is this one.
    #[track_caller]
    pub(crate) fn set(&mut self, label: &str, wanted: &str) -> &mut AtDesk {
        self.point(label);
        for _ in 0..10 {
            if self.value(label) == wanted {
                return self;
            }
            self.press(Press::Right);
        }
        panic!("{label:?} never says {wanted:?}");
    }

    #[track_caller]
    pub(crate) fn value(&self, label: &str) -> String {
        let rows = self.view().page.rows;
        let row = rows.iter().find(|row| row.label.trim().starts_with(label));
        match row.map(|row| row.kind.clone()) {
            Some(RowKind::Step { value, .. } | RowKind::Type { value, .. }) => value,
            other => panic!("{label:?}: {other:?}"),
        }
    }

    pub(crate) fn words(&self) -> String {
        words_of(self.view().page)
    }

    /// Whether the page says so.
    #[track_caller]
    pub(crate) fn sees(&mut self, words: &str) -> &mut AtDesk {
        let page = self.words();
        assert!(page.contains(words), "{words:?} is not in:\n{page}");
        self
    }

    /// The row that is chosen.
    pub(crate) fn chosen(&self) -> String {
        let View { page, cursor, .. } = self.view();
        page.rows[cursor].label.clone()
    }

    pub(crate) fn labels(&self) -> Vec<String> {
        let rows = self.view().page.rows;
        rows.into_iter().map(|row| row.label).collect()
    }

    /// Says who it is.
    #[track_caller]
    pub(crate) fn as_ln(&mut self) -> &mut AtDesk {
        self.sees("Who is entering?").types("LN").choose("Go on")
    }

    /// Opens the form of an event of this term, found by its first letters.
    #[track_caller]
    pub(crate) fn event_of(&mut self, typed: &str, term: &str) -> &mut AtDesk {
        self.tab("Symptoms")
            .choose("Record an adverse event")
            .as_ln();
        self.point("Find").types(typed).choose(term)
    }

    /// Fills the form of an event in.
    #[track_caller]
    pub(crate) fn judge(&mut self, grade: &str) -> &mut AtDesk {
        self.set("Grade", grade).set("Serious", "not serious");
        self.set("capecitabine tablets", "related");
        self.set("action: capecitabine", "drug interrupted");
        self.set("utidelone capsules", "not related");
        self.set("action: utidelone", "dose not changed")
    }
}
