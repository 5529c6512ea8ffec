//! Rulings 8, 17, 18, 19 and 22 for symptoms, from the command to what stands in the diary.

use super::super::decide::{
    Change, Command, Decision, DoseChange, DoseCommand, Guard, Refusal, SymptomChange,
    SymptomCommand, decide, undo_target,
};
use super::super::entry::{
    Author, CorrectionReason, EntryRef, Event, Outcome, Said, Severity, Symptom, Tier,
};
use super::super::history::CorrectionFault;
use super::super::symptoms::{Answers, Question, Term, last_severity};
use super::super::testing::{CAPECITABINE, DiaryBuilder, date, drug, moment};
use super::super::today::today;
use super::super::warnings::Cause;
use super::FULL;

const PATIENT: Author = Author::Patient {};
const NOON: &str = "2026-11-03 12:00";

fn answers(list: &str) -> Answers {
    let one = |pair: &str| {
        let (question, answer) = pair.split_once('=').unwrap();
        (question.parse().unwrap(), answer.parse().unwrap())
    };
    list.split_whitespace().map(one).collect()
}

fn report(term: Term, list: &str) -> SymptomCommand {
    SymptomCommand {
        term,
        answers: answers(list),
        noticed_on: None,
    }
}

fn patient(b: &DiaryBuilder, command: &Command, now: &str) -> Result<Decision, Refusal> {
    decide(&b.diary(), &PATIENT, command, moment(now))
}

/// What a report says, once it is decided.
#[track_caller]
fn symptom_of(decision: &Decision) -> Symptom {
    match decision.events.as_slice() {
        [Event::Symptom(symptom)] => symptom.clone(),
        [Event::Corrected(corrected)] => match &corrected.replacement {
            Some(Event::Symptom(symptom)) => symptom.clone(),
            other => panic!("no symptom: {other:?}"),
        },
        other => panic!("no symptom: {other:?}"),
    }
}

/// Decides and records a report at noon of day 2.
#[track_caller]
fn reported(b: &mut DiaryBuilder, term: Term, list: &str) -> EntryRef {
    let command = Command::Symptom(report(term, list));
    let decision = patient(b, &command, NOON).unwrap();
    b.push(decision.events[0].clone())
}

fn correction(entry: EntryRef, change: SymptomChange) -> Command {
    Command::Correct {
        seq: entry.seq,
        change: Change::Symptom(change),
        reason: CorrectionReason::Other,
    }
}

/// Decides and records a correction at noon of day 2.
#[track_caller]
fn corrected(b: &mut DiaryBuilder, entry: EntryRef, change: SymptomChange) -> Symptom {
    let decision = patient(b, &correction(entry, change), NOON).unwrap();
    b.push(decision.events[0].clone());
    symptom_of(&decision)
}

fn day_2() -> DiaryBuilder {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient().at(NOON);
    b
}

fn ended_on(day: &str) -> SymptomChange {
    SymptomChange {
        ended_on: Some(Some(date(day))),
        ..SymptomChange::default()
    }
}

#[test]
fn ruling_17_a_report_is_stored_with_its_answers_and_its_tier_and_opens_a_warning() {
    let mut b = day_2();
    let entry = reported(&mut b, Term::Fever, "temperature=38.2 chills=not_sure");
    let diary = b.diary();
    let json = serde_json::to_string(&Event::Symptom(diary.symptom(entry.seq).unwrap().clone()));
    assert_eq!(
        json.unwrap(),
        r#"{"kind":"symptom","term":"fever","answers":{"chills":"not_sure","temperature":"38.2"},"tier":"call_now","noticed_on":"2026-11-03"}"#
    );
    let open = diary.open_warnings();
    assert_eq!(open.len(), 1);
    assert_eq!(
        (open[0].entry, open[0].cause),
        (entry, Cause::Symptom(Tier::CallNow))
    );
}

#[test]
fn ruling_17_a_mild_report_opens_no_warning() {
    let mut b = day_2();
    reported(&mut b, Term::Sleep, "severity=moderate");
    reported(&mut b, Term::HairLoss, "severity=severe");
    assert!(b.diary().open_warnings().is_empty());
    let tiers: Vec<Tier> = b.diary().symptoms().iter().map(|s| s.tier).collect();
    assert_eq!(tiers, [Tier::Record, Tier::ReportSoon]);
}

#[test]
fn ruling_17_every_question_must_be_answered_be_it_with_not_sure_but_an_emergency_waits_for_none() {
    let b = day_2();
    let open = |term, list: &str| {
        let command = Command::Symptom(report(term, list));
        match patient(&b, &command, NOON) {
            Ok(_) => None,
            Err(Refusal::NotAnswered { question, .. }) => Some(question),
            Err(other) => panic!("{other:?}"),
        }
    };
    assert_eq!(open(Term::Fever, ""), Some(Question::Temperature));
    assert_eq!(
        open(Term::Fever, "temperature=37.0"),
        Some(Question::Chills)
    );
    assert_eq!(open(Term::Fever, "temperature=not_sure chills=no"), None);
    assert_eq!(
        open(Term::Fever, "temperature=39.0"),
        Some(Question::Chills)
    );
    assert_eq!(open(Term::ChestPain, ""), None);
    assert_eq!(open(Term::Bleeding, "heavy_bleeding=yes"), None);
}

#[test]
fn hostile_answers_are_refused_and_named() {
    let b = day_2();
    for (term, list, named) in [
        (
            Term::Fever,
            "temperature=33.9 chills=no",
            Question::Temperature,
        ),
        (
            Term::Fever,
            "temperature=43.1 chills=no",
            Question::Temperature,
        ),
        (
            Term::Fever,
            "temperature=38 chills=no",
            Question::Temperature,
        ),
        (Term::Fever, "temperature=38.0 chills=4", Question::Chills),
        (
            Term::Fever,
            "temperature=38.0 chills=no night=yes",
            Question::Night,
        ),
        (
            Term::Vomiting,
            "coffee_grounds=no times_in_24_hours=51",
            Question::TimesIn24Hours,
        ),
        (Term::ChestPain, "severity=mild", Question::Severity),
    ] {
        let found = patient(&b, &Command::Symptom(report(term, list)), NOON);
        let expected = Refusal::AnswerDoesNotFit {
            term,
            question: named,
        };
        assert_eq!(found, Err(expected), "{term} {list}");
    }
}

#[test]
fn ruling_08_a_symptom_is_not_noticed_in_the_future_and_not_over_before_it_began() {
    let mut b = day_2();
    let on = |day: &str| {
        Command::Symptom(SymptomCommand {
            noticed_on: Some(date(day)),
            ..report(Term::Sleep, "severity=mild")
        })
    };
    let refused = patient(&b, &on("2026-11-04"), NOON).unwrap_err();
    assert!(matches!(refused, Refusal::InFuture { .. }), "{refused:?}");
    let yesterday = symptom_of(&patient(&b, &on("2026-11-02"), NOON).unwrap());
    assert_eq!(yesterday.noticed_on, Some(date("2026-11-02")));
    // Before 04:00 it is still the diary date before.
    let night = symptom_of(
        &patient(
            &b,
            &Command::Symptom(report(Term::ChestPain, "")),
            "2026-11-04 03:59",
        )
        .unwrap(),
    );
    assert_eq!(night.noticed_on, Some(date("2026-11-03")));
    let entry = reported(&mut b, Term::Sleep, "severity=mild");
    let before = patient(&b, &correction(entry, ended_on("2026-11-02")), NOON);
    let noticed_on = date("2026-11-03");
    assert_eq!(before, Err(Refusal::EndedBeforeItBegan { noticed_on }));
    let ahead = patient(&b, &correction(entry, ended_on("2026-11-04")), NOON);
    assert!(matches!(ahead, Err(Refusal::InFuture { .. })), "{ahead:?}");
}

#[test]
fn ruling_18_two_steps_worse_than_the_last_report_of_the_same_symptom_is_reported_soon() {
    let mut b = day_2();
    reported(&mut b, Term::Sleep, "severity=mild");
    let none = |b: &DiaryBuilder, term| last_severity(&b.diary(), term, None);
    assert_eq!(none(&b, Term::Sleep), Some(Severity::Mild));
    assert_eq!(none(&b, Term::HairLoss), None, "another symptom");
    let next = |b: &DiaryBuilder, term, now: &str| {
        let command = Command::Symptom(report(term, &format!("severity={now}")));
        symptom_of(&patient(b, &command, NOON).unwrap()).tier
    };
    assert_eq!(next(&b, Term::Sleep, "moderate"), Tier::Record);
    reported(&mut b, Term::Sleep, "severity=none");
    assert_eq!(next(&b, Term::Sleep, "moderate"), Tier::ReportSoon);
    assert_eq!(next(&b, Term::HairLoss, "moderate"), Tier::Record);
    reported(&mut b, Term::Sleep, "severity=not_sure");
    assert_eq!(
        next(&b, Term::Sleep, "moderate"),
        Tier::ReportSoon,
        "what is not known hides nothing"
    );
    let mild = reported(&mut b, Term::Sleep, "severity=mild");
    assert_eq!(next(&b, Term::Sleep, "moderate"), Tier::Record);
    corrected(&mut b, mild, ended_on("2026-11-03"));
    assert_eq!(
        next(&b, Term::Sleep, "moderate"),
        Tier::ReportSoon,
        "it was over"
    );
}

#[test]
fn ruling_18_at_run_time_the_built_in_triggers_hold_beside_those_of_any_protocol() {
    let mut without = super::super::protocol::Protocol::built_in().unwrap();
    without.symptoms = None;
    let mut weaker = super::super::protocol::Protocol::built_in().unwrap();
    weaker.symptoms.as_mut().unwrap().triggers.clear();
    for protocol in [without, weaker] {
        let mut b = DiaryBuilder::with_protocol(protocol);
        b.by_patient().at(NOON);
        reported(&mut b, Term::Fever, "temperature=38.0 chills=no");
        assert_eq!(b.diary().open_warnings().len(), 1);
    }
    let mut stricter = super::super::protocol::Protocol::built_in().unwrap();
    let triggers = &mut stricter.symptoms.as_mut().unwrap().triggers[1].value;
    for trigger in triggers
        .iter_mut()
        .filter(|t| t.question == Some(Question::Temperature))
    {
        trigger.at_least = Some("37.5".parse().unwrap());
    }
    let mut b = DiaryBuilder::with_protocol(stricter);
    b.by_patient().at(NOON);
    reported(&mut b, Term::Fever, "temperature=37.5 chills=no");
    assert_eq!(b.diary().open_warnings().len(), 1);
}

#[test]
fn ruling_17_that_a_symptom_is_over_closes_no_warning_and_opens_none_that_a_call_has_closed() {
    let mut b = day_2();
    let fever = reported(&mut b, Term::Fever, "temperature=39.0 chills=no");
    corrected(&mut b, fever, ended_on("2026-11-03"));
    assert_eq!(b.diary().open_warnings().len(), 1, "over is no call");
    b.contacted(Said::Continue, &[fever]);
    assert!(b.diary().open_warnings().is_empty());
    let not_over = SymptomChange {
        ended_on: Some(None),
        noticed_on: Some(date("2026-11-02")),
        ..SymptomChange::default()
    };
    let now = corrected(&mut b, fever, not_over);
    assert_eq!((now.ended_on, now.tier), (None, Tier::CallNow));
    assert!(
        b.diary().open_warnings().is_empty(),
        "nothing new to call about"
    );
    let worse = SymptomChange {
        answers: answers("chills=yes"),
        ..SymptomChange::default()
    };
    corrected(&mut b, fever, worse);
    assert_eq!(b.diary().open_warnings().len(), 1, "other answers are");
}

#[test]
fn ruling_22_corrected_answers_are_weighed_anew_and_the_other_ones_stay() {
    let mut b = day_2();
    let entry = reported(&mut b, Term::Fever, "temperature=37.9 chills=no");
    let change = SymptomChange {
        answers: answers("temperature=38.0"),
        ..SymptomChange::default()
    };
    let now = corrected(&mut b, entry, change.clone());
    assert_eq!(now.tier, Tier::CallNow);
    assert_eq!(now.known_answers(), answers("temperature=38.0 chills=no"));
    assert_eq!(b.diary().open_warnings().len(), 1);
    let again = patient(&b, &correction(entry, change), NOON);
    assert_eq!(again, Err(Refusal::NothingToDo));
    let foreign = SymptomChange {
        answers: answers("night=yes"),
        ..SymptomChange::default()
    };
    let foreign = patient(&b, &correction(entry, foreign), NOON).unwrap_err();
    assert!(matches!(foreign, Refusal::AnswerDoesNotFit { .. }));
    // A report is not two steps worse than itself.
    let sleep = reported(&mut b, Term::Sleep, "severity=none");
    let change = SymptomChange {
        answers: answers("severity=moderate"),
        ..SymptomChange::default()
    };
    assert_eq!(corrected(&mut b, sleep, change).tier, Tier::Record);
}

#[test]
fn ruling_22_a_symptom_is_corrected_as_a_symptom_and_not_by_the_patient_if_staff_entered_it() {
    let mut b = day_2();
    let entry = reported(&mut b, Term::Sleep, "severity=mild");
    let as_dose = Command::Correct {
        seq: entry.seq,
        change: Change::Dose(DoseChange::default()),
        reason: CorrectionReason::Other,
    };
    assert_eq!(patient(&b, &as_dose, NOON), Err(Refusal::ChangeDoesNotFit));
    b.by_site();
    let by_staff = reported(&mut b, Term::Sleep, "severity=mild");
    let theirs = patient(&b, &correction(by_staff, ended_on("2026-11-03")), NOON);
    let not_yours = Refusal::Correction(CorrectionFault::NotYours);
    assert_eq!(theirs, Err(not_yours));
    let nurse = Author::Site {
        id: "LN".parse().unwrap(),
    };
    let command = correction(entry, ended_on("2026-11-03"));
    assert!(decide(&b.diary(), &nurse, &command, moment(NOON)).is_ok());
}

#[test]
fn ruling_21_a_symptom_is_taken_back_with_its_warning() {
    let mut b = day_2();
    let entry = reported(&mut b, Term::ChestPain, "");
    assert_eq!(
        undo_target(&b.diary(), moment(NOON)).unwrap().seq,
        entry.seq
    );
    let taken_back = patient(&b, &Command::TakeBack { entry }, NOON).unwrap();
    b.push(taken_back.events[0].clone());
    assert!(b.diary().open_warnings().is_empty());
    assert!(b.diary().symptoms().is_empty());
}

#[test]
fn a_symptom_of_a_newer_version_keeps_its_answers_and_can_be_ended() {
    let mut b = day_2();
    let json = r#"{"kind":"symptom","term":"toothache","answers":{"left":"yes"},"tier":"call_now","noticed_on":"2026-11-02"}"#;
    let entry = b.push(Event::parse(json).unwrap());
    assert_eq!(b.diary().open_warnings().len(), 1);
    let answered = SymptomChange {
        answers: answers("severity=mild"),
        ..SymptomChange::default()
    };
    let refused = patient(&b, &correction(entry, answered), NOON);
    assert_eq!(refused, Err(Refusal::ChangeDoesNotFit));
    let now = corrected(&mut b, entry, ended_on("2026-11-03"));
    assert_eq!(now.answers.len(), 1);
    assert_eq!(now.tier, Tier::CallNow);
}

#[test]
fn ruling_17_a_dose_recorded_or_corrected_while_a_symptom_warns_is_asked_about_and_marked() {
    let mut b = day_2();
    b.at("2026-11-03 08:30");
    let early = b.dose(CAPECITABINE, "2026-11-03 am", FULL);
    b.at("2026-11-03 09:00");
    let missed = b.missed(CAPECITABINE, "2026-11-02 pm");
    b.at(NOON);
    reported(&mut b, Term::Fever, "temperature=38.0 chills=no");
    let dose_of = |decision: &Decision| match decision.events.as_slice() {
        [Event::Dose(dose)] => dose.clone(),
        [Event::Corrected(corrected)] => match &corrected.replacement {
            Some(Event::Dose(dose)) => dose.clone(),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    };
    let taken = DoseCommand {
        drug: drug(CAPECITABINE),
        date: date("2026-11-03"),
        period: Some("pm".parse().unwrap()),
        outcome: Outcome::Taken,
        taken_at: Some(moment("2026-11-03 18:00")),
        units: None,
        food: None,
        reason: None,
        extra: false,
    };
    let decision = patient(&b, &Command::Dose(taken), "2026-11-03 18:00").unwrap();
    assert!(decision.guards.contains(&Guard::WarningOpen));
    assert!(dose_of(&decision).while_warned);
    let change = |entry: EntryRef, change: DoseChange| Command::Correct {
        seq: entry.seq,
        change: Change::Dose(change),
        reason: CorrectionReason::WrongTime,
    };
    let at = |time: &str| DoseChange {
        taken_at: Some(Some(moment(time))),
        ..DoseChange::default()
    };
    let now = "2026-11-03 18:00";
    let after = patient(&b, &change(early, at("2026-11-03 12:30")), now).unwrap();
    assert!(after.guards.contains(&Guard::WarningOpen) && dose_of(&after).while_warned);
    let before = patient(&b, &change(early, at("2026-11-03 08:10")), now).unwrap();
    assert!(!before.guards.contains(&Guard::WarningOpen) && !dose_of(&before).while_warned);
    let really_taken = DoseChange {
        outcome: Some(Outcome::Taken),
        ..DoseChange::default()
    };
    let taken = patient(&b, &change(missed, really_taken), now).unwrap();
    assert!(taken.guards.contains(&Guard::WarningOpen) && dose_of(&taken).while_warned);
}

#[test]
fn ruling_19_an_emergency_stands_first_on_the_page_of_the_day() {
    let mut b = day_2();
    let fever = reported(&mut b, Term::Fever, "temperature=38.0 chills=no");
    let chest = reported(&mut b, Term::ChestPain, "");
    let page = today(&b.diary(), date("2026-11-03"), moment(NOON));
    let order: Vec<EntryRef> = page.warnings.iter().map(|w| w.entry).collect();
    assert_eq!(order, [chest, fever]);
}
