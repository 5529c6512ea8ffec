//! Decides about what the site sets: phones, usual times, and the rules that the study left open.
//!
//! Orders never enter here. A setting is checked against the protocol in force when it is entered.

use super::{Decision, Refusal, named_drugs};
use crate::domain::calendar::Period;
use crate::domain::diary::Diary;
use crate::domain::entry::{Author, Event, Settings};
use crate::domain::plain_text::PlainText;
use crate::domain::protocol::{Bilingual, ClockTime, Drug, FoodRule};

pub(super) fn set(diary: &Diary, by: &Author, settings: &Settings) -> Result<Decision, Refusal> {
    if !by.is_site() {
        return Err(Refusal::StaffOnly);
    }
    if *settings == Settings::default() {
        return Err(Refusal::NothingToDo);
    }
    let of_drugs = settings.drugs.values();
    let texts = of_drugs.flat_map(|set| [&set.missed, &set.vomited]);
    let texts = texts.chain([&settings.order_of_drugs, &settings.clinic_day]);
    for text in texts.flatten() {
        text_fits(text)?;
    }
    if settings.baseline_stools.is_some_and(|count| count > 48) {
        return Err(Refusal::TooLong);
    }
    for (id, set) in &settings.drugs {
        named_drugs(diary, &[*id])?;
        let Some(drug) = diary.rules().drug(*id) else {
            continue;
        };
        let fasting = set.fasting_hours_before.is_some() || set.fasting_hours_after.is_some();
        if fasting && drug.food.value != FoodRule::EmptyStomach {
            return Err(Refusal::RuleDoesNotApply { drug: *id });
        }
        let hours = [
            set.fasting_hours_before,
            set.fasting_hours_after,
            set.interval_warn_below_hours,
            set.catch_up_hours,
        ];
        if hours.into_iter().flatten().any(|hours| hours > 48) {
            return Err(Refusal::TooLong);
        }
        for (at, strength) in set.strengths_mg.iter().enumerate() {
            if set.strengths_mg[..at].contains(strength) {
                return Err(Refusal::StrengthTwice {
                    drug: *id,
                    strength: *strength,
                });
            }
        }
        for (period, time) in &set.usual_times {
            usual_time_fits(drug, *period, *time)?;
        }
    }
    Ok(Decision::plain(Event::Settings(Box::new(settings.clone()))))
}

/// The drug has such a dose, and the time lies inside the hours in which that dose is due: a catch-up, a
/// reminder and the timing are counted from it.
fn usual_time_fits(drug: &Drug, period: Period, time: ClockTime) -> Result<(), Refusal> {
    let Some(rule) = drug.period(period) else {
        return Err(Refusal::NoSuchPeriod {
            drug: drug.id,
            period,
            known: drug.periods.iter().map(|rule| rule.period).collect(),
        });
    };
    if rule.holds(time) {
        return Ok(());
    }
    Err(Refusal::UsualTimeOutside {
        drug: drug.id,
        period,
        time,
        from: rule.from,
        to: rule.to,
    })
}

/// A text for the patient is there in both languages, and short enough to be shown whole.
fn text_fits(text: &Bilingual) -> Result<(), Refusal> {
    for words in [&text.en, &text.zh_hans] {
        let words = PlainText::new(words.as_str());
        if words.is_empty() {
            return Err(Refusal::NeedsBothLanguages);
        }
        if !words.fits() {
            return Err(Refusal::TooLong);
        }
    }
    Ok(())
}
