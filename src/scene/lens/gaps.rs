//! The Gaps lens: which connections are missing? Without a choice, the two sectors with the worst gap stand out lightly.

use super::Draft;
use crate::analysis::SectorMixing;
use crate::scene::Emphasis;
use crate::workspace::Focus;

/// The opacity of actors that have no part in the worst gap.
const DIMMED: f32 = 0.45;

pub(super) fn emphasize(draft: &mut Draft<'_>) {
    if *draft.input.focus != Focus::None {
        return;
    }
    let Some((a, b)) = draft.input.results.mixing().and_then(worst_gap) else {
        return;
    };
    let in_gap = |sector: Option<usize>| sector.is_some_and(|sector| sector == a || sector == b);
    for mark in 0..draft.actors.len() as u32 {
        if !in_gap(draft.sector_of(mark))
            && let Some(opacity) = draft.opacity.get_mut(mark as usize)
        {
            *opacity = DIMMED;
        }
    }
    let sectors: Vec<Option<usize>> = (0..draft.actors.len() as u32)
        .map(|mark| draft.sector_of(mark))
        .collect();
    let sector_of = |mark: u32| sectors.get(mark as usize).copied().flatten();
    for tie in &mut draft.ties {
        let ends = (sector_of(tie.a), sector_of(tie.b));
        tie.emphasis = if ends == (Some(a), Some(b)) || ends == (Some(b), Some(a)) {
            Emphasis::Strong
        } else {
            Emphasis::Ghost
        };
    }
}

/// The two sectors whose ties are furthest below what chance would give, if any are beyond doubt.
pub fn worst_gap(mixing: &SectorMixing) -> Option<(usize, usize)> {
    let num = mixing.sectors.len();
    (0..num)
        .flat_map(|a| (a + 1..num).map(move |b| (a, b)))
        .filter(|&(a, b)| mixing.is_gap(a, b))
        .filter_map(|(a, b)| {
            let z = mixing.z.get(a)?.get(b).copied().flatten()?;
            Some((z, (a, b)))
        })
        .min_by(|(z_a, pair_a), (z_b, pair_b)| z_a.total_cmp(z_b).then(pair_a.cmp(pair_b)))
        .map(|(_, pair)| pair)
}
