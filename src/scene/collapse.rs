//! Actors that are drawn as one marker: its size is their number, its ties are theirs added up.

use std::collections::{BTreeMap, BTreeSet};

use super::lens::{Draft, TieDraft};
use super::standing::Standing;
use super::{ActorMark, LegendEntry, LegendSymbol, MarkId};
use crate::document::Collapsed;
use crate::model::MarkerShape;
use crate::text::words;
use crate::workspace::{Whom, collapsed_name};

/// The radius that a marker for everybody would have.
const WHOLE_RADIUS: f32 = 48.0;
/// No marker for several is smaller.
const LEAST_RADIUS: f32 = 14.0;
/// How far ties bend that go both ways.
const BEND: f32 = 0.08;

/// Puts one marker in the place of the actors of every group that is collapsed and has at least two of them, once the lens
/// has looked at all of them. `None` if there is no such group.
///
/// Time O(actors · groups + ties · log ties).
///
/// `before` says whom the markers of the draft stand for, if it is not one actor each.
pub(super) fn collapse(draft: &mut Draft<'_>, before: Option<Standing>) -> Option<Standing> {
    let groups = draft.input.collapsed;
    let mut members: Vec<Vec<u32>> = vec![Vec::new(); groups.len()];
    for (mark, actor) in (0..).zip(&draft.actors) {
        let Some(record) = actor
            .id
            .actor()
            .and_then(|id| Some((id, draft.input.network.actor(id)?)))
        else {
            continue;
        };
        let holds = |group: &Collapsed| group.holds(record.0, record.1);
        let last = groups.iter().rposition(holds);
        if let Some(of_group) = last.and_then(|place| members.get_mut(place)) {
            of_group.push(mark);
        }
    }
    if members.iter().any(|members| members.len() > 1) {
        Some(replace(draft, &members, before.as_ref()))
    } else {
        before
    }
}

/// The marker of a draft with what is known about it.
struct Drawn {
    mark: ActorMark,
    opacity: f32,
    name: String,
    sector: Option<usize>,
    members: Vec<u32>,
}

/// Puts markers of groups in the place of their members.
fn replace(draft: &mut Draft<'_>, members: &[Vec<u32>], before: Option<&Standing>) -> Standing {
    let mut group_of: Vec<Option<u32>> = vec![None; draft.actors.len()];
    for (group, members) in (0..).zip(members) {
        for &member in members.iter().filter(|_| members.len() > 1) {
            if let Some(place) = group_of.get_mut(member as usize) {
                *place = Some(group);
            }
        }
    }
    let single = |mark: &u32| group_of.get(*mark as usize) == Some(&None);
    let mut drawn: Vec<Drawn> = (0..draft.actors.len() as u32)
        .filter(single)
        .filter_map(|mark| one(draft, mark))
        .collect();
    let mut new_index: Vec<u32> = vec![0; draft.actors.len()];
    drawn.extend((0..).zip(members).filter_map(|(group, members)| {
        (members.len() > 1).then(|| together(draft, group, members))?
    }));
    let mut standing = Standing::default();
    for (index, drawn) in (0..).zip(&drawn) {
        for &member in &drawn.members {
            if let Some(place) = new_index.get_mut(member as usize) {
                *place = index;
            }
        }
        let snapshot = draft.snapshot;
        let is_group = matches!(drawn.mark.id, MarkId::Group(_));
        let mark = match (drawn.members.first(), before) {
            (Some(&mark), Some(before)) if !is_group => standing.add(before.of(mark)),
            _ => {
                let members = drawn.members.iter();
                standing.add(members.map(|&member| (member, snapshot.actor(member))))
            }
        };
        if is_group {
            standing.have_no_other(mark);
        }
    }
    let new = |mark: u32| new_index.get(mark as usize).copied().unwrap_or_default();
    merge_ties(draft, new);
    for hull in &mut draft.hulls {
        let marks: BTreeSet<u32> = hull.marks.iter().map(|&mark| new(mark)).collect();
        hull.marks = marks.into_iter().collect();
    }
    let color = draft.colors.text_muted;
    let is_group = |drawn: &&Drawn| matches!(drawn.mark.id, MarkId::Group(_));
    draft.legend.push(LegendEntry {
        whom: Some(Whom::Collapsed),
        ..LegendEntry::new(
            LegendSymbol::Group(color),
            words::LEGEND_COLLAPSED,
            Some(drawn.iter().filter(is_group).count()),
        )
    });
    draft.contacts = vec![0; drawn.len()];
    for tie in draft.ties.iter().filter(|tie| !tie.dashed) {
        for end in [tie.a, tie.b] {
            if let Some(contacts) = draft.contacts.get_mut(end as usize) {
                *contacts += 1;
            }
        }
    }
    draft.opacity = drawn.iter().map(|drawn| drawn.opacity).collect();
    draft.sectors = drawn.iter().map(|drawn| drawn.sector).collect();
    (draft.actors, draft.names) = drawn
        .into_iter()
        .map(|drawn| (drawn.mark, drawn.name))
        .unzip();
    standing
}

fn one(draft: &Draft<'_>, mark: u32) -> Option<Drawn> {
    let place = mark as usize;
    Some(Drawn {
        mark: *draft.actors.get(place)?,
        opacity: *draft.opacity.get(place)?,
        name: draft.names.get(place)?.clone(),
        sector: draft.sector_of(mark),
        members: vec![mark],
    })
}

/// What there is only one of, if all are the same.
fn common<T: PartialEq>(mut values: impl Iterator<Item = T>) -> Option<T> {
    let first = values.next()?;
    values.all(|value| value == first).then_some(first)
}

/// The marker for several actors: what they have in common is its look.
fn together(draft: &Draft<'_>, group: u32, members: &[u32]) -> Option<Drawn> {
    let marks = || {
        members
            .iter()
            .filter_map(|&member| draft.actors.get(member as usize))
    };
    let opacities = members
        .iter()
        .filter_map(|&member| draft.opacity.get(member as usize));
    let share = members.len() as f32 / draft.snapshot.num_actors().max(1) as f32;
    let collapsed = draft.input.collapsed.get(group as usize)?;
    let name = collapsed_name(collapsed, draft.input.network);
    Some(Drawn {
        mark: ActorMark {
            id: MarkId::Group(group),
            color: common(marks().map(|mark| mark.color)).unwrap_or(draft.colors.text_muted),
            shape: common(marks().map(|mark| mark.shape)).unwrap_or(MarkerShape::Circle),
            radius_px: (WHOLE_RADIUS * share.sqrt()).max(LEAST_RADIUS),
            emphasis: marks().map(|mark| mark.emphasis).max()?,
            ring: None,
            hollow: marks().all(|mark| mark.hollow),
            pinned: marks().all(|mark| mark.pinned),
        },
        opacity: opacities.copied().fold(0.0, f32::max),
        name: words::collapsed(name, members.len()),
        sector: common(members.iter().map(|&member| draft.sector_of(member))).flatten(),
        members: members.to_vec(),
    })
}

/// Ties between the same two markers become one; those inside of a marker go.
fn merge_ties(draft: &mut Draft<'_>, new: impl Fn(u32) -> u32) {
    let mut merged: BTreeMap<(bool, bool, u32, u32), TieDraft> = BTreeMap::new();
    for tie in std::mem::take(&mut draft.ties) {
        let (a, b) = (new(tie.a), new(tie.b));
        let (a, b) = if tie.arrow {
            (a, b)
        } else {
            (a.min(b), a.max(b))
        };
        if a == b {
            continue;
        }
        merged
            .entry((tie.dashed, tie.arrow, a, b))
            .and_modify(|other| {
                other.weight += tie.weight;
                other.width_px = other.width_px.max(tie.width_px);
                other.emphasis = other.emphasis.max(tie.emphasis);
                other.color = other.color.or(tie.color);
            })
            .or_insert(TieDraft { a, b, ..tie });
    }
    let both_ways: BTreeSet<(u32, u32)> = merged
        .keys()
        .filter(|&&(dashed, arrow, a, b)| arrow && merged.contains_key(&(dashed, arrow, b, a)))
        .map(|&(_, _, a, b)| (a, b))
        .collect();
    draft.ties = merged
        .into_values()
        .map(|tie| TieDraft {
            bend: match tie {
                TieDraft {
                    dashed: true, bend, ..
                } => bend,
                TieDraft { a, b, .. } if both_ways.contains(&(a, b)) => BEND,
                _ => 0.0,
            },
            ..tie
        })
        .collect();
    draft.widen_ties();
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::analysis::Results;
    use crate::model::{Actor, ActorId, Network, SectorId, Snapshot, SnapshotOptions, Tie};
    use crate::scene::{Scene, SceneInput};

    /// Two triangles of companies and of public bodies, joined by ties of weights 1, 2 and 4, one with a direction each way
    /// if wanted.
    fn network(is_directed: bool) -> (Network, Vec<ActorId>) {
        let mut network = Network::new();
        let ids: Vec<ActorId> = (0..6)
            .map(|number| {
                let mut actor = Actor::new(format!("a{number}"), format!("Actor {number}"));
                actor.sector = Some(SectorId(number / 3));
                network.add_actor(actor).unwrap()
            })
            .collect();
        for (a, b, weight) in [
            (0, 1, 1.0),
            (1, 2, 1.0),
            (0, 2, 1.0),
            (3, 4, 1.0),
            (4, 5, 1.0),
            (3, 5, 1.0),
            (0, 3, 1.0),
            (1, 3, 2.0),
            (5, 2, 4.0),
        ] {
            let tie = Tie {
                weight,
                directed: is_directed,
                ..Tie::new(ids[a], ids[b])
            };
            network.add_tie(tie).unwrap();
        }
        (network, ids)
    }

    fn scene(network: &Network, collapsed: &[Collapsed]) -> Scene {
        let snapshot = Snapshot::new(network, &SnapshotOptions::default());
        let results = Results::new(Arc::new(snapshot));
        Scene::build(&SceneInput {
            collapsed,
            ..SceneInput::new(network, &results)
        })
    }

    fn some(ids: &[ActorId]) -> Collapsed {
        Collapsed::Actors {
            name: "some".to_owned(),
            actors: ids.iter().copied().collect(),
        }
    }

    #[test]
    fn a_sector_becomes_one_marker_with_its_ties_added_up() {
        let (network, ids) = network(false);
        let business = Collapsed::Sector(Some(SectorId(0)));
        let scene = scene(&network, &[business]);
        assert_eq!(scene.actors.len(), 4);
        assert_eq!(scene.actors[3].id, MarkId::Group(0));
        assert_eq!(scene.members(3), &ids[..3]);
        assert_eq!(scene.mark_of(ids[1]), Some(3));
        assert_eq!(scene.mark_of(ids[4]), Some(1));
        // Its look is that of its sector, its place the middle of its members.
        assert_eq!(scene.actors[3].shape, MarkerShape::Square);
        let positions = [[0.0, 0.0], [3.0, 0.0], [0.0, 6.0]];
        let far = [[500.0, 0.0], [600.0, 0.0], [700.0, 0.0]];
        let positions: Vec<_> = positions.into_iter().chain(far).collect();
        assert_eq!(scene.places(&positions, true)[3], [1.0, 2.0]);
        // Three ties among the others; to actor 3 one of weight 1 + 2, to actor 5 one of weight 4.
        let width = |a: u32, b: u32| {
            let mut ties = scene.ties.iter();
            ties.find(|tie| (tie.a, tie.b) == (a, b))
                .map(|tie| tie.width_px)
        };
        assert_eq!(scene.ties.len(), 5);
        assert!(width(2, 3) > width(0, 3) && width(0, 3) > width(0, 1));
        let name = scene.labels.iter().find(|label| label.mark == 3);
        assert_eq!(name.unwrap().text, "Business (3)");
    }

    #[test]
    fn ties_in_both_directions_stay_two() {
        let (network, _) = network(true);
        let both = [0, 1].map(|sector| Collapsed::Sector(Some(SectorId(sector))));
        let scene = scene(&network, &both);
        let ties: Vec<_> = scene
            .ties
            .iter()
            .map(|tie| (tie.a, tie.b, tie.arrow))
            .collect();
        assert_eq!(ties, [(0, 1, true), (1, 0, true)]);
        assert!(scene.ties.iter().all(|tie| tie.bend > 0.0));
    }

    #[test]
    fn whoever_is_in_several_is_in_the_last() {
        let (network, ids) = network(false);
        let groups = [some(&ids[..3]), some(&ids[1..5])];
        let scene = scene(&network, &groups);
        // Of the first, one actor is left, which stays an actor.
        let marks: Vec<MarkId> = scene.actors.iter().map(|mark| mark.id).collect();
        assert_eq!(
            marks,
            [
                MarkId::Actor(ids[0]),
                MarkId::Actor(ids[5]),
                MarkId::Group(1)
            ]
        );
        assert_eq!(scene.members(2), &ids[1..5]);
    }

    #[test]
    fn what_holds_fewer_than_two_changes_nothing() {
        let (network, ids) = network(false);
        let groups = [some(&ids[..1]), some(&[])];
        assert_eq!(scene(&network, &groups), scene(&network, &[]));
    }

    #[test]
    fn markers_around_a_group_do_not_lie_on_it() {
        let (network, ids) = network(false);
        let scene = scene(&network, &[some(&ids[..3])]);
        let places = scene.places(&[[0.0, 0.0]; 6], false);
        let group = scene.actors.len() - 1;
        for other in 0..group {
            let way = [0, 1].map(|axis| places[other][axis] - places[group][axis]);
            let least = scene.actors[other].radius_px + scene.actors[group].radius_px;
            assert!(way[0].hypot(way[1]) >= least, "{other}: {way:?}");
        }
    }
}
