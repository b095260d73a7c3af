//! `helixmap diff`: what has changed between two states of a network.

use std::io::Write;

use clap::Args;
use serde_json::{Map, Value, json};

use super::analyze::Ties;
use super::subject::{self, Form};
use super::table::wrap;
use super::what_if::{indicator_json, indicator_table};
use crate::analysis::change::{Comparison, State, Turnover, compare};
use crate::model::{ActorId, Network, Snapshot};
use crate::task::TaskContext;
use crate::text::words::change as terms;
use crate::workspace::comparison_sentences;

/// What `diff` is asked to do.
#[derive(Args, Clone, Debug)]
pub struct DiffArgs {
    /// The first state: a file, a folder of CSV tables, or sample:NAME
    pub old: String,
    /// The second state
    pub new: String,
    /// Which ties count
    #[arg(long, value_enum, default_value_t = Ties::All)]
    pub ties: Ties,
    /// How to write the results
    #[arg(long, value_enum, default_value_t = Form::Table)]
    pub format: Form,
    /// How many workers compute; one for each core, if not given
    #[arg(long)]
    pub threads: Option<usize>,
}

/// Compares the two states and writes the differences. Actors match by id.
pub(super) fn run(
    args: &DiffArgs,
    before: &Network,
    after: &Network,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let task = match args.threads {
        Some(num_threads) => TaskContext::with_num_threads(num_threads)?,
        None => TaskContext::new(),
    };
    let options = subject::options(args.ties);
    let [at_first, at_last] = [before, after].map(|network| Snapshot::new(network, &options));
    let first = State {
        network: before,
        snapshot: &at_first,
    };
    let last = State {
        network: after,
        snapshot: &at_last,
    };
    let change = compare(first, last, &task)?;
    match args.format {
        Form::Json => {
            serde_json::to_writer_pretty(&mut *out, &json(first, last, &change))?;
            writeln!(out)?;
        }
        Form::Table => {
            let mut text = String::new();
            for sentence in comparison_sentences(&change, first, last) {
                text += &wrap("-", &sentence.to_string());
            }
            text.push('\n');
            text += &indicator_table(&change.indicators, [terms::BEFORE, terms::AFTER]);
            out.write_all(text.as_bytes())?;
        }
    }
    Ok(())
}

fn json(first: State<'_>, last: State<'_>, change: &Comparison) -> Value {
    let turnover = |of: Turnover| {
        json!({
            "kept": of.kept, "formed": of.formed, "dissolved": of.dissolved, "jaccard": of.jaccard(),
        })
    };
    let moved: Vec<ActorId> = change
        .stayed
        .iter()
        .filter(|stayer| stayer.sector_changed)
        .map(|stayer| stayer.after)
        .collect();
    let kinds = change.kinds.iter();
    let kinds: Map<String, Value> = kinds
        .map(|(kind, &of)| (kind.clone(), turnover(of)))
        .collect();
    json!({
        "schema": 1,
        "before": subject::summary(first.network, first.snapshot),
        "after": subject::summary(last.network, last.snapshot),
        "actors": {
            "joined": subject::keys(last.network, &change.joined),
            "left": subject::keys(first.network, &change.left),
            "left_without_ties": subject::keys(first.network, &change.left_without_ties),
            "stayed": change.stayed.len(),
            "jaccard": change.actors().jaccard(),
            "sector_changed": subject::keys(last.network, &moved),
        },
        "ties_simple": turnover(change.ties),
        "ties_simple_stayers": turnover(change.ties_of_stayers),
        "ties_by_kind": turnover(change.ties_by_kind),
        "kinds": kinds,
        "arcs": change.arcs.map(turnover),
        "formed_pairs": subject::pairs(last.network, &change.formed),
        "dissolved_pairs": subject::pairs(first.network, &change.dissolved),
        "indicators": indicator_json(&change.indicators),
        "betweenness_change": change.stayed.iter().zip(&change.betweenness)
            .map(|(stayer, &rise)| (subject::key(last.network, stayer.after).to_owned(), json!(rise)))
            .collect::<Map<_, _>>(),
    })
}
