//! The entries of the site record, in words.

use crate::domain::diary::Diary;
use crate::domain::entry::Corrected;
use crate::domain::ids::DrugId;
use crate::domain::plain_text::PlainText;
use crate::domain::site::{Check, Received, SiteEvent};
use crate::domain::units::Milligrams;
use crate::text::amounts::measure_of;
use crate::text::{Text, say, sentences};

sentences! {
    /// The record has changed since the question.
    site_record_changed() {
        en: "The site record has changed in the meantime: another program has recorded something. Look at it again: dosebook site log",
        zh: "研究中心记录刚刚被另一个程序更新了。请再看一下：dosebook site log",
    }
    /// An entry is on the disk.
    site_recorded(what: &str) { en: "Recorded: {what}", zh: "已记录：{what}" }
}

/// The first 8 characters of a hash, as papers and screens show it.
fn short_code(hash: &str) -> PlainText {
    PlainText::new(hash.chars().take(8).collect::<String>())
}

impl Text {
    pub(in crate::text) fn drug_named(self, diary: Option<&Diary>, drug: DrugId) -> String {
        match diary {
            Some(diary) => self.drug(diary, drug),
            None => drug.to_string(),
        }
    }

    /// "capecitabine tablets: 56 x 500 mg, lot A1".
    fn supply(
        self,
        diary: Option<&Diary>,
        drug: DrugId,
        strength: Milligrams,
        count: u32,
        lot: &PlainText,
    ) -> String {
        let (drug, measure) = (self.drug_named(diary, drug), measure_of(diary, drug));
        say!(self, en: "{drug}: {count} x {strength} mg, lot {lot}", zh: "{drug}：{strength}毫克 {count}{measure}，批号 {lot}")
    }

    /// What an entry of the site record says, in one line.
    pub fn site_event(self, diary: Option<&Diary>, event: &SiteEvent) -> String {
        match event {
            SiteEvent::Opened(opened) => {
                let subject = &opened.subject;
                say!(self, en: "site record begun for participant {subject}", zh: "开始受试者 {subject} 的研究中心记录")
            }
            SiteEvent::Received(received) => self.receipt(received),
            SiteEvent::Reviewed(reviewed) => {
                let count = self.entries(i64::try_from(reviewed.last_seq).unwrap_or(i64::MAX));
                let code = short_code(&reviewed.last_hash);
                say!(self, en: "diary reviewed: {count}, code {code}", zh: "已审阅日记：{count}，校验码{code}")
            }
            SiteEvent::Visited(visited) => {
                let date = self.date_in_line(visited.date);
                say!(self, en: "visit on {date}", zh: "{date}访视")
            }
            SiteEvent::Dispensed(d) => {
                let supply = self.supply(diary, d.drug, d.strength_mg, d.count, &d.lot);
                let date = self.date_in_line(d.date);
                say!(self, en: "handed out on {date}: {supply}", zh: "{date}发药：{supply}")
            }
            SiteEvent::Returned(r) => {
                let supply = self.supply(diary, r.drug, r.strength_mg, r.count, &r.lot);
                let (date, after) = (self.date_in_line(r.date), self.date_in_line(r.after.date));
                let after = match self.period(r.after.period) {
                    "" => after,
                    period => say!(self, en: "{after}, {period}", zh: "{after}{period}"),
                };
                let where_now = match r.kept {
                    true => self.pick("kept by the site", "留在研究中心"),
                    false => self.pick("given back", "已还给受试者"),
                };
                say!(self, en: "counted on {date}, after the dose of {after}: {supply}; {where_now}", zh: "{date}清点（{after}服药之后）：{supply}；{where_now}")
            }
            SiteEvent::Lost(l) => {
                let supply = self.supply(diary, l.drug, l.strength_mg, l.count, &l.lot);
                let date = self.date_in_line(l.date);
                let line = say!(self, en: "lost, {date}: {supply}", zh: "{date}遗失：{supply}");
                match l.reason.is_empty() {
                    true => line,
                    false => self.clauses(vec![line, l.reason.to_string()]),
                }
            }
            SiteEvent::AdverseEvent(event) => self.adverse_event(diary, event),
            SiteEvent::AdverseEventChanged(change) => self.adverse_event_change(diary, change),
            SiteEvent::Confirmed(confirmed) => {
                let one = |seq: u64| {
                    let entry = diary.and_then(|diary| Some((diary, diary.history().live(seq)?)));
                    match entry {
                        Some((diary, live)) => {
                            let what = self.event(diary, live.event);
                            say!(self, en: "{seq} ({what})", zh: "第{seq}条（{what}）")
                        }
                        None => say!(self, en: "{seq}", zh: "第{seq}条"),
                    }
                };
                let list: Vec<String> = confirmed.entries.iter().map(|e| one(e.seq)).collect();
                let list = self.list(&list);
                say!(self, en: "study team confirms entry {list} of the diary", zh: "研究团队确认日记{list}")
            }
            SiteEvent::Assessed(assessed) => self.assessed(assessed),
            SiteEvent::NewTherapy(therapy) => self.new_therapy(therapy),
            SiteEvent::Died(died) => self.died_on(&self.date_in_line(died.date)),
            SiteEvent::LastAlive(alive) => self.alive_on(&self.date_in_line(alive.date)),
            SiteEvent::Noted(noted) => {
                let note = &noted.text;
                say!(self, en: "note: {note}", zh: "备注：{note}")
            }
            SiteEvent::Medicine(medicine) => {
                let words = self.medicine(medicine);
                say!(self, en: "other medicine: {words}", zh: "其他用药：{words}")
            }
            SiteEvent::Corrected(corrected) => self.site_correction(diary, corrected),
            SiteEvent::Recovered(recovered) => {
                let bytes = recovered.bytes;
                say!(self, en: "an unfinished last line ({bytes} bytes) was set aside", zh: "最后一行没有写完（{bytes}字节），已另存")
            }
            SiteEvent::Continued(continued) => {
                let (line, lost) = (continued.last_good_line, continued.lost_lines);
                say!(self, en: "continued after damage: lines 1 to {line} kept, {lost} lost", zh: "文件损坏后继续：保留第1至{line}行，丢失{lost}行")
            }
            SiteEvent::Unknown(unknown) => {
                let kind = &unknown.kind;
                say!(self, en: "unknown entry of a newer version: {kind}", zh: "新版本的未知记录：{kind}")
            }
        }
    }

    fn receipt(self, received: &Received) -> String {
        let count = self.entries(i64::try_from(received.last_seq).unwrap_or(i64::MAX));
        let code = short_code(&received.last_hash);
        let line = say!(self, en: "diary received: {count}, code {code}", zh: "接收日记：{count}，校验码{code}");
        let check = match (received.check, received.differs_from) {
            (Check::First, _) => self.pick("the first copy", "第一份副本").to_owned(),
            (Check::Continues, _) => self
                .pick("it continues the copy before", "与上次的副本相符")
                .to_owned(),
            (Check::Differs, Some(seq)) => {
                say!(self, en: "it does NOT continue the copy before: entry {seq} differs", zh: "与上次的副本不符：第{seq}条不同")
            }
            (Check::Differs, None) => self
                .pick("it does NOT continue the copy before", "与上次的副本不符")
                .to_owned(),
        };
        let mut parts = vec![line, check];
        parts.extend(received.kept_as.as_ref().map(ToString::to_string));
        self.clauses(parts)
    }

    /// A correction of the site record in one line: which entry, why, what it said and what it says.
    pub fn site_old_and_new(self, seq: u64, reason: &str, old: &str, new: &str) -> String {
        say!(self, en: "entry {seq} ({reason}). Before: {old}. Now: {new}", zh: "第{seq}条（{reason}）。原为：{old}。改为：{new}")
    }

    fn site_correction(self, diary: Option<&Diary>, corrected: &Corrected<SiteEvent>) -> String {
        let seq = corrected.target.seq;
        let reason = self.correction_reason(corrected.reason);
        match &corrected.replacement {
            Some(event) => {
                let now = self.site_event(diary, event);
                say!(self, en: "entry {seq} corrected ({reason}), now: {now}", zh: "更正第{seq}条记录（{reason}），改为：{now}")
            }
            None => {
                say!(self, en: "entry {seq} taken back ({reason})", zh: "撤回第{seq}条记录（{reason}）")
            }
        }
    }
}
