//! Recovery: a copy of unsaved work that survives a crash, and is offered at the next start.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::save::{backup_path, save_atomically};
use super::slot::{Output, Slot};
use super::workspace::Workspace;
use super::{Notice, Severity};
use crate::document::{Content, Revisions, native};
use crate::text::words;

/// How often unsaved work is copied.
const EVERY: Duration = Duration::from_mins(1);

/// What the first line of a copy begins with; the rest of the line is the file that the work belongs to.
const HEADER: &str = "// unsaved work of ";

/// Where this process keeps its copy.
///
/// A lock that ends with the process tells the copies of running processes from those that were left behind.
#[derive(Debug)]
pub(super) struct Recovery {
    file: PathBuf,
    lock_path: PathBuf,
    /// Held as long as the process lives.
    _lock: File,
    copied: Option<Revisions>,
    /// When it was copied last; `None` to copy at once.
    last: Option<Instant>,
}

/// Unsaved work that a process has left behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftBehind {
    /// The copy.
    pub copy: PathBuf,
    /// The file that the work belongs to; `None` if it never had one.
    pub file: Option<PathBuf>,
}

impl Recovery {
    /// Keeps the copy in a folder, which is made if it is not there.
    pub(super) fn new(folder: &Path) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let name = std::process::id().to_string();
        let lock_path = folder.join(format!("{name}.lock"));
        let lock = File::create(&lock_path)?;
        lock.try_lock()?;
        Ok(Self {
            file: folder.join(format!("{name}.ron")),
            lock_path,
            _lock: lock,
            copied: None,
            last: Some(Instant::now()),
        })
    }

    /// How long it is until this state is to be copied; `None` if it has been.
    pub(super) fn due_in(&self, revisions: &Revisions) -> Option<Duration> {
        (self.copied.as_ref() != Some(revisions)).then(|| match self.last {
            Some(last) => EVERY.saturating_sub(last.elapsed()),
            None => Duration::ZERO,
        })
    }

    /// Where to copy this state to, if it is time.
    pub(super) fn due(&mut self, revisions: &Revisions) -> Option<PathBuf> {
        if !self.due_in(revisions)?.is_zero() {
            return None;
        }
        self.last = Some(Instant::now());
        self.copied = Some(*revisions);
        Some(self.file.clone())
    }

    /// The next state is copied at once: it exists nowhere else.
    pub(super) fn hurry(&mut self) {
        self.last = None;
    }

    /// Forgets the copy: what was in it is saved, or nobody wants it.
    pub(super) fn forget(&mut self) {
        self.copied = None;
        remove(&self.file);
        remove(&backup_path(&self.file));
    }
}

impl Drop for Recovery {
    fn drop(&mut self) {
        remove(&self.lock_path);
    }
}

/// Writes a copy of unsaved work.
pub(super) fn copy(content: &Content, belongs_to: Option<&Path>, copy: &Path) -> io::Result<()> {
    let text = native::write(content).map_err(io::Error::other)?;
    let file = belongs_to
        .map(|file| file.display().to_string())
        .unwrap_or_default();
    save_atomically(copy, format!("{HEADER}{file}\n{text}").as_bytes())
}

/// The copies in a folder that no running process owns, in the order of their names.
pub fn left_behind(folder: &Path) -> Vec<LeftBehind> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut found: Vec<LeftBehind> = entries
        .filter_map(|entry| {
            let copy = entry.ok()?.path();
            if copy.extension()? != "ron" || is_locked(&copy.with_extension("lock")) {
                return None;
            }
            let text = fs::read_to_string(&copy).ok()?;
            let file = text.lines().next()?.strip_prefix(HEADER)?.trim();
            Some(LeftBehind {
                file: (!file.is_empty()).then(|| PathBuf::from(file)),
                copy,
            })
        })
        .collect();
    found.sort_by(|a, b| a.copy.cmp(&b.copy));
    found
}

/// Removes a copy that nobody wants any more.
pub(super) fn discard(left_behind: &LeftBehind) {
    for extension in ["ron", "ron.bak", "lock"] {
        remove(&left_behind.copy.with_extension(extension));
    }
}

fn is_locked(lock: &Path) -> bool {
    File::open(lock).is_ok_and(|lock| lock.try_lock().is_err())
}

/// Removes a file that may not be there. That it stays would do no harm.
fn remove(path: &Path) {
    drop(fs::remove_file(path));
}

impl Workspace {
    /// Copies unsaved work to this folder once a minute, where [`left_behind`](super::left_behind) finds it after a crash.
    pub fn keep_recovery_in(&mut self, folder: &Path) {
        match Recovery::new(folder) {
            Ok(recovery) => self.recovery = Some(recovery),
            Err(error) => {
                let message = words::work::no_recovery(&error.to_string());
                self.tell(Notice::new(Severity::Warning, message));
            }
        }
    }

    pub(super) fn copy_unsaved_work(&mut self) {
        let (Some(open), Some(recovery)) = (&self.open, &mut self.recovery) else {
            return;
        };
        if !open.document.is_modified() {
            return;
        }
        if let Some(place) = recovery.due(open.document.revisions()) {
            let (content, file) = (Arc::clone(open.document.content()), open.path.clone());
            self.jobs.submit(Slot::Recovery, move |_, _| {
                Ok(match copy(&content, file.as_deref(), &place) {
                    Ok(()) => Output::Copied,
                    Err(error) => {
                        let message = words::work::no_recovery(&error.to_string());
                        Output::NotCopied(Notice::new(Severity::Warning, message))
                    }
                })
            });
        }
    }

    /// How long it is until [`Workspace::poll`] has unsaved work to copy; `None` if there is none.
    pub fn copy_due_in(&self) -> Option<Duration> {
        let document = &self.open.as_ref()?.document;
        let recovery = self.recovery.as_ref()?;
        document
            .is_modified()
            .then(|| recovery.due_in(document.revisions()))?
    }

    /// The copy that the open document was recovered from is no longer the only one.
    pub(super) fn discard_recovered(&mut self) {
        let recovered = self.open.as_mut().and_then(|open| open.recovered.take());
        if let Some(recovered) = recovered {
            discard(&recovered);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Actor, Network};

    #[test]
    fn a_copy_is_offered_when_its_process_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let mut network = Network::new();
        network.add_actor(Actor::new("a", "A")).unwrap();
        let content = Content::new(network);
        let recovery = Recovery::new(folder.path()).unwrap();
        let file = Path::new("/networks/mine.ron");
        copy(&content, Some(file), &recovery.file).unwrap();
        assert_eq!(left_behind(folder.path()), [], "its process still runs");

        let stays = recovery.file.clone();
        drop(recovery);
        let found = left_behind(folder.path());
        assert_eq!(
            found,
            [LeftBehind {
                copy: stays.clone(),
                file: Some(file.to_path_buf())
            }]
        );
        let text = fs::read_to_string(&stays).unwrap();
        assert_eq!(native::read(&text).unwrap().network.num_actors(), 1);
        discard(&found[0]);
        assert_eq!(left_behind(folder.path()), []);
    }
}
