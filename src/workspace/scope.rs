//! The scope: which part of a network is shown and analysed.

use crate::document::{Aspect, Content, Document, Filter};
use crate::model::{ActorId, Network, Scenario, Snapshot, SnapshotOptions};

/// What a snapshot was made from: equal keys, equal snapshots.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SnapshotKey([u64; 5]);

impl SnapshotKey {
    /// The key of the snapshot that shows this document as it is.
    pub fn of(document: &Document) -> Self {
        let aspects = [
            Aspect::Structure,
            Aspect::Weights,
            Aspect::Sectors,
            Aspect::Wishes,
            Aspect::Filter,
        ];
        Self(aspects.map(|aspect| document.revisions().of(aspect)))
    }
}

/// Whether a filter lets an actor be seen.
pub fn shows(filter: &Filter, network: &Network, actor: ActorId) -> bool {
    let sector = network.actor(actor).and_then(|actor| actor.sector);
    !filter.hidden_actors.contains(&actor) && !filter.hidden_sectors.contains(&sector)
}

/// The snapshot of what a content shows.
pub fn snapshot(content: &Content) -> Snapshot {
    let Content {
        network, filter, ..
    } = content;
    let hides_actors = !filter.hidden_actors.is_empty() || !filter.hidden_sectors.is_empty();
    let actors = hides_actors.then(|| {
        network
            .actors()
            .map(|(id, _)| id)
            .filter(|&id| shows(filter, network, id))
            .collect()
    });
    let kinds = (!filter.hidden_kinds.is_empty()).then(|| {
        let mut kinds: Vec<String> = network
            .ties()
            .map(|(_, tie)| &tie.kind)
            .filter(|kind| !filter.hidden_kinds.contains(*kind))
            .cloned()
            .collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds
    });
    Snapshot::new(
        network,
        &SnapshotOptions {
            ties: filter.ties,
            actors,
            kinds,
            scenario: Scenario::default(),
        },
    )
}
