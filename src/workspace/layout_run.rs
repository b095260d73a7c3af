//! A layout on its way in the background, the positions that it publishes, and the step of the history that it becomes.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::placing;
use super::slot::{Output, Slot};
use super::workspace::SEED;
use super::workspace::Workspace;
use crate::document::{Arrangement, Command};
use crate::layout::{LAYOUTS, Layout, LayoutInput, Position, settle_in_sight};
use crate::model::ActorId;
use crate::task::{Cancelled, TaskContext};

/// Positions are published at most this often.
const PUBLISH_EVERY: Duration = Duration::from_millis(16);

/// A layout on its way.
pub(super) struct RunningLayout {
    /// Which.
    pub(super) id: String,
    /// What it was told.
    pub(super) arrangement: Arrangement,
    /// Where it leaves its positions.
    pub(super) published: Published,
}

/// Where a running layout leaves its positions for whoever draws them.
#[derive(Clone, Debug, Default)]
pub(super) struct Published {
    state: Arc<Mutex<Option<Vec<Position>>>>,
}

impl Published {
    /// The positions that were published since the last call, if any.
    pub(super) fn take(&self) -> Option<Vec<Position>> {
        self.state
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take()
    }

    fn publish(&self, positions: &[Position]) {
        *self.state.lock().unwrap_or_else(PoisonError::into_inner) = Some(positions.to_vec());
    }
}

/// Runs a layout to its end, publishing positions on the way; `wake` is called after each time.
pub(super) fn run(
    layout: &dyn Layout,
    input: LayoutInput,
    published: &Published,
    task: &TaskContext,
    wake: &dyn Fn(),
) -> Result<Vec<Position>, Cancelled> {
    let mut last = Instant::now();
    settle_in_sight(layout, input, task, |positions| {
        if last.elapsed() >= PUBLISH_EVERY {
            published.publish(positions);
            wake();
            last = Instant::now();
        }
    })
}

impl Workspace {
    pub(super) fn run_layout(&mut self, id: &str, arrangement: Arrangement) {
        let Some(open) = &mut self.open else { return };
        let Some(&layout) = LAYOUTS.iter().find(|layout| layout.id() == id) else {
            return;
        };
        let content = open.document.content();
        let results = &open.shown.results;
        // Told the same as before, it goes on from there.
        let appearance = &content.appearance;
        let warm = appearance.layout == id && appearance.arrangement == arrangement;
        let mut input = placing::layout_input(results, content, SEED, warm);
        input.options = placing::layout_options(id, &arrangement, results, &content.network);
        // Around whom, if somebody is selected.
        input.options.center = open.selection.primary().and_then(|selected| {
            let place = results.snapshot.actors().binary_search(&selected);
            place.ok().map(|place| place as u32)
        });
        let published = Published::default();
        open.layout = Some(RunningLayout {
            id: id.to_owned(),
            arrangement: arrangement.clone(),
            published: published.clone(),
        });
        let (id, wake) = (id.to_owned(), Arc::clone(&self.wake));
        self.jobs.submit(Slot::Layout, move |task, _| {
            let snapshot = Arc::clone(&input.snapshot);
            placing::find_groups(&mut input, &arrangement, task)?;
            let positions = run(layout, input, &published, task, &*wake)?;
            Ok(Output::LaidOut(id, arrangement, snapshot, positions))
        });
        self.revision += 1;
    }

    pub(super) fn stop_layout(&mut self) {
        self.jobs.cancel(&Slot::Layout);
        let Some(open) = &mut self.open else { return };
        if let Some(running) = open.layout.take() {
            let moves = open
                .shown
                .results
                .snapshot
                .actors()
                .iter()
                .copied()
                .zip(open.positions.clone())
                .collect();
            let RunningLayout {
                id, arrangement, ..
            } = running;
            self.place(|moves| Command::LayOut(id, arrangement, moves), moves);
        }
    }

    /// Places actors by a command, leaving the selection alone.
    pub(super) fn place(
        &mut self,
        command: impl FnOnce(Vec<(ActorId, Position)>) -> Command,
        mut moves: Vec<(ActorId, Position)>,
    ) {
        let Some(open) = &mut self.open else { return };
        let network = &open.document.content().network;
        moves.retain(|&(actor, _)| network.actor(actor).is_some());
        let selection = open.selection.clone();
        self.step(|document| document.commit(&command(moves)));
        if let Some(open) = &mut self.open {
            open.selection = selection;
        }
    }
}
