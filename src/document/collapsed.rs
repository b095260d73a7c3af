//! Actors that the map shows as one marker.

use std::collections::BTreeSet;

use crate::model::{Actor, ActorId, SectorId};

/// Actors that are drawn as one marker, until it is opened again. Saved and undoable.
///
/// Only the picture changes: every measure goes on counting them one by one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Collapsed {
    /// Everybody in a sector, whoever that will be; `None` stands for unassigned actors.
    Sector(Option<SectorId>),
    /// These actors, under a name.
    Actors {
        /// What the marker is called.
        name: String,
        /// Who is in it.
        actors: BTreeSet<ActorId>,
    },
}

impl Collapsed {
    /// Whether an actor is in it.
    pub fn holds(&self, id: ActorId, actor: &Actor) -> bool {
        match self {
            Self::Sector(sector) => actor.sector == *sector,
            Self::Actors { actors, .. } => actors.contains(&id),
        }
    }

    /// Whether it names one of these actors.
    pub(super) fn names_any(&self, gone: &BTreeSet<ActorId>) -> bool {
        match self {
            Self::Sector(_) => false,
            Self::Actors { actors, .. } => !actors.is_disjoint(gone),
        }
    }

    /// The same without these actors; `None` if nobody is left.
    pub(super) fn without_actors(&self, gone: &BTreeSet<ActorId>) -> Option<Self> {
        match self {
            Self::Sector(_) => Some(self.clone()),
            Self::Actors { name, actors } => {
                let actors: BTreeSet<ActorId> = actors.difference(gone).copied().collect();
                let name = name.clone();
                (!actors.is_empty()).then_some(Self::Actors { name, actors })
            }
        }
    }
}
