//! The screens that there are, what a row can do, and which file makes which page.

use crate::domain::participant::Participant;
use crate::domain::site::SiteRefusal;
use crate::text::Text;

use super::super::page::{Field, Page as AnyPage, Row as AnyRow};
use super::super::stage::Scene;
use super::super::trouble::Failure;
use super::people::List;
use super::proposal::Proposal;
use super::{Case, Known, World, discuss, people, proposal, unreadable};

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
    /// What will be written to a site record, question by question.
    Ask(Box<Proposal>),
    /// It was written.
    Recorded(Box<Proposal>),
    /// It can no longer be written, and why.
    Overtaken(usize, Box<SiteRefusal>),
    /// It was not written, or that is not known.
    Trouble(Box<Failure>),
}

/// A page of a participant, in the order of the page bar.
#[derive(Debug, Clone, PartialEq)]
pub enum Tab {
    /// What there is to talk about.
    Discuss,
}

/// What a row does.
#[derive(Debug, Clone, PartialEq)]
pub enum Act {
    /// Opens a screen.
    Open(Box<Screen>),
    /// Opens a participant, or says why that cannot be.
    OpenCase(usize),
    /// Answers a question before recording with yes.
    Agree(Box<Proposal>),
    /// Records what the page says.
    Record(Box<Proposal>),
    /// One screen back.
    Back,
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
}

impl Screen {
    /// Its content.
    pub(super) fn page(&self, world: World, text: Text) -> Page {
        match self {
            Screen::People(list) => people::page(list, world, text),
            Screen::Participant(at, tab) => about(*at, world, text, |context| tab.page(context)),
            Screen::Unreadable(at) => unreadable::page(*at, world, text),
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
            Screen::People(_) | Screen::Trouble(_) => None,
            Screen::Participant(at, _) | Screen::Unreadable(at) | Screen::Overtaken(at, _) => {
                Some(*at)
            }
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

impl Tab {
    /// All of them as they open, in their order.
    pub(super) fn all() -> [Tab; 1] {
        [Tab::Discuss]
    }

    fn page(&self, context: &Context) -> Page {
        match self {
            Tab::Discuss => discuss::page(context),
        }
    }

    /// What the page bar calls it.
    pub(super) fn name(&self, text: Text) -> String {
        match self {
            Tab::Discuss => text.tab_discuss(),
        }
    }

    /// The page beside it; `by` is -1 or 1.
    pub(super) fn beside(&self, by: i8) -> Tab {
        let all = Tab::all();
        let at = all.iter().position(|tab| tab.is_like(self)).unwrap_or(0);
        let count = all.len();
        let next = (at + count).saturating_add_signed(isize::from(by)) % count;
        all.into_iter().nth(next).unwrap_or(Tab::Discuss)
    }

    /// Whether it is the same page, whatever was chosen on it.
    pub(super) fn is_like(&self, other: &Tab) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

impl Scene for Screen {
    type World<'a> = World<'a>;

    fn step(&mut self, field: Field, by: i8, _: World) {
        match self {
            Screen::People(list) => list.step(field, by),
            Screen::Participant(..)
            | Screen::Unreadable(_)
            | Screen::Ask(_)
            | Screen::Recorded(_)
            | Screen::Overtaken(..)
            | Screen::Trouble(_) => {}
        }
    }

    fn pick_day(&mut self, _: usize, _: u16, _: World) {}

    fn typed(&mut self, _: usize) -> Option<&mut String> {
        None
    }

    fn longest_text(&self) -> usize {
        0
    }
}
