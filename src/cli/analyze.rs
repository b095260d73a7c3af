//! `helixmap analyze`: all measures of a network, as JSON for scripts, as tables for people, or as a CSV of actors.

mod csv;
mod deep;
mod json;
mod json_sets;
mod table;

use std::io::Write;
use std::sync::Arc;
use std::time::Instant;

use clap::{Args, ValueEnum};
use serde_json::json;

use self::deep::Deep;
use crate::analysis::fragmentation::{resilience, resilience_by};
use crate::analysis::missing_data::{IntervalOptions, Missing, RankInterval, rank_intervals};
use crate::analysis::{ANALYSES, Detail, Measure, Outcome, Params, Results};
use crate::model::{Network, Snapshot, SnapshotOptions, TieSources};
use crate::report::methods;
use crate::task::{Cancelled, TaskContext};

/// What `analyze` is asked to do.
#[derive(Args, Clone, Debug)]
#[command(after_long_help = crate::text::words::analyze::HELP)]
pub struct AnalyzeArgs {
    /// The network: a file, a folder of CSV files, or sample:NAME
    pub file: String,
    /// How to write the results
    #[arg(long, value_enum, default_value_t = OutputFormat::Table)]
    pub format: OutputFormat,
    /// Only these parts, separated by commas
    #[arg(long, value_enum, value_delimiter = ',')]
    pub only: Vec<Theme>,
    /// Which ties count
    #[arg(long, value_enum, default_value_t = Ties::All)]
    pub ties: Ties,
    /// The seed of everything that is drawn at random
    #[arg(long, default_value_t = Params::default().seed)]
    pub seed: u64,
    /// Estimate betweenness from so many actors, drawn at random, with the error bound; exact, if not given
    #[arg(long)]
    pub samples: Option<u32>,
    /// Tell how every number was computed and from what, to be cited
    #[arg(long)]
    pub methods: bool,
    /// How far the ranks of brokers depend on data that may be missing: a tenth of the ties, or of the actors, left out
    #[arg(long, value_enum)]
    pub intervals: Option<LeftOut>,
    /// Also what takes long or is for researchers: scores of ties, weighted scores, closure, link candidates
    #[arg(long)]
    pub all: bool,
    /// Communities heed the weights of ties
    #[arg(long)]
    pub weighted: bool,
    /// How many workers compute; one for each core, if not given
    #[arg(long)]
    pub threads: Option<usize>,
    /// How long it took to read the network, for the timings.
    #[arg(skip)]
    pub load_ms: f64,
}

/// How results are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum OutputFormat {
    /// A stable interface for scripts
    Json,
    /// For reading
    Table,
    /// One row for each actor
    Csv,
}

/// What is left out to see how sure ranks are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LeftOut {
    /// Tied pairs
    Ties,
    /// Actors
    Actors,
}

/// A part of the results.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Theme {
    /// Scores of actors, brokerage roles
    Brokers,
    /// Ties between sectors against chance
    Gaps,
    /// Components, cut actors, distances
    Fragmentation,
}

/// Where ties come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Ties {
    /// Declared ties and common activities
    #[default]
    All,
    /// Declared ties only
    Declared,
    /// Common activities only
    Activities,
}

impl From<Ties> for TieSources {
    fn from(ties: Ties) -> Self {
        match ties {
            Ties::All => Self::All,
            Ties::Declared => Self::Declared,
            Ties::Activities => Self::Activities,
        }
    }
}

/// How sure the ranks of brokers are.
struct Intervals {
    measure: Measure,
    options: IntervalOptions,
    ranks: Vec<Option<RankInterval>>,
}

impl Intervals {
    fn compute(
        left_out: LeftOut,
        results: &Results,
        seed: u64,
        task: &TaskContext,
    ) -> Result<Self, Cancelled> {
        let measure = if results.snapshot.sector_ids().len() > 1 {
            Measure::CrossBetweennessNorm
        } else {
            Measure::BetweennessNorm
        };
        let options = IntervalOptions {
            missing: match left_out {
                LeftOut::Ties => Missing::Ties,
                LeftOut::Actors => Missing::Actors,
            },
            seed,
            ..IntervalOptions::default()
        };
        Ok(Self {
            measure,
            options,
            ranks: rank_intervals(&results.snapshot, measure, &options, task)?,
        })
    }
}

/// What there is to write down.
struct Report<'a> {
    network: &'a Network,
    results: Results,
    only: &'a [Theme],
    intervals: Option<Intervals>,
    deep: Deep,
    timings_ms: Vec<(&'static str, f64)>,
}

impl Report<'_> {
    fn snapshot(&self) -> &Snapshot {
        &self.results.snapshot
    }

    fn wants(&self, theme: Theme) -> bool {
        self.only.is_empty() || self.only.contains(&theme)
    }

    fn key(&self, actor: u32) -> &str {
        self.snapshot().key(self.network, actor)
    }

    fn label(&self, actor: u32) -> &str {
        let actor = self.network.actor(self.snapshot().actor(actor));
        actor.map_or("", |actor| actor.label.as_str())
    }

    /// The key of a sector by its place among the sectors of the snapshot.
    fn sector_key(&self, place: usize) -> &str {
        let id = self.snapshot().sector_ids().get(place);
        let sector = id.and_then(|&id| self.network.sectors().get(id));
        sector.map_or("", |sector| sector.key.as_str())
    }

    /// The key of the sector of an actor.
    fn sector_of(&self, actor: u32) -> Option<&str> {
        let place = self.snapshot().sectors().get(actor as usize).copied();
        place.flatten().map(|place| self.sector_key(place.into()))
    }

    /// How many actors each sector has.
    fn sector_sizes(&self) -> Vec<usize> {
        let mut sizes = vec![0; self.snapshot().sector_ids().len()];
        for &place in self.snapshot().sectors().iter().flatten() {
            if let Some(size) = sizes.get_mut(usize::from(place)) {
                *size += 1;
            }
        }
        sizes
    }
}

/// Analyses that wait in the window until somebody asks, and are told here always.
const TOLD: [&str; 2] = ["communities", "key_players"];

/// Analyses that are told with `--all` only.
const TOLD_WITH_ALL: [&str; 5] = [
    "broker_scores",
    "weighted",
    "compactness",
    "tie_betweenness",
    "closure",
];

/// Whether an analysis has anything for the themes that are wanted.
fn is_wanted(analysis: &str, only: &[Theme]) -> bool {
    let themes: &[Theme] = match analysis {
        "sector_mixing" | "synergy" | "segregation" | "closure" => &[Theme::Gaps],
        "algebraic_connectivity" | "resilience" | "shape" => &[Theme::Fragmentation],
        // What is left without the best brokers is told with what falls apart.
        "cohesion" | "distances" | "communities" | "betweenness" | "tie_betweenness" => {
            &[Theme::Fragmentation, Theme::Brokers]
        }
        _ => &[Theme::Brokers],
    };
    only.is_empty() || themes.iter().any(|theme| only.contains(theme))
}

/// What is left when actors leave. Betweenness is known by now, if it ignores direction.
fn resilience_outcome(
    results: &Results,
    params: &Params,
    task: &TaskContext,
) -> Result<Outcome, Cancelled> {
    let snapshot = &results.snapshot;
    let known = results
        .scores(Measure::Betweenness)
        .filter(|_| snapshot.directed().is_none())
        .and_then(|scores| scores.iter().copied().collect::<Option<Vec<f64>>>());
    let found = match known {
        Some(betweenness) => resilience_by(snapshot, &betweenness, params.seed, task)?,
        None => resilience(snapshot, params.seed, task)?,
    };
    Ok(Outcome {
        columns: Vec::new(),
        detail: Detail::Resilience(found),
        estimate: None,
    })
}

/// Computes what is asked for and writes it.
pub fn run(args: &AnalyzeArgs, network: &Network, out: &mut dyn Write) -> anyhow::Result<()> {
    let task = match args.threads {
        Some(num_threads) => TaskContext::with_num_threads(num_threads)?,
        None => TaskContext::new(),
    };
    let mut timings_ms = vec![("load", args.load_ms)];
    let mut timed = |id, start: Instant| timings_ms.push((id, start.elapsed().as_secs_f64() * 1e3));
    let start = Instant::now();
    let options = SnapshotOptions {
        ties: args.ties.into(),
        ..SnapshotOptions::default()
    };
    let mut results = Results::new(Arc::new(Snapshot::new(network, &options)));
    timed("snapshot", start);
    let params = Params {
        seed: args.seed,
        weighted: args.weighted,
        num_samples: args.samples,
        ..Params::default()
    };
    if args.methods {
        let wanted = ANALYSES
            .iter()
            .filter(|analysis| is_wanted(analysis.id(), &args.only));
        let paragraphs = wanted.map(|&analysis| methods(analysis, network, &results, &params));
        let paragraphs: Vec<String> = paragraphs.collect();
        match args.format {
            OutputFormat::Json => {
                serde_json::to_writer_pretty(
                    &mut *out,
                    &json!({"schema": 1, "methods": paragraphs}),
                )?;
                writeln!(out)?;
            }
            OutputFormat::Table | OutputFormat::Csv => {
                writeln!(out, "{}", paragraphs.join("\n\n"))?;
            }
        }
        return Ok(());
    }
    for analysis in ANALYSES {
        let is_told = !analysis.is_on_demand()
            || TOLD.contains(&analysis.id())
            || args.all && TOLD_WITH_ALL.contains(&analysis.id());
        if is_told && is_wanted(analysis.id(), &args.only) {
            let start = Instant::now();
            let outcome = analysis.run(&results.snapshot, &params, &task)?;
            timed(analysis.id(), start);
            results.add(Arc::new(outcome));
        }
    }
    if is_wanted("resilience", &args.only) {
        let start = Instant::now();
        let outcome = resilience_outcome(&results, &params, &task)?;
        timed("resilience", start);
        results.add(Arc::new(outcome));
    }
    let intervals = args
        .intervals
        .map(|left_out| {
            let start = Instant::now();
            let found = Intervals::compute(left_out, &results, args.seed, &task);
            timed("rank_intervals", start);
            found
        })
        .transpose()?;
    let mut deep = Deep::default();
    if args.all {
        let start = Instant::now();
        let wants = |theme| args.only.is_empty() || args.only.contains(&theme);
        deep = Deep::compute(&results.snapshot, wants, &task)?;
        timed("all", start);
    }
    let report = Report {
        network,
        deep,
        intervals,
        results,
        only: &args.only,
        timings_ms,
    };
    match args.format {
        OutputFormat::Json => {
            serde_json::to_writer_pretty(&mut *out, &json::report(&report))?;
            writeln!(out)?;
        }
        OutputFormat::Table => out.write_all(table::report(&report).as_bytes())?,
        OutputFormat::Csv => csv::write(&report, out)?,
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Actor, SectorId, Tie};

    fn written(format: OutputFormat, network: &Network) -> String {
        written_with(
            &AnalyzeArgs {
                format,
                ..no_args()
            },
            network,
        )
    }

    fn written_with(args: &AnalyzeArgs, network: &Network) -> String {
        let mut out = Vec::new();
        run(args, network, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn no_args() -> AnalyzeArgs {
        AnalyzeArgs {
            file: String::new(),
            format: OutputFormat::Json,
            only: Vec::new(),
            ties: Ties::All,
            seed: 1,
            samples: None,
            methods: false,
            intervals: None,
            all: false,
            weighted: false,
            threads: Some(1),
            load_ms: 0.0,
        }
    }

    fn star() -> Network {
        let mut network = Network::new();
        for (index, key) in ["a", "b", "c", "alone"].into_iter().enumerate() {
            let actor = Actor {
                sector: (index < 3).then_some(SectorId(index as u32)),
                ..Actor::new(key, key.to_uppercase())
            };
            network.add_actor(actor).unwrap();
        }
        let [a, b, c] = ["a", "b", "c"].map(|key| network.actor_by_key(key).unwrap());
        network.add_tie(Tie::new(a, b)).unwrap();
        network.add_tie(Tie::new(a, c)).unwrap();
        network
    }

    fn all_of(network: &Network) -> serde_json::Value {
        let args = AnalyzeArgs {
            all: true,
            ..no_args()
        };
        serde_json::from_str(&written_with(&args, network)).unwrap()
    }

    #[test]
    fn everything_of_a_star() {
        let json = all_of(&star());
        // Both ties carry the pair of their own ends, and that of b and c.
        assert_eq!(json["ties"][0]["source"], "a");
        assert_eq!(json["ties"][0]["betweenness"], 2.0);
        assert_eq!(json["ties"][1]["betweenness"], 2.0);
        assert_ne!(json["ties"][0]["block"], json["ties"][1]["block"]);
        let candidates = &json["gaps"]["link_candidates"];
        assert_eq!(candidates["number"], 1);
        assert_eq!(candidates["best"][0]["pair"], json!(["b", "c"]));
        assert_eq!(candidates["best"][0]["resource_allocation"], 0.5);
        assert_eq!(
            json["gaps"]["closure"]["by_distinct_sectors"]["3"]["open_triads"],
            1
        );
        // (2 · 1 + 3 − 1) / 2.
        assert_eq!(json["actors"][0]["everett_valente"], 2.0);
        assert_eq!(
            json["actors"][0]["everett_valente_directed"],
            serde_json::Value::Null
        );
    }

    #[test]
    fn everything_of_odd_networks() {
        let empty = all_of(&Network::new());
        assert_eq!(empty["ties"], json!([]));
        assert_eq!(empty["gaps"]["link_candidates"]["number"], 0);

        let mut network = Network::new();
        let alone = network.add_actor(Actor::new("a", "A")).unwrap();
        let json = all_of(&network);
        assert_eq!(
            json["actors"][0]["valente_fujimoto"],
            serde_json::Value::Null
        );
        assert_eq!(json["actors"][0]["everett_valente"], 0.0);
        assert_eq!(json["actors"][0].get("sectors_reached"), None);

        let other = network.add_actor(Actor::new("b", "B")).unwrap();
        for _ in 0..5_000 {
            let tie = Tie {
                weight: 0.0,
                ..Tie::new(alone, other)
            };
            network.add_tie(tie).unwrap();
        }
        let json = all_of(&network);
        assert_eq!(json["ties"].as_array().unwrap().len(), 1);
        assert_eq!(json["ties"][0]["ties"], 5_000);
        assert_eq!(json["ties"][0]["betweenness"], 1.0);
        assert_eq!(json["actors"][0]["betweenness_weighted"], 0.0);
        assert_eq!(
            json["actors"][0]["constraint_weighted"],
            serde_json::Value::Null
        );
        // Without the tie the pair is apart: compactness falls from 1 to 0.
        assert_eq!(json["actors"][0]["valente_fujimoto"], 1.0);
    }

    #[test]
    fn json_of_a_star() {
        let text = written(OutputFormat::Json, &star());
        let json: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(json["schema"], 1);
        assert_eq!(json["network"]["sectors"]["business"], 1);
        let center = &json["actors"][0];
        assert_eq!(center["betweenness"], 1.0);
        assert_eq!(center["brokerage"]["liaison"], 2);
        assert_eq!(center["cut_actor"], true);
        assert_eq!(json["actors"][3]["constraint"], serde_json::Value::Null);
        assert_eq!(json["actors"][3]["sector"], serde_json::Value::Null);
        assert_eq!(json["fragmentation"]["cut_actors"][0], "a");
        assert_eq!(json["fragmentation"]["fragmentation"], 0.5);
        assert_eq!(json["fragmentation"]["bridges"][1][1], "c");
        assert_eq!(json["gaps"]["ties"][0][1], 1);
    }

    #[test]
    fn every_form_of_an_empty_network() {
        let network = Network::new();
        assert!(written(OutputFormat::Json, &network).contains("\"actors\": []"));
        assert!(written(OutputFormat::Table, &network).contains("No actors"));
        assert!(written(OutputFormat::Csv, &network).starts_with("id,"));
    }

    #[test]
    fn key_players_communities_and_resilience_of_a_star() {
        let text = written(OutputFormat::Json, &star());
        let json: serde_json::Value = serde_json::from_str(&text).unwrap();
        let players = json["brokers"]["key_players_negative"].as_array().unwrap();
        assert!(players.iter().any(|player| player == "a"), "{players:?}");
        assert_eq!(
            json["brokers"]["key_players"]["negative"]["method"],
            "exhaustive"
        );
        // A star has one community; whoever is alone has one, too.
        assert_eq!(json["fragmentation"]["modularity"], 0.0);
        let community = |actor: usize| &json["actors"][actor]["community"];
        assert_eq!([community(0), community(1), community(2)], [0, 0, 0]);
        assert_eq!(community(3), 1);
        let degree = &json["fragmentation"]["resilience"]["degree"];
        assert_eq!(degree["largest"], json!([1, 1, 1, 0]));
        assert_eq!(degree["first_removed"][0], "a");
        assert_eq!(json["fragmentation"]["blocks"], 2);
    }

    #[test]
    fn methods_tell_formula_source_scope_and_data() {
        let methods = |network: &Network| {
            let args = AnalyzeArgs {
                methods: true,
                format: OutputFormat::Table,
                ..no_args()
            };
            written_with(&args, network)
        };
        let network = star();
        let text = methods(&network);
        for analysis in ANALYSES {
            let words = crate::text::words::methods::method(analysis.id());
            assert!(
                !words.method.is_empty() && !words.source.is_empty(),
                "{}",
                analysis.id()
            );
            assert!(text.contains(words.name), "{}", analysis.id());
        }
        assert!(text.contains("all 4 actors with 2 tied pairs"), "{text}");
        assert!(
            text.contains("9\u{a0}999 random shuffles, seed 1"),
            "{text}"
        );
        assert_eq!(methods(&star()), text);
        // Another tie is other data.
        let mut other = star();
        let ends = ["b", "c"].map(|key| other.actor_by_key(key).unwrap());
        other.add_tie(Tie::new(ends[0], ends[1])).unwrap();
        let hash = |text: &str| {
            let data = text.split("data ").nth(1).unwrap();
            data.chars().take(16).collect::<String>()
        };
        assert_ne!(hash(&methods(&other)), hash(&text));
    }

    #[test]
    fn estimates_and_intervals_say_how_sure_they_are() {
        let args = AnalyzeArgs {
            samples: Some(3),
            intervals: Some(LeftOut::Actors),
            ..no_args()
        };
        let json: serde_json::Value = serde_json::from_str(&written_with(&args, &star())).unwrap();
        let estimated = &json["brokers"]["estimated"];
        assert_eq!(estimated["samples"], 3);
        assert!(
            estimated["error_bounds"]["betweenness_norm"]
                .as_f64()
                .unwrap()
                >= 0.0
        );
        assert_eq!(json["brokers"]["rank_intervals"]["missing"], "actors");
        assert_eq!(json["actors"][0]["rank_interval"][1], 1);
    }

    #[test]
    fn a_table_names_the_broker() {
        let text = written(OutputFormat::Table, &star());
        assert!(text.contains("A "), "{text}");
        assert!(!text.contains("NaN"), "{text}");
    }
}
