//! The selection: which actors and which ties the user has picked. Not saved, not undoable.

use std::collections::BTreeSet;

use crate::model::{ActorId, Network, TieId};

/// What is picked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    actors: BTreeSet<ActorId>,
    primary: Option<ActorId>,
    ties: BTreeSet<TieId>,
}

/// A change of what is picked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SelectionChange {
    /// Only this actor.
    Only(ActorId),
    /// This actor too; or no longer, if it is picked already.
    Toggle(ActorId),
    /// Only these actors.
    Set(BTreeSet<ActorId>),
    /// These actors too.
    Add(BTreeSet<ActorId>),
    /// Only these ties, and no actor.
    Ties(BTreeSet<TieId>),
    /// Nothing.
    Clear,
}

impl Selection {
    /// The actors.
    pub fn actors(&self) -> &BTreeSet<ActorId> {
        &self.actors
    }

    /// The actor that was picked last: the one whose card is shown.
    pub fn primary(&self) -> Option<ActorId> {
        self.primary
    }

    /// The ties.
    pub fn ties(&self) -> &BTreeSet<TieId> {
        &self.ties
    }

    /// Whether nothing is picked.
    pub fn is_empty(&self) -> bool {
        self.actors.is_empty() && self.ties.is_empty()
    }

    /// Changes what is picked; `false` when nothing changes.
    pub(super) fn change(&mut self, change: SelectionChange) -> bool {
        let before = self.clone();
        match change {
            SelectionChange::Only(actor) => {
                *self = Self {
                    actors: BTreeSet::from([actor]),
                    primary: Some(actor),
                    ties: BTreeSet::new(),
                };
            }
            SelectionChange::Toggle(actor) => {
                if self.actors.remove(&actor) {
                    self.primary = self.actors.last().copied();
                } else {
                    self.actors.insert(actor);
                    self.primary = Some(actor);
                }
            }
            SelectionChange::Set(actors) => {
                let primary = self
                    .primary
                    .filter(|actor| actors.contains(actor))
                    .or_else(|| only(&actors));
                *self = Self {
                    primary,
                    actors,
                    ties: BTreeSet::new(),
                };
            }
            SelectionChange::Add(actors) => {
                self.actors.extend(actors);
                self.primary = self.primary.or_else(|| only(&self.actors));
            }
            SelectionChange::Ties(ties) => {
                *self = Self {
                    ties,
                    ..Self::default()
                }
            }
            SelectionChange::Clear => *self = Self::default(),
        }
        *self != before
    }

    /// Forgets what is no longer there.
    pub(super) fn keep_to(&mut self, network: &Network) {
        self.actors.retain(|&actor| network.actor(actor).is_some());
        self.ties.retain(|&tie| network.tie(tie).is_some());
        self.primary = self.primary.filter(|actor| self.actors.contains(actor));
    }
}

/// The only one, if there is just one.
fn only(actors: &BTreeSet<ActorId>) -> Option<ActorId> {
    if actors.len() == 1 {
        actors.first().copied()
    } else {
        None
    }
}
