//! Brokers: who connects the sectors?

use egui::Ui;

use super::rank_intervals::rank_intervals_ui;
use super::tie_betweenness::tie_betweenness_ui;
use crate::analysis::Measure;
use crate::app::panels::{PanelState, Shown, ranking_ui};
use crate::app::widgets::divider;
use crate::app::wishes::PanelContext;

/// What brokers can be ranked by.
const CHOICES: [Measure; 19] = [
    Measure::CrossBetweennessNorm,
    Measure::BetweennessNorm,
    Measure::BrokeredPairs,
    Measure::Constraint,
    Measure::EffectiveSize,
    Measure::Efficiency,
    Measure::Participation,
    Measure::EiIndex,
    Measure::Degree,
    Measure::CrossBetweenness,
    Measure::Betweenness,
    Measure::EverettValente,
    Measure::Bridging,
    Measure::ValenteFujimoto,
    Measure::DirectedEverettValente,
    Measure::SectorsReached,
    Measure::WeightedBetweenness,
    Measure::WeightedConstraint,
    Measure::WeightedEffectiveSize,
];

/// Paints the ranked brokers.
pub(crate) fn brokers_ui(
    ui: &mut Ui,
    ctx: &PanelContext<'_>,
    state: &mut PanelState,
    shown: &Shown<'_>,
) {
    divider(ui);
    ranking_ui(ui, ctx, state, shown, &CHOICES);
    ui.add_space(8.0);
    rank_intervals_ui(ui, ctx, state, shown);
    tie_betweenness_ui(ui, ctx, state, shown);
}
