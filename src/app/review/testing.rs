//! The review with a small folder in memory, for tests: presses keys and plays the outside. Sample data.

use super::{Action, Case, Effect, Known, Model, Outcome, State, Trouble, World};
use crate::app::testing::words_of;
use crate::app::{Drawn, Press, View};
use crate::domain::adherence::examples::{FULL, three_cycles, worked_example};
use crate::domain::calendar::Moment;
use crate::domain::entry::{Event, Language, Said, Tier};
use crate::domain::findings::findings;
use crate::domain::participant::Participant;
use crate::domain::testing::{CAPECITABINE, DiaryBuilder, RecordBuilder, UTIDELONE};
use crate::domain::testing::{moment, participant};

/// A nurse in front of a study folder.
pub(crate) struct Nurse {
    pub(crate) model: Model,
    pub(crate) cases: Vec<Case>,
    pub(crate) now: Moment,
    pub(crate) uptime_ms: u64,
    /// What the last drawing could show.
    pub(crate) drawn: Drawn,
    pub(crate) effects: Vec<Effect>,
    /// What is wrong with other files.
    pub(crate) aside: Vec<Trouble>,
    /// What becomes of the next recording.
    pub(crate) outcome: Option<Outcome>,
}

/// A diary with most of what there is to discuss: the worked example, and what was reported on a day after it.
pub(crate) fn eventful() -> DiaryBuilder {
    let mut b = worked_example();
    b.by_patient().at("2026-11-13 09:00");
    let wrong = b.dose(CAPECITABINE, "2026-11-11 pm", FULL);
    let report = b.at("2026-11-13 09:10").symptom(Tier::CallNow);
    b.at("2026-11-13 09:30")
        .contacted(Said::NobodyAnswered, &[report]);
    let less = b.intake(CAPECITABINE, "2026-11-11 pm", "2x500");
    b.at("2026-11-13 10:00").correct(wrong, Event::Dose(less));
    b.at("2026-11-13 11:00")
        .told()
        .hold(&[UTIDELONE], "2026-11-23 once");
    b
}

/// What was dispensed and returned beside it.
pub(crate) fn record() -> RecordBuilder {
    let mut record = RecordBuilder::new();
    let supply = |kind: &str, strength: u32, count: u32, rest: &str| {
        format!(
            r#"{{"kind":"{kind}","drug":"capecitabine","strength_mg":"{strength}","lot":"A1","count":{count},"date":"2026-11-{rest}}}"#
        )
    };
    for (strength, count) in [(150, 112), (500, 56)] {
        record.at("2026-11-02 09:30");
        record.json(&supply("dispensed", strength, count, r#"02""#));
    }
    record.at("2026-11-14 10:00");
    record.json(r#"{"kind":"visited","date":"2026-11-14"}"#);
    for (strength, count) in [(150, 38), (500, 9)] {
        let rest = r#"14","after":{"date":"2026-11-13","period":"pm"},"kept":true"#;
        record.json(&supply("returned", strength, count, rest));
    }
    record
}

/// A diary that was read.
pub(crate) fn read(participant: Participant) -> Case {
    Case {
        file: format!("{}.jsonl", participant.subject()),
        state: State::Read(Box::new(Known {
            findings: findings(&participant),
            participant,
        })),
        trouble: Default::default(),
    }
}

/// Five diaries: one with much to discuss, one as planned, one damaged, one unreadable, one just begun.
pub(crate) fn folder() -> Vec<Case> {
    let now = "2026-11-14 10:00";
    let mut good = DiaryBuilder::started("2026-11-02");
    good.of("011").by_patient();
    good.at("2026-11-02 06:40")
        .dose(UTIDELONE, "2026-11-02 once", "2x50");
    good.at("2026-11-02 08:00")
        .dose(CAPECITABINE, "2026-11-02 am", FULL);
    let mut damaged = three_cycles();
    damaged.of("012");
    let mut damaged = participant(&damaged, None, "2026-12-30 21:00");
    damaged.copy.damaged_from = Some(113);
    let mut begun = DiaryBuilder::started("2026-11-12");
    begun.of("023");
    let unreadable = Case {
        file: "notes.jsonl".to_owned(),
        state: State::Unreadable,
        trouble: [
            vec!["notes.jsonl".to_owned(), "This is not a diary.".to_owned()],
            vec!["notes.jsonl".to_owned(), "这不是日记文件。".to_owned()],
        ],
    };
    vec![
        read(participant(&eventful(), Some(&record()), now)),
        read(participant(&good, None, "2026-11-02 12:00")),
        read(damaged),
        unreadable,
        read(participant(&begun, None, now)),
    ]
}

impl Nurse {
    /// In front of the sample folder.
    pub(crate) fn new() -> Nurse {
        Nurse::before(folder())
    }

    /// In front of some diaries.
    pub(crate) fn before(cases: Vec<Case>) -> Nurse {
        Nurse {
            model: Model::of_folder(Language::En, false),
            cases,
            aside: Vec::new(),
            now: moment("2026-11-14 10:15"),
            uptime_ms: 10_000,
            drawn: Drawn::default(),
            effects: Vec::new(),
            outcome: None,
        }
    }

    fn world(&self) -> World<'_> {
        World {
            cases: &self.cases,
            aside: &self.aside,
            place: "sample-study",
            now: self.now,
            uptime_ms: self.uptime_ms,
            drawn: self.drawn,
        }
    }

    pub(crate) fn view(&self) -> View {
        self.model.view(self.world())
    }

    pub(crate) fn act(&mut self, action: Action) -> &mut Nurse {
        let mut model = std::mem::replace(&mut self.model, Model::of_folder(Language::En, false));
        for effect in model.update(action, self.world()) {
            if let Effect::Record { .. } = effect
                && let Some(outcome) = self.outcome.take()
            {
                let done = Action::Done(Box::new(outcome));
                assert_eq!(model.update(done, self.world()), []);
            }
            self.effects.push(effect);
        }
        self.model = model;
        self
    }

    pub(crate) fn press(&mut self, press: Press) -> &mut Nurse {
        self.uptime_ms += 1000;
        self.act(Action::Press(press))
    }

    /// Presses a key several times.
    pub(crate) fn presses(&mut self, press: Press, times: usize) -> &mut Nurse {
        for _ in 0..times {
            self.press(press);
        }
        self
    }

    /// Moves to the row that begins so, and presses Enter.
    #[track_caller]
    pub(crate) fn choose(&mut self, label: &str) -> &mut Nurse {
        let view = self.view();
        let rows = &view.page.rows;
        let Some(wanted) = rows.iter().position(|row| row.label.starts_with(label)) else {
            panic!("no row {label:?} in:\n{}", self.words());
        };
        self.act(Action::Point(wanted)).press(Press::Enter)
    }

    pub(crate) fn words(&self) -> String {
        words_of(self.view().page)
    }

    /// Whether the page says so.
    #[track_caller]
    pub(crate) fn sees(&mut self, words: &str) -> &mut Nurse {
        let page = self.words();
        assert!(page.contains(words), "{words:?} is not in:\n{page}");
        self
    }

    pub(crate) fn labels(&self) -> Vec<String> {
        let rows = self.view().page.rows;
        rows.into_iter().map(|row| row.label).collect()
    }
}
