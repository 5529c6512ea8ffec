//! The report as a strict reader takes it: whole, ordered, named, without script or network, and with every
//! text of a file escaped.

use std::collections::BTreeSet;

use insta::assert_snapshot;
use proptest::prelude::*;
use roxmltree::{Document, Node};

use super::*;
use crate::domain::adherence::AsOf;
use crate::domain::adherence::examples::three_cycles;
use crate::domain::entry::{
    Author, ClockKind, Entry, Event, Held, Language, Medicine, Said, Severity, Symptom, Tier,
};
use crate::domain::ids::EntryId;
use crate::domain::participant::DiaryCopy;
use crate::domain::plain_text::PlainText;
use crate::domain::site::{SiteEvent, SiteOpened, SiteRecord};
use crate::domain::testing::{CAPECITABINE, DiaryBuilder, UTIDELONE, date, drug, moment, slot};

const LANGUAGES: [Language; 2] = [Language::En, Language::ZhHans];
const FULL: &str = "4x150+2x500";

fn record(text: &str) -> SiteRecord {
    let quoted = serde_json::to_string(text).unwrap();
    let opened = SiteEvent::Opened(SiteOpened::new("007".parse().unwrap()));
    let parsed = [
        format!(
            r#"{{"kind":"dispensed","drug":"capecitabine","strength_mg":"500","lot":{quoted},"count":56,"date":"2026-11-02"}}"#
        ),
        format!(
            r#"{{"kind":"returned","drug":"capecitabine","strength_mg":"500","lot":{quoted},"count":49,"after":{{"date":"2026-11-05","period":"am"}},"date":"2026-11-05","kept":true}}"#
        ),
        r#"{"kind":"visited","date":"2026-11-05"}"#.to_owned(),
        format!(r#"{{"kind":"noted","text":{quoted}}}"#),
        r#"{"kind":"medicine","name":"loperamide","from":"2026-11-04"}"#.to_owned(),
        format!(
            r#"{{"kind":"adverse_event","term":"Diarrhea","words":{quoted},"ctcae_version":"5.0","grade":3,"onset":"2026-11-03","related":{{"capecitabine":"related","utidelone":"not_known"}},"serious":false,"action":{{"capecitabine":"drug_interrupted"}}}}"#
        ),
        r#"{"kind":"adverse_event_changed","event":{"seq":7,"id":"0000000000000007"},"date":"2026-11-05","grade":1}"#.to_owned(),
        format!(
            r#"{{"kind":"corrected","target":{{"seq":3,"id":"0000000000000003"}},"replacement":{{"kind":"returned","drug":"capecitabine","strength_mg":"500","lot":{quoted},"count":50,"after":{{"date":"2026-11-05","period":"am"}},"date":"2026-11-05","kept":true}},"reason":"wrong_units"}}"#
        ),
    ]
    .map(|json| SiteEvent::parse(&json).unwrap());
    let entries = (1..).zip([opened].into_iter().chain(parsed));
    SiteRecord::from_entries(entries.map(|(seq, event)| Entry {
        seq,
        id: EntryId(seq),
        at: moment("2026-11-05 10:00"),
        by: Author::Site {
            id: "LN".parse().unwrap(),
        },
        clock: ClockKind::System,
        event,
    }))
    .unwrap()
}

/// Three days with something of everything, and `text` wherever a file may hold one.
fn diary(text: &str) -> DiaryBuilder {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient().at("2026-11-02 08:10");
    b.meal();
    let first = b.dose(CAPECITABINE, "2026-11-02 am", FULL);
    b.dose(UTIDELONE, "2026-11-02 once", "2x50");
    b.at("2026-11-02 14:00");
    let extra = b.dose(CAPECITABINE, "2026-11-02 am", "2x500");
    b.at("2026-11-03 09:00");
    b.missed(CAPECITABINE, "2026-11-02 pm");
    b.vomited(CAPECITABINE, "2026-11-03 am", FULL);
    let diarrhoea = b.push(Event::Symptom(Symptom {
        term: PlainText::new(text),
        severity: Some(Severity::Moderate),
        answers: [(PlainText::new(text), PlainText::new(text))].into(),
        tier: Tier::CallNow,
        noticed_on: Some(date("2026-11-03")),
        ended_on: None,
    }));
    b.contacted(Said::NobodyAnswered, &[extra]);
    b.at("2026-11-03 11:00")
        .contacted(Said::Pause, &[diarrhoea]);
    b.push(Event::Held(Held {
        drugs: vec![drug(CAPECITABINE)],
        from: slot("2026-11-03 pm"),
        given_at: None,
        reason: PlainText::new(text),
        told: true,
    }));
    let other = Event::Dose(b.intake(CAPECITABINE, "2026-11-02 am", "2x500"));
    b.at("2026-11-05 09:00 +01:00").correct(first, other);
    b.push(Event::Medicine(Medicine {
        name: PlainText::new(text),
        from: None,
        to: Some(date("2026-11-02")),
    }));
    b.by_site().resume(&[CAPECITABINE], "2026-11-05 pm");
    b
}

fn of(text: &str) -> Participant {
    let copy = DiaryCopy {
        last_seq: 17,
        last_hash: "ab".repeat(32),
        damaged_from: Some(18),
        is_torn: false,
        keeps_receipt: true,
        lacks_record: false,
        is_live: false,
    };
    let as_of = AsOf::Now(moment("2026-11-05 16:00"));
    Participant::new(diary(text).diary(), Some(record(text)), copy, as_of)
}

fn long() -> Participant {
    let copy = DiaryCopy {
        last_seq: 90,
        last_hash: "cd".repeat(32),
        damaged_from: None,
        is_torn: true,
        keeps_receipt: true,
        lacks_record: false,
        is_live: false,
    };
    let as_of = AsOf::EndOf(date("2027-01-10"));
    Participant::new(three_cycles().diary(), None, copy, as_of)
}

fn html(of: &Participant, language: Language) -> String {
    let mut bytes = Vec::new();
    let page = Page::of(of, Text::new(language));
    participant(&page, &[], &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn index_of(all: &[Participant], text: Text) -> String {
    let row = |of: &Participant| {
        let mut row = IndexRow::of(&Page::of(of, text));
        row.set_file(format!("{}.html", of.subject()));
        row
    };
    let rows: Vec<IndexRow> = all.iter().map(row).collect();
    let failed = [Failed {
        file: "</td>.jsonl".to_owned(),
        why: "<b>".to_owned(),
    }];
    let mut bytes = Vec::new();
    index(&rows, &failed, "study.html", text, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// A participant with these tumour assessments, by day of November 2026 and what was said.
fn assessed(code: &str, said: &[(&str, &str)], died: Option<&str>) -> Participant {
    let assessments = said.iter().map(|(date, said)| {
        format!(r#"{{"kind":"assessed","date":"{date}","response":"{said}"}}"#)
    });
    let died = died.map(|date| format!(r#"{{"kind":"died","date":"{date}"}}"#));
    let diarrhoea = r#"{"kind":"adverse_event","term":"Diarrhea","ctcae_version":"5.0","grade":3,"onset":"2026-11-20","related":{"capecitabine":"related","utidelone":"not_known"},"serious":false,"action":{}}"#;
    let events = assessments.chain(died).chain([diarrhoea.to_owned()]);
    let parsed = events.map(|json| SiteEvent::parse(&json).unwrap());
    let opened = SiteEvent::Opened(SiteOpened::new(code.parse().unwrap()));
    let entries = (1..).zip([opened].into_iter().chain(parsed));
    let record = SiteRecord::from_entries(entries.map(|(seq, event)| Entry {
        seq,
        id: EntryId(seq),
        at: moment("2027-12-01 10:00"),
        by: Author::Site {
            id: "LN".parse().unwrap(),
        },
        clock: ClockKind::System,
        event,
    }));
    let mut entries = three_cycles().entries().to_vec();
    if let Event::Opened(opened) = &mut entries[0].event {
        opened.subject = code.parse().unwrap();
    }
    let diary = Diary::from_entries(entries).unwrap();
    let (copy, cut) = (long().copy, AsOf::EndOf(date("2027-01-10")));
    Participant::new(diary, Some(record.unwrap()), copy, cut)
}

fn study_of(all: &[Participant], text: Text) -> String {
    let members = all.iter().map(|of| StudyMember::of(of, text));
    let mut page = StudyPage::of(members.collect(), None).unwrap();
    page.reports = [("101".parse().unwrap(), "101.html".to_owned())].into();
    let failed = [Failed {
        file: "</td>.jsonl".to_owned(),
        why: "<b>".to_owned(),
    }];
    let mut bytes = Vec::new();
    study(&page, &failed, text, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// Four participants with something of everything, and one without a site record.
fn a_study() -> Vec<Participant> {
    let responded = [
        ("2026-12-14", "PR"),
        ("2027-01-25", "PR"),
        ("2027-04-19", "PD"),
    ];
    vec![
        assessed("101", &responded, Some("2027-09-30")),
        assessed("102", &[("2026-12-14", "PR"), ("2027-01-25", "PR")], None),
        assessed("103", &[("2026-12-14", "SD"), ("2027-03-08", "PD")], None),
        assessed("104", &[("2026-12-10", "PD")], Some("2027-02-11")),
        long(),
    ]
}

/// Every page that there is, in both languages.
fn pages() -> Vec<String> {
    let pages = LANGUAGES.into_iter().flat_map(|language| {
        let text = Text::new(language);
        [
            html(&of("x"), language),
            html(&long(), language),
            index_of(&[of("x"), long()], text),
            study_of(&a_study(), text),
            study_of(&[], text),
        ]
    });
    pages.collect()
}

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
