//! The copy of the diary, and what was received.

use super::*;
use crate::domain::entry::Event;
use crate::domain::participant::Participant;
use crate::domain::testing::hash_of;

/// Six entries and a record that received so many of them.
fn received(entries: u64) -> Participant {
    let mut b = morning();
    b.meal();
    b.meal();
    let mut record = RecordBuilder::new();
    record.receive(entries);
    participant(&b, Some(&record), "2026-11-03 09:00")
}

fn kinds(participant: &Participant) -> Vec<FindingKind> {
    let found = findings(participant).into_iter();
    found.map(|finding| finding.kind).collect()
}

#[test]
fn the_copy_that_was_received_is_no_finding() {
    assert_eq!(kinds(&received(6)), []);
}

#[test]
fn a_copy_with_another_hash_than_received_is_found() {
    let mut changed = received(6);
    changed.copy.last_hash = hash_of(7);
    assert_eq!(kinds(&changed), [FindingKind::CopyChanged { line: 6 }]);
    assert_eq!(findings(&changed)[0].record, [2]);
    let mut longer = received(5);
    longer.copy.keeps_receipt = false;
    assert_eq!(kinds(&longer), [FindingKind::CopyChanged { line: 5 }]);
}

#[test]
fn a_copy_shorter_or_longer_than_received_is_found() {
    assert_eq!(
        kinds(&received(9)),
        [FindingKind::CopyShorter { received: 9 }]
    );
    let longer = received(5);
    let found = findings(&longer);
    assert_eq!(
        found[0].kind,
        FindingKind::CopyNotReceived { after: Some(5) }
    );
    assert_eq!(found[0].entries, [6]);
    assert_eq!(found[0].kind.urgency(), Urgency::Ask);
}

#[test]
fn the_diary_that_a_patient_writes_in_is_received_by_nobody() {
    let mut b = morning();
    b.meal();
    let mut own = participant(&b, None, "2026-11-03 09:00");
    own.copy.is_live = true;
    assert_eq!(kinds(&own), []);
}

#[test]
fn of_a_site_record_that_cannot_be_read_nothing_is_claimed() {
    let mut b = morning();
    b.meal();
    let mut without = participant(&b, None, "2026-11-03 09:00");
    without.copy.lacks_record = true;
    assert_eq!(kinds(&without), [FindingKind::RecordUnreadable]);
    assert_eq!(findings(&without)[0].kind.urgency(), Urgency::First);
}

#[test]
fn a_copy_that_nobody_received_is_worth_knowing() {
    let mut b = morning();
    b.meal();
    let alone = participant(&b, None, "2026-11-03 09:00");
    let never = FindingKind::CopyNotReceived { after: None };
    assert_eq!(never.urgency(), Urgency::Note);
    assert_eq!(kinds(&alone), std::slice::from_ref(&never));
    let begun = participant(&b, Some(&RecordBuilder::new()), "2026-11-03 09:00");
    assert_eq!(kinds(&begun), [never]);
}

#[test]
fn damage_is_found_and_not_taken_for_an_old_copy() {
    let mut damaged = received(9);
    damaged.copy.damaged_from = Some(7);
    assert_eq!(kinds(&damaged), [FindingKind::Damaged { line: 7 }]);
    let mut torn = received(6);
    torn.copy.is_torn = true;
    assert_eq!(kinds(&torn), [FindingKind::Torn]);
}

#[test]
fn a_copy_that_differed_stays_found_with_the_first_entry_that_differs() {
    let mut b = morning();
    b.meal();
    let mut record = RecordBuilder::new();
    record.receive(5);
    for from in [r#","differs_from":4"#, r#","differs_from":3"#, ""] {
        let json = format!(
            r#"{{"kind":"received","last_seq":8,"last_hash":"{}","check":"differs"{from}}}"#,
            hash_of(8)
        );
        record.json(&json);
    }
    let found = findings(&participant(&b, Some(&record), "2026-11-03 09:00"));
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0].kind, FindingKind::CopyDiffers { from: Some(3) });
    assert_eq!(found[0].record, [3, 4, 5]);
}

#[test]
fn what_the_diary_says_about_its_own_file_is_found() {
    let mut b = morning();
    let mut push = |json: &str| b.push(Event::parse(json).unwrap()).seq;
    let hash = hash_of(1);
    let tail = push(&format!(
        r#"{{"kind":"recovered","bytes":9,"tail_hash":"{hash}"}}"#
    ));
    let continued = push(&format!(
        r#"{{"kind":"continued","last_hash":"{hash}","last_good_line":3,"lost_lines":2,"lost_bytes":99}}"#
    ));
    let unknown = push(r#"{"kind":"telemetry","x":1}"#);
    assert_eq!(entries(&b, "tail_set_aside"), [tail]);
    assert_eq!(entries(&b, "unknown_entries"), [unknown]);
    let found = in_diary(&b, "continued").unwrap();
    assert_eq!(found.kind, FindingKind::Continued { lost_lines: 2 });
    assert_eq!(found.entries, [continued]);
}
