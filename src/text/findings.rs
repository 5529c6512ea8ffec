//! What the study team should talk about with a participant, in words.
//!
//! A finding is one line, the heading of what it names; what it means, and how it was found, stands in
//! `docs/findings.md`. Read by study staff only.

use crate::domain::findings::{
    Finding, FindingKind, FoundSlot, StrengthCount, TabletShare, Urgency,
};
use crate::domain::ids::DrugId;
use crate::domain::participant::Participant;
use crate::domain::units::Milligrams;

use super::{Text, say, sentences};

sentences! {
    /// Stands beside what was not there at the last review.
    new_since_review() { en: "new since the last review", zh: "上次审阅之后新增" }
    /// The diary cannot be read from a line on.
    found_damaged(line: u64) {
        en: "The diary is damaged from line {line} on",
        zh: "日记文件从第{line}行起已损坏",
    }
    /// The site record beside the diary is of no use.
    found_record_unreadable() {
        en: "The site record cannot be read: receipts, counts, confirmations and adverse events are missing here",
        zh: "研究中心记录无法读取：这里缺少接收、清点、确认和不良事件",
    }
    /// A copy was brought that does not continue the one before.
    found_copy_differs_from(line: u64) {
        en: "A copy was brought that differs from the one received before, from entry {line} on",
        zh: "曾送来一份与之前接收的不符的日记，从第{line}条起不同",
    }
    /// The same, where the place is not known.
    found_copy_differs() {
        en: "A copy was brought that differs from the one received before",
        zh: "曾送来一份与之前接收的不符的日记",
    }
    /// This copy says something else than was received.
    found_copy_changed(line: u64) {
        en: "This is not the diary that was received: entry {line}, or one before it, is different",
        zh: "这不是当时接收的日记：第{line}条或更早的记录不同",
    }
    /// This copy has fewer lines than were received.
    found_copy_shorter(received: u64) {
        en: "This copy is older than the one received, which had {received} entries",
        zh: "这份日记比已接收的旧，当时接收了{received}条记录",
    }
    /// Lines that were never received.
    found_not_received_after(line: u64) {
        en: "Never received: the entries after number {line}",
        zh: "没有办理接收：第{line}条之后的记录",
    }
    /// A copy that was never received.
    found_not_received() {
        en: "This copy was never received into a study folder",
        zh: "这份日记没有办理过接收",
    }
    /// The diary goes on after damage.
    found_continued(lost: u64) {
        en: "Continued after damage to the file, lines lost: {lost}",
        zh: "文件损坏后继续使用，丢失{lost}行",
    }
    /// An unfinished last line.
    found_torn() {
        en: "The last entry was not written to its end and is left out",
        zh: "最后一条记录没有写完，未计入",
    }
    /// An unfinished last line was set aside.
    found_tail_set_aside(count: usize) {
        en: "Unfinished last entry set aside on the participant's computer: {count}",
        zh: "受试者电脑上没写完的记录已另存：{count}次",
    }
    /// Entries of a newer version.
    found_unknown(count: usize) {
        en: "Entries of a newer version, not judged here: {count}",
        zh: "新版本程序写的记录，这里无法判断：{count}条",
    }
    /// Emergency symptoms without an answer of the team.
    found_emergency(count: usize) {
        en: "Emergency symptoms, no answer of the study team recorded: {count}",
        zh: "需急救的症状，没有研究团队答复的记录：{count}次",
    }
    /// Call-now symptoms without an answer of the team.
    found_symptom(count: usize) {
        en: "Symptoms that ask for a call now, no answer of the study team recorded: {count}",
        zh: "需立即打电话的症状，没有研究团队答复的记录：{count}次",
    }
    /// Extra or too large doses without an answer of the team.
    found_dose_unreported(count: usize) {
        en: "Extra or too large doses, no answer of the study team recorded: {count}",
        zh: "多服或超量服药，没有研究团队答复的记录：{count}次",
    }
    /// Doses taken while a warning is open.
    found_while_warned_open(count: usize) {
        en: "Doses taken while a call was due that is still not answered: {count}",
        zh: "该打电话、至今没有答复，期间仍服药：{count}次",
    }
    /// Doses taken while a warning was open that has been closed.
    found_while_warned(count: usize) {
        en: "Doses taken while a call was due, before the study team answered: {count}",
        zh: "该打电话、研究团队答复之前仍服药：{count}次",
    }
    /// Reports that asked for a call and no longer do.
    found_withdrawn(count: usize) {
        en: "Reports that asked for a call now, taken back or made milder: {count}",
        zh: "需立即打电话的症状报告，后来被撤回或改轻：{count}次",
    }
    /// The same, with doses taken before that.
    found_withdrawn_doses(count: usize, doses: usize) {
        en: "Reports that asked for a call now, taken back or made milder: {count} (doses taken before that: {doses})",
        zh: "需立即打电话的症状报告，后来被撤回或改轻：{count}次（此前服药{doses}次）",
    }
    /// Symptoms to be reported soon.
    found_report_soon(count: usize) {
        en: "Symptoms that are severe or much worse: {count}",
        zh: "严重或明显加重的症状：{count}次",
    }
    /// Calls that nobody answered.
    found_calls_unanswered(count: usize) {
        en: "Called the study team, and nobody answered: {count}",
        zh: "给研究团队打电话没有人接：{count}次",
    }
    /// What the team said is not clear.
    found_answer_unclear(count: usize) {
        en: "Not sure what the study team said on the phone: {count}",
        zh: "没听清楚研究团队在电话里怎么说：{count}次",
    }
    /// Extra doses.
    found_extra(count: usize) { en: "Extra doses: {count}", zh: "多服：{count}次" }
    /// Intakes of more than was prescribed.
    found_too_large(count: usize) {
        en: "More taken at once than prescribed: {count}",
        zh: "单次服药超过处方量：{count}次",
    }
    /// Intervals shorter than the limit.
    found_short_intervals(count: usize) {
        en: "Intervals shorter than the protocol's limit: {count}",
        zh: "两次服药间隔短于方案规定：{count}次",
    }
    /// Nothing recorded.
    found_unrecorded(count: usize) { en: "Not recorded: {count}", zh: "未记录：{count}次" }
    /// Food rule not kept.
    found_food_not_kept(count: usize) {
        en: "Food rule not kept: {count}",
        zh: "没按饮食要求服药：{count}次",
    }
    /// Food rule not known, too often.
    found_food_unknown(count: usize, of: usize) {
        en: "Not known whether the food rule was kept: {count} of {of} doses",
        zh: "饮食情况不清楚：{of}次服药中有{count}次",
    }
    /// Told orders that nobody has confirmed.
    found_unconfirmed(count: usize) {
        en: "What the participant was told, not yet confirmed: {count}",
        zh: "受试者自己记录的医嘱，尚待确认：{count}条",
    }
    /// Raised again after a reduction.
    found_re_escalation(count: usize) {
        en: "Raised again after a reduction: {count}",
        zh: "减量后又加量：{count}次",
    }
    /// Orders that hold from before they were given.
    found_back_dated(count: usize) {
        en: "Orders given after the first dose they hold for: {count}",
        zh: "追溯生效的医嘱（下达时已过生效时间）：{count}条",
    }
    /// Several dates in one sitting.
    found_batch(count: usize, sittings: usize) {
        en: "Doses of several days recorded in one sitting: {count} (sittings: {sittings})",
        zh: "一次补记好几天的服药：{count}次（分{sittings}回补记）",
    }
    /// Several dates in one sitting, shortly before a visit.
    found_batch_before_visit(count: usize, sittings: usize, before: usize) {
        en: "Doses of several days recorded in one sitting: {count} (sittings: {sittings}, shortly before a visit: {before})",
        zh: "一次补记好几天的服药：{count}次（分{sittings}回补记，其中{before}回在访视前不久）",
    }
    /// The clock was set back.
    found_clock_set_back(count: usize, longest: &str) {
        en: "The computer's clock was set back, by {longest} at most: {count}",
        zh: "电脑时钟被往回调（最多{longest}）：{count}次",
    }
    /// A fixed clock.
    found_clock_fixed(count: usize) {
        en: "Entries made with a fixed clock, their time is not a real one: {count}",
        zh: "用固定时钟写的记录，时间不是真实的：{count}条",
    }
    /// The zone changed.
    found_zone_changed(count: usize) {
        en: "The computer's time zone changed: {count}",
        zh: "电脑时区改变：{count}次",
    }
    /// Changes after the review.
    found_changed_after_review(count: usize) {
        en: "Changed or added since the last review, about days before it: {count}",
        zh: "上次审阅之后，对审阅前内容的更正或补记：{count}条",
    }
    /// Late entries.
    found_late(count: usize) {
        en: "Recorded after the entry window: {count}",
        zh: "超过记录时限才记的服药：{count}次",
    }
    /// Corrections.
    found_corrections(count: usize) {
        en: "Entries corrected or withdrawn: {count}",
        zh: "更正或撤回的记录：{count}条",
    }
    /// Entries by staff.
    found_site_entries(count: usize) {
        en: "Entries by the study team on the participant's computer: {count}",
        zh: "研究团队在受试者电脑上写的记录：{count}条",
    }
    /// Entries by staff, some of them where no visit is known.
    found_site_entries_off_visit(count: usize, off_visit: usize) {
        en: "Entries by the study team on the participant's computer: {count} (on days without a recorded visit: {off_visit})",
        zh: "研究团队在受试者电脑上写的记录：{count}条（其中{off_visit}条当天没有访视记录）",
    }
    /// More is gone than was prescribed.
    found_tablets_over(what: &str, date: &str, share: &str) {
        en: "{what}, counted on {date}: {share} of what was prescribed is gone",
        zh: "{what}，{date}清点：消耗量为处方量的{share}",
    }
    /// More was left than the diary says.
    found_tablets_more(what: &str, date: &str, count: &str) {
        en: "{what}, counted on {date}: {count} more than the diary says",
        zh: "{what}，{date}清点：剩余比日记多{count}",
    }
    /// Less was left than the diary says.
    found_tablets_fewer(what: &str, date: &str, count: &str) {
        en: "{what}, counted on {date}: {count} fewer than the diary says",
        zh: "{what}，{date}清点：剩余比日记少{count}",
    }
    /// Lots that were not counted.
    found_lots_uncounted(what: &str, date: &str, lots: &str) {
        en: "{what}, counted on {date}: these lots were not counted: {lots}",
        zh: "{what}，{date}清点：以下批号没有清点：{lots}",
    }
}

impl Text {
    /// How soon it should be talked about, as the heading of a group.
    pub fn urgency(self, urgency: Urgency) -> &'static str {
        match urgency {
            Urgency::First => self.pick("First", "首先处理"),
            Urgency::Ask => self.pick("At this visit", "本次访视询问"),
            Urgency::Note => self.pick("Worth knowing", "供参考"),
        }
    }

    /// A slot or an extra intake that a finding names: "Wed 4 Nov, capecitabine tablets, evening".
    pub fn found_slot(self, participant: &Participant, slot: &FoundSlot) -> String {
        let date = self.short_date(slot.date);
        let what = self.drug_period(&participant.diary, slot.drug, slot.period);
        say!(self, en: "{date}, {what}", zh: "{date} {what}")
    }

    /// A finding in one line, as a heading of what it names.
    pub fn finding(self, participant: &Participant, finding: &Finding) -> String {
        let (entries, slots) = (finding.entries.len(), finding.slots.len());
        match &finding.kind {
            FindingKind::Damaged { line } => self.found_damaged(*line),
            FindingKind::RecordUnreadable => self.found_record_unreadable(),
            FindingKind::CopyDiffers { from } => match from {
                Some(line) => self.found_copy_differs_from(*line),
                None => self.found_copy_differs(),
            },
            FindingKind::CopyChanged { line } => self.found_copy_changed(*line),
            FindingKind::CopyShorter { received } => self.found_copy_shorter(*received),
            FindingKind::CopyNotReceived { after } => match after {
                Some(line) => self.found_not_received_after(*line),
                None => self.found_not_received(),
            },
            FindingKind::Continued { lost_lines } => self.found_continued(*lost_lines),
            FindingKind::Torn => self.found_torn(),
            FindingKind::TailSetAside => self.found_tail_set_aside(entries),
            FindingKind::UnknownEntries => self.found_unknown(entries),
            FindingKind::EmergencyUnreported => self.found_emergency(entries),
            FindingKind::SymptomUnreported => self.found_symptom(entries),
            FindingKind::DoseUnreported => self.found_dose_unreported(entries),
            FindingKind::DosesWhileWarned { doses, still_open } => match still_open {
                true => self.found_while_warned_open(*doses),
                false => self.found_while_warned(*doses),
            },
            FindingKind::ReportWithdrawn { reports, doses, .. } => match doses {
                0 => self.found_withdrawn(*reports),
                doses => self.found_withdrawn_doses(*reports, *doses),
            },
            FindingKind::ReportSoon => self.found_report_soon(entries),
            FindingKind::CallsUnanswered => self.found_calls_unanswered(entries),
            FindingKind::AnswerUnclear => self.found_answer_unclear(entries),
            FindingKind::ExtraDoses => self.found_extra(slots),
            FindingKind::TooLargeDoses => self.found_too_large(slots),
            FindingKind::ShortIntervals => self.found_short_intervals(slots),
            FindingKind::Unrecorded => self.found_unrecorded(slots),
            FindingKind::FoodNotKept => self.found_food_not_kept(slots),
            FindingKind::FoodUnknown { of } => self.found_food_unknown(slots, *of),
            FindingKind::OrdersUnconfirmed => self.found_unconfirmed(entries),
            FindingKind::ReEscalation => self.found_re_escalation(entries),
            FindingKind::OrdersBackDated => self.found_back_dated(entries),
            FindingKind::BatchEntries {
                sittings,
                before_visit,
            } => match before_visit {
                0 => self.found_batch(slots, *sittings),
                before => self.found_batch_before_visit(slots, *sittings, *before),
            },
            FindingKind::ClockSetBack { longest } => {
                self.found_clock_set_back(entries, &self.duration(*longest))
            }
            FindingKind::ClockFixed => self.found_clock_fixed(entries),
            FindingKind::ZoneChanged => self.found_zone_changed(entries),
            FindingKind::ChangedAfterReview => self.found_changed_after_review(entries),
            FindingKind::LateEntries => self.found_late(slots),
            FindingKind::Corrections { corrected } => self.found_corrections(*corrected),
            FindingKind::SiteEntries { off_visit } => match off_visit {
                0 => self.found_site_entries(entries),
                off_visit => self.found_site_entries_off_visit(entries, *off_visit),
            },
            FindingKind::TabletsFarOver(share) | FindingKind::TabletsOver(share) => {
                self.tablet_share(participant, share)
            }
            FindingKind::TabletsDiffer { of, difference } => {
                self.tablets_differ(participant, of, *difference)
            }
            FindingKind::LotsUncounted { of, lots } => {
                let what = self.strength_of(participant, of.drug, Some(of.strength));
                let lots: Vec<String> = lots.iter().map(ToString::to_string).collect();
                let date = self.date_in_line(of.counted_on);
                self.found_lots_uncounted(&what, &date, &self.list(&lots))
            }
        }
    }

    fn tablets_differ(
        self,
        participant: &Participant,
        of: &StrengthCount,
        difference: i128,
    ) -> String {
        let what = self.strength_of(participant, of.drug, Some(of.strength));
        let date = self.date_in_line(of.counted_on);
        let count = i64::try_from(difference.unsigned_abs()).unwrap_or(i64::MAX);
        let count = self.units_number(&participant.diary, of.drug, count);
        match difference > 0 {
            true => self.found_tablets_more(&what, &date, &count),
            false => self.found_tablets_fewer(&what, &date, &count),
        }
    }

    fn tablet_share(self, participant: &Participant, of: &TabletShare) -> String {
        let what = self.strength_of(participant, of.drug, of.strength);
        let share = self.percent(of.share.percent());
        self.found_tablets_over(&what, &self.date_in_line(of.counted_on), &share)
    }

    /// "capecitabine tablets, 500 mg"; all strengths together have none.
    fn strength_of(
        self,
        participant: &Participant,
        drug: DrugId,
        strength: Option<Milligrams>,
    ) -> String {
        let drug = self.drug(&participant.diary, drug);
        match strength {
            Some(strength) => {
                say!(self, en: "{drug}, {strength} mg", zh: "{drug} {strength}毫克")
            }
            None => drug,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::entry::Language;
    use crate::domain::findings::tests::examples::one_of_each;
    use crate::domain::testing::{DiaryBuilder, participant};

    /// Every finding in both languages, a pair of lines each.
    #[test]
    fn every_finding_is_said_in_both_languages() {
        let b = DiaryBuilder::started("2026-11-02");
        let participant = participant(&b, None, "2026-11-03 09:00");
        let mut lines = String::new();
        for finding in one_of_each() {
            for language in [Language::En, Language::ZhHans] {
                let line = Text::new(language).finding(&participant, &finding);
                assert!(!line.contains(|c: char| c.is_control()), "{line:?}");
                lines.push_str(&line);
                lines.push('\n');
            }
        }
        insta::assert_snapshot!(lines);
    }
}
