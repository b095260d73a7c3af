//! The shape of the network in single numbers that follow from others: centralization, heterogeneity, direction.

use crate::analysis::fragmentation::strong_components;
use crate::analysis::{Analysis, Aspect, Detail, Measure, Outcome, Params, Scores};
use crate::model::{Adjacency, Snapshot};
use crate::task::{Cancelled, TaskContext};

/// How much a score is concentrated on one actor: Σ (max − score) / the most that is possible, 1 for a star (Freeman 1979,
/// Social Networks 1:215); `None` with fewer than three actors.
fn centralization(scores: impl Iterator<Item = f64> + Clone, most: f64) -> Option<f64> {
    let max = scores.clone().fold(f64::NEG_INFINITY, f64::max);
    (most > 0.0).then(|| scores.map(|score| max - score).sum::<f64>() / most)
}

/// Centralization of degree, 0 to 1. Direction and weights: ignored. Time O(V).
pub fn degree_centralization(snapshot: &Snapshot) -> Option<f64> {
    let n = snapshot.num_actors();
    let degrees = (0..n as u32).map(|actor| snapshot.adjacency().degree(actor) as f64);
    let n = n as f64;
    (n > 2.0)
        .then(|| centralization(degrees, (n - 1.0) * (n - 2.0)))
        .flatten()
}

/// Centralization of plain betweenness, each pair counted once, 0 to 1. Time O(V).
pub fn betweenness_centralization(betweenness: &[f64]) -> Option<f64> {
    let n = betweenness.len() as f64;
    let most = (n - 1.0).powi(2) * (n - 2.0) / 2.0;
    (n > 2.0)
        .then(|| centralization(betweenness.iter().copied(), most))
        .flatten()
}

/// How many small components there are rather than a large one: 1 − Σ (size/n)² (Borgatti 2006); `None` without actors.
pub fn component_heterogeneity(components: &[Vec<u32>]) -> Option<f64> {
    let n: usize = components.iter().map(Vec::len).sum();
    let share = |members: &Vec<u32>| (members.len() as f64 / n as f64).powi(2);
    (n > 0).then(|| 1.0 - components.iter().map(share).sum::<f64>())
}

/// The share of arcs that have one in the opposite direction; `None` without direction or arcs. Time O(arcs).
pub fn reciprocity(snapshot: &Snapshot) -> Option<f64> {
    let directed = snapshot.directed()?;
    let is_returned = |&&(from, to): &&(u32, u32)| directed.out.has(to, from);
    let num_returned = directed.arcs.iter().filter(is_returned).count();
    (!directed.arcs.is_empty()).then(|| num_returned as f64 / directed.arcs.len() as f64)
}

/// Arcs as a share of all ordered pairs; `None` without direction or with fewer than two actors.
pub fn arc_density(snapshot: &Snapshot) -> Option<f64> {
    let n = snapshot.num_actors() as f64;
    let arcs = snapshot.directed()?.arcs.len() as f64;
    (n > 1.0).then(|| arcs / (n * (n - 1.0)))
}

/// The shape of the network in single numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// Centralization of degree.
    pub degree_centralization: Option<f64>,
    /// The share of arcs that have one in the opposite direction.
    pub reciprocity: Option<f64>,
    /// Arcs as a share of all ordered pairs.
    pub arc_density: Option<f64>,
    /// The strong components, largest first; `None` without direction.
    pub strong_components: Option<Vec<Vec<u32>>>,
}

/// Centralization, and what only networks with direction have.
#[derive(Debug)]
pub struct ShapeAnalysis;

impl Analysis for ShapeAnalysis {
    fn id(&self) -> &'static str {
        "shape"
    }

    fn reads(&self) -> &'static [Aspect] {
        &[Aspect::Structure]
    }

    fn measures(&self) -> &'static [Measure] {
        &[Measure::InDegree, Measure::OutDegree]
    }

    fn run(
        &self,
        snapshot: &Snapshot,
        _params: &Params,
        task: &TaskContext,
    ) -> Result<Outcome, Cancelled> {
        task.keep_going()?;
        let strong_components = snapshot
            .directed()
            .map(|directed| strong_components(directed, snapshot.num_actors()));
        let shape = Shape {
            degree_centralization: degree_centralization(snapshot),
            reciprocity: reciprocity(snapshot),
            arc_density: arc_density(snapshot),
            strong_components,
        };
        let columns = snapshot.directed().map_or_else(Vec::new, |directed| {
            let degrees = |adjacency: &Adjacency| -> Scores {
                let actors = 0..snapshot.num_actors() as u32;
                actors
                    .map(|actor| Some(adjacency.degree(actor) as f64))
                    .collect()
            };
            vec![
                (Measure::InDegree, degrees(&directed.into)),
                (Measure::OutDegree, degrees(&directed.out)),
            ]
        });
        Ok(Outcome {
            columns,
            detail: Detail::Shape(shape),
            estimate: None,
        })
    }
}
