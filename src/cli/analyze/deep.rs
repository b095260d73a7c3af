//! What `analyze` tells with `--all` that is no score of the window: ties with their scores, link candidates, and both sides
//! of directed brokerage.

use serde_json::{Value, json};

use super::{Report, Theme};
use crate::analysis::brokerage::{DirectedBrokerage, directed_everett_valente};
use crate::analysis::centrality::directed_betweenness;
use crate::analysis::fragmentation::{Blocks, blocks};
use crate::analysis::gaps::{LinkCandidate, link_candidates};
use crate::model::Snapshot;
use crate::task::{Cancelled, TaskContext};

/// Pairs who share contacts are most pairs of a dense network: none in larger networks.
const MAX_CANDIDATES: usize = 3_000;

/// So many link candidates are written, the best first.
const MAX_LISTED: usize = 10_000;

/// What was computed; `None` where nobody asked, the network is too large or has no direction.
#[derive(Default)]
pub(super) struct Deep {
    blocks: Option<Blocks>,
    directed: Option<Vec<DirectedBrokerage>>,
    candidates: Option<Vec<LinkCandidate>>,
}

impl Deep {
    /// Computes what belongs to the themes that are wanted. Time O(V·E).
    pub(super) fn compute(
        snapshot: &Snapshot,
        wants: impl Fn(Theme) -> bool,
        task: &TaskContext,
    ) -> Result<Self, Cancelled> {
        let mut deep = Self::default();
        if wants(Theme::Brokers) || wants(Theme::Fragmentation) {
            deep.blocks = Some(blocks(snapshot));
        }
        if let Some(directed) = snapshot.directed()
            && wants(Theme::Brokers)
        {
            let betweenness = directed_betweenness(directed, snapshot.sectors(), task)?.all;
            deep.directed = Some(directed_everett_valente(directed, &betweenness, task)?);
        }
        if wants(Theme::Gaps) && snapshot.num_actors() <= MAX_CANDIDATES {
            let mut found = link_candidates(snapshot, task)?;
            // The order of actors is that of pairs that are equally good.
            found.sort_by(|a, b| b.resource_allocation.total_cmp(&a.resource_allocation));
            deep.candidates = Some(found);
        }
        Ok(deep)
    }

    /// Brokerage of one actor per contact along directed ties.
    pub(super) fn of_actor(&self, actor: u32) -> Option<Value> {
        let DirectedBrokerage {
            incoming,
            outgoing,
            mean,
        } = self.directed.as_ref()?.get(actor as usize)?;
        Some(json!({"in": incoming, "out": outgoing, "mean": mean}))
    }

    /// All tied pairs with their scores, in the order of actors.
    pub(super) fn ties(&self, report: &Report<'_>) -> Option<Value> {
        let blocks = self.blocks.as_ref()?;
        let betweenness = report.results.tie_betweenness()?;
        let snapshot = report.snapshot();
        let ends = snapshot.edges().iter().zip(snapshot.weights());
        let ends = ends.zip(snapshot.num_parallel());
        let scores = betweenness.scores.iter().zip(&blocks.block_of);
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
