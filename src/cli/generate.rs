//! `helixmap generate`: a synthetic ecosystem with a planted truth, for teaching and tests.

use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;

use super::Output;
use crate::document::{
    Content, MAX_SYNTHETIC_ACTORS, MIN_SYNTHETIC_ACTORS, Planted, native, synthetic,
};
use crate::workspace::save_atomically;

/// What `generate` is asked to do.
#[derive(Args, Clone, Debug)]
pub struct GenerateArgs {
    /// How many actors
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(MIN_SYNTHETIC_ACTORS as i64..=MAX_SYNTHETIC_ACTORS as i64))]
    pub actors: u32,
    /// The seed: the same one gives the same network
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// The file to write: NAME.ron
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
}

/// Writes the network, and what is planted in it as JSON.
pub(super) fn run(args: &GenerateArgs, output: &mut Output<'_>) -> anyhow::Result<()> {
    let path = &args.output;
    let (network, planted) = synthetic(args.actors as usize, args.seed)?;
    let text = native::write(&Content::new(network))?;
    save_atomically(path, text.as_bytes()).with_context(|| path.display().to_string())?;
    let Planted {
        brokers,
        gaps,
        islands,
        isolates,
        hub,
    } = planted;
    let brokers = brokers.into_iter();
    let brokers = brokers.map(|(actor, num)| serde_json::json!({"actor": actor, "separates": num}));
    let truth = serde_json::json!({
        "schema": 1,
        "actors": args.actors,
        "seed": args.seed,
        "brokers": brokers.collect::<Vec<_>>(),
        "gaps": gaps,
        "islands": islands,
        "isolates": isolates,
        "hub": hub,
    });
    serde_json::to_writer_pretty(&mut *output.results, &truth)?;
    writeln!(output.results)?;
    Ok(())
}
