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

#[test]
fn a_call_dated_before_what_is_reported_answers_nothing() {
    let mut b = morning();
    let warned = b.symptom(Tier::CallNow);
    let soon = b.symptom(Tier::ReportSoon);
    let extra = b.intake(CAPECITABINE, "2026-11-02 pm", "8x500");
    let extra = b.push(Event::Dose(extra));
    b.at("2026-11-03 09:00");
    let call = |said, at: &str| {
        Event::Contacted(crate::domain::entry::Contacted {
            said,
            about: vec![warned, soon, extra],
            spoken_at: Some(moment(at)),
        })
    };
    b.push(call(Said::Continue, "2026-11-01 23:00"));
    assert_eq!(entries(&b, "symptom_unreported"), [warned.seq]);
    assert_eq!(entries(&b, "report_soon"), [soon.seq]);
    assert_eq!(entries(&b, "dose_unreported"), [extra.seq]);
    assert_eq!(b.diary().open_warnings().len(), 2);
    // She called first and wrote down afterwards.
    b.push(call(Said::Continue, "2026-11-03 07:30"));
    assert_eq!(entries(&b, "symptom_unreported"), [0; 0]);
    assert_eq!(entries(&b, "report_soon"), [0; 0]);
}

/// What is found about withdrawn reports: how many, doses, whether nobody was told, and the entries.
#[track_caller]
fn withdrawn(b: &DiaryBuilder) -> Option<(usize, usize, bool, Vec<u64>)> {
    let found = in_diary(b, "report_withdrawn")?;
    let FindingKind::ReportWithdrawn {
        reports,
        doses,
        untold,
    } = found.kind
    else {
        panic!("{found:#?}");
    };
    Some((reports, doses, untold, found.entries))
}

#[test]
fn a_withdrawn_report_stays_to_be_talked_about_with_the_doses_taken_before() {
    let mut b = morning();
    let warned = b.symptom(Tier::Emergency);
    let under = b.at("2026-11-03 08:30").dose(CAPECITABINE, AM, FULL);
    assert_eq!(withdrawn(&b), None);
    let back = b.at("2026-11-03 10:00").withdraw(warned);
    b.at("2026-11-03 20:00").dose(CAPECITABINE, PM, FULL);
    assert_eq!(entries(&b, "doses_while_warned"), [0; 0]);
    let named = vec![warned.seq, under.seq, back.seq];
    assert_eq!(withdrawn(&b), Some((1, 1, true, named)));
    let found = in_diary(&b, "report_withdrawn").unwrap();
    assert_eq!(found.kind.urgency(), Urgency::Ask);
    assert_eq!(found.slots, [found_slot(AM)]);
    // Restored, it is a warning again.
    let symptom = b.entries()[warned.seq as usize - 1].event.clone();
    b.correct(warned, symptom);
    assert_eq!(withdrawn(&b), None);
    assert_eq!(entries(&b, "emergency_unreported"), [warned.seq]);
}

#[test]
fn doses_before_a_withdrawal_are_told_by_the_order_of_entries_where_the_clock_was_set_back() {
    let evening = "2026-11-02 pm";
    let mut b = morning();
    let warned = b.at("2026-11-03 12:00").symptom(Tier::CallNow);
    let before = b.at("2026-11-03 20:00").dose(CAPECITABINE, PM, FULL);
    // The day before, says the clock from here on.
    let claimed = b.at("2026-11-02 20:00").dose(CAPECITABINE, evening, FULL);
    let back = b.at("2026-11-02 20:30").withdraw(warned);
    b.at("2026-11-02 21:00")
        .dose(CAPECITABINE, "2026-11-02 pm", "1x500");
    let named = vec![warned.seq, before.seq, claimed.seq, back.seq];
    assert_eq!(withdrawn(&b), Some((1, 2, true, named)));
    // With a clock that goes right an entry of an earlier dose is what it says.
    let mut b = morning();
    let warned = b.at("2026-11-03 12:00").symptom(Tier::CallNow);
    let mut earlier = b.intake(CAPECITABINE, AM, FULL);
    earlier.taken_at = Some(moment("2026-11-03 08:00"));
    b.push(Event::Dose(earlier));
    let back = b.at("2026-11-03 20:00").withdraw(warned);
    let mut between = b.intake(CAPECITABINE, PM, FULL);
    between.taken_at = Some(moment("2026-11-03 19:00"));
    let between = b.at("2026-11-03 22:00").push(Event::Dose(between));
    let named = vec![warned.seq, back.seq, between.seq];
    assert_eq!(withdrawn(&b), Some((1, 1, true, named)));
}

#[test]
fn a_dose_under_a_warning_is_found_though_the_clock_was_set_back_before_it() {
    let mut b = morning();
    b.at("2026-11-03 07:00").dose(CAPECITABINE, AM, FULL);
    let warned = b.at("2026-11-03 12:00").symptom(Tier::CallNow);
    let under = b.at("2026-11-03 11:00").dose(CAPECITABINE, PM, FULL);
    assert_eq!(entries(&b, "doses_while_warned"), [warned.seq, under.seq]);
    // Set back before the report: what was on record by then was swallowed before it.
    let mut b = morning();
    b.at("2026-11-03 14:00").dose(CAPECITABINE, AM, FULL);
    b.at("2026-11-03 12:00").symptom(Tier::CallNow);
    assert_eq!(entries(&b, "doses_while_warned"), [0; 0]);
}

#[test]
fn a_report_made_milder_is_found_too_and_weighs_less_where_the_team_knows() {
    let mut b = morning();
    let asks = b.symptom(Tier::CallNow);
    let mild = b.symptom(Tier::Record);
    let milder = b.entries()[mild.seq as usize - 1].event.clone();
    // What never asked for a call is an ordinary correction.
    b.withdraw(mild);
    assert_eq!(withdrawn(&b), None);
    b.at("2026-11-03 09:00").contacted(Said::Continue, &[asks]);
    let change = b.at("2026-11-03 10:00").correct(asks, milder);
    let named = vec![asks.seq, change.seq];
    assert_eq!(withdrawn(&b), Some((1, 0, false, named)));
    let found = in_diary(&b, "report_withdrawn").unwrap();
    assert_eq!(found.kind.urgency(), Urgency::Note);
    // The team's own correction is no surprise to the team.
    let mut b = morning();
    let asks = b.symptom(Tier::CallNow);
    b.by_site().withdraw(asks);
    assert!(!withdrawn(&b).unwrap().2);
}
