//! The force layout: ties pull, markers push each other off, every component by itself.
//!
//! Components and the block of isolates get tiles of the map by their size, and fill them. Actors that have a place hold
//! it: they only make room. If only pinned actors have one, the rest is laid out afresh and drawn to them.

use super::component::Component;
use super::distances::SampledDistances;
use super::held::{place_beside, pull_to_pins, tile_beside};
use super::overlap::{OverlapRemoval, even_distance, with_room};
use super::pivots::PivotStart;
use super::refine::{Attraction, Refinement};
use super::spreading::Spreading;
use super::tiles::{Tile, block, cut, fit, stretch};
use super::{AREA, Layout, LayoutInput, LayoutRun, Position};
use crate::task::{Cancelled, TaskContext};

/// The force layout.
pub(super) struct ForceLayout;

impl Layout for ForceLayout {
    fn id(&self) -> &'static str {
        "force"
    }

    fn start(&self, input: LayoutInput) -> Box<dyn LayoutRun> {
        Box::new(ForceRun::new(input))
    }
}

/// So much work, counted in pairs of actors that are looked at, is done in one step.
const WORK_PER_STEP: usize = 250_000;
/// So often forces are applied.
const NUM_ITERATIONS: usize = 300;
/// The distance between markers that is aimed at, as a share of what it would be if all were equally far apart.
const ROOM: f32 = 0.45;
/// So many rounds are spent on that, and on overlaps.
const MAX_ROUNDS: [usize; 2] = [30, 800];
/// Components of so many actors are spread over their tiles by their density; smaller ones are evened out along each axis.
const SPREAD_FROM: usize = 200;
/// Room is not made where that would show distances so much worse: in a long chain, say.
const MAX_STRESS_FOR_ROOM: [f64; 2] = [1.2, 0.01];
/// How easily an actor moves that holds its place, compared with others.
const EASE_OF_HELD: f32 = 0.1;
/// How large an isolate's share of the map is, compared with other actors.
const SHARE_OF_ISOLATE: f32 = 0.5;
/// Actors are not drawn to their groups more than that.
const MAX_ATTRACTION: f32 = 10.0;
/// Around each component so much is left free.
const PADDING: f32 = 14.0;
/// Isolates are not further apart.
const MAX_SPACING: f32 = 80.0;

struct ForceRun {
    input: LayoutInput,
    /// Those that have no place yet, with their tiles.
    components: Vec<(Component, Tile)>,
    /// Whether actors that are not pinned hold their places.
    warm: bool,
    positions: Vec<Position>,
    /// Distances in the largest component.
    distances: Option<SampledDistances>,
    stage: Stage,
    work_done: usize,
    work_total: usize,
}

enum Stage {
    Start(usize, Option<PivotStart>),
    Forces(usize, Refinement),
    Spread(usize, Spreading),
    Room(OverlapRemoval, Vec<Position>),
    Overlaps(OverlapRemoval),
    Done,
}

impl ForceRun {
    fn new(mut input: LayoutInput) -> Self {
        let num_actors = input.snapshot.num_actors();
        input.pinned.resize(num_actors, false);
        input.radii.resize(num_actors, 0.0);
        input.start.resize(num_actors, None);
        for start in &mut input.start {
            *start = start.filter(|at| at.iter().all(|coordinate| coordinate.is_finite()));
        }
        for (pinned, start) in input.pinned.iter_mut().zip(&input.start) {
            *pinned &= start.is_some();
        }
        let mut started = input.start.iter().zip(&input.pinned);
        let warm = started.any(|(start, pinned)| start.is_some() && !pinned);
        let mut run = Self {
            components: Vec::new(),
            warm,
            positions: vec![[0.0; 2]; num_actors],
            distances: None,
            stage: Stage::Start(0, None),
            work_done: 0,
            work_total: 0,
            input,
        };
        run.assign_places();
        run
    }

    /// Gives a place to isolates and to new actors beside old ones, and a tile to every component that is all new.
    fn assign_places(&mut self) {
        let LayoutInput {
            snapshot, start, ..
        } = &self.input;
        let mut placed: Vec<Position> = start.iter().flatten().copied().collect();
        let distance = ROOM * even_distance(start.len());
        let mut components = Component::all(snapshot);
        if self.warm {
            components.retain(|component| {
                let mut places: Vec<Option<Position>> = component.pick(start);
                if places.iter().all(Option::is_none) {
                    return true;
                }
                place_beside(component, &mut places, distance);
                for (&actor, place) in component.actors.iter().zip(places) {
                    self.positions[actor as usize] = place.unwrap_or_default();
                    placed.push(place.unwrap_or_default());
                }
                false
            });
        }
        let num_connected = components.partition_point(|component| component.len() > 1);
        let sectors = snapshot.sectors();
        let mut isolates: Vec<u32> = components
            .drain(num_connected..)
            .flat_map(|component| component.actors)
            .collect();
        isolates.sort_by_key(|&actor| {
            let sector = sectors.get(actor as usize).copied().flatten();
            (sector.is_none(), sector)
        });

        let num_new = components.iter().map(Component::len).sum::<usize>() + isolates.len();
        let area = if self.warm {
            tile_beside(&placed, num_new)
        } else {
            // A handful of actors would look lost if they were as far apart as the map is wide.
            let share = (0.35 + 0.05 * num_new as f32).min(1.0);
            Tile {
                center: [0.0; 2],
                size: AREA.map(|side| side * share),
            }
        };
        let mut shares: Vec<f32> = components
            .iter()
            .map(|component| component.len() as f32 + 2.0)
            .collect();
        let share_of_isolates = isolates.len() as f32 * SHARE_OF_ISOLATE;
        let place_of_isolates = shares.partition_point(|&share| share >= share_of_isolates);
        if !isolates.is_empty() {
            shares.insert(place_of_isolates, share_of_isolates);
        }
        let mut tiles = cut(area, &shares);
        if !isolates.is_empty() {
            let tile = tiles.remove(place_of_isolates).inset(PADDING);
            for (&actor, place) in isolates
                .iter()
                .zip(block(tile, isolates.len(), MAX_SPACING))
            {
                self.positions[actor as usize] = start
                    .get(actor as usize)
                    .copied()
                    .flatten()
                    .unwrap_or(place);
            }
        }
        self.work_total = components
            .iter()
            .map(|component| cost(component) * NUM_ITERATIONS)
            .sum();
        let tiles = tiles.into_iter().map(|tile| tile.inset(PADDING));
        self.components = components.into_iter().zip(tiles).collect();
    }

    /// Does one piece of work and returns how much it was.
    fn advance(&mut self, task: &TaskContext) -> Result<usize, Cancelled> {
        let stage = std::mem::replace(&mut self.stage, Stage::Done);
        let (next, work) = match stage {
            Stage::Start(index, start) => self.begin(index, start, task)?,
            Stage::Forces(index, mut refinement) => {
                let Some((component, _)) = self.components.get(index) else {
                    return Ok(0);
                };
                let work = cost(component);
                let finished = refinement.iterate(component, task)?;
                self.work_done += work;
                // Bringing a very large component onto the map takes as long as a part of an iteration.
                if finished
                    || refinement
                        .iteration()
                        .is_multiple_of(1 + component.len() / 4000)
                {
                    self.show(index, refinement.positions(), finished);
                }
                let next = if finished {
                    self.after_forces(index, refinement)
                } else {
                    Stage::Forces(index, refinement)
                };
                (next, work)
            }
            Stage::Spread(index, mut spreading) => {
                let finished = spreading.advance(task)?;
                self.place(index, spreading.places(), finished);
                let next = if finished {
                    Stage::Start(index + 1, None)
                } else {
                    Stage::Spread(index, spreading)
                };
                (next, self.positions.len() * 100)
            }
            Stage::Room(mut removal, before) => {
                let next = if removal.round(&mut self.positions, task)? {
                    if self.is_worse_than(&before) {
                        self.positions = before;
                    }
                    self.fill_area();
                    Stage::Overlaps(self.overlap_removal(0.0))
                } else {
                    Stage::Room(removal, before)
                };
                (next, self.positions.len() * 50)
            }
            Stage::Overlaps(mut removal) => {
                let next = if removal.round(&mut self.positions, task)? {
                    Stage::Done
                } else {
                    Stage::Overlaps(removal)
                };
                (next, self.positions.len() * 50)
            }
            Stage::Done => (Stage::Done, 0),
        };
        self.stage = next;
        Ok(work)
    }

    /// Goes on with the start of a component; after the last one, makes room.
    fn begin(
        &mut self,
        index: usize,
        start: Option<PivotStart>,
        task: &TaskContext,
    ) -> Result<(Stage, usize), Cancelled> {
        let Some((component, _)) = self.components.get(index) else {
            let next = if self.warm {
                Stage::Overlaps(self.overlap_removal(0.0))
            } else {
                Stage::Room(self.overlap_removal(ROOM), self.positions.clone())
            };
            return Ok((next, 0));
        };
        let mut start = start.unwrap_or_else(|| PivotStart::new(component, self.input.seed));
        if start.advance(component) {
            let places = start.finish(task)?;
            let refinement = Refinement::new(
                component,
                places,
                SampledDistances::new(component, self.input.seed, task)?,
                self.attraction(component),
                NUM_ITERATIONS,
            );
            self.show(index, refinement.positions(), false);
            return Ok((Stage::Forces(index, refinement), WORK_PER_STEP));
        }
        Ok((Stage::Start(index, Some(start)), component.num_neighbors()))
    }

    /// What draws the members of a component besides their ties.
    fn attraction(&self, component: &Component) -> Attraction {
        let options = &self.input.options;
        let mut attraction = Attraction {
            groups: component.pick(&options.groups),
            to_group: options.group_attraction.clamp(0.0, MAX_ATTRACTION),
            ..Attraction::default()
        };
        let exponent = options.weight_attraction.clamp(0.0, 1.0);
        if exponent > 0.0 {
            let weights = component.weights(&self.input.snapshot).into_iter();
            let mut pulls: Vec<f32> = weights
                .map(|weight| (weight.clamp(0.0, 1e12) as f32).powf(exponent))
                .collect();
            let mean = pulls.iter().map(|&pull| f64::from(pull)).sum::<f64>() / pulls.len() as f64;
            if mean > 0.0 {
                for pull in &mut pulls {
                    *pull /= mean as f32;
                }
                attraction.pulls = pulls;
            }
        }
        attraction
    }

    /// Spreads a component, if it is large; goes on with the next otherwise.
    fn after_forces(&mut self, index: usize, refinement: Refinement) -> Stage {
        let mut next = Stage::Start(index + 1, None);
        if let Some((component, tile)) = self.components.get(index)
            && component.len() >= SPREAD_FROM
        {
            let weights: Vec<f32> = component.pick(&self.input.radii);
            let weights: Vec<f32> = weights.into_iter().map(|radius| radius.max(0.1)).collect();
            next = Stage::Spread(
                index,
                Spreading::new(refinement.positions(), &weights, *tile),
            );
        }
        if index == 0 {
            self.distances = Some(refinement.into_distances());
        }
        next
    }

    /// Whether the map shows distances in the largest component much worse than with those positions.
    fn is_worse_than(&self, before: &[Position]) -> bool {
        let (Some((component, _)), Some(distances)) = (self.components.first(), &self.distances)
        else {
            return false;
        };
        let [stress, stress_before] = [&self.positions[..], before]
            .map(|positions| distances.stress(&component.pick::<Position>(positions)));
        let [factor, more] = MAX_STRESS_FOR_ROOM;
        stress > factor * stress_before + more
    }

    /// Brings the positions of a component onto the map.
    fn show(&mut self, index: usize, positions: &[Position], finished: bool) {
        if let Some(&(_, tile)) = self.components.get(index) {
            self.place(index, fit(positions, tile), finished);
        }
    }

    /// Gives a component places, but for its pinned actors.
    fn place(&mut self, index: usize, mut places: Vec<Position>, finished: bool) {
        let Some((component, tile)) = self.components.get(index) else {
            return;
        };
        let pins: Vec<Option<Position>> = component.pick(&self.input.start);
        if finished && pins.iter().any(Option::is_some) {
            pull_to_pins(component, &mut places, &pins, tile.center);
        }
        for ((&actor, place), pin) in component.actors.iter().zip(places).zip(pins) {
            self.positions[actor as usize] = pin.unwrap_or(place);
        }
    }

    /// Lets a map that nobody has a place on fill its area.
    fn fill_area(&mut self) {
        let is_free = self.input.start.iter().all(Option::is_none);
        if is_free
            && self
                .components
                .iter()
                .any(|(component, _)| component.len() > 12)
        {
            let area = Tile {
                center: [0.0; 2],
                size: AREA,
            };
            // The shape of a component that was spread is what it should be.
            let is_spread = self.distances.is_some()
                && self
                    .components
                    .first()
                    .is_some_and(|(component, _)| component.len() >= SPREAD_FROM);
            let max_stretch = if is_spread { 1.0 } else { 1.25 };
            stretch(&mut self.positions, &self.input.radii, area, max_stretch);
        }
    }

    fn overlap_removal(&self, room: f32) -> OverlapRemoval {
        let LayoutInput {
            start,
            pinned,
            radii,
            ..
        } = &self.input;
        let ease = start.iter().zip(pinned).map(|(start, &pinned)| {
            if pinned {
                0.0
            } else if start.is_some() {
                EASE_OF_HELD
            } else {
                1.0
            }
        });
        let max_rounds = MAX_ROUNDS[usize::from(room <= 0.0)];
        OverlapRemoval::new(with_room(radii, room), ease.collect(), max_rounds)
    }
}

impl LayoutRun for ForceRun {
    fn step(&mut self, task: &TaskContext) -> Result<bool, Cancelled> {
        let mut work = 0;
        while work < WORK_PER_STEP {
            task.keep_going()?;
            if matches!(self.stage, Stage::Done) {
                return Ok(true);
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
            Stage::Done => 1.0,
            _ => 0.98 * self.work_done as f32 / self.work_total.max(1) as f32,
        }
    }
}

/// About how much work an iteration is.
fn cost(component: &Component) -> usize {
    let len = component.len();
    component.num_neighbors() + len * (len.ilog2() as usize * 15).min(len) + 50
}

#[cfg(test)]
mod tests {
    use super::super::quality::layout_quality;
    use super::super::settle;
    use super::super::testing::{cliques, complete, input, network_of, num_overlaps, path, star};
    use super::*;

    fn laid_out(input: &LayoutInput) -> Vec<Position> {
        settle(&ForceLayout, input.clone(), &TaskContext::new()).unwrap()
    }

    fn within(positions: &[Position], slack: f32) -> bool {
        positions.iter().all(|at| {
            (0..2).all(|axis| at[axis].is_finite() && at[axis].abs() <= AREA[axis] / 2.0 + slack)
        })
    }

    #[test]
    fn small_networks_fit_the_area_without_overlaps() {
        for snapshot in [
            network_of(0, &[]),
            network_of(1, &[]),
            network_of(2, &[(0, 1)]),
            network_of(3, &[(0, 1), (1, 2), (0, 2)]),
            network_of(40, &[]),
            star(30),
            path(40),
            complete(60),
            cliques(8, 12),
        ] {
            let input = input(&snapshot);
            let positions = laid_out(&input);
            assert_eq!(positions.len(), snapshot.num_actors());
            assert!(within(&positions, 20.0), "{positions:?}");
            assert_eq!(num_overlaps(&positions, &input.radii), 0);
        }
    }

    #[test]
    fn a_larger_network_fills_the_area() {
        let positions = laid_out(&input(&cliques(8, 12)));
        for (axis, side) in AREA.into_iter().enumerate() {
            let (low, high) = super::super::tiles::extent(&positions, axis);
            assert!(high - low > 0.85 * side);
        }
    }

    #[test]
    fn the_number_of_threads_does_not_matter() {
        let input = input(&cliques(70, 10));
        let rounded = |num_threads| {
            let task = TaskContext::with_num_threads(num_threads).unwrap();
            let positions = settle(&ForceLayout, input.clone(), &task).unwrap();
            let round = |coordinate: f32| (coordinate * 100.0).round() as i64;
            positions.iter().map(|at| at.map(round)).collect::<Vec<_>>()
        };
        let one = rounded(1);
        assert_eq!(one, rounded(2));
        assert_eq!(one, rounded(3));
    }

    #[test]
    fn pinned_actors_stay() {
        let mut input = input(&cliques(6, 10));
        input.radii.fill(10.0);
        // Where others would be too: they have to give way.
        for (actor, place) in [(3, [0.0, 0.0]), (17, [0.0, 21.0]), (65, [-300.0, 100.0])] {
            input.start[actor] = Some(place);
            input.pinned[actor] = true;
        }
        let positions = laid_out(&input);
        assert_eq!(positions[3], [0.0, 0.0]);
        assert_eq!(positions[17], [0.0, 21.0]);
        assert_eq!(positions[65], [-300.0, 100.0]);
        assert_eq!(num_overlaps(&positions, &input.radii), 0);
    }

    #[test]
    fn placed_actors_hold_their_places_and_new_ones_come_beside_their_neighbors() {
        let mut input = input(&cliques(6, 10));
        let before = laid_out(&input);
        input.start = before.iter().copied().map(Some).collect();
        assert_eq!(laid_out(&input), before, "nothing to do");

        input.start[5] = None; // a member of the first clique
        input.start[62] = None; // a member of an island
        input.start[70] = None; // an isolate
        let after = laid_out(&input);
        assert_eq!(num_overlaps(&after, &input.radii), 0);
        let distance = |a: Position, b: Position| (a[0] - b[0]).hypot(a[1] - b[1]);
        for actor in 0..before.len() {
            if input.start[actor].is_some() {
                assert!(distance(before[actor], after[actor]) < 25.0, "{actor}");
            }
        }
        let others = (1..10).filter(|&member| member != 5);
        let nearest = others
            .map(|other| distance(after[5], after[other]))
            .fold(1e9, f32::min);
        assert!(nearest < 80.0, "{nearest}");
    }

    #[test]
    fn all_new_components_come_beside_the_map() {
        let mut input = input(&cliques(6, 10));
        let before = laid_out(&input);
        for (start, &at) in input.start.iter_mut().zip(&before[..60]) {
            *start = Some(at);
        }
        let after = laid_out(&input);
        let right = before[..60].iter().map(|at| at[0]).fold(f32::MIN, f32::max);
        assert!(after[60..].iter().all(|at| at[0] > right));
        assert_eq!(num_overlaps(&after, &input.radii), 0);
    }

    #[test]
    fn distances_and_neighborhoods_show() {
        let snapshot = cliques(8, 12);
        let positions = laid_out(&input(&snapshot));
        let quality = layout_quality(&snapshot, &positions, 300, &TaskContext::new()).unwrap();
        assert!(quality.stress < 0.2, "{quality:?}");
        assert!(quality.preservation > 0.7, "{quality:?}");
    }

    #[test]
    fn stops_when_told_to() {
        let task = TaskContext::new();
        let mut run = ForceLayout.start(input(&cliques(8, 12)));
        assert_eq!(run.step(&task), Ok(false));
        task.cancel();
        assert_eq!(run.step(&task), Err(Cancelled));
        assert!(
            run.positions()
                .iter()
                .flatten()
                .all(|coordinate| coordinate.is_finite())
        );
    }
}
