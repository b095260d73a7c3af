//! The bridging of Valente & Fujimoto, as an analysis.

use super::valente_fujimoto;
use crate::analysis::{Analysis, Aspect, Detail, Measure, Outcome, Params};
use crate::model::Snapshot;
use crate::task::{Cancelled, TaskContext};

/// It takes the cube of the number of actors: there are no values in larger networks.
const MAX_ACTORS: usize = 500;

/// How much longer all ways get, on average, when a tie of an actor goes; no value with more than 500 actors.
#[derive(Debug)]
pub struct CompactnessAnalysis;

impl Analysis for CompactnessAnalysis {
    fn id(&self) -> &'static str {
        "compactness"
    }

    fn reads(&self) -> &'static [Aspect] {
        &[Aspect::Structure]
    }

    fn is_on_demand(&self) -> bool {
        true
    }

    fn measures(&self) -> &'static [Measure] {
        &[Measure::ValenteFujimoto]
    }

    fn run(
        &self,
        snapshot: &Snapshot,
        _params: &Params,
        task: &TaskContext,
    ) -> Result<Outcome, Cancelled> {
        let num_actors = snapshot.num_actors();
        let scores = if num_actors <= MAX_ACTORS {
            valente_fujimoto(snapshot, task)?
        } else {
            vec![None; num_actors]
        };
        Ok(Outcome {
            columns: vec![(Measure::ValenteFujimoto, scores)],
            detail: Detail::None,
            estimate: None,
        })
    }
}
