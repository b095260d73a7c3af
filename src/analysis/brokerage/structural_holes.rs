//! Structural holes: how free an actor is to broker between contacts who do not know each other (Burt 1992).

use crate::analysis::shared_contacts::shared_contacts;
use crate::analysis::{Analysis, Aspect, Detail, Measure, Outcome, Params, Scores};
use crate::model::Snapshot;
use crate::task::{Cancelled, TaskContext};

/// Burt's four measures. None exists for an isolate.
#[derive(Clone, Debug, PartialEq)]
pub struct StructuralHoles {
    /// How boxed in: Σ (p(v,j) + Σ p(v,q)·p(q,j))² over the contacts j, with q over the contacts that v and j share.
    pub constraint: Scores,
    /// How many truly different contacts: degree − 2·(ties among them) / degree.
    pub effective_size: Scores,
    /// Effective size as a share of degree.
    pub efficiency: Scores,
    /// Whether one contact carries all of the constraint: the Coleman–Theil inequality of its parts, 0 to 1; 1 for an
    /// actor with one contact.
    pub hierarchy: Scores,
}

/// How free each actor is to broker: low constraint and many different contacts are room, high constraint is a tight circle.
///
/// Burt 1992, Structural Holes, pp. 51–71; effective size as in Borgatti 1997, Connections 20:35. Every contact gets the
/// same share, p(v,j) = 1/degree(v). Direction: ignored. Weights: ignored. Isolates have no value. Constraint goes from
/// above 0 to 9/8, effective size from 1 to the degree, the others from 0 to 1.
///
/// Time O(Σ min(degree) over edges), space O(V) per chunk.
pub fn structural_holes(
    snapshot: &Snapshot,
    task: &TaskContext,
) -> Result<StructuralHoles, Cancelled> {
    let adjacency = snapshot.adjacency();
    // The detours over shared contacts weigh the same seen from both ends, but for the degree of the end.
    let at_edge = shared_contacts(snapshot, task, |_, shared| {
        let detours: f64 = shared
            .iter()
            .map(|&third| 1.0 / adjacency.degree(third) as f64)
            .sum();
        (shared.len() as u32, detours)
    })?;
    let num_actors = snapshot.num_actors();
    let mut holes = StructuralHoles {
        constraint: Vec::with_capacity(num_actors),
        effective_size: Vec::with_capacity(num_actors),
        efficiency: Vec::with_capacity(num_actors),
        hierarchy: Vec::with_capacity(num_actors),
    };
    for actor in 0..num_actors as u32 {
        let edges = adjacency.edges(actor);
        if edges.is_empty() {
            holes.constraint.push(None);
            holes.effective_size.push(None);
            holes.efficiency.push(None);
            holes.hierarchy.push(None);
            continue;
        }
        let degree = edges.len() as f64;
        let parts: Vec<f64> = edges
            .iter()
            .map(|&edge| ((1.0 + at_edge[edge as usize].1) / degree).powi(2))
            .collect();
        let twice_ties: u64 = edges
            .iter()
            .map(|&edge| u64::from(at_edge[edge as usize].0))
            .sum();
        let effective_size = degree - twice_ties as f64 / degree;
        holes.constraint.push(Some(parts.iter().sum()));
        holes.effective_size.push(Some(effective_size));
        holes.efficiency.push(Some(effective_size / degree));
        holes.hierarchy.push(Some(hierarchy(&parts)));
    }
    Ok(holes)
}

/// How unequal the parts of constraint are (Burt 1992, p. 71).
pub(super) fn hierarchy(parts: &[f64]) -> f64 {
    let num_parts = parts.len() as f64;
    if parts.len() < 2 {
        return 1.0;
    }
    let mean = parts.iter().sum::<f64>() / num_parts;
    let sum: f64 = parts
        .iter()
        .map(|part| part / mean)
        .filter(|&ratio| ratio > 0.0)
        .map(|ratio| ratio * ratio.ln())
        .sum();
    sum / (num_parts * num_parts.ln())
}

/// Constraint, effective size, efficiency and hierarchy.
pub struct StructuralHolesAnalysis;

impl Analysis for StructuralHolesAnalysis {
    fn id(&self) -> &'static str {
        "structural_holes"
    }

    fn reads(&self) -> &'static [Aspect] {
        &[Aspect::Structure]
    }

    fn measures(&self) -> &'static [Measure] {
        &[
            Measure::Constraint,
            Measure::EffectiveSize,
            Measure::Efficiency,
            Measure::Hierarchy,
        ]
    }

    fn run(
        &self,
        snapshot: &Snapshot,
        _params: &Params,
        task: &TaskContext,
    ) -> Result<Outcome, Cancelled> {
        let StructuralHoles {
            constraint,
            effective_size,
            efficiency,
            hierarchy,
        } = structural_holes(snapshot, task)?;
        Ok(Outcome {
            columns: vec![
                (Measure::Constraint, constraint),
                (Measure::EffectiveSize, effective_size),
                (Measure::Efficiency, efficiency),
                (Measure::Hierarchy, hierarchy),
            ],
            detail: Detail::None,
            estimate: None,
        })
    }
}
