//! What each dataset says of a diary written by hand.

use super::*;

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
