//! Units of each intake as they are being counted: by strength, with what an intake comes to.
//!
//! The program computes no dose. Where staff enter a body surface it shows mg/m2 beside the study's; units
//! stay what was counted.

use std::collections::BTreeMap;

use crate::domain::calendar::{Period, SlotPosition};
use crate::domain::decide::dose_check;
use crate::domain::diary::Diary;
use crate::domain::ids::DrugId;
use crate::domain::orders::Known;
use crate::domain::protocol::{Drug, Form, Protocol};
use crate::domain::units::{Milligrams, Units, body_surface};
use crate::text::Text;

use super::page::Field;
use super::page::{Page, Row, Tone};
use super::screen::Act;

/// The strength of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Strength {
    /// Known.
    Listed(Milligrams),
    /// Typed; the place among the texts.
    Typed(usize),
}

/// Units of one strength in one intake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct UnitsRow {
    drug: DrugId,
    period: Period,
    strength: Strength,
    count: u16,
}

/// What is wrong with the units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum UnitsFault {
    /// A strength is no number of milligrams, or stands there twice.
    Strength(DrugId),
    /// No units for an intake.
    NoUnits(DrugId, Period),
    /// The body surface is none.
    Surface,
}

/// The body surface stands before the typed strengths.
const SURFACE: usize = 0;

/// Units of the intakes of a day, and the body surface that staff check them with.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct UnitsForm {
    rows: Vec<UnitsRow>,
    texts: Vec<String>,
    /// Where its texts begin among those of the screen.
    texts_from: usize,
}

impl UnitsForm {
    /// Nothing counted yet for any drug of a protocol. `texts_from` is how many texts of the screen stand
    /// before its own.
    pub(super) fn blank(protocol: &Protocol, texts_from: usize) -> UnitsForm {
        let mut form = UnitsForm::empty(texts_from);
        for drug in &protocol.drugs {
            form.add_drug(drug, &BTreeMap::new(), listed(drug));
        }
        form
    }

    fn empty(texts_from: usize) -> UnitsForm {
        UnitsForm {
            rows: Vec::new(),
            texts: vec![String::new()],
            texts_from,
        }
    }

    /// What is prescribed for some drugs at a slot; staff also see the strengths of which there are none.
    pub(super) fn current(
        diary: &Diary,
        drugs: &[DrugId],
        from: SlotPosition,
        by_staff: bool,
    ) -> UnitsForm {
        let mut form = UnitsForm::empty(0);
        for drug in drugs.iter().filter_map(|drug| diary.rules().drug(*drug)) {
            let mut units = BTreeMap::new();
            for rule in &drug.periods {
                let position = SlotPosition::new(from.date, rule.period);
                if let Some(now) = diary.course(drug.id).units(position, Known::All) {
                    units.insert(rule.period, now);
                }
            }
            let mut strengths = if by_staff { listed(drug) } else { Vec::new() };
            strengths.extend(
                units
                    .values()
                    .flat_map(|units| units.iter())
                    .map(|(mg, _)| mg),
            );
            strengths.sort_unstable();
            strengths.dedup();
            form.add_drug(drug, &units, strengths);
        }
        form
    }

    /// A row for each strength of each intake; one strength to be typed where none is known.
    fn add_drug(
        &mut self,
        drug: &Drug,
        units: &BTreeMap<Period, &Units>,
        strengths: Vec<Milligrams>,
    ) {
        for rule in &drug.periods {
            let counted = units.get(&rule.period);
            let count = |mg| {
                let found = counted.and_then(|units| units.iter().find(|(other, _)| *other == mg));
                found.map_or(0, |(_, count)| count)
            };
            self.rows.extend(strengths.iter().map(|mg| UnitsRow {
                drug: drug.id,
                period: rule.period,
                strength: Strength::Listed(*mg),
                count: count(*mg),
            }));
        }
        if strengths.is_empty() {
            self.add_strength(drug);
        }
    }

    /// One more strength of a drug, to be typed.
    pub(super) fn add_strength(&mut self, drug: &Drug) {
        let strength = Strength::Typed(self.texts.len());
        self.texts.push(String::new());
        for rule in &drug.periods {
            let before = |row: &UnitsRow| row.drug == drug.id && row.period == rule.period;
            let after = self.rows.iter().rposition(before).map(|at| at + 1);
            let row = UnitsRow {
                drug: drug.id,
                period: rule.period,
                strength,
                count: 0,
            };
            self.rows.insert(after.unwrap_or(self.rows.len()), row);
        }
    }

    /// Changes a count by one step.
    pub(super) fn step(&mut self, at: usize, by: i8) {
        if let Some(row) = self.rows.get_mut(at) {
            let moved = row.count.saturating_add_signed(i16::from(by));
            row.count = moved.min(Units::MAX_COUNT);
        }
    }

    /// A text of the screen, if it is one of these.
    pub(super) fn text(&mut self, at: usize) -> Option<&mut String> {
        self.texts.get_mut(at.checked_sub(self.texts_from)?)
    }

    /// The body surface, if one is entered.
    pub(super) fn surface(&self) -> Result<Option<Milligrams>, UnitsFault> {
        match self.texts.get(SURFACE).map(|text| text.trim()) {
            None | Some("") => Ok(None),
            Some(typed) => body_surface(typed).map(Some).ok_or(UnitsFault::Surface),
        }
    }

    fn units_of(&self, drug: DrugId, period: Period) -> Result<Units, UnitsFault> {
        let wrong = UnitsFault::Strength(drug);
        let of_slot = |row: &&UnitsRow| row.drug == drug && row.period == period;
        let mut pairs = Vec::new();
        for row in self.rows.iter().filter(of_slot) {
            let strength = match row.strength {
                Strength::Listed(mg) => mg,
                // A strength of which none is taken need not be known.
                Strength::Typed(_) if row.count == 0 => continue,
                Strength::Typed(at) => {
                    let typed = self.texts.get(at).map(|text| text.trim());
                    typed.and_then(|text| text.parse().ok()).ok_or(wrong)?
                }
            };
            pairs.push((strength, row.count));
        }
        Units::new(pairs).map_err(|_| wrong)
    }

    /// The units of every intake; none at all is allowed (ruling 7).
    pub(super) fn units(&self) -> Result<BTreeMap<DrugId, BTreeMap<Period, Units>>, UnitsFault> {
        let mut all: BTreeMap<DrugId, BTreeMap<Period, Units>> = BTreeMap::new();
        for row in &self.rows {
            let units = self.units_of(row.drug, row.period)?;
            let of_drug = all.entry(row.drug).or_default();
            of_drug.insert(row.period, units);
        }
        Ok(all)
    }

    /// What keeps the units from being recorded. Every intake must have some where `all_needed`.
    pub(super) fn fault(&self, all_needed: bool) -> Option<UnitsFault> {
        let units = match self.units() {
            Ok(units) => units,
            Err(fault) => return Some(fault),
        };
        let slots = self.rows.iter().map(|row| (row.drug, row.period));
        for (drug, period) in slots.filter(|_| all_needed) {
            let counted = units.get(&drug).and_then(|units| units.get(&period));
            if counted.is_none_or(Units::is_none) {
                return Some(UnitsFault::NoUnits(drug, period));
            }
        }
        self.surface().err()
    }

    /// The rows to count with. Staff also name strengths, and a body surface to check with.
    pub(super) fn show(
        &self,
        mut page: Page,
        rules: &Protocol,
        by_staff: bool,
        text: Text,
    ) -> Page {
        let mut typed_shown = Vec::new();
        for (at, row) in self.rows.iter().enumerate() {
            let name = drug_name(rules, row.drug, text);
            let before = at.checked_sub(1).and_then(|at| self.rows.get(at));
            let strength = match row.strength {
                Strength::Listed(mg) => text.mg(mg),
                Strength::Typed(text_at) => {
                    let value = self.texts.get(text_at).cloned().unwrap_or_default();
                    if !typed_shown.contains(&text_at) {
                        typed_shown.push(text_at);
                        let (label, at) = (text.setup_strength(&name), self.texts_from + text_at);
                        page = page.row(Row::typed(label, at, value.clone()));
                    }
                    text.typed_mg(&value)
                }
            };
            let label = text.setup_count(&name, text.period_choice(row.period), &strength);
            let form = rules.drug(row.drug).map_or(Form::Tablet, |drug| drug.form);
            let value = text.unit_count(i64::from(row.count), form);
            let mut line = Row::step(label, Field::Count(at), value);
            let after = self.rows.get(at + 1);
            let last =
                after.is_none_or(|after| (after.drug, after.period) != (row.drug, row.period));
            if last && let Some((tone, sum)) = self.sum(rules, row.drug, row.period, text) {
                line = line.note(tone, sum);
            }
            let new_drug = before.is_some_and(|before| before.drug != row.drug);
            page = page.row(if new_drug { line.apart() } else { line });
        }
        if !by_staff {
            return page;
        }
        let surface = self.texts.get(SURFACE).cloned().unwrap_or_default();
        let at = self.texts_from + SURFACE;
        page = page.row(Row::typed(text.body_surface_label(), at, surface).apart());
        for drug in &rules.drugs {
            if self.rows.iter().any(|row| row.drug == drug.id) {
                let label = text.another_strength(&text.protocol(&drug.name));
                page = page.row(Row::act(label, Act::AnotherStrength(drug.id)));
            }
        }
        page
    }

    /// What an intake comes to, and its mg/m2 beside the study's.
    fn sum(
        &self,
        rules: &Protocol,
        drug: DrugId,
        period: Period,
        text: Text,
    ) -> Option<(Tone, String)> {
        let units = self.units_of(drug, period).ok()?;
        if units.is_none() {
            return None;
        }
        let sum = text.setup_sum(&text.mg(units.mg()));
        let surface = self.surface().ok().flatten();
        let Some(check) = surface.and_then(|m2| dose_check(rules, drug, &units, m2)) else {
            return Some((Tone::Quiet, sum));
        };
        let tone = if check.is_off {
            Tone::Caution
        } else {
            Tone::Quiet
        };
        Some((tone, text.beside_the_study(&sum, check, rules)))
    }
}

/// The strengths that the protocol lists for a drug.
pub(super) fn listed(drug: &Drug) -> Vec<Milligrams> {
    let listed = drug.strengths_mg.as_ref();
    listed.map_or_else(Vec::new, |rule| rule.value.clone())
}

/// The name of a drug, or its code where the rules do not have it.
fn drug_name(rules: &Protocol, drug: DrugId, text: Text) -> String {
    let known = rules.drug(drug);
    known.map_or_else(|| drug.to_string(), |drug| text.protocol(&drug.name))
}

/// What is wrong, in words.
pub(super) fn fault_words(rules: &Protocol, fault: UnitsFault, text: Text) -> String {
    match fault {
        UnitsFault::Strength(drug) => text.fault_strength(&drug_name(rules, drug, text)),
        UnitsFault::NoUnits(drug, period) => {
            text.fault_no_units(&drug_name(rules, drug, text), text.period_choice(period))
        }
        UnitsFault::Surface => text.fault_surface(),
    }
}
