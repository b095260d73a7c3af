//! The pieces that panels are made of: titles, headings, lines, remarks.

use egui::accesskit::Role;
use egui::{Color32, Context, Frame, Label, RichText, Sense, Stroke, Ui, WidgetInfo, vec2};

use crate::app::fonts;
use crate::app::theme::{BODY_PX, CONTROL_PX, Palette, SMALL_PX, STEP, TITLE_PX};

/// The frame of what lies over the window.
pub(crate) fn over_window(egui: &Context, palette: &Palette) -> Frame {
    Frame::NONE
        .fill(palette.panel)
        .stroke(Stroke::new(1.0, palette.hairline))
        .corner_radius(10)
        .shadow(egui.global_style().visuals.window_shadow)
}

/// The title of a panel, and the question that it answers.
pub(crate) fn panel_title(ui: &mut Ui, title: &str, question: &str) {
    let palette = Palette::shown(ui);
    ui.label(RichText::new(title).font(fonts::bold(TITLE_PX)));
    ui.add_space(-2.0);
    ui.label(RichText::new(question).color(palette.weak));
    ui.add_space(3.0 * STEP);
}

/// A label of a width, and a control beside it.
pub(crate) fn labeled<R>(
    ui: &mut Ui,
    width: f32,
    label: &str,
    add_control: impl FnOnce(&mut Ui) -> R,
) -> R {
    let row = ui.horizontal(|ui| {
        let text = RichText::new(label).color(Palette::shown(ui).weak);
        ui.add_sized(
            [width, CONTROL_PX],
            Label::new(text).halign(egui::Align::LEFT),
        );
        add_control(ui)
    });
    row.inner
}

/// The heading of a part of a panel.
pub(crate) fn heading(ui: &mut Ui, text: &str) {
    ui.label(RichText::new(text).font(fonts::bold(BODY_PX)));
    ui.add_space(STEP);
}

/// A heading with a remark at its right.
pub(crate) fn heading_with(ui: &mut Ui, text: &str, remark: &str) {
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
pub(crate) fn remark(ui: &mut Ui, text: &str) {
    let palette = Palette::shown(ui);
    ui.label(
        RichText::new(text)
            .font(fonts::regular(SMALL_PX))
            .color(palette.weak),
    );
}

/// A line between two parts, with room around it.
pub(crate) fn divider(ui: &mut Ui) {
    let palette = Palette::shown(ui);
    ui.add_space(3.0 * STEP);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    ui.painter().hline(
        rect.x_range(),
        rect.center().y,
        Stroke::new(1.0, palette.hairline),
    );
    ui.add_space(3.0 * STEP);
}

/// A bar whose parts are numbers of a kind each, with their colours and names; the names are in the tooltip.
pub(crate) fn stacked_bar(
    ui: &mut Ui,
    width: f32,
    parts: &[(usize, Color32, String)],
) -> egui::Response {
    let palette = Palette::shown(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(width, 10.0), Sense::hover());
    let total: usize = parts.iter().map(|(number, ..)| number).sum();
    let text = parts
        .iter()
        .map(|(number, _, name)| format!("{name} {}", crate::text::count(*number)))
        .collect::<Vec<_>>()
        .join("\n");
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text.replace('\n', ", ")));
    let mut x = rect.left();
    for (number, color, _) in parts {
        let part = rect.width() * *number as f32 / total.max(1) as f32;
        let part_rect = egui::Rect::from_min_size(
            egui::pos2(x, rect.top()),
            vec2((part - 1.0).max(1.0), rect.height()),
        );
        ui.painter()
            .rect_filled(part_rect, 2.0, palette.tint(*color, 0.9));
        x += part;
    }
    response.on_hover_text(text)
}
