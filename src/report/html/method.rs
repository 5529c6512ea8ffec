//! How each figure is computed, in short.

use super::Page;
use super::markup::Html;

pub(super) fn write(page: &Page, html: &mut Html) {
    let text = page.text;
    let mut terms = vec![
        (
            text.report_count_evaluable(),
            text.report_method_evaluable(),
        ),
        (text.report_measure_dose(), text.report_method_dose()),
        (text.report_measure_amount(), text.report_method_amount()),
        (
            text.report_measure_correct_day(),
            text.report_method_correct_day(),
        ),
        (text.report_measure_food(), text.report_method_food()),
        (text.report_measure_timing(), text.report_method_timing()),
        (
            text.report_method_intensity_word(),
            text.report_method_intensity(),
        ),
        (
            text.report_method_coverage_word(),
            text.report_method_coverage(),
        ),
    ];
    if page.participant.record.is_some() {
        terms.push((
            text.report_measure_pill_count(),
            text.report_method_pill_count(),
        ));
    }
    terms.push((
        text.report_method_rounding_word(),
        text.report_method_rounding(),
    ));
    html.within("dl", &[("class", "method")], |html| {
        for (term, words) in terms {
            html.leaf("dt", &[], &term);
            html.leaf("dd", &[], &words);
        }
    });
    html.leaf("p", &[("class", "note")], &text.report_method_more());
}
