//! `site assess`, `site therapy`, `site died`, `site alive`: what the study's endpoints are counted from.

use super::Files;
use super::options::{Assess, OnDate, Therapy};
use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::output::Out;
use crate::cli::values;
use crate::domain::calendar::DiaryDate;
use crate::domain::endpoints::recist::{Diameters, Measured};
use crate::domain::plain_text::PlainText;
use crate::domain::site::{Assessed, Assessment, NewTherapy, SiteEvent};
use crate::text::Text;

/// Records a tumour assessment.
pub(super) fn assess(context: &Context, out: &mut Out, options: &Assess) -> Result<(), Failure> {
    let at = Files::open(context, &options.place)?;
    let date = at.date(context, options.date.as_deref())?;
    let said = match options.response {
        Some(response) => Assessment::Response(response),
        None => {
            let measured = measured(context.staff_text(), options)?;
            match options.baseline {
                true => Assessment::Baseline(measured),
                false => Assessment::Measured(measured),
            }
        }
    };
    let event = SiteEvent::Assessed(Assessed { date, said });
    at.record(context, out, &options.who, event)
}

/// A sum of diameters.
pub(super) fn diameters(text: Text, value: &str) -> Result<Diameters, Failure> {
    let read = value.parse();
    read.map_err(|_| values::bad(text, "--sum", value, &text.wanted_diameters()))
}

fn measured(text: Text, options: &Assess) -> Result<Measured, Failure> {
    let sum = |value| diameters(text, value);
    Ok(Measured {
        target_sum_mm: options.sum.as_deref().map(sum).transpose()?,
        non_target: options.non_target,
        new_lesions: options.new_lesions,
    })
}

/// Records another therapy.
pub(super) fn therapy(context: &Context, out: &mut Out, options: &Therapy) -> Result<(), Failure> {
    let at = Files::open(context, &options.place)?;
    let event = SiteEvent::NewTherapy(NewTherapy {
        date: at.date(context, options.date.as_deref())?,
        name: PlainText::new(options.name.as_str()),
    });
    at.record(context, out, &options.who, event)
}

/// Records something of one date.
pub(super) fn on_date(
    context: &Context,
    out: &mut Out,
    options: &OnDate,
    event: fn(DiaryDate) -> SiteEvent,
) -> Result<(), Failure> {
    let at = Files::open(context, &options.place)?;
    let date = at.date(context, Some(&options.date))?;
    at.record(context, out, &options.who, event(date))
}
