//! From what somebody wants to record to the entry: questions one by one, the confirming page, what was
//! written.
//!
//! `Effect::Record` and `Effect::Create` come from the confirming page alone. The safe answer of every
//! question stands first. What a refusal says is a page too.

use crate::domain::calendar::{DiaryDate, Moment};
use crate::domain::days::{content, happened_on};
use crate::domain::decide::{Command, Decision, Guard, Refusal, decide};
use crate::domain::diary::Diary;
use crate::domain::entry::{Author, Corrected, Dose, Entry, EntryRef, Event, Outcome, Tier};
use crate::domain::today::{DaySlot, today};
use crate::text::Text;

use super::order::{Order, OrderKind};
use super::page::{Page, Row, Tone};
use super::screen::{Act, Context, Screen};
use super::{Effect, symptoms};

/// What somebody wants to record.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// Who.
    pub by: Author,
    /// What.
    pub command: Command,
}

impl Request {
    /// What the patient wants to record.
    pub(super) fn of_patient(command: Command) -> Request {
        Request {
            by: Author::Patient {},
            command,
        }
    }
}

/// What waits for its questions and the last confirmation.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// An entry of the diary.
    Entry(Request),
    /// A new diary, set up by staff.
    NewDiary(Author),
}

/// What will be written once every question is answered with yes.
#[derive(Debug, Clone, PartialEq)]
pub struct Pending {
    /// What it is.
    pub what: What,
    /// What would be written, and the questions.
    pub decision: Decision,
    /// When it was decided.
    pub decided_at: Moment,
    /// How many questions are answered with yes.
    pub answered: usize,
    /// Whether the diary changed after it was confirmed once, so that it is asked again.
    pub again: bool,
}

impl Pending {
    /// Whether it is a new diary.
    pub(super) fn is_new_diary(&self) -> bool {
        match self.what {
            What::NewDiary(_) => true,
            What::Entry(_) => false,
        }
    }

    /// Who sets up, if it is a new diary.
    pub(super) fn sets_up(&self) -> Option<Author> {
        match &self.what {
            What::NewDiary(by) => Some(by.clone()),
            What::Entry(_) => None,
        }
    }

    /// Who records, if it is an entry.
    pub(super) fn by(&self) -> Option<&Author> {
        match &self.what {
            What::Entry(request) => Some(&request.by),
            What::NewDiary(_) => None,
        }
    }

    /// The effect of its confirmation.
    pub(super) fn effect(&self) -> Effect {
        let decision = self.decision.clone();
        match &self.what {
            What::Entry(request) => Effect::Record {
                by: request.by.clone(),
                command: request.command.clone(),
                decision,
                decided_at: self.decided_at,
            },
            What::NewDiary(by) => Effect::Create {
                by: by.clone(),
                plan: decision,
            },
        }
    }
}

/// The first page about a request: a question, the confirmation, or why it is refused.
pub(super) fn propose(request: Request, diary: &Diary, now: Moment) -> Screen {
    match decide(diary, &request.by, &request.command, now) {
        Ok(decision) => Screen::Ask(Box::new(Pending {
            what: What::Entry(request),
            decision,
            decided_at: now,
            answered: 0,
            again: false,
        })),
        Err(refusal) => Screen::Refused(Box::new(refusal)),
    }
}

impl Screen {
    /// The same, where the question about a second intake was answered with yes before the others.
    pub(super) fn with_second_dose_answered(mut self) -> Screen {
        if let Screen::Ask(pending) = &mut self {
            let is_it = |guard: &&Guard| matches!(guard, Guard::SecondDose { .. });
            pending.answered = pending.decision.guards.iter().take_while(is_it).count();
        }
        self
    }
}

/// A question, or the confirming page.
pub(super) fn page(pending: &Pending, context: &Context) -> Page {
    match pending.decision.guards.get(pending.answered) {
        Some(guard) => question(pending, guard, context),
        None => confirmation(pending, context),
    }
}

fn question(pending: &Pending, guard: &Guard, context: &Context) -> Page {
    let text = context.text;
    let mut page = Page::new();
    if let Guard::SameUnits { units } = guard {
        page = page.heading(text.same_tablets_heading());
        for (drug, period, units) in units {
            let slot = text.drug_period(context.diary, *drug, Some(*period));
            page = page.pair(slot, text.units_counted(context.diary, *drug, units));
        }
    } else {
        page = page.text(Tone::Heading, text.guard(context.diary, guard));
    }
    let (no, yes) = answers(guard, text);
    let no_act = if let Guard::SameUnits { .. } = guard {
        other_units(pending, context)
    } else if let Guard::ClockWentBack { .. } = guard {
        Act::open(Screen::WrongDate)
    } else {
        Act::Back
    };
    let next = Pending {
        answered: pending.answered + 1,
        ..pending.clone()
    };
    page.gap()
        .row(Row::act(no, no_act))
        .row(Row::act(yes, Act::Agree(Box::new(next))))
}

/// The units are others than last time: staff enter them, a patient does not start (ruling 4).
fn other_units(pending: &Pending, context: &Context) -> Act {
    match pending.by().filter(|by| by.is_site()) {
        Some(by) => {
            let (diary, now) = (context.diary, context.world.now);
            let order = Order::new(OrderKind::Units, by.clone(), diary, now);
            Act::Order(Box::new(order))
        }
        None => Act::open(Screen::OtherUnits),
    }
}

fn answers(guard: &Guard, text: Text) -> (String, String) {
    match guard {
        Guard::SecondDose { .. } => (text.no_only_once(), text.yes_again()),
        Guard::SameUnits { .. } => (text.no_other_tablets(), text.yes_same_tablets()),
        Guard::ToldToTakeMore => (text.no_or_not_sure(), text.yes_told()),
        Guard::ClockWentBack { .. } => (text.no_date_wrong(), text.yes_date_right()),
        Guard::WarningOpen => (text.no_call_first(), text.yes_record_anyway()),
        Guard::TakesTheRest { .. }
        | Guard::WasMissed { .. }
        | Guard::VomitedAfter { .. }
        | Guard::BecomesExtra { .. }
        | Guard::OutsidePeriod { .. }
        | Guard::MoreThanPrescribed { .. }
        | Guard::TooSoon { .. }
        | Guard::EmptyStomachFirst { .. }
        | Guard::StillHeld { .. }
        | Guard::EarlyStart { .. }
        | Guard::FarAhead { .. }
        | Guard::FarBack { .. }
        | Guard::GivenBeforeDiary { .. }
        | Guard::LaterOrder { .. }
        | Guard::RaisesDose { .. }
        | Guard::UnlistedStrength { .. }
        | Guard::OffProtocolDose { .. }
        | Guard::SettingsLapse
        | Guard::LiftsStop { .. } => (text.no_go_back(), text.yes()),
    }
}

fn confirmation(pending: &Pending, context: &Context) -> Page {
    let (text, diary) = (context.text, context.diary);
    let mut page = Page::new();
    if pending.again {
        page = page.text(Tone::Caution, text.look_again()).gap();
    }
    let urgent = symptoms::urgency(&pending.decision.events);
    match urgent {
        Some(Tier::Emergency) => page = symptoms::call_first(page, context).gap(),
        Some(Tier::CallNow) => {
            let call = text.call_your_team(diary.phones());
            page = page.text(Tone::Alarm, call).gap();
        }
        Some(Tier::ReportSoon | Tier::Record) | None => {}
    }
    page = page.heading(text.confirm_heading());
    for event in &pending.decision.events {
        if let Event::Corrected(corrected) = event {
            page = old_and_new(page, corrected, context);
            continue;
        }
        let words = text.record_line(&text.event(diary, event));
        page = page.text(Tone::Accent, words);
    }
    if let Some(since) = text.since_last_intake(diary, &pending.decision) {
        page = page.gap().text(Tone::Plain, since);
    }
    let date = dose_of(&pending.decision.events).map(|dose| dose.date);
    if let Some(date) = date.filter(|date| *date != diary.date_of(context.world.now)) {
        page = page.text(Tone::Caution, text.for_another_day(date));
    }
    page = page.gap().row(Row::act(
        text.record_it(),
        Act::Record(Box::new(pending.clone())),
    ));
    if let What::Entry(request) = &pending.what
        && let Command::Meal { .. } = request.command
    {
        let earlier = Act::open(Screen::EarlierMeal(10));
        page = page.row(Row::act(text.finished_earlier(), earlier));
    }
    page.row(Row::act(text.no_go_back(), Act::Back))
}

/// What an entry says so far, and what it will say.
fn old_and_new(page: Page, corrected: &Corrected, context: &Context) -> Page {
    let (text, diary) = (context.text, context.diary);
    let live = diary.history().live(corrected.target.seq);
    let words = |event: Option<&Event>| match event {
        Some(event) => text.event(diary, event),
        None => text.taken_back_words(),
    };
    let mut page = page.pair(text.so_far(), words(live.map(|live| live.event)));
    if live.is_none()
        && let Some(was) = content(diary.history(), corrected.target.seq)
    {
        page = page.pair("", text.event(diary, &was));
    }
    page.pair(text.from_now_on(), words(corrected.replacement.as_ref()))
        .pair(text.why_label(), text.correction_reason(corrected.reason))
}

fn dose_of(events: &[Event]) -> Option<&Dose> {
    events.iter().find_map(Event::dose)
}

/// What was written, with the row that takes it back.
pub(super) fn recorded(entries: &[EntryRef], context: &Context) -> Page {
    let (text, diary) = (context.text, context.diary);
    let found = |entry: &EntryRef| diary.history().entry(entry.seq);
    let entries: Vec<&Entry> = entries.iter().filter_map(found).collect();
    let events: Vec<Event> = entries.iter().map(|entry| entry.event.clone()).collect();
    let urgency = symptoms::urgency(&events);
    let mut page = Page::new();
    if urgency == Some(Tier::Emergency) {
        page = symptoms::advice(page, Tier::Emergency, context).gap();
    }
    if let Some(first) = entries.first() {
        page = page.heading(text.recorded_at(&text.time(first.at)));
    }
    for event in &events {
        page = page.text(Tone::Accent, text.event(diary, event));
    }
    let open = diary.open_warnings();
    if let Some(tier) = urgency.filter(|tier| *tier != Tier::Emergency) {
        page = symptoms::advice(page.gap(), tier, context);
    }
    if open.is_empty() {
        page = after_dose(page, &events, context);
    } else if !urgency.is_some_and(asks_for_a_call) {
        page = page.gap();
        for line in text.call_lines(diary) {
            page = page.text(Tone::Alarm, line);
        }
    }
    page = page.gap();
    let asked = symptoms::asked_after(&events, context);
    if asked.is_some() {
        page = page.text(Tone::Accent, text.vomited_dose_asks()).gap();
    }
    page.rows.extend(asked);
    if !open.is_empty() {
        let called = Act::open(Screen::Contact);
        page = page.row(Row::act(text.i_have_called(), called));
    }
    if entries.first().is_some_and(|entry| entry.by.is_site()) {
        page = page.row(Row::act(text.back_to_staff(), Act::Back));
    }
    page = page.row(Row::act(text.back_to_today(), Act::Home));
    if open.is_empty()
        && let Some(date) = day_before_today(&entries, context)
    {
        let day = Act::instead(Screen::Day(date));
        let label = text.go_to_day(&text.short_date(date));
        page = page.row(Row::act(label, day));
    }
    for row in take_back(&entries, context) {
        page = page.row(row.apart());
    }
    page
}

/// The day that the entries are about, where it is over.
fn day_before_today(entries: &[&Entry], context: &Context) -> Option<DiaryDate> {
    let diary = context.diary;
    let about = entries.iter().find_map(|entry| match &entry.event {
        Event::Corrected(corrected) => {
            let root = diary.history().entry(corrected.target.seq)?;
            let says = content(diary.history(), root.seq)?;
            Some(happened_on(diary, &says, root.at))
        }
        event => Some(happened_on(diary, event, entry.at)),
    });
    about.filter(|date| *date < diary.date_of(context.world.now))
}

/// Whether a report of this urgency opens a warning.
fn asks_for_a_call(tier: Tier) -> bool {
    match tier {
        Tier::CallNow | Tier::Emergency => true,
        Tier::Record | Tier::ReportSoon => false,
    }
}

/// What the study's rules say after a dose that was missed or vomited.
fn after_dose(mut page: Page, events: &[Event], context: &Context) -> Page {
    let Some(dose) = dose_of(events) else {
        return page;
    };
    match dose.outcome {
        Outcome::Taken | Outcome::PartlyTaken => return page,
        Outcome::Missed | Outcome::Vomited => {}
    }
    let now = context.world.now;
    let day = today(context.diary, dose.date, now);
    let is_it = |slot: &&DaySlot| {
        slot.state.slot.drug == dose.drug && Some(slot.state.slot.period) == dose.period
    };
    if let Some(slot) = day.slots.iter().find(is_it) {
        page = page.gap();
        for line in context.text.what_to_do(context.diary, slot, now, false) {
            page = page.text(Tone::Plain, line);
        }
    }
    page
}

/// The rows that take back what was just shown, an entry each (ruling 21); where there are several, each
/// row names its own.
fn take_back(entries: &[&Entry], context: &Context) -> Vec<Row> {
    let named = |entry: &&Entry| {
        let row = take_back_by(entry, &entry.by, context)?;
        if entries.len() < 2 {
            return Some(row);
        }
        let words = context.text.event(context.diary, &entry.event);
        Some(row.note(Tone::Quiet, words))
    };
    entries.iter().filter_map(named).collect()
}

/// The row that takes an entry back, if it can be taken back.
pub(super) fn take_back_row(entry: &Entry, context: &Context) -> Option<Row> {
    take_back_by(entry, &Author::Patient {}, context)
}

/// The same by somebody: right after staff have entered something, they may take it back.
fn take_back_by(entry: &Entry, by: &Author, context: &Context) -> Option<Row> {
    if !context.world.standing.is_sound() {
        return None;
    }
    let request = Request {
        by: by.clone(),
        command: Command::TakeBack {
            entry: entry.reference(),
        },
    };
    let now = context.world.now;
    decide(context.diary, &request.by, &request.command, now).ok()?;
    let act = Act::Propose(Box::new(request));
    Some(Row::act(context.text.take_this_back(), act))
}

/// Why nothing can be written.
pub(super) fn refused(refusal: &Refusal, context: &Context) -> Page {
    let text = context.text;
    let (heading, words) = match refusal {
        // To choose what stands there already is no mistake.
        Refusal::NothingToDo => (text.nothing_changes(), text.stays_as_it_is()),
        refusal => (
            text.not_recorded_heading(),
            text.refusal(context.diary, refusal),
        ),
    };
    Page::new()
        .heading(heading)
        .text(Tone::Plain, words)
        .gap()
        .row(Row::act(text.go_back(), Act::Back))
}

/// Why nothing can be written any more: another program has written something.
pub(super) fn overtaken(refusal: &Refusal, context: &Context) -> Page {
    let text = context.text;
    let page = Page::new()
        .heading(text.not_recorded_heading())
        .text(Tone::Caution, text.look_again());
    // Without its units the dose has an entry by now, so that this one would be extra: the page of the
    // dose asks for the units.
    let page = if let Refusal::NeedsUnits { .. } = refusal {
        page
    } else {
        page.text(Tone::Plain, text.refusal(context.diary, refusal))
    };
    page.gap().row(Row::act(text.go_back(), Act::Back))
}
