//! A menu of measures, in groups, each with its plain meaning.

use egui::accesskit::Role;
use egui::{Align2, Rect, RichText, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};
use lucide_icons::Icon;

use super::answer_ui;
use super::hover_card::measure_card_ui;
use crate::analysis::{Measure, Params};
use crate::app::fonts;
use crate::app::theme::{BODY_PX, RADIUS, SMALL_PX};
use crate::app::widgets::{focus_ring, paint_elided, paint_icon, quiet_ground};
use crate::app::wishes::PanelContext;
use crate::text::words;
use crate::workspace::measure_words;

const WIDTH_PX: f32 = 268.0;
const ROW_PX: f32 = 38.0;
const HIGHEST_PX: f32 = 460.0;

/// Paints the menu. Returns the measure that was clicked.
pub(crate) fn measure_menu_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    choices: &[Measure],
    chosen: Option<Measure>,
) -> Option<Measure> {
    ui.set_width(WIDTH_PX);
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut clicked = None;
    ScrollArea::vertical()
        .id_salt("measures")
        .max_height(HIGHEST_PX)
        .show(ui, |ui| {
            for (group, name) in words::MEASURE_GROUPS.into_iter().enumerate() {
                let of_group = |measure: &&Measure| {
                    words::measure_group(measure.id()) == group && exists(ctx, **measure)
                };
                let mut members = choices.iter().filter(of_group).peekable();
                if members.peek().is_none() {
                    continue;
                }
                ui.add_space(8.0);
                let heading = RichText::new(name).font(fonts::bold(11.0));
                ui.horizontal(|ui| {
                    ui.add_space(10.0);
                    ui.label(heading.color(ctx.palette.weak));
                });
                ui.add_space(2.0);
                for &measure in members {
                    if row_ui(ui, ctx, measure, chosen == Some(measure)) {
                        clicked = Some(measure);
                    }
                }
            }
        });
    clicked
}

/// Whether there are scores of it, or could be.
fn exists(ctx: &PanelContext<'_>, measure: Measure) -> bool {
    let results = ctx.workspace.results();
    measure.on_demand().is_some()
        || results.is_some_and(|results| results.scores(measure).is_some())
}

/// Asks for the scores of a measure, if nobody has computed them yet, and paints how far that is.
pub(crate) fn ask_measure_ui(ui: &mut Ui, ctx: &PanelContext<'_>, measure: Measure) {
    if let Some(id) = measure.on_demand() {
        answer_ui(ui, ctx, id, &Params::default(), |_, _| {});
    }
}

/// Returns whether it was clicked.
fn row_ui(ui: &mut Ui, ctx: &PanelContext<'_>, measure: Measure, is_chosen: bool) -> bool {
    let words = measure_words(measure);
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), ROW_PX), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::MenuItemRadio, true, is_chosen, words.name));
    if ui.is_rect_visible(rect) {
        let ground = quiet_ground(ctx.palette, &response, false);
        ui.painter().rect_filled(rect, RADIUS, ground);
        if is_chosen {
            let place = pos2(rect.left() + 14.0, rect.top() + 12.0);
            paint_icon(ui, place, 14.0, Icon::Check, ctx.palette.text);
        }
        let left = rect.left() + 28.0;
        let name = Rect::from_min_max(
            pos2(left, rect.top() + 3.0),
            pos2(rect.right() - 8.0, rect.top() + 20.0),
        );
        let font = fonts::regular(BODY_PX);
        let (text, weak) = (ctx.palette.text, ctx.palette.weak);
        paint_elided(ui, name, Align2::LEFT_CENTER, words.name, font, text);
        let meaning = Rect::from_min_max(pos2(left, name.bottom()), rect.max - vec2(8.0, 3.0));
        let font = fonts::regular(SMALL_PX);
        paint_elided(ui, meaning, Align2::LEFT_CENTER, words.legend, font, weak);
        focus_ring(ui, &response, rect);
    }
    let response = response.on_hover_ui(|ui| measure_card_ui(ui, ctx, measure, None));
    response.clicked()
}
