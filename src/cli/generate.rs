//! `completions` and `man`: made from the definitions of the commands.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::Cli;
use super::error::Failure;
use super::output::Out;

/// For which shell.
#[derive(Debug, Args)]
pub(super) struct Completions {
    /// The shell
    shell: Shell,
}

/// Prints completions for a shell.
pub(super) fn completions(out: &mut Out, options: &Completions) -> Result<(), Failure> {
    let mut bytes = Vec::new();
    clap_complete::generate(options.shell, &mut Cli::command(), "dosebook", &mut bytes);
    out.text(&String::from_utf8_lossy(&bytes));
    Ok(())
}

/// Prints the manual page, one section a command.
pub(super) fn man(out: &mut Out) -> Result<(), Failure> {
    let mut bytes = Vec::new();
    let mut command = Cli::command();
    command.build();
    let man = clap_mangen::Man::new(command.clone());
    man.render(&mut bytes).map_err(Failure::Output)?;
    for sub in command
        .get_subcommands()
        .filter(|sub| sub.get_name() != "help")
    {
        let page = clap_mangen::Man::new(sub.clone());
        page.render_title(&mut bytes).map_err(Failure::Output)?;
        page.render_synopsis_section(&mut bytes)
            .map_err(Failure::Output)?;
        page.render_description_section(&mut bytes)
            .map_err(Failure::Output)?;
        page.render_options_section(&mut bytes)
            .map_err(Failure::Output)?;
    }
    out.text(&String::from_utf8_lossy(&bytes));
    Ok(())
}
