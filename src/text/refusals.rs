//! Why nothing was written, and what to do.

use super::{Text, say, sentences};
use crate::domain::calendar::Period;
use crate::domain::decide::{NotDue, Refusal};
use crate::domain::diary::Diary;
use crate::domain::history::CorrectionFault;
use crate::domain::ids::DrugId;
use crate::domain::phase::Phase;

sentences! {
    /// No such drug.
    unknown_drug(drug: &str, known: &str) {
        en: "This study has no drug {drug}. Its drugs: {known}.",
        zh: "本研究没有{drug}这个药。研究用药：{known}。",
    }
    /// The drug is not taken in that period.
    no_such_period(drug: &str, period: &str, known: &str) {
        en: "{drug}: no dose \"{period}\". Its doses: {known}.",
        zh: "{drug}没有“{period}”这一次。可选：{known}。",
    }
    /// A usual time outside the period.
    usual_time_does_not_fit(dose: &str, time: &str, from: &str, to: &str) {
        en: "{dose}: due from {from} to {to}, so {time} cannot be its usual time. Give a time in between.",
        zh: "{dose}的服药时段是{from}至{to}，平常服药时间不能是{time}。请填写这个时段内的时间。",
    }
    /// Several slots could be meant.
    name_period(drug: &str, known: &str) {
        en: "{drug}: say which dose is meant: {known}.",
        zh: "{drug}：请说明是哪一次：{known}。",
    }
    /// The future.
    in_future(named: &str) {
        en: "{named} has not come yet. What happened cannot lie in the future.",
        zh: "{named}还没有到。不能记录还没有发生的事。",
    }
    /// Missed before its time.
    not_begun(begins: &str) {
        en: "The time of this dose begins at {begins}. It cannot be missed before.",
        zh: "这一次从{begins}才开始，现在还不能记为漏服。",
    }
    /// Units must be stated.
    needs_units(drug: &str) {
        en: "{drug}: say how many you took of each strength.",
        zh: "{drug}：请写明每种规格服了多少。",
    }
    /// The dose has an intake already, and the units of a further one are not stated.
    recorded_needs_units(drug: &str, seq: u64) {
        en: "{drug}: this dose is recorded already (entry {seq}). If you took it again, say how many you took of each strength.",
        zh: "{drug}：这一次已经记录过（第{seq}条）。如果又服了一次，请写明每种规格服了多少。",
    }
    /// A question about a symptom is open.
    not_answered(term: &str, question: &str) {
        en: "{term}: this question has no answer yet, \"not sure\" is one too: {question}",
        zh: "{term}：还有一个问题没有回答（可以答“不确定”）：{question}",
    }
    /// An answer of another kind.
    answer_does_not_fit(term: &str, question: &str) {
        en: "{term}: that answer does not fit. The question: {question}",
        zh: "{term}：这个回答不合适。问题是：{question}",
    }
    /// It ended before it began.
    ended_before_it_began(noticed_on: &str) {
        en: "It began on {noticed_on}. It cannot have ended before.",
        zh: "它是从{noticed_on}开始的，不可能在那之前就好了。",
    }
    /// How many fewer.
    needs_fewer_units() {
        en: "Fewer tablets: say how many of each strength your study team told you to take.",
        zh: "减量：请写明研究团队让您每种规格各服多少。",
    }
    /// Another protocol with other drugs.
    other_drugs() {
        en: "That protocol has other medicines or doses of a day than this diary. It needs a new diary.",
        zh: "那个方案的药物或每天的次数和这本日记不同，需要新建一本日记。",
    }
    /// A medicine without a name.
    needs_name() { en: "Say the name of the medicine.", zh: "请填写药名。" }
    /// A medicine that would end before it begins.
    ends_before_it_begins(from: &str) {
        en: "It is listed from {from} on and cannot end before that.",
        zh: "这个药从{from}开始服，停药日期不能更早。",
    }
    /// Zero units.
    no_units() {
        en: "Nothing was taken? Then record the dose as not taken.",
        zh: "一点都没有服？那请记为没有服。",
    }
    /// Something else is recorded.
    already_recorded(seq: u64, outcome: &str) {
        en: "This dose is recorded already (entry {seq}: {outcome}). Correct that entry instead.",
        zh: "这一次已经记录过（第{seq}条：{outcome}）。请更正那条记录。",
    }
    /// Staff only.
    staff_only() {
        en: "Only your study team can enter this. Call them.",
        zh: "这一项只能由研究团队填写。请打电话联系他们。",
    }
    /// A patient never raises units.
    cannot_raise(drug: &str) {
        en: "{drug}: more than prescribed can only be entered by your study team. Call them.",
        zh: "{drug}：增加药量只能由研究团队填写。请打电话联系他们。",
    }
    /// Before the earliest start.
    start_too_early(earliest: &str) {
        en: "The next cycle cannot start before {earliest}. If your study team said so, ask them to enter it.",
        zh: "下一周期最早从{earliest}开始。如果是研究团队这样说的，请让他们来填写。",
    }
    /// A cycle's date is not later than the one before.
    cycle_not_later(last: &str) {
        en: "A cycle starts on {last} already. The next one must start later.",
        zh: "已有一个周期从{last}开始，新的周期要更晚。",
    }
    /// No prescription.
    no_prescription(slot: &str) {
        en: "{slot}: your study team has not entered how many to take. That comes first.",
        zh: "{slot}：研究团队还没有填写服多少，要先填写。",
    }
    /// Stopped for good.
    treatment_stopped() {
        en: "Treatment has been ended. Only your study team can open it again.",
        zh: "治疗已经结束，只有研究团队能重新开始。",
    }
    /// Held already.
    already_held(drug: &str) { en: "{drug}: paused already.", zh: "{drug}已经在暂停。" }
    /// Stopped already.
    already_stopped(drug: &str) { en: "{drug}: ended already.", zh: "{drug}已经停药。" }
    /// Not held.
    not_held(drug: &str) {
        en: "{drug}: not paused then, so it cannot go on again.",
        zh: "{drug}那时没有暂停，不用恢复。",
    }
    /// An end needs its reason.
    needs_end_reason() {
        en: "Say why treatment ends.",
        zh: "请填写停药原因。",
    }
    /// A reason that the protocol does not have.
    no_such_end_reason(reason: &str) {
        en: "This study does not have the reason \"{reason}\" for ending treatment.",
        zh: "本研究没有“{reason}”这个停药原因。",
    }
    /// No change.
    nothing_to_do() { en: "There is nothing to change.", zh: "没有需要改的内容。" }
    /// A setting that the drug does not have.
    rule_does_not_apply(drug: &str) {
        en: "{drug}: not for an empty stomach, so fasting hours do not apply.",
        zh: "{drug}不是空腹服的药，不用填写空腹时间。",
    }
    /// Too long or too large.
    too_long() {
        en: "That is too long (500 characters) or too large (48).",
        zh: "内容太长（最多500字）或数值太大（最多48）。",
    }
    /// No entry of today to take back.
    nothing_to_take_back() {
        en: "There is no entry of today to take back. An earlier one can be corrected.",
        zh: "今天没有可以撤回的记录。以前的记录可以更正。",
    }
    /// The change is of another kind.
    change_does_not_fit() {
        en: "This entry is of another kind: it cannot be changed in that way.",
        zh: "这条记录是另一种类型，不能这样改。",
    }
    /// No entry of that number.
    no_such_entry() { en: "There is no entry of that number.", zh: "没有这个编号的记录。" }
    /// The target is a correction.
    target_is_correction() {
        en: "That entry is a correction itself. Name the entry that it corrects.",
        zh: "那条本身就是更正。请写明它更正的是哪一条。",
    }
    /// Never corrected.
    uncorrectable() {
        en: "An entry of this kind cannot be corrected.",
        zh: "这种记录不能更正。",
    }
    /// A study team's entry.
    not_yours() {
        en: "The study team made that entry. Ask them to correct it.",
        zh: "那条是研究团队填写的。请让他们来更正。",
    }
}

impl Text {
    /// Why nothing can be written, and what to do.
    pub fn refusal(self, diary: &Diary, refusal: &Refusal) -> String {
        match refusal {
            Refusal::UnknownDrug { drug, known } => {
                let known: Vec<&str> = known.iter().map(DrugId::as_str).collect();
                self.unknown_drug(drug.as_str(), &self.list(&known))
            }
            Refusal::NoSuchPeriod {
                drug,
                period,
                known,
            } => {
                let drug = self.drug(diary, *drug);
                self.no_such_period(&drug, &self.period_code(*period), &self.period_codes(known))
            }
            Refusal::UsualTimeOutside {
                drug,
                period,
                time,
                from,
                to,
            } => {
                let dose = self.drug_period(diary, *drug, Some(*period));
                let [time, from, to] = [time, from, to].map(ToString::to_string);
                self.usual_time_does_not_fit(&dose, &time, &from, &to)
            }
            Refusal::NamePeriod { drug, known } => {
                self.name_period(&self.drug(diary, *drug), &self.period_codes(known))
            }
            Refusal::InFuture { named } => self.in_future(&self.civil_date_time(*named)),
            Refusal::NotBegun { begins } => self.not_begun(&self.civil_date_time(*begins)),
            Refusal::NotDue { drug, date, why } => {
                let drug = self.drug(diary, *drug);
                self.not_due(diary, &drug, &self.date_in_line(*date), *why)
            }
            Refusal::NeedsUnits { drug, recorded } => {
                let drug = self.drug(diary, *drug);
                match recorded {
                    Some(first) => self.recorded_needs_units(&drug, first.seq),
                    None => self.needs_units(&drug),
                }
            }
            Refusal::NotAnswered { term, question } => {
                self.not_answered(self.term(*term), self.symptom_question(*question))
            }
            Refusal::AnswerDoesNotFit { term, question } => {
                self.answer_does_not_fit(self.term(*term), self.symptom_question(*question))
            }
            Refusal::EndedBeforeItBegan { noticed_on } => {
                self.ended_before_it_began(&self.date_in_line(*noticed_on))
            }
            Refusal::NeedsFewerUnits => self.needs_fewer_units(),
            Refusal::NoUnits => self.no_units(),
            Refusal::AlreadyRecorded { first, outcome } => {
                self.already_recorded(first.seq, self.outcome(*outcome))
            }
            Refusal::OtherDrugs => self.other_drugs(),
            Refusal::NeedsName => self.needs_name(),
            Refusal::EndsBeforeItBegins { from } => self.ends_before_it_begins(&self.date(*from)),
            Refusal::StaffOnly => self.staff_only(),
            Refusal::PatientCannotRaise { drug } => self.cannot_raise(&self.drug(diary, *drug)),
            Refusal::StartTooEarly { earliest } => {
                self.start_too_early(&self.date_in_line(*earliest))
            }
            Refusal::CycleDateNotLater { last } => self.cycle_not_later(&self.date_in_line(*last)),
            Refusal::NoPrescription { drug, period } => {
                self.no_prescription(&self.drug_period(diary, *drug, Some(*period)))
            }
            Refusal::TreatmentStopped => self.treatment_stopped(),
            Refusal::AlreadyHeld { drug } => self.already_held(&self.drug(diary, *drug)),
            Refusal::AlreadyStopped { drug } => self.already_stopped(&self.drug(diary, *drug)),
            Refusal::NotHeld { drug } => self.not_held(&self.drug(diary, *drug)),
            Refusal::NeedsEndReason => self.needs_end_reason(),
            Refusal::NoSuchEndReason(reason) => self.no_such_end_reason(self.end_reason(*reason)),
            Refusal::NothingToDo => self.nothing_to_do(),
            Refusal::RuleDoesNotApply { drug } => {
                self.rule_does_not_apply(&self.drug(diary, *drug))
            }
            Refusal::StrengthTwice { drug, strength } => {
                let (drug, strength) = (self.drug(diary, *drug), self.mg(*strength));
                say!(self,
                    en: "{drug}: {strength} is listed more than once.",
                    zh: "{drug}：规格 {strength} 重复填写。"
                )
            }
            Refusal::NeedsBothLanguages => say!(self,
                en: "A text for the patient is needed in English and in Chinese.",
                zh: "给患者看的文字，中文和英文都要填写。"
            ),
            Refusal::TooLong => self.too_long(),
            Refusal::NothingToTakeBack => self.nothing_to_take_back(),
            Refusal::Correction(fault) => self.correction_fault(*fault),
            Refusal::ChangeDoesNotFit => self.change_does_not_fit(),
        }
    }

    fn period_code(self, period: Period) -> String {
        let words = self.period_choice(period);
        say!(self, en: "{period} ({words})", zh: "{period}（{words}）")
    }

    fn period_codes(self, periods: &[Period]) -> String {
        let codes: Vec<String> = periods.iter().map(|p| self.period_code(*p)).collect();
        self.list(&codes)
    }

    fn not_due(self, diary: &Diary, drug: &str, date: &str, why: NotDue) -> String {
        match why {
            NotDue::NoSlot(phase) => self.no_slot(diary, drug, date, phase),
            NotDue::Held => {
                say!(self, en: "{drug}: paused on {date}. If you took it all the same, record it as an extra dose.", zh: "{drug}在{date}是暂停的。如果还是服了，请记为多服。")
            }
            NotDue::Stopped => {
                say!(self, en: "{drug}: ended before {date}. If you took it all the same, record it as an extra dose.", zh: "{drug}在{date}之前已经停药。如果还是服了，请记为多服。")
            }
            NotDue::NotPrescribed => {
                say!(self, en: "{drug}: nothing is prescribed for this dose on {date}. If you took it all the same, record it as an extra dose.", zh: "{drug}在{date}这一次没有处方。如果还是服了，请记为多服。")
            }
            NotDue::NextSlotBegan(next) => {
                let next = self.slot(diary, &next);
                say!(self, en: "At that time the next dose had begun ({next}). Record it for that dose, or as an extra dose.", zh: "那个时间已经到了下一次（{next}）。请记在那一次，或记为多服。")
            }
        }
    }

    fn no_slot(self, diary: &Diary, drug: &str, date: &str, phase: Phase) -> String {
        match phase {
            Phase::BeforeStart { .. } => {
                say!(self, en: "{date} is before cycle 1. If you took {drug} on that day, record it as an extra dose.", zh: "{date}在第1周期之前。如果那天服了{drug}，请记为多服。")
            }
            Phase::Treatment { .. } | Phase::Rest { .. } | Phase::Waiting { .. } => {
                let phase = self.phase(diary, phase);
                let phase = phase.trim_end_matches(['.', '。']);
                say!(self, en: "{drug}: not planned on {date} ({phase}). If you took it all the same, record it as an extra dose.", zh: "{date}不用服{drug}（{phase}）。如果还是服了，请记为多服。")
            }
            Phase::FollowUp { .. } | Phase::Ended => {
                say!(self, en: "Treatment was ended before {date}. If you took {drug} all the same, record it as an extra dose.", zh: "{date}之前治疗已经结束。如果还是服了{drug}，请记为多服。")
            }
        }
    }

    /// Why an entry cannot be corrected in this way.
    pub fn correction_fault(self, fault: CorrectionFault) -> String {
        match fault {
            CorrectionFault::NoSuchEntry => self.no_such_entry(),
            CorrectionFault::TargetIsCorrection => self.target_is_correction(),
            CorrectionFault::Uncorrectable => self.uncorrectable(),
            CorrectionFault::OtherKind => self.change_does_not_fit(),
            CorrectionFault::NotYours => self.not_yours(),
        }
    }
}
