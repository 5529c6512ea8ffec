//! The rows of the datasets, written out by hand; and what the schema does not check.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::*;
use crate::domain::adherence::AsOf;
use crate::domain::adherence::examples::{three_cycles, worked_example};
use crate::domain::entry::{
    Author, ClockKind, Entry, Event, Food, Held, Medicine, Outcome, Severity, Symptom, Tier,
};
use crate::domain::ids::EntryId;
use crate::domain::participant::DiaryCopy;
use crate::domain::plain_text::PlainText;
use crate::domain::protocol::EndReason;
use crate::domain::site::{SiteEvent, SiteOpened, SiteRecord};
use crate::domain::testing::{CAPECITABINE, DiaryBuilder, UTIDELONE, date, drug, moment, slot};
use crate::report::export::FileState;

fn record() -> SiteRecord {
    let opened = SiteEvent::Opened(SiteOpened::new("007".parse().unwrap()));
    let parsed = [
        r#"{"kind":"dispensed","drug":"capecitabine","strength_mg":"500","lot":"A1","count":56,"date":"2026-11-01"}"#,
        r#"{"kind":"lost","drug":"capecitabine","strength_mg":"500","lot":"A1","count":2,"date":"2026-11-03"}"#,
        r#"{"kind":"returned","drug":"capecitabine","strength_mg":"500","lot":"A1","count":48,"after":{"date":"2026-11-04","period":"am"},"date":"2026-11-05","kept":false}"#,
        r#"{"kind":"visited","date":"2026-11-05"}"#,
        r#"{"kind":"visited","date":"2026-11-01"}"#,
        r#"{"kind":"returned","drug":"utidelone","strength_mg":"50","lot":"U1","count":0,"after":{"date":"2026-11-04","period":"am"},"date":"2026-11-05","kept":true}"#,
        r#"{"kind":"medicine","name":"loperamide","from":"2026-11-03","to":"2026-11-04"}"#,
        r#"{"kind":"assessed","date":"2026-10-20","baseline":{"target_sum_mm":100,"new_lesions":false}}"#,
        r#"{"kind":"assessed","date":"2026-12-14","measured":{"target_sum_mm":60,"new_lesions":false}}"#,
        r#"{"kind":"assessed","date":"2026-11-05","response":"SD"}"#,
        r#"{"kind":"new_therapy","date":"2026-12-20","name":"another drug"}"#,
        r#"{"kind":"last_alive","date":"2026-12-20"}"#,
        r#"{"kind":"died","date":"2027-01-02"}"#,
        r#"{"kind":"adverse_event","term":"Diarrhea","ctcae_version":"5.0","grade":2,"onset":"2026-11-01","related":{"capecitabine":"related","utidelone":"not_related"},"serious":false,"action":{"capecitabine":"dose_not_changed","utidelone":"dose_not_changed"}}"#,
        r#"{"kind":"adverse_event_changed","event":{"seq":15,"id":"000000000000000f"},"date":"2026-11-04","grade":3,"serious":true,"action":{"capecitabine":"drug_interrupted"}}"#,
        r#"{"kind":"adverse_event_changed","event":{"seq":15,"id":"000000000000000f"},"date":"2026-11-06","grade":2,"ended":true}"#,
        r#"{"kind":"adverse_event","term":"Infections and infestations - Other, specify","words":"infected nail bed","ctcae_version":"5.0","grade":5,"onset":"2026-11-05","related":{"capecitabine":"not_known","utidelone":"not_known"},"serious":true,"action":{"capecitabine":"dose_not_changed","utidelone":"dose_not_changed"}}"#,
    ]
    .map(|json| SiteEvent::parse(json).unwrap());
    let entries = (1..).zip([opened].into_iter().chain(parsed));
    SiteRecord::from_entries(entries.map(|(seq, event)| Entry {
        seq,
        id: EntryId(seq),
        at: moment("2027-01-03 10:00"),
        by: Author::Site {
            id: "LN".parse().unwrap(),
        },
        clock: ClockKind::System,
        event,
    }))
    .unwrap()
}

/// Four days with everything that a row can say; entries 1 to 4 set the diary up.
fn diary() -> DiaryBuilder {
    let mut b = DiaryBuilder::started("2026-11-02");
    b.by_patient().at("2026-11-02 08:00").meal();
    b.at("2026-11-02 08:10")
        .dose(CAPECITABINE, "2026-11-02 am", "4x150+2x500");
    // After midnight, for the evening before; she does not know whether her stomach was empty.
    b.at("2026-11-03 00:40")
        .dose(CAPECITABINE, "2026-11-02 pm", "2x500");
    let unsure = Event::Dose(crate::domain::entry::Dose {
        food: Some(Food::Unknown),
        taken_at: None,
        ..b.intake(UTIDELONE, "2026-11-03 once", "2x50")
    });
    b.push(unsure);
    b.at("2026-11-03 09:00")
        .missed(CAPECITABINE, "2026-11-03 am");
    b.at("2026-11-03 19:00");
    let vomited = Event::Dose(crate::domain::entry::Dose {
        outcome: Outcome::Vomited,
        food: Some(Food::NotKept),
        ..b.intake(CAPECITABINE, "2026-11-03 pm", "4x150+2x500")
    });
    b.push(vomited);
    b.at("2026-11-03 21:00")
        .dose(CAPECITABINE, "2026-11-03 pm", "1x500");
    b.at("2026-11-03 22:00");
    b.push(Event::Symptom(Symptom {
        term: PlainText::new("diarrhoea"),
        severity: Some(Severity::Moderate),
        answers: BTreeMap::from([
            (PlainText::new("stools_above_usual"), PlainText::new("5")),
            (PlainText::new("night"), PlainText::new("not_sure")),
            (PlainText::new("colour"), PlainText::new("green")),
        ]),
        tier: Tier::CallNow,
        noticed_on: Some(date("2026-11-01")),
        ended_on: None,
    }));
    b.push(Event::Symptom(Symptom {
        term: PlainText::new("other"),
        severity: Some(Severity::None),
        answers: BTreeMap::new(),
        tier: Tier::Record,
        noticed_on: None,
        ended_on: Some(date("2026-11-03")),
    }));
    b.push(Event::Medicine(Medicine {
        name: PlainText::new("x".repeat(300)),
        from: None,
        to: None,
    }));
    b.by_site().push(Event::Held(Held {
        drugs: vec![drug(CAPECITABINE)],
        from: slot("2026-11-04 am"),
        given_at: None,
        reason: PlainText::new("stools"),
        told: false,
    }));
    b.stop(
        &[CAPECITABINE, UTIDELONE],
        "2026-11-05 am",
        Some(EndReason::Progression),
    );
    b
}

fn participant() -> Participant {
    let copy = DiaryCopy {
        last_seq: 16,
        last_hash: "ab".repeat(32),
        damaged_from: None,
        is_torn: false,
        keeps_receipt: true,
        lacks_record: false,
        is_live: false,
    };
    let as_of = AsOf::Now(moment("2026-11-07 10:00"));
    Participant::new(diary().diary(), Some(record()), copy, as_of)
}

fn study() -> StudyId {
    "S1".parse().unwrap()
}

fn part(of: &Participant) -> Part {
    let file = DiaryFile::read(PlainText::new("007.jsonl"), of, PlainText::default());
    Part::of(Some(of), &file.unwrap(), &study()).unwrap()
}

/// The files of some parts, as `runtime` puts them together.
fn files(parts: &[Part]) -> BTreeMap<&'static str, Value> {
    let file = |(place, domain): (usize, &Domain)| {
        let Head { text, count_at } =
            Head::of(domain, &study(), moment("2026-11-07 10:00")).unwrap();
        let parts: Vec<(&str, u64)> = parts
            .iter()
            .filter_map(|part| part.rows().nth(place))
            .filter(|(_, count)| *count > 0)
            .collect();
        let texts: Vec<&str> = parts.iter().map(|(text, _)| *text).collect();
        let mut text = format!("{text}{}{FOOT}", texts.join(ROW_BREAK));
        let number = count(parts.iter().map(|(_, count)| count).sum());
        text.replace_range(count_at..count_at + number.len(), &number);
        (domain.name, serde_json::from_str(&text).unwrap())
    };
    DOMAINS.iter().enumerate().map(file).collect()
}

fn columns(file: &Value) -> Vec<&Map<String, Value>> {
    let columns = file["columns"].as_array().unwrap().iter();
    columns.map(|column| column.as_object().unwrap()).collect()
}

fn rows(file: &Value) -> Vec<BTreeMap<&str, &Value>> {
    let names = columns(file);
    let names: Vec<&str> = names.iter().map(|c| c["name"].as_str().unwrap()).collect();
    let rows = file["rows"].as_array().unwrap().iter();
    rows.map(|row| {
        let row = row.as_array().unwrap();
        assert_eq!(row.len(), names.len(), "{row:?}");
        names.iter().copied().zip(row).collect()
    })
    .collect()
}

/// The rows of a dataset, the cells of some variables each, parted by bars.
#[track_caller]
fn says(dataset: &str, variables: &str, wanted: &[&str]) {
    let files = files(&[part(&participant())]);
    let found: Vec<String> = rows(&files[dataset])
        .iter()
        .map(|row| {
            let cells = variables.split(' ').map(|name| match row[name] {
                Value::Null => String::new(),
                Value::String(text) => text.clone(),
                other => other.to_string(),
            });
            cells.collect::<Vec<_>>().join("|")
        })
        .collect();
    assert_eq!(found, wanted, "{dataset}: {variables}");
}

#[test]
fn a_participant_is_a_row_with_dates_and_without_what_nobody_here_knows() {
    says(
        "DM",
        "STUDYID DOMAIN USUBJID SUBJID RFSTDTC RFENDTC RFXSTDTC RFXENDTC RFPENDTC DTHDTC DTHFL AGE SEX RACE COUNTRY SITEID ARMCD",
        &[
            "S1|DM|S1-007|007|2026-11-02T08:10:00+08:00|2026-11-03T21:00:00+08:00|2026-11-02T08:10:00+08:00|2026-11-03T21:00:00+08:00|2027-01-02|2027-01-02|Y||||||",
        ],
    );
}

#[test]
fn a_dose_that_was_not_taken_is_a_row_that_says_so_and_never_a_dose_of_0() {
    says(
        "EC",
        "ECSEQ ECGRPID ECSPID ECMOOD ECPRESP ECOCCUR ECREASOC ECDOSE ECDOSU ECPSTRG ECFAST EPOCH ECSTDTC ECSTDY ECTPTNUM",
        &[
            "1|UTIDELONE-C1D1-ONCE||SCHEDULED||||2|CAPSULE|50||TREATMENT|2026-11-02|1|1",
            "2|CAPECITABINE-C1D1-AM||SCHEDULED||||4|TABLET|150||TREATMENT|2026-11-02|1|2",
            "3|CAPECITABINE-C1D1-AM||SCHEDULED||||2|TABLET|500||TREATMENT|2026-11-02|1|2",
            "4|CAPECITABINE-C1D1-AM|6|PERFORMED|Y|Y||4|TABLET|150||TREATMENT|2026-11-02T08:10:00+08:00|1|2",
            "5|CAPECITABINE-C1D1-AM|6|PERFORMED|Y|Y||2|TABLET|500||TREATMENT|2026-11-02T08:10:00+08:00|1|2",
            "6|CAPECITABINE-C1D1-PM||SCHEDULED||||4|TABLET|150||TREATMENT|2026-11-02|1|3",
            "7|CAPECITABINE-C1D1-PM||SCHEDULED||||2|TABLET|500||TREATMENT|2026-11-02|1|3",
            "8|CAPECITABINE-C1D1-PM|7|PERFORMED|Y|Y||2|TABLET|500||TREATMENT|2026-11-03T00:40:00+08:00|2|3",
            "9|UTIDELONE-C1D2-ONCE||SCHEDULED||||2|CAPSULE|50||TREATMENT|2026-11-03|2|1",
            "10|UTIDELONE-C1D2-ONCE|8|PERFORMED|Y|Y||2|CAPSULE|50|U|TREATMENT|2026-11-03|2|1",
            "11|CAPECITABINE-C1D2-AM||SCHEDULED||||4|TABLET|150||TREATMENT|2026-11-03|2|2",
            "12|CAPECITABINE-C1D2-AM||SCHEDULED||||2|TABLET|500||TREATMENT|2026-11-03|2|2",
            "13|CAPECITABINE-C1D2-AM|9|PERFORMED|Y|N|FORGOT|||||TREATMENT|2026-11-03|2|2",
            "14|CAPECITABINE-C1D2-PM||SCHEDULED||||4|TABLET|150||TREATMENT|2026-11-03|2|3",
            "15|CAPECITABINE-C1D2-PM||SCHEDULED||||2|TABLET|500||TREATMENT|2026-11-03|2|3",
            "16|CAPECITABINE-C1D2-PM|10|PERFORMED|Y|Y||4|TABLET|150||TREATMENT|2026-11-03T19:00:00+08:00|2|3",
            "17|CAPECITABINE-C1D2-PM|10|PERFORMED|Y|Y||2|TABLET|500||TREATMENT|2026-11-03T19:00:00+08:00|2|3",
            "18|CAPECITABINE-E11|11|PERFORMED||||1|TABLET|500||TREATMENT|2026-11-03T21:00:00+08:00|2|3",
            "19|UTIDELONE-C1D3-ONCE||SCHEDULED||||2|CAPSULE|50||TREATMENT|2026-11-04|3|1",
            "20|CAPECITABINE-C1D3-AM||SCHEDULED||||4|TABLET|150||TREATMENT|2026-11-04|3|2",
            "21|CAPECITABINE-C1D3-AM||SCHEDULED||||2|TABLET|500||TREATMENT|2026-11-04|3|2",
            "22|CAPECITABINE-C1D3-AM|15|PERFORMED|Y|N|HELD BY THE STUDY TEAM: stools|||||TREATMENT|2026-11-04|3|2",
            "23|CAPECITABINE-C1D3-PM||SCHEDULED||||4|TABLET|150||TREATMENT|2026-11-04|3|3",
            "24|CAPECITABINE-C1D3-PM||SCHEDULED||||2|TABLET|500||TREATMENT|2026-11-04|3|3",
            "25|CAPECITABINE-C1D3-PM|15|PERFORMED|Y|N|HELD BY THE STUDY TEAM: stools|||||TREATMENT|2026-11-04|3|3",
        ],
    );
}

#[test]
fn every_intake_is_a_row_in_mg() {
    says(
        "EX",
        "EXSEQ EXSPID EXLNKID EXTRT EXDOSE EXDOSU EXDOSFRM EXFAST EXSTDTC EXENDTC EXSTDY EXENDY EXTPT EXTPTNUM",
        &[
            "1|6|CAPECITABINE-C1D1-AM|CAPECITABINE|1600|mg|TABLET||2026-11-02T08:10:00+08:00|2026-11-02T08:10:00+08:00|1|1|MORNING|2",
            "2|7|CAPECITABINE-C1D1-PM|CAPECITABINE|1000|mg|TABLET||2026-11-03T00:40:00+08:00|2026-11-03T00:40:00+08:00|2|2|EVENING|3",
            "3|8|UTIDELONE-C1D2-ONCE|UTIDELONE|100|mg|CAPSULE|U|2026-11-03|2026-11-03|2|2|ONCE A DAY|1",
            "4|10|CAPECITABINE-C1D2-PM|CAPECITABINE|1600|mg|TABLET||2026-11-03T19:00:00+08:00|2026-11-03T19:00:00+08:00|2|2|EVENING|3",
            "5|11|CAPECITABINE-E11|CAPECITABINE|500|mg|TABLET||2026-11-03T21:00:00+08:00|2026-11-03T21:00:00+08:00|2|2|EVENING|3",
        ],
    );
}

#[test]
fn what_was_handed_out_counted_and_lost_has_the_terms_of_the_standard() {
    says(
        "DA",
        "DASEQ DASPID DATESTCD DASCAT DAREFID DAORRES DAORRESU DASTRESN VISITNUM VISIT EPOCH DADTC DADY",
        &[
            "1|2|DISPAMT|CAPECITABINE 500 mg|A1|56|TABLET|56|1|VISIT 1|SCREENING|2026-11-01|-1",
            "2|3|LOSTAMT|CAPECITABINE 500 mg|A1|2|TABLET|2|||TREATMENT|2026-11-03|2",
            "3|4|REMAMT|CAPECITABINE 500 mg|A1|48|TABLET|48|2|VISIT 2|FOLLOW-UP|2026-11-05|4",
            "4|7|RETAMT|UTIDELONE 50 mg|U1|0|CAPSULE|0|2|VISIT 2|FOLLOW-UP|2026-11-05|4",
        ],
    );
}

#[test]
fn a_symptom_is_a_clinical_event_and_each_answer_a_finding_about_it() {
    says(
        "CE",
        "CESEQ CESPID CELNKID CETERM CEPRESP CEOCCUR CESEV EPOCH CEDTC CESTDTC CEENDTC CEDY CESTDY CEENDY",
        &[
            "1|12|S12|DIARRHOEA|Y|Y|MODERATE|SCREENING|2026-11-03T22:00:00+08:00|2026-11-01||2|-1|",
            "2|13|S13|OTHER||||TREATMENT|2026-11-03T22:00:00+08:00||2026-11-03|2||2",
        ],
    );
    says(
        "FA",
        "FASPID FALNKID FATESTCD FAOBJ FACAT FAORRES FASTRESC FASTRESN FAEVAL FADTC FADY",
        &[
            "6|CAPECITABINE-C1D1-AM|MEALRULE|CAPECITABINE|INTAKE|YES|Y||STUDY SUBJECT|2026-11-02T08:10:00+08:00|1",
            "7|CAPECITABINE-C1D1-PM|MEALRULE|CAPECITABINE|INTAKE|YES|Y||STUDY SUBJECT|2026-11-03T00:40:00+08:00|2",
            "10|CAPECITABINE-C1D2-PM|MEALRULE|CAPECITABINE|INTAKE|NO|N||STUDY SUBJECT|2026-11-03T19:00:00+08:00|2",
            "10|CAPECITABINE-C1D2-PM|VOMITED|CAPECITABINE|INTAKE|YES|Y||STUDY SUBJECT|2026-11-03T19:00:00+08:00|2",
            "11|CAPECITABINE-E11|MEALRULE|CAPECITABINE|INTAKE|YES|Y||STUDY SUBJECT|2026-11-03T21:00:00+08:00|2",
            "12|S12|SEV|DIARRHOEA|SYMPTOM|MODERATE|MODERATE||STUDY SUBJECT|2026-11-03T22:00:00+08:00|2",
            "12|S12|OTHERQ|DIARRHOEA|SYMPTOM|colour=green|colour=green||STUDY SUBJECT|2026-11-03T22:00:00+08:00|2",
            "12|S12|STOOLNGT|DIARRHOEA|SYMPTOM|NOT SURE|U||STUDY SUBJECT|2026-11-03T22:00:00+08:00|2",
            "12|S12|STOOLABV|DIARRHOEA|SYMPTOM|5|5|5|STUDY SUBJECT|2026-11-03T22:00:00+08:00|2",
            "12|S12|URGENCY|DIARRHOEA|SYMPTOM|CALL NOW|CALL NOW|||2026-11-03T22:00:00+08:00|2",
            "13|S13|SEV|OTHER|SYMPTOM|NONE|NONE||STUDY SUBJECT|2026-11-03T22:00:00+08:00|2",
            "13|S13|URGENCY|OTHER|SYMPTOM|RECORD|RECORD|||2026-11-03T22:00:00+08:00|2",
            "15|A15|TOXGR|Diarrhea|ADVERSE EVENT|2|2||INVESTIGATOR|2026-11-01|-1",
            "15|A15|TOXGR|Diarrhea|ADVERSE EVENT|3|3||INVESTIGATOR|2026-11-04|3",
            "15|A15|TOXGR|Diarrhea|ADVERSE EVENT|2|2||INVESTIGATOR|2026-11-06|5",
            "15|A15|RELATED|Diarrhea|ADVERSE EVENT|RELATED|RELATED||INVESTIGATOR||",
            "15|A15|RELATED|Diarrhea|ADVERSE EVENT|NOT RELATED|NOT RELATED||INVESTIGATOR||",
            "15|A15|ACTION|Diarrhea|ADVERSE EVENT|DRUG INTERRUPTED|DRUG INTERRUPTED||INVESTIGATOR||",
            "15|A15|ACTION|Diarrhea|ADVERSE EVENT|DOSE NOT CHANGED|DOSE NOT CHANGED||INVESTIGATOR||",
            "18|A18|TOXGR|infected nail bed|ADVERSE EVENT|5|5||INVESTIGATOR|2026-11-05|4",
            "18|A18|RELATED|infected nail bed|ADVERSE EVENT|UNKNOWN|UNKNOWN||INVESTIGATOR||",
            "18|A18|RELATED|infected nail bed|ADVERSE EVENT|UNKNOWN|UNKNOWN||INVESTIGATOR||",
            "18|A18|ACTION|infected nail bed|ADVERSE EVENT|DOSE NOT CHANGED|DOSE NOT CHANGED||INVESTIGATOR||",
            "18|A18|ACTION|infected nail bed|ADVERSE EVENT|DOSE NOT CHANGED|DOSE NOT CHANGED||INVESTIGATOR||",
        ],
    );
}

#[test]
fn an_adverse_event_has_its_highest_grade_and_what_holds_for_all_drugs() {
    says(
        "AE",
        "AESEQ AESPID AELNKID AETERM AEMODIFY AEDECOD AEBODSYS AESER AEACN AEREL AEOUT AESDTH AETOXGR EPOCH AESTDTC AEENDTC AESTDY AEENDY",
        &[
            "1|15|A15|Diarrhea|||Gastrointestinal disorders|Y|MULTIPLE|MULTIPLE|||3|SCREENING|2026-11-01|2026-11-06|-1|5",
            "2|18|A18|infected nail bed|Infections and infestations - Other, specify||Infections and infestations|Y|DOSE NOT CHANGED|UNKNOWN|FATAL|Y|5|FOLLOW-UP|2026-11-05||4|",
        ],
    );
}

#[test]
fn visits_meals_medicines_responses_and_the_end_have_their_datasets() {
    says(
        "SV",
        "VISITNUM VISIT SVSTDTC SVENDTC SVSTDY",
        &[
            "1|VISIT 1|2026-11-01|2026-11-01|-1",
            "2|VISIT 2|2026-11-05|2026-11-05|4",
        ],
    );
    says(
        "ML",
        "MLSEQ MLSPID MLTRT MLENDTC MLENDY MLSTRTPT MLSTTPT",
        &["1|5|MEAL|2026-11-02T08:00:00+08:00|1|BEFORE|2026-11-02T08:00:00+08:00"],
    );
    says(
        "CM",
        "CMSEQ CMSPID CMCAT EPOCH CMSTDTC CMENDTC CMSTDY CMENDY",
        &[
            "1|DIARY 14|CONCOMITANT MEDICATION|||||",
            "2|SITE 8|CONCOMITANT MEDICATION|TREATMENT|2026-11-03|2026-11-04|2|3",
            "3|SITE 12|SUBSEQUENT ANTI-CANCER THERAPY|FOLLOW-UP|2026-12-20||49|",
        ],
    );
    says(
        "DS",
        "DSSEQ DSSPID DSTERM DSDECOD DSSCAT EPOCH DSSTDTC DSSTDY",
        &[
            "1|16|UTIDELONE STOPPED: DISEASE PROGRESSION|PROGRESSIVE DISEASE|UTIDELONE|TREATMENT|2026-11-05|4",
            "2|16|CAPECITABINE STOPPED: DISEASE PROGRESSION|PROGRESSIVE DISEASE|CAPECITABINE|TREATMENT|2026-11-05|4",
            "3||DEATH|DEATH|STUDY PARTICIPATION|FOLLOW-UP|2027-01-02|62",
        ],
    );
    says(
        "RS",
        "RSSEQ RSSPID RSORRES RSDRVFL VISITNUM EPOCH RSDTC RSDY",
        &[
            "1|11|SD||2|FOLLOW-UP|2026-11-05|4",
            "2|10|PR|Y||FOLLOW-UP|2026-12-14|43",
        ],
    );
    says(
        "SS",
        "SSSEQ SSSPID SSORRES SSDTC SSDY",
        &["1|13|ALIVE|2026-12-20|49", "2|14|DEAD|2027-01-02|62"],
    );
}

#[test]
fn somebodys_own_words_are_cut_where_the_standard_ends() {
    let files = files(&[part(&participant())]);
    let rows = rows(&files["CM"]);
    let name = rows[0]["CMTRT"].as_str().unwrap();
    assert_eq!((name.len(), &name[196..]), (200, "x..."));
}

/// Other participants, each with something that the first one has not.
fn all_parts() -> Vec<Part> {
    let of = |diary: DiaryBuilder, until: &str| {
        let copy = participant().copy;
        Participant::new(diary.diary(), None, copy, AsOf::Now(moment(until)))
    };
    let mut nothing_taken = DiaryBuilder::started("2026-11-02");
    nothing_taken.by_patient().at("2026-11-02 20:00").meal();
    nothing_taken.missed(CAPECITABINE, "2026-11-02 am");
    let others = [
        participant(),
        of(worked_example(), "2026-11-20 10:00"),
        of(three_cycles(), "2027-01-20 10:00"),
        of(nothing_taken, "2026-11-03 08:00"),
        of(DiaryBuilder::new(), "2026-11-01 10:00"),
    ];
    others.iter().map(part).collect()
}

#[test]
fn every_file_is_dataset_json() {
    let schema = include_str!("../../../tests/dataset-json/dataset.schema.json");
    let schema: Value = serde_json::from_str(schema).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    for (name, file) in files(&all_parts()).into_iter().chain(files(&[])) {
        let problems: Vec<String> = schema.iter_errors(&file).map(|e| e.to_string()).collect();
        assert!(problems.is_empty(), "{name}: {problems:?}");
    }
    let mut wrong = files(&[])["DM"].clone();
    wrong["records"] = Value::from("1");
    assert!(!schema.is_valid(&wrong));
}

#[test]
fn the_number_of_records_the_types_and_the_lengths_are_what_the_columns_say() {
    for (name, file) in files(&all_parts()) {
        let rows = rows(&file);
        assert_eq!(file["records"], rows.len(), "{name}");
        assert!(!rows.is_empty(), "{name} shows nothing");
        let columns = columns(&file);
        let names: BTreeSet<&str> = columns
            .iter()
            .map(|c| c["name"].as_str().unwrap())
            .collect();
        assert_eq!(names.len(), columns.len(), "{name}: a name twice");
        for column in columns {
            let variable = column["name"].as_str().unwrap();
            let label = column["label"].as_str().unwrap();
            assert!(
                variable.len() <= 8 && label.len() <= 40,
                "{name}.{variable}"
            );
            for row in &rows {
                let cell = row[variable];
                let fits = match column["dataType"].as_str().unwrap() {
                    "string" => cell.as_str().is_some_and(|text| {
                        let length = text.chars().count() as u64;
                        (1..=column["length"].as_u64().unwrap()).contains(&length)
                    }),
                    "integer" => cell.is_i64(),
                    _ => cell.is_number(),
                };
                assert!(fits || cell.is_null(), "{name}.{variable}: {cell}");
            }
        }
    }
}

#[test]
fn keys_and_sequence_numbers_tell_the_rows_of_a_participant_apart() {
    for part in all_parts() {
        for (name, file) in files(&[part]) {
            let columns = columns(&file);
            let keys = columns.iter().filter(|c| c.contains_key("keySequence"));
            let keys: Vec<&str> = keys.map(|c| c["name"].as_str().unwrap()).collect();
            let mut found = BTreeSet::new();
            for (row, number) in rows(&file).iter().zip(1_u64..) {
                let key: Vec<String> = keys.iter().map(|key| row[key].to_string()).collect();
                assert!(found.insert(key.clone()), "{name}: {key:?}");
                if let Some(seq) = row.get(format!("{name}SEQ").as_str()) {
                    assert_eq!(**seq, number, "{name}");
                }
            }
        }
    }
}

#[test]
fn study_days_are_counted_from_the_first_intake_and_there_is_no_day_0() {
    let day_of = |text: &str| date(&text[..10]);
    let mut counted = 0;
    for of in all_parts() {
        let files = files(&[of]);
        let first = rows(&files["DM"])[0]["RFSTDTC"].as_str().map(day_of);
        for (name, file) in &files {
            for row in rows(file) {
                for (variable, cell) in row.iter().filter(|(name, _)| name.ends_with("DTC")) {
                    let stem = variable.strip_suffix("DTC").unwrap();
                    let Some(day) = row.get(format!("{stem}DY").as_str()) else {
                        continue;
                    };
                    let wanted = first.zip(cell.as_str()).map(|(first, text)| {
                        let days = day_of(text).days_since(first);
                        if days >= 0 { days + 1 } else { days }
                    });
                    assert_eq!(day.as_i64(), wanted, "{name}.{variable}: {cell}");
                    counted += 1;
                }
            }
        }
    }
    assert!(counted > 1000, "{counted}");
}

#[test]
fn who_took_nothing_has_no_study_days_and_the_page_says_so() {
    let of = &all_parts()[3];
    let files = files(std::slice::from_ref(of));
    let missed: Vec<Value> = rows(&files["EC"])
        .iter()
        .filter(|row| row["ECOCCUR"] == "N")
        .map(|row| row["ECSTDY"].clone())
        .collect();
    assert_eq!(missed, [Value::Null]);
    assert_eq!(files["EX"]["records"], 0);
    let wanted = "`007.jsonl`: no intake is recorded, so there are no study days".to_owned();
    assert!(of.notes().contains(&wanted), "{:?}", of.notes());
}

#[test]
fn the_page_names_every_file_that_is_not_whole_and_nothing_breaks_out_of_it() {
    let name = PlainText::new("a`|b\u{202e}.jsonl");
    let problem = PlainText::new("line 3 <b> *is* [wrong](x)");
    let file = DiaryFile::left_out(name, FileState::Unreadable, None, problem);
    let part = Part::of(None, &file, &study()).unwrap();
    assert!(part.rows().all(|row| row == ("", 0)));
    let page = page(&study(), &[0; DOMAINS.len()], part.notes());
    let wanted = r"- `a'|b\u{202e}.jsonl`: not counted. line 3 \<b\> \*is\* \[wrong\]\(x\)";
    assert!(page.contains(wanted), "{page}");
}

#[test]
fn the_identifier_of_a_study_is_plain() {
    for text in ["NCT00000000", "UTI-CAP.2_b"] {
        assert_eq!(text.parse::<StudyId>().unwrap().to_string(), text);
    }
    for text in ["", "-x", "a b", "a/b", "\u{7814}", &"a".repeat(41)] {
        assert_eq!(text.parse::<StudyId>(), Err(StudyIdError), "{text}");
    }
}

/// Renewed by `DOSEBOOK_PAGES=write cargo test --lib sdtm`.
#[test]
fn the_documentation_lists_the_variables_as_they_are() {
    const FROM: &str = "<!-- variables -->\n";
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/sdtm.md");
    let old = std::fs::read_to_string(path).unwrap();
    let (kept, _) = old.split_once(FROM).unwrap();
    let new = format!("{kept}{FROM}\n{}", page::variables());
    if std::env::var_os("DOSEBOOK_PAGES").is_some_and(|what| what == "write") {
        std::fs::write(path, &new).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap(), new);
}
