//! The Fragmentation lens: what falls apart? Islands tinted, cut actors ringed, bridges red.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::Draft;
use crate::analysis::Cohesion;
use crate::scene::{Emphasis, Hull, LegendEntry, LegendSymbol, Ring, faded};
use crate::text::words;

/// Islands of at least so many actors are named by their size; of smaller ones it is seen at once.
const LEAST_NAMED: usize = 4;

/// In large networks, islands with less than this share of the actors are named together.
const LEAST_SHARE: usize = 500;

/// If there are at least so many of them.
const MANY_SMALL: usize = 8;

/// If there are more bridges, or more actors who cut somebody off, those stand out whose loss cuts off most. The others are
/// marked as well, but thin.
const MAX_STRONG: usize = 60;
/// Then those who cut off fewer than this do not stand out.
const LEAST_CUT_OFF: usize = 2;

/// The opacity of bridges that do not stand out.
const THIN: f32 = 0.22;

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
    let least_named = LEAST_NAMED.max(draft.actors.len() / LEAST_SHARE);
    for (island, color) in islands
        .iter()
        .take(MAX_HULLS)
        .zip(draft.colors.islands.iter().cycle())
    {
        draft.hulls.push(Hull {
            marks: (*island).clone(),
            color: *color,
            label: if island.len() >= least_named {
                words::piece(island.len())
            } else {
                String::new()
            },
        });
    }
    let small: Vec<u32> = islands
        .iter()
        .filter(|island| island.len() < least_named)
        .flat_map(|island| island.iter().copied())
        .collect();
    let num_small = islands.iter().filter(|it| it.len() < least_named).count();
    if least_named > LEAST_NAMED && num_small >= MANY_SMALL {
        // Nothing is drawn around them; they only have a name.
        draft.hulls.push(Hull {
            marks: small,
            color: faded(draft.colors.canvas, 0.0),
            label: words::small_pieces(num_small, num_small == islands.len()),
        });
    }
    // Among very many, red would not be seen before all the other colours.
    if draft.actors.len() > MANY_ACTORS {
        draft.opacity.fill(DIMMED);
    }
    let mut cut_actors: Vec<(usize, u32)> = cohesion
        .cut_actors
        .iter()
        .map(|cut| (cut.num_cut_off(), cut.actor))
        .collect();
    cut_actors.sort_by_key(|&(num_cut_off, actor)| (Reverse(num_cut_off), actor));
    let are_few = cut_actors.len() <= MAX_STRONG;
    for (place, &(num_cut_off, actor)) in cut_actors.iter().enumerate() {
        if are_few || (place < MAX_STRONG && num_cut_off >= LEAST_CUT_OFF) {
            draft.stress(actor);
        } else {
            draft.show(actor);
        }
        draft.ring(actor, Ring::Cut);
        let id = draft.snapshot.actor(actor);
        draft.weight_of_name.insert(id, num_cut_off);
    }
    let bridges = bridges(cohesion);
    let red = draft.colors.breaks;
    for tie in &mut draft.ties {
        let Some(&stands_out) = bridges.get(&(tie.a.min(tie.b), tie.a.max(tie.b))) else {
            continue;
        };
        tie.emphasis = Emphasis::Strong;
        if stands_out {
            tie.color = Some(red);
            tie.width_px = tie.width_px.max(2.4);
        } else {
            tie.color = Some(faded(red, THIN));
            tie.width_px = tie.width_px.clamp(0.9, 1.2);
        }
    }

    let mut entry = |symbol, text: &str, count: usize| {
        if count > 0 {
            draft
                .legend
                .push(LegendEntry::new(symbol, text, Some(count)));
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

/// The bridges by their ends, lower index first, and whether they are among those whose loss cuts off most.
fn bridges(cohesion: &Cohesion) -> HashMap<(u32, u32), bool> {
    let mut bridges: Vec<_> = cohesion.bridges.iter().collect();
    bridges.sort_by_key(|bridge| (Reverse(bridge.num_cut_off), bridge.edge));
    let are_few = bridges.len() <= MAX_STRONG;
    bridges
        .into_iter()
        .enumerate()
        .map(|(place, bridge)| {
            let ends = (bridge.a.min(bridge.b), bridge.a.max(bridge.b));
            let cuts_off_more = bridge.num_cut_off as usize >= LEAST_CUT_OFF;
            (ends, are_few || (place < MAX_STRONG && cuts_off_more))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::analysis::{Params, Results};
    use crate::model::{Actor, Network, Snapshot, SnapshotOptions, Tie};
    use crate::scene::{Emphasis, Ring, Scene, SceneInput};
    use crate::task::TaskContext;
    use crate::workspace::Lens;

    /// A triangle; from each of `num` more actors a chain of as many as its number leads there.
    fn network(num: usize) -> Network {
        let mut network = Network::new();
        let add = |network: &mut Network, name: String| {
            network.add_actor(Actor::new(name.clone(), name)).unwrap()
        };
        let hub: Vec<_> = (0..3)
            .map(|index| add(&mut network, format!("h{index}")))
            .collect();
        for (a, b) in [(0, 1), (1, 2), (2, 0)] {
            network.add_tie(Tie::new(hub[a], hub[b])).unwrap();
        }
        for chain in 1..=num {
            let mut last = hub[chain % 3];
            for step in 0..chain {
                let next = add(&mut network, format!("c{chain}-{step}"));
                network.add_tie(Tie::new(last, next)).unwrap();
                last = next;
            }
        }
        network
    }

    #[test]
    fn those_who_cut_off_most_stand_out() {
        let network = network(20);
        let snapshot = Snapshot::new(&network, &SnapshotOptions::default());
        let task = TaskContext::new();
        let params = Params::default();
        let results = Results::compute(Arc::new(snapshot), &params, &task).unwrap();
        let scene = Scene::build(&SceneInput {
            lens: Lens::Fragmentation,
            ..SceneInput::new(&network, &results)
        });
        // 1 + 2 + … + 20 bridges, all of them told; of each chain, all but the last actor cut others off.
        let bridges: Vec<_> = scene
            .ties
            .iter()
            .filter(|tie| tie.emphasis == Emphasis::Strong)
            .collect();
        assert_eq!(bridges.len(), 210);
        let opaque = bridges.iter().filter(|tie| tie.color_a[3] == 255);
        assert_eq!(opaque.count(), 60);
        let rings = scene.actors.iter().filter(|it| it.ring == Some(Ring::Cut));
        assert_eq!(rings.count(), 3 + 190);
        let strong: Vec<_> = scene
            .actors
            .iter()
            .filter(|mark| mark.emphasis == Emphasis::Strong)
            .collect();
        assert_eq!(strong.len(), 60);
        let hub = &scene.actors[..3];
        assert!(hub.iter().all(|mark| mark.emphasis == Emphasis::Strong));
        // Names by what is cut off: the triangle by more than 20, of chains as many as are behind.
        let names: Vec<&str> = scene.labels.iter().map(|it| it.text.as_str()).collect();
        assert!(names[..3].iter().all(|name| name.starts_with('h')));
        assert_eq!(names[3..6], ["c20-0", "c19-0", "c20-1"]);
    }
}
