//! To discuss: every finding about a participant, most urgent first.

use super::super::page::Tone;
use super::screen::{Act, Context, Page, Row};

pub(super) fn page(context: &Context) -> Page {
    let text = context.text;
    let mut page = Page::new();
    if context.known.findings.is_empty() {
        page = page.text(Tone::Plain, text.nothing_to_discuss()).gap();
    }
    for finding in &context.known.findings {
        let words = text.finding(context.participant(), finding);
        page = page.row(Row::act(words, Act::Back).roomy());
    }
    page.row(Row::act(text.go_back(), Act::Back).apart())
}
