//! The screens that there are, what a row can do, and which file makes which page; the pages of a participant that
//! stand beside each other are `tab`'s.

use crate::domain::calendar::DiaryDate;
use crate::domain::participant::Participant;
use crate::domain::site::SiteRefusal;
use crate::text::Text;

use super::super::Look;
use super::super::calendar::picked;
use super::super::page::{Air, Block, Field, Page as AnyPage, Row as AnyRow};
use super::super::stage::Scene;
use super::super::trouble::Failure;
use super::desk::{Desk, DeskAct};
use super::list::List;
use super::measures::{self, Figure};
use super::proposal::Proposal;
use super::tab::Tab;
use super::trail::{self, Trail};
use super::unreadable;
use super::{Case, Known, World, calendar, discuss, help, people, proposal, record, tablets};

/// A page of these screens.
pub(super) type Page = AnyPage<Act>;
/// A row of these screens.
pub(super) type Row = AnyRow<Act>;

/// A screen with what was chosen on it so far. A participant is named by the place in the list.
#[derive(Debug, Clone, PartialEq)]
pub enum Screen {
    /// The participants of the folder.
    People(List),
    /// A page of a participant.
    Participant(usize, Tab),
    /// A diary that cannot be read: why.
    Unreadable(usize),
    /// What is wrong with other files of the folder.
    Aside,
    /// A finding, by its place among them.
    Finding(usize, usize),
    /// An entry of the diary, by its number.
    Entry(usize, u64),
    /// An entry of the site record, by its number.
    RecordEntry(usize, u64),
    /// One day.
    Day(usize, DiaryDate),
    /// What a figure is counted from.
    Figure(usize, Figure),
    /// Tablets of one strength between two counts, by its place among them.
    Balance(usize, usize),
    /// Keys and marks.
    Help,
    /// A form of the study team.
    Desk(Desk),
    /// What will be written to a site record, question by question.
    Ask(Box<Proposal>),
    /// It was written.
    Recorded(Box<Proposal>),
    /// It can no longer be written, and why.
    Overtaken(usize, Box<SiteRefusal>),
    /// It was not written, or that is not known.
    Trouble(Box<Failure>),
}

/// What a row does.
#[derive(Debug, Clone, PartialEq)]
pub enum Act {
    /// Opens a screen.
    Open(Box<Screen>),
    /// Opens a participant, or says why that cannot be.
    OpenCase(usize),
    /// Lists other entries.
    Trail(Trail),
    /// What a row of a form does.
    Desk(Box<DeskAct>),
    /// Answers a question before recording with yes.
    Agree(Box<Proposal>),
    /// Records what the page says.
    Record(Box<Proposal>),
    /// One screen back.
    Back,
}

impl Act {
    /// Opens a screen.
    pub(super) fn open(screen: Screen) -> Act {
        Act::Open(Box::new(screen))
    }
}

/// What a page about a participant needs besides the state of its screen.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) world: World<'a>,
    /// The place of the participant in the list.
    pub(super) at: usize,
    pub(super) known: &'a Known,
    pub(super) text: Text,
}

impl<'a> Context<'a> {
    /// The participant.
    pub(super) fn participant(&self) -> &'a Participant {
        &self.known.participant
    }

    /// The diary as it is looked at: up to when it is counted.
    pub(super) fn look(&self) -> Look<'a> {
        let (diary, now, _) = self.known.calendar(None);
        Look {
            diary,
            now,
            text: self.text,
        }
    }
}

impl Screen {
    /// Its content.
    pub(super) fn page(&self, world: World, text: Text) -> Page {
        let mut page = self.own_page(world, text);
        // One empty line is enough.
        let is_apart = page.blocks.last().is_none_or(|block| *block == Block::Gap);
        if let Some(first) = page.rows.first_mut().filter(|_| is_apart) {
            first.air = Air::None;
        }
        page
    }

    fn own_page(&self, world: World, text: Text) -> Page {
        match self {
            Screen::People(list) => people::page(list, world, text),
            Screen::Participant(at, tab) => about(*at, world, text, |context| tab.page(context)),
            Screen::Unreadable(at) => unreadable::page(*at, world, text),
            Screen::Aside => unreadable::aside(world, text),
            Screen::Finding(at, place) => {
                about(*at, world, text, |context| discuss::one(*place, context))
            }
            Screen::Entry(at, seq) => about(*at, world, text, |context| trail::one(*seq, context)),
            Screen::RecordEntry(at, seq) => {
                about(*at, world, text, |context| record::one(*seq, context))
            }
            Screen::Day(at, date) => {
                about(*at, world, text, |context| calendar::day(*date, context))
            }
            Screen::Figure(at, figure) => about(*at, world, text, |context| {
                measures::figure(*figure, context)
            }),
            Screen::Balance(at, place) => {
                about(*at, world, text, |context| tablets::one(*place, context))
            }
            Screen::Help => help::page(text),
            Screen::Desk(desk) => about(desk.case, world, text, |context| desk.page(context)),
            Screen::Ask(proposal) => about(proposal.case, world, text, |context| {
                proposal::page(proposal, context)
            }),
            Screen::Recorded(proposal) => about(proposal.case, world, text, |context| {
                proposal::recorded(proposal, context)
            }),
            Screen::Overtaken(_, refusal) => proposal::overtaken(refusal, text),
            Screen::Trouble(failure) => proposal::trouble(failure, text),
        }
    }

    /// The participant that it is about.
    pub(super) fn case(&self) -> Option<usize> {
        match self {
            Screen::People(_) | Screen::Aside | Screen::Trouble(_) | Screen::Help => None,
            Screen::Participant(at, _)
            | Screen::Unreadable(at)
            | Screen::Finding(at, _)
            | Screen::Entry(at, _)
            | Screen::RecordEntry(at, _)
            | Screen::Day(at, _)
            | Screen::Figure(at, _)
            | Screen::Balance(at, _)
            | Screen::Overtaken(at, _) => Some(*at),
            Screen::Desk(desk) => Some(desk.case),
            Screen::Ask(proposal) | Screen::Recorded(proposal) => Some(proposal.case),
        }
    }
}

/// A page about a participant; while there is none, why.
fn about(at: usize, world: World, text: Text, page: impl FnOnce(&Context) -> Page) -> Page {
    match world.cases.get(at).and_then(Case::known) {
        Some(known) => page(&Context {
            world,
            at,
            known,
            text,
        }),
        None => unreadable::page(at, world, text),
    }
}

impl Scene for Screen {
    type World<'a> = World<'a>;

    fn step(&mut self, field: Field, by: i8, world: World) {
        match self {
            Screen::People(list) => list.step(field, by),
            Screen::Participant(at, tab) => tab.step(field, by, *at, world),
            Screen::Figure(_, figure) => figure.full = !figure.full,
            Screen::Desk(desk) => {
                if let Some(known) = world.cases.get(desk.case).and_then(Case::known) {
                    let today = known.participant.diary.date_of(world.now);
                    desk.step(field, by, today);
                }
            }
            Screen::Unreadable(_)
            | Screen::Aside
            | Screen::Finding(..)
            | Screen::Entry(..)
            | Screen::RecordEntry(..)
            | Screen::Day(..)
            | Screen::Balance(..)
            | Screen::Help
            | Screen::Ask(_)
            | Screen::Recorded(_)
            | Screen::Overtaken(..)
            | Screen::Trouble(_) => {}
        }
    }

    fn pick_day(&mut self, band: usize, column: u16, world: World) {
        if let Screen::Participant(at, Tab::Calendar(date)) = self
            && let Some(known) = world.cases.get(*at).and_then(Case::known)
        {
            let (diary, now, shown) = known.calendar(*date);
            *date = Some(picked(shown, band, column, diary, now));
        }
    }

    fn typed(&mut self, at: usize) -> Option<&mut String> {
        match self {
            Screen::Desk(desk) => desk.typed(at),
            Screen::People(_)
            | Screen::Participant(..)
            | Screen::Unreadable(_)
            | Screen::Aside
            | Screen::Finding(..)
            | Screen::Entry(..)
            | Screen::RecordEntry(..)
            | Screen::Day(..)
            | Screen::Figure(..)
            | Screen::Balance(..)
            | Screen::Help
            | Screen::Ask(_)
            | Screen::Recorded(_)
            | Screen::Overtaken(..)
            | Screen::Trouble(_) => None,
        }
    }

    fn turn(&mut self, at: usize, by: i8, world: World) {
        if let Screen::Desk(desk) = self
            && let Some(known) = world.cases.get(desk.case).and_then(Case::known)
        {
            let today = known.participant.diary.date_of(world.now);
            desk.turn(at, by, today);
        }
    }

    fn is_form(&self) -> bool {
        matches!(self, Screen::Desk(_) | Screen::Ask(_))
    }

    fn is_read(&self) -> bool {
        matches!(self, Screen::Help | Screen::Aside | Screen::Unreadable(_))
    }

    fn longest_text(&self) -> usize {
        match self {
            Screen::Desk(desk) => desk.longest_text(),
            Screen::People(_)
            | Screen::Participant(..)
            | Screen::Unreadable(_)
            | Screen::Aside
            | Screen::Finding(..)
            | Screen::Entry(..)
            | Screen::RecordEntry(..)
            | Screen::Day(..)
            | Screen::Figure(..)
            | Screen::Balance(..)
            | Screen::Help
            | Screen::Ask(_)
            | Screen::Recorded(_)
            | Screen::Overtaken(..)
            | Screen::Trouble(_) => 0,
        }
    }
}
