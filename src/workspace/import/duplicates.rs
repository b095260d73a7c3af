//! Actors of a file that may be the same, with what helps to recognise them.

use std::collections::HashMap;

use super::choices::Named;
use crate::format::{Draft, DuplicateReason, Field, possible_duplicates};
use crate::model::{Actor, ActorId, Network};
use crate::task::{Cancelled, TaskContext};

/// An actor of a file, with what helps to recognise it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedActor {
    /// The id.
    pub key: String,
    /// The name.
    pub label: String,
    /// What its row says beside the name: columns and values.
    pub details: Vec<(String, String)>,
}

/// Two actors of a file that may be the same.
#[derive(Clone, Debug, PartialEq)]
pub struct DuplicatePair {
    /// The one that comes first in the file.
    pub first: NamedActor,
    /// The other.
    pub second: NamedActor,
    /// How likely it is, 0 to 1; it orders pairs and is no probability.
    pub score: f64,
    /// Why.
    pub reason: DuplicateReason,
}

/// How much is told of an actor.
const NUM_DETAILS: usize = 4;

/// More pairs than this are not told: nobody could go through them.
const MAX_PAIRS: usize = 1000;

/// Pairs of actors that may be the same, the likeliest first.
pub(super) fn find(
    actors: Vec<Named>,
    draft: &Draft,
    task: &TaskContext,
) -> Result<Vec<DuplicatePair>, Cancelled> {
    let mut network = Network::new();
    for named in actors {
        let Named {
            key,
            label,
            country,
            city,
        } = named;
        let actor = Actor {
            country,
            city,
            ..Actor::new(key, label)
        };
        let added = network.add_actor(actor);
        debug_assert!(added.is_ok(), "each id comes once");
    }
    let mut found = possible_duplicates(&network, task)?;
    found.truncate(MAX_PAIRS);
    let mut told: HashMap<ActorId, NamedActor> = HashMap::new();
    for pair in &found {
        for id in [pair.first, pair.second] {
            if let Some(actor) = network.actor(id) {
                told.entry(id).or_insert_with(|| NamedActor {
                    key: actor.key.clone(),
                    label: actor.label.clone(),
                    details: Vec::new(),
                });
            }
        }
    }
    add_details(&mut told, &network, draft);
    let named = |id| told.get(&id).cloned();
    Ok(found
        .iter()
        .filter_map(|pair| {
            Some(DuplicatePair {
                first: named(pair.first)?,
                second: named(pair.second)?,
                score: pair.score,
                reason: pair.reason,
            })
        })
        .collect())
}

fn add_details(told: &mut HashMap<ActorId, NamedActor>, network: &Network, draft: &Draft) {
    let Some(table) = draft.actors.as_ref().filter(|_| !told.is_empty()) else {
        return;
    };
    let (id, label) = (table.column(Field::Id), table.column(Field::Label));
    for row in &table.rows {
        let name = row.text(label);
        let key = match row.text(id) {
            key if key.is_empty() => name,
            key => key,
        };
        let id = network.actor_by_key(&key);
        let Some(actor) = id.and_then(|id| told.get_mut(&id)) else {
            continue;
        };
        if !actor.details.is_empty() {
            continue;
        }
        let columns = table.columns.iter().enumerate();
        for (column, head) in columns.filter(|(column, _)| Some(*column) != label) {
            let value = row.text(Some(column));
            if !value.is_empty() && actor.details.len() < NUM_DETAILS {
                actor.details.push((head.name.clone(), value.into_owned()));
            }
        }
    }
}
