//! The pages about the study team's orders: a cycle starts, pause, other units, go on, stop for good.
//!
//! Which drug, how many, from which dose: one question a page, then the confirming page. The patient
//! records what she was told (ruling 6), staff what they order; the questions are the same.

use crate::domain::calendar::{DiaryDate, Period, SlotPosition};
use crate::domain::decide::{first_held, next_position};
use crate::domain::entry::{Author, PrescriptionReason};
use crate::domain::ids::DrugId;
use crate::domain::orders::{Known, Running};
use crate::domain::phase::all_stopped;

use super::Named;
use super::order::{Order, OrderKind, TeamStep, Why, next_held};
use super::page::Field;
use super::page::{Page, Row, Tone};
use super::screen::{Act, Context, Screen};
use super::units_form;

/// Whether every drug has been ended.
pub(super) fn is_over(context: &Context) -> bool {
    let (diary, now) = (context.diary, context.world.now);
    all_stopped(diary, diary.date_of(now), now.naive_local()).is_some()
}

/// The orders that staff may give or the patient may have been told, with what they are called.
pub(super) fn orders(by: &Author, context: &Context) -> Vec<(OrderKind, String)> {
    let (text, diary, now) = (context.text, context.diary, context.world.now);
    let (staff, stopped) = (by.is_site(), is_over(context));
    let next = next_held(diary, now).unwrap_or_else(|| next_position(diary, now));
    let off = |drug: DrugId| {
        let from = first_held(diary, drug, next);
        match diary.course(drug).running(from, Known::All) {
            Running::Held(_) => true,
            Running::Stopped(_) => staff,
            Running::Yes => false,
        }
    };
    let any_off = diary.drugs().iter().any(|drug| off(drug.id));
    let labels = if staff {
        [
            text.order_start(),
            text.order_pause(),
            text.order_units(),
            text.order_resume(),
            text.order_stop(),
        ]
    } else {
        [
            text.told_start(),
            text.told_pause(),
            text.told_fewer(),
            text.told_resume(),
            text.told_stop(),
        ]
    };
    let all = [
        (OrderKind::Start, !stopped),
        (OrderKind::Pause, !stopped),
        (OrderKind::Units, !stopped),
        (OrderKind::Resume, any_off),
        (OrderKind::Stop, !stopped),
    ];
    let named = all.into_iter().zip(labels);
    let offered = named.filter(|((_, offered), _)| *offered);
    offered.map(|((kind, _), label)| (kind, label)).collect()
}

/// What did they say? Or, by staff: which order?
pub(super) fn page(by: &Author, context: &Context) -> Page {
    let text = context.text;
    let mut page = if by.is_site() {
        Page::new().heading(text.which_order())
    } else {
        Page::new()
            .heading(text.what_did_team_say())
            .text(Tone::Quiet, text.only_what_they_said())
            .gap()
    };
    for (kind, label) in orders(by, context) {
        let order = Order::new(kind, by.clone(), context.diary, context.world.now);
        page = page.row(Row::act(label, Act::Order(Box::new(order))));
    }
    page.row(Row::act(text.go_back(), Act::Back))
}

/// A question about an order.
pub(super) fn question(order: &Order, step: TeamStep, context: &Context) -> Page {
    let page = match step {
        TeamStep::Drugs => drugs(order, context),
        TeamStep::Units => units(order, context),
        TeamStep::From => from(order, context),
        TeamStep::Given => given(order, context),
        TeamStep::Why => why(order, context),
    };
    page.row(Row::act(context.text.go_back(), Act::Back))
}

fn drugs(order: &Order, context: &Context) -> Page {
    let (text, diary) = (context.text, context.diary);
    let mut page = Page::new().heading(text.which_medicines());
    let candidates = order.candidates(diary);
    let choose = |label: String, drugs: Vec<DrugId>| {
        let chosen = Order {
            drugs: Some(drugs),
            ..order.clone()
        };
        Row::act(label, Act::Order(Box::new(chosen)))
    };
    let all = text.drugs(diary, &candidates);
    page = page.row(choose(text.all_of_them(&all), candidates.clone()));
    for drug in candidates {
        page = page.row(choose(text.only_this(&text.drug(diary, drug)), vec![drug]));
    }
    page
}

fn units(order: &Order, context: &Context) -> Page {
    let (text, rules) = (context.text, context.diary.rules());
    let staff = order.by.is_site();
    let note = if staff {
        text.setup_units_why()
    } else {
        text.fewer_only()
    };
    let page = Page::new()
        .heading(text.how_many_from_now())
        .text(Tone::Quiet, note)
        .gap();
    let Some(form) = &order.units else {
        return page;
    };
    let page = form.show(page, rules, staff, text);
    if let Some(fault) = form.fault(false) {
        return page.text(Tone::Caution, units_form::fault_words(rules, fault, text));
    }
    let counted = Order {
        counted: true,
        ..order.clone()
    };
    page.row(Row::act(text.go_on(), Act::Order(Box::new(counted))).apart())
}

fn from(order: &Order, context: &Context) -> Page {
    let (text, staff) = (context.text, order.by.is_site());
    let start = order.kind == OrderKind::Start;
    let heading = if start {
        text.which_first_day()
    } else {
        text.from_which_dose()
    };
    let mut page = Page::new().heading(heading);
    if start && !staff {
        page = page.text(Tone::Quiet, text.not_before_day_22()).gap();
    }
    let begins = order.begins(context.diary, context.world.now);
    // Told now, each drug begins at its own next dose: that is shown, and no half of the day.
    let each = begins.iter().any(|(from, _)| *from != order.from);
    if each {
        for (from, drugs) in &begins {
            let drugs = text.drugs(context.diary, drugs);
            page = page.text(Tone::Plain, text.drugs_from(&drugs, &text.from_slot(*from)));
        }
        page = page.gap();
    }
    if let Some(given_at) = order.given_at {
        let given = text.given_then(&text.date_time(given_at));
        page = page.text(Tone::Plain, given).gap();
    }
    let date = text.date(order.from.date);
    page = page.row(Row::step(text.day_label(), Field::Day, date.clone()));
    let half = match order.from.period {
        Period::Once | Period::Am => Period::Am,
        Period::Pm => Period::Pm,
    };
    let chosen = if start {
        date
    } else if each {
        page = page.row(Row::step(text.half_label(), Field::Half, text.each_next()));
        text.each_next()
    } else {
        page = page.row(Row::step(text.half_label(), Field::Half, text.period(half)));
        text.from_slot(SlotPosition::new(order.from.date, half))
    };
    let placed = Order {
        placed: true,
        ..order.clone()
    };
    let label = text.from_then(&chosen);
    page = page.row(Row::act(label, Act::Order(Box::new(placed))).apart());
    if staff {
        let given = Act::open(Screen::Order(Box::new(order.clone()), TeamStep::Given));
        page = page.row(Row::act(text.given_earlier(), given));
    }
    page
}

/// When did the team give the order? What was swallowed before keeps what held then (ruling 2).
fn given(order: &Order, context: &Context) -> Page {
    let text = context.text;
    let mut page = Page::new()
        .heading(text.when_given())
        .text(Tone::Quiet, text.given_why())
        .gap();
    let clock = text.clock(order.given);
    let (hour, minute) = clock.split_once(':').unwrap_or(("", ""));
    let date = DiaryDate::new(order.given.date()).map_or_else(String::new, |date| text.date(date));
    page = page
        .row(Row::step(text.day_label(), Field::Day, date))
        .row(Row::step(text.hour_label(), Field::Minutes(60), hour))
        .row(Row::step(
            text.five_minutes_label(),
            Field::Minutes(5),
            minute,
        ));
    match (context.world.zone)(order.given) {
        Named::One(at) | Named::EarlierOfTwo(at) => {
            let known = Order {
                given_at: Some(at),
                ..order.clone()
            };
            let label = text.given_then(&text.date_time(at));
            page.row(Row::act(label, Act::Order(Box::new(known))).apart())
        }
        Named::Never => page.text(Tone::Caution, text.time_never()),
    }
}

/// Why? From a list, or in a few words.
fn why(order: &Order, context: &Context) -> Page {
    let text = context.text;
    let mut page = Page::new().heading(text.why_this_order());
    let choose = |label: String, why| {
        let known = Order {
            why: Some(why),
            ..order.clone()
        };
        Row::act(label, Act::Order(Box::new(known)))
    };
    match order.kind {
        OrderKind::Units => {
            for reason in [
                PrescriptionReason::Reduction,
                PrescriptionReason::ReEscalation,
                PrescriptionReason::Other,
            ] {
                let label = text.prescription_reason(reason).to_owned();
                page = page.row(choose(label, Why::Prescription(reason)));
            }
        }
        OrderKind::Stop => {
            for reason in &context.diary.rules().end_reasons.value {
                let label = text.end_reason(*reason).to_owned();
                page = page.row(choose(label, Why::End(*reason)));
            }
        }
        OrderKind::Start | OrderKind::Pause | OrderKind::Resume => {
            let note = Row::typed(text.reason_label(), 0, order.note.clone());
            page = page.row(note);
            page = page.row(choose(text.go_on(), Why::InWords).apart());
        }
    }
    page
}

/// The tablets are others than last time: do not start.
pub(super) fn other_units(context: &Context) -> Page {
    let text = context.text;
    Page::new()
        .heading(text.do_not_start_yet())
        .text(Tone::Plain, text.team_enters_tablets())
        .text(Tone::Accent, text.phones(context.diary.phones()))
        .gap()
        .row(Row::act(text.back_to_today(), Act::Home))
}
