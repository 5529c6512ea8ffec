//! What stands around every page: whose it is, up to when, the page bar, the keys.

use crate::domain::adherence::AsOf;
use crate::text::Text;

use super::super::chrome::here;
use super::super::keys::{Place, TABLE};
use super::super::page::{RowKind, Tabs, Tone, View};
use super::list::Only;
use super::screen::{Page, Screen};
use super::tab::Tab;
use super::{Case, Known, Model, World};

impl Model {
    /// Everything that is to be drawn.
    pub fn view(&self, world: World) -> View {
        let text = self.text();
        let page = self.page(world);
        let frame = self.stage.top();
        let cursor = frame.map_or(0, |frame| frame.cursor(&page));
        let screen = self.stage.screen();
        View {
            language: text.language(),
            top: top(screen, world, text),
            banner: banner(screen, world, text),
            tabs: screen.and_then(|screen| tabs(screen, world, text)),
            keys: self.key_line(&page, cursor, text),
            lift: frame.map_or(0, |frame| frame.lift),
            foot: Vec::new(),
            too_small: text.too_small(),
            title: None,
            high_contrast: self.high_contrast,
            more: [text.more_above(), text.more_below()],
            page: page.drawn(),
            cursor,
        }
    }

    fn key_line(&self, page: &Page, cursor: usize, text: Text) -> Vec<([&'static str; 2], String)> {
        let kind = page.rows.get(cursor).map(|row| &row.kind);
        let on_value = matches!(
            kind,
            Some(RowKind::Step { .. } | RowKind::Type { turns: true, .. })
        );
        let on_days = matches!(kind, Some(RowKind::Roam(_)));
        let outer = self.stage.is_outer();
        let has_tabs = match self.stage.screen() {
            Some(Screen::People(_) | Screen::Participant(..)) => true,
            Some(_) | None => false,
        };
        let shown = |place: Place| match place {
            Place::Everywhere => true,
            Place::OnRows => !on_days,
            Place::OnValue => on_value,
            Place::OnDays => on_days,
            Place::OnPages => has_tabs,
            Place::Review => !matches!(self.stage.screen(), Some(Screen::Help)),
            Place::Inner => !outer,
            Place::Outer => outer,
            Place::Today | Place::HelpOnly => false,
        };
        let named = TABLE.iter().filter(|binding| shown(binding.place));
        named
            .map(|binding| (binding.name, (binding.does)(text)))
            .collect()
    }
}

fn known<'a>(screen: Option<&Screen>, world: World<'a>) -> Option<&'a Known> {
    world.cases.get(screen?.case()?).and_then(Case::known)
}

fn top(screen: Option<&Screen>, world: World, text: Text) -> [String; 3] {
    let Some(known) = known(screen, world) else {
        let now = text.date_time(world.now);
        return [text.review_title(), world.place.to_owned(), now];
    };
    let participant = &known.participant;
    let diary = &participant.diary;
    let at = participant.adherence.as_of.moment(diary);
    let as_of = match participant.adherence.as_of {
        AsOf::Now(moment) => text.as_of(&text.report_stamp(moment)),
        AsOf::EndOf(date) => text.as_of(&text.short_date(date)),
    };
    [
        participant.subject().to_string(),
        here(diary, at, text),
        as_of,
    ]
}

/// Damage stands above every page of a participant; so does that it is a sample. Above the list stands that there
/// are samples in it.
fn banner(screen: Option<&Screen>, world: World, text: Text) -> Option<(Tone, String)> {
    let Some(case) = screen?.case() else {
        return samples(world, text);
    };
    let case = world.cases.get(case)?;
    let participant = &case.known()?.participant;
    let damage = match participant.copy.damaged_from {
        Some(line) => Some(text.damaged_from(line)),
        None => case.is_damaged().then(|| text.record_cannot_be_read()),
    };
    let is_sample = participant.diary.is_sample();
    let sample = is_sample.then(|| text.sample_data());
    match (damage, sample) {
        (Some(damage), Some(sample)) => {
            let gap = text.pick(" ", "");
            Some((Tone::Alarm, format!("{damage}{gap}{sample}")))
        }
        (Some(damage), None) => Some((Tone::Alarm, damage)),
        (None, sample) => sample.map(|sample| (Tone::Caution, sample)),
    }
}

/// How many of the diaries are samples.
fn samples(world: World, text: Text) -> Option<(Tone, String)> {
    let known = || world.cases.iter().filter_map(Case::known);
    let samples = known().filter(|known| known.participant.diary.is_sample());
    let words = match (samples.count(), known().count()) {
        (0, _) => return None,
        (samples, all) if samples == all => text.sample_data(),
        (samples, all) => text.sample_data_among(samples, all),
    };
    Some((Tone::Caution, words))
}

fn tabs(screen: &Screen, world: World, text: Text) -> Option<Tabs> {
    let bar = |names: Vec<String>, chosen: Option<usize>| Tabs {
        names,
        chosen: chosen.unwrap_or(0),
    };
    match screen {
        Screen::People(list) => {
            let counted = |only: &Only| {
                let listed = world.cases.iter().filter(|case| only.lists(case));
                format!("{} {}", only.name(text), listed.count())
            };
            let chosen = Only::ALL.iter().position(|only| *only == list.only);
            Some(bar(Only::ALL.iter().map(counted).collect(), chosen))
        }
        Screen::Participant(_, tab) => {
            let all = Tab::all();
            let chosen = all.iter().position(|other| other.is_like(tab));
            let names = all.iter().map(|tab| tab.name(text)).collect();
            Some(bar(names, chosen))
        }
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
        | Screen::Trouble(_) => None,
    }
}
