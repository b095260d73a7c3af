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

#[path = "common/scenario.rs"]
mod scenario;

#[path = "workspace/collapse.rs"]
mod collapse;

#[path = "workspace/filters.rs"]
mod filters;

#[path = "workspace/ledger.rs"]
mod ledger;

#[path = "workspace/walks.rs"]
mod walks;

use std::collections::BTreeSet;
use std::time::Duration;

use helixmap::analysis::{Measure, Params};
use helixmap::document::{Arrangement, Command, Filter, Together};
use helixmap::model::{AttributeValue, NetworkInfo, Tie};
use helixmap::workspace::{
    Action, AnswerState, Focus, Lens, SelectionChange, Severity, Slot, Workspace, left_behind,
};
use scenario::{bow_tie, run, settle};

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
        1,
        "what came back is picked, not those it was tied to"
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
    let force = Action::RunLayout("force".to_owned(), Arrangement::default());
    run(&mut workspace, [force]);
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

/// Rings by an attribute: the highest is in the middle, whoever has most contacts; what was chosen is saved, and undone in
/// one step with the places.
#[test]
fn what_a_layout_was_told_belongs_to_the_document() {
    let (mut workspace, ids) = bow_tie();
    for (place, &id) in ids.iter().enumerate() {
        let mut actor = workspace.network().unwrap().actor(id).unwrap().clone();
        let interest = AttributeValue::Integer(place as i64);
        actor.attributes.insert("interest".to_owned(), interest);
        let edit = Command::EditActor(id, Box::new(actor));
        run(&mut workspace, [Action::Do(edit)]);
    }
    let arrangement = Arrangement {
        together: Together::Communities,
        middle: Some("interest".to_owned()),
        ..Arrangement::default()
    };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bow-tie.ron");
    run(
        &mut workspace,
        [
            Action::RunLayout("concentric".to_owned(), arrangement.clone()),
            Action::SaveAs(file.clone()),
        ],
    );
    let outness = |at: &[f32; 2]| at[0].hypot(at[1]);
    let positions = workspace.positions().to_vec();
    let (last, others) = positions.split_last().unwrap();
    assert!(others.iter().all(|at| outness(at) > outness(last) + 1.0));
    assert_eq!(
        workspace.content().unwrap().appearance.arrangement,
        arrangement
    );
    run(&mut workspace, [Action::Undo]);
    let before = &workspace.content().unwrap().appearance.arrangement;
    assert_eq!(*before, Arrangement::default());
    run(&mut workspace, [Action::Close, Action::Open(file)]);
    assert_eq!(
        workspace.content().unwrap().appearance.arrangement,
        arrangement
    );
    // Communities are found on the way.
    run(
        &mut workspace,
        [Action::RunLayout("force".to_owned(), arrangement)],
    );
    assert_eq!(workspace.content().unwrap().appearance.layout, "force");
}

#[test]
fn what_was_saved_opens_again_with_its_places() {
    let (mut workspace, _) = bow_tie();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bow-tie.ron");
    run(
        &mut workspace,
        [
            Action::RunLayout("force".to_owned(), Arrangement::default()),
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

/// An analysis that runs only when somebody asks.
const ON_DEMAND: &str = "resilience";

fn ask() -> Action {
    Action::Compute(ON_DEMAND.to_owned(), Params::default())
}

fn state(workspace: &Workspace) -> AnswerState {
    workspace.answer_state(ON_DEMAND, &Params::default())
}

/// How many actors the last answer is about.
fn answered_about(workspace: &Workspace) -> Option<usize> {
    let answer = workspace.answer(ON_DEMAND)?;
    let resilience = answer.results.resilience().unwrap();
    assert_eq!(
        resilience.by_degree.len(),
        answer.results.snapshot.num_actors()
    );
    Some(resilience.by_degree.len())
}

#[test]
fn what_is_on_demand_waits_until_it_is_asked_for() {
    let (mut workspace, _) = bow_tie();
    assert!(workspace.results_are_current());
    assert_eq!(state(&workspace), AnswerState::Unasked);
    assert!(workspace.results().unwrap().resilience().is_none());
    workspace.dispatch(ask());
    assert_eq!(state(&workspace), AnswerState::Waiting);
    assert!(
        workspace.results_are_current(),
        "what runs by itself is there"
    );
    settle(&mut workspace);
    assert_eq!(state(&workspace), AnswerState::Known);
    // The go-between of the two groups goes first, and three are left together.
    let resilience = workspace.results().unwrap().resilience().unwrap();
    assert_eq!(resilience.by_betweenness[0].removed, 0);
    assert_eq!(resilience.by_betweenness[0].largest, 3);
}

#[test]
fn an_answer_out_of_date_stays_until_the_next_one() {
    let (mut workspace, ids) = bow_tie();
    run(&mut workspace, [ask()]);
    let remove = Action::Do(Command::RemoveActors(BTreeSet::from([ids[5]])));
    run(&mut workspace, [remove]);
    assert_eq!(state(&workspace), AnswerState::Unasked);
    assert_eq!(answered_about(&workspace), Some(6));
    assert!(workspace.results().unwrap().resilience().is_none());
    run(&mut workspace, [ask()]);
    assert_eq!(state(&workspace), AnswerState::Known);
    assert_eq!(answered_about(&workspace), Some(5));
    // Back where it was known: the answer is found again.
    run(&mut workspace, [Action::Undo, ask()]);
    assert_eq!(answered_about(&workspace), Some(6));
}

#[test]
fn asked_while_the_network_changes_it_is_about_the_network_after_the_change() {
    let (mut workspace, ids) = bow_tie();
    workspace.dispatch(Action::Do(Command::RemoveActors(BTreeSet::from([ids[5]]))));
    workspace.dispatch(ask());
    assert_eq!(state(&workspace), AnswerState::Waiting);
    settle(&mut workspace);
    assert_eq!(state(&workspace), AnswerState::Known);
    assert_eq!(answered_about(&workspace), Some(5));
}

#[test]
fn other_parameters_are_another_question() {
    let (mut workspace, _) = bow_tie();
    run(&mut workspace, [ask()]);
    let other = Params {
        seed: 7,
        ..Params::default()
    };
    assert_eq!(
        workspace.answer_state(ON_DEMAND, &other),
        AnswerState::Unasked
    );
    run(
        &mut workspace,
        [Action::Compute(ON_DEMAND.to_owned(), other)],
    );
    assert_eq!(
        workspace.answer_state(ON_DEMAND, &other),
        AnswerState::Known
    );
    assert_eq!(workspace.answer(ON_DEMAND).unwrap().params, other);
    assert_eq!(state(&workspace), AnswerState::Unasked);
}

#[test]
fn what_a_change_does_not_touch_stays_true() {
    let (mut workspace, ids) = bow_tie();
    run(&mut workspace, [ask()]);
    let sector = workspace
        .network()
        .unwrap()
        .sectors()
        .iter()
        .next()
        .map(|(id, _)| id);
    let change = Command::SetSector(BTreeSet::from([ids[0]]), sector);
    run(&mut workspace, [Action::Do(change)]);
    assert_eq!(state(&workspace), AnswerState::Known);
    let answer = workspace.answer(ON_DEMAND).unwrap();
    assert!(std::sync::Arc::ptr_eq(
        &answer.results.snapshot,
        workspace.snapshot().unwrap()
    ));
}

#[test]
fn a_stopped_analysis_can_be_asked_for_again() {
    let (mut workspace, _) = bow_tie();
    workspace.dispatch(ask());
    let slot = workspace.running()[0].slot;
    assert!(matches!(slot, Slot::Analysis(_)));
    workspace.dispatch(Action::Cancel(slot));
    settle(&mut workspace);
    assert_eq!(state(&workspace), AnswerState::Stopped);
    run(&mut workspace, [ask()]);
    assert_eq!(state(&workspace), AnswerState::Known);
}

#[test]
fn what_runs_by_itself_can_be_stopped_and_started_again() {
    let (mut workspace, ids) = bow_tie();
    workspace.dispatch(Action::Do(Command::AddTies(vec![Tie::new(ids[1], ids[4])])));
    // Until the snapshot has come, and its analyses run.
    let slots = loop {
        workspace.poll();
        let running = workspace.running();
        let slots: Vec<Slot> = running.into_iter().map(|running| running.slot).collect();
        if slots.iter().any(|slot| matches!(slot, Slot::Analysis(_))) {
            break slots;
        }
    };
    for slot in slots {
        workspace.dispatch(Action::Cancel(slot));
    }
    settle(&mut workspace);
    let stopped = workspace.stopped_analyses();
    assert!(!stopped.is_empty());
    assert!(workspace.results_are_current(), "nothing more will come");
    let again = stopped
        .iter()
        .map(|id| Action::Compute((*id).to_owned(), Params::default()));
    run(&mut workspace, again);
    assert_eq!(workspace.stopped_analyses(), [""; 0]);
    assert!(workspace.results().unwrap().mixing().is_some());
}

/// Unsaved work of a process that is gone is never without a copy: the old one stays until there is a new one.
#[test]
fn recovered_work_is_copied_again_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let copies = || {
        let entries = std::fs::read_dir(folder.path()).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .filter(|name| name.contains(".ron"))
            .collect();
        names.sort();
        names
    };
    let (crashed, _) = bow_tie();
    let text = helixmap::document::native::write(crashed.content().unwrap()).unwrap();
    let old = folder.path().join("old.ron");
    std::fs::write(&old, format!("// unsaved work of \n{text}")).unwrap();
    let found = left_behind(folder.path());
    assert_eq!(found.len(), 1);

    let mut workspace = Workspace::new(|| {});
    workspace.keep_recovery_in(folder.path());
    run(&mut workspace, [Action::Recover(found[0].clone())]);
    assert!(workspace.document().unwrap().is_modified());
    assert_eq!(copies(), [format!("{}.ron", std::process::id())]);
    assert_eq!(workspace.copy_due_in(), None, "nothing new to copy");

    let renamed = NetworkInfo {
        name: "Renamed".to_owned(),
        ..NetworkInfo::default()
    };
    run(
        &mut workspace,
        [Action::Do(Command::EditInfo(Box::new(renamed)))],
    );
    let wait = workspace.copy_due_in().unwrap();
    assert!(
        wait > Duration::from_secs(50) && wait <= Duration::from_mins(1),
        "{wait:?}"
    );
    run(&mut workspace, [Action::Close]);
    assert_eq!(
        copies(),
        [""; 0],
        "whoever closes without saving wants it gone"
    );
}

/// Deleting twice by mistake must not take the neighbours too.
#[test]
fn what_is_deleted_leaves_nobody_selected_and_comes_back_selected() {
    let (mut workspace, ids) = bow_tie();
    let only = |actors: &[usize]| actors.iter().map(|&i| ids[i]).collect::<BTreeSet<_>>();
    let selected = |workspace: &Workspace| workspace.selection().unwrap().actors().clone();
    run(
        &mut workspace,
        [
            Action::Select(SelectionChange::Only(ids[0])),
            Action::Do(Command::RemoveActors(only(&[0]))),
        ],
    );
    assert_eq!(selected(&workspace), only(&[]));
    run(&mut workspace, [Action::Undo]);
    assert_eq!(selected(&workspace), only(&[0]));
    // A tie has no other actors than its ends.
    let tie = Tie::new(ids[1], ids[5]);
    run(&mut workspace, [Action::Do(Command::AddTies(vec![tie]))]);
    assert_eq!(selected(&workspace), only(&[1, 5]));
}
