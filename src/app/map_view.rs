//! The map in the window: it builds the scene when something has changed, hands it to the canvas, and turns what happens
//! there into wishes.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{Popup, PopupCloseBehavior, Ui};
use lucide_icons::Icon;

use super::areas::{self, Area};
use super::canvas::{
    ActorDescription, Canvas, CanvasEvent, CanvasInput, CanvasOptions, CanvasWords,
};
use super::connections::Connections;
use super::describe::{describe_activity, describe_actor, describe_group};
use super::menu_command::MenuCommand;
use super::scene_source::{SceneKey, SceneSource};
use super::top_bar::{command_row_ui, menu_row_ui};
use super::wishes::{PanelContext, Wish};
use crate::document::{Command, Content, Filter, Note};
use crate::gpu::Gpu;
use crate::layout::Position;
use crate::model::{ActorId, SectorId};
use crate::scene::{Insets, MarkId, Scene};
use crate::text::words;
use crate::workspace::{Action, CollapseWhat, Deed, Focus, Lens, Selection, SelectionChange, Whom};

/// The map in the window.
pub(super) struct MapView {
    /// The canvas.
    pub canvas: Canvas,
    source: SceneSource,
    /// The document that is shown: which, not its state.
    shown: Option<u64>,
    spotlight: Vec<ActorId>,
    connections: Connections,
    #[expect(
        clippy::option_option,
        reason = "no line of the legend, or that of a sector or of the unassigned"
    )]
    legend_spotlight: Option<Option<SectorId>>,
    menu_at: Option<egui::Pos2>,
    legend_menu: Option<(Whom, egui::Pos2)>,
    card_wanted: bool,
    gpu: bool,
    words: CanvasWords,
}

impl MapView {
    /// A map of nothing yet. `gpu` is what the canvas may draw with, if anything; `wake` is called from another thread when
    /// there is something new to draw.
    pub(super) fn new(gpu: Option<Gpu>, wake: impl Fn() + Send + Sync + 'static) -> Self {
        let wake = Arc::new(wake);
        let wake_for_connections = Arc::clone(&wake);
        Self {
            canvas: Canvas::new(),
            gpu: gpu.is_some(),
            source: SceneSource::new(gpu, move || wake()),
            connections: Connections::new(move || wake_for_connections()),
            shown: None,
            spotlight: Vec::new(),
            legend_spotlight: None,
            menu_at: None,
            legend_menu: None,
            card_wanted: false,
            words: CanvasWords {
                map: words::MAP.to_owned(),
                zoom_in: MenuCommand::ZoomIn.words().name.to_owned(),
                zoom_out: MenuCommand::ZoomOut.words().name.to_owned(),
                fit: words::FIT.to_owned(),
                layout: words::LAYOUT.to_owned(),
                legend: words::LEGEND.to_owned(),
                note_hint: words::NOTE_HINT.to_owned(),
                name_hint: words::FIELD_NAME.to_owned(),
            },
        }
    }

    /// Why the map could not be drawn anew, since the last call.
    pub(super) fn take_failure(&mut self) -> Option<String> {
        self.source.take_failure()
    }

    /// Rings these actors from the next frame on. Returns whether that changes anything.
    pub(super) fn set_spotlight(&mut self, mut actors: Vec<ActorId>) -> bool {
        actors.sort_unstable();
        actors.dedup();
        let changes = actors != self.spotlight;
        self.spotlight = actors;
        changes
    }

    /// Whether Enter on the map asked for the card of the selected actor, since the last call.
    pub(super) fn take_card_wanted(&mut self) -> bool {
        std::mem::take(&mut self.card_wanted)
    }

    /// Paints the map into the space that is left.
    pub(super) fn ui(&mut self, ui: &mut Ui, ctx: &PanelContext<'_>) {
        let (Some(content), Some(results)) = (ctx.workspace.content(), ctx.workspace.results())
        else {
            return;
        };
        let theme = ctx.palette.map_theme();
        let opening = Some(ctx.workspace.opening());
        if self.shown != opening {
            self.shown = opening;
            self.source.reset();
            self.canvas.reset();
        }
        let key = SceneKey {
            workspace: ctx.workspace.scene_revision(),
            theme,
            spotlight: self.legend_spotlight,
        };
        self.source.update(ctx.workspace, key);
        let scene = Arc::clone(self.source.scene());
        if scene.actors.len() != self.source.positions().len() {
            return;
        }
        let nobody = Selection::default();
        let selection = ctx.workspace.selection().unwrap_or(&nobody);
        // The scene may be one of before, whose actors had other indices.
        let describe = |index: u32| -> ActorDescription {
            let Some(mark) = scene.actors.get(index as usize) else {
                return ActorDescription::default();
            };
            match mark.id {
                MarkId::Actor(actor) => results
                    .snapshot
                    .index_of(actor)
                    .map(|index| {
                        describe_actor(&content.network, results, ctx.workspace.lens(), index)
                    })
                    .unwrap_or_default(),
                MarkId::Activity(id) => {
                    describe_activity(&content.network, id, scene.members(index))
                }
                MarkId::Group(group) => {
                    describe_group(content, group as usize, scene.members(index))
                }
            }
        };
        let hovered = self.canvas.hovered().and_then(MarkId::actor).filter(|_| {
            // Where somebody has been singled out, the picture says enough already.
            ctx.workspace.lens() == Lens::Brokers && *ctx.workspace.focus() == Focus::None
        });
        self.connections.update(&results.snapshot, hovered);
        let input = CanvasInput {
            scene: &scene,
            lines: self.source.lines(),
            positions: self.source.positions(),
            scene_revision: self.source.revision(),
            positions_revision: self.source.positions_revision(),
            selection: selection.actors(),
            primary: selection.primary(),
            note: selection.note(),
            spotlight: &self.spotlight,
            connected: self.connections.ends(),
            theme,
            words: &self.words,
            describe: &describe,
            options: CanvasOptions {
                gpu: self.gpu,
                reduced_motion: ctx.settings.reduced_motion,
                layout_running: ctx.workspace.running_layout().is_some(),
            },
            insets: Insets::default(),
        };
        let answer = self.canvas.ui(ui, input);
        areas::note(ui, Area::Map, answer.response.id);
        for event in answer.events {
            self.handle(event, ctx, content, &scene);
        }
        self.context_menu_ui(ui, ctx);
        self.legend_menu_ui(ui, ctx);
    }

    fn handle(
        &mut self,
        event: CanvasEvent,
        ctx: &PanelContext<'_>,
        content: &Content,
        scene: &Scene,
    ) {
        let select = |change| ctx.wishes.act(Action::Select(change));
        let nobody = BTreeSet::new();
        let selected = ctx.workspace.selection();
        let selected = selected.map_or(&nobody, Selection::actors);
        let members = |mark: MarkId| -> BTreeSet<ActorId> {
            let index = scene.index_of(mark);
            let members = index.map_or(&[][..], |index| scene.members(index));
            members.iter().copied().collect()
        };
        match event {
            CanvasEvent::Hover(_) => {}
            CanvasEvent::Click { mark, add } => match mark {
                MarkId::Actor(actor) if add => select(SelectionChange::Toggle(actor)),
                // On its way to a double click, it leaves the neighbourhood that this widens.
                MarkId::Actor(actor) if is_near(ctx, actor) => {}
                MarkId::Actor(actor) => ctx.wishes.add(Wish::Choose(actor)),
                MarkId::Activity(_) | MarkId::Group(_) if add => {
                    let members = members(mark);
                    select(if members.is_subset(selected) {
                        SelectionChange::Set(selected - &members)
                    } else {
                        SelectionChange::Add(members)
                    });
                }
                MarkId::Activity(_) | MarkId::Group(_) => {
                    ctx.wishes.focus(Focus::None);
                    select(SelectionChange::Set(members(mark)));
                }
            },
            CanvasEvent::Enclose(actors) => {
                select(SelectionChange::Add(actors.into_iter().collect()));
            }
            CanvasEvent::DoubleClick(MarkId::Actor(actor)) => {
                ctx.wishes.act(Action::ShowNeighborhood([actor].into()));
            }
            CanvasEvent::DoubleClick(mark @ MarkId::Activity(_)) => {
                ctx.wishes.act(Action::ShowNeighborhood(members(mark)));
            }
            CanvasEvent::DoubleClick(MarkId::Group(group)) => {
                ctx.wishes.command(Command::Expand([group as usize].into()));
            }
            // The canvas shows actors where the pointer has them; only the end is an edit.
            CanvasEvent::DragActors { moved, finished } => {
                if finished {
                    let moved = moved.into_iter();
                    let moved = moved.flat_map(|(mark, to)| self.moves(ctx, scene, mark, to));
                    ctx.wishes.command(Command::Move(moved.collect()));
                }
            }
            CanvasEvent::ClickNote(id) => select(SelectionChange::Note(id)),
            CanvasEvent::EditNote(id) => {
                select(SelectionChange::Note(id));
                self.canvas.edit_note(id);
            }
            CanvasEvent::MoveNote { id, by } => {
                if let Some(note) = content.notes.get(id) {
                    let place = [0, 1].map(|axis| note.place[axis] + by[axis]);
                    ctx.wishes.command(Command::MoveNote(id, place));
                }
            }
            CanvasEvent::WriteNote {
                note,
                text,
                place,
                beside,
            } => match note {
                Some(id) if text.is_empty() => ctx.wishes.command(Command::RemoveNote(id)),
                Some(id) => ctx.wishes.command(Command::EditNote(id, text)),
                None if text.is_empty() => {}
                None => {
                    let id = content.notes.next_id();
                    let note = Note {
                        text,
                        place,
                        beside,
                    };
                    ctx.wishes.command(Command::AddNote(Box::new(note)));
                    select(SelectionChange::Note(id));
                }
            },
            CanvasEvent::RenameGroup(place, name) => {
                ctx.wishes.command(Command::RenameCollapsed(place, name));
            }
            CanvasEvent::Pin { actors, pinned } => {
                let actors = actors.into_iter().collect();
                ctx.wishes.command(Command::Pin(actors, pinned));
            }
            CanvasEvent::Walk(MarkId::Actor(actor)) => ctx.wishes.select(actor),
            CanvasEvent::Walk(mark) => {
                ctx.wishes.focus(Focus::None);
                select(SelectionChange::Set(members(mark)));
            }
            CanvasEvent::OpenCard(actor) => {
                select(SelectionChange::Only(actor));
                self.card_wanted = true;
            }
            CanvasEvent::Background => {
                ctx.wishes.focus(Focus::None);
                select(SelectionChange::Clear);
            }
            CanvasEvent::ContextMenu {
                mark,
                note,
                pos_in_screen,
            } => {
                if let Some(note) = note {
                    select(SelectionChange::Note(note));
                }
                match mark {
                    Some(MarkId::Actor(actor)) if !selected.contains(&actor) => {
                        select(SelectionChange::Only(actor));
                    }
                    Some(mark) if mark.actor().is_none() => {
                        let members = members(mark);
                        if !members.is_subset(selected) {
                            select(SelectionChange::Set(members));
                        }
                    }
                    _ => {}
                }
                self.menu_at = Some(pos_in_screen);
            }
            CanvasEvent::ToggleSector(sector) => {
                let mut filter: Filter = content.filter.clone();
                if !filter.hidden_sectors.remove(&sector) {
                    filter.hidden_sectors.insert(sector);
                }
                ctx.wishes.command(Command::SetFilter(Box::new(filter)));
            }
            CanvasEvent::LegendMenu {
                whom,
                pos_in_screen,
            } => self.legend_menu = Some((whom, pos_in_screen)),
            CanvasEvent::SpotlightSector(sector) => self.legend_spotlight = sector,
            CanvasEvent::ToggleLayout => ctx.wishes.add(Wish::Menu(MenuCommand::Layout)),
        }
    }

    /// Where the actors of a marker go when it goes somewhere.
    fn moves(
        &self,
        ctx: &PanelContext<'_>,
        scene: &Scene,
        mark: MarkId,
        to: Position,
    ) -> Vec<(ActorId, Position)> {
        if let MarkId::Actor(actor) = mark {
            return vec![(actor, to)];
        }
        let (Some(index), Some(snapshot)) = (scene.index_of(mark), ctx.workspace.snapshot()) else {
            return Vec::new();
        };
        let Some(&from) = self.source.positions().get(index as usize) else {
            return Vec::new();
        };
        let way = [to[0] - from[0], to[1] - from[1]];
        let positions = ctx.workspace.positions();
        let members = scene.members(index).iter();
        members
            .filter_map(|&actor| {
                let place = snapshot.index_of(actor)? as usize;
                let [x, y] = *positions.get(place)?;
                Some((actor, [x + way[0], y + way[1]]))
            })
            .collect()
    }

    fn context_menu_ui(&mut self, ui: &Ui, ctx: &PanelContext<'_>) {
        let Some(place) = self.menu_at else {
            return;
        };
        let selection = ctx.workspace.selection();
        let has_selection = selection.is_some_and(|selection| !selection.actors().is_empty());
        let has_note = selection.is_some_and(|selection| selection.note().is_some());
        let commands: &[MenuCommand] = if has_note {
            &[MenuCommand::EditNote, MenuCommand::Delete]
        } else if has_selection {
            &[
                MenuCommand::Neighborhood,
                MenuCommand::Paths,
                MenuCommand::AddTie,
                MenuCommand::SupposeLeft,
                MenuCommand::SupposeTied,
                MenuCommand::SupposeApart,
                MenuCommand::AddNote,
                MenuCommand::Pin,
                MenuCommand::Hide,
                MenuCommand::ShowOnly,
                MenuCommand::OnlySector,
                MenuCommand::OnlyFragment,
                MenuCommand::Collapse(CollapseWhat::Selected),
                MenuCommand::Collapse(CollapseWhat::Sectors),
                MenuCommand::Collapse(CollapseWhat::Communities),
                MenuCommand::Expand,
                MenuCommand::RenameGroup,
                MenuCommand::Delete,
            ]
        } else {
            &[
                MenuCommand::AddActor,
                MenuCommand::AddNoteHere,
                MenuCommand::Fit,
                MenuCommand::Layout,
                MenuCommand::SelectAll,
                MenuCommand::Filter,
                MenuCommand::ShowAll,
                MenuCommand::Collapse(CollapseWhat::Sectors),
                MenuCommand::Collapse(CollapseWhat::Communities),
                MenuCommand::Expand,
            ]
        };
        // What draws several as one is only offered where there is something to draw so.
        let is_offered = |command: &&MenuCommand| match command {
            MenuCommand::Collapse(_) | MenuCommand::Expand | MenuCommand::RenameGroup => {
                command.is_enabled(ctx.workspace)
            }
            _ => true,
        };
        let open = menu_ui(ui, place, |ui| {
            for &command in commands.iter().filter(is_offered) {
                ui.add_enabled_ui(command.is_enabled(ctx.workspace), |ui| {
                    if command_row_ui(ui, ctx, command, false).clicked() {
                        if command == MenuCommand::AddNoteHere {
                            self.canvas.write_note(Some(place), None);
                        } else {
                            ctx.wishes.add(Wish::Menu(command));
                        }
                    }
                });
            }
        });
        if !open {
            self.menu_at = None;
        }
    }

    /// The menu of a line of the legend.
    fn legend_menu_ui(&mut self, ui: &Ui, ctx: &PanelContext<'_>) {
        let Some((whom, place)) = &self.legend_menu else {
            return;
        };
        let open = menu_ui(ui, *place, |ui| {
            for deed in Deed::ALL {
                let (icon, name) = match deed {
                    Deed::Only => (Icon::Focus, words::LEGEND_ONLY),
                    Deed::Hide => (Icon::EyeOff, words::LEGEND_HIDE),
                    Deed::Collapse => (Icon::Group, words::LEGEND_AS_ONE),
                    Deed::Open => (Icon::Ungroup, words::LEGEND_ONE_BY_ONE),
                };
                if let Some(command) = ctx.workspace.deed(deed, whom)
                    && menu_row_ui(ui, ctx, (icon, name, ""), false).clicked()
                {
                    ctx.wishes.command(command);
                }
            }
        });
        if !open {
            self.legend_menu = None;
        }
    }
}

/// A menu on the map. Returns whether it stays open.
fn menu_ui(ui: &Ui, place: egui::Pos2, rows_ui: impl FnOnce(&mut Ui)) -> bool {
    let mut open = true;
    let popup = Popup::new(
        ui.scope_id().with("map_menu"),
        ui.ctx().clone(),
        place,
        ui.layer_id(),
    );
    popup
        .kind(egui::PopupKind::Menu)
        .accessible_name(words::MENU)
        .open_bool(&mut open)
        .close_behavior(PopupCloseBehavior::CloseOnClick)
        .show(|ui| {
            ui.set_width(240.0);
            ui.spacing_mut().item_spacing.y = 0.0;
            rows_ui(ui);
        });
    open
}

/// Whether the neighbourhood of this actor alone is shown.
fn is_near(ctx: &PanelContext<'_>, actor: ActorId) -> bool {
    let index = ctx
        .workspace
        .snapshot()
        .and_then(|snapshot| snapshot.index_of(actor));
    let selected = ctx.workspace.selection().and_then(Selection::primary);
    selected == Some(actor)
        && matches!(ctx.workspace.focus(), Focus::Near { of, .. } if index.is_some_and(|index| *of == [index]))
}
