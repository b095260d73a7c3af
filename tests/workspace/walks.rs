//! Neighbourhoods, shortest paths, fragments: what is singled out, and what is said.

use std::collections::BTreeSet;

use helixmap::document::Command;
use helixmap::model::Actor;
use helixmap::workspace::{Action, Focus, Workspace};

use super::scenario::{bow_tie, run};

fn said(workspace: &mut Workspace) -> String {
    let notices = workspace.take_notices().into_iter();
    notices.map(|notice| notice.message).collect()
}

#[test]
fn a_neighbourhood_widens_each_time_it_is_asked_for() {
    let (mut workspace, ids) = bow_tie();
    let ask = || Action::ShowNeighborhood(BTreeSet::from([ids[1]]));
    let near = |workspace: &Workspace| match workspace.focus() {
        Focus::Near { steps, actors, .. } => (*steps, actors.clone()),
        other => panic!("{other:?}"),
    };
    run(&mut workspace, [ask()]);
    assert_eq!(near(&workspace), (1, vec![0, 1, 2]));
    assert_eq!(said(&mut workspace), "One step from Actor 1: 2 actors");
    assert_eq!(workspace.take_in_sight(), ids[..3]);
    run(&mut workspace, [ask()]);
    assert_eq!(near(&workspace), (2, vec![0, 1, 2, 3]));
    run(&mut workspace, [ask()]);
    assert_eq!(near(&workspace), (3, vec![0, 1, 2, 3, 4, 5]));
    run(&mut workspace, [ask()]);
    assert_eq!(near(&workspace).0, 1, "from the beginning");
    // Of somebody else it begins with one step.
    run(
        &mut workspace,
        [ask(), Action::ShowNeighborhood(BTreeSet::from([ids[5]]))],
    );
    assert_eq!(near(&workspace), (1, vec![3, 4, 5]));
}

#[test]
fn the_way_between_two_is_shown_and_said() {
    let (mut workspace, ids) = bow_tie();
    run(&mut workspace, [Action::ShowPaths(ids[1], ids[4])]);
    assert_eq!(
        *workspace.focus(),
        Focus::Paths(1, 4, vec![(0, 1), (0, 3), (3, 4)])
    );
    assert_eq!(
        said(&mut workspace),
        "Actor 1 and Actor 4 are 3 steps apart: Actor 1 – Actor 0 – Actor 3 – Actor 4"
    );
    run(&mut workspace, [Action::ShowPaths(ids[1], ids[2])]);
    assert_eq!(
        said(&mut workspace),
        "Actor 1 and Actor 2 are tied to each other"
    );
    // Without the tie in the middle there is none.
    let network = workspace.network().unwrap();
    let bridge = network
        .ties()
        .find(|(_, tie)| (tie.source, tie.target) == (ids[0], ids[3]))
        .map(|(id, _)| id)
        .unwrap();
    run(
        &mut workspace,
        [
            Action::Do(Command::RemoveTies(BTreeSet::from([bridge]))),
            Action::ShowPaths(ids[1], ids[4]),
        ],
    );
    assert_eq!(
        said(&mut workspace),
        "No path leads from Actor 1 to Actor 4: they are in different fragments"
    );
}

#[test]
fn one_fragment_comes_after_the_other_isolates_last() {
    let (mut workspace, _) = bow_tie();
    run(&mut workspace, [Action::ShowNextFragment]);
    assert_eq!(
        said(&mut workspace),
        "The network is in one piece: 6 actors, best connected Actor 0"
    );
    let more = ["b", "c"].map(|key| (Actor::new(key, key), None));
    run(
        &mut workspace,
        [
            Action::Do(Command::AddActors(more.to_vec())),
            Action::ShowNextFragment,
        ],
    );
    assert_eq!(*workspace.focus(), Focus::Fragment(0, (0..6).collect()));
    said(&mut workspace);
    run(&mut workspace, [Action::ShowNextFragment]);
    assert_eq!(*workspace.focus(), Focus::Fragment(1, vec![6, 7]));
    assert_eq!(said(&mut workspace), "2 actors without any tie");
    run(&mut workspace, [Action::ShowNextFragment]);
    assert_eq!(*workspace.focus(), Focus::Fragment(0, (0..6).collect()));
}
