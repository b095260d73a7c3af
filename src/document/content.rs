//! What a file holds: the network, and how it was left on the map.

use std::collections::BTreeMap;

use super::{Arrangement, Collapsed, Filter, Notes, SavedScenario, SavedStyle, Style};
use crate::model::{ActorId, Network};

/// Where an actor is on the map.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Placement {
    /// The place in world units: x to the right, y down. Finite.
    pub position: [f32; 2],
    /// Whether the actor stays there when a layout runs.
    pub pinned: bool,
}

/// How the map looks, apart from where things are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Appearance {
    /// What marks stand for.
    pub style: Style,
    /// Styles to choose from, in the order in which they were saved; no two have the same name.
    pub styles: Vec<SavedStyle>,
    /// The id of the layout that the positions came from; empty if none.
    pub layout: String,
    /// What layouts are told.
    pub arrangement: Arrangement,
    /// Who is drawn as one marker. An actor in several of them is in the last one; the others show it when that is opened.
    pub collapsed: Vec<Collapsed>,
}

impl Appearance {
    /// What a map of rings by a score was told, if it is one.
    pub fn concentric(&self) -> Option<&Arrangement> {
        (self.layout == "concentric").then_some(&self.arrangement)
    }

    /// What a map of two scores was told, if it is one.
    pub fn scatter(&self) -> Option<&Arrangement> {
        (self.layout == "scatter").then_some(&self.arrangement)
    }
}

/// Everything that is saved in a file, and undoable.
#[derive(Clone, Debug, Default)]
pub struct Content {
    /// The network.
    pub network: Network,
    /// Where actors are on the map; those that are missing have no place yet.
    pub placements: BTreeMap<ActorId, Placement>,
    /// What somebody has written on the map.
    pub notes: Notes,
    /// What is shown.
    pub filter: Filter,
    /// How it looks.
    pub appearance: Appearance,
    /// What-ifs that are kept, in the order in which they were asked.
    pub scenarios: Vec<SavedScenario>,
}

impl Content {
    /// A network that has not been on a map yet.
    pub fn new(network: Network) -> Self {
        Self {
            network,
            ..Self::default()
        }
    }
}
