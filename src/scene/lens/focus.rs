//! What the user has singled out, in whichever lens: it stands out, the rest becomes context.

use std::collections::BTreeSet;

use super::{Draft, TieDraft};
use crate::model::SectorId;
use crate::scene::{Emphasis, Hull, LegendEntry, LegendSymbol, NUM_TIES_AT_FIT, Ring, map_names};
use crate::text::words;
use crate::workspace::{Focus, Lens};

/// Up to so many selected actors have their ties lit.
const MAX_LIT: usize = 12;

pub(super) fn emphasize(draft: &mut Draft<'_>) {
    match draft.input.focus {
        Focus::None => selection(draft),
        Focus::Actors(actors) => focus_actors(draft, actors),
        Focus::Near { actors, .. } | Focus::Fragment(_, actors) => focus_group(draft, actors),
        Focus::Paths(from, to, ties) => focus_paths(draft, [*from, *to], ties),
        Focus::Groups(groups) => tint_groups(draft, groups),
        Focus::Broker(broker, pairs) => focus_broker(draft, *broker, pairs),
        Focus::Sectors(a, b, missing) => focus_sectors(draft, (*a, *b), missing),
        Focus::Pair(a, b) => focus_pair(draft, *a, *b),
    }
    if let Some(sector) = draft.input.spotlight {
        spotlight(draft, sector);
    }
    if draft.ties.iter().any(|tie| tie.dashed) {
        draft.legend.push(LegendEntry::new(
            LegendSymbol::Line(draft.colors.missing, true),
            match draft.input.lens {
                Lens::Introductions => words::LEGEND_INTRODUCTION,
                _ => words::LEGEND_MISSING_TIE,
            }
            .to_owned(),
            None,
        ));
    }
}

/// Selected actors are in full view, and so are their ties if they are few.
fn selection(draft: &mut Draft<'_>) {
    let selected: BTreeSet<u32> = draft
        .input
        .selection
        .iter()
        .filter_map(|&id| draft.snapshot.index_of(id))
        .collect();
    for &actor in &selected {
        draft.show(actor);
    }
    if selected.is_empty() || selected.len() > MAX_LIT {
        return;
    }
    light_ties(draft, |a, b| selected.contains(&a) || selected.contains(&b));
    for &actor in &selected {
        for &neighbor in draft.snapshot.adjacency().neighbors(actor) {
            if let Some(opacity) = draft.opacity.get_mut(neighbor as usize) {
                *opacity = opacity.max(0.6);
            }
        }
    }
}

/// Ties that are already strong, or have a meaning of their own, stay as they are.
fn light_ties(draft: &mut Draft<'_>, lit: impl Fn(u32, u32) -> bool) {
    for tie in &mut draft.ties {
        if lit(tie.a, tie.b) {
            tie.emphasis = Emphasis::Strong;
        }
    }
}

/// Those actors; if it is one alone, with its contacts, otherwise with the ties among them.
fn focus_actors(draft: &mut Draft<'_>, actors: &[u32]) {
    let actors: BTreeSet<u32> = actors.iter().copied().collect();
    if actors.is_empty() {
        return;
    }
    draft.ghost_all();
    for &actor in &actors {
        draft.stress(actor);
    }
    if let (1, Some(&only)) = (actors.len(), actors.first()) {
        for &neighbor in draft.snapshot.adjacency().neighbors(only) {
            draft.show(neighbor);
        }
        light_ties(draft, |a, b| a == only || b == only);
    } else {
        light_ties(draft, |a, b| actors.contains(&a) && actors.contains(&b));
    }
}

/// Those actors and the ties among them, as they are; the rest becomes context.
fn focus_group(draft: &mut Draft<'_>, actors: &[u32]) {
    let is_in: BTreeSet<u32> = actors.iter().copied().collect();
    for mark in 0..draft.actors.len() as u32 {
        if is_in.contains(&mark) {
            draft.show(mark);
        } else {
            draft.ghost(mark);
        }
    }
    for tie in &mut draft.ties {
        if !(is_in.contains(&tie.a) && is_in.contains(&tie.b)) {
            tie.emphasis = Emphasis::Ghost;
        }
    }
}

/// Two actors, whoever is on a way between them, and the ties of that way.
fn focus_paths(draft: &mut Draft<'_>, ends: [u32; 2], ties: &[(u32, u32)]) {
    draft.ghost_all();
    for &(a, b) in ties {
        draft.show(a);
        draft.show(b);
    }
    for end in ends {
        draft.stress(end);
        draft.ring(end, Ring::Accent);
    }
    light_ties(draft, |a, b| {
        ties.binary_search(&(a.min(b), a.max(b))).is_ok()
    });
}

/// Everybody stays in view; ties inside a group stand out against those between groups.
fn tint_groups(draft: &mut Draft<'_>, groups: &[Vec<u32>]) {
    let mut group_of = vec![None; draft.actors.len()];
    for (group, members) in groups.iter().enumerate() {
        for &member in members {
            if let Some(place) = group_of.get_mut(member as usize) {
                *place = Some(group);
            }
        }
    }
    for mark in 0..draft.actors.len() as u32 {
        draft.show(mark);
    }
    for tie in &mut draft.ties {
        let group = |mark: u32| group_of.get(mark as usize).copied().flatten();
        let is_inside = group(tie.a).is_some() && group(tie.a) == group(tie.b);
        tie.emphasis = if is_inside {
            Emphasis::Normal
        } else {
            Emphasis::Ghost
        };
    }
    draft.hulls.clear();
    let tints = draft.colors.islands;
    let names = map_names(draft.input.network, draft.snapshot);
    let adjacency = draft.snapshot.adjacency();
    for (members, color) in groups.iter().zip(tints.iter().cycle()) {
        // A group is known by its best connected member.
        let known = members
            .iter()
            .max_by_key(|&&member| (adjacency.degree(member), std::cmp::Reverse(member)));
        let name = known.and_then(|&member| names.get(member as usize));
        draft.hulls.push(Hull {
            marks: members.clone(),
            color: *color,
            label: name.map_or_else(String::new, |name| words::around(name, members.len())),
        });
    }
    let [tint, ..] = tints;
    draft.legend.push(LegendEntry::new(
        LegendSymbol::Area(tint),
        words::LEGEND_GROUP.to_owned(),
        Some(groups.len()),
    ));
}

/// The broker and, for the pairs that it connects, the two ties of each. Without pairs, all its ties.
fn focus_broker(draft: &mut Draft<'_>, broker: u32, pairs: &[(u32, u32)]) {
    if broker as usize >= draft.actors.len() {
        return;
    }
    draft.ghost_all();
    let ends: BTreeSet<u32> = if pairs.is_empty() {
        let neighbors = draft.snapshot.adjacency().neighbors(broker);
        neighbors.iter().copied().collect()
    } else {
        pairs.iter().flat_map(|&(from, to)| [from, to]).collect()
    };
    for &end in &ends {
        draft.show(end);
    }
    draft.stress(broker);
    draft.ring(broker, Ring::Accent);
    light_ties(draft, |a, b| {
        (a == broker && ends.contains(&b)) || (b == broker && ends.contains(&a))
    });
}

/// The ties between two sectors, or inside one, and those that are missing.
fn focus_sectors(draft: &mut Draft<'_>, (a, b): (usize, usize), missing: &[(u32, u32)]) {
    let sectors: Vec<Option<usize>> = (0..draft.actors.len() as u32)
        .map(|mark| draft.sector_of(mark))
        .collect();
    let sector_of = |mark: u32| sectors.get(mark as usize).copied().flatten();
    draft.ghost_all();
    for mark in 0..draft.actors.len() as u32 {
        if sector_of(mark).is_some_and(|sector| sector == a || sector == b) {
            draft.show(mark);
        }
    }
    light_sector_ties(draft, &sectors, (a, b));
    super::bands::add_bands(draft, Some((a, b)));
    tell_gap(draft, (a, b));
    for &(from, to) in missing {
        draft.stress(from);
        draft.stress(to);
        draft.add_missing_tie(from, to);
    }
}

/// With more ties than this between two sectors, they would cover the bands.
const MAX_SECTOR_TIES: usize = 1500;

/// The ties between two sectors, or inside one, stand out; where they are very many, lightly. `sectors` is by marker.
pub(super) fn light_sector_ties(
    draft: &mut Draft<'_>,
    sectors: &[Option<usize>],
    (a, b): (usize, usize),
) {
    let sector_of = |mark: u32| sectors.get(mark as usize).copied().flatten();
    let is_between = |tie: &TieDraft| {
        let ends = (sector_of(tie.a), sector_of(tie.b));
        ends == (Some(a), Some(b)) || ends == (Some(b), Some(a))
    };
    let num = draft.ties.iter().filter(|tie| is_between(tie)).count();
    // Of very many ties only some are drawn, and of those that stand out no more than can be seen.
    let are_thinned = draft.ties.len() > NUM_TIES_AT_FIT;
    let emphasis = if num > MAX_SECTOR_TIES && !are_thinned {
        Emphasis::Normal
    } else {
        Emphasis::Strong
    };
    for tie in &mut draft.ties {
        tie.emphasis = if is_between(tie) {
            emphasis
        } else {
            Emphasis::Ghost
        };
    }
}

/// Says in the legend how many ties there are between two sectors, and how many would be expected.
pub(super) fn tell_gap(draft: &mut Draft<'_>, (a, b): (usize, usize)) {
    let snapshot = draft.snapshot;
    let scheme = draft.input.network.sectors();
    let sector = |place: usize| scheme.get(*snapshot.sector_ids().get(place)?);
    let (Some(one), Some(other)) = (sector(a), sector(b)) else {
        return;
    };
    let theme = draft.input.theme;
    let mixing = draft.input.results.mixing();
    let expected = mixing.and_then(|mixing| mixing.expected.get(a)?.get(b).copied().flatten());
    let count = mixing.and_then(|mixing| mixing.ties.get(a)?.get(b).copied());
    draft.legend.push(LegendEntry::new(
        LegendSymbol::Gradient(
            theme.sector_color(Some(one)),
            theme.sector_color(Some(other)),
        ),
        words::legend_sector_ties(&one.name, &other.name, expected),
        count.map(|count| count as usize),
    ));
}

/// Two actors: their tie, or else the contacts that they share, and the tie that could be.
fn focus_pair(draft: &mut Draft<'_>, a: u32, b: u32) {
    let num = draft.actors.len() as u32;
    if a >= num || b >= num {
        return;
    }
    draft.ghost_all();
    draft.stress(a);
    draft.stress(b);
    let adjacency = draft.snapshot.adjacency();
    if adjacency.has(a, b) {
        light_ties(draft, |from, to| {
            (from, to) == (a, b) || (from, to) == (b, a)
        });
        return;
    }
    let shared: Vec<u32> = adjacency
        .neighbors(a)
        .iter()
        .copied()
        .filter(|&other| adjacency.has(b, other))
        .collect();
    for &other in &shared {
        draft.show(other);
    }
    let is_shared = |other: u32| shared.binary_search(&other).is_ok();
    light_ties(draft, |from, to| {
        ((from == a || from == b) && is_shared(to)) || ((to == a || to == b) && is_shared(from))
    });
    draft.add_missing_tie(a, b);
}

/// The actors of one sector and the ties among them; the rest becomes context for as long as the mouse stays there.
fn spotlight(draft: &mut Draft<'_>, sector: Option<SectorId>) {
    let wanted = sector.and_then(|id| draft.snapshot.sector_ids().binary_search(&id).ok());
    if sector.is_some() && wanted.is_none() {
        return;
    }
    let in_light: Vec<bool> = (0..draft.actors.len() as u32)
        .map(|mark| draft.sector_of(mark) == wanted)
        .collect();
    let is_in = |mark: u32| in_light.get(mark as usize).copied().unwrap_or(false);
    for mark in 0..draft.actors.len() as u32 {
        if is_in(mark) {
            draft.show(mark);
        } else {
            draft.ghost(mark);
        }
    }
    for tie in &mut draft.ties {
        if !is_in(tie.a) && !is_in(tie.b) {
            tie.emphasis = Emphasis::Ghost;
        }
    }
}
