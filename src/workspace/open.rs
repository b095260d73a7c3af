//! Opening and saving: from files and samples to a content that is ready to be drawn, and back.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::import::{
    Destination, Foreign, ImportChoices, ImportReport, Memory, Resolution, resolve,
};
use super::load::{LoadError, Read, gather, placed, read};
use super::recovery::LeftBehind;
use super::save::save_atomically;
use super::scope::{Known, Scoped, scoped};
use super::{Notice, Severity, placing};
use crate::analysis::Results;
use crate::document::{Content, Placement, Sample, native};
use crate::format::Input;
use crate::layout::{LAYOUTS, settle};
use crate::model::{Network, Snapshot, SnapshotOptions};
use crate::task::{Cancelled, TaskContext};
use crate::text::words;

/// Where a network comes from.
#[derive(Clone, Debug)]
pub(super) enum Source {
    /// A file, a folder, or files that belong together.
    Files(Vec<PathBuf>),
    /// Text from the clipboard.
    Pasted(String),
    /// A sample network, by name.
    Sample(String),
    /// Unsaved work of a process that is gone.
    LeftBehind(LeftBehind),
}

/// How to open.
#[derive(Clone, Debug)]
pub(super) struct How {
    /// The seed of the first layout.
    pub(super) seed: u64,
    /// Whether files of other programs are shown before they are opened even if nothing about them is unclear.
    pub(super) always_reviewed: bool,
    /// Where a file of another program goes, unless the user decides otherwise.
    pub(super) destination: Destination,
    /// What is open.
    pub(super) content: Option<Arc<Content>>,
    /// What was decided about earlier files.
    pub(super) memory: Option<Memory>,
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
    /// The snapshot of the whole network, whatever the filter hides.
    pub(super) whole: Arc<Snapshot>,
    pub(super) notice: Option<Notice>,
    /// The report, if it was imported.
    pub(super) report: Option<Arc<ImportReport>>,
}

/// What has come of reading.
pub(super) enum Outcome {
    /// It can be shown.
    Opened(Box<Opened>),
    /// The user has to look at it first.
    Review {
        /// What was read.
        foreign: Arc<Foreign>,
        /// What comes of it with the choices that are proposed.
        resolution: Arc<Resolution>,
        /// Whether these are those of an earlier file.
        is_remembered: bool,
    },
}

impl Opened {
    /// An empty network.
    pub(super) fn empty() -> Self {
        let content = Content::new(Network::new());
        let empty = Arc::new(Snapshot::new(&content.network, &SnapshotOptions::default()));
        Self {
            snapshot: Arc::clone(&empty),
            whole: empty,
            content,
            path: None,
            is_modified: false,
            recovered: None,
            notice: None,
            report: None,
        }
    }

    /// Gives every actor a place, so that the first picture is a settled one.
    pub(super) fn new(
        mut content: Content,
        path: Option<PathBuf>,
        seed: u64,
        task: &TaskContext,
    ) -> Result<Self, Cancelled> {
        // What it takes to find out what is shown is found out again when that is analysed.
        let Scoped {
            snapshot, whole, ..
        } = scoped(&content, Known::default(), task)?;
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
        Ok(Self {
            content,
            path,
            is_modified: false,
            recovered: None,
            snapshot,
            whole,
            notice: None,
            report: None,
        })
    }

    /// An import that was decided about.
    pub(super) fn imported(
        resolution: &Resolution,
        seed: u64,
        task: &TaskContext,
    ) -> Result<Option<Self>, Cancelled> {
        let Some(network) = &resolution.network else {
            return Ok(None);
        };
        let content = placed((**network).clone(), &resolution.positions);
        let opened = Self::new(content, None, seed, task)?;
        let report = Arc::new(resolution.report.clone());
        Ok(Some(Self {
            notice: Some(opened_notice(&report)),
            report: Some(report),
            ..opened
        }))
    }
}

/// Says what was opened, and leads to the report.
fn opened_notice(report: &ImportReport) -> Notice {
    Notice {
        shows_report: true,
        ..Notice::new(
            Severity::Info,
            words::import::opened(&report.name, report.issues.len()),
        )
    }
}

/// Reads a network. What is native is ready to be drawn; what is not is, too, if nothing about it is unclear.
pub(super) fn open(
    source: &Source,
    how: &How,
    task: &TaskContext,
) -> Result<Result<Outcome, Notice>, Cancelled> {
    let (content, path) = match source {
        Source::Files(paths) => {
            let name = paths.first().map(|path| path.display().to_string());
            let told = |error: &LoadError| {
                let name = name.clone().unwrap_or_default();
                Notice::new(
                    Severity::Error,
                    words::work::not_opened(&error.to_string(), &name),
                )
            };
            match gather(paths).and_then(|input| read(input, None, task)) {
                Ok(Read::Native(content)) => (Ok(*content), paths.first().cloned()),
                Ok(Read::Foreign(foreign)) => return review(Arc::new(*foreign), how, task),
                Err(LoadError::Cancelled(cancelled)) => return Err(cancelled),
                Err(error) => return Ok(Err(told(&error))),
            }
        }
        Source::Pasted(text) => {
            let input = Input::file(words::import::PASTED_FILE, text.as_bytes());
            return match read(input, None, task) {
                Ok(Read::Foreign(foreign)) => {
                    let pasted = Foreign {
                        name: words::import::PASTED.to_owned(),
                        is_pasted: true,
                        ..*foreign
                    };
                    review(Arc::new(pasted), how, task)
                }
                Err(LoadError::Cancelled(cancelled)) => Err(cancelled),
                Ok(Read::Native(_)) | Err(_) => Ok(Err(Notice::new(
                    Severity::Warning,
                    words::import::PASTED_IS_NO_TABLE,
                ))),
            };
        }
        Source::LeftBehind(left_behind) => {
            let content = read_native(&left_behind.copy);
            (content, left_behind.file.clone())
        }
        Source::Sample(name) => (sample(name), None),
    };
    let content = match content {
        Ok(content) => content,
        Err(notice) => return Ok(Err(notice)),
    };
    task.keep_going()?;
    let opened = Opened::new(content, path, how.seed, task)?;
    let recovered = match source {
        Source::LeftBehind(left_behind) => Some(left_behind.clone()),
        _ => None,
    };
    Ok(Ok(Outcome::Opened(Box::new(Opened {
        is_modified: recovered.is_some(),
        recovered,
        ..opened
    }))))
}

fn sample(name: &str) -> Result<Content, Notice> {
    let told = |why: String| Notice::new(Severity::Error, why);
    let sample = Sample::by_name(name).ok_or_else(|| told(words::work::no_such_sample(name)))?;
    sample
        .content()
        .map_err(|error| told(words::work::not_opened(&error.to_string(), name)))
}

/// Works out what comes of a file of another program; opens it, if there is nothing to ask.
fn review(
    foreign: Arc<Foreign>,
    how: &How,
    task: &TaskContext,
) -> Result<Result<Outcome, Notice>, Cancelled> {
    let draft = &foreign.draft;
    if draft.tables().next().is_none() {
        // There is nothing that could be decided otherwise.
        let issues: Vec<String> = draft.issues.iter().map(ToString::to_string).collect();
        let why = words::import::NOTHING_IN_IT;
        return Ok(Err(Notice {
            details: issues.join("\n"),
            ..Notice::new(Severity::Error, words::work::not_opened(why, &foreign.name))
        }));
    }
    let remembered = how.memory.as_ref().and_then(|memory| memory.recall(draft));
    let is_remembered = remembered.is_some();
    let mut choices = remembered.unwrap_or_else(|| ImportChoices::proposed(draft));
    choices.destination = how.destination;
    let resolution = resolve(&foreign, &choices, None, how.content.as_deref(), task)?;
    if !how.always_reviewed
        && resolution.is_clean()
        && let Some(opened) = Opened::imported(&resolution, how.seed, task)?
    {
        return Ok(Ok(Outcome::Opened(Box::new(opened))));
    }
    Ok(Ok(Outcome::Review {
        foreign,
        resolution: Arc::new(resolution),
        is_remembered,
    }))
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
