//! What the study's endpoints are counted from: tumour assessments, another therapy, life and death.

use serde::{Deserialize, Serialize};

use super::SiteEvent;
use crate::domain::calendar::DiaryDate;
use crate::domain::endpoints::recist::Measured;
use crate::domain::endpoints::response::Response;
use crate::domain::plain_text::PlainText;

/// The tumour was assessed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Fields", into = "Fields")]
pub struct Assessed {
    /// When.
    pub date: DiaryDate,
    /// What it said.
    pub said: Assessment,
}

/// What a tumour assessment said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Assessment {
    /// What later ones are compared with, before treatment.
    Baseline(Measured),
    /// The response, as the investigator gives it.
    Response(Response),
    /// What was measured; the response follows by RECIST 1.1.
    Measured(Measured),
}

/// An assessment as it stands in the file.
#[derive(Clone, Serialize, Deserialize)]
struct Fields {
    date: DiaryDate,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    baseline: Option<Measured>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    response: Option<Response>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    measured: Option<Measured>,
}

impl TryFrom<Fields> for Assessed {
    type Error = &'static str;

    fn try_from(fields: Fields) -> Result<Assessed, &'static str> {
        let said = match (fields.baseline, fields.response, fields.measured) {
            (Some(measured), None, None) => Assessment::Baseline(measured),
            (None, Some(response), None) => Assessment::Response(response),
            (None, None, Some(measured)) => Assessment::Measured(measured),
            _ => return Err("an assessment has one of baseline, response and measured"),
        };
        Ok(Assessed {
            date: fields.date,
            said,
        })
    }
}

impl From<Assessed> for Fields {
    fn from(assessed: Assessed) -> Fields {
        let empty = Fields {
            date: assessed.date,
            baseline: None,
            response: None,
            measured: None,
        };
        match assessed.said {
            Assessment::Baseline(measured) => Fields {
                baseline: Some(measured),
                ..empty
            },
            Assessment::Response(response) => Fields {
                response: Some(response),
                ..empty
            },
            Assessment::Measured(measured) => Fields {
                measured: Some(measured),
                ..empty
            },
        }
    }
}

/// Another therapy against the cancer began.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewTherapy {
    /// When.
    pub date: DiaryDate,
    /// Which.
    pub name: PlainText,
}

/// The participant died.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Died {
    /// When.
    pub date: DiaryDate,
}

/// The participant was known to be alive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastAlive {
    /// When.
    pub date: DiaryDate,
}

impl SiteEvent {
    /// The date on which the participant was alive, if the entry shows it.
    pub fn alive_on(&self) -> Option<DiaryDate> {
        match self {
            SiteEvent::Assessed(assessed) => Some(assessed.date),
            SiteEvent::NewTherapy(therapy) => Some(therapy.date),
            SiteEvent::LastAlive(alive) => Some(alive.date),
            SiteEvent::Visited(visited) => Some(visited.date),
            SiteEvent::Opened(_)
            | SiteEvent::Received(_)
            | SiteEvent::Reviewed(_)
            | SiteEvent::Dispensed(_)
            | SiteEvent::Returned(_)
            | SiteEvent::Lost(_)
            | SiteEvent::AdverseEvent(_)
            | SiteEvent::AdverseEventChanged(_)
            | SiteEvent::Died(_)
            | SiteEvent::Confirmed(_)
            | SiteEvent::Noted(_)
            | SiteEvent::Medicine(_)
            | SiteEvent::Corrected(_)
            | SiteEvent::Recovered(_)
            | SiteEvent::Continued(_)
            | SiteEvent::Unknown(_) => None,
        }
    }
}
