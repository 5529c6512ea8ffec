//! The rules about writing to a site record: what is refused, and what is asked first.
//!
//! As in `domain::decide`, what is confirmed is decided once more under the journal's lock.

use super::adverse_rules::{self, EventFault};
use super::corrections::{correct, take_back};
use super::outcome_rules;
use super::{Dispensed, Returned, Reviewed, SiteEvent, SiteOpened, SiteRecord};
use crate::domain::calendar::DiaryDate;
use crate::domain::diary::Diary;
use crate::domain::entry::{Author, CorrectionReason, EntryRef};
use crate::domain::history::CorrectionFault;
use crate::domain::ids::{DrugId, SubjectCode};
use crate::domain::units::Milligrams;

/// What is known about a participant when something is to be recorded.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// Whose record it is.
    pub subject: &'a SubjectCode,
    /// The site record, if there is one.
    pub record: Option<&'a SiteRecord>,
    /// The diary received last, if one was.
    pub diary: Option<&'a Diary>,
    /// The last line of that diary, in the words of a review.
    pub head: Option<&'a Reviewed>,
    /// The diary date of the moment of asking.
    pub today: DiaryDate,
}

impl Facts<'_> {
    /// The drugs of the diary; none without one.
    pub(super) fn drugs(&self) -> Vec<DrugId> {
        self.diary.map_or_else(Vec::new, |diary| {
            diary.drugs().iter().map(|drug| drug.id).collect()
        })
    }
}

/// What somebody of the study team wants to record.
#[derive(Debug, Clone, PartialEq)]
pub enum SiteCommand {
    /// An entry of its own. A confirmation of no entry by name means all that wait.
    Record(SiteEvent),
    /// An earlier entry should say something else.
    Correct {
        /// The number of the root entry.
        seq: u64,
        /// What it should say.
        change: SiteChange,
        /// Why.
        reason: CorrectionReason,
    },
    /// This entry is taken back (ruling 21).
    TakeBack(EntryRef),
}

/// What an entry should say.
#[derive(Debug, Clone, PartialEq)]
pub enum SiteChange {
    /// Nothing: it should not be there.
    Withdraw,
    /// What it first said.
    Restore,
    /// Something else of the same kind.
    Replace {
        /// What it says now, as the person saw it; `None` if it was withdrawn.
        was: Option<Box<SiteEvent>>,
        /// What it should say.
        with: Box<SiteEvent>,
    },
}

/// What will be written, and what is asked before.
#[derive(Debug, Clone, PartialEq)]
pub struct SiteDecision {
    /// The events, in their order.
    pub events: Vec<SiteEvent>,
    /// Questions to be answered with yes.
    pub guards: Vec<SiteGuard>,
}

/// A question before writing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SiteGuard {
    /// Nothing is known about this participant here: is the code right?
    NewSubject(SubjectCode),
    /// The same was recorded before.
    Again {
        /// The entry.
        seq: u64,
    },
    /// Nothing of this strength and lot was handed out.
    NeverDispensed,
    /// More than can be there.
    MoreThanThere {
        /// The most that can be there: what was handed out and not lost.
        most: u64,
    },
    /// An event of the same term at the same time is there.
    SameTerm {
        /// Its entry.
        seq: u64,
        /// When it began.
        onset: DiaryDate,
    },
    /// Another assessment of the same day says something else.
    AssessedThatDay {
        /// Its entry.
        seq: u64,
    },
    /// A death on this date is recorded.
    DiedAlready {
        /// Its entry.
        seq: u64,
        /// When.
        date: DiaryDate,
    },
    /// By this entry the participant was alive later than the death that is to be recorded.
    AliveLater {
        /// The entry.
        seq: u64,
        /// When.
        date: DiaryDate,
    },
    /// The grade says that the participant died of it.
    Death {
        /// Whether it is recorded as serious.
        serious: bool,
    },
}

/// Why nothing can be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SiteRefusal {
    /// What happened lies ahead.
    InFuture(DiaryDate),
    /// A text that is missing.
    NoText,
    /// A text that is too long.
    LongText,
    /// No tablets where there must be some.
    NoUnits,
    /// More than anybody hands out.
    TooMany,
    /// The diary knows no such drug.
    UnknownDrug {
        /// What was named.
        drug: DrugId,
        /// Those of the diary.
        known: Vec<DrugId>,
    },
    /// Confirming needs a received diary.
    NoDiary,
    /// What was gone through is not the diary that is there: another copy was received meanwhile.
    NotTheDiaryThere,
    /// No order of the diary waits for this confirmation.
    NothingToConfirm,
    /// Counted after a slot that lies after the day of the count.
    CountedBeforeSlot,
    /// A medicine that would end before it begins.
    EndsBeforeItBegins {
        /// Since when it is taken.
        from: DiaryDate,
    },
    /// Only staff write here.
    StaffOnly,
    /// An adverse event.
    Event(EventFault),
    /// The entry says something else by now.
    ChangedMeanwhile,
    /// The entry cannot be corrected in this way.
    Correction(CorrectionFault),
    /// What is to be changed is not in that entry, or nothing would change.
    ChangeDoesNotFit,
    /// There is no entry to take back.
    NothingToTakeBack,
}

/// The most units of one entry; a slip of a key is more.
const MOST_UNITS: u32 = 9999;

/// Decides what to write.
///
/// # Errors
/// The rule that stands against it; nothing is to be written.
pub fn decide(
    facts: &Facts,
    by: &Author,
    command: &SiteCommand,
) -> Result<SiteDecision, SiteRefusal> {
    let Facts {
        subject,
        record,
        diary,
        ..
    } = *facts;
    if !by.is_site() {
        return Err(SiteRefusal::StaffOnly);
    }
    let mut decision = match command {
        SiteCommand::Record(event) => new_entry(facts, event)?,
        SiteCommand::Correct {
            seq,
            change,
            reason,
        } => correct(facts, by, *seq, change, *reason)?,
        SiteCommand::TakeBack(entry) => take_back(record, by, *entry)?,
    };
    if record.is_none() {
        let opened = SiteEvent::Opened(SiteOpened::new(subject.clone()));
        decision.events.insert(0, opened);
        if diary.is_none() {
            let guard = SiteGuard::NewSubject(subject.clone());
            decision.guards.insert(0, guard);
        }
    }
    Ok(decision)
}

fn new_entry(facts: &Facts, event: &SiteEvent) -> Result<SiteDecision, SiteRefusal> {
    let Facts { record, diary, .. } = *facts;
    let event = match event {
        SiteEvent::Confirmed(confirmed) => {
            let diary = diary.ok_or(SiteRefusal::NoDiary)?.clone();
            let done = record.map_or_else(Vec::new, SiteRecord::confirmations);
            let waiting = diary.with_confirmations(done).unconfirmed();
            let mut confirmed = confirmed.clone();
            if confirmed.entries.is_empty() {
                confirmed.entries.clone_from(&waiting);
            }
            let waits = |entry: &EntryRef| waiting.contains(entry);
            if confirmed.entries.is_empty() || !confirmed.entries.iter().all(waits) {
                return Err(SiteRefusal::NothingToConfirm);
            }
            SiteEvent::Confirmed(confirmed)
        }
        SiteEvent::Reviewed(reviewed) => {
            let there = facts.head.ok_or(SiteRefusal::NoDiary)?;
            if there != reviewed {
                return Err(SiteRefusal::NotTheDiaryThere);
            }
            event.clone()
        }
        other => other.clone(),
    };
    check(facts, &event)?;
    if let SiteEvent::AdverseEvent(event) = &event {
        adverse_rules::check_event(facts, event, &[])?;
    }
    if let SiteEvent::AdverseEventChanged(change) = &event {
        let course = record.and_then(|record| record.adverse_event(change.event));
        let course = course.ok_or(SiteRefusal::Event(EventFault::NoSuchEvent))?;
        let others: Vec<_> = course.changes.iter().map(|(_, other)| *other).collect();
        adverse_rules::check_change(facts, &course, change, &others)?;
    }
    let mut guards = supply_guards(record, &event);
    guards.extend(adverse_rules::guards(record, &event));
    guards.extend(outcome_rules::guards(record, &event));
    let again = record.and_then(|record| {
        let mut live = record.history().live_entries();
        live.find(|live| *live.event == event)
    });
    if let Some(again) = again {
        guards.push(SiteGuard::Again {
            seq: again.root.seq,
        });
    }
    Ok(SiteDecision {
        events: vec![event],
        guards,
    })
}

/// The rules for the content of an entry, new or corrected.
pub(super) fn check(facts: &Facts, event: &SiteEvent) -> Result<(), SiteRefusal> {
    let Facts { diary, today, .. } = *facts;
    if let Some(ahead) = dates_of(event).find(|date| *date > today) {
        return Err(SiteRefusal::InFuture(ahead));
    }
    let texts = match event {
        SiteEvent::Noted(noted) => vec![(&noted.text, true)],
        SiteEvent::Dispensed(Dispensed { lot, .. }) | SiteEvent::Returned(Returned { lot, .. }) => {
            vec![(lot, true)]
        }
        SiteEvent::Lost(lost) => vec![(&lost.lot, true), (&lost.reason, false)],
        SiteEvent::Medicine(medicine) => vec![(&medicine.name, true)],
        SiteEvent::AdverseEvent(event) => vec![(&event.term, true), (&event.words, false)],
        SiteEvent::NewTherapy(therapy) => vec![(&therapy.name, true)],
        SiteEvent::Opened(_)
        | SiteEvent::Received(_)
        | SiteEvent::Reviewed(_)
        | SiteEvent::Visited(_)
        | SiteEvent::Assessed(_)
        | SiteEvent::Died(_)
        | SiteEvent::LastAlive(_)
        | SiteEvent::Confirmed(_)
        | SiteEvent::AdverseEventChanged(_)
        | SiteEvent::Corrected(_)
        | SiteEvent::Recovered(_)
        | SiteEvent::Continued(_)
        | SiteEvent::Unknown(_) => Vec::new(),
    };
    for (text, needed) in texts {
        if needed && text.is_empty() {
            return Err(SiteRefusal::NoText);
        }
        if !text.fits() {
            return Err(SiteRefusal::LongText);
        }
    }
    if let Some(supply) = Supply::of(event) {
        if supply.count == 0 && !matches!(event, SiteEvent::Returned(_)) {
            return Err(SiteRefusal::NoUnits);
        }
        if supply.count > MOST_UNITS {
            return Err(SiteRefusal::TooMany);
        }
        let known = facts.drugs();
        if diary.is_some() && !known.contains(&supply.drug) {
            return Err(SiteRefusal::UnknownDrug {
                drug: supply.drug,
                known,
            });
        }
    }
    if let SiteEvent::Returned(returned) = event
        && returned.after.date > returned.date
    {
        return Err(SiteRefusal::CountedBeforeSlot);
    }
    if let SiteEvent::Medicine(medicine) = event
        && let (Some(from), Some(to)) = (medicine.from, medicine.to)
        && to < from
    {
        return Err(SiteRefusal::EndsBeforeItBegins { from });
    }
    Ok(())
}

/// The dates of an entry that may not lie ahead.
fn dates_of(event: &SiteEvent) -> impl Iterator<Item = DiaryDate> {
    let ended = match event {
        SiteEvent::AdverseEvent(event) => event.ended,
        _ => None,
    };
    event.happened_on().into_iter().chain(ended)
}

/// So many units of one strength and lot.
struct Supply<'a> {
    drug: DrugId,
    strength_mg: Milligrams,
    lot: &'a str,
    count: u32,
}

impl Supply<'_> {
    fn of(event: &SiteEvent) -> Option<Supply<'_>> {
        let (drug, strength_mg, lot, count) = match event {
            SiteEvent::Dispensed(d) => (d.drug, d.strength_mg, &d.lot, d.count),
            SiteEvent::Returned(r) => (r.drug, r.strength_mg, &r.lot, r.count),
            SiteEvent::Lost(l) => (l.drug, l.strength_mg, &l.lot, l.count),
            SiteEvent::Opened(_)
            | SiteEvent::Received(_)
            | SiteEvent::Reviewed(_)
            | SiteEvent::Visited(_)
            | SiteEvent::Assessed(_)
            | SiteEvent::NewTherapy(_)
            | SiteEvent::Died(_)
            | SiteEvent::LastAlive(_)
            | SiteEvent::Confirmed(_)
            | SiteEvent::Noted(_)
            | SiteEvent::Medicine(_)
            | SiteEvent::AdverseEvent(_)
            | SiteEvent::AdverseEventChanged(_)
            | SiteEvent::Corrected(_)
            | SiteEvent::Recovered(_)
            | SiteEvent::Continued(_)
            | SiteEvent::Unknown(_) => return None,
        };
        Some(Supply {
            drug,
            strength_mg,
            lot: lot.raw(),
            count,
        })
    }

    fn is_like(&self, other: &Supply) -> bool {
        (self.drug, self.strength_mg, self.lot) == (other.drug, other.strength_mg, other.lot)
    }
}

/// What to ask about a count or a loss.
fn supply_guards(record: Option<&SiteRecord>, event: &SiteEvent) -> Vec<SiteGuard> {
    let takes_away = matches!(event, SiteEvent::Returned(_) | SiteEvent::Lost(_));
    let Some(supply) = Supply::of(event).filter(|_| takes_away) else {
        return Vec::new();
    };
    let (mut handed_out, mut lost, mut known) = (0_u64, 0_u64, false);
    for live in record
        .iter()
        .flat_map(|record| record.history().live_entries())
    {
        let Some(other) = Supply::of(live.event).filter(|other| supply.is_like(other)) else {
            continue;
        };
        if matches!(live.event, SiteEvent::Dispensed(_)) {
            known = true;
            handed_out += u64::from(other.count);
        } else if matches!(live.event, SiteEvent::Lost(_)) {
            lost += u64::from(other.count);
        }
    }
    if !known {
        return vec![SiteGuard::NeverDispensed];
    }
    let most = handed_out.saturating_sub(lost);
    match u64::from(supply.count) > most {
        true => vec![SiteGuard::MoreThanThere { most }],
        false => Vec::new(),
    }
}
