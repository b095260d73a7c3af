//! Search: actors and activities by name, forgiving of gaps and typing.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::model::{ActivityId, ActorId, Network};

/// What a search has found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hit {
    /// An actor.
    Actor(ActorId),
    /// An activity.
    Activity(ActivityId),
}

/// The actors and activities whose names, ids, kinds or places match a query, best first.
pub fn search(network: &Network, query: &str, limit: usize) -> Vec<Hit> {
    if query.trim().is_empty() {
        return Vec::new();
    }
    let mut matcher = Matcher::new(Config::DEFAULT);
    let pattern = Pattern::parse(query, CaseMatching::Ignore, Normalization::Smart);
    let mut chars = Vec::new();
    let mut score = |texts: [&str; 2]| {
        let best = texts
            .iter()
            .filter_map(|text| pattern.score(Utf32Str::new(text, &mut chars), &mut matcher))
            .max()?;
        // Of two equal matches the shorter name is meant.
        Some((best, usize::MAX - texts[0].len()))
    };
    let mut hits: Vec<_> = network
        .actors()
        .filter_map(|(id, actor)| Some((score([&actor.label, &actor.key])?, Hit::Actor(id))))
        .collect();
    hits.extend(network.activities().iter().filter_map(|(id, activity)| {
        Some((score([&activity.title, &activity.key])?, Hit::Activity(id)))
    }));
    hits.sort_by_key(|&(score, _)| std::cmp::Reverse(score));
    hits.into_iter().take(limit).map(|(_, hit)| hit).collect()
}

/// Whether every word of a query stands in a text as it is, whatever the case and the accents: it is meant, not guessed.
pub fn is_direct(query: &str, text: &str) -> bool {
    let mut matcher = Matcher::new(Config::DEFAULT);
    let pattern = Pattern::parse(query, CaseMatching::Ignore, Normalization::Smart);
    let mut chars = Vec::new();
    let text = Utf32Str::new(text, &mut chars);
    // The search for substrings misses those at the end of texts with accents; letters side by side are the same.
    pattern.atoms.iter().all(|word| {
        let mut places = Vec::new();
        word.indices(text, &mut matcher, &mut places).is_some()
            && places.is_sorted_by(|one, next| one + 1 == *next)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Actor;

    #[test]
    fn finds_names_with_gaps_and_without_accents() {
        let mut network = Network::new();
        for (key, label) in [
            ("lu", "Lunds universitet"),
            ("malmo", "Malmö stad"),
            ("ri", "RISE"),
        ] {
            network.add_actor(Actor::new(key, label)).unwrap();
        }
        assert_eq!(search(&network, "malmo", 5), [Hit::Actor(ActorId(1))]);
        assert_eq!(search(&network, "luniv", 5), [Hit::Actor(ActorId(0))]);
        assert_eq!(search(&network, " ", 5), []);
    }

    #[test]
    fn letters_here_and_there_are_a_guess() {
        assert!(is_direct("compare", "Compare with an earlier state…"));
        assert!(is_direct("stad malm", "Malmö stad"));
        assert!(!is_direct(
            "compare",
            "City of Lund, Procurement department"
        ));
    }
}
