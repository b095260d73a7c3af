//! How long large graph files take to read and to write, and how much memory: `cargo bench --bench graph_files`.
//!
//! The network is the whole of Horizon 2020 as ties between participants of the same project, from the folder `h2020` in
//! `HELIXMAP_DATA` (35,871 actors, 796,670 ties), or the sample network of a part of it. `copy` is the network itself: what
//! it allocates at most is the memory that the others are compared with.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark may stop at broken data and speaks to whoever runs it"
)]

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;
use std::{env, fs};

use divan::{AllocProfiler, Bencher};
use helixmap::document::Sample;
use helixmap::format::{FORMATS, Format, Imported, Input, NamedBytes, Positions, recognize};
use helixmap::model::{ActorId, Network, Tie};
use helixmap::task::TaskContext;

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

const GRAPHS: [&str; 8] = [
    "graphml",
    "gexf",
    "pajek",
    "dl",
    "gml",
    "gdf",
    "node-link",
    "cytoscape-json",
];

static NETWORK: LazyLock<Network> = LazyLock::new(network);

fn main() {
    println!(
        "{} actors, {} ties",
        NETWORK.num_actors(),
        NETWORK.num_ties()
    );
    divan::main();
}

fn read_input(input: &Input) -> Imported {
    let task = TaskContext::new();
    let format = recognize(input).unwrap();
    let draft = format.read(input, &task).unwrap();
    draft.resolve(&task).unwrap().unwrap()
}

/// The actors of Horizon 2020 with a tie for each pair that shares projects.
fn network() -> Network {
    let Some(data) = env::var_os("HELIXMAP_DATA") else {
        println!("HELIXMAP_DATA is not set: a sample network is used");
        let sample = Sample::by_name("h2020_climate").unwrap();
        return with_ties(&sample.content().unwrap().network);
    };
    let folder = Path::new(&data).join("h2020");
    let files = ["actors.csv", "participation.csv"].map(|name| NamedBytes {
        name: name.to_owned(),
        bytes: fs::read(folder.join(name)).unwrap(),
    });
    let input = Input {
        name: "h2020".to_owned(),
        files: files.to_vec(),
        ignored: Vec::new(),
    };
    with_ties(&read_input(&input).network)
}

fn with_ties(network: &Network) -> Network {
    let mut weights: BTreeMap<(ActorId, ActorId), u32> = BTreeMap::new();
    for (_, activity) in network.activities().iter() {
        let mut actors: Vec<ActorId> = activity
            .participants
            .iter()
            .map(|part| part.actor)
            .collect();
        actors.sort_unstable();
        actors.dedup();
        for (index, &one) in actors.iter().enumerate() {
            for &two in actors.iter().skip(index + 1) {
                *weights.entry((one, two)).or_default() += 1;
            }
        }
    }
    let mut ties = Network::new();
    for (_, actor) in network.actors() {
        ties.add_actor(actor.clone()).unwrap();
    }
    for ((one, two), weight) in weights {
        let tie = Tie {
            kind: "co-participation".to_owned(),
            weight: f64::from(weight),
            ..Tie::new(one, two)
        };
        ties.add_tie(tie).unwrap();
    }
    ties
}

fn format(id: &str) -> &'static dyn Format {
    *FORMATS.iter().find(|format| format.id() == id).unwrap()
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn copy(bencher: Bencher<'_, '_>) {
    let network = &*NETWORK;
    bencher.bench(|| network.clone());
}

#[divan::bench(args = GRAPHS, sample_count = 3, sample_size = 1)]
fn read(bencher: Bencher<'_, '_>, id: &str) {
    let files = format(id).write(&NETWORK, &Positions::new());
    let name = files.first().unwrap().name.clone();
    let input = Input {
        name,
        files,
        ignored: Vec::new(),
    };
    let num_ties = NETWORK.num_ties();
    bencher.bench_local(|| {
        let imported = read_input(&input);
        assert!(imported.network.num_ties() >= num_ties);
        imported
    });
}

#[divan::bench(args = GRAPHS, sample_count = 3, sample_size = 1)]
fn write(bencher: Bencher<'_, '_>, id: &str) {
    bencher.bench_local(|| format(id).write(&NETWORK, &Positions::new()));
}
