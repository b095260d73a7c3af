//! Actors: the organisations, departments, teams and people on the map.

use super::{Attributes, PartialDate, SectorId};

/// What kind of unit an actor is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActorEntity {
    /// A whole organisation.
    #[default]
    Organization,
    /// A department of an organisation.
    Department,
    /// A team.
    Team,
    /// A natural person.
    Person,
}

/// An actor: a node of the network.
#[derive(Clone, Debug, PartialEq)]
pub struct Actor {
    /// The text id, unique among actors; files and scripts call the actor by it.
    pub key: String,
    /// The name that people read.
    pub label: String,
    /// The sector, if it is known.
    pub sector: Option<SectorId>,
    /// Organisation, department, team or person.
    pub entity: ActorEntity,
    /// The source's own type, such as “municipality”; empty if not known.
    pub kind: String,
    /// A few sentences about the actor; empty if there are none.
    pub description: String,
    /// Country, ISO 3166-1 alpha-2; empty if not known.
    pub country: String,
    /// City or town; empty if not known.
    pub city: String,
    /// Latitude and longitude in degrees, if known.
    pub coordinates: Option<[f64; 2]>,
    /// A web page; empty if there is none.
    pub url: String,
    /// Free keywords.
    pub tags: Vec<String>,
    /// When the actor joined the network, if known.
    pub since: Option<PartialDate>,
    /// When it left, if it did.
    pub until: Option<PartialDate>,
    /// Whether somebody has confirmed that the actor is part of the network.
    pub confirmed: bool,
    /// Where this is known from; empty if not stated.
    pub source: String,
    /// Whatever else the source says.
    pub attributes: Attributes,
}

impl Actor {
    /// An actor of which only the text id and the name are known.
    pub fn new(key: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            label: label.into(),
            sector: None,
            entity: ActorEntity::default(),
            kind: String::new(),
            description: String::new(),
            country: String::new(),
            city: String::new(),
            coordinates: None,
            url: String::new(),
            tags: Vec::new(),
            since: None,
            until: None,
            confirmed: true,
            source: String::new(),
            attributes: Attributes::new(),
        }
    }
}
