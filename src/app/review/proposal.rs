//! What will be written to a site record: shown with every question before it, and what became of it.
//!
//! `Effect::Record` comes from the confirming page alone (ruling 20). The safe answer of every question stands
//! first.

use crate::domain::entry::{Author, Content};
use crate::domain::site::{
    Facts, Reviewed, SiteCommand, SiteDecision, SiteEvent, SiteRefusal, decide,
};
use crate::text::Text;

use super::super::page::Tone;
use super::super::trouble::{Failure, Saved};
use super::screen::{Act, Context, Page, Row, Screen};
use super::{Effect, desk, record};

/// What somebody of the study team wants to record about a participant.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// The place of the diary in the list.
    pub case: usize,
    /// Who.
    pub by: Author,
    /// What.
    pub command: SiteCommand,
    /// What would be written, and the questions.
    pub decision: SiteDecision,
    /// What the entry that is corrected says before.
    pub replaced: Option<SiteEvent>,
    /// How many questions are answered with yes.
    pub answered: usize,
    /// Whether the site record changed after it was confirmed once, so that it is asked again.
    pub again: bool,
}

impl Proposal {
    /// The effect of its confirmation.
    pub(super) fn effect(self) -> Effect {
        Effect::Record {
            case: self.case,
            by: self.by,
            command: self.command,
            decision: self.decision,
        }
    }
}

/// The first page about what somebody wants to record: a question, the confirmation, or why it is refused.
pub(super) fn propose(by: Author, command: SiteCommand, context: &Context) -> Screen {
    let participant = context.participant();
    let diary = &participant.diary;
    let head = Reviewed {
        last_seq: participant.copy.last_seq,
        last_hash: participant.copy.last_hash.clone(),
    };
    let facts = Facts {
        subject: participant.subject(),
        record: participant.record.as_ref(),
        diary: Some(diary),
        head: Some(&head),
        today: diary.date_of(context.world.now),
    };
    match decide(&facts, &by, &command) {
        Ok(decision) => Screen::Ask(Box::new(Proposal {
            case: context.at,
            by,
            command,
            replaced: replaced(&decision, context),
            decision,
            answered: 0,
            again: false,
        })),
        Err(refusal) => Screen::Overtaken(context.at, Box::new(refusal)),
    }
}

/// What a correction takes the place of.
fn replaced(decision: &SiteDecision, context: &Context) -> Option<SiteEvent> {
    let history = context.participant().record.as_ref()?.history();
    let corrected = decision.events.iter().find_map(Content::correction)?;
    let live = history.live(corrected.target.seq)?;
    Some(live.event.clone())
}

/// A question, or the confirming page.
pub(super) fn page(proposal: &Proposal, context: &Context) -> Page {
    let text = context.text;
    let mut page = Page::new();
    if let Some(guard) = proposal.decision.guards.get(proposal.answered) {
        let next = Proposal {
            answered: proposal.answered + 1,
            ..proposal.clone()
        };
        return page
            .heading(text.site_guard(guard))
            .row(Row::act(text.no_go_back(), Act::Back))
            .row(Row::act(text.yes(), Act::Agree(Box::new(next))));
    }
    if proposal.again {
        page = page.text(Tone::Caution, text.review_look_again()).gap();
    }
    page = lines(page.heading(text.confirm_heading()), proposal, context);
    let record = Act::Record(Box::new(proposal.clone()));
    page.gap()
        .row(Row::act(text.record_it(), record))
        .row(Row::act(text.no_go_back(), Act::Back))
}

fn lines(mut page: Page, proposal: &Proposal, context: &Context) -> Page {
    for event in &proposal.decision.events {
        let old = proposal.replaced.as_ref();
        page = page.text(Tone::Accent, record::event_words(event, old, context));
    }
    page.text(Tone::Quiet, context.text.author(&proposal.by))
}

/// What was written.
pub(super) fn recorded(proposal: &Proposal, context: &Context) -> Page {
    let text = context.text;
    let time = text.time(context.world.now);
    let page = lines(
        Page::new().heading(text.recorded_at(&time)),
        proposal,
        context,
    )
    .gap();
    let event = proposal.decision.events.last();
    let back = event.and_then(|event| desk::take_back(&proposal.by, event, context));
    page.row(Row::act(text.go_back(), Act::Back)).rows(back)
}

/// Why nothing can be written, or can no longer be.
pub(super) fn overtaken(refusal: &SiteRefusal, text: Text) -> Page {
    Page::new()
        .heading(text.not_recorded_heading())
        .text(Tone::Plain, text.site_refusal(refusal))
        .gap()
        .row(Row::act(text.go_back(), Act::Back))
}

/// What the system says.
pub(super) fn trouble(failure: &Failure, text: Text) -> Page {
    let heading = match failure.saved {
        Saved::No | Saved::NotOpened | Saved::NotCopied => text.not_saved_heading(),
        Saved::Unknown => text.unknown_saved_heading(),
    };
    let mut page = Page::new().text(Tone::Alarm, heading).gap();
    for line in &failure.lines {
        page = page.text(Tone::Plain, line.clone());
    }
    page.gap().row(Row::act(text.go_back(), Act::Back))
}
