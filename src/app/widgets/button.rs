//! Buttons: with words, with an icon, chips and chosen-one-of-several.

use egui::accesskit::Role;
use egui::{
    Align2, Color32, FontId, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};
use lucide_icons::Icon;

use crate::app::fonts;
use crate::app::theme::{BODY_PX, CONTROL_PX, Palette, RADIUS, SMALL_PX};
use crate::text::in_visual_order;

/// How loud a button is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    /// The one that matters here.
    Primary,
    /// With a frame.
    Framed,
    /// Words alone, with a ground under the pointer.
    Quiet,
    /// It destroys something.
    Danger,
}

/// The ring around what has the keyboard.
pub(crate) fn focus_ring(ui: &Ui, response: &Response, rect: Rect) {
    if response.has_focus() {
        let palette = Palette::shown(ui);
        ui.painter().rect_stroke(
            rect,
            RADIUS,
            Stroke::new(2.0, palette.focus),
            StrokeKind::Inside,
        );
    }
}

/// The ground of something quiet that can be clicked.
pub(crate) fn quiet_ground(palette: &Palette, response: &Response, chosen: bool) -> Color32 {
    if response.is_pointer_button_down_on() || chosen {
        palette.pressed
    } else if response.hovered() {
        palette.hover
    } else {
        Color32::TRANSPARENT
    }
}

/// A button with words, and an icon before them if there is one.
pub(crate) fn text_button(ui: &mut Ui, icon: Option<Icon>, text: &str, look: Look) -> Response {
    let palette = Palette::shown(ui);
    let enabled = ui.is_enabled();
    let font = match look {
        Look::Primary | Look::Danger => fonts::bold(BODY_PX),
        Look::Framed | Look::Quiet => fonts::regular(BODY_PX),
    };
    let galley = ui
        .painter()
        .layout_no_wrap(text.to_owned(), font, Color32::PLACEHOLDER);
    let icon_width = if icon.is_some() { 22.0 } else { 0.0 };
    let padding = if look == Look::Quiet { 8.0 } else { 12.0 };
    let size = vec2(galley.size().x + icon_width + 2.0 * padding, CONTROL_PX);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, text));
    if ui.is_rect_visible(rect) {
        let (fill, outline, color) = match look {
            Look::Primary | Look::Danger => {
                let base = if look == Look::Danger {
                    palette.danger
                } else {
                    palette.accent
                };
                let strength = if response.is_pointer_button_down_on() {
                    0.75
                } else if response.hovered() {
                    0.87
                } else {
                    1.0
                };
                let on = if look == Look::Danger && !palette.is_dark {
                    Color32::WHITE
                } else {
                    palette.on_accent
                };
                (palette.tint(base, strength), Color32::TRANSPARENT, on)
            }
            Look::Framed => {
                let ground = quiet_ground(palette, &response, false);
                (ground, palette.outline, palette.text)
            }
            Look::Quiet => {
                let ground = quiet_ground(palette, &response, false);
                (ground, Color32::TRANSPARENT, palette.text)
            }
        };
        let painter = ui.painter();
        painter.rect(
            rect,
            RADIUS,
            fill,
            Stroke::new(1.0, outline),
            StrokeKind::Inside,
        );
        let mut x = rect.left() + padding;
        if let Some(icon) = icon {
            paint_icon(ui, pos2(x + 7.0, rect.center().y), 15.0, icon, color);
            x += icon_width;
        }
        let pos = pos2(x, rect.center().y - galley.size().y / 2.0);
        painter.galley_with_override_text_color(pos, galley, color);
        focus_ring(ui, &response, rect);
    }
    pointing(response)
}

/// A square button with an icon; `label` says what it does, and is its tooltip.
pub(crate) fn icon_button(ui: &mut Ui, icon: Icon, label: &str, tooltip: &str) -> Response {
    icon_button_chosen(ui, icon, label, tooltip, None)
}

/// An icon button that is on or off if `chosen` says so.
pub(crate) fn icon_button_chosen(
    ui: &mut Ui,
    icon: Icon,
    label: &str,
    tooltip: &str,
    chosen: Option<bool>,
) -> Response {
    let palette = Palette::shown(ui);
    let enabled = ui.is_enabled();
    let (rect, response) = ui.allocate_exact_size(vec2(30.0, 30.0), Sense::click());
    response.widget_info(|| match chosen {
        Some(chosen) => WidgetInfo::selected(Role::Button, enabled, chosen, label),
        None => WidgetInfo::labeled(Role::Button, enabled, label),
    });
    if ui.is_rect_visible(rect) {
        let ground = quiet_ground(palette, &response, chosen == Some(true));
        ui.painter().rect_filled(rect, RADIUS, ground);
        let color = if enabled {
            palette.text
        } else {
            palette.tint(palette.weak, 0.5)
        };
        paint_icon(ui, rect.center(), 17.0, icon, color);
        focus_ring(ui, &response, rect);
    }
    let response = pointing(response);
    if tooltip.is_empty() {
        response
    } else {
        response
            .on_hover_text(tooltip)
            .on_disabled_hover_text(tooltip)
    }
}

/// The words of a chip are no wider.
const CHIP_PX: f32 = 220.0;

/// A small rounded label that takes something away when it is clicked.
pub(crate) fn removable_chip(ui: &mut Ui, text: &str, label: &str) -> Response {
    let palette = Palette::shown(ui);
    let enabled = ui.is_enabled();
    let font = fonts::regular(SMALL_PX);
    let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), font, palette.text);
    job.wrap = egui::text::TextWrapping::truncate_at_width(CHIP_PX);
    let galley = ui.painter().layout_job(job);
    let size = vec2(galley.size().x + 30.0, 20.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, label));
    if ui.is_rect_visible(rect) {
        let fill = if response.hovered() {
            palette.pressed
        } else {
            palette.raised
        };
        ui.painter().rect_filled(rect, 10.0, fill);
        let pos = pos2(rect.left() + 10.0, rect.center().y - galley.size().y / 2.0);
        ui.painter().galley(pos, galley, palette.text);
        let center = pos2(rect.right() - 12.0, rect.center().y);
        paint_icon(ui, center, 12.0, Icon::X, palette.weak);
        focus_ring(ui, &response, rect);
    }
    pointing(response).on_hover_text(label)
}

/// One of several choices side by side, in one frame. Returns the place of the choice that was clicked.
pub(crate) fn segmented(ui: &mut Ui, choices: &[(&str, &str)], chosen: usize) -> Option<usize> {
    let palette = Palette::shown(ui);
    let enabled = ui.is_enabled();
    let width = (ui.available_width() / choices.len().max(1) as f32).floor();
    let mut clicked = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let ground = Rect::from_min_size(
            ui.cursor().min,
            vec2(width * choices.len() as f32, CONTROL_PX),
        );
        ui.painter().rect_filled(ground, RADIUS, palette.raised);
        for (index, (text, tooltip)) in choices.iter().enumerate() {
            let (rect, response) = ui.allocate_exact_size(vec2(width, CONTROL_PX), Sense::click());
            let is_chosen = index == chosen;
            response
                .widget_info(|| WidgetInfo::selected(Role::RadioButton, enabled, is_chosen, *text));
            let inner = rect.shrink(2.0);
            if is_chosen {
                ui.painter().rect(
                    inner,
                    RADIUS - 1,
                    palette.panel,
                    Stroke::new(1.0, palette.outline),
                    StrokeKind::Inside,
                );
            }
            let color = if is_chosen || response.hovered() {
                palette.text
            } else {
                palette.weak
            };
            let font = fonts::regular(SMALL_PX);
            paint_elided(
                ui,
                inner.shrink2(vec2(4.0, 0.0)),
                Align2::CENTER_CENTER,
                text,
                font,
                color,
            );
            focus_ring(ui, &response, rect);
            let mut response = pointing(response);
            if !tooltip.is_empty() {
                response = response.on_hover_text(*tooltip);
            }
            if response.clicked() && !is_chosen {
                clicked = Some(index);
            }
        }
    });
    clicked
}

/// Paints an icon around `center`.
pub(crate) fn paint_icon(ui: &Ui, center: egui::Pos2, size: f32, icon: Icon, color: Color32) {
    ui.painter().text(
        center,
        Align2::CENTER_CENTER,
        fonts::glyph(icon),
        fonts::icons(size),
        color,
    );
}

/// Paints one line of text inside `rect`, with an ellipsis if it is too long. Returns whether it was.
pub(crate) fn paint_elided(
    ui: &Ui,
    rect: Rect,
    align: Align2,
    text: &str,
    font: FontId,
    color: Color32,
) -> bool {
    let mut job =
        egui::text::LayoutJob::simple_singleline(in_visual_order(text).into_owned(), font, color);
    job.wrap = egui::text::TextWrapping::truncate_at_width(rect.width().max(1.0));
    let galley = ui.painter().layout_job(job);
    let is_elided = galley.elided;
    let placed = align.align_size_within_rect(galley.size(), rect);
    ui.painter().galley(placed.min, galley, color);
    is_elided
}

/// With the hand over it.
pub(crate) fn pointing(response: Response) -> Response {
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}
