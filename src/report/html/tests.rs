//! The report as a strict reader takes it: whole, ordered, named, without script or network, and with every
//! text of a file escaped.

use std::collections::BTreeSet;

use insta::assert_snapshot;
use proptest::prelude::*;
use roxmltree::{Document, Node};

use super::testing::*;
use super::*;
use crate::domain::entry::{Event, Language};
use crate::domain::plain_text::PlainText;

fn options<'a>() -> roxmltree::ParsingOptions<'a> {
    roxmltree::ParsingOptions {
        allow_dtd: true,
        ..Default::default()
    }
}

fn parse(html: &str) -> Document<'_> {
    Document::parse_with_options(html, options()).unwrap_or_else(|error| panic!("{error}\n{html}"))
}

fn is(node: &Node, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

fn all<'a>(document: &'a Document, name: &str) -> Vec<Node<'a, 'a>> {
    let found = document.descendants().filter(|node| is(node, name));
    found.collect()
}

/// Every text in a node, joined.
fn words(node: Node) -> String {
    node.descendants().filter_map(|n| n.text()).collect()
}

#[test]
fn every_tag_is_closed_and_every_name_leads_somewhere() {
    for page in pages() {
        let document = parse(&page);
        let ids: Vec<&str> = document
            .descendants()
            .filter_map(|node| node.attribute("id"))
            .collect();
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "an id stands twice");
        for link in all(&document, "a") {
            let to = link.attribute("href").unwrap();
            match to.strip_prefix('#') {
                Some(id) => assert!(unique.contains(id), "{to}"),
                None => assert!(to.ends_with(".html"), "{to}"),
            }
        }
        for svg in all(&document, "svg") {
            let names = svg.attribute("aria-labelledby").unwrap();
            assert!(names.split(' ').all(|id| unique.contains(id)), "{names}");
        }
    }
}

#[test]
fn headings_are_in_order_and_there_is_one_title() {
    for page in pages() {
        let document = parse(&page);
        let level = |node: Node| match node.tag_name().name() {
            "h1" => Some(1),
            "h2" => Some(2),
            "h3" => Some(3),
            "h4" | "h5" | "h6" => Some(9),
            _ => None,
        };
        let levels: Vec<u8> = document.descendants().filter_map(level).collect();
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1);
        assert_eq!(levels[0], 1);
        let steps = levels.windows(2);
        assert!(
            steps.into_iter().all(|two| two[1] <= two[0] + 1),
            "{levels:?}"
        );
        assert!(
            all(&document, "h3")
                .into_iter()
                .all(|h| !words(h).trim().is_empty())
        );
        assert_eq!(
            all(&document, "title").len() - all(&document, "svg").len(),
            1
        );
        assert!(all(&document, "html")[0].attribute("lang").is_some());
    }
}

#[test]
fn every_table_has_a_caption_and_named_rows_and_columns_and_every_row_as_many_cells() {
    for page in pages() {
        let document = parse(&page);
        let tables = all(&document, "table");
        assert!(!tables.is_empty());
        for table in tables {
            let first = table.first_element_child().unwrap();
            assert!(is(&first, "caption") && !words(first).trim().is_empty());
            let caption = words(first);
            let scopes = table.descendants().filter(|node| is(node, "th"));
            for head in scopes {
                assert!(head.attribute("scope").is_some(), "{caption}");
            }
            let wide = |row: Node| -> u32 {
                let cells = row.children().filter(Node::is_element);
                let span = |cell: Node| cell.attribute("colspan").map(|n| n.parse().unwrap());
                cells.map(|cell| span(cell).unwrap_or(1)).sum()
            };
            let rows = table.descendants().filter(|node| is(node, "tr"));
            let widths: BTreeSet<u32> = rows.map(wide).collect();
            assert_eq!(widths.len(), 1, "{caption}: {widths:?}");
            let body = table.children().find(|node| is(node, "tbody")).unwrap();
            for row in body.children().filter(|node| is(node, "tr")) {
                let name = row.first_element_child().unwrap();
                assert_eq!(name.attribute("scope"), Some("row"), "{caption}");
            }
        }
    }
}

#[test]
fn every_picture_has_a_name_and_a_description() {
    for page in pages() {
        let document = parse(&page);
        for svg in all(&document, "svg") {
            assert_eq!(svg.attribute("role"), Some("img"));
            let mut children = svg.children().filter(Node::is_element);
            for name in ["title", "desc"] {
                let child = children.next().unwrap();
                assert!(
                    is(&child, name) && !words(child).trim().is_empty(),
                    "{name}"
                );
            }
        }
    }
}

#[test]
fn nothing_runs_and_nothing_is_loaded() {
    for page in pages() {
        let document = parse(&page);
        for name in [
            "script",
            "link",
            "img",
            "iframe",
            "object",
            "embed",
            "form",
            "base",
            "use",
            "image",
            "video",
            "audio",
            "foreignObject",
            "animate",
            "set",
        ] {
            assert!(all(&document, name).is_empty(), "{name}");
        }
        let policy = all(&document, "meta").into_iter();
        let policy =
            policy.filter(|m| m.attribute("http-equiv") == Some("Content-Security-Policy"));
        let policy: Vec<_> = policy
            .filter_map(|meta| meta.attribute("content"))
            .collect();
        assert_eq!(policy, ["default-src 'none'; style-src 'unsafe-inline'"]);
        for node in document.descendants().filter(Node::is_element) {
            for attribute in node.attributes() {
                assert!(!attribute.name().starts_with("on"), "{attribute:?}");
                let is_address = ["href", "src", "action"].contains(&attribute.name());
                assert!(
                    !is_address || !attribute.value().contains(':'),
                    "{attribute:?}"
                );
            }
        }
        let style = words(all(&document, "style")[0]);
        for loads in ["url(", "@import", "http", "@font-face"] {
            assert!(!style.contains(loads), "{loads}");
        }
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for language in LANGUAGES {
        assert_eq!(html(&of("x"), language), html(&of("x"), language));
    }
}

#[test]
fn made_up_data_are_marked_on_the_screen_and_on_every_page_of_paper() {
    let mut entries = diary("x").entries().to_vec();
    if let Event::Opened(opened) = &mut entries[0].event {
        opened.sample = true;
    }
    let mut sample = of("x");
    let cut = sample.adherence.as_of;
    let made_up = Diary::from_entries(entries).unwrap();
    sample = Participant::new(made_up, None, sample.copy, cut);
    let page = html(&sample, Language::En);
    assert!(page.contains("<body class=\"sample\">"));
    assert!(page.contains("<p class=\"made-up\">SAMPLE DATA, made up."));
    assert!(page.contains("@page{@top-right{content:\"SAMPLE DATA\"}}"));
    assert!(page.contains("body.sample::after{content:\"SAMPLE DATA\"}"));
    let index = index_of(&[sample], Text::new(Language::ZhHans));
    assert!(index.contains("body.sample::after{content:\"示例数据\"}"));
    assert!(!html(&of("x"), Language::En).contains("class=\"made-up\""));
}

/// What stands between the tags, one line each; the style sheet is left out.
fn read_out(page: &str) -> String {
    let body = &page[page.find("<main>").unwrap()..];
    body.to_owned()
}

#[test]
fn a_small_participant_in_both_languages() {
    assert_snapshot!("report_en", read_out(&html(&of("a <note>"), Language::En)));
    assert_snapshot!(
        "report_zh",
        read_out(&html(&of("备注 & 说明"), Language::ZhHans))
    );
}

#[test]
fn the_page_over_several_in_both_languages() {
    for (name, language) in [("index_en", Language::En), ("index_zh", Language::ZhHans)] {
        let page = index_of(&[of("x"), long()], Text::new(language));
        assert_snapshot!(name, read_out(&page));
    }
}

#[test]
fn the_page_about_a_study_in_both_languages() {
    for (name, language) in [("study_en", Language::En), ("study_zh", Language::ZhHans)] {
        let page = study_of(&a_study(), Text::new(language));
        assert_snapshot!(name, read_out(&page));
    }
}

#[test]
fn every_setting_of_the_endpoints_is_explained_in_both_languages() {
    for language in LANGUAGES {
        let page = study_of(&[], Text::new(language));
        let document = parse(&page);
        let settings = all(&document, "table").into_iter();
        let settings = settings.filter(|table| table.attribute("class") == Some("settings"));
        let rows = settings.flat_map(|table| table.descendants().filter(|node| is(node, "td")));
        let cells: Vec<String> = rows.map(words).collect();
        assert!(
            cells.len() > 20 && cells.iter().all(|cell| !cell.is_empty()),
            "{cells:?}"
        );
    }
}

/// The elements of a page with their attributes' names, without their texts.
fn shape(page: &str) -> Vec<String> {
    let document = parse(page);
    let elements = document.descendants().filter(Node::is_element);
    let shape = elements.map(|node| {
        let names = node.attributes().map(|a| a.name().to_owned());
        format!("{} {:?}", node.tag_name().name(), names.collect::<Vec<_>>())
    });
    shape.collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_text_of_a_file_becomes_anything_but_a_text(
        text in prop_oneof![
            any::<String>(),
            "[<>&\"'/=!a-z\u{0}-\u{1f}\u{80}-\u{9f}\u{202a}-\u{202e}\u{2066}-\u{2069}-]{0,60}",
        ],
    ) {
        // A text without letters is as if there were none.
        let text = format!("x{text}");
        for language in LANGUAGES {
            let page = html(&of(&text), language);
            prop_assert_eq!(shape(&page), shape(&html(&of("x"), language)));
            let shown = PlainText::new(&*text).to_string();
            let document = parse(&page);
            let cells = all(&document, "td").into_iter().map(words);
            prop_assert!(cells.into_iter().any(|cell| cell.contains(&shown)), "{}", shown);
            let acts = |c: char| c != '\n' && crate::domain::plain_text::is_dangerous(c);
            prop_assert!(!page.chars().any(acts));
        }
    }
}
