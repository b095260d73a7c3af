//! Whether the names of a network can be written: found in the background when it is opened, and told once.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::jobs::{Arrival, Jobs};
use crate::scene::{letters_without_font, scripts_of};
use crate::text::words;
use crate::workspace::{Notice, Severity, Workspace};

/// Looks for letters that no font of this computer has.
pub(super) struct MissingLetters {
    jobs: Jobs<(), Vec<char>>,
    /// The opening whose names were looked at.
    looked_at: Option<u64>,
}

impl MissingLetters {
    /// Nothing was looked at yet. `wake` is called from another thread when something was found.
    pub(super) fn new(wake: impl Fn() + Send + Sync + 'static) -> Self {
        Self {
            jobs: Jobs::new(Arc::new(wake)),
            looked_at: None,
        }
    }

    /// Looks at the names of what has been opened. Returns what there is to tell, once for each opening.
    pub(super) fn update(&mut self, workspace: &Workspace) -> Option<Notice> {
        if let Some(document) = workspace.document()
            && self.looked_at != Some(workspace.opening())
        {
            self.looked_at = Some(workspace.opening());
            let content = Arc::clone(document.content());
            self.jobs.submit((), move |_, _| {
                let network = &content.network;
                let names = network.actors().map(|(_, actor)| &actor.label);
                let activities = network.activities().iter().map(|(_, it)| &it.title);
                let notes = content.notes.iter().map(|(_, note)| &note.text);
                let all = names.chain(activities).chain(notes);
                let letters: BTreeSet<char> = all.flat_map(|text| text.chars()).collect();
                let letters: String = letters.into_iter().filter(|it| !it.is_control()).collect();
                Ok(letters_without_font(&letters))
            });
        }
        let mut missing = Vec::new();
        for arrival in self.jobs.poll() {
            if let Arrival::Done((), letters) = arrival {
                missing = letters;
            }
        }
        (!missing.is_empty()).then(|| {
            // The letters themselves would be boxes in the notice as well.
            let message = words::names_without_font(&scripts_of(&missing));
            Notice::new(Severity::Warning, message)
        })
    }
}
