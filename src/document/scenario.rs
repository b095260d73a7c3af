//! Scenarios that are kept: what-ifs with a name.

use std::collections::BTreeSet;

use crate::model::{ActorId, Scenario};

/// A what-if that is kept, to be compared with others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SavedScenario {
    /// Its name; if empty, what is supposed speaks for itself.
    pub name: String,
    /// What is supposed.
    pub scenario: Scenario,
}

/// Whether a scenario names one of these actors.
pub(super) fn names_any(scenario: &Scenario, actors: &BTreeSet<ActorId>) -> bool {
    let Scenario {
        removed,
        added,
        dissolved,
    } = scenario;
    removed.iter().any(|id| actors.contains(id))
        || added
            .iter()
            .chain(dissolved)
            .any(|&pair| has_any(pair, actors))
}

/// The same scenario without these actors: they are gone, and so is what was supposed about them.
pub(super) fn without_actors(scenario: &Scenario, gone: &BTreeSet<ActorId>) -> Scenario {
    let mut after = scenario.clone();
    after.removed.retain(|id| !gone.contains(id));
    after.added.retain(|&pair| !has_any(pair, gone));
    after.dissolved.retain(|&pair| !has_any(pair, gone));
    after
}

fn has_any((a, b): (ActorId, ActorId), actors: &BTreeSet<ActorId>) -> bool {
    actors.contains(&a) || actors.contains(&b)
}
