//! An actor in one line: marker and name. A click leads to the map.

use egui::accesskit::Role;
use egui::{Align2, Rect, Sense, Ui, WidgetInfo, pos2, vec2};

use super::{Shown, marker_of};
use crate::app::fonts;
use crate::app::theme::{BODY_PX, RADIUS, SMALL_PX};
use crate::app::widgets::{focus_ring, paint_elided, paint_marker, pointing, quiet_ground};
use crate::app::wishes::PanelContext;

const HEIGHT_PX: f32 = 24.0;

/// Paints the line, with a remark at its right. The actor is the one at an index of what was analysed.
pub(crate) fn actor_line_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    shown: &Shown<'_>,
    index: u32,
    remark: &str,
) {
    let id = shown.id(index);
    let name = shown.short_name(index);
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT_PX), Sense::click());
    response.widget_info(|| {
        let label = [shown.name(index), remark].join(" ");
        WidgetInfo::labeled(Role::Button, true, label.trim())
    });
    let ground = rect.expand2(vec2(8.0, 0.0));
    let fill = quiet_ground(ctx.palette, &response, false);
    ui.painter().rect_filled(ground, RADIUS, fill);
    let (shape, color) = marker_of(ctx, shown.network, id);
    let center = pos2(rect.left() + 6.0, rect.center().y);
    paint_marker(ui.painter(), center, 4.5, shape, color);
    let small = fonts::regular(SMALL_PX);
    let right = ui.painter().text(
        rect.right_center(),
        Align2::RIGHT_CENTER,
        remark,
        small,
        ctx.palette.weak,
    );
    let at = Rect::from_min_max(
        pos2(rect.left() + 20.0, rect.top()),
        pos2(right.left() - 8.0, rect.bottom()),
    );
    let font = fonts::regular(BODY_PX);
    let is_elided = paint_elided(ui, at, Align2::LEFT_CENTER, name, font, ctx.palette.text);
    focus_ring(ui, &response, ground);
    if response.hovered() || response.has_focus() {
        ctx.wishes.spotlight([id]);
    }
    let mut response = pointing(response);
    if is_elided || name != shown.name(index) {
        response = response.on_hover_text(shown.name(index));
    }
    if response.clicked() {
        ctx.wishes.select(id);
    }
}
