//! How each figure is computed, in short.

use super::Page;
use super::markup::Html;

pub(super) fn write(page: &Page, html: &mut Html) {
    let text = page.text;
    let mut terms = vec![
        (text.count_evaluable(), text.method_evaluable()),
        (text.measure_dose(), text.method_dose()),
        (text.measure_amount(), text.method_amount()),
        (text.measure_correct_day(), text.method_correct_day()),
        (text.measure_food(), text.method_food()),
        (text.measure_timing(), text.method_timing()),
        (text.method_intensity_word(), text.method_intensity()),
        (text.method_coverage_word(), text.method_coverage()),
    ];
    if page.participant.record.is_some() {
        terms.push((text.measure_pill_count(), text.method_pill_count()));
    }
    terms.push((text.method_rounding_word(), text.method_rounding()));
    html.within("dl", &[("class", "method")], |html| {
        for (term, words) in terms {
            html.leaf("dt", &[], &term);
            html.leaf("dd", &[], &words);
        }
    });
    html.leaf("p", &[("class", "note")], &text.method_more());
}
