//! The questions about an intake, one a page: when, how many, why not, the food, and whether really.

use chrono::NaiveDateTime;

use crate::domain::calendar::SlotPosition;
use crate::domain::decide::Refusal;
use crate::domain::diary::Diary;
use crate::domain::entry::{Food, MissedReason};
use crate::domain::protocol::Form;
use crate::domain::slots;
use crate::domain::units::Units;
use crate::text::Text;

use super::Named;
use super::correct;
use super::extra::{Draft, Swallowed};
use super::page::Field;
use super::page::{Page, Row, Tone};
use super::screen::{Act, Context};

/// Which question.
#[derive(Debug, Clone, PartialEq)]
pub enum DoseStep {
    /// It was recorded before: did you take it again?
    Again,
    /// When was it?
    When,
    /// How many of each strength?
    Count,
    /// Which dose of the plan was it?
    Slot,
    /// Why not?
    Why,
    /// Was the food rule kept?
    Food,
    /// No such dose is due: did you really take it?
    NotDue(Box<Refusal>),
}

pub(super) fn page(draft: &Draft, step: &DoseStep, context: &Context) -> Page {
    let page = match step {
        DoseStep::Again => return again(draft, context),
        DoseStep::When => when(draft, context),
        DoseStep::Count => count(draft, context),
        DoseStep::Slot => correct::which_slot(draft, context),
        DoseStep::Why => why(draft, context.text),
        DoseStep::Food => food(draft, context),
        DoseStep::NotDue(refusal) => return not_due(draft, refusal, context),
    };
    page.row(Row::act(context.text.go_back(), Act::Back))
}

fn name(draft: &Draft, context: &Context) -> String {
    let slot = context
        .text
        .drug_period(context.diary, draft.drug, draft.period);
    let date = context.text.short_date(draft.date);
    context.text.dose_heading(&slot, &date)
}

fn go_on(draft: Draft) -> Act {
    Act::Intake(Box::new(draft))
}

fn when(draft: &Draft, context: &Context) -> Page {
    let (text, diary, now) = (context.text, context.diary, context.world.now);
    let civil = draft.civil(diary, now);
    let shown = text.time_seen_from(civil, draft.date.calendar());
    let mut page = Page::new()
        .heading(text.when_taken())
        .text(Tone::Quiet, name(draft, context))
        .text(Tone::Accent, shown.clone());
    let named = (context.world.zone)(civil);
    if let Named::EarlierOfTwo(_) = named {
        page = page.text(Tone::Caution, text.time_twice());
    }
    page = page.gap();
    if draft.period.is_none() {
        let date = text.short_date(draft.date);
        page = page.row(Row::step(text.day_label(), Field::Day, date));
    }
    page = clock_rows(page, civil, text);
    let confirm = |at| {
        let at = Draft {
            swallowed: Swallowed::At(at),
            ..draft.clone()
        };
        Row::act(text.it_was_at(&shown), go_on(at)).apart()
    };
    page = match named {
        Named::One(at) | Named::EarlierOfTwo(at) => page.row(confirm(at)),
        Named::Never => page.text(Tone::Caution, text.time_never()),
    };
    let forgotten = Draft {
        swallowed: Swallowed::Forgotten,
        ..draft.clone()
    };
    page.row(Row::act(text.dont_remember(), go_on(forgotten)))
}

/// The rows that change a time.
pub(super) fn clock_rows(page: Page, civil: NaiveDateTime, text: Text) -> Page {
    let clock = text.clock(civil);
    let (hour, minute) = clock.split_once(':').unwrap_or(("", ""));
    time_rows(page, hour, minute, text)
}

/// The same for an hour and a minute in words.
pub(super) fn time_rows(page: Page, hour: &str, minute: &str, text: Text) -> Page {
    page.row(Row::step(text.hour_label(), Field::Minutes(60), hour))
        .row(Row::step(
            text.five_minutes_label(),
            Field::Minutes(5),
            minute,
        ))
        .row(Row::step(text.minute_label(), Field::Minutes(1), minute))
}

/// The question names the first intake.
fn again(draft: &Draft, context: &Context) -> Page {
    let (text, diary) = (context.text, context.diary);
    let recorded = draft.period.and_then(|period| {
        let position = SlotPosition::new(draft.date, period);
        slots::slot_state(diary, draft.drug, position, context.world.now)?.recorded
    });
    let question = recorded.map(|recorded| match recorded.taken_at {
        Some(at) => text.second_dose_question(&text.date_time(at)),
        None => text.second_dose_unknown_question(recorded.seq),
    });
    let consented = Draft {
        again: true,
        ..draft.clone()
    };
    Page::new()
        .text(Tone::Quiet, name(draft, context))
        .gap()
        .heading(question.unwrap_or_else(|| text.really_taken()))
        .row(Row::act(text.no_only_once(), Act::Back))
        .row(Row::act(text.yes_again(), go_on(consented)))
}

fn count(draft: &Draft, context: &Context) -> Page {
    let (text, diary) = (context.text, context.diary);
    let form = form_of(diary, draft);
    let mut page = Page::new()
        .heading(text.how_many_taken())
        .text(Tone::Quiet, name(draft, context));
    if draft.period.is_some() {
        let full = draft.prescribed(diary, context.world.now);
        let full = text.units_counted(diary, draft.drug, &full);
        page = page.pair(text.prescribed_label(), full);
    }
    if draft.counts.is_empty() {
        return page.gap().text(Tone::Caution, text.no_strength_known());
    }
    page = page.gap();
    for (at, (strength, count)) in draft.counts.iter().enumerate() {
        let label = text.of_strength(&text.mg(*strength));
        let value = text.unit_count(i64::from(*count), form);
        page = page.row(Row::step(label, Field::Count(at), value));
    }
    match Units::new(draft.counts.iter().copied()) {
        Ok(units) if !units.is_none() => {
            let label = text.i_took(&text.units_counted(diary, draft.drug, &units));
            let counted = Draft {
                units: Some(units),
                ..draft.clone()
            };
            page.row(Row::act(label, go_on(counted)).apart())
        }
        Ok(_) | Err(_) => page,
    }
}

fn form_of(diary: &Diary, draft: &Draft) -> Form {
    let drug = diary.rules().drug(draft.drug);
    drug.map_or(Form::Tablet, |drug| drug.form)
}

fn why(draft: &Draft, text: Text) -> Page {
    let mut page = Page::new().heading(text.why_not_taken());
    for reason in MissedReason::ALL {
        let known = Draft {
            reason: Some(reason),
            ..draft.clone()
        };
        page = page.row(Row::act(text.missed_choice(reason), go_on(known)));
    }
    page
}

fn food(draft: &Draft, context: &Context) -> Page {
    let (text, diary) = (context.text, context.diary);
    let question = diary
        .rules()
        .drug(draft.drug)
        .and_then(|drug| text.food_question(drug));
    let mut page = Page::new()
        .heading(question.unwrap_or_default())
        .text(Tone::Quiet, name(draft, context))
        .gap();
    // Enter pressed again without reading must not vouch for the rule: "not sure" claims nothing.
    let answers = [
        (Food::Unknown, text.not_sure()),
        (Food::Kept, text.yes()),
        (Food::NotKept, text.no()),
    ];
    for (food, label) in answers {
        let known = Draft {
            food: Some(food),
            ..draft.clone()
        };
        page = page.row(Row::act(label, go_on(known)));
    }
    page
}

fn not_due(draft: &Draft, refusal: &Refusal, context: &Context) -> Page {
    let text = context.text;
    let anyway = Draft {
        extra: true,
        ..draft.clone()
    };
    Page::new()
        .heading(text.really_taken())
        .text(Tone::Plain, text.refusal(context.diary, refusal))
        .gap()
        .row(Row::act(text.no_go_back(), Act::Back))
        .row(Row::act(text.yes_took_it(), go_on(anyway)))
}
