//! The open choices of the endpoints: each is a named setting, and every output says what it was and who set it.
//!
//! A study decides them in its protocol. Each diary carries the protocol that it was opened with, so a folder may
//! hold several: [`settle`] says which settings hold, or who disagrees. It never chooses between two values.

use std::fmt::Display;

use crate::domain::ids::SubjectCode;
use crate::domain::protocol::{Decimal, EndpointSettings, OpenRule, Population, StartDate};

/// The settings of the endpoints as they hold.
#[derive(Debug, Clone, PartialEq)]
pub struct EndpointRules {
    /// Whom the shares are counted of.
    pub population: Population,
    /// What time is counted from; that day is day 1.
    pub start_date: StartDate,
    /// Stable disease counts from so many days after the start on; usual: 6 weeks.
    pub stable_disease_from_days: u16,
    /// A response must be seen again so many days later; 0: it need not. RECIST 1.1: 4 weeks.
    pub confirm_after_days: u16,
    /// So many assessments between the two may be not evaluable.
    pub not_evaluable_between: u16,
    /// Whether stable disease may lie once between two partial responses.
    pub stable_between: bool,
    /// Whether what is known is cut off where another therapy against the cancer begins.
    pub censor_at_new_therapy: bool,
    /// A progression or death more days than this after the assessment before it does not count: what is
    /// known ends with that assessment. `None`: it counts.
    pub longest_gap_days: Option<u16>,
    /// Days of a month in the output.
    pub days_a_month: f64,
    /// The level of every interval.
    pub confidence_level: f64,
    /// Adverse events count up to so many days after the last dose (study text: 28).
    pub adverse_events_days: u16,
}

/// A setting as every output states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// Its name in the protocol file.
    pub name: &'static str,
    /// Its value, as it is written there without quotation marks; `none` where there is none.
    pub value: String,
    /// Who set it.
    pub set_by: SetBy,
}

/// Who set a setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SetBy {
    /// Nobody: it is the usual one.
    Usual,
    /// The protocol.
    Protocol {
        /// Where each protocol has it from, each once.
        sources: Vec<String>,
        /// How many diaries carry a protocol that says so; `None`: it was named to hold for everybody.
        said_by: Option<u64>,
    },
}

/// The settings that hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Settled {
    /// Their values.
    pub rules: EndpointRules,
    /// Each of them, by name in the order of the protocol file.
    pub settings: Vec<Setting>,
}

/// A setting that protocols of one study say different things about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disagreement {
    /// Its name.
    pub name: &'static str,
    /// Each value with the participants whose protocol says so, in the order given.
    pub values: Vec<(String, Vec<SubjectCode>)>,
}

/// Which settings hold for these participants: what every protocol that says something says, and else what is
/// usual.
///
/// # Errors
/// Every setting that two of them give different values.
pub fn settle<'a>(
    said: impl Iterator<Item = (&'a SubjectCode, &'a EndpointSettings)>,
) -> Result<Settled, Vec<Disagreement>> {
    let said = said.map(|(subject, settings)| (Some(subject), settings));
    let (settled, disagreements) = settled(said.collect());
    match disagreements.is_empty() {
        true => Ok(settled),
        false => Err(disagreements),
    }
}

impl Settled {
    /// The settings of one protocol that was named to hold for everybody.
    pub fn by(settings: &EndpointSettings) -> Settled {
        settled(vec![(None, settings)]).0
    }
}

impl Default for Settled {
    /// The usual ones.
    fn default() -> Settled {
        settled(Vec::new()).0
    }
}

impl Default for EndpointRules {
    fn default() -> EndpointRules {
        Settled::default().rules
    }
}

/// The settings of these protocols; usual where they disagree.
fn settled(said: Vec<Said>) -> (Settled, Vec<Disagreement>) {
    let mut settling = Settling {
        said,
        settings: Vec::new(),
        disagreements: Vec::new(),
    };
    let rules = settling.rules();
    let settings = settling.settings;
    (Settled { rules, settings }, settling.disagreements)
}

/// What a protocol says, and whose diary carries it; of one that was named, nobody's.
type Said<'a> = (Option<&'a SubjectCode>, &'a EndpointSettings);

struct Settling<'a> {
    said: Vec<Said<'a>>,
    settings: Vec<Setting>,
    disagreements: Vec<Disagreement>,
}

impl Settling<'_> {
    /// Each setting with its usual value. What the study text leaves open has the value of the pharmaverse
    /// (`admiralonco`) and of RECIST 1.1.
    fn rules(&mut self) -> EndpointRules {
        let month = Decimal::of(304_375);
        let level = Decimal::of(9_500);
        EndpointRules {
            population: self.one("population", |s| &s.population, Population::Treated),
            start_date: self.one("start_date", |s| &s.start_date, StartDate::FirstDose),
            stable_disease_from_days: self.one(
                "stable_disease_from_days",
                |s| &s.stable_disease_from_days,
                42,
            ),
            confirm_after_days: self.one("confirm_after_days", |s| &s.confirm_after_days, 28),
            not_evaluable_between: self.one(
                "not_evaluable_between",
                |s| &s.not_evaluable_between,
                1,
            ),
            stable_between: self.one("stable_between", |s| &s.stable_between, false),
            censor_at_new_therapy: self.one(
                "censor_at_new_therapy",
                |s| &s.censor_at_new_therapy,
                true,
            ),
            longest_gap_days: self.open("longest_gap_days", |s| &s.longest_gap_days, None),
            days_a_month: self.one("days_a_month", |s| &s.days_a_month, month).into(),
            confidence_level: self
                .one("confidence_level", |s| &s.confidence_level, level)
                .into(),
            adverse_events_days: self.one("adverse_events_days", |s| &s.adverse_events_days, 28),
        }
    }

    fn one<T: Copy + PartialEq + Display>(
        &mut self,
        name: &'static str,
        of: fn(&EndpointSettings) -> &OpenRule<T>,
        usual: T,
    ) -> T {
        self.open(name, of, Some(usual)).unwrap_or(usual)
    }

    /// A setting, its usual value `None` where nothing is limited.
    fn open<T: Copy + PartialEq + Display>(
        &mut self,
        name: &'static str,
        of: fn(&EndpointSettings) -> &OpenRule<T>,
        usual: Option<T>,
    ) -> Option<T> {
        let mut values: Vec<(T, Vec<SubjectCode>)> = Vec::new();
        let mut sources: Vec<String> = Vec::new();
        for (subject, settings) in &self.said {
            let Some(rule) = of(settings) else { continue };
            if !sources.contains(&rule.source) {
                sources.push(rule.source.clone());
            }
            let subject = subject.cloned().into_iter();
            match values.iter_mut().find(|(value, _)| *value == rule.value) {
                Some((_, subjects)) => subjects.extend(subject),
                None => values.push((rule.value, subject.collect())),
            }
        }
        if values.len() > 1 {
            let values = values
                .into_iter()
                .map(|(value, subjects)| (value.to_string(), subjects));
            self.disagreements.push(Disagreement {
                name,
                values: values.collect(),
            });
            return usual;
        }
        let (value, set_by) = match values.pop() {
            Some((value, subjects)) => {
                let said_by = (!subjects.is_empty()).then_some(subjects.len() as u64);
                (Some(value), SetBy::Protocol { sources, said_by })
            }
            None => (usual, SetBy::Usual),
        };
        self.settings.push(Setting {
            name,
            value: value.map_or_else(|| "none".to_owned(), |value| value.to_string()),
            set_by,
        });
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled_by(of: &[(&str, &str)]) -> Result<Settled, Vec<Disagreement>> {
        let read = |(subject, json): &(&str, &str)| {
            let settings: EndpointSettings = serde_json::from_str(json).unwrap();
            (subject.parse::<SubjectCode>().unwrap(), settings)
        };
        let said: Vec<_> = of.iter().map(read).collect();
        settle(said.iter().map(|(subject, settings)| (subject, settings)))
    }

    #[test]
    fn without_a_word_of_the_protocol_the_usual_ones_hold_and_say_so() {
        let settled = settled_by(&[("001", "{}"), ("002", "{}")]).unwrap();
        assert_eq!(settled, Settled::default());
        assert_eq!(settled.rules.days_a_month, 30.4375);
        assert_eq!(settled.rules.confidence_level, 0.95);
        assert!(
            settled
                .settings
                .iter()
                .all(|one| one.set_by == SetBy::Usual)
        );
        let values: Vec<(&str, &str)> = settled
            .settings
            .iter()
            .map(|one| (one.name, one.value.as_str()))
            .collect();
        assert_eq!(
            values,
            [
                ("population", "treated"),
                ("start_date", "first_dose"),
                ("stable_disease_from_days", "42"),
                ("confirm_after_days", "28"),
                ("not_evaluable_between", "1"),
                ("stable_between", "false"),
                ("censor_at_new_therapy", "true"),
                ("longest_gap_days", "none"),
                ("days_a_month", "30.4375"),
                ("confidence_level", "0.95"),
                ("adverse_events_days", "28"),
            ]
        );
    }

    #[test]
    fn what_some_protocols_say_and_no_other_denies_holds_for_all() {
        let eight = r#"{"stable_disease_from_days":{"value":56,"source":"SAP 4.2"}}"#;
        let more = r#"{"stable_disease_from_days":{"value":56,"source":"SAP 2"},"longest_gap_days":{"value":90,"source":"SAP 2"}}"#;
        let settled = settled_by(&[("001", "{}"), ("002", eight), ("003", more)]).unwrap();
        assert_eq!(settled.rules.stable_disease_from_days, 56);
        assert_eq!(settled.rules.longest_gap_days, Some(90));
        assert_eq!(settled.rules.confirm_after_days, 28);
        let named = |name| {
            settled
                .settings
                .iter()
                .find(|one| one.name == name)
                .unwrap()
        };
        assert_eq!(
            named("stable_disease_from_days").set_by,
            SetBy::Protocol {
                sources: vec!["SAP 4.2".to_owned(), "SAP 2".to_owned()],
                said_by: Some(2)
            }
        );
        assert_eq!(named("longest_gap_days").value, "90");
        let one = Settled::by(&serde_json::from_str(eight).unwrap());
        assert_eq!(one.rules.stable_disease_from_days, 56);
        let SetBy::Protocol { said_by, .. } = &one.settings[2].set_by else {
            panic!("{:?}", one.settings);
        };
        assert_eq!(*said_by, None);
    }

    #[test]
    fn two_values_of_one_setting_are_a_disagreement_that_names_who_says_what() {
        let of = |days| format!(r#"{{"confirm_after_days":{{"value":{days},"source":"s"}}}}"#);
        let (four, six) = (of(28), of(42));
        let found = settled_by(&[("001", &four), ("002", &six), ("003", &four), ("004", "{}")]);
        let codes = |list: &[&str]| list.iter().map(|code| code.parse().unwrap()).collect();
        assert_eq!(
            found,
            Err(vec![Disagreement {
                name: "confirm_after_days",
                values: vec![
                    ("28".to_owned(), codes(&["001", "003"])),
                    ("42".to_owned(), codes(&["002"])),
                ],
            }])
        );
    }
}
