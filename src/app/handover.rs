//! The copy for the visit (ruling 25): where to, and what was copied.
//!
//! Which places there are is looked up outside, when the page is opened. The page says what will be
//! written before a place is chosen.

use std::path::PathBuf;

use crate::domain::calendar::Moment;

use super::page::{Page, Row, Tone};
use super::screen::{Act, Context, Screen};

/// What kind of place a copy can go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceKind {
    /// A drive that can be taken out.
    Drive,
    /// The desktop.
    Desktop,
    /// The folder of documents.
    Documents,
    /// The folder of downloads.
    Downloads,
    /// The person's own folder.
    Home,
    /// A folder that was typed.
    Typed,
}

/// A place that a copy can go to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// What it is.
    pub kind: PlaceKind,
    /// Where it is.
    pub folder: PathBuf,
}

/// A copy that was made and read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyMade {
    /// Where it was to go.
    pub place: Place,
    /// Its name.
    pub file: String,
    /// How many entries it has.
    pub entries: usize,
    /// The code of its last entry.
    pub code: String,
    /// When it was made.
    pub at: Moment,
    /// Whether the same copy was there before.
    pub was_there: bool,
    /// Whether the disk has confirmed it, so that it may be taken out.
    pub is_settled: bool,
    /// The line from which on the diary and its copy are damaged.
    pub damaged_from: Option<u64>,
}

/// The row that opens the page.
pub(super) fn row(context: &Context) -> Row {
    Row::act(context.text.copy_for_the_visit(), Act::Handover)
}

fn beginning(context: &Context) -> Page {
    let text = context.text;
    let entries = i64::try_from(context.diary.history().len()).unwrap_or(i64::MAX);
    Page::new()
        .heading(text.copy_for_the_visit())
        .text(Tone::Plain, text.what_is_copied(&text.entries(entries)))
}

/// Where to?
pub(super) fn page(places: &[Place], context: &Context) -> Page {
    let text = context.text;
    let mut page = beginning(context)
        .text(Tone::Quiet, text.copy_is_readable())
        .text(Tone::Accent, text.put_the_stick_in())
        .gap();
    for place in places {
        let name = place.folder.file_name().unwrap_or_default();
        let label = match place.kind {
            PlaceKind::Drive => text.place_drive(&name.to_string_lossy()),
            PlaceKind::Desktop => text.place_desktop(),
            PlaceKind::Documents => text.place_documents(),
            PlaceKind::Downloads => text.place_downloads(),
            PlaceKind::Home => text.place_home(),
            PlaceKind::Typed => text.folder_label(),
        };
        page = page.row(Row::act(label, Act::CopyTo(Box::new(place.clone()))));
    }
    // Where no stick is in, the first row looks for one.
    let again = Row::act(text.look_for_places_again(), Act::Handover);
    let any_drive = places.iter().any(|place| place.kind == PlaceKind::Drive);
    if any_drive {
        page = page.row(again);
    } else {
        page.rows.insert(0, again);
    }
    let typed = Act::open(Screen::CopyToTyped(String::new()));
    page.row(Row::act(text.type_a_folder(), typed))
        .row(Row::act(text.go_back(), Act::Back).apart())
}

/// A folder that is typed, for those who can.
pub(super) fn typed(folder: &str, context: &Context) -> Page {
    let text = context.text;
    let mut page = beginning(context)
        .text(Tone::Quiet, text.copy_is_readable())
        .gap();
    // The row shows its beginning only.
    if folder.chars().count() > 18 {
        page = page.text(Tone::Accent, folder).gap();
    }
    page = page.row(Row::typed(text.folder_label(), 0, folder));
    if !folder.trim().is_empty() {
        let place = Place {
            kind: PlaceKind::Typed,
            folder: PathBuf::from(folder.trim()),
        };
        page = page.row(Row::act(text.copy_there(), Act::CopyTo(Box::new(place))));
    }
    page.row(Row::act(text.go_back(), Act::Back))
}

/// What was copied.
pub(super) fn copied(copy: &CopyMade, context: &Context) -> Page {
    let text = context.text;
    let mut page = Page::new().heading(text.copied_heading());
    if copy.was_there {
        page = page.text(Tone::Accent, text.copy_was_there()).gap();
    }
    if let Some(line) = copy.damaged_from {
        page = page.text(Tone::Alarm, text.copy_is_damaged(line)).gap();
    }
    page = page
        .pair(text.copied_code(), copy.code.clone())
        .pair(text.copied_entries(), copy.entries.to_string())
        .pair(text.copied_on(), text.date_time(copy.at))
        .pair(
            text.copied_to(),
            copy.place.folder.to_string_lossy().into_owned(),
        )
        .pair(text.copied_as(), copy.file.clone())
        .gap()
        .text(Tone::Accent, text.write_the_code_down());
    let ready = match copy.place.kind {
        PlaceKind::Drive | PlaceKind::Typed if copy.is_settled => Some(text.may_be_taken_out()),
        PlaceKind::Drive | PlaceKind::Typed => Some(text.eject_it_first()),
        PlaceKind::Desktop | PlaceKind::Documents | PlaceKind::Downloads | PlaceKind::Home => None,
    };
    if let Some(ready) = ready {
        page = page.text(Tone::Plain, ready);
    }
    page.gap()
        .row(Row::act(text.back_to_today(), Act::Home))
        .row(Row::act(text.go_back(), Act::Back))
}
