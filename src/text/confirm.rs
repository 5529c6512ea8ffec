//! What will be written, what was written, and the questions before it.

use super::{Text, say, sentences};
use crate::domain::calendar::{DiaryDate, Moment, Period};
use crate::domain::decide::{Decision, Guard};
use crate::domain::diary::Diary;
use crate::domain::entry::{EntryRef, Event, Outcome};
use crate::domain::ids::DrugId;
use crate::domain::units::{Milligrams, Units};

sentences! {
    /// Before writing.
    record_line(what: &str) { en: "Record: {what}", zh: "将记录：{what}" }
    /// After writing, once it is on the disk.
    recorded_line(time: &str, what: &str) { en: "Recorded {time}: {what}", zh: "{time} 已记录：{what}" }
    /// A second confirmation of what the patient was told.
    told_question() {
        en: "This means taking more than now. Did your study team tell you this?",
        zh: "这样会比现在服得多。是研究团队亲口告诉您的吗？",
    }
    /// A part of the dose is recorded already.
    rest_question() {
        en: "A part of this dose is recorded. Is this the rest of it?",
        zh: "这一次已经记录服了一部分。这是剩下的吗？",
    }
    /// The slot is recorded as missed.
    was_missed_question() {
        en: "This dose is recorded as not taken. Correct that entry?",
        zh: "这一次记录的是没有服。要更正那条记录吗？",
    }
    /// The slot is recorded as taken.
    vomited_after_question() {
        en: "This dose is recorded as taken. Correct that entry to vomited?",
        zh: "这一次记录的是已服。要更正为服后吐了吗？",
    }
    /// The slot has an intake at a known time.
    second_dose_question(at: &str) {
        en: "You recorded this dose as taken at {at}. Did you take it again?",
        zh: "您已经记录这一次在{at}服过。又服了一次吗？",
    }
    /// The slot has an intake at a time that nobody remembers.
    second_dose_unknown_question(seq: u64) {
        en: "You recorded this dose already (entry {seq}). Did you take it again?",
        zh: "您已经记录过这一次（第{seq}条）。又服了一次吗？",
    }
    /// After a correction the intake belongs to no slot.
    becomes_extra_question(drug: &str, date: &str) {
        en: "{drug}, {date}: no planned dose is there for this. It becomes an extra dose, and you will be asked to call. Is that right?",
        zh: "{date}的{drug}：没有对应的计划服药，会算作多服，并提醒您打电话。对吗？",
    }
    /// Outside the slot's period.
    outside_question(from: &str, to: &str) {
        en: "That is outside the time of this dose ({from} to {to}). Record it for this dose?",
        zh: "不在这一次的时间内（{from}至{to}）。仍然记在这一次吗？",
    }
    /// Too much.
    too_much_question(surplus: &str) {
        en: "That is {surplus} more than prescribed. Did you take that much?",
        zh: "比处方多了{surplus}。真的服了这么多吗？",
    }
    /// Too soon after the last one.
    too_soon_question(since: &str, hours: &str) {
        en: "The dose before was only {since} earlier. Your study team wants at least {hours}. Record it?",
        zh: "离上一次只有{since}，研究团队要求至少{hours}。要记录吗？",
    }
    /// The clock stands before the newest entry.
    clock_question(newest: &str) {
        en: "Your newest entry was made at {newest}, later than this computer's clock shows now. Is the date of this computer right?",
        zh: "您最新的一条记录是{newest}，比这台电脑现在的时间还晚。电脑上的日期对吗？",
    }
    /// A meal before a dose on an empty stomach.
    meal_question(line: &str) { en: "{line} Record the meal?", zh: "{line}要记录这顿饭吗？" }
    /// The same units as in the cycle before?
    same_units_question(list: &str) {
        en: "The same tablets as last time? {list}",
        zh: "药量和上次一样吗？{list}",
    }
    /// A pause goes on over the start.
    still_held_question(drugs: &str) {
        en: "{drugs}: paused, and stays paused after the start. Start all the same?",
        zh: "{drugs}还在暂停，开始后仍然暂停。仍然要开始吗？",
    }
    /// A start before the running cycle's days are over.
    early_start_question(day: u16) {
        en: "That is day {day} of the running cycle, before its days are over. Start early?",
        zh: "那天是本周期第{day}天，本周期还没有结束。要提前开始吗？",
    }
    /// An order further back than a cycle is long.
    far_back_question(days: &str) {
        en: "That is {days} ago, longer than a whole cycle. Is the date right?",
        zh: "那是{days}以前，比一整个周期还长。日期对吗？",
    }
    /// An order given before there was a diary.
    given_before_diary_question(opened: &str) {
        en: "The order was given before this diary was opened on {opened}. Is the date right?",
        zh: "下医嘱的时间早于这本日记建立的时间（{opened}）。日期对吗？",
    }
    /// A later order takes over.
    later_order_question(drug: &str, from: &str) {
        en: "{drug}: another order is in the diary already, from {from}. From then on that one holds. Is that right?",
        zh: "{drug}：日记里已经有一条从{from}起的医嘱，从那时起以那一条为准。对吗？",
    }
    /// An order further ahead than a cycle is long.
    far_ahead_question(days: &str) {
        en: "That is {days} ahead, longer than a whole cycle. Is the date right?",
        zh: "那是{days}以后，比一整个周期还长。日期对吗？",
    }
    /// More than the prescription before.
    raises_question(drug: &str, before: &str, after: &str) {
        en: "{drug}: {after} is more than before ({before}). Is that right?",
        zh: "{drug}：{after}比原来（{before}）多。对吗？",
    }
    /// A strength that the protocol does not list.
    unlisted_question(drug: &str, strength: &str) {
        en: "{drug}: the study does not list the strength {strength}. Is it right?",
        zh: "{drug}：方案里没有{strength}这个规格。对吗？",
    }
    /// Away from the study's mg/m2.
    off_protocol_question(drug: &str, entered: Milligrams, planned: Milligrams) {
        en: "{drug}: this is {entered} mg/m2, the study says {planned} mg/m2. Is it right?",
        zh: "{drug}：这是{entered} mg/m2，方案是{planned} mg/m2。对吗？",
    }
    /// Opens a treatment again that was ended.
    lifts_stop_question(drugs: &str) {
        en: "{drugs}: was ended for good. Open the treatment again?",
        zh: "{drugs}已经停药。要重新开始治疗吗？",
    }
    /// Another protocol.
    settings_lapse_question() {
        en: "For those cycles the new rules replace all rules of the site, such as usual times. They must be entered again. Go on?",
        zh: "在那些周期里，新方案会替换研究中心设置的全部规定（例如平常服药时间），需要重新填写。要继续吗？",
    }
    /// A call is asked for.
    warning_question(call: &str) {
        en: "{call} Record it all the same?",
        zh: "{call}仍然要记录吗？",
    }
}

impl Text {
    /// One line that says what will be written.
    pub fn will_record(self, diary: &Diary, decision: &Decision) -> String {
        self.record_line(&self.events(diary, &decision.events))
    }

    /// The same line afterwards.
    pub fn recorded(self, diary: &Diary, decision: &Decision, at: Moment) -> String {
        self.recorded_line(&self.time(at), &self.events(diary, &decision.events))
    }

    /// Several events in one line.
    pub fn events(self, diary: &Diary, events: &[Event]) -> String {
        let words: Vec<String> = events.iter().map(|e| self.event(diary, e)).collect();
        words.join(self.pick("; ", "；"))
    }

    /// The time since the last intake of the drug that a decision records, as it stood before
    /// (ruling 14); `None` where nothing is swallowed, or nothing was before.
    pub fn since_last_intake(self, diary: &Diary, decision: &Decision) -> Option<String> {
        let dose = decision.events.iter().find_map(|event| match event {
            Event::Dose(dose) if dose.outcome != Outcome::Missed => Some(dose),
            _ => None,
        })?;
        let taken_at = dose.taken_at?;
        let last = diary.last_intake(dose.drug, taken_at)?.taken_at?;
        let since = self.duration(taken_at.signed_duration_since(last));
        Some(
            say!(self, en: "The dose before was {since} earlier.", zh: "上一次服药是在这之前{since}。"),
        )
    }

    /// The question of a guard, to be answered with yes or no.
    pub fn guard(self, diary: &Diary, guard: &Guard) -> String {
        match guard {
            Guard::SecondDose { taken_at, first } => self.second_dose(*first, *taken_at),
            Guard::TakesTheRest { .. } => self.rest_question(),
            Guard::WasMissed { .. } => self.was_missed_question(),
            Guard::VomitedAfter { .. } => self.vomited_after_question(),
            Guard::OutsidePeriod { period } => {
                self.outside_question(&self.clock(period.start), &self.clock(period.end))
            }
            Guard::BecomesExtra { drug, date } => {
                let drug = self.drug(diary, *drug);
                self.becomes_extra_question(&drug, &self.date_in_line(*date))
            }
            Guard::MoreThanPrescribed { surplus, .. } => self.too_much_question(&self.mg(*surplus)),
            Guard::TooSoon { since, hours } => {
                let hours = self.hours(i64::from(*hours));
                self.too_soon_question(&self.duration(*since), &hours)
            }
            Guard::WarningOpen => self.warning_question(&self.call_before_this_dose(diary)),
            Guard::ClockWentBack { newest } => self.clock_question(&self.date_time(*newest)),
            Guard::EmptyStomachFirst { slot } => {
                let line = self.empty_stomach_not_recorded(&self.drug(diary, slot.drug));
                self.meal_question(&line)
            }
            Guard::ToldToTakeMore => self.told_question(),
            Guard::SameUnits { units } => self.same_units(diary, units),
            Guard::StillHeld { drugs } => self.still_held_question(&self.drugs(diary, drugs)),
            Guard::EarlyStart { day } => self.early_start_question(*day),
            Guard::FarAhead { days } => {
                self.far_ahead_question(&self.counted(*days, "day", "days", "天"))
            }
            Guard::FarBack { days } => {
                self.far_back_question(&self.counted(*days, "day", "days", "天"))
            }
            Guard::GivenBeforeDiary { opened_at } => {
                self.given_before_diary_question(&self.date_time(*opened_at))
            }
            Guard::LaterOrder { drug, from } => {
                self.later_order_question(&self.drug(diary, *drug), &self.from_slot(*from))
            }
            Guard::RaisesDose {
                drug,
                before,
                after,
            } => {
                let drug = self.drug(diary, *drug);
                self.raises_question(&drug, &self.mg(*before), &self.mg(*after))
            }
            Guard::UnlistedStrength { drug, strength } => {
                self.unlisted_question(&self.drug(diary, *drug), &self.mg(*strength))
            }
            Guard::OffProtocolDose {
                drug,
                entered,
                planned,
            } => self.off_protocol_question(&self.drug(diary, *drug), *entered, *planned),
            Guard::SettingsLapse => self.settings_lapse_question(),
            Guard::LiftsStop { drugs } => self.lifts_stop_question(&self.drugs(diary, drugs)),
        }
    }

    fn second_dose(self, first: EntryRef, taken_at: Option<Moment>) -> String {
        match taken_at {
            Some(at) => self.second_dose_question(&self.date_time(at)),
            None => self.second_dose_unknown_question(first.seq),
        }
    }

    fn same_units(self, diary: &Diary, units: &[(DrugId, Period, Units)]) -> String {
        let one = |(drug, period, units): &(DrugId, Period, Units)| {
            let slot = self.drug_period(diary, *drug, Some(*period));
            let units = self.units_of(diary, *drug, units);
            say!(self, en: "{slot}: {units}", zh: "{slot}：{units}")
        };
        let list: Vec<String> = units.iter().map(one).collect();
        self.same_units_question(&list.join(self.pick("; ", "；")))
    }

    /// The date of a record that is not of today, as a reminder beside the confirming line.
    pub fn for_another_day(self, date: DiaryDate) -> String {
        let date = self.date(date);
        say!(self, en: "For {date}, not for today.", zh: "这是{date}的记录，不是今天的。")
    }
}
