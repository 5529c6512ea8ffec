//! What becomes of a made-up participant's tumour and life, planned before the first day of the diary is written.
//!
//! Days are counted from the first day of treatment, which is 0.

use crate::domain::endpoints::response::Response;
use crate::domain::protocol::EndReason;

use super::chance::Chance;

/// What becomes of a participant.
#[derive(Debug, Clone)]
pub(super) struct Fate {
    /// What each tumour assessment shows, by day.
    pub(super) scans: Vec<(i64, Response)>,
    /// Whether the site enters the response instead of what was measured.
    pub(super) gives_responses: bool,
    /// The sum of diameters before treatment, in whole centimetres.
    pub(super) baseline_cm: u8,
    /// When the treatment ends, and why. On day 0: before the first dose.
    pub(super) stop: Option<(i64, EndReason)>,
    /// When another therapy begins.
    pub(super) therapy: Option<i64>,
    /// When she dies.
    pub(super) death: Option<i64>,
    /// When she is reached by telephone.
    pub(super) calls: Vec<i64>,
    /// What she suffers from, beside what she reports herself.
    pub(super) events: Vec<Suffered>,
}

/// An adverse event.
#[derive(Debug, Clone, Copy)]
pub(super) struct Suffered {
    pub(super) term: &'static str,
    pub(super) words: &'static str,
    pub(super) grade: u8,
    /// The grade after it got worse, and on which day that was.
    pub(super) worse: Option<(u8, i64)>,
    pub(super) onset: i64,
    pub(super) cause: Cause,
    pub(super) is_serious: bool,
}

/// Where an adverse event comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cause {
    /// From both drugs.
    Both,
    /// From capecitabine, and not from utidelone.
    Capecitabine,
    /// From neither.
    Neither,
    /// Nobody knows.
    NotKnown,
}

/// How far a tumour shrinks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Depth {
    None,
    Once,
    Partly,
    Wholly,
}

/// Days between two tumour assessments.
const BETWEEN_SCANS: i64 = 42;
/// Days of a cycle.
const CYCLE: i64 = 21;

/// What is found in the blood and at a visit, with the worst grade that is made up.
const FOUND: [(&str, &str, u8); 8] = [
    ("Neutrophil count decreased", "", 4),
    ("Anemia", "", 3),
    ("Platelet count decreased", "", 3),
    ("Alanine aminotransferase increased", "", 3),
    ("Peripheral sensory neuropathy", "", 3),
    ("Fall", "", 2),
    ("Investigations - Other, specify", "D-dimer raised", 2),
    ("Investigations - Other, specify", "ferritin raised", 2),
];

impl Fate {
    /// The fate of somebody who is looked after for so many days.
    pub(super) fn plan(chance: &mut Chance, days: i64) -> Fate {
        let mut fate = Fate {
            scans: Vec::new(),
            gives_responses: chance.happens(300),
            baseline_cm: 4 + small(chance.below(9)),
            stop: None,
            therapy: None,
            death: None,
            calls: Vec::new(),
            events: Vec::new(),
        };
        if chance.happens(30) {
            fate.stop = Some((0, EndReason::Withdrawal));
        } else {
            fate.tumour(chance, days);
        }
        // On the day on which the diary is received last nothing more is recorded in it.
        fate.stop = fate.stop.filter(|(day, _)| *day < days);
        fate.after_treatment(chance, days);
        let last = fate.death.unwrap_or(days).min(days);
        fate.suffer(chance, last);
        fate
    }

    /// What the assessments show, and when the treatment ends.
    fn tumour(&mut self, chance: &mut Chance, days: i64) {
        let grows_from = match chance.happens(80) {
            true => 30,
            false => between(chance, 5 * CYCLE, 13 * CYCLE),
        };
        let depth = match chance.below(1000) {
            0..100 => Depth::Wholly,
            100..520 => Depth::Partly,
            520..600 => Depth::Once,
            _ => Depth::None,
        };
        let shrinks_at = 1 + i64::from(chance.below(3));
        // Some end their treatment although the tumour does not grow.
        let gives_up = match chance.below(1000) {
            0..70 => Some(EndReason::AdverseEvent),
            70..120 => Some(EndReason::Withdrawal),
            _ => None,
        };
        let gives_up = gives_up.map(|why| (between(chance, 10, 14 * CYCLE), why));
        self.stop = gives_up.filter(|(day, _)| *day < days - CYCLE);
        for nth in 1.. {
            let day = BETWEEN_SCANS * nth + i64::from(chance.below(6));
            let withdrawn =
                |(stop, why): (i64, EndReason)| why == EndReason::Withdrawal && day > stop;
            if day > days || self.stop.is_some_and(withdrawn) {
                break;
            }
            if chance.happens(30) {
                continue;
            }
            let shows = match depth {
                _ if day >= grows_from => Response::Progressive,
                _ if chance.happens(60) => Response::NotEvaluable,
                Depth::Once if nth == shrinks_at => Response::Partial,
                Depth::Wholly if nth > shrinks_at => Response::Complete,
                Depth::Partly | Depth::Wholly if nth >= shrinks_at => Response::Partial,
                Depth::None | Depth::Once | Depth::Partly | Depth::Wholly => Response::Stable,
            };
            self.scans.push((day, shows));
            if shows == Response::Progressive {
                let earlier = self.stop.filter(|(stop, _)| *stop <= day);
                self.stop = earlier.or(Some((day, EndReason::Progression)));
                break;
            }
        }
    }

    /// Another therapy, death, and calls.
    fn after_treatment(&mut self, chance: &mut Chance, days: i64) {
        let Some((stop, why)) = self.stop else { return };
        let (therapy, death) = match why {
            EndReason::Progression => (600, 700),
            EndReason::AdverseEvent => (700, 200),
            EndReason::Withdrawal | EndReason::Investigator => (400, 150),
        };
        if chance.happens(death) {
            let day = stop + between(chance, 32, 160);
            self.death = Some(day).filter(|day| *day <= days);
        }
        let in_time = |day: &i64| *day <= days && self.death.is_none_or(|death| *day < death);
        if chance.happens(therapy) {
            let day = stop + between(chance, 10, 50);
            self.therapy = Some(day).filter(in_time);
        }
        self.scans.retain(|(day, _)| in_time(day));
        let is_lost = chance.happens(150);
        let calls = (1..).map(|nth| stop + 60 * nth).take_while(in_time);
        self.calls = calls.take(if is_lost { 1 } else { usize::MAX }).collect();
    }

    /// Adverse events up to a day; some begin long after the last dose.
    fn suffer(&mut self, chance: &mut Chance, last: i64) {
        let treated_until = self.stop.map_or(last, |(stop, _)| stop);
        for cycle in 0..=last / CYCLE {
            let onset = CYCLE * cycle + i64::from(chance.below(14));
            let (term, words, worst) = FOUND[chance.below(8) as usize];
            let grade = 1 + small(chance.below(u32::from(worst)));
            let cause = match chance.below(1000) {
                _ if term == "Fall" => Cause::Neither,
                0..550 => Cause::Both,
                550..800 => Cause::Capecitabine,
                800..900 => Cause::NotKnown,
                _ => Cause::Neither,
            };
            let gets_worse = chance.happens(300) && grade < worst;
            let event = Suffered {
                term,
                words,
                grade,
                worse: gets_worse.then_some((grade + 1, onset + 4)),
                onset,
                cause,
                is_serious: grade >= 3 && chance.happens(400),
            };
            let is_told = match onset <= treated_until {
                true => chance.happens(350),
                false => chance.happens(200),
            };
            if is_told && onset + RECORDED_AFTER < last {
                self.events.push(event);
            }
        }
    }
}

/// So many days after it began, or got worse, an adverse event is recorded.
pub(super) const RECORDED_AFTER: i64 = 5;

/// A number of days, `from` and `to` included.
fn between(chance: &mut Chance, from: i64, to: i64) -> i64 {
    let width = u32::try_from(to - from + 1).unwrap_or(1);
    from + i64::from(chance.below(width))
}

/// A number that is known to be small.
fn small(number: u32) -> u8 {
    u8::try_from(number).unwrap_or(u8::MAX)
}
