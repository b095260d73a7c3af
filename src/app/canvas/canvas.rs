//! The canvas widget.

use std::sync::Arc;

use egui::{Color32, Rect, Sense};

use crate::gpu;
use crate::layout::Position;
use crate::model::{ActorId, NoteId, SectorId};
use crate::scene::{Camera, MarkId, Rgba, Scene};

use super::interaction::Gesture;
use super::motion::{CameraMotion, Clock, Looks, Places, fitting_camera, is_clear};
use super::{CanvasInput, CanvasResponse};

/// How near to the edge of the canvas an actor may be before it counts as out of sight, in points.
const REVEAL_MARGIN_PX: f32 = 80.0;

/// The state of the view: camera, hover, what is being dragged, movements. Not saved, not undoable.
#[derive(Debug, Default)]
pub struct Canvas {
    pub(super) motion: CameraMotion,
    pub(super) looks: Looks,
    pub(super) places: Places,
    pub(super) gesture: Gesture,
    pub(super) hovered: Option<MarkId>,
    #[expect(
        clippy::option_option,
        reason = "no line of the legend, or that of a sector or of the unassigned"
    )]
    pub(super) hovered_sector: Option<Option<SectorId>>,
    /// Whether the legend is shown where there is little room for it.
    pub(super) legend_unfolded: bool,
    /// What of the canvas the legend and the buttons covered in the last frame.
    pub(super) covers: Vec<Rect>,
    covers_changed: bool,
    /// The map has the keyboard because somebody clicked it: who uses the mouse need not be shown where it is.
    pub(super) focus_is_from_click: bool,
    /// The place of the canvas for which everything was fitted into it.
    fitted_into: Option<Rect>,
    /// Since the canvas has had anything to show, as far as that matters.
    num_frames: u8,
    /// What was asked for between frames.
    wishes: Vec<Wish>,
    flags: Counted<Vec<u8>>,
    lit_ties: Counted<Vec<u32>>,
    lit_for: LitFor,
    pub(super) notes: super::notes::NotesView,
    pub(super) labels: super::overlay::Labels,
    pub(super) outlines: super::hulls::Outlines,
}

/// What the lit lines follow from.
#[derive(Debug, Default, PartialEq)]
struct LitFor {
    /// The markers whose lines are lit.
    marks: Vec<u32>,
    /// If any, only those that end there.
    connected: Vec<u32>,
    scene_revision: u64,
}

/// Something shared with the GPU, with the number of its state.
#[derive(Debug, Default)]
struct Counted<T> {
    value: Arc<T>,
    revision: u64,
}

impl<T: PartialEq> Counted<T> {
    fn set(&mut self, value: T) {
        if *self.value != value {
            self.value = Arc::new(value);
            self.revision += 1;
        }
    }
}

/// Something that the camera shall do.
#[derive(Clone, Debug)]
enum Wish {
    Fit,
    Reveal(Vec<ActorId>),
    RevealNote(NoteId),
    Zoom(f32),
}

/// A colour of the scene as egui has it.
pub(super) fn color32([red, green, blue, alpha]: Rgba) -> Color32 {
    Color32::from_rgba_unmultiplied(red, green, blue, alpha)
}

impl Canvas {
    /// A view of everything.
    pub fn new() -> Self {
        Self::default()
    }

    /// The marker under the mouse.
    pub fn hovered(&self) -> Option<MarkId> {
        self.hovered
    }

    /// Where on the screen the map is.
    pub fn camera(&self) -> &Camera {
        &self.motion.camera
    }

    /// Shows everything, in the next frame.
    pub fn fit(&mut self) {
        self.wishes.push(Wish::Fit);
    }

    /// Moves the camera, in the next frame, so that these actors are in sight. Does nothing if they are already.
    pub fn reveal(&mut self, actors: &[ActorId]) {
        self.wishes.push(Wish::Reveal(actors.to_vec()));
    }

    /// Moves the camera, in the next frame, so that a note is in sight.
    pub fn reveal_note(&mut self, id: NoteId) {
        self.wishes.push(Wish::RevealNote(id));
    }

    /// Zooms around the middle, in the next frame: 2 makes everything twice as large.
    pub fn zoom_by(&mut self, factor: f32) {
        self.wishes.push(Wish::Zoom(factor));
    }

    /// Forgets the camera and everything that moves: another document is shown from now on.
    pub fn reset(&mut self) {
        *self = Self::default();
    }

    /// Fills the space that is left in `ui` with the map.
    pub fn ui(&mut self, ui: &mut egui::Ui, input: CanvasInput<'_>) -> CanvasResponse {
        let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::click_and_drag());
        response.widget_info(|| {
            egui::WidgetInfo::labeled(
                egui::accesskit::Role::Canvas,
                ui.is_enabled(),
                &input.words.map,
            )
        });
        let mut events = Vec::new();
        let clock = Clock {
            now: ui.input(|i| i.time),
            reduced_motion: input.options.reduced_motion,
        };

        let old = self.looks.update(&input, clock);
        let is_easing = self.places.update(&input, old.as_deref(), clock);
        self.move_camera(rect, &input, clock);
        self.update_notes(old.is_some());
        if ui.is_enabled() {
            self.handle_pointer(ui, &response, &input, &mut events);
            self.handle_keys(ui, &response, &input, clock, &mut events);
        }
        self.update_highlights(&input);
        self.update_notes(false);

        let painter = ui.painter_at(rect);
        self.paint_map(&painter, &input, is_easing);
        self.paint_notes(&painter, &input);
        let labels = self.paint_labels(&painter, &input);
        self.focus_is_from_click &= response.has_focus();
        if response.has_focus() && !self.focus_is_from_click {
            super::overlay::paint_focus(&painter, rect);
        }
        self.label_for_accessibility(ui, &input, &labels, &mut events);
        self.tell_notes(ui, &input, &mut events);
        let covers = std::mem::take(&mut self.covers);
        self.legend_ui(ui, rect, &input, &mut events);
        self.buttons_ui(ui, rect, &input, clock, &mut events);
        self.covers_changed = self.covers != covers;
        if self.covers_changed {
            // What is fitted and written keeps clear of them: at once, before anybody sees it otherwise.
            ui.ctx().request_discard("what covers the map has changed");
        }
        self.paint_gesture(&painter, &input);
        self.paint_hover_card(&painter, &input);
        self.write_ui(ui, &input, &mut events);

        let is_moving = self.motion.advance(clock) || is_easing || self.looks.before.is_some();
        if is_moving || !self.wishes.is_empty() {
            ui.ctx().request_repaint();
        }
        CanvasResponse { response, events }
    }

    /// Whether the camera is still being placed for the first time: what covers the map is not known before it is drawn.
    pub(super) fn is_new(&self) -> bool {
        self.num_frames < 3
    }

    /// Wishes, following what is shown, and what is on its way.
    fn move_camera(&mut self, rect: Rect, input: &CanvasInput<'_>, clock: Clock) {
        let is_new = self.is_new();
        self.num_frames = self.num_frames.saturating_add(1);
        // A panel that grows by less than a point with another lens leaves the map where it is.
        let is_other = |old: Rect| {
            (old.min - rect.min).abs().max_elem() > 1.0
                || (old.max - rect.max).abs().max_elem() > 1.0
        };
        let resized = is_new || self.fitted_into.is_none_or(is_other);
        self.motion.set_viewport(rect);
        if !self.motion.is_placed {
            self.motion.follows = true;
            self.num_frames = 0;
        }
        // Another legend, as with another lens, moves the map only if it covers somebody.
        let is_covered = self.covers_changed
            && !is_clear(
                input.scene,
                input.positions,
                &self.motion.goal(),
                &self.covers,
            );
        let refit = resized || is_covered || self.places.has_new_goal || !self.motion.is_placed;
        if refit && !input.positions.is_empty() {
            self.fitted_into = Some(rect);
            let fitting = self.fitting(rect, input);
            if !self.motion.follows {
                self.motion.set_fit_zoom(fitting.fit_zoom);
            } else if resized || !self.motion.is_placed {
                self.motion.jump(fitting);
            } else if input.options.layout_running {
                self.motion.approach(fitting, clock);
            } else {
                self.motion.go(fitting, clock);
            }
        }
        for wish in std::mem::take(&mut self.wishes) {
            match wish {
                Wish::Fit => {
                    self.motion.follows = true;
                    let fitting = self.fitting(rect, input);
                    self.motion.go(fitting, clock);
                }
                Wish::Reveal(actors) => self.reveal_now(&actors, clock),
                Wish::RevealNote(id) => self.reveal_note_now(id, clock),
                Wish::Zoom(factor) => self.zoom_now(factor, clock),
            }
        }
        self.motion.advance(clock);
    }

    fn fitting(&self, rect: Rect, input: &CanvasInput<'_>) -> Camera {
        fitting_camera(
            input.scene,
            input.positions,
            rect,
            input.insets,
            &self.covers,
        )
    }

    /// Zooms around the middle of the canvas.
    pub(super) fn zoom_now(&mut self, factor: f32, clock: Clock) {
        let mut goal = self.motion.goal();
        goal.zoom_to(goal.viewport.center(), factor);
        self.motion.follows = false;
        self.motion.go(goal, clock);
    }

    /// Moves so that actors are in sight: no further than needed, and zooms out only if they are too far apart.
    pub(super) fn reveal_now(&mut self, actors: &[ActorId], clock: Clock) {
        let places: Vec<Position> = actors
            .iter()
            .filter_map(|&actor| self.looks.scene.mark_of(actor))
            .filter_map(|index| self.places.shown.get(index as usize).copied())
            .collect();
        let Some(bounds) = crate::scene::bounds(&places) else {
            return;
        };
        let mut goal = self.motion.goal();
        let room = goal.viewport.size() - egui::Vec2::splat(2.0 * REVEAL_MARGIN_PX);
        let needed = (room.x.max(80.0) / bounds.width().max(1e-3))
            .min(room.y.max(80.0) / bounds.height().max(1e-3));
        if needed < goal.zoom {
            goal.zoom = needed;
            goal.center_in_world = bounds.center();
        } else {
            goal.reveal(bounds.min, REVEAL_MARGIN_PX);
            goal.reveal(bounds.max, REVEAL_MARGIN_PX);
        }
        if goal != self.motion.goal() {
            self.motion.follows = false;
            self.motion.go(goal, clock);
        }
    }

    fn reveal_note_now(&mut self, id: NoteId, clock: Clock) {
        let Some(note) = self.looks.scene.note(id) else {
            return;
        };
        let mut goal = self.motion.goal();
        goal.reveal(note.middle(&self.places.shown), REVEAL_MARGIN_PX);
        if goal != self.motion.goal() {
            self.motion.follows = false;
            self.motion.go(goal, clock);
        }
    }

    /// The index of the marker under the mouse.
    pub(super) fn hovered_index(&self) -> Option<u32> {
        self.looks.scene.index_of(self.hovered?)
    }

    /// The indices of the markers that actors are, or are in; each once, in order.
    pub(super) fn marks_of<'a>(&self, actors: impl IntoIterator<Item = &'a ActorId>) -> Vec<u32> {
        let actors = actors.into_iter();
        let mut marks: Vec<u32> = actors
            .filter_map(|&actor| self.looks.scene.mark_of(actor))
            .collect();
        marks.sort_unstable();
        marks.dedup();
        marks
    }

    /// Whether a marker stands for somebody who is selected.
    pub(super) fn is_selected(&self, index: u32, input: &CanvasInput<'_>) -> bool {
        let scene = &self.looks.scene;
        let own = scene.actors.get(index as usize);
        if let Some(actor) = own.and_then(|mark| mark.id.actor()) {
            return input.selection.contains(&actor);
        }
        let mut members = scene.members(index).iter();
        let is_in = |member: &ActorId| input.selection.contains(member);
        match own.map(|mark| mark.id) {
            Some(MarkId::Activity(_)) => members.all(is_in),
            _ => members.any(is_in),
        }
    }

    /// Which markers are ringed, and which lines are lit.
    fn update_highlights(&mut self, input: &CanvasInput<'_>) {
        let scene = &self.looks.scene;
        let mut flags = vec![0; scene.actors.len()];
        // Both are in the order of actors, and all may be selected.
        let mut selected = input.selection.iter().peekable();
        if selected.peek().is_some() {
            for (mark, flags) in scene.actors.iter().zip(&mut flags) {
                let Some(actor) = mark.id.actor() else {
                    break;
                };
                while selected.next_if(|&&other| other < actor).is_some() {}
                if selected.peek() == Some(&&actor) {
                    *flags |= gpu::SELECTED;
                }
            }
        }
        let collapsed = scene.standing.as_ref().map(|_| input.selection);
        let connected = self.marks_of(input.connected);
        let marked = [
            (
                &self.marks_of(collapsed.into_iter().flatten()),
                gpu::SELECTED,
            ),
            (&self.marks_of(input.spotlight), gpu::SPOTLIT),
            (&connected, gpu::SPOTLIT),
        ];
        for (marks, flag) in marked {
            for &mark in marks {
                if let Some(flags) = flags.get_mut(mark as usize) {
                    *flags |= flag;
                }
            }
        }
        self.flags.set(flags);

        let lit_for: Vec<u32> = if self.places.held.is_empty() {
            self.hovered_index().into_iter().collect()
        } else {
            self.places.held.iter().map(|&(index, _)| index).collect()
        };
        let lit_for = LitFor {
            marks: lit_for,
            connected,
            scene_revision: self.looks.revision,
        };
        if lit_for != self.lit_for {
            // What is faded by the lens stays faded when many are dragged.
            let mut lit: Vec<u32> = if lit_for.marks.len() > 50 {
                Vec::new()
            } else {
                let ends = lit_for.marks.iter().map(|&mark| scene.tie_ends.of(mark));
                ends.flatten().copied().collect()
            };
            if !lit_for.connected.is_empty() {
                let is_connected = |mark| lit_for.connected.contains(&mark);
                lit.retain(|&tie| {
                    let tie = scene.ties.get(tie as usize);
                    tie.is_some_and(|tie| is_connected(tie.a) || is_connected(tie.b))
                });
            }
            lit.sort_unstable();
            lit.dedup();
            self.lit_ties.set(lit);
            self.lit_for = lit_for;
        }
    }

    fn paint_map(&mut self, painter: &egui::Painter, input: &CanvasInput<'_>, is_easing: bool) {
        let scene: &Arc<Scene> = &self.looks.scene;
        let colors = input.theme.colors();
        let camera = &self.motion.camera;
        let revisions = (self.looks.revision, self.places.revision);
        self.outlines
            .update(scene, &self.places.shown, revisions, camera);
        let (areas, stripes) = self.outlines.shown(&self.looks, &self.places.shown, camera);
        let frame = gpu::Frame {
            scene: Arc::clone(scene),
            before: self.looks.before.clone(),
            scene_revision: self.looks.revision,
            lines: self.looks.lines.clone(),
            lines_revision: self.looks.lines_revision,
            progress: self.looks.progress,
            positions: Arc::clone(&self.places.shown),
            positions_revision: self.places.revision,
            flags: Arc::clone(&self.flags.value),
            flags_revision: self.flags.revision,
            clock: (!input.options.reduced_motion).then(|| painter.ctx().input(|i| i.time)),
            areas,
            stripes,
            lit_ties: Arc::clone(&self.lit_ties.value),
            lit_revision: self.lit_ties.revision,
            hovered: self.hovered_index(),
            camera: self.motion.camera,
            theme: input.theme,
            is_moving: is_easing || input.options.layout_running || self.places.is_dragging,
            repaint: painter.ctx().clone(),
        };
        if input.options.gpu && !scene.actors.is_empty() {
            painter.add(gpu::shape(frame));
        } else {
            painter.rect_filled(painter.clip_rect(), 0.0, color32(colors.canvas));
            super::painter_fallback::paint(painter, &frame);
        }
    }
}
