//! Brokerage roles: between whom an actor stands, by sector (Gould & Fernandez 1989, Sociological Methodology 19:89).

use super::bernoulli_roles;
use crate::analysis::shared_contacts::shared_contacts;
use crate::analysis::{
    Analysis, Aspect, Detail, Measure, Outcome, Params, Role, RoleCounts, Roles,
};
use crate::model::{Directed, Snapshot};
use crate::task::{Cancelled, TaskContext};

/// The role of a broker between two others, by their sectors; `None` if one is unknown. Gatekeeper: from another sector
/// into its own; representative: from its own sector to another.
pub(super) fn role(from: Option<u16>, broker: Option<u16>, to: Option<u16>) -> Option<Role> {
    let (from, broker, to) = (from?, broker?, to?);
    Some(match (from == broker, to == broker) {
        (true, true) => Role::Coordinator,
        (false, true) => Role::Gatekeeper,
        (true, false) => Role::Representative,
        (false, false) if from == to => Role::Consultant,
        (false, false) => Role::Liaison,
    })
}

/// How many of some actors are in the sector of the one end of an edge, in that of the other, and in any.
#[derive(Clone, Copy, Debug, Default)]
struct SectorCounts {
    as_first: u32,
    as_second: u32,
    known: u32,
}

impl SectorCounts {
    fn new(
        first: Option<u16>,
        second: Option<u16>,
        others: impl Iterator<Item = Option<u16>>,
    ) -> Self {
        let mut counts = Self::default();
        for sector in others.flatten() {
            counts.known += 1;
            counts.as_first += u32::from(Some(sector) == first);
            counts.as_second += u32::from(Some(sector) == second);
        }
        counts
    }
}

/// How many pairs of each kind an actor stands between, as exact counts.
#[derive(Clone, Copy, Debug, Default)]
struct Pairs {
    coordinator: u64,
    consultant: u64,
    gatekeeper: u64,
    representative: u64,
    liaison: u64,
}

impl Pairs {
    fn counts(self) -> RoleCounts {
        let Self {
            coordinator,
            consultant,
            gatekeeper,
            representative,
            liaison,
        } = self;
        RoleCounts {
            coordinator: coordinator as f64,
            consultant: consultant as f64,
            gatekeeper: gatekeeper as f64,
            representative: representative as f64,
            liaison: liaison as f64,
            total: (coordinator + consultant + gatekeeper + representative + liaison) as f64,
        }
    }
}

/// Between whom each actor stands, without direction: unordered pairs of contacts who are not tied themselves.
///
/// Without direction nobody can tell a gatekeeper from a representative; both are counted as gatekeeper. Weights:
/// ignored. Actors without a sector broker nothing and are brokered by nobody.
///
/// Time O(Σ min(degree) over edges), space O(V) per chunk.
pub fn undirected_roles(
    snapshot: &Snapshot,
    task: &TaskContext,
) -> Result<Vec<RoleCounts>, Cancelled> {
    let (adjacency, sectors) = (snapshot.adjacency(), snapshot.sectors());
    let of = |actor: u32| sectors[actor as usize];
    let shared = shared_contacts(snapshot, task, |(a, b), shared| {
        SectorCounts::new(of(a), of(b), shared.iter().map(|&third| of(third)))
    })?;
    let mut sizes = vec![0_u64; snapshot.sector_ids().len()];
    let mut roles = Vec::with_capacity(snapshot.num_actors());
    for actor in 0..snapshot.num_actors() as u32 {
        let Some(own) = of(actor) else {
            roles.push(RoleCounts::default());
            continue;
        };
        // Ordered pairs of contacts who know each other, each pair from both sides.
        let mut closed = Pairs::default();
        sizes.fill(0);
        for (&contact, &edge) in adjacency
            .neighbors(actor)
            .iter()
            .zip(adjacency.edges(actor))
        {
            let Some(sector) = of(contact) else { continue };
            sizes[usize::from(sector)] += 1;
            let counts = &shared[edge as usize];
            let (as_own, as_contact) = if actor < contact {
                (counts.as_first, counts.as_second)
            } else {
                (counts.as_second, counts.as_first)
            };
            let (as_own, as_contact) = (u64::from(as_own), u64::from(as_contact));
            let known = u64::from(counts.known);
            if sector == own {
                closed.coordinator += as_own;
                closed.gatekeeper += known - as_own;
            } else {
                closed.gatekeeper += as_own;
                closed.consultant += as_contact;
                closed.liaison += known - as_own - as_contact;
            }
        }
        let inside = sizes[usize::from(own)];
        let known: u64 = sizes.iter().sum();
        let outside = known - inside;
        let same_outside: u64 = sizes
            .iter()
            .map(|size| size * size.saturating_sub(1))
            .sum::<u64>()
            - inside * inside.saturating_sub(1);
        let all = Pairs {
            coordinator: inside * inside.saturating_sub(1),
            consultant: same_outside,
            gatekeeper: 2 * inside * outside,
            representative: 0,
            liaison: outside * outside.saturating_sub(1) - same_outside,
        };
        let open = Pairs {
            coordinator: (all.coordinator - closed.coordinator) / 2,
            consultant: (all.consultant - closed.consultant) / 2,
            gatekeeper: (all.gatekeeper - closed.gatekeeper) / 2,
            representative: 0,
            liaison: (all.liaison - closed.liaison) / 2,
        };
        roles.push(open.counts());
    }
    Ok(roles)
}

/// Between whom each actor stands, with direction: ordered pairs *a*, *c* with arcs from *a* to the actor and on to *c*,
/// and none from *a* to *c*.
///
/// The names are those of R sna 2.7, where `b_OI` is the gatekeeper (another sector → actor → its own sector). An arc back
/// from *c* to *a* closes nothing. Weights: ignored. Actors without a sector broker nothing and are brokered by nobody.
///
/// Time O(Σ over arcs of the out-degree of their sources), space O(V) per chunk.
pub fn directed_roles(
    snapshot: &Snapshot,
    directed: &Directed,
    task: &TaskContext,
) -> Result<Vec<RoleCounts>, Cancelled> {
    let sectors = snapshot.sectors();
    let of = |actor: u32| sectors[actor as usize];
    let num_sectors = snapshot.sector_ids().len();
    let num_actors = snapshot.num_actors();
    let parts = task.map_chunks(num_actors, |actors| {
        let mut is_target = vec![false; num_actors];
        let mut roles = Vec::with_capacity(actors.len());
        for actor in actors {
            task.keep_going()?;
            let Some(own) = of(actor as u32) else {
                roles.push(RoleCounts::default());
                continue;
            };
            let (sources, targets) = (
                directed.into.neighbors(actor as u32),
                directed.out.neighbors(actor as u32),
            );
            for &target in targets {
                is_target[target as usize] = true;
            }
            let mut all_targets = vec![0_u64; num_sectors];
            for sector in targets.iter().filter_map(|&target| of(target)) {
                all_targets[usize::from(sector)] += 1;
            }
            let num_targets: u64 = all_targets.iter().sum();
            let mut pairs = Pairs::default();
            for &source in sources {
                let Some(sector) = of(source) else { continue };
                // Those that the source reaches by itself do not need the broker, and nobody is brokered to itself.
                let without = SectorCounts::new(
                    Some(own),
                    Some(sector),
                    directed
                        .out
                        .neighbors(source)
                        .iter()
                        .filter(|&&target| is_target[target as usize])
                        .map(|&target| of(target))
                        .chain(is_target[source as usize].then_some(Some(sector))),
                );
                let as_own = all_targets[usize::from(own)] - u64::from(without.as_first);
                let as_source = all_targets[usize::from(sector)] - u64::from(without.as_second);
                let known = num_targets - u64::from(without.known);
                if sector == own {
                    pairs.coordinator += as_own;
                    pairs.representative += known - as_own;
                } else {
                    pairs.gatekeeper += as_own;
                    pairs.consultant += as_source;
                    pairs.liaison += known - as_own - as_source;
                }
            }
            for &target in targets {
                is_target[target as usize] = false;
            }
            roles.push(pairs.counts());
        }
        Ok(roles)
    })?;
    Ok(parts.into_iter().flatten().collect())
}

/// What each actor's roles would be on average, if the sectors of all others were shuffled and its own kept: exact.
///
/// None for an actor without a sector, or with fewer than two others. The shuffle is over actors with a sector.
pub fn expected_roles(
    snapshot: &Snapshot,
    counts: &[RoleCounts],
    directed: bool,
) -> Vec<Option<RoleCounts>> {
    let mut sizes = vec![0_u64; snapshot.sector_ids().len()];
    for &sector in snapshot.sectors().iter().flatten() {
        sizes[usize::from(sector)] += 1;
    }
    let n: u64 = sizes.iter().sum();
    let sizes: Vec<f64> = sizes.into_iter().map(|size| size as f64).collect();
    let same: f64 = sizes.iter().map(|size| size * (size - 1.0)).sum();
    let n_f = n as f64;
    snapshot
        .sectors()
        .iter()
        .zip(counts)
        .map(|(sector, counts)| {
            let own = sizes[usize::from((*sector)?)];
            if n < 3 {
                return None;
            }
            let share = counts.total / ((n_f - 1.0) * (n_f - 2.0));
            let coordinator = share * (own - 1.0) * (own - 2.0);
            let consultant = share * (same - own * (own - 1.0));
            let across = share * 2.0 * (n_f - own) * (own - 1.0);
            Some(RoleCounts {
                coordinator,
                consultant,
                gatekeeper: if directed { across / 2.0 } else { across },
                representative: if directed { across / 2.0 } else { 0.0 },
                liaison: counts.total - coordinator - consultant - across,
                total: counts.total,
            })
        })
        .collect()
}

/// Brokerage roles, with direction if there is any, and what chance would give.
pub struct RolesAnalysis;

impl Analysis for RolesAnalysis {
    fn id(&self) -> &'static str {
        "brokerage_roles"
    }

    fn reads(&self) -> &'static [Aspect] {
        &[Aspect::Structure, Aspect::Sectors]
    }

    fn measures(&self) -> &'static [Measure] {
        &[Measure::BrokeredPairs]
    }

    fn run(
        &self,
        snapshot: &Snapshot,
        _params: &Params,
        task: &TaskContext,
    ) -> Result<Outcome, Cancelled> {
        let counts = match snapshot.directed() {
            None => undirected_roles(snapshot, task)?,
            Some(directed) => directed_roles(snapshot, directed, task)?,
        };
        let directed = snapshot.directed().is_some();
        let expected = expected_roles(snapshot, &counts, directed);
        let columns = if snapshot.sector_ids().is_empty() {
            Vec::new()
        } else {
            let totals = snapshot.sectors().iter().zip(&counts);
            vec![(
                Measure::BrokeredPairs,
                totals
                    .map(|(sector, counts)| sector.map(|_| counts.total))
                    .collect(),
            )]
        };
        Ok(Outcome {
            columns,
            detail: Detail::Roles(Roles {
                directed,
                counts,
                expected,
                bernoulli: bernoulli_roles(snapshot),
            }),
            estimate: None,
        })
    }
}
