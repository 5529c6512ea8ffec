//! The command line: one file a command, and what they share.
//!
//! Called by `main` only. A command reads its options into a domain command, asks and records through
//! `record`, or prints what a pure function of the diary says. No rule of the study stands here, and no
//! sentence: those are in `text`.

mod adherence;
mod answers;
mod ask;
mod codes;
mod contacted;
mod context;
mod correct;
mod cut;
mod demo;
mod doctor;
mod dose;
mod error;
mod export;
mod files;
mod generate;
mod grid;
mod handover;
mod json;
mod later;
mod localize;
mod log;
mod meal;
mod medicine;
mod output;
mod protocol;
mod receive;
mod record;
mod recover;
mod review;
mod screens;
mod setup;
mod site;
mod study;
mod study_errors;
mod symptom;
mod team;
mod today;
mod undo;
mod usage;
mod values;
mod verify;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, FromArgMatches, Parser, Subcommand};

use crate::domain::entry::{Language, Outcome};
use context::Context;
use error::Failure;
use later::Later;
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
    Setup(Box<Later<setup::Options>>),
    /// What is due on a day
    Today(Later<today::Options>),
    /// Record a dose as taken
    Taken(Later<dose::Intake>),
    /// Record a dose as taken in part
    Partly(Later<dose::Intake>),
    /// Record a dose as not taken
    Missed(Later<dose::Missed>),
    /// Record a dose as taken, then vomited
    Vomited(Later<dose::Intake>),
    /// Record the end of a meal
    Ate(Later<meal::Options>),
    /// Record what the study team ordered
    #[command(subcommand)]
    Team(Box<Later<team::Order>>),
    /// List another medicine that you take, or its end
    Medicine(Later<medicine::Options>),
    /// Take the newest entry of today back
    Undo(Later<record::Consent>),
    /// Correct an earlier entry
    Correct(Box<Later<correct::Options>>),
    /// Report a symptom
    Symptom(Later<symptom::Options>),
    /// Record a call to the study team, and what they said
    Contacted(Later<contacted::Options>),
    /// Copy the diary for the visit
    Handover(Later<handover::Options>),
    /// Go on in a new file after damage
    Recover(Later<recover::Options>),
    /// The entries, in words
    Log(Later<log::Options>),
    /// The adherence figures of one or many diaries
    Adherence(Later<adherence::Options>),
    /// The diary for other programs
    #[command(subcommand)]
    Export(Later<export::Format>),
    /// Receive a diary that a patient brings into the study folder
    Receive(Later<receive::Options>),
    /// Review the diaries of a study folder, on the screen
    Review(Later<review::Options>),
    /// The study team's own record about a participant
    #[command(subcommand)]
    Site(Box<Later<site::Action>>),
    /// The endpoints of a whole study
    #[command(subcommand)]
    Study(Later<study::Action>),
    /// Verify diaries line by line
    Verify(Later<verify::Options>),
    /// The study's rules
    #[command(subcommand)]
    Protocol(Later<protocol::Action>),
    /// Look around in a made-up diary
    Demo(Later<demo::Options>),
    /// Where the files are, and whether all is well
    Doctor,
    /// Completions for a shell
    Completions(Later<generate::Completions>),
    /// The manual page
    Man,
}

/// Runs the command line; what it returns is the exit code of the program.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    let cli = match parse(&args) {
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

/// Reads the arguments.
///
/// The tree of all commands with their options takes longer to build than 100 entries take to read. Only a word
/// among the arguments can be the command, so what is right is read by a tree of the commands named there;
/// help, and what to say about the rest, comes from the whole tree.
fn parse(args: &[OsString]) -> Result<Cli, clap::Error> {
    let all = Command::augment_subcommands(clap::Command::new("dosebook"));
    let is_named = |command: &&clap::Command| args.iter().any(|arg| arg == command.get_name());
    let named = all.get_subcommands().filter(is_named).cloned();
    let tree = Globals::augment_args(clap::Command::new("dosebook")).subcommands(named);
    match tree.try_get_matches_from(args) {
        Ok(matches) => Cli::from_arg_matches(&matches),
        Err(_) => Cli::try_parse_from(args),
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
        Command::Medicine(options) => medicine::run(context, out, &options),
        Command::Undo(consent) => undo::run(context, out, *consent),
        Command::Correct(options) => correct::run(context, out, &options),
        Command::Symptom(options) => symptom::run(context, out, &options),
        Command::Contacted(options) => contacted::run(context, out, &options),
        Command::Handover(options) => handover::run(context, out, &options),
        Command::Recover(options) => recover::run(context, out, &options),
        Command::Log(options) => log::run(context, out, &options),
        Command::Adherence(options) => adherence::run(context, out, &options),
        Command::Export(format) => export::run(context, out, &format),
        Command::Receive(options) => receive::run(context, out, &options),
        Command::Review(options) => review::run(context, &options),
        Command::Site(action) => site::run(context, out, &action),
        Command::Study(action) => study::run(context, out, &action),
        Command::Verify(options) => verify::run(context, out, &options),
        Command::Protocol(action) => protocol::run(context, out, &action),
        Command::Demo(options) => demo::run(context, out, &options),
        Command::Doctor => doctor::run(context, out),
        Command::Completions(options) => generate::completions(out, &options),
        Command::Man => generate::man(out),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tree_of_named_commands_reads_what_the_whole_tree_reads() {
        for line in [
            "",
            "today",
            "today --json --lang zh-Hans",
            "--diary today today --date 2026-11-02",
            "--diary taken today --plain",
            "--diary=setup log",
            "taken capecitabine am --units 2x500 --extra --yes --diary d.jsonl",
            "team hold --all --from 2026-11-02:am --told",
            "team set --by LN --emergency 120",
            "protocol show team",
            "correct 7 --reason wrong-time --at unknown",
            "adherence log verify --ledger",
            "verify -- today --plain",
            "--version",
            "--help",
            "today --help",
            "help team hold",
            "team",
            "team today",
            "todya",
            "today --dat",
            "today taken",
            "--lang",
            "--lang fr today",
            "missed capecitabine am",
        ] {
            let words = std::iter::once("dosebook").chain(line.split_whitespace());
            let args: Vec<OsString> = words.map(OsString::from).collect();
            let shown = |cli: Result<Cli, clap::Error>| match cli {
                Ok(cli) => format!("{cli:?}"),
                Err(error) => error.to_string(),
            };
            let whole = shown(Cli::try_parse_from(&args));
            assert_eq!(shown(parse(&args)), whole, "{line}");
        }
    }
}
