//! `demo`: a made-up diary to look around in, or a study folder of many.

use std::path::{Path, PathBuf};

use clap::Args;

use super::context::Context;
use super::error::Failure;
use super::files::shown;
use super::output::Out;
use super::{screens, today};
use crate::domain::diary::DiaryError;
use crate::journal::fresh_id;
use crate::runtime::RecordFailure;
use crate::sample::{self, SampleError, SampleStudy, Wanted};

/// Where to put the sample.
#[derive(Debug, Args)]
pub(super) struct Options {
    /// The folder for the sample diary [default: a new folder for temporary files]
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// A study folder of so many made-up participants instead, for the study team
    #[arg(long, value_name = "N", requires = "out", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    participants: Option<u32>,
    /// The same seed makes the same study
    #[arg(long, value_name = "S", requires = "participants", default_value_t = 1)]
    seed: u64,
    /// Cycles of each participant, with the course of the disease: 11 give diaries of about 475 entries [default: few, without it]
    #[arg(long, value_name = "C", requires = "participants", value_parser = clap::value_parser!(u16).range(1..=50))]
    cycles: Option<u16>,
}

/// Makes the sample, and opens the screens on it or prints its page of today.
pub(super) fn run(context: &Context, out: &mut Out, options: &Options) -> Result<(), Failure> {
    let folder = match &options.out {
        Some(folder) => folder.clone(),
        None => std::env::temp_dir().join(format!("dosebook-demo-{}", fresh_id()?)),
    };
    if let Some(participants) = options.participants {
        return study(context, out, &folder, participants, options);
    }
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

/// Makes a study folder.
fn study(
    context: &Context,
    out: &mut Out,
    folder: &Path,
    participants: u32,
    options: &Options,
) -> Result<(), Failure> {
    let wanted = Wanted {
        participants,
        seed: options.seed,
        cycles: options.cycles,
        language: context.text().language(),
        now: context.now(),
    };
    let study = SampleStudy::new(wanted).map_err(failure)?;
    study.write_unsynced(folder).map_err(failure)?;
    out.line(
        context
            .text()
            .sample_study_made(participants, &shown(folder)),
    );
    Ok(())
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
