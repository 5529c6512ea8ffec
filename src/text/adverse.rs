//! Adverse events in words: the term in the reader's language beside the English one that is stored, the
//! grade, the course, what was asked and what was refused. Read by study staff only.

use std::collections::BTreeMap;

use crate::domain::ctcae::{self, Grade, Term};
use crate::domain::diary::Diary;
use crate::domain::entry::{EntryRef, Language};
use crate::domain::ids::DrugId;
use crate::domain::plain_text::PlainText;
use crate::domain::site::{
    ActionTaken, AdverseEvent, AdverseEventChanged, EventCourse, EventFault, Relation,
};

use super::{Text, say, sentences};

sentences! {
    /// No term contains what was typed.
    no_such_term() { en: "No term of CTCAE 5.0 contains this.", zh: "CTCAE 5.0 里没有包含这些字的术语。" }
    /// A grade on the command line.
    wanted_grade() { en: "a grade from 1 to 5", zh: "1到5的分级" }
    /// An action on the command line.
    wanted_action(codes: &str) {
        en: "one of {codes}, for all drugs or for one, such as capecitabine=dose-reduced",
        zh: "{codes}之一；可用于全部药物，也可只用于一种，例如 capecitabine=dose-reduced",
    }
    /// Between the grades: "grades 1, 2, 3".
    grades_listed(grades: &str) { en: "grades {grades}", zh: "分级 {grades}" }
}

impl Text {
    /// A term in the language of the reader, with the name that is stored: "腹泻 (Diarrhea)".
    pub fn ctcae_term(self, term: &Term) -> String {
        let name = term.name;
        match (self.language(), term.zh) {
            (Language::ZhHans, Some(zh)) => format!("{zh}（{name}）"),
            (Language::ZhHans, None) | (Language::En, _) => name.to_owned(),
        }
    }

    /// The name of a system organ class.
    pub fn ctcae_system(self, term: &Term) -> &'static str {
        self.pick(term.system.en, term.system.zh)
    }

    /// A term of CTCAE 5.0 by its name, also with what it was behind it; a name that is no term of it stays as it is.
    pub fn term_named(self, name: &str) -> String {
        if let Some(term) = ctcae::find(name) {
            return self.ctcae_term(term);
        }
        let split = name.split_once(": ");
        let found = split.and_then(|(term, words)| Some((ctcae::find(term)?, words)));
        match found {
            Some((term, words)) => {
                let term = self.ctcae_term(term);
                say!(self, en: "{term}: {words}", zh: "{term}：{words}")
            }
            None => name.to_owned(),
        }
    }

    /// The term of an event, with what it was where the term does not say it.
    pub fn event_term(self, event: &AdverseEvent) -> String {
        let term = match event.known_term() {
            Some(term) => self.ctcae_term(term),
            None => event.term.to_string(),
        };
        let words = &event.words;
        match words.is_empty() {
            true => term,
            false => say!(self, en: "{term}: {words}", zh: "{term}：{words}"),
        }
    }

    /// "grade 2".
    pub fn grade(self, grade: Grade) -> String {
        say!(self, en: "grade {grade}", zh: "{grade}级")
    }

    /// Whether an event is related, as a word.
    pub fn relation(self, relation: Relation) -> &'static str {
        match relation {
            Relation::Related => self.pick("related", "有关"),
            Relation::NotRelated => self.pick("not related", "无关"),
            Relation::NotKnown => self.pick("relation not known", "关系不明"),
        }
    }

    /// What was done with a drug.
    pub fn action_taken(self, action: ActionTaken) -> &'static str {
        match action {
            ActionTaken::DoseNotChanged => self.pick("dose not changed", "剂量不变"),
            ActionTaken::DoseReduced => self.pick("dose reduced", "减量"),
            ActionTaken::DrugInterrupted => self.pick("drug interrupted", "暂停用药"),
            ActionTaken::DrugWithdrawn => self.pick("drug withdrawn", "永久停药"),
            ActionTaken::NotApplicable => self.pick("not applicable", "不适用"),
            ActionTaken::Unknown => self.pick("action not known", "处理不明"),
        }
    }

    /// Whether an event is serious.
    pub fn seriousness(self, serious: bool) -> &'static str {
        match serious {
            true => self.pick("serious", "严重不良事件（SAE）"),
            false => self.pick("not serious", "非严重"),
        }
    }

    /// "capecitabine tablets related, dose reduced": what is said about each drug that is named.
    fn by_drug(
        self,
        diary: Option<&Diary>,
        related: &BTreeMap<DrugId, Relation>,
        action: &BTreeMap<DrugId, ActionTaken>,
    ) -> Vec<String> {
        let mut drugs: Vec<DrugId> = related.keys().chain(action.keys()).copied().collect();
        drugs.sort();
        drugs.dedup();
        let one = |drug: DrugId| {
            let name = self.drug_named(diary, drug);
            let relation = related.get(&drug).map(|relation| self.relation(*relation));
            let action = action.get(&drug).map(|action| self.action_taken(*action));
            let said: Vec<&str> = relation.into_iter().chain(action).collect();
            let said = said.join(self.pick(", ", "，"));
            say!(self, en: "{name}: {said}", zh: "{name}：{said}")
        };
        drugs.into_iter().map(one).collect()
    }

    fn about_entries(self, about: &[EntryRef]) -> Option<String> {
        let list: Vec<String> = about.iter().map(|entry| entry.seq.to_string()).collect();
        let list = self.list(&list);
        let line =
            say!(self, en: "reported in entry {list} of the diary", zh: "见日记第{list}条记录");
        (!about.is_empty()).then_some(line)
    }

    /// An adverse event as it was recorded, in one line.
    pub(super) fn adverse_event(self, diary: Option<&Diary>, event: &AdverseEvent) -> String {
        let (term, version) = (self.event_term(event), &event.ctcae_version);
        let (grade, onset) = (self.grade(event.grade), self.date_in_line(event.onset));
        let ended = event.ended.map(|ended| self.date_in_line(ended));
        let time = match ended {
            Some(ended) => say!(self, en: "from {onset} to {ended}", zh: "{onset}至{ended}"),
            None => say!(self, en: "since {onset}", zh: "{onset}开始"),
        };
        let mut parts = vec![
            say!(self, en: "adverse event: {term}, CTCAE {version} {grade}, {time}", zh: "不良事件：{term}，CTCAE {version} {grade}，{time}"),
            self.seriousness(event.serious).to_owned(),
        ];
        parts.extend(self.by_drug(diary, &event.related, &event.action));
        parts.extend(self.about_entries(&event.about));
        parts.join(self.pick("; ", "；"))
    }

    /// What has changed about an adverse event, in one line.
    pub(super) fn adverse_event_change(
        self,
        diary: Option<&Diary>,
        change: &AdverseEventChanged,
    ) -> String {
        let (seq, date) = (change.event.seq, self.date_in_line(change.date));
        let mut parts = Vec::new();
        parts.extend(change.grade.map(|grade| self.grade(grade)));
        if change.ended {
            parts.push(self.pick("ended", "已结束").to_owned());
        }
        let serious = change.serious.map(|serious| self.seriousness(serious));
        parts.extend(serious.map(str::to_owned));
        parts.extend(self.by_drug(diary, &change.related, &change.action));
        let what = parts.join(self.pick("; ", "；"));
        say!(self, en: "adverse event of entry {seq}, from {date} on: {what}", zh: "第{seq}条的不良事件，自{date}起：{what}")
    }

    /// The course of an adverse event, in one line: every grade with its date, and the end.
    pub fn event_course(self, course: &EventCourse) -> String {
        let one = |(from, grade)| {
            let (grade, from) = (self.grade(grade), self.short_date(from));
            say!(self, en: "{grade} from {from}", zh: "{from}起{grade}")
        };
        let mut parts: Vec<String> = course.grades().into_iter().map(one).collect();
        parts.push(match course.ended() {
            Some(ended) => {
                let ended = self.short_date(ended);
                say!(self, en: "ended {ended}", zh: "{ended}结束")
            }
            None => self.pick("goes on", "尚未结束").to_owned(),
        });
        self.clauses(parts)
    }

    /// Why an adverse event cannot be recorded so.
    pub(super) fn event_fault(self, fault: &EventFault) -> String {
        match fault {
            EventFault::UnknownTerm { near } if near.is_empty() => self
                .pick(
                    "This is no term of CTCAE 5.0. To look for one: dosebook site terms WORDS",
                    "CTCAE 5.0 里没有这个术语。查找术语：dosebook site terms 关键词",
                )
                .to_owned(),
            EventFault::UnknownTerm { near } => {
                let terms = near.iter().filter_map(|name| ctcae::find(name));
                let near: Vec<String> = terms.map(|term| self.ctcae_term(term)).collect();
                let near = near.join(self.pick("; ", "；"));
                say!(self, en: "This is no term of CTCAE 5.0. Near it: {near}. To look for one: dosebook site terms WORDS", zh: "CTCAE 5.0 里没有这个术语。相近的有：{near}。查找术语：dosebook site terms 关键词")
            }
            EventFault::NoSuchGrade { term, grades } => {
                let term =
                    ctcae::find(term).map_or_else(|| (*term).to_owned(), |t| self.ctcae_term(t));
                let grades: Vec<String> = grades.iter().map(Grade::to_string).collect();
                let grades = self.list(&grades);
                say!(self, en: "{term} has only the grades {grades} in CTCAE 5.0.", zh: "CTCAE 5.0 中{term}只有{grades}级。")
            }
            EventFault::NoWords => self
                .pick(
                    "This term needs words: say what it was.",
                    "选择“其他”时必须说明是什么。",
                )
                .to_owned(),
            EventFault::WordsNotAsked => self
                .pick(
                    "Only a term \"Other, specify\" takes words. Use a note for more.",
                    "只有“其他，请说明”的术语才能加说明；其他内容请另写备注。",
                )
                .to_owned(),
            EventFault::OtherVersion(version) => {
                let version = PlainText::new(version.as_str());
                say!(self, en: "The protocol of this diary grades by CTCAE {version}; this program knows CTCAE 5.0 only.", zh: "这本日记的方案使用 CTCAE {version}；本程序只有 CTCAE 5.0。")
            }
            EventFault::EndBeforeOnset => self
                .pick(
                    "It cannot end before it begins.",
                    "结束日期不能早于开始日期。",
                )
                .to_owned(),
            EventFault::NoDrug => self
                .pick(
                    "Name the drugs: whether it is related to each, and what was done.",
                    "请写明每种药物：是否有关，以及如何处理。",
                )
                .to_owned(),
            EventFault::NoRelation(drug) => {
                say!(self, en: "Say whether it is related to {drug}: related, not related or not known.", zh: "请说明与 {drug} 的关系：有关、无关或不明。")
            }
            EventFault::NoAction(drug) => {
                say!(self, en: "Say what was done with {drug}.", zh: "请说明对 {drug} 的处理。")
            }
            EventFault::NotASymptom(seq) => {
                say!(self, en: "Entry {seq} of the diary reports no symptom.", zh: "日记第{seq}条记录不是症状。")
            }
            EventFault::NoSuchEvent => self
                .pick(
                    "That entry of the site record is no adverse event that counts.",
                    "研究中心记录的这一条不是有效的不良事件。",
                )
                .to_owned(),
            EventFault::OutsideItsTime => self
                .pick(
                    "Something would change before the event began or after it ended.",
                    "变化的日期不能早于事件开始，也不能晚于事件结束。",
                )
                .to_owned(),
            EventFault::EndedAlready => self
                .pick(
                    "It has ended already. Correct the entry that ended it, or record a new event.",
                    "这个不良事件已经结束。请更正结束的那条记录，或另记一个新的事件。",
                )
                .to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_with_what_it_was_is_said_in_the_language_of_the_reader() {
        let name = "Investigations - Other, specify: D-dimer raised";
        assert_eq!(Text::new(Language::En).term_named(name), name);
        let said = Text::new(Language::ZhHans).term_named(name);
        assert!(
            said.ends_with("（Investigations - Other, specify）：D-dimer raised"),
            "{said}"
        );
        let other = "Something else: of its own";
        assert_eq!(Text::new(Language::ZhHans).term_named(other), other);
    }
}
