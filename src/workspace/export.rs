//! Copies for other programs: what a format cannot hold is said beforehand; files appear as a whole or not at all.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::save::save_atomically;
use super::slot::{Output, Slot};
use super::workspace::Workspace;
use super::{Notice, Severity};
use crate::document::{Appearance, Content, Filter};
use crate::format::{FORMATS, Format, NamedBytes};
use crate::text::words;

/// What of a content a format does not keep, in words; nothing, if it keeps all.
pub fn losses(content: &Content, format: &dyn Format) -> Vec<String> {
    let Content {
        network,
        placements,
        notes,
        filter,
        appearance,
        scenarios,
    } = content;
    let mut losses = format.loses(network);
    if !placements.is_empty() && !format.holds_positions() {
        losses.push(words::import::LOSES_POSITIONS.to_owned());
    } else if placements.values().any(|placement| placement.pinned) {
        losses.push(words::import::LOSES_PINS.to_owned());
    }
    if !notes.is_empty() {
        losses.push(words::import::LOSES_NOTES.to_owned());
    }
    if *filter != Filter::default() {
        losses.push(words::import::LOSES_FILTER.to_owned());
    }
    if *appearance != Appearance::default() {
        losses.push(words::import::LOSES_APPEARANCE.to_owned());
    }
    if !scenarios.is_empty() {
        losses.push(words::import::LOSES_SCENARIOS.to_owned());
    }
    losses
}

/// The files that hold a content in a format.
pub fn written(content: &Content, format: &dyn Format) -> Vec<NamedBytes> {
    let placements = content.placements.iter();
    let positions = placements.map(|(&actor, placement)| (actor, placement.position));
    format.write(&content.network, &positions.collect())
}

/// Writes a content in a format, to a file or, if there is a folder of this name or none has its ending, into a folder.
/// Returns the files that were written.
///
/// A format that writes several files gets them all into the folder, or, beside the file, each with its own ending.
pub fn export(content: &Content, format: &dyn Format, path: &Path) -> io::Result<Vec<PathBuf>> {
    let files = written(content, format);
    let places = places(&files, path, path.is_dir());
    if let Some(folder) = places.first().and_then(|(place, _)| place.parent())
        && !folder.as_os_str().is_empty()
        && places.iter().all(|(place, _)| place.parent() == Some(path))
    {
        std::fs::create_dir_all(folder)?;
    }
    for (place, bytes) in &places {
        save_atomically(place, bytes)?;
    }
    Ok(places.into_iter().map(|(place, _)| place).collect())
}

/// Where each of several files goes.
fn places<'f>(files: &'f [NamedBytes], path: &Path, is_folder: bool) -> Vec<(PathBuf, &'f [u8])> {
    let extension = |name: &str| {
        let extension = Path::new(name).extension();
        extension.map(|it| it.to_string_lossy().to_lowercase())
    };
    let own = path
        .extension()
        .map(|it| it.to_string_lossy().to_lowercase());
    let goes_in_folder = is_folder || (own.is_none() && files.len() > 1);
    let mut is_main_taken = false;
    files
        .iter()
        .map(|file| {
            let of_file = extension(&file.name);
            let place = if goes_in_folder {
                path.join(&file.name)
            } else if !is_main_taken && (of_file == own || files.len() == 1) {
                is_main_taken = true;
                path.to_owned()
            } else if of_file == own {
                // A second one of the same ending: `network-ties.csv` beside `network.csv`.
                let stem = path.file_stem().unwrap_or_default().to_string_lossy();
                path.with_file_name(format!("{stem}-{}", file.name))
            } else {
                path.with_extension(of_file.unwrap_or_default())
            };
            (place, file.bytes.as_slice())
        })
        .collect()
}

impl Workspace {
    pub(super) fn find_losses(&mut self) {
        let Some(document) = self.document() else {
            return;
        };
        let (content, revisions) = (Arc::clone(document.content()), *document.revisions());
        self.jobs.submit(Slot::Losses, move |task, _| {
            let mut all = Vec::with_capacity(FORMATS.len());
            for &format in FORMATS {
                task.keep_going()?;
                all.push(losses(&content, format));
            }
            Ok(Output::Losses(revisions, all))
        });
    }

    pub(super) fn export(&mut self, id: &str, path: PathBuf) {
        let format = FORMATS.iter().find(|format| format.id() == id);
        let (Some(content), Some(&format)) =
            (self.document().map(|it| Arc::clone(it.content())), format)
        else {
            return;
        };
        self.jobs.submit(Slot::Export, move |_, _| {
            let name = path.display().to_string();
            Ok(Output::Exported(match export(&content, format, &path) {
                Ok(_) => Notice::new(Severity::Info, words::import::exported(&name)),
                Err(error) => Notice::new(
                    Severity::Error,
                    words::import::not_exported(&error.to_string(), &name),
                ),
            }))
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_files_find_their_places() {
        let files = |names: &[&str]| -> Vec<NamedBytes> {
            let named = |name: &&str| NamedBytes {
                name: (*name).to_owned(),
                bytes: Vec::new(),
            };
            names.iter().map(named).collect()
        };
        let placed = |names: &[&str], path: &str, is_folder| -> Vec<String> {
            let files = files(names);
            let places = places(&files, Path::new(path), is_folder);
            let text = |(place, _): &(PathBuf, _)| place.to_str().unwrap().replace('\\', "/");
            places.iter().map(text).collect()
        };
        let tables = ["actors.csv", "ties.csv"];
        assert_eq!(placed(&tables, "x", false), ["x/actors.csv", "x/ties.csv"]);
        assert_eq!(
            placed(&tables, "x.d", true),
            ["x.d/actors.csv", "x.d/ties.csv"]
        );
        assert_eq!(
            placed(&tables, "a/x.csv", false),
            ["a/x.csv", "a/x-ties.csv"]
        );
        assert_eq!(
            placed(&["n.net", "n.clu"], "a/x.net", false),
            ["a/x.net", "a/x.clu"]
        );
        assert_eq!(placed(&["n.gml"], "x.txt", false), ["x.txt"]);
        assert_eq!(placed(&["n.gml"], "x", false), ["x"]);
    }
}
