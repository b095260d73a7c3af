//! Degree, strength and number of ties: how many contacts, and how much contact.

use crate::analysis::{Analysis, Aspect, Detail, Measure, Outcome, Params};
use crate::model::Snapshot;
use crate::task::{Cancelled, TaskContext};

/// How many different actors each one is tied to (Freeman 1979, Social Networks 1:215).
///
/// Direction: ignored. Weights: ignored; parallel ties count once, self-ties never. 0 for an isolate. Not normalized.
///
/// Time O(V).
pub fn degrees(snapshot: &Snapshot) -> Vec<usize> {
    let adjacency = snapshot.adjacency();
    (0..snapshot.num_actors() as u32)
        .map(|actor| adjacency.degree(actor))
        .collect()
}

/// How much contact each actor has in total: the summed weight of its ties (Barrat and others 2004, PNAS 101:3747).
///
/// Direction: ignored, an arc counts at both ends. Parallel ties add up, self-ties never count. 0 for an isolate. In the
/// unit of the weights.
///
/// Time O(V + E).
pub fn strengths(snapshot: &Snapshot) -> Vec<f64> {
    let (adjacency, weights) = (snapshot.adjacency(), snapshot.weights());
    (0..snapshot.num_actors() as u32)
        .map(|actor| {
            adjacency
                .edges(actor)
                .iter()
                .map(|&edge| weights[edge as usize])
                .sum()
        })
        .collect()
}

/// How many ties each actor has, parallel ones counted each, self-ties not.
///
/// Direction: ignored. Weights: ignored. 0 for an isolate.
///
/// Time O(V + E).
pub fn tie_counts(snapshot: &Snapshot) -> Vec<u32> {
    let (adjacency, num_parallel) = (snapshot.adjacency(), snapshot.num_parallel());
    (0..snapshot.num_actors() as u32)
        .map(|actor| {
            adjacency
                .edges(actor)
                .iter()
                .map(|&edge| num_parallel[edge as usize])
                .sum()
        })
        .collect()
}

/// Degree, strength and number of ties.
pub struct DegreeAnalysis;

impl Analysis for DegreeAnalysis {
    fn id(&self) -> &'static str {
        "degree"
    }

    fn reads(&self) -> &'static [Aspect] {
        &[Aspect::Structure, Aspect::Weights]
    }

    fn measures(&self) -> &'static [Measure] {
        &[Measure::Degree, Measure::Strength, Measure::TieCount]
    }

    fn run(
        &self,
        snapshot: &Snapshot,
        _params: &Params,
        task: &TaskContext,
    ) -> Result<Outcome, Cancelled> {
        task.keep_going()?;
        let degrees = degrees(snapshot).into_iter().map(|x| Some(x as f64));
        let ties = tie_counts(snapshot).into_iter().map(|x| Some(f64::from(x)));
        Ok(Outcome {
            columns: vec![
                (Measure::Degree, degrees.collect()),
                (
                    Measure::Strength,
                    strengths(snapshot).into_iter().map(Some).collect(),
                ),
                (Measure::TieCount, ties.collect()),
            ],
            detail: Detail::None,
            estimate: None,
        })
    }
}
