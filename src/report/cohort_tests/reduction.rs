//! Fewer tablets from the middle of a cycle on.

use super::*;

/// From day 8 on 1000 mg (2 x 500 mg) in place of 1600. Day 10 am missed; day 3 am without a meal; day 12 pm recorded
/// the next morning; one tablet of 500 mg lost. Utidelone as prescribed.
#[test]
fn a_reduction_in_the_middle_of_a_cycle() {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_site().at("2026-11-08 22:00");
    b.prescribe(
        CAPECITABINE,
        "2026-11-09 am",
        &[("am", "2x500"), ("pm", "2x500")],
    );
    b.by_patient();
    for at in slots_between("2026-11-02 am", "2026-11-15 pm") {
        let amount = if at.as_str() < "2026-11-09" {
            FULL
        } else {
            "2x500"
        };
        clock(&mut b, &at);
        match at.as_str() {
            "2026-11-11 am" => {
                b.missed(CAPECITABINE, &at);
            }
            "2026-11-04 am" => {
                let dose = Dose {
                    food: Some(Food::NotKept),
                    ..b.intake(CAPECITABINE, &at, amount)
                };
                b.push(Event::Dose(dose));
            }
            "2026-11-13 pm" => {
                let dose = b.intake(CAPECITABINE, &at, amount);
                b.at("2026-11-14 07:00").push(Event::Dose(dose));
            }
            _ => {
                b.dose(CAPECITABINE, &at, amount);
            }
        }
    }
    for day in 1..=5 {
        capsules(&mut b, day, "2x50");
    }
    let packs = [
        Packs {
            strength: 150,
            dispensed: 112,
            lost: 0,
            counted: 56,
        },
        Packs {
            strength: 500,
            dispensed: 56,
            lost: 1,
            counted: 1,
        },
    ];
    let of = participant(&b, &packs);
    let slots: &[(&str, &str)] = &[
        ("from", "2026-11-02"),
        ("to", "2026-11-22"),
        ("planned", "28"),
        ("held", "0"),
        ("held_unconfirmed", "0"),
        ("pending", "0"),
        ("evaluable", "28"),
        ("recorded", "28"),
        ("taken", "27"),
        ("partly_taken", "0"),
        ("missed", "1"),
        ("vomited", "0"),
        ("unrecorded", "0"),
        ("extra", "0"),
        ("corrected", "0"),
        ("not_prescribed", "0"),
        ("extra_mg", "0"),
        ("surplus_mg", "0"),
        ("dose_adherence_pct", "96.43"), // 27/28 = 0.964285
        ("dose_adherence_numerator", "27"),
        ("dose_adherence_denominator", "28"),
        ("dose_adherence_recorded_only_pct", "96.43"), // nothing is unrecorded
        ("dose_adherence_recorded_only_numerator", "27"),
        ("dose_adherence_recorded_only_denominator", "28"),
        // Prescribed 14 x 1600 + 14 x 1000 = 22400 + 14000 = 36400; taken 1000 less: 0.972527.
        ("amount_adherence_pct", "97.25"),
        ("amount_adherence_numerator_mg", "35400"),
        ("amount_adherence_denominator_mg", "36400"),
        ("amount_adherence_recorded_only_pct", "97.25"),
        ("amount_adherence_recorded_only_numerator_mg", "35400"),
        ("amount_adherence_recorded_only_denominator_mg", "36400"),
        ("correct_day_adherence_pct", "92.86"), // 13/14 = 0.928571, not day 10
        ("correct_day_adherence_numerator", "13"),
        ("correct_day_adherence_denominator", "14"),
        ("food_rule_pct", "96.30"), // 26/27 = 0.962962
        ("food_rule_numerator", "26"),
        ("food_rule_denominator", "27"),
        ("dose_intensity_pct", "79.02"), // 35400 of the first prescription, 28 x 1600 = 44800: 0.790178
        ("dose_intensity_numerator_mg", "35400"),
        ("dose_intensity_denominator_mg", "44800"),
        ("coverage_pct", "100.00"),
        ("coverage_numerator", "28"),
        ("coverage_denominator", "28"),
        ("same_day_entry_pct", "96.43"), // 27/28
        ("same_day_entry_numerator", "27"),
        ("same_day_entry_denominator", "28"),
        ("next_day_entry_pct", "3.57"), // 1/28 = 0.035714
        ("next_day_entry_numerator", "1"),
        ("next_day_entry_denominator", "28"),
        ("later_entry_pct", "0.00"),
        ("later_entry_numerator", "0"),
        ("later_entry_denominator", "28"),
    ];
    figures(&of, CAPECITABINE, "1", slots);
    let whole: &[(&str, &str)] = &[
        ("first_dose", "2026-11-02"),
        ("last_dose", "2026-11-15"),
        ("persistence_days", "14"),
    ];
    figures(&of, CAPECITABINE, "all", &[slots, whole].concat());
    figures(&of, UTIDELONE, "1", &all_capsules());
    balances(
        &of,
        &[
            &[
                ("strength_mg", "150"),
                ("dispensed", "112"),
                ("lost", "0"),
                ("counted", "56"),
                ("consumed", "56"),           // 112 - 56
                ("prescribed", "56"),         // 14 slots x 4
                ("pill_count_pct", "100.00"), // 56/56
                ("over_120", "false"),
                ("taken_by_diary", "56"),
                ("expected", "56"),
                ("difference", "0"),
            ],
            &[
                ("strength_mg", "500"),
                ("dispensed", "56"),
                ("lost", "1"),
                ("counted", "1"),
                ("consumed", "54"),          // 56 - 1 - 1
                ("prescribed", "56"),        // 28 slots x 2
                ("pill_count_pct", "96.43"), // 54/56 = 0.964285
                ("over_120", "false"),
                ("taken_by_diary", "54"), // 27 x 2
                ("expected", "1"),        // 56 - 1 - 54
                ("difference", "0"),
            ],
            &[
                ("dispensed", "44800"),
                ("lost", "500"),
                ("counted", "8900"),         // 56 x 150 + 1 x 500 = 8400 + 500
                ("consumed", "35400"),       // 8400 + 27000
                ("prescribed", "36400"),     // 8400 + 28000
                ("pill_count_pct", "97.25"), // 0.972527
                ("over_120", "false"),
                ("taken_by_diary", "35400"),
                ("expected", "8900"),
                ("difference", "0"),
            ],
        ],
    );
}
