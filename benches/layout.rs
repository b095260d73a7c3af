//! How long layouts of the sample networks take: `cargo bench --bench layout`. Prints how good they are, too.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::string_slice,
    reason = "a test that fails may panic, and what it prints is for its reader"
)]
#![expect(clippy::print_stdout, reason = "a benchmark speaks to whoever runs it")]
#![expect(
    clippy::expect_used,
    reason = "a benchmark may stop at a broken sample"
)]

use std::sync::Arc;

use divan::Bencher;
use helixmap::document::Sample;
use helixmap::layout::{
    LAYOUTS, Layout, LayoutInput, LayoutOptions, layout_quality, marker_radii, settle,
};
use helixmap::model::{Snapshot, SnapshotOptions};
use helixmap::task::TaskContext;

const SAMPLES: [&str; 4] = ["lund", "sweden", "climate_contracts", "h2020_climate"];

fn main() {
    let task = TaskContext::new();
    for layout in LAYOUTS {
        for sample in SAMPLES {
            let input = input(sample);
            let positions = settle(*layout, input.clone(), &task).expect("nobody cancels");
            let quality = layout_quality(&input.snapshot, &positions, 300, &task);
            let quality = quality.expect("nobody cancels");
            println!(
                "{} {sample}: stress {:.3}, preservation {:.2} (largest component)",
                layout.id(),
                quality.stress,
                quality.preservation
            );
        }
    }
    divan::main();
}

/// A sample with markers by degree, which stands for brokerage as well.
fn input(sample: &str) -> LayoutInput {
    let sample = Sample::by_name(sample).expect("the sample exists");
    let content = sample.content().expect("the sample is valid");
    let snapshot = Arc::new(Snapshot::new(&content.network, &SnapshotOptions::default()));
    let num_actors = snapshot.num_actors();
    let degrees: Vec<f64> = (0..num_actors as u32)
        .map(|actor| snapshot.adjacency().degree(actor) as f64)
        .collect();
    LayoutInput {
        start: vec![None; num_actors],
        pinned: vec![false; num_actors],
        radii: marker_radii(degrees.iter().copied().map(Some)),
        broker_scores: degrees,
        seed: 1,
        options: LayoutOptions::default(),
        snapshot,
    }
}

fn bench(bencher: Bencher<'_, '_>, id: &str, sample: &str) {
    let layout: &dyn Layout = *LAYOUTS
        .iter()
        .find(|layout| layout.id() == id)
        .expect("the layout exists");
    let input = input(sample);
    bencher.bench(|| settle(layout, input.clone(), &TaskContext::new()));
}

#[divan::bench(args = SAMPLES, max_time = 5)]
fn force(bencher: Bencher<'_, '_>, sample: &str) {
    bench(bencher, "force", sample);
}

#[divan::bench(args = SAMPLES, max_time = 5)]
fn sectors(bencher: Bencher<'_, '_>, sample: &str) {
    bench(bencher, "sectors", sample);
}
