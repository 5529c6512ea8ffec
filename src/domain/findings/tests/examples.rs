//! One finding of each kind, for tests of the words and of the exports.

use chrono::TimeDelta;

use super::super::{Finding, FindingKind, FoundSlot, StrengthCount, TabletShare};
use crate::domain::adherence::Measure;
use crate::domain::plain_text::PlainText;
use crate::domain::testing::{CAPECITABINE, date, drug, slot};
use crate::domain::units::Milligrams;

/// Every kind in the order of [`FindingKind::CODES`], each naming two entries, three slots and an entry of the
/// site record.
pub(crate) fn one_of_each() -> Vec<Finding> {
    let slots = ["2026-11-02 am", "2026-11-02 pm", "2026-11-03 am"].map(|text| FoundSlot {
        date: slot(text).date,
        drug: drug(CAPECITABINE),
        period: Some(slot(text).period),
    });
    let of_kind = |kind| Finding {
        kind,
        entries: vec![5, 7],
        slots: slots.to_vec(),
        record: vec![2],
        is_new: false,
    };
    kinds().into_iter().map(of_kind).collect()
}

fn share(numerator: u64, strength: Option<u32>) -> TabletShare {
    TabletShare {
        drug: drug(CAPECITABINE),
        strength: strength.map(Milligrams::whole),
        counted_on: date("2026-11-23"),
        share: Measure::of(numerator, 40).ratio().unwrap(),
    }
}

fn kinds() -> Vec<FindingKind> {
    let of = StrengthCount {
        drug: drug(CAPECITABINE),
        strength: Milligrams::whole(500),
        counted_on: date("2026-11-23"),
    };
    vec![
        FindingKind::Damaged { line: 12 },
        FindingKind::RecordUnreadable,
        FindingKind::CopyDiffers { from: Some(9) },
        FindingKind::CopyChanged { line: 12 },
        FindingKind::CopyShorter { received: 12 },
        FindingKind::EmergencyUnreported,
        FindingKind::SymptomUnreported,
        FindingKind::DoseUnreported,
        FindingKind::DosesWhileWarned {
            doses: 2,
            still_open: true,
        },
        FindingKind::TabletsFarOver(share(50, None)),
        FindingKind::Continued { lost_lines: 3 },
        FindingKind::Torn,
        FindingKind::CopyNotReceived { after: Some(12) },
        FindingKind::ReportWithdrawn {
            reports: 1,
            doses: 2,
            untold: true,
        },
        FindingKind::ReportSoon,
        FindingKind::CallsUnanswered,
        FindingKind::AnswerUnclear,
        FindingKind::ExtraDoses,
        FindingKind::TooLargeDoses,
        FindingKind::ShortIntervals,
        FindingKind::OrdersUnconfirmed,
        FindingKind::ReEscalation,
        FindingKind::Unrecorded,
        FindingKind::FoodNotKept,
        FindingKind::TabletsOver(share(41, Some(500))),
        FindingKind::TabletsDiffer { of, difference: -2 },
        FindingKind::LotsUncounted {
            of,
            lots: vec![PlainText::new("A1"), PlainText::new("B\u{1b}[31m2")],
        },
        FindingKind::BatchEntries {
            sittings: 2,
            before_visit: 1,
        },
        FindingKind::ClockSetBack {
            longest: TimeDelta::minutes(150),
        },
        FindingKind::ClockFixed,
        FindingKind::ChangedAfterReview,
        FindingKind::FoodUnknown { of: 14 },
        FindingKind::LateEntries,
        FindingKind::ZoneChanged,
        FindingKind::Corrections { corrected: 1 },
        FindingKind::OrdersBackDated,
        FindingKind::SiteEntries { off_visit: 1 },
        FindingKind::TailSetAside,
        FindingKind::UnknownEntries,
    ]
}
