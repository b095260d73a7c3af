//! Needs and offers that meet.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Need, NeedStatus, Network, Offer, Snapshot};

/// What each actor of a snapshot looks for and can give, as keywords.
#[derive(Clone, Debug, Default)]
pub struct Wishes {
    needs: Vec<BTreeSet<String>>,
    offers: Vec<BTreeSet<String>>,
}

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

impl Wishes {
    /// The open needs and offers of the actors of a snapshot. Keywords are trimmed and in lower case; a need or an offer
    /// without keywords is known by its text.
    pub fn new(network: &Network, snapshot: &Snapshot) -> Self {
        let n = snapshot.num_actors();
        let mut wishes = Self {
            needs: vec![BTreeSet::new(); n],
            offers: vec![BTreeSet::new(); n],
        };
        for (_, need) in network.needs().iter() {
            let Need {
                actor,
                text,
                tags,
                status,
                ..
            } = need;
            if let (Some(index), NeedStatus::Open) = (snapshot.index_of(*actor), *status) {
                wishes.needs[index as usize].extend(keywords(tags, text));
            }
        }
        for (_, offer) in network.offers().iter() {
            let Offer {
                actor,
                text,
                tags,
                status,
                ..
            } = offer;
            if let (Some(index), NeedStatus::Open) = (snapshot.index_of(*actor), *status) {
                wishes.offers[index as usize].extend(keywords(tags, text));
            }
        }
        wishes
    }

    /// What one actor can give of what another looks for, in alphabetical order.
    pub fn met(&self, who_needs: u32, who_offers: u32) -> Vec<&str> {
        let needs = self.needs.get(who_needs as usize);
        let offers = self.offers.get(who_offers as usize);
        let both = needs.zip(offers);
        both.map_or_else(Vec::new, |(needs, offers)| {
            needs.intersection(offers).map(String::as_str).collect()
        })
    }

    /// How much of what two actors look for they find with each other: (|offers of a ∩ needs of b| + |offers of b ∩ needs of
    /// a|) / (|needs of a| + |needs of b|), 0 to 1; 0 if neither needs anything. Our own definition: there is no established
    /// one.
    pub fn score(&self, a: u32, b: u32) -> f64 {
        let num_needs = |actor: u32| self.needs.get(actor as usize).map_or(0, BTreeSet::len);
        let all = num_needs(a) + num_needs(b);
        if all == 0 {
            return 0.0;
        }
        (self.met(a, b).len() + self.met(b, a).len()) as f64 / all as f64
    }

    /// All pairs with a score above 0, in the order of actors. Time: the pairs that are looked at, by common keywords.
    pub fn matches(&self, snapshot: &Snapshot) -> Vec<Match> {
        let mut who_offers: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        for (actor, offers) in self.offers.iter().enumerate() {
            for word in offers {
                who_offers.entry(word).or_default().push(actor as u32);
            }
        }
        let mut pairs = BTreeSet::new();
        for (actor, needs) in self.needs.iter().enumerate() {
            let actor = actor as u32;
            let givers = needs
                .iter()
                .filter_map(|word| who_offers.get(word.as_str()));
            for &giver in givers.flatten().filter(|&&giver| giver != actor) {
                pairs.insert((actor.min(giver), actor.max(giver)));
            }
        }
        pairs
            .into_iter()
            .map(|(a, b)| Match {
                a,
                b,
                score: self.score(a, b),
                already_tied: snapshot.adjacency().has(a, b),
            })
            .collect()
    }
}

fn keywords(tags: &[String], text: &str) -> Vec<String> {
    let clean = |word: &str| word.trim().to_lowercase();
    let mut words: Vec<String> = tags.iter().map(|tag| clean(tag)).collect();
    words.retain(|word| !word.is_empty());
    if words.is_empty() && !text.trim().is_empty() {
        words.push(clean(text));
    }
    words
}
