//! The Helixmap program: opens the window, or runs one command.

use std::io::{self, BufWriter, Write as _};
use std::process::ExitCode;

use clap::Parser as _;
use helixmap::cli::{self, Cli, Output};

fn main() -> ExitCode {
    let Cli { command, file } = Cli::parse();
    let Some(command) = command else {
        return open_window(file);
    };
    let mut output = Output {
        results: &mut BufWriter::new(io::stdout().lock()),
        messages: &mut io::stderr().lock(),
    };
    cli::run(command, &mut output)
}

fn open_window(file: Option<String>) -> ExitCode {
    match helixmap::app::run(file) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // If not even this can be written, the exit code has to do.
            let _ignored = writeln!(io::stderr(), "error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
