//! What the command line says around its results.

use super::sentences;

sentences! {
    /// The heading of a refusal.
    nothing_recorded() { en: "Nothing was recorded.", zh: "没有记录任何内容。" }
    /// The heading of an error of the command itself.
    wrong_usage() { en: "The command is not complete or not right.", zh: "命令不完整或不正确。" }
    /// Where to find the usage.
    see_help(command: &str) { en: "See: {command}", zh: "用法请看：{command}" }
    /// Guards without a terminal.
    needs_yes() {
        en: "To record it all the same, add --yes.",
        zh: "如果仍然要记录，请加上 --yes。",
    }
    /// The person said no.
    declined() { en: "Nothing was recorded, as you wished.", zh: "按您的意思，没有记录。" }
    /// Something was recorded meanwhile.
    changed_meanwhile() {
        en: "The diary has changed in the meantime: another program has recorded something. Look at it again: dosebook today",
        zh: "日记刚刚被另一个程序更新了。请再看一下：dosebook today",
    }
    /// Consent for an intake beside the slots.
    add_extra() {
        en: "If it was swallowed all the same: dosebook taken, with --extra and --units.",
        zh: "如果药已经服了：请用 dosebook taken，并加上 --extra 和 --units。",
    }
    /// How to state units.
    add_units() { en: "For example: --units 2x500", zh: "例如：--units 2x500" }
    /// How fewer units are given.
    add_slot_units() { en: "For example: --units capecitabine:am=3x500", zh: "例如：--units capecitabine:am=3x500" }
    /// How to correct.
    see_correct(seq: u64) {
        en: "dosebook correct {seq} --reason ... changes it.",
        zh: "更正：dosebook correct {seq} --reason ...",
    }
    /// Yes or no, asked on a terminal.
    yes_or_no(question: &str) { en: "{question} [y/n] ", zh: "{question} [y是/n否] " }
    /// Yes, no or not sure.
    yes_no_unsure(question: &str) {
        en: "{question} [y/n/? not sure] ",
        zh: "{question} [y是/n否/?不清楚] ",
    }
    /// An answer that is none.
    answer_again() { en: "Please answer with one of the letters.", zh: "请输入括号里的字母。" }
    /// An ambiguous wall-clock time.
    earlier_of_two(time: &str) {
        en: "The clock showed {time} twice on that day; the earlier one is meant.",
        zh: "那天的钟表两次显示{time}，按较早的一次记录。",
    }
    /// A wall-clock time that did not exist.
    never_shown(time: &str) {
        en: "The clock never showed {time} on that day: it was put forward. Name another time.",
        zh: "那天的钟表拨快了，没有{time}这个时间。请换一个时间。",
    }
    /// A value that is not understood.
    bad_value(option: &str, found: &str, wanted: &str) {
        en: "{option}: \"{found}\" is not {wanted}.",
        zh: "{option}：“{found}”不是{wanted}。",
    }
    /// What may stand once stands twice.
    named_twice(what: &str) { en: "{what} is named twice.", zh: "{what}写了两次。" }
    /// Options that have no meaning for the entry to be corrected.
    options_do_not_fit(options: &str, entry: &str) {
        en: "{options}: not for this entry ({entry}).",
        zh: "{options}不适用于这条记录（{entry}）。",
    }
    /// What a date looks like.
    wanted_date() { en: "a date such as 2026-11-04, from 2000 to 2199", zh: "像2026-11-04这样的日期（2000至2199年）" }
    /// A date that is not ahead.
    wanted_date_not_ahead() { en: "today or an earlier date", zh: "今天或以前的日期" }
    /// What a time looks like.
    wanted_time() { en: "a time such as 08:10", zh: "像08:10这样的时间" }
    /// What a period looks like.
    wanted_period() { en: "once, am or pm", zh: "once、am 或 pm" }
    /// What a place in the order of slots looks like.
    wanted_from() { en: "a date, or a date and period such as 2026-11-04:pm", zh: "日期，或像2026-11-04:pm这样的日期和时段" }
    /// What units look like.
    wanted_units() { en: "a whole number of units by strength, such as 4x150+2x500", zh: "像4x150+2x500这样的整片数量" }
    /// What units of a slot look like.
    wanted_slot_units() { en: "of the form capecitabine:am=4x150+2x500", zh: "像capecitabine:am=4x150+2x500这样的格式" }
    /// What the units of a period look like.
    wanted_period_units() { en: "of the form am=4x150+2x500", zh: "像am=4x150+2x500这样的格式" }
    /// What a setting of a drug looks like.
    wanted_drug_number() { en: "of the form capecitabine=6", zh: "像capecitabine=6这样的格式" }
    /// What a usual time looks like.
    wanted_usual_time() { en: "of the form capecitabine:am=08:00", zh: "像capecitabine:am=08:00这样的格式" }
    /// What strengths look like.
    wanted_strengths() { en: "of the form utidelone=50,100", zh: "像utidelone=50,100这样的格式" }
    /// What a text of a drug looks like.
    wanted_drug_text() { en: "of the form utidelone:en=TEXT or utidelone:zh-Hans=TEXT", zh: "像utidelone:zh-Hans=文字这样的格式" }
    /// What a text in a language looks like.
    wanted_text() { en: "of the form en=TEXT or zh-Hans=TEXT", zh: "像zh-Hans=文字这样的格式" }
    /// A text is wanted in both languages.
    both_languages(option: &str) {
        en: "{option}: the text is needed in both languages, en= and zh-Hans=.",
        zh: "{option}：需要中英文两种文字，en= 和 zh-Hans= 。",
    }
    /// What a subject code looks like.
    wanted_subject() { en: "a participant code of letters, digits, '-', '_' and '.', not ending in .site", zh: "由字母、数字、'-'、'_'和'.'组成、不以 .site 结尾的受试者编号" }
    /// What initials look like.
    wanted_initials() { en: "initials of 1 to 8 letters", zh: "1至8个字母的姓名缩写" }
    /// What a telephone number looks like.
    wanted_phone() { en: "a telephone number such as 010-12345678 or 010-12345678 ext 801", zh: "电话号码，例如 010-12345678 或 010-12345678转801" }
    /// A value.
    wanted_date_time() { en: "a date and time such as 2026-11-04T10:30", zh: "日期和时间，例如 2026-11-04T10:30" }
    /// A value.
    wanted_bsa() { en: "square metres such as 1.62", zh: "体表面积（平方米），例如 1.62" }
    /// What an answer about a symptom looks like.
    wanted_answer() { en: "of the form night=yes", zh: "像night=yes这样的格式" }
    /// Beside what a question takes.
    or_not_sure(wanted: &str) { en: "{wanted}, or not-sure", zh: "{wanted}，或 not-sure" }
    /// The same question answered by two options.
    answered_twice(question: &str) {
        en: "{question} is answered twice.",
        zh: "{question} 回答了两次。",
    }
    /// A question that the symptom does not have.
    not_asked_about(symptom: &str, option: &str, known: &str) {
        en: "{option} is not asked about \"{symptom}\". Its questions: {known}",
        zh: "“{symptom}”没有{option}这个问题。它的问题：{known}",
    }
    /// Questions that decide about a call have no answer.
    questions_open(symptom: &str) {
        en: "{symptom}: these questions may decide about a call and have no answer:",
        zh: "{symptom}：下面的问题关系到要不要打电话，还没有回答：",
    }
    /// What can be answered to every question.
    not_sure_is_an_answer() {
        en: "\"not-sure\" is an answer too. Nothing was recorded.",
        zh: "不确定可以写 not-sure。没有记录任何内容。",
    }
    /// A typed answer that is none.
    answer_wanted(wanted: &str) {
        en: "Please answer with {wanted}, or ? if you are not sure.",
        zh: "请输入{wanted}，不确定请输入 ? 。",
    }
    /// What is missing.
    options_missing(options: &str) { en: "Missing: {options}.", zh: "缺少：{options}。" }
    /// Nothing of what was asked for changes anything.
    no_change_named() {
        en: "Say what to change, or --withdraw to take it back.",
        zh: "请说明要改什么，或用 --withdraw 撤回。",
    }
    /// No home folder.
    no_home() {
        en: "The home folder is not known, so there is no place for the diary. Name a file with --diary or DOSEBOOK_DIARY.",
        zh: "找不到用户主文件夹，不知道日记放在哪里。请用 --diary 或 DOSEBOOK_DIARY 指定文件。",
    }
    /// A clock that is no time.
    bad_clock(found: &str) {
        en: "DOSEBOOK_NOW is \"{found}\", not a time such as 2026-11-04T08:12:05+08:00.",
        zh: "DOSEBOOK_NOW 的值“{found}”不是像 2026-11-04T08:12:05+08:00 这样的时间。",
    }
    /// A machine's clock of another century.
    clock_off(now: &str) {
        en: "The clock of this computer shows {now}. Set its date, then record it again. Until then write it on paper.",
        zh: "这台电脑的时钟显示{now}。请先调好日期再记录，在那之前请记在纸上。",
    }
    /// The heading of an error with a file.
    file_heading(path: &str) { en: "{path}:", zh: "{path}：" }
    /// Output that cannot be written.
    output_failed(source: &str) { en: "The output cannot be written: {source}.", zh: "无法输出：{source}。" }
    /// The record is on the disk although the output failed.
    recorded_anyway() { en: "The entry IS recorded.", zh: "记录已经保存。" }
    /// Everything written down by hand first.
    write_on_paper() {
        en: "Write it on paper until your study team has helped.",
        zh: "请先记在纸上，等研究团队来处理。",
    }
    /// The diary is set up.
    set_up_done(subject: &str, path: &str) {
        en: "The diary of participant {subject} is set up: {path}",
        zh: "受试者 {subject} 的日记已建立：{path}",
    }
    /// What there is in a verified file.
    verified(path: &str, entries: &str, code: &str) {
        en: "{path}: {entries}, all verified. Code of the last entry: {code}",
        zh: "{path}：{entries}，全部校验通过。最后一条的校验码：{code}",
    }
    /// What there is in a file that is not whole.
    verified_until(path: &str, entries: &str, code: &str) {
        en: "{path}: {entries} verified up to the damage. Code of the last good entry: {code}",
        zh: "{path}：损坏之前的{entries}校验通过。最后一条完好记录的校验码：{code}",
    }
    /// What is lost behind the damage.
    lost_behind(lines: &str, bytes: &str) {
        en: "Not trusted from there on: {lines}, {bytes}.",
        zh: "从那里起不可信：{lines}，{bytes}。",
    }
    /// A line that repeats an id.
    repeated_id(line: u64, first: u64) {
        en: "Line {line} repeats the entry of line {first}; it counts once.",
        zh: "第{line}行重复了第{first}行的记录，只算一次。",
    }
    /// Entries under a fixed clock.
    fixed_clock_entries(count: &str) {
        en: "{count} made under a fixed clock (DOSEBOOK_NOW).",
        zh: "{count}是在固定时钟（DOSEBOOK_NOW）下记的。",
    }
    /// No diary in a folder.
    no_diaries(folder: &str) { en: "{folder}: no diary in this folder.", zh: "{folder}：文件夹里没有日记。" }
    /// A protocol that is right.
    protocol_good(path: &str, title: &str) {
        en: "{path}: no problem found. {title}",
        zh: "{path}：没有发现问题。{title}",
    }
    /// A protocol that is not.
    protocol_bad(path: &str, count: &str) { en: "{path}: {count}", zh: "{path}：{count}" }
    /// The diary goes on in a new file.
    recovered_to(path: &str, kept: u64, lost: u64) {
        en: "{path}: {kept} lines kept, {lost} lost. The old file is as it was. Use the new one from now on.",
        zh: "{path}：保留{kept}行，丢失{lost}行。旧文件没有改动。以后请使用新文件。",
    }
    /// What an undo takes back.
    takes_back(what: &str) { en: "Takes back: {what}", zh: "将撤回：{what}" }
    /// Extra doses of the day.
    extra_dose_line(drug: &str, mg: &str) { en: "Extra dose: {drug}, {mg}", zh: "多服：{drug}，{mg}" }
    /// Doses of the day before that nobody has recorded.
    yesterday_open(list: &str) {
        en: "Yesterday, not recorded yet: {list}. Record it with --date.",
        zh: "昨天还没有记录：{list}。请用 --date 补记。",
    }
    /// Orders that nobody has confirmed.
    orders_unconfirmed(entries: &str) {
        en: "Orders you were told that your study team has not confirmed: entry {entries}.",
        zh: "您记录的、研究团队还没有确认的医嘱：第{entries}条记录。",
    }
    /// Where the sample is.
    sample_made(path: &str) { en: "Sample diary: {path}", zh: "示例日记：{path}" }
    /// Where the study folder of made-up participants is.
    sample_study_made(participants: u32, path: &str) {
        en: "Sample study, {participants} made-up participants: {path}",
        zh: "示例研究，{participants}名虚构的受试者：{path}",
    }
    /// Corrected by a later entry.
    corrected_by(seq: u64) { en: "corrected by entry {seq}", zh: "已由第{seq}条更正" }
    /// Taken back by a later entry.
    taken_back_by(seq: u64) { en: "taken back by entry {seq}", zh: "已由第{seq}条撤回" }
    /// Recorded under a fixed clock.
    fixed_clock() { en: "fixed clock", zh: "固定时钟" }
    /// A value that an option does not take.
    not_allowed(arg: &str, value: &str) { en: "{arg}: \"{value}\" is not allowed.", zh: "{arg}：不能是“{value}”。" }
    /// The values that there are.
    allowed_values(values: &str) { en: "Allowed: {values}.", zh: "可选：{values}。" }
    /// An option that stands without its value.
    value_missing(arg: &str) { en: "{arg}: the value is missing.", zh: "{arg}：后面缺少内容。" }
    /// Two options of which only one may stand.
    not_together(arg: &str, other: &str) {
        en: "{arg} and {other} cannot stand together.",
        zh: "{arg}和{other}不能同时使用。",
    }
    /// A command that needs another one behind it.
    command_missing(command: &str) {
        en: "{command}: say what to do.",
        zh: "{command}：后面还要写明做什么。",
    }
    /// Something on the command line that has no meaning there.
    not_understood(arg: &str) { en: "\"{arg}\" has no meaning here.", zh: "这里不认识“{arg}”。" }
    /// An argument that is no text.
    not_utf8() { en: "An argument is not UTF-8 text.", zh: "有的参数不是UTF-8文字。" }
    /// The machine's clock.
    doctor_clock(now: &str) { en: "Clock of this computer: {now}", zh: "电脑时钟：{now}" }
    /// A fixed clock.
    doctor_fixed_clock(now: &str) { en: "Clock fixed by DOSEBOOK_NOW: {now}", zh: "时钟固定在（DOSEBOOK_NOW）：{now}" }
    /// The language in use.
    doctor_language(name: &str) { en: "Language: {name}", zh: "语言：{name}" }
    /// Where the diary is.
    doctor_diary(path: &str) { en: "Diary: {path}", zh: "日记：{path}" }
    /// Permissions that keep others out.
    doctor_mode(path: &str, mode: &str) { en: "{path}: permissions {mode}, yours only", zh: "{path}：权限{mode}，只有您能打开" }
    /// Permissions that keep the owner out.
    doctor_mode_closed(path: &str, mode: &str, wanted: &str) {
        en: "{path}: permissions {mode}: not even its owner may read and write it; {wanted} would let you",
        zh: "{path}：权限{mode}，连文件的主人也不能读写；改为{wanted}就可以",
    }
    /// Permissions that let others in.
    doctor_mode_open(path: &str, mode: &str, wanted: &str) {
        en: "{path}: permissions {mode}: other users of this computer can reach it; {wanted} would keep them out",
        zh: "{path}：权限{mode}，这台电脑的其他用户也能打开；改为{wanted}可以避免",
    }
    /// Whether input and output are a terminal.
    doctor_terminal(input: &str, output: &str) { en: "On a terminal: input {input}, output {output}", zh: "是否接在终端上：输入{input}，输出{output}" }
    /// The size of the terminal.
    doctor_size(columns: u16, rows: u16) { en: "Size: {columns} x {rows}", zh: "大小：{columns} x {rows}" }
    /// Whether colours are used.
    doctor_colour(used: &str) { en: "Colours: {used}", zh: "是否用颜色：{used}" }
    /// The row of all cycles together.
    all_cycles() { en: "all", zh: "合计" }
    /// A figure with an empty denominator.
    not_applicable() { en: "n/a", zh: "不适用" }
    /// Asks for the participant's code.
    ask_subject() { en: "Participant code: ", zh: "受试者编号：" }
    /// Asks for the units of a dose.
    ask_units(drug: &str, period: &str) {
        en: "{drug}, {period}: how many, such as 4x150+2x500 (empty: not known yet): ",
        zh: "{drug}（{period}）每次服多少，例如 4x150+2x500（不知道请直接回车）：",
    }
    /// Asks for day 1.
    ask_cycle_start() {
        en: "Day 1 of cycle 1, such as 2026-11-02 (empty: not known yet): ",
        zh: "第1周期第1天，例如 2026-11-02（不知道请直接回车）：",
    }
    /// Asks for a number.
    ask_phone_day() { en: "Study team's telephone by day: ", zh: "研究团队白天电话：" }
    /// Asks for a number.
    ask_phone_night() { en: "Study team's telephone by night: ", zh: "研究团队夜间电话：" }
    /// Asks for a number.
    ask_emergency() { en: "Emergency number: ", zh: "急救电话：" }
    /// Asks for initials.
    ask_initials() { en: "Your initials (staff): ", zh: "工作人员姓名缩写：" }
}

impl super::Text {
    /// The columns of the table of adherence figures.
    pub fn adherence_columns(self) -> Vec<String> {
        let columns = [
            ("participant", "受试者"),
            ("drug", "药物"),
            ("cycle", "周期"),
            ("from", "从"),
            ("to", "至"),
            ("dose adherence", "服药依从性"),
            ("recorded only", "仅计已记录"),
            ("amount", "药量"),
            ("correct days", "全天正确"),
            ("food rule", "饮食要求"),
            ("dose intensity", "剂量强度"),
            ("coverage", "记录率"),
            ("extra", "多服"),
        ];
        columns
            .map(|(en, zh)| self.pick(en, zh).to_owned())
            .to_vec()
    }
}
