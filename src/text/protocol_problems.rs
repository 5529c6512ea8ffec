//! What is wrong with a protocol file, each with its place.

use super::{Text, say};
use crate::domain::calendar::Period;
use crate::domain::plain_text::PlainText;
use crate::domain::protocol::{BrokenJson, CycleSlot, Found, Place, Problem, ProblemKind, Wanted};

impl Text {
    /// A problem of a protocol file with its place, in one line.
    pub fn protocol_problem(self, problem: &Problem) -> String {
        let place = self.place(&problem.place);
        let what = self.problem_kind(&problem.kind);
        say!(self, en: "{place}: {what}", zh: "{place}：{what}")
    }

    fn place(self, place: &Place) -> String {
        match place {
            Place::File => self.pick("the file", "整个文件").to_owned(),
            Place::Line { line, column } => {
                say!(self, en: "line {line}, column {column}", zh: "第{line}行第{column}列")
            }
            Place::Path(path) => PlainText::new(path.as_str()).to_string(),
        }
    }

    fn problem_kind(self, kind: &ProblemKind) -> String {
        match kind {
            ProblemKind::FileTooLarge { bytes, limit }
            | ProblemKind::TooLongForDiary { bytes, limit } => {
                say!(self, en: "{bytes} bytes are too many, the limit is {limit}", zh: "{bytes}字节太大，上限{limit}")
            }
            ProblemKind::BrokenJson(broken) => self.broken_json(*broken).to_owned(),
            ProblemKind::TooDeep { limit } => {
                say!(self, en: "nested more than {limit} deep", zh: "嵌套超过{limit}层")
            }
            ProblemKind::WrongFormat { found, wanted } => {
                say!(self, en: "the format is \"{found}\", not \"{wanted}\"", zh: "格式是“{found}”，应为“{wanted}”")
            }
            ProblemKind::NewerVersion { found, newest } => {
                say!(self, en: "version {found} needs a newer program (this one reads up to {newest})", zh: "版本{found}需要新程序（本程序最高读到{newest}）")
            }
            ProblemKind::DuplicateKey => self
                .pick("this key stands twice", "这个键出现了两次")
                .to_owned(),
            ProblemKind::UnknownKey => self
                .pick("no rule has this name", "没有这个名称的规则")
                .to_owned(),
            ProblemKind::MissingKey { may_be_null: true } => self
                .pick(
                    "missing; write null if it is not known",
                    "缺少；如果不知道请写 null",
                )
                .to_owned(),
            ProblemKind::MissingKey { may_be_null: false } => {
                self.pick("missing", "缺少").to_owned()
            }
            ProblemKind::WrongType { wanted, found } => {
                let (wanted, found) = (self.wanted(wanted), self.found(*found));
                say!(self, en: "{wanted} is wanted, this is {found}", zh: "应为{wanted}，现在是{found}")
            }
            ProblemKind::BadValue { wanted, found } => {
                let wanted = self.wanted(wanted);
                say!(self, en: "\"{found}\" is not {wanted}", zh: "“{found}”不是{wanted}")
            }
            ProblemKind::OutOfRange { found, min, max } => {
                say!(self, en: "{found} is not from {min} to {max}", zh: "{found}不在{min}到{max}之间")
            }
            ProblemKind::EmptyText => self.pick("the text is empty", "文字是空的").to_owned(),
            ProblemKind::TextTooLong { chars, limit } => {
                say!(self, en: "{chars} characters are too many, the limit is {limit}", zh: "{chars}个字符太长，上限{limit}")
            }
            ProblemKind::UnsafeText {
                character,
                position,
            } => {
                let character = character.escape_unicode();
                say!(self, en: "character {position} ({character}) may not stand in a text", zh: "第{position}个字符（{character}）不能用在文字里")
            }
            ProblemKind::EmptyList => self.pick("the list is empty", "列表是空的").to_owned(),
            ProblemKind::ListTooLong { found, limit } => {
                say!(self, en: "{found} members are too many, the limit is {limit}", zh: "{found}项太多，上限{limit}")
            }
            ProblemKind::Repeated { value, first } => {
                let first = self.place(first);
                say!(self, en: "\"{value}\" stands at {first} already", zh: "“{value}”已在{first}出现过")
            }
            ProblemKind::StepsNotFalling { step, before } => {
                say!(self, en: "{step} is not smaller than {before} before it", zh: "{step}不比前一项{before}小")
            }
            ProblemKind::OnceWithOthers => self
                .pick(
                    "\"once\" cannot stand beside another period",
                    "“once”不能和别的时段并列",
                )
                .to_owned(),
            ProblemKind::PeriodsOutOfOrder { first, second } => {
                say!(self, en: "{second} comes before {first} in a day", zh: "{second}在一天里早于{first}")
            }
            ProblemKind::PeriodsOverlap { first, second } => {
                say!(self, en: "{second} begins before {first} is over", zh: "{second}在{first}结束前就开始了")
            }
            ProblemKind::PeriodBeforeDay {
                from,
                day_starts_at,
            } => {
                say!(self, en: "{from} lies before {day_starts_at}, the beginning of the diary day", zh: "{from}早于日记日的开始时间{day_starts_at}")
            }
            ProblemKind::PeriodPastDay {
                from,
                to,
                day_starts_at,
            } => {
                say!(self, en: "{from} to {to} reaches past {day_starts_at}, the end of the diary day", zh: "{from}至{to}超过了日记日的结束时间{day_starts_at}")
            }
            ProblemKind::UsualTimeOutside { usual, from, to } => {
                say!(self, en: "{usual} is not between {from} and {to}", zh: "{usual}不在{from}至{to}之间")
            }
            ProblemKind::PeriodNotOfDrug { period } => {
                say!(self, en: "the drug has no period \"{period}\"", zh: "这个药没有“{period}”时段")
            }
            ProblemKind::SlotBeyondCycle { day, cycle_length } => {
                say!(self, en: "day {day} lies behind the end of the cycle ({cycle_length} days)", zh: "第{day}天超出了周期（{cycle_length}天）")
            }
            ProblemKind::LastSlotBeforeFirst { first, last } => {
                let (first, last) = (cycle_slot(*first), cycle_slot(*last));
                say!(self, en: "the last dose ({last}) comes before the first ({first})", zh: "最后一次（{last}）早于第一次（{first}）")
            }
            ProblemKind::FastingWithoutEmptyStomach => self
                .pick(
                    "hours without food need the rule empty_stomach",
                    "空腹小时数只能用于 empty_stomach 规则",
                )
                .to_owned(),
            ProblemKind::AimBelowWarning { aim, warn_below } => {
                say!(self, en: "the aim of {aim} hours is less than the {warn_below} hours of the question", zh: "目标间隔{aim}小时小于提醒间隔{warn_below}小时")
            }
            ProblemKind::QuestionNotAsked { term, question } => {
                say!(self, en: "\"{term}\" does not ask \"{question}\"", zh: "“{term}”没有“{question}”这个问题")
            }
            ProblemKind::WeakerThanBuiltIn { term, built_in } => {
                let (term, rule) = (self.term(*term), self.trigger(built_in));
                say!(self, en: "weaker than the built-in rule for {term}, which stays: {rule}", zh: "比内置规则弱（{term}），内置规则不能放宽：{rule}")
            }
            ProblemKind::MissingPlaceholder { name } => {
                say!(self, en: "{{{name}}} must stand in this text, for the number to call", zh: "这段文字里必须有{{{name}}}，用来显示要拨打的电话")
            }
            ProblemKind::UnknownPlaceholder { found } => {
                say!(self, en: "only {{phone}} and {{emergency}} are filled in, not {found}", zh: "只有{{phone}}和{{emergency}}会被替换，这里是{found}")
            }
            ProblemKind::EmergencyNotFirst => {
                say!(self, en: "{{emergency}} must stand before {{phone}}", zh: "{{emergency}}必须在{{phone}}前面")
            }
            ProblemKind::NotRead { detail } => {
                let detail = PlainText::new(detail.as_str());
                say!(self, en: "checked clean but not readable, a fault of this program: {detail}", zh: "检查通过但无法读取，这是本程序的错误：{detail}")
            }
        }
    }

    fn broken_json(self, broken: BrokenJson) -> &'static str {
        match broken {
            BrokenJson::Empty => self.pick("there is nothing in it", "文件里没有内容"),
            BrokenJson::ByteOrderMark => self.pick(
                "it begins with a byte order mark; save it without",
                "开头有字节顺序标记，请去掉后保存",
            ),
            BrokenJson::EndsEarly => self.pick("it ends too early", "没有写完就结束了"),
            BrokenJson::Syntax => self.pick("this is not JSON", "这里不符合 JSON 格式"),
        }
    }

    fn wanted(self, wanted: &Wanted) -> String {
        match wanted {
            Wanted::Object => self.pick("an object", "对象").to_owned(),
            Wanted::List => self.pick("a list", "列表").to_owned(),
            Wanted::Text => self.pick("a text", "文字").to_owned(),
            Wanted::WholeNumber => self.pick("a whole number", "整数").to_owned(),
            Wanted::Flag => self.pick("true or false", "true 或 false").to_owned(),
            Wanted::Decimal { min, max, example } => {
                say!(self, en: "a number in quotation marks from \"{min}\" to \"{max}\", with four decimals at most and no needless zeros, such as \"{example}\"", zh: "带引号的数，\"{min}\"到\"{max}\"，最多四位小数，末尾不写多余的0，例如\"{example}\"")
            }
            Wanted::Time => self
                .pick("a time such as 08:00", "像08:00这样的时间")
                .to_owned(),
            Wanted::Code => self
                .pick(
                    "a code of lower-case letters, digits and hyphens",
                    "由小写字母、数字和连字符组成的代码",
                )
                .to_owned(),
            Wanted::Milligrams => self
                .pick(
                    "a number of mg in quotation marks, such as \"150\"",
                    "带引号的毫克数，例如\"150\"",
                )
                .to_owned(),
            Wanted::CtcaeVersion => self
                .pick("a version such as \"5.0\"", "像\"5.0\"这样的版本号")
                .to_owned(),
            Wanted::AnswerTo(question) => {
                let kind = self.threshold_wanted(*question);
                say!(self, en: "{kind}, in quotation marks", zh: "带引号的{kind}")
            }
            Wanted::OneOf(words) => {
                let words = self.list(words);
                say!(self, en: "one of {words}", zh: "以下之一：{words}")
            }
        }
    }

    fn found(self, found: Found) -> &'static str {
        match found {
            Found::Null => "null",
            Found::Boolean => self.pick("true or false", "真假值"),
            Found::WholeNumber => self.pick("a whole number", "整数"),
            Found::Fraction => self.pick("a fraction", "小数"),
            Found::Text => self.pick("a text", "文字"),
            Found::List => self.pick("a list", "列表"),
            Found::Object => self.pick("an object", "对象"),
        }
    }
}

fn cycle_slot(slot: CycleSlot) -> String {
    let CycleSlot { day, period } = slot;
    let period: Period = period;
    format!("{day} {period}")
}
