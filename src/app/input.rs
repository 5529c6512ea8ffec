//! What the patient's screens do with keys beyond what any page does: after a long rest the page of the day
//! comes back.

use super::screen::Screen;
use super::{Model, World};

/// After this time without a key the page of the day comes back.
const IDLE_MS: u64 = 10 * 60 * 1000;

impl Model {
    /// After a long rest the page of the day comes back; whether it had to.
    pub(super) fn come_back_when_idle(&mut self, world: World) -> bool {
        let idle = world.uptime_ms.saturating_sub(self.last_key_ms) >= IDLE_MS;
        let may = self.top_screen().is_some_and(Screen::may_be_left);
        let away = !self.stage.is_outer() || self.top_screen() != Some(&Screen::Today);
        let comes = idle && may && away && world.standing.diary().is_some();
        if comes {
            self.go_home();
        }
        comes
    }
}
