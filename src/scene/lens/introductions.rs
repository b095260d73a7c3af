//! The Introductions lens: whom should we introduce? Proposed ties as dashed arcs, the rest lightly faded.

use super::Draft;
use crate::scene::Emphasis;
use crate::workspace::Focus;

/// The opacity of actors that nobody is to be introduced to.
const DIMMED: f32 = 0.5;

pub(super) fn emphasize(draft: &mut Draft<'_>) {
    // What is singled out brings its own arc.
    if *draft.input.focus != Focus::None {
        return;
    }
    let Some((introductions, _)) = draft.input.results.introductions() else {
        return;
    };
    let pairs: Vec<(u32, u32)> = introductions
        .proposals
        .iter()
        .map(|proposal| (proposal.a, proposal.b))
        .collect();
    if pairs.is_empty() {
        return;
    }
    draft.opacity.fill(DIMMED);
    for tie in &mut draft.ties {
        tie.emphasis = Emphasis::Ghost;
    }
    for (a, b) in pairs {
        draft.stress(a);
        draft.stress(b);
        draft.add_missing_tie(a, b);
    }
}
