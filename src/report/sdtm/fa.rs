//! FA: what was found about intakes (the meal rule, vomiting), about symptoms (each answer) and about adverse
//! events (each grade, and what holds for each drug).

use super::columns::{Column, EPOCH, UNIT};
use super::subject::{FREE, Subject, When, cut, kept, link, swallowed, treatment};
use super::{Domain, Rows, ae, ce};
use crate::domain::adherence::{LedgerRow, RowStatus};
use crate::domain::entry::{Food, Severity, Symptom, Tier};
use crate::domain::ids::DrugId;
use crate::domain::protocol::FoodRule;
use crate::domain::site::EventCourse;
use crate::domain::symptoms::{Answer, Question};
use crate::report::table::Cell;

pub(super) const FA: Domain = Domain {
    name: "FA",
    label: "Findings About Events or Interventions",
    structure: "One record per finding about an intake, per answer about a symptom, and per grade, and per drug, of an adverse event, per participant",
    seq: Some("FASEQ"),
    columns: &[
        Column::text("FASPID", 20, "Sponsor-Defined Identifier", "The number of the entry in the diary; about an adverse event, in the site record"),
        Column::text("FALNKID", 60, "Link ID", "ECLNKID of the intake, CELNKID of the report, or AELNKID of the adverse event").key(3),
        Column::text("FATESTCD", 8, "Findings About Test Short Name", "About an intake: MEALRULE, VOMITED. About a symptom: its severity (SEV), each question of the diary, and URGENCY by the protocol's rules. About an adverse event: TOXGR for each grade, RELATED and ACTION for each drug. All but SEV are the project's own").key(4).terms("FATESTCD (C101832), extended"),
        Column::text("FATEST", 40, "Findings About Test Name", "As FATESTCD").terms("FATEST (C101833), extended"),
        Column::text("FAOBJ", FREE, "Object of the Observation", "ECTRT of the intake, CETERM of the report, or AETERM of the adverse event"),
        Column::text("FACAT", 20, "Category for Findings About", "INTAKE, SYMPTOM or ADVERSE EVENT"),
        Column::text("FASCAT", 31, "Subcategory for Findings About", "For RELATED and ACTION the drug; else empty").key(5),
        Column::text("FAORRES", FREE, "Result or Finding in Original Units", "The answer, the grade, or what was judged or done").key(7),
        Column::text("FAORRESU", 1, "Original Units", "C for a temperature").terms(UNIT),
        Column::text("FASTRESC", FREE, "Character Result/Finding in Std Format", "Y, N or U for yes, no and not sure; else as FAORRES"),
        Column::float("FASTRESN", "Numeric Result/Finding in Standard Units", "A number of times, or a temperature"),
        Column::text("FASTRESU", 1, "Standard Units", "As FAORRESU").terms(UNIT),
        Column::text("FAEVAL", 13, "Evaluator", "STUDY SUBJECT; INVESTIGATOR about an adverse event; empty for URGENCY: the protocol's rules say it").terms("EVAL (C78735)"),
        Column::integer("VISITNUM", "Visit Number", "Empty: nothing here was found at a visit"),
        EPOCH,
        Column::date("FADTC", "Date/Time of Collection", "ECSTDTC of the intake, CEDTC of the report, or the date of the grade; empty for RELATED and ACTION, which are as judged last").key(6),
        Column::integer("FADY", "Study Day of Collection", "From FADTC and RFSTDTC"),
    ],
    write,
};

/// What was found.
struct Found {
    test: [&'static str; 2],
    original: String,
    standard: Cell<'static>,
    number: Cell<'static>,
    unit: Cell<'static>,
    evaluator: Cell<'static>,
}

impl Found {
    fn new(test: [&'static str; 2], original: String, standard: Cell<'static>) -> Found {
        Found {
            test,
            original,
            standard,
            number: Cell::Empty,
            unit: Cell::Empty,
            evaluator: Cell::Code("STUDY SUBJECT"),
        }
    }
}

/// What it was found about.
struct About {
    seq: Option<u64>,
    link: String,
    object: String,
    category: &'static str,
    /// The drug, where it holds for one.
    drug: Cell<'static>,
    when: Option<When>,
}

fn write(of: &Subject, to: &mut Rows) {
    for row in &of.of.adherence.ledger {
        let about = || About {
            seq: row.seq,
            link: link(row),
            object: treatment(row.drug),
            category: "INTAKE",
            drug: Cell::Empty,
            when: Some(swallowed(row)),
        };
        for found in [meal_rule(of, row), vomited(row)].into_iter().flatten() {
            add(of, &about(), found, to);
        }
    }
    for (record, root, symptom) in ce::reports(of) {
        let about = About {
            seq: Some(record.seq),
            link: ce::link(record),
            object: ce::term(symptom),
            category: "SYMPTOM",
            drug: Cell::Empty,
            when: Some(When::Moment(root.at)),
        };
        for found in answers(symptom) {
            add(of, &about, found, to);
        }
    }
    for event in ae::events(of) {
        judged(of, &event, to);
    }
}

/// What the investigator judged of an adverse event: each grade with its date, and what holds for each drug.
fn judged(of: &Subject, event: &EventCourse, to: &mut Rows) {
    let about = |drug: Cell<'static>, when: Option<When>| About {
        seq: Some(event.root.seq),
        link: ae::link(event),
        object: ae::term(event),
        category: "ADVERSE EVENT",
        drug,
        when,
    };
    let found = |test: [&'static str; 2], said: String| Found {
        evaluator: Cell::Code("INVESTIGATOR"),
        ..Found::new(test, said.clone(), Cell::shown(said))
    };
    for (date, grade) in event.grades() {
        let grade = found(["TOXGR", "CTCAE Grade"], grade.to_string());
        let when = Some(When::Date(date));
        add(of, &about(Cell::Empty, when), grade, to);
    }
    let of_drug = |drug: DrugId| about(Cell::made(treatment(drug)), None);
    for (drug, judged) in event.related() {
        let test = ["RELATED", "Related to the Drug"];
        let judged = found(test, ae::relation(judged).to_owned());
        add(of, &of_drug(drug), judged, to);
    }
    for (drug, taken) in event.action() {
        let test = ["ACTION", "Action Taken With the Drug"];
        let taken = found(test, ae::action(taken).to_owned());
        add(of, &of_drug(drug), taken, to);
    }
}

fn add(of: &Subject, about: &About, found: Found, to: &mut Rows) {
    to.add(&[
        Cell::or_empty(about.seq, Cell::Numeral),
        Cell::text(&about.link),
        Cell::Code(found.test[0]),
        Cell::Code(found.test[1]),
        Cell::text(&about.object),
        Cell::Code(about.category),
        about.drug.clone(),
        Cell::shown(found.original),
        found.unit.clone(),
        found.standard,
        found.number,
        found.unit,
        found.evaluator,
        Cell::Empty,
        Cell::or_empty(about.when, |when| of.epoch(when)),
        Cell::or_empty(about.when, When::cell),
        Cell::or_empty(about.when, |when| of.day(when)),
    ]);
}

/// Whether an intake was within the time after a meal, for a drug that asks for one.
fn meal_rule(of: &Subject, row: &LedgerRow) -> Option<Found> {
    let food = row.food?;
    match of.drug(row.drug, row.date) {
        Some((_, FoodRule::AfterMeal { .. })) => {}
        Some((_, FoodRule::EmptyStomach | FoodRule::None)) | None => return None,
    }
    let original = match food {
        Food::Kept => "YES",
        Food::NotKept => "NO",
        Food::Unknown => "NOT SURE",
    };
    let test = ["MEALRULE", "Taken Within Set Time After a Meal"];
    Some(Found::new(test, original.to_owned(), kept(food)))
}

fn vomited(row: &LedgerRow) -> Option<Found> {
    let test = ["VOMITED", "Vomited After Intake"];
    let is = row.status == RowStatus::Vomited;
    is.then(|| Found::new(test, "YES".to_owned(), Cell::Code("Y")))
}

/// How bad a symptom is, each answer about it, and how urgent that is.
fn answers(symptom: &Symptom) -> impl Iterator<Item = Found> {
    let severity = symptom.severity.map(|severity| {
        let word = match severity {
            Severity::None => "NONE",
            Severity::Mild => "MILD",
            Severity::Moderate => "MODERATE",
            Severity::Severe => "SEVERE",
        };
        Found::new(test(Question::Severity), word.to_owned(), Cell::Code(word))
    });
    let answers = symptom.answers.iter();
    let answers = answers.map(|(question, answer)| {
        let known: Option<Question> = question.raw().parse().ok();
        match known {
            Some(question) => answered(question, &answer.to_string(), answer.raw().parse().ok()),
            None => {
                let text = cut(&format!("{question}={answer}"));
                let test = ["OTHERQ", "Answer to a Question Not Known Here"];
                Found::new(test, text.clone(), Cell::shown(text))
            }
        }
    });
    severity
        .into_iter()
        .chain(answers)
        .chain([urgency(symptom)])
}

fn answered(question: Question, written: &str, answer: Option<Answer>) -> Found {
    let original = cut(&written.replace('_', " ").to_uppercase());
    let short = match answer {
        Some(Answer::Yes) => Some("Y"),
        Some(Answer::No) => Some("N"),
        Some(Answer::NotSure) => Some("U"),
        Some(Answer::Severity(_) | Answer::Count(_) | Answer::Temperature(_)) | None => None,
    };
    let standard = short.map_or_else(|| Cell::shown(&original), Cell::Code);
    let mut found = Found::new(test(question), original, standard);
    match answer {
        Some(Answer::Count(count)) => found.number = Cell::count(count),
        Some(Answer::Temperature(degrees)) => {
            found.number = Cell::Number(degrees.to_string().into())
        }
        Some(Answer::Yes | Answer::No | Answer::NotSure | Answer::Severity(_)) | None => {}
    }
    let is_number = matches!(answer, Some(Answer::Count(_) | Answer::Temperature(_)));
    if question == Question::Temperature && is_number {
        found.unit = Cell::Code("C");
    }
    found
}

fn urgency(symptom: &Symptom) -> Found {
    let word = match symptom.urgency() {
        Tier::Record => "RECORD",
        Tier::ReportSoon => "REPORT SOON",
        Tier::CallNow => "CALL NOW",
        Tier::Emergency => "EMERGENCY",
    };
    Found {
        evaluator: Cell::Empty,
        ..Found::new(
            ["URGENCY", "Urgency by the Protocol's Rules"],
            word.to_owned(),
            Cell::Code(word),
        )
    }
}

/// A question as a test: its short name and its name.
fn test(question: Question) -> [&'static str; 2] {
    match question {
        Question::Severity => ["SEV", "Severity/Intensity"],
        Question::StoolsAboveUsual => ["STOOLABV", "Stools a Day Above Usual"],
        Question::Night => ["STOOLNGT", "Stools at Night"],
        Question::BloodyStool => ["STOOLBLD", "Black or Bloody Stools"],
        Question::TimesIn24Hours => ["VOMIT24H", "Times Vomited in 24 Hours"],
        Question::CoffeeGrounds => ["VOMITCG", "Vomit Like Coffee Grounds"],
        Question::EatingLess => ["EATLESS", "Eating Much Less"],
        Question::SoreMouth => ["SOREMTH", "Sore, Red or Swollen Mouth"],
        Question::SoreHandsOrFeet => ["SOREHF", "Sore Hands or Feet"],
        Question::Hampers => ["HAMPERS", "Hampers Walking or Use of Hands"],
        Question::Temperature => ["TEMP", "Temperature"],
        Question::Chills => ["CHILLS", "Chills"],
        Question::SpreadingRash => ["RASHSPR", "Spreading or Blistering Rash"],
        Question::SwollenFace => ["SWFACE", "Swollen Face or Tongue"],
        Question::HeavyBleeding => ["BLEEDHVY", "Heavy Bleeding"],
        Question::Fainted => ["FAINTED", "Fainted"],
        Question::DizzyOnStanding => ["DIZZYST", "Dizzy on Standing"],
        Question::LittleUrine => ["URINELTL", "Very Little Urine"],
        Question::EmergencySign => ["EMERSIGN", "Sign That Asks for the Emergency Number"],
    }
}
