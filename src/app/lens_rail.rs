//! The lens rail: icon and word of every lens.

use egui::accesskit::Role;
use egui::{Align2, Frame, Margin, Panel, Rect, Sense, Ui, WidgetInfo, pos2, vec2};

use super::areas::{self, Area};
use super::fonts;
use super::menu_command::{MenuCommand, lens_icon};
use super::theme::RADIUS;
use super::widgets::{focus_ring, paint_icon, pointing, quiet_ground};
use super::wishes::{PanelContext, Wish};
use crate::text::words;
use crate::workspace::{LENSES, Lens};

const WIDTH_PX: f32 = 64.0;

/// Paints the lens rail.
pub(super) fn lens_rail_ui(ui: &mut Ui, ctx: &PanelContext<'_>) {
    let frame = Frame::NONE
        .fill(ctx.palette.panel)
        .inner_margin(Margin::symmetric(4, 8));
    Panel::left("lens_rail")
        .exact_size(WIDTH_PX)
        .resizable(false)
        .frame(frame)
        .show(ui, |ui| {
            egui::ScrollArea::vertical().show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 4.0;
                for lens in LENSES {
                    lens_ui(ui, ctx, lens);
                }
            });
        });
}

fn lens_ui(ui: &mut Ui, ctx: &PanelContext<'_>, lens: Lens) {
    let palette = ctx.palette;
    let lens_words = words::lens(lens.id());
    let is_chosen = ctx.workspace.lens() == lens;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 54.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, is_chosen, lens_words.name));
    let ground = if is_chosen {
        palette.raised
    } else {
        quiet_ground(palette, &response, false)
    };
    ui.painter().rect_filled(rect, RADIUS, ground);
    if is_chosen {
        areas::note(ui, Area::Lenses, response.id);
        let mark = Rect::from_min_size(
            pos2(rect.left() - 4.0, rect.top() + 12.0),
            vec2(3.0, rect.height() - 24.0),
        );
        ui.painter().rect_filled(mark, 1.5, palette.accent);
    }
    let color = if is_chosen || response.hovered() {
        palette.text
    } else {
        palette.weak
    };
    let icon = pos2(rect.center().x, rect.top() + 19.0);
    paint_icon(ui, icon, 20.0, lens_icon(lens), color);
    let font = if is_chosen {
        fonts::bold(10.0)
    } else {
        fonts::regular(10.5)
    };
    let place = pos2(rect.center().x, rect.bottom() - 13.0);
    ui.painter()
        .text(place, Align2::CENTER_CENTER, lens_words.short, font, color);
    focus_ring(ui, &response, rect);
    let shortcut = MenuCommand::Lens(lens).shortcut_text();
    let tooltip = format!("{}\n{}  ({shortcut})", lens_words.name, lens_words.question);
    if pointing(response).on_hover_text(tooltip).clicked() {
        ctx.wishes.add(Wish::Menu(MenuCommand::Lens(lens)));
    }
}
