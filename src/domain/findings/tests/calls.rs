//! Warnings, doses in spite of them, and calls.

use super::*;
use crate::domain::entry::{Event, Said, Tier};

const AM: &str = "2026-11-03 am";
const PM: &str = "2026-11-03 pm";

#[test]
fn an_urgent_symptom_is_found_until_a_call_about_it_is_answered() {
    let mut b = morning();
    let emergency = b.symptom(Tier::Emergency);
    let call_now = b.symptom(Tier::CallNow);
    assert_eq!(entries(&b, "emergency_unreported"), [emergency.seq]);
    assert_eq!(entries(&b, "symptom_unreported"), [call_now.seq]);
    b.at("2026-11-03 09:00");
    b.contacted(Said::NobodyAnswered, &[emergency, call_now]);
    assert_eq!(entries(&b, "symptom_unreported"), [call_now.seq]);
    b.contacted(Said::Continue, &[call_now]);
    assert_eq!(entries(&b, "symptom_unreported"), [0; 0]);
    assert_eq!(entries(&b, "emergency_unreported"), [emergency.seq]);
    b.withdraw(emergency);
    assert_eq!(entries(&b, "emergency_unreported"), [0; 0]);
}

#[test]
fn a_dose_is_taken_under_a_warning_between_its_report_and_the_answer() {
    let mut b = morning();
    b.at("2026-11-03 07:30").dose(CAPECITABINE, AM, FULL);
    let warned = b.at("2026-11-03 12:00").symptom(Tier::CallNow);
    let under = b.at("2026-11-03 20:00").dose(CAPECITABINE, PM, FULL);
    let found = in_diary(&b, "doses_while_warned").unwrap();
    assert_eq!(
        found.kind,
        FindingKind::DosesWhileWarned {
            doses: 1,
            still_open: true
        }
    );
    assert_eq!(
        (found.entries, found.slots),
        (vec![warned.seq, under.seq], vec![found_slot(PM)])
    );
    b.at("2026-11-03 21:00")
        .contacted(Said::Continue, &[warned]);
    b.at("2026-11-04 08:00")
        .dose(CAPECITABINE, "2026-11-04 am", FULL);
    let found = in_diary(&b, "doses_while_warned").unwrap();
    assert_eq!(
        found.kind,
        FindingKind::DosesWhileWarned {
            doses: 1,
            still_open: false
        }
    );
    assert_eq!(found.kind.urgency(), Urgency::Ask);
    assert_eq!(found.entries, [warned.seq, under.seq]);
}

#[test]
fn a_dose_under_a_warning_is_known_by_its_time_and_not_by_what_its_entry_says() {
    let mut b = morning();
    let warned = b.at("2026-11-03 12:00").symptom(Tier::CallNow);
    // Recorded after the symptom and marked by some program, but swallowed before it.
    let mut before = b.intake(CAPECITABINE, AM, FULL);
    before.taken_at = Some(moment("2026-11-03 08:00"));
    before.while_warned = true;
    b.push(Event::Dose(before));
    assert_eq!(entries(&b, "doses_while_warned"), [0; 0]);
    // Swallowed after it, not marked; nobody remembers when.
    b.at("2026-11-04 09:00");
    let mut after = b.intake(CAPECITABINE, PM, FULL);
    after.taken_at = None;
    let after = b.push(Event::Dose(after));
    assert_eq!(entries(&b, "doses_while_warned"), [warned.seq, after.seq]);
    b.missed(CAPECITABINE, "2026-11-04 am");
    assert_eq!(entries(&b, "doses_while_warned"), [warned.seq, after.seq]);
}

#[test]
fn an_extra_dose_is_not_taken_under_its_own_warning() {
    let mut b = morning();
    b.dose(CAPECITABINE, AM, FULL);
    let extra = b.at("2026-11-03 09:00").dose(CAPECITABINE, AM, FULL);
    assert_eq!(entries(&b, "dose_unreported"), [extra.seq]);
    assert_eq!(entries(&b, "doses_while_warned"), [0; 0]);
    let next = b.at("2026-11-03 20:00").dose(CAPECITABINE, PM, FULL);
    assert_eq!(entries(&b, "doses_while_warned"), [extra.seq, next.seq]);
}

#[test]
fn the_time_of_the_talk_counts_and_not_that_of_its_entry() {
    let mut b = morning();
    let warned = b.symptom(Tier::CallNow);
    b.at("2026-11-03 20:00").dose(CAPECITABINE, PM, FULL);
    b.at("2026-11-03 22:00");
    b.push(Event::Contacted(crate::domain::entry::Contacted {
        said: Said::Continue,
        about: vec![warned],
        spoken_at: Some(moment("2026-11-03 10:00")),
    }));
    assert_eq!(entries(&b, "doses_while_warned"), [0; 0]);
}

#[test]
fn symptoms_to_report_soon_are_found_until_a_call_names_them() {
    let mut b = morning();
    b.symptom(Tier::Record);
    let soon = b.symptom(Tier::ReportSoon);
    assert_eq!(entries(&b, "report_soon"), [soon.seq]);
    b.contacted(Said::Continue, &[soon]);
    assert_eq!(entries(&b, "report_soon"), [0; 0]);
}

#[test]
fn calls_that_nobody_answered_stay_and_an_unclear_answer_goes_with_a_clear_one() {
    let mut b = morning();
    let warned = b.symptom(Tier::CallNow);
    assert_eq!(entries(&b, "calls_unanswered"), [0; 0]);
    let nobody = b.contacted(Said::NobodyAnswered, &[warned]);
    let unclear = b.contacted(Said::NotSure, &[warned]);
    let again = b.contacted(Said::NotSure, &[warned]);
    let about_nothing = b.contacted(Said::NotSure, &[]);
    assert_eq!(entries(&b, "calls_unanswered"), [nobody.seq]);
    assert_eq!(
        entries(&b, "answer_unclear"),
        [unclear.seq, again.seq, about_nothing.seq]
    );
    b.contacted(Said::Pause, &[warned]);
    assert_eq!(entries(&b, "calls_unanswered"), [nobody.seq]);
    assert_eq!(entries(&b, "answer_unclear"), [0; 0]);
}
