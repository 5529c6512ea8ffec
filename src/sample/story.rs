//! What becomes of a made-up participant: habits, and what happens on which day.

use crate::domain::entry::Said;
use crate::domain::protocol::EndReason;

use super::chance::Chance;

/// How somebody keeps a diary; shares in so many of 1000.
#[derive(Debug, Clone, Copy)]
pub(super) struct Habits {
    /// Doses that are not taken, and recorded so.
    pub(super) missed: u32,
    /// Doses of which nothing is recorded.
    pub(super) unrecorded: u32,
    /// Doses that are recorded on the next day.
    pub(super) late: u32,
    /// Doses that are vomited.
    pub(super) vomited: u32,
    /// Doses of which a part is taken.
    pub(super) partly: u32,
    /// Doses taken without keeping to the rule about meals.
    pub(super) food_not_kept: u32,
    /// Doses recorded with a wrong time, and corrected.
    pub(super) corrected: u32,
    /// So many days before a visit nothing is recorded until the evening before it.
    pub(super) batch_days: i64,
}

impl Habits {
    const GOOD: Habits = Habits {
        missed: 12,
        unrecorded: 4,
        late: 20,
        vomited: 2,
        partly: 2,
        food_not_kept: 15,
        corrected: 5,
        batch_days: 0,
    };

    /// Those of somebody of whom nothing is known.
    fn any(chance: &mut Chance) -> Habits {
        Habits {
            missed: chance.below(70),
            unrecorded: chance.below(40),
            late: chance.below(120),
            vomited: chance.below(8),
            partly: chance.below(10),
            food_not_kept: chance.below(100),
            corrected: chance.below(15),
            batch_days: 0,
        }
    }
}

/// What happens on a day of treatment, counted from 1.
#[derive(Debug, Clone, Copy)]
pub(super) struct Happening {
    pub(super) day: i64,
    pub(super) what: What,
}

/// What happens.
#[derive(Debug, Clone, Copy)]
pub(super) enum What {
    /// A symptom with its code, how bad, and the answers that are not "no".
    Symptom(
        &'static str,
        &'static str,
        &'static [(&'static str, &'static str)],
    ),
    /// A call to the study team.
    Call(Said),
    /// The patient was told to go on.
    ToldToResume,
    /// The study team pauses everything.
    Hold(&'static str),
    /// The study team lets everything go on.
    Resume(&'static str),
    /// One 500 mg tablet of capecitabine fewer.
    Reduce,
    /// As many as at first.
    Raise,
    /// The study team ends the treatment.
    Stop(EndReason),
    /// The treatment is ended before the first dose.
    NeverBegins,
    /// Another dose of capecitabine after the one of the evening.
    ExtraDose,
    /// Another medicine.
    Medicine(&'static str),
    /// The clock of the computer is so many hours behind for a morning.
    ClockBack(i64),
}

/// A course of things.
#[derive(Debug, Clone)]
pub(super) struct Story {
    pub(super) habits: Habits,
    pub(super) happenings: Vec<Happening>,
    /// How many cycles at least.
    pub(super) cycles: i64,
    /// How many days later than planned the second cycle starts.
    pub(super) delay: i64,
    /// How many tablets come back more than the diary explains; fewer, if negative.
    pub(super) count_off: i64,
    /// How many tablets are lost, and said to be.
    pub(super) lost: u32,
}

fn on(day: i64, what: What) -> Happening {
    Happening { day, what }
}

/// How many stories there are.
const STORIES: u64 = 12;

impl Story {
    /// That of the nth participant: the first twelve are all different, later ones mostly without a story.
    pub(super) fn of(nth: u64, chance: &mut Chance) -> Story {
        let told = if nth < STORIES {
            nth
        } else if chance.happens(400) {
            u64::from(chance.below(STORIES as u32))
        } else {
            return Story::plain(chance);
        };
        Story::told(told)
    }

    /// The treatment ends on this day, from 0, and nothing happens from then on; on day 0 it never begins. Without a
    /// day nothing but that ends it.
    pub(super) fn end_with(&mut self, stop: Option<(i64, EndReason)>) {
        let ends = |what: What| matches!(what, What::Stop(_));
        self.happenings.retain(|one| !ends(one.what));
        let Some((day, reason)) = stop else { return };
        self.happenings.retain(|one| one.day <= day);
        self.happenings.push(match day {
            0 => on(1, What::NeverBegins),
            _ => on(day + 1, What::Stop(reason)),
        });
    }

    fn with(habits: Habits, cycles: i64, happenings: Vec<Happening>) -> Story {
        Story {
            habits,
            happenings,
            cycles,
            delay: 0,
            count_off: 0,
            lost: 0,
        }
    }

    /// Now and then a symptom, and in some courses a pause.
    fn plain(chance: &mut Chance) -> Story {
        let mut happenings = Vec::new();
        for cycle in 0..10 {
            let first = cycle * 21;
            if chance.happens(500) {
                let day = first + 2 + i64::from(chance.below(12));
                happenings.push(on(day, What::Symptom("nausea", "mild", &[])));
            }
            if chance.happens(300) {
                let day = first + 6 + i64::from(chance.below(9));
                happenings.push(on(day, What::Symptom("tiredness", "moderate", &[])));
            }
            if chance.happens(80) {
                let day = first + 8;
                let more = &[("stools_above_usual", "4")];
                happenings.push(on(day, What::Symptom("diarrhoea", "moderate", more)));
                happenings.push(on(day, What::Call(Said::Pause)));
                happenings.push(on(day + 3, What::ToldToResume));
            }
        }
        let mut story = Story::with(Habits::any(chance), 1, happenings);
        if chance.happens(80) {
            story.count_off = i64::from(chance.below(13)) - 6;
        }
        if chance.happens(100) {
            story.delay = i64::from(chance.below(8));
        }
        story
    }

    fn told(nth: u64) -> Story {
        let good = Habits::GOOD;
        let call = |said| What::Call(said);
        match nth {
            // Hands and feet are sore; nobody is called, and the tablets go on.
            0 => Story::with(
                good,
                2,
                vec![
                    on(6, What::Symptom("nausea", "mild", &[])),
                    on(
                        33,
                        What::Symptom(
                            "hands_and_feet",
                            "moderate",
                            &[("sore_hands_or_feet", "yes")],
                        ),
                    ),
                ],
            ),
            // Most is recorded on the evening before the visit.
            1 => Story::with(
                Habits {
                    batch_days: 12,
                    late: 150,
                    ..good
                },
                2,
                vec![on(12, What::Symptom("tiredness", "moderate", &[]))],
            ),
            // Told on the telephone to pause, and later to go on; nobody has confirmed it.
            2 => Story::with(
                good,
                2,
                vec![
                    on(
                        30,
                        What::Symptom("diarrhoea", "moderate", &[("stools_above_usual", "5")]),
                    ),
                    on(30, call(Said::Pause)),
                    on(33, What::ToldToResume),
                ],
            ),
            // Paused by the team, fewer tablets from the next cycle on, and then as many as before.
            3 => Story::with(
                good,
                3,
                vec![
                    on(
                        9,
                        What::Symptom("hands_and_feet", "severe", &[("sore_hands_or_feet", "yes")]),
                    ),
                    on(9, call(Said::NotSure)),
                    on(10, What::Hold("hand-foot skin reaction")),
                    on(21, What::Reduce),
                    on(22, What::Resume("better")),
                    on(42, What::Raise),
                ],
            ),
            // Vomits, and takes another dose for it.
            4 => Story::with(
                Habits {
                    vomited: 60,
                    ..good
                },
                2,
                vec![
                    on(
                        10,
                        What::Symptom("vomiting", "moderate", &[("times_in_24_hours", "3")]),
                    ),
                    on(10, call(Said::NobodyAnswered)),
                    on(29, What::ExtraDose),
                    on(30, call(Said::Continue)),
                ],
            ),
            // Many gaps.
            5 => Story::with(
                Habits {
                    missed: 90,
                    unrecorded: 160,
                    late: 250,
                    food_not_kept: 120,
                    ..good
                },
                2,
                vec![on(14, What::Symptom("appetite", "mild", &[]))],
            ),
            // Much is corrected.
            6 => Story::with(
                Habits {
                    corrected: 150,
                    partly: 40,
                    ..good
                },
                2,
                vec![on(8, What::Medicine("loperamide"))],
            ),
            // The disease goes on, and the treatment ends.
            7 => Story::with(
                good,
                2,
                vec![
                    on(26, What::Symptom("belly_pain", "moderate", &[])),
                    on(31, What::Stop(EndReason::Progression)),
                ],
            ),
            // The clock of the computer was behind for a morning.
            8 => Story::with(good, 2, vec![on(27, What::ClockBack(2))]),
            // The count of tablets does not go with the diary.
            9 => Story {
                count_off: 14,
                lost: 4,
                ..Story::with(good, 2, vec![on(5, What::Symptom("sleep", "mild", &[]))])
            },
            // The second cycle starts late, and meals are a trouble.
            10 => Story {
                delay: 9,
                ..Story::with(
                    Habits {
                        food_not_kept: 250,
                        missed: 50,
                        ..good
                    },
                    2,
                    vec![
                        on(
                            13,
                            What::Symptom("fever", "mild", &[("temperature", "38.3")]),
                        ),
                        on(13, call(Said::Continue)),
                    ],
                )
            },
            // Nothing to say.
            _ => Story::with(
                Habits {
                    missed: 0,
                    unrecorded: 0,
                    late: 0,
                    vomited: 0,
                    partly: 0,
                    food_not_kept: 0,
                    corrected: 0,
                    batch_days: 0,
                },
                4,
                Vec::new(),
            ),
        }
    }
}
