//! What to do about a dose, in the words of the day's page.
//!
//! The texts about missed, vomited, paused and extra doses are the protocol's. Where a rule is not
//! set, the sentence says that the program does not know.

use chrono::TimeDelta;

use super::{Text, say, sentences};
use crate::domain::calendar::Moment;
use crate::domain::diary::Diary;
use crate::domain::meals::Readiness;
use crate::domain::protocol::{Bilingual, Drug, FoodRule, OpenRule};
use crate::domain::slots::{self, Slot, SlotState, Status};
use crate::domain::today::DaySlot;

sentences! {
    /// Where the protocol is silent about a missed dose.
    missed_not_known() {
        en: "What to do with a missed dose: your study team has not entered this. Follow your study sheet or call.",
        zh: "漏服了怎么办：研究团队还没有填写。请按研究说明单做，或打电话询问。",
    }
    /// Where the protocol is silent about a vomited dose.
    vomited_not_known() {
        en: "What to do after vomiting: your study team has not entered this. Follow your study sheet or call.",
        zh: "服药后吐了怎么办：研究团队还没有填写。请按研究说明单做，或打电话询问。",
    }
    /// Where the protocol is silent about an extra dose.
    extra_not_known() {
        en: "What to do after an extra dose: your study team has not entered this. Follow your study sheet or call.",
        zh: "多服了药怎么办：研究团队还没有填写。请按研究说明单做，或打电话询问。",
    }
    /// An empty stomach, for how long nobody has said.
    empty_stomach_hours_not_known() {
        en: "On an empty stomach. For how many hours: your study team has not entered this. Follow your study sheet or call.",
        zh: "空腹服。要空腹几个小时，研究团队还没有填写。请按研究说明单做，或打电话询问。",
    }
    /// Food first.
    eat_first(minutes: &str) {
        en: "Eat first. Take it within {minutes} after the meal.",
        zh: "先吃饭，饭后{minutes}内服药。",
    }
    /// The meal window runs.
    take_within(minutes: &str, until: &str) {
        en: "Take within {minutes} (until {until}).",
        zh: "请在{minutes}内服药（{until}前）。",
    }
    /// The meal window is over.
    meal_window_over(minutes: &str, at: &str) {
        en: "The {minutes} after your meal were over at {at}. If you have not taken it, follow your study sheet or call your study team.",
        zh: "饭后{minutes}已在{at}过了。如果还没有服药，请按研究说明单做，或打电话问研究团队。",
    }
    /// No food yet before a dose.
    fasting_until(until: &str) {
        en: "Empty stomach: wait until {until}, and eat nothing before it.",
        zh: "要空腹服：请等到{until}，在这之前不要吃东西。",
    }
    /// Food is allowed again from a time on.
    eat_again_from(from: &str) {
        en: "You may eat again from {from}. Eat first, then take it.",
        zh: "{from}以后可以吃东西。先吃饭，再服药。",
    }
    /// The true time since the last intake (ruling 14).
    last_taken_ago(duration: &str) {
        en: "Last taken {duration} ago.",
        zh: "距上次服药已过{duration}。",
    }
    /// Another zone since the last intake (ruling 14).
    clock_has_changed() {
        en: "Your clock has changed. Ask your study team which dose is next.",
        zh: "电脑的时间变了。下一次该服哪一次的药，请先打电话问研究团队。",
    }
    /// The clock stands before the newest entry (ruling 14).
    clock_went_back() {
        en: "The clock of this computer shows a time before your newest entry. Check the date.",
        zh: "这台电脑的时间比您最新的一条记录还早，请检查日期。",
    }
    /// A missed dose may still be taken (ruling 15).
    may_still_take_until(until: &str) {
        en: "You may still take it until {until}.",
        zh: "{until}之前还可以补服。",
    }
    /// Nothing is recorded and the period is over.
    not_recorded_ask() {
        en: "Not recorded yet. Did you take it?",
        zh: "还没有记录。这一次服了吗？",
    }
    /// Nothing is recorded and the period is over; what to do if it was not taken follows.
    not_recorded_if_not() {
        en: "Not recorded yet. If you took it, record it. If you did not:",
        zh: "还没有记录。如果服了，请记录；如果没有服：",
    }
    /// Nothing was recorded in time.
    not_recorded_late() {
        en: "Nothing is recorded. You can still record what happened.",
        zh: "没有记录。现在还可以补记当时的情况。",
    }
    /// Its period begins at a time.
    due_from(from: &str) {
        en: "From {from}.",
        zh: "{from}以后服。",
    }
    /// Paused.
    paused_line() {
        en: "Paused by your study team. Do not take it.",
        zh: "研究团队让您暂停，这一次不要服。",
    }
    /// Ended.
    ended_line() {
        en: "Your study team has ended this medicine. Do not take it.",
        zh: "研究团队已经让您停用这个药，不要再服。",
    }
    /// Nobody has entered units.
    no_units_line() {
        en: "No tablets or capsules are entered for this dose. Ask your study team.",
        zh: "这一次服多少还没有填写，请打电话问研究团队。",
    }
    /// The capsule on an empty stomach comes with a meal in view (ruling 13).
    empty_stomach_not_recorded(drug: &str) {
        en: "{drug}: for an empty stomach, and not recorded yet. Follow your study sheet or call.",
        zh: "{drug}要空腹服，还没有记录。请按研究说明单做，或打电话询问。",
    }
}

impl Text {
    /// A slot by drug and period: "capecitabine tablets, morning", "卡培他滨片 早上".
    pub fn slot(self, diary: &Diary, slot: &Slot) -> String {
        self.drug_period(diary, slot.drug, Some(slot.period))
    }

    /// The status of a slot in a word or two.
    pub fn status(self, status: Status) -> &'static str {
        match status {
            Status::Upcoming => self.pick("later", "未到时间"),
            Status::Due => self.pick("due now", "现在该服"),
            Status::Overdue => self.pick("not recorded yet", "待记录"),
            Status::Unrecorded => self.pick("not recorded", "未记录"),
            Status::Taken => self.pick("taken", "已服"),
            Status::PartlyTaken => self.pick("partly taken", "服了一部分"),
            Status::Missed => self.pick("not taken", "漏服"),
            Status::Vomited => self.pick("vomited", "服后吐了"),
            Status::Held => self.pick("paused", "暂停"),
            Status::Stopped => self.pick("ended", "已停药"),
            Status::NotPrescribed => self.pick("nothing to take", "不用服"),
        }
    }

    /// The status with the time of the intake: "taken 08:10".
    pub fn status_at(self, state: &SlotState) -> String {
        let word = self.status(state.status);
        let taken_at = state.recorded.as_ref().and_then(|r| r.taken_at);
        match taken_at {
            Some(at) => format!("{word} {}", self.time_on(at, state.slot.date)),
            None => word.to_owned(),
        }
    }

    /// The food rule of a drug; `None` where food does not matter.
    pub fn food_rule(self, drug: &Drug) -> Option<String> {
        match drug.food.value {
            FoodRule::None => None,
            FoodRule::AfterMeal { within_minutes } => {
                let minutes = self.minutes(i64::from(within_minutes));
                Some(say!(self, en: "within {minutes} after a meal", zh: "饭后{minutes}内服"))
            }
            FoodRule::EmptyStomach => Some(self.pick("on an empty stomach", "空腹服").to_owned()),
        }
    }

    /// The question whether the food rule was kept; `None` where food does not matter.
    pub fn food_question(self, drug: &Drug) -> Option<String> {
        match drug.food.value {
            FoodRule::None => None,
            FoodRule::AfterMeal { within_minutes } => {
                let minutes = self.minutes(i64::from(within_minutes));
                Some(
                    say!(self, en: "Did you take it within {minutes} after a meal?", zh: "是在饭后{minutes}内服的吗？"),
                )
            }
            FoodRule::EmptyStomach => Some(
                self.pick("Did you take it on an empty stomach?", "是空腹服的吗？")
                    .to_owned(),
            ),
        }
    }

    /// What to do about a slot, one sentence a line; `warned` while a warning is open.
    pub fn what_to_do(
        self,
        diary: &Diary,
        day: &DaySlot,
        now: Moment,
        warned: bool,
    ) -> Vec<String> {
        let slot = &day.state.slot;
        let Some(drug) = diary.rules().drug(slot.drug) else {
            return Vec::new();
        };
        match day.state.status {
            Status::Upcoming => self.upcoming(diary, slot, now).into_iter().collect(),
            Status::Due if warned => vec![self.call_before_this_dose(diary)],
            Status::Due => self.due(drug, day, now),
            Status::Overdue => self.overdue(drug, day, now),
            Status::Unrecorded => vec![self.not_recorded_late()],
            Status::Missed => vec![self.missed_text(drug)],
            Status::Vomited => vec![self.vomited_text(drug)],
            Status::Taken | Status::PartlyTaken => Vec::new(),
            Status::Held => self.held(diary, &day.state),
            Status::Stopped => vec![self.ended_line()],
            Status::NotPrescribed if diary.course(slot.drug).prescriptions.is_empty() => {
                vec![self.no_units_line()]
            }
            Status::NotPrescribed => Vec::new(),
        }
    }

    fn rule_or(self, rule: &OpenRule<Bilingual>, unknown: fn(Text) -> String) -> String {
        match rule {
            Some(rule) => self.protocol(&rule.value),
            None => unknown(self),
        }
    }

    fn upcoming(self, diary: &Diary, slot: &Slot, now: Moment) -> Option<String> {
        let span = slots::span(diary, slot)?;
        Some(self.due_from(&self.time_seen_from(span.start, now.naive_local().date())))
    }

    fn due(self, drug: &Drug, day: &DaySlot, now: Moment) -> Vec<String> {
        let mut lines = Vec::new();
        if day.clock_changed {
            lines.push(self.clock_has_changed());
        } else if let Some(readiness) = day.readiness {
            lines.push(self.readiness(drug, readiness, now));
        }
        lines.extend(self.catch_up(day, now));
        lines.extend(day.since_last.map(|since| self.since_last(since)));
        lines
    }

    fn overdue(self, drug: &Drug, day: &DaySlot, now: Moment) -> Vec<String> {
        let mut lines = Vec::new();
        if day.clock_changed {
            lines.push(self.clock_has_changed());
        }
        match self.catch_up(day, now) {
            Some(still) => lines.extend([self.not_recorded_ask(), still]),
            None => lines.extend([self.not_recorded_if_not(), self.missed_text(drug)]),
        }
        lines.extend(day.since_last.map(|since| self.since_last(since)));
        lines
    }

    fn catch_up(self, day: &DaySlot, now: Moment) -> Option<String> {
        let until = day.catch_up_until?;
        let civil = now.naive_local();
        (civil < until)
            .then(|| self.may_still_take_until(&self.time_seen_from(until, civil.date())))
    }

    /// The time since the last intake of the drug, as a sentence.
    pub fn since_last(self, since: TimeDelta) -> String {
        self.last_taken_ago(&self.duration(since))
    }

    fn held(self, diary: &Diary, state: &SlotState) -> Vec<String> {
        let mut lines = vec![self.paused_line()];
        if state.order.is_some_and(|order| order.unconfirmed) {
            let unconfirmed = self.unconfirmed();
            lines.push(say!(self, en: "({unconfirmed})", zh: "（{unconfirmed}）"));
        }
        if let Some(rule) = &diary.rules().held_doses {
            lines.push(self.protocol(&rule.value));
        }
        lines
    }

    /// What a due dose waits for, as seen at `now`.
    pub fn readiness(self, drug: &Drug, readiness: Readiness, now: Moment) -> String {
        let seen = |at: Moment| {
            let here = at.with_timezone(now.offset()).naive_local();
            self.time_seen_from(here, now.naive_local().date())
        };
        let window = match drug.food.value {
            FoodRule::AfterMeal { within_minutes } => self.minutes(i64::from(within_minutes)),
            FoodRule::None | FoodRule::EmptyStomach => self.minutes(0),
        };
        match readiness {
            Readiness::WaitForMeal => self.eat_first(&window),
            Readiness::MealWindowUntil(until) => {
                let left = until.signed_duration_since(now).num_seconds().max(0);
                self.take_within(&self.minutes((left + 59) / 60), &seen(until))
            }
            Readiness::MealWindowClosedAt(at) => self.meal_window_over(&window, &seen(at)),
            Readiness::FastingUntil(until) => self.fasting_until(&seen(until)),
            Readiness::EatAgainFrom(from) => self.eat_again_from(&seen(from)),
            Readiness::Unknown => match &drug.fasting_hours_before {
                Some(hours) => {
                    let hours = self.hours(i64::from(hours.value));
                    say!(self, en: "On an empty stomach: at least {hours} after eating.", zh: "空腹服：吃东西后至少{hours}。")
                }
                None => self.empty_stomach_hours_not_known(),
            },
        }
    }

    /// What the protocol says about a missed dose.
    pub fn missed_text(self, drug: &Drug) -> String {
        self.rule_or(&drug.missed, Text::missed_not_known)
    }

    /// What the protocol says about a vomited dose.
    pub fn vomited_text(self, drug: &Drug) -> String {
        self.rule_or(&drug.vomited, Text::vomited_not_known)
    }

    /// What the protocol says about an extra or too large dose.
    pub fn extra_text(self, drug: &Drug) -> String {
        self.rule_or(&drug.extra, Text::extra_not_known)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::entry::{DrugSettings, Language, Settings};
    use crate::domain::testing::{CAPECITABINE, DiaryBuilder, UTIDELONE, drug, moment, slot};
    use crate::domain::today::today;

    /// What is said about a drug's dose at a moment, in both languages.
    fn said(builder: &DiaryBuilder, code: &str, period: &str, at: &str) -> [Vec<String>; 2] {
        let (diary, now) = (builder.diary(), moment(at));
        let page = today(&diary, diary.date_of(now), now);
        let day = page.slots.iter().find(|day| {
            day.state.slot.drug == drug(code) && day.state.slot.period.code() == period
        });
        let day = day.unwrap();
        [Language::En, Language::ZhHans]
            .map(|language| Text::new(language).what_to_do(&diary, day, now, false))
    }

    #[track_caller]
    fn says(found: [Vec<String>; 2], en: &[&str], zh: &[&str]) {
        assert_eq!(found[0], en);
        assert_eq!(found[1], zh);
    }

    fn started() -> DiaryBuilder {
        DiaryBuilder::started("2026-11-02")
    }

    #[test]
    fn the_meal_clock_is_said_as_it_runs() {
        let mut builder = started();
        let at = |builder: &DiaryBuilder, at| said(builder, CAPECITABINE, "am", at);
        says(
            at(&builder, "2026-11-02 08:00"),
            &["Eat first. Take it within 30 minutes after the meal."],
            &["先吃饭，饭后30分钟内服药。"],
        );
        builder.at("2026-11-02 08:10").by_patient().meal();
        says(
            at(&builder, "2026-11-02 08:16"),
            &["Take within 24 minutes (until 08:40)."],
            &["请在24分钟内服药（08:40前）。"],
        );
        let over = at(&builder, "2026-11-02 09:00");
        assert!(over[0][0].starts_with("The 30 minutes after your meal were over at 08:40."));
        assert!(over[1][0].starts_with("饭后30分钟已在08:40过了。"));
    }

    #[test]
    fn what_nobody_has_set_is_said_to_be_unknown() {
        let mut builder = started();
        let due = said(&builder, UTIDELONE, "once", "2026-11-02 07:00");
        assert!(due[0][0].contains("your study team has not entered this"));
        assert!(due[1][0].contains("研究团队还没有填写"));
        builder
            .at("2026-11-02 07:30")
            .by_patient()
            .missed(UTIDELONE, "2026-11-02 once");
        let missed = said(&builder, UTIDELONE, "once", "2026-11-02 08:00");
        assert!(missed[0][0].contains("your study team has not entered this"));
        assert!(missed[1][0].contains("研究团队还没有填写"));
    }

    #[test]
    fn ruling_14_the_time_since_the_last_dose_is_said_and_a_changed_clock_asks_for_the_team() {
        let mut builder = started();
        builder.at("2026-11-02 08:16").by_patient();
        builder.dose(CAPECITABINE, "2026-11-02 am", "4x150+2x500");
        says(
            said(&builder, CAPECITABINE, "pm", "2026-11-02 17:56"),
            &[
                "Eat first. Take it within 30 minutes after the meal.",
                "Last taken 9 h 40 min ago.",
            ],
            &["先吃饭，饭后30分钟内服药。", "距上次服药已过9小时40分钟。"],
        );
        says(
            said(&builder, CAPECITABINE, "pm", "2026-11-02 17:56 +07:00"),
            &[
                "Your clock has changed. Ask your study team which dose is next.",
                "Last taken 10 h 40 min ago.",
            ],
            &[
                "电脑的时间变了。下一次该服哪一次的药，请先打电话问研究团队。",
                "距上次服药已过10小时40分钟。",
            ],
        );
    }

    #[test]
    fn ruling_15_catch_up_hours_are_said_from_the_usual_time() {
        let mut builder = started();
        let settings = DrugSettings {
            usual_times: [(slot("2026-11-02 am").period, "08:00".parse().unwrap())].into(),
            catch_up_hours: Some(6),
            ..DrugSettings::default()
        };
        builder
            .at("2026-11-02 06:00")
            .by_site()
            .push(crate::domain::entry::Event::Settings(Box::new(Settings {
                drugs: [(drug(CAPECITABINE), settings)].into(),
                ..Settings::default()
            })));
        let overdue = said(&builder, CAPECITABINE, "am", "2026-11-02 13:00");
        assert_eq!(overdue[0][1], "You may still take it until 14:00.");
        assert_eq!(overdue[1][1], "14:00之前还可以补服。");
        let later = said(&builder, CAPECITABINE, "am", "2026-11-02 15:00");
        assert!(later[0][1].starts_with("Leave it out."), "{later:?}");
    }

    #[test]
    fn a_pause_is_said_with_the_protocol_s_text() {
        let mut builder = started();
        builder.at("2026-11-02 06:00").by_patient().told();
        builder.hold(&[CAPECITABINE], "2026-11-02 am");
        let held = said(&builder, CAPECITABINE, "am", "2026-11-02 08:00");
        assert_eq!(held[0][0], "Paused by your study team. Do not take it.");
        assert!(held[0][1].contains("not yet confirmed"));
        assert!(held[0][2].starts_with("Do not make up for doses"));
        assert!(held[1][0].contains("暂停"));
    }
}
