//! Edits of a document: the records of the network, and the tables beside it.

use super::{Appearance, Aspect, Content, Filter, Note, Placement, SavedScenario};
use crate::model::{ActorId, Change, EditError, NetworkEdit, NoteId};

/// The replacement of one record of a document. Its inverse swaps before and after.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// A record of the network.
    Network(NetworkEdit),
    /// The place of an actor.
    Placement(Change<ActorId, Placement>),
    /// A note on the map.
    Note(Change<NoteId, Note>),
    /// What is shown.
    Filter(Box<Filter>, Box<Filter>),
    /// How the map looks.
    Appearance(Box<Appearance>, Box<Appearance>),
    /// The what-ifs that are kept.
    Scenarios(Vec<SavedScenario>, Vec<SavedScenario>),
}

impl Edit {
    /// The edit that takes this one back.
    #[must_use]
    pub fn inverse(self) -> Self {
        match self {
            Self::Network(edit) => Self::Network(edit.inverse()),
            Self::Placement(Change { id, before, after }) => Self::Placement(Change {
                id,
                before: after,
                after: before,
            }),
            Self::Note(Change { id, before, after }) => Self::Note(Change {
                id,
                before: after,
                after: before,
            }),
            Self::Filter(before, after) => Self::Filter(after, before),
            Self::Appearance(before, after) => Self::Appearance(after, before),
            Self::Scenarios(before, after) => Self::Scenarios(after, before),
        }
    }

    /// Whether nothing would change.
    pub fn is_empty(&self) -> bool {
        self.clone().inverse() == *self
    }

    /// The aspects that the edit changes.
    pub fn aspects(&self) -> &'static [Aspect] {
        const STRUCTURE: &[Aspect] = &[
            Aspect::Structure,
            Aspect::Weights,
            Aspect::Sectors,
            Aspect::Wishes,
            Aspect::Attributes,
        ];
        const OTHER: &[Aspect] = &[Aspect::Attributes];
        match self {
            Self::Placement(_) => &[Aspect::Positions],
            Self::Note(_) => &[Aspect::Notes],
            Self::Filter(..) => &[Aspect::Filter],
            Self::Appearance(..) => &[Aspect::Appearance],
            Self::Scenarios(..) => &[Aspect::Scenarios],
            Self::Network(NetworkEdit::Sectors(..)) => &[Aspect::Sectors],
            Self::Network(NetworkEdit::Actor(change)) => match (&change.before, &change.after) {
                (Some(before), Some(after)) if before.sector == after.sector => OTHER,
                (Some(_), Some(_)) => &[Aspect::Sectors, Aspect::Attributes],
                _ => STRUCTURE,
            },
            Self::Network(NetworkEdit::Tie(change)) => match (&change.before, &change.after) {
                (Some(before), Some(after)) => {
                    let ends = |tie: &crate::model::Tie| (tie.source, tie.target, tie.directed);
                    if ends(before) != ends(after) || before.kind != after.kind {
                        STRUCTURE
                    } else if before.weight.to_bits() == after.weight.to_bits() {
                        OTHER
                    } else {
                        &[Aspect::Weights, Aspect::Attributes]
                    }
                }
                _ => STRUCTURE,
            },
            Self::Network(NetworkEdit::Activity(change)) => match (&change.before, &change.after) {
                (Some(before), Some(after)) if before.participants == after.participants => OTHER,
                _ => STRUCTURE,
            },
            Self::Network(
                NetworkEdit::Info(..)
                | NetworkEdit::Portfolio(_)
                | NetworkEdit::Commitment(_)
                | NetworkEdit::JournalEntry(_),
            ) => OTHER,
            Self::Network(
                NetworkEdit::Need(_) | NetworkEdit::Offer(_) | NetworkEdit::Introduction(_),
            ) => &[Aspect::Wishes, Aspect::Attributes],
        }
    }

    /// The actors that the edit is about: those that undo shows.
    pub fn actors(&self) -> Vec<ActorId> {
        match self {
            Self::Network(NetworkEdit::Actor(change)) => vec![change.id],
            Self::Network(NetworkEdit::Tie(change)) => {
                let tie = change.after.as_deref().or(change.before.as_deref());
                tie.map_or_else(Vec::new, |tie| vec![tie.source, tie.target])
            }
            Self::Placement(change) => vec![change.id],
            Self::Network(_)
            | Self::Note(_)
            | Self::Filter(..)
            | Self::Appearance(..)
            | Self::Scenarios(..) => Vec::new(),
        }
    }
}

/// Applies edits to a content: all of them, or none.
pub(super) fn apply(content: &mut Content, edits: &[Edit]) -> Result<(), EditError> {
    let network_edits: Vec<NetworkEdit> = edits
        .iter()
        .filter_map(|edit| {
            if let Edit::Network(edit) = edit {
                Some(edit.clone())
            } else {
                None
            }
        })
        .collect();
    let stale = |table| EditError::Stale { table };
    let (mut filter, mut appearance) = (content.filter.clone(), content.appearance.clone());
    let (mut scenarios, mut notes) = (content.scenarios.clone(), content.notes.clone());
    for edit in edits {
        match edit {
            Edit::Network(_) => {}
            Edit::Placement(change) => {
                let finite = change
                    .after
                    .as_deref()
                    .is_none_or(|placement| placement.position.iter().all(|x| x.is_finite()));
                if content.placements.get(&change.id) != change.before.as_deref() || !finite {
                    return Err(stale("placement"));
                }
            }
            Edit::Note(change) => {
                let after = change.after.as_deref();
                let finite = after.is_none_or(|note| note.place.iter().all(|x| x.is_finite()));
                if notes.get(change.id) != change.before.as_deref() || !finite {
                    return Err(stale("note"));
                }
                notes.put(change.id, after.cloned());
            }
            Edit::Filter(before, after) => {
                if filter != **before {
                    return Err(stale("filter"));
                }
                filter.clone_from(after);
            }
            Edit::Appearance(before, after) => {
                if appearance != **before {
                    return Err(stale("appearance"));
                }
                appearance.clone_from(after);
            }
            Edit::Scenarios(before, after) => {
                if scenarios != *before {
                    return Err(stale("scenario"));
                }
                scenarios.clone_from(after);
            }
        }
    }
    content.network.apply(&network_edits)?;
    content.filter = filter;
    content.appearance = appearance;
    content.scenarios = scenarios;
    content.notes = notes;
    for edit in edits {
        if let Edit::Placement(change) = edit {
            match change.after.as_deref() {
                Some(placement) => content.placements.insert(change.id, *placement),
                None => content.placements.remove(&change.id),
            };
        }
    }
    Ok(())
}
