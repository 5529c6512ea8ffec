//! What can go wrong with a journal.
//!
//! The messages are plain English for logs and tests; what a person reads is made from the fields by
//! the layers above. Text from the file is carried as [`PlainText`], never bare.

use std::io;
use std::path::PathBuf;

use super::chain::Damage;
use super::{MAX_DEPTH, MAX_FILE_BYTES, MAX_LINE_BYTES};
use crate::domain::ids::EntryId;
use crate::domain::plain_text::PlainText;

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// Ends with CR LF: some program converted the file.
    #[error("line ends were converted to CR LF")]
    CarriageReturn,
    /// Begins with a byte order mark: some editor saved the file.
    #[error("a byte order mark was put before it")]
    ByteOrderMark,
    /// UTF-16: some editor saved the file so.
    #[error("it was saved as UTF-16")]
    Utf16,
    /// Nothing, or blanks only.
    #[error("a blank line")]
    Blank,
    /// NUL bytes, as a disk leaves them after a power cut.
    #[error("NUL bytes")]
    Nul,
    /// Bytes that are no UTF-8.
    #[error("not UTF-8")]
    NotUtf8,
    /// More bytes than a line may have.
    #[error("longer than {MAX_LINE_BYTES} bytes")]
    TooLong,
    /// Not closed by `"prev"` and `"hash"`.
    #[error("does not end with \"prev\" and \"hash\"")]
    NotClosed,
    /// The hash is not the one of the line's bytes.
    #[error("the bytes do not match their hash")]
    HashMismatch,
    /// Not JSON of an entry's shape.
    #[error("not an entry: {0}")]
    NotAnEntry(PlainText),
    /// An event that cannot be read.
    #[error("the event cannot be read: {0}")]
    Event(PlainText),
    /// Objects and lists too deep.
    #[error("nested deeper than {MAX_DEPTH} levels")]
    TooDeep,
    /// One name twice in an object.
    #[error("the name {0:?} stands twice in one object")]
    DuplicateName(PlainText),
    /// A name that only the line itself may use.
    #[error("the name {0:?} is reserved")]
    ReservedName(PlainText),
    /// A number that is not its position: a line was cut out, put in, or swapped.
    #[error("numbered {found} where {wanted} belongs")]
    WrongSeq {
        /// The number it carries.
        found: u64,
        /// Its position.
        wanted: u64,
    },
    /// `prev` is not the hash of the line before.
    #[error("does not continue the line before")]
    BrokenLink,
    /// The first line opens no diary.
    #[error("the first line opens no diary")]
    NotOpened,
    /// A later line opens a diary again.
    #[error("opens a diary in the middle of one")]
    OpenedAgain,
    /// The first line opens something else.
    #[error("of another format: {0:?}")]
    Format(PlainText),
}

impl Problem {
    pub(super) fn not_json(error: &serde_json::Error) -> Problem {
        Problem::NotAnEntry(PlainText::new(error.to_string()))
    }
}

/// What was being done when the system refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    /// Opening a file.
    Open,
    /// Making a file or its folder.
    Create,
    /// Reading.
    Read,
    /// Locking.
    Lock,
    /// Drawing a random number.
    Random,
    /// Setting a torn tail aside.
    SetAside,
    /// Writing.
    Write,
    /// Making the disk keep what was written.
    Sync,
}

impl Doing {
    fn word(self) -> &'static str {
        match self {
            Doing::Open => "open",
            Doing::Create => "create",
            Doing::Read => "read",
            Doing::Lock => "lock",
            Doing::Random => "draw a random number for",
            Doing::SetAside => "set a torn tail aside from",
            Doing::Write => "write to",
            Doing::Sync => "sync",
        }
    }
}

/// What stands where a file was expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FoundInstead {
    /// A folder.
    Folder,
    /// A symbolic link.
    Link,
    /// A device, a pipe, a socket.
    Special,
}

impl FoundInstead {
    fn word(self) -> &'static str {
        match self {
            FoundInstead::Folder => "a folder",
            FoundInstead::Link => "a symbolic link",
            FoundInstead::Special => "a device or pipe",
        }
    }
}

/// Whether an entry stands in the file after a failure that leaves it open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// It can be read now; a power cut may still take it away.
    There,
    /// It is not there.
    NotThere,
    /// The file cannot be read.
    Unknown,
}

/// Why a journal cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// Nothing there.
    #[error("{path}: there is no such file", path = path.display())]
    Missing {
        /// The journal.
        path: PathBuf,
    },
    /// Something that is no regular file.
    #[error("{path}: this is {}, not a file", found.word(), path = path.display())]
    NotAFile {
        /// What was asked for.
        path: PathBuf,
        /// What stands there.
        found: FoundInstead,
    },
    /// A file of no bytes.
    #[error("{path}: the file is empty", path = path.display())]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// Not even the first line can be trusted.
    #[error("{path}: line 1: {problem}", path = path.display())]
    NotADiary {
        /// The file.
        path: PathBuf,
        /// What is wrong with its first line.
        problem: Problem,
    },
    /// Written by a newer version of this program.
    #[error("{path}: from a newer version (format {version})", path = path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// The version of its format.
        version: u64,
    },
    /// Larger than a journal may be.
    #[error("{path}: {bytes} bytes, more than {MAX_FILE_BYTES}", path = path.display())]
    TooBig {
        /// The file.
        path: PathBuf,
        /// Its size.
        bytes: u64,
    },
    /// Something stands where a new file was to be made.
    #[error("{path}: exists already; nothing was written", path = path.display())]
    Exists {
        /// What exists.
        path: PathBuf,
    },
    /// A folder that was to be written to is not there.
    #[error("{path}: no such folder; it was not made", path = path.display())]
    NoFolder {
        /// The folder.
        path: PathBuf,
    },
    /// Something else than a folder.
    #[error("{path}: not a folder", path = path.display())]
    NotAFolder {
        /// What stands there.
        path: PathBuf,
    },
    /// Another program holds the lock.
    #[error("{path}: another program holds it, perhaps a second dosebook window or a copy in progress", path = path.display())]
    Busy {
        /// The journal.
        path: PathBuf,
    },
    /// A damaged journal is never written to.
    #[error("{path}: line {line}: {problem}", line = damage.line, problem = damage.problem, path = path.display())]
    Damaged {
        /// The journal.
        path: PathBuf,
        /// Where and what.
        damage: Damage,
    },
    /// No longer the file that was read: cut, replaced or edited meanwhile.
    #[error("{path}: changed by another program since it was read", path = path.display())]
    Changed {
        /// The journal.
        path: PathBuf,
    },
    /// Recovering a file that is not damaged.
    #[error("{path}: not damaged; there is nothing to recover", path = path.display())]
    NotDamaged {
        /// The file.
        path: PathBuf,
    },
    /// A copy that is not the same as what was copied.
    #[error("{path}: the copy differs from the original", path = path.display())]
    CopyDiffers {
        /// The copy.
        path: PathBuf,
    },
    /// An entry that could not be read back, and was therefore not written.
    #[error("{path}: the entry cannot be written: {problem}", path = path.display())]
    Unwritable {
        /// The journal.
        path: PathBuf,
        /// What is wrong with its line.
        problem: Problem,
    },
    /// The system refused; nothing was written.
    #[error("{path}: cannot {}: {source}", doing.word(), path = path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What was being done.
        doing: Doing,
        /// What the system said.
        source: io::Error,
    },
    /// The entry is not saved; the file is as it was before.
    #[error("{path}: the entry is NOT saved: {source}", path = path.display())]
    NotSaved {
        /// The journal.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// It is not known whether the entry is saved. Recording again with the same id is safe.
    #[error("{path}: it is not certain that the entry is saved: {source}", path = path.display())]
    Unclear {
        /// The journal.
        path: PathBuf,
        /// The first entry of what was to be recorded.
        id: EntryId,
        /// Whether it can be read now.
        presence: Presence,
        /// What the system said.
        source: io::Error,
    },
}

/// Why nothing was recorded.
#[derive(Debug, thiserror::Error)]
pub enum RecordError<R> {
    /// The decision under the lock was not to write.
    #[error("not recorded: the decision refused it")]
    Refused(R),
    /// The journal could not be read or written.
    #[error(transparent)]
    Journal(#[from] JournalError),
}
