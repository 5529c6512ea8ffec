//! The review by its keys: who is listed first, where Enter leads, what is written and what never is.

use super::testing::{Nurse, eventful, folder, read, record};
use super::{Effect, Outcome, Proposal, Screen, State};
use crate::app::{Drawn, Press, Tone};
use crate::domain::adherence::MeasureKind;
use crate::domain::entry::{Author, Language};
use crate::domain::site::{SiteCommand, SiteEvent, SiteRefusal, Visited};
use crate::domain::symptoms::Term;
use crate::domain::testing::{DiaryBuilder, date, participant};
use crate::text::Text;

fn names(nurse: &Nurse) -> Vec<String> {
    let labels = nurse.labels();
    labels
        .into_iter()
        .filter(|label| label != "In the order")
        .collect()
}

#[test]
fn who_needs_talking_about_most_stands_first_and_what_cannot_be_read_is_a_row_that_says_so() {
    let mut nurse = Nurse::new();
    assert_eq!(names(&nurse), ["007", "012", "notes.jsonl", "023", "011"]);
    nurse.sees("cannot be read").choose("notes.jsonl");
    nurse.sees("This is not a diary.").press(Press::Language);
    nurse.sees("这不是日记文件。").press(Press::Back);
    nurse.choose("012");
    let banner = nurse.view().banner;
    assert!(matches!(banner, Some((Tone::Alarm, words)) if words.contains("113")));
}

#[test]
fn the_list_says_how_many_of_its_diaries_are_made_up() {
    let mut nurse = Nurse::new();
    assert_eq!(nurse.view().banner, None);
    let mut sample = DiaryBuilder::started("2026-11-12");
    let sample = read(participant(
        sample.of("031").sample(),
        None,
        "2026-11-14 10:00",
    ));
    nurse.cases.push(sample.clone());
    let banner = nurse.view().banner;
    assert!(matches!(banner, Some((Tone::Caution, words)) if words.contains("1 of 5 diaries")));
    let nurse = Nurse::before(vec![sample]);
    let words = Text::new(Language::En).sample_data();
    assert_eq!(nurse.view().banner, Some((Tone::Caution, words)));
}

#[test]
fn arrows_filter_and_sort_the_participants() {
    let mut nurse = Nurse::new();
    nurse.press(Press::Up).press(Press::Right);
    assert_eq!(names(&nurse), ["007", "011", "012", "023", "notes.jsonl"]);
    nurse.press(Press::Right);
    assert_eq!(names(&nurse)[0], "007", "the least adherence first");
    nurse.presses(Press::Right, 2);
    nurse.press(Press::Down).press(Press::Right);
    let bar = nurse.view().tabs.unwrap();
    assert_eq!((bar.chosen, bar.names[1].as_str()), (1, "Urgent 2"));
    assert_eq!(names(&nurse), ["007", "012"]);
    nurse.press(Press::Left).press(Press::Left);
    assert_eq!(
        names(&nurse),
        ["012", "notes.jsonl"],
        "around the end: damaged"
    );
}

#[test]
fn while_the_folder_is_read_the_chosen_participant_stays_chosen() {
    let mut nurse = Nurse::new();
    let later = std::mem::replace(&mut nurse.cases[0].state, State::Waiting);
    nurse.presses(Press::Down, 2);
    let before = nurse.model.chosen(nurse_world(&nurse));
    assert_eq!(before, Some(4), "participant 023");
    nurse.cases[0].state = later;
    let mut model = std::mem::replace(
        &mut nurse.model,
        super::Model::of_folder(Language::En, false),
    );
    model.keep_chosen(before, nurse_world(&nurse));
    nurse.model = model;
    assert_eq!(nurse.model.chosen(nurse_world(&nurse)), before);
    let view = nurse.view();
    assert_eq!(view.page.rows[view.cursor].label, "023");
}

fn nurse_world(nurse: &Nurse) -> super::World<'_> {
    super::World {
        cases: &nurse.cases,
        aside: &nurse.aside,
        place: "",
        now: nurse.now,
        uptime_ms: nurse.uptime_ms,
        drawn: Drawn::default(),
    }
}

#[test]
fn a_finding_leads_to_its_slots_and_entries_with_when_they_happened_and_were_recorded() {
    let mut nurse = Nurse::new();
    nurse
        .choose("007")
        .choose("Recorded after the entry window");
    nurse.sees("2026-11-13 09:00").sees("Corrected");
    nurse
        .choose("26")
        .sees("Now: capecitabine tablets, evening, Wed 11 Nov, 2 x 500 mg");
    nurse
        .choose("Go to Wed 11 Nov")
        .sees("capecitabine tablets, evening");
}

#[test]
fn what_is_new_since_the_last_review_says_so_and_without_a_review_nothing_does() {
    let marked = |reviewed: Option<u64>| {
        let mut record = record();
        reviewed.map(|last_seq| record.review(last_seq));
        let participant = participant(&eventful(), Some(&record), "2026-11-14 10:00");
        let mut nurse = Nurse::before(vec![read(participant)]);
        nurse.choose("007");
        let rows = nurse.view().page.rows;
        let is_marked = |words: &str| words == "new since the last review";
        let marked = rows.into_iter().filter(|row| {
            let mut notes = row.notes.iter();
            notes.any(|(_, words)| is_marked(words))
        });
        marked.map(|row| row.label).collect::<Vec<_>>()
    };
    assert_eq!(marked(None), [""; 0]);
    let last = eventful().entries().len() as u64;
    // What was corrected, and the order that was told, came behind the report of the symptom.
    let new = marked(Some(last - 3));
    assert!(new.iter().any(|words| words.contains("orrect")), "{new:?}");
    assert!(
        !new.iter().any(|words| words.contains("Symptoms")),
        "{new:?}"
    );
    let new = marked(Some(last));
    assert!(!new.iter().any(|words| words.contains("orrect")), "{new:?}");
}

#[test]
fn the_pages_of_a_participant_stand_beside_each_other_and_left_from_the_first_is_the_last() {
    let mut nurse = Nurse::new();
    nurse.choose("007");
    let count = nurse.view().tabs.unwrap().names.len();
    for place in 0..count {
        assert_eq!(nurse.view().tabs.unwrap().chosen, place);
        nurse.press(Press::Next);
    }
    assert_eq!(nurse.view().tabs.unwrap().chosen, 0);
    nurse.press(Press::Left);
    assert_eq!(nurse.view().tabs.unwrap().chosen, count - 1);
    nurse.press(Press::Back);
    assert_eq!(names(&nurse).len(), 5);
}

#[test]
fn every_figure_shows_its_numerator_and_denominator_and_lists_as_many_slots() {
    let mut nurse = Nurse::new();
    nurse.choose("007").presses(Press::Next, 2);
    // From utidelone to capecitabine.
    nurse.press(Press::Right).sees("Dose adherence");
    let known = folder().remove(0);
    let figures = &known.known().unwrap().participant.adherence.drugs[1];
    let ratio = MeasureKind::DoseAdherence
        .of(&figures.all.measures)
        .ratio()
        .unwrap();
    let rows = nurse.view().page.rows;
    let row = rows
        .iter()
        .find(|row| row.label == "Dose adherence")
        .unwrap();
    let [_, part, whole] = [0, 1, 2].map(|at| row.cells[at].words.clone());
    assert_eq!(part, ratio.numerator().to_string());
    assert_eq!(whole, ratio.denominator().to_string());
    nurse.choose("Dose adherence");
    let less = nurse.labels().len();
    nurse.act(super::Action::Point(0)).press(Press::Right);
    let full = nurse.labels().len();
    // Each list has a row to switch and one to go back.
    assert_eq!((less + full - 4) as u64, ratio.denominator());
    assert_eq!((full - 2) as u64, ratio.numerator());
}

#[test]
fn the_count_that_differs_names_the_days_that_could_explain_it() {
    let mut nurse = Nurse::new();
    nurse.choose("007").presses(Press::Next, 4);
    nurse
        .choose("capecitabine 500 mg")
        .sees("Pill count")
        .sees("Expected");
    let day = nurse.labels()[0].clone();
    nurse.choose(&day).sees("recorded");
}

#[test]
fn the_trail_is_filtered_by_arrows_and_ends_with_the_site_record() {
    let mut nurse = Nurse::new();
    nurse.choose("007").presses(Press::Next, 6).press(Press::Up);
    let all = nurse.words();
    assert!(all.contains("all of the diary: 30"), "{all}");
    nurse
        .presses(Press::Right, 4)
        .sees("recorded on a later day: 1");
    nurse.press(Press::Right).sees("corrected: 2");
    nurse
        .presses(Press::Right, 2)
        .sees("the site record: 6")
        .sees("lot A1");
}

#[test]
fn what_is_confirmed_is_recorded_and_asked_again_where_the_record_has_changed() {
    let proposal = |nurse: &Nurse| Proposal {
        case: 0,
        by: Author::Site {
            id: "LN".parse().unwrap(),
        },
        command: SiteCommand::Record(SiteEvent::Visited(Visited {
            date: date("2026-11-13"),
        })),
        replaced: None,
        decision: {
            let known = nurse.cases[0].known().unwrap();
            let facts = crate::domain::site::Facts {
                subject: known.participant.subject(),
                record: known.participant.record.as_ref(),
                diary: Some(&known.participant.diary),
                head: None,
                today: date("2026-11-14"),
            };
            let by = Author::Site {
                id: "LN".parse().unwrap(),
            };
            let visit = SiteEvent::Visited(Visited {
                date: date("2026-11-13"),
            });
            crate::domain::site::decide(&facts, &by, &SiteCommand::Record(visit)).unwrap()
        },
        answered: 0,
        again: false,
    };
    for (outcome, words) in [
        (Outcome::Recorded, "Recorded 10:15"),
        (Outcome::Changed, "Something was recorded meanwhile"),
        (
            Outcome::Refused(SiteRefusal::NoUnits),
            "This cannot be recorded",
        ),
    ] {
        let mut nurse = Nurse::new();
        nurse.choose("007");
        let ask = Screen::Ask(Box::new(proposal(&nurse)));
        nurse.model.stage.push(ask);
        nurse.outcome = Some(outcome);
        nurse.choose("Yes, record it");
        assert!(matches!(
            nurse.effects.last(),
            Some(Effect::Record { case: 0, .. })
        ));
        let page = nurse.words();
        assert!(page.contains(words), "{words:?} is not in:\n{page}");
    }
}

#[test]
fn an_empty_folder_says_so_and_one_being_read_says_how_far() {
    let mut nurse = Nurse::before(Vec::new());
    nurse
        .sees("There is no diary in this folder.")
        .press(Press::Down);
    let mut cases = folder();
    cases[1].state = State::Waiting;
    let mut nurse = Nurse::before(cases);
    nurse.sees("Reading the diaries: 4 of 5").choose("011");
    nurse.sees("being read");
}

#[test]
fn a_diary_that_is_the_same_on_every_page_stays_the_same_in_both_languages() {
    let before = participant(&eventful(), None, "2026-11-14 10:00");
    let mut nurse = Nurse::new();
    nurse.choose("007");
    for _ in 0..7 {
        nurse.press(Press::Language).press(Press::Next);
        let rows = nurse.labels().len();
        for row in 0..rows {
            nurse.act(super::Action::Point(row)).press(Press::Enter);
            nurse.press(Press::Back);
        }
    }
    let after = &nurse.cases[0].known().unwrap().participant;
    assert_eq!(after.diary.history().len(), before.diary.history().len());
    let writes = |effect: &Effect| matches!(effect, Effect::Record { .. });
    assert!(!nurse.effects.iter().any(writes));
}

#[test]
fn a_diary_that_can_be_read_after_all_opens_its_participant() {
    let mut cases = folder();
    let read = std::mem::replace(&mut cases[0].state, State::Waiting);
    let mut nurse = Nurse::before(cases);
    nurse.choose("007").sees("being read");
    nurse.cases[0].state = read;
    nurse.act(super::Action::Tick).sees("Extra doses");
    assert!(nurse.view().tabs.is_some());
}

#[test]
fn why_a_record_or_a_diary_is_not_read_stands_on_the_first_page_of_the_participant() {
    let mut nurse = Nurse::new();
    nurse.cases[0].trouble = [
        vec!["007.site.jsonl, line 4: not an entry.".to_owned()],
        vec!["007.site.jsonl 第4行不是记录。".to_owned()],
    ];
    nurse.choose("007").sees("line 4: not an entry");
    nurse.press(Press::Language).sees("第4行不是记录");
}

#[test]
fn beside_a_record_that_cannot_be_read_nothing_is_called_absent_and_no_diary_is_to_be_received() {
    let mut begun = participant(
        &DiaryBuilder::started("2026-11-12"),
        None,
        "2026-11-14 10:00",
    );
    begun.copy.lacks_record = true;
    let mut nurse = Nurse::before(vec![read(begun)]);
    nurse.choose("007");
    // Symptoms, tablets, tumour, and behind the entries the visit.
    for pages in [3, 1, 1, 2] {
        nurse.presses(Press::Next, pages);
        nurse.sees("dosebook verify FOLDER");
        let words = nurse.words();
        assert!(!words.contains("dosebook receive"), "{words}");
        assert!(
            !words.contains("No tablets or capsules are recorded"),
            "{words}"
        );
    }
}

#[test]
fn beside_what_cannot_be_read_it_still_stands_that_the_data_are_made_up() {
    let mut diary = DiaryBuilder::started("2026-11-12");
    let mut sample = participant(diary.sample(), None, "2026-11-14 10:00");
    sample.copy.damaged_from = Some(5);
    let mut nurse = Nurse::before(vec![read(sample)]);
    nurse.choose("007");
    let Some((Tone::Alarm, words)) = nurse.view().banner else {
        panic!("no alarm");
    };
    let text = Text::new(Language::En);
    assert!(words.contains(&text.damaged_from(5)), "{words}");
    assert!(words.contains(&text.sample_data()), "{words}");
}

#[test]
fn files_that_do_not_count_are_named_on_the_list_and_explained_on_a_page() {
    let mut nurse = Nurse::new();
    assert!(!nurse.words().contains("Files that do not count"));
    nurse.aside = vec![[
        vec!["Participant 007 is counted once.".to_owned()],
        vec!["受试者 007 只统计一次。".to_owned()],
    ]];
    let view = nurse.view();
    assert_eq!(view.page.rows[view.cursor].label, "007");
    nurse.choose("Files that do not count");
    nurse.sees("Participant 007 is counted once.");
    nurse.press(Press::Language).sees("受试者 007 只统计一次。");
    nurse.press(Press::Back).sees("notes.jsonl");
}

#[test]
fn the_study_team_reads_clinical_words_where_the_participant_said_plain_ones() {
    let staff = Text::new(Language::ZhHans).for_staff();
    assert_eq!(staff.term(Term::Diarrhoea), "腹泻");
    assert_eq!(Text::new(Language::ZhHans).term(Term::Diarrhoea), "拉肚子");
    assert_eq!(staff.author(&Author::Patient {}), "受试者");
}

#[test]
fn the_newest_count_of_tablets_stands_first() {
    let mut record = record();
    record.at("2026-11-23 10:00").json(
        r#"{"kind":"returned","drug":"capecitabine","strength_mg":"500","lot":"A1","count":9,"date":"2026-11-23","after":{"date":"2026-11-22","period":"pm"},"kept":true}"#,
    );
    let now = "2026-11-23 10:00";
    let mut nurse = Nurse::before(vec![read(participant(&eventful(), Some(&record), now))]);
    nurse.choose("007").presses(Press::Next, 4);
    let headings: Vec<String> = nurse
        .view()
        .page
        .rows
        .iter()
        .filter_map(|row| row.heading.clone().map(|(_, words)| words))
        .collect();
    assert!(headings.len() > 1, "{headings:?}");
    assert!(headings[0].starts_with("after "), "{headings:?}");
}
