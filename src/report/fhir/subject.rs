//! Who it is about: the study, the participant by code, and where she stands in the study.

use super::element::{Identifier, Meta, Missing, Reference, resource, words};
use super::ids::{Id, uuid};
use super::public::Public;
use super::{About, Kind, Made, first_rules, labels, plan};
use crate::domain::entry::Language;
use crate::domain::phase::{Phase, phase};
use crate::domain::plain_text::PlainText;

resource! {
    ResearchStudy<'a> {
        id: Id,
        meta: Option<Meta<'a>>,
        identifier: Vec<Identifier>,
        title: Option<String>,
        protocol: [Reference<'a>; 1],
        no_status as "_status": Option<Missing>,
    }
}

resource! {
    Patient<'a> {
        id: Id,
        meta: Option<Meta<'a>>,
        identifier: Vec<Identifier>,
    }
}

resource! {
    ResearchSubject<'a> {
        id: Id,
        meta: Option<Meta<'a>>,
        identifier: Vec<Identifier>,
        status: Option<&'static str>,
        no_status as "_status": Option<Missing>,
        study: Reference<'a>,
        individual: Reference<'a>,
    }
}

pub(super) fn add(about: &About, made: &mut Made) {
    let plan = plan::add(about, made);
    study(about, plan, made);
    let by_code = Identifier {
        system: uuid(&["subjects of", &about.study]).urn(),
        value: about.of.subject().to_string(),
    };
    let id = about.id(Kind::Patient, &[]);
    let patient = Patient {
        id,
        meta: labels(about.of, [Public::Pseudonymised.coding()]),
        identifier: vec![by_code.clone()],
    };
    made.add(Kind::Patient, id, &patient);
    let status = status(about);
    let id = about.id(Kind::ResearchSubject, &[]);
    let subject = ResearchSubject {
        id,
        meta: about.meta(),
        identifier: vec![by_code],
        status,
        no_status: status.is_none().then(Missing::unknown),
        study: about.refer(Kind::ResearchStudy, about.study_id()),
        individual: about.patient(),
    };
    made.add(Kind::ResearchSubject, id, &subject);
}

fn study(about: &About, plan: Reference, made: &mut Made) {
    let rules = first_rules(about.of);
    // English whatever the language: all participants have this one in common.
    let title = PlainText::new(rules.title.get(Language::En));
    let code = words(&PlainText::new(rules.id.as_str()));
    let id = about.study_id();
    let study = ResearchStudy {
        id,
        meta: about.meta(),
        identifier: Vec::from_iter(code.map(|value| Identifier {
            system: uuid(&["protocols"]).urn(),
            value,
        })),
        title: words(&title),
        protocol: [plan],
        // A diary does not know whether its study is open.
        no_status: Some(Missing::unknown()),
    };
    made.add(Kind::ResearchStudy, id, &study);
}

/// Where she stands up to the cut; once follow-up is over, the diary does not know.
fn status(about: &About) -> Option<&'static str> {
    let diary = &about.of.diary;
    let as_of = about.of.adherence.as_of;
    match phase(diary, as_of.date(diary), as_of.moment(diary)) {
        Phase::BeforeStart { .. } => Some("on-study"),
        Phase::Treatment { .. } | Phase::Rest { .. } | Phase::Waiting { .. } => {
            Some("on-study-intervention")
        }
        Phase::FollowUp { .. } => Some("follow-up"),
        Phase::Ended => None,
    }
}
