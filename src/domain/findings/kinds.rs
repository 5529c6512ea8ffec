//! What findings there are: their codes, how urgent each is, and what each has to say beside the entries.
//!
//! The order of the variants is the order of the findings of one urgency. Every code is explained in
//! `docs/findings.md`.

use chrono::TimeDelta;

use crate::domain::adherence::Ratio;
use crate::domain::calendar::DiaryDate;
use crate::domain::ids::DrugId;
use crate::domain::plain_text::PlainText;
use crate::domain::units::Milligrams;

/// How soon it should be talked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// Before anything else: the participant may be in danger, or the record may be false.
    First,
    /// At this visit.
    Ask,
    /// Worth knowing.
    Note,
}

impl Urgency {
    /// The code in exports.
    pub fn code(self) -> &'static str {
        match self {
            Urgency::First => "first",
            Urgency::Ask => "ask",
            Urgency::Note => "note",
        }
    }
}

/// What a finding is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FindingKind {
    /// The diary cannot be read from a line on.
    Damaged {
        /// The first bad line.
        line: u64,
    },
    /// The site record beside it cannot be read, or is about somebody else.
    RecordUnreadable,
    /// A copy was brought that does not continue the one received before.
    CopyDiffers {
        /// The first line that differs, of several copies the smallest; `None` where it is not known.
        from: Option<u64>,
    },
    /// This copy says something else than was received.
    CopyChanged {
        /// The line whose hash was recorded at the receipt.
        line: u64,
    },
    /// This copy has fewer lines than were received.
    CopyShorter {
        /// How many were received.
        received: u64,
    },
    /// Symptoms that ask for the emergency number, with no answer of the team recorded.
    EmergencyUnreported,
    /// Symptoms that ask for a call now, with no answer of the team recorded.
    SymptomUnreported,
    /// Extra or too large doses, with no answer of the team recorded.
    DoseUnreported,
    /// Doses taken while a warning was open.
    DosesWhileWarned {
        /// How many; the reports that opened the warnings are named with them.
        doses: usize,
        /// Whether one of those warnings is still open.
        still_open: bool,
    },
    /// Far more units are gone than were prescribed.
    TabletsFarOver(TabletShare),
    /// The diary goes on after damage, and lines were lost.
    Continued {
        /// How many lines.
        lost_lines: u64,
    },
    /// An unfinished last line was left out.
    Torn,
    /// This copy was never received, or has lines that were not.
    CopyNotReceived {
        /// The last line that was received; `None` if nothing ever was.
        after: Option<u64>,
    },
    /// Reports that asked for a call, and were withdrawn or changed so that they ask for none.
    ReportWithdrawn {
        /// How many reports; what changed them, and doses taken before that, are named with them.
        reports: usize,
        /// Doses taken between such a report and its change or the study team's answer.
        doses: usize,
        /// Whether one was changed by the participant before the study team's answer was recorded.
        untold: bool,
    },
    /// Symptoms to be reported soon.
    ReportSoon,
    /// Calls that nobody answered.
    CallsUnanswered,
    /// Calls after which the participant was not sure what the team said, and no later call told.
    AnswerUnclear,
    /// Extra doses.
    ExtraDoses,
    /// Intakes of more than was prescribed.
    TooLargeDoses,
    /// Intervals between two intakes shorter than the protocol's limit.
    ShortIntervals,
    /// Orders that the participant says she was told, and that nobody has confirmed.
    OrdersUnconfirmed,
    /// Units raised again after they had been reduced.
    ReEscalation,
    /// Slots whose entry window is over with nothing recorded.
    Unrecorded,
    /// Intakes that did not keep the food rule.
    FoodNotKept,
    /// More units are gone than were prescribed.
    TabletsOver(TabletShare),
    /// The count is not what the diary says.
    TabletsDiffer {
        /// Of what.
        of: StrengthCount,
        /// Counted less expected: above zero more was left than the diary says.
        difference: i128,
    },
    /// Lots that may be at home and were not counted.
    LotsUncounted {
        /// Of what.
        of: StrengthCount,
        /// The lots.
        lots: Vec<PlainText>,
    },
    /// Doses of several dates recorded in one sitting.
    BatchEntries {
        /// How many sittings.
        sittings: usize,
        /// How many of those shortly before a visit or a receipt.
        before_visit: usize,
    },
    /// The clock was set back between two entries.
    ClockSetBack {
        /// The longest step back.
        longest: TimeDelta,
    },
    /// Entries made with a fixed clock.
    ClockFixed,
    /// What was looked at in the last review has been changed or added to since.
    ChangedAfterReview,
    /// Intakes of which it is not known whether the food rule was kept, where they are many.
    FoodUnknown {
        /// Of how many intakes under a food rule.
        of: usize,
    },
    /// Doses recorded after their entry window.
    LateEntries,
    /// The clock's offset changed between two entries.
    ZoneChanged,
    /// Entries that were corrected or withdrawn.
    Corrections {
        /// How many; their corrections are named with them.
        corrected: usize,
    },
    /// Orders given after the first slot that they hold for.
    OrdersBackDated,
    /// Entries by staff on the participant's computer, after the set-up.
    SiteEntries {
        /// How many of them on a day on which no visit is known; 0 where none is known at all.
        off_visit: usize,
    },
    /// An unfinished last line was set aside on the participant's computer.
    TailSetAside,
    /// Entries of a newer version, which this one cannot judge.
    UnknownEntries,
}

/// The count of one strength of a drug.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StrengthCount {
    /// The drug.
    pub drug: DrugId,
    /// The strength.
    pub strength: Milligrams,
    /// When it was counted.
    pub counted_on: DiaryDate,
}

/// The share of the prescribed units that is gone, by a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TabletShare {
    /// The drug.
    pub drug: DrugId,
    /// The strength; `None` for all of them together, in mg.
    pub strength: Option<Milligrams>,
    /// When it was counted.
    pub counted_on: DiaryDate,
    /// What is gone, of what was prescribed.
    pub share: Ratio,
}

impl FindingKind {
    /// The code of every kind, in the order in which findings of one urgency stand.
    pub const CODES: [&'static str; 39] = [
        "damaged",
        "record_unreadable",
        "copy_differs",
        "copy_changed",
        "copy_shorter",
        "emergency_unreported",
        "symptom_unreported",
        "dose_unreported",
        "doses_while_warned",
        "tablets_far_over",
        "continued",
        "torn",
        "copy_not_received",
        "report_withdrawn",
        "report_soon",
        "calls_unanswered",
        "answer_unclear",
        "extra_doses",
        "too_large_doses",
        "short_intervals",
        "orders_unconfirmed",
        "re_escalation",
        "unrecorded",
        "food_not_kept",
        "tablets_over",
        "tablets_differ",
        "lots_uncounted",
        "batch_entries",
        "clock_set_back",
        "clock_fixed",
        "changed_after_review",
        "food_unknown",
        "late_entries",
        "zone_changed",
        "corrections",
        "orders_back_dated",
        "site_entries",
        "tail_set_aside",
        "unknown_entries",
    ];

    /// The code in exports.
    pub fn code(&self) -> &'static str {
        match self {
            FindingKind::Damaged { .. } => "damaged",
            FindingKind::RecordUnreadable => "record_unreadable",
            FindingKind::CopyDiffers { .. } => "copy_differs",
            FindingKind::CopyChanged { .. } => "copy_changed",
            FindingKind::CopyShorter { .. } => "copy_shorter",
            FindingKind::EmergencyUnreported => "emergency_unreported",
            FindingKind::SymptomUnreported => "symptom_unreported",
            FindingKind::DoseUnreported => "dose_unreported",
            FindingKind::DosesWhileWarned { .. } => "doses_while_warned",
            FindingKind::TabletsFarOver(_) => "tablets_far_over",
            FindingKind::Continued { .. } => "continued",
            FindingKind::Torn => "torn",
            FindingKind::CopyNotReceived { .. } => "copy_not_received",
            FindingKind::ReportWithdrawn { .. } => "report_withdrawn",
            FindingKind::ReportSoon => "report_soon",
            FindingKind::CallsUnanswered => "calls_unanswered",
            FindingKind::AnswerUnclear => "answer_unclear",
            FindingKind::ExtraDoses => "extra_doses",
            FindingKind::TooLargeDoses => "too_large_doses",
            FindingKind::ShortIntervals => "short_intervals",
            FindingKind::OrdersUnconfirmed => "orders_unconfirmed",
            FindingKind::ReEscalation => "re_escalation",
            FindingKind::Unrecorded => "unrecorded",
            FindingKind::FoodNotKept => "food_not_kept",
            FindingKind::TabletsOver(_) => "tablets_over",
            FindingKind::TabletsDiffer { .. } => "tablets_differ",
            FindingKind::LotsUncounted { .. } => "lots_uncounted",
            FindingKind::BatchEntries { .. } => "batch_entries",
            FindingKind::ClockSetBack { .. } => "clock_set_back",
            FindingKind::ClockFixed => "clock_fixed",
            FindingKind::ChangedAfterReview => "changed_after_review",
            FindingKind::FoodUnknown { .. } => "food_unknown",
            FindingKind::LateEntries => "late_entries",
            FindingKind::ZoneChanged => "zone_changed",
            FindingKind::Corrections { .. } => "corrections",
            FindingKind::OrdersBackDated => "orders_back_dated",
            FindingKind::SiteEntries { .. } => "site_entries",
            FindingKind::TailSetAside => "tail_set_aside",
            FindingKind::UnknownEntries => "unknown_entries",
        }
    }

    /// How soon it should be talked about.
    pub fn urgency(&self) -> Urgency {
        match self {
            FindingKind::Damaged { .. }
            | FindingKind::RecordUnreadable
            | FindingKind::CopyDiffers { .. }
            | FindingKind::CopyChanged { .. }
            | FindingKind::CopyShorter { .. }
            | FindingKind::EmergencyUnreported
            | FindingKind::SymptomUnreported
            | FindingKind::DoseUnreported
            | FindingKind::DosesWhileWarned {
                still_open: true, ..
            }
            | FindingKind::TabletsFarOver(_) => Urgency::First,
            FindingKind::DosesWhileWarned {
                still_open: false, ..
            }
            | FindingKind::Continued { .. }
            | FindingKind::Torn
            | FindingKind::CopyNotReceived { after: Some(_) }
            | FindingKind::ReportWithdrawn { untold: true, .. }
            | FindingKind::ReportSoon
            | FindingKind::CallsUnanswered
            | FindingKind::AnswerUnclear
            | FindingKind::ExtraDoses
            | FindingKind::TooLargeDoses
            | FindingKind::ShortIntervals
            | FindingKind::OrdersUnconfirmed
            | FindingKind::ReEscalation
            | FindingKind::Unrecorded
            | FindingKind::FoodNotKept
            | FindingKind::TabletsOver(_)
            | FindingKind::TabletsDiffer { .. }
            | FindingKind::LotsUncounted { .. }
            | FindingKind::BatchEntries { .. }
            | FindingKind::ClockSetBack { .. }
            | FindingKind::ClockFixed
            | FindingKind::ChangedAfterReview
            | FindingKind::SiteEntries { off_visit: 1.. } => Urgency::Ask,
            FindingKind::CopyNotReceived { after: None }
            | FindingKind::ReportWithdrawn { untold: false, .. }
            | FindingKind::FoodUnknown { .. }
            | FindingKind::LateEntries
            | FindingKind::ZoneChanged
            | FindingKind::Corrections { .. }
            | FindingKind::OrdersBackDated
            | FindingKind::SiteEntries { off_visit: 0 }
            | FindingKind::TailSetAside
            | FindingKind::UnknownEntries => Urgency::Note,
        }
    }
}
