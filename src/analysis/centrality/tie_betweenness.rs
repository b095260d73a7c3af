//! Ties that carry most, as an analysis.

use super::edge_betweenness;
use crate::analysis::{Analysis, Aspect, Detail, Outcome, Params};
use crate::model::Snapshot;
use crate::task::{Cancelled, TaskContext};

/// So many ties are ranked.
const NUM_BEST: usize = 200;

/// How much each tied pair sits on the shortest paths between actors.
#[derive(Clone, Debug, PartialEq)]
pub struct TieBetweenness {
    /// Of each edge, by its index: not normalized, each pair of actors once.
    pub scores: Vec<f64>,
    /// The edges that carry most, at most 200; equal ones in the order of edges.
    pub best: Vec<u32>,
    /// How many pairs of actors there are: what a score is a share of.
    pub num_pairs: f64,
}

/// Edge betweenness (Girvan & Newman 2002). Direction and weights: ignored.
#[derive(Debug)]
pub struct TieBetweennessAnalysis;

impl Analysis for TieBetweennessAnalysis {
    fn id(&self) -> &'static str {
        "tie_betweenness"
    }

    fn reads(&self) -> &'static [Aspect] {
        &[Aspect::Structure]
    }

    fn is_on_demand(&self) -> bool {
        true
    }

    fn run(
        &self,
        snapshot: &Snapshot,
        _params: &Params,
        task: &TaskContext,
    ) -> Result<Outcome, Cancelled> {
        let scores = edge_betweenness(snapshot, task)?;
        let score = |edge: u32| scores.get(edge as usize).copied().unwrap_or_default();
        let mut best: Vec<u32> = (0..scores.len() as u32).collect();
        best.sort_by(|&a, &b| score(b).total_cmp(&score(a)));
        best.truncate(NUM_BEST);
        let n = snapshot.num_actors() as f64;
        Ok(Outcome {
            columns: Vec::new(),
            detail: Detail::TieBetweenness(TieBetweenness {
                best,
                scores,
                num_pairs: n * (n - 1.0) / 2.0,
            }),
            estimate: None,
        })
    }
}
