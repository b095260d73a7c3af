//! Numbers of the Gaps lens that are folded at first: all pairs of sectors, segregation, closure, synergy.

use egui::accesskit::Role;
use egui::{Align2, Rect, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::analysis::gaps::{Closure, Segregation, Synergy, Triads};
use crate::analysis::{Params, SectorMixing};
use crate::app::fonts;
use crate::app::panels::{
    PanelState, Shown, answer_ui, findings_ui, more_ui, number_card, number_ui,
};
use crate::app::theme::{BODY_PX, RADIUS, SMALL_PX};
use crate::app::widgets::{
    focus_ring, fold, paint_elided, paint_marker, pointing, quiet_ground, remark,
};
use crate::app::wishes::PanelContext;
use crate::text::{NumberKind, words};
use crate::workspace::Focus;

/// What is known about two sectors, with the id of the number in each column.
const COLUMNS: [&str; 6] = [
    "mixing_ties",
    "mixing_expected",
    "mixing_ratio",
    "mixing_z",
    "mixing_p",
    "pair_within_2",
];
/// Below this expectation a ratio says nothing.
const TOO_SMALL: f64 = 1.0;
/// So many combinations of three sectors are listed at first.
const NUM_TRIPLES: usize = 4;

/// All pairs of sectors as a table.
pub(super) fn pairs_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    state: &mut PanelState,
    shown: &Shown<'_>,
    mixing: &SectorMixing,
) {
    if !fold(ui, state.unfolded("all_pairs"), words::ALL_PAIRS, "") {
        return;
    }
    let width = ui.available_width();
    let column = (width / COLUMNS.len() as f32).floor();
    let (head, _) = ui.allocate_exact_size(vec2(width, 18.0), Sense::hover());
    for (place, title) in words::PAIR_COLUMNS.into_iter().enumerate() {
        let at = Rect::from_min_size(
            pos2(head.left() + column * place as f32, head.top()),
            vec2(column - 4.0, head.height()),
        );
        let font = fonts::regular(11.0);
        let weak = ctx.palette.weak;
        paint_elided(ui, at, Align2::RIGHT_CENTER, title, font, weak);
        let response = ui.interact(at, ui.scope_id().with(("head", place)), Sense::hover());
        if let Some(id) = COLUMNS.get(place) {
            number_card(response, ctx, id, None);
        }
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    for b in 0..mixing.sectors.len() {
        for a in 0..=b {
            pair_ui(ui, ctx, shown, mixing, (a, b), column);
        }
    }
}

/// The numbers of two sectors, in the order of the columns.
fn pair_values(
    shown: &Shown<'_>,
    mixing: &SectorMixing,
    (a, b): (usize, usize),
) -> [Option<f64>; 6] {
    fn at<T: Copy>(matrix: &[Vec<T>], (a, b): (usize, usize)) -> Option<T> {
        matrix.get(a)?.get(b).copied()
    }
    let ties = at(&mixing.ties, (a, b)).map(f64::from);
    let expected = at(&mixing.expected, (a, b)).flatten();
    let ratio = ties
        .zip(expected)
        .filter(|&(_, expected)| expected >= TOO_SMALL)
        .map(|(ties, expected)| ties / expected);
    let reach = shown.results.distances();
    let reach = reach.and_then(|distances| at(&distances.reach, (a, b)));
    [
        ties,
        expected,
        ratio,
        at(&mixing.z, (a, b)).flatten(),
        at(&mixing.p, (a, b)).flatten(),
        reach.and_then(|reach| reach.within_2),
    ]
}

fn pair_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    shown: &Shown<'_>,
    mixing: &SectorMixing,
    cell: (usize, usize),
    column: f32,
) {
    let (a, b) = cell;
    let name = words::sector_pair(shown.sector_name(a), shown.sector_name(b));
    let values = pair_values(shown, mixing, cell);
    let texts: Vec<String> = COLUMNS
        .iter()
        .zip(values)
        .map(|(id, value)| words::network_number(id).kind.write(value))
        .collect();
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 40.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Row, true, words::pair_row(&name, &texts)));
    let ground = rect.expand2(vec2(8.0, 0.0));
    let fill = quiet_ground(ctx.palette, &response, false);
    ui.painter().rect_filled(ground, RADIUS, fill);
    let line = Stroke::new(1.0, ctx.palette.hairline);
    ui.painter().hline(rect.x_range(), rect.bottom(), line);
    let upper = Rect::from_min_max(
        rect.min + vec2(0.0, 3.0),
        pos2(rect.right(), rect.center().y),
    );
    let font = fonts::regular(SMALL_PX);
    paint_elided(
        ui,
        upper,
        Align2::LEFT_CENTER,
        &name,
        font,
        ctx.palette.weak,
    );
    for (place, text) in texts.iter().enumerate() {
        let at = Rect::from_min_max(
            pos2(rect.left() + column * place as f32, rect.center().y),
            pos2(
                rect.left() + column * (place + 1) as f32 - 4.0,
                rect.bottom() - 3.0,
            ),
        );
        let font = fonts::regular(SMALL_PX);
        paint_elided(ui, at, Align2::RIGHT_CENTER, text, font, ctx.palette.text);
    }
    focus_ring(ui, &response, ground);
    let mut response = pointing(response);
    let column = ui
        .input(|input| input.pointer.hover_pos())
        .map(|pointer| ((pointer.x - rect.left()) / column).max(0.0) as usize);
    if let Some((id, value)) = column.and_then(|place| COLUMNS.get(place).zip(values.get(place))) {
        response = number_card(response, ctx, id, *value);
    }
    if response.clicked() {
        ctx.wishes.focus(Focus::Sectors(a, b, Vec::new()));
    }
}

/// How far sectors keep to themselves.
pub(super) fn segregation_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    state: &mut PanelState,
    shown: &Shown<'_>,
    mixing: &SectorMixing,
) {
    let Some(segregation) = shown.results.segregation() else {
        return;
    };
    let unfolded = state.unfolded("segregation");
    if !fold(ui, unfolded, words::SEGREGATION, words::SEGREGATION_REMARK) {
        return;
    }
    let Segregation {
        modularity,
        freeman,
        odds_ratio,
        coleman,
        weighted_assortativity,
        degree_assortativity,
    } = segregation;
    if let Some(odds) = *odds_ratio {
        findings_ui(ui, ctx, &[words::odds_sentence(odds)]);
    }
    for (id, value) in [
        ("ei_index", mixing.ei.index),
        ("ei_expected", mixing.ei.expected),
        ("ei_rescaled", mixing.ei.rescaled),
        ("assortativity", mixing.assortativity),
        ("assortativity_weighted", *weighted_assortativity),
        ("sector_modularity", *modularity),
        ("freeman_segregation", *freeman),
        ("odds_ratio", *odds_ratio),
        ("degree_assortativity", *degree_assortativity),
    ] {
        number_ui(ui, ctx, id, value);
    }
    ui.add_space(6.0);
    remark(ui, words::BY_SECTOR);
    for (place, &value) in coleman.iter().enumerate() {
        let name = shown.sector_name(place);
        let text = NumberKind::Signed.write(value);
        let response = line_ui(ui, ctx, name, &text, |ui, rect| {
            if let Some(sector) = shown.sector(place) {
                let center = pos2(rect.left() + 6.0, rect.center().y);
                let color = ctx.palette.sector(Some(sector));
                paint_marker(ui.painter(), center, 4.5, sector.shape, color);
            }
            18.0
        });
        number_card(response, ctx, "coleman", value);
    }
}

/// A name and a value. `add_first` paints what stands before the name and returns how wide it is.
fn line_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    name: &str,
    value: &str,
    add_first: impl FnOnce(&Ui, Rect) -> f32,
) -> egui::Response {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 22.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{name}: {value}")));
    let indent = add_first(ui, rect);
    let font = fonts::regular(BODY_PX);
    let text = ctx.palette.text;
    let right = rect.right_center();
    let value = ui
        .painter()
        .text(right, Align2::RIGHT_CENTER, value, font.clone(), text);
    let at = Rect::from_min_max(
        pos2(rect.left() + indent, rect.top()),
        pos2(value.left() - 8.0, rect.bottom()),
    );
    paint_elided(ui, at, Align2::LEFT_CENTER, name, font, text);
    response
}

/// Whether those who share a partner meet, across sectors.
pub(super) fn closure_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    state: &mut PanelState,
    shown: &Shown<'_>,
) {
    let unfolded = state.unfolded("closure");
    if !fold(ui, unfolded, words::CLOSURE, words::CLOSURE_REMARK) {
        return;
    }
    let show_all = *state.unfolded("closure_all");
    let mut turn = false;
    answer_ui(ui, ctx, "closure", &Params::default(), |ui, answer| {
        let Some(closure) = answer.results.closure() else {
            return;
        };
        let shown = shown.about(&answer.results);
        let sentence = [3, 2].into_iter().find_map(|num_sectors| {
            let across = closure.of_distinct(num_sectors).closure()?;
            let within = closure.of_distinct(1).closure();
            Some(words::closure_sentence(num_sectors, across, within))
        });
        findings_ui(ui, ctx, sentence.as_slice());
        let triples = triples(closure);
        let num_shown = if show_all {
            triples.len()
        } else {
            NUM_TRIPLES.min(triples.len())
        };
        for (sectors, triads) in triples.iter().take(num_shown) {
            let names = sectors.map(|place| shown.sector_name(place.into()));
            let name = words::three_sectors(&names);
            let value = triads.closure();
            let text = NumberKind::Share.write(value);
            let response = line_ui(ui, ctx, &name, &text, |_, _| 0.0);
            let counts = words::triangles_of(triads.triangles, triads.open);
            number_card(response, ctx, "closure", value).on_hover_text(counts);
        }
        if triples.len() > NUM_TRIPLES {
            let mut unfolded = show_all;
            more_ui(ui, &mut unfolded, triples.len() - NUM_TRIPLES);
            turn = unfolded != show_all;
        }
        if answer.results.snapshot.sector_ids().len() >= 4 {
            let cliques = closure.cliques_of_four as f64;
            number_ui(ui, ctx, "cliques_of_four", Some(cliques));
        }
    });
    if turn {
        *state.unfolded("closure_all") = !show_all;
    }
}

/// Combinations of three different sectors first, then of two, then one alone.
fn triples(closure: &Closure) -> Vec<([u16; 3], Triads)> {
    let mut triples: Vec<([u16; 3], Triads)> = closure
        .by_sectors
        .iter()
        .map(|(&sectors, &triads)| (sectors, triads))
        .collect();
    triples.sort_by_key(|(sectors, _)| {
        let mut different = sectors.to_vec();
        different.dedup();
        std::cmp::Reverse(different.len())
    });
    triples
}

/// Whether sectors create something together, over activities.
pub(super) fn synergy_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    state: &mut PanelState,
    shown: &Shown<'_>,
) {
    let Some(synergy) = shown.results.synergy() else {
        return;
    };
    let unfolded = state.unfolded("synergy");
    if !fold(ui, unfolded, words::SYNERGY, words::SYNERGY_REMARK) {
        return;
    }
    if synergy.num_activities == 0 {
        remark(ui, words::NO_SYNERGY);
        return;
    }
    let sectors = most_active(synergy);
    let name = |place: usize| shown.sector_name(place);
    let triples: Vec<([usize; 3], Option<f64>)> = three_of(&sectors)
        .into_iter()
        .map(|triple| (triple, information(synergy, &triple)))
        .collect();
    let strongest = triples
        .iter()
        .filter_map(|&(triple, t)| Some((triple, t?)))
        .min_by(|(_, a), (_, b)| a.total_cmp(b));
    if let Some((triple, t)) = strongest {
        let names = triple.map(name);
        let names = words::some_names(&names, 0);
        let sentence = words::synergy_sentence(&names, t, synergy.num_activities);
        findings_ui(ui, ctx, &[sentence]);
    }
    let wanted = 10 << sectors.len();
    if synergy.num_activities < wanted {
        remark(ui, &words::few_activities(synergy.num_activities, wanted));
        ui.add_space(4.0);
    }
    for &(triple, t) in &triples {
        let text = t.map_or_else(|| words::NO_INFORMATION.to_owned(), words::synergy_cell);
        let names = triple.map(name);
        let response = line_ui(ui, ctx, &words::three_sectors(&names), &text, |_, _| 0.0);
        number_card(response, ctx, "synergy", t);
    }
    if sectors.len() == 4 {
        let t = information(synergy, &sectors);
        number_ui(ui, ctx, "quadruple_synergy", t);
        remark(ui, &words::quadruple_reading(t));
    }
}

/// The information of some sectors in millibits; `None` if one of them takes part in all activities or in none, so that
/// whether it does tells nothing.
fn information(synergy: &Synergy, places: &[usize]) -> Option<f64> {
    let tells = |&place: &usize| synergy.entropy(1 << place).is_some_and(|h| h > 0.0);
    let set = places.iter().fold(0_u64, |set, &place| set | 1 << place);
    let bits = synergy.information(set)?;
    places.iter().all(tells).then_some(bits * 1000.0)
}

/// The four sectors that take part in most activities, in their own order.
fn most_active(synergy: &Synergy) -> Vec<usize> {
    let num_activities = |place: usize| -> usize {
        let patterns = synergy.patterns.iter();
        patterns
            .filter(|(pattern, _)| **pattern >> place & 1 == 1)
            .map(|(_, count)| count)
            .sum()
    };
    let mut places: Vec<usize> = (0..synergy.sectors.len().min(64)).collect();
    places.sort_by_key(|&place| std::cmp::Reverse(num_activities(place)));
    places.truncate(4);
    places.sort_unstable();
    places
}

/// Every three of some places.
fn three_of(places: &[usize]) -> Vec<[usize; 3]> {
    let mut triples = Vec::new();
    for (i, &a) in places.iter().enumerate() {
        for (j, &b) in places.iter().enumerate().skip(i + 1) {
            for &c in places.iter().skip(j + 1) {
                triples.push([a, b, c]);
            }
        }
    }
    triples
}
