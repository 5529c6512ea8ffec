//! The marks of the calendar, drawn so that each has a shape of its own: they are told apart on a black and
//! white print too.

use crate::domain::entry::Tier;
use crate::domain::slots::Status;
use crate::text::Text;

use super::drawing::{circle, label, path, rect};
use super::markup::Html;

/// Half of the side of a mark.
const HALF: i32 = 8;

/// What stands in the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    Taken,
    Partly,
    Vomited,
    Missed,
    Unrecorded,
    Open,
    Upcoming,
    Held,
    Stopped,
    NotPrescribed,
    NoDose,
    Extra,
    Flag,
    Pause,
    Symptom,
    Urgent,
    Visit,
    AsOf,
}

impl Mark {
    /// The mark of a dose.
    pub(super) fn of(status: Status) -> Mark {
        match status {
            Status::Upcoming => Mark::Upcoming,
            Status::Due | Status::Overdue => Mark::Open,
            Status::Unrecorded => Mark::Unrecorded,
            Status::Taken => Mark::Taken,
            Status::PartlyTaken => Mark::Partly,
            Status::Missed => Mark::Missed,
            Status::Vomited => Mark::Vomited,
            Status::Held => Mark::Held,
            Status::Stopped => Mark::Stopped,
            Status::NotPrescribed => Mark::NotPrescribed,
        }
    }

    /// The mark of a symptom.
    pub(super) fn of_symptom(tier: Tier) -> Mark {
        match tier {
            Tier::Record | Tier::ReportSoon => Mark::Symptom,
            Tier::CallNow | Tier::Emergency => Mark::Urgent,
        }
    }

    /// Its word in the legend.
    pub(super) fn word(self, text: Text) -> String {
        match self {
            Mark::Taken => text.report_status_for_team(Status::Taken).to_owned(),
            Mark::Partly => text.report_status_for_team(Status::PartlyTaken).to_owned(),
            Mark::Vomited => text.report_status_for_team(Status::Vomited).to_owned(),
            Mark::Missed => text.report_status_for_team(Status::Missed).to_owned(),
            Mark::Unrecorded => text.report_status_for_team(Status::Unrecorded).to_owned(),
            Mark::Open => text.report_status_for_team(Status::Due).to_owned(),
            Mark::Upcoming => text.report_status_for_team(Status::Upcoming).to_owned(),
            Mark::Held => text.report_status_for_team(Status::Held).to_owned(),
            Mark::Stopped => text.report_status_for_team(Status::Stopped).to_owned(),
            Mark::NotPrescribed => text
                .report_status_for_team(Status::NotPrescribed)
                .to_owned(),
            Mark::NoDose => text.report_mark_no_dose(),
            Mark::Extra => text.report_mark_extra_dose(),
            Mark::Flag => text.report_mark_flag(),
            Mark::Pause => text.report_mark_pause(),
            Mark::Symptom => text.report_mark_symptom(),
            Mark::Urgent => text.report_mark_symptom_urgent(),
            Mark::Visit => text.report_mark_visit(),
            Mark::AsOf => text.report_mark_as_of(),
        }
    }

    /// Draws it around a point.
    pub(super) fn draw(self, html: &mut Html, x: i32, y: i32) {
        let (left, top, side) = (x - HALF, y - HALF, 2 * HALF);
        let mut boxed = |class| rect(html, class, (left, top), (side, side));
        match self {
            Mark::Taken => boxed("full"),
            Mark::Partly => {
                boxed("box");
                rect(html, "full", (left, y), (side, HALF));
            }
            Mark::Vomited => {
                boxed("full");
                let wave = format!("M{} {y}q4 -6 8 0t8 0", x - HALF);
                path(html, "wave", &wave);
            }
            Mark::Missed => {
                boxed("box");
                let (a, b) = (x - 4, x + 4);
                let (c, d) = (y - 4, y + 4);
                path(html, "cross", &format!("M{a} {c}L{b} {d}M{b} {c}L{a} {d}"));
            }
            Mark::Unrecorded => {
                boxed("dashed");
                label(html, "query", (x, y + 4), "?");
            }
            Mark::Open => {
                boxed("box");
                circle(html, "dot", (x, y), 3);
            }
            Mark::Upcoming => boxed("faint"),
            Mark::Held => {
                rect(html, "bar", (x - 5, y - 6), (3, 12));
                rect(html, "bar", (x + 2, y - 6), (3, 12));
            }
            Mark::Stopped => rect(html, "bar", (x - 6, y - 1), (12, 2)),
            Mark::NotPrescribed => label(html, "zero", (x, y + 4), "0"),
            Mark::NoDose => circle(html, "rest", (x, y), 1),
            Mark::Extra => {
                circle(html, "extra", (x, y), 6);
                let (a, b) = (x - 3, y - 3);
                path(html, "plus", &format!("M{a} {y}h6M{x} {b}v6"));
            }
            Mark::Flag => flag(html, (x - 8, y + 8), 16, "12"),
            Mark::Pause => rect(html, "pause", (x - 10, y - 8), (20, 16)),
            Mark::Symptom => path(html, "symptom", &format!("M{} {y}l6 -6l6 6l-6 6z", x - 6)),
            Mark::Urgent => {
                path(html, "urgent", &format!("M{x} {}l9 15h-18z", y - 8));
                label(html, "shout", (x, y + 6), "!");
            }
            Mark::Visit => {
                circle(html, "visit", (x, y), 7);
                label(html, "letter", (x, y + 4), "V");
            }
            Mark::AsOf => rect(html, "as-of", (x - 8, y - 8), (16, 16)),
        }
    }
}

/// A flag on its stick, with the numbers of entries on it; `foot` is the lower end of the stick.
pub(super) fn flag(html: &mut Html, foot: (i32, i32), height: i32, numbers: &str) {
    let (x, y) = foot;
    path(html, "stick", &format!("M{x} {y}v-{height}"));
    let wide = 6 + 6 * i32::try_from(numbers.len()).unwrap_or(0);
    rect(html, "cloth", (x, y - height), (wide, 12));
    label(html, "number", (x + wide / 2, y - height + 10), numbers);
}
