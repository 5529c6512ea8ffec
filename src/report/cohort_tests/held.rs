//! A diary of which every slot was paused.

use super::*;

/// Both drugs are paused before the first slot: nobody could take anything, so no share of slots applies. Only the
/// dose intensity counts held slots: nothing of what was planned was taken.
#[test]
fn everything_held() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.at("2026-11-02 05:00")
        .hold(&[CAPECITABINE, UTIDELONE], "2026-11-02 am");
    let packs = [
        Packs {
            strength: 150,
            dispensed: 112,
            lost: 0,
            counted: 112,
        },
        Packs {
            strength: 500,
            dispensed: 56,
            lost: 0,
            counted: 56,
        },
    ];
    let of = participant(&b, &packs);
    // 28 slots x 1600 mg, and 5 x 100 mg.
    for (drug, slots, mg) in [(CAPECITABINE, "28", "44800"), (UTIDELONE, "5", "500")] {
        let some = [
            ("from", "2026-11-02"),
            ("to", "2026-11-22"),
            ("planned", slots),
            ("held", slots),
            ("dose_intensity_pct", "0.00"),
            ("dose_intensity_numerator_mg", "0"),
            ("dose_intensity_denominator_mg", mg),
        ];
        let mut cells: Vec<_> = zero(COUNTS);
        cells.retain(|(name, _)| !["planned", "held"].contains(name));
        cells.extend(some);
        figures(&of, drug, "1", &cells);
        figures(&of, drug, "all", &cells);
    }
    let zeroes = [
        ("lost", "0"),
        ("consumed", "0"),
        ("prescribed", "0"),
        ("taken_by_diary", "0"),
        ("difference", "0"),
    ];
    let rows = [("150", "112"), ("500", "56")].map(|(strength, there)| {
        let own = [
            ("strength_mg", strength),
            ("dispensed", there),
            ("counted", there),
            ("expected", there),
        ];
        [&zeroes[..], &own].concat()
    });
    let mg = [
        ("dispensed", "44800"),
        ("counted", "44800"),
        ("expected", "44800"),
    ];
    balances(&of, &[&rows[0], &rows[1], &[&zeroes[..], &mg].concat()]);
}
