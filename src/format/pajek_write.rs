//! A network as Pajek writes it: vertices and lines in one file, the sectors as a partition in another. What Pajek draws by,
//! the shape and the colour of vertices and the label of lines, is written where it is one that Pajek can write.

use std::collections::{BTreeMap, HashMap};

use super::input::NamedBytes;
use super::line_tokens::{is_plain, quoted};
use super::pajek::DRAWING;
use super::positions::{Positions, within_one};
use super::value::{number_text, push};
use crate::model::{ActorId, AttributeValue, Attributes, Network, SectorId, Tie};

pub(super) fn write(network: &Network, positions: &Positions) -> Vec<NamedBytes> {
    let places = within_one(positions);
    let numbers: HashMap<ActorId, usize> = network
        .actors()
        .enumerate()
        .map(|(index, (id, _))| (id, index + 1))
        .collect();
    let mut net = String::new();
    let name = &network.info().name;
    if !name.is_empty() {
        push(
            &mut net,
            format_args!("*Network {}\n", name.replace(['\n', '\r'], " ")),
        );
    }
    push(
        &mut net,
        format_args!("*Vertices {}\n", network.num_actors()),
    );
    for (number, (id, actor)) in network.actors().enumerate() {
        push(
            &mut net,
            format_args!("{} {}", number + 1, quoted(&actor.label)),
        );
        if let Some([x, y]) = places.get(&id) {
            push(&mut net, format_args!(" {x:.5} {y:.5} 0.5"));
        }
        for (name, before) in [(SHAPE, ""), (COLOR, "ic ")] {
            if let Some(word) = drawn_word(name, &actor.attributes) {
                push(&mut net, format_args!(" {before}{word}"));
            }
        }
        net.push('\n');
    }
    let mut kinds: HashMap<&str, usize> = HashMap::new();
    let mut sections: BTreeMap<(usize, bool), Vec<&Tie>> = BTreeMap::new();
    for (_, tie) in network.ties() {
        let next = kinds.len() + 1;
        let number = *kinds.entry(&tie.kind).or_insert(next);
        sections
            .entry((number, !tie.directed))
            .or_default()
            .push(tie);
    }
    for ((number, is_undirected), ties) in sections {
        net.push_str(if is_undirected { "*Edges" } else { "*Arcs" });
        let kind = ties.first().map_or("", |tie| tie.kind.as_str());
        if !kind.is_empty() {
            push(&mut net, format_args!(" :{number} {}", quoted(kind)));
        }
        net.push('\n');
        for tie in ties {
            let end = |id| numbers.get(&id).copied().unwrap_or_default();
            let (source, target) = (end(tie.source), end(tie.target));
            push(
                &mut net,
                format_args!("{source} {target} {}", number_text(tie.weight)),
            );
            if let Some(label) = tie.attributes.get(LABEL).and_then(plain_label) {
                push(&mut net, format_args!(" l {}", quoted(label)));
            }
            net.push('\n');
        }
    }
    let mut files = vec![NamedBytes {
        name: "network.net".to_owned(),
        bytes: net.into_bytes(),
    }];
    if network.actors().any(|(_, actor)| actor.sector.is_some()) {
        files.push(NamedBytes {
            name: "network.clu".to_owned(),
            bytes: partition(network).into_bytes(),
        });
    }
    files
}

const SHAPE: &str = "shape";
const COLOR: &str = "color";
const LABEL: &str = "label";

/// Whether an attribute of an actor is written.
pub(super) fn keeps_of_actor(name: &str, attributes: &Attributes) -> bool {
    matches!(name, SHAPE | COLOR) && drawn_word(name, attributes).is_some()
}

/// Whether an attribute of a tie is written.
pub(super) fn keeps_of_tie(name: &str, attributes: &Attributes) -> bool {
    name == LABEL && attributes.get(LABEL).and_then(plain_label).is_some()
}

/// A shape or a colour that is one word, and none that means something else there.
fn drawn_word<'a>(name: &str, attributes: &'a Attributes) -> Option<&'a str> {
    let Some(AttributeValue::Text(word)) = attributes.get(name) else {
        return None;
    };
    let is_word = word
        .starts_with(|c: char| c.is_ascii_alphabetic() || (c == '#' && name == COLOR))
        && word
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '#'))
        && word.parse::<f64>().is_err();
    let is_free = name == COLOR || (word != "ic" && !DRAWING.contains(&word.as_str()));
    (is_word && is_free).then_some(word)
}

fn plain_label(label: &AttributeValue) -> Option<&str> {
    match label {
        AttributeValue::Text(text) if is_plain(text) && !text.is_empty() && text.trim() == text => {
            Some(text)
        }
        _ => None,
    }
}

/// The sectors by number, 0 for none, and what the numbers mean as comments at the end, where they disturb nobody.
fn partition(network: &Network) -> String {
    let class = |sector: SectorId| sector.0 + 1;
    let mut clu = format!("*Vertices {}\n", network.num_actors());
    for (_, actor) in network.actors() {
        push(
            &mut clu,
            format_args!("{}\n", actor.sector.map_or(0, class)),
        );
    }
    for (id, sector) in network.sectors().iter() {
        push(
            &mut clu,
            format_args!(
                "% {} {}\n",
                class(id),
                sector.key.replace(['\n', '\r'], " ")
            ),
        );
    }
    clu
}
