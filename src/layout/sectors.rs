//! The sector layout: one region of the map for each sector, brokers in the middle between the sectors they join.
//!
//! Within its region an actor is near those it is tied to, and the nearer to another region the more of its ties go there.
//! Actors without any tie and those of islands are further out.

use rand::{RngExt as _, SeedableRng as _};
use rand_pcg::Pcg64Mcg;

use super::component::Component;
use super::overlap::{OverlapRemoval, even_distance, with_room};
use super::quadtree::Quadtree;
use super::region::{Region, outness};
use super::{AREA, Layout, LayoutInput, LayoutRun, Position};
use crate::task::{Cancelled, TaskContext};

/// The sector layout.
pub(super) struct SectorLayout;

impl Layout for SectorLayout {
    fn id(&self) -> &'static str {
        "sectors"
    }

    fn start(&self, input: LayoutInput) -> Box<dyn LayoutRun> {
        Box::new(SectorRun::new(input))
    }
}

const NUM_ITERATIONS: usize = 120;
/// With so many actors the work is shared out.
const PARALLEL_FROM: usize = 600;
/// So much work, counted in pairs of actors that are looked at, is done in one step.
const WORK_PER_STEP: usize = 250_000;
/// Whose score is at least this share of the highest counts as a broker,
const LEAST_BROKER: f32 = 0.04;
/// at most one actor in so many.
const ACTORS_PER_BROKER: usize = 12;
/// How strongly an actor is drawn to its place by sectors, and to the middle of its neighbours.
const TO_PLACE: f32 = 0.8;
const BROKER_TO_PLACE: f32 = 4.0;
const TO_NEIGHBORS: f32 = 1.2;
/// How far other sectors draw an actor towards them, 1 being all the way to the mean of its contacts' sectors.
const TO_SECTORS: f32 = 0.45;
/// How far actors are spread evenly over their region.
const EVENNESS: f32 = 0.8;
/// The distance between markers that is aimed at, as a share of what it would be if all were equally far apart.
const ROOM: f32 = 0.55;
const ROUNDS_FOR_ROOM: usize = 40;
const MAX_ROUNDS: usize = 800;

struct SectorRun {
    input: LayoutInput,
    regions: Vec<Region>,
    /// For each actor the place of its region; brokers have none.
    region_of: Vec<Option<usize>>,
    /// Where sectors alone would place each actor.
    places: Vec<Position>,
    positions: Vec<Position>,
    stage: Stage,
}

enum Stage {
    Forces(usize),
    Room(OverlapRemoval),
    Overlaps(OverlapRemoval),
    Done,
}

impl SectorRun {
    fn new(mut input: LayoutInput) -> Self {
        let snapshot = std::sync::Arc::clone(&input.snapshot);
        let num_actors = snapshot.num_actors();
        input.start.resize(num_actors, None);
        input.pinned.resize(num_actors, false);
        input.radii.resize(num_actors, 0.0);
        input.broker_scores.resize(num_actors, 0.0);
        for start in &mut input.start {
            *start = start.filter(|at| at.iter().all(|coordinate| coordinate.is_finite()));
        }
        for (pinned, start) in input.pinned.iter_mut().zip(&input.start) {
            *pinned &= start.is_some();
        }

        // Unassigned actors are a group like the sectors, the last one.
        let num_sectors = snapshot.sector_ids().len();
        let group_of: Vec<usize> = snapshot
            .sectors()
            .iter()
            .map(|sector| sector.map_or(num_sectors, usize::from))
            .collect();
        let mut sizes = vec![0; num_sectors + 1];
        for &group in &group_of {
            sizes[group] += 1;
        }
        if sizes.last() == Some(&0) {
            sizes.pop();
        }
        let regions = Region::around(&sizes);

        let brokerage = brokerage(&input.broker_scores);
        let mut is_remote = vec![true; num_actors];
        if let Some(main) = Component::all(&snapshot)
            .first()
            .filter(|main| main.len() > 1)
        {
            for &actor in &main.actors {
                is_remote[actor as usize] = false;
            }
        }
        let mut random = Pcg64Mcg::seed_from_u64(input.seed);
        let mut places = Vec::with_capacity(num_actors);
        let mut positions = Vec::with_capacity(num_actors);
        for actor in 0..num_actors {
            let own = regions[group_of[actor]].anchor;
            let neighbors = snapshot.adjacency().neighbors(actor as u32);
            let mut joined = [0.0; 2];
            for &neighbor in neighbors {
                let anchor = regions[group_of[neighbor as usize]].anchor;
                joined[0] += anchor[0] / neighbors.len() as f32;
                joined[1] += anchor[1] / neighbors.len() as f32;
            }
            let share = if neighbors.is_empty() {
                0.0
            } else {
                TO_SECTORS + (1.0 - TO_SECTORS) * brokerage[actor]
            };
            let outward = if is_remote[actor] { 1.4 } else { 1.0 };
            let place =
                [0, 1].map(|axis| (own[axis] + (joined[axis] - own[axis]) * share) * outward);
            places.push(place);
            let spread = 40.0;
            let mut jitter = || (random.random::<f32>() - 0.5) * spread;
            let start = [place[0] + jitter(), place[1] + jitter()];
            positions.push(match input.start[actor] {
                Some(pin) if input.pinned[actor] => pin,
                _ => start,
            });
        }
        let region_of = (0..num_actors)
            .map(|actor| (brokerage[actor] <= 0.0).then(|| group_of[actor]))
            .collect();
        Self {
            input,
            regions,
            region_of,
            places,
            positions,
            stage: Stage::Forces(0),
        }
    }

    /// Applies forces once, in units of half the mean distance between actors.
    fn apply_forces(&mut self, iteration: usize, task: &TaskContext) -> Result<(), Cancelled> {
        let num_actors = self.positions.len();
        let unit = 0.5 * even_distance(num_actors);
        let scaled: Vec<Position> = self
            .positions
            .iter()
            .map(|at| at.map(|coordinate| coordinate / unit))
            .collect();
        let tree = Quadtree::new(&scaled, &vec![1.0; num_actors], 0.9);
        let longest = 2.0 * (1.0 - iteration as f32 / NUM_ITERATIONS as f32);
        let adjacency = self.input.snapshot.adjacency();
        let moved = |actor: usize| {
            if self.input.pinned[actor] {
                return self.positions[actor];
            }
            let at = scaled[actor];
            let mut force = tree.push(at, |squared| 1.0 / (1.0 + squared));
            let neighbors = adjacency.neighbors(actor as u32);
            let to_each = TO_NEIGHBORS / neighbors.len().max(1) as f32;
            for &neighbor in neighbors {
                let other = scaled[neighbor as usize];
                force[0] += (other[0] - at[0]) * to_each;
                force[1] += (other[1] - at[1]) * to_each;
            }
            let to_place = if self.region_of[actor].is_some() {
                TO_PLACE
            } else {
                BROKER_TO_PLACE
            };
            for axis in 0..2 {
                force[axis] += (self.places[actor][axis] / unit - at[axis]) * to_place;
            }
            let way = force.map(|force| force / (1.0 + to_place + TO_NEIGHBORS));
            let length = way[0].hypot(way[1]);
            let share = if length > longest {
                longest / length
            } else {
                1.0
            };
            [0, 1].map(|axis| (at[axis] + way[axis] * share) * unit)
        };
        let order = tree.order();
        let work = |range: std::ops::Range<usize>| {
            let actors = order[range].iter().map(|&actor| actor as usize);
            Ok(actors.map(moved).collect::<Vec<_>>())
        };
        let parts = if num_actors < PARALLEL_FROM {
            vec![work(0..num_actors)?]
        } else {
            task.map_chunks(num_actors, work)?
        };
        let mut positions = vec![[0.0; 2]; num_actors];
        for (&actor, position) in order.iter().zip(parts.into_iter().flatten()) {
            positions[actor as usize] = position;
        }
        self.positions = positions;
        Ok(())
    }

    /// The nearest place that an actor may have: in the region of its sector, unless it is a broker.
    fn allowed(&self, actor: usize, at: Position) -> Position {
        let margin = self.input.radii[actor];
        match self.region_of[actor] {
            Some(region) => self.regions[region].nearest(at, margin),
            None => [0, 1].map(|axis| {
                let most = (AREA[axis] / 2.0 - margin).max(0.0);
                at[axis].clamp(-most, most)
            }),
        }
    }

    /// Spreads the actors of each sector over its region.
    fn spread(&mut self) {
        // Pushing off has blown up the whole: bring it back, but for a few who are far out.
        let mut outness: Vec<f32> = self.positions.iter().map(|&at| outness(at)).collect();
        outness.sort_unstable_by(f32::total_cmp);
        let far = outness.get(outness.len() * 9 / 10).copied().unwrap_or(1.0);
        let factor = (0.9 / far.max(0.9)).min(1.0);
        for (position, pinned) in self.positions.iter_mut().zip(&self.input.pinned) {
            if !pinned {
                *position = position.map(|coordinate| coordinate * factor);
            }
        }
        for (group, region) in self.regions.iter().enumerate() {
            let members: Vec<usize> = (0..self.positions.len())
                .filter(|&actor| self.region_of[actor] == Some(group) && !self.input.pinned[actor])
                .collect();
            let places: Vec<Position> =
                members.iter().map(|&actor| self.positions[actor]).collect();
            for (actor, even) in members.into_iter().zip(region.spread(&places)) {
                let at = region.nearest(self.positions[actor], self.input.radii[actor]);
                self.positions[actor] =
                    [0, 1].map(|axis| at[axis] + (even[axis] - at[axis]) * EVENNESS);
            }
        }
        self.keep_in_regions();
    }

    fn keep_in_regions(&mut self) {
        for actor in 0..self.positions.len() {
            if !self.input.pinned[actor] {
                self.positions[actor] = self.allowed(actor, self.positions[actor]);
            }
        }
    }

    fn overlap_removal(&self, room: f32, num_rounds: usize) -> OverlapRemoval {
        let pinned = self.input.pinned.iter();
        let ease = pinned
            .map(|&pinned| if pinned { 0.0 } else { 1.0 })
            .collect();
        OverlapRemoval::new(with_room(&self.input.radii, room), ease, num_rounds)
    }

    /// Does one piece of work and returns how much it was.
    fn advance(&mut self, task: &TaskContext) -> Result<usize, Cancelled> {
        let num_actors = self.positions.len();
        match std::mem::replace(&mut self.stage, Stage::Done) {
            Stage::Forces(iteration) => {
                self.apply_forces(iteration, task)?;
                self.stage = if iteration + 1 < NUM_ITERATIONS {
                    Stage::Forces(iteration + 1)
                } else {
                    self.spread();
                    Stage::Room(self.overlap_removal(ROOM, ROUNDS_FOR_ROOM))
                };
                let num_neighbors = 2 * self.input.snapshot.edges().len();
                let levels = num_actors.max(1).ilog2() as usize;
                Ok(num_neighbors + num_actors * (levels * 15).min(num_actors) + 50)
            }
            Stage::Room(mut removal) => {
                let finished = removal.round(&mut self.positions, task)?;
                self.keep_in_regions();
                self.stage = if finished {
                    Stage::Overlaps(self.overlap_removal(0.0, MAX_ROUNDS))
                } else {
                    Stage::Room(removal)
                };
                Ok(num_actors * 50)
            }
            Stage::Overlaps(mut removal) => {
                if !removal.round(&mut self.positions, task)? {
                    self.stage = Stage::Overlaps(removal);
                }
                Ok(num_actors * 50)
            }
            Stage::Done => Ok(0),
        }
    }
}

impl LayoutRun for SectorRun {
    fn step(&mut self, task: &TaskContext) -> Result<bool, Cancelled> {
        let mut work = 0;
        while work < WORK_PER_STEP {
            task.keep_going()?;
            if matches!(self.stage, Stage::Done) {
                break;
            }
            work += self.advance(task)?;
        }
        Ok(matches!(self.stage, Stage::Done))
    }

    fn positions(&self) -> &[Position] {
        &self.positions
    }

    fn progress(&self) -> f32 {
        match self.stage {
            Stage::Forces(iteration) => 0.95 * iteration as f32 / NUM_ITERATIONS as f32,
            Stage::Room(_) | Stage::Overlaps(_) => 0.97,
            Stage::Done => 1.0,
        }
    }
}

/// How far each actor is drawn to the middle between the sectors it joins: 0 for those who are no brokers, more for
/// others, 1 for the first of them.
fn brokerage(scores: &[f64]) -> Vec<f32> {
    let score = |actor: usize| scores.get(actor).copied().filter(|score| score.is_finite());
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by(|&a, &b| score(b).unwrap_or(0.0).total_cmp(&score(a).unwrap_or(0.0)));
    let best = order.first().and_then(|&actor| score(actor)).unwrap_or(0.0);
    let mut brokerage = vec![0.0; scores.len()];
    if best > 0.0 {
        for actor in order
            .into_iter()
            .take(scores.len().div_ceil(ACTORS_PER_BROKER))
        {
            let share = (score(actor).unwrap_or(0.0) / best) as f32;
            if share >= LEAST_BROKER {
                brokerage[actor] = share.sqrt();
            }
        }
    }
    brokerage
}

#[cfg(test)]
mod tests {
    use super::super::settle;
    use super::super::testing::{cliques, complete, input, network_of, num_overlaps, path, star};
    use super::*;

    fn laid_out(input: &LayoutInput) -> Vec<Position> {
        settle(&SectorLayout, input.clone(), &TaskContext::new()).unwrap()
    }

    #[test]
    fn small_networks_fit_the_area_without_overlaps() {
        for snapshot in [
            network_of(0, &[]),
            network_of(1, &[]),
            network_of(2, &[(0, 1)]),
            network_of(40, &[]),
            star(30),
            path(40),
            complete(60),
            cliques(8, 12),
        ] {
            let input = input(&snapshot);
            let positions = laid_out(&input);
            assert_eq!(positions.len(), snapshot.num_actors());
            for at in &positions {
                for (coordinate, side) in at.iter().zip(AREA) {
                    assert!(coordinate.is_finite() && coordinate.abs() <= side / 2.0 + 20.0);
                }
            }
            assert_eq!(num_overlaps(&positions, &input.radii), 0);
        }
    }

    #[test]
    fn each_sector_has_its_part() {
        let mut input = input(&cliques(8, 12));
        input.broker_scores.fill(0.0);
        let positions = laid_out(&input);
        let sectors = input.snapshot.sectors();
        let regions = Region::around(&[22, 22, 22, 22, 21]);
        for (actor, &at) in positions.iter().enumerate() {
            let group = sectors[actor].map_or(4, usize::from);
            let near = regions[group].nearest(at, 0.0);
            let off = (near[0] - at[0]).hypot(near[1] - at[1]);
            assert!(off < 15.0, "{actor} is {off} off");
        }
    }

    #[test]
    fn a_broker_is_in_the_middle_between_the_sectors_that_it_joins() {
        // Actors 0, 5, 10 … are of the first sector, 1, 6, 11 … of the second.
        let mut ties = Vec::new();
        for i in 1..8 {
            ties.extend([(0, i * 5), (0, i * 5 + 1)]);
        }
        let mut input = input(&network_of(40, &ties));
        input.broker_scores.fill(0.0);
        input.broker_scores[0] = 0.8;
        let positions = laid_out(&input);
        let mean = |first: usize| {
            let members = (1..8).map(|i| positions[i * 5 + first]);
            let sum = members.fold([0.0; 2], |sum, at| [sum[0] + at[0], sum[1] + at[1]]);
            sum.map(|coordinate| coordinate / 7.0)
        };
        let distance = |a: Position, b: Position| (a[0] - b[0]).hypot(a[1] - b[1]);
        let (own, other) = (mean(0), mean(1));
        let apart = distance(own, other);
        assert!(distance(positions[0], own) < 0.7 * apart);
        assert!(distance(positions[0], other) < 0.7 * apart);
    }

    #[test]
    fn pinned_actors_stay() {
        let mut input = input(&cliques(6, 10));
        input.start[3] = Some([100.0, -50.0]);
        input.pinned[3] = true;
        let positions = laid_out(&input);
        assert_eq!(positions[3], [100.0, -50.0]);
        assert_eq!(num_overlaps(&positions, &input.radii), 0);
    }

    #[test]
    fn the_number_of_threads_does_not_matter() {
        let input = input(&cliques(70, 10));
        let rounded = |num_threads| {
            let task = TaskContext::with_num_threads(num_threads).unwrap();
            let positions = settle(&SectorLayout, input.clone(), &task).unwrap();
            let round = |coordinate: f32| (coordinate * 100.0).round() as i64;
            positions.iter().map(|at| at.map(round)).collect::<Vec<_>>()
        };
        let one = rounded(1);
        assert_eq!(one, rounded(2));
        assert_eq!(one, rounded(3));
    }
}
