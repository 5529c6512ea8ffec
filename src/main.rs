//! The program's entry: parse, run, exit code; nothing else.

use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

fn main() -> ExitCode {
    // A file-size limit must come back as an error of the write, not end the program. Where no handler
    // can be installed, the system's own way of ending it loses nothing that was acknowledged.
    let caught = Arc::new(AtomicBool::new(false));
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, caught);
    dosebook::cli::run(std::env::args_os())
}
