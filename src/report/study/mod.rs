//! The endpoints of a study: rows for other programs and a page to read.
//!
//! `rows` are the same for CSV and JSON, `page` is what the terminal shows, `curve` draws a survival curve in
//! letters. Nothing is counted here: that is `domain::endpoints`.

#[cfg(test)]
mod bad_input_tests;
mod curve;
mod page;
mod rows;
#[cfg(test)]
mod tests;

use crate::domain::adherence::Measure;
use crate::domain::endpoints::cohort::{Cohort, Member};
use crate::domain::endpoints::proportion::Proportion;
use crate::domain::endpoints::survival::Curve;
use crate::domain::endpoints::{Disagreement, Setting, Settled, settle};
use crate::domain::ids::DrugId;
use crate::domain::participant::Participant;
use crate::domain::protocol::{Bilingual, EndpointSettings};
use crate::text::Text;

pub use curve::Marks;
pub use page::{Part, page};
pub use rows::{COLUMNS, write};

/// What a summary needs of a participant; the diary itself is not kept.
#[derive(Debug, Clone)]
pub struct Counted {
    member: Member,
    /// What the protocol of the diary says about the endpoints.
    settings: EndpointSettings,
    /// Each drug with its name, if the protocol in force still has it, and dose adherence over all cycles.
    adherence: Vec<(DrugId, Option<Bilingual>, Measure)>,
}

impl Counted {
    /// A participant.
    pub fn of(participant: &Participant) -> Counted {
        let drugs = participant.adherence.drugs.iter();
        let name = |drug| Some(participant.diary.rules().drug(drug)?.name.clone());
        Counted {
            member: Member::of(participant),
            settings: participant
                .diary
                .rules()
                .endpoints
                .clone()
                .unwrap_or_default(),
            adherence: drugs
                .map(|of| (of.drug, name(of.drug), of.all.measures.dose_adherence))
                .collect(),
        }
    }
}

/// The summary of a study.
#[derive(Debug, Clone)]
pub struct Summary {
    /// The endpoints.
    pub cohort: Cohort,
    /// The settings that they were counted by, and who set each.
    pub settings: Vec<Setting>,
    /// How adherence is spread, for each drug.
    pub adherence: Vec<Spread>,
}

/// How many of everybody enrolled have which dose adherence with a drug, over all their cycles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spread {
    /// The drug.
    pub drug: DrugId,
    /// Its name, by the first protocol that has one.
    pub name: Option<Bilingual>,
    /// How many in each of [`BANDS`].
    pub bands: [u64; 4],
    /// How many had no evaluable slot.
    pub not_applicable: u64,
}

/// The bands of adherence by their codes: below 80 %, from 80, from 90, and from 95 to 100 %. At 80 % and more
/// a participant counts as adherent (`docs/endpoints.md`).
pub const BANDS: [&str; 4] = ["<80", "80-<90", "90-<95", "95-100"];

impl Spread {
    /// How many have 80 % or more.
    pub fn adherent(&self) -> u64 {
        self.bands.iter().skip(1).sum()
    }

    /// How many have a percentage at all.
    pub fn known(&self) -> u64 {
        self.bands.iter().sum()
    }
}

impl Summary {
    /// The three curves, by the codes of their endpoints.
    pub fn curves(&self) -> [(&'static str, &Curve); 3] {
        [
            ("pfs", &self.cohort.progression_free),
            ("os", &self.cohort.survival),
            ("dor", &self.cohort.response_duration),
        ]
    }

    /// The level of every interval, in per cent: "95", "99.99".
    pub fn level(&self) -> String {
        // A level has four decimals at most, so that two are all of it.
        let percent = format!("{:.2}", self.cohort.rules.confidence_level * 100.0);
        let percent = percent.trim_end_matches('0');
        percent.trim_end_matches('.').to_owned()
    }

    /// Days as months: "8.3"; "NR", not reached, where there are none.
    pub fn months(&self, days: Option<f64>) -> String {
        match days {
            Some(days) => format!("{:.1}", days / self.cohort.rules.days_a_month),
            None => "NR".to_owned(),
        }
    }

    /// A share with its exact interval, in words.
    pub(super) fn share(&self, text: Text, name: &str, share: Proportion) -> String {
        let interval = share.interval(self.cohort.rules.confidence_level);
        match (share.share(), interval) {
            (Some(value), Some(interval)) => text.share_with_interval(
                name,
                share.count,
                share.of,
                &percent(value),
                &self.level(),
                &format!("{}-{}", percent(interval.lower), percent(interval.upper)),
            ),
            _ => text.share_of_nobody(name),
        }
    }

    /// The summary of these participants, by the settings that are named or else those of their protocols.
    ///
    /// # Errors
    /// No settings are named, and the protocols of two diaries disagree about one.
    pub fn of(
        counted: Vec<Counted>,
        named: Option<&EndpointSettings>,
    ) -> Result<Summary, Vec<Disagreement>> {
        let said = counted.iter();
        let Settled { rules, settings } = match named {
            Some(named) => Settled::by(named),
            None => settle(said.map(|one| (&one.member.subject, &one.settings)))?,
        };
        let mut adherence: Vec<Spread> = Vec::new();
        for (drug, name, measure) in counted.iter().flat_map(|one| &one.adherence) {
            let at = adherence.iter().position(|spread| spread.drug == *drug);
            let at = at.unwrap_or_else(|| {
                adherence.push(Spread {
                    drug: *drug,
                    name: None,
                    bands: [0; 4],
                    not_applicable: 0,
                });
                adherence.len() - 1
            });
            if adherence[at].name.is_none() {
                adherence[at].name = name.clone();
            }
            match band(*measure) {
                Some(band) => adherence[at].bands[band] += 1,
                None => adherence[at].not_applicable += 1,
            }
        }
        let members: Vec<Member> = counted.into_iter().map(|one| one.member).collect();
        Ok(Summary {
            cohort: Cohort::of(&members, &rules),
            settings,
            adherence,
        })
    }
}

/// A share in per cent, with two decimals.
pub(super) fn percent(share: f64) -> String {
    format!("{:.2}", share * 100.0)
}

/// The band of a percentage, by the exact ratio and not by its rounded digits.
fn band(measure: Measure) -> Option<usize> {
    let ratio = measure.ratio()?;
    let (part, whole) = (
        u128::from(ratio.numerator()),
        u128::from(ratio.denominator()),
    );
    let reached = [80, 90, 95]
        .into_iter()
        .filter(|limit| part * 100 >= whole * limit);
    Some(reached.count())
}
