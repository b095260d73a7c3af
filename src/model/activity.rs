//! Activities: what several actors do together.

use super::{ActorId, Attributes, PartialDate, PortfolioId};

/// What kind of activity it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActivityKind {
    /// A project.
    Project,
    /// A lab or test bed.
    Lab,
    /// An event.
    Event,
    /// A pre-study.
    PreStudy,
    /// A challenge that waits for an answer.
    Challenge,
}

/// The zones of the innovation platform's zone model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Zone {
    /// Exploring the unknown under high uncertainty.
    Yellow,
    /// Concepts and projects are created, people are connected.
    Green,
    /// Part of an organisation's core business.
    Blue,
}

/// A step of an activity's way through the zones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ZoneStep {
    /// The zone that it entered.
    pub zone: Zone,
    /// When, if known.
    pub since: Option<PartialDate>,
    /// Why, or by whom; empty if not stated.
    pub note: String,
}

/// The innovation facets of the OECD's Observatory of Public Sector Innovation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// Directed and certain: doing better what is done.
    Enhancement,
    /// Directed and uncertain: a goal, the way unknown.
    Mission,
    /// Undirected and certain: answering what changes around us.
    Adaptive,
    /// Undirected and uncertain: exploring what may come.
    Anticipatory,
}

/// The layers of the four-layer resource model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ResourceLayer {
    /// L1: core funding of the platform.
    Core,
    /// L2: project funding that the platform leads or joins.
    Project,
    /// L3: project funding of partners outside the platform.
    Partner,
    /// L4: qualitative events.
    Qualitative,
}

/// An amount of money.
#[derive(Clone, Debug, PartialEq)]
pub struct Money {
    /// The amount, finite.
    pub amount: f64,
    /// The currency, ISO 4217; empty if the source does not say.
    pub currency: String,
}

/// One actor's part in an activity.
#[derive(Clone, Debug, PartialEq)]
pub struct Participation {
    /// Who takes part.
    pub actor: ActorId,
    /// As what, such as “coordinator”; empty if not known.
    pub role: String,
    /// The money that comes with the part, in the activity's currency, if known.
    pub amount: Option<f64>,
    /// Where this is known from; empty if not stated.
    pub source: String,
    /// Whatever else the source says.
    pub attributes: Attributes,
}

impl Participation {
    /// A part of which only the actor is known.
    pub fn new(actor: ActorId) -> Self {
        Self {
            actor,
            role: String::new(),
            amount: None,
            source: String::new(),
            attributes: Attributes::new(),
        }
    }
}

/// An activity: project, lab, event, pre-study or challenge.
#[derive(Clone, Debug, PartialEq)]
pub struct Activity {
    /// The text id, unique among activities.
    pub key: String,
    /// The name that people read.
    pub title: String,
    /// What kind of activity it is, if known.
    pub kind: Option<ActivityKind>,
    /// A few sentences; empty if there are none.
    pub description: String,
    /// What it is about; empty if not known.
    pub topic: String,
    /// The programme it belongs to; empty if not known.
    pub programme: String,
    /// When it began or will begin, if known.
    pub start: Option<PartialDate>,
    /// When it ended or will end, if known.
    pub end: Option<PartialDate>,
    /// Its way through the zones, oldest first; the last step is where it is now.
    pub zones: Vec<ZoneStep>,
    /// Its facet, if somebody has said so.
    pub facet: Option<Facet>,
    /// Its layer of the resource model, if somebody has said so.
    pub layer: Option<ResourceLayer>,
    /// Its budget, if known.
    pub budget: Option<Money>,
    /// The portfolio it belongs to, if any.
    pub portfolio: Option<PortfolioId>,
    /// Who takes part; an actor may do so in several roles.
    pub participants: Vec<Participation>,
    /// A web page; empty if there is none.
    pub url: String,
    /// Free keywords.
    pub tags: Vec<String>,
    /// Where this is known from; empty if not stated.
    pub source: String,
    /// Whatever else the source says.
    pub attributes: Attributes,
}

impl Activity {
    /// An activity of which only the text id and the title are known.
    pub fn new(key: impl Into<String>, title: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            title: title.into(),
            kind: None,
            description: String::new(),
            topic: String::new(),
            programme: String::new(),
            start: None,
            end: None,
            zones: Vec::new(),
            facet: None,
            layer: None,
            budget: None,
            portfolio: None,
            participants: Vec::new(),
            url: String::new(),
            tags: Vec::new(),
            source: String::new(),
            attributes: Attributes::new(),
        }
    }
}
