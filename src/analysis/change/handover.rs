//! Handover: how much of the cohesion depends on a team that might leave.

use crate::analysis::overview::distance_sums;
use crate::model::{Adjacency, Snapshot};
use crate::task::{Cancelled, TaskContext};

/// How the others reach each other, in one state.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing {
    /// Share of the pairs of others without a path.
    pub fragmentation: f64,
    /// 1 − the mean inverse distance of the pairs of others.
    pub distance_weighted_fragmentation: f64,
    /// Share of the pairs of others of different sectors within two steps; `None` without such pairs.
    pub cross_reach_2: Option<f64>,
}

/// How much of the cohesion depends on a team.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Handover {
    /// With the team in the network: paths may run through it.
    pub with_team: Standing,
    /// Without it.
    pub without_team: Standing,
}

impl Handover {
    /// The handover index: the rise of distance-weighted fragmentation among the others when the team goes, 0 to 1. 0: the
    /// network stands without it.
    pub fn index(&self) -> f64 {
        self.without_team.distance_weighted_fragmentation
            - self.with_team.distance_weighted_fragmentation
    }
}

/// How much of the cohesion depends on a team, such as the connectors of the platform: the pairs of all others are looked at,
/// once with the team in between and once without.
///
/// Our own definition: there is no established one. Direction and weights: ignored. `None` with fewer than two others.
///
/// Time O(V·E / 256).
pub fn handover(
    snapshot: &Snapshot,
    team: &[u32],
    task: &TaskContext,
) -> Result<Option<Handover>, Cancelled> {
    let n = snapshot.num_actors();
    let mut is_team = vec![false; n];
    for &member in team {
        if let Some(is_team) = is_team.get_mut(member as usize) {
            *is_team = true;
        }
    }
    if is_team.iter().filter(|&&is_team| !is_team).count() < 2 {
        return Ok(None);
    }
    // Others without a sector count as a sector of their own, so that their distances are counted too; the team has none.
    let unassigned = snapshot.sector_ids().len() as u16;
    let groups: Vec<Option<u16>> = is_team
        .iter()
        .zip(snapshot.sectors())
        .map(|(&is_team, sector)| (!is_team).then(|| sector.unwrap_or(unassigned)))
        .collect();
    let adjacency = snapshot.adjacency();
    Ok(Some(Handover {
        with_team: standing(adjacency, &groups, unassigned, task)?,
        without_team: standing(&adjacency.without(&is_team), &groups, unassigned, task)?,
    }))
}

fn standing(
    adjacency: &Adjacency,
    groups: &[Option<u16>],
    unassigned: u16,
    task: &TaskContext,
) -> Result<Standing, Cancelled> {
    let counts = distance_sums(adjacency, groups, task)?.pairs;
    let mut sizes = vec![0_u64; counts.len()];
    for &group in groups.iter().flatten() {
        sizes[usize::from(group)] += 1;
    }
    let num_others: u64 = sizes.iter().sum();
    let pairs = (num_others * (num_others - 1)) as f64;
    let (mut reached, mut inverse) = (0_u64, 0.0);
    let (mut crossing, mut near) = (0_u64, 0_u64);
    for (r, row) in counts.iter().enumerate() {
        for (s, at) in row.iter().enumerate() {
            for (distance, &count) in at.iter().enumerate().skip(1) {
                reached += count;
                inverse += count as f64 / distance as f64;
            }
            if r != s && r != usize::from(unassigned) && s != usize::from(unassigned) {
                crossing += sizes[r] * sizes[s];
                near += at.iter().skip(1).take(2).sum::<u64>();
            }
        }
    }
    Ok(Standing {
        fragmentation: 1.0 - reached as f64 / pairs,
        distance_weighted_fragmentation: 1.0 - inverse / pairs,
        cross_reach_2: (crossing > 0).then(|| near as f64 / crossing as f64),
    })
}
