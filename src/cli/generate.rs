//! `completions` and `man`: made from the definitions of the commands.

use clap::{Args, Command, CommandFactory};
use clap_complete::Shell;

use super::Cli;
use super::error::Failure;
use super::output::Out;

/// The heading in a command's help under which the options of every command stand.
const GLOBALS: &str = "Options of every command:";

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

/// Prints the manual page: one page, with a section for each command.
pub(super) fn man(out: &mut Out) -> Result<(), Failure> {
    let mut command = Cli::command();
    command.build();
    let mut bytes = Vec::new();
    let page = clap_mangen::Man::new(command.clone());
    page.render_title(&mut bytes).map_err(Failure::Output)?;
    page.render_name_section(&mut bytes)
        .map_err(Failure::Output)?;
    page.render_synopsis_section(&mut bytes)
        .map_err(Failure::Output)?;
    page.render_options_section(&mut bytes)
        .map_err(Failure::Output)?;
    out.text(&String::from_utf8_lossy(&bytes));
    sections(out, &mut command, "dosebook");
    Ok(())
}

fn sections(out: &mut Out, command: &mut Command, name: &str) {
    for sub in command.get_subcommands_mut() {
        if sub.get_name() == "help" {
            continue;
        }
        let name = format!("{name} {}", sub.get_name());
        out.line(format!(".SH \"{}\"\n.nf", name.to_uppercase()));
        let help = sub.render_long_help().to_string();
        // The options of every command stand once, above.
        let own = help.lines().take_while(|line| *line != GLOBALS);
        for line in own {
            // A line that begins with a dot or a quote would be an instruction.
            out.line(format!(
                "\\&{}",
                line.replace('\\', "\\e").replace('-', "\\-")
            ));
        }
        out.line(".fi");
        sections(out, sub, &name);
    }
}
