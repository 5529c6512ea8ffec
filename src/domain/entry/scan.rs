//! Reads meals and intakes by hand, in the one spelling that this program writes.
//!
//! A diary is read whole at every start, and nearly all of it is these two kinds. Whatever differs in
//! anything, be it a blank, an escape, the order of the names or a rarer field, is left to serde;
//! where both read an event, they read the same.

use std::str::FromStr;

use serde::Deserialize;
use serde::de::value::{BorrowedStrDeserializer, Error};

use super::{Dose, Event, Meal};
use crate::domain::calendar::{DiaryDate, Moment};
use crate::domain::ids::DrugId;
use crate::domain::moment;
use crate::domain::units::{Milligrams, Units};

/// Reads a whole event, or nothing.
pub(super) fn event(json: &str) -> Option<Event> {
    if let Some(rest) = json.strip_prefix(r#"{"kind":"dose","drug":""#) {
        dose(Scanner(rest)).map(Event::Dose)
    } else {
        let rest = json.strip_prefix(r#"{"kind":"meal","ended_at":""#)?;
        meal(Scanner(rest)).map(Event::Meal)
    }
}

fn meal(mut from: Scanner) -> Option<Meal> {
    let ended_at = from.moment()?;
    from.is_at_end().then_some(Meal { ended_at })
}

fn dose(mut from: Scanner) -> Option<Dose> {
    let drug: DrugId = from.parsed()?;
    from.skip(r#","date":""#)?;
    let date: DiaryDate = from.parsed()?;
    let dose = Dose {
        drug,
        date,
        period: from.after(r#","period":""#, Scanner::name)?,
        outcome: from.after(r#","outcome":""#, Scanner::name)??,
        taken_at: from.after(r#","taken_at":""#, Scanner::moment)?,
        units: from.after(r#","units":{"#, Scanner::units)?,
        food: from.after(r#","food":""#, Scanner::name)?,
        food_basis: from.after(r#","food_basis":""#, Scanner::name)?,
        reason: None,
        outside_period: false,
        while_warned: false,
        rest_of: None,
    };
    (from.is_at_end() && dose.check().is_ok()).then_some(dose)
}

/// What is left of an event's text.
struct Scanner<'a>(&'a str);

impl<'a> Scanner<'a> {
    fn skip(&mut self, text: &str) -> Option<()> {
        self.0 = self.0.strip_prefix(text)?;
        Some(())
    }

    fn is_at_end(&self) -> bool {
        self.0 == "}"
    }

    /// A field that may be missing: outer `None` where it is there and not as it is written.
    #[expect(clippy::option_option, reason = "missing and unreadable differ")]
    fn after<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<Option<T>> {
        match self.skip(name) {
            Some(()) => read(self).map(Some),
            None => Some(None),
        }
    }

    /// Up to the next quote; no value read here has a quote or a backslash in it.
    fn text(&mut self) -> Option<&'a str> {
        // Few bytes: a plain loop is quicker than the library's search.
        let end = self.0.bytes().position(|byte| byte == b'"')?;
        let (text, rest) = (self.0.get(..end)?, self.0.get(end + 1..)?);
        self.0 = rest;
        Some(text)
    }

    fn parsed<T: FromStr>(&mut self) -> Option<T> {
        self.text()?.parse().ok()
    }

    fn moment(&mut self) -> Option<Moment> {
        moment::read(self.text()?)
    }

    /// One of the names of an enumeration.
    fn name<T: Deserialize<'a>>(&mut self) -> Option<T> {
        T::deserialize(BorrowedStrDeserializer::<Error>::new(self.text()?)).ok()
    }

    fn units(&mut self) -> Option<Units> {
        let mut pairs = [(Milligrams::ZERO, 0); Units::MAX_STRENGTHS];
        let mut known = 0;
        loop {
            self.skip("\"")?;
            let strength: Milligrams = self.parsed()?;
            self.skip(":")?;
            *pairs.get_mut(known)? = (strength, self.count()?);
            known += 1;
            if self.skip(",").is_none() {
                self.skip("}")?;
                return Units::new(pairs.into_iter().take(known)).ok();
            }
        }
    }

    /// A number of one or two digits.
    fn count(&mut self) -> Option<u16> {
        let digits = self.0.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = self.0.split_at_checked(digits)?;
        if digits > 2 || (digits == 2 && number.starts_with('0')) {
            return None;
        }
        self.0 = rest;
        number.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const MEAL: &str = r#"{"kind":"meal","ended_at":"2026-11-04T08:00:00+08:00"}"#;
    const DOSE: &str = r#"{"kind":"dose","drug":"capecitabine","date":"2026-11-04","period":"am","outcome":"taken","taken_at":"2026-11-04T08:10:00+08:00","units":{"150":4,"500":2},"food":"kept","food_basis":"meal_clock"}"#;
    const PART: &str = r#"{"kind":"dose","drug":"a","date":"2026-11-04","outcome":"partly_taken","units":{"2.5":10,"500":0}}"#;

    #[test]
    fn what_a_diary_is_full_of_is_scanned() {
        for json in [MEAL, DOSE, PART] {
            let scanned = event(json);
            assert!(scanned.is_some(), "{json}");
            assert_eq!(scanned, Event::parse(json).ok(), "{json}");
        }
    }

    #[test]
    fn what_is_not_written_so_is_left_to_serde() {
        for json in [
            r#"{"kind":"dose","drug":"a","date":"2026-11-04","period":"am","outcome":"taken"}"#,
            r#"{"kind":"dose","drug":"a","date":"2026-11-04","outcome":"taken","units":{"5":04}}"#,
            r#"{"kind":"dose","drug":"a","date":"2026-11-04","outcome":"taken","units":{"5":4,"5":4}}"#,
            r#"{"kind":"dose","drug":"a","date":"2026-11-04","outcome":"taken","units":{"5":4},"units":{"5":4}}"#,
            r#"{"kind":"dose","drug":"a","date":"2026-11-04","outcome":"taken","units":{"5":4},"x":1}"#,
            r#"{"kind":"meal","ended_at":"2026-11-04T08:00:00+08:00","hash":1}"#,
            r#"{"kind":"meal","ended_at":"2026-11-04T08:00:00+08:00"} "#,
            r#"{"kind":"meal","ended_at":"2026-11-04T08:00:00\u002b08:00"}"#,
            "",
        ] {
            assert_eq!(event(json), None, "{json}");
        }
    }

    proptest! {
        #[test]
        fn nothing_is_scanned_otherwise_than_serde_reads_it(
            json in prop_oneof![Just(MEAL), Just(DOSE), Just(PART)],
            changes in proptest::collection::vec((0..250_usize, 0..4_usize, r#"[ -9a-z":,{}\\]{0,2}"#), 1..3),
        ) {
            let mut json = json.to_owned();
            for (at, removed, put) in changes {
                let at = at.min(json.len());
                json.replace_range(at..(at + removed).min(json.len()), &put);
            }
            if let Some(scanned) = event(&json) {
                prop_assert_eq!(Some(scanned), Event::parse(&json).ok(), "{}", json);
            }
        }
    }
}
