//! Background work: threads, slots, cancellation, results. Knows nothing of networks and nothing of windows.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use crate::task::{Cancelled, TaskContext};

/// What wakes the owner when something has arrived.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// Runs jobs in the background, at most one in each slot: a newer job cancels the one that runs there.
///
/// `S` names slots, `R` is what jobs return. The owner calls [`Jobs::poll`] after it was woken.
pub struct Jobs<S, R> {
    running: BTreeMap<S, Job>,
    sender: Sender<Message<S, R>>,
    receiver: Receiver<Message<S, R>>,
    wake: Wake,
    last_number: u64,
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
            sender,
            receiver,
            wake,
            last_number: 0,
        }
    }

    /// Starts a job. What runs in the slot is cancelled, and nothing of it arrives any more.
    pub fn submit(
        &mut self,
        slot: S,
        work: impl FnOnce(&TaskContext, &Parts<S, R>) -> Result<R, Cancelled> + Send + 'static,
    ) {
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
        let failed_slot = slot.clone();
        let spawned = thread::Builder::new()
            .name("helixmap job".to_owned())
            .spawn(move || {
                // What the job has left half-done is dropped with it.
                let result = match catch_unwind(AssertUnwindSafe(|| work(&task, &parts))) {
                    Ok(Ok(result)) => Ok(result),
                    Ok(Err(Cancelled)) => Err(Failure::Cancelled),
                    Err(payload) => Err(Failure::Panicked(panic_message(&*payload))),
                };
                if sender.send(Message::End(slot, number, result)).is_ok() {
                    wake();
                }
            });
        if let Err(error) = spawned {
            let failure = Failure::Panicked(format!("no thread could be started: {error}"));
            if self
                .sender
                .send(Message::End(failed_slot, number, Err(failure)))
                .is_ok()
            {
                (self.wake)();
            }
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
