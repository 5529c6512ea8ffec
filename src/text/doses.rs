//! Meals and doses in plain words, written behind a text: nearly all entries are of these two kinds.

use super::{Text, written};
use crate::domain::calendar::Period;
use crate::domain::diary::Diary;
use crate::domain::entry::{Dose, Food, FoodBasis, Language, Meal, Outcome};
use crate::domain::ids::DrugId;
use crate::domain::protocol::{Drug, FoodRule, Form};

impl Text {
    /// A drug with a period: "capecitabine tablets, morning".
    pub fn drug_period(self, diary: &Diary, drug: DrugId, period: Option<Period>) -> String {
        written(|to| self.write_drug_period(diary.rules().drug(drug), drug, period, to))
    }

    fn write_drug_period(
        self,
        rules: Option<&Drug>,
        drug: DrugId,
        period: Option<Period>,
        to: &mut String,
    ) {
        match rules {
            Some(rules) => self.write_protocol(&rules.name, to),
            None => to.push_str(drug.as_str()),
        }
        match period.map(|period| self.period(period)) {
            None | Some("") => {}
            Some(period) => {
                to.push_str(self.pick(", ", " "));
                to.push_str(period);
            }
        }
    }

    pub(super) fn write_meal(self, meal: &Meal, to: &mut String) {
        match self.language() {
            Language::En => {
                to.push_str("finished eating: ");
                self.write_date_time(meal.ended_at, to);
            }
            Language::ZhHans => {
                self.write_date_time(meal.ended_at, to);
                to.push_str("吃完饭");
            }
        }
    }

    pub(super) fn write_dose(self, diary: &Diary, dose: &Dose, to: &mut String) {
        let comma = self.pick(", ", "，");
        let rules = diary.rules().drug(dose.drug);
        self.write_drug_period(rules, dose.drug, dose.period, to);
        to.push_str(comma);
        self.write_short_date(dose.date.calendar(), to);
        if let Some(units) = &dose.units {
            to.push_str(comma);
            self.write_units(units, rules.map_or(Form::Tablet, |drug| drug.form), to);
        }
        to.push_str(comma);
        self.write_outcome(dose, to);
        if dose.rest_of.is_some() {
            to.push_str(comma);
            to.push_str(self.pick("the rest of a dose", "补服剩下的"));
        }
        if let Some(reason) = dose.reason {
            to.push_str(comma);
            to.push_str(self.missed_reason(reason));
        }
        if let (Some(food), Some(rules)) = (dose.food, rules)
            && rules.food.value != FoodRule::None
        {
            to.push_str(comma);
            self.write_food(rules.food.value, food, to);
            if dose.food_basis == Some(FoodBasis::MealClock) {
                to.push_str(self.pick(" (meal clock)", "（按吃饭时间算）"));
            }
        }
        if dose.outside_period {
            to.push_str(comma);
            to.push_str(self.pick("outside its time", "不在规定时间"));
        }
        if dose.while_warned {
            to.push_str(comma);
            to.push_str(self.pick("when a call should have come first", "当时应该先打电话"));
        }
    }

    fn write_outcome(self, dose: &Dose, to: &mut String) {
        let outcome = self.outcome(dose.outcome);
        let Some(at) = dose.taken_at else {
            return to.push_str(outcome);
        };
        match (dose.outcome, self.language()) {
            // The time is that of swallowing.
            (Outcome::Vomited, Language::En) => {
                to.push_str("taken ");
                self.write_time_on(at, dose.date, to);
                to.push_str(", then vomited");
            }
            (Outcome::Vomited, Language::ZhHans) => {
                self.write_time_on(at, dose.date, to);
                to.push_str("服，服后吐了");
            }
            (Outcome::Taken | Outcome::PartlyTaken | Outcome::Missed, _) => {
                to.push_str(outcome);
                to.push(' ');
                self.write_time_on(at, dose.date, to);
            }
        }
    }

    /// Whether a rule about food was kept.
    fn write_food(self, rule: FoodRule, food: Food, to: &mut String) {
        match (rule, food) {
            (FoodRule::None, _) => {}
            (_, Food::Unknown) => to.push_str(self.food(food)),
            (FoodRule::AfterMeal { within_minutes }, kept) => {
                to.push_str(match kept {
                    Food::Kept => self.pick("within ", "饭后"),
                    Food::NotKept | Food::Unknown => self.pick("not within ", "不是饭后"),
                });
                self.write_minutes(i64::from(within_minutes), to);
                to.push_str(self.pick(" after eating", "内服"));
            }
            (FoodRule::EmptyStomach, Food::Kept) => {
                to.push_str(self.pick("on an empty stomach", "空腹服"));
            }
            (FoodRule::EmptyStomach, Food::NotKept) => {
                to.push_str(self.pick("not on an empty stomach", "不是空腹服"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::entry::Event;
    use crate::domain::testing::{DiaryBuilder, drug};

    /// A dose of capecitabine at "2026-11-03T08:10+08:00" but for what `json` says, in both languages.
    #[track_caller]
    fn both(json: &str, en: &str, zh: &str) {
        let json = format!(r#"{{"kind":"dose","drug":"capecitabine","date":"2026-11-03",{json}}}"#);
        let (event, diary) = (
            Event::parse(&json).unwrap(),
            DiaryBuilder::started("2026-11-02").diary(),
        );
        for (language, words) in [(Language::En, en), (Language::ZhHans, zh)] {
            let text = Text::new(language);
            assert_eq!(text.event(&diary, &event), words);
            let mut line = "1: ".to_owned();
            text.write_event(&diary, &event, &mut line);
            assert_eq!(line, format!("1: {words}"));
        }
    }

    #[test]
    fn a_dose_is_told_with_all_that_its_entry_says() {
        both(
            r#""period":"am","outcome":"taken","taken_at":"2026-11-03T08:10:00+08:00","units":{"150":4,"500":2},"food":"kept","food_basis":"meal_clock""#,
            "capecitabine tablets, morning, Tue 3 Nov, 4 x 150 mg + 2 x 500 mg, taken 08:10, within 30 minutes after eating (meal clock)",
            "卡培他滨片 早上，11月3日 周二，150毫克 4片 + 500毫克 2片，已服 08:10，饭后30分钟内服（按吃饭时间算）",
        );
        both(
            r#""period":"pm","outcome":"vomited","taken_at":"2026-11-04T00:40:00+08:00","units":{"500":2},"food":"not_kept","food_basis":"patient_word""#,
            "capecitabine tablets, evening, Tue 3 Nov, 2 x 500 mg, taken 00:40 on Wed 4 Nov, then vomited, not within 30 minutes after eating",
            "卡培他滨片 晚上，11月3日 周二，500毫克 2片，11月4日 周三 00:40服，服后吐了，不是饭后30分钟内服",
        );
        both(
            r#""outcome":"partly_taken","units":{"500":1},"food":"unknown","outside_period":true,"while_warned":true"#,
            "capecitabine tablets, Tue 3 Nov, 1 x 500 mg, partly taken, food rule: not known, outside its time, when a call should have come first",
            "卡培他滨片，11月3日 周二，500毫克 1片，只服了一部分，饮食情况不清楚，不在规定时间，当时应该先打电话",
        );
        both(
            r#""period":"am","outcome":"taken","units":{"150":4},"rest_of":{"seq":4,"id":"0000000000000004"}"#,
            "capecitabine tablets, morning, Tue 3 Nov, 4 x 150 mg, taken, the rest of a dose",
            "卡培他滨片 早上，11月3日 周二，150毫克 4片，已服，补服剩下的",
        );
        both(
            r#""period":"am","outcome":"missed","reason":"forgot""#,
            "capecitabine tablets, morning, Tue 3 Nov, not taken, forgot",
            "卡培他滨片 早上，11月3日 周二，没有服，忘记了",
        );
    }

    #[test]
    fn a_drug_without_rules_goes_by_its_code_and_nothing_is_said_of_food() {
        let json = r#"{"kind":"dose","drug":"other","date":"2026-11-03","outcome":"taken","units":{"5":1},"food":"kept"}"#;
        let (event, diary) = (
            Event::parse(json).unwrap(),
            DiaryBuilder::started("2026-11-02").diary(),
        );
        let text = Text::new(Language::En);
        assert_eq!(
            text.event(&diary, &event),
            "other, Tue 3 Nov, 1 x 5 mg, taken"
        );
        assert_eq!(text.drug_period(&diary, drug("other"), None), "other");
    }

    #[test]
    fn a_meal_is_told_with_its_date() {
        let json = r#"{"kind":"meal","ended_at":"2026-11-04T08:05:00+08:00"}"#;
        let (event, diary) = (
            Event::parse(json).unwrap(),
            DiaryBuilder::started("2026-11-02").diary(),
        );
        let words = |language| Text::new(language).event(&diary, &event);
        assert_eq!(
            words(Language::En),
            "finished eating: Wed 4 Nov 2026, 08:05"
        );
        assert_eq!(words(Language::ZhHans), "2026年11月4日 星期三 08:05吃完饭");
    }
}
