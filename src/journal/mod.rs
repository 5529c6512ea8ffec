//! Append-only files that must not lose anything: read, verify, lock, append, recover.
//!
//! A journal is one file of lines; every line vouches by its hash for all before it. `line` reads and
//! writes one line, `chain` verifies a buffer of them, `storage` holds the few calls to the system
//! that may fail, `file` opens, creates and records, and `recover` saves what is left of a damaged
//! file. Called by the runtime and the command line only.
//!
//! What holds:
//! - An entry that [`Journal::record`] returned is on the disk: one write, one sync, under the lock.
//! - Nothing is ever overwritten. The only bytes taken away are those of a failed write and of a
//!   torn tail, and the latter are kept in a file beside the journal first. A received copy is replaced only
//!   by one that begins with every line of it.
//! - What is written was read back from its own bytes before it was written.
//! - No input makes it panic or use more memory than in proportion to the file.
//!
//! Deliberately absent: what the entries mean together, the clock, text for people.

mod chain;
mod composed;
mod error;
mod file;
mod hash;
mod line;
mod peek;
mod received;
mod recover;
mod shape;
mod storage;

pub use chain::{Damage, Reading, TornTail};
pub use composed::{Composed, Unsynced};
pub use error::{Doing, FoundInstead, JournalError, Presence, Problem, RecordError};
pub use file::{Journal, Recorded, Stamp, fresh_id, read, read_as};
pub use hash::{Hash, Head};
pub use peek::{Named, diary_of, named_by, subject_of};
pub use received::{Received, Relation, existing_folder, private_folder};
pub use recover::{Copied, copy_to, copy_to_on, recover_to, recover_to_as};
pub use storage::{Disk, Reader, Storage};

/// The most bytes that one line may have, its end of line not counted.
pub const MAX_LINE_BYTES: usize = 64 * 1024;
/// The most bytes that a journal may have: some 200 000 entries, and what a reader's memory is bounded by.
pub const MAX_FILE_BYTES: u64 = 64 * 1024 * 1024;
/// The deepest nesting of objects and lists in a line, the line's own object counted.
pub const MAX_DEPTH: usize = 32;
