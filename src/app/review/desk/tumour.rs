//! A tumour assessment: the baseline, what was measured later, or the response itself. What follows by RECIST 1.1 is
//! shown before it is recorded; what a person must judge stands empty until it is chosen.

use crate::domain::calendar::DiaryDate;
use crate::domain::endpoints::readings::{assessed, readings};
use crate::domain::endpoints::recist::{Diameters, Measured, NonTarget};
use crate::domain::endpoints::response::Response;
use crate::domain::site::{Assessed, Assessment, SiteEvent};

use super::super::super::page::{Field, Tone};
use super::super::screen::{Context, Page, Row};
use super::super::tumour::reading_words;
use super::choice::beside;
use super::purpose::{DateText, Purpose};

// The texts and values of the form, by their places.
const DATE: usize = 0;
const SUM: usize = 1;
const KIND: usize = 0;
const NON_TARGET: usize = 1;
const NEW_LESIONS: usize = 2;
const RESPONSE: usize = 3;

/// What an assessment says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Baseline,
    Measured,
    Response,
}

/// What can be said of the lesions that are not measured; `None`: there are none. At the baseline only the first
/// three.
const NON_TARGETS: [Option<NonTarget>; 5] = [
    None,
    Some(NonTarget::Present),
    Some(NonTarget::NotEvaluable),
    Some(NonTarget::Complete),
    Some(NonTarget::Progressive),
];
const AT_BASELINE: usize = 3;

/// A tumour assessment, while it is being entered.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct AssessForm {
    pub(super) purpose: Purpose,
    kind: Option<Kind>,
    date: DateText,
    sum: String,
    non_target: Option<Option<NonTarget>>,
    new_lesions: Option<bool>,
    response: Option<Response>,
}

impl AssessForm {
    /// A new one.
    pub(super) fn new(purpose: Purpose, today: DiaryDate) -> AssessForm {
        AssessForm {
            purpose,
            kind: None,
            date: DateText::new(Some(today)),
            sum: String::new(),
            non_target: None,
            new_lesions: None,
            response: None,
        }
    }

    /// One as it stands.
    pub(super) fn of(purpose: Purpose, of: &Assessed) -> AssessForm {
        let form = AssessForm::new(purpose, of.date);
        let (kind, measured) = match of.said {
            Assessment::Response(response) => {
                return AssessForm {
                    kind: Some(Kind::Response),
                    response: Some(response),
                    ..form
                };
            }
            Assessment::Baseline(measured) => (Kind::Baseline, measured),
            Assessment::Measured(measured) => (Kind::Measured, measured),
        };
        let sum = measured.target_sum_mm.map(|sum| sum.to_string());
        AssessForm {
            kind: Some(kind),
            sum: sum.unwrap_or_default(),
            non_target: Some(measured.non_target),
            new_lesions: Some(measured.new_lesions),
            ..form
        }
    }

    pub(super) fn typed(&mut self, at: usize) -> Option<&mut String> {
        match at {
            DATE => Some(self.date.typed()),
            SUM => Some(&mut self.sum),
            _ => None,
        }
    }

    pub(super) fn date_at(&mut self, at: usize) -> Option<&mut DateText> {
        (at == DATE).then_some(&mut self.date)
    }

    pub(super) fn step(&mut self, field: Field, by: i8) {
        let kinds = [Kind::Baseline, Kind::Measured, Kind::Response];
        match field {
            Field::Count(KIND) => {
                self.kind = beside(&kinds, self.kind, by);
                let choices = self.non_targets();
                self.non_target = self.non_target.filter(|seen| choices.contains(seen));
            }
            Field::Count(NON_TARGET) => {
                self.non_target = beside(self.non_targets(), self.non_target, by);
            }
            Field::Count(NEW_LESIONS) => {
                self.new_lesions = beside(&[false, true], self.new_lesions, by);
            }
            Field::Count(RESPONSE) => self.response = beside(&Response::ALL, self.response, by),
            Field::Count(_)
            | Field::Minutes(_)
            | Field::Day
            | Field::Band
            | Field::Half
            | Field::Until => {}
        }
    }

    fn non_targets(&self) -> &'static [Option<NonTarget>] {
        match self.kind {
            Some(Kind::Baseline) => &NON_TARGETS[..AT_BASELINE],
            Some(Kind::Measured | Kind::Response) | None => &NON_TARGETS,
        }
    }

    pub(super) fn page(&self, context: &Context) -> Page {
        let text = context.text;
        let chosen =
            |words: Option<&str>| words.map_or_else(|| text.desk_not_chosen(), str::to_owned);
        let kind = self.kind.map(|kind| match kind {
            Kind::Baseline => text.desk_is_baseline(),
            Kind::Measured => text.desk_is_measured(),
            Kind::Response => text.desk_is_response(),
        });
        let (tone, said) = self.date.said(text);
        let mut page = Page::new()
            .heading(self.purpose.heading(text.desk_assess(), text))
            .text(tone, said);
        let is_measured = matches!(self.kind, Some(Kind::Baseline | Kind::Measured));
        page = page.text(
            Tone::Quiet,
            match is_measured {
                true => text.desk_sum_why(),
                false => text.desk_date_keys(),
            },
        );
        let event = self.event();
        if let Some(words) = event
            .as_ref()
            .and_then(|event| self.follows(event, context))
        {
            page = page.text(Tone::Accent, words);
        }
        page = page
            .gap()
            .row(self.date.row(text.day_label(), DATE))
            .row(Row::step(
                text.desk_what(),
                Field::Count(KIND),
                chosen(kind.as_deref()),
            ));
        if is_measured {
            let other = self.non_target.map(|seen| match seen {
                Some(seen) if self.kind == Some(Kind::Baseline) => {
                    text.non_target_at_baseline(seen).to_owned()
                }
                Some(seen) => text.non_target(seen).to_owned(),
                None => text.desk_no_others(),
            });
            page = page
                .row(Row::typed(text.desk_sum(), SUM, self.sum.clone()))
                .row(Row::step(
                    text.desk_others(),
                    Field::Count(NON_TARGET),
                    chosen(other.as_deref()),
                ));
        }
        if self.kind == Some(Kind::Measured) {
            let new = self.new_lesions.map(|new| match new {
                true => text.desk_yes(),
                false => text.desk_no(),
            });
            page = page.row(Row::step(
                text.desk_new_lesions(),
                Field::Count(NEW_LESIONS),
                chosen(new.as_deref()),
            ));
        }
        if self.kind == Some(Kind::Response) {
            let response = self.response.map(|response| text.response(response));
            page = page.row(Row::step(
                text.desk_response(),
                Field::Count(RESPONSE),
                chosen(response),
            ));
        }
        let missing = match self.has_sum_fault() {
            true => text.desk_sum_looks(&text.wanted_diameters()),
            false => text.desk_fill_all(),
        };
        self.purpose.finish(page, event, missing, context)
    }

    /// What the sum says; `Ok(None)` where there is none.
    fn sum(&self) -> Result<Option<Diameters>, ()> {
        match self.sum.trim() {
            "" => Ok(None),
            sum => sum.parse().map(Some).map_err(|_| ()),
        }
    }

    fn has_sum_fault(&self) -> bool {
        self.sum().is_err()
    }

    fn event(&self) -> Option<SiteEvent> {
        let measured = |new_lesions: bool| {
            Some(Measured {
                target_sum_mm: self.sum().ok()?,
                non_target: self.non_target?,
                new_lesions,
            })
        };
        let said = match self.kind? {
            Kind::Baseline => Assessment::Baseline(measured(false)?),
            Kind::Measured => Assessment::Measured(measured(self.new_lesions?)?),
            Kind::Response => Assessment::Response(self.response?),
        };
        let date = self.date.date()?;
        Some(SiteEvent::Assessed(Assessed { date, said }))
    }

    /// What follows from it beside the assessments that are there.
    fn follows(&self, event: &SiteEvent, context: &Context) -> Option<String> {
        let (SiteEvent::Assessed(this), Some(Kind::Measured)) = (event, self.kind) else {
            return None;
        };
        let mut all = assessed(context.participant().record.as_ref()?);
        all.retain(|(seq, _)| self.purpose.corrects() != Some(*seq));
        // Behind every other one of its date, as its entry would be.
        all.push((u64::MAX, this));
        let found = readings(all).into_iter().find(|one| one.seq == u64::MAX)?;
        let words = reading_words(&found, context.text);
        Some(context.text.by_recist(&context.text.clauses(words)))
    }
}
