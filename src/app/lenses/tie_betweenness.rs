//! Ties that carry most: the pairs over which most shortest routes run.

use egui::{Align, Layout, RichText, Ui, vec2};

use crate::analysis::Params;
use crate::analysis::centrality::TieBetweenness;
use crate::app::fonts;
use crate::app::panels::{
    PanelState, Shown, answer_ui, findings_ui, more_ui, number_card, pair_block_ui,
};
use crate::app::theme::{ROW_PX, SMALL_PX};
use crate::app::widgets::{fold, remark};
use crate::app::wishes::{PanelContext, Wish};
use crate::text::{Name, percent, words};
use crate::workspace::{Focus, Link};

/// So many are listed at first.
const NUM_ROWS: usize = 6;
/// How wide the shares are.
const SHARE_PX: f32 = 52.0;

/// Paints what is unfolded: the tie that carries most in a sentence, and the ranking.
pub(super) fn tie_betweenness_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    state: &mut PanelState,
    shown: &Shown<'_>,
) {
    let (title, beside) = (words::TIE_BETWEENNESS, words::TIE_BETWEENNESS_REMARK);
    if !fold(ui, state.unfolded("tie_betweenness"), title, beside) {
        return;
    }
    let shows_all = state.unfolded("tie_betweenness_all");
    answer_ui(
        ui,
        ctx,
        "tie_betweenness",
        &Params::default(),
        |ui, answer| {
            if let Some(ties) = answer.results.tie_betweenness() {
                ranked_ui(ui, ctx, &shown.about(&answer.results), ties, shows_all);
            }
        },
    );
}

fn ranked_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    shown: &Shown<'_>,
    ties: &TieBetweenness,
    shows_all: &mut bool,
) {
    let edges = shown.results.snapshot.edges();
    let ranked: Vec<(u32, u32, f64)> = ties
        .best
        .iter()
        .filter_map(|&edge| {
            let &(a, b) = edges.get(edge as usize)?;
            Some((a, b, ties.scores.get(edge as usize)? / ties.num_pairs))
        })
        .collect();
    let Some(&(a, b, share)) = ranked.first() else {
        remark(ui, words::NO_TIES_TO_RANK);
        return;
    };
    let [one, other] = [a, b].map(|index| Name {
        text: shown.name(index).to_owned(),
        link: Some(Link::Actor(shown.id(index))),
    });
    findings_ui(ui, ctx, &[words::tie_betweenness(one, other, share)]);
    let num_shown = if *shows_all { ranked.len() } else { NUM_ROWS };
    for &(a, b, share) in ranked.iter().take(num_shown) {
        let is_chosen = *ctx.workspace.focus() == Focus::Pair(a, b);
        let row = ui.horizontal(|ui| {
            let size = vec2(ui.available_width() - SHARE_PX, ROW_PX);
            let ends = (a, None, b);
            let block = ui.allocate_ui(size, |ui| pair_block_ui(ui, ctx, shown, ends, is_chosen));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.label(RichText::new(percent(share)).font(fonts::bold(SMALL_PX)));
            });
            block.inner
        });
        let response = row.inner;
        let response = number_card(response, ctx, "tie_betweenness", Some(share));
        if response.clicked() {
            // The map shows the network as it is now, which may have moved on since the answer.
            let [a, b] = [shown.id(a), shown.id(b)];
            let now = ctx.workspace.snapshot();
            let ends = now.and_then(|now| Some((now.index_of(a)?, now.index_of(b)?)));
            if let Some((from, to)) = ends {
                ctx.wishes.focus(if is_chosen {
                    Focus::None
                } else {
                    Focus::Pair(from, to)
                });
            }
            ctx.wishes.add(Wish::Reveal(vec![a, b]));
        }
    }
    if ranked.len() > NUM_ROWS {
        more_ui(ui, shows_all, ranked.len() - NUM_ROWS);
    }
}
