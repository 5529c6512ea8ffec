//! The words of the progress pages: counts, and what is counted. No praise and no blame.

use super::{Text, say, sentences};
use crate::domain::adherence::Counts;

sentences! {
    /// To the counts of doses.
    progress_row() { en: "Progress: doses taken and due, cycle by cycle", zh: "服药进度：每个周期服了多少次" }
    /// The heading.
    progress_heading() { en: "Progress", zh: "服药进度" }
    /// What the bars count.
    progress_counts() {
        en: "Doses taken in full, of the doses that were due so far. Unrecorded doses count as not taken. Paused doses stand apart.",
        zh: "到目前为止该服的药里，足量服了多少次。没有记录的算没有服。暂停的另外列出。",
    }
    /// What counts as what.
    progress_rules() {
        en: "In the count of taken doses a vomited one counts as taken, part of a dose and an unrecorded one as not taken. Doses that are paused or can still be recorded are not counted.",
        zh: "计算次数时：服后吐了的算服了，只服了一部分的和没有记录的算没有服。暂停的和还可以记录的不算在内。",
    }
    /// Whom the count serves.
    progress_is_a_count() {
        en: "This is only a count. What your study team needs is what really happened.",
        zh: "这只是次数。研究团队需要的是真实的情况。",
    }
    /// No cycle has begun.
    progress_nothing_yet() {
        en: "No dose has been due yet.",
        zh: "还没有到该服药的时候。",
    }
    /// Beside a severe symptom or an open warning: many doses are no reassurance.
    team_must_know() {
        en: "However many doses you took: your study team must know this.",
        zh: "不管药服了多少，这件事一定要让研究团队知道。",
    }
    /// A severe or urgent symptom beside the doses of a cycle.
    reported_in_cycle(symptom: &str, date: &str) {
        en: "Reported in this cycle, {date}: {symptom}.",
        zh: "这个周期里报告过（{date}）：{symptom}。",
    }
    /// Further ones of the same cycle.
    reported_more(count: usize) {
        en: "And {count} more like it in this cycle.",
        zh: "这个周期里还有{count}条类似的报告。",
    }
    /// To newer cycles.
    later_cycles() { en: "Later cycles", zh: "更新的周期" }
    /// To older cycles.
    earlier_cycles() { en: "Earlier cycles", zh: "更早的周期" }
    /// A row, and the heading of its page.
    cycle_from(cycle: u16, date: &str) {
        en: "Cycle {cycle}, from {date}",
        zh: "第{cycle}周期，{date}开始",
    }

    /// A kind of dose with its count beside it.
    counted_taken() { en: "Taken in full", zh: "足量服了" }
    /// A kind of dose with its count beside it.
    counted_vomited() { en: "Taken, then vomited", zh: "服后吐了" }
    /// A kind of dose with its count beside it.
    counted_partly() { en: "Taken in part", zh: "只服了一部分" }
    /// A kind of dose with its count beside it.
    counted_missed() { en: "Not taken", zh: "没有服" }
    /// A kind of dose with its count beside it.
    counted_unrecorded() { en: "Not recorded", zh: "没有记录" }
    /// A kind of dose with its count beside it.
    counted_pending() { en: "Can still be recorded", zh: "还可以记录" }
    /// A kind of dose with its count beside it.
    counted_held() { en: "Paused", zh: "暂停" }
    /// A kind of dose with its count beside it.
    counted_extra() { en: "Beside the plan", zh: "计划以外服的" }
}

impl Text {
    /// Beside a bar: "17 of 20", "17 of 20, 8 paused".
    pub fn taken_of_due(self, taken: u64, counts: &Counts) -> String {
        let (due, held) = (counts.evaluable, counts.held);
        let count = match due {
            0 => self.pick("none due yet", "还没有该服的").to_owned(),
            _ => say!(self, en: "{taken} of {due}", zh: "{due}次中服了{taken}次"),
        };
        match held {
            0 => count,
            _ => say!(self, en: "{count}, {held} paused", zh: "{count}，暂停{held}次"),
        }
    }

    /// The doses of each kind that there is, by name and count.
    pub fn doses_by_kind(self, counts: &Counts) -> Vec<(String, u64)> {
        let all = [
            (self.counted_taken(), counts.taken),
            (self.counted_vomited(), counts.vomited),
            (self.counted_partly(), counts.partly_taken),
            (self.counted_missed(), counts.missed),
            (self.counted_unrecorded(), counts.unrecorded),
            (self.counted_pending(), counts.pending),
            (self.counted_held(), counts.held),
            (self.counted_extra(), counts.extra),
        ];
        all.into_iter().filter(|(_, count)| *count > 0).collect()
    }
}
