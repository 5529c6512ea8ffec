//! Adverse events: found by a term, judged by a person, and what has changed about them.

use super::super::testing::AtDesk;
use crate::app::Press;
use crate::domain::site::SiteEvent;

#[test]
fn an_adverse_event_is_found_judged_shown_recorded_and_taken_back() {
    let mut desk = AtDesk::new();
    desk.tab("Symptoms")
        .choose("Record an adverse event")
        .as_ln();
    // What was reported stands first.
    let first = desk.labels().into_iter().nth(1).unwrap();
    assert_eq!(first, "Diarrhea");
    desk.choose("Diarrhea");
    assert_eq!(desk.value("Began"), "Tue 3 Nov 2026");
    desk.sees("Choose every value to go on.");
    desk.judge("grade 3").set("Reported Tue 3 Nov", "yes");
    desk.choose("Go on");
    desk.sees("adverse event: Diarrhea, CTCAE 5.0 grade 3, since Tue 3 Nov 2026; not serious");
    assert!(desk.entered().is_empty(), "written before it was confirmed");
    desk.choose("Yes, record it").sees("Recorded 10:15");
    let [SiteEvent::AdverseEvent(event)] = &desk.entered()[..] else {
        panic!("{:?}", desk.entered());
    };
    assert_eq!((event.term.raw(), event.about.len()), ("Diarrhea", 1));
    desk.choose("Take this entry back").choose("Yes, record it");
    assert!(desk.record().adverse_events().is_empty());
    // There is nothing to take back of a taking back, and the forms are closed.
    assert_eq!(desk.labels(), ["Back"]);
    desk.choose("Back").sees("Record an adverse event");
}

#[test]
fn only_grades_that_exist_are_offered_and_nothing_is_judged_beforehand() {
    let mut desk = AtDesk::new();
    desk.event_of("hand-foot", "Palmar-plantar");
    for label in [
        "Grade",
        "Serious",
        "capecitabine tablets",
        "action: capecitabine",
    ] {
        assert_eq!(desk.value(label), "not chosen yet");
    }
    desk.point("Grade");
    let grades: Vec<String> = (0..4)
        .map(|_| {
            desk.press(Press::Right);
            desk.value("Grade")
        })
        .collect();
    assert_eq!(grades, ["grade 1", "grade 2", "grade 3", "grade 1"]);
    assert!(!desk.labels().contains(&"Go on".to_owned()));
}

#[test]
fn what_has_changed_is_recorded_on_the_page_of_the_event() {
    let mut desk = AtDesk::new();
    desk.event_of("diarr", "Diarrhea").judge("grade 2");
    desk.choose("Go on").choose("Yes, record it").choose("Back");
    desk.sees("adverse event: Diarrhea");
    let event = desk
        .labels()
        .into_iter()
        .find(|label| label.contains("adverse event: D"));
    desk.choose(event.as_ref().unwrap())
        .choose("It has changed");
    desk.choose("Go on")
        .sees("This changes nothing")
        .press(Press::Back);
    desk.set("Grade", "grade 3").set("Ended then", "yes");
    desk.choose("Go on")
        .sees("from Thu 5 Nov 2026 on: grade 3; ended");
    desk.choose("Yes, record it").choose("Back");
    desk.choose(&event.unwrap());
    desk.sees("Highest grade: grade 3").sees("ended Thu 5 Nov");
    assert!(
        !desk
            .labels()
            .contains(&"It has changed, or ended".to_owned())
    );
}

#[test]
fn what_has_changed_names_the_event_with_what_it_was() {
    let mut desk = AtDesk::new();
    desk.event_of("investigations - other", "Investigations - Other");
    desk.point("What it was").types("D-dimer raised");
    desk.judge("grade 2")
        .choose("Go on")
        .choose("Yes, record it");
    desk.choose("Back");
    let labels = desk.labels().into_iter();
    let event = labels.into_iter().find(|label| label.contains("D-dimer"));
    desk.choose(&event.unwrap()).choose("It has changed");
    desk.sees("specify: D-dimer raised: what has changed");
}
