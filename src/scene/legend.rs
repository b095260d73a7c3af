//! The legend: always about what is drawn.

use super::lens::Draft;
use super::{LegendEntry, LegendSymbol, Theme};
use crate::model::{MarkerShape, SectorId};
use crate::text::words;

/// The lines of the legend: sectors with counts, what size means, what width means, what the lens adds.
pub(super) fn entries(draft: &Draft<'_>) -> Vec<LegendEntry> {
    let input = draft.input;
    let theme: Theme = input.theme;
    let scheme = input.network.sectors();
    let snapshot = draft.snapshot;
    let mut num_shown = vec![0_usize; snapshot.sector_ids().len()];
    let mut num_unassigned = 0;
    for sector in snapshot.sectors() {
        match sector.and_then(|place| num_shown.get_mut(usize::from(place))) {
            Some(count) => *count += 1,
            None => num_unassigned += 1,
        }
    }
    let num_in_network = |wanted: Option<SectorId>| {
        let of_sector = |sector: Option<SectorId>| sector == wanted;
        input
            .network
            .actors()
            .filter(|(_, actor)| of_sector(actor.sector))
            .count()
    };

    let mut entries = Vec::new();
    let mut sector_entry = |sector: Option<SectorId>, name: &str, shape, color, shown: usize| {
        let hidden = input.hidden_sectors.contains(&sector);
        let count = if hidden {
            num_in_network(sector)
        } else {
            shown
        };
        if count > 0 {
            entries.push(LegendEntry {
                symbol: LegendSymbol::Marker(shape, color),
                text: name.to_owned(),
                count: Some(count),
                sector: Some(sector),
                hidden,
            });
        }
    };
    for (id, sector) in scheme.iter() {
        let place = snapshot.sector_ids().binary_search(&id).ok();
        let shown = place.and_then(|place| num_shown.get(place)).copied();
        let color = theme.sector_color(Some(sector));
        sector_entry(
            Some(id),
            &sector.name,
            sector.shape,
            color,
            shown.unwrap_or_default(),
        );
    }
    sector_entry(
        None,
        words::unassigned(),
        MarkerShape::Hexagon,
        theme.sector_color(None),
        num_unassigned,
    );

    let note = |text: String| LegendEntry {
        symbol: LegendSymbol::Note,
        text,
        count: None,
        sector: None,
        hidden: false,
    };
    if !draft.actors.is_empty() {
        entries.push(note(words::legend_size(
            words::measure(draft.measure.id()).legend,
        )));
    }
    if draft.weighted {
        entries.push(note(words::LEGEND_WIDTH.to_owned()));
    }
    entries.extend(draft.legend.iter().cloned());
    if draft.actors.iter().any(|mark| mark.hollow) {
        entries.push(LegendEntry {
            symbol: LegendSymbol::HollowMarker(draft.colors.text_muted),
            ..note(words::LEGEND_UNCONFIRMED.to_owned())
        });
    }
    entries
}
