//! The options of `site correct`: every value that an entry of the site record can have.

use clap::Args;

use super::{Judged, Place, Who};
use crate::domain::endpoints::recist::NonTarget;
use crate::domain::endpoints::response::Response;
use crate::domain::entry::CorrectionReason;

/// What an entry should say.
#[derive(Debug, Args)]
pub(in crate::cli) struct Correct {
    #[command(flatten)]
    pub(in crate::cli::site) place: Place,
    /// The number of the entry, as the log shows it
    #[arg(value_name = "SEQ")]
    pub(in crate::cli::site) seq: u64,
    /// Why
    #[arg(long, value_name = "REASON")]
    pub(in crate::cli::site) reason: CorrectionReason,
    /// It should not be there
    #[arg(long, conflicts_with = "restore")]
    pub(in crate::cli::site) withdraw: bool,
    /// It should stand as it was first recorded
    #[arg(long)]
    pub(in crate::cli::site) restore: bool,
    #[command(flatten)]
    pub(in crate::cli::site) values: Values,
    #[command(flatten)]
    pub(in crate::cli::site) who: Who,
}

/// What should stand in an entry; what is not named stays.
#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct Values {
    /// How many it should be
    #[arg(long, value_name = "COUNT")]
    pub(in crate::cli::site) count: Option<String>,
    /// The date that it should have
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli::site) date: Option<String>,
    /// The drug
    #[arg(long, value_name = "DRUG")]
    pub(in crate::cli::site) drug: Option<String>,
    /// The strength in mg
    #[arg(long, value_name = "MG")]
    pub(in crate::cli::site) strength: Option<String>,
    /// The lot
    #[arg(long, value_name = "LOT")]
    pub(in crate::cli::site) lot: Option<String>,
    /// The last dose before the count
    #[arg(long, value_name = "DATE[:PERIOD]")]
    pub(in crate::cli::site) after: Option<String>,
    /// The site kept them
    #[arg(long, conflicts_with = "given_back")]
    pub(in crate::cli::site) kept: bool,
    /// They went home again
    #[arg(long)]
    pub(in crate::cli::site) given_back: bool,
    /// The text of a note, how tablets were lost, or what an event was
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli::site) text: Option<String>,
    /// The name of a medicine
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli::site) name: Option<String>,
    /// Since when a medicine is taken
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli::site) from: Option<String>,
    /// Until when a medicine is taken
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli::site) to: Option<String>,
    /// The CTCAE 5.0 term
    #[arg(long, value_name = "TERM")]
    pub(in crate::cli::site) term: Option<String>,
    /// The grade
    #[arg(long, value_name = "GRADE")]
    pub(in crate::cli::site) grade: Option<String>,
    /// When an event began
    #[arg(long, value_name = "DATE")]
    pub(in crate::cli::site) onset: Option<String>,
    /// When an event ended
    #[arg(long, value_name = "DATE", conflicts_with = "not_ended")]
    pub(in crate::cli::site) ended: Option<String>,
    /// It has not ended
    #[arg(long)]
    pub(in crate::cli::site) not_ended: bool,
    #[command(flatten)]
    pub(in crate::cli::site) judged: Judged,
    #[command(flatten)]
    pub(in crate::cli::site) seen: Seen,
}

/// What a tumour assessment should say; what is not named stays.
#[derive(Debug, Default, Clone, PartialEq, Eq, Args)]
pub(in crate::cli) struct Seen {
    /// The response, as the investigator gives it; in place of what was measured
    #[arg(long, conflicts_with_all =
        ["baseline", "sum", "no_sum", "non_target", "no_non_target", "new_lesions", "no_new_lesions"])]
    pub(in crate::cli::site) response: Option<Response>,
    /// It is the baseline
    #[arg(long, conflicts_with = "new_lesions")]
    pub(in crate::cli::site) baseline: bool,
    /// The sum of the diameters of the target lesions, in mm
    #[arg(long, value_name = "MM", conflicts_with = "no_sum")]
    pub(in crate::cli::site) sum: Option<String>,
    /// There is no sum: no target lesion, or not all were measured
    #[arg(long)]
    pub(in crate::cli::site) no_sum: bool,
    /// What became of the lesions that are not measured
    #[arg(long, conflicts_with = "no_non_target")]
    pub(in crate::cli::site) non_target: Option<NonTarget>,
    /// There are no lesions that are not measured
    #[arg(long)]
    pub(in crate::cli::site) no_non_target: bool,
    /// There are new lesions; what was a baseline is none then
    #[arg(long)]
    pub(in crate::cli::site) new_lesions: bool,
    /// There are no new lesions; what was a baseline is none then, unless --baseline stands beside it
    #[arg(long, conflicts_with = "new_lesions")]
    pub(in crate::cli::site) no_new_lesions: bool,
}
