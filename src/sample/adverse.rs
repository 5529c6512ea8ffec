//! The adverse events that the made-up study team records at a visit, about what was reported since the last one.

use std::collections::BTreeMap;

use crate::domain::ctcae::{self, Grade, suggested};
use crate::domain::diary::Diary;
use crate::domain::entry::Severity;
use crate::domain::plain_text::PlainText;
use crate::domain::site::{ActionTaken, AdverseEvent, Relation, SiteEvent};

/// What is recorded about the reports behind the entry `after`: the grade is as bad as the patient said, which no
/// real study team would take over unseen.
pub(super) fn events(diary: &Diary, after: u64) -> Vec<SiteEvent> {
    let reports = diary.symptoms().iter().filter(|report| report.seq > after);
    let events = reports.filter_map(|report| {
        let term = ctcae::find(suggested(report.term?).first()?)?;
        let grade = match report.severity? {
            Severity::None => return None,
            Severity::Mild => 1,
            Severity::Moderate => 2,
            Severity::Severe => 3,
        };
        let grade = Grade::try_from(grade)
            .ok()
            .filter(|grade| term.has(*grade))?;
        let live = diary.history().live(report.seq)?;
        let noticed_on = live.event.symptom()?.noticed_on;
        let drugs = || diary.drugs().iter().map(|drug| drug.id);
        let unchanged = ActionTaken::DoseNotChanged;
        Some(SiteEvent::AdverseEvent(Box::new(AdverseEvent {
            term: PlainText::new(term.name),
            words: PlainText::default(),
            ctcae_version: PlainText::new(ctcae::VERSION),
            grade,
            onset: noticed_on.unwrap_or_else(|| diary.date_of(live.root.at)),
            ended: None,
            related: drugs().map(|drug| (drug, Relation::Related)).collect(),
            serious: false,
            action: drugs()
                .map(|drug| (drug, unchanged))
                .collect::<BTreeMap<_, _>>(),
            about: vec![live.reference()],
        })))
    });
    events.collect()
}
