//! What is asked before an entry of the site record, and why one is refused.

use crate::domain::ids::DrugId;
use crate::domain::site::{SiteGuard, SiteRefusal};
use crate::text::{Text, say, sentences};

sentences! {
    /// A count and a strength.
    wanted_supply() { en: "a number and a strength such as 56x500", zh: "像56x500这样的数量和规格" }
    /// A strength.
    wanted_strength() { en: "a strength in mg such as 500", zh: "以毫克表示的规格，例如500" }
    /// What the code of a drug looks like.
    wanted_drug_code() { en: "the code of a drug such as capecitabine", zh: "药物代码，例如 capecitabine" }
    /// Values beside a correction that takes none.
    no_values_here() {
        en: "--withdraw and --restore stand alone: name no values beside them.",
        zh: "--withdraw 和 --restore 要单独使用，不能再写其他内容。",
    }
    /// A response becomes measurements, and nobody has said which.
    measured_needs_new_lesions() {
        en: "This entry gives the response and no measurements. For measurements add --new-lesions or --no-new-lesions, or --baseline.",
        zh: "这条记录只有疗效，没有测量结果。要改成测量结果，请加上 --new-lesions 或 --no-new-lesions；如果是基线，请加上 --baseline。",
    }
    /// A number of units.
    wanted_count() { en: "a whole number from 0 to 9999", zh: "0到9999的整数" }
}

impl Text {
    /// What is asked before an entry of the site record.
    pub fn site_guard(self, guard: &SiteGuard) -> String {
        match guard {
            SiteGuard::NewSubject(subject) => {
                say!(self, en: "Nothing is known here about participant {subject}. Is the code right? A new site record will be begun.", zh: "这里没有受试者 {subject} 的任何资料。编号对吗？将新建一份研究中心记录。")
            }
            SiteGuard::Again { seq } => {
                say!(self, en: "Entry {seq} says the same. Record it once more?", zh: "第{seq}条记录内容相同。还要再记一次吗？")
            }
            SiteGuard::AssessedThatDay { seq } => {
                say!(self, en: "Entry {seq} says something else about the same day. Of two responses the worse one counts, of two baselines the one recorded last. Record it all the same?", zh: "第{seq}条记录对同一天有不同的评估。两次疗效按较差的一条计，两次基线按后记录的一条计。仍然要记录吗？")
            }
            SiteGuard::DiedAlready { seq, date } => {
                let date = self.date_in_line(*date);
                say!(self, en: "By entry {seq} the participant died on {date}. Record it all the same?", zh: "第{seq}条记录：受试者已于{date}死亡。仍然要记录吗？")
            }
            SiteGuard::AliveLater { seq, date } => {
                let date = self.date_in_line(*date);
                say!(self, en: "By entry {seq} the participant was alive on {date}. Record the death all the same?", zh: "第{seq}条记录：受试者{date}仍存活。仍然要记录死亡吗？")
            }
            SiteGuard::NeverDispensed => self
                .pick(
                    "Nothing of this strength and lot was recorded as handed out. Record it all the same?",
                    "没有这个规格和批号的发药记录。仍然要记录吗？",
                )
                .to_owned(),
            SiteGuard::SameTerm { seq, onset } => {
                let onset = self.date_in_line(*onset);
                say!(self, en: "Entry {seq} records the same term, since {onset}, at the same time. Is this another event? If it is the same one, say no and record what has changed about it.", zh: "第{seq}条已记录同一术语（{onset}开始），时间重叠。这是另一个事件吗？如果是同一个，请选“否”，并记录它的变化。")
            }
            SiteGuard::Death { serious: true } => self
                .pick(
                    "Grade 5 says that the participant died of it. Is that right?",
                    "5级表示受试者因此死亡。确认吗？",
                )
                .to_owned(),
            SiteGuard::Death { serious: false } => self
                .pick(
                    "Grade 5 says that the participant died of it, and it is recorded as not serious. Is that right?",
                    "5级表示受试者因此死亡，但记录为非严重。确认吗？",
                )
                .to_owned(),
            SiteGuard::MoreThanThere { most } => {
                say!(self, en: "That is more than there can be: at most {most} of this strength and lot. Record it all the same?", zh: "数量超过了可能的上限：这个规格和批号最多{most}。仍然要记录吗？")
            }
        }
    }

    /// Why nothing can be written to the site record.
    pub fn site_refusal(self, refusal: &SiteRefusal) -> String {
        match refusal {
            SiteRefusal::InFuture(date) => {
                let date = self.date_in_line(*date);
                say!(self, en: "{date} lies ahead. Record what has happened.", zh: "{date}还没有到。请记录已经发生的事。")
            }
            SiteRefusal::NoText => self.pick("A text is missing.", "缺少文字。").to_owned(),
            SiteRefusal::LongText => self
                .pick(
                    "The text is too long: 500 characters at most.",
                    "文字太长：最多500个字符。",
                )
                .to_owned(),
            SiteRefusal::NoUnits => self
                .pick("The number must be above 0.", "数量必须大于0。")
                .to_owned(),
            SiteRefusal::TooMany => self
                .pick(
                    "The number is too large: 9999 at most in one entry.",
                    "数量太大：一条记录最多9999。",
                )
                .to_owned(),
            SiteRefusal::UnknownDrug { drug, known } => {
                let known: Vec<&str> = known.iter().map(DrugId::as_str).collect();
                self.unknown_drug(drug.as_str(), &self.list(&known))
            }
            SiteRefusal::NoDiary => self
                .pick(
                    "No diary of this participant was received yet.",
                    "还没有接收这位受试者的日记。",
                )
                .to_owned(),
            SiteRefusal::NotTheDiaryThere => self
                .pick(
                    "Another copy of the diary has been received in the meantime. Look at it again.",
                    "刚刚又接收了一份新的日记副本，请重新查看。",
                )
                .to_owned(),
            SiteRefusal::NothingToConfirm => self
                .pick(
                    "No order of the diary waits for this confirmation.",
                    "日记里没有等待确认的这条医嘱。",
                )
                .to_owned(),
            SiteRefusal::CountedBeforeSlot => self
                .pick(
                    "The dose after which it was counted lies after the day of the count.",
                    "清点前最后一次服药的日期晚于清点日期。",
                )
                .to_owned(),
            SiteRefusal::EndsBeforeItBegins { from } => {
                self.ends_before_it_begins(&self.date(*from))
            }
            SiteRefusal::StaffOnly => self
                .pick("Only staff record here.", "只有研究人员可以在这里记录。")
                .to_owned(),
            SiteRefusal::Event(fault) => self.event_fault(fault),
            SiteRefusal::ChangedMeanwhile => self
                .pick(
                    "That entry says something else by now. Look at it again: dosebook site log",
                    "这条记录的内容已经变了。请再看一下：dosebook site log",
                )
                .to_owned(),
            SiteRefusal::Correction(fault) => self.correction_fault(*fault),
            SiteRefusal::ChangeDoesNotFit => self
                .pick(
                    "This changes nothing in that entry, or that entry has no such value.",
                    "这样改没有变化，或者那条记录没有这一项。",
                )
                .to_owned(),
            SiteRefusal::NothingToTakeBack => self
                .pick(
                    "There is no entry of today to take back.",
                    "今天没有可以撤回的记录。",
                )
                .to_owned(),
        }
    }
}
