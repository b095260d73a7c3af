//! Scenarios: lists of actions, as a user or a script would send them, and what comes of them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::string_slice,
    reason = "a test that fails may panic, and what it prints is for its reader"
)]

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use helixmap::analysis::Measure;
use helixmap::document::{Command, Filter};
use helixmap::model::{Actor, ActorId, Tie};
use helixmap::workspace::{Action, Focus, Lens, SelectionChange, Severity, Workspace};

/// Waits until nothing runs any more.
fn settle(workspace: &mut Workspace) {
    let start = Instant::now();
    loop {
        workspace.poll();
        if workspace.running().is_empty() && !workspace.is_waiting() {
            return;
        }
        assert!(
            start.elapsed() < Duration::from_mins(1),
            "still running: {:?}",
            workspace.running()
        );
        std::thread::sleep(Duration::from_millis(1));
    }
}

fn run(workspace: &mut Workspace, actions: impl IntoIterator<Item = Action>) {
    for action in actions {
        workspace.dispatch(action);
        settle(workspace);
    }
}

/// Two triangles, joined by a tie between their first actors.
fn bow_tie() -> (Workspace, Vec<ActorId>) {
    let mut workspace = Workspace::new(|| {});
    let actors = (0..6)
        .map(|i| (Actor::new(format!("a{i}"), format!("Actor {i}")), None))
        .collect();
    run(
        &mut workspace,
        [Action::New, Action::Do(Command::AddActors(actors))],
    );
    let ids: Vec<ActorId> = workspace
        .network()
        .unwrap()
        .actors()
        .map(|(id, _)| id)
        .collect();
    let ties = [(0, 1), (1, 2), (2, 0), (3, 4), (4, 5), (5, 3), (0, 3)];
    let ties = ties
        .into_iter()
        .map(|(a, b)| Tie::new(ids[a], ids[b]))
        .collect();
    run(
        &mut workspace,
        [
            Action::Do(Command::AddTies(ties)),
            Action::Select(SelectionChange::Clear),
        ],
    );
    (workspace, ids)
}

#[test]
fn results_follow_the_network() {
    let (mut workspace, ids) = bow_tie();
    assert!(workspace.results_are_current());
    let betweenness = |workspace: &Workspace| {
        let results = workspace.results().unwrap();
        results.score(
            Measure::Betweenness,
            results.snapshot.index_of(ids[0]).unwrap(),
        )
    };
    // Every pair of {1, 2} and {3, 4, 5} goes through 0.
    assert_eq!(betweenness(&workspace), Some(6.0));
    run(
        &mut workspace,
        [Action::Do(Command::AddTies(vec![Tie::new(ids[1], ids[4])]))],
    );
    assert_ne!(betweenness(&workspace), Some(6.0));
    run(&mut workspace, [Action::Undo]);
    assert_eq!(betweenness(&workspace), Some(6.0));
}

#[test]
fn removing_an_actor_takes_its_ties_and_undo_brings_them_back() {
    let (mut workspace, ids) = bow_tie();
    run(
        &mut workspace,
        [Action::Do(Command::RemoveActors(BTreeSet::from([ids[0]])))],
    );
    assert_eq!(workspace.network().unwrap().num_ties(), 4);
    assert_eq!(workspace.snapshot().unwrap().num_actors(), 5);
    assert_eq!(workspace.positions().len(), 5);
    run(&mut workspace, [Action::Undo]);
    assert_eq!(workspace.network().unwrap().num_ties(), 7);
    assert_eq!(
        workspace.selection().unwrap().actors().len(),
        4,
        "what came back is picked"
    );
    run(&mut workspace, [Action::Redo]);
    assert_eq!(workspace.network().unwrap().num_actors(), 5);
}

#[test]
fn a_filter_hides_and_never_deletes() {
    let (mut workspace, ids) = bow_tie();
    let filter = Filter {
        hidden_actors: BTreeSet::from([ids[0], ids[1]]),
        ..Filter::default()
    };
    run(
        &mut workspace,
        [Action::Do(Command::SetFilter(Box::new(filter)))],
    );
    assert_eq!(workspace.snapshot().unwrap().actors(), &ids[2..]);
    assert_eq!(workspace.network().unwrap().num_actors(), 6);
    assert_eq!(workspace.positions().len(), 4);
    run(&mut workspace, [Action::Undo]);
    assert_eq!(workspace.snapshot().unwrap().num_actors(), 6);
}

#[test]
fn a_layout_is_one_step_and_leaves_pinned_actors_alone() {
    let (mut workspace, ids) = bow_tie();
    run(
        &mut workspace,
        [
            Action::Do(Command::Move(vec![(ids[2], [300.0, -200.0])])),
            Action::Do(Command::Pin(BTreeSet::from([ids[2]]), true)),
        ],
    );
    let before = workspace.positions().to_vec();
    run(&mut workspace, [Action::RunLayout("force".to_owned())]);
    let after = workspace.positions().to_vec();
    assert_ne!(before, after);
    assert_eq!(after[2], [300.0, -200.0]);
    assert_eq!(workspace.running_layout(), None);
    run(&mut workspace, [Action::Undo]);
    assert_eq!(workspace.positions(), before);
}

#[test]
fn the_lens_changes_neither_positions_nor_selection() {
    let (mut workspace, ids) = bow_tie();
    run(
        &mut workspace,
        [
            Action::Select(SelectionChange::Only(ids[3])),
            Action::SetFocus(Focus::Pair(0, 3)),
        ],
    );
    let positions = workspace.positions_revision();
    run(&mut workspace, [Action::SetLens(Lens::Fragmentation)]);
    assert_eq!(workspace.positions_revision(), positions);
    assert_eq!(workspace.selection().unwrap().primary(), Some(ids[3]));
    assert_eq!(workspace.focus(), &Focus::None);
}

#[test]
fn modified_means_different_from_what_was_saved() {
    let (mut workspace, ids) = bow_tie();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bow tie.ron");
    run(&mut workspace, [Action::SaveAs(file.clone())]);
    assert!(!workspace.document().unwrap().is_modified());
    run(
        &mut workspace,
        [Action::Do(Command::RemoveActors(BTreeSet::from([ids[5]])))],
    );
    assert!(workspace.document().unwrap().is_modified());
    run(&mut workspace, [Action::Undo]);
    assert!(!workspace.document().unwrap().is_modified());
    assert_eq!(workspace.path(), Some(file.as_path()));
    assert_eq!(workspace.take_notices(), []);
}

#[test]
fn what_was_saved_opens_again_with_its_places() {
    let (mut workspace, _) = bow_tie();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bow-tie.ron");
    run(
        &mut workspace,
        [
            Action::RunLayout("force".to_owned()),
            Action::SaveAs(file.clone()),
        ],
    );
    let positions = workspace.positions().to_vec();
    run(&mut workspace, [Action::Close, Action::Open(file)]);
    assert_eq!(workspace.positions(), positions);
    assert!(!workspace.document().unwrap().is_modified());
}

#[test]
fn a_broken_file_is_told_and_changes_nothing() {
    let (mut workspace, _) = bow_tie();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("broken.ron");
    std::fs::write(&file, "(version: 1, actors: [(id: \"a\", lable: \"A\")])").unwrap();
    run(&mut workspace, [Action::Open(file)]);
    let notices = workspace.take_notices();
    assert!(
        matches!(&notices[..], [notice] if notice.severity == Severity::Error),
        "{notices:?}"
    );
    assert!(notices[0].message.contains("lable"), "{notices:?}");
    assert_eq!(workspace.network().unwrap().num_actors(), 6);
}

#[test]
fn nonsense_is_refused_and_leaves_nothing_behind() {
    let (mut workspace, ids) = bow_tie();
    let tie = Tie {
        weight: f64::NAN,
        ..Tie::new(ids[0], ids[5])
    };
    run(&mut workspace, [Action::Do(Command::AddTies(vec![tie]))]);
    assert_eq!(workspace.network().unwrap().num_ties(), 7);
    assert_eq!(workspace.take_notices().len(), 1);
}

#[test]
fn the_lund_sample_opens_settled_and_analysed() {
    let mut workspace = Workspace::new(|| {});
    run(&mut workspace, [Action::OpenSample("lund".to_owned())]);
    assert_eq!(workspace.take_notices(), []);
    let snapshot = workspace.snapshot().unwrap();
    assert_eq!((snapshot.num_actors(), snapshot.edges().len()), (71, 610));
    assert!(!workspace.document().unwrap().is_modified());
    assert!(workspace.results_are_current());
    // The first picture is a settled one: it fills the map and nobody sits on anybody else.
    let positions = workspace.positions();
    let bounds = helixmap::scene::bounds(positions).unwrap();
    assert!(
        bounds.width() > 600.0 && bounds.height() > 400.0,
        "{bounds:?}"
    );
    for (i, a) in positions.iter().enumerate() {
        for b in &positions[..i] {
            assert!((a[0] - b[0]).hypot(a[1] - b[1]) > 5.0);
        }
    }
    let hits = workspace.search("lund univ", 3);
    let helixmap::workspace::Hit::Actor(first) = hits[0] else {
        panic!("{hits:?}")
    };
    assert_eq!(
        workspace.network().unwrap().actor(first).unwrap().label,
        "Lund University"
    );
}
