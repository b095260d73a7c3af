//! What if: the indicators of a network with and without some changes.

use std::sync::Arc;

use super::{IndicatorChange, Indicators, indicator_changes};
use crate::analysis::fragmentation::components;
use crate::model::{ActorId, Network, Scenario, Snapshot, SnapshotOptions};
use crate::task::{Cancelled, TaskContext};

/// What a scenario would do.
#[derive(Clone, Debug)]
pub struct WhatIf {
    /// The network as it is.
    pub before: Arc<Snapshot>,
    /// The network as it would be.
    pub after: Arc<Snapshot>,
    /// All indicators before and after.
    pub indicators: Vec<IndicatorChange>,
    /// Who loses the largest part of the network without leaving, in order.
    pub cut_off: Vec<ActorId>,
    /// Who comes into the largest part of the network, in order.
    pub joined: Vec<ActorId>,
}

/// The effect of a scenario on every indicator: both states are computed from scratch, and nothing of the network changes.
///
/// The scenario of `options` is the state before; the scenario given is added to it. Time: twice that of [`Indicators`].
pub fn what_if(
    network: &Network,
    options: &SnapshotOptions,
    scenario: &Scenario,
    task: &TaskContext,
) -> Result<WhatIf, Cancelled> {
    let mut changed = options.clone();
    let Scenario {
        removed,
        added,
        dissolved,
    } = scenario;
    changed.scenario.removed.extend(removed);
    changed.scenario.added.extend(added);
    changed.scenario.dissolved.extend(dissolved);
    let before = Snapshot::new(network, options);
    let after = Snapshot::new(network, &changed);
    let indicators = indicator_changes(
        &Indicators::compute(&before, task)?,
        &Indicators::compute(&after, task)?,
    );
    let (together, together_after) = (largest_part(&before), largest_part(&after));
    let is_in = |list: &[ActorId], actor: &ActorId| list.binary_search(actor).is_ok();
    let cut_off = together
        .iter()
        .filter(|&actor| after.index_of(*actor).is_some() && !is_in(&together_after, actor));
    let joined = together_after
        .iter()
        .filter(|&actor| !is_in(&together, actor));
    Ok(WhatIf {
        cut_off: cut_off.copied().collect(),
        joined: joined.copied().collect(),
        before: Arc::new(before),
        after: Arc::new(after),
        indicators,
    })
}

/// The actors of the largest component, in order; nobody if it is but one actor.
fn largest_part(snapshot: &Snapshot) -> Vec<ActorId> {
    let mut components = components(snapshot).into_iter();
    let largest = components.next().filter(|members| members.len() > 1);
    let members = largest.unwrap_or_default().into_iter();
    members.map(|actor| snapshot.actor(actor)).collect()
}
