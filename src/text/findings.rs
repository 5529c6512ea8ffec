//! What the study team should talk about with a participant, in words.

use crate::domain::findings::{Finding, FindingKind};
use crate::domain::participant::Participant;

use super::{Text, say};

impl Text {
    /// A finding in one line, as a heading of what it names.
    pub fn finding(self, _participant: &Participant, finding: &Finding) -> String {
        match &finding.kind {
            FindingKind::Unrecorded => {
                let count = finding.slots.len();
                say!(self, en: "Not recorded: {count}", zh: "未记录：{count} 次")
            }
        }
    }
}
