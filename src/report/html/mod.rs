//! The report about a participant as one self-contained HTML file, the page over several of them, and the page
//! about a whole study.
//!
//! For the files of the study team and of a doctor: it reads on a screen, with a screen reader and on A4
//! paper, needs no script and no network, and is the same bytes for the same input. Pure: it is written to
//! whatever it is given. Each section is a file of this room; tags and texts pass through [`markup`] alone.

mod adherence;
mod adverse;
mod calendar;
mod days;
mod discuss;
mod drawing;
mod facts;
mod index;
mod marks;
mod markup;
mod method;
mod orders;
mod picture;
mod study;
mod symptoms;
mod tables;
mod tablets;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod trail;

use std::io::{self, Write};

use crate::domain::calendar::{DiaryDate, Moment};
use crate::domain::diary::Diary;
use crate::domain::findings::{Finding, findings};
use crate::domain::participant::Participant;
use crate::text::Text;

use markup::{CssString, Html, css_string};

pub use index::{Failed, IndexRow, index};
pub use study::{StudyMember, StudyPage, study, study_not_counted};

/// The style sheet of every page.
const STYLE: &str = include_str!("style.css");
/// Nothing is loaded and nothing runs; the style stands in the page.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// What the report about a participant is written from, and her row in the page over several.
#[derive(Debug)]
pub struct Page<'a> {
    participant: &'a Participant,
    diary: &'a Diary,
    text: Text,
    /// The moment of the cut.
    now: Moment,
    /// The diary date of the cut.
    today: DiaryDate,
    /// What to talk about; it is looked for once.
    found: Vec<Finding>,
}

impl<'a> Page<'a> {
    /// What is known of a participant, for a report in the language of `text`.
    pub fn of(participant: &'a Participant, text: Text) -> Page<'a> {
        let (diary, as_of) = (&participant.diary, participant.adherence.as_of);
        Page {
            participant,
            diary,
            text,
            now: as_of.moment(diary),
            today: as_of.date(diary),
            found: findings(participant),
        }
    }
}

/// A section of a report, written from `P`.
struct Section<P> {
    id: &'static str,
    title: String,
    write: fn(&P, &mut Html),
}

/// Writes the report about a participant; `problems` say what of her files is left out, and why.
///
/// # Errors
/// The writer fails.
pub fn participant(page: &Page, problems: &[String], to: &mut dyn Write) -> io::Result<()> {
    let text = page.text;
    let mut html = Html::new(to);
    let subject = page.participant.subject().as_str();
    let running = text.report_running(subject, &facts::code(page.participant));
    let frame = Frame {
        text,
        title: text.report_window(subject),
        running,
        sample: page.diary.is_sample(),
    };
    frame.write(&mut html, |html| {
        html.leaf("h1", &[], &text.report_title());
        for problem in problems {
            html.leaf("p", &[("class", "problem")], problem);
        }
        facts::facts(page, html);
        write_sections(text, page, &sections(page), html);
        facts::end(page, html);
    });
    html.finish()
}

/// "2. Calendar", "二、服药日历".
fn joined(text: Text, number: &str, title: &str) -> String {
    let gap = text.pick(" ", "");
    format!("{number}{gap}{title}")
}

fn sections<'a>(page: &Page<'a>) -> Vec<Section<Page<'a>>> {
    let text = page.text;
    let section = |id, title, write| Section { id, title, write };
    let mut all = vec![
        section(
            "summary",
            text.report_summary(),
            adherence::summary as fn(&Page<'a>, &mut Html),
        ),
        section("discuss", text.report_discuss(), discuss::write),
        section("calendar", text.report_calendar(), calendar::write),
        section("adherence", text.report_adherence(), adherence::write),
        section("symptoms", text.report_symptoms(), symptoms::write),
        section("medicines", text.report_medicines(), symptoms::medicines),
    ];
    if page.participant.record.is_some() {
        // Behind the symptoms, which are the participant's words.
        all.insert(5, section("adverse", text.report_adverse(), adverse::write));
        all.push(section("tablets", text.report_tablets(), tablets::write));
    }
    all.extend([
        section("orders", text.report_orders(), orders::write),
        section("trail", text.report_trail(), trail::write),
        section("method", text.report_method(), method::write),
    ]);
    all
}

/// The sections, each with its number, and above them their names for those who read on a screen.
fn write_sections<P>(text: Text, of: &P, sections: &[Section<P>], html: &mut Html) {
    let named = || {
        let names = sections.iter().enumerate().map(|(at, section)| {
            let number = text.report_section_number(at + 1);
            joined(text, &number, &section.title)
        });
        sections.iter().zip(names)
    };
    let label = text.report_contents();
    html.within("nav", &[("aria-label", &label)], |html| {
        html.within("ul", &[], |html| {
            for (section, name) in named() {
                html.within("li", &[], |html| {
                    let to = format!("#{}", section.id);
                    html.leaf("a", &[("href", &to)], &name);
                });
            }
        });
    });
    for (section, name) in named() {
        html.within("section", &[("id", section.id)], |html| {
            html.leaf("h2", &[], &name);
            (section.write)(of, html);
        });
    }
}

/// What stands around the text of every page.
struct Frame {
    text: Text,
    /// Of the window.
    title: String,
    /// In the margin of every page of paper.
    running: String,
    /// Whether the data are made up, which every page says.
    sample: bool,
}

impl Frame {
    fn write(&self, html: &mut Html, inside: impl FnOnce(&mut Html)) {
        let text = self.text;
        html.within("html", &[("lang", text.pick("en", "zh-Hans"))], |html| {
            html.within("head", &[], |html| {
                html.empty("meta", &[("charset", "utf-8")]);
                let policy = [
                    ("http-equiv", "Content-Security-Policy"),
                    ("content", POLICY),
                ];
                html.empty("meta", &policy);
                let viewport = [
                    ("name", "viewport"),
                    ("content", "width=device-width, initial-scale=1"),
                ];
                html.empty("meta", &viewport);
                html.empty("meta", &[("name", "referrer"), ("content", "no-referrer")]);
                html.leaf("title", &[], &self.title);
                self.style(html);
            });
            let class = if self.sample { "sample" } else { "" };
            html.within("body", &[("class", class)], |html| {
                html.within("main", &[], |html| {
                    if self.sample {
                        html.leaf("p", &[("class", "made-up")], &text.sample_data());
                    }
                    inside(html);
                });
            });
        });
    }

    fn style(&self, html: &mut Html) {
        let running: CssString = css_string(&self.running);
        let sample = css_string(&self.text.report_sample());
        let mut texts = vec![("@page{@bottom-left{content:{}}}", &running)];
        if self.sample {
            texts.push(("@page{@top-right{content:{}}}", &sample));
            texts.push(("body.sample::after{content:{}}", &sample));
        }
        html.style(STYLE, &texts);
    }
}
