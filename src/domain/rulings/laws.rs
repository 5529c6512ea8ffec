//! Laws that hold for any entries that can be read, whoever wrote them and in whatever order.

use chrono::{FixedOffset, TimeDelta};
use proptest::prelude::*;

use super::super::calendar::{DiaryDate, Moment, Period, SlotPosition};
use super::super::decide::{Command, DoseCommand, Guard, decide};
use super::super::diary::Diary;
use super::super::entry::{Author, Dose, Entry, EntryRef, Event, Food, Outcome, Said, Tier};
use super::super::orders::Known;
use super::super::phase::phase;
use super::super::slots::{self, Day, Slot, SlotState};
use super::super::testing::{CAPECITABINE, DiaryBuilder, UTIDELONE, drug, moment, units};
use super::super::today::today;
use super::super::warnings;

/// One entry to write; numbers stand for days from 2026-11-01, hours from its midnight, and entries.
#[derive(Debug, Clone)]
enum Write {
    Prescribe(bool, i64, Period, u8, i64),
    Hold(bool, i64, Period, i64),
    Resume(bool, i64, Period, i64),
    Stop(bool, i64, Period, i64),
    Start(u16, i64),
    Dose(WrittenDose),
    Meal,
    Symptom(bool),
    Call(Option<u8>),
    Withdraw(u8),
    Replace(u8, WrittenDose),
    Confirm(u8),
}

#[derive(Debug, Clone)]
struct WrittenDose {
    capecitabine: bool,
    day: i64,
    period: Option<Period>,
    outcome: Outcome,
    hour: Option<i64>,
    amount: u8,
    rest_of: Option<u8>,
}

const AMOUNTS: [&str; 5] = ["4x150+2x500", "2x500", "0", "4x500", "1x150"];

fn period() -> impl Strategy<Value = Period> {
    prop::sample::select(Period::ALL.to_vec())
}

fn written_dose(days: i64) -> impl Strategy<Value = WrittenDose> {
    let outcomes = vec![
        Outcome::Taken,
        Outcome::PartlyTaken,
        Outcome::Missed,
        Outcome::Vomited,
    ];
    (
        any::<bool>(),
        0..days,
        prop::option::weighted(0.9, period()),
        prop::sample::select(outcomes),
        prop::option::weighted(0.8, -8..30_i64),
        0..5_u8,
        prop::option::weighted(0.2, any::<u8>()),
    )
        .prop_map(
            |(capecitabine, day, period, outcome, hour, amount, rest_of)| WrittenDose {
                capecitabine,
                day,
                period,
                outcome,
                hour,
                amount,
                rest_of,
            },
        )
}

fn write(days: i64) -> impl Strategy<Value = Write> {
    let order = move || (any::<bool>(), 0..days, period(), 0..days * 24);
    prop_oneof![
        2 => (order(), 0..5_u8).prop_map(|((c, d, p, g), a)| Write::Prescribe(c, d, p, a, g)),
        2 => order().prop_map(|(c, d, p, g)| Write::Hold(c, d, p, g)),
        2 => order().prop_map(|(c, d, p, g)| Write::Resume(c, d, p, g)),
        1 => order().prop_map(|(c, d, p, g)| Write::Stop(c, d, p, g)),
        2 => (0..4_u16, 0..days).prop_map(|(n, d)| Write::Start(n, d)),
        10 => written_dose(days).prop_map(Write::Dose),
        1 => Just(Write::Meal),
        1 => any::<bool>().prop_map(Write::Symptom),
        1 => prop::option::of(any::<u8>()).prop_map(Write::Call),
        1 => any::<u8>().prop_map(Write::Withdraw),
        1 => (any::<u8>(), written_dose(days)).prop_map(|(t, d)| Write::Replace(t, d)),
        1 => any::<u8>().prop_map(Write::Confirm),
    ]
}

/// What is written, when, on a clock with which offset in minutes, and whether by the site.
type Writes = Vec<(Write, i64, i32, bool)>;

fn writes() -> impl Strategy<Value = Writes> {
    prop::collection::vec((write(40), 0..960_i64, offset(), any::<bool>()), 0..40)
}

fn offset() -> impl Strategy<Value = i32> {
    prop_oneof![3 => Just(480), 1 => -1439..=1439_i32]
}

fn first_day() -> DiaryDate {
    "2026-11-01".parse().unwrap()
}

fn clock(hours: i64, offset_minutes: i32) -> Moment {
    let offset = FixedOffset::east_opt(offset_minutes * 60).unwrap();
    (moment("2026-11-01 00:00") + TimeDelta::hours(hours)).with_timezone(&offset)
}

fn code(capecitabine: bool) -> &'static str {
    if capecitabine {
        CAPECITABINE
    } else {
        UTIDELONE
    }
}

fn place(day: i64, period: Period) -> String {
    format!("{} {period}", first_day().plus(day))
}

fn pick(b: &DiaryBuilder, number: u8) -> EntryRef {
    let at = usize::from(number) % b.entries().len();
    b.entries()[at].reference()
}

fn dose_of(b: &DiaryBuilder, w: &WrittenDose, offset: i32) -> Dose {
    let missed = w.outcome == Outcome::Missed;
    let named = place(w.day, w.period.unwrap_or(Period::Am));
    let mut dose = if missed {
        b.omission(code(w.capecitabine), &named)
    } else {
        b.intake(code(w.capecitabine), &named, "0")
    };
    if missed {
        return dose;
    }
    dose.outcome = w.outcome;
    dose.period = w.period;
    dose.taken_at = w.hour.map(|hour| clock(w.day * 24 + hour, offset));
    // An intake of nothing cannot be read.
    let amount = AMOUNTS[usize::from(w.amount)];
    dose.units = Some(units(if amount == "0" { "3x500" } else { amount }));
    dose.rest_of = w.rest_of.map(|number| pick(b, number));
    dose
}

fn given(hours: i64) -> String {
    clock(hours, 480).format("%Y-%m-%d %H:%M").to_string()
}

fn write_one(b: &mut DiaryBuilder, write: &Write, offset: i32) {
    match write {
        Write::Prescribe(c, day, period, amount, hours) => {
            let amount = AMOUNTS[usize::from(*amount)];
            let periods = [(period.code(), amount), ("am", amount)];
            b.given_at(&given(*hours))
                .prescribe(code(*c), &place(*day, *period), &periods);
        }
        Write::Hold(c, day, period, hours) => {
            b.given_at(&given(*hours))
                .hold(&[code(*c)], &place(*day, *period));
        }
        Write::Resume(c, day, period, hours) => {
            b.given_at(&given(*hours))
                .resume(&[code(*c)], &place(*day, *period));
        }
        Write::Stop(c, day, period, hours) => {
            b.given_at(&given(*hours))
                .stop(&[code(*c)], &place(*day, *period), None);
        }
        Write::Start(number, day) => {
            b.start_cycle(*number, &first_day().plus(*day).to_string());
        }
        Write::Dose(dose) => {
            let dose = dose_of(b, dose, offset);
            b.push(Event::Dose(dose));
        }
        Write::Meal => {
            b.meal();
        }
        Write::Symptom(urgent) => {
            b.symptom(if *urgent { Tier::CallNow } else { Tier::Record });
        }
        Write::Call(about) => {
            let about: Vec<_> = about.iter().map(|number| pick(b, *number)).collect();
            b.contacted(Said::Continue, &about);
        }
        Write::Withdraw(number) => {
            let target = pick(b, *number);
            b.withdraw(target);
        }
        Write::Replace(number, dose) => {
            let (target, dose) = (pick(b, *number), dose_of(b, dose, offset));
            b.correct(target, Event::Dose(dose));
        }
        Write::Confirm(number) => {
            let target = pick(b, *number);
            b.confirm(&[target]);
        }
    }
}

fn written(writes: &Writes) -> DiaryBuilder {
    let mut b = DiaryBuilder::started("2026-11-02");
    for (write, hours, offset, by_site) in writes {
        b.at_moment(clock(*hours, *offset));
        if *by_site {
            b.by_site();
        } else {
            b.by_patient();
        }
        write_one(&mut b, write, *offset);
    }
    b
}

/// Every date that anything of these diaries names, and some around.
fn dates() -> impl Iterator<Item = DiaryDate> {
    (-2..75).map(|day| first_day().plus(day))
}

fn days(diary: &Diary, now: Moment) -> Vec<Day> {
    dates().map(|date| slots::day(diary, date, now)).collect()
}

fn diary_of(entries: &[Entry]) -> Diary {
    Diary::from_entries(entries.iter().cloned()).unwrap()
}

fn any_moment() -> impl Strategy<Value = Moment> {
    // Seconds from 2000-01-01 to 2199-12-31.
    let anywhere = 946_684_800..7_258_032_000_i64;
    let near = 1_793_400_000..1_799_000_000_i64;
    (prop_oneof![anywhere, near], -1439..=1439_i32).prop_map(|(seconds, minutes)| {
        let offset = FixedOffset::east_opt(minutes * 60).unwrap();
        chrono::DateTime::from_timestamp(seconds, 0)
            .unwrap()
            .with_timezone(&offset)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_entries_can_be_read_at_any_moment(writes in writes(), now in any_moment()) {
        let diary = written(&writes).diary();
        let on = diary.date_of(now);
        today(&diary, on, now);
        for date in [on, first_day().plus(10), DiaryDate::earliest(), DiaryDate::earliest().plus(i64::MAX)] {
            today(&diary, date, now);
            phase(&diary, date, now);
        }
    }

    #[test]
    fn every_intake_is_the_dose_of_one_slot_or_extra(writes in writes(), now in any_moment()) {
        let diary = written(&writes).diary();
        for date in dates() {
            let day = slots::day(&diary, date, now);
            let mut counted: Vec<u64> = day.extras.iter().map(|extra| extra.seq).collect();
            for state in &day.slots {
                prop_assert_eq!(state.recorded.is_some(), state.status.is_recorded());
                if let Some(recorded) = &state.recorded {
                    counted.push(recorded.seq);
                    counted.extend(recorded.rest_seq);
                }
            }
            counted.retain(|seq| diary.dose(*seq).is_some_and(|dose| dose.outcome != Outcome::Missed));
            counted.sort_unstable();
            let mut intakes: Vec<u64> = diary
                .doses_on(date)
                .iter()
                .filter(|dose| dose.is_intake())
                .map(|dose| dose.seq)
                .collect();
            intakes.sort_unstable();
            prop_assert_eq!(counted, intakes);
            let mut places: Vec<_> = day.slots.iter().map(|s| (s.slot.drug, s.slot.period)).collect();
            places.sort_unstable();
            places.dedup();
            prop_assert_eq!(places.len(), day.slots.len());
        }
    }

    #[test]
    fn ruling_06_no_told_units_are_more_than_those_that_the_team_has_written(writes in writes()) {
        let diary = written(&writes).diary();
        for code in [CAPECITABINE, UTIDELONE] {
            let course = diary.course(drug(code));
            let mut team = course.clone();
            team.prescriptions.retain(|p| !p.order.unconfirmed);
            for (date, period) in dates().flat_map(|date| Period::ALL.map(|period| (date, period))) {
                let at = SlotPosition::new(date, period);
                if let Some(most) = team.units(at, Known::All) {
                    let found = course.units(at, Known::All);
                    prop_assert!(found.is_some_and(|units| units.mg() <= most.mg()), "{code} {at:?}");
                }
            }
        }
    }

    #[test]
    fn the_warnings_miss_no_extra_dose(writes in writes()) {
        let diary = written(&writes).diary();
        let now = moment("2026-11-20 12:00");
        let mut by_day: Vec<u64> = Vec::new();
        for day in days(&diary, now) {
            by_day.extend(day.extras.iter().map(|extra| extra.seq));
        }
        let found: Vec<u64> = warnings::extra_doses(&diary).iter().map(|extra| extra.seq).collect();
        prop_assert_eq!(found, by_day);
    }

    #[test]
    fn entry_by_entry_gives_the_same_diary_and_every_prefix_is_one(writes in writes(), now in any_moment()) {
        let b = written(&writes);
        let entries = b.entries();
        let mut grown = diary_of(&entries[..1]);
        for (at, entry) in entries.iter().enumerate().skip(1) {
            grown.apply([entry.clone()]);
            if at % 7 == 0 {
                let prefix = diary_of(&entries[..=at]);
                prop_assert_eq!(days(&grown, now), days(&prefix, now));
            }
        }
        let whole = diary_of(entries);
        prop_assert_eq!(days(&grown, now), days(&whole, now));
        prop_assert_eq!(warnings::open(&grown), warnings::open(&whole));
        prop_assert_eq!(grown.unconfirmed(), whole.unconfirmed());
    }

    #[test]
    fn an_order_given_later_than_an_intake_leaves_its_slot_alone(
        writes in writes(),
        late in prop::collection::vec((0..4_u8, any::<bool>(), 0..40_i64, period(), 0..5_u8), 1..4),
    ) {
        let mut b = written(&writes);
        let before = b.diary();
        b.by_site().at("2027-06-01 12:00");
        for (kind, c, day, period, amount) in late {
            let order = match kind {
                0 => Write::Prescribe(c, day, period, amount, 7000),
                1 => Write::Hold(c, day, period, 7000),
                2 => Write::Resume(c, day, period, 7000),
                _ => Write::Stop(c, day, period, 7000),
            };
            write_one(&mut b, &order, 480);
        }
        let after = b.diary();
        let now = moment("2027-12-01 12:00");
        for (old, new) in days(&before, now).iter().zip(days(&after, now)) {
            // Only the first prescription of all reaches back, to what was taken before anybody wrote it.
            let known = |s: &SlotState| was_prescribed(&before, s.slot.drug, s.slot.position());
            if old.slots.iter().all(known) {
                prop_assert_eq!(&old.extras, &new.extras);
            }
            for (old, new) in old.slots.iter().zip(&new.slots) {
                let named = before.doses_on(old.slot.date).iter().any(|dose| {
                    let place = (dose.drug, dose.period);
                    let own = place == (old.slot.drug, Some(old.slot.period));
                    own && dose.is_intake() && is_before_its_end(&before, &old.slot, dose.taken_at)
                });
                if named && known(old) {
                    prop_assert_eq!(old, new);
                }
            }
        }
    }
}

fn is_before_its_end(diary: &Diary, slot: &Slot, taken_at: Option<Moment>) -> bool {
    let end = slots::span(diary, slot).unwrap().end;
    taken_at.is_none_or(|at| at.naive_local() < end)
}

fn was_prescribed(diary: &Diary, drug: super::super::ids::DrugId, at: SlotPosition) -> bool {
    diary.course(drug).units(at, Known::All).is_some()
}

#[test]
fn the_drugs_of_the_laws_are_those_of_the_protocol() {
    let diary = DiaryBuilder::new().diary();
    let ids: Vec<_> = diary.drugs().iter().map(|rules| rules.id).collect();
    assert_eq!(ids, [drug(UTIDELONE), drug(CAPECITABINE)]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_decided_to_be_the_dose_of_a_slot_is_read_as_one(
        writes in prop::collection::vec((write(4), 0..96_i64, Just(480), any::<bool>()), 0..12),
        wanted in written_dose(4),
        hours_later in 0..30_i64,
    ) {
        let mut b = written(&writes);
        let now = clock(wanted.day * 24 + wanted.hour.unwrap_or(12) + hours_later, 480);
        let diary = b.diary();
        let patient = Author::Patient {};
        let command = DoseCommand {
            drug: drug(code(wanted.capecitabine)),
            date: first_day().plus(wanted.day),
            period: if wanted.capecitabine { wanted.period } else { None },
            outcome: wanted.outcome,
            taken_at: wanted.hour.filter(|_| wanted.outcome != Outcome::Missed).map(|hour| clock(wanted.day * 24 + hour, 480)),
            units: (wanted.outcome == Outcome::PartlyTaken).then(|| units("1x150")),
            food: Some(Food::Unknown),
            reason: None,
            extra: false,
        };
        let Ok(decision) = decide(&diary, &patient, &Command::Dose(command), now) else {
            return Ok(());
        };
        let second = decision.guards.iter().any(|guard| matches!(guard, Guard::SecondDose { .. }));
        let before = warnings::extra_doses(&diary).len();
        b.by_patient().at_moment(now);
        for event in decision.events {
            b.push(event);
        }
        let after = warnings::extra_doses(&b.diary()).len();
        prop_assert_eq!(after, before + usize::from(second));
    }
}
