//! What the two directions of the map mean where both mean something: lines with names and values.
//!
//! They are read off the map itself: if places no longer follow from the values, because much has been moved since, there
//! are no axes.

use emath::{Pos2, pos2, vec2};

use super::area_labels::{AreaColors, AreaLabel};
use super::style::style_words;
use super::{Camera, MarkId, Rgba, Scene, SceneInput, faded};
use crate::analysis::Measure;
use crate::document::Arrangement;
use crate::layout::Position;
use crate::text::{number, words};
use crate::workspace::{actor_values, scatter_values};

/// What a direction of the map means.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    /// What is measured.
    pub name: String,
    /// How much of it the markers have.
    pub values: Vec<Option<f64>>,
    /// The colour of the line.
    pub color: Rgba,
}

/// A line along an edge of the map, in world units.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// What is measured.
    pub name: String,
    /// Whether it goes upwards.
    pub is_up: bool,
    /// Where it begins and ends: at the least and at the greatest value.
    pub ends: [Position; 2],
    /// Values with their places on it.
    pub ticks: Vec<(Position, String)>,
    /// The colour of the line.
    pub color: Rgba,
}

/// How far the lines are from the markers, in world units,
const GAP: f32 = 26.0;
/// and how much room they need beyond, for what is written.
pub(super) const ROOM: f32 = 44.0;
/// Places follow from values if these explain so much of their variance: markers that are parted lie a little beside.
const LEAST_EXPLAINED: f64 = 0.8;
/// About so many values are written along a line.
const NUM_TICKS: f64 = 4.0;
/// The length of the stroke at a value, and the distance of its text, in pixels.
const TICK_PX: f32 = 4.0;
const TEXT_PX: f32 = 11.5;

/// What the directions of a map of two scores mean.
pub(super) fn scales(
    input: &SceneInput<'_>,
    arrangement: &Arrangement,
    marks: impl Iterator<Item = MarkId>,
    color: Rgba,
) -> Option<[Scale; 2]> {
    let names = scatter_values(arrangement, input.results, input.network);
    let snapshot = &input.results.snapshot;
    let degree = |actor| Some(snapshot.adjacency().degree(actor) as f64);
    let of_actors = names.each_ref().map(|name| {
        if *name == Measure::Degree.id() {
            Some((0..snapshot.num_actors() as u32).map(degree).collect())
        } else {
            actor_values(name, input.results, input.network)
        }
    });
    let [Some(across), Some(up)] = of_actors else {
        return None;
    };
    let places: Vec<Option<usize>> = marks
        .map(|id| Some(snapshot.index_of(id.actor()?)? as usize))
        .collect();
    let scale = |name: &str, values: Vec<Option<f64>>| Scale {
        name: style_words(name),
        values: places
            .iter()
            .map(|&place| values.get(place?).copied().flatten())
            .collect(),
        color: faded(color, 0.55),
    };
    let [across_name, up_name] = &names;
    Some([scale(across_name, across), scale(up_name, up)])
}

/// The axes of a map; none if its directions mean nothing.
///
/// Time O(markers).
pub fn axes(scene: &Scene, positions: &[Position]) -> Vec<Axis> {
    let Some([across, up]) = &scene.scales else {
        return Vec::new();
    };
    let known: Vec<([f64; 2], Position)> = across
        .values
        .iter()
        .zip(&up.values)
        .zip(positions)
        .filter_map(|((&across, &up), &at)| Some(([across?, up?], at)))
        .collect();
    let lines = [0, 1].map(|axis| {
        let points = known.iter().map(|(value, at)| {
            let value = value.get(axis).copied().unwrap_or_default();
            let place = at.get(axis).copied().unwrap_or_default();
            (value, f64::from(place))
        });
        Line::through(points)
    });
    let [Some(to_right), Some(upwards)] = lines else {
        return Vec::new();
    };
    let edge = |axis: usize, pick: fn(f32, f32) -> f32| {
        let places = known.iter().filter_map(|(_, at)| at.get(axis).copied());
        places.reduce(pick).unwrap_or_default()
    };
    let bottom = edge(1, f32::max) + GAP;
    let left = edge(0, f32::min) - GAP;
    let axis = |scale: &Scale, line: &Line, is_up: bool| {
        let at = |value: f64| {
            let place = line.place(value) as f32;
            if is_up {
                [left, place]
            } else {
                [place, bottom]
            }
        };
        Axis {
            name: words::axis(&scale.name, is_up),
            is_up,
            ends: [at(line.least), at(line.most)],
            ticks: ticks(line.least, line.most)
                .into_iter()
                .map(|value| (at(value), number(value)))
                .collect(),
            color: scale.color,
        }
    };
    vec![axis(across, &to_right, false), axis(up, &upwards, true)]
}

/// How places follow from values.
struct Line {
    least: f64,
    most: f64,
    start: f64,
    slope: f64,
}

impl Line {
    /// The line of least squares, if it explains the places.
    fn through(points: impl Iterator<Item = (f64, f64)> + Clone) -> Option<Self> {
        let num = points.clone().count() as f64;
        let (value, place) = points
            .clone()
            .fold((0.0, 0.0), |(a, b), (value, place)| (a + value, b + place));
        let (mean_value, mean_place) = (value / num, place / num);
        let (mut values, mut places, mut both) = (0.0, 0.0, 0.0);
        let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
        for (value, place) in points {
            let (from_value, from_place) = (value - mean_value, place - mean_place);
            values += from_value * from_value;
            places += from_place * from_place;
            both += from_value * from_place;
            (least, most) = (least.min(value), most.max(value));
        }
        let explained = both * both / (values * places);
        (values > 0.0 && explained >= LEAST_EXPLAINED).then(|| {
            let slope = both / values;
            Self {
                least,
                most,
                start: mean_place - slope * mean_value,
                slope,
            }
        })
    }

    fn place(&self, value: f64) -> f64 {
        self.start + self.slope * value
    }
}

/// Round values from one to another.
fn ticks(least: f64, most: f64) -> Vec<f64> {
    let rough = (most - least) / NUM_TICKS;
    let power = 10.0_f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0]
        .map(|factor| factor * power)
        .into_iter()
        .find(|&step| step >= rough)
        .unwrap_or(rough);
    let first = (least / step).ceil() as i64;
    let last = (most / step).floor() as i64;
    (first..=last).map(|place| place as f64 * step).collect()
}

impl Axis {
    /// The line and the strokes at its values, on the screen.
    pub fn strokes(&self, camera: &Camera) -> Vec<[Pos2; 2]> {
        let outwards = if self.is_up {
            vec2(-TICK_PX, 0.0)
        } else {
            vec2(0.0, TICK_PX)
        };
        let on_screen = |&[x, y]: &Position| camera.screen_from_world(pos2(x, y));
        let [from, to] = &self.ends;
        let mut strokes = vec![[on_screen(from), on_screen(to)]];
        strokes.extend(self.ticks.iter().map(|(at, _)| {
            let at = on_screen(at);
            [at, at + outwards]
        }));
        strokes
    }

    /// Its name and its values in their places.
    pub(super) fn texts(
        &self,
        camera: &Camera,
        colors: AreaColors,
        measure: &mut impl FnMut(&str, f32, bool) -> emath::Vec2,
    ) -> Vec<AreaLabel> {
        let on_screen = |&[x, y]: &Position| camera.screen_from_world(pos2(x, y));
        let mut label = |text: &str, place: &dyn Fn(emath::Vec2) -> Pos2| {
            let size = measure(text, TEXT_PX, false);
            AreaLabel {
                text: text.to_owned(),
                rect: emath::Rect::from_center_size(place(size), size),
                size_px: TEXT_PX,
                strong: false,
                color: colors.muted,
                place: 0,
                has_plate: false,
            }
        };
        let [_, end] = &self.ends;
        let end = on_screen(end);
        let is_up = self.is_up;
        let mut texts = vec![label(&self.name, &|size| {
            if is_up {
                end + vec2(0.5 * size.x - 10.0, -size.y)
            } else {
                end + vec2(-0.5 * size.x + 10.0, TICK_PX + 2.1 * size.y)
            }
        })];
        texts.extend(self.ticks.iter().map(|(at, text)| {
            let at = on_screen(at);
            label(text, &|size| {
                if is_up {
                    at - vec2(TICK_PX + 3.0 + 0.5 * size.x, 0.0)
                } else {
                    at + vec2(0.0, TICK_PX + 1.0 + 0.5 * size.y)
                }
            })
        }));
        texts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scene(values: [&[f64]; 2]) -> Scene {
        let scale = |values: &[f64]| Scale {
            name: "Score".to_owned(),
            values: values.iter().copied().map(Some).collect(),
            color: [0; 4],
        };
        Scene {
            scales: Some(values.map(scale)),
            ..Scene::default()
        }
    }

    #[test]
    fn values_have_the_places_of_those_who_have_them() {
        let scene = scene([&[0.0, 10.0, 20.0, 40.0], &[1.0, 3.0, 2.0, 1.0]]);
        let places = [
            [-600.0, 400.0],
            [-300.0, -400.0],
            [0.0, 0.0],
            [600.0, 400.0],
        ];
        let axes = axes(&scene, &places);
        let [across, up] = &axes[..] else {
            panic!("{axes:?}");
        };
        let told: Vec<(f32, &str)> = across
            .ticks
            .iter()
            .map(|([x, _], text)| (x.round(), text.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                (-600.0, "0"),
                (-300.0, "10"),
                (0.0, "20"),
                (300.0, "30"),
                (600.0, "40")
            ]
        );
        assert!(up.ends[0][1] > up.ends[1][1], "more is further up");
        assert!(
            across.ends[0][1] > 400.0 && up.ends[0][0] < -600.0,
            "outside"
        );
    }

    #[test]
    fn where_places_do_not_follow_from_values_there_are_no_axes() {
        let values: [&[f64]; 2] = [&[0.0, 10.0, 20.0, 40.0], &[1.0, 3.0, 2.0, 1.0]];
        let moved = [[0.0, 0.0], [500.0, 20.0], [-500.0, -300.0], [10.0, 300.0]];
        assert_eq!(axes(&scene(values), &moved), []);
        let same: [&[f64]; 2] = [&[1.0; 4], &[1.0, 3.0, 2.0, 1.0]];
        assert_eq!(axes(&scene(same), &moved), []);
        assert_eq!(axes(&Scene::default(), &moved), []);
    }
}
