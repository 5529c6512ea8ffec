//! What can be wrong with a protocol file, and where: data only.
//!
//! The words for people are made elsewhere, in both languages; `Display` is for developers. Nothing
//! here carries text from the file except through `PlainText`, which shows it harmlessly.

use std::fmt;

use crate::domain::calendar::Period;
use crate::domain::plain_text::PlainText;
use crate::domain::protocol::{ClockTime, CycleSlot, Decimal};
use crate::domain::symptoms::{Question, Term, Trigger};

/// One thing that is wrong with a protocol file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {kind}")]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// What.
    pub kind: ProblemKind,
}

/// Where in a protocol file a problem is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Place {
    /// The file as a whole.
    File,
    /// A position in the text, both counted from 1; the column counts bytes.
    Line {
        /// The line.
        line: usize,
        /// The column.
        column: usize,
    },
    /// A value by its way from the top, such as `drugs[1].periods[0].to`. Safe to print.
    Path(String),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Place::File => f.write_str("the file"),
            Place::Line { line, column } => write!(f, "line {line}, column {column}"),
            Place::Path(path) => f.write_str(path),
        }
    }
}

/// How a text fails to be JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BrokenJson {
    /// There is nothing in it.
    Empty,
    /// It begins with a byte order mark.
    ByteOrderMark,
    /// It ends before its last bracket is closed.
    EndsEarly,
    /// Something stands where JSON does not allow it.
    Syntax,
}

/// The sort of a JSON value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Found {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A whole number.
    WholeNumber,
    /// A number with a point or an exponent, or beyond 64 bits.
    Fraction,
    /// A text.
    Text,
    /// A list.
    List,
    /// An object.
    Object,
}

/// What should stand at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Wanted {
    /// An object.
    Object,
    /// A list.
    List,
    /// A text.
    Text,
    /// A whole number.
    WholeNumber,
    /// `true` or `false`.
    Flag,
    /// A time of the form `HH:MM`.
    Time,
    /// A code of lower-case letters, digits and hyphens, beginning with a letter, 31 at most.
    Code,
    /// A number of milligrams in quotation marks, such as `"150"` or `"2.5"`.
    Milligrams,
    /// A number in quotation marks from `min` to `max`, four decimals at most.
    Decimal {
        /// The smallest.
        min: Decimal,
        /// The largest.
        max: Decimal,
        /// What it usually is.
        example: Decimal,
    },
    /// A version number such as `"5.0"`.
    CtcaeVersion,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// An answer to this question, in quotation marks.
    AnswerTo(Question),
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProblemKind {
    /// The file has more bytes than are read.
    #[error("{bytes} bytes, the limit is {limit}")]
    FileTooLarge {
        /// Its size.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
    /// The rules, without blanks, have more bytes than one line of a diary can hold.
    #[error("{bytes} bytes without blanks, a diary takes {limit}")]
    TooLongForDiary {
        /// Their size.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
    /// The text is no JSON; nothing else could be checked.
    #[error("not JSON: {0:?}")]
    BrokenJson(BrokenJson),
    /// Lists and objects inside each other deeper than any rule needs.
    #[error("nested more than {limit} deep")]
    TooDeep {
        /// The limit.
        limit: usize,
    },
    /// The file names another format.
    #[error("format {found:?}, not {wanted:?}")]
    WrongFormat {
        /// What it names.
        found: PlainText,
        /// What it should name.
        wanted: &'static str,
    },
    /// The file needs a newer program.
    #[error("version {found}, newest known is {newest}")]
    NewerVersion {
        /// Its version.
        found: i128,
        /// The newest that this program reads.
        newest: u32,
    },
    /// The key stands there twice in the same object.
    #[error("the same key again")]
    DuplicateKey,
    /// No rule has this name.
    #[error("unknown key")]
    UnknownKey,
    /// The key is not there.
    #[error("missing{}", if *.may_be_null { ", write null if it is not known" } else { "" })]
    MissingKey {
        /// Whether the rule may be left open, by writing `null`.
        may_be_null: bool,
    },
    /// The value is of another sort.
    #[error("{wanted:?} wanted, found {found:?}")]
    WrongType {
        /// What should stand there.
        wanted: Wanted,
        /// What stands there.
        found: Found,
    },
    /// The text does not have the form wanted.
    #[error("{wanted:?} wanted, found {found:?}")]
    BadValue {
        /// What should stand there.
        wanted: Wanted,
        /// What stands there.
        found: PlainText,
    },
    /// The number is too small or too large.
    #[error("{found} is not from {min} to {max}")]
    OutOfRange {
        /// The number.
        found: i128,
        /// The smallest allowed.
        min: u16,
        /// The largest allowed.
        max: u16,
    },
    /// The text is empty or blank.
    #[error("empty text")]
    EmptyText,
    /// The text has more characters than are shown.
    #[error("{chars} characters, the limit is {limit}")]
    TextTooLong {
        /// Its length in characters.
        chars: usize,
        /// The limit.
        limit: usize,
    },
    /// The text holds a control character, a direction mark or an invisible character.
    #[error("character {} may not be in a text: {}", .position, .character.escape_unicode())]
    UnsafeText {
        /// The first such character.
        character: char,
        /// Its position, from 1.
        position: usize,
    },
    /// The list has nothing in it.
    #[error("empty list")]
    EmptyList,
    /// The list has more members than can be used.
    #[error("{found} members, the limit is {limit}")]
    ListTooLong {
        /// How many.
        found: usize,
        /// The limit.
        limit: usize,
    },
    /// The same value stands earlier in the list.
    #[error("{value:?} stands at {first} already")]
    Repeated {
        /// The value.
        value: PlainText,
        /// Where it stands first.
        first: Place,
    },
    /// A step of a dose reduction is not smaller than the one before it.
    #[error("{step} is not smaller than {before}")]
    StepsNotFalling {
        /// The step.
        step: u16,
        /// The one before it.
        before: u16,
    },
    /// `once` stands beside another period of the same drug.
    #[error("once stands beside another period")]
    OnceWithOthers,
    /// Two periods stand in the wrong order.
    #[error("{second} stands behind {first} but comes before it")]
    PeriodsOutOfOrder {
        /// The one that stands first.
        first: Period,
        /// The one behind it.
        second: Period,
    },
    /// A period begins before the one ahead of it is over.
    #[error("{second} begins before {first} is over")]
    PeriodsOverlap {
        /// The earlier one.
        first: Period,
        /// The later one.
        second: Period,
    },
    /// A period begins at a time that belongs to the diary day before.
    #[error("{from} lies before {day_starts_at}, the beginning of the diary day")]
    PeriodBeforeDay {
        /// Where it begins.
        from: ClockTime,
        /// When the diary day begins.
        day_starts_at: ClockTime,
    },
    /// A period reaches into the next diary day.
    #[error("from {from} to {to} reaches past {day_starts_at}, the end of the diary day")]
    PeriodPastDay {
        /// Where it begins.
        from: ClockTime,
        /// Where it ends.
        to: ClockTime,
        /// When the diary day ends.
        day_starts_at: ClockTime,
    },
    /// The usual time lies outside its period.
    #[error("{usual} is not from {from} to {to}")]
    UsualTimeOutside {
        /// The usual time.
        usual: ClockTime,
        /// Where the period begins.
        from: ClockTime,
        /// Where it ends.
        to: ClockTime,
    },
    /// A slot names a period that the drug does not have.
    #[error("the drug has no period {period}")]
    PeriodNotOfDrug {
        /// The period.
        period: Period,
    },
    /// A slot lies behind the end of the cycle.
    #[error("day {day} of a cycle of {cycle_length} days")]
    SlotBeyondCycle {
        /// Its day.
        day: u16,
        /// The length of the cycle in days.
        cycle_length: u16,
    },
    /// The last slot comes before the first.
    #[error("the last slot ({last:?}) comes before the first ({first:?})")]
    LastSlotBeforeFirst {
        /// The first slot.
        first: CycleSlot,
        /// The last slot.
        last: CycleSlot,
    },
    /// Fasting hours for a drug whose food rule is not an empty stomach.
    #[error("fasting hours without the rule empty_stomach")]
    FastingWithoutEmptyStomach,
    /// The hours to aim for are fewer than those below which the program asks.
    #[error("aim {aim} h is less than warn below {warn_below} h")]
    AimBelowWarning {
        /// Hours to aim for.
        aim: u16,
        /// Hours below which two intakes are asked about.
        warn_below: u16,
    },
    /// A trigger names a question that is not asked about its symptom.
    #[error("{term} does not ask {question}")]
    QuestionNotAsked {
        /// The symptom.
        term: Term,
        /// The question.
        question: Question,
    },
    /// What the built-in protocol asks a call for is asked for later, less urgently, or not at all.
    #[error("weaker than the built-in {built_in:?} for {term}")]
    WeakerThanBuiltIn {
        /// The symptom.
        term: Term,
        /// The built-in trigger.
        built_in: Trigger,
    },
    /// A text for the patient does not say where to call.
    #[error("{{{name}}} is missing")]
    MissingPlaceholder {
        /// The name that must stand there in braces.
        name: &'static str,
    },
    /// Braces around something that is never filled in.
    #[error("{found} is not known")]
    UnknownPlaceholder {
        /// What stands there.
        found: PlainText,
    },
    /// The text for an emergency names the study team before the emergency number.
    #[error("{{phone}} comes before {{emergency}}")]
    EmergencyNotFirst,
    /// Checked clean, and still not readable: a fault of this program, not of the file.
    #[error("checked clean but not read: {detail}")]
    NotRead {
        /// What the reader said.
        detail: String,
    },
}
