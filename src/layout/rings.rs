//! Layouts of rings around a middle: by a score, and by the steps from one actor.
//!
//! Each ring is as long as its actors need; around it they are ordered so that they come near those they are tied to.

use std::f32::consts::TAU;

use super::placed::{HALF, PlacedRun};
use super::{Layout, LayoutInput, LayoutRun, Position};

/// How often the order around the rings is improved.
const NUM_SWEEPS: usize = 8;

/// The higher the score, the nearer to the middle: `options.values[0]`, or the number of contacts. Equal scores are in the
/// order of the file; those without a score are outside.
pub(super) struct ConcentricLayout;

impl Layout for ConcentricLayout {
    fn id(&self) -> &'static str {
        "concentric"
    }

    fn start(&self, input: LayoutInput) -> Box<dyn LayoutRun> {
        let num_actors = input.snapshot.num_actors();
        let [scores, _] = &input.options.values;
        let score = |actor: u32| {
            if scores.is_empty() {
                Some(input.snapshot.adjacency().degree(actor) as f64)
            } else {
                scores.get(actor as usize).copied().flatten()
            }
        };
        let mut ranked: Vec<(f64, u32)> = (0..num_actors as u32)
            .filter_map(|actor| score(actor).map(|score| (score, actor)))
            .collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        // 1, 6, 12, 18 …: about as many as there is room for.
        let mut levels: Vec<Vec<u32>> = Vec::new();
        let mut left = &ranked[..];
        while !left.is_empty() {
            let num = (6 * levels.len()).max(1).min(left.len());
            levels.push(left[..num].iter().map(|&(_, actor)| actor).collect());
            left = &left[num..];
        }
        let places = places(&input, &levels);
        Box::new(PlacedRun::new(&input, places))
    }
}

/// One actor in the middle, around it those that are one step away, then two, and so on: `options.center`, or whoever has
/// most contacts. Those that it cannot reach are below.
pub(super) struct EgoLayout;

impl Layout for EgoLayout {
    fn id(&self) -> &'static str {
        "ego"
    }

    fn start(&self, input: LayoutInput) -> Box<dyn LayoutRun> {
        let snapshot = &input.snapshot;
        let num_actors = snapshot.num_actors() as u32;
        let adjacency = snapshot.adjacency();
        let central = (0..num_actors)
            .max_by_key(|&actor| (adjacency.degree(actor), std::cmp::Reverse(actor)));
        let center = input.options.center.filter(|&actor| actor < num_actors);
        let mut levels: Vec<Vec<u32>> = Vec::new();
        if let Some(center) = center.or(central) {
            for (actor, steps) in snapshot
                .adjacency()
                .steps_from(&[center], u32::MAX)
                .into_iter()
                .enumerate()
            {
                if let Some(steps) = steps {
                    let steps = steps as usize;
                    levels.resize(levels.len().max(steps + 1), Vec::new());
                    levels[steps].push(actor as u32);
                }
            }
        }
        let places = places(&input, &levels);
        Box::new(PlacedRun::new(&input, places))
    }
}

/// An angle with its direction, which every contact asks for.
#[derive(Clone, Copy)]
struct Angle {
    value: f32,
    cos: f32,
    sin: f32,
}

impl Angle {
    fn new(angle: f32) -> Self {
        Self {
            value: angle,
            cos: angle.cos(),
            sin: angle.sin(),
        }
    }
}

/// A ring: how far out it is, in units, and who is on it, in order.
struct Ring {
    radius: f32,
    actors: Vec<u32>,
    /// The angle of the first one.
    start: f32,
}

/// The places of actors on levels from the middle outwards.
fn places(input: &LayoutInput, levels: &[Vec<u32>]) -> Vec<Option<Position>> {
    let mut rings = rings(levels);
    let mut angles = angles_by_sector(input);
    for sweep in 0..NUM_SWEEPS {
        for ring in &mut rings {
            let wanted: Vec<(f32, u32)> = ring
                .actors
                .iter()
                .map(|&actor| (wanted_angle(input, &angles, actor, sweep), actor))
                .collect();
            ring.arrange(wanted);
            for (place, &actor) in ring.actors.iter().enumerate() {
                angles[actor as usize] = Some(Angle::new(ring.angle(place)));
            }
        }
    }
    let outermost = rings.last().map_or(1.0, |ring| ring.radius.max(1.0));
    let mut places = vec![None; input.snapshot.num_actors()];
    for ring in &rings {
        for (place, &actor) in ring.actors.iter().enumerate() {
            let (sin, cos) = ring.angle(place).sin_cos();
            let share = ring.radius / outermost;
            places[actor as usize] = Some([HALF[0] * share * cos, HALF[1] * share * sin]);
        }
    }
    places
}

/// Shares levels out on rings that are one unit apart and hold one actor for each unit of their length.
fn rings(levels: &[Vec<u32>]) -> Vec<Ring> {
    let mut rings: Vec<Ring> = Vec::new();
    let mut radius = 0.0_f32;
    for level in levels {
        let first = rings.len();
        let mut room = 0;
        while room < level.len() {
            room += ((TAU * radius) as usize).max(1);
            rings.push(Ring {
                radius,
                actors: Vec::new(),
                start: 0.0,
            });
            radius += 1.0;
        }
        // The last ring of a level is as full as the others.
        let mut left = &level[..];
        for ring in &mut rings[first..] {
            let capacity = ((TAU * ring.radius) as usize).max(1);
            let num = (level.len() * capacity)
                .div_ceil(room.max(1))
                .min(left.len());
            ring.actors = left[..num].to_vec();
            left = &left[num..];
        }
    }
    rings.retain(|ring| !ring.actors.is_empty());
    rings
}

impl Ring {
    fn angle(&self, place: usize) -> f32 {
        self.start + TAU * place as f32 / self.actors.len().max(1) as f32
    }

    /// Orders the actors by the angle that they want, and turns the ring so that they are near it.
    fn arrange(&mut self, mut wanted: Vec<(f32, u32)>) {
        wanted.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let slot = TAU / wanted.len().max(1) as f32;
        let turns = wanted
            .iter()
            .enumerate()
            .map(|(place, &(angle, _))| Angle::new(angle - slot * place as f32));
        self.start = mean_angle(turns).unwrap_or_default();
        self.actors = wanted.into_iter().map(|(_, actor)| actor).collect();
    }
}

/// The angle that an actor is drawn to, from 0 to a full turn: that of those it is tied to, as far as they have one.
fn wanted_angle(input: &LayoutInput, angles: &[Option<Angle>], actor: u32, sweep: usize) -> f32 {
    let own = angles[actor as usize].unwrap_or_else(|| Angle::new(0.0));
    let neighbors = input.snapshot.adjacency().neighbors(actor);
    let of_neighbors = neighbors.iter().filter_map(|&other| angles[other as usize]);
    // At first everybody begins near the own sector.
    let weight_of_own = if sweep == 0 { 4 } else { 1 };
    let all = of_neighbors.chain(std::iter::repeat_n(own, weight_of_own));
    mean_angle(all).unwrap_or(own.value).rem_euclid(TAU)
}

/// The direction of the sum of directions; `None` if they cancel each other.
fn mean_angle(angles: impl Iterator<Item = Angle>) -> Option<f32> {
    let (mut x, mut y) = (0.0_f32, 0.0_f32);
    for angle in angles {
        x += angle.cos;
        y += angle.sin;
    }
    (x.hypot(y) > 1e-3).then(|| y.atan2(x))
}

/// For each actor an angle within that of its sector, in the order of the file.
fn angles_by_sector(input: &LayoutInput) -> Vec<Option<Angle>> {
    let sectors = input.snapshot.sectors();
    let num_sectors = input.snapshot.sector_ids().len();
    let mut order: Vec<u32> = (0..sectors.len() as u32).collect();
    order.sort_by_key(|&actor| sectors[actor as usize].map_or(num_sectors, usize::from));
    let mut angles = vec![None; sectors.len()];
    let slot = TAU / order.len().max(1) as f32;
    for (place, actor) in order.into_iter().enumerate() {
        angles[actor as usize] = Some(Angle::new(slot * place as f32));
    }
    angles
}

#[cfg(test)]
mod tests {
    use super::super::settle;
    use super::super::testing::{cliques, input, num_overlaps, path, star};
    use super::*;
    use crate::task::TaskContext;

    fn outness(at: Position) -> f32 {
        (at[0] / HALF[0]).hypot(at[1] / HALF[1])
    }

    fn laid_out(layout: &dyn Layout, input: &LayoutInput) -> Vec<Position> {
        settle(layout, input.clone(), &TaskContext::new()).unwrap()
    }

    #[test]
    fn higher_scores_are_nearer_to_the_middle() {
        let mut input = input(&cliques(8, 12));
        input.radii.fill(1.0);
        let num = input.snapshot.num_actors();
        // Multiples of 37 mod 109 are all different.
        let score = |actor: usize| (actor * 37 % 109) as f64;
        input.options.values[0] = (0..num).map(|actor| Some(score(actor))).collect();
        input.options.values[0][3] = None;
        let positions = laid_out(&ConcentricLayout, &input);
        let mut order: Vec<usize> = (0..num).filter(|&actor| actor != 3).collect();
        order.sort_by(|&a, &b| score(b).total_cmp(&score(a)));
        for pair in order.windows(2) {
            let [inner, outer] = [pair[0], pair[1]].map(|actor| outness(positions[actor]));
            assert!(inner <= outer + 0.01);
        }
        assert!(outness(positions[order[0]]) < 0.01);
        assert!(outness(positions[3]) > 1.0);
        assert_eq!(num_overlaps(&positions, &input.radii), 0);
    }

    #[test]
    fn rings_around_an_actor_are_steps() {
        let mut input = input(&path(9));
        input.options.center = Some(4);
        let positions = laid_out(&EgoLayout, &input);
        assert!(outness(positions[4]) < 0.01);
        for step in 1..4 {
            let [near, far] = [step, step + 1].map(|step| outness(positions[4 + step]));
            assert!(near < far);
            let mirrored = outness(positions[4 - step]);
            assert!((mirrored - near).abs() < 0.02);
        }
    }

    /// Without a centre the hub is in the middle, and all others are on rings of the same step, evenly.
    #[test]
    fn the_hub_of_a_star_is_in_the_middle() {
        let input = input(&star(30));
        let positions = laid_out(&EgoLayout, &input);
        assert!(outness(positions[0]) < 0.01);
        assert!(positions[1..].iter().all(|&at| outness(at) > 0.2));
        assert_eq!(num_overlaps(&positions, &input.radii), 0);
    }
}
