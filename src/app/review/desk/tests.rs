//! What a nurse enters with keys stands in the site record as it was shown, and nothing else does.

use super::testing::AtDesk;
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
fn tablets_are_counted_with_digits_and_arrows_from_the_packs_that_were_handed_out() {
    let mut desk = AtDesk::new();
    desk.tab("Tablets").choose("Count what is left").as_ln();
    assert_eq!(desk.value("Which"), "capecitabine 500 mg, A1");
    assert_eq!(desk.value("Last dose"), "Tue 3 Nov 2026");
    desk.sees("Fill in every value to go on.");
    desk.point("How many").types("51").press(Press::Right);
    assert_eq!(desk.value("How many"), "52");
    desk.set("They", "stay here").choose("Go on");
    desk.sees("52 x 500 mg, lot A1; kept by the site");
    desk.choose("Yes, record it");
    assert!(matches!(&desk.entered()[..], [SiteEvent::Returned(r)] if r.count == 52 && r.kept));
    desk.choose("Back").choose("Tablets or capsules were lost");
    desk.point("How many").types("60").choose("Go on");
    desk.sees("at most 56").choose("No, go back");
    desk.press(Press::Back)
        .choose("Tablets or capsules were handed out");
    desk.set("Which", "capecitabine another strength");
    desk.point("How many").types("7");
    desk.point("Strength in mg").types("300");
    desk.point("Lot").types("B2").choose("Go on");
    desk.sees("7 x 300 mg, lot B2").choose("Yes, record it");
    assert_eq!(desk.entered().len(), 2);
}

#[test]
fn a_visit_a_note_the_review_and_told_orders_are_recorded_and_who_it_is_asked_once() {
    let mut desk = AtDesk::new();
    desk.tab("Visit").choose("Record a visit").as_ln();
    desk.point("Day").press(Press::Left).choose("Go on");
    desk.sees("visit on Wed 4 Nov 2026")
        .choose("Yes, record it")
        .choose("Back");
    desk.choose("Write a note")
        .types("asked about sleep")
        .choose("Go on");
    desk.choose("Yes, record it").choose("Back");
    desk.choose("Mark the diary as reviewed")
        .choose("Yes, record it")
        .choose("Back");
    desk.choose("Confirm what the participant was told: 1");
    desk.sees("study team confirms entry")
        .choose("Yes, record it")
        .choose("Back");
    let kinds: Vec<String> = desk.entered().iter().map(|e| e.kind().to_owned()).collect();
    assert_eq!(kinds, ["visited", "noted", "reviewed", "confirmed"]);
    desk.choose("Take this entry back").choose("Yes, record it");
    assert!(desk.record().confirmations().is_empty());
}

#[test]
fn where_the_record_changed_meanwhile_nothing_is_written_and_it_is_asked_again() {
    let mut desk = AtDesk::new();
    desk.event_of("diarr", "Diarrhea")
        .judge("grade 2")
        .choose("Go on");
    let shown = desk.view().page;
    let other = r#"{"kind":"adverse_event","term":"Diarrhea","ctcae_version":"5.0","grade":1,"onset":"2026-11-03","related":{"capecitabine":"related","utidelone":"related"},"serious":false,"action":{"capecitabine":"unknown","utidelone":"unknown"}}"#;
    desk.meanwhile = Some(SiteEvent::parse(other).unwrap());
    desk.choose("Yes, record it");
    assert_eq!(desk.entered().len(), 1, "only what the other program wrote");
    desk.sees("Entry 3 records the same term").choose("Yes");
    assert_ne!(desk.view().page, shown);
    desk.choose("Yes, record it").sees("Recorded");
    assert_eq!(desk.entered().len(), 2);
}

#[test]
fn a_diary_in_no_study_folder_says_how_to_get_there_and_offers_nothing_to_record() {
    let mut desk = AtDesk::alone();
    for tab in ["Symptoms", "Tablets", "Visit"] {
        desk.tab(tab).sees("dosebook receive FILE --into FOLDER");
        for label in desk.labels() {
            assert!(
                !label.starts_with("Record") && !label.starts_with("Count"),
                "{label}"
            );
        }
    }
}
