//! The screens that there are, what a row can do, and which file makes which page.

use crate::domain::calendar::DiaryDate;
use crate::domain::decide::Refusal;
use crate::domain::diary::Diary;
use crate::domain::entry::{Author, EntryRef, Language};
use crate::domain::ids::DrugId;
use crate::domain::plain_text::PlainText;
use crate::text::Text;

use super::ask::{Pending, Request};
use super::choices::Choice;
use super::correct::{Fix, MealTime};
use super::dose::SlotKey;
use super::extra::Draft;
use super::handover::{CopyMade, Place};
use super::medicines::MedicineForm;
use super::order::{Order, TeamStep};
use super::page::{Block, Field, Page, Tone};
use super::picker::DoseStep;
use super::setup_form::{Form, SetupStep};
use super::site_rules::RuleForm;
use super::stage::{Around, Drawn, Scene};
use super::symptom::{Report, SymptomStep};
use super::trouble::Failure;
use super::{
    Look, Standing, World, ask, calendar, choices, contact, correct, day, dose, entries, extra,
    first, handover, help, meal, medicines,
};
use super::{more, picker, progress, setup, site_rules, staff, symptom, symptoms, team};
use super::{today, trouble};

/// The longest text that is typed, where a page does not say otherwise.
const LONGEST_TEXT: usize = 32;
/// The longest path of a folder that is typed.
const LONGEST_PATH: usize = 240;

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
    /// An intake that the plan does not have, of today or another day: which drug?
    OtherIntake(Option<DiaryDate>),
    /// A meal that ended earlier: minutes ago.
    EarlierMeal(u16),
    /// What the study team said, or what it orders.
    Team(Author),
    /// Who of the study team is entering?
    Initials(String),
    /// The study team's page.
    Staff(Author),
    /// What the patient was told and nobody has confirmed.
    Told(Author),
    /// The rules that the site may set, or those of one drug.
    SiteRules(Author, Option<DrugId>),
    /// One of them, or the numbers to call.
    SiteRule(Box<RuleForm>),
    /// The diary is set up.
    SetUpDone(Author),
    /// Other medicines.
    Medicines(Author),
    /// One more of them, or its end.
    Medicine(Box<MedicineForm>),
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
    /// The pages beside the page of the day.
    More,
    /// The calendar, and the day chosen in it.
    Calendar(DiaryDate),
    /// The days of a row of the calendar, one by one; any of its days names it.
    Days(DiaryDate),
    /// One day.
    Day(DiaryDate),
    /// Every entry, newest first: which part of them, from 0.
    Entries(usize),
    /// One entry with its corrections, by the number of the entry that was corrected.
    Entry(u64),
    /// What hurts? The list of symptoms, of now or of a day that is over.
    Symptoms(Option<DiaryDate>),
    /// The emergency number.
    Emergency(Option<DiaryDate>),
    /// Which sign of an emergency it was.
    EmergencySigns(Option<DiaryDate>),
    /// A question about a symptom.
    Symptom(Box<Report>, SymptomStep),
    /// What was reported, newest first: which part of it, from 0.
    Reports(usize),
    /// One report, by the number of its entry.
    Reported(u64),
    /// Why an entry is corrected.
    Correct(Box<Fix>),
    /// The right time of a meal.
    MealTime(Box<MealTime>),
    /// Where should the copy for the visit go?
    CopyTo(Vec<Place>),
    /// The same, typed.
    CopyToTyped(String),
    /// What was copied.
    Copied(Box<CopyMade>),
    /// The numbers, the marks, and the code of the file's end.
    Help,
    /// The keys and the mouse.
    Keys,
    /// The bell and the looks.
    Choices,
    /// How many of the doses that were due were taken, cycle by cycle: which part of the cycles, from 0.
    Progress(usize),
    /// The doses of one cycle, by its number.
    CycleProgress(u16),
}

/// What a row does.
#[derive(Debug, Clone, PartialEq)]
pub enum Act {
    /// Opens a screen.
    Open(Box<Screen>),
    /// Opens a screen in the place of this one.
    Instead(Box<Screen>),
    /// Asks the next question about an intake, or proposes it.
    Intake(Box<Draft>),
    /// Asks the next question about a symptom, or proposes it.
    Symptom(Box<Report>),
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
    /// The same, without a first day.
    StartLater,
    /// One more strength of a drug to count.
    AnotherStrength(DrugId),
    /// Makes and opens a sample diary.
    Sample,
    /// Looks where a copy for the visit could go.
    Handover,
    /// Copies the diary to a place.
    CopyTo(Box<Place>),
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

    /// Opens a screen in the place of this one.
    pub(super) fn instead(screen: Screen) -> Act {
        Act::Instead(Box::new(screen))
    }
}

/// What a page needs besides the state of its screen.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) world: World<'a>,
    pub(super) diary: &'a Diary,
    pub(super) text: Text,
}

impl<'a> Context<'a> {
    /// The diary as it is looked at, whoever looks.
    pub(super) fn look(&self) -> Look<'a> {
        Look {
            diary: self.diary,
            now: self.world.now,
            text: self.text,
        }
    }
}

impl Screen {
    /// Its content.
    pub(super) fn page(&self, world: World, text: Text) -> Page {
        let mut page = self.own_page(world, text);
        if let Some(Author::Site { id }) = self.author(world) {
            let line = Block::Text(Tone::Caution, text.entered_by(id));
            page.blocks.insert(0, line);
        }
        page
    }

    fn own_page(&self, world: World, text: Text) -> Page {
        if let Some(diary) = world.standing.diary() {
            return self.diary_page(&Context { world, diary, text });
        }
        if let Screen::Language = self {
            first::language(text)
        } else if let Screen::Setup(form, step) = self {
            setup::page(form, *step, text)
        } else if let Screen::Ask(pending) = self {
            setup::plan_page(pending, text)
        } else if let Screen::Trouble(failure) = self {
            trouble::page(failure, world, text)
        } else {
            first::welcome(text)
        }
    }

    fn diary_page(&self, context: &Context) -> Page {
        match self {
            Screen::Language => first::language(context.text),
            Screen::Welcome => first::welcome(context.text),
            Screen::Setup(form, step) => setup::page(form, *step, context.text),
            Screen::Ask(pending) => ask::page(pending, context),
            Screen::Trouble(failure) => trouble::page(failure, context.world, context.text),
            Screen::Today => today::page(context),
            Screen::Dose(slot) => dose::page(*slot, context),
            Screen::Intake(draft, step) => picker::page(draft, step, context),
            Screen::OtherIntake(date) => extra::page(*date, context),
            Screen::EarlierMeal(minutes) => meal::page(*minutes, context),
            Screen::Team(by) => team::page(by, context),
            Screen::Initials(typed) => staff::initials(typed, context),
            Screen::Staff(by) => staff::page(by, context),
            Screen::Told(by) => staff::told(by, context),
            Screen::SiteRules(by, drug) => site_rules::page(by, *drug, context),
            Screen::SiteRule(form) => site_rules::editor(form, context),
            Screen::SetUpDone(by) => staff::set_up_done(by, context),
            Screen::Medicines(by) => medicines::page(by, context),
            Screen::Medicine(form) => medicines::one(form, context),
            Screen::Order(order, step) => team::question(order, *step, context),
            Screen::Contact => contact::page(context),
            Screen::Recorded(entries) => ask::recorded(entries, context),
            Screen::Refused(refusal) => ask::refused(refusal, context),
            Screen::Overtaken(refusal) => ask::overtaken(refusal, context),
            Screen::OtherUnits => team::other_units(context),
            Screen::DateCheck(request) => trouble::date_check(request, context),
            Screen::WrongDate => trouble::wrong_date(context),
            Screen::More => more::page(context),
            Screen::Calendar(date) => calendar::page(*date, context),
            Screen::Days(date) => calendar::days(*date, context),
            Screen::Day(date) => day::page(*date, context),
            Screen::Entries(part) => entries::page(*part, context),
            Screen::Correct(fix) => correct::reasons(fix, context),
            Screen::MealTime(meal) => correct::meal_time(meal, context),
            Screen::Entry(seq) => entries::one(*seq, context),
            Screen::Symptoms(on) => symptoms::page(*on, context),
            Screen::Emergency(on) => symptoms::emergency(*on, context),
            Screen::EmergencySigns(on) => symptoms::emergency_signs(*on, context),
            Screen::Symptom(report, step) => symptom::page(report, *step, context),
            Screen::Reports(part) => symptoms::reports(*part, context),
            Screen::Reported(seq) => symptoms::report(*seq, context),
            Screen::CopyTo(places) => handover::page(places, context),
            Screen::CopyToTyped(folder) => handover::typed(folder, context),
            Screen::Copied(copy) => handover::copied(copy, context),
            Screen::Help => help::page(context),
            Screen::Keys => help::keys(context.text),
            Screen::Choices => choices::page(context),
            Screen::Progress(part) => progress::page(*part, context),
            Screen::CycleProgress(cycle) => progress::of_one_cycle(*cycle, context),
        }
    }

    /// One more strength of a drug to count.
    pub(super) fn add_strength(&mut self, drug: DrugId, world: World) {
        if let Screen::Setup(form, _) = self {
            form.add_strength(drug);
        } else if let (Screen::Order(order, _), Some(diary)) = (self, world.standing.diary()) {
            order.add_strength(drug, diary);
        }
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

impl Around for World<'_> {
    fn uptime_ms(&self) -> u64 {
        self.uptime_ms
    }

    fn drawn(&self) -> Drawn {
        self.drawn
    }
}

impl Scene for Screen {
    type World<'a> = World<'a>;

    fn pick_day(&mut self, band: usize, column: u16, world: World) {
        if let (Screen::Calendar(date), Some(diary)) = (self, world.standing.diary()) {
            *date = calendar::picked(*date, band, column, diary, world.now);
        }
    }

    fn step(&mut self, field: Field, by: i8, world: World) {
        let diary = world.standing.diary();
        if let Screen::Setup(form, _) = self {
            form.step(field, by);
        } else if let Screen::EarlierMeal(minutes) = self {
            *minutes = meal::stepped(*minutes, field, by);
        } else if let (Screen::MealTime(meal), Some(diary)) = (&mut *self, diary) {
            meal.step(field, by, diary, world.now);
        } else if let (Screen::Calendar(date), Some(diary)) = (&mut *self, diary) {
            *date = calendar::moved(*date, field, by, diary, world.now);
        } else if let (Screen::Intake(draft, _), Some(diary)) = (&mut *self, diary) {
            draft.step(field, by, diary, world.now);
        } else if let (Screen::Symptom(_, step), Some(diary)) = (&mut *self, diary) {
            symptom::step(step, field, by, diary, world.now);
        } else if let (Screen::Order(order, step), Some(diary)) = (&mut *self, diary) {
            order.step(*step, field, by, diary, world.now);
        } else if let (Screen::SiteRule(form), Some(diary)) = (&mut *self, diary) {
            form.step(field, by, diary);
        } else if let (Screen::Medicine(form), Some(diary)) = (self, diary) {
            form.step(field, by, diary, world.now);
        }
    }

    fn typed(&mut self, at: usize) -> Option<&mut String> {
        if let Screen::Setup(form, _) = self {
            form.typed(at)
        } else if let Screen::Order(order, step) = self {
            order.typed(*step, at)
        } else if let Screen::SiteRule(form) = self {
            form.typed(at)
        } else if let Screen::Medicine(form) = self {
            form.typed()
        } else if let Screen::Initials(typed) = self {
            Some(typed)
        } else if let Screen::CopyToTyped(folder) = self {
            Some(folder)
        } else {
            None
        }
    }

    /// No text of these screens is changed with the arrows.
    fn turn(&mut self, _at: usize, _by: i8, _world: World) {}

    fn is_form(&self) -> bool {
        matches!(
            self,
            Screen::Setup(..)
                | Screen::Order(..)
                | Screen::SiteRule(_)
                | Screen::Medicine(_)
                | Screen::Initials(_)
                | Screen::CopyToTyped(_)
        )
    }

    fn is_read(&self) -> bool {
        matches!(self, Screen::Keys)
    }

    fn longest_text(&self) -> usize {
        if let Screen::SiteRule(form) = self {
            form.longest()
        } else if let Screen::Medicine(_) = self {
            medicines::LONGEST_NAME
        } else if let Screen::Order(_, TeamStep::Why) = self {
            PlainText::MAX_CHARS
        } else if let Screen::CopyToTyped(_) = self {
            LONGEST_PATH
        } else {
            LONGEST_TEXT
        }
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
