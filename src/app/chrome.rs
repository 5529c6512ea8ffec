//! What stands around every page: subject, day, time, the numbers to call, the keys.

use crate::domain::calendar::Moment;
use crate::domain::diary::Diary;
use crate::domain::phase::{Phase, phase};
use crate::text::Text;

use super::choices::Forgotten;
use super::keys::{Place, TABLE};
use super::page::{Page, RowKind, Tone, View};
use super::screen::Screen;
use super::{Model, Standing, World};

impl Model {
    /// Everything that is to be drawn.
    pub fn view(&self, world: World) -> View {
        let text = self.text(world);
        let frame = self.stage.top();
        let page = frame.map_or_else(Page::new, |frame| frame.screen.page(world, text));
        let cursor = frame.map_or(0, |frame| frame.cursor(&page));
        View {
            language: text.language(),
            top: top(world, text),
            banner: banner(world, text),
            tabs: None,
            keys: self.key_line(&page, cursor, text),
            lift: frame.map_or(0, |frame| frame.lift),
            foot: foot(world, text),
            too_small: text.too_small(),
            title: (!self.reminders(world).is_empty()).then(|| text.something_is_due()),
            high_contrast: world.choices.preferences.high_contrast,
            more: [text.more_above(), text.more_below()],
            page: page.drawn(),
            cursor,
        }
    }

    fn key_line(&self, page: &Page, cursor: usize, text: Text) -> Vec<([&'static str; 2], String)> {
        let kind = page.rows.get(cursor).map(|row| &row.kind);
        let on_value = matches!(kind, Some(RowKind::Step { .. }));
        let on_days = matches!(kind, Some(RowKind::Roam(_)));
        let outer = self.stage.is_outer();
        let shown = |place: Place| match place {
            Place::Everywhere => true,
            Place::OnRows => !on_days,
            Place::OnValue => on_value,
            Place::OnDays => on_days,
            Place::Inner => !outer,
            Place::Outer => outer,
            Place::Today => matches!(self.top_screen(), Some(Screen::Today)),
            Place::OnPages | Place::Review | Place::HelpOnly => false,
        };
        let named = TABLE.iter().filter(|binding| shown(binding.place));
        named
            .map(|binding| (binding.name, (binding.does)(text)))
            .collect()
    }
}

fn top(world: World, text: Text) -> [String; 3] {
    let Some(diary) = world.standing.diary() else {
        return [text.tagline(), String::new(), String::new()];
    };
    let middle = here(diary, world.now, text);
    let date = match crate::domain::calendar::DiaryDate::new(world.now.date_naive()) {
        Some(date) => text.short_date(date),
        None => String::new(),
    };
    let right = format!("{date}  {}", text.time(world.now));
    [diary.subject().to_string(), middle, right]
}

/// Where the treatment stands, as short as can be.
pub(super) fn here(diary: &Diary, now: Moment, text: Text) -> String {
    let length = diary.rules().cycle_length_days.value;
    match phase(diary, diary.date_of(now), now) {
        Phase::Treatment { cycle, day } | Phase::Rest { cycle, day } => {
            text.cycle_day(cycle, day, length)
        }
        Phase::Waiting { cycle, .. } => text.cycle_over(cycle),
        Phase::BeforeStart { .. } => text.not_started(),
        Phase::FollowUp { day, of } => text.follow_up_day(day, of),
        Phase::Ended => text.treatment_over(),
    }
}

fn banner(world: World, text: Text) -> Option<(Tone, String)> {
    match world.standing {
        Standing::NoDiary => None,
        Standing::Damaged(_, line) => Some((Tone::Alarm, text.out_of_date(line))),
        Standing::Sound(_) if world.read_only => {
            Some((Tone::Alarm, text.nothing_can_be_recorded()))
        }
        Standing::Sound(diary) if diary.is_sample() => Some((Tone::Caution, text.sample_data())),
        Standing::Sound(_) => {
            let forgotten = world.choices.forgotten == Some(Forgotten::Unreadable);
            forgotten.then(|| (Tone::Caution, text.choices_unreadable()))
        }
    }
}

fn foot(world: World, text: Text) -> Vec<String> {
    match world.standing.diary() {
        Some(diary) => vec![text.phones(diary.phones()), text.nobody_is_watching()],
        None => Vec::new(),
    }
}
