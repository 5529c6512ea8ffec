//! What an action does to the state, and what is to be done outside.

use crate::domain::entry::Language;
use crate::text::Text;

use super::super::keys::Press;
use super::super::page::RowKind;
use super::super::stage::{Meant, Stage};
use super::desk::{self, DeskAct};
use super::list::List;
use super::proposal::{self, Proposal};
use super::screen::{Act, Context, Page, Row, Screen};
use super::tab::Tab;
use super::{Action, Case, Effect, Model, Outcome, State, World};

impl Model {
    /// The participants of a folder.
    pub fn of_folder(language: Language, high_contrast: bool) -> Model {
        Model::new(Screen::People(List::default()), language, high_contrast)
    }

    /// The only diary of the list.
    pub fn of_file(language: Language, high_contrast: bool) -> Model {
        Model::new(
            Screen::Participant(0, Tab::Discuss),
            language,
            high_contrast,
        )
    }

    fn new(screen: Screen, language: Language, high_contrast: bool) -> Model {
        Model {
            stage: Stage::new(screen),
            language,
            high_contrast,
            by: None,
        }
    }

    /// The language of the session.
    pub fn language(&self) -> Language {
        self.language
    }

    pub(super) fn text(&self) -> Text {
        Text::new(self.language).for_staff()
    }

    /// What is seen.
    pub(super) fn page(&self, world: World) -> Page {
        let screen = self.stage.screen();
        screen.map_or_else(Page::new, |screen| screen.page(world, self.text()))
    }

    /// The participant that the chosen row of a list opens.
    pub fn chosen(&self, world: World) -> Option<usize> {
        let page = self.page(world);
        let frame = self.stage.top()?;
        // Where nobody has chosen yet the first one stays chosen, whoever it is.
        frame.cursor?;
        opens(page.rows.get(frame.cursor(&page))?)
    }

    /// Chooses the row of a participant in a list whose order may have changed.
    pub fn keep_chosen(&mut self, case: Option<usize>, world: World) {
        let page = self.page(world);
        let row = case.and_then(|case| page.rows.iter().position(|row| opens(row) == Some(case)));
        if let (Some(row), Some(frame)) = (row, self.stage.top_mut()) {
            frame.cursor = Some(row);
        }
    }

    /// Takes an action in; what is to be done outside.
    pub fn update(&mut self, action: Action, world: World) -> Vec<Effect> {
        self.open_when_read(world);
        let page = self.page(world);
        let was_field = self.stage.top().is_some_and(|frame| {
            let chosen = page.rows.get(frame.cursor(&page));
            chosen.is_some_and(|row| filled(row).is_some())
        });
        let stage = &mut self.stage;
        let meant = match action {
            Action::Tick => return Vec::new(),
            Action::Done(outcome) => {
                self.done(*outcome, world);
                return Vec::new();
            }
            Action::Point(at) => {
                stage.point(at);
                return Vec::new();
            }
            Action::Paste(pasted) => {
                stage.paste(&pasted, &page);
                return Vec::new();
            }
            Action::Press(press) => {
                let meant = stage.press(press, &page, world);
                if press == Press::Enter && was_field {
                    self.stay_in_form(&page);
                }
                meant
            }
            Action::Click(at, part) => stage.click(at, part, &page, world),
            Action::Wheel { up } => stage.wheel(up, &page, world),
        };
        match meant {
            Meant::Act(act) => return self.act(act, world),
            Meant::Beside(by) => return self.beside(by, &page, world),
            Meant::Back => {
                self.stage.back();
            }
            Meant::Language => {
                self.language = match self.language {
                    Language::En => Language::ZhHans,
                    Language::ZhHans => Language::En,
                };
            }
            Meant::Contrast => self.high_contrast = !self.high_contrast,
            Meant::Quit => return vec![Effect::Quit],
            Meant::Help if self.stage.screen() != Some(&Screen::Help) => {
                self.stage.push(Screen::Help);
            }
            Meant::Nothing | Meant::Help => {}
        }
        Vec::new()
    }

    /// In the place of the page that says why a diary cannot be read, its participant, once it can be.
    fn open_when_read(&mut self, world: World) {
        if let Some(frame) = self.stage.top_mut()
            && let Screen::Unreadable(at) = frame.screen
            && world.cases.get(at).and_then(Case::known).is_some()
        {
            frame.screen = Screen::Participant(at, Tab::Discuss);
            frame.cursor = None;
            frame.lift = 0;
        }
    }

    /// Enter after the last value of a form that cannot go on yet leads to what is missing, never to "Back", where
    /// one more Enter would throw away what was typed.
    fn stay_in_form(&mut self, page: &Page) {
        let not_chosen = self.text().desk_not_chosen();
        let Some(frame) = self.stage.top_mut() else {
            return;
        };
        let at = frame.cursor(page);
        let back = page.rows.get(at).map(|row| &row.kind);
        if !matches!(frame.screen, Screen::Desk(_))
            || !matches!(back, Some(RowKind::Act(Act::Back)))
        {
            return;
        }
        let mut values = page.rows.iter().map(filled);
        let missing = values.clone().position(|value| value == Some(&not_chosen));
        let missing = missing.or_else(|| values.position(|value| value.is_some_and(is_blank)));
        frame.cursor = Some(missing.unwrap_or(at.saturating_sub(1)));
    }

    /// The page beside this one; where there is none, Tab and Shift-Tab move the choice.
    fn beside(&mut self, by: i8, page: &Page, world: World) -> Vec<Effect> {
        let Some(frame) = self.stage.top_mut() else {
            return Vec::new();
        };
        match &mut frame.screen {
            Screen::People(list) => list.beside(by),
            Screen::Participant(_, tab) => *tab = tab.beside(by),
            Screen::Unreadable(_)
            | Screen::Aside
            | Screen::Finding(..)
            | Screen::Entry(..)
            | Screen::RecordEntry(..)
            | Screen::Day(..)
            | Screen::Figure(..)
            | Screen::Balance(..)
            | Screen::Help
            | Screen::Desk(_)
            | Screen::Ask(_)
            | Screen::Recorded(_)
            | Screen::Overtaken(..)
            | Screen::Trouble(_) => {
                let press = if by < 0 { Press::Up } else { Press::Down };
                self.stage.press(press, page, world);
                return Vec::new();
            }
        }
        frame.cursor = None;
        frame.lift = 0;
        Vec::new()
    }

    fn act(&mut self, act: Act, world: World) -> Vec<Effect> {
        match act {
            Act::Open(screen) => self.stage.push(*screen),
            Act::OpenCase(at) => {
                let is_known = world.cases.get(at).is_some_and(|case| match case.state {
                    State::Read(_) => true,
                    State::Waiting | State::Unreadable | State::LeftOut { .. } => false,
                });
                self.stage.push(match is_known {
                    true => Screen::Participant(at, Tab::Discuss),
                    false => Screen::Unreadable(at),
                });
                return vec![Effect::Reload(at)];
            }
            Act::Trail(trail) => {
                if let Some(frame) = self.stage.top_mut()
                    && let Screen::Participant(_, Tab::Entries(shown)) = &mut frame.screen
                {
                    *shown = trail;
                    frame.cursor = None;
                }
            }
            Act::Desk(act) => self.desk(*act, world),
            Act::Agree(proposal) => self.stage.push(Screen::Ask(proposal)),
            Act::Record(proposal) => return vec![proposal.effect()],
            Act::Back => {
                self.stage.back();
            }
        }
        Vec::new()
    }

    /// A row of a form. Whoever is entering is known from then on.
    fn desk(&mut self, act: DeskAct, world: World) {
        let case = self.stage.screen().and_then(Screen::case);
        let Some((at, known)) = case.and_then(|at| Some((at, world.cases.get(at)?.known()?)))
        else {
            return;
        };
        if let DeskAct::Named(by, _) = &act {
            self.by = Some(by.clone());
            self.stage.back();
        }
        let text = self.text();
        let context = Context {
            world,
            at,
            known,
            text,
        };
        let screen = desk::screen(act, self.by.as_ref(), &context);
        self.stage.push(screen);
    }

    fn done(&mut self, outcome: Outcome, world: World) {
        match outcome {
            Outcome::Recorded => {
                if let Some(proposal) = self.leave_proposal() {
                    self.leave_forms();
                    self.stage.push(Screen::Recorded(Box::new(proposal)));
                }
            }
            Outcome::Changed => {
                if let Some(proposal) = self.leave_proposal() {
                    self.ask_again(proposal, world);
                }
            }
            Outcome::Refused(refusal) => {
                if let Some(proposal) = self.leave_proposal() {
                    let refused = Screen::Overtaken(proposal.case, Box::new(refusal));
                    self.stage.push(refused);
                }
            }
            Outcome::Failed(failure) => self.stage.push(Screen::Trouble(Box::new(failure))),
        }
    }

    /// Closes the forms of what stands in the record now, and the page that recorded what is taken back.
    fn leave_forms(&mut self) {
        while let Some(Screen::Desk(_) | Screen::Recorded(_)) = self.stage.screen() {
            if self.stage.back().is_none() {
                return;
            }
        }
    }

    /// Closes the questions; what was asked.
    fn leave_proposal(&mut self) -> Option<Proposal> {
        let mut found = None;
        while let Some(Screen::Ask(proposal)) = self.stage.screen() {
            found = Some((**proposal).clone());
            self.stage.back()?;
        }
        found
    }

    fn ask_again(&mut self, proposal: Proposal, world: World) {
        let case = world.cases.get(proposal.case);
        let Some(known) = case.and_then(Case::known) else {
            return;
        };
        let context = Context {
            world,
            at: proposal.case,
            known,
            text: self.text(),
        };
        let mut screen = proposal::propose(proposal.by, proposal.command, &context);
        if let Screen::Ask(again) = &mut screen {
            again.again = true;
        }
        self.stage.push(screen);
    }
}

/// The value of a row that is filled in.
fn filled(row: &Row) -> Option<&str> {
    match &row.kind {
        RowKind::Step { value, .. } | RowKind::Type { value, .. } => Some(value),
        RowKind::Act(_) | RowKind::Roam(_) => None,
    }
}

fn is_blank(value: &str) -> bool {
    value.trim().is_empty()
}

/// The participant that a row opens.
fn opens(row: &Row) -> Option<usize> {
    match &row.kind {
        RowKind::Act(Act::OpenCase(case)) => Some(*case),
        RowKind::Act(_) | RowKind::Roam(_) | RowKind::Step { .. } | RowKind::Type { .. } => None,
    }
}
