//! Names that go on being written when another scene takes the place of one, as another lens does.

use super::{Emphasis, Kept, LabelCandidate, MarkId, PlacedLabel, Scene};

/// So many names of a scene, the most important ones, are written whatever was before.
const NUM_FIRST: usize = 12;

/// The names of another scene, each with what its marker stood for, as names of this one.
///
/// Those that it does not have are left out, and so are those that stood apart or over others, unless they stand out here
/// as well. Time O(names).
pub fn carried_names(before: &[(MarkId, PlacedLabel)], scene: &Scene) -> Vec<PlacedLabel> {
    let mut label_of: Vec<Option<u32>> = vec![None; scene.actors.len()];
    for (label, candidate) in (0..).zip(&scene.labels) {
        if let Some(place) = label_of.get_mut(candidate.mark as usize) {
            *place = Some(label);
        }
    }
    let carried = before.iter().filter_map(|(id, placed)| {
        let mark = scene.index_of(*id)?;
        let label = label_of.get(mark as usize).copied().flatten()?;
        let is_beside = placed.leader.is_none() && !placed.has_plate;
        let stands_out = scene.actors.get(mark as usize)?.emphasis == Emphasis::Strong;
        (is_beside || stands_out).then_some(PlacedLabel {
            label,
            mark,
            ..*placed
        })
    });
    carried.collect()
}

/// How many names come before those that were there already: none among those of the same scene; of another, those that
/// it is about, and at least a dozen.
pub(super) fn num_first(scene: &Scene, kept: &Kept<'_>) -> usize {
    if !kept.is_of_another {
        return 0;
    }
    let matters = |label: &LabelCandidate| {
        let mark = scene.actors.get(label.mark as usize);
        label.strong || mark.is_some_and(|it| it.emphasis == Emphasis::Strong || it.ring.is_some())
    };
    let about = scene.labels.iter().take_while(|label| matters(label));
    about.count().max(NUM_FIRST)
}
