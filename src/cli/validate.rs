//! `helixmap validate`: every problem of files, with its place.

use std::process::ExitCode;

use clap::Args;

use super::Output;
use crate::format::IssueKind;
use crate::task::TaskContext;
use crate::text::words;
use crate::workspace::{Counts, LoadError, Loaded, load};

/// What `validate` is asked to do.
#[derive(Args, Clone, Debug)]
pub struct ValidateArgs {
    /// The networks: files, folders of CSV tables, or sample:NAME
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<String>,
}

/// Lists all problems, one on a line: file, place, how bad, what; beside them, in short, what was read. The outcome is 1 if a
/// file cannot be read or a row of it was skipped.
pub(super) fn run(args: &ValidateArgs, output: &mut Output<'_>) -> anyhow::Result<ExitCode> {
    let mut is_wrong = false;
    for file in &args.files {
        let report = match load(file, &TaskContext::new()) {
            Ok(Loaded {
                content,
                report: None,
                ..
            }) => {
                let counts = Counts::of(&content.network);
                let counts = words::import::counts(
                    counts.actors,
                    counts.ties,
                    counts.activities,
                    counts.participations,
                );
                let format = words::import::format("ron");
                let line = words::import::read(file, format, &counts);
                writeln!(output.messages, "{line}")?;
                continue;
            }
            Ok(Loaded {
                report: Some(report),
                ..
            }) => report,
            Err(LoadError::Import(report)) => *report,
            Err(LoadError::Native(errors)) => {
                is_wrong = true;
                for error in errors {
                    writeln!(
                        output.results,
                        "{file}:{}: error: {}",
                        error.place, error.problem
                    )?;
                }
                continue;
            }
            Err(error) => {
                is_wrong = true;
                writeln!(output.results, "{file}: error: {error}")?;
                continue;
            }
        };
        for line in report.summary() {
            writeln!(output.messages, "{line}")?;
        }
        let num = |kind| report.issues.count(kind);
        is_wrong |= num(IssueKind::Skipped) + num(IssueKind::Fatal) > 0;
        for issue in &report.issues {
            if issue.place.file == *file {
                writeln!(output.results, "{issue}")?;
            } else {
                writeln!(output.results, "{file}: {issue}")?;
            }
        }
    }
    Ok(if is_wrong {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}
