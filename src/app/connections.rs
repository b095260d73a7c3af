//! Whom the actor under the mouse connects: found in the background, for the Brokers lens lights them.

use std::sync::Arc;

use crate::analysis::brokerage::brokered_pairs;
use crate::jobs::{Arrival, Jobs};
use crate::model::{ActorId, Snapshot};

/// So many pairs are lit, those first that nobody else connects.
const NUM_PAIRS: usize = 40;
/// Of those with more contacts than this, all ties are lit: whom they connect would take long to find, and be nearly
/// everybody.
const MAX_CONTACTS: usize = 400;

/// Whom somebody connects in a snapshot.
type Found = (Arc<Snapshot>, ActorId, Vec<ActorId>);

/// Whom the actor under the mouse connects.
pub(super) struct Connections {
    jobs: Jobs<(), Found>,
    found: Option<Found>,
    wanted: Option<ActorId>,
}

impl Connections {
    /// Nobody's yet. `wake` is called from another thread when something is found.
    pub(super) fn new(wake: impl Fn() + Send + Sync + 'static) -> Self {
        Self {
            jobs: Jobs::new(Arc::new(wake)),
            found: None,
            wanted: None,
        }
    }

    /// Takes in what was found, and has whom `actor` connects looked for.
    pub(super) fn update(&mut self, snapshot: &Arc<Snapshot>, actor: Option<ActorId>) {
        for arrival in self.jobs.poll() {
            if let Arrival::Part((), found) | Arrival::Done((), found) = arrival {
                self.found = Some(found);
            }
        }
        self.wanted = actor;
        let is_known = self
            .found
            .as_ref()
            .is_some_and(|(of, known, _)| Arc::ptr_eq(of, snapshot) && Some(*known) == self.wanted);
        let Some(actor) = self.wanted else {
            return;
        };
        if is_known || self.jobs.is_running(&()) {
            return;
        }
        let index = snapshot.index_of(actor);
        let index = index.filter(|&index| snapshot.adjacency().degree(index) <= MAX_CONTACTS);
        let Some(index) = index else {
            self.found = None;
            return;
        };
        let snapshot = Arc::clone(snapshot);
        self.jobs.submit((), move |_, _| {
            let pairs = brokered_pairs(&snapshot, index, NUM_PAIRS);
            let mut ends: Vec<ActorId> = pairs
                .iter()
                .flat_map(|pair| [pair.from, pair.to])
                .filter_map(|end| snapshot.actors().get(end as usize).copied())
                .collect();
            ends.sort_unstable();
            ends.dedup();
            Ok((snapshot, actor, ends))
        });
    }

    /// Those who are connected, in order; nobody while that is not known.
    pub(super) fn ends(&self) -> &[ActorId] {
        match &self.found {
            Some((_, actor, ends)) if Some(*actor) == self.wanted => ends,
            _ => &[],
        }
    }
}
