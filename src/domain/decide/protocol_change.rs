//! Decides about another protocol for the cycles to come, as after an amendment of the study.

use super::{Decision, Guard, Refusal};
use crate::domain::calendar::{Moment, Period};
use crate::domain::diary::Diary;
use crate::domain::entry::{Author, Event, ProtocolChanged};
use crate::domain::ids::DrugId;
use crate::domain::protocol::Protocol;

/// The past keeps its rules, so it cannot reach into a cycle that has begun. Other drugs or intakes would
/// leave a cycle without a prescription, and are refused.
pub(super) fn decide(
    diary: &Diary,
    by: &Author,
    change: &ProtocolChanged,
    now: Moment,
) -> Result<Decision, Refusal> {
    if !by.is_site() {
        return Err(Refusal::StaffOnly);
    }
    let today = diary.date_of(now);
    let begun = diary.cycles().iter().rfind(|cycle| cycle.start <= today);
    if let Some(cycle) = begun.filter(|cycle| cycle.start >= change.from.date) {
        return Err(Refusal::CycleDateNotLater { last: cycle.start });
    }
    if intakes(&change.protocol) != intakes(diary.rules()) {
        return Err(Refusal::OtherDrugs);
    }
    Ok(Decision {
        events: vec![Event::ProtocolChanged(Box::new(change.clone()))],
        guards: vec![Guard::SettingsLapse],
    })
}

/// What is taken on a day: each drug with its periods.
fn intakes(protocol: &Protocol) -> Vec<(DrugId, Vec<Period>)> {
    let of_drug = |drug: &crate::domain::protocol::Drug| {
        let periods = drug.periods.iter().map(|rule| rule.period).collect();
        (drug.id, periods)
    };
    let mut all: Vec<(DrugId, Vec<Period>)> = protocol.drugs.iter().map(of_drug).collect();
    all.sort_unstable();
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::testing::{DiaryBuilder, date, moment, slot};

    fn site() -> Author {
        Author::Site {
            id: "LN".parse().unwrap(),
        }
    }

    /// The built-in protocol with cycles of 28 days.
    fn amended(from: &str) -> ProtocolChanged {
        let mut protocol = Protocol::built_in().unwrap();
        protocol.cycle_length_days.value = 28;
        ProtocolChanged {
            from: slot(from),
            protocol,
        }
    }

    #[test]
    fn another_protocol_holds_for_the_cycles_to_come_and_leaves_the_one_that_runs() {
        let mut b = DiaryBuilder::started("2026-11-02");
        let now = moment("2026-11-04 09:00");
        let change = amended("2026-11-23 once");
        let decision = decide(&b.diary(), &site(), &change, now).unwrap();
        assert_eq!(decision.guards, [Guard::SettingsLapse]);
        b.at("2026-11-04 09:00").push(decision.events[0].clone());
        b.at("2026-11-23 09:00").start_cycle(2, "2026-11-23");
        let diary = b.diary();
        let length = |day| diary.rules_on(date(day)).cycle_length_days.value;
        assert_eq!((length("2026-11-20"), length("2026-11-23")), (21, 28));
    }

    #[test]
    fn another_protocol_is_refused_to_patients_for_a_cycle_that_has_begun_and_with_other_drugs() {
        let diary = DiaryBuilder::started("2026-11-02").diary();
        let now = moment("2026-11-04 09:00");
        let ahead = amended("2026-11-23 once");
        let patient = Author::Patient {};
        assert_eq!(
            decide(&diary, &patient, &ahead, now),
            Err(Refusal::StaffOnly)
        );
        let last = date("2026-11-02");
        let back = decide(&diary, &site(), &amended("2026-11-02 once"), now);
        assert_eq!(back, Err(Refusal::CycleDateNotLater { last }));
        let mut other = ahead;
        other.protocol.drugs.pop();
        assert_eq!(
            decide(&diary, &site(), &other, now),
            Err(Refusal::OtherDrugs)
        );
    }
}
