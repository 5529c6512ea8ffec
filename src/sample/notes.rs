//! What the made-up site records of a participant's fate, and when.

use crate::domain::calendar::DiaryDate;
use crate::domain::ctcae::{self, Grade};
use crate::domain::endpoints::recist::{Diameters, Measured};
use crate::domain::endpoints::response::Response;
use crate::domain::plain_text::PlainText;
use crate::domain::site::{
    ActionTaken, AdverseEvent, Assessed, Assessment, Died, LastAlive, NewTherapy, Relation,
    SiteEvent,
};

use super::fate::{Cause, Fate, RECORDED_AFTER, Suffered};
use super::{SampleError, parsed};

/// Something that is recorded.
#[derive(Debug)]
pub(super) enum Note {
    /// An entry.
    Event(SiteEvent),
    /// The adverse event of this term and onset got worse.
    Worse {
        term: &'static str,
        onset: DiaryDate,
        grade: Grade,
        date: DiaryDate,
    },
}

/// Everything that is recorded, each with its day: 0 is the first of treatment.
pub(super) fn notes(fate: &Fate, start: DiaryDate) -> Result<Vec<(i64, Note)>, SampleError> {
    let mut notes = Vec::new();
    let mut add = |day: i64, event: SiteEvent| notes.push((day, Note::Event(event)));
    let mut tumour = Tumour::new(fate.baseline_cm);
    let baseline = Assessment::Baseline(tumour.baseline()?);
    let date = start.plus(-6);
    // The record begins on the day before the first dose.
    add(
        -1,
        SiteEvent::Assessed(Assessed {
            date,
            said: baseline,
        }),
    );
    for (day, shows) in &fate.scans {
        let said = match fate.gives_responses {
            true => Assessment::Response(*shows),
            false => Assessment::Measured(tumour.measured(*shows)?),
        };
        let date = start.plus(*day);
        add(*day, SiteEvent::Assessed(Assessed { date, said }));
    }
    for day in &fate.calls {
        let date = start.plus(*day);
        add(*day, SiteEvent::LastAlive(LastAlive { date }));
    }
    if let Some(day) = fate.therapy {
        let (date, name) = (start.plus(day), PlainText::new("eribulin"));
        add(day, SiteEvent::NewTherapy(NewTherapy { date, name }));
    }
    if let Some(day) = fate.death {
        let date = start.plus(day);
        add(day, SiteEvent::Died(Died { date }));
    }
    for suffered in &fate.events {
        let day = suffered.onset + RECORDED_AFTER;
        let onset = start.plus(suffered.onset);
        let event = adverse_event(suffered, onset)?;
        notes.push((day, Note::Event(SiteEvent::AdverseEvent(Box::new(event)))));
        if let Some((grade, worse_on)) = suffered.worse {
            let note = Note::Worse {
                term: suffered.term,
                onset,
                grade: Grade::try_from(grade).map_err(|_| SampleError::Unfit)?,
                date: start.plus(worse_on),
            };
            notes.push((day, note));
        }
    }
    notes.sort_by_key(|(day, _)| *day);
    Ok(notes)
}

fn adverse_event(suffered: &Suffered, onset: DiaryDate) -> Result<AdverseEvent, SampleError> {
    let (utidelone, capecitabine) = match suffered.cause {
        Cause::Both => (Relation::Related, Relation::Related),
        Cause::Capecitabine => (Relation::NotRelated, Relation::Related),
        Cause::Neither => (Relation::NotRelated, Relation::NotRelated),
        Cause::NotKnown => (Relation::NotKnown, Relation::NotKnown),
    };
    let (first, second) = (parsed("utidelone")?, parsed("capecitabine")?);
    let unchanged = ActionTaken::DoseNotChanged;
    Ok(AdverseEvent {
        term: PlainText::new(suffered.term),
        words: PlainText::new(suffered.words),
        ctcae_version: PlainText::new(ctcae::VERSION),
        grade: Grade::try_from(suffered.grade).map_err(|_| SampleError::Unfit)?,
        onset,
        ended: None,
        related: [(first, utidelone), (second, capecitabine)].into(),
        serious: suffered.is_serious,
        action: [(first, unchanged), (second, unchanged)].into(),
        about: Vec::new(),
    })
}

/// Sums of diameters that say what an assessment is to show, by RECIST 1.1; in hundredths of the baseline.
struct Tumour {
    baseline_cm: u8,
    now: u32,
    smallest: u32,
}

impl Tumour {
    fn new(baseline_cm: u8) -> Tumour {
        Tumour {
            baseline_cm,
            now: 100,
            smallest: 100,
        }
    }

    fn baseline(&self) -> Result<Measured, SampleError> {
        self.sum(100)
    }

    fn sum(&self, hundredths: u32) -> Result<Measured, SampleError> {
        // Whole centimetres, so that each hundredth is a tenth of a millimetre for each.
        let mm = f64::from(u32::from(self.baseline_cm) * hundredths) / 10.0;
        Ok(Measured {
            target_sum_mm: Some(Diameters::try_from(mm).map_err(|_| SampleError::Unfit)?),
            non_target: None,
            new_lesions: false,
        })
    }

    fn measured(&mut self, shows: Response) -> Result<Measured, SampleError> {
        let new_lesion = self.baseline_cm.is_multiple_of(2);
        self.now = match shows {
            Response::Complete => 0,
            Response::Partial => (self.now.min(70) - 3).max(40),
            // Less than 20 % above the smallest, and not small enough for a partial response.
            Response::Stable => (self.now - 1).max(72),
            Response::Progressive if new_lesion => self.now,
            Response::Progressive => self.smallest * 13 / 10 + 15,
            Response::NotEvaluable => {
                let measured = self.sum(self.now)?;
                return Ok(Measured {
                    target_sum_mm: None,
                    ..measured
                });
            }
        };
        self.smallest = self.smallest.min(self.now);
        let measured = self.sum(self.now)?;
        Ok(Measured {
            new_lesions: new_lesion && shows == Response::Progressive,
            ..measured
        })
    }
}
