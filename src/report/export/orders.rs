//! The study team's orders as they count now: prescriptions, cycles, pauses, ends.

use crate::domain::calendar::{Moment, Period, SlotPosition};
use crate::domain::entry::Event;
use crate::domain::history::Live;
use crate::domain::ids::DrugId;
use crate::domain::participant::Participant;
use crate::domain::units::Units;
use crate::report::ReportError;
use crate::report::table::{Cell, Columns, Rows};

use super::{author, place};

pub(super) const COLUMNS: Columns = Columns {
    both: &[
        "subject",
        "seq",
        "kind",
        "drug",
        "period",
        "units",
        "mg",
        "cycle",
        "from_date",
        "from_period",
        "reason",
        "bsa_m2",
        "given_at",
        "recorded_at",
        "by",
        "initials",
        "told",
        "unconfirmed",
        "corrected",
    ],
    json_only: &[],
};

/// What a row is about: a drug, and for a prescription a period and its units.
type About = (Option<DrugId>, Option<(Period, Units)>);

/// What the kinds of orders have in common.
struct Order<'a> {
    from: Option<SlotPosition>,
    from_date: Cell<'static>,
    cycle: Cell<'static>,
    reason: Cell<'a>,
    bsa: Cell<'static>,
    given_at: Option<Moment>,
    told: bool,
    about: Vec<About>,
}

impl<'a> Order<'a> {
    fn new(from: SlotPosition, given_at: Option<Moment>, told: bool) -> Order<'a> {
        Order {
            from: Some(from),
            from_date: Cell::Date(from.date),
            cycle: Cell::Empty,
            reason: Cell::Empty,
            bsa: Cell::Empty,
            given_at,
            told,
            about: vec![(None, None)],
        }
    }

    fn of(event: &'a Event) -> Result<Option<Order<'a>>, ReportError> {
        let drugs = |drugs: &[DrugId]| drugs.iter().map(|drug| (Some(*drug), None)).collect();
        Ok(Some(match event {
            Event::Prescribed(order) => {
                let units = order.units.iter();
                let of_period = |(period, units): (&Period, &Units)| Some((*period, units.clone()));
                Order {
                    reason: Cell::code(&order.reason)?,
                    bsa: Cell::or_empty(order.bsa_m2, |m2| Cell::Number(m2.to_string().into())),
                    about: units
                        .map(|pair| (Some(order.drug), of_period(pair)))
                        .collect(),
                    ..Order::new(order.from, order.given_at, order.told)
                }
            }
            Event::CycleStarted(start) => Order {
                from: None,
                cycle: Cell::count(start.cycle),
                ..Order::new(
                    SlotPosition::new(start.date, Period::Am),
                    start.given_at,
                    start.told,
                )
            },
            Event::Held(order) => Order {
                reason: Cell::words(&order.reason),
                about: drugs(&order.drugs),
                ..Order::new(order.from, order.given_at, order.told)
            },
            Event::Resumed(order) => Order {
                reason: Cell::words(&order.reason),
                about: drugs(&order.drugs),
                ..Order::new(order.from, order.given_at, order.told)
            },
            Event::Stopped(order) => Order {
                reason: match &order.reason {
                    Some(reason) => Cell::code(reason)?,
                    None => Cell::Empty,
                },
                about: drugs(&order.drugs),
                ..Order::new(order.from, order.given_at, order.told)
            },
            Event::ProtocolChanged(change) => Order::new(change.from, None, false),
            // Everything else orders nothing.
            _ => return Ok(None),
        }))
    }

    fn write(&self, of: &Participant, live: &Live, unconfirmed: bool, to: &mut Rows) {
        for (drug, prescribed) in &self.about {
            let [by, initials] = author(&live.source.by);
            let [_, from_period] = place(self.from);
            let units = prescribed.as_ref();
            to.add(&[
                Cell::text(of.subject().as_str()),
                Cell::count(live.root.seq),
                Cell::text(live.event.kind()),
                Cell::or_empty(*drug, Cell::shown),
                Cell::or_empty(units, |(period, _)| Cell::Code(period.code())),
                Cell::or_empty(units, |(_, units)| Cell::shown(units)),
                Cell::or_empty(units, |(_, units)| Cell::Mg(units.mg())),
                self.cycle.clone(),
                self.from_date.clone(),
                from_period,
                self.reason.clone(),
                self.bsa.clone(),
                Cell::Moment(self.given_at.unwrap_or(live.root.at)),
                Cell::Moment(live.recorded_at()),
                by,
                initials,
                Cell::Flag(self.told),
                Cell::Flag(unconfirmed),
                Cell::Flag(live.is_corrected()),
            ]);
        }
    }
}

pub(super) fn write(of: &Participant, to: &mut Rows) -> Result<(), ReportError> {
    let unconfirmed = of.diary.unconfirmed();
    for live in of.diary.history().live_entries() {
        if let Some(order) = Order::of(live.event)? {
            let waits = unconfirmed.contains(&live.reference());
            order.write(of, &live, waits, to);
        }
    }
    Ok(())
}
