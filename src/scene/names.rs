//! The names on the map: short enough to stand beside a marker, still telling actors apart.

use std::collections::HashMap;

use unicode_segmentation::UnicodeSegmentation as _;

use super::{ActorMark, MarkId, Scene};
use crate::document::Content;
use crate::model::{Network, Snapshot};
use crate::text::words;
use crate::workspace::collapsed_name;

/// How many characters a name on the map has at most.
const MAX_CHARACTERS: usize = 28;

/// A name is not cut between words if less than this would remain.
const MIN_CHARACTERS: usize = 14;

/// Words that say nothing at the end of a name that was cut.
const WEAK_WORDS: &[&str] = &[
    "&", "a", "and", "au", "av", "da", "de", "del", "della", "den", "der", "des", "det", "di",
    "do", "du", "e", "en", "et", "fur", "för", "für", "i", "in", "la", "le", "les", "of", "och",
    "on", "på", "the", "till", "und", "van", "von", "y", "zur", "for", "to",
];

/// The names of the actors of a snapshot as they are written on the map.
///
/// A department whose organisation is on the map too goes by its own name: “City of Lund, Technical department” becomes
/// “Technical department”, unless somebody else would be called the same.
pub fn map_names(network: &Network, snapshot: &Snapshot) -> Vec<String> {
    let labels: Vec<&str> = snapshot
        .actors()
        .iter()
        .map(|&id| network.actor(id).map_or("", |actor| actor.label.as_str()))
        .collect();
    let mut num_heads: HashMap<&str, usize> = HashMap::new();
    let mut num_names: HashMap<&str, usize> = HashMap::new();
    for label in &labels {
        *num_names.entry(label).or_default() += 1;
        if let Some((head, tail)) = label.split_once(", ") {
            *num_heads.entry(head).or_default() += 1;
            *num_names.entry(tail).or_default() += 1;
        }
    }
    labels
        .iter()
        .map(|label| {
            let own_name = label.split_once(", ").filter(|(head, tail)| {
                let known = num_names.contains_key(head)
                    || num_heads.get(head).is_some_and(|&num| num >= 3);
                known && num_names.get(tail) == Some(&1) && tail.graphemes(true).count() >= 4
            });
            shortened(own_name.map_or(label, |(_, tail)| tail))
        })
        .collect()
}

/// The full names of what the markers of a scene stand for, in their order.
pub fn full_names(scene: &Scene, content: &Content) -> Vec<String> {
    let network = &content.network;
    let marks = (0..).zip(&scene.actors);
    let name = |(index, mark): (u32, &ActorMark)| match mark.id {
        MarkId::Actor(id) => network
            .actor(id)
            .map_or_else(String::new, |actor| actor.label.clone()),
        MarkId::Activity(id) => network
            .activities()
            .get(id)
            .map_or_else(String::new, |activity| activity.title.clone()),
        MarkId::Group(group) => {
            let collapsed = content.appearance.collapsed.get(group as usize);
            let name = collapsed.map_or("", |it| collapsed_name(it, network));
            words::collapsed(name, scene.members(index).len())
        }
    };
    marks.map(name).collect()
}

/// A name of at most 28 characters, cut between words where that leaves enough of it, with an ellipsis if it was cut.
pub fn shortened(name: &str) -> String {
    let name = name.trim();
    let num = name.graphemes(true).count();
    if num <= MAX_CHARACTERS {
        return name.to_owned();
    }
    let kept: String = name.graphemes(true).take(MAX_CHARACTERS - 1).collect();
    // If the cut falls between two words, the last one is whole.
    let cut_between_words = name
        .graphemes(true)
        .nth(MAX_CHARACTERS - 1)
        .is_none_or(|next| next.trim().is_empty());
    let mut words: Vec<&str> = kept.split_whitespace().collect();
    if !cut_between_words {
        words.pop();
    }
    while words
        .last()
        .is_some_and(|word| WEAK_WORDS.contains(&word.to_lowercase().as_str()))
    {
        words.pop();
    }
    let between_words = words.join(" ");
    let between_words = between_words.trim_end_matches([',', ';', ':', '-', '–', '/', '(', ' ']);
    let mut short = if between_words.graphemes(true).count() >= MIN_CHARACTERS {
        between_words.to_owned()
    } else {
        kept.trim_end().to_owned()
    };
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Actor, SnapshotOptions};

    #[test]
    fn long_names_are_cut_between_words() {
        assert_eq!(shortened("Lund University"), "Lund University");
        assert_eq!(
            shortened("RISE Research Institutes of Sweden"),
            "RISE Research Institutes…"
        );
        assert_eq!(
            shortened("SLU Swedish University of Agricultural Sciences"),
            "SLU Swedish University…"
        );
    }

    #[test]
    fn a_long_word_is_cut_between_characters() {
        assert_eq!(
            shortened("Donaudampfschifffahrtsgesellschaftskapitän"),
            "Donaudampfschifffahrtsgesel…"
        );
        // A letter and its combining ring are one character.
        let name = "a\u{30a}".repeat(40);
        assert_eq!(shortened(&name), format!("{}…", "a\u{30a}".repeat(27)));
    }

    #[test]
    fn departments_go_by_their_own_name_if_it_is_theirs_alone() {
        let mut network = Network::new();
        for label in [
            "City of Lund",
            "City of Lund, Technical department",
            "City of Lund, Environmental department",
            "City of Malmö",
            "City of Malmö, Environmental department",
            "Smith, Jones",
        ] {
            network.add_actor(Actor::new(label, label)).unwrap();
        }
        let snapshot = Snapshot::new(&network, &SnapshotOptions::default());
        let names = map_names(&network, &snapshot);
        assert_eq!(names[1], "Technical department");
        assert_eq!(names[2], "City of Lund, Environmental…");
        assert_eq!(names[4], "City of Malmö, Environmenta…");
        assert_eq!(names[5], "Smith, Jones");
    }
}
