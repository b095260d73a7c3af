//! What analyses return.
//!
//! Everything is by the dense indices of the snapshot that was analysed. `None` means that a value does not exist.

use std::sync::Arc;

use super::brokerage::Expectation;
use super::centrality::TieBetweenness;
use super::community::Communities;
use super::fragmentation::{AlgebraicConnectivity, KeyPlayers, Resilience};
use super::gaps::{Closure, Segregation, Synergy};
use super::introductions::{Introductions, Room};
use super::missing_data::RankIntervals;
use super::overview::Shape;
use super::{ANALYSES, Measure, Params};
use crate::model::{SectorId, Snapshot};
use crate::task::{Cancelled, TaskContext};

/// The score of every actor, in the order of the snapshot.
pub type Scores = Vec<Option<f64>>;

/// A symmetric or square table over the sectors of a snapshot, in their order.
pub type SectorMatrix<T> = Vec<Vec<T>>;

/// The scores that an analysis has computed, and what it found besides.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Scores of actors.
    pub columns: Vec<(Measure, Scores)>,
    /// What is not a score.
    pub detail: Detail,
    /// How far off the scores may be; `None` if they are exact.
    pub estimate: Option<Estimate>,
}

/// How far off estimated scores may be.
#[derive(Clone, Debug, PartialEq)]
pub struct Estimate {
    /// From how many actors, drawn at random, the scores were estimated.
    pub num_samples: usize,
    /// How sure the bounds are: the chance that they hold for all actors at once.
    pub confidence: f64,
    /// For each measure by how much the score of each actor may be off, up or down, in the unit of the measure.
    pub bounds: Vec<(Measure, Scores)>,
}

impl Estimate {
    /// By how much the score of each actor may be off.
    pub fn bounds(&self, measure: Measure) -> Option<&Scores> {
        let mut bounds = self.bounds.iter();
        bounds
            .find(|(id, _)| *id == measure)
            .map(|(_, bounds)| bounds)
    }

    /// By how much any score may be off.
    pub fn largest_bound(&self, measure: Measure) -> Option<f64> {
        let bounds = self.bounds(measure)?.iter().flatten().copied();
        bounds.reduce(f64::max)
    }
}

/// What an analysis found besides scores.
#[derive(Clone, Debug)]
pub enum Detail {
    /// Nothing more.
    None,
    /// Brokerage roles.
    Roles(Roles),
    /// Introductions that are proposed, and who should be in the room.
    Introductions(Introductions, Room),
    /// Ties within and between sectors.
    Mixing(SectorMixing),
    /// Components, cut actors, bridges.
    Cohesion(Cohesion),
    /// Distances, and who reaches whom.
    Distances(Distances),
    /// Which sectors take part in which activities.
    Synergy(Synergy),
    /// How hard the network is to pull apart.
    Connectivity(AlgebraicConnectivity),
    /// What is left while actors leave.
    Resilience(Resilience),
    /// How sure a ranking is.
    RankIntervals(RankIntervals),
    /// How far sectors keep to themselves.
    Segregation(Segregation),
    /// Ties that carry most.
    TieBetweenness(TieBetweenness),
    /// Whether those who share a partner meet.
    Closure(Closure),
    /// The shape of the network in single numbers.
    Shape(Shape),
    /// Groups with more ties among them than chance would give.
    Communities(Communities),
    /// Whose absence would hurt most, and whom to tell.
    KeyPlayers(KeyPlayers),
}

/// How often an actor stands between two others in each brokerage role (Gould & Fernandez 1989).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct RoleCounts {
    /// All three in one sector.
    pub coordinator: f64,
    /// The two others in one sector, the broker in another; also called itinerant broker.
    pub consultant: f64,
    /// From another sector into its own. Without direction, gatekeeper and representative are one role, counted here.
    pub gatekeeper: f64,
    /// From its own sector to another. 0 without direction.
    pub representative: f64,
    /// Three different sectors.
    pub liaison: f64,
    /// All roles together.
    pub total: f64,
}

/// The brokerage roles of all actors.
#[derive(Clone, Debug)]
pub struct Roles {
    /// Whether ordered pairs on the directed projection were counted; otherwise unordered pairs.
    pub directed: bool,
    /// Counts of each actor.
    pub counts: Vec<RoleCounts>,
    /// What would be expected if the sectors of the others were shuffled; `None` where an actor has no sector.
    pub expected: Vec<Option<RoleCounts>>,
    /// What would be expected of an actor of each sector if arcs were drawn independently, as R sna tells; `None` without
    /// direction, or if an actor has no sector.
    pub bernoulli: Option<Vec<Expectation>>,
}

impl Roles {
    /// How many standard deviations an actor’s counts are from what independent arcs would give: coordinator, consultant,
    /// gatekeeper, representative, liaison, total.
    pub fn bernoulli_z(&self, snapshot: &Snapshot, actor: u32) -> Option<[Option<f64>; 6]> {
        let sector = snapshot.sectors().get(actor as usize).copied().flatten()?;
        let expectation = self.bernoulli.as_ref()?.get(usize::from(sector))?;
        Some(expectation.z(self.counts.get(actor as usize)?))
    }
}

/// A pair of actors who are not tied, and reach each other through a broker.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BrokeredPair {
    /// The one, or where it comes from.
    pub from: u32,
    /// The other, or where it goes to.
    pub to: u32,
    /// The role of the broker for this pair.
    pub role: Role,
    /// How many others connect the two as well, in the same two steps; 0: only this broker does.
    pub num_alternatives: u32,
}

/// A brokerage role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// All three in one sector.
    Coordinator,
    /// The two others in one sector, the broker in another.
    Consultant,
    /// From another sector into the broker's own; without direction also the other way.
    Gatekeeper,
    /// From the broker's own sector to another.
    Representative,
    /// Three different sectors.
    Liaison,
}

/// Ties within and between sectors, against what chance would give.
#[derive(Clone, Debug)]
pub struct SectorMixing {
    /// The sectors of rows and columns.
    pub sectors: Vec<SectorId>,
    /// How many actors each has.
    pub sizes: Vec<u32>,
    /// Tied pairs.
    pub ties: SectorMatrix<u32>,
    /// Possible pairs.
    pub possible: SectorMatrix<u64>,
    /// Tied pairs as a share of the possible ones.
    pub density: SectorMatrix<Option<f64>>,
    /// Tied pairs to be expected if sectors were shuffled over the actors; `None` if only one has a sector.
    pub expected: SectorMatrix<Option<f64>>,
    /// Tied pairs to be expected given how many ties each sector has (configuration model).
    pub expected_configuration: SectorMatrix<Option<f64>>,
    /// The exact variance under shuffling.
    pub variance: SectorMatrix<Option<f64>>,
    /// How many standard deviations the ties are from their expectation.
    pub z: SectorMatrix<Option<f64>>,
    /// Two-sided p value of so many ties, by shuffling.
    pub p: SectorMatrix<Option<f64>>,
    /// Inward or outward looking.
    pub ei: EiIndex,
    /// Newman's assortativity by sector.
    pub assortativity: Option<f64>,
}

impl SectorMixing {
    /// Whether chance would give more ties between two sectors, beyond doubt: fewer than expected and z ≤ −1.96.
    pub fn is_gap(&self, a: usize, b: usize) -> bool {
        let z = self.z.get(a).and_then(|row| row.get(b)).copied().flatten();
        z.is_some_and(|z| z <= -1.96)
    }
}

/// Ties between sectors against ties within them (Krackhardt & Stern 1988).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EiIndex {
    /// Tied pairs within a sector.
    pub internal: u32,
    /// Tied pairs across sectors.
    pub external: u32,
    /// (E − I)/(E + I), −1 to 1.
    pub index: Option<f64>,
    /// What chance alone would give.
    pub expected: Option<f64>,
    /// The least that sizes and density allow.
    pub min: Option<f64>,
    /// The most that sizes and density allow.
    pub max: Option<f64>,
    /// The place between the two, −1 to 1.
    pub rescaled: Option<f64>,
    /// The index of each sector, in the order of the mixing matrix.
    pub by_sector: Vec<Option<f64>>,
}

/// Components, cut actors and bridges: what holds together, and what would not.
#[derive(Clone, Debug)]
pub struct Cohesion {
    /// The actors of each component, largest component first.
    pub components: Vec<Vec<u32>>,
    /// The component of each actor.
    pub component_of: Vec<u32>,
    /// Actors without a tie.
    pub isolates: Vec<u32>,
    /// Actors without whom their component would fall apart, in order.
    pub cut_actors: Vec<CutActor>,
    /// Edges without which their component would fall apart, in order.
    pub bridges: Vec<Bridge>,
    /// How many blocks there are: parts that no single actor can cut in two.
    pub num_blocks: usize,
    /// Share of pairs of actors that have no path between them.
    pub fragmentation: Option<f64>,
    /// Tied pairs as a share of all pairs.
    pub density: Option<f64>,
    /// 3 × triangles as a share of connected triples.
    pub transitivity: Option<f64>,
    /// The mean over all actors of the share of their contacts who know each other.
    pub average_clustering: Option<f64>,
}

/// An actor without whom its component falls apart.
#[derive(Clone, Debug, PartialEq)]
pub struct CutActor {
    /// The actor.
    pub actor: u32,
    /// The pieces that are cut off from the largest rest, largest first.
    pub cut_off: Vec<Vec<u32>>,
    /// Fragmentation of the remaining actors without it.
    pub fragmentation_after: Option<f64>,
}

impl CutActor {
    /// How many actors lose the largest rest.
    pub fn num_cut_off(&self) -> usize {
        self.cut_off.iter().map(Vec::len).sum()
    }
}

/// An edge without which its component falls apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bridge {
    /// The index of the edge.
    pub edge: u32,
    /// One end.
    pub a: u32,
    /// The other.
    pub b: u32,
    /// How many ties it stands for.
    pub num_ties: u32,
    /// How many actors are on the smaller side.
    pub num_cut_off: u32,
}

/// Distances, and who reaches whom.
#[derive(Clone, Debug)]
pub struct Distances {
    /// 1 − the mean inverse distance over all pairs.
    pub distance_weighted_fragmentation: Option<f64>,
    /// Mean distance over pairs that reach each other.
    pub average_path_length: Option<f64>,
    /// The largest distance of a pair that reach each other; 0 without ties.
    pub diameter: u32,
    /// The sectors of the matrix.
    pub sectors: Vec<SectorId>,
    /// How pairs of each two sectors reach each other; the diagonal is inside the sector.
    pub reach: SectorMatrix<SectorReach>,
    /// The same over all pairs of different sectors.
    pub cross: SectorReach,
}

/// How the pairs of two sectors reach each other. Shares are 0 to 1; `None` where there is no pair.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct SectorReach {
    /// How many pairs there are.
    pub pairs: u64,
    /// Share at distance 1.
    pub within_1: Option<f64>,
    /// Share at distance 2 or less.
    pub within_2: Option<f64>,
    /// Share at distance 3 or less.
    pub within_3: Option<f64>,
    /// Share without a path.
    pub unreachable: Option<f64>,
    /// Mean distance of the pairs that have a path.
    pub mean_distance: Option<f64>,
    /// Mean inverse distance of all pairs.
    pub mean_inverse_distance: Option<f64>,
}

/// Two actors who are not tied, and why they might be.
#[derive(Clone, Debug, PartialEq)]
pub struct MissingTie {
    /// One of the two.
    pub a: u32,
    /// The other.
    pub b: u32,
    /// The contacts that both have.
    pub shared: Vec<u32>,
    /// Σ 1/degree over the shared contacts (resource allocation).
    pub score: f64,
}

/// The outcomes that are known about one snapshot.
#[derive(Clone, Debug)]
pub struct Results {
    /// What was analysed.
    pub snapshot: Arc<Snapshot>,
    outcomes: Vec<Arc<Outcome>>,
}

impl Results {
    /// Nothing is known yet.
    pub fn new(snapshot: Arc<Snapshot>) -> Self {
        Self {
            snapshot,
            outcomes: Vec::new(),
        }
    }

    /// Runs all analyses but those on demand.
    pub fn compute(
        snapshot: Arc<Snapshot>,
        params: &Params,
        task: &TaskContext,
    ) -> Result<Self, Cancelled> {
        let mut results = Self::new(snapshot);
        for analysis in ANALYSES.iter().filter(|a| !a.is_on_demand()) {
            let outcome = analysis.run(&results.snapshot, params, task)?;
            results.add(Arc::new(outcome));
        }
        Ok(results)
    }

    /// Runs one analysis, by id, and adds its outcome. Nothing happens if there is no such analysis.
    pub fn run(&mut self, id: &str, params: &Params, task: &TaskContext) -> Result<(), Cancelled> {
        if let Some(analysis) = ANALYSES.iter().find(|analysis| analysis.id() == id) {
            let outcome = analysis.run(&self.snapshot, params, task)?;
            self.add(Arc::new(outcome));
        }
        Ok(())
    }

    /// Adds an outcome. Estimates of the same scores go.
    pub fn add(&mut self, outcome: Arc<Outcome>) {
        let has = |measure| outcome.columns.iter().any(|&(id, _)| id == measure);
        self.outcomes.retain(|old| {
            old.estimate.is_none() || !old.columns.iter().any(|&(measure, _)| has(measure))
        });
        self.outcomes.push(outcome);
    }

    /// Adds an outcome in the place of an earlier one of the same analysis, if there is one.
    pub fn replace(&mut self, earlier: Option<&Arc<Outcome>>, outcome: Arc<Outcome>) {
        if let Some(earlier) = earlier {
            self.outcomes.retain(|known| !Arc::ptr_eq(known, earlier));
        }
        self.add(outcome);
    }

    /// How the scores of this measure were estimated; `None` if they are exact or not known.
    pub fn estimate(&self, measure: Measure) -> Option<&Estimate> {
        self.outcomes
            .iter()
            .filter_map(|outcome| outcome.estimate.as_ref())
            .find(|estimate| estimate.bounds(measure).is_some())
    }

    /// By how much the score of one actor may be off; `None` if it is exact or not known.
    pub fn bound(&self, measure: Measure, actor: u32) -> Option<f64> {
        let bounds = self.estimate(measure)?.bounds(measure)?;
        bounds.get(actor as usize).copied().flatten()
    }

    /// The scores of a measure.
    pub fn scores(&self, measure: Measure) -> Option<&Scores> {
        self.outcomes
            .iter()
            .flat_map(|outcome| &outcome.columns)
            .find(|(id, _)| *id == measure)
            .map(|(_, scores)| scores)
    }

    /// The score of one actor; `None` also while the measure is not known.
    pub fn score(&self, measure: Measure, actor: u32) -> Option<f64> {
        self.scores(measure)?.get(actor as usize).copied().flatten()
    }

    /// Brokerage roles.
    pub fn roles(&self) -> Option<&Roles> {
        self.details().find_map(|detail| {
            if let Detail::Roles(roles) = detail {
                Some(roles)
            } else {
                None
            }
        })
    }

    /// Introductions that are proposed, and who should be in the room.
    pub fn introductions(&self) -> Option<(&Introductions, &Room)> {
        self.details().find_map(|detail| {
            if let Detail::Introductions(introductions, room) = detail {
                Some((introductions, room))
            } else {
                None
            }
        })
    }

    /// Ties within and between sectors.
    pub fn mixing(&self) -> Option<&SectorMixing> {
        self.details().find_map(|detail| {
            if let Detail::Mixing(mixing) = detail {
                Some(mixing)
            } else {
                None
            }
        })
    }

    /// Components, cut actors, bridges.
    pub fn cohesion(&self) -> Option<&Cohesion> {
        self.details().find_map(|detail| {
            if let Detail::Cohesion(cohesion) = detail {
                Some(cohesion)
            } else {
                None
            }
        })
    }

    /// Distances, and who reaches whom.
    pub fn distances(&self) -> Option<&Distances> {
        self.details().find_map(|detail| {
            if let Detail::Distances(distances) = detail {
                Some(distances)
            } else {
                None
            }
        })
    }

    /// Which sectors take part in which activities.
    pub fn synergy(&self) -> Option<&Synergy> {
        self.details().find_map(|detail| {
            if let Detail::Synergy(synergy) = detail {
                Some(synergy)
            } else {
                None
            }
        })
    }

    /// How hard the network is to pull apart.
    pub fn connectivity(&self) -> Option<&AlgebraicConnectivity> {
        self.details().find_map(|detail| {
            if let Detail::Connectivity(connectivity) = detail {
                Some(connectivity)
            } else {
                None
            }
        })
    }

    /// Groups with more ties among them than chance would give.
    pub fn communities(&self) -> Option<&Communities> {
        self.details().find_map(|detail| {
            if let Detail::Communities(communities) = detail {
                Some(communities)
            } else {
                None
            }
        })
    }

    /// Whose absence would hurt most, and whom to tell.
    pub fn key_players(&self) -> Option<&KeyPlayers> {
        self.details().find_map(|detail| {
            if let Detail::KeyPlayers(players) = detail {
                Some(players)
            } else {
                None
            }
        })
    }

    /// What is left while actors leave.
    pub fn resilience(&self) -> Option<&Resilience> {
        self.details().find_map(|detail| {
            if let Detail::Resilience(resilience) = detail {
                Some(resilience)
            } else {
                None
            }
        })
    }

    /// How far sectors keep to themselves.
    pub fn segregation(&self) -> Option<&Segregation> {
        self.details().find_map(|detail| {
            if let Detail::Segregation(segregation) = detail {
                Some(segregation)
            } else {
                None
            }
        })
    }

    /// Whether those who share a partner meet.
    pub fn closure(&self) -> Option<&Closure> {
        self.details().find_map(|detail| {
            if let Detail::Closure(closure) = detail {
                Some(closure)
            } else {
                None
            }
        })
    }

    /// Ties that carry most.
    pub fn tie_betweenness(&self) -> Option<&TieBetweenness> {
        self.details().find_map(|detail| {
            if let Detail::TieBetweenness(ties) = detail {
                Some(ties)
            } else {
                None
            }
        })
    }

    /// The shape of the network in single numbers.
    pub fn shape(&self) -> Option<&Shape> {
        self.details().find_map(|detail| {
            if let Detail::Shape(shape) = detail {
                Some(shape)
            } else {
                None
            }
        })
    }

    /// How sure a ranking is.
    pub fn rank_intervals(&self) -> Option<&RankIntervals> {
        self.details().find_map(|detail| {
            if let Detail::RankIntervals(intervals) = detail {
                Some(intervals)
            } else {
                None
            }
        })
    }

    fn details(&self) -> impl Iterator<Item = &Detail> {
        self.outcomes.iter().map(|outcome| &outcome.detail)
    }
}
