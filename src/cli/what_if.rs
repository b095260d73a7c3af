//! `helixmap whatif`: what would happen to the whole network if actors left or ties came and went.

use std::io::Write;

use clap::Args;
use serde_json::{Value, json};

use super::analyze::Ties;
use super::subject::{self, Form};
use super::table::{align, wrap};
use crate::analysis::change::{IndicatorChange, Standing, WhatIf, what_if};
use crate::model::{Network, Scenario};
use crate::task::TaskContext;
use crate::text::words::{self, change as terms};
use crate::workspace::{scenario_words, what_if_sentences};

/// What `whatif` is asked to do.
#[derive(Args, Clone, Debug)]
#[command(group = clap::ArgGroup::new("scenario").required(true).multiple(true).args(["remove", "add", "dissolve"]))]
pub struct WhatIfArgs {
    /// The network: a file, a folder of CSV tables, or sample:NAME
    pub file: String,
    /// An actor that leaves, by id or name; may be given several times
    #[arg(long, value_name = "ID")]
    pub remove: Vec<String>,
    /// Two actors that become tied; may be given several times
    #[arg(long, value_name = "A:B", value_parser = subject::pair_argument)]
    pub add: Vec<String>,
    /// Two actors that lose whatever ties them; may be given several times
    #[arg(long, value_name = "A:B", value_parser = subject::pair_argument)]
    pub dissolve: Vec<String>,
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

/// Computes both states and writes them side by side.
pub(super) fn run(args: &WhatIfArgs, network: &Network, out: &mut dyn Write) -> anyhow::Result<()> {
    let task = match args.threads {
        Some(num_threads) => TaskContext::with_num_threads(num_threads)?,
        None => TaskContext::new(),
    };
    let removed = args.remove.iter().map(|word| subject::actor(network, word));
    let added = args.add.iter().map(|words| subject::pair(network, words));
    let dissolved = args
        .dissolve
        .iter()
        .map(|words| subject::pair(network, words));
    let scenario = Scenario {
        removed: removed.collect::<Result<_, _>>()?,
        added: added.collect::<Result<_, _>>()?,
        dissolved: dissolved.collect::<Result<_, _>>()?,
    };
    let outcome = what_if(network, &subject::options(args.ties), &scenario, &task)?;
    match args.format {
        Form::Json => {
            let report = json(network, &scenario, &outcome);
            serde_json::to_writer_pretty(&mut *out, &report)?;
            writeln!(out)?;
        }
        Form::Table => {
            let text = table(network, &scenario, &outcome);
            out.write_all(text.as_bytes())?;
        }
    }
    Ok(())
}

fn table(network: &Network, scenario: &Scenario, outcome: &WhatIf) -> String {
    let supposed = scenario_words(scenario, network).join(", ");
    let mut text = wrap(terms::WHAT_IF, &format!("{supposed}?"));
    for sentence in what_if_sentences(outcome, network) {
        text += &wrap("-", &sentence.to_string());
    }
    text.push('\n');
    text + &indicator_table(&outcome.indicators, [terms::NOW, terms::THEN])
}

/// All indicators in two states.
pub(super) fn indicator_table(indicators: &[IndicatorChange], [first, last]: [&str; 2]) -> String {
    let mut rows = vec![
        [terms::INDICATOR, first, last, terms::CHANGE]
            .map(str::to_owned)
            .to_vec(),
    ];
    for change in indicators {
        let id = change.indicator.id();
        rows.push(vec![
            words::indicator(id).name.to_owned(),
            words::indicator_value(id, change.before),
            words::indicator_value(id, change.after),
            terms::difference(id, change.delta()),
        ]);
    }
    align(&rows, 1)
}

/// All indicators in two states, by name.
pub(super) fn indicator_json(indicators: &[IndicatorChange]) -> Value {
    let changes = indicators.iter().map(|change| {
        let IndicatorChange {
            indicator,
            before,
            after,
        } = change;
        let value = json!({"before": before, "after": after, "delta": change.delta()});
        (indicator.id().to_owned(), value)
    });
    Value::Object(changes.collect())
}

fn json(network: &Network, scenario: &Scenario, outcome: &WhatIf) -> Value {
    let standing = |of: Standing| {
        json!({
            "fragmentation": of.fragmentation,
            "distance_weighted_fragmentation": of.distance_weighted_fragmentation,
            "cross_reach_2": of.cross_reach_2,
        })
    };
    json!({
        "schema": 1,
        "network": subject::summary(network, &outcome.before),
        "scenario": {
            "removed": subject::keys(network, &scenario.removed),
            "added": subject::pairs(network, &scenario.added),
            "dissolved": subject::pairs(network, &scenario.dissolved),
        },
        "indicators": indicator_json(&outcome.indicators),
        "cut_off": subject::keys(network, &outcome.cut_off),
        "joined": subject::keys(network, &outcome.joined),
        "handover": outcome.handover.map(|handover| json!({
            "index": handover.index(),
            "with": standing(handover.with_team),
            "without": standing(handover.without_team),
        })),
    })
}
