//! The Fragmentation lens: what falls apart? Islands tinted, cut actors ringed, bridges red.

use std::collections::HashSet;

use super::Draft;
use crate::scene::{Emphasis, Hull, LegendEntry, LegendSymbol, Ring};
use crate::text::words;

/// Islands of at least so many actors are named by their size; of smaller ones it is seen at once.
const LEAST_NAMED: usize = 4;

/// So many actors are many.
const MANY_ACTORS: usize = 5000;

/// The opacity of actors among very many that hold nothing together.
const DIMMED: f32 = 0.4;

/// How many islands are tinted; the largest first.
const MAX_HULLS: usize = 40;

pub(super) fn emphasize(draft: &mut Draft<'_>) {
    let Some(cohesion) = draft.input.results.cohesion() else {
        return;
    };
    let islands: Vec<&Vec<u32>> = cohesion
        .components
        .iter()
        .skip(1)
        .filter(|island| island.len() > 1)
        .collect();
    for (island, color) in islands
        .iter()
        .take(MAX_HULLS)
        .zip(draft.colors.islands.iter().cycle())
    {
        draft.hulls.push(Hull {
            marks: (*island).clone(),
            color: *color,
            label: if island.len() >= LEAST_NAMED {
                words::piece(island.len())
            } else {
                String::new()
            },
        });
    }
    // Among very many, red would not be seen before all the other colours.
    if draft.actors.len() > MANY_ACTORS {
        draft.opacity.fill(DIMMED);
    }
    for cut in &cohesion.cut_actors {
        draft.stress(cut.actor);
        draft.ring(cut.actor, Ring::Cut);
    }
    let bridges: HashSet<(u32, u32)> = cohesion
        .bridges
        .iter()
        .map(|bridge| (bridge.a.min(bridge.b), bridge.a.max(bridge.b)))
        .collect();
    let red = draft.colors.breaks;
    // Many are thin, or they would be all that is seen.
    let width_px = (2.4 * (60.0 / bridges.len().max(1) as f32).sqrt()).clamp(0.9, 2.4);
    for tie in &mut draft.ties {
        if bridges.contains(&(tie.a.min(tie.b), tie.a.max(tie.b))) {
            tie.emphasis = Emphasis::Strong;
            tie.color = Some(red);
            tie.width_px = tie.width_px.max(width_px);
        }
    }

    let mut entry = |symbol, text: &str, count: usize| {
        if count > 0 {
            draft.legend.push(LegendEntry {
                symbol,
                text: text.to_owned(),
                count: Some(count),
                sector: None,
                hidden: false,
            });
        }
    };
    entry(
        LegendSymbol::Ring(red),
        words::LEGEND_CUT_ACTOR,
        cohesion.cut_actors.len(),
    );
    entry(
        LegendSymbol::Line(red, false),
        words::LEGEND_BRIDGE,
        cohesion.bridges.len(),
    );
    let [tint, ..] = draft.colors.islands;
    entry(
        LegendSymbol::Area(tint),
        words::LEGEND_ISLAND,
        islands.len(),
    );
}
