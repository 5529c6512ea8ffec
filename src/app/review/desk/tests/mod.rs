//! What a nurse enters with keys stands in the site record as it was shown, and nothing else does.

mod adverse;
mod fixing;
mod keys;
mod tumour;

use super::testing::AtDesk;
use crate::app::Press;
use crate::domain::site::SiteEvent;

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
    for tab in ["Symptoms", "Tablets", "Tumour", "Visit"] {
        desk.tab(tab).sees("dosebook receive FILE --into FOLDER");
        for label in desk.labels() {
            assert!(
                !label.starts_with("Record") && !label.starts_with("Count"),
                "{label}"
            );
        }
    }
}

/// The content of an entry that counts.
fn now(desk: &AtDesk, seq: u64) -> String {
    let live = desk.record().history().live(seq).unwrap();
    serde_json::to_string(live.event).unwrap()
}

#[test]
fn another_medicine_is_recorded_shown_before_it_is_written_and_ended_later() {
    let mut desk = AtDesk::new();
    desk.tab("Visit").choose("Record another medicine").as_ln();
    desk.sees("not checked against the study medicines")
        .sees("Say the name of the medicine.");
    // Nobody is told a day: both dates may stay empty.
    assert_eq!(
        (desk.value("From"), desk.value("Until")),
        Default::default()
    );
    assert_eq!(desk.chosen(), "Name, as on the pack");
    desk.types("Loperamide 2 mg").choose("Go on");
    desk.sees("other medicine: Loperamide 2 mg");
    assert!(desk.entered().is_empty(), "written before it was confirmed");
    desk.choose("No, go back").point("From").press(Press::Left);
    assert_eq!(desk.value("From"), "2026-11-05", "today");
    desk.press(Press::Left).point("Until").types("2026-11-03");
    desk.choose("Go on").sees("cannot end before that");
    desk.press(Press::Back).point("Until");
    for _ in 0.."2026-11-03".len() {
        desk.press(Press::Erase);
    }
    desk.types("2026-1").sees("A date looks like this");
    desk.press(Press::Erase);
    for _ in 0.."2026-".len() {
        desk.press(Press::Erase);
    }
    desk.choose("Go on").choose("Yes, record it").choose("Back");
    let recorded = r#"{"kind":"medicine","name":"Loperamide 2 mg","from":"2026-11-04"}"#;
    assert_eq!(now(&desk, 3), recorded);
    // The same once more is asked about.
    desk.choose("Record another medicine")
        .types("Loperamide 2 mg");
    desk.point("From").types("2026-11-04").choose("Go on");
    desk.sees("Entry 3 says the same")
        .choose("No, go back")
        .press(Press::Back);
    // It has ended: its entry says so from then on.
    desk.choose("other medicine: Loperamide")
        .choose("Correct this entry");
    desk.point("Until").press(Press::Right);
    desk.set("Why", "other reason").choose("Go on");
    desk.sees("to Thu 5 Nov 2026").choose("Yes, record it");
    assert!(now(&desk, 3).ends_with(r#""from":"2026-11-04","to":"2026-11-05"}"#));
}
