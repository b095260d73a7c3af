//! A heading that unfolds what stands below it.

use egui::accesskit::Role;
use egui::{Align2, Color32, Rect, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};
use lucide_icons::Icon;

use super::{focus_ring, paint_elided, paint_icon, pointing, quiet_ground};
use crate::app::fonts;
use crate::app::theme::{BODY_PX, Palette, RADIUS, SMALL_PX};

/// A line, and the heading below it: a click folds or unfolds. Returns whether it is unfolded.
pub(crate) fn fold(ui: &mut Ui, is_open: &mut bool, title: &str, remark: &str) -> bool {
    let palette = Palette::shown(ui);
    ui.add_space(6.0);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 34.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, *is_open, title));
    let line = Stroke::new(1.0, palette.hairline);
    ui.painter().hline(rect.x_range(), rect.top(), line);
    let ground = Rect::from_min_max(rect.min + vec2(-8.0, 4.0), rect.max + vec2(8.0, 0.0));
    let fill = quiet_ground(palette, &response, false);
    ui.painter().rect_filled(ground, RADIUS, fill);
    let y = ground.center().y;
    let icon = if *is_open {
        Icon::ChevronDown
    } else {
        Icon::ChevronRight
    };
    paint_icon(ui, pos2(rect.left() + 6.0, y), 14.0, icon, palette.weak);
    let text =
        ui.painter()
            .layout_no_wrap(title.to_owned(), fonts::bold(BODY_PX), Color32::PLACEHOLDER);
    let left = pos2(rect.left() + 18.0, y - text.size().y / 2.0);
    let end = left.x + text.size().x;
    ui.painter()
        .galley_with_override_text_color(left, text, palette.text);
    let rest = Rect::from_min_max(pos2(end + 12.0, ground.top()), ground.max - vec2(8.0, 0.0));
    if rest.width() > 40.0 {
        let font = fonts::regular(SMALL_PX);
        paint_elided(ui, rest, Align2::RIGHT_CENTER, remark, font, palette.weak);
    }
    focus_ring(ui, &response, ground);
    if pointing(response).clicked() {
        *is_open = !*is_open;
    }
    if *is_open {
        ui.add_space(4.0);
    }
    *is_open
}
