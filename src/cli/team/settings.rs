//! `team set`: phones, usual times, and the rules that the protocol left to the site.

use std::collections::BTreeMap;

use clap::Args;

use super::super::error::Failure;
use super::super::record::Consent;
use super::super::values;
use crate::domain::calendar::Period;
use crate::domain::diary::Diary;
use crate::domain::entry::{DrugSettings, Language, Phones, Settings};
use crate::domain::ids::DrugId;
use crate::domain::protocol::ClockTime;
use crate::text::Text;

/// What to set; what is not named stays as it was.
#[derive(Debug, Args)]
pub(in super::super) struct Options {
    /// The study team's number by day
    #[arg(long, value_name = "NUMBER")]
    phone_day: Option<String>,
    /// The study team's number by night
    #[arg(long, value_name = "NUMBER")]
    phone_night: Option<String>,
    /// The emergency number
    #[arg(long, value_name = "NUMBER")]
    emergency: Option<String>,
    /// The language of the screens
    #[arg(long, value_name = "LANGUAGE")]
    language: Option<Language>,
    /// The order of the drugs of a day, as en=TEXT and zh-Hans=TEXT
    #[arg(long, value_name = "LANGUAGE=TEXT")]
    order_of_drugs: Vec<String>,
    /// What to do on a clinic day, as en=TEXT and zh-Hans=TEXT
    #[arg(long, value_name = "LANGUAGE=TEXT")]
    clinic_day: Vec<String>,
    /// How many stools a day this patient usually has
    #[arg(long, value_name = "COUNT")]
    baseline_stools: Option<u8>,
    /// When this patient usually takes a dose
    #[arg(long, value_name = "DRUG:PERIOD=HH:MM")]
    usual_time: Vec<String>,
    /// Hours without food before a dose
    #[arg(long, value_name = "DRUG=HOURS")]
    fasting_before: Vec<String>,
    /// Hours without food after a dose
    #[arg(long, value_name = "DRUG=HOURS")]
    fasting_after: Vec<String>,
    /// Hours below which two doses are asked about
    #[arg(long, value_name = "DRUG=HOURS")]
    interval: Vec<String>,
    /// Hours after the usual time in which a missed dose may be taken
    #[arg(long, value_name = "DRUG=HOURS")]
    catch_up: Vec<String>,
    /// The strengths that exist, in mg
    #[arg(long, value_name = "DRUG=MG,MG")]
    strengths: Vec<String>,
    /// What to do with a missed dose, as DRUG:en=TEXT and DRUG:zh-Hans=TEXT
    #[arg(long, value_name = "DRUG:LANGUAGE=TEXT")]
    missed: Vec<String>,
    /// What to do after vomiting a dose, as DRUG:en=TEXT and DRUG:zh-Hans=TEXT
    #[arg(long, value_name = "DRUG:LANGUAGE=TEXT")]
    vomited: Vec<String>,
    /// Entered by staff, with initials
    #[arg(long, value_name = "INITIALS")]
    pub(super) by: String,
    #[command(flatten)]
    pub(super) consent: Consent,
}

/// Reads the settings of the options.
pub(super) fn read(text: Text, diary: &Diary, options: &Options) -> Result<Settings, Failure> {
    Ok(Settings {
        phones: phones(text, diary, options)?,
        language: options.language,
        order_of_drugs: values::bilingual(text, "--order-of-drugs", &options.order_of_drugs)?,
        clinic_day: values::bilingual(text, "--clinic-day", &options.clinic_day)?,
        baseline_stools: options.baseline_stools,
        drugs: drugs(text, options)?,
    })
}

/// The numbers, each as named or as it was.
fn phones(text: Text, diary: &Diary, options: &Options) -> Result<Option<Phones>, Failure> {
    let named = [&options.phone_day, &options.phone_night, &options.emergency];
    if named.iter().all(|number| number.is_none()) {
        return Ok(None);
    }
    let mut phones = diary.phones().clone();
    if let Some(number) = &options.phone_day {
        phones.day = values::phone(text, "--phone-day", number)?;
    }
    if let Some(number) = &options.phone_night {
        phones.night = values::phone(text, "--phone-night", number)?;
    }
    if let Some(number) = &options.emergency {
        phones.emergency = values::phone(text, "--emergency", number)?;
    }
    Ok(Some(phones))
}

fn drugs(text: Text, options: &Options) -> Result<BTreeMap<DrugId, DrugSettings>, Failure> {
    let mut drugs: BTreeMap<DrugId, DrugSettings> = BTreeMap::new();
    let hours = |option, values: &[String]| {
        let wanted = text.wanted_drug_number();
        values::by_drug(text, option, values, &wanted, |hours| {
            hours.parse::<u8>().ok()
        })
    };
    for (drug, value) in hours("--fasting-before", &options.fasting_before)? {
        drugs.entry(drug).or_default().fasting_hours_before = Some(value);
    }
    for (drug, value) in hours("--fasting-after", &options.fasting_after)? {
        drugs.entry(drug).or_default().fasting_hours_after = Some(value);
    }
    for (drug, value) in hours("--interval", &options.interval)? {
        drugs.entry(drug).or_default().interval_warn_below_hours = Some(value);
    }
    for (drug, value) in hours("--catch-up", &options.catch_up)? {
        drugs.entry(drug).or_default().catch_up_hours = Some(value);
    }
    let wanted = text.wanted_strengths();
    let strengths = &options.strengths;
    for (drug, list) in values::by_drug(text, "--strengths", strengths, &wanted, values::strengths)?
    {
        drugs.entry(drug).or_default().strengths_mg = list;
    }
    for (drug, period, time) in usual_times(text, &options.usual_time)? {
        let of_drug = drugs.entry(drug).or_default();
        of_drug.usual_times.insert(period, time);
    }
    for (drug, texts) in texts_by_drug(text, "--missed", &options.missed)? {
        drugs.entry(drug).or_default().missed = values::bilingual(text, "--missed", &texts)?;
    }
    for (drug, texts) in texts_by_drug(text, "--vomited", &options.vomited)? {
        drugs.entry(drug).or_default().vomited = values::bilingual(text, "--vomited", &texts)?;
    }
    Ok(drugs)
}

fn usual_times(text: Text, values: &[String]) -> Result<Vec<(DrugId, Period, ClockTime)>, Failure> {
    let one = |value: &String| {
        let (slot, time) = value.split_once('=')?;
        let (drug, period) = slot.split_once(':')?;
        Some((drug.parse().ok()?, period.parse().ok()?, time.parse().ok()?))
    };
    let mut found: Vec<(DrugId, Period, ClockTime)> = Vec::new();
    for value in values {
        let wrong = || values::bad(text, "--usual-time", value, &text.wanted_usual_time());
        let (drug, period, time) = one(value).ok_or_else(wrong)?;
        if found.iter().any(|(d, p, _)| (*d, *p) == (drug, period)) {
            return Err(values::twice(text, "--usual-time", value));
        }
        found.push((drug, period, time));
    }
    Ok(found)
}

/// Values of the form `DRUG:LANGUAGE=TEXT`, gathered by drug as `LANGUAGE=TEXT`.
fn texts_by_drug(
    text: Text,
    option: &str,
    values: &[String],
) -> Result<BTreeMap<DrugId, Vec<String>>, Failure> {
    let mut found: BTreeMap<DrugId, Vec<String>> = BTreeMap::new();
    for value in values {
        let wrong = || values::bad(text, option, value, &text.wanted_drug_text());
        let (drug, rest) = value.split_once(':').ok_or_else(wrong)?;
        let drug = drug.parse().map_err(|_| wrong())?;
        found.entry(drug).or_default().push(rest.to_owned());
    }
    Ok(found)
}
