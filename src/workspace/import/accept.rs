//! An import on its way into the workspace: reviewed, decided, taken in, remembered.

use std::path::Path;
use std::sync::Arc;

use super::super::slot::{Output, Slot};
use super::super::workspace::{SEED, Workspace};
use super::super::{ImportAction, Notice, Severity, open};
use super::{ImportChoices, Memory, journal_entry, resolve};
use crate::document::Command;
use crate::text::words;

impl Workspace {
    /// Remembers in this folder what is decided about imports, for the next file with the same columns.
    pub fn remember_imports_in(&mut self, folder: &Path) {
        self.memory = Some(Memory::new(folder));
    }

    pub(in crate::workspace) fn import(&mut self, action: ImportAction) {
        match action {
            ImportAction::Review(paths, destination) => {
                self.read_in_background(open::Source::Files(paths), destination, true);
            }
            ImportAction::Paste(text, destination) => {
                self.read_in_background(open::Source::Pasted(text), destination, true);
            }
            ImportAction::Choose(choices) => self.choose(*choices),
            ImportAction::Accept => self.accept_import(),
            ImportAction::Cancel => {
                self.jobs.cancel(&Slot::Import);
                // It may be on its way already.
                self.jobs.cancel(&Slot::Open);
                self.pending = None;
                self.revision += 1;
            }
            ImportAction::KeepReport => {
                if let Some(report) = &self.report {
                    let entry = journal_entry(report, self.network());
                    self.step(|document| document.commit(&Command::AddJournalEntry(entry)));
                    self.tell(Notice::new(Severity::Info, words::import::REPORT_KEPT));
                }
            }
        }
    }

    fn choose(&mut self, choices: ImportChoices) {
        let content = self.document().map(|it| Arc::clone(it.content()));
        let Some(pending) = &mut self.pending else {
            return;
        };
        pending.choose(choices.clone());
        let foreign = Arc::clone(pending.foreign());
        let before = Arc::clone(pending.resolution());
        self.jobs.submit(Slot::Import, move |task, _| {
            let content = content.as_deref();
            let resolution = resolve(&foreign, &choices, Some(&before), content, task)?;
            Ok(Output::Resolved(Arc::new(resolution)))
        });
        self.revision += 1;
    }

    fn accept_import(&mut self) {
        let Some(pending) = self.pending.as_ref().filter(|it| it.is_current()) else {
            return;
        };
        let resolution = Arc::clone(pending.resolution());
        // What was pasted is in no file, and what was decided neither.
        let is_modified = pending.foreign().is_pasted || *pending.choices() != pending.proposed();
        if resolution.network.is_none() {
            return;
        }
        self.remember_choices();
        if let Some(plan) = &resolution.plan {
            let (added, changed) = (plan.num_added(), plan.num_changed());
            let command = Command::Merge(added + changed, plan.edits.clone(), plan.places.clone());
            self.pending = None;
            let before = self.document().map(|it| *it.revisions());
            self.step(|document| document.commit(&command));
            // A step that failed has told why.
            if self.document().map(|it| *it.revisions()) != before || plan.is_empty() {
                self.report = Some(Arc::new(resolution.report.clone()));
                let message = words::import::merged_in(&resolution.report.name, added, changed);
                self.tell(Notice {
                    shows_report: true,
                    ..Notice::new(Severity::Info, message)
                });
            }
            self.revision += 1;
        } else {
            self.jobs.submit(Slot::Open, move |task, _| {
                let opened = open::Opened::imported(&resolution, SEED, task)?;
                Ok(match opened {
                    Some(opened) => Output::Opened(Box::new(open::Opened {
                        is_modified,
                        ..opened
                    })),
                    None => Output::Remembered,
                })
            });
        }
    }

    /// Keeps what was decided otherwise than proposed, for the next file with the same columns.
    fn remember_choices(&mut self) {
        let (Some(memory), Some(pending)) = (&self.memory, &self.pending) else {
            return;
        };
        if *pending.choices() == pending.proposed() && !pending.is_remembered() {
            return;
        }
        let (memory, foreign) = (memory.clone(), Arc::clone(pending.foreign()));
        let choices = pending.choices().clone();
        self.jobs.submit(Slot::Memory, move |_, _| {
            Ok(match memory.remember(&foreign.draft, &choices) {
                Ok(()) => Output::Remembered,
                Err(error) => Output::NotCopied(Notice::new(
                    Severity::Warning,
                    words::import::not_remembered(&error.to_string()),
                )),
            })
        });
    }
}
