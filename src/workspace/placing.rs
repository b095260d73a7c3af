//! Where actors are when no layout runs: their saved places, and a sensible place for those that have none.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::marker_size::marker_radii;
use crate::analysis::community::{CommunityOptions, communities};
use crate::analysis::{Measure, Results};
use crate::document::{Arrangement, Content, Placement, Together};
use crate::layout::{LayoutInput, LayoutOptions, Position};
use crate::model::{Actor, ActorId, Network};
use crate::task::{Cancelled, TaskContext};

/// How far a new actor is put from its neighbours' middle, in world units.
const NEW_ACTOR_DISTANCE: f32 = 40.0;

/// The place of every actor of a snapshot. One without a saved place goes beside its neighbours; without neighbours it
/// goes below the map.
pub(super) fn positions(
    results: &Results,
    placements: &BTreeMap<ActorId, Placement>,
) -> Vec<Position> {
    let snapshot = &results.snapshot;
    let place = |index: u32| {
        placements
            .get(&snapshot.actor(index))
            .map(|placement| placement.position)
    };
    let bottom = placements
        .values()
        .map(|placement| placement.position[1])
        .fold(0.0, f32::max);
    let mut num_new = 0_u32;
    (0..snapshot.num_actors() as u32)
        .map(|index| {
            place(index).unwrap_or_else(|| {
                num_new += 1;
                // The golden angle spreads several new ones around the same spot.
                let angle = 2.399_963 * num_new as f32;
                let offset = [
                    NEW_ACTOR_DISTANCE * angle.cos(),
                    NEW_ACTOR_DISTANCE * angle.sin(),
                ];
                let near: Vec<Position> = snapshot
                    .adjacency()
                    .neighbors(index)
                    .iter()
                    .filter_map(|&other| place(other))
                    .collect();
                if near.is_empty() {
                    return [
                        (num_new as f32 - 1.0) * NEW_ACTOR_DISTANCE,
                        bottom + NEW_ACTOR_DISTANCE,
                    ];
                }
                let num = near.len() as f32;
                let middle = |axis: usize| {
                    near.iter().filter_map(|place| place.get(axis)).sum::<f32>() / num
                };
                [middle(0) + offset[0], middle(1) + offset[1]]
            })
        })
        .collect()
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
