//! The pages of a participant that stand beside each other, and which file makes which.

use crate::domain::calendar::{DiaryDate, Moment};
use crate::domain::diary::Diary;
use crate::text::Text;

use super::super::calendar::moved;
use super::super::page::Field;
use super::measures::{self, Chosen};
use super::screen::{Context, Page};
use super::trail::{self, Trail};
use super::{Case, Known, World, calendar, discuss, tablets, timeline, tumour, visit};

/// A page of a participant, in the order of the page bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// What there is to talk about.
    Discuss,
    /// The calendar, and the day chosen in it; `None` for the last one.
    Calendar(Option<DiaryDate>),
    /// The figures.
    Adherence(Chosen),
    /// Symptoms, calls and adverse events.
    Symptoms,
    /// Tablets and capsules.
    Tablets,
    /// Tumour assessments, other therapies, life and death.
    Tumour,
    /// The audit trail.
    Entries(Trail),
    /// The visit.
    Visit,
}

impl Tab {
    /// All of them as they open, in their order.
    pub(super) fn all() -> [Tab; 8] {
        [
            Tab::Discuss,
            Tab::Calendar(None),
            Tab::Adherence(Chosen::default()),
            Tab::Symptoms,
            Tab::Tablets,
            Tab::Tumour,
            Tab::Entries(Trail::default()),
            Tab::Visit,
        ]
    }

    pub(super) fn page(&self, context: &Context) -> Page {
        match self {
            Tab::Discuss => discuss::page(context),
            Tab::Calendar(date) => calendar::page(*date, context),
            Tab::Adherence(chosen) => measures::page(chosen, context),
            Tab::Symptoms => timeline::page(context),
            Tab::Tablets => tablets::page(context),
            Tab::Tumour => tumour::page(context),
            Tab::Entries(trail) => trail::page(trail, context),
            Tab::Visit => visit::page(context),
        }
    }

    /// What the page bar calls it.
    pub(super) fn name(&self, text: Text) -> String {
        match self {
            Tab::Discuss => text.tab_discuss(),
            Tab::Calendar(_) => text.tab_calendar(),
            Tab::Adherence(_) => text.tab_adherence(),
            Tab::Symptoms => text.tab_symptoms(),
            Tab::Tablets => text.tab_tablets(),
            Tab::Tumour => text.tab_tumour(),
            Tab::Entries(_) => text.tab_entries(),
            Tab::Visit => text.tab_visit(),
        }
    }

    /// The page beside it; `by` is -1 or 1.
    pub(super) fn beside(&self, by: i8) -> Tab {
        let all = Tab::all();
        let at = all.iter().position(|tab| tab.is_like(self)).unwrap_or(0);
        let count = all.len();
        let next = (at + count).saturating_add_signed(isize::from(by)) % count;
        all.into_iter().nth(next).unwrap_or(Tab::Discuss)
    }

    /// Whether it is the same page, whatever was chosen on it.
    pub(super) fn is_like(&self, other: &Tab) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }

    /// Changes a value by one step; `by` is -1 or 1.
    pub(super) fn step(&mut self, field: Field, by: i8, at: usize, world: World) {
        let Some(known) = world.cases.get(at).and_then(Case::known) else {
            return;
        };
        match self {
            Tab::Calendar(date) => {
                let (diary, now, shown) = known.calendar(*date);
                *date = Some(moved(shown, field, by, diary, now));
            }
            Tab::Adherence(chosen) => chosen.step(field, by, &known.participant.adherence),
            Tab::Entries(trail) => trail.step(field, by),
            Tab::Discuss | Tab::Symptoms | Tab::Tablets | Tab::Tumour | Tab::Visit => {}
        }
    }
}

impl Known {
    /// The diary, up to when it is looked at, and the day chosen in its calendar: first that of the last entry.
    pub(super) fn calendar(&self, date: Option<DiaryDate>) -> (&Diary, Moment, DiaryDate) {
        let participant = &self.participant;
        let (diary, as_of) = (&participant.diary, participant.adherence.as_of);
        let last = diary.history().last().map(|entry| diary.date_of(entry.at));
        let date = date.or(last).unwrap_or_else(|| as_of.date(diary));
        (diary, as_of.moment(diary), date)
    }
}
