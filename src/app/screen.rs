//! The screens that there are, what a row can do, and which file makes which page.

use crate::domain::decide::Refusal;
use crate::domain::diary::Diary;
use crate::domain::entry::{EntryRef, Language};
use crate::text::Text;

use super::ask::{Pending, Request};
use super::choices::Choice;
use super::dose::SlotKey;
use super::extra::Draft;
use super::page::Page;
use super::picker::DoseStep;
use super::setup_form::{Form, SetupStep};
use super::team::{Order, TeamStep};
use super::trouble::Failure;
use super::{
    Standing, World, ask, choices, contact, dose, extra, first, help, meal, picker, setup, team,
};
use super::{today, trouble};

/// A screen with what was chosen on it so far.
#[derive(Debug, Clone, PartialEq)]
pub enum Screen {
    /// First start: the language.
    Language,
    /// First start: set up, or sample data.
    Welcome,
    /// The study team enters what the diary needs.
    Setup(Box<Form>, SetupStep),
    /// The page of the day.
    Today,
    /// A dose of the plan.
    Dose(SlotKey),
    /// A question about an intake.
    Intake(Box<Draft>, DoseStep),
    /// An intake that the plan does not have: which drug?
    OtherIntake,
    /// A meal that ended earlier: minutes ago.
    EarlierMeal(u16),
    /// What the study team said.
    Team,
    /// A question about an order of the study team.
    Order(Box<Order>, TeamStep),
    /// The study team was called.
    Contact,
    /// What will be written, question by question.
    Ask(Box<Pending>),
    /// What was written.
    Recorded(Vec<EntryRef>),
    /// What cannot be written, and why.
    Refused(Box<Refusal>),
    /// What can no longer be written since another program has written something, and why.
    Overtaken(Box<Refusal>),
    /// The units are others than last time: do not start.
    OtherUnits,
    /// The clock has jumped: is the date right? Then goes on with the request.
    DateCheck(Box<Request>),
    /// The date is wrong.
    WrongDate,
    /// Nothing was saved, or that is not known.
    Trouble(Box<Failure>),
    /// Keys and numbers.
    Help,
    /// The bell and the looks.
    Choices,
}

/// What a row does.
#[derive(Debug, Clone, PartialEq)]
pub enum Act {
    /// Opens a screen.
    Open(Box<Screen>),
    /// Asks the next question about an intake, or proposes it.
    Intake(Box<Draft>),
    /// Asks the next question about an order, or proposes it.
    Order(Box<Order>),
    /// Proposes what to record.
    Propose(Box<Request>),
    /// A meal is finished, now.
    Eaten,
    /// Answers a question before recording with yes.
    Agree(Box<Pending>),
    /// Records what the page says.
    Record(Box<Pending>),
    /// The date is right; goes on.
    DateIsRight(Box<Request>),
    /// Chooses the language and goes on.
    Language(Language),
    /// Opens the set-up.
    SetUp,
    /// The next step of the set-up.
    NextStep,
    /// Makes and opens a sample diary.
    Sample,
    /// One screen back.
    Back,
    /// To the page of the day.
    Home,
    /// Turns a choice of the patient's own over.
    Choose(Choice),
    /// Closes the program.
    Quit,
}

impl Act {
    /// Opens a screen.
    pub(super) fn open(screen: Screen) -> Act {
        Act::Open(Box::new(screen))
    }
}

/// A value that arrows or letters change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// By an hour.
    Hour,
    /// By five minutes.
    FiveMinutes,
    /// By a minute.
    Minute,
    /// By a day.
    Day,
    /// Morning or evening.
    Half,
    /// A count of units; the place in the list of strengths or of the form.
    Count(usize),
    /// A text of the set-up; the place in the form.
    Text(usize),
}

/// What a page needs besides the state of its screen.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) world: World<'a>,
    pub(super) diary: &'a Diary,
    pub(super) text: Text,
}

impl Screen {
    /// Its content.
    pub(super) fn page(&self, world: World, text: Text) -> Page {
        match self {
            Screen::Language => first::language(text),
            Screen::Welcome => first::welcome(text),
            Screen::Setup(form, step) => setup::page(form, *step, text),
            Screen::Ask(pending) => ask::page(pending, world, text),
            Screen::Trouble(failure) => trouble::page(failure, world, text),
            Screen::Today
            | Screen::Dose(_)
            | Screen::Intake(..)
            | Screen::OtherIntake
            | Screen::EarlierMeal(_)
            | Screen::Team
            | Screen::Order(..)
            | Screen::Contact
            | Screen::Recorded(_)
            | Screen::Refused(_)
            | Screen::Overtaken(_)
            | Screen::OtherUnits
            | Screen::DateCheck(_)
            | Screen::WrongDate
            | Screen::Help
            | Screen::Choices => match world.standing.diary() {
                Some(diary) => self.diary_page(&Context { world, diary, text }),
                None => first::welcome(text),
            },
        }
    }

    fn diary_page(&self, context: &Context) -> Page {
        match self {
            Screen::Today
            | Screen::Language
            | Screen::Welcome
            | Screen::Setup(..)
            | Screen::Ask(_)
            | Screen::Trouble(_) => today::page(context),
            Screen::Dose(slot) => dose::page(*slot, context),
            Screen::Intake(draft, step) => picker::page(draft, step, context),
            Screen::OtherIntake => extra::page(context),
            Screen::EarlierMeal(minutes) => meal::page(*minutes, context),
            Screen::Team => team::page(context),
            Screen::Order(order, step) => team::question(order, *step, context),
            Screen::Contact => contact::page(context),
            Screen::Recorded(entries) => ask::recorded(entries, context),
            Screen::Refused(refusal) => ask::refused(refusal, context),
            Screen::Overtaken(refusal) => ask::overtaken(refusal, context),
            Screen::OtherUnits => team::other_units(context),
            Screen::DateCheck(request) => trouble::date_check(request, context),
            Screen::WrongDate => trouble::wrong_date(context),
            Screen::Help => help::page(context),
            Screen::Choices => choices::page(context),
        }
    }

    /// Changes a value by one step; `by` is -1 or 1.
    pub(super) fn step(&mut self, field: Field, by: i8, world: World) {
        let diary = world.standing.diary();
        if let Screen::Setup(form, _) = self {
            form.step(field, by);
        } else if let Screen::EarlierMeal(minutes) = self {
            *minutes = meal::stepped(*minutes, field, by);
        } else if let (Screen::Intake(draft, _), Some(diary)) = (&mut *self, diary) {
            draft.step(field, by, diary, world.now);
        } else if let (Screen::Order(order, _), Some(diary)) = (self, diary) {
            order.step(field, by, diary);
        }
    }

    /// The text that is typed into, if this screen has it.
    pub(super) fn typed(&mut self, field: Field) -> Option<&mut String> {
        if let Screen::Setup(form, _) = self {
            return form.typed(field);
        }
        None
    }

    /// Whether the page of the day may take its place after a long rest.
    pub(super) fn may_be_left(&self) -> bool {
        if let Screen::Ask(pending) = self {
            return !pending.is_new_diary();
        }
        !matches!(
            self,
            Screen::Language | Screen::Welcome | Screen::Setup(..) | Screen::Trouble(_)
        )
    }
}

impl Standing<'_> {
    /// Whether entries can be recorded.
    pub(super) fn is_sound(self) -> bool {
        match self {
            Standing::Sound(_) => true,
            Standing::NoDiary | Standing::Damaged(..) => false,
        }
    }
}
