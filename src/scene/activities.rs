//! Activities as markers of their own, between the actors that take part in them.

use super::lens::{Draft, TieDraft};
use super::standing::Standing;
use super::{ActorMark, Emphasis, LegendEntry, LegendSymbol, MarkId, faded, shortened};
use crate::model::MarkerShape;
use crate::text::words;

/// The radius of their markers: the largest, and the smallest, where there are very many.
const RADIUS: [f32; 2] = [5.5, 1.8];
/// So many of them may have the largest.
const FEW: f32 = 120.0;
/// Up to so many selected actors have their lines lit.
const MAX_LIT: usize = 12;

/// Adds a marker for each activity in which somebody who is shown takes part. Lines then mean taking part, in the place of
/// ties; those that are missing stay.
///
/// Time O(actors + participations).
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
    draft.ties.retain(|tie| tie.dashed);
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
    let entry = |symbol, text: &str, count| LegendEntry {
        symbol,
        text: text.to_owned(),
        count,
        sector: None,
        whom: None,
        hidden: false,
    };
    draft.legend.extend([
        entry(
            LegendSymbol::Marker(MarkerShape::Square, color),
            words::LEGEND_ACTIVITY,
            Some(num),
        ),
        entry(
            LegendSymbol::Line(faded(color, 0.7), false),
            words::LEGEND_TAKES_PART,
            None,
        ),
    ]);
    standing
}
