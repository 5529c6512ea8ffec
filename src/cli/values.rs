//! Reads the values of options, and says in the chosen language what is wrong with one.

use std::collections::BTreeMap;

use super::context::Context;
use super::error::Failure;
use super::output::Out;
use crate::clock::Resolved;
use crate::domain::calendar::{DiaryDate, Moment, Period, SlotPosition};
use crate::domain::diary::Diary;
use crate::domain::entry::{Author, PhoneNumber};
use crate::domain::ids::{DrugId, Initials, SubjectCode};
use crate::domain::plain_text::PlainText;
use crate::domain::protocol::{Bilingual, ClockTime};
use crate::domain::units::{Milligrams, Units, body_surface};
use crate::text::Text;

/// Units by drug and period.
pub(super) type SlotUnits = BTreeMap<DrugId, BTreeMap<Period, Units>>;

/// A value that is not what its option wants.
pub(super) fn bad(text: Text, option: &str, found: &str, wanted: &str) -> Failure {
    let found = PlainText::new(found).to_string();
    Failure::Usage(text.bad_value(option, &found, wanted))
}

/// A value of the form `NAME=REST` whose name stood in another one.
pub(super) fn twice(text: Text, option: &str, value: &str) -> Failure {
    let name = value.split_once('=').map_or(value, |(name, _)| name);
    let name = PlainText::new(name).to_string();
    Failure::Usage(text.named_twice(&format!("{option} {name}")))
}

/// A diary date.
pub(super) fn date(text: Text, option: &str, value: &str) -> Result<DiaryDate, Failure> {
    value
        .parse()
        .map_err(|_| bad(text, option, value, &text.wanted_date()))
}

/// A time of day.
pub(super) fn time(text: Text, option: &str, value: &str) -> Result<ClockTime, Failure> {
    value
        .parse()
        .map_err(|_| bad(text, option, value, &text.wanted_time()))
}

/// A period.
pub(super) fn period(text: Text, option: &str, value: &str) -> Result<Period, Failure> {
    value
        .parse()
        .map_err(|_| bad(text, option, value, &text.wanted_period()))
}

/// Units by strength.
pub(super) fn units(text: Text, option: &str, value: &str) -> Result<Units, Failure> {
    value
        .parse()
        .map_err(|_| bad(text, option, value, &text.wanted_units()))
}

/// A telephone number.
pub(super) fn phone(text: Text, option: &str, value: &str) -> Result<PhoneNumber, Failure> {
    value
        .parse()
        .map_err(|_| bad(text, option, value, &text.wanted_phone()))
}

/// A subject code.
pub(super) fn subject(text: Text, option: &str, value: &str) -> Result<SubjectCode, Failure> {
    let code = value.parse().ok().filter(SubjectCode::is_keepable);
    code.ok_or_else(|| bad(text, option, value, &text.wanted_subject()))
}

/// Initials of a member of the study team.
pub(super) fn initials(text: Text, option: &str, value: &str) -> Result<Initials, Failure> {
    value
        .parse()
        .map_err(|_| bad(text, option, value, &text.wanted_initials()))
}

/// A place in the order of slots: a date, or a date and period.
pub(super) fn from_slot(text: Text, option: &str, value: &str) -> Result<SlotPosition, Failure> {
    let wrong = || bad(text, option, value, &text.wanted_from());
    let (date, period) = match value.split_once(':') {
        Some((date, period)) => (date, period.parse().map_err(|_| wrong())?),
        None => (value, Period::Once),
    };
    let date = date.parse().map_err(|_| wrong())?;
    Ok(SlotPosition::new(date, period))
}

/// A drug of the diary, by its code.
pub(super) fn drug(diary: &Diary, value: &str) -> Result<DrugId, Failure> {
    value.parse().map_err(|_| Failure::NoSuchDrug {
        diary: Box::new(diary.clone()),
        found: PlainText::new(value.chars().take(40).collect::<String>()),
    })
}

/// Values of the form `DRUG:PERIOD=UNITS`, gathered by drug.
pub(super) fn slot_units(
    text: Text,
    option: &str,
    values: &[String],
) -> Result<SlotUnits, Failure> {
    let mut all = SlotUnits::new();
    for value in values {
        let wrong = || bad(text, option, value, &text.wanted_slot_units());
        let (slot, units) = value.split_once('=').ok_or_else(wrong)?;
        let (drug, period) = slot.split_once(':').ok_or_else(wrong)?;
        let drug: DrugId = drug.parse().map_err(|_| wrong())?;
        let period: Period = period.parse().map_err(|_| wrong())?;
        let units: Units = units.parse().map_err(|_| wrong())?;
        if all.entry(drug).or_default().insert(period, units).is_some() {
            return Err(twice(text, option, value));
        }
    }
    Ok(all)
}

/// Values of the form `DRUG=REST`.
pub(super) fn by_drug<T>(
    text: Text,
    option: &str,
    values: &[String],
    wanted: &str,
    read: impl Fn(&str) -> Option<T>,
) -> Result<Vec<(DrugId, T)>, Failure> {
    let one = |value: &String| {
        let (drug, rest) = value.split_once('=')?;
        Some((drug.parse().ok()?, read(rest)?))
    };
    let mut found: Vec<(DrugId, T)> = Vec::new();
    for value in values {
        let (drug, rest) = one(value).ok_or_else(|| bad(text, option, value, wanted))?;
        if found.iter().any(|(other, _)| *other == drug) {
            return Err(twice(text, option, value));
        }
        found.push((drug, rest));
    }
    Ok(found)
}

/// Strengths joined by commas.
pub(super) fn strengths(list: &str) -> Option<Vec<Milligrams>> {
    list.split(',').map(|mg| mg.trim().parse().ok()).collect()
}

/// A text in both languages, from values of the form `en=TEXT` and `zh-Hans=TEXT`.
pub(super) fn bilingual(
    text: Text,
    option: &str,
    values: &[String],
) -> Result<Option<Bilingual>, Failure> {
    if values.is_empty() {
        return Ok(None);
    }
    let (mut en, mut zh_hans) = (None, None);
    for value in values {
        let side = match value.split_once('=') {
            Some(("en", words)) => en.replace(words.to_owned()),
            Some(("zh-Hans", words)) => zh_hans.replace(words.to_owned()),
            Some(_) | None => return Err(bad(text, option, value, &text.wanted_text())),
        };
        if side.is_some() {
            return Err(twice(text, option, value));
        }
    }
    match (en, zh_hans) {
        (Some(en), Some(zh_hans)) => Ok(Some(Bilingual { en, zh_hans })),
        _ => Err(Failure::Usage(text.both_languages(option))),
    }
}

/// The moment that a time of day on a diary date stands for (rulings 11 and 16). Of two, the earlier is
/// meant, and a line says so.
pub(super) fn moment(
    context: &Context,
    out: &mut Out,
    diary: &Diary,
    date: DiaryDate,
    value: &str,
) -> Result<Moment, Failure> {
    let text = context.text();
    let time = time(text, "--at", value)?;
    let civil = date.at(time.0, diary.rules().day_starts_at());
    resolved(context, out, civil, value)
}

fn resolved(
    context: &Context,
    out: &mut Out,
    civil: chrono::NaiveDateTime,
    value: &str,
) -> Result<Moment, Failure> {
    let text = context.text();
    match context.clock().resolve(civil) {
        Resolved::One(moment) => Ok(moment),
        Resolved::EarlierOfTwo(moment) => {
            out.line(text.earlier_of_two(value));
            Ok(moment)
        }
        Resolved::Never => Err(Failure::NeverShown(PlainText::new(value))),
    }
}

/// A calendar date and time, such as 2026-11-04T10:30.
pub(super) fn civil(
    context: &Context,
    out: &mut Out,
    option: &str,
    value: &str,
) -> Result<Moment, Failure> {
    let text = context.text();
    let civil = chrono::NaiveDateTime::parse_from_str(value, "%Y-%m-%dT%H:%M")
        .map_err(|_| bad(text, option, value, &text.wanted_date_time()))?;
    resolved(context, out, civil, value)
}

/// The body surface that staff use for their check.
pub(super) fn bsa(text: Text, value: Option<&str>) -> Result<Option<Milligrams>, Failure> {
    let read = |value| {
        let wrong = || bad(text, "--bsa", value, &text.wanted_bsa());
        body_surface(value).ok_or_else(wrong)
    };
    value.map(read).transpose()
}

/// Who records: the study team with initials, else the patient.
pub(super) fn author(text: Text, by: Option<&str>) -> Result<Author, Failure> {
    match by {
        Some(by) => Ok(Author::Site {
            id: initials(text, "--by", by)?,
        }),
        None => Ok(Author::Patient {}),
    }
}
