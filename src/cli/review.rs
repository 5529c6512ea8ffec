//! `review`: the study nurse's screens, on a study folder or on one diary.

use std::path::{Path, PathBuf};

use clap::Args;

use super::context::Context;
use super::error::Failure;
use super::files::shown;
use super::{screens, study_errors};
use crate::journal::JournalError;
use crate::runtime::StoreError;
use crate::runtime::listing::{Listing, WhyLeft, must_exist};
use crate::runtime::participants::Loaded;
use crate::runtime::study::StudyError;
use crate::text::Text;
use crate::tui::{self, Explain, ReviewError, ReviewStart};

/// What is reviewed.
#[derive(Debug, Args)]
pub(super) struct Options {
    /// The study folder, or a diary
    #[arg(value_name = "FILE|FOLDER")]
    place: PathBuf,
}

/// Shows the review until the person leaves.
pub(super) fn run(context: &Context, options: &Options) -> Result<(), Failure> {
    let place = &options.place;
    must_exist(place).map_err(StudyError::from)?;
    let start = ReviewStart {
        place: place.clone(),
        shown: shown(place),
        clock: context.clock(),
        language: context.text().language(),
        theme: screens::theme(context),
        high_contrast: context.globals.high_contrast,
        explain: Explain {
            loaded,
            aside,
            study: study_errors::lines,
        },
    };
    let reviewed = match screens::is_plain(context) {
        true => tui::review_plain(&start),
        false => tui::review(&start),
    };
    reviewed.map_err(|error| match error {
        ReviewError::Study(error) => error.into(),
        ReviewError::Screen(error) => screens::failure(error),
    })
}

/// What is wrong with a diary that was read, and with the site record beside it.
fn loaded(text: Text, path: &Path, loaded: &Result<Loaded, StoreError>) -> Vec<String> {
    let loaded = match loaded {
        Ok(loaded) => loaded,
        Err(StoreError::Journal(error)) => return study_errors::for_staff(text, error),
        Err(StoreError::Diary(_)) => {
            return vec![text.file_heading(&shown(path)), text.line_not_opened()];
        }
    };
    let damaged = loaded.damage.clone().map(|damage| {
        let path = path.to_owned();
        StudyError::from(JournalError::Damaged { path, damage })
    });
    let errors = damaged.iter().chain(&loaded.record_error);
    errors
        .flat_map(|error| study_errors::lines(text, error))
        .collect()
}

/// Site records without a diary: of each, what is to be known. Diaries that do not count are rows of their own.
fn aside(text: Text, listing: &Listing) -> Vec<Vec<String>> {
    let lonely = listing.left_alone.iter();
    let lonely = lonely.filter(|left| left.why == WhyLeft::RecordWithoutDiary);
    lonely
        .map(|left| vec![text.record_without_diary(&shown(&left.path))])
        .collect()
}
