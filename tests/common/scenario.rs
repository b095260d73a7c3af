//! Scenarios in a workspace: waiting for what runs, and a small network to act on.

use std::time::{Duration, Instant};

use helixmap::document::Command;
use helixmap::model::{Actor, ActorId, Tie};
use helixmap::workspace::{Action, SelectionChange, Workspace};

/// Waits until nothing runs any more.
pub(crate) fn settle(workspace: &mut Workspace) {
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

pub(crate) fn run(workspace: &mut Workspace, actions: impl IntoIterator<Item = Action>) {
    for action in actions {
        workspace.dispatch(action);
        settle(workspace);
    }
}

/// Two triangles, joined by a tie between their first actors.
pub(crate) fn bow_tie() -> (Workspace, Vec<ActorId>) {
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
