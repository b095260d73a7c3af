//! The Gaps lens: which connections are missing? Without a choice, the two sectors with the worst gap stand out lightly.

use super::Draft;
use crate::analysis::SectorMixing;
use crate::workspace::Focus;

/// From here on a shortfall is worth showing, in standard deviations, though it may be chance.
const NOTICEABLE: f64 = -1.0;

/// The opacity of actors that have no part in the worst gap.
const DIMMED: f32 = 0.45;

pub(super) fn emphasize(draft: &mut Draft<'_>) {
    if *draft.input.focus != Focus::None {
        return;
    }
    let worst = draft.input.results.mixing().and_then(worst_gap);
    super::bands::add_bands(draft, worst);
    let Some((a, b)) = worst else {
        return;
    };
    super::focus::tell_gap(draft, (a, b));
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
    super::focus::light_sector_ties(draft, &sectors, (a, b));
}

/// The two sectors whose ties are furthest below what chance would give.
///
/// That is the clearest gap, or if none is beyond doubt, the least share of what would be expected, where that is noticeable.
/// The findings of the panel go by the same rule.
pub fn worst_gap(mixing: &SectorMixing) -> Option<(usize, usize)> {
    let num = mixing.sectors.len();
    let pairs = || (0..num).flat_map(|a| (a + 1..num).map(move |b| (a, b)));
    let z = |(a, b): (usize, usize)| mixing.z.get(a)?.get(b).copied().flatten();
    let clearest = pairs()
        .filter(|&(a, b)| mixing.is_gap(a, b))
        .filter_map(|pair| Some((z(pair)?, pair)))
        .min_by(|(z_a, a), (z_b, b)| z_a.total_cmp(z_b).then(a.cmp(b)));
    let share = |(a, b): (usize, usize)| {
        let ties = f64::from(*mixing.ties.get(a)?.get(b)?);
        let expected = mixing.expected.get(a)?.get(b).copied().flatten()?;
        (expected >= 1.0).then(|| ties / expected)
    };
    let least = || {
        pairs()
            .filter(|&pair| z(pair).is_some_and(|z| z <= NOTICEABLE))
            .filter_map(|pair| Some((share(pair)?, pair)))
            .min_by(|(share_a, a), (share_b, b)| share_a.total_cmp(share_b).then(a.cmp(b)))
    };
    clearest.or_else(least).map(|(_, pair)| pair)
}
