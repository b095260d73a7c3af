//! Notes on the map: plates of paper with a short text, each at its place.
//!
//! Their lines are broken here once, with the metrics of our own font, so that window and pictures show the same ones.

use emath::{Pos2, Rect, Vec2, pos2, vec2};
use unicode_segmentation::UnicodeSegmentation as _;

use super::text_width::{Fonts, LINE_HEIGHT, Weight};
use super::{Camera, Insets, Scene, SceneInput};
use crate::document::Note;
use crate::layout::Position;
use crate::model::NoteId;

/// The size of the letters of notes, in pixels at 100 %.
pub const NOTE_PX: f32 = 12.0;
/// Lines of notes are at most so wide.
pub const NOTE_WIDTH_PX: f32 = 190.0;
/// Between a note's text and the edge of its plate.
pub const NOTE_PADDING: Vec2 = vec2(10.0, 7.0);
/// The side of the corner of its plate that is folded.
pub const NOTE_FOLD_PX: f32 = 9.0;
/// No plate is narrower than this.
const LEAST_WIDTH_PX: f32 = 34.0;
/// A line leads from a note to its actor unless the plate is nearer than this.
const LEADER_PX: f32 = 3.0;
/// East Asian letters begin here: between two of them a line may end.
const WITHOUT_SPACES: char = '\u{2e80}';
/// How often a map with notes is fitted anew: plates keep their size, so that a smaller map needs other room for them.
const NUM_FITS: u8 = 4;

/// A note as it is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct NoteMark {
    /// Which note.
    pub id: NoteId,
    /// What it says.
    pub text: String,
    /// The same in lines.
    pub lines: Vec<String>,
    /// The size of its plate in pixels at 100 %.
    pub size: Vec2,
    /// The index of the marker that it goes along with.
    pub beside: Option<u32>,
    /// Where its middle is in world units; counted from that marker if there is one.
    pub place: Position,
}

/// A note in its place on the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlacedNote {
    /// The index in [`Scene::notes`].
    pub index: u32,
    /// Its plate.
    pub rect: Rect,
    /// The line that leads to its marker.
    pub leader: Option<[Pos2; 2]>,
}

impl PlacedNote {
    /// Where its text begins, above left.
    pub fn text_pos(&self) -> Pos2 {
        self.rect.min + NOTE_PADDING
    }

    /// The outline of its plate, whose upper right corner is folded.
    pub fn outline(&self) -> [Pos2; 5] {
        let Rect { min, max } = self.rect;
        [
            min,
            pos2(max.x - NOTE_FOLD_PX, min.y),
            pos2(max.x, min.y + NOTE_FOLD_PX),
            max,
            pos2(min.x, max.y),
        ]
    }

    /// The folded corner.
    pub fn fold(&self) -> [Pos2; 3] {
        let Rect { min, max } = self.rect;
        [
            pos2(max.x - NOTE_FOLD_PX, min.y),
            pos2(max.x, min.y + NOTE_FOLD_PX),
            pos2(max.x - NOTE_FOLD_PX, min.y + NOTE_FOLD_PX),
        ]
    }
}

/// The height of a line of a note.
pub fn note_line_px() -> f32 {
    NOTE_PX * LINE_HEIGHT
}

/// The notes of a scene. `mark_of` finds the marker that an actor is, or is in.
///
/// A note beside somebody who is not shown stays where it was.
pub(super) fn notes(
    input: &SceneInput<'_>,
    mark_of: impl Fn(crate::model::ActorId) -> Option<u32>,
) -> Vec<NoteMark> {
    let Some(written) = input.notes.filter(|notes| !notes.is_empty()) else {
        return Vec::new();
    };
    let fonts = Fonts::new();
    let mark = |(id, note): (NoteId, &Note)| {
        let lines = lines(&note.text, NOTE_WIDTH_PX, &|text| {
            fonts.width(text, NOTE_PX, Weight::Regular)
        });
        let widths = lines
            .iter()
            .map(|line| fonts.width(line, NOTE_PX, Weight::Regular));
        let text = vec2(
            widths.fold(LEAST_WIDTH_PX, f32::max).ceil(),
            lines.len().max(1) as f32 * note_line_px(),
        );
        let beside = note.beside.and_then(&mark_of);
        let from = match (beside, note.beside) {
            (None, Some(actor)) => {
                let placement = input.placements.get(&actor).copied();
                placement.unwrap_or_default().position
            }
            _ => [0.0, 0.0],
        };
        NoteMark {
            id,
            text: note.text.clone(),
            size: text + 2.0 * NOTE_PADDING,
            lines,
            beside,
            place: [0, 1].map(|axis| from[axis] + note.place[axis]),
        }
    };
    written.iter().map(mark).collect()
}

/// Breaks a text into lines that are at most so wide: between words, and inside of words that are wider.
fn lines(text: &str, width_px: f32, width: &impl Fn(&str) -> f32) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.trim_end().split('\n') {
        let mut line = String::new();
        // What stays together, with the spaces after it.
        for piece in pieces(paragraph.trim_end()) {
            if !line.is_empty() && width(&format!("{line}{}", piece.trim_end())) > width_px {
                lines.push(std::mem::take(&mut line).trim_end().to_owned());
            }
            for letter in piece.graphemes(true) {
                if !line.is_empty() && width(&format!("{}{letter}", line.trim_end())) > width_px {
                    if letter.trim().is_empty() {
                        continue;
                    }
                    lines.push(std::mem::take(&mut line).trim_end().to_owned());
                }
                line.push_str(letter);
            }
        }
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// The parts of a line between which it may be broken.
fn pieces(paragraph: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    for word in paragraph.split_word_bounds() {
        let stands_alone = |text: &str| text.chars().any(|letter| letter >= WITHOUT_SPACES);
        let is_sign = !word.chars().any(char::is_alphanumeric);
        match pieces.last_mut() {
            // Signs and spaces belong to what is before them.
            Some(last) if is_sign && !last.is_empty() => last.push_str(word),
            Some(last)
                if !(last.ends_with(char::is_whitespace)
                    || stands_alone(last) && stands_alone(word)) =>
            {
                last.push_str(word);
            }
            _ => pieces.push(word.to_owned()),
        }
    }
    pieces
}

impl NoteMark {
    /// Where its middle is, in world units.
    pub fn middle(&self, positions: &[Position]) -> Pos2 {
        let from = self.beside.and_then(|mark| positions.get(mark as usize));
        let [x, y] = from.copied().unwrap_or_default();
        pos2(x + self.place[0], y + self.place[1])
    }
}

/// Notes of a scene in their places on the screen, those further back first.
pub fn place_notes(
    scene: &Scene,
    notes: &[NoteMark],
    positions: &[Position],
    camera: &Camera,
) -> Vec<PlacedNote> {
    let place = |(index, note): (u32, &NoteMark)| {
        let center = camera.screen_from_world(note.middle(positions));
        let rect = Rect::from_center_size(center, note.size);
        PlacedNote {
            index,
            rect,
            leader: note
                .beside
                .and_then(|mark| leader(scene, positions, camera, mark, rect)),
        }
    };
    (0..).zip(notes).map(place).collect()
}

/// The line from a plate to a marker.
fn leader(
    scene: &Scene,
    positions: &[Position],
    camera: &Camera,
    mark: u32,
    plate: Rect,
) -> Option<[Pos2; 2]> {
    let &[x, y] = positions.get(mark as usize)?;
    let radius = camera.radius_in_screen(scene.actors.get(mark as usize)?);
    let center = camera.screen_from_world(pos2(x, y));
    let end = plate.clamp(center);
    let way = end - center;
    let length = way.length();
    (length > radius + LEADER_PX).then(|| [center + way * ((radius + 1.0) / length), end])
}

/// The camera that shows all of a map, its notes included. `map` are the [bounds](Scene::bounds) of the rest: they are found
/// once, however many cameras are tried.
///
/// Time O(notes).
pub fn fit(
    scene: &Scene,
    positions: &[Position],
    map: Option<Rect>,
    viewport: Rect,
    insets: Insets,
) -> Camera {
    let mut camera = Camera::fit(map, viewport, insets).with_marks(positions.len());
    if scene.notes.is_empty() {
        return camera;
    }
    for _ in 0..NUM_FITS {
        let plates = place_notes(scene, &scene.notes, positions, &camera).into_iter();
        let all = plates.fold(map.unwrap_or(Rect::NOTHING), |all, note| {
            all.union(Rect::from_two_pos(
                camera.world_from_screen(note.rect.min),
                camera.world_from_screen(note.rect.max),
            ))
        });
        camera = Camera::fit(Some(all), viewport, insets).with_marks(positions.len());
    }
    camera
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As if every letter were ten pixels wide.
    fn broken(text: &str, letters: f32) -> Vec<String> {
        lines(text, letters * 10.0, &|text| {
            text.chars().count() as f32 * 10.0
        })
    }

    #[test]
    fn lines_end_between_words() {
        assert_eq!(
            broken("Here the city could introduce them", 12.0),
            ["Here the", "city could", "introduce", "them"]
        );
        assert_eq!(broken("one\n\ntwo  \n", 12.0), ["one", "", "two"]);
        assert_eq!(broken("", 12.0), [""]);
        // Signs stay with their word.
        assert_eq!(broken("wait, what?", 6.0), ["wait,", "what?"]);
    }

    #[test]
    fn a_word_that_is_too_wide_is_broken() {
        assert_eq!(
            broken("a Donaudampfschifffahrt", 8.0),
            ["a", "Donaudam", "pfschiff", "fahrt"]
        );
    }

    #[test]
    fn scripts_without_spaces_are_broken_between_letters() {
        let lines = broken("東京都は協力する。", 4.0);
        assert!(
            lines.iter().all(|line| line.chars().count() <= 4),
            "{lines:?}"
        );
        assert_eq!(lines.concat(), "東京都は協力する。");
        assert!(
            !lines.iter().any(|line| line.starts_with('。')),
            "{lines:?}"
        );
    }
}
