//! The words of the screens about orders of the study team, the set-up, help and trouble.

use super::sentences;

sentences! {
    /// The question.
    what_did_team_say() { en: "What did your study team tell you?", zh: "研究团队是怎么说的？" }
    /// What the page is for.
    only_what_they_said() {
        en: "Only what they have told you. They will confirm it at your next visit.",
        zh: "只记录他们亲口告诉您的。下次来院时他们会核对。",
    }
    /// An order.
    told_start() { en: "Start the next cycle", zh: "可以开始新的周期" }
    /// An order.
    told_pause() { en: "Pause", zh: "暂停服药" }
    /// An order.
    told_fewer() { en: "Take fewer tablets or capsules", zh: "减少药量" }
    /// An order.
    told_resume() { en: "Go on again after a pause", zh: "暂停结束，恢复服药" }
    /// An order.
    told_stop() { en: "Stop for good", zh: "停药，以后不服了" }
    /// The question about drugs.
    which_medicines() { en: "Which medicine?", zh: "哪一种药？" }
    /// Every drug.
    all_of_them(drugs: &str) { en: "All of them: {drugs}", zh: "全部：{drugs}" }
    /// One drug.
    only_this(drug: &str) { en: "Only {drug}", zh: "只有{drug}" }
    /// The question about units.
    how_many_from_now() { en: "How many from now on?", zh: "以后每次服多少？" }
    /// More is not possible here.
    fewer_only() {
        en: "Fewer only. More can only be entered by your study team.",
        zh: "这里只能减少。增加药量要由研究团队填写。",
    }
    /// The question about the first day.
    which_first_day() { en: "On which day does it start?", zh: "从哪一天开始？" }
    /// The earliest start.
    not_before_day_22() {
        en: "Not before the days of the last cycle are over.",
        zh: "要等上一个周期的天数过完以后。",
    }
    /// The question about the first dose.
    from_which_dose() { en: "From which dose on?", zh: "从哪一次开始？" }
    /// Confirms the day or dose.
    from_then(when: &str) { en: "From {when}", zh: "从{when}起" }
    /// The tablets are others than last time.
    do_not_start_yet() { en: "Do not start yet. Call your study team.", zh: "先不要开始，请给研究团队打电话。" }
    /// The tablets are others than last time.
    team_enters_tablets() {
        en: "Nothing has been recorded. Ask which tablets are right; your study team enters them.",
        zh: "还没有记录。请问清楚该服多少，由研究团队填写。",
    }
    /// The question after a call.
    what_did_they_say() { en: "What did they say?", zh: "他们怎么说？" }

    /// Both at first start.
    choose_language() { en: "Choose your language.", zh: "请选择语言。" }
    /// First start.
    welcome() { en: "Your medication diary", zh: "您的服药日记" }
    /// First start.
    what_it_is() {
        en: "It shows what is due now and keeps what you record, on this computer only.",
        zh: "它告诉您现在该服什么药，并保存您的记录。记录只保存在这台电脑上。",
    }
    /// First start and help.
    what_it_is_not() {
        en: "It is a diary. Nobody is watching it. If you feel unwell or are unsure, call.",
        zh: "这只是一本日记，没有人在实时查看。不舒服或拿不准的时候，请打电话。",
    }
    /// First start.
    set_up_with_team() { en: "Set up with your study team", zh: "和研究团队一起设置" }
    /// First start.
    look_around() { en: "Look around with sample data", zh: "先用示例数据看看" }

    /// Set-up.
    setup_who(step: &str) { en: "Set up {step}: who", zh: "设置 {step}：受试者" }
    /// Set-up.
    setup_phones(step: &str) { en: "Set up {step}: numbers to call", zh: "设置 {step}：联系电话" }
    /// Set-up.
    setup_units(step: &str) { en: "Set up {step}: tablets and capsules", zh: "设置 {step}：药量" }
    /// Set-up.
    setup_start(step: &str) { en: "Set up {step}: first cycle", zh: "设置 {step}：第一个周期" }
    /// Set-up.
    setup_by_staff() {
        en: "For the study team. The participant code, never a name.",
        zh: "由研究团队填写。只填受试者编号，不要填姓名。",
    }
    /// Set-up.
    setup_subject() { en: "Participant code", zh: "受试者编号" }
    /// Set-up.
    setup_initials() { en: "Your initials", zh: "填写人姓名缩写" }
    /// Set-up.
    setup_phones_why() {
        en: "They stand on every page. The program never chooses one by the clock.",
        zh: "这些号码会显示在每一页上。程序不会按时间替病人选号码。",
    }
    /// A number.
    phone_day() { en: "Study team, by day", zh: "研究团队（白天）" }
    /// A number.
    phone_night() { en: "Study team, by night", zh: "研究团队（夜间）" }
    /// A number.
    phone_emergency() { en: "Emergency", zh: "急救电话" }
    /// Set-up.
    setup_units_why() {
        en: "Count what the patient takes each time. The program computes no dose.",
        zh: "请填写每次服几片、几粒。程序不计算剂量。",
    }
    /// Set-up.
    setup_strength(drug: &str) { en: "{drug}: strength in mg", zh: "{drug}：每粒规格（毫克）" }
    /// Set-up.
    setup_count(drug: &str, period: &str, strength: &str) {
        en: "{drug}, {period}, {strength}",
        zh: "{drug} {period} {strength}",
    }
    /// Set-up: a strength as it is being typed.
    typed_mg(typed: &str) { en: "{typed} mg", zh: "{typed}毫克" }
    /// Set-up: the amount of an intake.
    setup_sum(mg: &str) { en: "{mg} each time", zh: "每次共{mg}" }
    /// Set-up.
    setup_start_why() {
        en: "Day 1 of cycle 1, as the study team decides.",
        zh: "第1周期的第1天，由研究团队决定。",
    }
    /// Set-up.
    setup_day_1() { en: "Day 1", zh: "第1天" }
    /// Set-up.
    setup_review() { en: "Is everything right?", zh: "请核对，都对吗？" }
    /// Set-up.
    setup_create() { en: "Yes, create the diary", zh: "都对，建立日记" }
    /// A fault of the form.
    fault_subject() {
        en: "The participant code needs letters, digits, '-', '_' or '.', 32 at most, and does not end in .site.",
        zh: "受试者编号只能用字母、数字、“-”、“_”、“.”，最多32个，不能以 .site 结尾。",
    }
    /// A fault of the form.
    fault_initials() { en: "The initials need 1 to 8 letters.", zh: "姓名缩写要1到8个字母或汉字。" }
    /// A fault of the form.
    fault_phone() {
        en: "All three numbers are needed, such as 010-12345678 or 010-12345678 ext 801.",
        zh: "三个电话都要填，例如 010-12345678 或 010-12345678转801。",
    }
    /// A fault of the form.
    fault_strength(drug: &str) {
        en: "{drug}: the strength must be a number of milligrams.",
        zh: "{drug}：规格要填毫克数。",
    }
    /// A fault of the form.
    fault_no_units(drug: &str, period: &str) {
        en: "{drug}, {period}: how many? Choose the row and press the right arrow.",
        zh: "{drug} {period}：服多少？请选中那一行，按右箭头增加。",
    }

    /// Help.
    help_heading() { en: "Help", zh: "帮助" }
    /// To the page with the keys, and above it.
    keys_heading() { en: "Keys and mouse", zh: "按键和鼠标" }
    /// Below it; all there is where the pages come line by line.
    keys_are_enough() {
        en: "Arrows, Enter and Backspace are enough for every page. Line by line: type the number of a row, then Enter.",
        zh: "方向键、回车键和退格键就够用了。逐行显示时，输入行前的数字，再按回车键。",
    }
    /// Help.
    head_code_label() { en: "Code of this diary", zh: "日记校验码" }
    /// Help.
    head_code_meaning() {
        en: "It changes with every entry. Written down at a visit, it shows later that nothing was changed.",
        zh: "每记一条都会变。来院时抄下来，以后可以核对记录有没有被改动。",
    }
    /// The days of the strip without a dose.
    rest_word() { en: "rest", zh: "休息" }
    /// A mark of the strip.
    mark_taken() { en: "taken", zh: "已服" }
    /// A mark of the strip.
    mark_partly() { en: "partly", zh: "服了一部分" }
    /// A mark of the strip.
    mark_missed() { en: "not taken", zh: "没有服" }
    /// A mark of the strip.
    mark_vomited() { en: "vomited", zh: "服后吐了" }
    /// A mark of the strip.
    mark_due() { en: "due now", zh: "现在该服" }
    /// A mark of the strip.
    mark_open() { en: "not recorded", zh: "没有记录" }
    /// A mark of the strip.
    mark_upcoming() { en: "to come", zh: "还没到" }
    /// A mark of the strip.
    mark_held() { en: "paused", zh: "暂停" }
    /// A mark of the strip.
    mark_stopped() { en: "ended", zh: "已停药" }
    /// A mark of the strip.
    mark_extra() { en: "extra dose", zh: "多服" }

    /// Trouble.
    no_sample() { en: "The sample cannot be made.", zh: "示例数据没有做成。" }
    /// Trouble.
    not_saved_heading() { en: "This is NOT saved.", zh: "没有保存！" }
    /// Trouble.
    unknown_saved_heading() { en: "It is not known whether this is saved.", zh: "不确定有没有保存。" }
    /// Trouble.
    cannot_open_heading() { en: "The diary cannot be opened.", zh: "日记打不开。" }
    /// Trouble.
    not_saved_advice() {
        en: "Go back and try again. If it does not help, write it on paper and call your study team.",
        zh: "请返回再试一次。如果还是不行，先写在纸上，并给研究团队打电话。",
    }
    /// Trouble.
    unknown_saved_advice() {
        en: "Go back to today and look whether it stands there before you record it again.",
        zh: "请先回到今天那一页看看有没有这条记录，再决定要不要重新记。",
    }
    /// Trouble.
    cannot_open_advice() {
        en: "Nothing has been changed. Write your doses on paper until your study team has helped.",
        zh: "没有改动任何内容。请先把服药情况写在纸上，等研究团队来处理。",
    }
    /// A damaged file.
    out_of_date(line: u64) {
        en: "May be out of date: the file is damaged from line {line} on. Write it on paper until your study team has helped.",
        zh: "内容可能不是最新的：文件从第{line}行起损坏。请先写在纸上，等研究团队来处理。",
    }
    /// The clock has jumped.
    clock_jumped() { en: "The clock of this computer has changed.", zh: "这台电脑的时间变了。" }
    /// The clock has jumped.
    clock_says(now: &str) { en: "It says {now}. Is that right?", zh: "现在显示{now}，对吗？" }
    /// The clock is wrong.
    set_the_clock() { en: "Please set the clock of this computer first.", zh: "请先把这台电脑的时间调对。" }
    /// The clock is wrong.
    paper_until_clock() {
        en: "Nothing has been recorded. Until the clock is right, write your doses on paper.",
        zh: "还没有记录。时间调对之前，请先把服药情况写在纸上。",
    }
}
