//! More tablets gone than were prescribed.

use super::*;

/// All 28 slots taken, two whole extra doses (days 2 and 4), one tablet of 500 mg too many on day 6 am, day 14 pm
/// recorded three days later, on day 1 am nobody knows about the meal. More tablets are gone than that explains.
/// Utidelone: one capsule only on day 5.
#[test]
fn a_pill_count_over_120_percent() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient().at("2026-11-02 08:00");
    let unknown = Dose {
        food: Some(Food::Unknown),
        ..b.intake(CAPECITABINE, "2026-11-02 am", FULL)
    };
    b.push(Event::Dose(unknown));
    take_all(&mut b, "2026-11-02 pm", "2026-11-06 pm", FULL);
    take(&mut b, "2026-11-07 am", "4x150+3x500");
    take_all(&mut b, "2026-11-07 pm", "2026-11-15 am", FULL);
    b.at("2026-11-18 09:00");
    let late = Dose {
        taken_at: None,
        ..b.intake(CAPECITABINE, "2026-11-15 pm", FULL)
    };
    b.push(Event::Dose(late));
    for day in ["2026-11-03", "2026-11-05"] {
        b.at(&format!("{day} 14:00"));
        b.dose(CAPECITABINE, &format!("{day} am"), FULL);
    }
    for day in 1..=4 {
        capsules(&mut b, day, "2x50");
    }
    capsules(&mut b, 5, "1x50");
    let packs = [
        Packs {
            strength: 150,
            dispensed: 120,
            lost: 0,
            counted: 0,
        },
        Packs {
            strength: 500,
            dispensed: 100,
            lost: 0,
            counted: 30,
        },
    ];
    let of = participant(&b, &packs);
    figures(
        &of,
        CAPECITABINE,
        "1",
        &[
            ("from", "2026-11-02"),
            ("to", "2026-11-22"),
            ("planned", "28"),
            ("held", "0"),
            ("held_unconfirmed", "0"),
            ("pending", "0"),
            ("evaluable", "28"),
            ("recorded", "28"),
            ("taken", "28"), // too much is taken in full
            ("partly_taken", "0"),
            ("missed", "0"),
            ("vomited", "0"),
            ("unrecorded", "0"),
            ("extra", "2"),
            ("corrected", "0"),
            ("not_prescribed", "0"),
            ("extra_mg", "3200"),  // 2 x 1600
            ("surplus_mg", "500"), // day 6 am
            ("dose_adherence_pct", "100.00"),
            ("dose_adherence_numerator", "28"),
            ("dose_adherence_denominator", "28"),
            ("dose_adherence_recorded_only_pct", "100.00"),
            ("dose_adherence_recorded_only_numerator", "28"),
            ("dose_adherence_recorded_only_denominator", "28"),
            ("amount_adherence_pct", "100.00"), // at most the prescribed in each slot
            ("amount_adherence_numerator_mg", "44800"),
            ("amount_adherence_denominator_mg", "44800"),
            ("amount_adherence_recorded_only_pct", "100.00"),
            ("amount_adherence_recorded_only_numerator_mg", "44800"),
            ("amount_adherence_recorded_only_denominator_mg", "44800"),
            ("correct_day_adherence_pct", "78.57"), // 11/14 = 0.785714, not days 2, 4, 6
            ("correct_day_adherence_numerator", "11"),
            ("correct_day_adherence_denominator", "14"),
            ("food_rule_pct", "100.00"), // 27 known of 28
            ("food_rule_numerator", "27"),
            ("food_rule_denominator", "27"),
            ("dose_intensity_pct", "100.00"), // extra doses and surplus never lift it
            ("dose_intensity_numerator_mg", "44800"),
            ("dose_intensity_denominator_mg", "44800"),
            ("coverage_pct", "100.00"),
            ("coverage_numerator", "28"),
            ("coverage_denominator", "28"),
            ("same_day_entry_pct", "96.43"), // 27/28
            ("same_day_entry_numerator", "27"),
            ("same_day_entry_denominator", "28"),
            ("next_day_entry_pct", "0.00"),
            ("next_day_entry_numerator", "0"),
            ("next_day_entry_denominator", "28"),
            ("later_entry_pct", "3.57"), // 1/28
            ("later_entry_numerator", "1"),
            ("later_entry_denominator", "28"),
        ],
    );
    let capsules: &[(&str, &str)] = &[
        ("from", "2026-11-02"),
        ("to", "2026-11-22"),
        ("planned", "5"),
        ("evaluable", "5"),
        ("recorded", "5"),
        ("taken", "4"),
        ("partly_taken", "1"),
        ("dose_adherence_pct", "80.00"), // 4/5
        ("dose_adherence_numerator", "4"),
        ("dose_adherence_denominator", "5"),
        ("dose_adherence_recorded_only_pct", "80.00"),
        ("dose_adherence_recorded_only_numerator", "4"),
        ("dose_adherence_recorded_only_denominator", "5"),
        ("amount_adherence_pct", "90.00"), // 450/500
        ("amount_adherence_numerator_mg", "450"),
        ("amount_adherence_denominator_mg", "500"),
        ("amount_adherence_recorded_only_pct", "90.00"),
        ("amount_adherence_recorded_only_numerator_mg", "450"),
        ("amount_adherence_recorded_only_denominator_mg", "500"),
        ("correct_day_adherence_pct", "80.00"),
        ("correct_day_adherence_numerator", "4"),
        ("correct_day_adherence_denominator", "5"),
        ("food_rule_pct", "100.00"),
        ("food_rule_numerator", "5"),
        ("food_rule_denominator", "5"),
        ("dose_intensity_pct", "90.00"),
        ("dose_intensity_numerator_mg", "450"),
        ("dose_intensity_denominator_mg", "500"),
        ("coverage_pct", "100.00"),
        ("coverage_numerator", "5"),
        ("coverage_denominator", "5"),
        ("same_day_entry_pct", "100.00"),
        ("same_day_entry_numerator", "5"),
        ("same_day_entry_denominator", "5"),
        ("next_day_entry_pct", "0.00"),
        ("next_day_entry_numerator", "0"),
        ("next_day_entry_denominator", "5"),
        ("later_entry_pct", "0.00"),
        ("later_entry_numerator", "0"),
        ("later_entry_denominator", "5"),
    ];
    let mut rest = zero(COUNTS);
    rest.retain(|(name, _)| !capsules.iter().any(|(known, _)| known == name));
    figures(&of, UTIDELONE, "1", &[capsules, &rest].concat());
    balances(
        &of,
        &[
            &[
                ("strength_mg", "150"),
                ("dispensed", "120"),
                ("lost", "0"),
                ("counted", "0"),
                ("consumed", "120"),
                ("prescribed", "112"),        // 28 x 4
                ("pill_count_pct", "107.14"), // 120/112 = 1.071428: shown, not flagged
                ("over_120", "false"),
                ("taken_by_diary", "120"), // 112 + 2 extra doses x 4
                ("expected", "0"),
                ("difference", "0"),
            ],
            &[
                ("strength_mg", "500"),
                ("dispensed", "100"),
                ("lost", "0"),
                ("counted", "30"),
                ("consumed", "70"),
                ("prescribed", "56"),         // 28 x 2
                ("pill_count_pct", "125.00"), // 70/56: flagged
                ("over_120", "true"),
                ("taken_by_diary", "61"), // 56 + 2 x 2 + 1
                ("expected", "39"),       // 100 - 61
                ("difference", "-9"),     // and no slot that was not taken in full could explain it
            ],
            &[
                ("dispensed", "68000"), // 120 x 150 + 100 x 500 = 18000 + 50000
                ("lost", "0"),
                ("counted", "15000"),
                ("consumed", "53000"),
                ("prescribed", "44800"),
                ("pill_count_pct", "118.30"), // 1.183035: shown, not flagged
                ("over_120", "false"),
                ("taken_by_diary", "48500"), // 44800 + 3200 + 500
                ("expected", "19500"),
                ("difference", "-4500"), // 9 x 500
            ],
        ],
    );
}
