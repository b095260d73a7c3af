//! What `analyze` computes with `--all` besides the analyses of the window: scores of ties, link candidates, and scores of
//! brokers that take long.

use serde_json::{Value, json};

use super::{Report, Theme};
use crate::analysis::Scores;
use crate::analysis::brokerage::{DirectedBrokerage, directed_everett_valente, valente_fujimoto};
use crate::analysis::centrality::{directed_betweenness, edge_betweenness};
use crate::analysis::fragmentation::{Blocks, blocks};
use crate::analysis::gaps::{LinkCandidate, link_candidates};
use crate::model::Snapshot;
use crate::task::{Cancelled, TaskContext};

/// The bridging of Valente & Fujimoto takes the cube of the number of actors: none in larger networks.
const MAX_BRIDGING: usize = 500;

/// Pairs who share contacts are most pairs of a dense network: none in larger networks.
const MAX_CANDIDATES: usize = 3_000;

/// So many link candidates are written, the best first.
const MAX_LISTED: usize = 10_000;

/// What was computed; `None` where nobody asked, the network is too large or has no direction.
#[derive(Default)]
pub(super) struct Deep {
    edges: Option<(Vec<f64>, Blocks)>,
    bridging: Option<Scores>,
    directed: Option<Vec<DirectedBrokerage>>,
    candidates: Option<Vec<LinkCandidate>>,
}

impl Deep {
    /// Computes what belongs to the themes that are wanted. Time O(V·E), and O(V²·E) up to [`MAX_BRIDGING`] actors.
    pub(super) fn compute(
        snapshot: &Snapshot,
        wants: impl Fn(Theme) -> bool,
        task: &TaskContext,
    ) -> Result<Self, Cancelled> {
        let mut deep = Self::default();
        let num_actors = snapshot.num_actors();
        if wants(Theme::Brokers) || wants(Theme::Fragmentation) {
            deep.edges = Some((edge_betweenness(snapshot, task)?, blocks(snapshot)));
        }
        if wants(Theme::Brokers) {
            if num_actors <= MAX_BRIDGING {
                deep.bridging = Some(valente_fujimoto(snapshot, task)?);
            }
            if let Some(directed) = snapshot.directed() {
                let betweenness = directed_betweenness(directed, snapshot.sectors(), task)?.all;
                let scores = directed_everett_valente(directed, &betweenness, task)?;
                deep.directed = Some(scores);
            }
        }
        if wants(Theme::Gaps) && num_actors <= MAX_CANDIDATES {
            let mut found = link_candidates(snapshot, task)?;
            // The order of actors is that of pairs that are equally good.
            found.sort_by(|a, b| b.resource_allocation.total_cmp(&a.resource_allocation));
            deep.candidates = Some(found);
        }
        Ok(deep)
    }

    /// The scores of one actor that are no columns.
    pub(super) fn of_actor(&self, actor: u32) -> Vec<(&'static str, Value)> {
        let mut scores = Vec::new();
        if let Some(bridging) = &self.bridging {
            let score = bridging.get(actor as usize).copied().flatten();
            scores.push(("valente_fujimoto", json!(score)));
        }
        let directed = self.directed.as_ref();
        if let Some(score) = directed.and_then(|scores| scores.get(actor as usize)) {
            let DirectedBrokerage {
                incoming,
                outgoing,
                mean,
            } = score;
            let value = json!({"in": incoming, "out": outgoing, "mean": mean});
            scores.push(("everett_valente_directed", value));
        }
        scores
    }

    /// All tied pairs with their scores, in the order of actors.
    pub(super) fn ties(&self, report: &Report<'_>) -> Option<Value> {
        let (betweenness, blocks) = self.edges.as_ref()?;
        let snapshot = report.snapshot();
        let ends = snapshot.edges().iter().zip(snapshot.weights());
        let ends = ends.zip(snapshot.num_parallel());
        let scores = betweenness.iter().zip(&blocks.block_of);
        let ties = ends
            .zip(scores)
            .map(|(((&(a, b), weight), num_ties), (betweenness, block))| {
                json!({
                    "source": report.key(a),
                    "target": report.key(b),
                    "weight": weight,
                    "ties": num_ties,
                    "betweenness": betweenness,
                    "block": block,
                })
            });
        Some(ties.collect())
    }

    /// Pairs who are not tied and share contacts.
    pub(super) fn candidates(&self, report: &Report<'_>) -> Option<Value> {
        let found = self.candidates.as_ref()?;
        let best = found.iter().take(MAX_LISTED).map(|link| {
            let LinkCandidate {
                a,
                b,
                cross_sector,
                common_neighbours,
                jaccard,
                adamic_adar,
                resource_allocation,
            } = *link;
            json!({
                "pair": [report.key(a), report.key(b)],
                "cross_sector": cross_sector,
                "common_neighbours": common_neighbours,
                "jaccard": jaccard,
                "adamic_adar": adamic_adar,
                "resource_allocation": resource_allocation,
            })
        });
        Some(json!({"number": found.len(), "best": best.collect::<Vec<_>>()}))
    }
}
