//! What a nurse enters with keys stands in the site record as it was shown, and nothing else does.

use super::testing::AtDesk;
use crate::app::review::Action;
use crate::app::{Press, RowKind};
use crate::domain::entry::{Corrected, CorrectionReason, Language};
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

/// Opens the form that corrects an entry, from the list of all of them.
#[track_caller]
fn correct<'a>(desk: &'a mut AtDesk, seq: &str) -> &'a mut AtDesk {
    let of_site = format!("the site record: {}", desk.record().history().len());
    desk.tab("Entries").set("Entries", &of_site);
    desk.choose(seq).choose("Correct this entry")
}

/// The content of an entry that counts.
fn now(desk: &AtDesk, seq: u64) -> String {
    let live = desk.record().history().live(seq).unwrap();
    serde_json::to_string(live.event).unwrap()
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

/// Records an assessment of a date with a sum, from the page of the tumour.
#[track_caller]
fn assess<'a>(desk: &'a mut AtDesk, kind: &str, date: &str, sum: &str) -> &'a mut AtDesk {
    desk.choose("Record a tumour assessment");
    if desk.labels().contains(&"Your initials".to_owned()) {
        desk.as_ln();
    }
    desk.point("Day");
    for _ in 0..10 {
        desk.press(Press::Erase);
    }
    desk.types(date).set("It is", kind).point("Sum").types(sum);
    desk.set("Other lesions", "there are none");
    if kind == "measured" {
        desk.set("New lesions", "no");
    }
    desk
}

#[test]
fn sums_are_recorded_and_the_response_follows_by_recist() {
    let mut desk = AtDesk::new();
    desk.tab("Tumour").sees("No tumour assessment is recorded.");
    assess(&mut desk, "the baseline", "2026-10-30", "52.5");
    desk.choose("Go on")
        .sees("baseline: target lesions 52.5 mm");
    desk.choose("Yes, record it").choose("Back");
    assess(&mut desk, "measured", "2026-11-05", "35");
    // What follows is shown before it is recorded.
    desk.sees(
        "By RECIST 1.1: partial response (PR), -33.33 % (-17.5 mm) to the baseline of 52.5 mm",
    );
    desk.choose("Go on").choose("Yes, record it").choose("Back");
    desk.sees("Thu 5 Nov 2026").sees("-33.33 %");
    // A slip is corrected from the list, and what follows from it changes.
    desk.choose("Thu 5 Nov 2026").sees("partial response (PR)");
    desk.choose("Correct this entry");
    desk.point("Sum").press(Press::Erase).types("9");
    desk.sees("stable disease (SD), -25.71 % (-13.5 mm)");
    desk.set("Why", "pressed by mistake")
        .choose("Go on")
        .choose("Yes, record it");
    assert!(
        now(&desk, 4).contains(r#""target_sum_mm":39.0"#),
        "{}",
        now(&desk, 4)
    );
}

#[test]
fn nothing_is_judged_for_the_investigator_and_what_is_no_sum_is_said() {
    let mut desk = AtDesk::new();
    desk.tab("Tumour")
        .choose("Record a tumour assessment")
        .as_ln();
    assert_eq!(desk.value("It is"), "not chosen yet");
    desk.set("It is", "measured");
    assert_eq!(desk.value("Other lesions"), "not chosen yet");
    assert_eq!(desk.value("New lesions"), "not chosen yet");
    desk.set("Other lesions", "unequivocal progression")
        .set("New lesions", "yes");
    desk.point("Sum")
        .types("5,2")
        .sees("The sum is given in millimetres");
    desk.point("Sum");
    for _ in 0..3 {
        desk.press(Press::Erase);
    }
    desk.sees("progressive disease (PD)")
        .set("It is", "a response as given");
    assert_eq!(desk.value("Response"), "not chosen yet");
    desk.set("Response", "stable disease (SD)").choose("Go on");
    desk.sees("tumour assessment on Thu 5 Nov 2026: stable disease (SD)")
        .choose("Yes, record it");
    assert_eq!(desk.entered().len(), 1);
}

#[test]
fn therapy_life_and_death_are_recorded_and_what_contradicts_itself_is_asked() {
    let mut desk = AtDesk::new();
    desk.tab("Tumour")
        .choose("Record that the participant is alive")
        .as_ln();
    desk.choose("Go on")
        .sees("known to be alive on Thu 5 Nov 2026");
    desk.choose("Yes, record it").choose("Back");
    desk.choose("Record a new therapy")
        .sees("Fill in every value to go on.");
    desk.point("Which").types("eribulin").choose("Go on");
    desk.choose("Yes, record it")
        .choose("Back")
        .sees("eribulin");
    desk.choose("Record the death").sees("No date yet");
    desk.point("Day").types("2026-11-04");
    // Tab goes on to the next row, and changes no date.
    desk.press(Press::Next);
    assert_eq!(desk.value("Day"), "2026-11-04");
    desk.choose("Go on").sees("Thu 5 Nov 2026").choose("Yes");
    desk.choose("Yes, record it")
        .choose("Back")
        .sees("died on Wed 4 Nov 2026");
    let kinds: Vec<String> = desk.entered().iter().map(|e| e.kind().to_owned()).collect();
    assert_eq!(kinds, ["last_alive", "new_therapy", "died"]);
}

#[test]
fn enter_after_the_last_value_leads_to_what_is_missing_and_throws_nothing_away() {
    let mut desk = AtDesk::assessed();
    desk.tab("Tumour")
        .choose("Record a tumour assessment")
        .as_ln();
    desk.set("It is", "measured").point("Sum").types("31");
    // Straight through to the end: past the other lesions, and past the new ones.
    for _ in 0..3 {
        desk.press(Press::Enter);
    }
    assert_eq!(desk.chosen(), "Other lesions");
    desk.set("Other lesions", "there are none");
    desk.point("New lesions").press(Press::Enter);
    assert_eq!(desk.chosen(), "New lesions");
    for _ in 0..4 {
        desk.press(Press::Enter);
    }
    assert_eq!(desk.value("Sum"), "31");
    desk.set("New lesions", "no").press(Press::Enter);
    assert_eq!(desk.chosen(), "Go on");
    // Nothing holds anybody: the arrows still lead to the way back.
    desk.press(Press::Down);
    assert_eq!(desk.chosen(), "Back");
}

#[test]
fn a_response_that_is_not_the_best_one_yet_says_what_it_waits_for() {
    let waits = "A response counts as the best one once it is seen again, 28 days later or more.";
    let mut desk = AtDesk::new();
    desk.tab("Tumour")
        .choose("Record a tumour assessment")
        .as_ln();
    desk.set("It is", "a response as given");
    desk.set("Response", "partial response (PR)")
        .choose("Go on");
    desk.choose("Yes, record it").choose("Back").sees(waits);
    // Where another reason is said, it is not the confirmation that is missing.
    let mut desk = AtDesk::assessed();
    desk.tab("Tumour")
        .sees("before the first dose: it does not count");
    assert!(!desk.words().contains(waits));
}

/// Letters on every row of the page that is no text: nothing is another then.
#[track_caller]
fn letters_do_nothing(desk: &mut AtDesk) {
    for (at, row) in desk.view().page.rows.iter().enumerate() {
        desk.act(Action::Point(at));
        let before = desk.view();
        if !matches!(row.kind, RowKind::Type { .. }) {
            desk.types("lqQnx");
            assert_eq!(desk.view(), before, "{}", row.label);
        }
    }
}

#[test]
fn whoever_types_beside_a_text_of_a_form_changes_neither_the_language_nor_anything_else() {
    let mut desk = AtDesk::new();
    desk.tab("Symptoms").types("l");
    assert_eq!(
        desk.view().language,
        Language::ZhHans,
        "on a page it is one"
    );
    desk.types("l").choose("Record an adverse event");
    letters_do_nothing(&mut desk);
    desk.point("Your initials").as_ln();
    letters_do_nothing(&mut desk);
    desk.choose("Diarrhea").judge("grade 2");
    letters_do_nothing(&mut desk);
    desk.choose("Go on");
    letters_do_nothing(&mut desk);
    desk.choose("Yes, record it").choose("Back");
    let event = desk
        .labels()
        .into_iter()
        .find(|label| label.contains("adverse event: D"));
    desk.choose(&event.unwrap()).choose("It has changed");
    letters_do_nothing(&mut desk);
    desk.press(Press::Language);
    assert_eq!(desk.view().language, Language::ZhHans, "F2 is no letter");
}

#[test]
fn the_foot_names_the_arrows_on_every_value_that_they_change_and_on_no_other() {
    let names_arrows = |desk: &AtDesk| desk.view().keys.iter().any(|(name, _)| name[0] == "← →");
    let mut desk = AtDesk::new();
    desk.tab("Visit").choose("Record a visit").as_ln();
    assert!(names_arrows(desk.point("Day")));
    assert!(!names_arrows(desk.point("Back")));
    desk.press(Press::Back).choose("Write a note");
    assert!(!names_arrows(&desk), "the arrows do nothing in a note");
    desk.press(Press::Back)
        .tab("Tablets")
        .choose("Count what is left");
    for row in ["Which", "How many", "Day"] {
        assert!(names_arrows(desk.point(row)), "{row}");
    }
}

#[test]
fn an_empty_date_begins_with_today_at_either_arrow_and_the_form_says_so() {
    let mut desk = AtDesk::new();
    desk.tab("Tumour").choose("Record the death").as_ln();
    for arrow in [Press::Left, Press::Right] {
        desk.point("Day").sees("left and right begin with today");
        assert_eq!(desk.value("Day"), "", "nobody dies of a key");
        desk.press(arrow).sees("Thu 5 Nov 2026");
        desk.press(Press::Left).sees("Wed 4 Nov 2026");
        for _ in 0.."2026-11-04".len() {
            desk.press(Press::Erase);
        }
    }
    // What is half typed is left alone.
    desk.types("2026-1")
        .press(Press::Left)
        .sees("A date looks like this");
    assert_eq!(desk.value("Day"), "2026-1");
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
