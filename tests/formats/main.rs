//! Exchange files: what comes in, what is told about it, and what comes back.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test that fails may panic, and what it prints is for its reader"
)]

mod damage;
mod examples;
mod folder;
mod graphs;
mod tables;
mod workbooks;

use helixmap::format::{ImportIssues, Imported, Input, NamedBytes, recognize};
use helixmap::task::TaskContext;

/// Files that belong together.
fn folder(files: &[(&str, &str)]) -> Input {
    Input {
        name: "folder".to_owned(),
        files: files
            .iter()
            .map(|(name, text)| NamedBytes {
                name: (*name).to_owned(),
                bytes: text.as_bytes().to_vec(),
            })
            .collect(),
        ignored: Vec::new(),
    }
}

/// What an input that some format recognises says.
fn import(input: &Input) -> Result<Imported, ImportIssues> {
    try_import(input).unwrap()
}

/// What an input says; `None` if no format recognises it.
fn try_import(input: &Input) -> Option<Result<Imported, ImportIssues>> {
    let task = TaskContext::new();
    let draft = recognize(input)?.read(input, &task).unwrap();
    Some(draft.resolve(&task).unwrap())
}
