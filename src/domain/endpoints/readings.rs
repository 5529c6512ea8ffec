//! The tumour assessments of a site record in the order of their dates, each with what it is compared with and the
//! response that it says or that follows by RECIST 1.1.

use super::recist::Compared;
use super::response::Response;
use crate::domain::calendar::DiaryDate;
use crate::domain::site::{Assessed, Assessment, SiteEvent, SiteRecord};

/// A tumour assessment as it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading<'a> {
    /// The entry of the site record, by number.
    pub seq: u64,
    /// The assessment.
    pub assessed: &'a Assessed,
    /// The sums that its own is compared with; `None` for a baseline, a given response, and without a baseline.
    pub compared: Option<Compared>,
    /// The response; `None` for a baseline.
    pub response: Option<Response>,
}

/// The assessments of a record that count, by entry: not what is dated after the day of its recording, which only
/// comes from another program or a wrong clock.
pub fn assessed(record: &SiteRecord) -> Vec<(u64, &Assessed)> {
    let live = record.history().live_entries();
    let found = live.filter_map(|live| {
        let SiteEvent::Assessed(one) = live.event else {
            return None;
        };
        let recorded_on = DiaryDate::new(live.recorded_at().date_naive());
        (Some(one.date) <= recorded_on).then_some((live.root.seq, one))
    });
    found.collect()
}

/// Assessments in the order of their dates, those of one date as they are given. What is measured is compared with
/// the newest baseline before it; without one nothing but progression can be seen.
pub fn readings<'a>(mut assessed: Vec<(u64, &'a Assessed)>) -> Vec<Reading<'a>> {
    assessed.sort_by_key(|(_, one)| one.date);
    let mut compared: Option<Compared> = None;
    let one = |(seq, assessed): (u64, &'a Assessed)| {
        let (before, response) = match &assessed.said {
            Assessment::Baseline(measured) => {
                compared = Some(Compared::with_baseline(measured));
                (None, None)
            }
            Assessment::Response(response) => (None, Some(*response)),
            Assessment::Measured(measured) => {
                let before = compared;
                let response = match &mut compared {
                    Some(compared) => compared.response(measured),
                    None => measured.without_baseline(),
                };
                (before, Some(response))
            }
        };
        Reading {
            seq,
            assessed,
            compared: before,
            response,
        }
    };
    assessed.into_iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::testing::RecordBuilder;

    /// Each assessment with the sums that it is compared with, and its response.
    fn read(record: &RecordBuilder) -> Vec<String> {
        let record = record.record();
        let sum = |sum: Option<super::super::recist::Diameters>| {
            sum.map_or_else(|| "-".to_owned(), |sum| sum.to_string())
        };
        let one = |reading: &Reading| {
            let compared = reading.compared.map_or_else(String::new, |compared| {
                format!(" {}/{}", sum(compared.baseline), sum(compared.nadir))
            });
            let response = reading.response.map_or("baseline", Response::code);
            format!("{}{compared} {response}", reading.seq)
        };
        readings(assessed(&record)).iter().map(one).collect()
    }

    #[test]
    fn each_is_compared_with_what_stood_before_it_by_date_and_not_by_entry() {
        let mut record = RecordBuilder::new();
        let mut assess = |date: &str, said: &str| {
            record.at("2026-12-30 10:00");
            record.json(&format!(r#"{{"kind":"assessed","date":"{date}",{said}}}"#));
        };
        let sum = |kind: &str, mm: &str| {
            format!(r#""{kind}":{{"target_sum_mm":{mm},"new_lesions":false}}"#)
        };
        assess("2026-12-20", &sum("measured", "42"));
        assess("2026-11-02", &sum("baseline", "52.5"));
        assess("2026-11-30", &sum("measured", "35"));
        assess("2026-12-01", r#""response":"SD""#);
        // Dated after its recording: it does not count.
        assess("2027-01-02", r#""response":"CR""#);
        assert_eq!(
            read(&record),
            ["3 baseline", "4 52.5/52.5 PR", "5 SD", "2 52.5/35 PD"]
        );
    }

    #[test]
    fn without_a_baseline_there_is_nothing_to_compare_with() {
        let mut record = RecordBuilder::new();
        record.at("2026-12-30 10:00");
        record.json(r#"{"kind":"assessed","date":"2026-12-20","measured":{"target_sum_mm":4,"new_lesions":false}}"#);
        assert_eq!(read(&record), ["2 NE"]);
    }
}
