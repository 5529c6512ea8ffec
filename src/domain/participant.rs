//! A participant as the study team sees her: a copy of the diary, the site record, and the figures.
//!
//! Built by `runtime` from files, read by the findings, the reports and the review screens. Nothing of it is
//! ever written to the diary.

use std::sync::OnceLock;

use super::adherence::{Adherence, AsOf, adherence};
use super::diary::Diary;
use super::ids::SubjectCode;
use super::site::SiteRecord;
use super::tablets::{Balance, balances};

/// What is known about a participant.
#[derive(Debug, Clone)]
pub struct Participant {
    /// The diary.
    pub diary: Diary,
    /// What the site has recorded, if it has.
    pub record: Option<SiteRecord>,
    /// The file of the diary.
    pub copy: DiaryCopy,
    /// The ledger and the figures.
    pub adherence: Adherence,
    /// Counted when first asked for: an export asks for its table and for its findings.
    balances: OnceLock<Vec<Balance>>,
}

/// The file that a diary was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiaryCopy {
    /// The number of its last good line.
    pub last_seq: u64,
    /// The hash of that line, 64 hexadecimal digits.
    pub last_hash: String,
    /// The first bad line: what is from there on is not read.
    pub damaged_from: Option<u64>,
    /// Whether a torn last line was left out.
    pub is_torn: bool,
    /// Whether it still has the line with which the copy that was received last ended; also where none was, or
    /// where that line is not reached.
    pub keeps_receipt: bool,
    /// Whether a site record stands beside it and cannot be read: what it says is not known then.
    pub lacks_record: bool,
    /// Whether it is the diary itself, kept on this computer, and no copy that somebody brought.
    pub is_live: bool,
}

impl DiaryCopy {
    /// The code by which paper can name this state of the diary (ruling 25): the beginning of the hash.
    pub fn code(&self) -> &str {
        const DIGITS: usize = 8;
        self.last_hash.get(..DIGITS).unwrap_or(&self.last_hash)
    }
}

impl Participant {
    /// A participant, with the figures up to `as_of`. What staff confirmed in the record counts as confirmed
    /// (ruling 6).
    pub fn new(
        diary: Diary,
        record: Option<SiteRecord>,
        copy: DiaryCopy,
        as_of: AsOf,
    ) -> Participant {
        let confirmations = record.as_ref().map(SiteRecord::confirmations);
        let diary = diary.with_confirmations(confirmations.unwrap_or_default());
        let adherence = adherence(&diary, as_of);
        Participant {
            diary,
            record,
            copy,
            adherence,
            balances: OnceLock::new(),
        }
    }

    /// The code of the participant.
    pub fn subject(&self) -> &SubjectCode {
        self.diary.subject()
    }

    /// What was handed out, counted and lost; empty without a site record.
    pub fn balances(&self) -> &[Balance] {
        self.balances.get_or_init(|| {
            let record = self.record.as_ref();
            record.map_or_else(Vec::new, |record| {
                balances(record, Some((&self.diary, &self.adherence)))
            })
        })
    }
}
