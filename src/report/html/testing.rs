//! Made-up participants and the pages about them, for the tests of this room.

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

pub(super) const LANGUAGES: [Language; 2] = [Language::En, Language::ZhHans];
pub(super) const FULL: &str = "4x150+2x500";

pub(super) fn record(text: &str) -> SiteRecord {
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
pub(super) fn diary(text: &str) -> DiaryBuilder {
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

pub(super) fn of(text: &str) -> Participant {
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

pub(super) fn long() -> Participant {
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

pub(super) fn html(of: &Participant, language: Language) -> String {
    let mut bytes = Vec::new();
    let page = Page::of(of, Text::new(language));
    participant(&page, &[], &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

pub(super) fn index_of(all: &[Participant], text: Text) -> String {
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
pub(super) fn assessed(code: &str, said: &[(&str, &str)], died: Option<&str>) -> Participant {
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

pub(super) fn study_of(all: &[Participant], text: Text) -> String {
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
pub(super) fn a_study() -> Vec<Participant> {
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
pub(super) fn pages() -> Vec<String> {
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
