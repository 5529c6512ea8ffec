//! The words of the screens: rows, questions, the keys at the foot.

use super::{Text, sentences};
use crate::domain::entry::{MissedReason, Said};

sentences! {
    /// A key.
    key_choose() { en: "choose", zh: "选择" }
    /// A key.
    key_change() { en: "change", zh: "改数值" }
    /// Keys.
    key_roam() { en: "choose a day", zh: "选日期" }
    /// A key.
    key_open() { en: "open", zh: "确定" }
    /// A key.
    key_back() { en: "back", zh: "返回" }
    /// A key; named in the other language, for those who cannot read this one.
    key_language() { en: "中文", zh: "English" }
    /// A key that is no key while something is filled in.
    key_language_letter() { en: "中文, but not in forms", zh: "English（填写时无效）" }
    /// A key.
    key_help() { en: "help", zh: "帮助" }
    /// A key.
    key_quit() { en: "close", zh: "关闭" }
    /// A key.
    key_leave() { en: "close at once", zh: "立即关闭" }

    /// A key.
    key_contrast() { en: "high contrast on or off", zh: "打开或关闭高对比度" }
    /// The mouse.
    mouse_does() {
        en: "click a row, or a day of the calendar; the wheel moves. To mark text, hold Shift down.",
        zh: "点一行或日历上的一天就是选它，滚轮上下移动。要选取文字，请按住 Shift 键。",
    }

    /// What the patient chooses for herself.
    choices_heading() { en: "Bell and contrast", zh: "提示音和显示" }
    /// A choice.
    bell_row() { en: "Bell when a dose is due", zh: "该服药时响一声" }
    /// A choice.
    bell_meaning() {
        en: "It rings once for each dose at your usual time, or, if your study team has not entered one, as soon as the dose may be taken, which can be early in the morning. The title of the window then says that something is due; it names no medicine.",
        zh: "每次药到了您平常服药的时间响一声；研究团队没有填写时间的，到了可以服的时候就响，可能是清晨。窗口标题会写“到时间了”，不写药名。",
    }
    /// What the bell is not.
    bell_limits() {
        en: "It is no alarm clock. It rings only while these pages are open, not line by line, and not while the computer sleeps or its sound is off.",
        zh: "这不是闹钟：只有打开这些页面时才会响；逐行问答时、电脑休眠或静音时都不会响。",
    }
    /// A choice.
    contrast_row() { en: "High contrast", zh: "高对比度" }
    /// A choice.
    contrast_meaning() {
        en: "Bold and reversed letters instead of colours. F3 does the same.",
        zh: "不用颜色，用粗体和反色。按 F3 也可以。",
    }
    /// The state of a choice.
    switched_on() { en: "on", zh: "已打开" }
    /// The state of a choice.
    switched_off() { en: "off", zh: "已关闭" }
    /// The file of choices is damaged.
    choices_unreadable() {
        en: "The bell is off: the file with your choices cannot be read. Choose again under Help, Bell and contrast.",
        zh: "提示音已关闭：保存您选择的文件读不出来。请到“帮助”里的“提示音和显示”重新选择。",
    }
    /// The file of choices cannot be written.
    choices_not_kept() {
        en: "This holds until you close the diary. It could not be kept for the next time.",
        zh: "这次有效，关闭日记后就没有了：没能保存下来。",
    }
    /// The title of the window while a dose is due; without the name of a medicine.
    something_is_due() { en: "dosebook: something is due", zh: "dosebook：到时间了" }

    /// An answer.
    yes() { en: "Yes", zh: "是" }
    /// An answer.
    no() { en: "No", zh: "不是" }
    /// An answer.
    not_sure() { en: "I am not sure", zh: "不确定" }
    /// One page back.
    go_back() { en: "Back", zh: "返回" }
    /// The safe answer.
    no_go_back() { en: "No, go back", zh: "不，返回" }
    /// To the page of the day.
    back_to_today() { en: "Back to today", zh: "回到今天" }
    /// To the next page.
    go_on() { en: "Go on", zh: "继续" }
    /// Closes the program.
    close_the_diary() { en: "Close the diary", zh: "关闭日记" }

    /// To the question about a second intake.
    no_only_once() { en: "No, only once", zh: "没有，只服了一次" }
    /// To the question about a second intake.
    yes_again() { en: "Yes, I took it again", zh: "是的，又服了一次" }
    /// To the question about the tablets of a new cycle.
    no_other_tablets() { en: "No, or I am not sure", zh: "不一样，或者不确定" }
    /// To the question about the tablets of a new cycle.
    yes_same_tablets() { en: "Yes, the same tablets", zh: "一样" }
    /// To the question whether the team said so.
    no_or_not_sure() { en: "No, or I am not sure", zh: "没有，或者不确定" }
    /// To the question whether the team said so.
    yes_told() { en: "Yes, they told me", zh: "是的，他们告诉我的" }
    /// To the question about the date.
    no_date_wrong() { en: "No, the date or time is wrong", zh: "不对，日期或时间错了" }
    /// To the question about the date.
    yes_date_right() { en: "Yes, it is right", zh: "对，没有错" }
    /// To the question about a dose while a call is asked for.
    no_call_first() { en: "No, I call first", zh: "先不记，我先打电话" }
    /// To the question about a dose while a call is asked for.
    yes_record_anyway() { en: "Yes, record what I took", zh: "要记，我已经服了" }

    /// Above the tablets of a new cycle.
    same_tablets_heading() { en: "The same tablets as last time?", zh: "药量和上次一样吗？" }
    /// Another program has written in between.
    look_again() {
        en: "The diary has changed in the meantime. Please look again.",
        zh: "日记刚才有了新的内容，请再看一遍。",
    }
    /// Above what will be written.
    confirm_heading() { en: "Is this right?", zh: "这样记录对吗？" }
    /// Writes it.
    record_it() { en: "Yes, record it", zh: "对，记录" }
    /// The meal ended before now.
    finished_earlier() { en: "I finished earlier than that", zh: "我吃完得更早" }
    /// After it was written.
    recorded_at(time: &str) { en: "Recorded {time}", zh: "{time} 已记录" }
    /// Nothing can be written.
    not_recorded_heading() { en: "This cannot be recorded", zh: "这个不能记录" }
    /// What was chosen is what stands in the diary.
    nothing_changes() { en: "Nothing changes", zh: "没有变化" }
    /// Below it.
    stays_as_it_is() {
        en: "That is what the diary says already. It stays as it is.",
        zh: "日记里本来就是这样记的，不用改。",
    }
    /// Withdraws the entry just shown.
    take_this_back() { en: "Take this entry back", zh: "撤回这条记录" }
    /// The call was made.
    i_have_called() { en: "I have called them", zh: "我已经打过电话了" }

    /// The heading of a dose.
    dose_heading(name: &str, date: &str) { en: "{name} - {date}", zh: "{name} - {date}" }
    /// Beside the units.
    how_many() { en: "How many", zh: "药量" }
    /// Beside the food rule.
    food_label() { en: "Food", zh: "饮食" }
    /// Beside the status.
    status_label() { en: "Now", zh: "目前" }
    /// What happened to a dose.
    taken_now(time: &str) { en: "I have taken it now, {time}", zh: "刚刚服了，{time}" }
    /// What happened to a dose.
    taken_at_another_time() { en: "I took it at another time", zh: "服了，是在别的时间" }
    /// What happened to a dose of another day.
    taken_then() { en: "I took it", zh: "服了" }
    /// What happened to a dose.
    only_part() { en: "I took only part of it", zh: "只服了一部分" }
    /// What happened to a dose.
    not_taken() { en: "I did not take it", zh: "没有服" }
    /// What happened to a dose.
    taken_and_vomited() { en: "I took it and vomited", zh: "服了以后吐了" }
    /// A dose whose time has not come.
    took_it_already(time: &str) { en: "I have taken it already, {time}", zh: "已经服了，{time}" }
    /// A dose that is recorded as taken.
    vomited_after() { en: "I vomited after it", zh: "服了以后吐了" }
    /// A dose that is recorded as taken.
    took_it_again() { en: "I took it again", zh: "又服了一次" }
    /// A dose that is recorded as partly taken.
    took_the_rest() { en: "I took the rest", zh: "把剩下的也服了" }
    /// A dose that is recorded as missed.
    took_it_after_all() { en: "I did take it after all", zh: "其实后来服了" }
    /// A dose that is paused or ended.
    took_it_anyway() { en: "I took it all the same", zh: "我还是服了" }

    /// The question about the time.
    when_taken() { en: "When did you take it?", zh: "是什么时候服的？" }
    /// A time that the clock showed twice.
    time_twice() {
        en: "The clock showed this time twice that day. The earlier one is meant.",
        zh: "那天时钟调整，这个时间出现了两次，按较早的一次记录。",
    }
    /// A time that the clock never showed.
    time_never() {
        en: "The clock never showed this time that day. Choose another one.",
        zh: "那天时钟调整，没有这个时间，请另选一个。",
    }
    /// A value.
    day_label() { en: "Day", zh: "日期" }
    /// A value.
    half_label() { en: "Morning or evening", zh: "早上或晚上" }
    /// A value.
    hour_label() { en: "Hour", zh: "小时" }
    /// A value.
    five_minutes_label() { en: "Minute, in steps of 5", zh: "分钟（每次5分钟）" }
    /// A value.
    minute_label() { en: "Minute, in steps of 1", zh: "分钟（每次1分钟）" }
    /// Confirms a time.
    it_was_at(time: &str) { en: "It was {time}", zh: "是{time}" }
    /// No time.
    dont_remember() { en: "I don't remember the time", zh: "不记得时间了" }
    /// The question about the units.
    how_many_taken() { en: "How many did you take?", zh: "您服了多少？" }
    /// Beside the units prescribed.
    prescribed_label() { en: "Prescribed", zh: "处方" }
    /// No strength is known for a drug.
    no_strength_known() {
        en: "Your study team has not entered a strength for this medicine. Call them.",
        zh: "研究团队还没有填写这个药的规格，请打电话联系他们。",
    }
    /// Units of a strength.
    of_strength(mg: &str) { en: "Of {mg}", zh: "{mg}规格" }
    /// Confirms the units.
    i_took(units: &str) { en: "I took {units}", zh: "我服了{units}" }
    /// The question about the reason.
    why_not_taken() { en: "Why did you not take it?", zh: "为什么没有服？" }
    /// An intake that the plan does not have.
    really_taken() { en: "Did you really take it?", zh: "真的服了吗？" }
    /// An intake that the plan does not have.
    yes_took_it() { en: "Yes, I took it", zh: "是的，服了" }
    /// An intake beside the plan.
    which_medicine() { en: "Which medicine did you take?", zh: "您服了哪种药？" }

    /// The question about the meal.
    when_finished_eating() { en: "When did you finish eating?", zh: "您是什么时候吃完饭的？" }
    /// The end of a meal.
    finished_at(time: &str, ago: &str) { en: "{time}, {ago} ago", zh: "{time}，{ago}前" }
    /// A value.
    hour_ago_label() { en: "Ago, in steps of 1 hour", zh: "多久以前（每次1小时）" }
    /// A value.
    five_ago_label() { en: "Ago, in steps of 5 minutes", zh: "多久以前（每次5分钟）" }
    /// A value.
    minute_ago_label() { en: "Ago, in steps of 1 minute", zh: "多久以前（每次1分钟）" }

    /// No dose is due any more today.
    nothing_more_today() { en: "Nothing more to take today.", zh: "今天没有要服的药了。" }
    /// The rest days.
    rest_line(day: u16, of: u16) {
        en: "Nothing to take today: rest week, day {day} of {of}.",
        zh: "今天不用服药：休息期，第{day}天（共{of}天）。",
    }
    /// The next dose of today.
    next_dose_line(slot: &str, from: &str) {
        en: "Nothing to take now. Next: {slot}, from {from}.",
        zh: "现在不用服药。下一次：{slot}，{from}以后。",
    }
    /// An order that staff have not confirmed.
    unconfirmed_line(order: &str) {
        en: "As you were told, not yet confirmed by your study team: {order}",
        zh: "您记录的医嘱，研究团队还没有确认：{order}",
    }
    /// The status of a dose to come.
    from_time(time: &str) { en: "from {time}", zh: "{time}以后" }
    /// Units, and what to do about food.
    units_and_food(units: &str, food: &str) { en: "{units}, {food}", zh: "{units}，{food}" }
    /// Units, and then a fact.
    and_then(how: &str, fact: &str) { en: "{how}. {fact}", zh: "{how}。{fact}" }
    /// A row of the day.
    i_have_finished_eating() { en: "I have finished eating", zh: "我吃完饭了" }
    /// A row of the day.
    my_team_told_me() { en: "My study team told me ...", zh: "研究团队告诉我……" }
    /// A row of the day.
    took_something_else() {
        en: "I took a study medicine that is not due",
        zh: "我服了现在不该服的研究药",
    }
    /// A row of the day.
    help_row() { en: "Help", zh: "帮助" }
    /// A dose of the day before.
    yesterday_row(slot: &str, date: &str) {
        en: "Yesterday, {date}: {slot}",
        zh: "昨天（{date}）：{slot}",
    }
    /// At the top of the screen.
    cycle_over(cycle: u16) { en: "Cycle {cycle} is over", zh: "第{cycle}周期已结束" }
    /// At the top of the screen.
    not_started() { en: "Not started", zh: "还没有开始" }
    /// At the top of the screen.
    follow_up_day(day: u16, of: u16) { en: "Follow-up, day {day} of {of}", zh: "随访第{day}天（共{of}天）" }
    /// At the top of the screen.
    treatment_over() { en: "Treatment is over", zh: "治疗已结束" }
    /// The window is too small.
    too_small() { en: "Please make this window larger.", zh: "请把窗口放大。" }
    /// More lines above.
    more_above() { en: "more above", zh: "上面还有" }
    /// More lines below.
    more_below() { en: "more below", zh: "下面还有" }
}

impl Text {
    /// Why a dose was not taken, as the patient says it.
    pub fn missed_choice(self, reason: MissedReason) -> &'static str {
        match reason {
            MissedReason::Forgot => self.pick("I forgot", "忘记了"),
            MissedReason::FeltUnwell => self.pick("I felt unwell", "身体不舒服"),
            MissedReason::ToldToPause => self.pick("I was told to pause", "医生让暂停"),
            MissedReason::VomitedBefore => self.pick("I had vomited before", "服药前吐过"),
            MissedReason::CouldNotEat => self.pick("I could not eat", "吃不下饭"),
            MissedReason::RanOut => self.pick("I had no more", "药没有了"),
            MissedReason::Other => self.pick("Another reason", "其他原因"),
        }
    }

    /// What the study team said, as the patient says it.
    pub fn said_choice(self, said: Said) -> &'static str {
        match said {
            Said::Continue => self.pick("Go on as before", "一切照旧，不用改"),
            Said::Pause => self.pick("Pause", "先暂停服药"),
            Said::Fewer => self.pick("Take fewer", "减少药量"),
            Said::Stop => self.pick("Stop for good", "停药，以后不服了"),
            Said::NobodyAnswered => self.pick("Nobody answered", "没有人接电话"),
            Said::NotSure => self.pick("I am not sure what they said", "没听清楚他们怎么说的"),
        }
    }
}
