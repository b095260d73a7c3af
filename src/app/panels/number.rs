//! Numbers of the whole network: a row each, with everything else about it in a card.

use egui::accesskit::Role;
use egui::{Align2, Popup, Rect, Response, Sense, Ui, WidgetInfo, pos2, vec2};

use super::hover_card::{HoverCard, Methods, hover_card_ui};
use crate::app::fonts;
use crate::app::theme::{BODY_PX, SMALL_PX};
use crate::app::widgets::{focus_ring, paint_elided};
use crate::app::wishes::PanelContext;
use crate::text::{score_exact, words};

/// A number with its name, its plain meaning below, and its card: pointing at it shows that, and a click or Enter keeps it
/// open.
pub(crate) fn number_ui(ui: &mut Ui, ctx: &PanelContext<'_>, id: &str, value: Option<f64>) {
    let words = words::network_number(id);
    let cell = words.kind.write(value);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 40.0), Sense::click());
    response
        .widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{}: {cell}", words.name)));
    let upper = Rect::from_min_max(
        rect.min + vec2(0.0, 2.0),
        pos2(rect.right() - 90.0, rect.top() + 20.0),
    );
    let (text, weak) = (ctx.palette.text, ctx.palette.weak);
    let font = fonts::regular(BODY_PX);
    paint_elided(ui, upper, Align2::LEFT_CENTER, words.name, font, text);
    let right = pos2(rect.right(), upper.center().y);
    let bold = fonts::bold(BODY_PX);
    ui.painter()
        .text(right, Align2::RIGHT_CENTER, &cell, bold, text);
    let lower = Rect::from_min_max(pos2(rect.left(), rect.top() + 19.0), rect.max);
    let small = fonts::regular(SMALL_PX);
    paint_elided(ui, lower, Align2::LEFT_TOP, words.short, small, weak);
    focus_ring(ui, &response, rect.expand2(vec2(8.0, 0.0)));
    let response = number_card(response, ctx, id, value);
    let card = Popup::menu(&response).accessible_name(words.name);
    card.show(|ui| number_card_ui(ui, ctx, id, value));
}

/// Explains a number of the whole network to whoever points at it.
pub(crate) fn number_card(
    response: Response,
    ctx: &PanelContext<'_>,
    id: &str,
    value: Option<f64>,
) -> Response {
    response.on_hover_ui(|ui| number_card_ui(ui, ctx, id, value))
}

fn number_card_ui(ui: &mut Ui, ctx: &PanelContext<'_>, id: &str, value: Option<f64>) {
    let words = words::network_number(id);
    let card = HoverCard {
        name: words.name,
        value: value.map(score_exact),
        meaning: words.meaning.to_owned(),
        formula: words.formula,
        convention: words.convention,
        source: words.source,
        methods: Methods::Analysis(analysis_of(id)),
    };
    hover_card_ui(ui, ctx, &card);
}

/// The analysis that a number of the whole network comes from.
fn analysis_of(id: &str) -> &'static str {
    match id {
        "distance_weighted_fragmentation"
        | "average_path_length"
        | "diameter"
        | "within_2"
        | "within_3"
        | "pair_within_2" => "distances",
        "algebraic_connectivity" | "algebraic_connectivity_largest" => "algebraic_connectivity",
        "arc_density" | "reciprocity" | "degree_centralization" => "shape",
        "betweenness_centralization" => "betweenness",
        "ei_index" | "ei_expected" | "ei_rescaled" | "assortativity" => "sector_mixing",
        "assortativity_weighted"
        | "sector_modularity"
        | "freeman_segregation"
        | "odds_ratio"
        | "degree_assortativity"
        | "coleman" => "segregation",
        "closure" | "cliques_of_four" => "closure",
        "tie_betweenness" => "tie_betweenness",
        "synergy" | "quadruple_synergy" => "synergy",
        "modularity" | "community_agreement" => "communities",
        id if id.starts_with("mixing_") => "sector_mixing",
        id if id.starts_with("robustness_") => "resilience",
        id if id.starts_with("key_players_") => "key_players",
        _ => "cohesion",
    }
}
