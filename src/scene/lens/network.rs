//! The Network lens: who is here? Sectors by colour and shape, size by a measure, ties across sectors in colour.

use super::Draft;
use crate::scene::{LegendEntry, LegendSymbol};
use crate::text::words;

pub(super) fn emphasize(draft: &mut Draft<'_>) {
    if let Some(tie) = draft.ties.iter().find(|tie| draft.is_cross(tie.a, tie.b)) {
        // The colours of the first two sectors, as an example: the line runs from one to the other.
        let (a, b) = (draft.color_of(tie.a), draft.color_of(tie.b));
        draft.legend.push(LegendEntry::new(
            LegendSymbol::Gradient(a, b),
            words::LEGEND_CROSS_TIE,
            None,
        ));
    }
}
