//! Reads meals, intakes and known beginnings by hand, in the one spelling that this program writes.
//!
//! A diary is read whole at every start, and nearly all of it is the first two kinds; a folder of diaries
//! has the same long protocol in the first line of each. Whatever differs in anything, be it a blank, an
//! escape, the order of the names or a rarer field, is left to serde; where both read an event, they read
//! the same. Every byte is compared or parsed here, so that nothing else needs to have looked at them.

use std::str::FromStr;
use std::sync::Arc;

use serde::Deserialize;
use serde::de::value::{BorrowedStrDeserializer, Error};

use super::{Dose, Event, Food, FoodBasis, KnownEnding, Meal, Opened, Outcome, Phones};
use crate::domain::calendar::{DiaryDate, Moment, Period};
use crate::domain::ids::DrugId;
use crate::domain::moment;
use crate::domain::protocol::Protocol;
use crate::domain::units::{Milligrams, Units};

/// Reads a whole event, or nothing.
pub(super) fn event(json: &[u8], known: &KnownEnding) -> Option<Event> {
    let mut from = Scanner(json);
    if from.skip(br#"{"kind":"dose","drug":""#).is_some() {
        dose(from).map(Event::Dose)
    } else if from.skip(br#"{"kind":"meal","ended_at":""#).is_some() {
        meal(from).map(Event::Meal)
    } else {
        // An ending without a protocol is that of no event.
        let protocol = known.protocol.as_ref()?;
        let (opened, ending) = opened(from, protocol)?;
        let same = ending == known.text.as_bytes() && opened.sample == known.sample;
        same.then(|| Event::Opened(Box::new(opened)))
    }
}

/// Keeps how the first event of a diary ends, which was read and found to have no name twice.
pub(super) fn learn(event: &Opened, json: &str, known: &mut KnownEnding) {
    let Some((_, ending)) = opened(Scanner(json.as_bytes()), &event.protocol) else {
        return;
    };
    // Behind another beginning with the same names it is as good as behind this one.
    let Some(text) = json.get(json.len() - ending.len()..) else {
        return;
    };
    known.text.clear();
    known.text.push_str(text);
    known.sample = event.sample;
    known.protocol = Some(Arc::clone(&event.protocol));
}

/// The beginning of a diary up to its protocol, which is taken as given, and what stands there instead.
fn opened<'a>(mut from: Scanner<'a>, protocol: &Arc<Protocol>) -> Option<(Opened, &'a [u8])> {
    from.skip(br#"{"kind":"opened","format":""#)?;
    let format = from.string()?.to_owned();
    from.skip(br#","version":"#)?;
    let version = u32::from(from.count()?);
    from.skip(br#","diary":""#)?;
    let diary = from.parsed()?;
    from.skip(br#","subject":""#)?;
    let subject = from.parsed()?;
    from.skip(br#","phones":{"day":""#)?;
    let day = from.parsed()?;
    from.skip(br#","night":""#)?;
    let night = from.parsed()?;
    from.skip(br#","emergency":""#)?;
    let emergency = from.parsed()?;
    from.skip(br#"},"language":""#)?;
    let opened = Opened {
        format,
        version,
        diary,
        subject,
        phones: Phones {
            day,
            night,
            emergency,
        },
        language: from.name()?,
        sample: from.skip(br#","sample":true"#).is_some(),
        protocol: Arc::clone(protocol),
    };
    let ending = from.0;
    from.skip(br#","protocol":{"#)?;
    Some((opened, ending))
}

fn meal(mut from: Scanner) -> Option<Meal> {
    let ended_at = from.moment()?;
    from.is_at_end().then_some(Meal { ended_at })
}

fn dose(mut from: Scanner) -> Option<Dose> {
    let drug = DrugId::scan(from.text()?)?;
    from.skip(br#","date":""#)?;
    let date = from.date()?;
    let dose = Dose {
        drug,
        date,
        period: from.after(br#","period":""#, Scanner::period)?,
        outcome: from.after(br#","outcome":""#, Scanner::outcome)??,
        taken_at: from.after(br#","taken_at":""#, Scanner::moment)?,
        units: from.after(br#","units":{"#, Scanner::units)?,
        food: from.after(br#","food":""#, Scanner::food)?,
        food_basis: from.after(br#","food_basis":""#, Scanner::food_basis)?,
        reason: from.after(br#","reason":""#, Scanner::name)?,
        outside_period: from.skip(br#","outside_period":true"#).is_some(),
        while_warned: from.skip(br#","while_warned":true"#).is_some(),
        rest_of: None,
    };
    (from.is_at_end() && dose.check().is_ok()).then_some(dose)
}

/// What is left of an event's text.
struct Scanner<'a>(&'a [u8]);

impl<'a> Scanner<'a> {
    fn skip<const N: usize>(&mut self, text: &[u8; N]) -> Option<()> {
        let (begin, rest) = self.0.split_first_chunk::<N>()?;
        (begin == text).then(|| self.0 = rest)
    }

    fn is_at_end(&self) -> bool {
        self.0 == b"}"
    }

    /// A field that may be missing: outer `None` where it is there and not as it is written.
    #[expect(clippy::option_option, reason = "missing and unreadable differ")]
    fn after<const N: usize, T>(
        &mut self,
        name: &[u8; N],
        read: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<Option<T>> {
        match self.skip(name) {
            Some(()) => read(self).map(Some),
            None => Some(None),
        }
    }

    /// Up to the next quote.
    fn text(&mut self) -> Option<&'a [u8]> {
        // Few bytes: a plain loop is quicker than the library's search.
        let end = self.0.iter().position(|byte| *byte == b'"')?;
        let (text, rest) = self.0.split_at_checked(end)?;
        self.0 = rest.get(1..)?;
        Some(text)
    }

    fn date(&mut self) -> Option<DiaryDate> {
        let (text, rest) = self.0.split_first_chunk()?;
        self.0 = rest.strip_prefix(b"\"")?;
        DiaryDate::scan(text)
    }

    fn moment(&mut self) -> Option<Moment> {
        // With the offset in full, or with a Z.
        let quote_at = |at: &usize| self.0.get(*at) == Some(&b'"');
        let (text, rest) = self.0.split_at([25, 20].into_iter().find(quote_at)?);
        self.0 = rest.get(1..)?;
        moment::read_canonical(text)
    }

    /// A string without escapes.
    fn string(&mut self) -> Option<&'a str> {
        let text = self.text()?;
        let plain = |byte: &u8| *byte >= b' ' && *byte != b'\\';
        let text = text.iter().all(plain).then_some(text)?;
        std::str::from_utf8(text).ok()
    }

    fn parsed<T: FromStr>(&mut self) -> Option<T> {
        self.string()?.parse().ok()
    }

    /// One of the names of an enumeration.
    fn name<T: Deserialize<'a>>(&mut self) -> Option<T> {
        let name = std::str::from_utf8(self.text()?).ok()?;
        T::deserialize(BorrowedStrDeserializer::<Error>::new(name)).ok()
    }

    /// One of some names, of which a diary has thousands.
    fn one_of<const N: usize, T: Copy>(
        &mut self,
        values: [T; N],
        code: fn(T) -> &'static str,
    ) -> Option<T> {
        let name = self.text()?;
        let mut values = values.into_iter();
        values.find(|value| code(*value).as_bytes() == name)
    }

    fn period(&mut self) -> Option<Period> {
        self.one_of(Period::ALL, Period::code)
    }

    fn outcome(&mut self) -> Option<Outcome> {
        self.one_of(Outcome::ALL, Outcome::code)
    }

    fn food(&mut self) -> Option<Food> {
        self.one_of(Food::ALL, Food::code)
    }

    fn food_basis(&mut self) -> Option<FoodBasis> {
        self.one_of(FoodBasis::ALL, FoodBasis::code)
    }

    fn units(&mut self) -> Option<Units> {
        let mut units = Units::none();
        for kinds in 0.. {
            self.skip(b"\"")?;
            let strength = Milligrams::scan(self.text()?)?;
            self.skip(b":")?;
            units.put_next(kinds, strength, self.count()?)?;
            if self.skip(b",").is_none() {
                break;
            }
        }
        self.skip(b"}").map(|()| units)
    }

    /// A number of one or two digits.
    fn count(&mut self) -> Option<u16> {
        let digit = |byte: u8| byte.is_ascii_digit().then(|| u16::from(byte - b'0'));
        let (count, digits) = match *self.0 {
            [tens @ b'1'..=b'9', ones @ b'0'..=b'9', ..] => (digit(tens)? * 10 + digit(ones)?, 2),
            [ones, ..] => (digit(ones)?, 1),
            [] => return None,
        };
        self.0 = &self.0[digits..];
        Some(count)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const MEAL: &str = r#"{"kind":"meal","ended_at":"2026-11-04T08:00:00+08:00"}"#;
    const DOSE: &str = r#"{"kind":"dose","drug":"capecitabine","date":"2026-11-04","period":"am","outcome":"taken","taken_at":"2026-11-04T08:10:00+08:00","units":{"150":4,"500":2},"food":"kept","food_basis":"meal_clock"}"#;
    const PART: &str = r#"{"kind":"dose","drug":"a","date":"2026-11-04","outcome":"partly_taken","units":{"2.5":10,"500":1},"outside_period":true,"while_warned":true}"#;
    const MISSED: &str = r#"{"kind":"dose","drug":"a-1","date":"2026-11-04","period":"once","outcome":"missed","reason":"could_not_eat"}"#;
    const UTC: &str = r#"{"kind":"dose","drug":"a","date":"2026-11-04","period":"pm","outcome":"vomited","taken_at":"2026-11-04T20:10:00Z","units":{"150":4},"food":"not_kept","food_basis":"patient_word"}"#;

    #[test]
    fn what_a_diary_is_full_of_is_scanned() {
        for json in [MEAL, DOSE, PART, MISSED, UTC] {
            let scanned = event(json.as_bytes(), &KnownEnding::default());
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
            r#"{"kind":"dose","drug":"a","date":"2026-11-04","outcome":"taken","units":{"50":4,"5":4}}"#,
            r#"{"kind":"dose","drug":"a","date":"2026-11-04","outcome":"taken","units":{"5":4,"50":0}}"#,
            r#"{"kind":"dose","drug":"a","date":"2026-11-04","outcome":"taken","units":{"5":4},"outside_period":false}"#,
            r#"{"kind":"dose","drug":"a","date":"2026-11-04","outcome":"taken","units":{"5":4},"units":{"5":4}}"#,
            r#"{"kind":"dose","drug":"a","date":"2026-11-04","outcome":"taken","units":{"5":4},"x":1}"#,
            r#"{"kind":"meal","ended_at":"2026-11-04T08:00:00+08:00","hash":1}"#,
            r#"{"kind":"meal","ended_at":"2026-11-04T08:00:00+08:00"} "#,
            r#"{"kind":"meal","ended_at":"2026-11-04T08:00:00\u002b08:00"}"#,
            "",
        ] {
            assert_eq!(
                event(json.as_bytes(), &KnownEnding::default()),
                None,
                "{json}"
            );
        }
    }

    proptest! {
        #[test]
        fn nothing_is_scanned_otherwise_than_serde_reads_it(
            json in proptest::sample::select(vec![MEAL, DOSE, PART, MISSED, UTC]),
            changes in proptest::collection::vec((0..250_usize, 0..4_usize, r#"[ -9a-zZT":,{}\\]{0,2}"#), 1..3),
        ) {
            let mut json = json.to_owned();
            for (at, removed, put) in changes {
                let at = at.min(json.len());
                json.replace_range(at..(at + removed).min(json.len()), &put);
            }
            if let Some(scanned) = event(json.as_bytes(), &KnownEnding::default()) {
                prop_assert_eq!(Some(scanned), Event::parse(&json).ok(), "{}", json);
            }
        }
    }
}
