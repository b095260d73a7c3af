//! A network as Pajek writes it: vertices and lines in one file, the sectors as a partition in another.

use std::collections::{BTreeMap, HashMap};

use super::input::NamedBytes;
use super::line_tokens::quoted;
use super::positions::{Positions, within_one};
use super::value::{number_text, push};
use crate::model::{ActorId, Network, SectorId, Tie};

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
                format_args!("{source} {target} {}\n", number_text(tie.weight)),
            );
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
