//! A layout on its way in the background, and the positions that it publishes.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::layout::{Layout, LayoutInput, Position};
use crate::task::{Cancelled, TaskContext};

/// Positions are published at most this often.
const PUBLISH_EVERY: Duration = Duration::from_millis(16);

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
    let mut run = layout.start(input);
    let mut last = Instant::now();
    while !run.step(task)? {
        // A thousandth is fine enough for a progress bar.
        task.checkpoint((run.progress() * 1000.0) as usize, 1000)?;
        if last.elapsed() >= PUBLISH_EVERY {
            published.publish(run.positions());
            wake();
            last = Instant::now();
        }
    }
    Ok(run.positions().to_vec())
}
