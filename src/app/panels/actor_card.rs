//! The card of the selected actor: who it is, whom it connects, what breaks without it, and all its measures.

use egui::accesskit::Role;
use egui::{Align, Align2, Frame, Label, Layout, Margin, Popup, Rect, RichText, Sense, Ui};
use egui::{WidgetInfo, pos2, vec2};
use lucide_icons::Icon;

use super::actor_form::ActorForm;
use super::hover_card::measure_card_ui;
use super::ranking::value_cell;
use super::{PanelState, Shown, marker_of, sector_bar};
use crate::analysis::{Measure, Role as BrokerRole, RoleCounts};
use crate::app::describe::actor_line;
use crate::app::fonts;
use crate::app::menu_command::MenuCommand;
use crate::app::theme::{BODY_PX, RADIUS, SMALL_PX};
use crate::app::widgets::{
    focus_ring, heading_with, icon_button, paint_elided, paint_icon, paint_marker, pointing, remark,
};
use crate::app::wishes::{PanelContext, Wish};
use crate::model::ActorId;
use crate::text::{score_cell, words};
use crate::workspace::{Focus, Lens, collapsed_name, measure_words, role_words};

/// How many pairs and activities are shown.
const NUM_PAIRS: usize = 5;
const NUM_ACTIVITIES: usize = 5;
/// The column of what is found of what is expected.
const RATIO_PX: f32 = 44.0;

/// Paints the card of an actor.
pub(crate) fn actor_card_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    state: &mut PanelState,
    shown: &Shown<'_>,
    id: ActorId,
) {
    let Some(actor) = shown.network.actor(id) else {
        return;
    };
    let index = shown.results.snapshot.index_of(id);
    head_ui(ui, ctx, state, shown, (id, index));
    if state.form.as_ref().is_some_and(|form| form.actor != id) {
        state.form = None;
    }
    if let Some(mut form) = state.form.take() {
        ui.add_space(8.0);
        if !form.ui(ui, ctx, shown.network) {
            state.form = Some(form);
        }
    }
    if !actor.description.trim().is_empty() {
        ui.add_space(4.0);
        ui.label(actor.description.trim());
    }
    if let Some(collapsed) = ctx.workspace.collapsed_with(id) {
        let name = collapsed_name(collapsed, shown.network);
        remark(ui, &words::is_collapsed(name));
    }
    let Some(index) = index else {
        let is_hidden = ctx.workspace.results_are_current();
        remark(
            ui,
            if is_hidden {
                words::NOT_SHOWN
            } else {
                words::COMPUTING
            },
        );
        return;
    };
    if ctx.workspace.lens() == Lens::Brokers {
        broker_ui(ui, ctx, state, shown, index);
        cut_ui(ui, ctx, shown, index);
        contacts_ui(ui, ctx, shown, index);
    } else {
        cut_ui(ui, ctx, shown, index);
        contacts_ui(ui, ctx, shown, index);
        broker_ui(ui, ctx, state, shown, index);
    }
    activities_ui(ui, ctx, state, shown, index);
    measures_ui(ui, ctx, state, shown, index);
}

fn head_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    state: &mut PanelState,
    shown: &Shown<'_>,
    (id, index): (ActorId, Option<u32>),
) {
    let Some(actor) = shown.network.actor(id) else {
        return;
    };
    ui.with_layout(Layout::right_to_left(Align::TOP), |ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let delete = MenuCommand::Delete;
        if icon_button(
            ui,
            delete.icon(),
            delete.words().name,
            delete.words().tooltip,
        )
        .clicked()
        {
            ctx.wishes.add(Wish::Menu(delete));
        }
        let is_editing = state.form.as_ref().is_some_and(|form| form.actor == id);
        if icon_button(ui, Icon::Pencil, words::EDIT, words::EDIT).clicked() {
            state.form = if is_editing {
                None
            } else {
                ActorForm::new(shown.network, id)
            };
        }
        ui.with_layout(Layout::left_to_right(Align::TOP), |ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(30.0, 36.0), Sense::hover());
            let (shape, color) = marker_of(ctx, shown.network, id);
            paint_marker(
                ui.painter(),
                rect.center() - vec2(4.0, 0.0),
                8.5,
                shape,
                color,
            );
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                let name = RichText::new(&actor.label).font(fonts::bold(BODY_PX + 1.0));
                ui.add(Label::new(name).wrap().selectable(true));
                let num_contacts =
                    index.map(|index| shown.results.snapshot.adjacency().degree(index));
                let line = actor_line(shown.network, actor, num_contacts);
                ui.add(
                    Label::new(
                        RichText::new(line)
                            .font(fonts::regular(SMALL_PX))
                            .color(ctx.palette.weak),
                    )
                    .wrap(),
                );
            });
        });
    });
}

fn broker_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    state: &mut PanelState,
    shown: &Shown<'_>,
    index: u32,
) {
    let Some(roles) = shown.results.roles() else {
        return;
    };
    let Some(counts) = roles.counts.get(index as usize) else {
        return;
    };
    if counts.total <= 0.0 {
        return;
    }
    ui.add_space(12.0);
    heading_with(ui, words::ROLES, words::ROLES_REMARK);
    let expected = roles.expected.get(index as usize).copied().flatten();
    let z = roles.bernoulli_z(&shown.results.snapshot, index);
    roles_ui(ui, ctx, counts, (expected.as_ref(), z), roles.directed);
    ui.add_space(8.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.label(words::CONNECTS);
        let pairs = words::connects_pairs(counts.total as usize);
        ui.label(RichText::new(pairs).font(fonts::bold(BODY_PX)));
        ui.label(words::SUCH_AS);
    });
    ui.add_space(4.0);
    let Some(pairs) = state.derived.pairs(ctx, index) else {
        remark(ui, words::COMPUTING);
        return;
    };
    for pair in pairs.iter().take(NUM_PAIRS) {
        let is_focused = *ctx.workspace.focus() == Focus::Broker(index, vec![(pair.from, pair.to)]);
        let response = pair_block_ui(
            ui,
            ctx,
            shown,
            (pair.from, Some(index), pair.to),
            is_focused,
        );
        let role = role_words(pair.role, roles.directed);
        let tooltip = format!(
            "{}\n{}",
            role.name,
            words::alternatives(pair.num_alternatives as usize)
        );
        if response.on_hover_text(tooltip).clicked() {
            ctx.wishes
                .focus(Focus::Broker(index, vec![(pair.from, pair.to)]));
            let ends = [pair.from, index, pair.to].map(|index| shown.id(index));
            ctx.wishes.add(Wish::Reveal(ends.to_vec()));
        }
    }
}

fn roles_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    counts: &RoleCounts,
    (expected, z): (Option<&RoleCounts>, Option<[Option<f64>; 6]>),
    directed: bool,
) {
    let z = z.unwrap_or_default();
    let mut rows = vec![
        (BrokerRole::Gatekeeper, counts.gatekeeper, z[2]),
        (BrokerRole::Coordinator, counts.coordinator, z[0]),
        (BrokerRole::Consultant, counts.consultant, z[1]),
        (BrokerRole::Liaison, counts.liaison, z[4]),
    ];
    if directed {
        rows.push((BrokerRole::Representative, counts.representative, z[3]));
    }
    rows.sort_by(|a, b| b.1.total_cmp(&a.1));
    let expected = |role| {
        expected.map(|expected| match role {
            BrokerRole::Coordinator => expected.coordinator,
            BrokerRole::Consultant => expected.consultant,
            BrokerRole::Gatekeeper => expected.gatekeeper,
            BrokerRole::Representative => expected.representative,
            BrokerRole::Liaison => expected.liaison,
        })
    };
    let largest = rows
        .iter()
        .fold(0.0, |largest, row| f64::max(largest, row.1));
    for (role, number, z) in rows {
        let expected = expected(role);
        let ratio = expected
            .filter(|&expected| expected > 0.0)
            .map(|expected| words::times_expected(number / expected));
        let role = role_words(role, directed);
        let (rect, response) =
            ui.allocate_exact_size(vec2(ui.available_width(), 20.0), Sense::hover());
        let cell = score_cell(Some(number));
        response.widget_info(|| {
            let label = words::role_row(role.name, &cell, ratio.as_deref());
            WidgetInfo::labeled(Role::Label, true, label)
        });
        let name = Rect::from_min_max(
            rect.min,
            pos2(rect.left() + rect.width() * 0.5, rect.bottom()),
        );
        let font = fonts::regular(BODY_PX);
        paint_elided(
            ui,
            name,
            Align2::LEFT_CENTER,
            role.name,
            font,
            ctx.palette.text,
        );
        let mut right = rect.right_center();
        if let Some(ratio) = &ratio {
            let font = fonts::regular(SMALL_PX);
            let weak = ctx.palette.weak;
            ui.painter()
                .text(right, Align2::RIGHT_CENTER, ratio, font, weak);
        }
        right.x -= RATIO_PX;
        let font = fonts::bold(BODY_PX);
        let text = ctx.palette.text;
        ui.painter()
            .text(right, Align2::RIGHT_CENTER, &cell, font, text);
        let bar = Rect::from_min_max(
            pos2(name.right() + 8.0, rect.center().y - 4.0),
            pos2(right.x - 44.0, rect.center().y + 4.0),
        );
        if number > 0.0 && largest > 0.0 {
            let mut filled = bar;
            filled.set_width((bar.width() * (number / largest) as f32).max(1.0));
            ui.painter().rect_filled(filled, 2.0, ctx.palette.bar);
        }
        let tooltip = words::role_meaning(role.meaning, role.pattern, number, (expected, z));
        response.on_hover_text(tooltip);
    }
}

/// Two actors in a block that can be clicked, with the broker between them if there is one.
pub(crate) fn pair_block_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    shown: &Shown<'_>,
    (from, through, to): (u32, Option<u32>, u32),
    is_chosen: bool,
) -> egui::Response {
    let palette = ctx.palette;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::click());
    let label = match through {
        Some(broker) => words::pair_through(shown.name(from), shown.name(broker), shown.name(to)),
        None => words::pair(shown.name(from), shown.name(to)),
    };
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_chosen, &label));
    if ui.is_rect_visible(rect) {
        let fill = if is_chosen || response.is_pointer_button_down_on() {
            palette.pressed
        } else if response.hovered() {
            palette.hover
        } else {
            palette.raised
        };
        ui.painter().rect_filled(rect, RADIUS, fill);
        let inner = rect.shrink2(vec2(10.0, 0.0));
        let middle = 46.0;
        let half = (inner.width() - middle) / 2.0;
        let left = Rect::from_min_size(inner.min, vec2(half, inner.height()));
        let right = Rect::from_min_max(pos2(inner.right() - half, inner.top()), inner.max);
        end_ui(ui, ctx, shown, left, from);
        end_ui(ui, ctx, shown, right, to);
        let center = pos2(inner.center().x - 4.0, inner.center().y);
        match through {
            Some(broker) => {
                let (shape, color) = marker_of(ctx, shown.network, shown.id(broker));
                paint_icon(
                    ui,
                    center - vec2(13.0, 0.0),
                    11.0,
                    Icon::MoveRight,
                    palette.weak,
                );
                paint_marker(ui.painter(), center, 4.5, shape, color);
                paint_icon(
                    ui,
                    center + vec2(13.0, 0.0),
                    11.0,
                    Icon::MoveRight,
                    palette.weak,
                );
            }
            None => paint_icon(ui, center, 14.0, Icon::MoveHorizontal, palette.weak),
        }
        focus_ring(ui, &response, rect);
    }
    if response.hovered() || response.has_focus() {
        let actors = [Some(from), through, Some(to)];
        let ids = actors.into_iter().flatten().map(|index| shown.id(index));
        ctx.wishes.spotlight(ids);
    }
    ui.add_space(1.0);
    pointing(response)
}

fn end_ui(ui: &Ui, ctx: &PanelContext<'_>, shown: &Shown<'_>, rect: Rect, index: u32) {
    let (shape, color) = marker_of(ctx, shown.network, shown.id(index));
    let center = pos2(rect.left() + 4.0, rect.center().y);
    paint_marker(ui.painter(), center, 4.0, shape, color);
    let mut text = rect;
    text.min.x += 14.0;
    let font = fonts::regular(SMALL_PX);
    let name = shown.short_name(index);
    paint_elided(ui, text, Align2::LEFT_CENTER, name, font, ctx.palette.text);
}

/// What breaks without it.
fn cut_ui(ui: &mut Ui, ctx: &PanelContext<'_>, shown: &Shown<'_>, index: u32) {
    let cut = shown
        .results
        .cohesion()
        .and_then(|cohesion| cohesion.cut_actors.iter().find(|cut| cut.actor == index));
    let Some(cut) = cut else {
        return;
    };
    let cut_off: Vec<u32> = cut.cut_off.iter().flatten().copied().collect();
    let names: Vec<&str> = cut_off
        .iter()
        .take(3)
        .map(|&index| shown.name(index))
        .collect();
    let text = words::cut_off_without(&words::some_names(&names, cut_off.len() - names.len()));
    ui.add_space(12.0);
    let block = Frame::NONE
        .inner_margin(Margin {
            left: 14,
            right: 0,
            top: 2,
            bottom: 2,
        })
        .show(ui, |ui| {
            let label = Label::new(text).wrap().sense(Sense::click());
            let response = pointing(ui.add(label));
            if response.hovered() {
                let ids = cut_off.iter().map(|&index| shown.id(index));
                ctx.wishes.spotlight(ids);
            }
            if response.clicked() {
                let mut actors = cut_off.clone();
                actors.push(index);
                ctx.wishes.focus(Focus::Actors(actors));
            }
        });
    let rect = block.response.rect;
    let bar = Rect::from_min_max(rect.min, pos2(rect.left() + 3.0, rect.bottom()));
    ui.painter().rect_filled(bar, 1.5, ctx.palette.danger);
}

fn contacts_ui(ui: &mut Ui, ctx: &PanelContext<'_>, shown: &Shown<'_>, index: u32) {
    let neighbors = shown.results.snapshot.adjacency().neighbors(index);
    if neighbors.is_empty() {
        return;
    }
    let others = neighbors.iter().copied().filter(|&other| other != index);
    let mix = shown.mix(others.clone());
    ui.add_space(12.0);
    heading_with(
        ui,
        words::CONTACTS_BY_SECTOR,
        &words::contacts(mix.iter().sum()),
    );
    let response = sector_bar(ui, ctx, shown, &mix);
    if response.hovered() {
        ctx.wishes.spotlight(others.map(|index| shown.id(index)));
    }
}

fn activities_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    state: &mut PanelState,
    shown: &Shown<'_>,
    index: u32,
) {
    let activities: Vec<_> = shown
        .results
        .snapshot
        .activities()
        .iter()
        .filter(|(_, actors)| actors.contains(&index))
        .collect();
    if activities.is_empty() {
        return;
    }
    ui.add_space(12.0);
    let unfolded = state.unfolded("activities");
    let num_shown = if *unfolded {
        activities.len()
    } else {
        NUM_ACTIVITIES.min(activities.len())
    };
    heading_with(
        ui,
        words::ACTIVITIES,
        &words::counted(activities.len(), "activity", "activities"),
    );
    for (id, actors) in activities.iter().take(num_shown) {
        let title = shown
            .network
            .activities()
            .get(*id)
            .map(|activity| activity.title.trim())
            .filter(|title| !title.is_empty())
            .unwrap_or(words::UNNAMED_ACTIVITY);
        let (rect, response) =
            ui.allocate_exact_size(vec2(ui.available_width(), 22.0), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, title));
        let color = if response.hovered() {
            ctx.palette.text
        } else {
            ctx.palette.weak
        };
        let icon = pos2(rect.left() + 6.0, rect.center().y);
        paint_icon(ui, icon, 13.0, Icon::FolderKanban, color);
        let mut text = rect;
        text.min.x += 20.0;
        text.max.x -= 28.0;
        let font = fonts::regular(BODY_PX);
        paint_elided(ui, text, Align2::LEFT_CENTER, title, font, ctx.palette.text);
        ui.painter().text(
            rect.right_center(),
            Align2::RIGHT_CENTER,
            crate::text::count(actors.len()),
            fonts::regular(SMALL_PX),
            ctx.palette.weak,
        );
        focus_ring(ui, &response, rect);
        if response.hovered() || response.has_focus() {
            ctx.wishes
                .spotlight(actors.iter().map(|&index| shown.id(index)));
        }
        let tooltip = words::activity_tooltip(title, actors.len());
        if pointing(response).on_hover_text(tooltip).clicked() {
            ctx.wishes.focus(Focus::Actors(actors.clone()));
        }
    }
    if activities.len() > NUM_ACTIVITIES {
        more_ui(ui, unfolded, activities.len() - NUM_ACTIVITIES);
    }
}

/// A button that unfolds a list, or folds it again.
pub(crate) fn more_ui(ui: &mut Ui, unfolded: &mut bool, num_more: usize) {
    let (icon, text) = if *unfolded {
        (Icon::ChevronUp, words::SHOW_FEWER.to_owned())
    } else {
        (Icon::ChevronDown, words::show_more(num_more))
    };
    let look = crate::app::widgets::Look::Quiet;
    if crate::app::widgets::text_button(ui, Some(icon), &text, look).clicked() {
        *unfolded = !*unfolded;
    }
}

fn measures_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    state: &mut PanelState,
    shown: &Shown<'_>,
    index: u32,
) {
    const FIRST: [Measure; 6] = [
        Measure::Degree,
        Measure::CrossBetweennessNorm,
        Measure::BetweennessNorm,
        Measure::Constraint,
        Measure::EffectiveSize,
        Measure::EiIndex,
    ];
    ui.add_space(12.0);
    heading_with(ui, words::MEASURES, "");
    let unfolded = state.unfolded("measures");
    let is_known = |measure: &Measure| shown.results.scores(*measure).is_some();
    let rest = Measure::ALL
        .into_iter()
        .filter(|measure| !FIRST.contains(measure))
        .filter(is_known);
    let num_rest = rest.clone().count();
    let first = FIRST.into_iter().filter(is_known);
    let num_shown = if *unfolded { usize::MAX } else { FIRST.len() };
    for measure in first.chain(rest).take(num_shown) {
        let value = shown.results.score(measure, index);
        let cell = match measure {
            Measure::Participation | Measure::Clustering | Measure::Efficiency => score_cell(value),
            measure => value_cell(measure, value),
        };
        let words = measure_words(measure);
        let (rect, response) =
            ui.allocate_exact_size(vec2(ui.available_width(), 20.0), Sense::click());
        response.widget_info(|| {
            WidgetInfo::labeled(Role::Button, true, format!("{}: {cell}", words.name))
        });
        let mut name = rect;
        name.max.x -= 70.0;
        let font = fonts::regular(BODY_PX);
        let color = if response.hovered() {
            ctx.palette.text
        } else {
            ctx.palette.weak
        };
        paint_elided(
            ui,
            name,
            Align2::LEFT_CENTER,
            words.name,
            font.clone(),
            color,
        );
        ui.painter().text(
            rect.right_center(),
            Align2::RIGHT_CENTER,
            cell,
            font,
            ctx.palette.text,
        );
        focus_ring(ui, &response, rect.expand2(vec2(4.0, 0.0)));
        let response = response.on_hover_ui(|ui| measure_card_ui(ui, ctx, measure, value));
        let card = Popup::menu(&response).accessible_name(words.name);
        card.show(|ui| measure_card_ui(ui, ctx, measure, value));
    }
    if num_rest > 0 {
        more_ui(ui, unfolded, num_rest);
    }
}
