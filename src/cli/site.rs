//! `site`: the study team's own record about a participant, in the study folder.

mod correct;
mod events;
mod log;
mod options;
mod outcomes;
mod recover;
mod tablets;

pub(super) use options::Action;
use options::{MedicineOptions, Place, Supply, Who};

use super::ask;
use super::context::Context;
use super::error::Failure;
use super::output::Out;
use super::record::{Consent, recorded_all_the_same};
use super::values;
use crate::domain::calendar::DiaryDate;
use crate::domain::diary::Diary;
use crate::domain::entry::{Confirmed, EntryRef, Medicine};
use crate::domain::ids::{DrugId, SubjectCode};
use crate::domain::plain_text::PlainText;
use crate::domain::site::{
    Died, Dispensed, Facts, LastAlive, Lost, Noted, Returned, SiteCommand, SiteDecision, SiteEvent,
    SiteRecord, SiteRefusal, Visited, decide, undo_target,
};
use crate::domain::units::Milligrams;
use crate::journal::Head;
use crate::runtime::study::{Study, StudyError, reviewed_up_to};
use crate::runtime::today;
use crate::text::Text;

/// Records or reads.
pub(super) fn run(context: &Context, out: &mut Out, action: &Action) -> Result<(), Failure> {
    match action {
        Action::Review(o) => {
            let at = Files::open(context, &o.place)?;
            let head = at.head.as_ref();
            let head = head.ok_or(StudyError::Refused(SiteRefusal::NoDiary))?;
            at.record(
                context,
                out,
                &o.who,
                SiteEvent::Reviewed(reviewed_up_to(head)),
            )
        }
        Action::Visit(o) => {
            let at = Files::open(context, &o.place)?;
            let date = at.date(context, o.date.as_deref())?;
            at.record(context, out, &o.who, SiteEvent::Visited(Visited { date }))
        }
        Action::Dispense(o) => {
            let at = Files::open(context, &o.place)?;
            let (drug, strength_mg, count) = supply(context.staff_text(), &o.supply)?;
            let event = SiteEvent::Dispensed(Dispensed {
                drug,
                strength_mg,
                lot: PlainText::new(o.supply.lot.as_str()),
                count,
                date: at.date(context, o.supply.date.as_deref())?,
            });
            at.record(context, out, &o.who, event)
        }
        Action::Return(o) => {
            let at = Files::open(context, &o.place)?;
            let (drug, strength_mg, count) = supply(context.staff_text(), &o.supply)?;
            let event = SiteEvent::Returned(Returned {
                drug,
                strength_mg,
                lot: PlainText::new(o.supply.lot.as_str()),
                count,
                after: values::from_slot(context.staff_text(), "--after", &o.after)?,
                date: at.date(context, o.supply.date.as_deref())?,
                kept: o.kept,
            });
            at.record(context, out, &o.who, event)
        }
        Action::Lost(o) => {
            let at = Files::open(context, &o.place)?;
            let (drug, strength_mg, count) = supply(context.staff_text(), &o.supply)?;
            let event = SiteEvent::Lost(Lost {
                drug,
                strength_mg,
                lot: PlainText::new(o.supply.lot.as_str()),
                count,
                date: at.date(context, o.supply.date.as_deref())?,
                reason: PlainText::new(o.reason.as_deref().unwrap_or_default()),
            });
            at.record(context, out, &o.who, event)
        }
        Action::Assess(o) => outcomes::assess(context, out, o),
        Action::Therapy(o) => outcomes::therapy(context, out, o),
        Action::Died(o) => {
            outcomes::on_date(context, out, o, |date| SiteEvent::Died(Died { date }))
        }
        Action::Alive(o) => outcomes::on_date(context, out, o, |date| {
            SiteEvent::LastAlive(LastAlive { date })
        }),
        Action::Confirm(o) => {
            let at = Files::open(context, &o.place)?;
            let entries = at.references(&o.entries, |_| SiteRefusal::NothingToConfirm)?;
            let event = SiteEvent::Confirmed(Confirmed { entries });
            at.record(context, out, &o.who, event)
        }
        Action::Note(o) => {
            let at = Files::open(context, &o.place)?;
            let text = PlainText::new(o.text.as_str());
            at.record(context, out, &o.who, SiteEvent::Noted(Noted { text }))
        }
        Action::Medicine(o) => medicine(context, out, o),
        Action::Event(o) => events::event(context, out, o),
        Action::EventChange(o) => events::change(context, out, o),
        Action::Terms(o) => {
            events::terms(context, out, o);
            Ok(())
        }
        Action::Correct(o) => correct::run(context, out, o),
        Action::Undo(o) => {
            let at = Files::open(context, &o.place)?;
            let date = at.today(context);
            let of = |moment| today(at.diary.as_ref(), moment);
            let target = at.record.as_ref();
            let target = target.and_then(|record| undo_target(record, date, of));
            let Some(entry) = target else {
                return Err(StudyError::Refused(SiteRefusal::NothingToTakeBack).into());
            };
            let what = context
                .staff_text()
                .site_event(at.diary.as_ref(), &entry.event);
            out.line(context.staff_text().takes_back(&what));
            let command = SiteCommand::TakeBack(entry.reference());
            at.carry_out(context, out, &o.who, &command)
        }
        Action::Tablets(o) => tablets::run(context, out, o),
        Action::Log(o) => log::run(context, out, o),
        Action::Recover(o) => recover::run(context, out, o),
    }
}

/// The files of a participant in a study folder, with what they say.
struct Files {
    study: Study,
    subject: SubjectCode,
    record: Option<SiteRecord>,
    diary: Option<Diary>,
    /// The last line of the diary.
    head: Option<Head>,
}

impl Files {
    fn open(context: &Context, place: &Place) -> Result<Files, Failure> {
        let subject = values::subject(context.staff_text(), "SUBJECT", &place.subject)?;
        let study = Study::open(&place.folder, context.clock()).map_err(StudyError::from)?;
        let (diary, head) = study.diary(&subject)?.unzip();
        let record = study.known(&subject)?.map(|known| known.record);
        Ok(Files {
            study,
            subject,
            record,
            diary,
            head,
        })
    }

    fn today(&self, context: &Context) -> DiaryDate {
        today(self.diary.as_ref(), context.now())
    }

    /// The date of an option, else today.
    fn date(&self, context: &Context, value: Option<&str>) -> Result<DiaryDate, Failure> {
        match value {
            Some(value) => values::date(context.staff_text(), "--date", value),
            None => Ok(self.today(context)),
        }
    }

    /// The diary's entries of these numbers; one that is not there is refused as `missing` says.
    fn references(
        &self,
        numbers: &[u64],
        missing: impl Fn(u64) -> SiteRefusal,
    ) -> Result<Vec<EntryRef>, Failure> {
        if numbers.is_empty() {
            return Ok(Vec::new());
        }
        let refused = |refusal| Failure::from(StudyError::Refused(refusal));
        let diary = self.diary.as_ref();
        let diary = diary.ok_or_else(|| refused(SiteRefusal::NoDiary))?;
        let one = |seq: &u64| {
            let entry = diary.history().entry(*seq);
            entry
                .map(|entry| entry.reference())
                .ok_or_else(|| refused(missing(*seq)))
        };
        numbers.iter().map(one).collect()
    }

    fn record(
        &self,
        context: &Context,
        out: &mut Out,
        who: &Who,
        event: SiteEvent,
    ) -> Result<(), Failure> {
        self.carry_out(context, out, who, &SiteCommand::Record(event))
    }

    /// Decides, asks the guards, records under the lock, and says what was written.
    fn carry_out(
        &self,
        context: &Context,
        out: &mut Out,
        who: &Who,
        command: &SiteCommand,
    ) -> Result<(), Failure> {
        let text = context.staff_text();
        context.check_clock()?;
        let by = values::author(text, Some(&who.by))?;
        let diary = self.diary.as_ref();
        let head = self.head.as_ref().map(reviewed_up_to);
        let facts = Facts {
            subject: &self.subject,
            record: self.record.as_ref(),
            diary,
            head: head.as_ref(),
            today: self.today(context),
        };
        let decision = decide(&facts, &by, command).map_err(StudyError::Refused)?;
        let what = decision.events.last();
        let what = what.map_or_else(String::new, |event| text.site_event(diary, event));
        confirm(context, out, &decision, &what, who.consent)?;
        self.study.record(&self.subject, &by, command, &decision)?;
        out.line(text.site_recorded(&what));
        out.flush().map_err(recorded_all_the_same)
    }
}

/// Asks the guards of a decision.
fn confirm(
    context: &Context,
    out: &mut Out,
    decision: &SiteDecision,
    what: &str,
    consent: Consent,
) -> Result<(), Failure> {
    let text = context.staff_text();
    if decision.guards.is_empty() || consent.yes {
        return Ok(());
    }
    let questions = decision.guards.iter().map(|guard| text.site_guard(guard));
    if !context.can_ask() {
        let mut lines = vec![text.nothing_recorded(), what.to_owned()];
        lines.extend(questions);
        lines.push(text.needs_yes());
        return Err(Failure::InWords(lines));
    }
    out.line(what);
    for question in questions {
        if !ask::yes(out, text, &question)? {
            return Err(Failure::Declined);
        }
    }
    Ok(())
}

/// A drug, a strength and how many.
fn supply(text: Text, supply: &Supply) -> Result<(DrugId, Milligrams, u32), Failure> {
    let wrong = |found: &str| values::bad(text, "UNITS", found, &text.wanted_supply());
    let drug = supply.drug.parse();
    let drug =
        drug.map_err(|_| values::bad(text, "DRUG", &supply.drug, &text.wanted_drug_code()))?;
    let (count, strength) = supply
        .units
        .split_once(['x', 'X', '\u{d7}'])
        .ok_or_else(|| wrong(&supply.units))?;
    let count = whole(count).ok_or_else(|| wrong(&supply.units))?;
    let strength = strength.parse().map_err(|_| wrong(&supply.units))?;
    Ok((drug, strength, count))
}

/// A whole number of a few digits, without a sign.
fn whole(text: &str) -> Option<u32> {
    let digits = (1..=6).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|_| digits)
}

fn medicine(context: &Context, out: &mut Out, o: &MedicineOptions) -> Result<(), Failure> {
    let at = Files::open(context, &o.place)?;
    let date = |option, value: &Option<String>| {
        let value = value.as_deref();
        let read = value.map(|value| values::date(context.staff_text(), option, value));
        read.transpose()
    };
    let event = SiteEvent::Medicine(Medicine {
        name: PlainText::new(o.name.as_str()),
        from: date("--from", &o.from)?,
        to: date("--to", &o.to)?,
    });
    at.record(context, out, &o.who, event)
}
