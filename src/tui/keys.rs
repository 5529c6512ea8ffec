//! From what the terminal sends to the keys that the screens know.

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

use crate::app::Press;

/// What was heard from the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Heard {
    /// A key.
    Press(Press),
    /// The mouse, at a column and a line of the screen.
    Click(u16, u16),
    /// The wheel of the mouse.
    Wheel {
        /// Up, not down.
        up: bool,
    },
    /// A text, pasted as a whole.
    Paste(String),
    /// The window has another size.
    Resized,
    /// Ctrl-Z: to the background.
    Suspend,
}

/// What an event of the terminal means; `None` for what the screens do not know.
pub(super) fn heard(event: Event) -> Option<Heard> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => pressed(key),
        Event::Resize(..) => Some(Heard::Resized),
        Event::Mouse(mouse) => pointed(mouse),
        Event::Paste(text) => Some(Heard::Paste(text)),
        Event::Key(_) | Event::FocusGained | Event::FocusLost => None,
    }
}

fn pointed(mouse: MouseEvent) -> Option<Heard> {
    match mouse.kind {
        MouseEventKind::Down(MouseButton::Left) => Some(Heard::Click(mouse.column, mouse.row)),
        MouseEventKind::ScrollUp => Some(Heard::Wheel { up: true }),
        MouseEventKind::ScrollDown => Some(Heard::Wheel { up: false }),
        MouseEventKind::Down(MouseButton::Right | MouseButton::Middle)
        | MouseEventKind::Up(_)
        | MouseEventKind::Drag(_)
        | MouseEventKind::Moved
        | MouseEventKind::ScrollLeft
        | MouseEventKind::ScrollRight => None,
    }
}

/// Whether this is the key Esc, or the first byte of a sequence that the system cut in two.
pub(super) fn is_escape(event: &Event) -> bool {
    matches!(event, Event::Key(key) if key.code == KeyCode::Esc && key.modifiers.is_empty())
}

/// Whether this letter, right behind an Esc, is the second byte of a sequence.
pub(super) fn goes_on(event: &Event) -> bool {
    matches!(event, Event::Key(key) if matches!(key.code, KeyCode::Char('[' | 'O')))
}

/// Whether this stands between the beginning and the last letter of a sequence.
pub(super) fn is_inner(event: &Event) -> bool {
    matches!(event, Event::Key(key) if matches!(key.code, KeyCode::Char(' '..='?')))
}

/// The key of a sequence by its last letter; `None` for one that the screens do not know.
pub(super) fn of_sequence(last: &Event) -> Option<Heard> {
    let Event::Key(key) = last else {
        return None;
    };
    let press = match key.code {
        KeyCode::Char('A') => Press::Up,
        KeyCode::Char('B') => Press::Down,
        KeyCode::Char('C') => Press::Right,
        KeyCode::Char('D') => Press::Left,
        KeyCode::Char('P') => Press::Help,
        KeyCode::Char('Q') => Press::Language,
        KeyCode::Char('R') => Press::Contrast,
        _ => return None,
    };
    Some(Heard::Press(press))
}

fn pressed(key: KeyEvent) -> Option<Heard> {
    if key.modifiers.contains(KeyModifiers::CONTROL) {
        return match key.code {
            KeyCode::Char('c') => Some(Heard::Press(Press::Leave)),
            KeyCode::Char('z') => Some(Heard::Suspend),
            _ => None,
        };
    }
    if key.modifiers.contains(KeyModifiers::ALT) {
        return None;
    }
    let press = match key.code {
        KeyCode::Up => Press::Up,
        KeyCode::Down => Press::Down,
        KeyCode::Left => Press::Left,
        KeyCode::Right => Press::Right,
        KeyCode::Enter => Press::Enter,
        KeyCode::Esc => Press::Back,
        KeyCode::Backspace => Press::Erase,
        KeyCode::F(1) => Press::Help,
        KeyCode::F(2) => Press::Language,
        KeyCode::F(3) => Press::Contrast,
        KeyCode::Tab => Press::Down,
        KeyCode::BackTab => Press::Up,
        KeyCode::Char(letter) => Press::Letter(letter),
        _ => return None,
    };
    Some(Heard::Press(press))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arrow_that_was_cut_in_two_is_put_together_again() {
        let letter = |letter| Event::Key(KeyCode::Char(letter).into());
        assert!(is_escape(&Event::Key(KeyCode::Esc.into())));
        assert!(goes_on(&letter('[')) && goes_on(&letter('O')) && !goes_on(&letter('q')));
        assert_eq!(of_sequence(&letter('B')), Some(Heard::Press(Press::Down)));
        assert_eq!(of_sequence(&letter('q')), None);
        assert!("0;5<?".chars().all(|inner| is_inner(&letter(inner))));
        assert!(!is_inner(&letter('M')) && !is_inner(&letter('~')));
    }

    #[test]
    fn of_the_mouse_only_the_left_button_going_down_and_the_wheel_count() {
        let at = |kind| {
            heard(Event::Mouse(MouseEvent {
                kind,
                column: 7,
                row: 3,
                modifiers: KeyModifiers::NONE,
            }))
        };
        let left = MouseButton::Left;
        assert_eq!(at(MouseEventKind::Down(left)), Some(Heard::Click(7, 3)));
        assert_eq!(at(MouseEventKind::Up(left)), None);
        assert_eq!(at(MouseEventKind::Drag(left)), None);
        assert_eq!(at(MouseEventKind::Down(MouseButton::Right)), None);
        let wheel = at(MouseEventKind::ScrollDown);
        assert_eq!(wheel, Some(Heard::Wheel { up: false }));
    }

    #[test]
    fn chords_are_not_letters() {
        let key = |code, modifiers| heard(Event::Key(KeyEvent::new(code, modifiers)));
        let leave = key(KeyCode::Char('c'), KeyModifiers::CONTROL);
        assert_eq!(leave, Some(Heard::Press(Press::Leave)));
        assert_eq!(key(KeyCode::Char('q'), KeyModifiers::CONTROL), None);
        assert_eq!(key(KeyCode::Char('l'), KeyModifiers::ALT), None);
        let letter = key(KeyCode::Char('A'), KeyModifiers::SHIFT);
        assert_eq!(letter, Some(Heard::Press(Press::Letter('A'))));
    }
}
