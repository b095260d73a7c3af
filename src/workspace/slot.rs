//! Work in the background: where it goes on, and what it brings.

use std::path::PathBuf;
use std::sync::Arc;

use super::open;
use super::results::OutcomeKey;
use super::scope::{Scoped, SnapshotKey};
use super::walks::Found;
use super::{ComparedWith, Foreign, Notice, Resolution};
use crate::analysis::Outcome;
use crate::analysis::change::{Baseline, WhatIf};
use crate::document::{Arrangement, Revisions};
use crate::layout::Position;
use crate::model::{Scenario, Snapshot};

/// A place for background work. Newer work in a place ends what runs there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slot {
    /// Opening a file.
    Open,
    /// Working out what comes of a pending import.
    Import,
    /// Remembering what was decided about an import.
    Memory,
    /// Finding out what formats do not keep.
    Losses,
    /// Writing a copy for another program.
    Export,
    /// Saving.
    Save,
    /// Copying unsaved work.
    Recovery,
    /// Preparing what is shown for analysis.
    Snapshot,
    /// An analysis, by its place in [`ANALYSES`](crate::analysis::ANALYSES).
    Analysis(usize),
    /// Looking for what is near, or for a way.
    Reading,
    /// Comparing with another state.
    Compare,
    /// The effects of what-ifs.
    WhatIf,
    /// A layout.
    Layout,
}

/// Work that is going on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Running {
    /// Where.
    pub slot: Slot,
    /// How far it is, 0 to 1, if that is known.
    pub progress: Option<f32>,
}

/// What jobs return.
pub(super) enum Output {
    Opened(Box<open::Opened>),
    NotOpened(Notice),
    Review {
        foreign: Arc<Foreign>,
        resolution: Arc<Resolution>,
        is_remembered: bool,
    },
    Resolved(Arc<Resolution>),
    Losses(Revisions, Vec<Vec<String>>),
    Exported(Notice),
    Remembered,
    Saved(PathBuf, Revisions),
    Copied,
    NotCopied(Notice),
    NotSaved(Notice),
    Snapshot(SnapshotKey, Scoped),
    /// What is shown until the outcome is there.
    Estimate(Arc<Outcome>),
    Outcome(OutcomeKey, Arc<Outcome>),
    Found(Found),
    /// What what-ifs are compared with, once all of them are answered.
    Baseline(SnapshotKey, Arc<Baseline>),
    WhatIf(SnapshotKey, Scenario, Arc<WhatIf>),
    Compared(Box<ComparedWith>),
    LaidOut(String, Arrangement, Arc<Snapshot>, Vec<Position>),
}
