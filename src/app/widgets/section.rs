//! The pieces that panels are made of: titles, headings, lines, remarks.

use egui::accesskit::Role;
use egui::{Color32, RichText, Sense, Ui, WidgetInfo, vec2};

use crate::app::fonts;
use crate::app::theme::{BODY_PX, Palette, SMALL_PX, STEP, TITLE_PX};

/// The title of a panel, and the question that it answers.
pub fn panel_title(ui: &mut Ui, title: &str, question: &str) {
    let palette = Palette::shown(ui);
    ui.label(RichText::new(title).font(fonts::bold(TITLE_PX)));
    ui.add_space(-2.0);
    ui.label(RichText::new(question).color(palette.weak));
    ui.add_space(3.0 * STEP);
}

/// The heading of a part of a panel.
pub fn heading(ui: &mut Ui, text: &str) {
    ui.label(RichText::new(text).font(fonts::bold(BODY_PX)));
    ui.add_space(STEP);
}

/// A heading with a remark at its right.
pub fn heading_with(ui: &mut Ui, text: &str, remark: &str) {
    let palette = Palette::shown(ui);
    ui.horizontal(|ui| {
        ui.label(RichText::new(text).font(fonts::bold(BODY_PX)));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.label(
                RichText::new(remark)
                    .font(fonts::regular(SMALL_PX))
                    .color(palette.weak),
            );
        });
    });
    ui.add_space(STEP);
}

/// Secondary text.
pub fn remark(ui: &mut Ui, text: &str) {
    let palette = Palette::shown(ui);
    ui.label(
        RichText::new(text)
            .font(fonts::regular(SMALL_PX))
            .color(palette.weak),
    );
}

/// A line between two parts, with room around it.
pub fn divider(ui: &mut Ui) {
    let palette = Palette::shown(ui);
    ui.add_space(3.0 * STEP);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    ui.painter().hline(
        rect.x_range(),
        rect.center().y,
        egui::Stroke::new(1.0, palette.hairline),
    );
    ui.add_space(3.0 * STEP);
}

/// A bar of `share` (0 to 1) of `width`, at the left or right end.
pub fn bar(ui: &mut Ui, width: f32, share: f32, color: Color32, label: &str) {
    let palette = Palette::shown(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(width, 8.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, label));
    ui.painter().rect_filled(rect, 2.0, palette.raised);
    let mut filled = rect;
    filled.set_width((rect.width() * share.clamp(0.0, 1.0)).max(2.0));
    ui.painter().rect_filled(filled, 2.0, color);
}
