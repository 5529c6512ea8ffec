//! The rules about symptoms: what sets off a call, and in what words; never weaker than the built-in ones.

use crate::domain::entry::Tier;
use crate::domain::plain_text::PlainText;
use crate::domain::protocol::SymptomRules;
use crate::domain::symptoms::{Answer, Kind, Question, Term, Trigger};

use super::problem::{Place, ProblemKind, Wanted};
use super::reader::{Fields, Keys, Need, Reader, Spot, Words};

const SYMPTOMS: Keys = &[("triggers", Need::Set), ("texts", Need::Set)];
const GROUP: Keys = &[("value", Need::Set), ("source", Need::Set)];

/// A symptom, or an answer of yes.
const YES: Keys = &[
    ("term", Need::Maybe),
    ("question", Need::Maybe),
    ("tier", Need::Set),
];
const AT_LEAST: Keys = &[
    ("term", Need::Maybe),
    ("question", Need::Set),
    ("at_least", Need::Set),
    ("tier", Need::Set),
];
const WORSE: Keys = &[
    ("term", Need::Maybe),
    ("worse_by", Need::Set),
    ("tier", Need::Set),
];

const TEXTS: Keys = &[
    ("emergency", Need::Set),
    ("call_now", Need::Set),
    ("report_soon", Need::Set),
    ("record", Need::Set),
];

/// Without `record`: a trigger that asks for nothing is none.
const TIERS: Words = &["emergency", "call_now", "report_soon"];

const MAX_GROUPS: usize = 20;
const MAX_TRIGGERS: usize = 100;

const PHONE: &str = "phone";
const EMERGENCY: &str = "emergency";

/// Checks the rules about symptoms.
pub(super) fn symptoms(reader: &mut Reader, spot: Spot) {
    let Some(fields) = reader.object(spot, SYMPTOMS) else {
        return;
    };
    if let Some(spot) = fields.get("triggers") {
        let list = spot.place();
        let known = reader.problems.len();
        let groups = reader.list(spot, MAX_GROUPS, group);
        let triggers: Vec<_> = groups.into_iter().flat_map(|(_, group)| group).collect();
        // A trigger that cannot be read has been noted; that it is missing too would be said twice.
        if reader.problems.len() == known {
            never_weaker(reader, &list, &triggers);
        }
    }
    reader.rule(&fields, "texts", texts);
}

fn group(reader: &mut Reader, spot: Spot) -> Option<Vec<(Place, Trigger)>> {
    let fields = reader.object(spot, GROUP)?;
    reader.source(&fields);
    let triggers = fields.get("value")?;
    Some(reader.list(triggers, MAX_TRIGGERS, trigger))
}

fn trigger(reader: &mut Reader, spot: Spot) -> Option<Trigger> {
    let worse = spot.has_key("worse_by");
    let named = spot.text_of("question");
    let named: Option<Question> = named.and_then(|code| code.parse().ok());
    let keys = match named.map(Question::kind) {
        _ if worse => WORSE,
        Some(Kind::YesNo) | None => YES,
        Some(Kind::Severity | Kind::Count { .. } | Kind::Temperature { .. }) => AT_LEAST,
    };
    let fields = reader.object(spot, keys)?;
    let tier = fields.get("tier").and_then(|s| reader.one_of(s, TIERS));
    let term = code_of::<Term>(reader, &fields, "term", Term::CODES)?;
    let question = code_of::<Question>(reader, &fields, "question", Question::CODES)?;
    if !worse && term.is_none() && question.is_none() {
        let may_be_null = false;
        reader.note(
            fields.place("question"),
            ProblemKind::MissingKey { may_be_null },
        );
        return None;
    }
    let at_least = match question {
        Some(question) if question.kind() != Kind::YesNo => {
            let spot = fields.get("at_least")?;
            let read = |text: &str| {
                let answer: Answer = text.parse().ok()?;
                let known = answer != Answer::NotSure && answer.fits(question);
                known.then_some(answer)
            };
            Some(reader.form(spot, Wanted::AnswerTo(question), read)?)
        }
        Some(_) | None => None,
    };
    let worse_by = match fields.get("worse_by") {
        Some(spot) => Some(reader.whole(spot, 1..=3)?),
        None => None,
    };
    if let (Some(term), Some(question)) = (term, question)
        && !term.asks(question)
    {
        let kind = ProblemKind::QuestionNotAsked { term, question };
        reader.note(fields.place("question"), kind);
        return None;
    }
    let trigger = Trigger {
        term,
        question,
        at_least,
        worse_by: worse_by.and_then(|steps| u8::try_from(steps).ok()),
        tier: tier.and_then(tier_of)?,
    };
    trigger.makes_sense().then_some(trigger)
}

/// A code that may be left out; `None` if there is one that cannot be read.
fn code_of<T: std::str::FromStr>(
    reader: &mut Reader,
    fields: &Fields,
    key: &str,
    codes: Words,
) -> Option<Option<T>> {
    match fields.get(key) {
        Some(spot) => reader.one_of(spot, codes)?.parse().ok().map(Some),
        None => Some(None),
    }
}

fn tier_of(code: &str) -> Option<Tier> {
    match code {
        "emergency" => Some(Tier::Emergency),
        "call_now" => Some(Tier::CallNow),
        "report_soon" => Some(Tier::ReportSoon),
        _ => None,
    }
}

/// Everything that sets off a call by the built-in rules does so here, at least as urgently (ruling 18).
fn never_weaker(reader: &mut Reader, list: &Place, triggers: &[(Place, Trigger)]) {
    let Some(built_in) = SymptomRules::built_in() else {
        return;
    };
    for built_in in built_in.all() {
        let weaker = |term: &Term| !triggers.iter().any(|(_, t)| t.covers(built_in, *term));
        if let Some(term) = built_in.terms().find(weaker) {
            let alike = |trigger: &Trigger| {
                let about = trigger.term.is_none_or(|only| only == term);
                let same = (trigger.question, trigger.worse_by.is_some())
                    == (built_in.question, built_in.worse_by.is_some());
                about && same
            };
            let place = triggers.iter().find(|(_, trigger)| alike(trigger));
            let place = place.map_or(list, |(place, _)| place).clone();
            let built_in = *built_in;
            reader.note(place, ProblemKind::WeakerThanBuiltIn { term, built_in });
        }
    }
}

fn texts(reader: &mut Reader, spot: Spot) -> Option<()> {
    let fields = reader.object(spot, TEXTS)?;
    for (tier, needed) in [
        ("emergency", &[EMERGENCY, PHONE][..]),
        ("call_now", &[PHONE]),
        ("report_soon", &[PHONE]),
        ("record", &[]),
    ] {
        let Some(spot) = fields.get(tier) else {
            continue;
        };
        for language in ["en", "zh-Hans"] {
            if let Some(text) = spot.text_of(language) {
                let place = Place::Path(format!("{}.{language}", fields.place(tier)));
                placeholders(reader, place, text, needed);
            }
        }
        reader.bilingual(spot);
    }
    Some(())
}

/// A text for the patient says where to call, and the emergency number comes first.
fn placeholders(reader: &mut Reader, place: Place, text: &str, needed: &[&'static str]) {
    let at = |name: &str| text.find(&format!("{{{name}}}"));
    for name in needed {
        if at(name).is_none() {
            reader.note(place.clone(), ProblemKind::MissingPlaceholder { name });
        }
    }
    if needed.contains(&EMERGENCY)
        && let (Some(emergency), Some(phone)) = (at(EMERGENCY), at(PHONE))
        && phone < emergency
    {
        reader.note(place.clone(), ProblemKind::EmergencyNotFirst);
    }
    let known = [PHONE, EMERGENCY].map(|name| format!("{{{name}}}"));
    let rest = known
        .iter()
        .fold(text.to_owned(), |text, name| text.replace(name, ""));
    if let Some(begin) = rest.find(['{', '}']) {
        let found: String = rest
            .chars()
            .skip(rest[..begin].chars().count())
            .take(20)
            .collect();
        let found = PlainText::new(found);
        reader.note(place, ProblemKind::UnknownPlaceholder { found });
    }
}
