//! Each entry in plain words: for the log, and for the line that says what will be written.

use super::{Text, say, written};
use crate::domain::calendar::Moment;
use crate::domain::diary::Diary;
use crate::domain::entry::{
    Confirmed, Contacted, Corrected, CycleStarted, DrugSettings, EntryRef, Event, Medicine,
    Prescribed, Settings, Symptom,
};
use crate::domain::plain_text::PlainText;

impl Text {
    /// What an event says, in one line.
    pub fn event(self, diary: &Diary, event: &Event) -> String {
        match event {
            Event::Opened(opened) => {
                let subject = &opened.subject;
                let title = self.protocol(&opened.protocol.title);
                say!(self, en: "diary opened for participant {subject}: {title}", zh: "建立日记，受试者 {subject}：{title}")
            }
            Event::Prescribed(order) => self.prescribed(diary, order),
            Event::CycleStarted(start) => self.cycle_started(start),
            Event::Meal(meal) => written(|to| self.write_meal(meal, to)),
            Event::Dose(dose) => written(|to| self.write_dose(diary, dose, to)),
            Event::Symptom(symptom) => self.symptom(symptom),
            Event::Contacted(contacted) => self.contacted(contacted),
            Event::Held(order) => {
                let (drugs, from) = (self.drugs(diary, &order.drugs), self.from_slot(order.from));
                let more = self.because(&order.reason, order.given_at, order.told);
                say!(self, en: "{drugs}: paused from {from}{more}", zh: "{drugs}：从{from}起暂停{more}")
            }
            Event::Resumed(order) => {
                let (drugs, from) = (self.drugs(diary, &order.drugs), self.from_slot(order.from));
                let more = self.because(&order.reason, order.given_at, order.told);
                say!(self, en: "{drugs}: to be taken again from {from}{more}", zh: "{drugs}：从{from}起恢复服药{more}")
            }
            Event::Stopped(order) => {
                let (drugs, from) = (self.drugs(diary, &order.drugs), self.from_slot(order.from));
                let why = order.reason.map(|reason| self.end_reason(reason));
                let more = self.because(
                    &PlainText::new(why.unwrap_or_default()),
                    order.given_at,
                    order.told,
                );
                say!(self, en: "{drugs}: ended for good from {from}{more}", zh: "{drugs}：从{from}起停药{more}")
            }
            Event::Corrected(corrected) => self.corrected(diary, corrected),
            Event::Settings(settings) => self.settings(diary, settings),
            Event::ProtocolChanged(change) => {
                let from = self.from_slot(change.from);
                let title = self.protocol(&change.protocol.title);
                say!(self, en: "other study rules for cycles from {from}: {title}", zh: "从{from}起的周期改用新方案：{title}")
            }
            Event::Recovered(recovered) => {
                let bytes = recovered.bytes;
                say!(self, en: "an unfinished last line ({bytes} bytes) was set aside", zh: "最后一行没有写完（{bytes}字节），已另存")
            }
            Event::Continued(continued) => {
                let (line, lost) = (continued.last_good_line, continued.lost_lines);
                say!(self, en: "continued after damage: lines 1 to {line} kept, {lost} lost", zh: "文件损坏后继续：保留第1至{line}行，丢失{lost}行")
            }
            Event::Confirmed(confirmed) => self.confirmed(diary, confirmed),
            Event::Medicine(medicine) => {
                let words = self.medicine(medicine);
                say!(self, en: "other medicine: {words}", zh: "其他用药：{words}")
            }
            Event::Unknown(unknown) => {
                let kind = &unknown.kind;
                say!(self, en: "unknown entry of a newer version: {kind}", zh: "新版本的未知记录：{kind}")
            }
        }
    }

    /// The same behind a text.
    pub fn write_event(self, diary: &Diary, event: &Event, to: &mut String) {
        // Nearly all entries are of these two kinds.
        match event {
            Event::Meal(meal) => self.write_meal(meal, to),
            Event::Dose(dose) => self.write_dose(diary, dose, to),
            event => to.push_str(&self.event(diary, event)),
        }
    }

    /// What staff confirm, each order in words.
    fn confirmed(self, diary: &Diary, confirmed: &Confirmed) -> String {
        let one = |entry: &EntryRef| {
            let seq = entry.seq;
            let live = diary.history().live(seq).map(|live| live.event);
            // Orders alone are confirmed by this program; a file may name anything, even this entry.
            let order = live.filter(|event| {
                matches!(
                    event,
                    Event::Prescribed(_)
                        | Event::CycleStarted(_)
                        | Event::Held(_)
                        | Event::Resumed(_)
                        | Event::Stopped(_)
                )
            });
            match order.map(|event| self.event(diary, event)) {
                Some(words) => say!(self, en: "entry {seq}: {words}", zh: "第{seq}条：{words}"),
                None => say!(self, en: "entry {seq}", zh: "第{seq}条"),
            }
        };
        let entries: Vec<String> = confirmed.entries.iter().map(one).collect();
        let entries = entries.join(self.pick("; ", "；"));
        say!(self, en: "study team confirms {entries}", zh: "研究团队确认{entries}")
    }

    /// Another medicine, from when and until when.
    pub fn medicine(self, medicine: &Medicine) -> String {
        let mut parts = vec![medicine.name.to_string()];
        if let Some(from) = medicine.from {
            let from = self.date_in_line(from);
            parts.push(say!(self, en: "from {from}", zh: "{from}开始"));
        }
        if let Some(to) = medicine.to {
            let to = self.date_in_line(to);
            parts.push(say!(self, en: "to {to}", zh: "{to}停"));
        }
        self.clauses(parts)
    }

    /// The clauses of a line, joined: ", " or "，".
    pub fn clauses(self, parts: Vec<String>) -> String {
        parts.join(self.pick(", ", "，"))
    }

    fn prescribed(self, diary: &Diary, order: &Prescribed) -> String {
        let drug = self.drug(diary, order.drug);
        let by_period: Vec<String> = order
            .units
            .iter()
            .map(|(period, units)| {
                let units = self.units_counted(diary, order.drug, units);
                match self.period(*period) {
                    "" => units,
                    period => format!("{period} {units}"),
                }
            })
            .collect();
        let (units, from) = (self.list(&by_period), self.from_slot(order.from));
        let mut reason = self.prescription_reason(order.reason).to_owned();
        if let Some(m2) = order.bsa_m2 {
            let surface = say!(self, en: "body surface {m2} m2", zh: "体表面积{m2} m2");
            reason = self.clauses(vec![reason, surface]);
        }
        let more = self.because(&PlainText::new(reason), order.given_at, order.told);
        say!(self, en: "{drug}: {units} from {from}{more}", zh: "{drug}：{units}，从{from}起{more}")
    }

    fn cycle_started(self, start: &CycleStarted) -> String {
        let (cycle, date) = (start.cycle, self.date_in_line(start.date));
        let more = self.because(&PlainText::default(), start.given_at, start.told);
        say!(self, en: "cycle {cycle} starts on {date}{more}", zh: "第{cycle}周期从{date}开始{more}")
    }

    /// The reason of an order, when it was given, and whether the patient was told it, in brackets.
    fn because(self, reason: &PlainText, given_at: Option<Moment>, told: bool) -> String {
        let mut parts = Vec::new();
        if !reason.is_empty() {
            parts.push(reason.to_string());
        }
        if let Some(at) = given_at {
            let at = self.date_time(at);
            parts.push(say!(self, en: "given {at}", zh: "{at}下的医嘱"));
        }
        if told {
            let told = match self.for_staff {
                true => self.pick("as the participant was told", "受试者转述"),
                false => self.pick("as I was told", "研究团队告诉我的"),
            };
            parts.push(told.to_owned());
        }
        if parts.is_empty() {
            return String::new();
        }
        let parts = self.clauses(parts);
        say!(self, en: " ({parts})", zh: "（{parts}）")
    }

    fn contacted(self, contacted: &Contacted) -> String {
        let said = self.said(contacted.said);
        let line =
            say!(self, en: "called the study team: {said}", zh: "给研究团队打了电话：{said}");
        match contacted.spoken_at {
            Some(at) => self.clauses(vec![line, self.date_time(at)]),
            None => line,
        }
    }

    fn symptom(self, symptom: &Symptom) -> String {
        let line = self.symptom_in_line(symptom);
        let tier = self.tier(symptom.urgency());
        say!(self, en: "symptom: {line} ({tier})", zh: "症状：{line}（{tier}）")
    }

    fn corrected(self, diary: &Diary, corrected: &Corrected) -> String {
        let (seq, reason) = (
            corrected.target.seq,
            self.correction_reason(corrected.reason),
        );
        match &corrected.replacement {
            Some(event) => {
                let now = self.event(diary, event);
                say!(self, en: "entry {seq} corrected ({reason}), now: {now}", zh: "更正第{seq}条记录（{reason}），改为：{now}")
            }
            None => {
                let was = diary.history().entry(seq);
                // A correction of a correction, even of itself, is in no diary of this program, but may be in a file.
                let was = was.filter(|entry| !matches!(entry.event, Event::Corrected(_)));
                match was.map(|entry| self.event(diary, &entry.event)) {
                    Some(was) => {
                        say!(self, en: "entry {seq} taken back ({reason}): {was}", zh: "撤回第{seq}条记录（{reason}）：{was}")
                    }
                    None => {
                        say!(self, en: "entry {seq} taken back ({reason})", zh: "撤回第{seq}条记录（{reason}）")
                    }
                }
            }
        }
    }

    fn settings(self, diary: &Diary, settings: &Settings) -> String {
        let mut parts = Vec::new();
        if let Some(phones) = &settings.phones {
            let (day, night, emergency) = (&phones.day, &phones.night, &phones.emergency);
            parts.push(say!(self, en: "phones {day} (day), {night} (night), {emergency} (emergency)", zh: "电话：白天 {day}，夜间 {night}，急救 {emergency}"));
        }
        if let Some(language) = settings.language {
            let name = Text::language_name(language);
            parts.push(say!(self, en: "language {name}", zh: "语言：{name}"));
        }
        if let Some(text) = &settings.order_of_drugs {
            let text = self.protocol(text);
            parts.push(say!(self, en: "order of the medicines: {text}", zh: "服药顺序：{text}"));
        }
        if let Some(text) = &settings.clinic_day {
            let text = self.protocol(text);
            parts.push(say!(self, en: "on a clinic day: {text}", zh: "来院当天：{text}"));
        }
        if let Some(count) = settings.baseline_stools {
            parts.push(say!(self, en: "usual stools a day: {count}", zh: "平常每天大便{count}次"));
        }
        for (drug, set) in &settings.drugs {
            let drug = self.drug(diary, *drug);
            let rules = self.list(&self.drug_settings(set));
            parts.push(say!(self, en: "{drug}: {rules}", zh: "{drug}：{rules}"));
        }
        let parts = parts.join(self.pick("; ", "；"));
        say!(self, en: "settings: {parts}", zh: "设置：{parts}")
    }

    fn drug_settings(self, set: &DrugSettings) -> Vec<String> {
        let mut parts = Vec::new();
        for (period, time) in &set.usual_times {
            let period = self.period_choice(*period);
            parts.push(say!(self, en: "usual time {period} {time}", zh: "{period}平常时间 {time}"));
        }
        let mut hours = |value: Option<u8>, en: &str, zh: &str| {
            if let Some(count) = value {
                let count = self.hours(i64::from(count));
                parts.push(say!(self, en: "{en} {count}", zh: "{zh}{count}"));
            }
        };
        hours(
            set.fasting_hours_before,
            "no food before it for",
            "服药前空腹",
        );
        hours(
            set.fasting_hours_after,
            "no food after it for",
            "服药后空腹",
        );
        hours(
            set.interval_warn_below_hours,
            "ask if two doses are closer than",
            "两次间隔提醒少于",
        );
        hours(
            set.catch_up_hours,
            "a missed dose may be taken for",
            "漏服可补服时间",
        );
        if !set.strengths_mg.is_empty() {
            let list: Vec<String> = set.strengths_mg.iter().map(|mg| self.mg(*mg)).collect();
            let list = self.list(&list);
            parts.push(say!(self, en: "strengths {list}", zh: "规格 {list}"));
        }
        if let Some(text) = &set.missed {
            let text = self.protocol(text);
            parts.push(say!(self, en: "when missed: {text}", zh: "漏服时：{text}"));
        }
        if let Some(text) = &set.vomited {
            let text = self.protocol(text);
            parts.push(say!(self, en: "when vomited: {text}", zh: "呕吐时：{text}"));
        }
        parts
    }
}
