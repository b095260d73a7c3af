//! Rings of a map on which more is nearer to the middle: lines around those who have at least so much.
//!
//! They are read off the map itself: if places no longer follow from the values, because much has been moved since, there
//! are none.

use emath::{Pos2, Rect, Vec2, pos2, vec2};

use super::area_labels::{AreaColors, AreaLabel};
use super::axes::{ROOM, Scale};
use super::style::style_words;
use super::{Camera, MarkId, Rgba, Scene, SceneInput, faded};
use crate::analysis::Measure;
use crate::document::Arrangement;
use crate::layout::{HALF_OF_RINGS, Position};
use crate::text::{number, words};
use crate::workspace::actor_values;

/// A line around the middle of the map, in world units.
#[derive(Clone, Debug, PartialEq)]
pub struct RingLine {
    /// Half its width and height; its middle is that of the map, where both coordinates are 0.
    pub half: [f32; 2],
    /// The least value of those inside of it.
    pub text: String,
    /// What is measured; on the outermost line only.
    pub name: Option<String>,
    /// The colour of the line.
    pub color: Rgba,
}

/// At most so many lines are drawn.
const NUM_LINES: u16 = 5;
/// How far the outermost is from the markers, as a share of their distance from the middle.
const BEYOND: f32 = 0.07;
/// Places follow from values if of those inside a line no more than this share has less than the line says.
const MOST_WRONG: f32 = 0.25;
/// A line on the screen has so many pieces.
const NUM_PIECES: u8 = 96;
const TEXT_PX: f32 = 11.5;
/// The places along a line that are tried for its value, in parts of a turn from the top.
const PLACES: [f32; 11] = [
    0.0, 0.03, -0.03, 0.06, -0.06, 0.1, -0.1, 0.15, -0.15, 0.5, 0.25,
];

/// What nearness to the middle means on a concentric map.
pub(super) fn nearness(
    input: &SceneInput<'_>,
    arrangement: &Arrangement,
    marks: impl Iterator<Item = MarkId>,
    color: Rgba,
) -> Scale {
    let snapshot = &input.results.snapshot;
    let asked = arrangement.middle.as_deref();
    let found =
        asked.and_then(|name| Some((name, actor_values(name, input.results, input.network)?)));
    let (name, values) = found.unwrap_or_else(|| {
        let degree = |actor| Some(snapshot.adjacency().degree(actor) as f64);
        let degrees = (0..snapshot.num_actors() as u32).map(degree);
        (Measure::Degree.id(), degrees.collect())
    });
    let value = |id: MarkId| {
        let place = snapshot.index_of(id.actor()?)?;
        values.get(place as usize).copied().flatten()
    };
    Scale {
        name: style_words(name),
        values: marks.map(value).collect(),
        color: faded(color, 0.4),
    }
}

/// The rings of a map, the innermost first; none if nearness to its middle means nothing.
///
/// Time O(markers · log markers).
pub fn rings(scene: &Scene, positions: &[Position]) -> Vec<RingLine> {
    let Some(scale) = &scene.nearness else {
        return Vec::new();
    };
    let mut known: Vec<(f64, f64)> = scale
        .values
        .iter()
        .zip(positions)
        .filter_map(|(&value, &[x, y])| {
            let [half_x, half_y] = HALF_OF_RINGS;
            Some((f64::from((x / half_x).hypot(y / half_y)), value?))
        })
        .collect();
    known.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut values: Vec<f64> = known.iter().map(|it| it.1).collect();
    values.sort_by(|a, b| b.total_cmp(a));
    let Some(&(outermost, _)) = known.last().filter(|_| values.first() != values.last()) else {
        return Vec::new();
    };
    let mut lines: Vec<RingLine> = Vec::new();
    for line in 1..=NUM_LINES {
        let wanted = outermost * f64::from(line) / f64::from(NUM_LINES);
        let num_inside = known.partition_point(|it| it.0 <= wanted * 1.001);
        let inside = known.get(..num_inside).unwrap_or_default();
        let (Some(&least), Some(&(last, _))) =
            (values.get(num_inside.saturating_sub(1)), inside.last())
        else {
            continue;
        };
        let num_wrong = inside.iter().filter(|it| it.1 < least).count();
        if num_wrong as f32 > MOST_WRONG * num_inside as f32 {
            return Vec::new();
        }
        // Between the last one inside and the first one outside.
        let at = match known.get(num_inside) {
            Some((next, _)) => 0.5 * (last + next),
            None => last + f64::from(BEYOND),
        };
        let text = words::ring(&number(least));
        let half = HALF_OF_RINGS.map(|half| half * at as f32);
        // Of two lines around those with equal values, the outer says it.
        lines.retain(|inner| inner.text != text);
        lines.push(RingLine {
            half,
            text,
            name: None,
            color: scale.color,
        });
    }
    if let Some(last) = lines.last_mut() {
        last.name = Some(words::rings(&scale.name));
    }
    lines
}

impl RingLine {
    /// The rectangle around it, and around what is written above it, in world units.
    pub(super) fn bounds(&self) -> Rect {
        let [x, y] = self.half;
        let mut rect = Rect::from_center_size(Pos2::ZERO, 2.0 * vec2(x, y));
        rect.min.y -= if self.name.is_some() { ROOM } else { 0.0 };
        rect
    }

    /// The point of it that is so far around, in parts of a turn from the top, on the screen.
    fn at(&self, turn: f32, camera: &Camera) -> Pos2 {
        let (sin, cos) = (std::f32::consts::TAU * turn).sin_cos();
        let [x, y] = self.half;
        camera.screen_from_world(pos2(x * sin, -y * cos))
    }

    /// The line on the screen, closed.
    pub fn line(&self, camera: &Camera) -> Vec<Pos2> {
        let turn = |piece: u8| f32::from(piece) / f32::from(NUM_PIECES);
        (0..=NUM_PIECES)
            .map(|piece| self.at(turn(piece), camera))
            .collect()
    }

    /// What is written on it, each text with the places that are tried.
    pub(super) fn texts(
        &self,
        camera: &Camera,
        colors: AreaColors,
        measure: &mut impl FnMut(&str, f32, bool) -> Vec2,
    ) -> Vec<(AreaLabel, Vec<Rect>)> {
        let mut label = |text: &str, has_plate: bool, places: &dyn Fn(Vec2) -> Vec<Rect>| {
            let size = measure(text, TEXT_PX, false);
            let label = AreaLabel {
                text: text.to_owned(),
                rect: Rect::NOTHING,
                size_px: TEXT_PX,
                strong: false,
                color: colors.muted,
                place: 0,
                has_plate,
            };
            (label, places(size))
        };
        let mut texts = vec![label(&self.text, true, &|size| {
            PLACES
                .iter()
                .map(|&turn| Rect::from_center_size(self.at(turn, camera), size))
                .collect()
        })];
        if let Some(name) = &self.name {
            texts.push(label(name, false, &|size| {
                let out = vec2(0.0, 1.6 * size.y);
                vec![
                    Rect::from_center_size(self.at(0.0, camera) - out, size),
                    Rect::from_center_size(self.at(0.5, camera) + out, size),
                ]
            }));
        }
        texts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scene(values: impl Iterator<Item = f64>) -> Scene {
        Scene {
            nearness: Some(Scale {
                name: "score".to_owned(),
                values: values.map(Some).collect(),
                color: [0; 4],
            }),
            ..Scene::default()
        }
    }

    /// One in the middle, then rings of 6, 12, 18 and 24, evenly.
    fn places() -> Vec<Position> {
        let mut places = vec![[0.0, 0.0]];
        for ring in 1..5_u8 {
            for place in 0..6 * ring {
                let turn = f32::from(place) / f32::from(6 * ring);
                let (sin, cos) = (std::f32::consts::TAU * turn).sin_cos();
                let share = f32::from(ring) / 4.0;
                places.push([
                    HALF_OF_RINGS[0] * share * cos,
                    HALF_OF_RINGS[1] * share * sin,
                ]);
            }
        }
        places
    }

    #[test]
    fn lines_are_around_those_who_have_at_least_so_much() {
        let places = places();
        // 60 for the first, one less for each next.
        let values: Vec<f64> = (0..61_u8).map(|place| f64::from(60 - place)).collect();
        let lines = rings(&scene(values.iter().copied()), &places);
        assert_eq!(lines.len(), 5);
        for line in &lines {
            let least: f64 = line.text.split(' ').next().unwrap().parse().unwrap();
            let [half_x, half_y] = line.half;
            for (&value, [x, y]) in values.iter().zip(&places) {
                let is_inside = (x / half_x).hypot(y / half_y) < 1.0;
                assert_eq!(is_inside, value >= least, "{value} {line:?}");
            }
        }
        assert!(
            lines
                .windows(2)
                .all(|pair| pair[0].half[0] < pair[1].half[0])
        );
        let named = lines.iter().filter(|line| line.name.is_some());
        assert_eq!(named.count(), 1);
        assert!(lines[4].name.is_some() && lines[4].text.starts_with("0 "));
    }

    #[test]
    fn where_places_do_not_follow_from_values_there_are_no_lines() {
        let places = places();
        let unlike = (0..61_u32).map(|place| f64::from(place * 37 % 61));
        assert_eq!(rings(&scene(unlike), &places), []);
        assert_eq!(rings(&scene((0..61).map(|_| 3.0)), &places), []);
        assert_eq!(rings(&Scene::default(), &places), []);
        assert_eq!(rings(&scene(std::iter::empty()), &[]), []);
    }

    #[test]
    fn equal_values_have_one_line() {
        let values = (0..61).map(|place| if place < 7 { 9.0 } else { 1.0 });
        let lines = rings(&scene(values), &places());
        let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(texts, ["9 or more", "1 or more"]);
    }
}
