//! What has changed since an earlier state, which is in a file.

use std::path::PathBuf;
use std::sync::Arc;

use super::scope::{SnapshotKey, whole_options};
use super::slot::{Output, Slot};
use super::workspace::Workspace;
use super::{Link, LoadError, Notice, Severity, comparison_sentences, load_path};
use crate::analysis::change::{IndicatorChange, State, compare};
use crate::model::Snapshot;
use crate::text::{Sentence, words};

/// The open network beside an earlier state of it. Not saved.
#[derive(Clone, Debug)]
pub struct ComparedWith {
    /// The name of the file with the earlier state.
    pub name: String,
    /// What has changed, in words.
    pub sentences: Vec<Sentence<Link>>,
    /// All indicators, earlier and now.
    pub indicators: Vec<IndicatorChange>,
    /// What of the open network it is about.
    pub(super) key: SnapshotKey,
}

impl Workspace {
    /// The last comparison with an earlier state; and whether the open network is still as it was then.
    pub fn comparison(&self) -> Option<(&ComparedWith, bool)> {
        let open = self.open.as_ref()?;
        let compared = open.compared.as_deref()?;
        Some((compared, compared.key == SnapshotKey::whole(&open.document)))
    }

    /// Compares the whole open network with the one in a file. Actors match by id.
    pub(super) fn compare_with(&mut self, path: PathBuf) {
        let Some(open) = &self.open else { return };
        let key = SnapshotKey::whole(&open.document);
        let content = Arc::clone(open.document.content());
        self.jobs.submit(Slot::Compare, move |task, _| {
            let name = path.file_name().unwrap_or_default();
            let name = name.to_string_lossy().into_owned();
            let earlier = match load_path(&path, task) {
                Ok(loaded) => loaded.content.network,
                Err(LoadError::Cancelled(cancelled)) => return Err(cancelled),
                Err(error) => {
                    let message = words::work::not_opened(&error.to_string(), &name);
                    return Ok(Output::NotOpened(Notice::new(Severity::Error, message)));
                }
            };
            let options = whole_options(&content.filter);
            let snapshots =
                [&earlier, &content.network].map(|network| Snapshot::new(network, &options));
            let [first, last] = [(&earlier, &snapshots[0]), (&content.network, &snapshots[1])]
                .map(|(network, snapshot)| State { network, snapshot });
            let comparison = compare(first, last, task)?;
            Ok(Output::Compared(Box::new(ComparedWith {
                name,
                sentences: comparison_sentences(&comparison, first, last),
                indicators: comparison.indicators,
                key,
            })))
        });
        self.revision += 1;
    }
}
