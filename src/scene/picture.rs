//! A picture of the map for paper, slides and web pages: a title, the map, its legend, where the data come from.
//!
//! Everything is placed here, in logical pixels; the writers of single formats only write it down.

use emath::{Pos2, Rect, Vec2, pos2, vec2};

use super::text_width::{Fonts, LINE_HEIGHT, Weight};
use super::{
    AreaColors, AreaLabel, AreaSpace, BandShape, Camera, GroupPlaces, HullEdges, Insets, Kept,
    LABEL_PX, LabelSpace, LegendEntry, LegendSymbol, Paper, PlacedLabel, PlacedNote, Scene, Theme,
    TieMark, axes, band_shapes, fit, place_area_labels, place_labels, place_notes, rings, shapes,
    tie_detail,
};
use crate::layout::Position;
use crate::text::words;

/// What a picture is made from.
#[derive(Clone, Copy, Debug)]
pub struct PictureInput<'a> {
    /// What is drawn.
    pub scene: &'a Scene,
    /// Where, in the order of its markers.
    pub positions: &'a [Position],
    /// The colours.
    pub theme: Theme,
    /// The full names of the actors, in the same order; they have none if it is shorter.
    pub names: &'a [&'a str],
    /// The part of the map that is shown: what the window shows. All of it if `None`.
    pub view: Option<Camera>,
    /// Width and height in pixels, unless it is on paper.
    pub size_px: [u32; 2],
    /// The sheet that it is printed on.
    pub paper: Option<Paper>,
    /// Whether there is nothing behind the map.
    pub is_transparent: bool,
    /// The headline; none if empty.
    pub title: &'a str,
    /// The line under it; none if empty.
    pub subtitle: &'a str,
    /// The line at the bottom: where the data come from; none if empty.
    pub source: &'a str,
}

impl PictureInput<'_> {
    /// Width and height in pixels.
    pub(super) fn pixels(&self) -> [u32; 2] {
        self.paper.map_or(self.size_px, |paper| paper.size_px())
    }

    /// How much larger than on A4 the map's canvas is: on large sheets more names fit; but where there are few actors, all
    /// is rather larger.
    fn detail(&self) -> f32 {
        let wanted = (self.positions.len() as f32 / FEW).sqrt().max(1.0);
        self.paper.map_or(1.0, |paper| paper.detail.min(wanted))
    }
}

/// A picture with everything in its place.
#[derive(Clone, Debug)]
pub(super) struct Picture {
    /// The size in logical pixels.
    pub(super) size: Vec2,
    /// Its viewport is all of the picture, or where only a part of the map is shown, the part of the picture for it.
    pub(super) camera: Camera,
    /// How much larger than given all of title, source and legend is.
    pub(super) frame: f32,
    pub(super) legend: Option<LegendBox>,
    /// The bands between sectors, by band of the scene.
    pub(super) bands: Vec<Option<BandShape>>,
    /// What is written on areas.
    pub(super) area_labels: Vec<AreaLabel>,
    pub(super) labels: Vec<PlacedLabel>,
    pub(super) notes: Vec<PlacedNote>,
    /// The ties that are drawn, with their place among all, those further back first.
    pub(super) ties: Vec<(usize, TieMark)>,
    /// The subtitle, cut to the width.
    pub(super) subtitle: String,
    /// The source line, cut to the width.
    pub(super) source: String,
}

/// Sizes of text, in logical pixels.
pub(super) const TITLE_PX: f32 = 19.0;
pub(super) const SUBTITLE_PX: f32 = 13.0;
pub(super) const SOURCE_PX: f32 = 10.5;
pub(super) const LEGEND_PX: f32 = 12.0;
/// From the edge of the picture to anything but the map.
pub(super) const EDGE: f32 = 24.0;
/// From the edge of a part of the map to its legend, as in the window.
const VIEW_EDGE: f32 = 16.0;

/// The canvas for which all sizes are meant.
const NOMINAL: Vec2 = vec2(1280.0, 800.0);
/// So many actors with their names fit on A4.
const FEW: f32 = 150.0;
/// In how many steps the map moves aside for the legend.
const NUM_STEPS: u8 = 8;
/// Between the legend and what is around it.
const LEGEND_GAP: f32 = 10.0;

impl Picture {
    pub(super) fn new(input: &PictureInput<'_>, fonts: &Fonts) -> Self {
        let [width, height] = input.pixels();
        let pixels = vec2(width.max(1) as f32, height.max(1) as f32);
        let detail = input.detail();
        // On a poster, titles and legend are larger than what is read from near.
        let frame = detail.sqrt();
        let scale = match input.view {
            // Everything is as large as on the screen, of which the picture is as wide.
            Some(view) => pixels.x / view.viewport.width().max(1.0),
            None => (pixels.x / NOMINAL.x).min(pixels.y / NOMINAL.y).max(0.5) / detail,
        };
        let size = pixels / scale;
        let (top, bottom) = edges(input);
        let (top, bottom) = (frame * top, frame * bottom);
        let edge = frame * EDGE;
        let whole = Rect::from_min_size(Pos2::ZERO, size);
        let free = Rect::from_min_max(
            pos2(edge, top.max(edge)),
            pos2(
                size.x - edge,
                (size.y - bottom.max(edge)).max(top.max(edge) + 1.0),
            ),
        );
        let groups = GroupPlaces::new(input.scene, input.positions);
        // Among very many ties, those are drawn that the screen would show.
        let ties = drawn_ties(input.scene, &input.view.unwrap_or_default());
        let mut entries = input.scene.legend.clone();
        if !groups.are_apart {
            entries.retain(|entry| !entry.symbol.is_band());
        }
        if ties.len() < input.scene.ties.len() {
            entries.push(LegendEntry::new(
                LegendSymbol::Note,
                words::ties_drawn(ties.len(), input.scene.ties.len()),
                None,
            ));
        }
        let entries = &entries;
        let legend_size = LegendBox::size(entries, fonts) * frame;
        let (camera, legend_rect) = match input.view {
            Some(view) => place_view(input, view, (top, bottom), whole, legend_size),
            None => place_map(input, whole, free, legend_size),
        };
        let legend = (!entries.is_empty()).then(|| {
            let rect = Rect::from_min_size(
                (legend_rect.min.to_vec2() / frame).to_pos2(),
                legend_rect.size() / frame,
            );
            LegendBox::new(rect, entries, fonts)
        });

        // Names stay clear of title, source and edges; those of a part of the map stay within it.
        let mut avoid: Vec<Rect> = if input.view.is_some() {
            Vec::new()
        } else {
            let inner = edge * 0.7;
            vec![
                Rect::from_min_max(Pos2::ZERO, pos2(size.x, top.max(edge) - 12.0)),
                Rect::from_min_max(pos2(0.0, size.y - bottom.max(edge) + 10.0), size.to_pos2()),
                Rect::from_min_max(Pos2::ZERO, pos2(inner, size.y)),
                Rect::from_min_max(pos2(size.x - inner, 0.0), size.to_pos2()),
            ]
        };
        if legend.is_some() {
            avoid.push(legend_rect.expand(4.0));
        }
        let notes = place_notes(input.scene, &input.scene.notes, input.positions, &camera);
        avoid.extend(notes.iter().map(|note| note.rect.expand(2.0)));
        let colors = input.theme.colors();
        let mut space = LabelSpace {
            scene: input.scene,
            positions: input.positions,
            camera: &camera,
            hovered: None,
            avoid: &avoid,
            max_tries: (4000.0 * detail * detail) as usize,
            density: detail * detail,
            kept: Kept::default(),
        };
        let bands = band_shapes(input.scene, &groups, &camera);
        let area_colors = AreaColors {
            muted: colors.text_muted,
            text: colors.text,
        };
        let hulls = HullEdges::new(input.scene, input.positions, &camera);
        let hulls: Vec<(&str, Vec<Pos2>)> = hulls
            .outlines(input.scene, input.positions, &camera)
            .filter(|(hull, _)| !hull.label.is_empty())
            .map(|(hull, outline)| (hull.label.as_str(), outline))
            .collect();
        let axes = axes(input.scene, input.positions);
        let rings = rings(input.scene, input.positions);
        let areas = AreaSpace {
            groups: &groups,
            bands: &bands,
            hulls: &hulls,
            colors: area_colors,
            axes: &axes,
            rings: &rings,
            kept: &[],
        };
        let area_labels = place_area_labels(&space, &areas, |text, size, strong| {
            let weight = if strong {
                Weight::Bold
            } else {
                Weight::Regular
            };
            vec2(fonts.width(text, size, weight), size * LINE_HEIGHT)
        });
        let avoid: Vec<Rect> = area_labels
            .iter()
            .map(|label| label.rect)
            .chain(avoid.iter().copied())
            .collect();
        space.avoid = &avoid;
        let labels = place_labels(&space, |label| {
            let weight = if label.strong {
                Weight::Bold
            } else {
                Weight::Regular
            };
            vec2(
                fonts.width(&label.text, LABEL_PX, weight),
                LABEL_PX * LINE_HEIGHT,
            )
        });
        Self {
            size,
            camera,
            legend,
            bands,
            area_labels,
            labels,
            notes,
            ties,
            frame,
            subtitle: fonts.cut_to(input.subtitle, SUBTITLE_PX, size.x / frame - 2.0 * EDGE),
            source: fonts.cut_to(input.source, SOURCE_PX, size.x / frame - 2.0 * EDGE),
        }
    }
}

/// How much of the picture title and source take, at the top and at the bottom.
fn edges(input: &PictureInput<'_>) -> (f32, f32) {
    let top = match (input.title.is_empty(), input.subtitle.is_empty()) {
        (true, true) => 0.0,
        (false, false) => 74.0,
        (true, false) | (false, true) => 54.0,
    };
    let bottom = if input.source.is_empty() { 0.0 } else { 38.0 };
    (top, bottom)
}

/// The part of the map that the screen shows, between title and source; its legend is where it is there, bottom left.
fn place_view(
    input: &PictureInput<'_>,
    view: Camera,
    (top, bottom): (f32, f32),
    whole: Rect,
    legend_size: Vec2,
) -> (Camera, Rect) {
    let camera = Camera {
        viewport: Rect::from_min_max(
            pos2(0.0, top),
            pos2(whole.max.x, (whole.max.y - bottom).max(top + 1.0)),
        ),
        num_marks: input.positions.len(),
        ..view
    };
    let [bottom_left, ..] = corners(camera.viewport.shrink(VIEW_EDGE), legend_size);
    (camera, bottom_left)
}

/// Where a legend may be: bottom left, bottom right, top right, top left.
fn corners(free: Rect, legend_size: Vec2) -> [Rect; 4] {
    [
        pos2(free.min.x, free.max.y - legend_size.y),
        pos2(free.max.x - legend_size.x, free.max.y - legend_size.y),
        pos2(free.max.x - legend_size.x, free.min.y),
        free.min,
    ]
    .map(|corner| Rect::from_min_size(corner, legend_size))
}

/// The ties that are drawn, with their indices: all, or of very many those that the screen shows with this camera.
fn drawn_ties(scene: &Scene, camera: &Camera) -> Vec<(usize, TieMark)> {
    let detail = tie_detail(scene.ties.len(), camera);
    let ties = scene.ties.iter().copied().enumerate();
    ties.filter(|(_, tie)| tie.rank < detail).collect()
}

/// The map as large as it can be with the legend covering no marker: in an empty corner if there is one, otherwise the map
/// moves aside just so far that there is one.
fn place_map(
    input: &PictureInput<'_>,
    viewport: Rect,
    free: Rect,
    legend_size: Vec2,
) -> (Camera, Rect) {
    let map = input.scene.bounds(input.positions);
    let radii = input.scene.actors.iter().map(|mark| mark.radius_px);
    let largest = radii.fold(0.0, f32::max);
    let camera_in = |free: Rect| {
        let camera = |room: f32| {
            // Room for the markers at the edge, and for names beside them.
            let insets = Insets {
                left: free.min.x - viewport.min.x + room.max(44.0),
                top: free.min.y - viewport.min.y + room.max(16.0),
                right: viewport.max.x - free.max.x + room.max(44.0),
                bottom: viewport.max.y - free.max.y + room.max(16.0),
            };
            fit(input.scene, input.positions, map, viewport, insets)
        };
        // The largest might be at the edge.
        camera(largest * camera(0.0).marker_scale() * 1.2)
    };
    let corners = corners(free, legend_size);
    let mut best: Option<(Camera, Rect)> = None;
    for step in 0..=NUM_STEPS {
        let share = f32::from(step) / f32::from(NUM_STEPS);
        let (x, y) = (
            legend_size.x * share,
            (legend_size.y * share).min(free.height() * 0.8),
        );
        let places = [
            Rect::from_min_max(pos2(free.min.x + x, free.min.y), free.max),
            Rect::from_min_max(free.min, pos2(free.max.x - x, free.max.y)),
            Rect::from_min_max(free.min, pos2(free.max.x, free.max.y - y)),
            Rect::from_min_max(pos2(free.min.x, free.min.y + y), free.max),
        ];
        for place in places {
            let camera = camera_in(place);
            let corner = corners
                .iter()
                .find(|corner| is_empty(corner.expand(LEGEND_GAP), input, &camera));
            if let Some(&corner) = corner
                && best.is_none_or(|(other, _)| camera.zoom > other.zoom)
            {
                best = Some((camera, corner));
            }
        }
        if best.is_some() {
            break;
        }
    }
    let [bottom_left, ..] = corners;
    best.unwrap_or_else(|| (camera_in(free), bottom_left))
}

/// Whether neither a marker nor a note is inside a rectangle, or reaches into it.
fn is_empty(rect: Rect, input: &PictureInput<'_>, camera: &Camera) -> bool {
    let notes = place_notes(input.scene, &input.scene.notes, input.positions, camera);
    let mut notes = notes.into_iter();
    let mut marks = input.scene.actors.iter().zip(input.positions);
    !notes.any(|note| note.rect.intersects(rect))
        && !marks.any(|(mark, &[x, y])| {
            let center = camera.screen_from_world(pos2(x, y));
            let reach = camera.radius_in_screen(mark) * shapes::reach(mark.shape);
            rect.distance_to_pos(center) <= reach
        })
}

/// The legend with its lines in their places, in pixels of the frame.
#[derive(Clone, Debug)]
pub(super) struct LegendBox {
    pub(super) rect: Rect,
    /// The middle of the symbol, and where text begins, of every line.
    pub(super) lines: Vec<LegendLine>,
    /// The heights of the hairlines between the groups of lines.
    pub(super) rules: Vec<f32>,
}

/// A line of the legend in its place.
#[derive(Clone, Debug)]
pub(super) struct LegendLine {
    pub(super) entry: LegendEntry,
    pub(super) y: f32,
    pub(super) symbol_x: f32,
    pub(super) text_x: f32,
    pub(super) count_x: f32,
}

const LEGEND_PADDING: f32 = 12.0;
const ROW_HEIGHT: f32 = 19.0;
const RULE_HEIGHT: f32 = 11.0;
const SYMBOL_WIDTH: f32 = 26.0;

impl LegendBox {
    fn size(entries: &[LegendEntry], fonts: &Fonts) -> Vec2 {
        let width = |text: &str| fonts.width(text, LEGEND_PX, Weight::Regular);
        let count_width = |entry: &LegendEntry| {
            entry
                .count
                .map_or(0.0, |count| width(&count_text(count)) + 18.0)
        };
        let widest = entries
            .iter()
            .map(|entry| {
                let symbol = if entry.symbol == LegendSymbol::Note {
                    0.0
                } else {
                    SYMBOL_WIDTH
                };
                symbol + width(&entry.text) + count_width(entry)
            })
            .fold(90.0, f32::max);
        // As in the window, between the sectors and the rest.
        let num_rules = entries
            .windows(2)
            .filter(|pair| matches!(pair, [a, b] if a.sector().is_some() && b.sector().is_none()))
            .count();
        vec2(
            widest + 2.0 * LEGEND_PADDING,
            entries.len() as f32 * ROW_HEIGHT
                + num_rules as f32 * RULE_HEIGHT
                + 2.0 * LEGEND_PADDING
                - 4.0,
        )
    }

    fn new(rect: Rect, entries: &[LegendEntry], fonts: &Fonts) -> Self {
        let mut y = rect.min.y + LEGEND_PADDING - 2.0;
        let mut lines = Vec::new();
        let mut rules = Vec::new();
        let left = rect.min.x + LEGEND_PADDING;
        let mut was_sector = false;
        for entry in entries {
            if was_sector && entry.sector().is_none() {
                rules.push(y + RULE_HEIGHT * 0.5);
                y += RULE_HEIGHT;
            }
            was_sector = entry.sector().is_some();
            let is_note = entry.symbol == LegendSymbol::Note;
            let count = entry.count.map(count_text).unwrap_or_default();
            lines.push(LegendLine {
                entry: entry.clone(),
                y: y + ROW_HEIGHT * 0.5,
                symbol_x: left + 8.0,
                text_x: if is_note { left } else { left + SYMBOL_WIDTH },
                count_x: rect.max.x
                    - LEGEND_PADDING
                    - fonts.width(&count, LEGEND_PX, Weight::Regular),
            });
            y += ROW_HEIGHT;
        }
        Self { rect, lines, rules }
    }
}

/// A count as it stands in the legend.
pub(super) fn count_text(count: usize) -> String {
    crate::text::count(count)
}
