//! The list of analyses. Menus, the command line and reports come from it.

use super::Outcome;
use super::brokerage::{
    BridgingAnalysis, BrokerScoresAnalysis, RolesAnalysis, StructuralHolesAnalysis,
};
use super::centrality::{
    BetweennessAnalysis, DegreeAnalysis, ProminenceAnalysis, WeightedAnalysis,
};
use super::fragmentation::{CohesionAnalysis, ConnectivityAnalysis, ResilienceAnalysis};
use super::gaps::{ClosureAnalysis, SectorMixingAnalysis, SegregationAnalysis, SynergyAnalysis};
use super::overview::{DistancesAnalysis, ShapeAnalysis};
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
}

/// What the user may choose about an analysis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Params {
    /// The seed of everything that is drawn at random.
    pub seed: u64,
    /// How many random shuffles stand behind a p value.
    pub num_shuffles: u32,
}

impl Default for Params {
    fn default() -> Self {
        Self {
            seed: 1,
            num_shuffles: 9_999,
        }
    }
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
    /// Computes it.
    fn run(
        &self,
        snapshot: &Snapshot,
        params: &Params,
        task: &TaskContext,
    ) -> Result<Outcome, Cancelled>;
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
    &ConnectivityAnalysis,
    &BrokerScoresAnalysis,
    &WeightedAnalysis,
    &ClosureAnalysis,
    &ResilienceAnalysis,
];
