//! Lenses: ways of looking at the one map. What each emphasizes is in `scene::lens`, its panel in `app::lenses`.

/// A lens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lens {
    /// Who is here?
    #[default]
    Network,
    /// Who connects the sectors?
    Brokers,
    /// Which connections are missing?
    Gaps,
    /// What falls apart?
    Fragmentation,
    /// Whom should we introduce?
    Introductions,
}

/// The lenses, in the order of the rail and of the keys 1, 2, 3 …
pub const LENSES: [Lens; 5] = [
    Lens::Network,
    Lens::Brokers,
    Lens::Gaps,
    Lens::Fragmentation,
    Lens::Introductions,
];

impl Lens {
    /// The stable name in scripts.
    pub fn id(self) -> &'static str {
        match self {
            Self::Network => "network",
            Self::Brokers => "brokers",
            Self::Gaps => "gaps",
            Self::Fragmentation => "fragmentation",
            Self::Introductions => "introductions",
        }
    }
}

/// What the user has singled out inside a lens; by snapshot index where nothing else is said.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Focus {
    /// Nothing in particular.
    #[default]
    None,
    /// Actors that a finding or a table row speaks of.
    Actors(Vec<u32>),
    /// Groups of actors, each tinted on the map.
    Groups(Vec<Vec<u32>>),
    /// A broker, and pairs that it connects.
    Broker(u32, Vec<(u32, u32)>),
    /// Two sectors (places in [`crate::model::Snapshot::sector_ids`]), and missing ties between them.
    Sectors(usize, usize, Vec<(u32, u32)>),
    /// Actors, and everybody within so many steps of them, themselves included.
    Near {
        /// Of whom.
        of: Vec<u32>,
        /// How many steps.
        steps: u32,
        /// Who is there.
        actors: Vec<u32>,
    },
    /// Two actors, and the tied pairs on the shortest paths between them.
    Paths(u32, u32, Vec<(u32, u32)>),
    /// A fragment by its place, largest first, with its actors.
    Fragment(usize, Vec<u32>),
    /// A single pair, tied or not.
    Pair(u32, u32),
}
