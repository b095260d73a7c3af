//! Background work: threads, slots, cancellation, results. Knows nothing of networks and nothing of windows.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use crate::task::{Cancelled, TaskContext};

/// What wakes the owner when something has arrived.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// Runs jobs in the background, at most one in each slot: a newer job cancels the one that runs there.
///
/// `S` names slots, `R` is what jobs return. The owner calls [`Jobs::poll`] after it was woken.
pub struct Jobs<S, R> {
    running: BTreeMap<S, Job>,
    queue: Arc<Mutex<Queue>>,
    sender: Sender<Message<S, R>>,
    receiver: Receiver<Message<S, R>>,
    wake: Wake,
    last_number: u64,
}

/// Jobs that wait for a worker.
#[derive(Default)]
struct Queue {
    /// By rank, then in the order in which they came.
    waiting: BTreeMap<(usize, u64), Box<dyn FnOnce() + Send>>,
    num_workers: usize,
}

/// As many jobs of the queue run at a time as there are processors; at least two, so that a long one does not hold up all
/// others.
fn most_workers() -> usize {
    thread::available_parallelism().map_or(2, |num| num.get().max(2))
}

struct Job {
    number: u64,
    task: TaskContext,
}

enum Message<S, R> {
    /// A part of the result; the job goes on.
    Part(S, u64, R),
    /// The end of the job.
    End(S, u64, Result<R, Failure>),
}

enum Failure {
    Cancelled,
    Panicked(String),
}

/// What has come out of a job.
#[derive(Debug)]
pub enum Arrival<S, R> {
    /// A part of the result; the job goes on.
    Part(S, R),
    /// The result.
    Done(S, R),
    /// The job broke down, with what it said; this is a mistake of ours.
    Failed(S, String),
}

/// Sends parts of a result before the job is done.
pub struct Parts<S, R> {
    slot: S,
    number: u64,
    sender: Sender<Message<S, R>>,
    wake: Wake,
}

impl<S: Clone, R> Parts<S, R> {
    /// Sends a part. Without a listener it is dropped.
    pub fn send(&self, part: R) {
        if self
            .sender
            .send(Message::Part(self.slot.clone(), self.number, part))
            .is_ok()
        {
            (self.wake)();
        }
    }
}

impl<S: Ord + Clone + Send + 'static, R: Send + 'static> Jobs<S, R> {
    /// Without jobs.
    pub fn new(wake: Wake) -> Self {
        let (sender, receiver) = channel();
        Self {
            running: BTreeMap::new(),
            queue: Arc::default(),
            sender,
            receiver,
            wake,
            last_number: 0,
        }
    }

    /// Starts a job, at once. What runs in the slot is cancelled, and nothing of it arrives any more.
    pub fn submit(
        &mut self,
        slot: S,
        work: impl FnOnce(&TaskContext, &Parts<S, R>) -> Result<R, Cancelled> + Send + 'static,
    ) {
        let (number, run) = self.prepare(&slot, work);
        if let Err(error) = spawn(run) {
            self.not_started(slot, number, &error);
        }
    }

    /// Starts a job as soon as there is a worker for it; those of low `rank` first. For many jobs at a time, which would
    /// otherwise take the processors from each other and from the window. What runs or waits in the slot is cancelled.
    pub fn enqueue(
        &mut self,
        slot: S,
        rank: usize,
        work: impl FnOnce(&TaskContext, &Parts<S, R>) -> Result<R, Cancelled> + Send + 'static,
    ) {
        let (number, run) = self.prepare(&slot, work);
        let wants_worker = {
            let mut queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
            queue.waiting.insert((rank, number), Box::new(run));
            let wants_worker = queue.num_workers < most_workers();
            queue.num_workers += usize::from(wants_worker);
            wants_worker
        };
        if !wants_worker {
            return;
        }
        let queue = Arc::clone(&self.queue);
        let spawned = spawn(move || {
            loop {
                let next = {
                    let mut queue = queue.lock().unwrap_or_else(PoisonError::into_inner);
                    let next = queue.waiting.pop_first();
                    queue.num_workers -= usize::from(next.is_none());
                    next
                };
                match next {
                    Some((_, run)) => run(),
                    None => return,
                }
            }
        });
        if let Err(error) = spawned {
            let mut queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
            queue.num_workers -= 1;
            // Other workers will come to it, if there are any.
            let waits = queue.num_workers > 0;
            if !waits {
                queue.waiting.remove(&(rank, number));
            }
            drop(queue);
            if !waits {
                self.not_started(slot, number, &error);
            }
        }
    }

    /// Takes the slot for a job, and returns its number and what is to be run on another thread.
    fn prepare(
        &mut self,
        slot: &S,
        work: impl FnOnce(&TaskContext, &Parts<S, R>) -> Result<R, Cancelled> + Send + 'static,
    ) -> (u64, impl FnOnce() + Send + 'static) {
        let slot = slot.clone();
        self.cancel(&slot);
        self.last_number += 1;
        let number = self.last_number;
        let task = TaskContext::new();
        self.running.insert(
            slot.clone(),
            Job {
                number,
                task: task.clone(),
            },
        );
        let wake = Arc::clone(&self.wake);
        let parts = Parts {
            slot: slot.clone(),
            number,
            sender: self.sender.clone(),
            wake: Arc::clone(&wake),
        };
        let sender = self.sender.clone();
        let run = move || {
            // What the job has left half-done is dropped with it.
            let job = || {
                task.keep_going()?;
                work(&task, &parts)
            };
            let result = match catch_unwind(AssertUnwindSafe(job)) {
                Ok(Ok(result)) => Ok(result),
                Ok(Err(Cancelled)) => Err(Failure::Cancelled),
                Err(payload) => Err(Failure::Panicked(panic_message(&*payload))),
            };
            if sender.send(Message::End(slot, number, result)).is_ok() {
                wake();
            }
        };
        (number, run)
    }

    /// Tells the owner that there is no thread for a job.
    fn not_started(&self, slot: S, number: u64, error: &std::io::Error) {
        let failure = Failure::Panicked(format!("no thread could be started: {error}"));
        let end = Message::End(slot, number, Err(failure));
        if self.sender.send(end).is_ok() {
            (self.wake)();
        }
    }

    /// Stops the job in a slot. Nothing of it arrives any more.
    pub fn cancel(&mut self, slot: &S) {
        if let Some(job) = self.running.remove(slot) {
            job.task.cancel();
        }
    }

    /// Whether a job runs in a slot.
    pub fn is_running(&self, slot: &S) -> bool {
        self.running.contains_key(slot)
    }

    /// The slots in which jobs run, and how far each is.
    pub fn running(&self) -> impl Iterator<Item = (&S, Option<f32>)> {
        self.running
            .iter()
            .map(|(slot, job)| (slot, job.task.progress()))
    }

    /// What has arrived since the last call, in order.
    pub fn poll(&mut self) -> Vec<Arrival<S, R>> {
        let mut arrivals = Vec::new();
        while let Ok(message) = self.receiver.try_recv() {
            let (Message::Part(slot, number, _) | Message::End(slot, number, _)) = &message;
            if self
                .running
                .get(slot)
                .is_none_or(|job| job.number != *number)
            {
                continue;
            }
            match message {
                Message::Part(slot, _, part) => arrivals.push(Arrival::Part(slot, part)),
                Message::End(slot, _, result) => {
                    self.running.remove(&slot);
                    match result {
                        Ok(result) => arrivals.push(Arrival::Done(slot, result)),
                        Err(Failure::Panicked(message)) => {
                            arrivals.push(Arrival::Failed(slot, message));
                        }
                        Err(Failure::Cancelled) => {}
                    }
                }
            }
        }
        arrivals
    }
}

impl<S, R> Drop for Jobs<S, R> {
    fn drop(&mut self) {
        for job in self.running.values() {
            job.task.cancel();
        }
    }
}

fn spawn(run: impl FnOnce() + Send + 'static) -> std::io::Result<()> {
    let builder = thread::Builder::new().name("helixmap job".to_owned());
    builder.spawn(run).map(drop)
}

fn panic_message(payload: &(dyn std::any::Any + Send)) -> String {
    let text = payload
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned());
    text.or_else(|| payload.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "unknown".to_owned())
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    fn wait(jobs: &mut Jobs<u8, u32>) -> Vec<Arrival<u8, u32>> {
        let start = Instant::now();
        let mut arrivals = Vec::new();
        while jobs.running().next().is_some() && start.elapsed() < Duration::from_secs(10) {
            arrivals.extend(jobs.poll());
            thread::sleep(Duration::from_millis(1));
        }
        arrivals
    }

    #[test]
    fn results_and_parts_arrive_in_order() {
        let mut jobs = Jobs::new(Arc::new(|| {}));
        jobs.submit(1, |_, parts| {
            parts.send(1);
            parts.send(2);
            Ok(3)
        });
        let arrivals = wait(&mut jobs);
        assert!(matches!(
            arrivals[..],
            [
                Arrival::Part(1, 1),
                Arrival::Part(1, 2),
                Arrival::Done(1, 3)
            ]
        ));
    }

    #[test]
    fn a_newer_job_takes_the_slot() {
        let mut jobs = Jobs::new(Arc::new(|| {}));
        jobs.submit(1, |task, _| {
            loop {
                task.keep_going()?;
                thread::sleep(Duration::from_millis(1));
            }
        });
        jobs.submit(1, |_, _| Ok(7));
        assert!(matches!(wait(&mut jobs)[..], [Arrival::Done(1, 7)]));
    }

    #[test]
    fn jobs_in_the_queue_wait_for_a_worker_and_come_by_rank() {
        let mut jobs = Jobs::new(Arc::new(|| {}));
        let num = most_workers();
        let (begun, has_begun) = channel();
        let (go, wait_for_go) = channel::<()>();
        let wait_for_go = Arc::new(Mutex::new(wait_for_go));
        for place in 0..num as u8 {
            let (begun, wait_for_go) = (begun.clone(), Arc::clone(&wait_for_go));
            jobs.enqueue(place, 0, move |_, _| {
                begun.send(()).unwrap();
                wait_for_go.lock().unwrap().recv().unwrap();
                Ok(0)
            });
        }
        for _ in 0..num {
            has_begun.recv().unwrap();
        }
        // All workers are busy now.
        let came = Arc::new(Mutex::new(Vec::new()));
        for (slot, rank) in [(100, 3), (101, 1), (102, 2)] {
            let came = Arc::clone(&came);
            jobs.enqueue(slot, rank, move |_, _| {
                came.lock().unwrap().push(slot);
                Ok(u32::from(slot))
            });
        }
        jobs.cancel(&102);
        thread::sleep(Duration::from_millis(20));
        assert!(came.lock().unwrap().is_empty());
        // One worker alone does the rest.
        go.send(()).unwrap();
        let start = Instant::now();
        while jobs.is_running(&100) && start.elapsed() < Duration::from_secs(10) {
            jobs.poll();
            thread::sleep(Duration::from_millis(1));
        }
        assert_eq!(*came.lock().unwrap(), [101, 100]);
        for _ in 1..num {
            go.send(()).unwrap();
        }
        wait(&mut jobs);
        jobs.enqueue(1, 0, |_, _| Ok(5));
        assert!(matches!(wait(&mut jobs)[..], [Arrival::Done(1, 5)]));
    }

    #[test]
    fn a_panic_is_told() {
        let mut jobs: Jobs<u8, u32> = Jobs::new(Arc::new(|| {}));
        jobs.submit(1, |_, _| panic!("so it goes"));
        let arrivals = wait(&mut jobs);
        assert!(matches!(&arrivals[..], [Arrival::Failed(1, message)] if message == "so it goes"));
    }

    #[test]
    fn cancelling_takes_effect_at_once() {
        let mut jobs: Jobs<u8, u32> = Jobs::new(Arc::new(|| {}));
        jobs.submit(1, |task, _| {
            loop {
                task.keep_going()?;
            }
        });
        jobs.cancel(&1);
        assert!(!jobs.is_running(&1));
        assert!(jobs.poll().is_empty());
    }
}
