//! What may be written to a site record, what is asked, and what a correction does.

use super::*;
use crate::domain::calendar::DiaryDate;
use crate::domain::entry::{Author, ClockKind, CorrectionReason, Entry};
use crate::domain::ids::{EntryId, SubjectCode};

fn date(text: &str) -> DiaryDate {
    text.parse().unwrap()
}

fn today() -> DiaryDate {
    date("2026-11-23")
}

fn staff() -> Author {
    Author::Site {
        id: "LN".parse().unwrap(),
    }
}

fn subject() -> SubjectCode {
    "007".parse().unwrap()
}

fn dispensed(count: u32) -> SiteEvent {
    let json = format!(
        r#"{{"kind":"dispensed","drug":"capecitabine","strength_mg":"500","lot":"A1","count":{count},"date":"2026-11-02"}}"#
    );
    SiteEvent::parse(&json).unwrap()
}

fn returned(lot: &str, count: u32, day: &str) -> SiteEvent {
    let json = format!(
        r#"{{"kind":"returned","drug":"capecitabine","strength_mg":"500","lot":"{lot}","count":{count},"after":{{"date":"2026-11-22","period":"pm"}},"date":"{day}","kept":true}}"#
    );
    SiteEvent::parse(&json).unwrap()
}

fn medicine(from: &str, to: &str) -> SiteEvent {
    let json = format!(r#"{{"kind":"medicine","name":"loperamide","from":"{from}","to":"{to}"}}"#);
    SiteEvent::parse(&json).unwrap()
}

pub(super) fn record(events: &[SiteEvent]) -> SiteRecord {
    let opened = [SiteEvent::Opened(SiteOpened::new(subject()))];
    let events = opened.iter().chain(events);
    let entries = (1..).zip(events).map(|(seq, event)| Entry {
        seq,
        id: EntryId(seq),
        at: "2026-11-23T10:00:00+08:00".parse().unwrap(),
        by: staff(),
        clock: ClockKind::System,
        event: event.clone(),
    });
    SiteRecord::from_entries(entries).unwrap()
}

fn decided(known: &[SiteEvent], command: SiteCommand) -> Result<SiteDecision, SiteRefusal> {
    let record = record(known);
    decided_with(Some(&record), None, &command)
}

fn decided_with(
    record: Option<&SiteRecord>,
    head: Option<&Reviewed>,
    command: &SiteCommand,
) -> Result<SiteDecision, SiteRefusal> {
    decide(&facts(&subject(), record, head), &staff(), command)
}

fn facts<'a>(
    subject: &'a SubjectCode,
    record: Option<&'a SiteRecord>,
    head: Option<&'a Reviewed>,
) -> Facts<'a> {
    Facts {
        subject,
        record,
        diary: None,
        head,
        today: today(),
    }
}

#[test]
fn what_lies_ahead_or_counts_nothing_is_refused() {
    for (event, wanted) in [
        (dispensed(0), SiteRefusal::NoUnits),
        (dispensed(10_000), SiteRefusal::TooMany),
        (
            returned("A1", 3, "2026-11-24"),
            SiteRefusal::InFuture(date("2026-11-24")),
        ),
        (returned(" ", 3, "2026-11-23"), SiteRefusal::NoText),
        (
            returned("A1", 3, "2026-11-21"),
            SiteRefusal::CountedBeforeSlot,
        ),
        (
            medicine("2026-11-10", "2026-11-09"),
            SiteRefusal::EndsBeforeItBegins {
                from: date("2026-11-10"),
            },
        ),
    ] {
        assert_eq!(decided(&[], SiteCommand::Record(event)), Err(wanted),);
    }
    let zero = decided(
        &[dispensed(56)],
        SiteCommand::Record(returned("A1", 0, "2026-11-23")),
    );
    assert_eq!(zero.map(|decision| decision.guards), Ok(Vec::new()));
    // Of a medicine the end may be planned.
    for to in ["2026-11-10", "2026-12-24"] {
        let taken = decided(&[], SiteCommand::Record(medicine("2026-11-10", to)));
        assert_eq!(taken.map(|decision| decision.guards), Ok(Vec::new()));
    }
}

#[test]
fn a_count_of_more_than_was_handed_out_or_of_another_lot_is_asked_about() {
    let asked = |event| {
        let decision = decided(&[dispensed(56)], SiteCommand::Record(event));
        decision.unwrap().guards
    };
    assert_eq!(
        asked(returned("A1", 57, "2026-11-23")),
        [SiteGuard::MoreThanThere { most: 56 }]
    );
    assert_eq!(
        asked(returned("B2", 1, "2026-11-23")),
        [SiteGuard::NeverDispensed]
    );
    assert_eq!(asked(dispensed(56)), [SiteGuard::Again { seq: 2 }]);
}

#[test]
fn the_first_entry_opens_the_record_and_asks_whether_the_code_is_right() {
    let command = SiteCommand::Record(dispensed(56));
    let decision = decided_with(None, None, &command).unwrap();
    let kinds: Vec<&str> = decision.events.iter().map(SiteEvent::kind).collect();
    assert_eq!(kinds, ["opened", "dispensed"]);
    assert_eq!(decision.guards, [SiteGuard::NewSubject(subject())]);
    let subject = subject();
    let patient = decide(&facts(&subject, None, None), &Author::Patient {}, &command);
    assert_eq!(patient, Err(SiteRefusal::StaffOnly));
}

#[test]
fn a_correction_changes_what_counts_and_leaves_the_entry() {
    let correct = |change| SiteCommand::Correct {
        seq: 2,
        change,
        reason: CorrectionReason::WrongUnits,
    };
    let sixty = SiteChange::Replace {
        was: Some(Box::new(dispensed(56))),
        with: Box::new(dispensed(60)),
    };
    let mut known = vec![dispensed(56)];
    known.extend(decided(&known, correct(sixty.clone())).unwrap().events);
    let counts = |known: &[SiteEvent]| -> Vec<u32> {
        record(known).dispensed().map(|(_, d)| d.count).collect()
    };
    assert_eq!(counts(&known), [60]);
    assert_eq!(
        decided(&known, correct(sixty)),
        Err(SiteRefusal::ChangedMeanwhile)
    );
    known.extend(
        decided(&known, correct(SiteChange::Withdraw))
            .unwrap()
            .events,
    );
    assert_eq!(counts(&known), [0; 0]);
    // Who saw it standing does not bring it back unawares.
    let seen = |was: Option<SiteEvent>| SiteChange::Replace {
        was: was.map(Box::new),
        with: Box::new(dispensed(61)),
    };
    let unawares = decided(&known, correct(seen(Some(dispensed(56)))));
    assert_eq!(unawares, Err(SiteRefusal::ChangedMeanwhile));
    assert!(decided(&known, correct(seen(None))).is_ok());
    known.extend(
        decided(&known, correct(SiteChange::Restore))
            .unwrap()
            .events,
    );
    assert_eq!(counts(&known), [56]);
    assert_eq!(record(&known).history().len(), 5);
}

#[test]
fn the_newest_entry_of_the_day_is_taken_back_once() {
    let known = vec![dispensed(56), returned("A1", 3, "2026-11-23")];
    let at = record(&known);
    let of_today = |_| today();
    let target = undo_target(&at, today(), of_today).unwrap().reference();
    assert_eq!(target.seq, 3);
    let mut known = known;
    known.extend(
        decided(&known, SiteCommand::TakeBack(target))
            .unwrap()
            .events,
    );
    assert_eq!(record(&known).returned().count(), 0);
    assert_eq!(
        decided(&known, SiteCommand::TakeBack(target)),
        Err(SiteRefusal::NothingToTakeBack)
    );
    let next = record(&known);
    assert_eq!(undo_target(&next, today(), of_today).unwrap().seq, 2);
    assert!(undo_target(&next, today(), |_| date("2026-11-22")).is_none());
}

#[test]
fn what_is_marked_reviewed_is_the_diary_that_is_there_and_the_newest_mark_counts() {
    let at = |last_seq: u64| Reviewed {
        last_seq,
        last_hash: format!("{last_seq:064x}"),
    };
    let command = |last_seq| SiteCommand::Record(SiteEvent::Reviewed(at(last_seq)));
    let empty = record(&[]);
    let decided = |head: Option<Reviewed>, last_seq| {
        decided_with(Some(&empty), head.as_ref(), &command(last_seq))
    };
    assert_eq!(decided(None, 4), Err(SiteRefusal::NoDiary));
    assert_eq!(decided(Some(at(5)), 4), Err(SiteRefusal::NotTheDiaryThere));
    let decision = decided(Some(at(5)), 5).unwrap();
    assert_eq!(decision.events, [SiteEvent::Reviewed(at(5))]);
    let mut known = vec![SiteEvent::Reviewed(at(4)), SiteEvent::Reviewed(at(5))];
    let last = |known: &[SiteEvent]| record(known).last_review().map(|(_, r)| r.last_seq);
    assert_eq!(last(&known), Some(5));
    let second = record(&known).history().entry(3).unwrap().reference();
    let back = decided_with(Some(&record(&known)), None, &SiteCommand::TakeBack(second));
    known.extend(back.unwrap().events);
    assert_eq!(last(&known), Some(4));
}

#[test]
fn a_receipt_is_never_corrected_and_an_unknown_kind_is_kept() {
    let json = r#"{"kind":"received","last_seq":4,"last_hash":"00","check":"first"}"#;
    let receipt = SiteEvent::parse(json).unwrap();
    assert_eq!(serde_json::to_string(&receipt).unwrap(), json);
    let withdraw = SiteCommand::Correct {
        seq: 2,
        change: SiteChange::Withdraw,
        reason: CorrectionReason::Other,
    };
    assert!(matches!(
        decided(&[receipt], withdraw),
        Err(SiteRefusal::Correction(_))
    ));
    let json = r#"{"kind":"telemetry","x":[1,2]}"#;
    let unknown = SiteEvent::parse(json).unwrap();
    assert_eq!(serde_json::to_string(&unknown).unwrap(), json);
}
