//! Brokered pairs: the names behind a broker's count.

use super::roles::role;
use crate::analysis::{BrokeredPair, Role};
use crate::model::{Adjacency, Snapshot};

/// The pairs of actors who are not tied and reach each other through a broker, at most `limit` of them.
///
/// Those in different sectors come first, then those whom fewer others connect as well, then in the order of actors. With
/// direction, from the source of an arc into the broker to the target of one out of it; without, each pair once, lower
/// index first, and gatekeeper also means representative. Actors without a sector are in no pair.
///
/// Time O(pairs · degree).
pub fn brokered_pairs(snapshot: &Snapshot, broker: u32, limit: usize) -> Vec<BrokeredPair> {
    let sectors = snapshot.sectors();
    let of = |actor: u32| sectors.get(actor as usize).copied().flatten();
    if of(broker).is_none() {
        return Vec::new();
    }
    let (out, into, directed) = match snapshot.directed() {
        None => (snapshot.adjacency(), snapshot.adjacency(), false),
        Some(directed) => (&directed.out, &directed.into, true),
    };
    let mut pairs = Vec::new();
    for &from in into.neighbors(broker) {
        for &to in out.neighbors(broker) {
            if from == to || (!directed && from > to) || out.has(from, to) {
                continue;
            }
            let Some(mut role) = role(of(from), of(broker), of(to)) else {
                continue;
            };
            if !directed && role == Role::Representative {
                role = Role::Gatekeeper;
            }
            pairs.push(BrokeredPair {
                from,
                to,
                role,
                num_alternatives: num_between(out, into, from, to).saturating_sub(1),
            });
        }
    }
    pairs.sort_by_key(|pair| {
        (
            of(pair.from) == of(pair.to),
            pair.num_alternatives,
            pair.from,
            pair.to,
        )
    });
    pairs.truncate(limit);
    pairs
}

/// How many actors come right after the one and right before the other.
fn num_between(out: &Adjacency, into: &Adjacency, from: u32, to: u32) -> u32 {
    let (mut after, mut before) = (
        out.neighbors(from).iter().peekable(),
        into.neighbors(to).iter().peekable(),
    );
    let mut count = 0;
    while let (Some(a), Some(b)) = (after.peek(), before.peek()) {
        match a.cmp(b) {
            std::cmp::Ordering::Less => after.next(),
            std::cmp::Ordering::Greater => before.next(),
            std::cmp::Ordering::Equal => {
                count += 1;
                after.next();
                before.next()
            }
        };
    }
    count
}
