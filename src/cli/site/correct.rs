//! `site correct`: every value that somebody can get wrong in an entry of the site record.

use super::events::{by_drug, grade, seriousness, stored_term};
use super::options::{Correct, Seen, Values};
use super::outcomes::diameters;
use super::{Files, whole};
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::output::Out;
use crate::cli::values;
use crate::domain::calendar::DiaryDate;
use crate::domain::endpoints::recist::Measured;
use crate::domain::history::CorrectionFault;
use crate::domain::ids::DrugId;
use crate::domain::plain_text::PlainText;
use crate::domain::site::{
    AdverseEvent, AdverseEventChanged, Assessment, Returned, SiteChange, SiteCommand, SiteEvent,
    SiteRefusal,
};
use crate::domain::units::Milligrams;
use crate::runtime::study::StudyError;
use crate::text::Text;

/// Records the correction.
pub(super) fn run(context: &Context, out: &mut Out, o: &Correct) -> Result<(), Failure> {
    if (o.withdraw || o.restore) && !o.values.is_empty() {
        return Err(Failure::Usage(context.staff_text().no_values_here()));
    }
    let at = Files::open(context, &o.place)?;
    let change = if o.withdraw {
        SiteChange::Withdraw
    } else if o.restore {
        SiteChange::Restore
    } else {
        replaced(context.staff_text(), &at, o)?
    };
    let command = SiteCommand::Correct {
        seq: o.seq,
        change,
        reason: o.reason,
    };
    at.carry_out(context, out, &o.who, &command)
}

fn replaced(text: Text, at: &Files, o: &Correct) -> Result<SiteChange, Failure> {
    if o.values.is_empty() {
        return Err(Failure::Usage(text.no_change_named()));
    }
    let refused = |refusal| Failure::from(StudyError::Refused(refusal));
    let history = at.record.as_ref().map(|record| record.history());
    let root = history.and_then(|history| history.entry(o.seq));
    let missing = SiteRefusal::Correction(CorrectionFault::NoSuchEntry);
    let root = root.ok_or_else(|| refused(missing))?;
    let was = history.and_then(|history| history.live(o.seq));
    let was = was.map(|live| live.event.clone());
    // What was withdrawn is corrected from what it first said.
    let from = was.clone().unwrap_or_else(|| root.event.clone());
    let mut values = o.values.clone();
    let with = Given {
        text,
        at,
        values: &mut values,
    }
    .put_into(from)?;
    // A value for which the entry has no place would be dropped in silence.
    if !values.is_empty() {
        return Err(refused(SiteRefusal::ChangeDoesNotFit));
    }
    Ok(SiteChange::Replace {
        was: was.map(Box::new),
        with: Box::new(with),
    })
}

impl Values {
    /// Whether nothing is named.
    fn is_empty(&self) -> bool {
        let texts = [
            &self.count,
            &self.date,
            &self.drug,
            &self.strength,
            &self.lot,
            &self.after,
            &self.text,
            &self.name,
            &self.from,
            &self.to,
            &self.term,
            &self.grade,
            &self.onset,
            &self.ended,
        ];
        texts.iter().all(|value| value.is_none())
            && !(self.kept || self.given_back || self.not_ended)
            && self.judged.is_empty()
            && self.seen == Seen::default()
    }
}

/// What an assessment says with these values.
fn said(text: Text, was: Assessment, seen: &Seen) -> Result<Assessment, Failure> {
    if let Some(response) = seen.response {
        return Ok(Assessment::Response(response));
    }
    let has_answer = seen.new_lesions || seen.no_new_lesions;
    let (mut measured, was_baseline) = match was {
        Assessment::Baseline(measured) => (measured, true),
        Assessment::Measured(measured) => (measured, false),
        Assessment::Response(_) if *seen == Seen::default() => return Ok(was),
        // Nothing stands for what nobody has answered.
        Assessment::Response(_) if !(seen.baseline || has_answer) => {
            return Err(Failure::Usage(text.measured_needs_new_lesions()));
        }
        Assessment::Response(_) => {
            let nothing = Measured {
                target_sum_mm: None,
                non_target: None,
                new_lesions: false,
            };
            (nothing, false)
        }
    };
    let is_baseline = seen.baseline || was_baseline && !has_answer;
    if let Some(sum) = &seen.sum {
        measured.target_sum_mm = Some(diameters(text, sum)?);
    } else if seen.no_sum {
        measured.target_sum_mm = None;
    }
    if seen.non_target.is_some() || seen.no_non_target {
        measured.non_target = seen.non_target;
    }
    if has_answer || seen.baseline {
        measured.new_lesions = seen.new_lesions;
    }
    Ok(match is_baseline {
        true => Assessment::Baseline(measured),
        false => Assessment::Measured(measured),
    })
}

/// The values that were given; each place of an entry takes its own out.
struct Given<'a> {
    text: Text,
    at: &'a Files,
    values: &'a mut Values,
}

/// The places that tablets handed out, counted and lost have in common.
struct SupplyPlaces<'a> {
    drug: &'a mut DrugId,
    strength_mg: &'a mut Milligrams,
    lot: &'a mut PlainText,
    count: &'a mut u32,
    date: &'a mut DiaryDate,
}

impl Given<'_> {
    fn put_into(&mut self, event: SiteEvent) -> Result<SiteEvent, Failure> {
        Ok(match event {
            SiteEvent::Visited(mut visited) => {
                self.date_into(&mut visited.date)?;
                SiteEvent::Visited(visited)
            }
            SiteEvent::Dispensed(mut d) => {
                self.supply_into(SupplyPlaces {
                    drug: &mut d.drug,
                    strength_mg: &mut d.strength_mg,
                    lot: &mut d.lot,
                    count: &mut d.count,
                    date: &mut d.date,
                })?;
                SiteEvent::Dispensed(d)
            }
            SiteEvent::Returned(returned) => SiteEvent::Returned(self.returned(returned)?),
            SiteEvent::Lost(mut lost) => {
                self.supply_into(SupplyPlaces {
                    drug: &mut lost.drug,
                    strength_mg: &mut lost.strength_mg,
                    lot: &mut lost.lot,
                    count: &mut lost.count,
                    date: &mut lost.date,
                })?;
                self.words_into(&mut lost.reason);
                SiteEvent::Lost(lost)
            }
            SiteEvent::AdverseEvent(event) => {
                SiteEvent::AdverseEvent(Box::new(self.event(*event)?))
            }
            SiteEvent::AdverseEventChanged(change) => {
                SiteEvent::AdverseEventChanged(self.change(change)?)
            }
            SiteEvent::Assessed(mut assessed) => {
                self.date_into(&mut assessed.date)?;
                let seen = std::mem::take(&mut self.values.seen);
                assessed.said = said(self.text, assessed.said, &seen)?;
                SiteEvent::Assessed(assessed)
            }
            SiteEvent::NewTherapy(mut therapy) => {
                self.date_into(&mut therapy.date)?;
                if let Some(name) = self.values.name.take() {
                    therapy.name = PlainText::new(name);
                }
                SiteEvent::NewTherapy(therapy)
            }
            SiteEvent::Died(mut died) => {
                self.date_into(&mut died.date)?;
                SiteEvent::Died(died)
            }
            SiteEvent::LastAlive(mut alive) => {
                self.date_into(&mut alive.date)?;
                SiteEvent::LastAlive(alive)
            }
            SiteEvent::Noted(mut noted) => {
                self.words_into(&mut noted.text);
                SiteEvent::Noted(noted)
            }
            SiteEvent::Medicine(mut medicine) => {
                if let Some(name) = self.values.name.take() {
                    medicine.name = PlainText::new(name);
                }
                let (from, to) = (self.values.from.take(), self.values.to.take());
                medicine.from = self.read_date("--from", from)?.or(medicine.from);
                medicine.to = self.read_date("--to", to)?.or(medicine.to);
                SiteEvent::Medicine(medicine)
            }
            other @ (SiteEvent::Opened(_)
            | SiteEvent::Received(_)
            | SiteEvent::Reviewed(_)
            | SiteEvent::Confirmed(_)
            | SiteEvent::Corrected(_)
            | SiteEvent::Recovered(_)
            | SiteEvent::Continued(_)
            | SiteEvent::Unknown(_)) => other,
        })
    }

    fn returned(&mut self, mut returned: Returned) -> Result<Returned, Failure> {
        self.supply_into(SupplyPlaces {
            drug: &mut returned.drug,
            strength_mg: &mut returned.strength_mg,
            lot: &mut returned.lot,
            count: &mut returned.count,
            date: &mut returned.date,
        })?;
        if let Some(after) = self.values.after.take() {
            returned.after = values::from_slot(self.text, "--after", &after)?;
        }
        let kept = std::mem::take(&mut self.values.kept);
        if kept || std::mem::take(&mut self.values.given_back) {
            returned.kept = kept;
        }
        Ok(returned)
    }

    fn event(&mut self, mut event: AdverseEvent) -> Result<AdverseEvent, Failure> {
        if let Some(term) = self.values.term.take() {
            event.term = stored_term(&term);
        }
        self.words_into(&mut event.words);
        if let Some(found) = self.values.grade.take() {
            event.grade = grade(self.text, &found)?;
        }
        let (onset, ended) = (self.values.onset.take(), self.values.ended.take());
        if let Some(onset) = self.read_date("--onset", onset)? {
            event.onset = onset;
        }
        event.ended = self.read_date("--ended", ended)?.or(event.ended);
        if std::mem::take(&mut self.values.not_ended) {
            event.ended = None;
        }
        let judged = std::mem::take(&mut self.values.judged);
        event.serious = seriousness(&judged).unwrap_or(event.serious);
        let drugs = by_drug(self.text, self.at, &judged)?;
        event.related.extend(drugs.related);
        event.action.extend(drugs.action);
        Ok(event)
    }

    fn change(&mut self, mut change: AdverseEventChanged) -> Result<AdverseEventChanged, Failure> {
        self.date_into(&mut change.date)?;
        if let Some(found) = self.values.grade.take() {
            change.grade = Some(grade(self.text, &found)?);
        }
        if std::mem::take(&mut self.values.not_ended) {
            change.ended = false;
        }
        let judged = std::mem::take(&mut self.values.judged);
        change.serious = seriousness(&judged).or(change.serious);
        let drugs = by_drug(self.text, self.at, &judged)?;
        change.related.extend(drugs.related);
        change.action.extend(drugs.action);
        Ok(change)
    }

    fn supply_into(&mut self, places: SupplyPlaces) -> Result<(), Failure> {
        let text = self.text;
        if let Some(drug) = self.values.drug.take() {
            let read = drug.parse();
            *places.drug =
                read.map_err(|_| values::bad(text, "--drug", &drug, &text.wanted_drug_code()))?;
        }
        if let Some(strength) = self.values.strength.take() {
            let read = strength.parse();
            *places.strength_mg = read
                .map_err(|_| values::bad(text, "--strength", &strength, &text.wanted_strength()))?;
        }
        if let Some(lot) = self.values.lot.take() {
            *places.lot = PlainText::new(lot);
        }
        if let Some(count) = self.values.count.take() {
            let wrong = || values::bad(text, "--count", &count, &text.wanted_count());
            *places.count = whole(&count).ok_or_else(wrong)?;
        }
        self.date_into(places.date)
    }

    fn date_into(&mut self, place: &mut DiaryDate) -> Result<(), Failure> {
        let date = self.values.date.take();
        if let Some(date) = self.read_date("--date", date)? {
            *place = date;
        }
        Ok(())
    }

    fn words_into(&mut self, place: &mut PlainText) {
        if let Some(text) = self.values.text.take() {
            *place = PlainText::new(text);
        }
    }

    fn read_date(&self, option: &str, value: Option<String>) -> Result<Option<DiaryDate>, Failure> {
        let read = value.map(|value| values::date(self.text, option, &value));
        read.transpose()
    }
}
