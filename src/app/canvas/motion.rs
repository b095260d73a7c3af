//! What moves by itself: the camera, markers on their way to new places, and colours on their way to those of another
//! lens. All of it is short, eased out, and left out if the user wants reduced motion.

use std::sync::Arc;

use egui::{Rect, Vec2};

use crate::gpu::Lines;
use crate::layout::Position;
use crate::scene::{Camera, MarkId, PickGrid, Scene, place_notes};

use super::CanvasInput;

/// How long a movement takes.
const DURATION_SECS: f64 = 0.2;

/// Fast first, then slower: how far a movement is that began at `started`, 0 to 1.
fn eased(started: f64, now: f64) -> f32 {
    let share = (((now - started) / DURATION_SECS) as f32).clamp(0.0, 1.0);
    1.0 - (1.0 - share).powi(3)
}

/// When something moves, and whether it may.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clock {
    /// Seconds since some moment.
    pub(super) now: f64,
    /// Every change is at once.
    pub(super) reduced_motion: bool,
}

/// The camera, and where it is going.
#[derive(Debug, Default)]
pub(super) struct CameraMotion {
    /// As it is now.
    pub(super) camera: Camera,
    /// Whether it has been placed at all.
    pub(super) is_placed: bool,
    /// It shows everything, and goes on doing so until the user moves it.
    pub(super) follows: bool,
    way: Option<(Camera, Camera, f64)>,
}

impl CameraMotion {
    /// Takes over the place of the canvas in the window.
    pub(super) fn set_viewport(&mut self, viewport: Rect) {
        self.camera.set_viewport(viewport);
        if let Some((from, to, _)) = &mut self.way {
            from.set_viewport(viewport);
            to.set_viewport(viewport);
        }
    }

    /// Goes on. Returns whether it is still on its way.
    pub(super) fn advance(&mut self, clock: Clock) -> bool {
        let Some((from, to, started)) = &self.way else {
            return false;
        };
        let share = eased(*started, clock.now);
        if share >= 1.0 || clock.reduced_motion {
            self.camera = *to;
            self.way = None;
        } else {
            self.camera = from.toward(to, share);
        }
        self.way.is_some()
    }

    /// Where the camera will be when it has arrived.
    pub(super) fn goal(&self) -> Camera {
        self.way.as_ref().map_or(self.camera, |(_, to, _)| *to)
    }

    /// Sets off.
    pub(super) fn go(&mut self, to: Camera, clock: Clock) {
        if self.goal() == to {
            return;
        }
        if clock.reduced_motion || !self.is_placed {
            self.jump(to);
        } else {
            self.way = Some((self.camera, to, clock.now));
        }
    }

    /// Is there.
    pub(super) fn jump(&mut self, to: Camera) {
        self.camera = to;
        self.way = None;
        self.is_placed = true;
    }

    /// Keeps up with a goal that itself moves in every frame.
    pub(super) fn approach(&mut self, to: Camera, clock: Clock) {
        if clock.reduced_motion || !self.is_placed {
            self.jump(to);
        } else {
            self.way = None;
            self.camera = self.camera.toward(&to, 0.25);
        }
    }

    /// The user has the camera now.
    pub(super) fn take_over(&mut self) -> &mut Camera {
        self.way = None;
        self.follows = false;
        &mut self.camera
    }

    /// Another fit, without moving: only the size of markers follows.
    pub(super) fn set_fit_zoom(&mut self, fit_zoom: f32) {
        self.camera.fit_zoom = fit_zoom;
        if let Some((from, to, _)) = &mut self.way {
            (from.fit_zoom, to.fit_zoom) = (fit_zoom, fit_zoom);
        }
    }
}

/// The scene that is shown, and the one before while colours and sizes are on their way.
#[derive(Debug, Default)]
pub(super) struct Looks {
    pub(super) scene: Arc<Scene>,
    pub(super) before: Option<Arc<Scene>>,
    /// The lines of the scene on the GPU, if they are there already.
    pub(super) lines: Option<Arc<Lines>>,
    /// Counts the states of the lines.
    pub(super) lines_revision: u64,
    /// Counts the scenes.
    pub(super) revision: u64,
    /// How far it is from the one before, 0 to 1.
    pub(super) progress: f32,
    shown: Option<u64>,
    started: f64,
}

impl Looks {
    /// Takes over the scene of the input. Returns the one before if the scene is a new one.
    pub(super) fn update(&mut self, input: &CanvasInput<'_>, clock: Clock) -> Option<Arc<Scene>> {
        let mut replaced = None;
        if self.shown != Some(input.scene_revision) || !Arc::ptr_eq(&self.scene, input.scene) {
            let old = std::mem::replace(&mut self.scene, Arc::clone(input.scene));
            self.before = (self.shown.is_some() && !clock.reduced_motion).then(|| Arc::clone(&old));
            self.shown = Some(input.scene_revision);
            let are_same = self
                .lines
                .as_ref()
                .zip(input.lines)
                .is_some_and(|(old, new)| Arc::ptr_eq(old, new));
            if !are_same {
                self.lines = input.lines.map(Arc::clone);
                self.lines_revision += 1;
            }
            self.revision += 1;
            self.started = clock.now;
            replaced = Some(old);
        }
        self.progress = 1.0;
        if self.before.is_some() {
            self.progress = eased(self.started, clock.now);
            if self.progress >= 1.0 {
                self.before = None;
            }
        }
        replaced
    }
}

/// Where markers are drawn: at their places, on the way there, or where the user drags them.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// In the order of the scene.
    pub(super) shown: Arc<Vec<Position>>,
    /// Counts the states of `shown`.
    pub(super) revision: u64,
    /// Markers that the user drags, or has just let go of.
    pub(super) held: Vec<(u32, Position)>,
    /// Whether the button is still down.
    pub(super) is_dragging: bool,
    /// For hit tests, see [`Places::update_grid`].
    pub(super) grid: PickGrid,
    grid_revision: u64,
    way: Option<(Vec<Position>, f64)>,
    /// The state of the input's positions.
    seen: Option<u64>,
    /// Whether this frame has brought other places than the last one, apart from what is dragged.
    pub(super) has_new_goal: bool,
}

impl Places {
    /// Takes over the positions of the input. `old` is the scene before if it was replaced in this frame.
    pub(super) fn update(
        &mut self,
        input: &CanvasInput<'_>,
        old: Option<&Scene>,
        clock: Clock,
    ) -> bool {
        let scene = input.scene;
        let same_actors = old.is_none_or(|old| {
            old.actors.len() == scene.actors.len()
                && old
                    .actors
                    .iter()
                    .zip(&scene.actors)
                    .all(|(a, b)| a.id == b.id)
        });
        self.has_new_goal = self.seen != Some(input.positions_revision) || !same_actors;
        if self.has_new_goal {
            if !same_actors {
                self.held.clear();
                self.is_dragging = false;
            } else if !self.is_dragging {
                self.held.clear();
            }
            let is_first = self.seen.is_none();
            self.seen = Some(input.positions_revision);
            let from = match old {
                Some(old) if !same_actors => carried_over(old, &self.shown, input),
                _ => self.shown.to_vec(),
            };
            let at_once = is_first
                || clock.reduced_motion
                || input.options.layout_running
                || from.len() != input.positions.len();
            self.way = (!at_once && from != input.positions).then_some((from, clock.now));
            if self.way.is_none() {
                self.set(input.positions.to_vec());
            }
        }
        if let Some((from, started)) = &self.way {
            let share = eased(*started, clock.now);
            let between = |(from, to): (&Position, &Position)| {
                [
                    from[0] + (to[0] - from[0]) * share,
                    from[1] + (to[1] - from[1]) * share,
                ]
            };
            let shown: Vec<Position> = from.iter().zip(input.positions).map(between).collect();
            self.set(shown);
            if share >= 1.0 {
                self.way = None;
            }
        }
        if !self.held.is_empty() {
            let shown = Arc::make_mut(&mut self.shown);
            for &(index, position) in &self.held {
                if let Some(place) = shown.get_mut(index as usize)
                    && *place != position
                {
                    *place = position;
                    self.revision += 1;
                }
            }
        }
        self.way.is_some()
    }

    /// A marker is where it was before it was dragged; none is held any more.
    pub(super) fn put_back(&mut self, index: u32, position: Position) {
        self.held.clear();
        self.is_dragging = false;
        if let Some(place) = Arc::make_mut(&mut self.shown).get_mut(index as usize) {
            *place = position;
            self.revision += 1;
        }
    }

    fn set(&mut self, shown: Vec<Position>) {
        self.shown = Arc::new(shown);
        self.revision += 1;
    }

    /// Makes the grid fit for hit tests in this frame.
    pub(super) fn update_grid(&mut self) {
        if self.grid_revision != self.revision {
            self.grid = PickGrid::new(&self.shown);
            self.grid_revision = self.revision;
        }
    }

    /// Where a marker is drawn.
    pub(super) fn get(&self, index: u32) -> Option<egui::Pos2> {
        self.shown
            .get(index as usize)
            .map(|&[x, y]| egui::pos2(x, y))
    }
}

/// Where what the markers of the new scene stand for was shown in the old one; new ones are at their places already.
fn carried_over(old: &Scene, shown: &[Position], input: &CanvasInput<'_>) -> Vec<Position> {
    input
        .scene
        .actors
        .iter()
        .zip(input.positions)
        .map(|(mark, &place)| {
            was_at(old, input.scene, mark.id)
                .and_then(|index| shown.get(index as usize))
                .copied()
                .unwrap_or(place)
        })
        .collect()
}

/// The index, in the scene before, of the marker that a marker comes from: itself, the one that its actor was in, or one of
/// those that are in it now.
fn was_at(old: &Scene, scene: &Scene, id: MarkId) -> Option<u32> {
    let same = old.index_of(id);
    same.or_else(|| old.mark_of(id.actor()?))
        .or_else(|| old.mark_of(*scene.members(scene.index_of(id)?).first()?))
}

/// Whether neither a marker nor a note is under what covers corners of the canvas.
pub(super) fn is_clear(
    scene: &Scene,
    positions: &[Position],
    camera: &Camera,
    covers: &[Rect],
) -> bool {
    let notes = place_notes(scene, &scene.notes, positions, camera);
    let radius_of = camera.radii();
    let largest = scene.actors.iter().map(&radius_of).fold(0.0, f32::max);
    covers.iter().all(|cover| {
        let cover = cover.expand(6.0);
        // Most are far from it, which is quickly told where they are: in the world.
        let reach = cover.expand(largest);
        let reach = Rect::from_two_pos(
            camera.world_from_screen(reach.min),
            camera.world_from_screen(reach.max),
        );
        let places = positions.iter().map(|&[x, y]| egui::pos2(x, y));
        !notes.iter().any(|note| note.rect.intersects(cover))
            && places.zip(&scene.actors).all(|(pos, mark)| {
                !reach.contains(pos)
                    || !cover
                        .expand(radius_of(mark))
                        .contains(camera.screen_from_world(pos))
            })
    })
}

/// The legend may grow by so much, with three more lines, before it covers anybody: with another lens the camera stays.
const LEGEND_RESERVE: Vec2 = Vec2::new(56.0, 60.0);

/// The camera that shows all markers in full, without any of them under what covers corners of the canvas.
pub(super) fn fitting_camera(
    scene: &Scene,
    positions: &[Position],
    viewport: Rect,
    insets: crate::scene::Insets,
    covers: &[Rect],
) -> Camera {
    const MARGIN_PX: f32 = 28.0;
    let bounds = scene.bounds(positions);
    let largest = scene
        .actors
        .iter()
        .map(|mark| mark.radius_px)
        .fold(0.0, f32::max);
    let with_margin = |left: f32, top: f32, right: f32, bottom: f32| crate::scene::Insets {
        left: insets.left + MARGIN_PX + left,
        top: insets.top + MARGIN_PX + top,
        right: insets.right + MARGIN_PX + right,
        bottom: insets.bottom + MARGIN_PX + bottom,
    };
    let fit = |insets| {
        let rough = crate::scene::fit(scene, positions, bounds, viewport, insets);
        // Once more with room for the markers at the edge.
        let room = largest * rough.marker_scale() * 0.5;
        crate::scene::fit(
            scene,
            positions,
            bounds,
            viewport,
            crate::scene::Insets {
                left: insets.left + room,
                top: insets.top + room,
                right: insets.right + room,
                bottom: insets.bottom + room,
            },
        )
    };
    let reserve = LEGEND_RESERVE.min(viewport.size() * 0.07);
    let covers: Vec<Rect> = covers
        .iter()
        .map(|cover| {
            let mut cover = *cover;
            if cover.center().x < viewport.center().x {
                cover.max.x += reserve.x;
                cover.min.y -= reserve.y;
            }
            cover
        })
        .collect();
    let is_clear = |camera: &Camera| is_clear(scene, positions, camera, &covers);
    let plain = fit(with_margin(0.0, 0.0, 0.0, 0.0));
    if is_clear(&plain) {
        return plain;
    }
    // Clear of each cover by keeping off its column or its row; in steps, for often a little is enough.
    let mut best: Option<Camera> = None;
    for step in 1..=4 {
        let share = step as f32 / 4.0;
        let reach = covers
            .iter()
            .fold([0.0_f32; 3], |[left, right, bottom], cover| {
                let is_left = cover.center().x < viewport.center().x;
                [
                    left.max(if is_left {
                        cover.max.x - viewport.min.x
                    } else {
                        0.0
                    }),
                    right.max(if is_left {
                        0.0
                    } else {
                        viewport.max.x - cover.min.x
                    }),
                    bottom.max(viewport.max.y - cover.min.y),
                ]
            });
        let [left, right, bottom] = reach.map(|reach| reach * share);
        for camera in [
            fit(with_margin(left, 0.0, 0.0, 0.0)),
            fit(with_margin(0.0, 0.0, 0.0, bottom)),
            fit(with_margin(left, 0.0, right, 0.0)),
            fit(with_margin(left * 0.5, 0.0, 0.0, bottom * 0.5)),
        ] {
            if is_clear(&camera) && best.is_none_or(|best| best.zoom < camera.zoom) {
                best = Some(camera);
            }
        }
    }
    best.unwrap_or(plain)
}
