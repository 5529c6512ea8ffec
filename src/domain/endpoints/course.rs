//! What became of one participant: from what the site recorded to the times that the curves are made of.
//!
//! What contradicts itself is never dropped silently: it is one of the [`Oddity`]s, which every output lists.

use super::response::{AtDate, Best, Response, best};
use super::settings::EndpointRules;
use super::survival::Follow;
use crate::domain::calendar::DiaryDate;
use crate::domain::protocol::StartDate;

/// What is known about a participant.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Course {
    /// What was found out of place when it was put together.
    pub oddities: Vec<Oddity>,
    /// The diary dates of the first and the last dose of either drug; `None` without one.
    pub doses: Option<(DiaryDate, DiaryDate)>,
    /// Day 1 of the first cycle.
    pub first_cycle: Option<DiaryDate>,
    /// When the first baseline was measured.
    pub baseline: Option<DiaryDate>,
    /// The responses, by date; not those of the baseline.
    pub assessments: Vec<AtDate>,
    /// When another therapy against the cancer began.
    pub new_therapy: Option<DiaryDate>,
    /// When she died.
    pub died: Option<DiaryDate>,
    /// When she was known to be alive last: the newest of what the site recorded.
    pub last_alive: Option<DiaryDate>,
}

/// What does not go together in what is known, or is missing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Oddity {
    /// No site record: of tumour, life, death and adverse events nothing is known.
    NoRecord,
    /// A site record that cannot be read: the same, though there may be much in it.
    RecordUnread,
    /// The diary is damaged from this line on: doses that stand there are not known.
    DiaryDamaged(u64),
    /// No dose was taken: no time can be counted.
    NoDose,
    /// Death is dated before the start: no time can be counted.
    DiedBeforeStart(DiaryDate),
    /// An assessment after death: it does not count.
    AssessedAfterDeath(DiaryDate),
    /// A response is dated before the start: it does not count.
    AssessedBeforeStart(DiaryDate),
    /// Two responses of one date say different things: the worse one counts.
    TwoResponses(DiaryDate),
    /// A response after progression: it does not count.
    AfterProgression(DiaryDate),
    /// A partial response after a complete one: it confirms no response from before.
    PartialAfterComplete(DiaryDate),
    /// No assessment that could be evaluated: what is known of progression ends on day 1.
    NoAssessment,
    /// Known to be alive after the date of death, which counts.
    AliveAfterDeath(DiaryDate),
    /// Another date of death was recorded before the one that counts.
    TwoDeaths(DiaryDate),
    /// A dose is dated after the date of death, which counts.
    DoseAfterDeath(DiaryDate),
    /// Another baseline stands before this one: what follows is compared with the newest.
    SeveralBaselines(DiaryDate),
    /// The first baseline is dated after the first dose, and RECIST 1.1 wants it before treatment (section 3.2):
    /// what is measured is compared with it all the same.
    BaselineAfterDose(DiaryDate),
    /// Something that is dated after the day on which it was recorded: it does not count.
    InFuture(DiaryDate),
    /// The same of an adverse event, or of a change of one.
    EventInFuture(DiaryDate, String),
    /// Of an adverse event of this onset and term it is not known whether it is related to a drug: it does not
    /// count.
    RelationNotKnown(DiaryDate, String),
}

/// What the endpoints say about one participant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The best overall response.
    pub best: Best,
    /// Days of a confirmed response, from where it was first seen.
    pub response_duration: Option<Follow>,
    /// Days without progression; `None` where no time can be counted.
    pub progression_free: Option<Follow>,
    /// Days of life; `None` where no time can be counted.
    pub survival: Option<Follow>,
    /// What does not go together, or is missing.
    pub oddities: Vec<Oddity>,
}

/// Where what is known of progression ends, and whether with progression or death.
#[derive(Clone, Copy)]
struct End {
    date: DiaryDate,
    is_event: bool,
}

impl Course {
    /// What the endpoints say.
    pub fn outcome(&self, rules: &EndpointRules) -> Outcome {
        let mut oddities = self.oddities.clone();
        if let (Some(died), Some(alive)) = (self.died, self.last_alive)
            && alive > died
        {
            oddities.push(Oddity::AliveAfterDeath(alive));
        }
        if let Some((first, last)) = self.doses {
            let late = self.baseline.filter(|baseline| *baseline > first);
            oddities.extend(late.map(Oddity::BaselineAfterDose));
            let died_before = self.died.is_some_and(|died| last > died);
            oddities.extend(died_before.then_some(Oddity::DoseAfterDeath(last)));
        }
        let Some(start) = self.countable_start(rules, &mut oddities) else {
            oddities.sort();
            return Outcome {
                best: Best::NOTHING,
                response_duration: None,
                progression_free: None,
                survival: None,
                oddities,
            };
        };
        let assessments = self.counted(start, &mut oddities);
        let cut_off = self.new_therapy.filter(|_| rules.censor_at_new_therapy);
        let best = best(&assessments, start, cut_off, rules);
        let end = self.end(start, &assessments, cut_off, rules, &mut oddities);
        let response_duration = best.responding_from.map(|first| follow(first, end));
        oddities.sort();
        Outcome {
            best,
            response_duration,
            progression_free: Some(follow(start, end)),
            survival: Some(self.life(start)),
            oddities,
        }
    }

    fn countable_start(
        &self,
        rules: &EndpointRules,
        oddities: &mut Vec<Oddity>,
    ) -> Option<DiaryDate> {
        let start = match rules.start_date {
            StartDate::FirstDose => self.doses.map(|(first, _)| first),
            // Without a dose no time is counted either way.
            StartDate::FirstCycle => self.doses.and(self.first_cycle),
        };
        let Some(start) = start else {
            oddities.push(Oddity::NoDose);
            return None;
        };
        match self.died.filter(|died| *died < start) {
            Some(died) => {
                oddities.push(Oddity::DiedBeforeStart(died));
                // Each response stands before the start or after death.
                self.counted(start, oddities);
                None
            }
            None => Some(start),
        }
    }

    /// The responses that count, one a date.
    fn counted(&self, start: DiaryDate, oddities: &mut Vec<Oddity>) -> Vec<AtDate> {
        let mut counted: Vec<AtDate> = Vec::new();
        let mut progressed = false;
        for at in &self.assessments {
            if self.died.is_some_and(|died| at.date > died) {
                oddities.push(Oddity::AssessedAfterDeath(at.date));
                continue;
            }
            if at.date < start {
                oddities.push(Oddity::AssessedBeforeStart(at.date));
                continue;
            }
            if let Some(last) = counted.last_mut().filter(|last| last.date == at.date) {
                if last.response != at.response {
                    oddities.push(Oddity::TwoResponses(at.date));
                    last.response = worse(last.response, at.response);
                    progressed |= last.response == Response::Progressive;
                }
                continue;
            }
            if progressed && at.response != Response::Progressive {
                oddities.push(Oddity::AfterProgression(at.date));
                continue;
            }
            progressed |= at.response == Response::Progressive;
            counted.push(*at);
        }
        let complete = |at: &AtDate| at.response == Response::Complete;
        let later = counted.iter().skip_while(|at| !complete(at));
        let seen_again = later
            .filter(|at| at.response == Response::Partial)
            .map(|at| at.date);
        oddities.extend(seen_again.take(1).map(Oddity::PartialAfterComplete));
        counted
    }

    /// Where what is known of progression ends (PFS).
    fn end(
        &self,
        start: DiaryDate,
        assessments: &[AtDate],
        cut_off: Option<DiaryDate>,
        rules: &EndpointRules,
        oddities: &mut Vec<Oddity>,
    ) -> End {
        let adequate = |at: &&AtDate| at.response != Response::NotEvaluable;
        let in_time = |date: DiaryDate| cut_off.is_none_or(|cut_off| date <= cut_off);
        let progression = assessments
            .iter()
            .find(|at| at.response == Response::Progressive);
        let events = progression.map(|at| at.date).into_iter().chain(self.died);
        let event = events.filter(|date| in_time(*date)).min();
        let known_until = |before: Option<DiaryDate>| {
            let adequate = assessments.iter().filter(adequate).map(|at| at.date);
            let mut last = adequate
                .filter(|date| in_time(*date) && before.is_none_or(|before| *date < before));
            last.next_back().unwrap_or(start)
        };
        if !assessments.iter().any(|at| adequate(&at)) {
            oddities.push(Oddity::NoAssessment);
        }
        match event {
            Some(date) => {
                let before = known_until(Some(date));
                let gap = date.days_since(before);
                let too_long = rules
                    .longest_gap_days
                    .is_some_and(|longest| gap > i64::from(longest));
                match too_long {
                    true => End {
                        date: before,
                        is_event: false,
                    },
                    false => End {
                        date,
                        is_event: true,
                    },
                }
            }
            None => End {
                date: known_until(None),
                is_event: false,
            },
        }
    }

    /// Days of life (OS).
    fn life(&self, start: DiaryDate) -> Follow {
        let end = match self.died {
            Some(date) => End {
                date,
                is_event: true,
            },
            None => End {
                date: self.last_alive.map_or(start, |date| date.max(start)),
                is_event: false,
            },
        };
        follow(start, end)
    }
}

/// Day 1 is the start itself.
fn follow(start: DiaryDate, end: End) -> Follow {
    let days = end.date.days_since(start).max(0) + 1;
    Follow {
        days: u32::try_from(days).unwrap_or(u32::MAX),
        is_event: end.is_event,
    }
}

/// The worse of two; what could be evaluated before what could not.
fn worse(one: Response, other: Response) -> Response {
    match (one, other) {
        (Response::NotEvaluable, known) | (known, Response::NotEvaluable) => known,
        _ => one.max(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::testing::date;

    /// A course from words such as "42:PR 100:death 60:therapy 90:alive", by days after the first dose.
    fn course(written: &str) -> Course {
        let start = date("2026-01-01");
        let mut course = Course {
            doses: Some((start, start)),
            ..Course::default()
        };
        for word in written.split_whitespace() {
            let (days, what) = word.split_once(':').unwrap();
            let date = start.plus(days.parse().unwrap());
            match what {
                "death" => course.died = Some(date),
                "therapy" => course.new_therapy = Some(date),
                "alive" => course.last_alive = Some(date),
                code => course.assessments.push(AtDate {
                    seq: 0,
                    date,
                    response: serde_json::from_str(&format!("\"{code}\"")).unwrap(),
                }),
            }
        }
        course
    }

    /// Days, and a plus where nothing is known from then on.
    fn written(follow: Option<Follow>) -> String {
        match follow {
            Some(Follow {
                days,
                is_event: true,
            }) => days.to_string(),
            Some(Follow {
                days,
                is_event: false,
            }) => format!("{days}+"),
            None => "-".to_owned(),
        }
    }

    #[track_caller]
    fn check_with(rules: &EndpointRules, story: &str, expected: [&str; 3]) -> Vec<Oddity> {
        let outcome = course(story).outcome(rules);
        let found = [
            written(outcome.progression_free),
            written(outcome.survival),
            written(outcome.response_duration),
        ];
        assert_eq!(found, expected, "{story}");
        outcome.oddities
    }

    #[track_caller]
    fn check(story: &str, expected: [&str; 3]) -> Vec<Oddity> {
        check_with(&EndpointRules::default(), story, expected)
    }

    fn day(days: i64) -> DiaryDate {
        date("2026-01-01").plus(days)
    }

    #[test]
    fn time_without_progression_ends_with_progression_or_death() {
        check("42:SD 84:PD 200:death", ["85", "201", "-"]);
        check("42:SD 60:death", ["61", "61", "-"]);
        check("42:SD 84:SD 120:alive", ["85+", "121+", "-"]);
    }

    #[test]
    fn a_response_lasts_from_where_it_was_first_seen() {
        check("42:PR 84:PR 126:PD 300:alive", ["127", "301+", "85"]);
        check("42:PR 84:PR 126:SD 130:alive", ["127+", "131+", "85+"]);
        // The duration of a response begins with whichever of the two was seen first.
        check("42:PR 84:CR 126:CR 140:alive", ["127+", "141+", "85+"]);
        check("42:PR 60:NE 84:SD 126:CR 168:CR", ["169+", "1+", "43+"]);
        check("42:PR 50:PD", ["51", "1+", "-"]);
    }

    #[test]
    fn another_therapy_ends_what_is_known_of_progression() {
        check("42:SD 60:therapy 84:PD 200:death", ["43+", "201", "-"]);
        let rules = EndpointRules {
            censor_at_new_therapy: false,
            ..EndpointRules::default()
        };
        check_with(&rules, "42:SD 60:therapy 84:PD", ["85", "1+", "-"]);
    }

    #[test]
    fn an_event_after_a_long_gap_counts_unless_the_setting_says_otherwise() {
        let story = "42:SD 200:death";
        check(story, ["201", "201", "-"]);
        let rules = EndpointRules {
            longest_gap_days: Some(90),
            ..EndpointRules::default()
        };
        check_with(&rules, story, ["43+", "201", "-"]);
        check_with(&rules, "42:SD 132:death", ["133", "133", "-"]);
    }

    #[test]
    fn without_an_assessment_progression_is_known_until_day_1_only() {
        let oddities = check("90:alive", ["1+", "91+", "-"]);
        assert_eq!(oddities, [Oddity::NoAssessment]);
        assert_eq!(check("42:NE", ["1+", "1+", "-"]), [Oddity::NoAssessment]);
        // Death is an event all the same.
        check("30:death", ["31", "31", "-"]);
    }

    #[test]
    fn death_or_progression_before_the_first_dose_is_said() {
        let oddities = check("-10:PD -3:death 42:SD", ["-", "-", "-"]);
        let expected = [
            Oddity::DiedBeforeStart(day(-3)),
            Oddity::AssessedAfterDeath(day(42)),
            Oddity::AssessedBeforeStart(day(-10)),
            Oddity::DoseAfterDeath(day(0)),
        ];
        assert_eq!(oddities, expected);
        let oddities = check("-10:PD 42:SD", ["43+", "1+", "-"]);
        assert_eq!(oddities, [Oddity::AssessedBeforeStart(day(-10))]);
    }

    #[test]
    fn a_first_baseline_after_the_first_dose_is_said_and_of_that_day_it_is_none() {
        let with_baseline = |days: i64| Course {
            baseline: Some(day(days)),
            ..course("42:PR 84:PR")
        };
        let oddities = |days| {
            let outcome = with_baseline(days).outcome(&EndpointRules::default());
            assert_eq!(outcome.best.response, Response::Partial);
            outcome.oddities
        };
        assert_eq!(oddities(1), [Oddity::BaselineAfterDose(day(1))]);
        assert_eq!(oddities(0), []);
    }

    #[test]
    fn who_is_alive_after_her_death_is_said() {
        let oddities = check("42:SD 50:death 60:alive", ["51", "51", "-"]);
        assert_eq!(oddities, [Oddity::AliveAfterDeath(day(60))]);
    }

    #[test]
    fn without_a_dose_no_time_is_counted() {
        let outcome = Course::default().outcome(&EndpointRules::default());
        assert_eq!(outcome.oddities, [Oddity::NoDose]);
        assert_eq!((outcome.progression_free, outcome.survival), (None, None));
        assert_eq!(outcome.best.response, Response::NotEvaluable);
    }

    #[test]
    fn of_two_responses_of_one_date_the_worse_counts() {
        let oddities = check("42:PR 42:PD 84:PR", ["43", "1+", "-"]);
        let expected = [
            Oddity::TwoResponses(day(42)),
            Oddity::AfterProgression(day(84)),
        ];
        assert_eq!(oddities, expected);
        assert!(check("42:SD 42:SD", ["43+", "1+", "-"]).is_empty());
        check("42:NE 42:SD", ["43+", "1+", "-"]);
    }

    #[test]
    fn a_partial_response_after_a_complete_one_is_listed() {
        let oddities = check("42:CR 84:PR 126:SD", ["127+", "1+", "-"]);
        assert_eq!(oddities, [Oddity::PartialAfterComplete(day(84))]);
        assert!(check("42:PR 84:CR", ["85+", "1+", "43+"]).is_empty());
    }

    #[test]
    fn a_response_after_progression_or_death_does_not_count() {
        let oddities = check("42:PD 84:PR 126:PR", ["43", "1+", "-"]);
        let after = [84, 126].map(|days| Oddity::AfterProgression(day(days)));
        assert_eq!(oddities, after);
        let oddities = check("42:SD 50:death 84:SD", ["51", "51", "-"]);
        assert_eq!(oddities, [Oddity::AssessedAfterDeath(day(84))]);
    }
}
