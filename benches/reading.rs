//! How long it takes to read exchange files, and how much memory: from bytes in memory to a network.
//!
//! What a `…_copy` allocates at most is the memory of the network itself, with which that of its reader is compared.
//!
//! Set `HELIXMAP_DATA` to a folder that holds the H2020 tables as `h2020/*.csv` (35,871 actors, 144,726 parts in
//! activities, whose projection has 796,670 ties).

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark may fail, and what it prints is for its reader"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::PathBuf;
use std::{env, fs};

use divan::AllocProfiler;
use helixmap::format::{ActorName, Imported, Input, NamedBytes, possible_duplicates, recognize};
use helixmap::task::TaskContext;

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

fn h2020() -> Option<Input> {
    let Some(data) = env::var_os("HELIXMAP_DATA") else {
        println!("HELIXMAP_DATA is not set");
        return None;
    };
    let folder = PathBuf::from(data).join("h2020");
    let files = ["activities", "actors", "participation"].map(|name| NamedBytes {
        name: format!("{name}.csv"),
        bytes: fs::read(folder.join(format!("{name}.csv"))).unwrap(),
    });
    Some(Input {
        name: "h2020".to_owned(),
        files: files.into(),
        ignored: Vec::new(),
    })
}

fn read(input: &Input) -> Imported {
    let task = TaskContext::new();
    let draft = recognize(input).unwrap().read(input, &task).unwrap();
    draft.resolve(&task).unwrap().unwrap()
}

/// All pairs of actors with a common activity as a tie list.
fn tie_list(network: &helixmap::model::Network) -> Input {
    let mut ties: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (_, activity) in network.activities().iter() {
        let actors: BTreeSet<&str> = activity
            .participants
            .iter()
            .filter_map(|part| Some(network.actor(part.actor)?.key.as_str()))
            .collect();
        for (place, &first) in actors.iter().enumerate() {
            for &second in actors.iter().skip(place + 1) {
                *ties.entry((first, second)).or_default() += 1;
            }
        }
    }
    let mut text = "source,target,kind,weight,start,end\n".to_owned();
    for ((first, second), weight) in ties {
        writeln!(text, "{first},{second},co-participation,{weight},,").unwrap();
    }
    Input::file("edges.csv", text)
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn folder_of_tables(bencher: divan::Bencher<'_, '_>) {
    if let Some(input) = h2020() {
        bencher.bench_local(|| read(&input));
    }
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn folder_of_tables_copy(bencher: divan::Bencher<'_, '_>) {
    if let Some(input) = h2020() {
        let network = read(&input).network;
        bencher.bench_local(|| network.clone());
    }
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn list_of_ties_copy(bencher: divan::Bencher<'_, '_>) {
    if let Some(input) = h2020() {
        let network = read(&tie_list(&read(&input).network)).network;
        bencher.bench_local(|| network.clone());
    }
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn list_of_ties(bencher: divan::Bencher<'_, '_>) {
    if let Some(input) = h2020() {
        let ties = tie_list(&read(&input).network);
        bencher.bench_local(|| read(&ties));
    }
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn duplicates(bencher: divan::Bencher<'_, '_>) {
    if let Some(input) = h2020() {
        let network = read(&input).network;
        let names: Vec<ActorName<'_>> = network.actors().map(|(_, actor)| actor.into()).collect();
        bencher.bench_local(|| possible_duplicates(&names, &TaskContext::new()));
    }
}
