//! Actors of a file that may be the same, with what helps to recognise them.

use std::collections::HashMap;

use super::choices::Named;
use crate::format::{ActorName, Draft, DuplicateReason, Field, possible_duplicates};
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
    actors: &[Named],
    draft: &Draft,
    task: &TaskContext,
) -> Result<Vec<DuplicatePair>, Cancelled> {
    let names: Vec<ActorName<'_>> = actors
        .iter()
        .map(|named| ActorName {
            label: &named.label,
            country: &named.country,
            city: &named.city,
        })
        .collect();
    let mut found = possible_duplicates(&names, task)?;
    found.truncate(MAX_PAIRS);
    let mut told: HashMap<&str, NamedActor> = HashMap::new();
    for pair in &found {
        for place in [pair.first, pair.second] {
            if let Some(named) = actors.get(place) {
                told.entry(&named.key).or_insert_with(|| NamedActor {
                    key: named.key.clone(),
                    label: named.label.clone(),
                    details: Vec::new(),
                });
            }
        }
    }
    add_details(&mut told, draft);
    let named = |place: usize| told.get(actors.get(place)?.key.as_str()).cloned();
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

fn add_details(told: &mut HashMap<&str, NamedActor>, draft: &Draft) {
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
        let Some(actor) = told.get_mut(&*key) else {
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
