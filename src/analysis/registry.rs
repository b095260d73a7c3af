//! The list of analyses. Menus, the command line and reports come from it.

use super::brokerage::{
    BridgingAnalysis, BrokerScoresAnalysis, CompactnessAnalysis, RolesAnalysis,
    StructuralHolesAnalysis,
};
use super::centrality::{
    BetweennessAnalysis, DegreeAnalysis, ProminenceAnalysis, TieBetweennessAnalysis,
    WeightedAnalysis,
};
use super::community::CommunitiesAnalysis;
use super::fragmentation::{
    CohesionAnalysis, ConnectivityAnalysis, KeyPlayersAnalysis, ResilienceAnalysis,
};
use super::gaps::{ClosureAnalysis, SectorMixingAnalysis, SegregationAnalysis, SynergyAnalysis};
use super::introductions::{Goal, IntroductionsAnalysis};
use super::missing_data::RankIntervalsAnalysis;
use super::overview::{DistancesAnalysis, ShapeAnalysis};
use super::{Measure, Outcome};
use crate::model::Snapshot;
use crate::task::{Cancelled, TaskContext};

/// What of a snapshot an analysis depends on. A change of anything else leaves its outcome true.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// Which actors there are and who is tied to whom.
    Structure,
    /// The weights of ties.
    Weights,
    /// The sectors of actors.
    Sectors,
    /// What actors look for and can give, and who has been introduced to whom.
    Wishes,
}

/// What the user may choose about an analysis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Params {
    /// The seed of everything that is drawn at random.
    pub seed: u64,
    /// How many random shuffles stand behind a p value.
    pub num_shuffles: u32,
    /// Whether communities heed the weights of ties; all other analyses have a variant of their own for weights.
    pub weighted: bool,
    /// From how many actors betweenness is estimated; exact, if `None`.
    pub num_samples: Option<u32>,
    /// How many key players are looked for.
    pub num_key_players: u32,
    /// The measure whose ranking is put to the test.
    pub ranked_by: Measure,
    /// What introductions are chosen for.
    pub goal: Goal,
    /// How many introductions are proposed.
    pub num_introductions: u32,
}

impl Default for Params {
    fn default() -> Self {
        Self {
            seed: 1,
            num_shuffles: 9_999,
            weighted: false,
            num_samples: None,
            num_key_players: 3,
            ranked_by: Measure::CrossBetweennessNorm,
            goal: Goal::DropDf,
            num_introductions: 5,
        }
    }
}

/// Something that the user may choose about an analysis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Choice {
    /// [`Params::seed`].
    Seed,
    /// [`Params::num_shuffles`].
    Shuffles,
    /// [`Params::weighted`].
    Weights,
    /// [`Params::num_samples`].
    Samples,
    /// [`Params::num_key_players`].
    Size,
    /// [`Params::ranked_by`].
    Ranking,
}

/// An analysis: a pure function from a snapshot to an outcome.
pub trait Analysis: Sync {
    /// The stable name in scripts.
    fn id(&self) -> &'static str;
    /// What it depends on.
    fn reads(&self) -> &'static [Aspect];
    /// Whether it runs only when somebody asks for it: it takes long, or wants parameters. The others run by themselves
    /// whenever something that they depend on has changed.
    fn is_on_demand(&self) -> bool {
        false
    }
    /// Which choices change its outcome.
    fn uses(&self) -> &'static [Choice] {
        &[]
    }
    /// The scores of actors that it gives.
    fn measures(&self) -> &'static [Measure] {
        &[]
    }
    /// Computes it.
    fn run(
        &self,
        snapshot: &Snapshot,
        params: &Params,
        task: &TaskContext,
    ) -> Result<Outcome, Cancelled>;
    /// Whether [`Analysis::first_answer`] may give one.
    fn has_first_answer(&self) -> bool {
        false
    }
    /// An estimate for networks in which the outcome takes long, to be shown until that is there; `None` if it does not.
    fn first_answer(
        &self,
        _snapshot: &Snapshot,
        _params: &Params,
        _task: &TaskContext,
    ) -> Result<Option<Outcome>, Cancelled> {
        Ok(None)
    }
}

/// All analyses, quick ones first.
pub const ANALYSES: &[&dyn Analysis] = &[
    &DegreeAnalysis,
    &ShapeAnalysis,
    &SegregationAnalysis,
    &SynergyAnalysis,
    &CohesionAnalysis,
    &BridgingAnalysis,
    &RolesAnalysis,
    &StructuralHolesAnalysis,
    &ProminenceAnalysis,
    &DistancesAnalysis,
    &BetweennessAnalysis,
    &SectorMixingAnalysis,
    &CommunitiesAnalysis,
    &KeyPlayersAnalysis,
    &ConnectivityAnalysis,
    &BrokerScoresAnalysis,
    &WeightedAnalysis,
    &CompactnessAnalysis,
    &TieBetweennessAnalysis,
    &ClosureAnalysis,
    &ResilienceAnalysis,
    &RankIntervalsAnalysis,
    &IntroductionsAnalysis,
];
