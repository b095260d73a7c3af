//! The panel at the right, and what the panels of all lenses share.

use egui::{Frame, Margin, Panel, Ui};

use super::wishes::PanelContext;
use crate::model::ActorId;

/// View state of the panels.
#[derive(Debug, Default)]
pub struct PanelState {
    editing: Option<ActorId>,
    card_wanted: bool,
}

impl PanelState {
    /// Scrolls to the card of the selected actor.
    pub fn show_card(&mut self) {
        self.card_wanted = true;
    }

    /// Begins to edit an actor.
    pub fn edit(&mut self, actor: ActorId) {
        self.editing = Some(actor);
        self.card_wanted = true;
    }

    /// Ends editing. Returns whether anything was being edited.
    pub fn stop_editing(&mut self) -> bool {
        self.editing.take().is_some()
    }
}

/// Paints the panel.
pub fn side_panel_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    _state: &mut PanelState,
    is_open: &mut bool,
) {
    let widest = (ui.available_width() - 160.0).max(200.0);
    let frame = Frame::NONE
        .fill(ctx.palette.panel)
        .inner_margin(Margin::ZERO);
    Panel::right("side_panel")
        .resizable(true)
        .default_size(340.0_f32.min(widest))
        .size_range(240.0_f32.min(widest)..=560.0_f32.min(widest))
        .frame(frame)
        .show_collapsible(ui, is_open, |ui| {
            ui.label("panel");
        });
}
