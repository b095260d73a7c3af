//! The legend: always about what is drawn.

use super::lens::Draft;
use super::{LegendEntry, LegendSymbol, Theme};
use crate::model::{MarkerShape, SectorId};
use crate::text::words;
use crate::workspace::Whom;

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

    // Where colours stand for something else, sectors are shapes alone.
    let sector_color = |sector| match draft.color_legend {
        Some(_) => draft.colors.text_muted,
        None => theme.sector_color(sector),
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
                whom: Some(Whom::Sector(sector)),
                hidden,
                ..LegendEntry::new(
                    match draft.color_legend {
                        Some(_) => LegendSymbol::Shape(shape, color),
                        None => LegendSymbol::Marker(shape, color),
                    },
                    name.to_owned(),
                    Some(count),
                )
            });
        }
    };
    for (id, sector) in scheme.iter() {
        let place = snapshot.sector_ids().binary_search(&id).ok();
        let shown = place.and_then(|place| num_shown.get(place)).copied();
        let color = sector_color(Some(sector));
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
        sector_color(None),
        num_unassigned,
    );

    let note = |text: String| LegendEntry::new(LegendSymbol::Note, text, None);
    if !draft.actors.is_empty() {
        entries.extend(draft.color_legend.iter().flatten().cloned());
        entries.push(note(words::legend_size(&draft.size_words)));
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::sync::Arc;

    use crate::analysis::Results;
    use crate::model::{Actor, Network, RecordId as _, SectorId, Snapshot, SnapshotOptions, Tie};
    use crate::scene::{LegendSymbol, Scene, SceneInput};

    /// Three companies, one public body, nobody from university or civil society, one unassigned.
    fn network() -> Network {
        let mut network = Network::new();
        for (index, sector) in [Some(0), Some(0), Some(0), Some(1), None]
            .into_iter()
            .enumerate()
        {
            let mut actor = Actor::new(format!("a{index}"), format!("Actor {index}"));
            actor.sector = sector.map(SectorId::from_index);
            actor.confirmed = index != 4;
            network.add_actor(actor).unwrap();
        }
        let ids: Vec<_> = network.actors().map(|(id, _)| id).collect();
        network.add_tie(Tie::new(ids[0], ids[3])).unwrap();
        network
    }

    #[test]
    fn sectors_come_with_their_counts() {
        let network = network();
        let snapshot = Snapshot::new(&network, &SnapshotOptions::default());
        let results = Results::new(Arc::new(snapshot));
        let scene = Scene::build(&SceneInput::new(&network, &results));
        let counts: Vec<_> = scene
            .legend
            .iter()
            .filter(|entry| entry.sector().is_some())
            .map(|entry| (entry.text.as_str(), entry.count))
            .collect();
        assert_eq!(
            counts,
            [
                ("Business", Some(3)),
                ("City", Some(1)),
                ("Unassigned", Some(1))
            ]
        );
        let has = |symbol: fn(&LegendSymbol) -> bool| {
            scene.legend.iter().any(|entry| symbol(&entry.symbol))
        };
        assert!(has(|symbol| matches!(
            symbol,
            LegendSymbol::HollowMarker(_)
        )));
        assert!(has(|symbol| matches!(symbol, LegendSymbol::Gradient(..))));
    }

    #[test]
    fn hidden_sectors_stay_in_the_legend() {
        let network = network();
        let shown = network
            .actors()
            .filter(|(_, actor)| actor.sector != Some(SectorId(0)));
        let options = SnapshotOptions {
            actors: Some(shown.map(|(id, _)| id).collect()),
            ..SnapshotOptions::default()
        };
        let results = Results::new(Arc::new(Snapshot::new(&network, &options)));
        let hidden = BTreeSet::from([Some(SectorId(0))]);
        let scene = Scene::build(&SceneInput {
            hidden_sectors: &hidden,
            ..SceneInput::new(&network, &results)
        });
        let business = &scene.legend[0];
        assert_eq!((business.count, business.hidden), (Some(3), true));
        assert_eq!(scene.actors.len(), 2);
    }
}
