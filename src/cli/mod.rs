//! The command line: one file a command, and what they share.
//!
//! Called by `main` only. A command reads its options into a domain command, asks and records through
//! `record`, or prints what a pure function of the diary says. No rule of the study stands here, and no
//! sentence: those are in `text`.

mod adherence;
mod ask;
mod codes;
mod contacted;
mod context;
mod correct;
mod demo;
mod doctor;
mod dose;
mod error;
mod files;
mod generate;
mod json;
mod localize;
mod log;
mod meal;
mod output;
mod protocol;
mod record;
mod recover;
mod screens;
mod setup;
mod team;
mod today;
mod undo;
mod usage;
mod values;
mod verify;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::domain::entry::{Language, Outcome};
use context::Context;
use error::Failure;
use output::Out;

/// Medication diary for oral chemotherapy in a clinical study.
#[derive(Debug, Parser)]
#[command(name = "dosebook", version, about, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(flatten)]
    globals: Globals,
    #[command(subcommand)]
    command: Option<Command>,
}

/// Options of every command.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Options of every command")]
pub(crate) struct Globals {
    /// The diary's file [default: DOSEBOOK_DIARY, else the platform's data folder]
    #[arg(long, global = true, value_name = "PATH")]
    diary: Option<PathBuf>,
    /// The language [default: the diary's, else the system's]
    #[arg(long, global = true, value_name = "LANGUAGE")]
    lang: Option<Language>,
    /// Ask and answer line by line; also where TERM is dumb
    #[arg(long, global = true)]
    plain: bool,
    /// Draw with ASCII characters only
    #[arg(long, global = true)]
    ascii: bool,
    /// No colours; NO_COLOR does the same
    #[arg(long, global = true)]
    no_color: bool,
    /// Bold and reversed letters instead of colours
    #[arg(long, global = true)]
    high_contrast: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Set up a diary, with the study team
    Setup(Box<setup::Options>),
    /// What is due on a day
    Today(today::Options),
    /// Record a dose as taken
    Taken(dose::Intake),
    /// Record a dose as taken in part
    Partly(dose::Intake),
    /// Record a dose as not taken
    Missed(dose::Missed),
    /// Record a dose as taken, then vomited
    Vomited(dose::Intake),
    /// Record the end of a meal
    Ate(meal::Options),
    /// Record what the study team ordered
    #[command(subcommand)]
    Team(Box<team::Order>),
    /// Take the newest entry of today back
    Undo(record::Consent),
    /// Correct an earlier entry
    Correct(Box<correct::Options>),
    /// Record a call to the study team, and what they said
    Contacted(contacted::Options),
    /// Go on in a new file after damage
    Recover(recover::Options),
    /// The entries, in words
    Log(log::Options),
    /// The adherence figures of one or many diaries
    Adherence(adherence::Options),
    /// Verify diaries line by line
    Verify(verify::Options),
    /// The study's rules
    #[command(subcommand)]
    Protocol(protocol::Action),
    /// Look around in a made-up diary
    Demo(demo::Options),
    /// Where the files are, and whether all is well
    Doctor,
    /// Completions for a shell
    Completions(generate::Completions),
    /// The manual page
    Man,
}

/// Runs the command line; what it returns is the exit code of the program.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    let cli = match Cli::try_parse_from(&args) {
        Ok(cli) => cli,
        Err(error) => return usage::show(&error, &args),
    };
    let mut out = Out::default();
    let outcome = Context::new(cli.globals.clone()).and_then(|context| {
        let done = dispatch(&context, &mut out, cli.command);
        let flushed = out.flush();
        done.and(flushed)
            .map_err(|failure| (failure, context.text()))
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err((failure, text)) => failure.show(text),
    }
}

fn dispatch(context: &Context, out: &mut Out, command: Option<Command>) -> Result<(), Failure> {
    let Some(command) = command else {
        if screens::are_wanted(context) {
            return screens::run(context, context.diary_path()?);
        }
        return today::run(context, out, &today::Options::default());
    };
    match command {
        Command::Setup(options) => setup::run(context, out, &options),
        Command::Today(options) => today::run(context, out, &options),
        Command::Taken(intake) => dose::intake(context, out, &intake, Outcome::Taken),
        Command::Partly(intake) => dose::intake(context, out, &intake, Outcome::PartlyTaken),
        Command::Vomited(intake) => dose::intake(context, out, &intake, Outcome::Vomited),
        Command::Missed(missed) => dose::missed(context, out, &missed),
        Command::Ate(options) => meal::run(context, out, &options),
        Command::Team(order) => team::run(context, out, &order),
        Command::Undo(consent) => undo::run(context, out, consent),
        Command::Correct(options) => correct::run(context, out, &options),
        Command::Contacted(options) => contacted::run(context, out, &options),
        Command::Recover(options) => recover::run(context, out, &options),
        Command::Log(options) => log::run(context, out, &options),
        Command::Adherence(options) => adherence::run(context, out, &options),
        Command::Verify(options) => verify::run(context, out, &options),
        Command::Protocol(action) => protocol::run(context, out, &action),
        Command::Demo(options) => demo::run(context, out, &options),
        Command::Doctor => doctor::run(context, out),
        Command::Completions(options) => generate::completions(out, &options),
        Command::Man => generate::man(out),
    }
}
