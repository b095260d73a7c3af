//! Opening and saving: from files and samples to a content that is ready to be drawn, and back.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::load::{Loaded, load_path};
use super::recovery::LeftBehind;
use super::save::save_atomically;
use super::scope::snapshot;
use super::{Notice, Severity, placing};
use crate::analysis::Results;
use crate::document::{Content, Placement, Sample, native};
use crate::format::IssueKind;
use crate::layout::{LAYOUTS, settle};
use crate::model::{Network, Snapshot};
use crate::task::{Cancelled, TaskContext};
use crate::text::words;

/// Where a network comes from.
#[derive(Clone, Debug)]
pub(super) enum Source {
    /// A file or a folder.
    Path(PathBuf),
    /// A sample network, by name.
    Sample(String),
    /// Unsaved work of a process that is gone.
    LeftBehind(LeftBehind),
}

/// A content that is ready to be drawn.
pub(super) struct Opened {
    pub(super) content: Content,
    pub(super) path: Option<PathBuf>,
    /// Whether it differs from what the file holds.
    pub(super) is_modified: bool,
    /// The copy that it was recovered from: to be kept until there is another.
    pub(super) recovered: Option<LeftBehind>,
    pub(super) snapshot: Arc<Snapshot>,
    pub(super) notice: Option<Notice>,
}

impl Opened {
    /// An empty network.
    pub(super) fn empty() -> Self {
        let content = Content::new(Network::new());
        Self {
            snapshot: Arc::new(snapshot(&content)),
            content,
            path: None,
            is_modified: false,
            recovered: None,
            notice: None,
        }
    }
}

/// Reads a network and gives every actor a place, so that the first picture is a settled one.
pub(super) fn open(
    source: &Source,
    seed: u64,
    task: &TaskContext,
) -> Result<Result<Opened, Notice>, Cancelled> {
    let (mut content, path, notice) = match read(source, task) {
        Ok(read) => read,
        Err(notice) => return Ok(Err(notice)),
    };
    task.keep_going()?;
    let snapshot = Arc::new(snapshot(&content));
    let is_placed = snapshot
        .actors()
        .iter()
        .any(|actor| content.placements.contains_key(actor));
    if !is_placed && let Some(&layout) = LAYOUTS.first() {
        let results = Results::new(Arc::clone(&snapshot));
        let input = placing::layout_input(&results, &content, seed, false);
        let positions = settle(layout, input, task)?;
        for (&actor, position) in snapshot.actors().iter().zip(positions) {
            content.placements.insert(
                actor,
                Placement {
                    position,
                    pinned: false,
                },
            );
        }
        layout.id().clone_into(&mut content.appearance.layout);
    }
    let recovered = match source {
        Source::LeftBehind(left_behind) => Some(left_behind.clone()),
        Source::Path(_) | Source::Sample(_) => None,
    };
    Ok(Ok(Opened {
        content,
        path,
        is_modified: recovered.is_some(),
        recovered,
        snapshot,
        notice,
    }))
}

type Read = (Content, Option<PathBuf>, Option<Notice>);

fn read(source: &Source, task: &TaskContext) -> Result<Read, Notice> {
    match source {
        Source::Path(path) => read_path(path, task),
        Source::LeftBehind(left_behind) => {
            let content = read_native(&left_behind.copy)?;
            Ok((content, left_behind.file.clone(), None))
        }
        Source::Sample(name) => {
            let told = |why: String| Notice::new(Severity::Error, why);
            let sample =
                Sample::by_name(name).ok_or_else(|| told(words::work::no_such_sample(name)))?;
            let content = sample
                .content()
                .map_err(|error| told(words::work::not_opened(&error.to_string(), name)))?;
            Ok((content, None, None))
        }
    }
}

/// Any file or folder that can be read. Only a native file is one to save to.
fn read_path(path: &Path, task: &TaskContext) -> Result<Read, Notice> {
    let Loaded {
        content,
        issues,
        is_native,
    } = load_path(path, task).map_err(|error| {
        let why = error.to_string();
        Notice::new(
            Severity::Error,
            words::work::not_opened(&why, &path.display().to_string()),
        )
    })?;
    let notice = (!issues.is_empty()).then(|| Notice {
        severity: if issues.count(IssueKind::Skipped) > 0 {
            Severity::Warning
        } else {
            Severity::Info
        },
        message: words::work::imported_with_remarks(issues.len()),
        details: issues
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("\n"),
    });
    Ok((content, is_native.then(|| path.to_owned()), notice))
}

fn read_native(path: &Path) -> Result<Content, Notice> {
    let told = |why: &str| {
        Notice::new(
            Severity::Error,
            words::work::not_opened(why, &path.display().to_string()),
        )
    };
    let text = fs::read_to_string(path).map_err(|error| told(&error.to_string()))?;
    native::read(&text).map_err(|error| told(&error.to_string()))
}

/// Writes a content to a native file.
pub(super) fn save(content: &Content, path: &Path) -> Result<(), Notice> {
    let told = |why: &str| {
        Notice::new(
            Severity::Error,
            words::work::not_saved(why, &path.display().to_string()),
        )
    };
    let text = native::write(content).map_err(|error| told(&error.to_string()))?;
    save_atomically(path, text.as_bytes()).map_err(|error| told(&error.to_string()))
}
