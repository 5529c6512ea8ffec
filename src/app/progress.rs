//! How many of the doses that were due were taken, cycle by cycle: counts beside what was reported.
//!
//! With this treatment too much is the danger, so nothing here praises or blames: beside a severe
//! symptom or an open warning the page says that the study team must know. The figures are those of
//! `domain::adherence`.

use crate::domain::adherence::{AsOf, CycleAdherence, begun, of_cycles};
use crate::domain::calendar::DiaryDate;
use crate::domain::diary::{Cycle, Diary};
use crate::domain::entry::{Event, Severity, Tier};
use crate::domain::ids::DrugId;

use super::contact;
use super::page::{Bar, Page, Row, Tone};
use super::screen::{Act, Context, Screen};

/// How many cycles stand on a page.
const A_PAGE: usize = 8;

/// The cycles that have begun, newest first, a part of them at a time.
pub(super) fn page(part: usize, context: &Context) -> Page {
    let text = context.text;
    let mut page = Page::new().heading(text.progress_heading());
    if !context.diary.open_warnings().is_empty() {
        page = contact::alarm(page, context)
            .text(Tone::Alarm, text.team_must_know())
            .gap();
    }
    page = page.text(Tone::Plain, text.progress_counts()).gap();
    let as_of = AsOf::Now(context.world.now);
    let cycles = begun(context.diary, as_of);
    let last = cycles.len().div_ceil(A_PAGE).saturating_sub(1);
    let part = part.min(last);
    let turn = |label, part| Row::act(label, Act::instead(Screen::Progress(part)));
    if part > 0 {
        page = page.row(turn(text.later_cycles(), part - 1));
        page.first = 1;
    }
    let to = cycles.len().saturating_sub(part * A_PAGE);
    let shown = cycles
        .get(to.saturating_sub(A_PAGE)..to)
        .unwrap_or_default();
    let figures = of_cycles(context.diary, as_of, shown);
    for cycle in shown.iter().rev() {
        page = page.row(cycle_row(cycle, &figures, context).apart());
    }
    if cycles.is_empty() {
        page = page.text(Tone::Plain, text.progress_nothing_yet()).gap();
    }
    if part < last {
        page = page.row(turn(text.earlier_cycles(), part + 1).apart());
    }
    page.row(Row::act(text.go_back(), Act::Back).apart())
}

/// A drug with its figures.
type OfDrug = (DrugId, Vec<CycleAdherence>);

fn cycle_row(cycle: &Cycle, figures: &[OfDrug], context: &Context) -> Row {
    let text = context.text;
    let act = Act::open(Screen::CycleProgress(cycle.number));
    let mut row = Row::act(heading(cycle, context), act);
    for (drug, cycles) in figures {
        let Some(figures) = cycles.iter().find(|found| found.cycle == cycle.number) else {
            continue;
        };
        let counts = figures.measures.counts;
        if counts.planned == 0 {
            continue;
        }
        let ratio = figures.measures.dose_adherence.ratio();
        let taken = ratio.map_or(0, |ratio| ratio.numerator());
        row.bars.push(Bar {
            name: text.short_drug(context.diary, *drug),
            taken,
            due: counts.evaluable,
            words: text.taken_of_due(taken, &counts),
        });
    }
    reported(cycle.number, context)
        .into_iter()
        .fold(row, |row, line| row.note(Tone::Caution, line))
}

fn heading(cycle: &Cycle, context: &Context) -> String {
    let start = context.text.date_in_line(cycle.start);
    context.text.cycle_from(cycle.number, &start)
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
        let urgent = match symptom.urgency() {
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
pub(super) fn of_one_cycle(number: u16, context: &Context) -> Page {
    let text = context.text;
    let as_of = AsOf::Now(context.world.now);
    let mut page = Page::new();
    let mut cycles = begun(context.diary, as_of).iter();
    if let Some(cycle) = cycles.find(|cycle| cycle.number == number) {
        page = page.heading(heading(cycle, context));
        for (drug, figures) in of_cycles(context.diary, as_of, std::slice::from_ref(cycle)) {
            for found in figures {
                page = by_kind(page, drug, &found, context);
            }
        }
    }
    for line in reported(number, context) {
        page = page.text(Tone::Caution, line);
    }
    page.text(Tone::Plain, text.progress_rules())
        .text(Tone::Plain, text.progress_is_a_count())
        .row(Row::act(text.go_back(), Act::Back).apart())
}

fn by_kind(page: Page, drug: DrugId, figures: &CycleAdherence, context: &Context) -> Page {
    let text = context.text;
    let mut page = page.text(Tone::Heading, text.drug(context.diary, drug));
    let kinds = text.doses_by_kind(&figures.measures.counts);
    if kinds.is_empty() {
        page = page.text(Tone::Plain, text.progress_nothing_yet());
    }
    for (kind, count) in kinds {
        page = page.pair(kind, count.to_string());
    }
    page.gap()
}

#[cfg(test)]
mod tests {
    use crate::app::Press;
    use crate::app::page::{Bar, Tone};
    use crate::app::testing::Person;
    use crate::domain::adherence::examples::{three_cycles, worked_example};
    use crate::domain::entry::{Event, Said, Severity, Symptom, Tier};
    use crate::domain::plain_text::PlainText;
    use crate::domain::testing::{DiaryBuilder, date, moment};

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
        let of = |row: &crate::app::Row<()>| row.bars.last().map(|bar| (bar.taken, bar.due));
        let counts: Vec<_> = rows.iter().filter_map(of).collect();
        assert_eq!(counts, [(20, 20), (20, 22), (28, 28)]);
    }

    #[test]
    fn a_long_treatment_is_shown_a_part_at_a_time() {
        let mut diary = DiaryBuilder::started("2026-01-01");
        let first = date("2026-01-01");
        for cycle in 2..=20 {
            let start = first.plus(21 * i64::from(cycle - 1));
            diary.start_cycle(cycle, &start.to_string());
        }
        let mut person = at_progress(&diary, "2027-02-10 09:00");
        let shown = |person: &Person| {
            let rows = person.view().page.rows;
            let cycles = rows.iter().filter(|row| row.label.starts_with("Cycle "));
            cycles.count()
        };
        person.sees("Cycle 20,").sees("Cycle 13,");
        assert_eq!(shown(&person), 8);
        person.choose("Earlier cycles").choose("Earlier cycles");
        person.sees("Cycle 4,").sees("Cycle 1,");
        assert_eq!(shown(&person), 4);
        person.choose("Later cycles").sees("Cycle 12,");
        person.press(Press::Back).sees("Look back, and more");
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
