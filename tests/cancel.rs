//! Cancelling takes effect at once: every analysis and every layout of a large network stops within a moment of being
//! told to, wherever it is.
//!
//! The bar is 100 ms on a quiet machine with a release build. These tests also run on busy ones and without optimisation, so
//! each has several tries and more time; what was measured is printed with `cargo test --test cancel -- --nocapture`.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test that fails may panic, and what it prints is for its reader"
)]

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use helixmap::analysis::{ANALYSES, Params, Results};
use helixmap::document::{Content, synthetic};
use helixmap::format::{FORMATS, Input, Positions};
use helixmap::layout::LAYOUTS;
use helixmap::task::{Cancelled, TaskContext};
use helixmap::workspace::{layout_input, layout_options, load_path, snapshot};

/// How long after its start work is told to stop.
const MOMENTS_MS: [u64; 5] = [3, 30, 150, 500, 1200];
/// How long it may go on after that here.
const PATIENCE: Duration = Duration::from_millis(300);
const NUM_TRIES: usize = 5;

/// How long work goes on after it was told to stop; `None` if it had ended by itself before.
fn latency(
    after: Duration,
    work: &(dyn Fn(&TaskContext) -> Result<(), Cancelled> + Sync),
) -> Option<Duration> {
    let task = TaskContext::new();
    let (end, has_ended) = channel::<()>();
    std::thread::scope(|scope| {
        let told = task.clone();
        let clock = scope.spawn(move || {
            let is_running = has_ended.recv_timeout(after).is_err();
            is_running.then(|| {
                told.cancel();
                Instant::now()
            })
        });
        let result = work(&task);
        let ended = Instant::now();
        end.send(()).ok();
        let cancelled = clock.join().unwrap()?;
        let Err(Cancelled) = result else { return None };
        Some(ended.saturating_duration_since(cancelled))
    })
}

/// Cancels work at several moments, and says after what time at most it stopped.
fn check(
    name: &str,
    work: &(dyn Fn(&TaskContext) -> Result<(), Cancelled> + Sync),
) -> Option<String> {
    let mut worst = Duration::ZERO;
    let mut num_moments = 0;
    for moment in MOMENTS_MS {
        let mut best: Option<Duration> = None;
        for _ in 0..NUM_TRIES {
            let Some(latency) = latency(Duration::from_millis(moment), work) else {
                break;
            };
            best = Some(best.map_or(latency, |best| best.min(latency)));
            if latency < PATIENCE / 3 {
                break;
            }
        }
        let Some(best) = best else { break };
        num_moments += 1;
        worst = worst.max(best);
    }
    if num_moments > 0 {
        println!(
            "{name:<24} {num_moments} moments, at most {:>6.1} ms",
            worst.as_secs_f64() * 1e3
        );
    }
    (worst > PATIENCE).then(|| format!("{name}: {worst:?}"))
}

fn check_all(content: &Content) {
    let start = Instant::now();
    let snapshot = snapshot(content, &TaskContext::new()).unwrap();
    println!(
        "{} actors, {} tied pairs; snapshot in {:.0} ms",
        snapshot.num_actors(),
        snapshot.edges().len(),
        start.elapsed().as_secs_f64() * 1e3
    );
    let params = Params::default();
    let mut slow = Vec::new();
    for analysis in ANALYSES {
        slow.extend(check(analysis.id(), &|task| {
            analysis.run(&snapshot, &params, task).map(drop)
        }));
        slow.extend(check(&format!("{} (estimate)", analysis.id()), &|task| {
            analysis.first_answer(&snapshot, &params, task).map(drop)
        }));
    }
    let results = Results::new(Arc::clone(&snapshot));
    for layout in LAYOUTS {
        let mut input = layout_input(&results, content, 1, false);
        input.options = layout_options(
            layout.id(),
            &helixmap::document::Arrangement::default(),
            &results,
            &content.network,
        );
        slow.extend(check(&format!("layout {}", layout.id()), &|task| {
            let mut run = layout.start(input.clone());
            while !run.step(task)? {}
            Ok(())
        }));
    }
    assert!(slow.is_empty(), "too slow to stop: {}", slow.join(", "));
}

#[test]
fn everything_stops_when_it_is_told_to() {
    let (network, _) = synthetic(12_000, 1).unwrap();
    check_all(&Content::new(network));
}

/// Reading, too, where a library reads: of workbooks it takes in all the texts before it hands out the first cell.
#[test]
fn files_that_are_being_read_stop_when_they_are_told_to() {
    let (network, _) = synthetic(12_000, 1).unwrap();
    let mut slow = Vec::new();
    for format in FORMATS {
        let files = format.write(&network, &Positions::new());
        let input = Input {
            name: "network".to_owned(),
            files,
            ignored: Vec::new(),
        };
        slow.extend(check(&format!("reading {}", format.id()), &|task| {
            format.read(&input, task)?.resolve(task).map(drop)
        }));
    }
    assert!(slow.is_empty(), "too slow to stop: {}", slow.join(", "));
}

/// The largest network that we know, in the folder `HELIXMAP_DATA`.
#[test]
#[ignore = "takes minutes, and needs the data"]
fn everything_stops_on_h2020() {
    let Some(data) = std::env::var_os("HELIXMAP_DATA").map(PathBuf::from) else {
        println!("HELIXMAP_DATA is not set: nothing was measured");
        return;
    };
    let loaded = load_path(&data.join("h2020"), &TaskContext::new());
    match loaded {
        Ok(loaded) => check_all(&loaded.content),
        Err(error) => panic!("{error}"),
    }
}
