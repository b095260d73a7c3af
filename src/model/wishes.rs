//! Wishes: what the actors of a snapshot look for and can give, as keywords.

use std::collections::BTreeSet;

use super::{ActorId, Need, NeedStatus, Network, Offer};

/// What each actor of a snapshot looks for and can give.
///
/// Only needs and offers that are open. Keywords are trimmed and in lower case; a need or an offer without keywords is known
/// by its text.
#[derive(Clone, Debug, Default)]
pub struct Wishes {
    /// Both empty where nobody wishes anything.
    needs: Vec<BTreeSet<String>>,
    offers: Vec<BTreeSet<String>>,
}

impl Wishes {
    pub(super) fn new(
        network: &Network,
        num_actors: usize,
        index: impl Fn(ActorId) -> Option<u32>,
    ) -> Self {
        let mut wishes = Self::default();
        if network.needs().is_empty() && network.offers().is_empty() {
            return wishes;
        }
        wishes.needs.resize(num_actors, BTreeSet::new());
        wishes.offers.resize(num_actors, BTreeSet::new());
        let needs = network.needs().iter().map(|(_, need)| {
            let Need {
                actor,
                text,
                tags,
                status,
                ..
            } = need;
            (*actor, text, tags, *status)
        });
        add(needs, &mut wishes.needs, &index);
        let offers = network.offers().iter().map(|(_, offer)| {
            let Offer {
                actor,
                text,
                tags,
                status,
                ..
            } = offer;
            (*actor, text, tags, *status)
        });
        add(offers, &mut wishes.offers, &index);
        wishes
    }

    /// Those of a part of the actors, in the same order.
    pub(super) fn of(&self, is_in: impl Fn(usize) -> bool) -> Self {
        let part = |all: &[BTreeSet<String>]| {
            let kept = all.iter().enumerate().filter(|&(actor, _)| is_in(actor));
            kept.map(|(_, wishes)| wishes.clone()).collect()
        };
        Self {
            needs: part(&self.needs),
            offers: part(&self.offers),
        }
    }

    /// What an actor looks for, in alphabetical order.
    pub fn needs(&self, actor: u32) -> impl ExactSizeIterator<Item = &str> {
        words(&self.needs, actor)
    }

    /// What an actor can give, in alphabetical order.
    pub fn offers(&self, actor: u32) -> impl ExactSizeIterator<Item = &str> {
        words(&self.offers, actor)
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
}

fn words(of: &[BTreeSet<String>], actor: u32) -> impl ExactSizeIterator<Item = &str> {
    static NOTHING: BTreeSet<String> = BTreeSet::new();
    let words = of.get(actor as usize).unwrap_or(&NOTHING);
    words.iter().map(String::as_str)
}

fn add<'a>(
    records: impl Iterator<Item = (ActorId, &'a String, &'a Vec<String>, NeedStatus)>,
    to: &mut [BTreeSet<String>],
    index: impl Fn(ActorId) -> Option<u32>,
) {
    let clean = |word: &str| word.trim().to_lowercase();
    for (actor, text, tags, status) in records {
        let place = index(actor).and_then(|index| to.get_mut(index as usize));
        let (Some(words), NeedStatus::Open) = (place, status) else {
            continue;
        };
        let mut keywords: Vec<String> = tags.iter().map(|tag| clean(tag)).collect();
        keywords.retain(|word| !word.is_empty());
        if keywords.is_empty() && !text.trim().is_empty() {
            keywords.push(clean(text));
        }
        words.extend(keywords);
    }
}
