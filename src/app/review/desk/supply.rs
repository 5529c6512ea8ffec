//! Tablets and capsules: handed out, counted, lost. Counts are typed, or changed with the arrows.

use crate::domain::calendar::{DiaryDate, Period, SlotPosition};
use crate::domain::ids::DrugId;
use crate::domain::plain_text::PlainText;
use crate::domain::site::{Dispensed, Lost, Returned, SiteEvent};
use crate::domain::units::Milligrams;
use crate::text::Text;

use super::super::super::page::{Field, Tone};
use super::super::super::units_form::listed;
use super::super::screen::{Act, Context, Page, Row};
use super::choice::beside;
use super::purpose::Purpose;

// The texts and values of the form, by their places.
const COUNT: usize = 0;
const LOT: usize = 1;
const REASON: usize = 2;
const STRENGTH: usize = 3;
const PACK: usize = 0;
const KEPT: usize = 1;

/// What happened to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SupplyKind {
    /// They were handed out.
    Dispensed,
    /// What is left was counted.
    Returned,
    /// They were lost.
    Lost,
}

/// A strength of a drug, and the lot where it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Pack {
    drug: DrugId,
    /// Whether it is taken once a day.
    once: bool,
    /// `None` where no strength is known: it is typed.
    strength: Option<Milligrams>,
    lot: Option<PlainText>,
}

/// Tablets while they are being entered.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct SupplyForm {
    pub(super) purpose: Purpose,
    kind: SupplyKind,
    packs: Vec<Pack>,
    pack: usize,
    count: String,
    lot: String,
    reason: String,
    strength: String,
    date: DiaryDate,
    /// The last dose before a count.
    after: SlotPosition,
    kept: Option<bool>,
}

/// The packs that were handed out, the last ones first.
fn handed_out(context: &Context) -> Vec<Pack> {
    let mut packs: Vec<Pack> = Vec::new();
    let record = context.participant().record.as_ref();
    for (_, dispensed) in record.iter().flat_map(|record| record.dispensed()) {
        let pack = Pack {
            drug: dispensed.drug,
            once: is_once(dispensed.drug, context),
            strength: Some(dispensed.strength_mg),
            lot: Some(dispensed.lot.clone()),
        };
        packs.retain(|other| *other != pack);
        packs.insert(0, pack);
    }
    packs
}

/// The strengths of each drug: those of the protocol, those prescribed, and those handed out before.
fn strengths(context: &Context) -> Vec<Pack> {
    let diary = &context.participant().diary;
    let record = context.participant().record.as_ref();
    let mut packs = Vec::new();
    for drug in diary.drugs() {
        let prescriptions = diary.course(drug.id).prescriptions.iter();
        let prescribed = prescriptions.flat_map(|prescription| prescription.units.values());
        let prescribed = prescribed.flat_map(|units| units.iter().map(|(strength, _)| strength));
        let before = record.iter().flat_map(|record| record.dispensed());
        let before = before.filter(|(_, dispensed)| dispensed.drug == drug.id);
        let mut strengths = listed(drug);
        strengths.extend(prescribed);
        strengths.extend(before.map(|(_, dispensed)| dispensed.strength_mg));
        strengths.sort_unstable();
        strengths.dedup();
        // The last one is for a strength that is not in the list.
        let all = strengths.into_iter().map(Some).chain([None]);
        packs.extend(all.map(|strength| Pack {
            drug: drug.id,
            once: is_once(drug.id, context),
            strength,
            lot: None,
        }));
    }
    packs
}

fn is_once(drug: DrugId, context: &Context) -> bool {
    let rules = context.participant().diary.rules().drug(drug);
    rules.is_some_and(|drug| {
        let mut periods = drug.periods.iter();
        periods.all(|rule| rule.period == Period::Once)
    })
}

/// The last dose that was recorded, else that of the evening before.
fn last_slot(context: &Context) -> SlotPosition {
    let participant = context.participant();
    let rows = participant.adherence.ledger.iter();
    let recorded = rows.filter(|row| row.recorded_at.is_some());
    let positions = recorded.filter_map(|row| Some(SlotPosition::new(row.date, row.period?)));
    let last = positions.max_by_key(|position| position.rank());
    let today = participant.diary.date_of(context.world.now);
    last.unwrap_or_else(|| SlotPosition::new(today.plus(-1), Period::Pm))
}

/// "capecitabine 500 mg, A1".
fn short_of(pack: &Pack, text: Text) -> String {
    let strength = pack.strength.map(|strength| text.mg(strength));
    let strength = strength.unwrap_or_else(|| text.desk_other_strength());
    let name = text.tablets_label(pack.drug.as_str(), &strength);
    let lot = pack.lot.as_ref().map(ToString::to_string);
    text.clauses([name].into_iter().chain(lot).collect())
}

/// "capecitabine tablets, 500 mg, lot A1".
fn words_of(pack: &Pack, context: &Context) -> String {
    let text = context.text;
    let mut parts = vec![text.drug(&context.participant().diary, pack.drug)];
    let strength = pack.strength.map(|strength| text.mg(strength));
    parts.push(strength.unwrap_or_else(|| text.desk_other_strength()));
    parts.extend(pack.lot.as_ref().map(|lot| text.desk_lot_of(lot)));
    text.clauses(parts)
}

impl SupplyForm {
    /// The packs that were handed out are chosen from where something comes back; the strengths of the drugs
    /// where something is handed out, or nothing was yet. `None` for a protocol without drugs.
    pub(super) fn new(purpose: Purpose, kind: SupplyKind, context: &Context) -> Option<SupplyForm> {
        let handed_out = handed_out(context);
        let packs = match kind {
            SupplyKind::Returned | SupplyKind::Lost if !handed_out.is_empty() => handed_out,
            SupplyKind::Dispensed | SupplyKind::Returned | SupplyKind::Lost => strengths(context),
        };
        packs.first()?;
        let diary = &context.participant().diary;
        let today = diary.date_of(context.world.now);
        Some(SupplyForm {
            purpose,
            kind,
            packs,
            pack: 0,
            count: String::new(),
            lot: String::new(),
            reason: String::new(),
            strength: String::new(),
            date: today,
            after: last_slot(context),
            kept: None,
        })
    }

    /// Tablets of an entry as it stands; `None` for an entry about anything else.
    pub(super) fn of(purpose: Purpose, event: &SiteEvent, context: &Context) -> Option<SupplyForm> {
        let (kind, drug, strength, lot, count, date) = match event {
            SiteEvent::Dispensed(d) => {
                let kind = SupplyKind::Dispensed;
                (kind, d.drug, d.strength_mg, &d.lot, d.count, d.date)
            }
            SiteEvent::Returned(r) => {
                let kind = SupplyKind::Returned;
                (kind, r.drug, r.strength_mg, &r.lot, r.count, r.date)
            }
            SiteEvent::Lost(l) => {
                let kind = SupplyKind::Lost;
                (kind, l.drug, l.strength_mg, &l.lot, l.count, l.date)
            }
            SiteEvent::Opened(_)
            | SiteEvent::Received(_)
            | SiteEvent::Reviewed(_)
            | SiteEvent::Visited(_)
            | SiteEvent::AdverseEvent(_)
            | SiteEvent::AdverseEventChanged(_)
            | SiteEvent::Assessed(_)
            | SiteEvent::NewTherapy(_)
            | SiteEvent::Died(_)
            | SiteEvent::LastAlive(_)
            | SiteEvent::Confirmed(_)
            | SiteEvent::Noted(_)
            | SiteEvent::Medicine(_)
            | SiteEvent::Corrected(_)
            | SiteEvent::Recovered(_)
            | SiteEvent::Continued(_)
            | SiteEvent::Unknown(_) => return None,
        };
        // Its own strength stands first, with a lot that can be typed; then every pack and every strength.
        let own = Pack {
            drug,
            once: is_once(drug, context),
            strength: Some(strength),
            lot: None,
        };
        let mut packs = vec![own.clone()];
        let all = handed_out(context).into_iter().chain(strengths(context));
        packs.extend(all.filter(|pack| *pack != own));
        let mut form = SupplyForm {
            purpose,
            kind,
            packs,
            pack: 0,
            count: count.to_string(),
            lot: lot.to_string(),
            reason: String::new(),
            strength: String::new(),
            date,
            after: last_slot(context),
            kept: None,
        };
        if let SiteEvent::Returned(returned) = event {
            form.after = returned.after;
            form.kept = Some(returned.kept);
        } else if let SiteEvent::Lost(lost) = event {
            form.reason = lost.reason.to_string();
        }
        Some(form)
    }

    fn chosen(&self) -> Option<&Pack> {
        self.packs.get(self.pack)
    }

    pub(super) fn typed(&mut self, at: usize) -> Option<&mut String> {
        match at {
            COUNT => Some(&mut self.count),
            LOT => Some(&mut self.lot),
            REASON => Some(&mut self.reason),
            STRENGTH => Some(&mut self.strength),
            _ => None,
        }
    }

    /// Of the texts the count: one more or one less.
    pub(super) fn turn(&mut self, at: usize, by: i8) {
        if at == COUNT {
            let count = self.count().unwrap_or(0);
            self.count = count.saturating_add_signed(i32::from(by)).to_string();
        }
    }

    fn count(&self) -> Option<u32> {
        let typed = self.count.trim();
        let digits = typed.len() <= 6 && typed.bytes().all(|byte| byte.is_ascii_digit());
        typed.parse().ok().filter(|_| digits)
    }

    pub(super) fn step(&mut self, field: Field, by: i8) {
        let days = i64::from(by);
        match field {
            Field::Day => self.date = self.date.plus(days),
            Field::Until => self.after.date = self.after.date.plus(days),
            Field::Half => {
                let halves = [Period::Am, Period::Pm];
                let next = beside(&halves, Some(self.half()), by);
                self.after.period = next.unwrap_or(Period::Pm);
            }
            Field::Count(PACK) => {
                let places: Vec<usize> = (0..self.packs.len()).collect();
                self.pack = beside(&places, Some(self.pack), by).unwrap_or(0);
            }
            Field::Count(KEPT) => self.kept = beside(&[true, false], self.kept, by),
            Field::Count(_) | Field::Minutes(_) | Field::Band => {}
        }
    }

    /// The half of the day of the last dose.
    fn half(&self) -> Period {
        match self.after.period {
            Period::Am => Period::Am,
            Period::Once | Period::Pm => Period::Pm,
        }
    }

    pub(super) fn page(&self, context: &Context) -> Page {
        let text = context.text;
        let heading = match self.kind {
            SupplyKind::Dispensed => text.desk_hand_out(),
            SupplyKind::Returned => text.desk_count(),
            SupplyKind::Lost => text.desk_lost(),
        };
        let mut page = Page::new().heading(self.purpose.heading(heading, text));
        let Some(pack) = self.chosen() else {
            return page.row(Row::act(text.go_back(), Act::Back));
        };
        page = page
            .text(Tone::Accent, words_of(pack, context))
            .text(Tone::Quiet, text.desk_count_keys())
            .gap()
            .row(Row::step(
                text.desk_pack(),
                Field::Count(PACK),
                short_of(pack, text),
            ))
            .row(Row::turned(text.desk_how_many(), COUNT, self.count.clone()));
        if pack.strength.is_none() {
            page = page.row(Row::typed(
                text.desk_strength(),
                STRENGTH,
                self.strength.clone(),
            ));
        }
        if pack.lot.is_none() {
            page = page.row(Row::typed(text.desk_lot(), LOT, self.lot.clone()));
        }
        page = page.row(Row::step(
            text.day_label(),
            Field::Day,
            text.date(self.date),
        ));
        match self.kind {
            SupplyKind::Dispensed => {}
            SupplyKind::Lost => {
                page = page.row(Row::typed(
                    text.desk_how_lost(),
                    REASON,
                    self.reason.clone(),
                ));
            }
            SupplyKind::Returned => page = self.rows_of_count(page, context),
        }
        self.purpose
            .finish(page, self.event(), text.desk_fill_all(), context)
    }

    fn rows_of_count(&self, page: Page, context: &Context) -> Page {
        let text = context.text;
        let kept = match self.kept {
            Some(true) => text.desk_kept(),
            Some(false) => text.desk_given_back(),
            None => text.desk_not_chosen(),
        };
        let page = page.row(Row::step(
            text.desk_after(),
            Field::Until,
            text.date(self.after.date),
        ));
        let page = match self.chosen() {
            Some(pack) if !pack.once => page.row(Row::step(
                text.half_label(),
                Field::Half,
                text.period(self.half()),
            )),
            Some(_) | None => page,
        };
        page.row(Row::step(text.desk_where_now(), Field::Count(KEPT), kept))
    }

    /// What is recorded, once everything is said.
    fn event(&self) -> Option<SiteEvent> {
        let pack = self.chosen()?;
        let typed = self.strength.trim();
        let strength_mg = pack.strength.or_else(|| typed.parse().ok())?;
        let typed = PlainText::new(self.lot.trim());
        let lot = pack.lot.clone().unwrap_or(typed);
        let (drug, date, count) = (pack.drug, self.date, self.count()?);
        if lot.is_empty() {
            return None;
        }
        Some(match self.kind {
            SupplyKind::Dispensed => SiteEvent::Dispensed(Dispensed {
                drug,
                strength_mg,
                lot,
                count,
                date,
            }),
            SupplyKind::Returned => SiteEvent::Returned(Returned {
                drug,
                strength_mg,
                lot,
                count,
                after: SlotPosition::new(
                    self.after.date,
                    if pack.once { Period::Once } else { self.half() },
                ),
                date,
                kept: self.kept?,
            }),
            SupplyKind::Lost => SiteEvent::Lost(Lost {
                drug,
                strength_mg,
                lot,
                count,
                date,
                reason: PlainText::new(self.reason.trim()),
            }),
        })
    }
}
