//! Small networks for the tests of layouts.

use std::sync::Arc;

use super::{LayoutInput, LayoutOptions, Position};
use crate::model::{Actor, Network, RecordId as _, SectorId, Snapshot, SnapshotOptions, Tie};

/// A network with so many actors and these ties; sectors in turn, every fifth actor without.
pub(super) fn network_of(num_actors: usize, ties: &[(usize, usize)]) -> Arc<Snapshot> {
    let mut network = Network::new();
    let ids: Vec<_> = (0..num_actors)
        .map(|i| {
            let mut actor = Actor::new(format!("a{i}"), format!("A{i}"));
            actor.sector = (i % 5 < 4).then(|| SectorId::from_index(i as u32 % 5));
            network.add_actor(actor).unwrap()
        })
        .collect();
    for &(a, b) in ties {
        network.add_tie(Tie::new(ids[a], ids[b])).unwrap();
    }
    Arc::new(Snapshot::new(&network, &SnapshotOptions::default()))
}

pub(super) fn path(len: usize) -> Arc<Snapshot> {
    let ties: Vec<_> = (1..len).map(|i| (i - 1, i)).collect();
    network_of(len, &ties)
}

pub(super) fn star(num_leaves: usize) -> Arc<Snapshot> {
    let ties: Vec<_> = (1..=num_leaves).map(|i| (0, i)).collect();
    network_of(num_leaves + 1, &ties)
}

pub(super) fn complete(len: usize) -> Arc<Snapshot> {
    let ties: Vec<_> = (0..len).flat_map(|a| (0..a).map(move |b| (b, a))).collect();
    network_of(len, &ties)
}

/// So many cliques of so many actors, the first actor of each in the next one too; then two islands of three and seven
/// isolates.
pub(super) fn cliques(num_cliques: usize, size: usize) -> Arc<Snapshot> {
    let mut ties = Vec::new();
    let mut clique = |members: &[usize]| {
        for (place, &a) in members.iter().enumerate() {
            ties.extend(members[..place].iter().map(|&b| (b, a)));
        }
    };
    for i in 0..num_cliques {
        let mut members: Vec<usize> = (i * size..(i + 1) * size).collect();
        if i > 0 {
            members.insert(0, (i - 1) * size);
        }
        clique(&members);
    }
    let num = num_cliques * size;
    clique(&[num, num + 1, num + 2]);
    clique(&[num + 3, num + 4, num + 5]);
    network_of(num + 13, &ties)
}

/// An input without places.
pub(super) fn input(snapshot: &Arc<Snapshot>) -> LayoutInput {
    let num = snapshot.num_actors();
    LayoutInput {
        snapshot: Arc::clone(snapshot),
        start: vec![None; num],
        pinned: vec![false; num],
        radii: (0..num).map(|i| 4.0 + (i % 7) as f32).collect(),
        broker_scores: (0..num).map(|i| (i % 11) as f64 / 10.0).collect(),
        seed: 7,
        options: LayoutOptions::default(),
    }
}

/// How many markers lie on each other.
pub(super) fn num_overlaps(positions: &[Position], radii: &[f32]) -> usize {
    let mut num = 0;
    for a in 0..positions.len() {
        for b in 0..a {
            let way = [0, 1].map(|axis| positions[a][axis] - positions[b][axis]);
            num += usize::from(way[0].hypot(way[1]) < radii[a] + radii[b]);
        }
    }
    num
}
