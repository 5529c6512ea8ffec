//! Which answers ask for a call, one by one (ruling 18).

use super::*;
use crate::domain::entry::Language;
use proptest::prelude::*;

fn rules() -> Protocol {
    Protocol::built_in().unwrap()
}

fn answers(list: &str) -> Answers {
    let one = |pair: &str| {
        let (question, answer) = pair.split_once('=').unwrap();
        (question.parse().unwrap(), answer.parse().unwrap())
    };
    list.split_whitespace().map(one).collect()
}

fn urgency_of(term: &str, list: &str) -> Tier {
    tier(&rules(), term.parse().unwrap(), &answers(list), None)
}

#[test]
fn ruling_18_every_trigger_of_the_study_s_page_is_there_at_its_threshold_and_not_below() {
    use Tier::{CallNow, Emergency, Record, ReportSoon};
    for (term, list, expected) in [
        // Emergency.
        ("rash", "spreading_rash=yes", Emergency),
        ("rash", "spreading_rash=no swollen_face=yes", Emergency),
        (
            "rash",
            "spreading_rash=no swollen_face=no severity=mild",
            Record,
        ),
        ("chest_pain", "", Emergency),
        ("breathing", "", Emergency),
        ("swelling", "", Emergency),
        ("fainting", "", Emergency),
        ("confusion", "", Emergency),
        ("dizziness", "fainted=yes", Emergency),
        ("bleeding", "heavy_bleeding=yes", Emergency),
        ("other", "emergency_sign=yes", Emergency),
        ("other", "emergency_sign=no severity=mild", Record),
        // Call now.
        ("diarrhoea", "stools_above_usual=3 night=no", Record),
        ("diarrhoea", "stools_above_usual=4 night=no", CallNow),
        ("diarrhoea", "stools_above_usual=0 night=yes", CallNow),
        ("diarrhoea", "bloody_stool=yes", CallNow),
        ("vomiting", "times_in_24_hours=1 coffee_grounds=no", Record),
        ("vomiting", "times_in_24_hours=2 coffee_grounds=no", CallNow),
        (
            "vomiting",
            "times_in_24_hours=1 coffee_grounds=yes",
            CallNow,
        ),
        ("nausea", "eating_less=yes", CallNow),
        ("nausea", "eating_less=no severity=moderate", Record),
        ("appetite", "eating_less=yes", CallNow),
        ("mouth_sores", "sore_mouth=yes", CallNow),
        ("mouth_sores", "sore_mouth=no severity=mild", Record),
        ("hands_and_feet", "sore_hands_or_feet=yes", CallNow),
        (
            "hands_and_feet",
            "sore_hands_or_feet=no severity=mild",
            Record,
        ),
        ("numbness", "hampers=yes", CallNow),
        ("numbness", "sore_hands_or_feet=yes", CallNow),
        (
            "numbness",
            "hampers=no sore_hands_or_feet=no severity=mild",
            Record,
        ),
        ("tiredness", "hampers=yes", CallNow),
        ("fever", "temperature=37.9 chills=no", Record),
        ("fever", "temperature=38.0 chills=no", CallNow),
        ("fever", "temperature=43.0 chills=no", CallNow),
        ("fever", "temperature=36.5 chills=yes", CallNow),
        ("infection", "", CallNow),
        ("infection", "severity=none", CallNow),
        ("urine_or_thirst", "little_urine=yes", CallNow),
        ("urine_or_thirst", "dizzy_on_standing=yes", CallNow),
        ("dizziness", "dizzy_on_standing=yes", CallNow),
        ("belly_pain", "bloody_stool=yes", CallNow),
        ("constipation", "bloody_stool=yes", CallNow),
        ("bleeding", "bloody_stool=yes", CallNow),
        ("bleeding", "coffee_grounds=yes", CallNow),
        ("bleeding", "heavy_bleeding=no severity=mild", Record),
        // Report soon, and the rest.
        ("sleep", "severity=moderate", Record),
        ("sleep", "severity=severe", ReportSoon),
        ("tiredness", "hampers=no severity=severe", ReportSoon),
        ("hair_loss", "severity=none", Record),
        // What is not known sets off nothing, and hides nothing.
        (
            "diarrhoea",
            "stools_above_usual=not_sure night=not_sure severity=not_sure",
            Record,
        ),
        (
            "diarrhoea",
            "stools_above_usual=not_sure night=yes",
            CallNow,
        ),
        ("fever", "temperature=not_sure chills=yes", CallNow),
    ] {
        assert_eq!(urgency_of(term, list), expected, "{term} {list}");
    }
}

#[test]
fn every_symptom_that_is_asked_how_bad_it_is_is_reported_soon_when_severe() {
    for term in Term::ALL
        .iter()
        .filter(|term| term.asks(Question::Severity))
    {
        let severe = tier(&rules(), *term, &answers("severity=severe"), None);
        assert!(severe >= Tier::ReportSoon, "{term}");
    }
}

#[test]
fn two_steps_worse_than_the_last_report_is_reported_soon_and_one_step_is_not() {
    use Severity::{Mild, Moderate, None as Gone, Severe};
    for (last, now, soon) in [
        (None, "moderate", false),
        (Some(Gone), "mild", false),
        (Some(Gone), "moderate", true),
        (Some(Mild), "moderate", false),
        (Some(Moderate), "moderate", false),
        (Some(Severe), "mild", false),
    ] {
        let list = answers(&format!("severity={now}"));
        let found = tier(&rules(), Term::Sleep, &list, last);
        assert_eq!(found == Tier::ReportSoon, soon, "{last:?} to {now}");
    }
}

#[test]
fn questions_come_one_by_one_in_their_order_and_end_with_an_emergency() {
    let rules = rules();
    let mut known = Answers::new();
    let mut asked = Vec::new();
    while let Some(question) = next_question(&rules, Term::Diarrhoea, &known) {
        asked.push(question);
        known.insert(question, Answer::NotSure);
    }
    assert_eq!(asked, Term::Diarrhoea.questions());
    assert_eq!(
        next_question(&rules, Term::ChestPain, &Answers::new()),
        None
    );
    let bleeding = answers("heavy_bleeding=yes");
    assert_eq!(next_question(&rules, Term::Bleeding, &bleeding), None);
}

#[test]
fn a_dose_that_was_vomited_opens_the_questions_about_vomiting() {
    let dose = |outcome: &str, units: &str| {
        let json = format!(
            r#"{{"kind":"dose","drug":"a","date":"2026-11-04","period":"am","outcome":"{outcome}"{units}}}"#
        );
        Event::parse(&json).unwrap()
    };
    let units = r#","units":{"150":4}"#;
    assert_eq!(asked_after(&[dose("vomited", units)]), Some(Term::Vomiting));
    assert_eq!(asked_after(&[dose("taken", units)]), None);
    assert_eq!(asked_after(&[dose("missed", "")]), None);
    let corrected = format!(
        r#"{{"kind":"corrected","target":{{"seq":3,"id":"000000000000000a"}},"replacement":{},"reason":"vomited_later"}}"#,
        serde_json::to_string(&dose("vomited", units)).unwrap()
    );
    let corrected = Event::parse(&corrected).unwrap();
    assert_eq!(asked_after(&[corrected]), Some(Term::Vomiting));
}

#[test]
fn every_built_in_trigger_makes_sense_and_every_term_and_question_is_used() {
    let built_in = SymptomRules::built_in().unwrap();
    assert_eq!(Some(built_in), rules().symptoms.as_ref());
    for trigger in built_in.all() {
        assert!(trigger.makes_sense(), "{trigger:?}");
        assert!(trigger.terms().next().is_some(), "{trigger:?}");
    }
    for question in Question::ALL {
        assert!(
            Term::ALL.iter().any(|term| term.asks(*question)),
            "{question}"
        );
        let used = built_in
            .all()
            .any(|trigger| trigger.question == Some(*question));
        assert!(used, "{question} is asked for nothing");
    }
    for term in Term::ALL.iter().filter(|term| term.questions().is_empty()) {
        let alone = tier(&rules(), *term, &Answers::new(), None);
        assert_eq!(alone, Tier::Emergency, "{term} has no question");
    }
}

#[test]
fn answers_have_one_spelling_and_a_range() {
    for text in [
        "yes", "no", "not_sure", "none", "severe", "0", "50", "34.0", "43.0",
    ] {
        let answer: Answer = text.parse().unwrap();
        assert_eq!(answer.to_string(), text);
    }
    for bad in [
        "",
        "Yes",
        "-1",
        "+1",
        "04",
        "1e3",
        "38.",
        ".5",
        "38,0",
        "38.00",
        "037.5",
        "\u{0664}",
        "9999",
        "38.10",
        "\u{1b}[2J",
    ] {
        assert!(bad.parse::<Answer>().is_err(), "{bad:?}");
    }
    let fits = |question: Question, text: &str| text.parse::<Answer>().unwrap().fits(question);
    assert!(fits(Question::Temperature, "34.0") && fits(Question::Temperature, "43.0"));
    assert!(!fits(Question::Temperature, "33.9") && !fits(Question::Temperature, "43.1"));
    assert!(!fits(Question::Temperature, "38") && !fits(Question::Night, "4"));
    assert!(fits(Question::StoolsAboveUsual, "50") && !fits(Question::StoolsAboveUsual, "51"));
    assert!(
        Question::ALL
            .iter()
            .all(|question| fits(*question, "not_sure"))
    );
}

#[test]
fn the_texts_say_where_to_call_and_the_emergency_number_comes_first() {
    let texts = &SymptomRules::built_in().unwrap().texts.value;
    for language in [Language::En, Language::ZhHans] {
        let emergency = texts.emergency.get(language);
        assert!(emergency.find("{emergency}") < emergency.find("{phone}"));
        for tier in [
            Tier::ReportSoon,
            Tier::CallNow,
            Tier::Record,
            Tier::Emergency,
        ] {
            assert!(
                texts.get(tier).get(language).contains("{phone}"),
                "{tier:?}"
            );
        }
    }
    let call = texts.call_now.get(Language::En);
    assert_eq!(
        call,
        "Saved on this computer only. Nobody has been told. Call {phone} now, and before your next dose."
    );
}

#[test]
fn answers_of_a_file_that_nobody_would_write_are_left_alone() {
    let json = r#"{"kind":"symptom","term":"fever","severity":"mild","answers":{"temperature":"380","chills":"4","":"yes","night":"\u001b[2J","swollen_face":"yes"},"tier":"record"}"#;
    let Ok(Event::Symptom(mut symptom)) = Event::parse(json) else {
        panic!("a symptom");
    };
    let known = symptom.known_answers();
    assert_eq!(known, answers("severity=mild swollen_face=yes"));
    assert_eq!(tier(&rules(), Term::Fever, &known, None), Tier::Emergency);
    symptom.answer(&answers("temperature=38.4 severity=not_sure"));
    assert_eq!(symptom.severity, None);
    assert_eq!(symptom.answers.len(), 6, "what is not known is kept");
    let known = symptom.known_answers();
    assert_eq!(
        known,
        answers("severity=not_sure swollen_face=yes temperature=38.4")
    );
}

fn any_answer(question: Question) -> BoxedStrategy<Answer> {
    let known = match question.kind() {
        Kind::YesNo => prop_oneof![Just(Answer::No), Just(Answer::Yes)].boxed(),
        Kind::Severity => proptest::sample::select(&Severity::ALL[..])
            .prop_map(Answer::Severity)
            .boxed(),
        Kind::Count { min, max } => (min..=max).prop_map(Answer::Count).boxed(),
        Kind::Temperature { min, max } => (min.0..=max.0)
            .prop_map(|tenths| Answer::Temperature(Tenths(tenths)))
            .boxed(),
    };
    prop_oneof![1 => Just(Answer::NotSure), 5 => known].boxed()
}

fn any_report() -> impl Strategy<Value = (Term, Answers)> {
    proptest::sample::select(Term::ALL).prop_flat_map(|term| {
        let questions = term.questions();
        let answers: Vec<_> = questions.iter().map(|q| any_answer(*q)).collect();
        let asked = proptest::collection::vec(any::<bool>(), questions.len());
        (Just(term), answers, asked).prop_map(|(term, answers, asked)| {
            let all = term.questions().iter().copied().zip(answers).zip(asked);
            let answers = all.filter(|(_, asked)| *asked).map(|(pair, _)| pair);
            (term, answers.collect())
        })
    })
}

fn any_trigger() -> impl Strategy<Value = Trigger> {
    let tier = proptest::sample::select(vec![Tier::ReportSoon, Tier::CallNow, Tier::Emergency]);
    let question = proptest::option::of(
        proptest::sample::select(Question::ALL)
            .prop_flat_map(|question| (Just(question), any_answer(question))),
    );
    let term = proptest::option::of(proptest::sample::select(Term::ALL));
    let worse = proptest::option::weighted(0.2, 1u8..=3);
    (term, question, worse, tier).prop_map(|(term, question, worse_by, tier)| Trigger {
        term,
        question: question
            .filter(|_| worse_by.is_none())
            .map(|(question, _)| question),
        at_least: question
            .filter(|(question, _)| worse_by.is_none() && question.kind() != Kind::YesNo)
            .map(|(_, least)| least),
        worse_by,
        tier,
    })
}

proptest! {
    #[test]
    fn a_further_trigger_never_lowers_the_urgency_and_a_poorer_protocol_never_goes_below_the_built_in(
        (term, answers) in any_report(),
        more in any_trigger(),
        last in proptest::option::of(proptest::sample::select(&Severity::ALL[..])),
    ) {
        let built_in = tier(&rules(), term, &answers, last);
        let mut stricter = rules();
        stricter.symptoms.as_mut().unwrap().triggers[0].value.push(more);
        prop_assert!(tier(&stricter, term, &answers, last) >= built_in);
        let mut poorer = rules();
        poorer.symptoms.as_mut().unwrap().triggers[0].value = vec![more];
        prop_assert!(tier(&poorer, term, &answers, last) >= built_in);
        poorer.symptoms = None;
        prop_assert_eq!(tier(&poorer, term, &answers, last), built_in);
    }

    #[test]
    fn a_worse_or_a_further_answer_never_lowers_the_urgency(
        (term, answers) in any_report(),
        pick in any::<proptest::sample::Index>(),
        other in 0u16..500,
        last in proptest::option::of(proptest::sample::select(&Severity::ALL[..])),
    ) {
        let before = tier(&rules(), term, &answers, last);
        let questions = term.questions();
        if questions.is_empty() {
            return Ok(());
        }
        let question = questions[pick.index(questions.len())];
        let new = match question.kind() {
            Kind::YesNo => Answer::Yes,
            Kind::Severity => Answer::Severity(Severity::ALL[usize::from(other % 4)]),
            Kind::Count { .. } => Answer::Count(other),
            Kind::Temperature { .. } => Answer::Temperature(Tenths(other)),
        };
        let worse = match answers.get(&question) {
            None | Some(Answer::NotSure) => true,
            Some(old) => new >= *old,
        };
        if worse {
            let mut more = answers.clone();
            more.insert(question, new);
            prop_assert!(tier(&rules(), term, &more, last) >= before, "{question} {new}");
        }
        let mut unknown = answers.clone();
        unknown.entry(question).or_insert(Answer::NotSure);
        prop_assert_eq!(tier(&rules(), term, &unknown, last), before);
    }

    #[test]
    fn what_covers_a_trigger_is_set_off_by_all_that_sets_it_off(
        (term, answers) in any_report(),
        a in any_trigger(),
        b in any_trigger(),
        last in proptest::option::of(proptest::sample::select(&Severity::ALL[..])),
    ) {
        if a.makes_sense() && b.makes_sense() && a.covers(&b, term) && b.fires(term, &answers, last) {
            prop_assert!(a.fires(term, &answers, last) && a.tier >= b.tier, "{a:?} {b:?}");
        }
    }
}
