//! Draws a view at any size.
//!
//! Top line, page, numbers to call, keys. The page is made of lines first, then the part of it is shown
//! in which the chosen row stands. Empty lines go before words do; a window too small gets a sentence.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use crate::app::{Tone, View};

use super::lines::{Body, Room, body};
use super::picture::Picture;
use super::tabs;
use super::theme::Theme;
use super::wrap::{clean, cut, width, wrap};

/// The least window that a page is drawn in.
const LEAST: (u16, u16) = (40, 12);
/// Lines do not get longer than this.
const WIDEST: u16 = 100;

/// With fewer lines for a page the strip gives way to an open warning and the doses it is about.
const LOW: usize = 16;

/// Keys that go without saying, or that the help names too, in the order in which they are left out where not all
/// have room.
const PLAIN_KEYS: [&str; 3] = ["Enter", "↑ ↓", "F2"];

/// Draws the view; what stands where.
pub fn draw(frame: &mut Frame, view: &View, theme: Theme) -> Picture {
    let area = frame.area();
    let theme = theme.of(view);
    let buffer = frame.buffer_mut();
    if area.width < LEAST.0 || area.height < LEAST.1 {
        too_small(buffer, area, view);
        return Picture::default();
    }
    let margin = (area.width.saturating_sub(WIDEST) / 2).max(2);
    let inner = Rect {
        x: area.x + margin,
        width: area.width - 2 * margin,
        ..area
    };
    top_line(buffer, inner, view, theme);
    let mut above = 1;
    if let Some((tone, words)) = &view.banner {
        for line in wrap(words, usize::from(inner.width)) {
            put(buffer, row(inner, above), &line, theme.tone(*tone));
            above += 1;
        }
    }
    if let Some(tabs) = &view.tabs {
        above += 1;
        for line in tabs::lines(tabs, usize::from(inner.width), theme) {
            buffer.set_line(inner.x, row(inner, above).y, &line, inner.width);
            above += 1;
        }
    }
    let foot = foot_lines(view, usize::from(inner.width));
    let below = u16::try_from(foot.len()).unwrap_or(0) + 2;
    let room = inner.height.saturating_sub(above + below + 1);
    let page = Rect {
        y: inner.y + above + 1,
        height: room,
        ..inner
    };
    let picture = page_lines(buffer, page, view, theme);
    let mut y = inner.height - below + 1;
    for line in &foot {
        put(buffer, row(inner, y), line, theme.tone(Tone::Plain));
        y += 1;
    }
    keys(buffer, row(inner, y), view, theme);
    picture
}

fn row(area: Rect, y: u16) -> Rect {
    Rect {
        y: area.y + y.min(area.height.saturating_sub(1)),
        height: 1,
        ..area
    }
}

fn put(buffer: &mut Buffer, area: Rect, words: &str, style: Style) {
    let words = clean(words);
    let fits = cut(&words, usize::from(area.width));
    buffer.set_string(area.x, area.y, fits, style);
}

fn too_small(buffer: &mut Buffer, area: Rect, view: &View) {
    let mut lines = wrap(&view.too_small, usize::from(area.width));
    for words in &view.foot {
        lines.extend(wrap(words, usize::from(area.width)));
    }
    for (y, line) in (0..area.height).zip(&lines) {
        put(buffer, row(area, y), line, Style::new());
    }
}

/// Left, middle and right of the top; the middle goes first where it is narrow.
fn top_line(buffer: &mut Buffer, area: Rect, view: &View, theme: Theme) {
    let [left, middle, right] = &view.top;
    let line = row(area, 0);
    let cells = usize::from(area.width);
    let bold = theme.tone(Tone::Heading);
    put(buffer, line, left, bold);
    let right_at = cells.saturating_sub(width(right));
    if width(left) + 1 < right_at {
        let x = line.x + u16::try_from(right_at).unwrap_or(0);
        let place = Rect { x, ..line };
        put(buffer, place, right, theme.tone(Tone::Plain));
    }
    let middle_at = cells.saturating_sub(width(middle)) / 2;
    let free = width(left) + 2 <= middle_at && middle_at + width(middle) + 2 <= right_at;
    if free {
        let x = line.x + u16::try_from(middle_at).unwrap_or(0);
        put(buffer, Rect { x, ..line }, middle, bold);
    } else if width(left) + width(middle) + 4 <= right_at {
        let x = line.x + u16::try_from(width(left) + 2).unwrap_or(0);
        put(buffer, Rect { x, ..line }, middle, bold);
    }
}

/// The numbers and the reminder: on one line where it is wide enough.
fn foot_lines(view: &View, cells: usize) -> Vec<String> {
    let joined = view.foot.join("   ");
    if joined.is_empty() {
        return Vec::new();
    }
    if width(&joined) <= cells {
        return vec![joined];
    }
    let wrapped = view.foot.iter().map(|words| wrap(words, cells));
    wrapped.flatten().collect()
}

/// The keys; where there is little room those that go without saying are left out, for no name is cut in two.
fn keys(buffer: &mut Buffer, area: Rect, view: &View, theme: Theme) {
    let room = usize::from(area.width);
    let named = |names: &[&'static str; 2]| names[usize::from(theme.ascii)];
    let mut keys: Vec<_> = view.keys.iter().collect();
    let needed = |keys: &[&([&'static str; 2], String)], gap: usize| {
        let words = keys.iter();
        let words = words.map(|(names, does)| width(named(names)) + 1 + width(does));
        words.sum::<usize>() + gap * keys.len().saturating_sub(1)
    };
    for plain in PLAIN_KEYS {
        if needed(&keys, 2) > room {
            keys.retain(|(names, _)| names[0] != plain);
        }
    }
    while needed(&keys, 2) > room && keys.pop().is_some() {}
    let gap = if needed(&keys, 3) <= room {
        "   "
    } else {
        "  "
    };
    let mut spans = Vec::new();
    for (names, does) in keys {
        spans.push(Span::styled(named(names), theme.tone(Tone::Heading)));
        spans.push(Span::styled(
            format!(" {does}{gap}"),
            theme.tone(Tone::Quiet),
        ));
    }
    buffer.set_line(area.x, area.y, &Line::from(spans), area.width);
}

/// The part of the page in which the chosen row stands; what stands where.
fn page_lines(buffer: &mut Buffer, area: Rect, view: &View, theme: Theme) -> Picture {
    let cells = usize::from(area.width);
    let room = usize::from(area.height);
    let Body {
        lines,
        rows,
        days,
        header,
    } = fitted(view, cells, room, theme);
    let chosen = rows
        .get(view.cursor)
        .map_or(0..0, |spot| spot.lines.clone());
    let end = chosen.end.min(lines.len());
    let needed = |room: usize| end.saturating_sub(room).min(chosen.start);
    let from = |room: usize| needed(room).saturating_sub(usize::from(view.lift));
    // The names of columns stand above their rows, also where those have moved up, and above no others.
    let stays = header
        .filter(|(reach, _)| from(room) > reach.start && from(room.saturating_sub(1)) < reach.end)
        .map(|(_, line)| line);
    let whole = area;
    let area = match &stays {
        Some(line) => {
            buffer.set_line(area.x, area.y, line, area.width);
            Rect {
                y: area.y + 1,
                height: area.height - 1,
                ..area
            }
        }
        None => area,
    };
    let room = usize::from(area.height);
    let from = from(room);
    let lifted = needed(room) - from;
    for (y, line) in (0..area.height).zip(lines.iter().skip(from)) {
        buffer.set_line(area.x, area.y + y, line, area.width);
    }
    let more = [from > 0, lines.len() > from + room];
    divide(buffer, whole, more, view, theme);
    Picture::of_page(area, (from, lifted), &rows, &days)
}

/// The lines with as much air as there is room for.
fn fitted(view: &View, cells: usize, room: usize, theme: Theme) -> Body {
    let size = (cells, room);
    for air in [Room::PLENTY, Room::ENOUGH] {
        let found = body(view, size, theme, air);
        if found.lines.len() <= room {
            return found;
        }
    }
    let words = body(view, size, theme, Room::gaps(0)).lines.len();
    match room.checked_sub(words) {
        Some(gaps) => body(view, size, theme, Room::gaps(gaps)),
        // Where it has to be moved up and down anyway, it may as well breathe.
        None if room < LOW => body(view, size, theme, Room::LOW),
        None => body(view, size, theme, Room::ENOUGH),
    }
}

/// The line below the page, and on it and above the page that there is more.
fn divide(buffer: &mut Buffer, area: Rect, more: [bool; 2], view: &View, theme: Theme) {
    let below = row(
        Rect {
            height: area.height + 1,
            ..area
        },
        area.height,
    );
    let rule = theme.rule().repeat(usize::from(area.width));
    put(buffer, below, &rule, theme.faint());
    let above = Rect {
        y: area.y - 1,
        height: 1,
        ..area
    };
    for (at, place) in [above, below].into_iter().enumerate() {
        if !more[at] {
            continue;
        }
        let words = format!(" {} {} ", theme.more()[at], view.more[at]);
        let x = place
            .right()
            .saturating_sub(u16::try_from(width(&words)).unwrap_or(0));
        let style = theme.tone(Tone::Accent).add_modifier(Modifier::BOLD);
        put(buffer, Rect { x, ..place }, &words, style);
    }
}
