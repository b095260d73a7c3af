//! What the mouse and the keyboard do on the map.

use egui::{CursorIcon, Key, Modifiers, PointerButton, Pos2, Rect, Vec2};

use crate::layout::Position;
use crate::model::{ActorId, NoteId};
use crate::scene::MarkId;

use super::motion::Clock;
use super::{Canvas, CanvasEvent, CanvasInput};

/// How far beside a marker one may click.
const SLOP_PX: f32 = 4.0;
/// The same for fingers and pens.
const TOUCH_SLOP_PX: f32 = 14.0;
/// How much of the canvas one wheel point zooms.
const ZOOM_PER_POINT: f32 = 0.004;
/// How much a key or a button zooms.
pub(super) const ZOOM_STEP: f32 = 1.35;

/// How far the pointer goes before the line of a lasso has its next corner.
const LASSO_STEP_PX: f32 = 3.0;

/// What the pointer is doing.
#[derive(Debug, Default)]
pub(super) enum Gesture {
    /// Nothing.
    #[default]
    None,
    /// Moving the map.
    Pan,
    /// Drawing a box around actors.
    Box { from: Pos2, to: Pos2 },
    /// Drawing a line around actors; it closes by itself.
    Lasso(Vec<Pos2>),
    /// Moving actors.
    Actors {
        /// Where it began, in world units.
        from: Pos2,
        /// Where the actors were.
        places: Vec<(u32, Position)>,
    },
    /// Moving a note.
    Note {
        /// Which.
        id: NoteId,
        /// Where it began, in world units.
        from: Pos2,
        /// Where the note was, as [`NoteMark::place`](crate::scene::NoteMark::place) has it.
        place: Position,
    },
}

impl Gesture {
    /// Where actors were that are being moved.
    fn places(&self) -> &[(u32, Position)] {
        match self {
            Self::Actors { places, .. } => places,
            _ => &[],
        }
    }
}

impl Canvas {
    /// The pointer: hover, click, drag, wheel.
    pub(super) fn handle_pointer(
        &mut self,
        ui: &egui::Ui,
        response: &egui::Response,
        input: &CanvasInput<'_>,
        events: &mut Vec<CanvasEvent>,
    ) {
        let modifiers = ui.input(|i| i.modifiers);
        let space = ui.input(|i| i.key_down(Key::Space)) && Self::has_keyboard(ui, response);
        if self.handle_fingers(ui, response) {
            return;
        }
        self.handle_wheel(ui, response);

        self.places.update_grid();
        let slop_px = if ui.input(egui::InputState::any_touches) {
            TOUCH_SLOP_PX
        } else {
            SLOP_PX
        };
        let scene = &self.looks.scene;
        let camera = self.motion.camera;
        let places = &self.places;
        let at = |pos: Pos2| {
            let grid = &places.grid;
            grid.actor_at(scene, &places.shown, &camera, pos, slop_px)
        };
        let is_dragging = !matches!(self.gesture, Gesture::None);
        let note_at = |pos: Option<Pos2>| pos.filter(|_| !space).and_then(|pos| self.note_at(pos));
        let hovered_note = match &self.gesture {
            Gesture::None => note_at(response.hover_pos()),
            Gesture::Note { id, .. } => Some(*id),
            _ => None,
        };
        let hovered = match response.hover_pos() {
            Some(pos) if !is_dragging && !space && hovered_note.is_none() => at(pos),
            _ if matches!(self.gesture, Gesture::Actors { .. }) => self.hovered_index(),
            _ => None,
        };
        let origin = ui.input(|i| i.pointer.press_origin());
        let grabbed_note = note_at(origin);
        let grabbed = origin
            .filter(|_| !space && grabbed_note.is_none())
            .and_then(at);
        let hovered_mark = hovered
            .and_then(|index| scene.actors.get(index as usize))
            .map(|mark| mark.id);
        self.notes.hovered = hovered_note;
        if hovered_mark != self.hovered {
            self.hovered = hovered_mark;
            events.push(CanvasEvent::Hover(hovered_mark));
        }

        if response.clicked_by(PointerButton::Primary) && !space {
            response.request_focus();
            self.focus_is_from_click = true;
            let add = modifiers.shift || modifiers.command || modifiers.ctrl;
            let is_double = response.double_clicked_by(PointerButton::Primary);
            match hovered_mark {
                _ if let Some(note) = hovered_note => events.push(if is_double {
                    CanvasEvent::EditNote(note)
                } else {
                    CanvasEvent::ClickNote(note)
                }),
                Some(mark) if is_double => events.push(CanvasEvent::DoubleClick(mark)),
                Some(mark) => events.push(CanvasEvent::Click { mark, add }),
                None if add => {}
                None => events.push(CanvasEvent::Background),
            }
        }
        if response.secondary_clicked()
            && let Some(pos_in_screen) = response.interact_pointer_pos()
        {
            events.push(CanvasEvent::ContextMenu {
                mark: hovered_mark,
                note: hovered_note,
                pos_in_screen,
            });
        }

        if response.drag_started()
            && let Some(origin) = origin
        {
            let encloses = modifiers.shift || modifiers.command || modifiers.ctrl;
            let moves = response.dragged_by(PointerButton::Primary) && !encloses;
            match grabbed_note.filter(|_| moves) {
                Some(id) => self.begin_note(id, origin),
                None => self.begin_gesture(response, input, origin, grabbed, space, modifiers),
            }
        }
        if response.dragged() {
            self.continue_gesture(ui, response, events);
        }
        if response.drag_stopped() {
            self.end_gesture(events);
        }

        let cursor = match self.gesture {
            Gesture::Pan | Gesture::Actors { .. } | Gesture::Note { .. } => {
                Some(CursorIcon::Grabbing)
            }
            Gesture::Box { .. } | Gesture::Lasso(_) => Some(CursorIcon::Crosshair),
            Gesture::None if !response.hovered() => None,
            Gesture::None if space => Some(CursorIcon::Grab),
            Gesture::None if self.hovered.is_some() || hovered_note.is_some() => {
                Some(CursorIcon::PointingHand)
            }
            Gesture::None if modifiers.shift || modifiers.command => Some(CursorIcon::Crosshair),
            Gesture::None => None,
        };
        if let Some(cursor) = cursor {
            ui.set_cursor_icon(cursor);
        }
    }

    /// Two fingers move the map and zoom it; what the first of them was about to do is left. Returns whether there are two.
    fn handle_fingers(&mut self, ui: &egui::Ui, response: &egui::Response) -> bool {
        let Some(touch) = ui.input(egui::InputState::multi_touch) else {
            return false;
        };
        if !response.rect.contains(touch.start_pos) {
            return false;
        }
        if matches!(self.gesture, Gesture::Actors { .. }) {
            // Those that were dragged go back; nothing has become of it yet.
            for &(index, position) in self.gesture.places() {
                self.places.put_back(index, position);
            }
        }
        self.gesture = Gesture::None;
        self.notes.held = None;
        let camera = self.motion.take_over();
        camera.pan(touch.translation_delta);
        camera.zoom_to(touch.center_pos, touch.zoom_delta);
        true
    }

    fn handle_wheel(&mut self, ui: &egui::Ui, response: &egui::Response) {
        let Some(pos) = response.hover_pos() else {
            return;
        };
        let (scroll, pinch) = ui.input(|i| (i.smooth_scroll_delta(), i.zoom_delta()));
        let factor = pinch * (scroll.y * ZOOM_PER_POINT).exp();
        if (factor - 1.0).abs() > 1e-6 {
            self.motion.take_over().zoom_to(pos, factor);
        }
        if scroll.x.abs() > 1e-3 {
            self.motion.take_over().pan(Vec2::new(scroll.x, 0.0));
        }
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "what a press on the map depends on"
    )]
    fn begin_gesture(
        &mut self,
        response: &egui::Response,
        input: &CanvasInput<'_>,
        origin: Pos2,
        grabbed: Option<u32>,
        space: bool,
        modifiers: Modifiers,
    ) {
        let wants_lasso = modifiers.command || modifiers.ctrl;
        let encloses = modifiers.shift || wants_lasso;
        self.gesture = if !response.dragged_by(PointerButton::Primary) || space {
            Gesture::Pan
        } else if let Some(index) = grabbed.filter(|&index| !encloses && self.may_move(index)) {
            let indices: Vec<u32> = if self.is_selected(index, input) {
                self.marks_of(input.selection)
            } else {
                vec![index]
            };
            // The map stays where it is, even if what is let go of now lies beside all others.
            self.motion.take_over();
            Gesture::Actors {
                from: self.motion.camera.world_from_screen(origin),
                places: indices
                    .into_iter()
                    .filter_map(|index| Some((index, *self.places.shown.get(index as usize)?)))
                    .collect(),
            }
        } else if wants_lasso {
            Gesture::Lasso(vec![origin])
        } else if encloses {
            Gesture::Box {
                from: origin,
                to: origin,
            }
        } else {
            Gesture::Pan
        };
    }

    fn begin_note(&mut self, id: NoteId, origin: Pos2) {
        if let Some(place) = self.note_place(id) {
            self.motion.take_over();
            self.gesture = Gesture::Note {
                id,
                from: self.motion.camera.world_from_screen(origin),
                place,
            };
        }
    }

    fn continue_gesture(
        &mut self,
        ui: &egui::Ui,
        response: &egui::Response,
        events: &mut Vec<CanvasEvent>,
    ) {
        let Some(pos) = response.interact_pointer_pos() else {
            return;
        };
        let delta = ui.input(|i| i.pointer.delta());
        match &mut self.gesture {
            Gesture::None => {}
            Gesture::Pan => {
                if delta != Vec2::ZERO {
                    self.motion.take_over().pan(delta);
                }
            }
            Gesture::Note { id, from, place } => {
                let by = self.motion.camera.world_from_screen(pos) - *from;
                let [x, y] = *place;
                self.notes.held = Some((*id, [x + by.x, y + by.y]));
            }
            Gesture::Box { to, .. } => *to = pos,
            Gesture::Lasso(line) => {
                let is_further = line
                    .last()
                    .is_none_or(|last| last.distance(pos) >= LASSO_STEP_PX);
                if is_further {
                    line.push(pos);
                }
            }
            Gesture::Actors { from, places } => {
                let moved = self.motion.camera.world_from_screen(pos) - *from;
                self.places.held = places
                    .iter()
                    .map(|&(index, [x, y])| (index, [x + moved.x, y + moved.y]))
                    .collect();
                self.places.is_dragging = true;
                if delta != Vec2::ZERO {
                    events.push(self.dragged(false));
                }
            }
        }
    }

    fn end_gesture(&mut self, events: &mut Vec<CanvasEvent>) {
        match std::mem::take(&mut self.gesture) {
            Gesture::None | Gesture::Pan => {}
            Gesture::Note { id, place, .. } => {
                if let Some((_, [x, y])) = self.notes.held {
                    let by = [x - place[0], y - place[1]];
                    events.push(CanvasEvent::MoveNote { id, by });
                }
            }
            Gesture::Box { from, to } => {
                let rect = Rect::from_two_pos(from, to);
                events.push(self.enclosed(rect, |_| true));
            }
            Gesture::Lasso(line) => {
                let rect = Rect::from_points(&line);
                events.push(self.enclosed(rect, |pos| is_inside(&line, pos)));
            }
            Gesture::Actors { .. } => {
                self.places.is_dragging = false;
                if !self.places.held.is_empty() {
                    events.push(self.dragged(true));
                }
            }
        }
    }

    /// The actors in a part of the screen, and of them those that are wanted.
    fn enclosed(&self, rect: Rect, is_wanted: impl Fn(Pos2) -> bool) -> CanvasEvent {
        let camera = &self.motion.camera;
        let rect_in_world = Rect::from_two_pos(
            camera.world_from_screen(rect.min),
            camera.world_from_screen(rect.max),
        );
        let inside = self
            .places
            .grid
            .actors_in(&self.places.shown, rect_in_world);
        let actors = inside
            .into_iter()
            .filter(|&index| {
                let place = self.places.get(index);
                place.is_some_and(|place| is_wanted(camera.screen_from_world(place)))
            })
            // Those of an activity have markers of their own.
            .filter(|&index| self.may_move(index))
            .flat_map(|index| self.actors_of(index))
            .collect();
        CanvasEvent::Enclose(actors)
    }

    /// Whether a marker can be dragged: activities lie between those that take part.
    fn may_move(&self, index: u32) -> bool {
        let mark = self.looks.scene.actors.get(index as usize);
        mark.is_some_and(|mark| !matches!(mark.id, MarkId::Activity(_)))
    }

    /// The actors that a marker stands for.
    fn actors_of(&self, index: u32) -> Vec<ActorId> {
        let scene = &self.looks.scene;
        let mark = scene.actors.get(index as usize);
        match mark.and_then(|mark| mark.id.actor()) {
            Some(actor) => vec![actor],
            None => scene.members(index).to_vec(),
        }
    }

    fn dragged(&self, finished: bool) -> CanvasEvent {
        let moved = self
            .places
            .held
            .iter()
            .filter_map(|&(index, position)| {
                let mark = self.looks.scene.actors.get(index as usize)?;
                Some((mark.id, position))
            })
            .collect();
        CanvasEvent::DragActors { moved, finished }
    }

    /// Whether keys are meant for the map: it has the focus, or nothing has.
    fn has_keyboard(ui: &egui::Ui, response: &egui::Response) -> bool {
        ui.is_enabled() && (response.has_focus() || ui.memory(|memory| memory.focused().is_none()))
    }

    /// The keyboard: fit, zoom, walk, pin, open.
    pub(super) fn handle_keys(
        &mut self,
        ui: &egui::Ui,
        response: &egui::Response,
        input: &CanvasInput<'_>,
        clock: Clock,
        events: &mut Vec<CanvasEvent>,
    ) {
        if response.has_focus() {
            let filter = egui::EventFilter {
                horizontal_arrows: true,
                vertical_arrows: true,
                ..egui::EventFilter::default()
            };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        }
        if !Self::has_keyboard(ui, response) {
            return;
        }
        let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
        if pressed(Key::F) {
            self.fit();
        }
        if pressed(Key::Plus) || pressed(Key::Equals) {
            self.zoom_by(ZOOM_STEP);
        }
        if pressed(Key::Minus) {
            self.zoom_by(1.0 / ZOOM_STEP);
        }
        self.handle_note_keys(input, pressed, events);
        for (key, direction) in [
            (Key::ArrowLeft, Vec2::LEFT),
            (Key::ArrowRight, Vec2::RIGHT),
            (Key::ArrowUp, Vec2::UP),
            (Key::ArrowDown, Vec2::DOWN),
        ] {
            if pressed(key)
                && let Some(walk) = self.walk(input, direction, clock)
            {
                response.request_focus();
                self.focus_is_from_click = false;
                events.push(walk);
            }
        }
        if let Some(actor) = input.primary
            && pressed(Key::Enter)
        {
            events.push(CanvasEvent::OpenCard(actor));
        }
        if ui.input_mut(|i| i.consume_key(Modifiers::SHIFT, Key::F10)) {
            let selected = input.primary.or_else(|| input.selection.first().copied());
            let place = selected.and_then(|actor| self.actor_in_screen(actor));
            let mark = selected.and_then(|actor| self.mark_id_of(actor));
            events.push(CanvasEvent::ContextMenu {
                mark: mark.filter(|_| place.is_some()),
                note: input.note,
                pos_in_screen: place.unwrap_or_else(|| response.rect.center()),
            });
        }
        if !input.selection.is_empty() && pressed(Key::P) {
            let is_pinned = |actor: &ActorId| {
                input
                    .scene
                    .mark_of(*actor)
                    .and_then(|index| input.scene.actors.get(index as usize))
                    .is_some_and(|mark| mark.pinned)
            };
            events.push(CanvasEvent::Pin {
                actors: input.selection.iter().copied().collect(),
                pinned: !input.selection.iter().all(is_pinned),
            });
        }
    }

    /// Where an actor is on the screen.
    pub(super) fn actor_in_screen(&self, actor: ActorId) -> Option<Pos2> {
        let place = self.places.get(self.looks.scene.mark_of(actor)?)?;
        Some(self.motion.camera.screen_from_world(place))
    }

    /// The marker that an actor is, or is in.
    fn mark_id_of(&self, actor: ActorId) -> Option<MarkId> {
        let index = self.looks.scene.mark_of(actor)?;
        Some(self.looks.scene.actors.get(index as usize)?.id)
    }

    /// From the primary actor along a tie to the neighbour that lies most in a direction; to the actor in the middle of
    /// the canvas if there is no primary one.
    fn walk(
        &mut self,
        input: &CanvasInput<'_>,
        direction: Vec2,
        clock: Clock,
    ) -> Option<CanvasEvent> {
        let scene = &self.looks.scene;
        let selected = input.primary.or_else(|| input.selection.first().copied());
        let from = selected.and_then(|actor| scene.mark_of(actor));
        let middle = self.motion.camera.viewport.center();
        let to = match from {
            Some(from) => {
                let start = self.places.get(from)?;
                let neighbors = scene
                    .tie_ends
                    .of(from)
                    .iter()
                    .filter_map(|&tie| scene.ties.get(tie as usize))
                    .filter(|tie| !tie.dashed)
                    .filter_map(|tie| match from {
                        from if from == tie.a => Some(tie.b),
                        from if from == tie.b => Some(tie.a),
                        _ => None,
                    });
                nearest_in_direction(
                    neighbors.filter_map(|index| Some((index, self.places.get(index)? - start))),
                    direction,
                )
            }
            None => (0..scene.actors.len() as u32)
                .filter_map(|index| {
                    let pos = self
                        .motion
                        .camera
                        .screen_from_world(self.places.get(index)?);
                    Some((index, (pos - middle).length_sq()))
                })
                .min_by(|a, b| a.1.total_cmp(&b.1))
                .map(|(index, _)| index),
        }?;
        let id = scene.actors.get(to as usize)?.id;
        let actors = self.actors_of(to);
        self.reveal_now(actors.get(..1).unwrap_or_default(), clock);
        Some(CanvasEvent::Walk(id))
    }
}

/// Whether a point is inside a closed line: a ray from it crosses the line an odd number of times.
fn is_inside(line: &[Pos2], pos: Pos2) -> bool {
    let ends = line.iter().cycle().skip(1);
    let num_crossed = line
        .iter()
        .zip(ends)
        .filter(|(from, to)| {
            (from.y > pos.y) != (to.y > pos.y)
                && pos.x < from.x + (to.x - from.x) * (pos.y - from.y) / (to.y - from.y)
        })
        .count();
    num_crossed % 2 == 1
}

/// Which of some places, seen from where one is, lies nearest in a direction: within 45° of it if there is any, else
/// within 80°. What lies aside counts as further away.
fn nearest_in_direction(places: impl Iterator<Item = (u32, Vec2)>, direction: Vec2) -> Option<u32> {
    places
        .filter_map(|(index, way)| {
            let distance = way.length();
            let cosine = way.dot(direction) / distance.max(1e-6);
            // cos 80°, cos 45°.
            (cosine > 0.173_6).then(|| {
                let is_aside = cosine < std::f32::consts::FRAC_1_SQRT_2;
                (is_aside, distance * (2.0 - cosine), index)
            })
        })
        .min_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2)))
        .map(|(_, _, index)| index)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lasso_may_be_bent() {
        // The letter U.
        let corners = [
            (0.0, 0.0),
            (1.0, 0.0),
            (1.0, 2.0),
            (2.0, 2.0),
            (2.0, 0.0),
            (3.0, 0.0),
            (3.0, 3.0),
            (0.0, 3.0),
        ];
        let line = corners.map(|(x, y)| Pos2::new(x, y));
        for (x, y, expected) in [
            (0.5, 0.5, true),
            (2.5, 0.5, true),
            (1.5, 2.5, true),
            (1.5, 1.0, false),
            (-0.5, 1.0, false),
            (3.5, 1.0, false),
            (1.5, 3.5, false),
        ] {
            assert_eq!(is_inside(&line, Pos2::new(x, y)), expected, "{x} {y}");
        }
        assert!(!is_inside(&[], Pos2::ZERO));
        assert!(!is_inside(&[Pos2::ZERO], Pos2::ZERO));
    }

    #[test]
    fn one_walks_to_what_lies_ahead() {
        let places = [
            (0, Vec2::new(100.0, 5.0)),
            (1, Vec2::new(30.0, 90.0)),
            (2, Vec2::new(-10.0, 0.0)),
        ];
        let to = |direction| nearest_in_direction(places.into_iter(), direction);
        assert_eq!(
            to(Vec2::RIGHT),
            Some(0),
            "not the nearer one that lies aside"
        );
        assert_eq!(to(Vec2::DOWN), Some(1));
        assert_eq!(to(Vec2::LEFT), Some(2));
        assert_eq!(to(Vec2::UP), None);
    }
}
