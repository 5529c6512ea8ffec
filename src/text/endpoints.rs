//! The endpoints of the study, in words; for those who run it.

use crate::domain::endpoints::course::Oddity;
use crate::domain::endpoints::{Disagreement, SetBy};
use crate::domain::entry::Language;
use crate::domain::ids::SubjectCode;
use crate::domain::plain_text::PlainText;
use crate::domain::protocol::StartDate;

use super::{Text, say, sentences};

sentences! {
    /// The heading of the summary.
    summary_heading(enrolled: u64, treated: u64, analysed: u64) {
        en: "Study summary: {enrolled} enrolled, {treated} treated, {analysed} analysed",
        zh: "研究汇总：入组{enrolled}人，用药{treated}人，纳入分析{analysed}人",
    }
    /// Tumour response.
    response_heading() { en: "Tumour response (RECIST 1.1)", zh: "肿瘤疗效（RECIST 1.1）" }
    /// The objective response rate.
    objective_response() { en: "Objective response (ORR)", zh: "客观缓解率（ORR）" }
    /// The disease control rate.
    disease_control() { en: "Disease control (DCR)", zh: "疾病控制率（DCR）" }
    /// Time without progression.
    progression_free() { en: "Progression-free survival (PFS)", zh: "无进展生存期（PFS）" }
    /// Time of life.
    overall_survival() { en: "Overall survival (OS)", zh: "总生存期（OS）" }
    /// Time of a response.
    response_duration() { en: "Duration of response (DoR)", zh: "缓解持续时间（DoR）" }
    /// A share with its exact interval.
    share_with_interval(name: &str, count: u64, of: u64, share: &str, level: &str, interval: &str) {
        en: "{name}: {count}/{of} = {share} % ({level} % interval {interval} %, Clopper-Pearson)",
        zh: "{name}：{count}/{of} = {share}%（{level}%置信区间{interval}%，Clopper-Pearson法）",
    }
    /// A share of nobody.
    share_of_nobody(name: &str) { en: "{name}: n/a, nobody is analysed", zh: "{name}：不适用，没有人纳入分析" }
    /// A median in months with its interval.
    median_months(median: &str, level: &str, lower: &str, upper: &str, events: u32, of: u32) {
        en: "Median in months: {median} ({level} % interval {lower} to {upper}, log-log); events: {events} of {of}. NR: not reached.",
        zh: "中位数（月）：{median}（{level}%置信区间{lower}至{upper}，log-log法）；事件{events}/{of}。NR：未达到。",
    }
    /// Nobody to draw a curve of.
    no_times() { en: "Nobody to count.", zh: "没有可统计的受试者。" }
    /// Below the time axis.
    axis_months() { en: "months from the start, and how many are at risk", zh: "起点后的月数，及其下的风险人数" }
    /// The heading of adverse events.
    trae_heading(days: u16) {
        en: "Treatment-related adverse events (CTCAE 5.0), first dose to last dose + {days} days",
        zh: "治疗相关不良事件（CTCAE 5.0），首次用药至末次用药后{days}天",
    }
    /// At least one adverse event.
    trae_any() { en: "At least one", zh: "至少一次" }
    /// At least one severe adverse event.
    trae_severe() { en: "Grade 3 or more", zh: "3级及以上" }
    /// At least one serious adverse event.
    trae_serious() { en: "Serious", zh: "严重不良事件" }
    /// Related events that do not count.
    trae_outside(count: u64) {
        en: "Related events outside this time, not counted: {count}",
        zh: "另有{count}例相关事件不在此时间范围内，未计入。",
    }
    /// The heading of adherence.
    spread_heading() {
        en: "Dose adherence of everybody enrolled, treated or not: all cycles, unrecorded doses counted as not taken",
        zh: "服药依从性（全部入组者，不论是否用过药；全部周期，未记录计为未服）",
    }
    /// How many are adherent to a drug.
    adherent(drug: &str, count: u64, of: u64) {
        en: "{drug}: {count} of {of} at 80 % or more",
        zh: "{drug}：{of}人中{count}人达到80%及以上",
    }
    /// Without an evaluable dose.
    spread_not_applicable(count: u64) { en: "{count} without an evaluable dose", zh: "{count}人没有可评价的剂量" }
    /// The heading of what does not go together.
    listed_heading() { en: "To be looked at", zh: "需要核对" }
    /// The heading of the settings.
    settings_heading() { en: "Counted by these settings", zh: "统计所用的设定" }
    /// Two diaries carry different settings.
    settings_disagree() {
        en: "The diaries carry protocols that do not agree about the endpoints. Nothing was counted.",
        zh: "各份日记所带的方案对终点指标的设定不一致，没有进行统计。",
    }
    /// What to do about it.
    settings_disagree_hint() {
        en: "Name the protocol file whose settings are to hold for everybody: the same command with --protocol FILE",
        zh: "请指定对所有人适用的方案文件：在同一条命令后加上 --protocol 方案文件",
    }
    /// A protocol is named where only reports about single diaries are written.
    protocol_needs_study_page() {
        en: "--protocol is about the page on the whole study, which is written for a folder or for several diaries",
        zh: "--protocol 用于研究汇总页，只有导出文件夹或多份日记时才会写出",
    }
    /// Nothing is out of place.
    nothing_listed() { en: "Nothing.", zh: "无。" }
}

impl Text {
    /// The columns of the table of adverse events.
    pub fn trae_columns(self) -> Vec<String> {
        let names: [&str; 7] = match self.language() {
            Language::En => ["term", "grade 1", "2", "3", "4", "5", "any"],
            Language::ZhHans => ["术语", "1级", "2级", "3级", "4级", "5级", "合计"],
        };
        names.map(str::to_owned).to_vec()
    }

    /// Who set a setting, of so many participants.
    pub fn set_by(self, set_by: &SetBy, enrolled: u64) -> String {
        let (sources, said_by) = match set_by {
            SetBy::Usual => return self.pick("usual", "通常值").to_owned(),
            SetBy::Protocol { sources, said_by } => (sources, said_by),
        };
        let sources = PlainText::new(sources.join("; "));
        match said_by {
            Some(said_by) => {
                say!(self, en: "protocol, in {said_by} of {enrolled} diaries [{sources}]", zh: "研究方案（{enrolled}份日记中{said_by}份）[{sources}]")
            }
            None => say!(self, en: "protocol [{sources}]", zh: "研究方案 [{sources}]"),
        }
    }

    /// Who says what about a setting.
    pub fn settings_disagreement(self, found: &Disagreement) -> String {
        let values = found.values.iter().map(|(value, subjects)| {
            let who = self.some_of(subjects);
            say!(self, en: "{value} ({who})", zh: "{value}（{who}）")
        });
        let values = self.list(&values.collect::<Vec<_>>());
        let name = found.name;
        say!(self, en: "{name}: {values}", zh: "{name}：{values}")
    }

    /// A few of these participants, and how many more there are.
    fn some_of(self, subjects: &[SubjectCode]) -> String {
        const NAMED: usize = 3;
        let names: Vec<&str> = subjects
            .iter()
            .take(NAMED)
            .map(SubjectCode::as_str)
            .collect();
        let names = self.list(&names);
        match subjects.len().saturating_sub(NAMED) {
            0 => names,
            more => say!(self, en: "{names} and {more} more", zh: "{names}等，另有{more}人"),
        }
    }

    /// What does not go together about a participant, or is missing, where time is counted from `start`.
    pub fn oddity(self, oddity: &Oddity, start: StartDate) -> String {
        let start = match start {
            StartDate::FirstDose => self.pick("the first dose", "首次用药"),
            StartDate::FirstCycle => self.pick("day 1 of cycle 1", "第1周期第1天"),
        };
        let date = match oddity {
            Oddity::NoDose
            | Oddity::NoRecord
            | Oddity::RecordUnread
            | Oddity::DiaryDamaged(_)
            | Oddity::NoAssessment => String::new(),
            Oddity::DiedBeforeStart(date)
            | Oddity::AssessedBeforeStart(date)
            | Oddity::AssessedAfterDeath(date)
            | Oddity::TwoResponses(date)
            | Oddity::AfterProgression(date)
            | Oddity::PartialAfterComplete(date)
            | Oddity::AliveAfterDeath(date)
            | Oddity::TwoDeaths(date)
            | Oddity::DoseAfterDeath(date)
            | Oddity::SeveralBaselines(date)
            | Oddity::BaselineAfterDose(date)
            | Oddity::InFuture(date)
            | Oddity::EventInFuture(date, _)
            | Oddity::RelationNotKnown(date, _) => self.date_in_line(*date),
        };
        match oddity {
            Oddity::NoDose => self
                .pick(
                    "no dose was taken: no time and no response is counted",
                    "没有用药：不计算时间和疗效",
                )
                .to_owned(),
            Oddity::NoRecord => self
                .pick(
                    "no site record: nothing is known of tumour, life, death and adverse events",
                    "没有研究中心记录：肿瘤、生存情况和不良事件未知",
                )
                .to_owned(),
            Oddity::RecordUnread => self
                .pick(
                    "the site record cannot be read: nothing is known of tumour, life, death and adverse events",
                    "研究中心记录无法读取：肿瘤、生存情况和不良事件未知",
                )
                .to_owned(),
            Oddity::DiaryDamaged(line) => {
                say!(self, en: "the diary is damaged from line {line} on: doses that stand there are not counted", zh: "日记从第{line}行起损坏：其后的服药没有计入")
            }
            Oddity::NoAssessment => self
                .pick(
                    "no tumour assessment that could be evaluated: PFS is known until day 1 only, unless death is an event",
                    "没有可评价的肿瘤评估：无进展生存只计到第1天，以死亡为事件者除外",
                )
                .to_owned(),
            Oddity::DiedBeforeStart(_) => {
                say!(self, en: "death on {date}, before {start}: no time is counted", zh: "{date}死亡，早于{start}：不计算时间")
            }
            Oddity::AssessedBeforeStart(_) => {
                say!(self, en: "response of {date}, before {start}: it does not count", zh: "{date}的疗效早于{start}：不计入")
            }
            Oddity::AssessedAfterDeath(_) => {
                say!(self, en: "response of {date}, after death: it does not count", zh: "{date}的疗效晚于死亡：不计入")
            }
            Oddity::TwoResponses(_) => {
                say!(self, en: "two different responses of {date}: the worse one counts", zh: "{date}有两个不同的疗效：按较差的计")
            }
            Oddity::AfterProgression(_) => {
                say!(self, en: "response of {date}, after progression: it does not count", zh: "{date}的疗效在疾病进展之后：不计入")
            }
            Oddity::PartialAfterComplete(_) => {
                say!(self, en: "partial response of {date}, after a complete one: it confirms no response from before", zh: "{date}的部分缓解在完全缓解之后：不用于确认此前的缓解")
            }
            Oddity::AliveAfterDeath(_) => {
                say!(self, en: "known to be alive on {date}, after the date of death: the date of death counts", zh: "{date}确认存活，晚于死亡日期：按死亡日期计")
            }
            Oddity::TwoDeaths(_) => {
                say!(self, en: "death on {date} and on another date: the one recorded last counts", zh: "死亡日期记录了{date}和另一个日期：按最后记录的计")
            }
            Oddity::DoseAfterDeath(_) => {
                say!(self, en: "a dose of {date}, after the date of death: both stay as they were recorded", zh: "{date}有服药记录，晚于死亡日期：两者都按记录保留")
            }
            Oddity::SeveralBaselines(_) => {
                say!(self, en: "another baseline on {date}: later assessments are compared with the newest baseline before them", zh: "{date}又有一次基线：之后的评估与其前最近的基线比较")
            }
            Oddity::BaselineAfterDose(_) => {
                say!(self, en: "baseline of {date}, after the first dose: it belongs before treatment; later assessments are compared with it all the same", zh: "{date}的基线晚于首次用药：基线应在用药前；之后的评估仍与其比较")
            }
            Oddity::InFuture(_) => {
                say!(self, en: "dated {date}, after the day on which it was recorded: it does not count", zh: "日期为{date}，晚于记录当天：不计入")
            }
            Oddity::EventInFuture(_, term) => {
                let term = self.term_named(term);
                say!(self, en: "adverse event, {term}: what is dated {date}, after the day on which it was recorded, does not count", zh: "不良事件“{term}”：日期为{date}的内容晚于记录当天，不计入")
            }
            Oddity::RelationNotKnown(_, term) => {
                let term = self.term_named(term);
                say!(self, en: "adverse event of {date}, {term}: not known whether it is related to a drug: it does not count", zh: "{date}的不良事件“{term}”：与药物的关系未知，不计入")
            }
        }
    }
}
