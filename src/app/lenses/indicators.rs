//! Indicators of several states of a network, side by side.

use egui::accesskit::Role;
use egui::{Align2, Rect, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::analysis::change::Indicator;
use crate::app::fonts;
use crate::app::panels::number_card;
use crate::app::theme::SMALL_PX;
use crate::app::widgets::paint_elided;
use crate::app::wishes::PanelContext;
use crate::text::words;

/// So wide is a column of the table.
const COLUMN_PX: f32 = 54.0;
/// So wide are the names of indicators at least.
const NAMES_PX: f32 = 120.0;

/// Paints indicators with a column for each state, those that are not the same in all of them. What cannot be seen to
/// change, does not. Returns how many rows there are.
pub(crate) fn indicators_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    titles: &[String],
    rows: &[(Indicator, Vec<Option<f64>>)],
) -> usize {
    let changing: Vec<_> = rows
        .iter()
        .filter(|(indicator, values)| {
            let write = |value: &Option<f64>| words::indicator_value(indicator.id(), *value);
            let mut texts = values.iter().map(write);
            let first = texts.next();
            texts.any(|text| Some(text) != first)
        })
        .collect();
    if changing.is_empty() {
        return 0;
    }
    let columns = COLUMN_PX * titles.len() as f32;
    let names = (ui.available_width() - columns).max(NAMES_PX);
    let full = names + columns;
    ScrollArea::horizontal()
        .id_salt("indicators")
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let (head, _) = ui.allocate_exact_size(vec2(full, 18.0), Sense::hover());
            for (place, title) in titles.iter().enumerate() {
                let at = cell_rect(head, names, place);
                let (font, weak) = (fonts::regular(11.0), ctx.palette.weak);
                paint_elided(ui, at, Align2::RIGHT_CENTER, title, font, weak);
            }
            for (indicator, values) in &changing {
                row_ui(ui, ctx, *indicator, values, (names, full));
            }
        });
    changing.len()
}

fn cell_rect(row: Rect, names: f32, place: usize) -> Rect {
    let left = row.left() + names + COLUMN_PX * place as f32;
    Rect::from_min_size(pos2(left, row.top()), vec2(COLUMN_PX, row.height()))
}

/// An indicator in each state; what differs from the first stands out.
fn row_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    indicator: Indicator,
    values: &[Option<f64>],
    (names, full): (f32, f32),
) {
    let id = indicator.id();
    let name = words::indicator(id).name;
    let write = |value| words::indicator_value(id, value);
    let (rect, response) = ui.allocate_exact_size(vec2(full, 24.0), Sense::hover());
    let texts: Vec<String> = values.iter().copied().map(write).collect();
    response
        .widget_info(|| WidgetInfo::labeled(Role::Row, true, words::indicator_row(name, &texts)));
    let line = Stroke::new(1.0, ctx.palette.hairline);
    ui.painter().hline(rect.x_range(), rect.bottom(), line);
    let at = Rect::from_min_size(rect.min, vec2(names - 4.0, rect.height()));
    let text = ctx.palette.text;
    paint_elided(
        ui,
        at,
        Align2::LEFT_CENTER,
        name,
        fonts::regular(SMALL_PX),
        text,
    );
    for (place, written) in texts.iter().enumerate() {
        let (font, color) = if Some(written) == texts.first() {
            (fonts::regular(SMALL_PX), ctx.palette.weak)
        } else {
            (fonts::bold(SMALL_PX), text)
        };
        let at = cell_rect(rect, names, place);
        paint_elided(ui, at, Align2::RIGHT_CENTER, written, font, color);
    }
    match network_number(indicator) {
        Some(number) => drop(number_card(
            response,
            ctx,
            number,
            values.first().copied().flatten(),
        )),
        None => drop(response.on_hover_text(name)),
    }
}

/// The number of the whole network that explains an indicator; the others are counts that their names explain.
fn network_number(indicator: Indicator) -> Option<&'static str> {
    Some(match indicator {
        Indicator::Fragmentation => "fragmentation",
        Indicator::DistanceWeightedFragmentation => "distance_weighted_fragmentation",
        Indicator::ComponentHeterogeneity => "component_heterogeneity",
        Indicator::Density => "density",
        Indicator::ArcDensity => "arc_density",
        Indicator::Reciprocity => "reciprocity",
        Indicator::Transitivity => "transitivity",
        Indicator::AverageClustering => "average_clustering",
        Indicator::AveragePathLength => "average_path_length",
        Indicator::Diameter => "diameter",
        Indicator::DegreeCentralization => "degree_centralization",
        Indicator::BetweennessCentralization => "betweenness_centralization",
        Indicator::Degeneracy => "degeneracy",
        Indicator::AlgebraicConnectivity => "algebraic_connectivity",
        Indicator::AlgebraicConnectivityLargest => "algebraic_connectivity_largest",
        Indicator::EiIndex => "ei_index",
        Indicator::SectorAssortativity => "assortativity",
        Indicator::SectorModularity => "sector_modularity",
        Indicator::Segregation => "freeman_segregation",
        Indicator::OddsRatioWithin => "odds_ratio",
        Indicator::DegreeAssortativity => "degree_assortativity",
        Indicator::CrossReach2 => "within_2",
        Indicator::CrossReach3 => "within_3",
        Indicator::InternalTiesZ => "mixing_z",
        Indicator::Actors
        | Indicator::Ties
        | Indicator::TiedPairs
        | Indicator::Isolates
        | Indicator::Components
        | Indicator::LargestComponent
        | Indicator::CrossReach1
        | Indicator::CrossReachAny
        | Indicator::CutActors
        | Indicator::Bridges
        | Indicator::SectorGaps => return None,
    })
}
