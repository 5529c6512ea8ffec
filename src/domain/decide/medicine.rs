//! Decides about other medicines: that one is taken, and that it has ended. Never about interactions.

use super::{Decision, Refusal};
use crate::domain::diary::Diary;
use crate::domain::entry::{Event, Medicine};
use crate::domain::plain_text::PlainText;

pub(super) fn decide(diary: &Diary, medicine: &Medicine) -> Result<Decision, Refusal> {
    let mut medicine = Medicine {
        name: PlainText::new(medicine.name.raw().trim()),
        ..medicine.clone()
    };
    if medicine.name.is_empty() {
        return Err(Refusal::NeedsName);
    }
    if !medicine.name.fits() {
        return Err(Refusal::TooLong);
    }
    let of_name = |listed: &&Medicine| listed.name == medicine.name && listed.to.is_none();
    let going_on = diary.medicines().iter().rfind(of_name);
    if medicine.from.is_none() {
        medicine.from = going_on.and_then(|listed| listed.from);
    }
    if let (Some(from), Some(to)) = (medicine.from, medicine.to)
        && to < from
    {
        return Err(Refusal::EndsBeforeItBegins { from });
    }
    if diary.medicines().contains(&medicine) {
        return Err(Refusal::NothingToDo);
    }
    Ok(Decision::plain(Event::Medicine(medicine)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::testing::{DiaryBuilder, date};

    fn medicine(name: &str, from: Option<&str>, to: Option<&str>) -> Medicine {
        Medicine {
            name: PlainText::new(name),
            from: from.map(date),
            to: to.map(date),
        }
    }

    #[test]
    fn a_medicine_is_listed_then_ended_under_its_name_and_nothing_is_listed_twice() {
        let mut b = DiaryBuilder::started("2026-11-02");
        b.by_patient();
        let begun = decide(
            &b.diary(),
            &medicine(" 洛哌丁胺 ", Some("2026-11-03"), None),
        )
        .unwrap();
        b.push(begun.events[0].clone());
        let again = decide(&b.diary(), &medicine("洛哌丁胺", None, None));
        assert_eq!(again, Err(Refusal::NothingToDo));
        let early = decide(&b.diary(), &medicine("洛哌丁胺", None, Some("2026-11-02")));
        let from = date("2026-11-03");
        assert_eq!(early, Err(Refusal::EndsBeforeItBegins { from }));
        let ended = decide(&b.diary(), &medicine("洛哌丁胺", None, Some("2026-11-05"))).unwrap();
        b.push(ended.events[0].clone());
        let listed = medicine("洛哌丁胺", Some("2026-11-03"), Some("2026-11-05"));
        assert_eq!(b.diary().medicines(), [listed]);
    }

    #[test]
    fn a_medicine_needs_a_name() {
        let diary = DiaryBuilder::started("2026-11-02").diary();
        assert_eq!(
            decide(&diary, &medicine(" ", None, None)),
            Err(Refusal::NeedsName)
        );
        let long = "x".repeat(501);
        assert_eq!(
            decide(&diary, &medicine(&long, None, None)),
            Err(Refusal::TooLong)
        );
    }
}
