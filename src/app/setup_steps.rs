//! From one page of the set-up to the next, and into it again with what was typed before.

use crate::domain::calendar::Moment;
use crate::domain::protocol::Protocol;

use super::ask::{Pending, What};
use super::screen::Screen;
use super::setup_form::{Form, SetupStep};
use super::{Model, World};

impl Model {
    pub(super) fn open_set_up(&mut self, world: World) {
        let language = self.language(world);
        if let Some(form) = self.set_up.take() {
            let form = Box::new(form.in_language(language));
            return self.push(Screen::Setup(form, SetupStep::Who));
        }
        // The embedded file is read by a test; without it there is nothing to set up.
        if let Ok(protocol) = Protocol::built_in() {
            let form = Form::new(protocol, self.new_diary, language, world.now);
            self.push(Screen::Setup(Box::new(form), SetupStep::Who));
        }
    }

    pub(super) fn next_step(&mut self, start_later: bool, now: Moment) {
        let Some(frame) = self.stage.top_mut() else {
            return;
        };
        let Screen::Setup(form, step) = &mut frame.screen else {
            return;
        };
        form.start_later = start_later;
        form.fault = form.check(*step);
        if form.fault.is_some() {
            return;
        }
        if let Some(after) = step.after() {
            *step = after;
            frame.cursor = None;
            return;
        }
        if let Some((by, Ok(decision))) = form.plan(now) {
            let pending = Pending {
                what: What::NewDiary(by),
                decision,
                decided_at: now,
                answered: 0,
                again: false,
            };
            self.push(Screen::Ask(Box::new(pending)));
        }
    }
}
