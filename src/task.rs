//! What a long computation gets from whoever started it: a way to say how far it is, to hear that it may stop, and
//! workers to share its load.

use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use rayon::prelude::*;

/// The computation was told to stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("cancelled")]
pub struct Cancelled;

/// Into how many parts [`TaskContext::map_chunks`] cuts its items. A constant, so that results have the same bits for
/// every number of workers.
pub const NUM_CHUNKS: usize = 64;

/// The link between a computation and whoever started it. Clones share the same link.
#[derive(Clone, Debug, Default)]
pub struct TaskContext {
    state: Arc<TaskState>,
    workers: Option<Arc<rayon::ThreadPool>>,
}

#[derive(Debug, Default)]
struct TaskState {
    cancelled: Arc<AtomicBool>,
    done: AtomicU64,
    total: AtomicU64,
}

impl TaskContext {
    /// A context that nobody watches, with one worker for each core.
    pub fn new() -> Self {
        Self::default()
    }

    /// A context that nobody watches, with so many workers (at least one).
    pub fn with_num_threads(num_threads: usize) -> Result<Self, rayon::ThreadPoolBuildError> {
        let workers = rayon::ThreadPoolBuilder::new()
            .num_threads(num_threads.max(1))
            .build()?;
        Ok(Self {
            workers: Some(Arc::new(workers)),
            ..Self::default()
        })
    }

    /// The context of a part of the computation: it stops with the whole, on the same workers, and its progress is its own
    /// business.
    #[must_use]
    pub fn part(&self) -> Self {
        Self {
            state: Arc::new(TaskState {
                cancelled: Arc::clone(&self.state.cancelled),
                ..TaskState::default()
            }),
            workers: self.workers.clone(),
        }
    }

    /// Tells the computation to stop at its next checkpoint.
    pub fn cancel(&self) {
        self.state.cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether the computation has been told to stop.
    pub fn is_cancelled(&self) -> bool {
        self.state.cancelled.load(Ordering::Relaxed)
    }

    /// How far the computation is, 0 to 1; `None` before it has said so.
    pub fn progress(&self) -> Option<f32> {
        let total = self.state.total.load(Ordering::Relaxed);
        (total > 0)
            .then(|| (self.state.done.load(Ordering::Relaxed) as f32 / total as f32).min(1.0))
    }

    /// Says that `done` of `total` steps are done, and hears whether to go on. For every outer loop.
    pub fn checkpoint(&self, done: usize, total: usize) -> Result<(), Cancelled> {
        self.state.total.store(total as u64, Ordering::Relaxed);
        self.state.done.store(done as u64, Ordering::Relaxed);
        self.keep_going()
    }

    /// Hears whether to go on.
    pub fn keep_going(&self) -> Result<(), Cancelled> {
        if self.is_cancelled() {
            Err(Cancelled)
        } else {
            Ok(())
        }
    }

    /// Cuts `0..num_items` into at most [`NUM_CHUNKS`] ranges, works on them side by side, and returns what came out in
    /// the order of the ranges. Add the parts in that order, and the sum has the same bits for every number of workers.
    ///
    /// Progress is counted in items, after each range. Long ranges should also call [`TaskContext::keep_going`].
    pub fn map_chunks<T: Send>(
        &self,
        num_items: usize,
        work: impl Fn(Range<usize>) -> Result<T, Cancelled> + Sync + Send,
    ) -> Result<Vec<T>, Cancelled> {
        self.state.total.store(num_items as u64, Ordering::Relaxed);
        self.state.done.store(0, Ordering::Relaxed);
        let num_chunks = num_items.min(NUM_CHUNKS);
        let run = || {
            (0..num_chunks)
                .into_par_iter()
                .map(|chunk| {
                    self.keep_going()?;
                    let range =
                        chunk * num_items / num_chunks..(chunk + 1) * num_items / num_chunks;
                    let num_done = range.len() as u64;
                    let part = work(range)?;
                    self.state.done.fetch_add(num_done, Ordering::Relaxed);
                    Ok(part)
                })
                .collect()
        };
        match &self.workers {
            Some(workers) => workers.install(run),
            None => run(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_cover_the_items_in_order() {
        for num_items in [0, 1, 5, 64, 1000] {
            let parts = TaskContext::new()
                .map_chunks(num_items, |range| Ok(range.collect::<Vec<_>>()))
                .unwrap();
            assert_eq!(parts.concat(), (0..num_items).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_part_stops_with_the_whole() {
        let task = TaskContext::new();
        let part = task.part();
        part.checkpoint(1, 2).unwrap();
        assert_eq!((task.progress(), part.progress()), (None, Some(0.5)));
        task.cancel();
        assert!(part.is_cancelled());
    }

    #[test]
    fn a_cancelled_task_stops() {
        let task = TaskContext::new();
        task.cancel();
        assert_eq!(task.checkpoint(1, 2), Err(Cancelled));
        assert_eq!(task.map_chunks(3, |range| Ok(range.len())), Err(Cancelled));
    }
}
