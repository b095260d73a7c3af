//! How long each analysis takes on the sample networks: `cargo bench --bench analyses`.

#![expect(
    clippy::expect_used,
    reason = "a benchmark may stop at a broken sample"
)]

use divan::Bencher;
use helixmap::analysis::missing_data::{IntervalOptions, rank_intervals};
use helixmap::analysis::{ANALYSES, Measure, Params, centrality};
use helixmap::document::Sample;
use helixmap::model::{Snapshot, SnapshotOptions};
use helixmap::task::TaskContext;

const SAMPLES: [&str; 4] = ["lund", "sweden", "climate_contracts", "h2020_climate"];

fn main() {
    divan::main();
}

fn snapshot(sample: &str) -> Snapshot {
    let sample = Sample::by_name(sample).expect("the sample exists");
    let content = sample.content().expect("the sample is valid");
    Snapshot::new(&content.network, &SnapshotOptions::default())
}

/// Runs an analysis by its id.
fn bench(bencher: Bencher<'_, '_>, id: &str, sample: &str) {
    let analysis = ANALYSES
        .iter()
        .find(|analysis| analysis.id() == id)
        .expect("the analysis exists");
    let snapshot = snapshot(sample);
    bencher.bench(|| analysis.run(&snapshot, &Params::default(), &TaskContext::new()));
}

macro_rules! analyses {
    ($($id:ident),*) => {$(
        #[divan::bench(args = SAMPLES, max_time = 2)]
        fn $id(bencher: Bencher<'_, '_>, sample: &str) {
            bench(bencher, stringify!($id), sample);
        }
    )*};
}

analyses!(
    algebraic_connectivity,
    betweenness,
    bridging,
    brokerage_roles,
    closure,
    cohesion,
    communities,
    distances,
    key_players,
    prominence,
    resilience,
    sector_mixing,
    structural_holes
);

/// The first answer in large networks.
#[divan::bench(args = SAMPLES, max_time = 2)]
fn betweenness_from_512_samples(bencher: Bencher<'_, '_>, sample: &str) {
    let snapshot = snapshot(sample);
    let task = TaskContext::new();
    bencher.bench(|| centrality::estimate_undirected_betweenness(&snapshot, 512, 1, &task));
}

#[divan::bench(args = ["lund", "sweden"], max_time = 2)]
fn rank_intervals_of_brokers(bencher: Bencher<'_, '_>, sample: &str) {
    let snapshot = snapshot(sample);
    let options = IntervalOptions::default();
    let task = TaskContext::new();
    let measure = Measure::CrossBetweennessNorm;
    bencher.bench(|| rank_intervals(&snapshot, measure, &options, &task));
}
