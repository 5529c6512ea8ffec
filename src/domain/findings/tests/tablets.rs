//! The count against the prescription and the diary.

use super::*;

/// The worked example with 56 x 500 mg and 112 x 150 mg handed out, and these counts of 500 and 150 mg.
fn counted(of_500: u32, of_150: Option<u32>) -> Vec<Finding> {
    counted_but(of_500, of_150, None)
}

/// The same, with so many more of 150 mg in a lot that nobody counted.
fn counted_but(of_500: u32, of_150: Option<u32>, uncounted: Option<u32>) -> Vec<Finding> {
    let mut record = RecordBuilder::new();
    record.at("2026-11-23 10:00");
    let supply = |kind: &str, mg: u32, lot: &str, count: u32, date: &str, more: &str| {
        format!(
            r#"{{"kind":"{kind}","drug":"{CAPECITABINE}","strength_mg":"{mg}","lot":"{lot}","count":{count},"date":"{date}"{more}}}"#
        )
    };
    let after = r#","after":{"date":"2026-11-22","period":"pm"},"kept":true"#;
    record.json(&supply("dispensed", 500, "A1", 56, "2026-11-02", ""));
    record.json(&supply("dispensed", 150, "B1", 112, "2026-11-02", ""));
    if let Some(count) = uncounted {
        record.json(&supply("dispensed", 150, "B2", count, "2026-11-02", ""));
    }
    record.json(&supply("returned", 500, "A1", of_500, "2026-11-23", after));
    if let Some(count) = of_150 {
        record.json(&supply("returned", 150, "B1", count, "2026-11-23", after));
    }
    let found = findings(&participant(&worked_example(), Some(&record), LATER));
    let mut found = found.into_iter();
    found
        .by_ref()
        .filter(|f| f.kind.code().starts_with("tablets") || f.kind.code() == "lots_uncounted")
        .collect()
}

#[test]
fn a_count_as_the_diary_says_gives_nothing_to_talk_about() {
    assert_eq!(counted(18, Some(40)), []);
}

#[test]
fn a_difference_names_the_slots_that_could_explain_it() {
    let found = counted(16, Some(40));
    assert_eq!(found.len(), 1, "{found:#?}");
    let FindingKind::TabletsDiffer { of, difference } = &found[0].kind else {
        panic!("{found:#?}");
    };
    assert_eq!((of.strength.to_string().as_str(), *difference), ("500", -2));
    assert_eq!(of.counted_on, date("2026-11-23"));
    // Missed, unrecorded, then the held ones; the partial intake had its two of 500 mg.
    let first = [found_slot("2026-11-04 pm"), found_slot("2026-11-11 pm")];
    assert_eq!(found[0].slots[..2], first);
    assert_eq!(found[0].slots[2], found_slot("2026-11-12 am"));
}

#[test]
fn above_100_percent_is_shown_and_above_120_flagged_by_the_sum_of_all_strengths() {
    // 4 x 500 and all 150 more than the diary has: 42 x 500 + 80 x 150 = 33 000 of 32 000 mg.
    let found = counted(14, Some(32));
    let over: Vec<_> = found
        .iter()
        .filter(|f| f.kind.code() == "tablets_over")
        .collect();
    assert_eq!(over.len(), 1, "{found:#?}");
    let FindingKind::TabletsOver(of) = &over[0].kind else {
        panic!("{over:#?}");
    };
    assert_eq!(
        (of.strength, of.share.percent().to_string().as_str()),
        (None, "103.13")
    );
    // 56 x 500 + 80 x 150 = 40 000 of 32 000 mg: 125 %.
    let found = counted(0, Some(32));
    assert_eq!(found[0].kind.code(), "tablets_far_over");
    assert_eq!(found[0].kind.urgency(), Urgency::First);
}

#[test]
fn without_all_strengths_each_is_judged_by_itself() {
    let found = counted(14, None);
    let codes: Vec<_> = found.iter().map(|f| f.kind.code()).collect();
    // 42 of 40 prescribed.
    assert_eq!(codes, ["tablets_over", "tablets_differ"]);
}

#[test]
fn a_lot_that_nobody_counted_hides_no_overuse_of_another_strength() {
    let found = counted_but(0, Some(40), Some(8));
    let codes: Vec<_> = found.iter().map(|f| f.kind.code()).collect();
    // 56 of 40 prescribed are gone of 500 mg; the sum in mg has no figure.
    assert_eq!(
        codes,
        ["tablets_far_over", "tablets_differ", "lots_uncounted"]
    );
}
