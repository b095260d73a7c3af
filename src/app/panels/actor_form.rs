//! Editing an actor: name, sector and kind. A field is done on Enter or when it loses the keyboard.

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{ComboBox, Id, Margin, TextEdit, Ui};

use crate::app::widgets::{Look, labeled, text_button};
use crate::app::wishes::PanelContext;
use crate::document::Command;
use crate::model::{Actor, ActorId, Network, SectorId};
use crate::text::words;

/// An actor that is being edited.
#[derive(Debug)]
pub(super) struct ActorForm {
    /// Which one.
    pub actor: ActorId,
    name: String,
    kind: String,
    is_new: bool,
}

impl ActorForm {
    /// A form with what is known about an actor.
    pub(super) fn new(network: &Network, id: ActorId) -> Option<Self> {
        let actor = network.actor(id)?;
        Some(Self {
            actor: id,
            name: actor.label.clone(),
            kind: actor.kind.clone(),
            is_new: true,
        })
    }

    /// Paints the form. Returns whether it is done.
    pub(super) fn ui(&mut self, ui: &mut Ui, ctx: &PanelContext<'_>, network: &Network) -> bool {
        let Some(actor) = network.actor(self.actor) else {
            return true;
        };
        let name = field_ui(ui, words::FIELD_NAME, &mut self.name);
        if std::mem::take(&mut self.is_new) {
            name.request_focus();
            select_all(ui.ctx(), name.id, &self.name);
        }
        if name.lost_focus() {
            let label = self.name.trim();
            if label.is_empty() {
                self.name.clone_from(&actor.label);
            } else if label != actor.label {
                let label = label.to_owned();
                change(ctx, self.actor, actor, |actor| actor.label = label);
            }
        }
        row_ui(ui, words::FIELD_SECTOR, |ui| {
            sector_ui(ui, ctx, network, self.actor, actor);
        });
        let kind = field_ui(ui, words::FIELD_KIND, &mut self.kind);
        if kind.lost_focus() && self.kind.trim() != actor.kind {
            let kind = self.kind.trim().to_owned();
            change(ctx, self.actor, actor, |actor| actor.kind = kind);
        }
        ui.add_space(4.0);
        text_button(ui, None, words::DONE, Look::Framed).clicked()
    }
}

/// Selects what is in a field, so that the first key replaces it.
fn select_all(ctx: &egui::Context, field: Id, text: &str) {
    let mut state = TextEditState::load(ctx, field).unwrap_or_default();
    let all = CCursorRange::two(CCursor::new(0), CCursor::new(text.chars().count()));
    state.cursor.set_char_range(Some(all));
    state.store(ctx, field);
}

fn change(ctx: &PanelContext<'_>, id: ActorId, actor: &Actor, edit: impl FnOnce(&mut Actor)) {
    let mut actor = actor.clone();
    edit(&mut actor);
    ctx.wishes.command(Command::EditActor(id, Box::new(actor)));
}

fn row_ui<R>(ui: &mut Ui, label: &str, add_field: impl FnOnce(&mut Ui) -> R) -> R {
    labeled(ui, 56.0, label, add_field)
}

fn field_ui(ui: &mut Ui, label: &str, text: &mut String) -> egui::Response {
    row_ui(ui, label, |ui| {
        ui.add(
            TextEdit::singleline(text)
                .margin(Margin::symmetric(8, 5))
                .desired_width(f32::INFINITY),
        )
        .accessible_name(label)
    })
}

fn sector_ui(ui: &mut Ui, ctx: &PanelContext<'_>, network: &Network, id: ActorId, actor: &Actor) {
    let name = |sector: Option<SectorId>| {
        sector
            .and_then(|sector| network.sectors().get(sector))
            .map_or_else(|| words::unassigned(), |sector| sector.name.as_str())
    };
    let choices = network.sectors().iter().map(|(sector, _)| Some(sector));
    let combo = ComboBox::from_id_salt("sector")
        .selected_text(name(actor.sector))
        .width(ui.available_width() - 8.0)
        .show_ui(ui, |ui| {
            for choice in choices.chain([None]) {
                let is_chosen = actor.sector == choice;
                if ui.selectable_label(is_chosen, name(choice)).clicked() && !is_chosen {
                    let command = Command::SetSector([id].into(), choice);
                    ctx.wishes.command(command);
                }
            }
        });
    let label = words::FIELD_SECTOR;
    drop(combo.response.accessible_name(label));
}
