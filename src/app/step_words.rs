//! The steps of the history in words.

use crate::document::Step;
use crate::text::words::work::step;

/// What a step did: “Move 3 actors”.
pub(super) fn step_words(done: Step) -> String {
    match done {
        Step::AddActors(num) => step::add_actors(num),
        Step::EditActors(num) => step::edit_actors(num),
        Step::RemoveActors(num) => step::remove_actors(num),
        Step::AddTies(num) => step::add_ties(num),
        Step::EditTies(num) => step::edit_ties(num),
        Step::RemoveTies(num) => step::remove_ties(num),
        Step::AddIntroductions(num) => step::add_introductions(num),
        Step::AdvanceIntroduction => step::ADVANCE_INTRODUCTION.to_owned(),
        Step::EditInfo => step::EDIT_INFO.to_owned(),
        Step::Move(num) => step::move_actors(num),
        Step::LayOut => step::LAY_OUT.to_owned(),
        Step::Pin(num) => step::pin(num),
        Step::Unpin(num) => step::unpin(num),
        Step::Collapse(num) => step::collapse(num),
        Step::Expand(num) => step::expand(num),
        Step::AddNote => step::ADD_NOTE.to_owned(),
        Step::EditNote => step::EDIT_NOTE.to_owned(),
        Step::MoveNote => step::MOVE_NOTE.to_owned(),
        Step::RemoveNote => step::REMOVE_NOTE.to_owned(),
        Step::RenameCollapsed => step::RENAME_COLLAPSED.to_owned(),
        Step::Filter => step::FILTER.to_owned(),
        Step::Appearance => step::APPEARANCE.to_owned(),
        Step::Scenarios => step::SCENARIOS.to_owned(),
        Step::Merge(num) => step::merge(num),
        Step::AddJournalEntry => step::ADD_JOURNAL_ENTRY.to_owned(),
    }
}
