//! Tumour assessments, other therapies, life and death.

use super::super::testing::AtDesk;
use super::now;
use crate::app::Press;

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
