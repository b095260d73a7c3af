//! Bands between the sectors: how many ties there are of those that chance would give.

use super::Draft;
use crate::analysis::SectorMixing;
use crate::scene::{Band, LegendEntry, LegendSymbol, Rgba, faded};
use crate::text::words;

/// With fewer expected ties nothing can be told.
const LEAST_EXPECTED: f64 = 1.0;
/// At most so many bands are drawn: those furthest from what is expected.
const MAX_BANDS: usize = 10;
/// The opacity of bands, and of the one that it is about.
const OPACITY: f32 = 0.2;
const STRESSED_OPACITY: f32 = 0.42;

/// Adds a band for every two sectors; that of `stressed` stands out.
pub(super) fn add_bands(draft: &mut Draft<'_>, stressed: Option<(usize, usize)>) {
    let Some(mixing) = draft.input.results.mixing() else {
        return;
    };
    let is_stressed = |a, b| stressed.is_some_and(|pair| pair == (a, b) || pair == (b, a));
    let mut bands: Vec<(f64, Band)> = pairs(mixing)
        .filter_map(|(a, b)| band(draft, mixing, (a, b), is_stressed(a, b)))
        .collect();
    // Those that say most are kept, and drawn above the others.
    bands.sort_by(|(z_a, a), (z_b, b)| z_a.total_cmp(z_b).then((b.a, b.b).cmp(&(a.a, a.b))));
    let surplus = bands.len().saturating_sub(MAX_BANDS);
    draft.bands = bands.drain(surplus..).map(|(_, band)| band).collect();
    let Some(band) = draft.bands.last() else {
        return;
    };
    let edge = draft.colors.text_muted;
    let [a, b] = [band.color_a, band.color_b].map(|color| faded(color, STRESSED_OPACITY));
    draft.legend.push(LegendEntry::new(
        LegendSymbol::Band([a, b, edge]),
        words::LEGEND_BAND,
        None,
    ));
}

fn pairs(mixing: &SectorMixing) -> impl Iterator<Item = (usize, usize)> {
    let num = mixing.sectors.len();
    (0..num).flat_map(move |a| (a + 1..num).map(move |b| (a, b)))
}

/// The band between two sectors, after how far it is from what is expected; `None` if that is too little to tell.
fn band(
    draft: &Draft<'_>,
    mixing: &SectorMixing,
    (a, b): (usize, usize),
    is_stressed: bool,
) -> Option<(f64, Band)> {
    let expected = mixing.expected.get(a)?.get(b).copied().flatten()?;
    if expected < LEAST_EXPECTED {
        return None;
    }
    let ties = *mixing.ties.get(a)?.get(b)?;
    let z = mixing.z.get(a)?.get(b).copied().flatten().unwrap_or(0.0);
    let scheme = draft.input.network.sectors();
    let sector = |place: usize| scheme.get(*mixing.sectors.get(place)?);
    let (one, other) = (sector(a)?, sector(b)?);
    let color = |sector| draft.input.theme.sector_color(Some(sector));
    let edge: Rgba = if is_stressed {
        draft.colors.missing
    } else {
        draft.colors.text_muted
    };
    let text = words::band(ties as usize, expected);
    let band = Band {
        a: a as u32,
        b: b as u32,
        color_a: color(one),
        color_b: color(other),
        edge: faded(edge, if is_stressed { 0.8 } else { 0.5 }),
        is_stressed,
        share: (f64::from(ties) / expected) as f32,
        opacity: if is_stressed {
            STRESSED_OPACITY
        } else {
            OPACITY
        },
        title: words::band_title(&one.name, &other.name, &text),
        text,
    };
    // What is singled out is on top.
    Some((if is_stressed { f64::INFINITY } else { z.abs() }, band))
}
