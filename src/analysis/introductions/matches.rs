//! Needs and offers that meet.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Snapshot, Wishes};

/// Two actors of whom one looks for what the other can give.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Match {
    /// The earlier of the two.
    pub a: u32,
    /// The later of the two.
    pub b: u32,
    /// How much of what the two look for they find with each other, 0 to 1.
    pub score: f64,
    /// Whether they are tied.
    pub already_tied: bool,
}

/// How much of what two actors look for they find with each other, 0 to 1.
///
/// (|offers of a ∩ needs of b| + |offers of b ∩ needs of a|) / (|needs of a| + |needs of b|); 0 if neither needs anything.
/// Our own definition: there is no established one.
pub fn match_score(wishes: &Wishes, a: u32, b: u32) -> f64 {
    let all = wishes.needs(a).len() + wishes.needs(b).len();
    if all == 0 {
        return 0.0;
    }
    (wishes.met(a, b).len() + wishes.met(b, a).len()) as f64 / all as f64
}

/// All pairs with a [`match_score`] above 0, tied or not, in the order of actors. Time: that of the pairs with a common
/// keyword.
pub fn matches(snapshot: &Snapshot) -> Vec<Match> {
    let wishes = snapshot.wishes();
    let actors = || 0..snapshot.num_actors() as u32;
    let mut who_offers: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for actor in actors() {
        for word in wishes.offers(actor) {
            who_offers.entry(word).or_default().push(actor);
        }
    }
    let mut pairs = BTreeSet::new();
    for actor in actors() {
        let givers = wishes.needs(actor).filter_map(|word| who_offers.get(word));
        for &giver in givers.flatten().filter(|&&giver| giver != actor) {
            pairs.insert((actor.min(giver), actor.max(giver)));
        }
    }
    pairs
        .into_iter()
        .map(|(a, b)| Match {
            a,
            b,
            score: match_score(wishes, a, b),
            already_tied: snapshot.adjacency().has(a, b),
        })
        .collect()
}
