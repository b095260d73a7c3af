//! Activities as markers of their own, between the actors that take part in them.

use std::collections::{HashMap, HashSet};

use super::lens::{Draft, TieDraft};
use super::standing::Standing;
use super::{ActorMark, Emphasis, LegendEntry, LegendSymbol, MarkId, faded, shortened};
use crate::model::MarkerShape;
use crate::text::words;

/// The radius of their markers: the largest, and the smallest, where there are very many.
const RADIUS: [f32; 2] = [5.5, 1.8];
/// So many of them may have the largest.
const FEW: f32 = 120.0;
/// Declared ties are at least so opaque.
const LEAST_OF_TIES: f32 = 0.12;
/// Up to so many selected actors have their lines lit.
const MAX_LIT: usize = 12;

/// Adds a marker for each activity in which somebody who is shown takes part. Lines then mean taking part, in the place of
/// ties that follow from it; declared ties stay, thin, and so do those that are missing.
///
/// Time O(actors + participations + pairs that share an activity).
pub(super) fn add_activities(draft: &mut Draft<'_>) -> Standing {
    let snapshot = draft.snapshot;
    let network = draft.input.network;
    let shown = || {
        let all = snapshot.activities().iter();
        all.filter(|(_, members)| !members.is_empty())
    };
    let (num, num_parts) = shown().fold((0_usize, 0_usize), |(num, parts), (_, members)| {
        (num + 1, parts + members.len())
    });
    let radius_px = (RADIUS[0] * (FEW / num.max(1) as f32).sqrt()).clamp(RADIUS[1], RADIUS[0]);
    let opacity = (0.6 * (300.0 / num_parts.max(1) as f32).sqrt()).clamp(0.12, 0.6);
    let color = draft.colors.text_muted;
    let selection = draft.input.selection;
    let declared = declared_ties(draft);
    draft
        .ties
        .retain(|tie| tie.dashed || declared.contains(&ends(tie)));
    let quiet = faded(draft.colors.tie, (0.5 * opacity).max(LEAST_OF_TIES));
    let mut num_declared = 0;
    for tie in draft.ties.iter_mut().filter(|tie| !tie.dashed) {
        tie.width_px = 1.0;
        num_declared += 1;
        if tie.emphasis == Emphasis::Normal {
            tie.color = Some(quiet);
        }
    }
    draft.weighted = false;
    draft.contacts.fill(0);
    let mut standing = Standing::default();
    for (place, &actor) in (0..).zip(snapshot.actors()) {
        standing.add([(place, actor)]);
    }
    for (id, members) in shown() {
        let mark = draft.actors.len() as u32;
        let look = |member: u32| {
            let actor = draft.actors.get(member as usize)?;
            let is_selected = (1..=MAX_LIT).contains(&selection.len())
                && selection.contains(&snapshot.actor(member));
            let emphasis = if is_selected {
                Emphasis::Strong
            } else {
                actor.emphasis.min(Emphasis::Normal)
            };
            Some((member, actor.color, emphasis))
        };
        let looks: Vec<_> = members.iter().filter_map(|&member| look(member)).collect();
        let is_context = looks.iter().all(|&(_, _, it)| it == Emphasis::Ghost);
        for &(member, color, emphasis) in &looks {
            draft.ties.push(TieDraft {
                a: member,
                b: mark,
                weight: 1.0,
                width_px: 1.0,
                emphasis,
                color: (emphasis == Emphasis::Normal).then(|| faded(color, opacity)),
                dashed: false,
                arrow: false,
                bend: 0.0,
            });
            if let Some(contacts) = draft.contacts.get_mut(member as usize) {
                *contacts += 1;
            }
        }
        draft.actors.push(ActorMark {
            id: MarkId::Activity(*id),
            color,
            shape: MarkerShape::Square,
            radius_px,
            emphasis: if is_context {
                Emphasis::Ghost
            } else {
                Emphasis::Normal
            },
            ring: None,
            hollow: false,
            pinned: false,
        });
        let activity = network.activities().get(*id);
        draft.opacity.push(if is_context { 0.3 } else { 1.0 });
        draft
            .names
            .push(activity.map_or_else(String::new, |activity| shortened(&activity.title)));
        draft.sectors.push(None);
        draft.contacts.push(members.len() as u32);
        standing.add(
            members
                .iter()
                .map(|&member| (member, snapshot.actor(member))),
        );
    }
    // What was said about ties is no longer so.
    draft
        .legend
        .retain(|entry| entry.text != words::LEGEND_CROSS_TIE);
    draft.legend.extend([
        LegendEntry::new(
            LegendSymbol::Marker(MarkerShape::Square, color),
            words::LEGEND_ACTIVITY,
            Some(num),
        ),
        LegendEntry::new(
            LegendSymbol::Line(faded(color, 0.7), false),
            words::LEGEND_TAKES_PART,
            None,
        ),
    ]);
    if num_declared > 0 {
        let line = LegendSymbol::Line(quiet, false);
        draft.legend.push(LegendEntry::new(
            line,
            words::LEGEND_DECLARED,
            Some(num_declared),
        ));
    }
    standing
}

/// The ends of a line, lower index first.
fn ends(tie: &TieDraft) -> (u32, u32) {
    (tie.a.min(tie.b), tie.a.max(tie.b))
}

/// The pairs that are tied by more than the activities that they share: those that several ties join, or whose weight is
/// not the number of these activities.
fn declared_ties(draft: &Draft<'_>) -> HashSet<(u32, u32)> {
    let snapshot = draft.snapshot;
    if draft.input.network.num_ties() == 0 {
        return HashSet::new();
    }
    let mut num_shared: HashMap<(u32, u32), u32> = HashMap::new();
    for (_, members) in snapshot.activities() {
        for (place, &a) in members.iter().enumerate() {
            for &b in members.iter().skip(place + 1) {
                *num_shared.entry((a.min(b), a.max(b))).or_default() += 1;
            }
        }
    }
    let edges = snapshot.edges().iter().zip(snapshot.weights());
    edges
        .zip(snapshot.num_parallel())
        .filter(|((ends, weight), num)| {
            let shared = num_shared.get(*ends).copied().unwrap_or_default();
            **num > 1 || **weight != f64::from(shared)
        })
        .map(|((&ends, _), _)| ends)
        .collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::analysis::Results;
    use crate::model::{
        Activity, Actor, Change, Network, NetworkEdit, Participation, Snapshot, SnapshotOptions,
        Tie,
    };
    use crate::scene::{Scene, SceneInput};

    /// Actors 0 to 2 share a lab; 0 and 1 have a tie besides, and so have 2 and 3.
    #[test]
    fn declared_ties_stay_beside_activities() {
        let mut network = Network::new();
        let ids: Vec<_> = (0..4)
            .map(|number| {
                let key = format!("a{number}");
                network.add_actor(Actor::new(key.clone(), key)).unwrap()
            })
            .collect();
        let lab = Activity {
            participants: ids[..3].iter().map(|&id| Participation::new(id)).collect(),
            ..Activity::new("lab", "Lab")
        };
        let id = network.activities().next_id();
        let edit = NetworkEdit::Activity(Change::add(id, lab));
        network.apply(&[edit]).unwrap();
        for (a, b) in [(0, 1), (2, 3)] {
            network.add_tie(Tie::new(ids[a], ids[b])).unwrap();
        }
        let snapshot = Snapshot::new(&network, &SnapshotOptions::default());
        let results = Results::new(Arc::new(snapshot));
        let scene = Scene::build(&SceneInput {
            activities: true,
            ..SceneInput::new(&network, &results)
        });
        let mut lines: Vec<(u32, u32)> = scene.ties.iter().map(|tie| (tie.a, tie.b)).collect();
        lines.sort_unstable();
        // The lab is the marker after the actors.
        assert_eq!(lines, [(0, 1), (0, 4), (1, 4), (2, 3), (2, 4)]);
        let told = scene
            .legend
            .iter()
            .find(|entry| entry.text == words::LEGEND_DECLARED);
        assert_eq!(told.unwrap().count, Some(2));
    }
}
