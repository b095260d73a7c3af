//! Actors of a file that may be the same.

use std::collections::HashMap;

use super::choices::Named;
use crate::format::{Draft, Field};
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

/// Two actors that may be the same.
#[derive(Clone, Debug, PartialEq)]
pub struct PossibleDuplicate {
    /// The one that comes first in the file.
    pub first: NamedActor,
    /// The other.
    pub second: NamedActor,
    /// How likely it is, 0 to 1.
    pub score: f64,
}

/// How much is told of an actor.
const NUM_DETAILS: usize = 4;

/// More pairs than this are not told: nobody could go through them.
const MAX_PAIRS: usize = 1000;

/// Pairs of actors that may be the same, the likeliest first: those whose names differ in nothing but case, space and
/// punctuation.
pub(super) fn possible_duplicates(
    actors: &[Named],
    draft: &Draft,
    task: &TaskContext,
) -> Result<Vec<PossibleDuplicate>, Cancelled> {
    let mut first_with: HashMap<String, &Named> = HashMap::new();
    let mut found = Vec::new();
    for (number, actor) in actors.iter().enumerate() {
        task.checkpoint(number, actors.len())?;
        let folded: String = actor
            .label
            .chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect();
        if folded.is_empty() {
            continue;
        }
        if let Some(first) = first_with.get(&folded) {
            found.push((*first, actor, 1.0));
        } else {
            first_with.insert(folded, actor);
        }
    }
    found.truncate(MAX_PAIRS);
    Ok(with_details(&found, draft))
}

fn with_details(found: &[(&Named, &Named, f64)], draft: &Draft) -> Vec<PossibleDuplicate> {
    let mut details: HashMap<&str, Vec<(String, String)>> = HashMap::new();
    for (first, second, _) in found {
        details.insert(&first.key, Vec::new());
        details.insert(&second.key, Vec::new());
    }
    if let Some(table) = &draft.actors {
        let (id, label) = (table.column(Field::Id), table.column(Field::Label));
        for row in &table.rows {
            let name = row.text(label);
            let key = match row.text(id) {
                key if key.is_empty() => name,
                key => key,
            };
            let Some(told) = details.get_mut(&*key) else {
                continue;
            };
            if !told.is_empty() {
                continue;
            }
            let columns = table.columns.iter().enumerate();
            for (column, head) in columns.filter(|(column, _)| Some(*column) != label) {
                let value = row.text(Some(column));
                if !value.is_empty() && told.len() < NUM_DETAILS {
                    told.push((head.name.clone(), value.clone()));
                }
            }
        }
    }
    let named = |actor: &Named| NamedActor {
        key: actor.key.clone(),
        label: actor.label.clone(),
        details: details.get(&*actor.key).cloned().unwrap_or_default(),
    };
    found
        .iter()
        .map(|&(first, second, score)| PossibleDuplicate {
            first: named(first),
            second: named(second),
            score,
        })
        .collect()
}
