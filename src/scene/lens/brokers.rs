//! The Brokers lens: who connects the sectors? Brokers large and named, the rest faded.

use super::Draft;
use crate::analysis::Measure;
use crate::scene::{Emphasis, LegendEntry, LegendSymbol};
use crate::text::words;
use crate::workspace::Focus;

/// How many brokers are brought forward, at least if there are so many.
const MIN_BROKERS: usize = 5;
/// And at most.
const MAX_BROKERS: usize = 12;

pub(super) fn emphasize(draft: &mut Draft<'_>) {
    let brokers = brokers(draft);
    if brokers.is_empty() {
        // Not known yet, or nobody brokers: everybody stays in view.
        return;
    }
    draft.ghost_all();
    for &broker in &brokers {
        draft.stress(broker);
    }
    if !matches!(draft.input.focus, Focus::None) {
        return;
    }
    draft.legend.push(LegendEntry::new(
        LegendSymbol::Note,
        words::legend_brokers(brokers.len()),
        None,
    ));
    for tie in &mut draft.ties {
        tie.emphasis = match (
            brokers.binary_search(&tie.a).is_ok(),
            brokers.binary_search(&tie.b).is_ok(),
        ) {
            (true, true) => Emphasis::Strong,
            (true, false) | (false, true) => Emphasis::Normal,
            (false, false) => Emphasis::Ghost,
        };
    }
}

/// Those with the highest cross-sector betweenness, in order of their index: about the root of the number of actors, as
/// long as they have at least a twentieth of what the first has.
fn brokers(draft: &Draft<'_>) -> Vec<u32> {
    let results = draft.input.results;
    let Some(scores) = results
        .scores(Measure::CrossBetweennessNorm)
        .or_else(|| results.scores(Measure::CrossBetweenness))
    else {
        return Vec::new();
    };
    let mut ranked: Vec<(u32, f64)> = (0..draft.actors.len() as u32)
        .zip(scores)
        .filter_map(|(actor, score)| Some((actor, (*score)?)))
        .filter(|&(_, score)| score > 0.0)
        .collect();
    ranked.sort_by(|(actor_a, a), (actor_b, b)| b.total_cmp(a).then(actor_a.cmp(actor_b)));
    let most = ranked.first().map_or(0.0, |&(_, score)| score);
    let num_wanted =
        ((draft.actors.len() as f64).sqrt().round() as usize).clamp(MIN_BROKERS, MAX_BROKERS);
    let mut brokers: Vec<u32> = ranked
        .into_iter()
        .take(num_wanted)
        .take_while(|&(_, score)| score >= most / 20.0)
        .map(|(actor, _)| actor)
        .collect();
    brokers.sort_unstable();
    brokers
}
