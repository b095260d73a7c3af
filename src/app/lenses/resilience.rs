//! If actors leave: how much of the network holds together, as curves.

use egui::accesskit::Role;
use egui::{Color32, Rect, RichText, Sense, Stroke, Ui, WidgetInfo, vec2};
use egui_plot::{FilledArea, GridMark, HoverPosition, Line, LineStyle, Plot, PlotPoints};

use crate::analysis::fragmentation::{Remains, Resilience, robustness};
use crate::analysis::{Params, Results};
use crate::app::fonts;
use crate::app::panels::{PanelState, answer_ui, findings_ui, number_ui};
use crate::app::theme::{Palette, SMALL_PX};
use crate::app::widgets::{fold, remark};
use crate::app::wishes::PanelContext;
use crate::text::{Sentence, words};
use crate::workspace::Link;

const HEIGHT_PX: f32 = 150.0;
/// A curve has about so many points at most.
const NUM_POINTS: usize = 160;

/// Paints what is unfolded: sentences, the curves, and how robust the network is in numbers.
pub(super) fn resilience_ui(ui: &mut Ui, ctx: &PanelContext<'_>, state: &mut PanelState) {
    let unfolded = state.unfolded("resilience");
    if !fold(ui, unfolded, words::RESILIENCE, words::RESILIENCE_REMARK) {
        return;
    }
    answer_ui(ui, ctx, "resilience", &Params::default(), |ui, answer| {
        let Some(resilience) = answer.results.resilience() else {
            return;
        };
        findings_ui(ui, ctx, &sentences(&answer.results, resilience));
        curves_ui(ui, ctx.palette, resilience);
        for (id, value) in [
            ("robustness_degree", robustness(&resilience.by_degree)),
            (
                "robustness_betweenness",
                robustness(&resilience.by_betweenness),
            ),
            ("robustness_random", resilience.robustness_at_random),
        ] {
            number_ui(ui, ctx, id, value);
        }
    });
}

/// When the largest piece is half its size.
fn sentences(results: &Results, resilience: &Resilience) -> Vec<Sentence<Link>> {
    let num_actors = results.snapshot.num_actors();
    // The first removal has left this, and perhaps one more.
    let whole = results.snapshot.num_actors();
    let largest = resilience
        .by_degree
        .first()
        .map_or(0, |first| first.largest);
    if largest < 3 || whole < 4 {
        return Vec::new();
    }
    let half = (largest + 1) as f64 / 2.0;
    let num_gone = |curve: &[Remains]| {
        let place = curve.iter().position(|left| left.largest as f64 <= half)?;
        let actors: Vec<_> = curve
            .iter()
            .take(place + 1)
            .map(|left| results.snapshot.actor(left.removed))
            .collect();
        Some((place + 1, Some(Link::Actors(actors))))
    };
    let at_random = resilience.at_random.iter();
    let at_random = at_random
        .clone()
        .position(|left| left.mean <= half)
        .map(|place| place + 1);
    let mut sentences = Vec::new();
    if let Some(actors) = num_gone(&resilience.by_degree) {
        let who = words::BEST_CONNECTED;
        sentences.push(words::half_gone(who, actors, num_actors, at_random));
    }
    if let Some(actors) = num_gone(&resilience.by_betweenness) {
        let who = words::GO_BETWEEN;
        sentences.push(words::half_gone(who, actors, num_actors, None));
    }
    sentences
}

/// The colours of the curves, in the order of the legend.
fn colors(palette: &Palette) -> [Color32; 3] {
    [palette.text, palette.focus, palette.weak]
}

fn curves_ui(ui: &mut Ui, palette: &Palette, resilience: &Resilience) {
    let n = resilience.by_degree.len();
    if n < 2 {
        return;
    }
    let colors = colors(palette);
    let step = n.div_ceil(NUM_POINTS).max(1);
    // After no removal, the first, … and the last.
    let places: Vec<usize> = (0..n).step_by(step).chain([n - 1]).collect();
    let share = |size: f64| 100.0 * size / n as f64;
    let xs: Vec<f64> = places
        .iter()
        .map(|&place| share((place + 1) as f64))
        .collect();
    let curve = |size_at: &dyn Fn(usize) -> f64| -> PlotPoints<'static> {
        let points = places.iter().zip(&xs);
        points
            .map(|(&place, &x)| [x, share(size_at(place))])
            .collect()
    };
    let size =
        |curve: &[Remains], place: usize| curve.get(place).map_or(0.0, |left| left.largest as f64);
    let random = |place: usize| resilience.at_random.get(place);
    let low: Vec<f64> = places
        .iter()
        .map(|&place| share(random(place).map_or(0.0, |left| f64::from(left.low))))
        .collect();
    let high: Vec<f64> = places
        .iter()
        .map(|&place| share(random(place).map_or(0.0, |left| f64::from(left.high))))
        .collect();
    let by_degree = curve(&|place| size(&resilience.by_degree, place));
    let by_betweenness = curve(&|place| size(&resilience.by_betweenness, place));
    let at_random = curve(&|place| random(place).map_or(0.0, |left| left.mean));

    ui.add_space(4.0);
    legend_ui(ui, palette);
    ui.add_space(4.0);
    let [x_axis, y_axis] = words::CURVE_AXES;
    let small = |text: &str| {
        RichText::new(text)
            .font(fonts::regular(11.0))
            .color(palette.weak)
    };
    let response = ui.scope(|ui| {
        ui.style_mut().override_font_id = Some(fonts::regular(11.0));
        ui.visuals_mut().override_text_color = Some(palette.weak);
        Plot::new("resilience_curves")
            .height(HEIGHT_PX)
            .show_background(false)
            .allow_zoom(false)
            .allow_drag(false)
            .allow_scroll(false)
            .allow_boxed_zoom(false)
            .allow_axis_zoom_drag(false)
            .allow_double_click_reset(false)
            .default_x_bounds(0.0, 104.0)
            .default_y_bounds(0.0, 102.0)
            .auto_bounds(false)
            .grid_color(palette.hairline)
            .x_grid_spacer(|_| marks())
            .y_grid_spacer(|_| marks())
            .show_crosshair(false)
            .x_axis_label(small(x_axis))
            .y_axis_label(small(y_axis))
            .x_axis_formatter(|mark, _| words::axis_percent(mark.value))
            .y_axis_formatter(|mark, _| words::axis_percent(mark.value))
            .label_formatter(move |position| match position {
                HoverPosition::NearDataPoint {
                    plot_name,
                    position,
                    ..
                } if !plot_name.is_empty() => {
                    let num_gone = (position.x / 100.0 * n as f64).round() as usize;
                    let text = words::curve_point(plot_name, num_gone, position.y / 100.0);
                    Some(text)
                }
                _ => None,
            })
            .show(ui, |plot| {
                let [degree, betweenness, anybody] = words::CURVES;
                let band = FilledArea::new("", &xs, &low, &high)
                    .fill_color(colors[2].gamma_multiply(0.18));
                plot.add(band);
                let line = |name: &str, points: PlotPoints<'static>, color| {
                    Line::new(name, points).stroke(Stroke::new(1.8, color))
                };
                plot.line(line(anybody, at_random, colors[2]));
                let dashed = LineStyle::dashed_dense();
                plot.line(line(betweenness, by_betweenness, colors[1]).style(dashed));
                plot.line(line(degree, by_degree, colors[0]));
            })
            .response
    });
    let response = response.inner;
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, words::CURVE_LABEL));
    remark(ui, words::CURVE_BAND);
    ui.add_space(6.0);
}

/// The lines of the grid, and what the axes say.
fn marks() -> Vec<GridMark> {
    [0.0, 50.0, 100.0]
        .map(|value| GridMark {
            value,
            step_size: 50.0,
        })
        .to_vec()
}

/// What each line is.
fn legend_ui(ui: &mut Ui, palette: &Palette) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 2.0);
        for (name, color) in words::CURVES.into_iter().zip(colors(palette)) {
            let (rect, _) = ui.allocate_exact_size(vec2(14.0, 14.0), Sense::hover());
            let line = Rect::from_center_size(rect.center(), vec2(14.0, 2.0));
            ui.painter().rect_filled(line, 1.0, color);
            let text = RichText::new(name).font(fonts::regular(SMALL_PX));
            ui.label(text.color(palette.weak));
            ui.add_space(6.0);
        }
    });
}
