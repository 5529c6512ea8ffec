//! What the loop and the line-by-line screens know of the screens that they show.

use std::time::Duration;

use crate::app::{Action, View};

use super::picture::Picture;

/// How often the clock is looked at.
const GLANCE: Duration = Duration::from_secs(1);

/// The screens of a run, with everything outside that they need.
pub(super) trait Screens {
    /// What comes back from what they ask for.
    type Outcome;

    /// What is to be drawn.
    fn view(&self) -> View;
    /// What the last drawing showed.
    fn drawn(&mut self, picture: &Picture);
    /// Takes an action in, and carries out what it asks for.
    fn take(&mut self, action: Action<Self::Outcome>) -> After;
    /// Whether time should go by for them.
    fn has_news(&mut self) -> bool;

    /// How long to sleep before asking again whether there is news.
    fn glance(&self) -> Duration {
        GLANCE
    }
}

/// What is left to do after an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct After {
    /// The bell is to ring.
    pub(super) rings: bool,
    /// The person leaves.
    pub(super) leaves: bool,
}
