//! Where actors are when no layout runs: their saved places, and a sensible place for those that have none.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::marker_size::marker_radii;
use crate::analysis::community::{CommunityOptions, communities};
use crate::analysis::{Measure, Results};
use crate::document::{Arrangement, Content, Placement, Together};
use crate::layout::{LayoutInput, LayoutOptions, Position};
use crate::model::{Actor, ActorId, Network, Snapshot};
use crate::task::{Cancelled, TaskContext};

/// How far a new actor is put from its neighbours' middle, in world units.
const NEW_ACTOR_DISTANCE: f32 = 40.0;

/// The place of every actor of a snapshot. One without a saved place goes beside its neighbours; those who have no neighbour
/// with a place wait in a block below the map, whoever is tied side by side.
pub(super) fn positions(
    results: &Results,
    placements: &BTreeMap<ActorId, Placement>,
) -> Vec<Position> {
    let snapshot = &results.snapshot;
    let num_actors = snapshot.num_actors() as u32;
    let saved = |index: u32| {
        placements
            .get(&snapshot.actor(index))
            .map(|placement| placement.position)
    };
    let mut num_beside = 0_u32;
    let mut places: Vec<Option<Position>> = (0..num_actors)
        .map(|index| {
            saved(index).or_else(|| {
                let near: Vec<Position> = snapshot
                    .adjacency()
                    .neighbors(index)
                    .iter()
                    .filter_map(|&other| saved(other))
                    .collect();
                if near.is_empty() {
                    return None;
                }
                num_beside += 1;
                // The golden angle spreads several new ones around the same spot.
                let angle = 2.399_963 * num_beside as f32;
                let num = near.len() as f32;
                let middle = |axis: usize| {
                    near.iter().filter_map(|place| place.get(axis)).sum::<f32>() / num
                };
                Some([
                    middle(0) + NEW_ACTOR_DISTANCE * angle.cos(),
                    middle(1) + NEW_ACTOR_DISTANCE * angle.sin(),
                ])
            })
        })
        .collect();
    let waiting = waiting(snapshot, &places);
    let all = placements.values().map(|placement| placement.position);
    for (index, place) in waiting.iter().zip(block(waiting.len(), all)) {
        if let Some(at) = places.get_mut(*index as usize) {
            *at = Some(place);
        }
    }
    places.into_iter().map(Option::unwrap_or_default).collect()
}

/// Who has no place yet, from each on to those that it is tied to.
fn waiting(snapshot: &Snapshot, places: &[Option<Position>]) -> Vec<u32> {
    let mut is_new: Vec<bool> = places.iter().map(Option::is_none).collect();
    let mut all = Vec::new();
    for first in 0..places.len() as u32 {
        let mut next = all.len();
        let mut add = |index: u32, all: &mut Vec<u32>| {
            if let Some(is_new) = is_new.get_mut(index as usize).filter(|it| **it) {
                *is_new = false;
                all.push(index);
            }
        };
        add(first, &mut all);
        while let Some(&index) = all.get(next) {
            next += 1;
            for &other in snapshot.adjacency().neighbors(index) {
                add(other, &mut all);
            }
        }
    }
    all
}

/// Places in rows below others, half again as wide as high.
fn block(num: usize, others: impl Iterator<Item = Position>) -> impl Iterator<Item = Position> {
    let mut sides = [f32::INFINITY, f32::NEG_INFINITY];
    let mut bottom: f32 = 0.0;
    for [x, y] in others {
        sides = [sides[0].min(x), sides[1].max(x)];
        bottom = bottom.max(y);
    }
    let [left, right] = sides;
    let middle = if left <= right {
        left.midpoint(right)
    } else {
        0.0
    };
    let num_columns = ((num as f32 * 1.5).sqrt().ceil() as usize).clamp(1, num.max(1));
    let first = middle - (num_columns - 1) as f32 / 2.0 * NEW_ACTOR_DISTANCE;
    (0..num).map(move |number| {
        let (row, column) = (number / num_columns, number % num_columns);
        [
            first + column as f32 * NEW_ACTOR_DISTANCE,
            bottom + (row + 1) as f32 * NEW_ACTOR_DISTANCE,
        ]
    })
}

/// A value of every actor of a snapshot by name: a measure that is known, or else an attribute that is a number. `None` if
/// nobody has it.
pub fn actor_values(name: &str, results: &Results, network: &Network) -> Option<Vec<Option<f64>>> {
    let measure = Measure::by_id(name);
    if let Some(scores) = measure.and_then(|measure| results.scores(measure)) {
        return Some(scores.clone());
    }
    let actors = results.snapshot.actors().iter();
    let values: Vec<Option<f64>> = actors
        .map(|&id| number_of(network.actor(id)?, name))
        .collect();
    values.iter().any(Option::is_some).then_some(values)
}

/// An attribute that is a number, whatever the case of its name.
fn number_of(actor: &Actor, name: &str) -> Option<f64> {
    let attributes = actor.attributes.iter();
    let mut of_name = attributes.filter(|(other, _)| other.eq_ignore_ascii_case(name));
    of_name.find_map(|(_, value)| value.number())
}

/// Whether anybody has a place on Earth. Time O(actors) if nobody has.
pub fn has_coordinates(network: &Network) -> bool {
    let mut actors = network.actors();
    actors.any(|(_, actor)| actor.coordinates.is_some())
}

/// The attributes that a map of influence and interest shows, as they are called.
const INFLUENCE_AND_INTEREST: [&[&str]; 2] = [
    &["interest", "intresse"],
    &["influence", "power", "inflytande", "makt"],
];

/// The names of the two values that a map of two scores shows, to the right and upwards, as [`actor_values`] has them.
pub fn scatter_values(
    arrangement: &Arrangement,
    results: &Results,
    network: &Network,
) -> [String; 2] {
    let known = |name: &str| actor_values(name, results, network).is_some();
    let both = INFLUENCE_AND_INTEREST.map(|names| names.iter().find(|name| known(name)));
    let [right, up] = match both {
        [Some(right), Some(up)] => [*right, *up],
        _ => [Measure::Degree.id(), Measure::CrossBetweennessNorm.id()],
    };
    let asked = |name: &Option<String>| name.clone().filter(|name| known(name));
    [
        asked(&arrangement.across).unwrap_or_else(|| right.to_owned()),
        asked(&arrangement.up).unwrap_or_else(|| up.to_owned()),
    ]
}

/// What a layout is told.
///
/// A map of the world shows the coordinates of actors, a map of two scores interest and influence if nothing else is asked
/// for and both are known. What is asked for and nobody has is as if it was not asked for.
pub fn layout_options(
    layout: &str,
    arrangement: &Arrangement,
    results: &Results,
    network: &Network,
) -> LayoutOptions {
    let Arrangement {
        together,
        strong_ties_closer,
        middle,
        across,
        up,
    } = arrangement;
    let snapshot = &results.snapshot;
    let asked = |name: &Option<String>| actor_values(name.as_deref()?, results, network);
    let values = match layout {
        "geographic" => {
            let actors = snapshot.actors().iter();
            let coordinates: Vec<Option<[f64; 2]>> =
                actors.map(|&id| network.actor(id)?.coordinates).collect();
            [1, 0].map(|axis| {
                let at = |point: &Option<[f64; 2]>| point.map(|point| point[axis]);
                coordinates.iter().map(at).collect()
            })
        }
        "concentric" => [asked(middle).unwrap_or_default(), Vec::new()],
        "scatter" => {
            let both = INFLUENCE_AND_INTEREST.map(|names| {
                let mut names = names.iter();
                names.find_map(|name| actor_values(name, results, network))
            });
            let [right, upwards] = match both {
                [Some(right), Some(up)] => [right, up],
                _ => [Vec::new(), Vec::new()],
            };
            [asked(across).unwrap_or(right), asked(up).unwrap_or(upwards)]
        }
        _ => [Vec::new(), Vec::new()],
    };
    let groups = match together {
        Together::Nothing => Vec::new(),
        Together::Sectors => {
            let sectors = snapshot.sectors().iter();
            sectors.map(|sector| sector.map(u32::from)).collect()
        }
        Together::Communities => results.communities().map_or_else(Vec::new, |found| {
            found.community_of.iter().copied().map(Some).collect()
        }),
    };
    let strength = |is_on: bool| f32::from(u8::from(is_on));
    LayoutOptions {
        weight_attraction: strength(*strong_ties_closer),
        group_attraction: strength(*together != Together::Nothing),
        groups,
        values,
        ..LayoutOptions::default()
    }
}

/// Finds the communities that actors are to be drawn together by, unless they are known. Time as `communities`.
pub fn find_groups(
    input: &mut LayoutInput,
    arrangement: &Arrangement,
    task: &TaskContext,
) -> Result<(), Cancelled> {
    if arrangement.together == Together::Communities && input.options.groups.is_empty() {
        let options = CommunityOptions {
            seed: input.seed,
            ..CommunityOptions::default()
        };
        let found = communities(&input.snapshot, &options, task)?;
        input.options.groups = found.community_of.into_iter().map(Some).collect();
    }
    Ok(())
}

/// What a layout starts from.
///
/// With `warm`, actors start where they are; without, only pinned ones do and the rest is found afresh.
pub fn layout_input(results: &Results, content: &Content, seed: u64, warm: bool) -> LayoutInput {
    let snapshot = &results.snapshot;
    let placement = |id: &ActorId| content.placements.get(id);
    let pinned: Vec<bool> = snapshot
        .actors()
        .iter()
        .map(|id| placement(id).is_some_and(|placement| placement.pinned))
        .collect();
    let start = snapshot
        .actors()
        .iter()
        .zip(&pinned)
        .map(|(id, &pinned)| {
            placement(id)
                .filter(|_| warm || pinned)
                .map(|placement| placement.position)
        })
        .collect();
    let scores = results.scores(Measure::CrossBetweennessNorm);
    let broker_scores = (0..snapshot.num_actors())
        .map(|index| {
            scores
                .and_then(|scores| scores.get(index).copied().flatten())
                .unwrap_or(0.0)
        })
        .collect();
    LayoutInput {
        snapshot: Arc::clone(snapshot),
        start,
        pinned,
        radii: marker_radii(results),
        broker_scores,
        seed,
        options: LayoutOptions::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{SnapshotOptions, Tie};

    #[test]
    fn new_actors_go_beside_their_neighbours_or_into_a_block_below() {
        let mut network = Network::new();
        let ids: Vec<ActorId> = (0..9)
            .map(|number| {
                let name = number.to_string();
                network.add_actor(Actor::new(name.clone(), name)).unwrap()
            })
            .collect();
        // 0 and 1 have places and 2 is tied to both; 3 is tied to 8, the others to nobody.
        for (a, b) in [(0, 2), (1, 2), (3, 8)] {
            network.add_tie(Tie::new(ids[a], ids[b])).unwrap();
        }
        let placement = |x: f32, y: f32| Placement {
            position: [x, y],
            pinned: false,
        };
        let placements = BTreeMap::from([
            (ids[0], placement(0.0, 100.0)),
            (ids[1], placement(200.0, 60.0)),
        ]);
        let snapshot = Snapshot::new(&network, &SnapshotOptions::default());
        let places = positions(&Results::new(Arc::new(snapshot)), &placements);
        assert_eq!(places[..2], [[0.0, 100.0], [200.0, 60.0]]);
        let [x, y] = places[2];
        assert!(((x - 100.0).hypot(y - 80.0) - NEW_ACTOR_DISTANCE).abs() < 1e-3);
        // Three in a row, the middle one below the middle of the map, those that are tied side by side.
        let row = |number: f32| 100.0 + number * NEW_ACTOR_DISTANCE;
        assert_eq!(
            [3, 8, 4, 5, 6, 7].map(|index: usize| places[index]),
            [
                [60.0, row(1.0)],
                [100.0, row(1.0)],
                [140.0, row(1.0)],
                [60.0, row(2.0)],
                [100.0, row(2.0)],
                [140.0, row(2.0)]
            ]
        );
    }
}
