//! The study team's page at the patient's computer: who is entering, what can be entered, what the patient
//! was told and nobody has confirmed.
//!
//! The initials live in the screens that carry them and go with them: by leaving, or when the page of the
//! day comes back by itself.

use crate::domain::decide::Command;
use crate::domain::entry::{Author, EntryRef};

use super::World;
use super::ask::{Request, What};
use super::page::{Page, Row, Tone};
use super::screen::{Act, Context, Screen};
use super::site_rules::{RuleForm, Setting};

impl Screen {
    /// Who is entering, on the pages of the study team.
    pub(super) fn author<'a>(&'a self, world: World<'a>) -> Option<&'a Author> {
        match self {
            Screen::Team(by)
            | Screen::Staff(by)
            | Screen::Told(by)
            | Screen::SiteRules(by, _)
            | Screen::SetUpDone(by)
            | Screen::Medicines(by) => Some(by),
            Screen::Order(order, _) => Some(&order.by),
            Screen::SiteRule(form) => Some(&form.by),
            Screen::Medicine(form) => Some(&form.by),
            Screen::Ask(pending) => match &pending.what {
                What::Entry(request) => Some(&request.by),
                What::NewDiary(_) => None,
            },
            Screen::DateCheck(request) => Some(&request.by),
            Screen::Recorded(entries) => {
                let history = world.standing.diary()?.history();
                Some(&history.entry(entries.first()?.seq)?.by)
            }
            Screen::Language
            | Screen::Welcome
            | Screen::Setup(..)
            | Screen::Today
            | Screen::Dose(_)
            | Screen::Intake(..)
            | Screen::OtherIntake(_)
            | Screen::EarlierMeal(_)
            | Screen::CopyTo(_)
            | Screen::CopyToTyped(_)
            | Screen::Copied(_)
            | Screen::Symptoms(_)
            | Screen::Emergency(_)
            | Screen::EmergencySigns(_)
            | Screen::Symptom(..)
            | Screen::Reports(_)
            | Screen::Reported(_)
            | Screen::Initials(_)
            | Screen::Contact
            | Screen::Refused(_)
            | Screen::Overtaken(_)
            | Screen::OtherUnits
            | Screen::WrongDate
            | Screen::Trouble(_)
            | Screen::More
            | Screen::Entries(_)
            | Screen::Calendar(_)
            | Screen::Days(_)
            | Screen::Day(_)
            | Screen::Entry(_)
            | Screen::Correct(_)
            | Screen::MealTime(_)
            | Screen::Progress(_)
            | Screen::CycleProgress(_)
            | Screen::Help
            | Screen::Keys
            | Screen::Choices => None,
        }
    }
}

/// Who is entering? Asked once.
pub(super) fn initials(typed: &str, context: &Context) -> Page {
    let text = context.text;
    let mut page = Page::new()
        .heading(text.staff_row())
        .text(Tone::Quiet, text.staff_only_page())
        .gap()
        .row(Row::typed(text.setup_initials(), 0, typed));
    if let Ok(id) = typed.trim().parse() {
        let screen = Screen::Staff(Author::Site { id });
        page = page.row(Row::act(text.go_on(), Act::instead(screen)).apart());
    } else if !typed.trim().is_empty() {
        page = page.text(Tone::Caution, text.fault_initials()).gap();
    }
    page.row(Row::act(text.go_back(), Act::Back))
}

/// What staff can enter.
pub(super) fn page(by: &Author, context: &Context) -> Page {
    let (text, diary) = (context.text, context.diary);
    let open = |label: String, screen| Row::act(label, Act::open(screen));
    let open_orders = diary.unconfirmed().len();
    let mut told = open(text.confirm_row(), Screen::Told(by.clone()));
    if open_orders > 0 {
        told = told.status(Tone::Caution, text.to_confirm(open_orders));
    }
    let unset = diary.rules().unset().len();
    let mut rules = open(text.rules_row(), Screen::SiteRules(by.clone(), None));
    if unset > 0 {
        rules = rules.status(Tone::Caution, text.not_set_count(unset));
    }
    let phones = RuleForm::new(Setting::Phones, by.clone(), diary);
    Page::new()
        .heading(text.staff_row())
        .row(open(text.orders_row(), Screen::Team(by.clone())))
        .row(told)
        .row(open(text.phones_row(), Screen::SiteRule(Box::new(phones))))
        .row(rules)
        .row(open(text.medicines_row(), Screen::Medicines(by.clone())))
        .row(Row::act(text.staff_done(), Act::Home).apart())
}

/// What the patient was told and nobody has confirmed; staff confirm all of it, or one.
pub(super) fn told(by: &Author, context: &Context) -> Page {
    let (text, diary) = (context.text, context.diary);
    let open = diary.unconfirmed();
    let words = |entry: &EntryRef| {
        let live = diary.history().live(entry.seq)?;
        Some((*entry, text.event(diary, live.event)))
    };
    let orders: Vec<(EntryRef, String)> = open.iter().filter_map(words).collect();
    let mut page = Page::new().heading(if by.is_site() {
        text.told_heading()
    } else {
        text.told_to_me_heading()
    });
    if orders.is_empty() {
        page = page.text(Tone::Plain, text.nothing_to_confirm()).gap();
    }
    let confirm = |label: String, entries: Vec<EntryRef>| {
        let command = Command::Confirm { entries };
        let by = by.clone();
        Row::act(label, Act::Propose(Box::new(Request { by, command })))
    };
    for (entry, words) in &orders {
        if by.is_site() {
            let row = confirm(text.confirm_one(entry.seq), vec![*entry]);
            page = page.row(row.note(Tone::Plain, words.clone()));
        } else {
            page = page.text(Tone::Plain, words.clone());
        }
    }
    if by.is_site() && orders.len() > 1 {
        let entries = orders.iter().map(|(entry, _)| *entry).collect();
        page = page.row(confirm(text.confirm_all(orders.len()), entries).apart());
    }
    if !by.is_site() {
        page = page.gap();
    }
    page.first = page.rows.len();
    page.row(Row::act(text.go_back(), Act::Back).apart())
}

/// The diary is set up; what may be set later, and where.
pub(super) fn set_up_done(by: &Author, context: &Context) -> Page {
    let (text, diary) = (context.text, context.diary);
    let mut page = Page::new().heading(text.set_up_heading());
    let unset = diary.rules().unset();
    if let Some(line) = text.not_set_yet(diary, &unset) {
        page = page
            .text(Tone::Plain, line)
            .text(Tone::Quiet, text.while_not_set())
            .gap();
    }
    page.row(Row::act(text.to_today(), Act::Home)).row(Row::act(
        text.set_more_now(),
        Act::instead(Screen::Staff(by.clone())),
    ))
}
