//! Findings: what matters most about a network, as evidence without words.

use crate::model::{ActivityId, SectorId};

/// What findings are about; each lens asks for one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// Who is here?
    Network,
    /// Who connects the sectors?
    Brokers,
    /// Which connections are missing?
    Gaps,
    /// What falls apart?
    Fragmentation,
}

impl Topic {
    /// All topics, in the order of the lenses.
    pub const ALL: [Self; 4] = [
        Self::Network,
        Self::Brokers,
        Self::Gaps,
        Self::Fragmentation,
    ];

    /// The stable name in scripts: that of the lens.
    pub fn id(self) -> &'static str {
        match self {
            Self::Network => "network",
            Self::Brokers => "brokers",
            Self::Gaps => "gaps",
            Self::Fragmentation => "fragmentation",
        }
    }
}

/// One thing that is true of a network and worth saying.
///
/// Actors are indices of the snapshot that was analysed. Every number is finite, shares are 0 to 1, and lists of actors
/// are never empty unless that is said. `workspace::sentence` puts a finding into words.
#[derive(Clone, Debug, PartialEq)]
pub enum Finding {
    /// There is nobody.
    NoActors,
    /// Nobody is tied to anybody.
    NoTies {
        /// How many actors there are.
        num_actors: usize,
    },
    /// How large the network is, and who is in it.
    Size(Size),
    /// Who has the most contacts.
    MostContacts {
        /// All who have that many.
        actors: Vec<u32>,
        /// How many contacts they have.
        num_contacts: usize,
        /// How many others there are.
        num_others: usize,
        /// At least half of all actors have so many contacts or fewer.
        median: usize,
    },
    /// One activity alone is behind many of the tied pairs.
    LargestActivity {
        /// The activity.
        activity: ActivityId,
        /// Who takes part.
        actors: Vec<u32>,
        /// Pairs that are tied only because both take part in it.
        num_only_here: usize,
        /// All tied pairs.
        num_pairs: usize,
    },
    /// Sectors of the scheme that have no actor.
    AbsentSectors(Vec<SectorId>),
    /// Actors whose sector is not known, next to some whose sector is.
    UnassignedActors(Vec<u32>),

    /// Who carries most routes, and by how much.
    TopBrokers {
        /// Best first; those who are as good as the best come with it.
        brokers: Vec<Broker>,
        /// The share of the next one; `None` if nobody else carries any.
        next: Option<f64>,
        /// Whether only routes between sectors count; all routes do where there are no two sectors.
        between_sectors: bool,
    },
    /// Who comes after the top brokers.
    NextBrokers(Vec<Broker>),
    /// The brokers outside the sector that the top brokers are all from.
    BrokersOutside {
        /// That sector.
        sector: SectorId,
        /// The others, best first.
        brokers: Vec<Broker>,
    },
    /// What a broker does for its contacts.
    Brokered(Brokered),
    /// A broker with few contacts.
    QuietBroker {
        /// The broker.
        broker: Broker,
        /// How many contacts it has.
        num_contacts: usize,
        /// At least half of all actors have so many contacts or fewer.
        median: usize,
    },
    /// All others reach a group only through one actor.
    OnlyPath(Cut),
    /// Nobody stands between sectors.
    NoBrokers {
        /// Whether ties between sectors exist at all.
        has_cross_ties: bool,
        /// How many sectors have actors.
        num_sectors: usize,
    },

    /// Several sectors to which one sector has fewer ties than chance would give.
    SectorGaps {
        /// The sector.
        sector: SectorId,
        /// The others, worst first; at least two.
        gaps: Vec<(SectorId, MixingCell)>,
    },
    /// Two sectors, or one and itself, that have fewer ties than chance would give.
    Gap(SectorPair, MixingCell),
    /// How near the actors of two sectors are to each other.
    GapReach {
        /// The sectors.
        sectors: SectorPair,
        /// How many pairs there are.
        num_pairs: u64,
        /// Share of pairs at distance 2 or less.
        within_2: f64,
        /// Share of pairs at distance 3 or less.
        within_3: f64,
        /// Share of pairs without a path.
        unreachable: f64,
    },
    /// The best introduction between two sectors.
    BestMissingTie {
        /// The sectors.
        sectors: SectorPair,
        /// One of the two.
        a: u32,
        /// The other.
        b: u32,
        /// The contacts that both have, rarest first.
        shared: Vec<u32>,
    },
    /// Two sectors, or one and itself, that have more ties than chance would give.
    Surplus(SectorPair, MixingCell),
    /// Sectors that are so small that nothing can be told about the ties between them.
    TooSmallToTell(Vec<SectorPair>),
    /// Whether the network looks inward or outward.
    Outlook {
        /// Tied pairs within a sector.
        internal: u32,
        /// Tied pairs across sectors.
        external: u32,
        /// The share of pairs across sectors that chance alone would give.
        expected_share: f64,
        /// How many standard deviations the pairs within sectors are from what chance would give; `None` if it has no say.
        z_internal: Option<f64>,
        /// The E-I index.
        index: f64,
        /// The E-I index that chance alone would give.
        expected_index: f64,
    },
    /// No two sectors have clearly fewer ties than chance would give.
    NoGaps {
        /// Those that come close, worst first; may be empty.
        closest: Vec<(SectorPair, MixingCell)>,
    },
    /// There are no two sectors to compare.
    NoSectors {
        /// The only sector, if there is one.
        only: Option<SectorId>,
    },

    /// Everybody reaches everybody.
    InOnePiece {
        /// How many actors there are.
        num_actors: usize,
        /// Mean number of steps between two of them.
        mean_steps: Option<f64>,
        /// The largest number of steps.
        max_steps: Option<u32>,
    },
    /// The network is in several pieces.
    InPieces {
        /// How many pieces, isolates counted.
        num_pieces: usize,
        /// Who is in the largest piece.
        largest: Vec<u32>,
        /// Whether other pieces are as large.
        is_tied: bool,
        /// Who is not in it.
        outside: Vec<u32>,
        /// Share of pairs of actors without a path.
        unreachable: Option<f64>,
    },
    /// Actors without a tie.
    Isolates(Vec<u32>),
    /// How many single points of failure there are.
    SinglePoints {
        /// Actors without whom somebody is cut off; may be empty.
        actors: Vec<u32>,
        /// Pairs whose tie is the only connection between two parts; may be empty.
        bridges: Vec<(u32, u32)>,
    },
    /// Who is cut off without whom.
    Cuts {
        /// Worst first.
        cuts: Vec<Cut>,
        /// Share of pairs of actors without a path as things are.
        unreachable_now: Option<f64>,
    },
    /// The tie whose loss would cut off most.
    WorstBridge {
        /// One end.
        a: u32,
        /// The other.
        b: u32,
        /// How many ties it stands for.
        num_ties: u32,
        /// Who is on the smaller side.
        cut_off: Vec<u32>,
    },
    /// Whoever leaves, the others stay connected.
    NoSinglePoints,
    /// The two sectors whose actors are furthest from each other.
    FurthestSectors {
        /// The sectors.
        sectors: SectorPair,
        /// Share of their pairs at distance 2 or less.
        within_2: f64,
        /// Share of their pairs without a path.
        unreachable: f64,
        /// Share of all pairs of different sectors at distance 2 or less.
        within_2_overall: f64,
    },
    /// How long ways are where there are ways.
    Steps {
        /// Mean number of steps between two who reach each other.
        mean: f64,
        /// The largest number of steps.
        max: u32,
    },
}

/// Two sectors; the same one twice stands for the inside of a sector.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SectorPair(pub SectorId, pub SectorId);

/// How many actors, tied pairs and activities there are.
#[derive(Clone, Debug, PartialEq)]
pub struct Size {
    /// How many actors of each sector, most first; unassigned actors last.
    pub sectors: Vec<(Option<SectorId>, usize)>,
    /// Tied pairs.
    pub num_pairs: usize,
    /// Tied pairs across sectors; `None` with fewer than two sectors.
    pub num_cross_pairs: Option<usize>,
}

/// An actor that carries routes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Broker {
    /// The actor.
    pub actor: u32,
    /// Its share of the shortest routes.
    pub share: f64,
}

/// Whom a broker brings together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Brokered {
    /// The broker.
    pub broker: u32,
    /// Pairs of its contacts, in different sectors, that are not tied.
    pub num_pairs: usize,
    /// Those among them who have no other contact in common.
    pub num_only_here: usize,
}

/// What happens without an actor.
#[derive(Clone, Debug, PartialEq)]
pub struct Cut {
    /// The actor.
    pub actor: u32,
    /// Who loses the largest rest of its piece.
    pub cut_off: Vec<u32>,
    /// How many pieces remain of its piece.
    pub num_pieces: usize,
    /// How many actors the largest rest has.
    pub num_rest: usize,
    /// Share of pairs of the remaining actors without a path.
    pub unreachable_after: Option<f64>,
}

/// Ties of two sectors against what chance would give.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MixingCell {
    /// Tied pairs.
    pub ties: u32,
    /// Tied pairs to be expected if sectors were shuffled over the actors.
    pub expected: f64,
    /// How many standard deviations apart the two are.
    pub z: f64,
}
