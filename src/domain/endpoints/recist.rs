//! The response at an assessment, from what was measured, by RECIST 1.1.
//!
//! Sums of the diameters of target lesions are compared with the baseline, and with the smallest sum so far
//! (the nadir), the baseline included. Source: Eisenhauer and others, Eur J Cancer 2009; 45: 228-247, section 4
//! and tables 1 and 2. A complete response of lymph nodes that are still there, below 10 mm, is not seen from a
//! sum: staff enter the response itself then.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::response::Response;

/// A sum of diameters, in tenths of a millimetre; written in millimetres.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct Diameters(u32);

/// What is no sum of diameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a sum of diameters is from 0 to 9999.9 mm, in tenths at most")]
pub struct NoDiameters;

impl TryFrom<f64> for Diameters {
    type Error = NoDiameters;

    fn try_from(mm: f64) -> Result<Diameters, NoDiameters> {
        let tenths = mm * 10.0;
        let is_one = (0.0..=99_999.0).contains(&tenths) && (tenths - tenths.round()).abs() < 1e-6;
        // In range, so that nothing is cut off.
        is_one
            .then(|| Diameters(tenths.round() as u32))
            .ok_or(NoDiameters)
    }
}

impl From<Diameters> for f64 {
    fn from(sum: Diameters) -> f64 {
        f64::from(sum.0) / 10.0
    }
}

impl std::str::FromStr for Diameters {
    type Err = NoDiameters;

    fn from_str(text: &str) -> Result<Diameters, NoDiameters> {
        let plain = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        let mm: f64 = text.parse().ok().filter(|_| plain).ok_or(NoDiameters)?;
        Diameters::try_from(mm)
    }
}

impl fmt::Display for Diameters {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self.0 % 10 {
            0 => write!(f, "{}", self.0 / 10),
            tenth => write!(f, "{}.{tenth}", self.0 / 10),
        }
    }
}

/// How a sum of diameters has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// In tenths of a millimetre; below zero where it is less.
    pub tenths_mm: i64,
    /// In hundredths of a percent, rounded half away from zero; `None` where it was 0.
    pub hundredths_percent: Option<i64>,
}

impl Diameters {
    /// How it has changed from an earlier one.
    pub fn change_from(self, before: Diameters) -> Change {
        let (now, before) = (i64::from(self.0), i64::from(before.0));
        let tenths_mm = now - before;
        let rounded = |before: i64| {
            let size = (tenths_mm.abs() * 10_000 + before / 2) / before;
            size * tenths_mm.signum()
        };
        Change {
            tenths_mm,
            hundredths_percent: (before > 0).then(|| rounded(before)),
        }
    }
}

/// What became of the lesions that are not measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NonTarget {
    /// All have disappeared.
    Complete,
    /// Neither complete response nor progression.
    Present,
    /// Unequivocal progression.
    Progressive,
    /// Not evaluated.
    NotEvaluable,
}

/// What was measured and seen at an assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measured {
    /// The sum of diameters of the target lesions; left out where there are none, or not all were measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_sum_mm: Option<Diameters>,
    /// The other lesions; left out where there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub non_target: Option<NonTarget>,
    /// Whether there are new lesions.
    pub new_lesions: bool,
}

impl Measured {
    /// What it says where no baseline is known: progression can be seen all the same, nothing else can.
    pub fn without_baseline(&self) -> Response {
        match self.has_progressed() {
            true => Response::Progressive,
            false => Response::NotEvaluable,
        }
    }

    /// Progression that is seen without any sum.
    fn has_progressed(&self) -> bool {
        self.new_lesions || self.non_target == Some(NonTarget::Progressive)
    }
}

/// The sums that later ones are compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Compared {
    /// That of the baseline; `None` where there was no target lesion, or not all were measured. A sum of 0 is none:
    /// nothing can shrink from there, and whoever never had a target lesion would be a complete response. What grows
    /// from there is progression all the same.
    pub baseline: Option<Diameters>,
    /// The smallest one so far, the baseline included.
    pub nadir: Option<Diameters>,
    /// Whether the baseline names other lesions: an assessment without a word on them did not evaluate them.
    pub others: bool,
}

impl Compared {
    /// What follows is compared with this baseline.
    pub fn with_baseline(baseline: &Measured) -> Compared {
        Compared {
            baseline: baseline.target_sum_mm.filter(|sum| sum.0 > 0),
            nadir: baseline.target_sum_mm,
            others: baseline.non_target.is_some(),
        }
    }

    /// The response at the next assessment; its sum is compared with from then on.
    pub fn response(&mut self, measured: &Measured) -> Response {
        let target = self.target(measured.target_sum_mm);
        if let Some(sum) = measured.target_sum_mm {
            self.nadir = self.nadir.map(|nadir| nadir.min(sum));
        }
        if measured.has_progressed() || target == Some(Response::Progressive) {
            return Response::Progressive;
        }
        let not_seen = self.others.then_some(NonTarget::NotEvaluable);
        overall(target, measured.non_target.or(not_seen))
    }

    /// The response of the target lesions; `None` where there are none. A sum without one to compare it with
    /// says that there are some, and no more.
    fn target(&self, sum: Option<Diameters>) -> Option<Response> {
        let Some(sum) = sum else {
            return self.baseline.map(|_| Response::NotEvaluable);
        };
        let sum = u64::from(sum.0);
        // 20 % above the nadir, and 5 mm at least.
        let grown = |nadir: u64| sum * 10 >= nadir * 12 && sum >= nadir + 50;
        if self.nadir.is_some_and(|nadir| grown(u64::from(nadir.0))) {
            return Some(Response::Progressive);
        }
        let Some(baseline) = self.baseline.map(|sum| u64::from(sum.0)) else {
            return Some(Response::NotEvaluable);
        };
        Some(if sum == 0 {
            Response::Complete
        } else if sum * 10 <= baseline * 7 {
            Response::Partial
        } else {
            Response::Stable
        })
    }
}

/// Tables 1 and 2 of RECIST 1.1, for what has not progressed.
fn overall(target: Option<Response>, non_target: Option<NonTarget>) -> Response {
    match (target, non_target) {
        // Without target lesions "neither complete response nor progression" counts as stable.
        (None, Some(NonTarget::Complete)) => Response::Complete,
        (None, Some(NonTarget::Present)) => Response::Stable,
        (None, None | Some(NonTarget::NotEvaluable | NonTarget::Progressive)) => {
            Response::NotEvaluable
        }
        (Some(Response::Complete), None | Some(NonTarget::Complete)) => Response::Complete,
        (Some(Response::Complete), Some(_)) => Response::Partial,
        (Some(other), _) => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measured(sum: Option<f64>, non_target: Option<NonTarget>, new_lesions: bool) -> Measured {
        Measured {
            target_sum_mm: sum.map(|sum| Diameters::try_from(sum).unwrap()),
            non_target,
            new_lesions,
        }
    }

    /// The responses of sums of diameters after a baseline.
    #[track_caller]
    fn check(baseline: f64, sums: &[f64], expected: &[&str]) {
        let mut compared = Compared::with_baseline(&measured(Some(baseline), None, false));
        let codes: Vec<&str> = sums
            .iter()
            .map(|sum| compared.response(&measured(Some(*sum), None, false)).code())
            .collect();
        assert_eq!(codes, expected, "{baseline} {sums:?}");
    }

    #[test]
    fn a_partial_response_is_30_per_cent_below_the_baseline() {
        check(100.0, &[71.0, 70.1, 70.0], &["SD", "SD", "PR"]);
        check(100.0, &[0.0], &["CR"]);
    }

    #[test]
    fn progression_is_20_per_cent_and_5_mm_above_the_smallest_sum() {
        check(100.0, &[119.9, 120.0], &["SD", "PD"]);
        check(100.0, &[60.0, 71.9, 72.0], &["PR", "SD", "PD"]);
        // 20 % of a small sum is less than 5 mm.
        check(100.0, &[10.0, 14.9, 15.0], &["PR", "PR", "PD"]);
        check(100.0, &[0.0, 4.9, 5.0], &["CR", "PR", "PD"]);
    }

    #[test]
    fn new_lesions_and_other_lesions_decide_too() {
        let baseline = measured(Some(50.0), Some(NonTarget::Present), false);
        let overall = |sum, non_target, new| {
            Compared::with_baseline(&baseline)
                .response(&measured(sum, non_target, new))
                .code()
        };
        assert_eq!(overall(Some(10.0), Some(NonTarget::Present), true), "PD");
        assert_eq!(
            overall(Some(10.0), Some(NonTarget::Progressive), false),
            "PD"
        );
        assert_eq!(overall(Some(0.0), Some(NonTarget::Complete), false), "CR");
        assert_eq!(overall(Some(0.0), Some(NonTarget::Present), false), "PR");
        assert_eq!(
            overall(Some(0.0), Some(NonTarget::NotEvaluable), false),
            "PR"
        );
        assert_eq!(
            overall(Some(30.0), Some(NonTarget::NotEvaluable), false),
            "PR"
        );
        assert_eq!(overall(None, Some(NonTarget::Present), false), "NE");
        // Without a word on the others, they were not evaluated (table 1).
        assert_eq!(overall(Some(0.0), None, false), "PR");
        assert_eq!(overall(Some(50.0), None, false), "SD");
    }

    #[test]
    fn a_baseline_of_nothing_is_no_sum_to_compare_with() {
        check(0.0, &[0.0, 4.9, 5.0], &["NE", "NE", "PD"]);
        let baseline = measured(Some(0.0), Some(NonTarget::Present), false);
        let mut compared = Compared::with_baseline(&baseline);
        let complete = measured(None, Some(NonTarget::Complete), false);
        assert_eq!(compared.response(&complete).code(), "CR");
    }

    #[test]
    fn without_target_lesions_the_others_decide() {
        let baseline = measured(None, Some(NonTarget::Present), false);
        let overall = |non_target, new| {
            Compared::with_baseline(&baseline)
                .response(&measured(None, non_target, new))
                .code()
        };
        assert_eq!(overall(Some(NonTarget::Complete), false), "CR");
        assert_eq!(overall(Some(NonTarget::Present), false), "SD");
        assert_eq!(overall(Some(NonTarget::NotEvaluable), false), "NE");
        assert_eq!(overall(Some(NonTarget::Present), true), "PD");
    }

    #[test]
    fn a_sum_without_one_to_compare_it_with_is_no_response() {
        let baseline = measured(None, Some(NonTarget::Present), false);
        let overall = |non_target, new| {
            Compared::with_baseline(&baseline)
                .response(&measured(Some(40.0), non_target, new))
                .code()
        };
        assert_eq!(overall(Some(NonTarget::Complete), false), "NE");
        assert_eq!(overall(Some(NonTarget::Present), false), "NE");
        assert_eq!(overall(Some(NonTarget::Present), true), "PD");
    }

    #[test]
    fn without_a_baseline_nothing_but_progression_is_seen() {
        let alone = |sum, non_target, new| measured(sum, non_target, new).without_baseline().code();
        assert_eq!(alone(Some(0.0), Some(NonTarget::Complete), false), "NE");
        assert_eq!(alone(None, Some(NonTarget::Complete), false), "NE");
        assert_eq!(alone(None, Some(NonTarget::Present), false), "NE");
        assert_eq!(alone(None, Some(NonTarget::Progressive), false), "PD");
        assert_eq!(alone(Some(40.0), None, true), "PD");
    }

    #[test]
    fn a_change_is_rounded_to_hundredths_of_a_percent_and_of_nothing_there_is_none() {
        let change = |before: f64, now: f64| {
            let [before, now] = [before, now].map(|mm| Diameters::try_from(mm).unwrap());
            let change = now.change_from(before);
            (change.tenths_mm, change.hundredths_percent)
        };
        assert_eq!(change(52.5, 35.0), (-175, Some(-3333)));
        assert_eq!(change(30.0, 36.0), (60, Some(2000)));
        assert_eq!(change(80.0, 80.1), (1, Some(13)));
        assert_eq!(change(80.0, 79.9), (-1, Some(-13)));
        assert_eq!(change(52.5, 52.5), (0, Some(0)));
        assert_eq!(change(0.0, 5.0), (50, None));
    }

    #[test]
    fn a_sum_is_read_in_tenths_of_a_millimetre_and_nothing_else() {
        for (text, shown) in [
            ("52.5", "52.5"),
            ("0", "0"),
            ("9999.9", "9999.9"),
            ("52.0", "52"),
        ] {
            assert_eq!(text.parse::<Diameters>().unwrap().to_string(), shown);
        }
        for text in ["", "-1", "1e3", "10000", "52.55", "nan", "inf", "5 mm"] {
            assert!(text.parse::<Diameters>().is_err(), "{text}");
        }
        let json = r#"{"target_sum_mm":52.5,"new_lesions":false}"#;
        let read: Measured = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), json);
        assert!(serde_json::from_str::<Diameters>("-0.1").is_err());
    }
}
