//! Notes on the map: painted, told to screen readers, dragged, and written in their place.

use egui::accesskit::{Action, Role};
use egui::{
    Color32, FontFamily, FontId, Frame, Key, Margin, Painter, Pos2, Rect, Sense, Shape, Stroke,
    TextEdit, TextWrapMode, Vec2, vec2,
};

use crate::layout::Position;
use crate::model::{ActorId, NoteId};
use crate::scene::{
    MarkId, NOTE_PADDING, NOTE_PX, NOTE_WIDTH_PX, NoteMark, PlacedNote, note_line_px, place_notes,
};
use crate::text::in_visual_order;

use super::super::theme;
use super::canvas::color32;
use super::{Canvas, CanvasEvent, CanvasInput};

/// How far a key moves the selected note, in points.
const NUDGE_PX: f32 = 10.0;
/// How far from its actor a new note is, in points to the right and down.
const BESIDE_PX: Vec2 = Vec2::new(70.0, -58.0);
/// A note that was dragged has arrived when it is so near to its place, in world units.
const ARRIVED: f32 = 1e-2;

/// What the view knows of notes: which is under the pointer, dragged, or being written.
#[derive(Debug, Default)]
pub(super) struct NotesView {
    /// In their places, those further back first.
    pub(super) placed: Vec<PlacedNote>,
    /// The one under the pointer.
    pub(super) hovered: Option<NoteId>,
    /// The one that is dragged, or was a moment ago, and where it is then, as [`NoteMark::place`] has it.
    pub(super) held: Option<(NoteId, Position)>,
    writing: Option<Writing>,
}

/// What a text that is being written is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Subject {
    NewNote,
    Note(NoteId),
    /// The name of the marker for several with this place in the list.
    Group(usize),
}

/// A text that is being written in its place.
#[derive(Debug)]
struct Writing {
    subject: Subject,
    text: String,
    /// Where its middle is, in world units; counted from the actor if there is one.
    place: Position,
    beside: Option<ActorId>,
    has_begun: bool,
}

impl Canvas {
    /// Begins a note: at a place of the screen, beside an actor, or else in the middle of what is seen.
    pub fn write_note(&mut self, pos_in_screen: Option<Pos2>, beside: Option<ActorId>) {
        let camera = &self.motion.camera;
        let beside = beside.filter(|&actor| self.looks.scene.mark_of(actor).is_some());
        let place = match (pos_in_screen, beside) {
            (Some(pos), _) => camera.world_from_screen(pos),
            (None, Some(_)) => (BESIDE_PX / camera.zoom).to_pos2(),
            (None, None) => camera.world_from_screen(camera.viewport.center()),
        };
        self.notes.writing = Some(Writing {
            subject: Subject::NewNote,
            text: String::new(),
            place: place.into(),
            beside: beside.filter(|_| pos_in_screen.is_none()),
            has_begun: false,
        });
    }

    /// Opens a note to change what it says.
    pub fn edit_note(&mut self, id: NoteId) {
        if let Some(note) = self.looks.scene.note(id) {
            let beside = note.beside.and_then(|mark| {
                let mark = self.looks.scene.actors.get(mark as usize)?;
                mark.id.actor()
            });
            // Beside several that are drawn as one it is where it is.
            let place = if beside.is_some() {
                note.place
            } else {
                note.middle(&self.places.shown).into()
            };
            self.notes.writing = Some(Writing {
                subject: Subject::Note(id),
                text: note.text.clone(),
                place,
                beside,
                has_begun: false,
            });
        }
    }

    /// Opens the name of the marker for several with this place in the list.
    pub fn rename_group(&mut self, place: usize, name: &str) {
        let scene = &self.looks.scene;
        let mark = scene.index_of(MarkId::Group(place as u32));
        let Some(at) = mark.and_then(|mark| self.places.get(mark)) else {
            return;
        };
        self.notes.writing = Some(Writing {
            subject: Subject::Group(place),
            text: name.to_owned(),
            place: at.into(),
            beside: None,
            has_begun: false,
        });
    }

    /// Finds where notes are on the screen now.
    pub(super) fn update_notes(&mut self, has_new_scene: bool) {
        let scene = &self.looks.scene;
        if let Some((id, place)) = self.notes.held
            && has_new_scene
            && scene
                .note(id)
                .is_none_or(|note| are_near(note.place, place))
        {
            self.notes.held = None;
        }
        let camera = &self.motion.camera;
        self.notes.placed = match self.notes.held {
            Some((id, place)) => {
                let mut notes = scene.notes.clone();
                if let Some(note) = notes.iter_mut().find(|note| note.id == id) {
                    note.place = place;
                }
                place_notes(scene, &notes, &self.places.shown, camera)
            }
            None => place_notes(scene, &scene.notes, &self.places.shown, camera),
        };
    }

    /// The note in front at a place of the screen.
    pub(super) fn note_at(&self, pos: Pos2) -> Option<NoteId> {
        let mut placed = self.notes.placed.iter();
        let placed = placed.rfind(|placed| placed.rect.contains(pos))?;
        self.note_mark(placed).map(|note| note.id)
    }

    fn note_mark(&self, placed: &PlacedNote) -> Option<&NoteMark> {
        self.looks.scene.notes.get(placed.index as usize)
    }

    /// Where the note with an identity is in the scene, as [`NoteMark::place`] has it.
    pub(super) fn note_place(&self, id: NoteId) -> Option<Position> {
        self.looks.scene.note(id).map(|note| note.place)
    }

    /// The keys that move and open the selected note; they are used up, so that they mean nothing else.
    pub(super) fn handle_note_keys(
        &self,
        input: &CanvasInput<'_>,
        mut pressed: impl FnMut(Key) -> bool,
        events: &mut Vec<CanvasEvent>,
    ) {
        let Some(id) = input.note else {
            return;
        };
        for (key, direction) in [
            (Key::ArrowLeft, Vec2::LEFT),
            (Key::ArrowRight, Vec2::RIGHT),
            (Key::ArrowUp, Vec2::UP),
            (Key::ArrowDown, Vec2::DOWN),
        ] {
            if pressed(key) {
                let by = direction * (NUDGE_PX / self.motion.camera.zoom);
                events.push(CanvasEvent::MoveNote { id, by: by.into() });
            }
        }
        if pressed(Key::Enter) {
            events.push(CanvasEvent::EditNote(id));
        }
    }

    /// Paints all notes but the one that is being written.
    pub(super) fn paint_notes(&self, painter: &Painter, input: &CanvasInput<'_>) {
        let colors = input.theme.colors();
        let font = FontId::new(NOTE_PX, FontFamily::Proportional);
        let (paper, text) = (color32(colors.note), color32(colors.text));
        let edge = color32(colors.note_edge);
        for placed in &self.notes.placed {
            let Some(note) = self.note_mark(placed) else {
                continue;
            };
            if self.is_written(note.id) || !painter.clip_rect().intersects(placed.rect) {
                continue;
            }
            if let Some(leader) = placed.leader {
                let stroke = Stroke::new(1.0, color32(colors.text_muted));
                painter.line_segment(leader, stroke);
            }
            let stroke = if input.note == Some(note.id) {
                Stroke::new(2.0, color32(colors.selection))
            } else if self.notes.hovered == Some(note.id) {
                Stroke::new(1.5, color32(colors.text_muted))
            } else {
                Stroke::new(1.0, edge)
            };
            painter.add(Shape::convex_polygon(
                placed.outline().to_vec(),
                paper,
                stroke,
            ));
            painter.add(Shape::convex_polygon(
                placed.fold().to_vec(),
                edge,
                Stroke::NONE,
            ));
            let start = placed.text_pos();
            for (line, row) in note.lines.iter().zip(0_u16..) {
                let line = in_visual_order(line).into_owned();
                let galley = painter.layout_no_wrap(line, font.clone(), Color32::PLACEHOLDER);
                let middle = start.y + (f32::from(row) + 0.5) * note_line_px();
                let pos = Pos2::new(start.x, middle - 0.5 * galley.size().y);
                painter.galley(pos, galley, text);
            }
        }
    }

    fn is_written(&self, id: NoteId) -> bool {
        let writing = self.notes.writing.as_ref();
        writing.is_some_and(|writing| writing.subject == Subject::Note(id))
    }

    /// Tells screen readers of the notes in sight.
    pub(super) fn tell_notes(
        &self,
        ui: &egui::Ui,
        input: &CanvasInput<'_>,
        events: &mut Vec<CanvasEvent>,
    ) {
        for placed in &self.notes.placed {
            let Some(note) = self.note_mark(placed) else {
                continue;
            };
            if self.is_written(note.id) || !self.motion.camera.viewport.intersects(placed.rect) {
                continue;
            }
            let id = ui.scope_id().with(("note", note.id));
            // It only tells where the note is; clicks go to the map below.
            let node = ui.interact(placed.rect, id, Sense::hover());
            node.widget_info(|| {
                let is_selected = input.note == Some(note.id);
                egui::WidgetInfo::selected(Role::Note, ui.is_enabled(), is_selected, &note.text)
            });
            if ui.input_mut(|i| i.has_accesskit_action_request(id, Action::Click)) {
                events.push(CanvasEvent::ClickNote(note.id));
            }
        }
    }

    /// The text that is being written, in its place: Enter or leaving it takes it over, Shift Enter begins a line, Escape
    /// leaves everything as it was.
    pub(super) fn write_ui(
        &mut self,
        ui: &mut egui::Ui,
        input: &CanvasInput<'_>,
        events: &mut Vec<CanvasEvent>,
    ) {
        let Some(mut writing) = self.notes.writing.take() else {
            return;
        };
        let colors = input.theme.colors();
        let id = ui.scope_id().with("written note");
        let has_focus = ui.memory(|memory| memory.has_focus(id));
        let pressed = |key| {
            has_focus
                && ui.input_mut(|i| !i.modifiers.shift && i.consume_key(egui::Modifiers::NONE, key))
        };
        let (is_done, is_left) = (pressed(Key::Enter), pressed(Key::Escape));
        let font = FontId::new(NOTE_PX, FontFamily::Proportional);
        let text = writing.text.clone();
        let rows = ui
            .painter()
            .layout(text, font.clone(), Color32::PLACEHOLDER, NOTE_WIDTH_PX);
        let height = rows.size().y.max(note_line_px());
        let size = vec2(NOTE_WIDTH_PX, height) + 2.0 * NOTE_PADDING;
        let rect = self.kept_in_sight(Rect::from_center_size(self.middle(&writing), size));
        let (paper, edge) = (color32(colors.note), color32(colors.selection));
        ui.painter().rect(
            rect,
            f32::from(theme::RADIUS),
            paper,
            Stroke::new(2.0, edge),
            egui::StrokeKind::Inside,
        );
        ui.style_mut().wrap_mode = Some(TextWrapMode::Wrap);
        let hint = match writing.subject {
            Subject::Group(_) => &*input.words.name_hint,
            Subject::NewNote | Subject::Note(_) => &*input.words.note_hint,
        };
        let field = TextEdit::multiline(&mut writing.text)
            .id(id)
            .font(font)
            .text_color(color32(colors.text))
            .hint_text(hint)
            .frame(Frame::NONE)
            .margin(Margin::ZERO)
            .event_filter(egui::EventFilter {
                horizontal_arrows: true,
                vertical_arrows: true,
                escape: true,
                ..egui::EventFilter::default()
            })
            .desired_width(NOTE_WIDTH_PX)
            .desired_rows(1);
        let response = ui
            .put(rect.shrink2(NOTE_PADDING), field)
            .accessible_name(hint);
        if !writing.has_begun {
            writing.has_begun = true;
            response.request_focus();
            self.notes.writing = Some(writing);
            ui.request_repaint();
            return;
        }
        if !is_done && !is_left && !response.lost_focus() {
            self.notes.writing = Some(writing);
            return;
        }
        if is_done || is_left {
            response.surrender_focus();
        }
        if !is_left {
            let text = writing.text.trim().to_owned();
            let note = match writing.subject {
                Subject::Group(place) => {
                    if !text.is_empty() {
                        let name = text.replace('\n', " ");
                        events.push(CanvasEvent::RenameGroup(place, name));
                    }
                    return;
                }
                Subject::NewNote => None,
                Subject::Note(id) => Some(id),
            };
            events.push(CanvasEvent::WriteNote {
                note,
                text,
                place: writing.place,
                beside: writing.beside,
            });
        }
    }

    fn middle(&self, writing: &Writing) -> Pos2 {
        let mark = writing
            .beside
            .and_then(|actor| self.looks.scene.mark_of(actor));
        let from = mark.and_then(|mark| self.places.get(mark));
        let from = from.unwrap_or(Pos2::ZERO).to_vec2();
        let place = Pos2::from(writing.place) + from;
        self.motion.camera.screen_from_world(place)
    }

    /// A rectangle moved into the canvas.
    fn kept_in_sight(&self, rect: Rect) -> Rect {
        let room = self.motion.camera.viewport.shrink(8.0);
        let inwards = |low: f32, high: f32, least: f32, most: f32| {
            (least - low).max(0.0) - (high - most).max(0.0)
        };
        rect.translate(vec2(
            inwards(rect.min.x, rect.max.x, room.min.x, room.max.x),
            inwards(rect.min.y, rect.max.y, room.min.y, room.max.y),
        ))
    }
}

fn are_near(a: Position, b: Position) -> bool {
    (a[0] - b[0]).hypot(a[1] - b[1]) < ARRIVED
}
