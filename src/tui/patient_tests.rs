//! What the pages beside the doses look like: progress, symptoms, the days after the treatment.

use insta::assert_snapshot;

use super::tests::{everywhere, everywhere_in_english};
use crate::app::testing::Person;
use crate::domain::adherence::examples::{three_cycles, worked_example};
use crate::domain::testing::{CAPECITABINE, DiaryBuilder, UTIDELONE};

#[test]
fn progress_of_one_cycle_beside_a_warning_and_of_three() {
    let mut person = Person::before(worked_example().diary(), "2026-11-20 09:00");
    person.choose("Look back").choose("Progress");
    assert_snapshot!("progress_warning", everywhere_in_english(&mut person));
    person.choose("Cycle 1");
    assert_snapshot!("progress_cycle", everywhere(&mut person));
    let mut person = Person::before(three_cycles().diary(), "2026-12-30 21:00");
    person.choose("Look back").choose("Progress");
    assert_snapshot!("progress", everywhere(&mut person));
}

#[test]
fn the_page_after_follow_up() {
    let mut diary = DiaryBuilder::started("2026-11-02");
    diary.by_patient().at("2026-11-02 08:10");
    diary.dose(CAPECITABINE, "2026-11-02 am", "4x150+2x500");
    diary.by_site().at("2026-11-03 09:00");
    diary.stop(&[CAPECITABINE, UTIDELONE], "2026-11-03 am", None);
    let mut person = Person::before(diary.diary(), "2026-12-04 08:00");
    assert_snapshot!("today_ended", everywhere(&mut person));
}
