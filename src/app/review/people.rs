//! The participants of a folder, one row each; which and in which order is `list`'s.

use crate::domain::adherence::Measure;
use crate::domain::findings::{Finding, Urgency};
use crate::domain::ids::DrugId;
use crate::domain::participant::Participant;
use crate::domain::phase::{Phase, phase};
use crate::text::Text;

use super::super::page::{Block, Column, Field, Tone};
use super::list::{List, sort};
use super::screen::{Act, Page, Row, Screen};
use super::{Case, Known, State, World};

/// The drugs of all participants, in the order in which they are met.
fn drugs(world: World, text: Text) -> Vec<(DrugId, String)> {
    let mut found: Vec<(DrugId, String)> = Vec::new();
    for known in world.cases.iter().filter_map(Case::known) {
        for of in &known.participant.adherence.drugs {
            if !found.iter().any(|(drug, _)| *drug == of.drug) {
                let name = text.short_drug(&known.participant.diary, of.drug);
                found.push((of.drug, name));
            }
        }
    }
    found
}

pub(super) fn page(list: &List, world: World, text: Text) -> Page {
    let mut page = Page::new();
    let read = |case: &&Case| !matches!(case.state, State::Waiting);
    let (done, all) = (world.cases.iter().filter(read).count(), world.cases.len());
    if done < all {
        page.blocks.push(Block::Progress {
            done,
            all,
            words: text.reading(done, all),
        });
        page = page.gap();
    }
    let drugs = drugs(world, text);
    page.columns = columns(&drugs, text);
    let mut listed: Vec<(usize, &Case)> = world.cases.iter().enumerate().collect();
    listed.retain(|(_, case)| list.only.lists(case));
    sort(&mut listed, list.by);
    if listed.is_empty() {
        let words = match all {
            0 => text.empty_folder(),
            _ => text.nobody_listed(),
        };
        page = page.text(Tone::Plain, words).gap();
    } else {
        let order = Row::step(text.sorted_by(), Field::Count(0), list.by.name(text));
        page = page.row(order);
        page.first = 1;
    }
    if !world.aside.is_empty() {
        let aside = Row::act(text.files_aside(), Act::open(Screen::Aside));
        page = page.row(aside.status(Tone::Caution, world.aside.len().to_string()));
        page.first += usize::from(!listed.is_empty());
    }
    for (at, case) in listed {
        page = page.row(row(at, case, &drugs, text).roomy());
    }
    page
}

fn columns(drugs: &[(DrugId, String)], text: Text) -> Vec<Column> {
    let left = |name: String, spare| Column {
        name,
        right: false,
        spare,
    };
    let right = |name: String, spare| Column {
        right: true,
        ..left(name, spare)
    };
    let mut columns = vec![left(text.column_subject(), 0), left(text.column_day(), 2)];
    columns.extend(drugs.iter().map(|(_, name)| right(name.clone(), 1)));
    columns.push(right(text.column_coverage(), 3));
    columns.push(left(text.tab_discuss(), 0));
    columns.push(left(text.column_last_entry(), 4));
    columns
}

fn row(at: usize, case: &Case, drugs: &[(DrugId, String)], text: Text) -> Row {
    let row = Row::act(case.name(), Act::OpenCase(at));
    let Some(known) = case.known() else {
        let row = row.cell(Tone::Plain, "");
        return match case.state {
            State::Unreadable => row.note(Tone::Alarm, text.cannot_be_read()),
            State::LeftOut { agrees: false } => row.note(Tone::Alarm, text.left_out()),
            State::LeftOut { agrees: true } => row.note(Tone::Quiet, text.left_out()),
            State::Waiting | State::Read(_) => row.note(Tone::Quiet, text.still_reading()),
        };
    };
    let participant = &known.participant;
    let mut row = row.cell(Tone::Plain, day(participant, text));
    for (drug, _) in drugs {
        let mut of_drugs = participant.adherence.drugs.iter();
        let of = of_drugs.find(|of| of.drug == *drug);
        let of = of.map(|of| share(of.all.measures.dose_adherence, text));
        row = row.cell(Tone::Plain, of.unwrap_or_default());
    }
    row = row.cell(Tone::Plain, share(coverage(participant), text));
    let (tone, words) = most(known, text);
    row = row.cell(tone, words);
    let last = participant.diary.history().last();
    let last = last.map_or_else(String::new, |entry| text.report_stamp(entry.at));
    row = row.cell(Tone::Plain, last);
    if case.is_damaged() && participant.copy.damaged_from.is_none() {
        row = row.note(Tone::Alarm, text.record_cannot_be_read());
    }
    to_discuss(row, known, text)
}

/// The most urgent finding in words, and how many more there are.
fn to_discuss(row: Row, known: &Known, text: Text) -> Row {
    let Some((first, more)) = known.findings.split_first() else {
        return row;
    };
    let words = text.finding(&known.participant, first);
    let words = match more.len() {
        0 => words,
        count => text.and_more(&words, count),
    };
    row.note(Tone::Plain, words)
}

/// How many findings are as urgent as the most urgent.
fn most(known: &Known, text: Text) -> (Tone, String) {
    let count = |urgency| {
        let found = known.findings.iter();
        found
            .filter(|found| found.kind.urgency() == urgency)
            .count()
    };
    match known.urgency() {
        Some(Urgency::First) => (Tone::Alarm, text.count_urgent(count(Urgency::First))),
        Some(Urgency::Ask) => (Tone::Caution, text.count_to_ask(count(Urgency::Ask))),
        Some(Urgency::Note) => (Tone::Plain, text.count_notes(count(Urgency::Note))),
        None => (Tone::Plain, String::new()),
    }
}

/// How a finding is shown.
pub(super) fn tone(finding: &Finding) -> Tone {
    match finding.kind.urgency() {
        Urgency::First => Tone::Alarm,
        Urgency::Ask => Tone::Caution,
        Urgency::Note => Tone::Plain,
    }
}

/// Where the participant is in the treatment, as of the copy, in a column.
fn day(participant: &Participant, text: Text) -> String {
    let diary = &participant.diary;
    let at = participant.adherence.as_of.moment(diary);
    match phase(diary, diary.date_of(at), at) {
        Phase::Treatment { cycle, day } | Phase::Rest { cycle, day } => {
            text.cycle_day_short(cycle, day)
        }
        Phase::Waiting { cycle, .. } => text.waiting_short(cycle),
        Phase::BeforeStart { .. } => text.not_started(),
        Phase::FollowUp { day, .. } => text.follow_up_short(day),
        Phase::Ended => text.ended_short(),
    }
}

/// A percentage, or that there is none.
pub(super) fn share(measure: Measure, text: Text) -> String {
    match measure.percent() {
        Some(percent) => text.percent(percent),
        None => text.not_applicable(),
    }
}

/// How much of what could be recorded was, of all drugs together: a count of slots, not of amounts.
fn coverage(participant: &Participant) -> Measure {
    let counts = participant.adherence.drugs.iter();
    let counts = counts.map(|of| of.all.measures.counts);
    let (recorded, evaluable) = counts.fold((0, 0), |(recorded, evaluable), counts| {
        (recorded + counts.recorded, evaluable + counts.evaluable)
    });
    Measure::of(recorded, evaluable)
}
