//! What if: the indicators of a network with and without some changes.

use std::sync::Arc;

use super::{Handover, IndicatorChange, Indicators, handover, indicator_changes};
use crate::analysis::fragmentation::components;
use crate::model::{ActorId, Network, Scenario, Snapshot, SnapshotOptions};
use crate::task::{Cancelled, TaskContext};

/// The state that scenarios are compared with. Computed once, however many of them there are.
#[derive(Clone, Debug)]
pub struct Baseline {
    options: SnapshotOptions,
    snapshot: Arc<Snapshot>,
    indicators: Indicators,
    /// The actors of the largest part, in order.
    together: Vec<ActorId>,
}

/// What a scenario would do.
#[derive(Clone, Debug)]
pub struct WhatIf {
    /// The network as it is.
    pub before: Arc<Snapshot>,
    /// All indicators before and after.
    pub indicators: Vec<IndicatorChange>,
    /// Who loses the largest part of the network without leaving, in order.
    pub cut_off: Vec<ActorId>,
    /// Who comes into the largest part of the network, in order.
    pub joined: Vec<ActorId>,
    /// How much depends on those who leave; `None` if nobody does, or fewer than two stay.
    pub handover: Option<Handover>,
}

impl Baseline {
    /// The state that `options` make of a network; `snapshot` is what they make. Time: that of [`Indicators`].
    pub fn new(
        snapshot: Arc<Snapshot>,
        options: SnapshotOptions,
        task: &TaskContext,
    ) -> Result<Self, Cancelled> {
        Ok(Self {
            options,
            indicators: Indicators::compute(&snapshot, task)?,
            together: largest_part(&snapshot),
            snapshot,
        })
    }

    /// The effect of a scenario on every indicator: the state after is computed from scratch, and nothing of the network
    /// changes.
    ///
    /// The scenario of the options is part of the state before; the scenario given is added to it. Time: that of
    /// [`Indicators`].
    pub fn what_if(
        &self,
        network: &Network,
        scenario: &Scenario,
        task: &TaskContext,
    ) -> Result<WhatIf, Cancelled> {
        let Scenario {
            removed,
            added,
            dissolved,
        } = scenario;
        let mut changed = self.options.clone();
        changed.scenario.removed.extend(removed);
        changed.scenario.added.extend(added);
        changed.scenario.dissolved.extend(dissolved);
        let (before, after) = (&self.snapshot, Snapshot::new(network, &changed));
        let indicators = indicator_changes(&self.indicators, &Indicators::compute(&after, task)?);
        let together_after = largest_part(&after);
        let is_in = |list: &[ActorId], actor: &ActorId| list.binary_search(actor).is_ok();
        let mut cut_off = self.together.clone();
        cut_off.retain(|actor| after.index_of(*actor).is_some() && !is_in(&together_after, actor));
        let mut joined = together_after;
        joined.retain(|actor| !is_in(&self.together, actor));
        let team: Vec<u32> = removed
            .iter()
            .filter_map(|&actor| before.index_of(actor))
            .collect();
        Ok(WhatIf {
            cut_off,
            joined,
            before: Arc::clone(before),
            indicators,
            handover: if team.is_empty() {
                None
            } else {
                handover(before, &team, task)?
            },
        })
    }
}

/// The effect of one scenario on the state that `options` make of a network: see [`Baseline::what_if`].
pub fn what_if(
    network: &Network,
    options: &SnapshotOptions,
    scenario: &Scenario,
    task: &TaskContext,
) -> Result<WhatIf, Cancelled> {
    let snapshot = Arc::new(Snapshot::new(network, options));
    Baseline::new(snapshot, options.clone(), task)?.what_if(network, scenario, task)
}

/// The actors of the largest component, in order; nobody if it is but one actor.
fn largest_part(snapshot: &Snapshot) -> Vec<ActorId> {
    let mut components = components(snapshot).into_iter();
    let largest = components.next().filter(|members| members.len() > 1);
    let members = largest.unwrap_or_default().into_iter();
    members.map(|actor| snapshot.actor(actor)).collect()
}
