//! Reminders as an iCalendar file (RFC 5545), written by hand: the same diary and moment give the same
//! bytes.
//!
//! Every intake is an event of its own, at an instant in UTC: all calendar programs agree on that, on
//! days when the clock is changed too, and none has to understand the name of a zone. A calendar does
//! not hear of a pause, and it is shown on locked screens and shared: an event names no medicine and no
//! amount, and says that dosebook is to be opened first.

use chrono::{NaiveDateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};

use crate::domain::calendar::{Moment, Period};
use crate::domain::diary::Diary;
use crate::domain::entry::Event;
use crate::domain::reminders::Reminder;
use crate::text::Text;

/// The longest line in octets, its end not counted (RFC 5545, 3.1).
const LINE: usize = 75;
/// How long an event lasts in the picture of a day.
const SHOWN_MINUTES: i64 = 15;

/// The reminders as one calendar; `instant` says when the patient's wall clock shows a time.
pub fn calendar(
    diary: &Diary,
    reminders: &[Reminder],
    now: Moment,
    text: Text,
    instant: &dyn Fn(NaiveDateTime) -> Moment,
) -> String {
    let mut out = String::new();
    let stamp = utc(now);
    // Grows with every entry, so that a later file counts as the newer one.
    let sequence = diary.history().last().map_or(0, |entry| entry.seq);
    let sample = if diary.is_sample() {
        format!("{} ", text.sample_data())
    } else {
        String::new()
    };
    let mut line = |name: &str, value: &str| fold(&mut out, &format!("{name}:{value}"));
    line("BEGIN", "VCALENDAR");
    line("VERSION", "2.0");
    let product = concat!("-//dosebook//dosebook ", env!("CARGO_PKG_VERSION"), "//EN");
    line("PRODID", product);
    line("CALSCALE", "GREGORIAN");
    line("METHOD", "PUBLISH");
    line("X-WR-CALNAME", "dosebook");
    for reminder in reminders {
        let begin = instant(reminder.at);
        let end = begin + TimeDelta::minutes(SHOWN_MINUTES);
        let title = match reminder.slot.period {
            Period::Once => text.reminder_title(),
            Period::Am | Period::Pm => text.reminder_title_of(text.period(reminder.slot.period)),
        };
        let title = escaped(&format!("{sample}{title}"));
        line("BEGIN", "VEVENT");
        line("UID", &uid(diary, reminder));
        line("DTSTAMP", &stamp);
        line("SEQUENCE", &sequence.to_string());
        line("DTSTART", &utc(begin));
        line("DTEND", &utc(end));
        line("SUMMARY", &title);
        let words = format!("{sample}{}", text.reminder_words());
        line("DESCRIPTION", &escaped(&words));
        line("CLASS", "PRIVATE");
        line("TRANSP", "TRANSPARENT");
        line("BEGIN", "VALARM");
        line("ACTION", "DISPLAY");
        line("DESCRIPTION", &title);
        line("TRIGGER", "PT0M");
        line("END", "VALARM");
        line("END", "VEVENT");
    }
    line("END", "VCALENDAR");
    out
}

fn utc(moment: Moment) -> String {
    moment
        .with_timezone(&Utc)
        .format("%Y%m%dT%H%M%SZ")
        .to_string()
}

/// A name for the event that is the same in every export, and tells nobody else what it stands for.
fn uid(diary: &Diary, reminder: &Reminder) -> String {
    let name = match diary.history().entry(1).map(|entry| &entry.event) {
        Some(Event::Opened(opened)) => opened.diary.to_string(),
        Some(_) | None => String::new(),
    };
    let slot = &reminder.slot;
    let slot = format!("{name} {} {} {}", slot.drug, slot.date, slot.period);
    let hash = Sha256::digest(slot.as_bytes());
    let hex: String = hash.iter().take(16).map(|b| format!("{b:02x}")).collect();
    format!("{hex}@dosebook")
}

/// A value of type TEXT (RFC 5545, 3.3.11).
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        match letter {
            '\\' => out.push_str("\\\\"),
            ';' => out.push_str("\\;"),
            ',' => out.push_str("\\,"),
            '\n' => out.push_str("\\n"),
            letter if letter.is_control() => {}
            letter => out.push(letter),
        }
    }
    out
}

/// Adds a line in pieces of at most [`LINE`] octets, never within a character.
fn fold(out: &mut String, line: &str) {
    let mut used = 0;
    for letter in line.chars() {
        if used + letter.len_utf8() > LINE {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(letter);
        used += letter.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::instant;
    use crate::domain::entry::{DrugSettings, Language, Settings};
    use crate::domain::reminders::reminders;
    use crate::domain::testing::{CAPECITABINE, DiaryBuilder, UTIDELONE, drug, moment};

    fn diary() -> Diary {
        let mut diary = DiaryBuilder::started("2026-11-02");
        let mut settings = Settings::default();
        let mut set = |code: &str, times: &[(Period, &str)]| {
            let times = times.iter().map(|(p, time)| (*p, time.parse().unwrap()));
            let of_drug = DrugSettings {
                usual_times: times.collect(),
                ..DrugSettings::default()
            };
            settings.drugs.insert(drug(code), of_drug);
        };
        set(UTIDELONE, &[(Period::Once, "06:30")]);
        set(
            CAPECITABINE,
            &[(Period::Am, "08:00"), (Period::Pm, "20:00")],
        );
        diary.settings(settings);
        diary.diary()
    }

    fn written(language: Language) -> String {
        let (diary, now) = (diary(), moment("2026-11-15 07:00"));
        let found = reminders(&diary, now).unwrap();
        let zone = |civil| instant(civil, *now.offset());
        calendar(&diary, &found, now, Text::new(language), &zone)
    }

    #[test]
    fn the_last_day_of_a_cycle_is_written_so() {
        insta::assert_snapshot!("ics_en", written(Language::En));
        insta::assert_snapshot!("ics_zh", written(Language::ZhHans));
    }

    #[test]
    fn no_medicine_no_amount_and_no_code_of_the_participant_stands_in_a_calendar() {
        for language in [Language::En, Language::ZhHans] {
            let text = written(language).replace("\r\n ", "");
            for secret in [
                "capecitabine",
                "utidelone",
                "卡培他滨",
                "优替德隆",
                "mg",
                "007",
            ] {
                assert!(!text.contains(secret), "{secret} in {text}");
            }
        }
    }

    #[test]
    fn lines_are_folded_at_75_octets_and_never_within_a_character() {
        for language in [Language::En, Language::ZhHans] {
            let text = written(language);
            assert!(text.contains("\r\n "), "something is long enough to fold");
            for line in text.split("\r\n") {
                assert!(line.len() <= LINE, "{line}");
                assert!(!line.contains('\n'));
            }
        }
        let mut out = String::new();
        fold(&mut out, &format!("X:{}", "药".repeat(60)));
        let pieces: Vec<&str> = out.trim_end().split("\r\n ").collect();
        assert!(pieces.len() > 2 && pieces.iter().all(|piece| piece.len() <= LINE));
        assert_eq!(pieces.concat(), format!("X:{}", "药".repeat(60)));
    }

    #[test]
    fn commas_semicolons_backslashes_and_line_ends_are_escaped() {
        assert_eq!(escaped("a,b;c\\d\r\ne\u{7}"), "a\\,b\\;c\\\\d\\ne");
    }

    #[test]
    fn the_same_diary_and_moment_give_the_same_bytes_and_every_event_its_own_name() {
        assert_eq!(written(Language::En), written(Language::En));
        let text = written(Language::En);
        let mut names: Vec<&str> = text.lines().filter(|l| l.starts_with("UID:")).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!((all, names.len()), (2, 2));
    }
}
