//! The scores that heed the strength of ties, as an analysis.

use super::{Walk, pagerank, weighted_betweenness};
use crate::analysis::brokerage::weighted_structural_holes;
use crate::analysis::{Analysis, Aspect, Detail, Measure, Outcome, Params};
use crate::model::Snapshot;
use crate::task::{Cancelled, TaskContext};

/// Betweenness, `PageRank` and structural holes where a stronger tie counts for more.
///
/// All on the undirected projection; weights of parallel ties are summed.
#[derive(Debug)]
pub struct WeightedAnalysis;

impl Analysis for WeightedAnalysis {
    fn id(&self) -> &'static str {
        "weighted"
    }

    fn reads(&self) -> &'static [Aspect] {
        &[Aspect::Structure, Aspect::Weights]
    }

    fn is_on_demand(&self) -> bool {
        true
    }

    fn measures(&self) -> &'static [Measure] {
        &[
            Measure::WeightedBetweenness,
            Measure::WeightedPageRank,
            Measure::WeightedConstraint,
            Measure::WeightedEffectiveSize,
        ]
    }

    fn run(
        &self,
        snapshot: &Snapshot,
        _params: &Params,
        task: &TaskContext,
    ) -> Result<Outcome, Cancelled> {
        let holes = weighted_structural_holes(snapshot, task)?;
        let pagerank = pagerank(snapshot, Walk::Weighted, task)?;
        let betweenness = weighted_betweenness(snapshot, task)?;
        Ok(Outcome {
            columns: vec![
                (
                    Measure::WeightedBetweenness,
                    betweenness.into_iter().map(Some).collect(),
                ),
                (
                    Measure::WeightedPageRank,
                    pagerank.into_iter().map(Some).collect(),
                ),
                (Measure::WeightedConstraint, holes.constraint),
                (Measure::WeightedEffectiveSize, holes.effective_size),
            ],
            detail: Detail::None,
            estimate: None,
        })
    }
}
