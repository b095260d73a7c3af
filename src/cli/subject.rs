//! What a command is about: the network that was read, which ties count, and how its actors are named in JSON.

use anyhow::bail;
use clap::ValueEnum;
use serde_json::{Value, json};

use super::analyze::Ties;
use crate::model::{ActorId, Network, Snapshot, SnapshotOptions};

/// How results are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// A stable interface for scripts
    Json,
    /// For reading
    #[default]
    Table,
}

/// The snapshot options of a choice of ties.
pub(super) fn options(ties: Ties) -> SnapshotOptions {
    SnapshotOptions {
        ties: ties.into(),
        ..SnapshotOptions::default()
    }
}

/// The actor with a text id or, if only one has it, a name.
pub(super) fn actor(network: &Network, word: &str) -> anyhow::Result<ActorId> {
    if let Some(id) = network.actor_by_key(word) {
        return Ok(id);
    }
    let mut named = network.actors().filter(|(_, actor)| actor.label == word);
    match (named.next(), named.next()) {
        (Some((id, _)), None) => Ok(id),
        (Some(_), Some(_)) => bail!("several actors are called ‘{word}’: use an id"),
        _ => {
            bail!("there is no actor ‘{word}’; `helixmap analyze FILE --format csv` lists the ids")
        }
    }
}

/// The two actors of `A:B`. Ids may have colons of their own.
pub(super) fn pair(network: &Network, words: &str) -> anyhow::Result<(ActorId, ActorId)> {
    let splits = words.match_indices(':').filter_map(|(place, _)| {
        let (one, rest) = words.split_at_checked(place)?;
        Some((one, rest.strip_prefix(':')?))
    });
    let mut problem = None;
    for (one, other) in splits {
        match (actor(network, one), actor(network, other)) {
            (Ok(one), Ok(other)) if one == other => {
                bail!("‘{words}’ is a tie of an actor to itself")
            }
            (Ok(one), Ok(other)) => return Ok((one, other)),
            (Err(error), _) | (_, Err(error)) => problem = problem.or(Some(error)),
        }
    }
    match problem {
        Some(error) => Err(error.context(format!("in ‘{words}’"))),
        None => bail!("‘{words}’ is not of the form A:B"),
    }
}

/// Whether an argument can be a pair.
pub(super) fn pair_argument(words: &str) -> Result<String, String> {
    match words.split_once(':') {
        Some((one, other)) if !one.is_empty() && !other.is_empty() => Ok(words.to_owned()),
        _ => Err("write A:B, the ids of two actors with a colon between them".to_owned()),
    }
}

/// The name of an actor; its text id if it has none.
pub(super) fn label(network: &Network, id: ActorId) -> &str {
    network.actor(id).map_or("", |actor| {
        if actor.label.trim().is_empty() {
            &actor.key
        } else {
            &actor.label
        }
    })
}

/// The text id of an actor.
pub(super) fn key(network: &Network, id: ActorId) -> &str {
    network.actor(id).map_or("", |actor| &actor.key)
}

/// The text ids of some actors.
pub(super) fn keys(network: &Network, ids: &[ActorId]) -> Value {
    ids.iter().map(|&id| key(network, id)).collect()
}

/// The text ids of some pairs.
pub(super) fn pairs(network: &Network, ids: &[(ActorId, ActorId)]) -> Value {
    let pairs = ids.iter();
    pairs
        .map(|&(a, b)| json!([key(network, a), key(network, b)]))
        .collect()
}

/// An actor in full: id, name, sector.
pub(super) fn card(network: &Network, id: ActorId) -> Value {
    let sector = network.actor(id).and_then(|actor| actor.sector);
    let sector = sector.and_then(|id| network.sectors().get(id));
    json!({
        "id": key(network, id),
        "label": label(network, id),
        "sector": sector.map(|sector| &sector.key),
    })
}

/// The network in a few numbers, as `analyze` has them.
pub(super) fn summary(network: &Network, snapshot: &Snapshot) -> Value {
    json!({
        "name": network.info().name,
        "actors": snapshot.num_actors(),
        "ties": snapshot.edges().len(),
        "directed": snapshot.directed().is_some(),
    })
}
