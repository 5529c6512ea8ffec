//! A diary in which nothing is recorded.

use super::*;

/// A diary with nothing but its first entry: every count is 0 and no share applies, neither 0 nor 100.
#[test]
fn an_empty_diary() {
    let packs = [Packs {
        strength: 500,
        dispensed: 56,
        lost: 0,
        counted: 56,
    }];
    let of = participant(&DiaryBuilder::new(), &packs);
    for drug in [UTIDELONE, CAPECITABINE] {
        let cells = [zero(COUNTS), vec![("to", "2026-11-22")]].concat();
        figures(&of, drug, "all", &cells);
    }
    // 56 - 56 = 0 of 0 prescribed: no share. Nothing was prescribed or taken in another strength, so there is a row in
    // mg: 56 x 500 = 28000.
    let zeroes = [
        ("lost", "0"),
        ("consumed", "0"),
        ("prescribed", "0"),
        ("taken_by_diary", "0"),
        ("difference", "0"),
    ];
    let units = [
        ("strength_mg", "500"),
        ("dispensed", "56"),
        ("counted", "56"),
        ("expected", "56"),
    ];
    let mg = [
        ("dispensed", "28000"),
        ("counted", "28000"),
        ("expected", "28000"),
    ];
    balances(
        &of,
        &[
            &[&zeroes[..], &units].concat(),
            &[&zeroes[..], &mg].concat(),
        ],
    );
}
