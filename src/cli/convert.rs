//! `helixmap convert`: reads a network and writes it in another format.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::Args;

use super::{Output, load_and_tell};
use crate::document::{Appearance, Content, Filter, native};
use crate::format::{CsvFolder, Format, by_extension};
use crate::workspace::save_atomically;

/// What `convert` is asked to do.
#[derive(Args, Clone, Debug)]
pub struct ConvertArgs {
    /// The network: a file, a folder of CSV tables, or sample:NAME
    pub input: String,
    /// What to write: NAME.ron, or a folder for CSV tables
    #[arg(short, long, value_name = "OUTPUT")]
    pub output: PathBuf,
}

/// Reads, tells what cannot be kept, writes.
pub(super) fn run(args: &ConvertArgs, output: &mut Output<'_>) -> anyhow::Result<()> {
    let path = &args.output;
    let extension = path.extension().and_then(|extension| extension.to_str());
    let format: Option<&dyn Format> = match extension {
        Some(extension) if extension.eq_ignore_ascii_case("ron") => None,
        _ if path.is_dir() => Some(&CsvFolder),
        None => Some(&CsvFolder),
        Some(extension) => match by_extension(extension) {
            Some(format) => Some(format),
            None => bail!(
                "{}: there is no format with the ending ‘.{extension}’; write .ron, or name a folder for CSV tables",
                path.display()
            ),
        },
    };
    let loaded = load_and_tell(&args.input, output)?;
    let Some(format) = format else {
        let text = native::write(&loaded.content)?;
        return save_atomically(path, text.as_bytes()).with_context(|| path.display().to_string());
    };
    tell_losses(&loaded.content, format, output)?;
    let files = format.write(&loaded.content.network);
    let is_folder = path.is_dir() || extension.is_none();
    match files.as_slice() {
        [file] if !is_folder => write(path, &file.bytes),
        _ if !is_folder => bail!(
            "{}: {} is several tables; name a folder for them",
            path.display(),
            format.id()
        ),
        files => {
            std::fs::create_dir_all(path).with_context(|| path.display().to_string())?;
            files
                .iter()
                .try_for_each(|file| write(&path.join(&file.name), &file.bytes))
        }
    }
}

fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    save_atomically(path, bytes).with_context(|| path.display().to_string())
}

fn tell_losses(
    content: &Content,
    format: &dyn Format,
    output: &mut Output<'_>,
) -> anyhow::Result<()> {
    let Content {
        network,
        placements,
        filter,
        appearance,
    } = content;
    let mut losses = format.loses(network);
    if !placements.is_empty() {
        losses.push("positions on the map".to_owned());
    }
    if *filter != Filter::default() {
        losses.push("the filter".to_owned());
    }
    if *appearance != Appearance::default() {
        losses.push("the appearance".to_owned());
    }
    for loss in losses {
        writeln!(output.messages, "{} does not keep {loss}", format.id())?;
    }
    Ok(())
}
