//! What is asked before a tumour assessment, another therapy, life or death is recorded that does not go with
//! what is there.

use super::{SiteEvent, SiteGuard, SiteRecord};

/// What to ask about an entry that is not in the record yet.
pub(super) fn guards(record: Option<&SiteRecord>, event: &SiteEvent) -> Vec<SiteGuard> {
    let Some(record) = record else {
        return Vec::new();
    };
    let entries = || record.history().live_entries();
    let mut found = Vec::new();
    if let SiteEvent::Assessed(new) = event {
        let other = entries().find(|live| {
            matches!(live.event, SiteEvent::Assessed(there)
                if there.date == new.date && there.said != new.said)
        });
        found.extend(other.map(|live| SiteGuard::AssessedThatDay { seq: live.root.seq }));
    }
    let died = entries().find_map(|live| {
        let SiteEvent::Died(died) = live.event else {
            return None;
        };
        Some((live.root.seq, died.date))
    });
    if let (SiteEvent::Died(new), Some((seq, date))) = (event, died)
        && new.date != date
    {
        found.push(SiteGuard::DiedAlready { seq, date });
    }
    if let (Some(date), Some((seq, death))) = (event.alive_on(), died)
        && date > death
    {
        found.push(SiteGuard::DiedAlready { seq, date: death });
    }
    if let SiteEvent::Died(new) = event {
        let later = entries().filter_map(|live| Some((live.root.seq, live.event.alive_on()?)));
        let later = later.filter(|(_, date)| *date > new.date);
        let newest = later.max_by_key(|(_, date)| *date);
        found.extend(newest.map(|(seq, date)| SiteGuard::AliveLater { seq, date }));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::site::tests::record;

    fn event(json: &str) -> SiteEvent {
        SiteEvent::parse(json).unwrap()
    }

    #[track_caller]
    fn check(there: &[&str], new: &str, expected: &[SiteGuard]) {
        let there: Vec<SiteEvent> = there.iter().map(|json| event(json)).collect();
        assert_eq!(guards(Some(&record(&there)), &event(new)), expected);
    }

    const PARTIAL: &str = r#"{"kind":"assessed","date":"2026-11-20","response":"PR"}"#;
    const STABLE: &str = r#"{"kind":"assessed","date":"2026-11-20","response":"SD"}"#;
    const DIED: &str = r#"{"kind":"died","date":"2026-11-10"}"#;
    const DIED_LATER: &str = r#"{"kind":"died","date":"2026-11-22"}"#;

    #[test]
    fn two_assessments_of_one_day_are_asked_about() {
        check(&[PARTIAL], STABLE, &[SiteGuard::AssessedThatDay { seq: 2 }]);
        check(&[PARTIAL], PARTIAL, &[]);
        check(&[], STABLE, &[]);
    }

    #[test]
    fn a_second_death_and_a_sign_of_life_after_death_are_asked_about() {
        let date = "2026-11-10".parse().unwrap();
        let already = SiteGuard::DiedAlready { seq: 2, date };
        check(&[DIED], DIED_LATER, std::slice::from_ref(&already));
        check(&[DIED], PARTIAL, &[already]);
        check(&[DIED_LATER], PARTIAL, &[]);
    }

    #[test]
    fn a_death_before_a_sign_of_life_is_asked_about() {
        let date = "2026-11-20".parse().unwrap();
        check(&[PARTIAL], DIED, &[SiteGuard::AliveLater { seq: 2, date }]);
        check(&[PARTIAL], DIED_LATER, &[]);
    }
}
