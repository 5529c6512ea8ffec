//! The words of the pages about symptoms; the symptoms and their questions stand in `symptoms`.

use super::{Text, say, sentences};
use crate::domain::entry::Severity;
use crate::domain::symptoms::{Answer, Question};

sentences! {
    /// A row of the day.
    i_have_a_symptom() { en: "I have a symptom", zh: "我不舒服" }
    /// Above the list of symptoms.
    what_is_it() { en: "What is it?", zh: "是哪里不舒服？" }
    /// Above the same list, for a day that is over.
    what_was_it() { en: "What was it?", zh: "那天是哪里不舒服？" }
    /// To the emergency number.
    emergency_row() {
        en: "Emergency: chest pain, trouble breathing, swelling of face or tongue, fainting, confusion, heavy bleeding, a rash that spreads or blisters",
        zh: "紧急情况：胸痛、呼吸困难、脸或舌头肿、晕倒、神志不清、大量出血、皮疹在扩大或起水泡",
    }
    /// To the reports of before, and above them.
    earlier_reports(count: usize) { en: "What I reported before ({count})", zh: "我以前报告过的（{count}条）" }
    /// Below the emergency number, before anything is recorded.
    call_emergency_first(emergency: &str) {
        en: "Call {emergency} first, then your study team.",
        zh: "请先拨打{emergency}，再给研究团队打电话。",
    }
    /// Below the emergency number.
    record_what_it_was() { en: "After the call: record what it is", zh: "打完电话后：记录是哪一种" }
    /// A sign of an emergency.
    sign_bleeding() { en: "heavy bleeding", zh: "大量出血" }
    /// A sign of an emergency.
    sign_rash() {
        en: "a rash that spreads or blisters, or in the mouth, the eyes or private parts",
        zh: "皮疹在扩大、起水泡，或者长到嘴里、眼睛里或私处",
    }
    /// Below a report.
    called_about_it(when: &str, said: &str) {
        en: "You called about it, {when}: {said}.",
        zh: "为这件事打过电话，{when}：{said}。",
    }
    /// Above one report.
    recorded_on(date: &str) { en: "Recorded {date}", zh: "记录时间：{date}" }
    /// From the entry of a report to its page.
    about_this_report() { en: "It is over, or something about it was wrong", zh: "已经好了，或者有的地方不对" }
    /// About a report.
    it_is_over() { en: "It is over", zh: "已经好了" }
    /// About a report that had an end.
    it_is_not_over() { en: "It is not over", zh: "其实还没有好" }
    /// About a report.
    other_answers() { en: "Something about it was wrong: answer again", zh: "有的地方不对，重新回答" }
    /// About a report.
    began_another_day() { en: "It began on another day", zh: "开始的日期不对" }
    /// About a report.
    take_report_back() { en: "It did not happen: take the report back", zh: "没有这回事：撤回这条报告" }

    /// The question about the first day.
    since_when() { en: "When did you notice it?", zh: "什么时候开始的？" }
    /// The question about the last day.
    when_was_it_over() { en: "When was it over?", zh: "什么时候好的？" }
    /// A day.
    today_choice() { en: "Today", zh: "今天" }
    /// A day.
    yesterday_choice() { en: "Yesterday", zh: "昨天" }
    /// A day.
    began_earlier() { en: "Earlier", zh: "更早" }
    /// A day.
    ended_earlier() { en: "Earlier", zh: "更早" }
    /// Confirms a day.
    since_date(date: &str) { en: "Since {date}", zh: "从{date}开始" }
    /// Confirms a day.
    over_on(date: &str) { en: "Over on {date}", zh: "{date}好了" }

    /// An answer.
    yes_there_is() { en: "Yes", zh: "有" }
    /// An answer.
    no_there_is_not() { en: "No", zh: "没有" }
    /// Below the question how many stools more than usual.
    stools_usual_for_you(count: u8) {
        en: "Usual for you: {count} a day, as your study team has entered.",
        zh: "您平常每天{count}次（研究团队填写的）。",
    }
    /// A value.
    count_label() { en: "How many", zh: "次数" }
    /// A value.
    degrees_label() { en: "Degrees", zh: "度" }
    /// A value.
    tenths_label() { en: "Tenths of a degree", zh: "小数点后一位" }
    /// A value that nobody has set.
    no_value_yet() { en: "not set yet", zh: "还没有填" }

    /// After a dose that was vomited, to the questions about vomiting.
    answer_now() { en: "Answer the questions about vomiting", zh: "回答关于呕吐的问题" }
}

impl Text {
    /// How bad, as an answer.
    pub fn severity_choice(self, severity: Severity) -> &'static str {
        match severity {
            Severity::None => self.pick("Not at all", "没有"),
            Severity::Mild => self.pick("Mild", "轻"),
            Severity::Moderate => self.pick("Moderate", "中等"),
            Severity::Severe => self.pick("Severe", "严重"),
        }
    }

    /// Confirms a value that arrows have set: "It was 38.5 C", "4 times".
    pub fn it_was_answer(self, question: Question, answer: Answer) -> String {
        let value = self.answer(answer);
        match question {
            Question::StoolsAboveUsual => {
                say!(self, en: "{value} more than usual", zh: "比平时多{value}次")
            }
            Question::TimesIn24Hours => match answer {
                Answer::Count(1) => self.pick("Once", "1次").to_owned(),
                Answer::NotSure
                | Answer::No
                | Answer::Yes
                | Answer::Severity(_)
                | Answer::Count(_)
                | Answer::Temperature(_) => say!(self, en: "{value} times", zh: "{value}次"),
            },
            Question::Severity
            | Question::Night
            | Question::BloodyStool
            | Question::CoffeeGrounds
            | Question::EatingLess
            | Question::SoreMouth
            | Question::SoreHandsOrFeet
            | Question::Hampers
            | Question::Temperature
            | Question::Chills
            | Question::SpreadingRash
            | Question::SwollenFace
            | Question::HeavyBleeding
            | Question::Fainted
            | Question::DizzyOnStanding
            | Question::LittleUrine
            | Question::EmergencySign => say!(self, en: "It was {value}", zh: "是{value}"),
        }
    }
}
