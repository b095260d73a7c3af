//! The panel at the right, and what the panels of all lenses share.

mod actor_card;
mod actor_form;
mod actor_line;
mod answers;
mod derived;
mod filters;
mod hover_card;
mod measure_menu;
mod number;
mod ranking;
mod sentence;

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{Color32, Frame, Margin, Panel, ScrollArea, Ui};
use lucide_icons::Icon;

pub(super) use actor_card::{actor_card_ui, more_ui, pair_block_ui};
pub(super) use actor_line::actor_line_ui;
pub(super) use answers::{STALE, answer_ui, asked_ui};
pub(super) use derived::Derived;
pub(super) use filters::{FilterForm, filters_ui};
pub(super) use measure_menu::{ask_measure_ui, measure_menu_ui};
pub(super) use number::{number_card, number_ui};
pub(super) use ranking::{RankingState, ranking_ui};
pub(super) use sentence::findings_ui;

use self::actor_form::ActorForm;
use super::lenses::{self, KeyPlayersState};
use super::widgets::{Look, divider, panel_title, remark, stacked_bar, text_button};
use super::wishes::PanelContext;
use crate::analysis::introductions::Goal;
use crate::analysis::{Measure, Params, Results};
use crate::model::{ActorId, MarkerShape, Network};
use crate::text::words;
use crate::workspace::{Action, Focus, Lens, sentence};

/// View state of the panels.
#[derive(Debug)]
pub(super) struct PanelState {
    /// What is derived from results.
    pub derived: Derived,
    /// The cell of the matrix that was chosen last.
    pub cell: Option<(usize, usize)>,
    /// What introductions are proposed for.
    pub goal: Goal,
    /// Which parts are unfolded, by name.
    unfolded: BTreeMap<&'static str, bool>,
    /// What is asked about key players.
    pub key_players: KeyPlayersState,
    /// The form that adds a filter.
    pub filters: FilterForm,
    rankings: BTreeMap<Lens, RankingState>,
    form: Option<ActorForm>,
    broker_wanted: Option<ActorId>,
    /// The part that is to come into sight.
    part_wanted: Option<&'static str>,
}

impl PanelState {
    /// Panels as they are at the start.
    pub(super) fn new(wake: impl Fn() + Send + Sync + 'static) -> Self {
        Self {
            derived: Derived::new(wake),
            cell: None,
            goal: Params::default().goal,
            unfolded: BTreeMap::new(),
            key_players: KeyPlayersState::default(),
            filters: FilterForm::default(),
            rankings: BTreeMap::new(),
            form: None,
            broker_wanted: None,
            part_wanted: None,
        }
    }

    /// An actor was chosen: the Brokers lens lights what it connects.
    pub(super) fn chosen(&mut self, actor: ActorId) {
        self.broker_wanted = Some(actor);
    }

    /// Begins to edit an actor.
    pub(super) fn edit(&mut self, network: &Network, actor: ActorId) {
        self.form = ActorForm::new(network, actor);
    }

    /// Ends editing. Returns whether anything was being edited.
    pub(super) fn stop_editing(&mut self) -> bool {
        self.form.take().is_some()
    }

    /// How the table of a lens is ordered.
    pub(super) fn ranking(&mut self, lens: Lens) -> &mut RankingState {
        self.rankings.entry(lens).or_insert_with(|| {
            RankingState::new(match lens {
                Lens::Network | Lens::Gaps | Lens::Fragmentation | Lens::Introductions => {
                    Measure::Degree
                }
                Lens::Brokers => Measure::CrossBetweennessNorm,
            })
        })
    }

    /// Whether a part is unfolded; folded at first.
    pub(super) fn unfolded(&mut self, part: &'static str) -> &mut bool {
        self.unfolded.entry(part).or_default()
    }

    /// Unfolds a part and brings it into sight.
    pub(super) fn show_part(&mut self, part: &'static str) {
        *self.unfolded(part) = true;
        self.part_wanted = Some(part);
    }

    /// Whether a part that comes next in the panel is to be brought into sight; asked once.
    pub(super) fn is_wanted(&mut self, part: &'static str) -> bool {
        self.part_wanted.take_if(|wanted| *wanted == part).is_some()
    }

    /// Lights what the chosen broker connects, as soon as that is known.
    fn light_broker(&mut self, ctx: &PanelContext<'_>) {
        let Some(actor) = self.broker_wanted else {
            return;
        };
        let index = ctx
            .workspace
            .snapshot()
            .and_then(|snapshot| snapshot.index_of(actor));
        let (Lens::Brokers, Some(index)) = (ctx.workspace.lens(), index) else {
            self.broker_wanted = None;
            return;
        };
        if let Some(pairs) = self.derived.pairs(ctx, index) {
            self.broker_wanted = None;
            let pairs = pairs.iter().map(|pair| (pair.from, pair.to)).collect();
            ctx.wishes.focus(Focus::Broker(index, pairs));
        }
    }
}

/// Paints the panel.
pub(super) fn side_panel_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    state: &mut PanelState,
    is_open: &mut bool,
) {
    state.derived.update(ctx);
    state.light_broker(ctx);
    // In a narrow window the map keeps half of the room.
    let room = ui.available_width();
    let widest = (room - 240.0).min(room * 0.5).max(200.0);
    let frame = Frame::NONE
        .fill(ctx.palette.panel)
        .inner_margin(Margin::ZERO);
    Panel::right("side_panel")
        .resizable(true)
        .default_size(340.0_f32.min(widest))
        .size_range(260.0_f32.min(widest)..=560.0_f32.min(widest))
        .frame(frame)
        .show_collapsible(ui, is_open, |ui| {
            selected_ui(ui, ctx, state);
            let lens = ctx.workspace.lens();
            scroll_ui(ui, lens.id(), |ui| lens_ui(ui, ctx, state, lens));
        });
}

/// The card of the selected actor: below the lens, always in sight, with a height of its own.
fn selected_ui(ui: &mut Ui, ctx: &PanelContext<'_>, state: &mut PanelState) {
    let primary = ctx
        .workspace
        .selection()
        .and_then(crate::workspace::Selection::primary);
    let (Some(id), Some(network), Some(results)) =
        (primary, ctx.workspace.network(), ctx.workspace.results())
    else {
        return;
    };
    let names = state.derived.names(ctx);
    let shown = Shown {
        network,
        results,
        names: &names,
    };
    let height = ui.available_height();
    Panel::bottom("selected_actor")
        .resizable(true)
        .default_size((height * 0.46).round())
        .size_range(96.0..=(height * 0.75).max(97.0))
        .frame(Frame::NONE)
        .show(ui, |ui| {
            scroll_ui(ui, "card", |ui| actor_card_ui(ui, ctx, state, &shown, id));
        });
}

fn scroll_ui(ui: &mut Ui, id: &str, add_contents: impl FnOnce(&mut Ui)) {
    ScrollArea::vertical()
        .id_salt(id)
        .auto_shrink(false)
        .show(ui, |ui| {
            Frame::NONE.inner_margin(Margin::same(16)).show(ui, |ui| {
                ui.set_width(ui.available_width());
                add_contents(ui);
            });
        });
}

fn lens_ui(ui: &mut Ui, ctx: &PanelContext<'_>, state: &mut PanelState, lens: Lens) {
    let lens_words = words::lens(lens.id());
    panel_title(ui, lens_words.name, lens_words.question);
    let (Some(network), Some(results)) = (ctx.workspace.network(), ctx.workspace.results()) else {
        return;
    };
    if network.num_actors() == 0 {
        remark(ui, words::EMPTY_NETWORK);
        return;
    }
    if results.snapshot.num_actors() == 0 {
        remark(ui, words::ALL_HIDDEN);
        return;
    }
    let is_current = ctx.workspace.results_are_current();
    let findings = state.derived.findings(ctx, lens);
    let is_estimate =
        lens == Lens::Brokers && results.estimate(Measure::CrossBetweennessNorm).is_some();
    ui.scope(|ui| {
        if is_estimate || !ctx.workspace.results_are_of_now() {
            ui.multiply_opacity(0.6);
        }
        let sentences: Vec<_> = findings
            .iter()
            .flat_map(|findings| findings.iter())
            .map(|finding| sentence(finding, network, &results.snapshot))
            .filter(|sentence| !sentence.is_empty())
            .collect();
        findings_ui(ui, ctx, &sentences);
    });
    if findings.is_none() || !is_current {
        remark(ui, words::COMPUTING);
    }
    stopped_ui(ui, ctx);
    let names = state.derived.names(ctx);
    let shown = Shown {
        network,
        results,
        names: &names,
    };
    match lens {
        Lens::Network => lenses::network_ui(ui, ctx, state, &shown),
        Lens::Brokers => lenses::brokers_ui(ui, ctx, state, &shown),
        Lens::Gaps => lenses::gaps_ui(ui, ctx, state, &shown),
        Lens::Fragmentation => lenses::fragmentation_ui(ui, ctx, state, &shown),
        Lens::Introductions => lenses::introductions_ui(ui, ctx, state, &shown),
    }
    let has_card = ctx
        .workspace
        .selection()
        .is_some_and(|selection| selection.primary().is_some());
    if !has_card {
        divider(ui);
        remark(ui, words::NOTHING_SELECTED);
    }
}

/// What was stopped can be started again.
fn stopped_ui(ui: &mut Ui, ctx: &PanelContext<'_>) {
    let stopped = ctx.workspace.stopped_analyses();
    if stopped.is_empty() {
        return;
    }
    remark(ui, words::STOPPED_ANALYSES);
    ui.add_space(4.0);
    if text_button(ui, Some(Icon::Play), words::COMPUTE, Look::Framed).clicked() {
        for id in stopped {
            let action = Action::Compute(id.to_owned(), Params::default());
            ctx.wishes.act(action);
        }
    }
}

/// What is shown: a network, and what is known about it.
#[derive(Clone, Copy)]
pub(super) struct Shown<'a> {
    /// Names, as they are now.
    pub network: &'a Network,
    /// Results, with their snapshot.
    pub results: &'a Results,
    /// Short names, as on the map.
    pub names: &'a [String],
}

impl<'a> Shown<'a> {
    /// The same network, with the results of an answer: about what was analysed then.
    pub(super) fn about<'b>(&self, results: &'b Results) -> Shown<'b>
    where
        'a: 'b,
    {
        let is_same = Arc::ptr_eq(&results.snapshot, &self.results.snapshot);
        Shown {
            network: self.network,
            results,
            names: if is_same { self.names } else { &[] },
        }
    }

    /// The name of the actor at an index.
    pub(super) fn name(&self, index: u32) -> &'a str {
        self.network
            .actor(self.results.snapshot.actor(index))
            .map_or(words::REMOVED_ACTOR, |actor| actor.label.as_str())
    }

    /// The name of the actor at an index as it is on the map, where the place is narrow.
    pub(super) fn short_name(&self, index: u32) -> &'a str {
        self.names
            .get(index as usize)
            .filter(|name| !name.is_empty())
            .map_or_else(|| self.name(index), String::as_str)
    }

    /// The actor at an index.
    pub(super) fn id(&self, index: u32) -> ActorId {
        self.results.snapshot.actor(index)
    }

    /// The name of the sector at a place of the snapshot.
    pub(super) fn sector_name(&self, place: usize) -> &'a str {
        self.sector(place)
            .map_or_else(|| words::unassigned(), |sector| sector.name.as_str())
    }

    /// The sector at a place of the snapshot.
    pub(super) fn sector(&self, place: usize) -> Option<&'a crate::model::Sector> {
        let id = *self.results.snapshot.sector_ids().get(place)?;
        self.network.sectors().get(id)
    }

    /// How many of these actors are in which sector, in the order of the snapshot; the unassigned last.
    pub(super) fn mix(&self, actors: impl IntoIterator<Item = u32>) -> Vec<usize> {
        let num_sectors = self.results.snapshot.sector_ids().len();
        let mut mix = vec![0; num_sectors + 1];
        for actor in actors {
            let sector = self.results.snapshot.sectors().get(actor as usize);
            let place = sector.copied().flatten().map_or(num_sectors, usize::from);
            if let Some(number) = mix.get_mut(place) {
                *number += 1;
            }
        }
        mix
    }
}

/// How a group is made up of sectors, as a bar; `mix` is that of [`Shown::mix`].
pub(super) fn sector_bar(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    shown: &Shown<'_>,
    mix: &[usize],
) -> egui::Response {
    let parts: Vec<(usize, Color32, String)> = mix
        .iter()
        .enumerate()
        .filter(|&(_, &number)| number > 0)
        .map(|(place, &number)| {
            let color = ctx.palette.sector(shown.sector(place));
            (number, color, shown.sector_name(place).to_owned())
        })
        .collect();
    stacked_bar(ui, ui.available_width(), &parts)
}

/// The marker of an actor: shape and colour.
pub(super) fn marker_of(
    ctx: &PanelContext<'_>,
    network: &Network,
    actor: ActorId,
) -> (MarkerShape, Color32) {
    let sector = network
        .actor(actor)
        .and_then(|actor| network.sectors().get(actor.sector?));
    let shape = sector.map_or(MarkerShape::Hexagon, |sector| sector.shape);
    (shape, ctx.palette.sector(sector))
}
