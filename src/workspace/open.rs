//! Opening and saving: from files and samples to a content that is ready to be drawn, and back.

use std::path::PathBuf;
use std::sync::Arc;

use super::scope::snapshot;
use super::{Notice, Severity, placing};
use crate::analysis::Results;
use crate::document::{Content, Placement};
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
}

/// A content that is ready to be drawn.
pub(super) struct Opened {
    pub(super) content: Content,
    pub(super) path: Option<PathBuf>,
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
    let (mut content, path, notice) = match read(source) {
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
    Ok(Ok(Opened {
        content,
        path,
        snapshot,
        notice,
    }))
}

type Read = (Content, Option<PathBuf>, Option<Notice>);

fn read(source: &Source) -> Result<Read, Notice> {
    let file = match source {
        Source::Path(path) => path.display().to_string(),
        Source::Sample(name) => name.clone(),
    };
    Err(Notice::new(
        Severity::Error,
        words::work::not_opened("no reader", &file),
    ))
}

/// Writes a content to a native file.
pub(super) fn save(_content: &Content, path: &std::path::Path) -> Result<(), Notice> {
    Err(Notice::new(
        Severity::Error,
        words::work::not_saved("no writer", &path.display().to_string()),
    ))
}
