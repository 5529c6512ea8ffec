//! Which adverse events are refused, what is asked, and what an event and its changes mean together.

use super::*;
use crate::domain::ctcae::Grade;
use crate::domain::diary::Diary;
use crate::domain::entry::{Author, ClockKind, CorrectionReason, Entry, EntryRef};
use crate::domain::ids::EntryId;
use crate::domain::testing::{CAPECITABINE, DiaryBuilder, UTIDELONE, date, drug};

const EVENT: &str = r#"{"kind":"adverse_event","term":"Diarrhea","ctcae_version":"5.0","grade":2,"onset":"2026-11-05","related":{"capecitabine":"related","utidelone":"not_related"},"serious":false,"action":{"capecitabine":"dose_not_changed","utidelone":"not_applicable"}}"#;

fn staff() -> Author {
    Author::Site {
        id: "LN".parse().unwrap(),
    }
}

/// The event above with some of its values changed, as `"grade":2` to `"grade":3`.
fn event(changes: &[(&str, &str)]) -> SiteEvent {
    let json = changes.iter().fold(EVENT.to_owned(), |json, (from, to)| {
        assert!(json.contains(from), "{from}");
        json.replace(from, to)
    });
    SiteEvent::parse(&json).unwrap()
}

/// A change of the event that is entry 2.
fn change(rest: &str) -> SiteEvent {
    let json = format!(
        r#"{{"kind":"adverse_event_changed","event":{{"seq":2,"id":"0000000000000002"}},{rest}}}"#
    );
    SiteEvent::parse(&json).unwrap()
}

fn record(events: &[SiteEvent]) -> SiteRecord {
    let opened = [SiteEvent::Opened(SiteOpened::new("007".parse().unwrap()))];
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

fn diary() -> Diary {
    DiaryBuilder::new().diary()
}

fn decided(known: &[SiteEvent], command: SiteCommand) -> Result<SiteDecision, SiteRefusal> {
    let (record, diary) = (record(known), diary());
    let facts = Facts {
        subject: record.subject(),
        record: Some(&record),
        diary: Some(&diary),
        head: None,
        today: date("2026-11-23"),
    };
    decide(&facts, &staff(), &command)
}

fn recorded(known: &[SiteEvent], event: SiteEvent) -> Result<Vec<SiteGuard>, SiteRefusal> {
    decided(known, SiteCommand::Record(event)).map(|decision| decision.guards)
}

fn fault(known: &[SiteEvent], event: SiteEvent) -> EventFault {
    match recorded(known, event) {
        Err(SiteRefusal::Event(fault)) => fault,
        other => panic!("{other:?}"),
    }
}

fn grade(number: u8) -> Grade {
    number.try_into().unwrap()
}

#[test]
fn only_a_term_of_the_list_with_a_grade_that_exists_is_recorded() {
    assert_eq!(recorded(&[], event(&[])), Ok(vec![]));
    let near = vec!["Diarrhea"];
    assert_eq!(
        fault(&[], event(&[("Diarrhea", "Diarhea")])),
        EventFault::UnknownTerm { near }
    );
    let nausea = event(&[("Diarrhea", "Nausea"), (":2,", ":4,")]);
    let NoSuchGradeOf { term, grades } = no_such_grade(fault(&[], nausea));
    assert_eq!(
        (term, grades),
        ("Nausea", vec![grade(1), grade(2), grade(3)])
    );
    let febrile = event(&[("Diarrhea", "Febrile neutropenia")]);
    assert_eq!(no_such_grade(fault(&[], febrile)).grades[0], grade(3));
    let other = [("Diarrhea", "Eye disorders - Other, specify")];
    assert_eq!(fault(&[], event(&other)), EventFault::NoWords);
    let with_words = [other[0], (",\"grade", ",\"words\":\"stye\",\"grade")];
    assert_eq!(recorded(&[], event(&with_words)), Ok(vec![]));
    assert_eq!(
        fault(&[], event(&with_words[1..])),
        EventFault::WordsNotAsked
    );
    let other_version = event(&[("5.0", "4.03")]);
    assert!(matches!(
        fault(&[], other_version),
        EventFault::UnknownTerm { .. }
    ));
}

struct NoSuchGradeOf {
    term: &'static str,
    grades: Vec<Grade>,
}

fn no_such_grade(fault: EventFault) -> NoSuchGradeOf {
    match fault {
        EventFault::NoSuchGrade { term, grades } => NoSuchGradeOf { term, grades },
        other => panic!("{other:?}"),
    }
}

#[test]
fn it_neither_lies_ahead_nor_ends_before_it_begins() {
    let ahead = event(&[("2026-11-05", "2026-11-24")]);
    let refused = SiteRefusal::InFuture(date("2026-11-24"));
    assert_eq!(recorded(&[], ahead), Err(refused.clone()));
    let with_end = |end: &str| {
        let end = format!("\"ended\":\"{end}\",\"related\":{{");
        event(&[("\"related\":{", &end)])
    };
    assert_eq!(recorded(&[], with_end("2026-11-24")), Err(refused));
    assert_eq!(
        fault(&[], with_end("2026-11-04")),
        EventFault::EndBeforeOnset
    );
    assert_eq!(recorded(&[], with_end("2026-11-05")), Ok(vec![]));
}

#[test]
fn every_drug_of_the_protocol_is_judged_and_no_other() {
    let without = event(&[(",\"utidelone\":\"not_related\"", "")]);
    assert_eq!(fault(&[], without), EventFault::NoRelation(drug(UTIDELONE)));
    let without = event(&[("\"capecitabine\":\"dose_not_changed\",", "")]);
    assert_eq!(
        fault(&[], without),
        EventFault::NoAction(drug(CAPECITABINE))
    );
    let foreign = event(&[(
        "\"utidelone\":\"not_related\"",
        "\"utidelone\":\"related\",\"aspirin\":\"related\"",
    )]);
    assert!(matches!(
        recorded(&[], foreign),
        Err(SiteRefusal::UnknownDrug { .. })
    ));
    let about = event(&[(
        "}}",
        "},\"about\":[{\"seq\":1,\"id\":\"0000000000000001\"}]}",
    )]);
    assert_eq!(fault(&[], about), EventFault::NotASymptom(1));
}

#[test]
fn a_second_event_of_the_term_at_the_same_time_and_a_death_are_asked_about() {
    let later = event(&[("2026-11-05", "2026-11-09")]);
    let same = SiteGuard::SameTerm {
        seq: 2,
        onset: date("2026-11-05"),
    };
    assert_eq!(recorded(&[event(&[])], later.clone()), Ok(vec![same]));
    assert_eq!(
        recorded(&[event(&[])], event(&[])),
        Ok(vec![SiteGuard::Again { seq: 2 }])
    );
    let over = [event(&[]), change(r#""date":"2026-11-08","ended":true"#)];
    assert_eq!(recorded(&over, later), Ok(vec![]));
    let death = SiteGuard::Death { serious: false };
    assert_eq!(
        recorded(&[], event(&[(":2,", ":5,")])),
        Ok(vec![death.clone()])
    );
    let died = change(r#""date":"2026-11-08","grade":5"#);
    assert_eq!(recorded(&[event(&[])], died), Ok(vec![death]));
}

#[test]
fn what_changes_is_one_event_with_every_grade_and_the_highest_counts() {
    let known = [
        event(&[]),
        change(r#""date":"2026-11-12","ended":true"#),
        change(
            r#""date":"2026-11-08","grade":3,"serious":true,"action":{"capecitabine":"drug_interrupted"}"#,
        ),
        change(r#""date":"2026-11-10","grade":1,"related":{"utidelone":"not_known"}"#),
    ];
    let record = record(&known);
    let [course] = &record.adverse_events()[..] else {
        panic!("one event");
    };
    let grades: Vec<String> = course
        .grades()
        .iter()
        .map(|(from, grade)| format!("{from} {grade}"))
        .collect();
    assert_eq!(grades, ["2026-11-05 2", "2026-11-08 3", "2026-11-10 1"]);
    assert_eq!((course.highest(), course.grade()), (grade(3), grade(1)));
    assert_eq!(course.ended(), Some(date("2026-11-12")));
    assert!(course.serious() && course.is_related());
    assert_eq!(course.related()[&drug(UTIDELONE)], Relation::NotKnown);
    assert_eq!(
        course.action()[&drug(CAPECITABINE)],
        ActionTaken::DrugInterrupted
    );
    assert_eq!(
        course.action()[&drug(UTIDELONE)],
        ActionTaken::NotApplicable
    );
}

#[test]
fn a_change_belongs_to_an_event_lies_in_its_time_and_says_something_new() {
    let known = [event(&[]), change(r#""date":"2026-11-12","ended":true"#)];
    let at = |day: &str, rest: &str| change(&format!(r#""date":"{day}",{rest}"#));
    assert_eq!(
        fault(&[], at("2026-11-08", r#""grade":3"#)),
        EventFault::NoSuchEvent
    );
    for day in ["2026-11-04", "2026-11-13"] {
        assert_eq!(
            fault(&known, at(day, r#""grade":3"#)),
            EventFault::OutsideItsTime
        );
    }
    assert_eq!(
        fault(&known, at("2026-11-10", r#""ended":true"#)),
        EventFault::EndedAlready
    );
    assert_eq!(
        recorded(&known, at("2026-11-08", r#""grade":3"#)),
        Ok(vec![])
    );
    assert_eq!(
        recorded(&known, at("2026-11-08", r#""grade":2"#)),
        Err(SiteRefusal::ChangeDoesNotFit)
    );
    assert_eq!(
        recorded(&known, at("2026-11-24", r#""grade":3"#)),
        Err(SiteRefusal::InFuture(date("2026-11-24")))
    );
    let nausea = [event(&[("Diarrhea", "Nausea")])];
    assert_eq!(
        no_such_grade(fault(&nausea, at("2026-11-08", r#""grade":4"#))).term,
        "Nausea"
    );
}

#[test]
fn a_correction_may_not_contradict_what_was_recorded_later() {
    let known = [event(&[]), change(r#""date":"2026-11-08","grade":4"#)];
    let correct = |seq, with: SiteEvent| SiteCommand::Correct {
        seq,
        change: SiteChange::Replace {
            was: Some(Box::new(known[seq as usize - 2].clone())),
            with: Box::new(with),
        },
        reason: CorrectionReason::Other,
    };
    let refused = |seq, with| match decided(&known, correct(seq, with)) {
        Err(SiteRefusal::Event(fault)) => fault,
        other => panic!("{other:?}"),
    };
    assert_eq!(
        refused(2, event(&[("2026-11-05", "2026-11-09")])),
        EventFault::OutsideItsTime
    );
    let nausea = refused(2, event(&[("Diarrhea", "Nausea")]));
    assert_eq!(no_such_grade(nausea).term, "Nausea");
    assert_eq!(
        refused(3, change(r#""date":"2026-11-04","grade":4"#)),
        EventFault::OutsideItsTime
    );
    let right = correct(2, event(&[("2026-11-05", "2026-11-07")]));
    assert_eq!(decided(&known, right).map(|d| d.guards), Ok(vec![]));
    let right = correct(3, change(r#""date":"2026-11-08","grade":3"#));
    assert_eq!(decided(&known, right).map(|d| d.guards), Ok(vec![]));
}

#[test]
fn what_hangs_on_a_withdrawn_event_counts_for_nothing() {
    let mut known = vec![event(&[]), change(r#""date":"2026-11-08","grade":3"#)];
    let root = EntryRef {
        seq: 2,
        id: EntryId(2),
    };
    let back = decided(&known, SiteCommand::TakeBack(root)).unwrap();
    known.extend(back.events);
    assert!(record(&known).adverse_events().is_empty());
    assert!(record(&known).adverse_event(root).is_none());
    let again = change(r#""date":"2026-11-09","grade":1"#);
    assert_eq!(fault(&known, again), EventFault::NoSuchEvent);
}
