//! Entries of the site record that are corrected, taken out or put back from their own page.

use super::super::testing::AtDesk;
use super::now;
use crate::app::Press;
use crate::domain::entry::{Corrected, CorrectionReason};
use crate::domain::site::SiteEvent;

/// Opens the form that corrects an entry, from the list of all of them.
#[track_caller]
fn correct<'a>(desk: &'a mut AtDesk, seq: &str) -> &'a mut AtDesk {
    let of_site = format!("the site record: {}", desk.record().history().len());
    desk.tab("Entries").set("Entries", &of_site);
    desk.choose(seq).choose("Correct this entry")
}

#[test]
fn any_value_of_an_entry_is_corrected_with_the_old_and_the_new_in_one_line() {
    let mut desk = AtDesk::new();
    desk.tab("Tablets").choose("capecitabine 500 mg");
    desk.choose("handed out")
        .choose("Correct this entry")
        .as_ln();
    desk.sees("Correct entry 2 of the site record")
        .sees("Change a value to go on.");
    desk.point("How many").press(Press::Erase).types("8");
    desk.point("Lot").press(Press::Erase).types("7");
    desk.sees("Choose why, to go on.")
        .set("Why", "wrong number of units");
    desk.choose("Go on")
        .sees("lot A1. Now: handed out on Mon 2 Nov 2026");
    desk.sees("56 x 500 mg").sees("58 x 500 mg, lot A7");
    assert!(desk.entered().is_empty(), "written before it was confirmed");
    desk.choose("Yes, record it");
    assert!(now(&desk, 2).contains(r#""lot":"A7","count":58"#));
    // Back on the page of the entry, where it can be corrected again.
    desk.choose("Back").sees("58 x 500 mg").sees("Before:");
    desk.choose("This entry should not be there");
    desk.set("Why", "pressed by mistake").choose("Go on");
    desk.sees("Now: not there")
        .choose("Yes, record it")
        .choose("Back");
    assert!(desk.record().dispensed().next().is_none());
    desk.choose("This entry should be there after all");
    desk.set("Why", "other reason")
        .choose("Go on")
        .choose("Yes, record it");
    assert!(
        now(&desk, 2).contains(r#""lot":"A1","count":56"#),
        "as it was first"
    );
}

#[test]
fn an_adverse_event_gets_another_term_and_a_grade_that_exists_for_it() {
    let mut desk = AtDesk::new();
    desk.event_of("diarr", "Diarrhea").judge("grade 4");
    desk.choose("Go on").choose("Yes, record it").choose("Back");
    correct(&mut desk, "3");
    assert_eq!(desk.value("Grade"), "grade 4");
    desk.choose("Choose another term")
        .point("Find")
        .types("nausea");
    desk.choose("Nausea").sees("Choose every value to go on.");
    assert_eq!(
        desk.value("Grade"),
        "not chosen yet",
        "nausea has no grade 4"
    );
    assert_eq!(desk.value("Serious"), "not serious", "all else stays");
    desk.set("Grade", "grade 2")
        .set("Why", "pressed by mistake");
    desk.choose("Go on").choose("Yes, record it");
    let now = now(&desk, 3);
    assert!(
        now.contains(r#""term":"Nausea""#) && now.contains(r#""grade":2"#),
        "{now}"
    );
    desk.choose("Back").press(Press::Back);
    desk.tab("Symptoms").sees("adverse event: Nausea");
}

#[test]
fn what_changed_about_an_event_a_visit_and_a_note_are_corrected_too() {
    let mut desk = AtDesk::new();
    desk.event_of("diarr", "Diarrhea").judge("grade 2");
    desk.choose("Go on").choose("Yes, record it").choose("Back");
    let event = desk
        .labels()
        .into_iter()
        .find(|l| l.contains("adverse event: D"));
    desk.choose(&event.unwrap()).choose("It has changed");
    desk.set("Grade", "grade 3")
        .choose("Go on")
        .choose("Yes, record it");
    desk.choose("Back").press(Press::Back);
    correct(&mut desk, "4");
    desk.set("Grade", "grade 4")
        .set("Why", "wrong time")
        .choose("Go on");
    desk.sees("Before: adverse event of entry 3, from Thu 5 Nov 2026 on: grade 3");
    desk.choose("Yes, record it")
        .choose("Back")
        .press(Press::Back);
    assert!(now(&desk, 4).contains(r#""grade":4"#));
    let mut desk = AtDesk::new();
    desk.tab("Visit").choose("Record a visit").as_ln();
    desk.choose("Go on").choose("Yes, record it").choose("Back");
    desk.choose("Write a note")
        .types("slept badly")
        .choose("Go on");
    desk.choose("Yes, record it").choose("Back");
    desk.choose("note: slept badly")
        .choose("Correct this entry");
    desk.types(", and no more")
        .set("Why", "remembered later")
        .choose("Go on");
    desk.sees("Before: note: slept badly. Now: note: slept badly, and no more");
    desk.choose("Yes, record it")
        .choose("Back")
        .press(Press::Back);
    desk.choose("visit on Thu 5 Nov 2026")
        .choose("Correct this entry");
    desk.point("Day").press(Press::Left).press(Press::Left);
    desk.set("Why", "wrong time")
        .choose("Go on")
        .choose("Yes, record it");
    assert!(now(&desk, 3).contains("2026-11-03"));
    // What was confirmed or marked has no value of its own: it is taken out or put back.
    desk.choose("Back").press(Press::Back);
    desk.choose("Mark the diary as reviewed")
        .choose("Yes, record it")
        .choose("Back");
    desk.choose("diary reviewed");
    assert!(!desk.labels().contains(&"Correct this entry".to_owned()));
    assert!(
        desk.labels()
            .contains(&"This entry should not be there".to_owned())
    );
}

#[test]
fn a_correction_of_what_says_something_else_by_now_is_refused() {
    let mut desk = AtDesk::new();
    correct(&mut desk, "2").as_ln();
    desk.point("How many").press(Press::Erase).types("7");
    desk.set("Why", "wrong number of units").choose("Go on");
    let dispensed = desk.record().history().entry(2).unwrap().clone();
    desk.meanwhile = Some(SiteEvent::Corrected(Box::new(Corrected {
        target: dispensed.reference(),
        replacement: None,
        reason: CorrectionReason::Other,
    })));
    desk.choose("Yes, record it");
    assert_eq!(desk.entered().len(), 1, "only what the other program wrote");
    desk.sees("That entry says something else by now");
}
