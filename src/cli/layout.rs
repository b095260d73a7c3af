//! `helixmap layout`: where actors go on the map, as a table; and how a layout is chosen on the command line.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context as _, anyhow};
use clap::builder::PossibleValuesParser;

use super::Output;
use crate::analysis::{ANALYSES, Measure, Params, Results};
use crate::document::{Arrangement, Content, Together};
use crate::layout::{LAYOUTS, Layout, LayoutInput, settle};
use crate::task::TaskContext;
use crate::workspace::{
    actor_values, find_groups, layout_input, layout_options, save_atomically, snapshot,
};

/// What `helixmap layout` is told.
#[derive(Clone, Debug, clap::Args)]
pub struct LayoutArgs {
    /// The network: a file, a folder of CSV files, or sample:NAME
    pub file: String,
    /// The table to write: id, x and y of every actor, y downwards
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// Which layout
    #[command(flatten)]
    pub choice: LayoutChoice,
}

/// Which layout, and what it is told.
#[derive(Clone, Debug, clap::Args)]
pub struct LayoutChoice {
    /// How actors are laid out
    #[arg(long, value_name = "NAME", value_parser = PossibleValuesParser::new(LAYOUTS.iter().map(|layout| layout.id())))]
    pub layout: Option<String>,
    /// Layout concentric: what is in the middle, a measure or an attribute that is a number
    #[arg(long, value_name = "VALUE")]
    pub by: Option<String>,
    /// Layout scatter: what grows to the right, a measure or an attribute that is a number
    #[arg(long, value_name = "VALUE", requires = "up")]
    pub across: Option<String>,
    /// Layout scatter: what grows upwards
    #[arg(long, value_name = "VALUE", requires = "across")]
    pub up: Option<String>,
    /// Layout ego: the id of the actor in the middle
    #[arg(long, value_name = "ID")]
    pub center: Option<String>,
    /// Layout force: what draws actors together besides their ties
    #[arg(long, value_name = "WHAT")]
    pub attract: Vec<Attraction>,
    /// The seed of everything that is drawn at random
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
}

/// What may draw actors together besides their ties.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Attraction {
    /// Being in the same sector
    Sectors,
    /// Being in the same community
    Communities,
    /// The weights of their ties
    Weights,
}

impl LayoutChoice {
    /// The layout that is asked for by name.
    pub(super) fn named(&self) -> Option<&'static dyn Layout> {
        let id = self.layout.as_deref()?;
        LAYOUTS.iter().copied().find(|layout| layout.id() == id)
    }

    /// Whether the layout needs the scores of analyses; if so, of one (by id), or of all.
    pub(super) fn needs(&self, layout: &dyn Layout) -> Needs {
        let given = [&self.by, &self.across, &self.up].into_iter().flatten();
        let mut measures = given.filter(|name| Measure::ALL.iter().any(|m| m.id() == *name));
        match layout.id() {
            _ if measures.next().is_some() => Needs::All,
            // Brokers are drawn to the middle between sectors, or upwards.
            "sectors" | "scatter" => Needs::Analysis("betweenness"),
            _ => Needs::Nothing,
        }
    }

    /// What the layout starts from.
    pub(super) fn input(
        &self,
        layout: &dyn Layout,
        results: &Results,
        content: &Content,
        task: &TaskContext,
    ) -> anyhow::Result<LayoutInput> {
        let network = &content.network;
        let mut input = layout_input(results, content, self.seed, false);
        let arrangement = self.arrangement();
        for name in [&self.by, &self.across, &self.up].into_iter().flatten() {
            if actor_values(name, results, network).is_none() {
                return Err(anyhow!("no actor has a number called ‘{name}’"));
            }
        }
        input.options = layout_options(layout.id(), &arrangement, results, network);
        find_groups(&mut input, &arrangement, task)?;
        if let Some(key) = &self.center {
            let place = network
                .actor_by_key(key)
                .and_then(|id| results.snapshot.actors().binary_search(&id).ok());
            let place = place.ok_or_else(|| anyhow!("there is no actor with the id ‘{key}’"))?;
            input.options.center = Some(place as u32);
        }
        Ok(input)
    }

    /// What the layout is told; of two groups that attract, the finer one counts.
    pub(super) fn arrangement(&self) -> Arrangement {
        let attracts = |what| self.attract.contains(&what);
        Arrangement {
            together: if attracts(Attraction::Communities) {
                Together::Communities
            } else if attracts(Attraction::Sectors) {
                Together::Sectors
            } else {
                Together::Nothing
            },
            strong_ties_closer: attracts(Attraction::Weights),
            middle: self.by.clone(),
            across: self.across.clone(),
            up: self.up.clone(),
        }
    }
}

/// Which analyses a layout needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Needs {
    /// None.
    Nothing,
    /// The one of this id.
    Analysis(&'static str),
    /// All that run by themselves.
    All,
}

impl Needs {
    /// Whether it is this one, or all.
    pub(super) fn include(self, id: &str) -> bool {
        match self {
            Self::Nothing => false,
            Self::Analysis(needed) => needed == id,
            Self::All => true,
        }
    }
}

/// Lays the network out and writes the table.
pub(super) fn run(
    args: &LayoutArgs,
    content: &Content,
    output: &mut Output<'_>,
) -> anyhow::Result<()> {
    let task = TaskContext::new();
    let layout = args.choice.named().or_else(|| LAYOUTS.first().copied());
    let layout = layout.context("there is no layout")?;
    let mut results = Results::new(snapshot(content, &task)?);
    let needs = args.choice.needs(layout);
    let params = Params {
        seed: args.choice.seed,
        num_shuffles: 0,
        ..Params::default()
    };
    for analysis in ANALYSES {
        if needs.include(analysis.id()) && !analysis.is_on_demand() {
            results.add(Arc::new(analysis.run(&results.snapshot, &params, &task)?));
        }
    }
    let input = args.choice.input(layout, &results, content, &task)?;
    let start = Instant::now();
    let positions = settle(layout, input, &task)?;
    let took = start.elapsed().as_secs_f64();
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(["id", "x", "y"])?;
    for (&actor, [x, y]) in results.snapshot.actors().iter().zip(&positions) {
        let key = content.network.actor(actor).map_or("", |actor| &actor.key);
        table.write_record([key, &format!("{x:.3}"), &format!("{y:.3}")])?;
    }
    let table = table.into_inner()?;
    save_atomically(&args.output, &table).with_context(|| args.output.display().to_string())?;
    writeln!(
        output.messages,
        "{}: {} actors in {took:.2} s",
        layout.id(),
        positions.len()
    )?;
    Ok(())
}
