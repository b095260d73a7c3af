//! The command line: one file for each subcommand. Commands write results to what they are given and messages beside it,
//! never to a terminal of their own.

pub mod analyze;
mod args;
mod convert;
mod diff;
mod generate;
mod introduce;
mod layout;
pub mod render;
mod samples;
mod subject;
mod table;
mod validate;
mod what_if;

use std::io::{self, Write};
use std::process::ExitCode;
use std::time::Instant;

pub use analyze::AnalyzeArgs;
pub use args::{Cli, Command};
pub use convert::{ConvertArgs, Projection};
pub use diff::DiffArgs;
pub use generate::GenerateArgs;
pub use introduce::{IntroduceArgs, Objective};
pub use layout::{Attraction, LayoutArgs, LayoutChoice};
pub use render::RenderArgs;
pub use samples::SamplesArgs;
pub use subject::Form;
pub use validate::ValidateArgs;
pub use what_if::WhatIfArgs;

use crate::format::ImportIssues;
use crate::task::TaskContext;
use crate::workspace::{ImportReport, LoadError, Loaded, load};

/// Where a command writes.
pub struct Output<'o> {
    /// Results.
    pub results: &'o mut dyn Write,
    /// Messages.
    pub messages: &'o mut dyn Write,
}

/// Results on their way to somebody who may stop reading.
struct Results<'o> {
    to: &'o mut dyn Write,
    nobody_reads: bool,
}

impl Results<'_> {
    fn notice<T>(&mut self, outcome: io::Result<T>) -> io::Result<T> {
        self.nobody_reads |=
            matches!(&outcome, Err(error) if error.kind() == io::ErrorKind::BrokenPipe);
        outcome
    }
}

impl Write for Results<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let outcome = self.to.write(bytes);
        self.notice(outcome)
    }

    fn flush(&mut self) -> io::Result<()> {
        let outcome = self.to.flush();
        self.notice(outcome)
    }
}

/// Runs a subcommand: 0 if all went well, 1 if the input is wrong. That nobody reads the results any more is no error.
pub fn run(command: Command, output: &mut Output<'_>) -> ExitCode {
    let mut results = Results {
        to: output.results,
        nobody_reads: false,
    };
    let outcome = dispatch(
        command,
        &mut Output {
            results: &mut results,
            messages: &mut *output.messages,
        },
    );
    match outcome.and_then(|code| Ok(results.flush().map(|()| code)?)) {
        Ok(code) => code,
        Err(_) if results.nobody_reads => ExitCode::SUCCESS,
        Err(error) => {
            // If not even the messages can be written, the exit code has to do.
            let _ignored = writeln!(output.messages, "error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(command: Command, output: &mut Output<'_>) -> anyhow::Result<ExitCode> {
    match command {
        Command::Samples(args) => samples::run(&args, output)?,
        Command::Analyze(mut args) => {
            let start = Instant::now();
            let loaded = load_and_tell(&args.file, output)?;
            args.load_ms = start.elapsed().as_secs_f64() * 1e3;
            analyze::run(&args, &loaded.content.network, output.results)?;
        }
        Command::Introduce(args) => {
            let loaded = load_and_tell(&args.file, output)?;
            introduce::run(&args, &loaded.content.network, output.results)?;
        }
        Command::WhatIf(args) => {
            let loaded = load_and_tell(&args.file, output)?;
            what_if::run(&args, &loaded.content.network, output.results)?;
        }
        Command::Diff(args) => {
            let before = load_and_tell(&args.old, output)?.content.network;
            let after = load_and_tell(&args.new, output)?.content.network;
            diff::run(&args, &before, &after, output.results)?;
        }
        Command::Generate(args) => generate::run(&args, output)?,
        Command::Render(args) => {
            let loaded = load_and_tell(&args.file, output)?;
            render::run(&args, &loaded.content, output.messages)?;
        }
        Command::Layout(args) => {
            let loaded = load_and_tell(&args.file, output)?;
            layout::run(&args, &loaded.content, output)?;
        }
        Command::Validate(args) => return validate::run(&args, output),
        Command::Convert(args) => convert::run(&args, output)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Reads a network and tells what was guessed and skipped; every mistake of a file that cannot be read.
fn load_and_tell(input: &str, output: &mut Output<'_>) -> anyhow::Result<Loaded> {
    let loaded = load(input, &TaskContext::new()).map_err(|error| error_of(input, error))?;
    if let Some(report) = &loaded.report {
        tell_issues(input, &report.issues, output.messages)?;
    }
    Ok(loaded)
}

/// Why an input cannot be read, with the place of the first mistake.
fn error_of(input: &str, error: LoadError) -> anyhow::Error {
    match error {
        LoadError::Native(errors) => match errors.as_slice() {
            [] => anyhow::anyhow!("{input}: not readable"),
            [first, rest @ ..] => {
                let more = match rest.len() {
                    0 => String::new(),
                    more => format!(" (and {more} more; see `helixmap validate`)"),
                };
                anyhow::anyhow!("{input}:{}: {}{more}", first.place, first.problem)
            }
        },
        error => anyhow::anyhow!("{input}: {error}"),
    }
}

/// Tells a report: what was read, and the issues.
fn tell_report(input: &str, report: &ImportReport, messages: &mut dyn Write) -> io::Result<()> {
    for line in report.summary() {
        writeln!(messages, "{line}")?;
    }
    tell_issues(input, &report.issues, messages)
}

/// Tells issues, at most so many that nobody has to scroll for ever.
fn tell_issues(input: &str, issues: &ImportIssues, messages: &mut dyn Write) -> io::Result<()> {
    const MAX_TOLD: usize = 20;
    for issue in issues.iter().take(MAX_TOLD) {
        writeln!(messages, "{issue}")?;
    }
    if issues.len() > MAX_TOLD {
        writeln!(
            messages,
            "… and {} more; `helixmap validate {input}` lists all",
            issues.len() - MAX_TOLD
        )?;
    }
    Ok(())
}
