//! Communities: groups of actors that work more among themselves than chance would give.

use egui::accesskit::Role;
use egui::{Align2, Rect, Sense, Ui, WidgetInfo, pos2, vec2};
use lucide_icons::Icon;

use crate::analysis::Params;
use crate::analysis::community::Communities;
use crate::app::fonts;
use crate::app::panels::{
    PanelState, Shown, answer_ui, findings_ui, more_ui, number_ui, sector_bar,
};
use crate::app::theme::{BODY_PX, RADIUS, SMALL_PX};
use crate::app::widgets::{
    Look, focus_ring, fold, paint_elided, pointing, quiet_ground, remark, text_button,
};
use crate::app::wishes::{PanelContext, Wish};
use crate::text::{count, words};
use crate::workspace::{Focus, Link};

/// So many groups are listed at first.
const NUM_GROUPS: usize = 6;
/// A group is known by so many of its members.
const NUM_NAMES: usize = 2;

/// Paints what is unfolded: how distinct the groups are, each with its sectors, and a button that tints them on the map.
pub(super) fn communities_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    state: &mut PanelState,
    shown: &Shown<'_>,
) {
    let unfolded = state.unfolded("communities");
    if !fold(ui, unfolded, words::COMMUNITIES, words::COMMUNITIES_REMARK) {
        return;
    }
    let unfolded = state.unfolded("all_communities");
    answer_ui(ui, ctx, "communities", &Params::default(), |ui, answer| {
        let Some(found) = answer.results.communities() else {
            return;
        };
        let shown = shown.about(&answer.results);
        found_ui(ui, ctx, &shown, found, unfolded);
    });
}

fn found_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    shown: &Shown<'_>,
    found: &Communities,
    unfolded: &mut bool,
) {
    let groups: Vec<&Vec<u32>> = found
        .members
        .iter()
        .filter(|members| members.len() > 1)
        .collect();
    let Some(largest) = groups.first() else {
        remark(ui, words::NO_COMMUNITIES);
        return;
    };
    let link = Link::Actors(largest.iter().map(|&index| shown.id(index)).collect());
    let sentence = words::communities(
        groups.len(),
        (largest.len(), Some(link)),
        found.modularity,
        found.rand_index,
    );
    findings_ui(ui, ctx, &[sentence]);
    let tinted: Vec<Vec<u32>> = groups
        .iter()
        .map(|members| shown_now(ctx, shown, members))
        .filter(|members| members.len() > 1)
        .collect();
    let is_tinted = matches!(ctx.workspace.focus(), Focus::Groups(_));
    let (icon, text) = if is_tinted {
        (Icon::EyeOff, words::UNTINT)
    } else {
        (Icon::Eye, words::TINT)
    };
    if text_button(ui, Some(icon), text, Look::Framed).clicked() {
        ctx.wishes.focus(if is_tinted {
            Focus::None
        } else {
            Focus::Groups(tinted)
        });
    }
    ui.add_space(8.0);
    let num_shown = if *unfolded {
        groups.len().min(60)
    } else {
        NUM_GROUPS.min(groups.len())
    };
    for members in groups.iter().take(num_shown) {
        group_ui(ui, ctx, shown, found, members);
    }
    if groups.len() > NUM_GROUPS {
        more_ui(ui, unfolded, groups.len().min(60) - NUM_GROUPS);
    }
    number_ui(ui, ctx, "modularity", found.modularity);
    number_ui(ui, ctx, "community_agreement", found.rand_index);
}

/// The members as they are on the map now.
fn shown_now(ctx: &PanelContext<'_>, shown: &Shown<'_>, members: &[u32]) -> Vec<u32> {
    let Some(snapshot) = ctx.workspace.snapshot() else {
        return Vec::new();
    };
    members
        .iter()
        .filter_map(|&index| snapshot.index_of(shown.id(index)))
        .collect()
}

/// A group: its best connected members, how many there are, and their sectors.
fn group_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    shown: &Shown<'_>,
    found: &Communities,
    members: &[u32],
) {
    let adjacency = shown.results.snapshot.adjacency();
    let mut known = members.to_vec();
    known.sort_by_key(|&index| std::cmp::Reverse(adjacency.degree(index)));
    known.truncate(NUM_NAMES);
    let names: Vec<&str> = known.iter().map(|&index| shown.short_name(index)).collect();
    let names = words::some_names(&names, members.len() - names.len());
    let stability = members
        .iter()
        .filter_map(|&index| found.stability.get(index as usize))
        .sum::<f64>()
        / members.len() as f64;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::click());
    let label = words::community_row(members.len(), &names);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
    let ground = rect.expand2(vec2(8.0, 0.0));
    let fill = quiet_ground(ctx.palette, &response, false);
    ui.painter().rect_filled(ground, RADIUS, fill);
    let text = Rect::from_min_max(rect.min, pos2(rect.right() - 36.0, rect.bottom()));
    let color = ctx.palette.text;
    let font = fonts::regular(SMALL_PX);
    paint_elided(ui, text, Align2::LEFT_CENTER, &names, font, color);
    let right = rect.right_center();
    let bold = fonts::bold(BODY_PX);
    ui.painter().text(
        right,
        Align2::RIGHT_CENTER,
        count(members.len()),
        bold,
        color,
    );
    focus_ring(ui, &response, ground);
    let ids: Vec<_> = members.iter().map(|&index| shown.id(index)).collect();
    if response.hovered() && ids.len() <= 2_000 {
        ctx.wishes.spotlight(ids.iter().copied());
    }
    let tooltip = words::community_tooltip(&label, stability);
    if pointing(response).on_hover_text(tooltip).clicked() {
        ctx.wishes
            .focus(Focus::Actors(shown_now(ctx, shown, members)));
        ctx.wishes.add(Wish::Reveal(ids));
    }
    let mix = shown.mix(members.iter().copied());
    sector_bar(ui, ctx, shown, &mix);
    ui.add_space(4.0);
}
