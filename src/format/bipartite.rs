//! Two-mode networks in formats that know only nodes: networkx marks the sets in the attribute `bipartite`, 0 and 1.

use std::collections::HashMap;

use super::draft::{Column, Draft, DraftTable};
use super::field::Field;
use super::issues::IssueKind;

/// What the columns of actors and ties are called where they become those of activities and participations.
const OF_ACTIVITIES: &[Field] = &[
    Field::Id,
    Field::Label,
    Field::Description,
    Field::Url,
    Field::Tags,
    Field::Since,
    Field::Until,
];

/// Makes activities of the second set of nodes, and participations of the ties, if all nodes are marked and every tie
/// connects the sets. Otherwise nothing happens.
pub(super) fn split(draft: &mut Draft) {
    let Some((is_second, file)) = sets(draft) else {
        return;
    };
    let (Some(mut actors), Some(ties)) = (draft.actors.take(), draft.ties.take()) else {
        return;
    };
    let id = actors.column(Field::Id);
    let mut activities = DraftTable::new(file.clone());
    activities.columns = actors
        .columns
        .iter()
        .map(|column| Column {
            name: column.name.clone(),
            field: column.field.filter(|field| OF_ACTIVITIES.contains(field)),
        })
        .collect();
    let is_activity = |id: &str| is_second.get(id).copied().unwrap_or(false);
    let (second, first) = actors
        .rows
        .into_iter()
        .partition(|row| is_activity(&row.text(id)));
    activities.rows = second;
    actors.rows = first;
    let mut participation = DraftTable::new(file.clone());
    participation.columns = ties
        .columns
        .iter()
        .map(|column| Column {
            name: column.name.clone(),
            field: match column.field {
                Some(Field::Source) => Some(Field::Actor),
                Some(Field::Target) => Some(Field::Activity),
                Some(Field::Kind) => Some(Field::Role),
                _ => None,
            },
        })
        .collect();
    let source = ties.column(Field::Source);
    let target = ties.column(Field::Target);
    participation.rows = ties.rows;
    for row in &mut participation.rows {
        if is_activity(&row.text(source))
            && let (Some(source), Some(target)) = (source, target)
            && source.max(target) < row.cells.len()
        {
            row.cells.swap(source, target);
        }
    }
    draft.issues.add_file(
        IssueKind::Guess,
        &file,
        "the attribute ‘bipartite’ tells two sets of nodes apart; those of the second were read as activities",
    );
    draft.actors = Some(actors);
    draft.activities = Some(activities);
    draft.participation = Some(participation);
}

/// Which nodes are in the second set, and the file that says so; `None` if it is not so.
fn sets(draft: &Draft) -> Option<(HashMap<String, bool>, String)> {
    let actors = draft.actors.as_ref()?;
    let ties = draft.ties.as_ref()?;
    if draft.activities.is_some() {
        return None;
    }
    let is_mark =
        |column: &Column| column.field.is_none() && column.name.eq_ignore_ascii_case("bipartite");
    let mark = actors.columns.iter().position(is_mark)?;
    let id = actors.column(Field::Id)?;
    let mut is_second = HashMap::new();
    for row in &actors.rows {
        let set = match &*row.text(Some(mark)) {
            "0" => false,
            "1" => true,
            _ => return None,
        };
        is_second.insert(row.text(Some(id)).into_owned(), set);
    }
    let (source, target) = (ties.column(Field::Source), ties.column(Field::Target));
    let connects = ties.rows.iter().all(|row| {
        let source = is_second.get(&*row.text(source));
        let target = is_second.get(&*row.text(target));
        source
            .zip(target)
            .is_some_and(|(source, target)| source != target)
    });
    let has_both = is_second.values().any(|set| *set) && is_second.values().any(|set| !*set);
    (connects && has_both).then(|| (is_second, actors.file.clone()))
}
