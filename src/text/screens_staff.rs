//! The words of the study team's page, of other medicines, and of what is left open after a set-up.

use super::{Text, sentences};
use crate::domain::decide::DoseCheck;
use crate::domain::ids::Initials;
use crate::domain::protocol::Protocol;
use crate::domain::units::Milligrams;

sentences! {
    /// A row and its page.
    staff_row() { en: "Study team", zh: "研究团队专用" }
    /// Above the question about initials.
    staff_only_page() {
        en: "For the study team only. What is entered here stands in the diary under these initials.",
        zh: "只供研究团队使用。在这里填写的内容会以此姓名缩写记入日记。",
    }
    /// On every page of the study team.
    entered_by(initials: &Initials) { en: "Entered by the study team, {initials}", zh: "研究团队填写：{initials}" }
    /// A row.
    orders_row() { en: "Orders: cycle, tablets, pause, stop", zh: "医嘱：周期、药量、暂停、停药" }
    /// A row.
    confirm_row() { en: "Confirm what the patient was told", zh: "核对病人记录的医嘱" }
    /// How many orders wait.
    to_confirm(count: usize) { en: "to confirm: {count}", zh: "待核对{count}条" }
    /// A row.
    phones_row() { en: "Numbers to call", zh: "联系电话" }
    /// A row and its page.
    rules_row() { en: "Usual times and rules", zh: "平常时间和其他规定" }
    /// How many rules nobody has set.
    not_set_count(count: usize) { en: "not set: {count}", zh: "未设置{count}项" }
    /// What an unset rule means.
    while_not_set() {
        en: "While a rule is not set, the patient reads that nobody has entered it.",
        zh: "没有设置的规定，病人会看到“研究团队还没有填写”。",
    }
    /// Leaves; the initials are forgotten.
    staff_done() { en: "Done: to the patient's page", zh: "完成，回到病人的页面" }
    /// Back to the study team's page after an entry.
    back_to_staff() { en: "Back to the study team's page", zh: "回到研究团队页面" }
    /// A page.
    told_heading() { en: "As the patient was told, not yet confirmed", zh: "病人记录的医嘱，还没有核对" }
    /// The same page, for the patient.
    told_to_me_heading() { en: "What you were told, not yet confirmed by your study team", zh: "您记录的医嘱，研究团队还没有确认" }
    /// Nothing waits.
    nothing_to_confirm() { en: "There is nothing to confirm.", zh: "没有需要核对的医嘱。" }
    /// Confirms one entry.
    confirm_one(seq: u64) { en: "Confirm entry {seq}", zh: "确认第{seq}条" }
    /// Confirms every entry.
    confirm_all(count: usize) { en: "Confirm all {count}", zh: "全部确认（{count}条）" }
    /// Several told orders, on the page of the day.
    unconfirmed_count(count: usize) {
        en: "{count} things you were told are not yet confirmed by your study team.",
        zh: "您记录的{count}条医嘱，研究团队还没有确认。",
    }
    /// Shows them.
    what_i_was_told() { en: "What I was told", zh: "看看我记录的医嘱" }

    /// The hours of a rule: never called an amount of medicine.
    hours_label() { en: "How many", zh: "小时数" }
    /// A page.
    which_order() { en: "Which order?", zh: "什么医嘱？" }
    /// An order.
    order_start() { en: "A cycle starts", zh: "开始一个周期" }
    /// An order.
    order_pause() { en: "Pause", zh: "暂停服药" }
    /// An order.
    order_units() { en: "Tablets and capsules: other units", zh: "调整药量" }
    /// An order.
    order_resume() { en: "Go on after a pause or a stop", zh: "暂停或停药后恢复服药" }
    /// An order.
    order_stop() { en: "Stop for good", zh: "停药" }
    /// From when an order holds for a drug.
    drugs_from(drugs: &str, from: &str) { en: "{drugs}: from {from}", zh: "{drugs}：从{from}起" }
    /// Each drug begins at its own next dose.
    each_next() { en: "the next dose of each", zh: "各自的下一次" }
    /// A row.
    given_earlier() { en: "The order was given earlier than now", zh: "医嘱是之前下的" }
    /// A question.
    when_given() { en: "When was the order given?", zh: "医嘱是什么时候下的？" }
    /// What that changes.
    given_why() {
        en: "Doses taken before it keep what was prescribed then.",
        zh: "在那之前已经服的药，仍按当时的处方计算。",
    }
    /// When an order was given.
    given_then(at: &str) { en: "Given {at}", zh: "{at}下的医嘱" }
    /// A question.
    why_this_order() { en: "Why?", zh: "原因是什么？" }
    /// A reason in words.
    reason_label() { en: "Reason, may be left out", zh: "原因（可以不填）" }

    /// The staff's check.
    body_surface_label() { en: "Body surface in m2, for a check only", zh: "体表面积（平方米），只用于核对" }
    /// A row.
    another_strength(drug: &str) { en: "Another strength of {drug}", zh: "{drug}还有别的规格" }
    /// A fault of the form.
    fault_surface() { en: "The body surface must be a number such as 1.62.", zh: "体表面积要填数字，例如 1.62。" }
    /// The amount of an intake beside the study's.
    per_m2(sum: &str, entered: &str, planned: &str) {
        en: "{sum}: {entered} mg/m2, the study says {planned} mg/m2",
        zh: "{sum}：{entered} mg/m2，方案是{planned} mg/m2",
    }

    /// The same where they differ by more than the protocol allows.
    far_off(line: &str, percent: u8) {
        en: "{line}. More than {percent}% apart: please check.",
        zh: "{line}。相差超过{percent}%，请核对。",
    }

    /// A setting.
    usual_stools() { en: "usual number of stools a day", zh: "平常每天大便几次" }
    /// A setting.
    language_setting() { en: "language of the diary", zh: "日记的语言" }
    /// The heading of a rule of a drug.
    rule_heading(drug: &str, rule: &str) { en: "{drug}: {rule}", zh: "{drug}：{rule}" }
    /// A text for the patient.
    both_languages_why() {
        en: "The patient reads this as it is typed here. It is needed in both languages.",
        zh: "病人看到的就是这里填写的文字。两种语言都要填。",
    }
    /// A fault.
    fault_both_languages() { en: "Both languages are needed.", zh: "两种语言都要填。" }
    /// Strengths.
    strengths_label() { en: "In mg, with commas between", zh: "毫克数，用逗号分开" }
    /// A fault.
    fault_strengths() { en: "Numbers of milligrams, such as 50, 100.", zh: "请填毫克数，例如 50, 100。" }

    /// Set-up: no first day.
    setup_start_later() { en: "The first day is not known yet", zh: "第一天还没有确定" }
    /// After the set-up.
    set_up_heading() { en: "The diary is set up.", zh: "日记建好了。" }
    /// After the set-up.
    to_today() { en: "To the page of the day", zh: "打开今天的页面" }
    /// After the set-up.
    set_more_now() { en: "Study team: set more now", zh: "研究团队：现在继续设置" }

    /// A row and its page.
    medicines_row() { en: "Other medicines", zh: "其他用药" }
    /// What the list is for.
    medicines_why() {
        en: "A list for your study team. The program does not check whether they go together: ask before you take anything new.",
        zh: "列给研究团队看的。程序不会核对能不能一起服：要用新药，请先问研究团队。",
    }
    /// No other medicine is listed.
    no_medicines() { en: "No other medicine is listed.", zh: "还没有登记其他用药。" }
    /// A row.
    add_medicine() { en: "Add a medicine", zh: "登记一种药" }
    /// Only here a patient types.
    typing_needed() {
        en: "The name has to be typed. Your study team or your family can do it for you.",
        zh: "药名需要打字。可以请研究团队或家人帮您填。",
    }
    /// A field.
    medicine_name() { en: "Name, as on the pack", zh: "药名（照药盒上写）" }
    /// A field.
    since_label() { en: "Taken since", zh: "从哪天开始服" }
    /// A date that is not known.
    not_known() { en: "not known", zh: "不清楚" }
    /// The status of a medicine of the list.
    still_taken() { en: "still taken", zh: "还在服" }
    /// Ends a medicine of the list.
    no_longer_taken(last_day: &str) { en: "No longer taken, last day {last_day}", zh: "已经停了，最后一天是{last_day}" }
    /// A question.
    when_ended(name: &str) { en: "{name}: when did you last take it?", zh: "{name}：最后一次是哪天服的？" }
    /// A field.
    last_day_label() { en: "Last day", zh: "最后一天" }

    /// Nobody has said what to do on a clinic day.
    clinic_day_unknown() {
        en: "On a clinic day: ask whether to take your medicine before you come.",
        zh: "来院当天：请先问清楚，来之前要不要服药。",
    }
    /// What the site says about a clinic day.
    clinic_day_line(words: &str) { en: "On a clinic day: {words}", zh: "来院当天：{words}" }
}

impl Text {
    /// What to do with the medicine on a clinic day, or to ask.
    pub fn clinic_day(self, rules: &Protocol) -> String {
        match &rules.clinic_day {
            Some(rule) => self.clinic_day_line(&self.protocol(&rule.value)),
            None => self.clinic_day_unknown(),
        }
    }

    /// What an intake comes to, and its mg/m2 beside the study's, to a tenth.
    pub fn beside_the_study(self, sum: &str, check: DoseCheck, rules: &Protocol) -> String {
        let tenth = check.entered.micrograms().saturating_add(50) / 100 * 100;
        let entered = Milligrams::from_micrograms(tenth).to_string();
        let line = self.per_m2(sum, &entered, &check.planned.to_string());
        match &rules.dose_check_pct {
            Some(limit) if check.is_off => self.far_off(&line, limit.value),
            Some(_) | None => line,
        }
    }
}
