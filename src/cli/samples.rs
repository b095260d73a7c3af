//! `helixmap samples`: the embedded sample networks.

use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;

use super::Output;
use crate::document::SAMPLES;
use crate::workspace::save_atomically;

/// What `samples` is asked to do.
#[derive(Args, Clone, Debug)]
pub struct SamplesArgs {
    /// Write the files into this folder, which is made if need be
    #[arg(long, value_name = "DIR")]
    pub write: Option<PathBuf>,
}

/// Lists the samples, or writes them out.
pub(super) fn run(args: &SamplesArgs, output: &mut Output<'_>) -> anyhow::Result<()> {
    let Some(folder) = &args.write else {
        for sample in SAMPLES {
            writeln!(
                output.results,
                "{:<18} {:>5} actors  {}. {}",
                sample.name, sample.num_actors, sample.title, sample.description
            )?;
        }
        return Ok(());
    };
    std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    for sample in SAMPLES {
        let path = folder.join(format!("{}.ron", sample.name));
        save_atomically(&path, sample.text.as_bytes())
            .with_context(|| path.display().to_string())?;
        writeln!(output.results, "{}", path.display())?;
    }
    Ok(())
}
