//! How many of the doses that were due were taken, cycle by cycle: counts beside what was reported.
//!
//! With this treatment too much is the danger, so nothing here praises or blames: beside a severe
//! symptom or an open warning the page says that the study team must know. The figures are those of
//! `domain::adherence`.

use crate::domain::adherence::{AsOf, CycleAdherence, DrugAdherence, adherence};
use crate::domain::calendar::DiaryDate;
use crate::domain::diary::Diary;
use crate::domain::entry::{Event, Severity, Tier};

use super::page::{Bar, Page, Row, Tone};
use super::screen::{Act, Context, Screen};
use super::{contact, strip};

/// Every cycle that has begun, newest first.
pub(super) fn page(context: &Context) -> Page {
    let text = context.text;
    let mut page = Page::new().heading(text.progress_heading());
    if !context.diary.open_warnings().is_empty() {
        page = contact::alarm(page, context)
            .text(Tone::Alarm, text.team_must_know())
            .gap();
    }
    page = page.text(Tone::Plain, text.progress_counts()).gap();
    let figures = adherence(context.diary, AsOf::Now(context.world.now)).drugs;
    for cycle in numbers(&figures).into_iter().rev() {
        page = page.row(cycle_row(cycle, &figures, context).apart());
    }
    if page.rows.is_empty() {
        page = page.text(Tone::Plain, text.progress_nothing_yet()).gap();
    }
    page.row(Row::act(text.go_back(), Act::Back).apart())
}

/// The numbers of the cycles that have begun, in their order.
fn numbers(figures: &[DrugAdherence]) -> Vec<u16> {
    let cycles = figures.first().map(|drug| &drug.cycles);
    cycles.into_iter().flatten().map(|c| c.cycle).collect()
}

fn of_cycle(drug: &DrugAdherence, cycle: u16) -> Option<&CycleAdherence> {
    drug.cycles.iter().find(|figures| figures.cycle == cycle)
}

fn cycle_row(cycle: u16, figures: &[DrugAdherence], context: &Context) -> Row {
    let text = context.text;
    let act = Act::open(Screen::CycleProgress(cycle));
    let mut row = Row::act(heading(cycle, context), act);
    for drug in figures {
        let Some(figures) = of_cycle(drug, cycle) else {
            continue;
        };
        let counts = figures.measures.counts;
        if counts.planned == 0 {
            continue;
        }
        let ratio = figures.measures.dose_adherence.ratio();
        let taken = ratio.map_or(0, |ratio| ratio.numerator());
        row.bars.push(Bar {
            name: strip::short_name(context.diary, drug.drug, text),
            taken,
            due: counts.evaluable,
            words: text.taken_of_due(taken, &counts),
        });
    }
    reported(cycle, context)
        .into_iter()
        .fold(row, |row, line| row.note(Tone::Caution, line))
}

fn heading(cycle: u16, context: &Context) -> String {
    let text = context.text;
    let found = context.diary.cycles().iter().find(|c| c.number == cycle);
    let start = found.map(|cycle| text.date_in_line(cycle.start));
    text.cycle_from(cycle, &start.unwrap_or_default())
}

/// The newest severe or urgent symptom of a cycle, how many more there are, and who must know.
fn reported(cycle: u16, context: &Context) -> Vec<String> {
    let (text, diary) = (context.text, context.diary);
    let mut found = alarming(diary, cycle);
    let Some((date, event)) = found.pop() else {
        return Vec::new();
    };
    let newest = text.reported_in_cycle(&text.event(diary, event), &text.short_date(date));
    let more = (!found.is_empty()).then(|| text.reported_more(found.len()));
    let lines = [Some(newest), more, Some(text.team_must_know())];
    lines.into_iter().flatten().collect()
}

/// The severe and the urgent symptoms that were noticed in a cycle, by their entries.
fn alarming(diary: &Diary, cycle: u16) -> Vec<(DiaryDate, &Event)> {
    let in_cycle = |date| diary.cycle_on(date).map(|c| c.number) == Some(cycle);
    let symptoms = diary.symptoms().iter().filter_map(|record| {
        let live = diary.history().live(record.seq)?;
        let Event::Symptom(symptom) = live.event else {
            return None;
        };
        let urgent = match symptom.tier {
            Tier::CallNow | Tier::Emergency => true,
            Tier::Record | Tier::ReportSoon => symptom.severity == Some(Severity::Severe),
        };
        let recorded_on = diary.date_of(live.recorded_at());
        let date = symptom.noticed_on.unwrap_or(recorded_on);
        (urgent && in_cycle(date)).then_some((date, live.event))
    });
    symptoms.collect()
}

/// The doses of one cycle, by what became of them.
pub(super) fn of_one_cycle(cycle: u16, context: &Context) -> Page {
    let text = context.text;
    let mut page = Page::new().heading(heading(cycle, context));
    for drug in adherence(context.diary, AsOf::Now(context.world.now)).drugs {
        let Some(figures) = of_cycle(&drug, cycle) else {
            continue;
        };
        let name = text.drug(context.diary, drug.drug);
        page = page.text(Tone::Heading, name);
        let counts = figures.measures.counts;
        let kinds = text.doses_by_kind(&counts);
        if kinds.is_empty() {
            page = page.text(Tone::Plain, text.progress_nothing_yet());
        }
        for (kind, count) in kinds {
            page = page.pair(kind, count.to_string());
        }
        page = page.gap();
    }
    for line in reported(cycle, context) {
        page = page.text(Tone::Caution, line);
    }
    page = page
        .text(Tone::Plain, text.progress_rules())
        .text(Tone::Plain, text.progress_is_a_count());
    page.row(Row::act(text.go_back(), Act::Back).apart())
}

#[cfg(test)]
mod tests {
    use crate::app::page::{Bar, Tone};
    use crate::app::testing::Person;
    use crate::domain::adherence::examples::{three_cycles, worked_example};
    use crate::domain::entry::{Event, Said, Severity, Symptom, Tier};
    use crate::domain::plain_text::PlainText;
    use crate::domain::testing::{DiaryBuilder, moment};

    fn at_progress(diary: &DiaryBuilder, now: &str) -> Person {
        let mut person = Person::before(diary.diary(), now);
        person.choose("Look back").choose("Progress");
        person
    }

    fn bars(person: &Person) -> Vec<Bar> {
        let rows = person.view().page.rows;
        rows.into_iter().flat_map(|row| row.bars).collect()
    }

    fn symptom(tier: Tier, severity: Severity, noticed_on: &str) -> Event {
        Event::Symptom(Symptom {
            term: PlainText::new("diarrhoea"),
            severity: Some(severity),
            answers: Default::default(),
            tier,
            noticed_on: Some(noticed_on.parse().unwrap()),
            ended_on: None,
        })
    }

    #[test]
    fn the_bars_show_the_worked_example_of_the_domain_page() {
        let mut person = at_progress(&worked_example(), "2026-11-20 09:00");
        let capecitabine = bars(&person).pop().unwrap();
        assert_eq!((capecitabine.taken, capecitabine.due), (17, 20));
        assert_eq!(capecitabine.words, "17 of 20, 8 paused");
        person.sees("Unrecorded doses count as not taken");
        person.choose("Cycle 1");
        for line in [
            "Taken in full: 16",
            "Taken, then vomited: 1",
            "Taken in part: 1",
            "Not taken: 1",
            "Not recorded: 1",
            "Paused: 8",
            "Beside the plan: 1",
        ] {
            person.sees(line);
        }
    }

    #[test]
    fn nothing_due_is_neither_nothing_taken_nor_all() {
        let mut person = at_progress(&DiaryBuilder::started("2026-11-02"), "2026-11-02 09:00");
        for bar in bars(&person) {
            assert_eq!((bar.taken, bar.due), (0, 0));
            assert_eq!(bar.words, "none due yet");
        }
        person.choose("Cycle 1").sees("Can still be recorded: 1");
        let mut person = at_progress(&DiaryBuilder::new(), "2026-11-02 09:00");
        person.sees("No dose has been due yet.");
    }

    #[test]
    fn the_newest_cycle_stands_first_and_each_has_its_own_counts() {
        let person = at_progress(&three_cycles(), "2026-12-30 21:00");
        let rows = person.view().page.rows;
        let labels: Vec<&str> = rows.iter().map(|row| &row.label[..7]).take(3).collect();
        assert_eq!(labels, ["Cycle 3", "Cycle 2", "Cycle 1"]);
        let of = |row: &crate::app::Row| row.bars.last().map(|bar| (bar.taken, bar.due));
        let counts: Vec<_> = rows.iter().filter_map(of).collect();
        assert_eq!(counts, [(20, 20), (20, 22), (28, 28)]);
    }

    #[test]
    fn every_dose_taken_beside_a_severe_or_urgent_symptom_is_a_warning_and_no_success() {
        for (tier, severity) in [
            (Tier::ReportSoon, Severity::Severe),
            (Tier::CallNow, Severity::Moderate),
        ] {
            let mut diary = three_cycles();
            let reported = diary
                .by_patient()
                .push(symptom(tier, severity, "2026-11-10"));
            diary.contacted(Said::Continue, &[reported]);
            let person = at_progress(&diary, "2026-12-30 21:00");
            let rows = person.view().page.rows;
            let first = rows.iter().find(|row| row.label.starts_with("Cycle 1"));
            let notes = &first.unwrap().notes;
            assert!(notes.iter().all(|(tone, _)| *tone == Tone::Caution));
            let words: Vec<&str> = notes.iter().map(|(_, words)| words.as_str()).collect();
            assert!(words[0].contains("diarrhoea"), "{words:?}");
            assert_eq!(
                words[1],
                "However many doses you took: your study team must know this."
            );
            let others = rows.iter().filter(|row| !row.label.starts_with("Cycle 1"));
            assert!(others.into_iter().all(|row| row.notes.is_empty()));
        }
        let mut diary = three_cycles();
        diary.push(symptom(Tier::Record, Severity::Mild, "2026-11-10"));
        let person = at_progress(&diary, "2026-12-30 21:00");
        let rows = person.view().page.rows;
        assert!(rows.iter().all(|row| row.notes.is_empty()));
    }

    #[test]
    fn an_open_warning_stands_above_the_counts_with_the_numbers() {
        let mut diary = three_cycles();
        diary.by_patient().at_moment(moment("2026-12-30 20:30"));
        diary.symptom(Tier::CallNow);
        let mut person = at_progress(&diary, "2026-12-30 21:00");
        person.sees("your study team must know this");
        person.sees("Call 555 0100 (day), 555 0101 (night) now, and before your next dose.");
    }
}
