//! `helixmap validate`: every problem of files, with its place.

use std::process::ExitCode;

use clap::Args;

use super::Output;
use crate::format::IssueKind;
use crate::task::TaskContext;
use crate::workspace::{LoadError, load};

/// What `validate` is asked to do.
#[derive(Args, Clone, Debug)]
pub struct ValidateArgs {
    /// The networks: files, folders of CSV tables, or sample:NAME
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<String>,
}

/// Lists all problems, one on a line: file, place, how bad, what. The outcome is 1 if a file cannot be read or a row of it
/// was skipped.
pub(super) fn run(args: &ValidateArgs, output: &mut Output<'_>) -> anyhow::Result<ExitCode> {
    let mut is_wrong = false;
    for file in &args.files {
        let issues = match load(file, &TaskContext::new()) {
            Ok(loaded) => {
                let network = &loaded.content.network;
                writeln!(
                    output.messages,
                    "{file}: {} actors, {} ties, {} activities",
                    network.num_actors(),
                    network.num_ties(),
                    network.activities().len()
                )?;
                loaded.issues
            }
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
            Err(LoadError::Import(issues)) => {
                is_wrong = true;
                issues
            }
            Err(error) => {
                is_wrong = true;
                writeln!(output.results, "{file}: error: {error}")?;
                continue;
            }
        };
        is_wrong |= issues.count(IssueKind::Skipped) > 0;
        for issue in &issues {
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
