//! `demo`: a made-up diary to look around in.

use std::path::PathBuf;

use clap::Args;

use super::context::Context;
use super::error::Failure;
use super::files::shown;
use super::output::Out;
use super::{screens, today};
use crate::domain::diary::DiaryError;
use crate::journal::fresh_id;
use crate::runtime::RecordFailure;
use crate::sample::{self, SampleError};

/// Where to put the sample.
#[derive(Debug, Args)]
pub(super) struct Options {
    /// The folder for the sample diary [default: a new folder for temporary files]
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
}

/// Makes the sample, and opens the screens on it or prints its page of today.
pub(super) fn run(context: &Context, out: &mut Out, options: &Options) -> Result<(), Failure> {
    let folder = match &options.out {
        Some(folder) => folder.clone(),
        None => std::env::temp_dir().join(format!("dosebook-demo-{}", fresh_id()?)),
    };
    let path = folder.join("diary.jsonl");
    let language = context.text().language();
    let store = sample::create(&path, context.now(), language).map_err(failure)?;
    context.speak_as(store.diary());
    if screens::are_wanted(context) && options.out.is_none() {
        return screens::run(context, path);
    }
    out.line(context.text().sample_made(&shown(&path)));
    today::show(context, out, &store, &today::Options::default())
}

fn failure(error: SampleError) -> Failure {
    match error {
        SampleError::Store(error) | SampleError::Record(RecordFailure::Store(error)) => {
            error.into()
        }
        SampleError::Record(RecordFailure::Changed(_) | RecordFailure::Refused(_))
        | SampleError::Unfit => Failure::NotADiary(DiaryError::NotOpened),
    }
}
