//! Whether the names of a network can be written: found in the background when it is opened, and told once.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::jobs::{Arrival, Jobs};
use crate::scene::letters_without_font;
use crate::text::words;
use crate::workspace::{Notice, Severity, Workspace};

/// So many letters are told.
const MAX_TOLD: usize = 12;

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
                let names = content.network.actors().map(|(_, actor)| &actor.label);
                let letters: BTreeSet<char> = names.flat_map(|name| name.chars()).collect();
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
        let told: String = missing.iter().take(MAX_TOLD).collect();
        let more = if missing.len() > MAX_TOLD { "…" } else { "" };
        (!told.is_empty())
            .then(|| Notice::new(Severity::Warning, words::names_without_font(&told, more)))
    }
}
