//! What a form is for: an entry of its own, or an earlier one that should say something else; and the end of every
//! form, with its way on.

use crate::domain::calendar::DiaryDate;
use crate::domain::entry::{Author, CorrectionReason};
use crate::domain::site::{SiteChange, SiteCommand, SiteEvent};
use crate::text::Text;

use super::super::super::page::{Field, Tone};
use super::super::screen::{Act, Context, Page, Row};
use super::DeskAct;
use super::choice::beside;

/// The value of every correcting form that says why, by its place.
pub(super) const REASON: usize = 999;

/// Why somebody of the study team corrects an entry of the site record.
const REASONS: [CorrectionReason; 6] = [
    CorrectionReason::WrongPress,
    CorrectionReason::WrongUnits,
    CorrectionReason::WrongTime,
    CorrectionReason::Remembered,
    CorrectionReason::StudyTeam,
    CorrectionReason::Other,
];

/// Who enters, and what for.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Purpose {
    by: Author,
    /// The entry to be corrected; `None` for a new one.
    fixing: Option<Fixing>,
}

/// An entry that should say something else.
#[derive(Debug, Clone, PartialEq)]
struct Fixing {
    /// The number of the root entry.
    seq: u64,
    /// What it says, as it is seen.
    was: Box<SiteEvent>,
    reason: Option<CorrectionReason>,
}

impl Purpose {
    /// A new entry.
    pub(super) fn new(by: Author) -> Purpose {
        Purpose { by, fixing: None }
    }

    /// Another content for an entry.
    pub(super) fn correcting(by: Author, seq: u64, was: SiteEvent) -> Purpose {
        let fixing = Fixing {
            seq,
            was: Box::new(was),
            reason: None,
        };
        Purpose {
            by,
            fixing: Some(fixing),
        }
    }

    /// The entry that is corrected.
    pub(super) fn corrects(&self) -> Option<u64> {
        self.fixing.as_ref().map(|fixing| fixing.seq)
    }

    /// Another reason; `by` is -1 or 1.
    pub(super) fn step_reason(&mut self, by: i8) {
        if let Some(fixing) = &mut self.fixing {
            fixing.reason = beside(&REASONS, fixing.reason, by);
        }
    }

    /// The heading of a form: what it records, or which entry it corrects.
    pub(super) fn heading(&self, new: String, text: Text) -> String {
        match self.corrects() {
            Some(seq) => text.desk_correct_heading(seq),
            None => new,
        }
    }

    /// The end of a form: why, the way on once everything is said, and the way back. `missing` says what is.
    pub(super) fn finish(
        &self,
        mut page: Page,
        event: Option<SiteEvent>,
        missing: String,
        context: &Context,
    ) -> Page {
        let text = context.text;
        if let Some(fixing) = &self.fixing {
            page = page.row(reason_row(fixing.reason, text));
        }
        match self.command(event, missing, text) {
            Ok(command) => page.row(go_on(&self.by, command, text)),
            Err(missing) => page.text(Tone::Caution, missing).gap(),
        }
        .row(Row::act(text.go_back(), Act::Back))
    }

    fn command(
        &self,
        event: Option<SiteEvent>,
        missing: String,
        text: Text,
    ) -> Result<SiteCommand, String> {
        let event = event.ok_or(missing)?;
        let Some(fixing) = &self.fixing else {
            return Ok(SiteCommand::Record(event));
        };
        if event == *fixing.was {
            return Err(text.desk_nothing_changed());
        }
        Ok(SiteCommand::Correct {
            seq: fixing.seq,
            change: SiteChange::Replace {
                was: Some(fixing.was.clone()),
                with: Box::new(event),
            },
            reason: fixing.reason.ok_or_else(|| text.desk_choose_why())?,
        })
    }
}

fn reason_row(reason: Option<CorrectionReason>, text: Text) -> Row {
    let words = reason.map(|reason| text.correction_reason(reason).to_owned());
    let words = words.unwrap_or_else(|| text.desk_not_chosen());
    Row::step(text.desk_why(), Field::Count(REASON), words)
}

fn go_on(by: &Author, command: SiteCommand, text: Text) -> Row {
    let propose = DeskAct::Propose(by.clone(), Box::new(command));
    Row::act(text.go_on(), Act::desk(propose)).apart()
}

/// That an entry should not be there, or should be there again, and why.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct StandForm {
    by: Author,
    seq: u64,
    /// Whether it should be there.
    stands: bool,
    reason: Option<CorrectionReason>,
}

impl StandForm {
    pub(super) fn new(by: Author, seq: u64, stands: bool) -> StandForm {
        StandForm {
            by,
            seq,
            stands,
            reason: None,
        }
    }

    pub(super) fn step_reason(&mut self, by: i8) {
        self.reason = beside(&REASONS, self.reason, by);
    }

    pub(super) fn page(&self, context: &Context) -> Page {
        let text = context.text;
        let (heading, change) = match self.stands {
            true => (text.desk_restore(), SiteChange::Restore),
            false => (text.desk_withdraw(), SiteChange::Withdraw),
        };
        let record = context.participant().record.as_ref();
        let entry = record.and_then(|record| record.history().entry(self.seq));
        let diary = &context.participant().diary;
        let mut page = Page::new().heading(heading);
        if let Some(entry) = entry {
            page = page
                .text(Tone::Plain, text.site_event(Some(diary), &entry.event))
                .gap();
        }
        page = page.row(reason_row(self.reason, text));
        match self.reason {
            Some(reason) => {
                let seq = self.seq;
                let command = SiteCommand::Correct {
                    seq,
                    change,
                    reason,
                };
                page.row(go_on(&self.by, command, text))
            }
            None => page.text(Tone::Caution, text.desk_choose_why()).gap(),
        }
        .row(Row::act(text.go_back(), Act::Back))
    }
}

/// A date that is typed, or changed with the arrows.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct DateText(String);

impl DateText {
    pub(super) fn new(date: Option<DiaryDate>) -> DateText {
        DateText(date.map_or_else(String::new, |date| date.to_string()))
    }

    /// The date, if it is one.
    pub(super) fn date(&self) -> Option<DiaryDate> {
        self.0.trim().parse().ok()
    }

    /// Whether nothing is typed.
    pub(super) fn is_empty(&self) -> bool {
        self.0.trim().is_empty()
    }

    pub(super) fn typed(&mut self) -> &mut String {
        &mut self.0
    }

    /// A day earlier or later; where nothing is typed yet, today.
    pub(super) fn step(&mut self, by: i8, today: DiaryDate) {
        if self.is_empty() {
            self.0 = today.to_string();
        } else if let Some(date) = self.date() {
            self.0 = date.plus(i64::from(by)).to_string();
        }
    }

    pub(super) fn row(&self, label: String, at: usize) -> Row {
        Row::turned(label, at, self.0.clone())
    }

    /// The date in words, or how there will be one.
    pub(super) fn said(&self, text: Text) -> (Tone, String) {
        match self.date() {
            Some(date) => (Tone::Accent, text.date(date)),
            None if self.is_empty() => (Tone::Caution, text.desk_date_empty()),
            None => (Tone::Caution, text.desk_date_looks()),
        }
    }
}
