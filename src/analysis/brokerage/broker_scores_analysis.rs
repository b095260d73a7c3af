//! The scores that find brokers who are no hubs, as an analysis.

use super::{bridging_centrality, directed_everett_valente, everett_valente, sectors_reached};
use crate::analysis::centrality::{directed_betweenness, undirected_betweenness};
use crate::analysis::fragmentation::components;
use crate::analysis::{Analysis, Aspect, Detail, Measure, Outcome, Params, Scores};
use crate::model::Snapshot;
use crate::task::{Cancelled, TaskContext};

/// Brokerage per contact, bridging centrality, and how many sectors an actor reaches.
///
/// All on the undirected projection, where direction and weights are ignored; where there is direction, brokerage per contact
/// along it besides.
#[derive(Debug)]
pub struct BrokerScoresAnalysis;

impl Analysis for BrokerScoresAnalysis {
    fn id(&self) -> &'static str {
        "broker_scores"
    }

    fn reads(&self) -> &'static [Aspect] {
        &[Aspect::Structure, Aspect::Sectors]
    }

    fn is_on_demand(&self) -> bool {
        true
    }

    fn measures(&self) -> &'static [Measure] {
        &[
            Measure::EverettValente,
            Measure::Bridging,
            Measure::DirectedEverettValente,
            Measure::SectorsReached,
        ]
    }

    fn run(
        &self,
        snapshot: &Snapshot,
        _params: &Params,
        task: &TaskContext,
    ) -> Result<Outcome, Cancelled> {
        let betweenness = undirected_betweenness(snapshot, task)?.all;
        let mut component_size = vec![0; snapshot.num_actors()];
        for members in components(snapshot) {
            for &member in &members {
                component_size[member as usize] = members.len() as u32;
            }
        }
        let known = |scores: Vec<f64>| -> Scores { scores.into_iter().map(Some).collect() };
        let per_contact = everett_valente(snapshot, &betweenness, &component_size);
        let bridging = bridging_centrality(snapshot, &betweenness);
        let mut columns = vec![
            (Measure::EverettValente, known(per_contact)),
            (Measure::Bridging, known(bridging)),
        ];
        if let Some(directed) = snapshot.directed() {
            let betweenness = directed_betweenness(directed, snapshot.sectors(), task)?.all;
            let scores = directed_everett_valente(directed, &betweenness, task)?;
            let means = scores.into_iter().map(|score| score.mean).collect();
            columns.push((Measure::DirectedEverettValente, known(means)));
        }
        if !snapshot.sector_ids().is_empty() {
            let reached = sectors_reached(snapshot).into_iter();
            let reached = reached.map(|num| num as f64).collect();
            columns.push((Measure::SectorsReached, known(reached)));
        }
        Ok(Outcome {
            columns,
            detail: Detail::None,
            estimate: None,
        })
    }
}
