//! Every measure against the values of established tools, on every network that has them.
//!
//! Run with `--nocapture` for the table of what is covered. Set `HELIXMAP_REFERENCE` to check the networks that may not be
//! committed as well.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may fail, and prints its table"
)]

mod common;

use std::collections::BTreeMap;
use std::sync::Arc;

use clap::Parser as _;
use common::reference::{Case, all_references, cases, fixtures, read_network};
use helixmap::analysis::centrality::Walk;
use helixmap::analysis::change::{State, Turnover, compare};
use helixmap::analysis::community::CommunityOptions;
use helixmap::analysis::fragmentation::Objective;
use helixmap::analysis::introductions::{Goal, IntroduceOptions, TieBreak, introductions, matches};
use helixmap::analysis::{
    Measure, Params, Results, RoleCounts, Scores, SectorMatrix, brokerage, centrality, community,
    fragmentation, gaps, overview,
};
use helixmap::cli::{Cli, Command, analyze};
use helixmap::model::{ActorId, Adjacency, Network, SectorId, Snapshot, SnapshotOptions};
use helixmap::task::TaskContext;
use serde_json::{Map, Value, json};

/// What `analyze --all` writes, against the same values: the way to the user loses and swaps nothing.
#[test]
fn the_json_of_analyze_agrees() {
    let mut all = cases(&fixtures());
    if let Some(folder) = all_references() {
        all = cases(&folder);
    }
    let mut num_compared = 0;
    for case in all.iter().filter(|case| case.network.num_actors() <= 200) {
        let words = ["helixmap", "analyze", "-", "--format", "json", "--all"];
        let Some(Command::Analyze(args)) = Cli::parse_from(words).command else {
            panic!("that is how analyze is called");
        };
        let mut out = Vec::new();
        analyze::run(&args, &case.network, &mut out).unwrap();
        let written: Value = serde_json::from_slice(&out).unwrap();
        let metrics = &case.expected["metrics"];
        let mut check = |id: &str, value: Value| {
            let Some(metric) = metrics.get(id) else {
                return;
            };
            let tolerance = Tolerance::new(&case.expected["tolerance"], metric);
            let mut differences = Vec::new();
            compare_values(&value, &metric["value"], &tolerance, id, &mut differences);
            assert!(differences.is_empty(), "{}: {differences:?}", case.name);
            num_compared += 1;
        };
        for (id, value) in written_scores(&written) {
            check(id, value);
        }
    }
    assert!(num_compared > 50, "{num_compared} values were compared");
}

/// What is in the JSON, by the names of the reference.
fn written_scores(written: &Value) -> Vec<(&'static str, Value)> {
    let by_actor = |field: &str| -> Option<Value> {
        let actors = written["actors"].as_array().unwrap().iter();
        let scores = actors.map(|actor| {
            let key = actor["id"].as_str().unwrap().to_owned();
            Some((key, actor.get(field)?.clone()))
        });
        Some(scores.collect::<Option<Map<_, _>>>()?.into())
    };
    let mut found = Vec::new();
    for (id, field) in [
        ("ev_brokerage", "everett_valente"),
        ("ev_brokerage_dir", "everett_valente_directed"),
        ("bridging_hwang", "bridging"),
        ("bridging_vf", "valente_fujimoto"),
        ("betweenness_weighted", "betweenness_weighted"),
        ("pagerank_weighted", "pagerank_weighted"),
        ("constraint_weighted", "constraint_weighted"),
        ("effective_size_weighted", "effective_size_weighted"),
        ("in_degree", "in_degree"),
        ("out_degree", "out_degree"),
        ("sectors_reached", "sectors_reached"),
    ] {
        found.extend(by_actor(field).map(|scores| (id, scores)));
    }
    let ties = written["ties"].as_array().unwrap().iter();
    let ties = ties.map(|tie| json!([tie["source"], tie["target"], tie["betweenness"]]));
    found.push(("edge_betweenness", ties.collect()));
    let gaps = &written["gaps"];
    let sectors = gaps["sectors"].as_array().unwrap();
    if sectors.is_empty() {
        return found;
    }
    let segregation = &gaps["segregation"];
    found.push(("freeman_segregation", segregation["freeman"].clone()));
    found.push((
        "odds_ratio_within",
        segregation["odds_ratio_within"].clone(),
    ));
    found.push((
        "modularity_sector",
        segregation["sector_modularity"].clone(),
    ));
    found.push((
        "assortativity_degree",
        segregation["degree_assortativity"].clone(),
    ));
    // With direction the coefficient is that of arcs.
    if written["network"]["directed"] == false {
        found.push(("coleman", segregation["coleman"].clone()));
    }
    found
}

/// What we compute of a network, by the names of the reference.
type Computed = BTreeMap<&'static str, Value>;

#[test]
fn every_field_of_every_network_agrees() {
    let mut all = cases(&fixtures());
    if let Some(folder) = all_references() {
        all = cases(&folder);
    } else {
        println!("HELIXMAP_REFERENCE is not set: only the networks in tests/fixtures are checked");
    }
    assert!(all.len() > 10, "the fixtures are there");
    let mut table: BTreeMap<String, Vec<char>> = BTreeMap::new();
    let mut trouble = Vec::new();
    for (column, case) in all.iter().enumerate() {
        let computed = compute(case);
        let metrics = case.expected["metrics"].as_object().unwrap();
        for (id, metric) in metrics {
            let row = table
                .entry(id.clone())
                .or_insert_with(|| vec![' '; all.len()]);
            row[column] = match computed.get(id.as_str()) {
                None => '.',
                Some(value) => {
                    let tolerance = Tolerance::new(&case.expected["tolerance"], metric);
                    let mut differences = Vec::new();
                    let expected = in_our_order(id, &metric["value"]);
                    compare_values(value, &expected, &tolerance, id, &mut differences);
                    let agrees = differences.is_empty();
                    trouble.extend(
                        differences
                            .into_iter()
                            .take(3)
                            .map(|text| format!("{}: {text}", case.name)),
                    );
                    if agrees { '=' } else { 'X' }
                }
            };
        }
    }
    print_table(&all, &table);
    assert!(trouble.is_empty(), "{}", trouble.join("\n"));
}

/// The expected value, with pairs of actors sorted where the reference lists them in the order of the rows of ties, which
/// means nothing.
fn in_our_order(id: &str, expected: &Value) -> Value {
    let mut expected = expected.clone();
    if let ("bridges", Value::Array(pairs)) = (id, &mut expected) {
        pairs.sort_by_key(Value::to_string);
    }
    expected
}

fn print_table(cases: &[Case], table: &BTreeMap<String, Vec<char>>) {
    println!("= agrees, X differs, . not computed, blank: the network has no such value\n");
    for (column, case) in cases.iter().enumerate() {
        println!("{:38}{}{}", "", "| ".repeat(column), case.name);
    }
    for (id, row) in table {
        let cells: Vec<String> = row.iter().map(char::to_string).collect();
        println!("{id:38}{}", cells.join(" "));
    }
    let count = |mark| {
        table
            .values()
            .flatten()
            .filter(|&&cell| cell == mark)
            .count()
    };
    println!(
        "\n{} fields, {} networks: {} agree, {} differ, {} not computed",
        table.len(),
        cases.len(),
        count('='),
        count('X'),
        count('.')
    );
}

struct Tolerance {
    absolute: f64,
    relative: f64,
}

impl Tolerance {
    fn new(of_file: &Value, metric: &Value) -> Self {
        let absolute = metric.get("abs_tol").unwrap_or_else(|| &of_file["abs"]);
        Self {
            absolute: absolute.as_f64().unwrap(),
            relative: of_file["rel"].as_f64().unwrap(),
        }
    }
}

/// Notes every place where a value is not the expected one.
fn compare_values(
    value: &Value,
    expected: &Value,
    tolerance: &Tolerance,
    place: &str,
    differences: &mut Vec<String>,
) {
    match (value, expected) {
        (Value::Number(value), Value::Number(expected)) => {
            let (value, expected) = (value.as_f64().unwrap(), expected.as_f64().unwrap());
            let allowed = tolerance.absolute + tolerance.relative * expected.abs();
            if (value - expected).abs() > allowed {
                differences.push(format!("{place} is {value}, not {expected}"));
            }
        }
        (Value::Object(value), Value::Object(expected)) => {
            for (key, expected) in expected {
                let place = format!("{place}.{key}");
                match value.get(key) {
                    None => differences.push(format!("{place} is missing")),
                    Some(value) => compare_values(value, expected, tolerance, &place, differences),
                }
            }
            for key in value.keys().filter(|key| !expected.contains_key(*key)) {
                differences.push(format!("{place}.{key} is too much"));
            }
        }
        (Value::Array(value), Value::Array(expected)) if value.len() == expected.len() => {
            for (index, (value, expected)) in value.iter().zip(expected).enumerate() {
                compare_values(
                    value,
                    expected,
                    tolerance,
                    &format!("{place}[{index}]"),
                    differences,
                );
            }
        }
        _ if value == expected => {}
        _ => differences.push(format!("{place} is {value}, not {expected}")),
    }
}

/// A snapshot with the names of its actors and sectors.
struct Named<'a> {
    case: &'a Case,
    snapshot: Arc<Snapshot>,
}

impl Named<'_> {
    fn key(&self, actor: u32) -> &str {
        self.snapshot.key(&self.case.network, actor)
    }

    fn list(&self, actors: &[u32]) -> Value {
        actors.iter().map(|&actor| self.key(actor)).collect()
    }

    fn by_actor<T>(&self, values: impl IntoIterator<Item = T>) -> Value
    where
        Value: From<T>,
    {
        (0..)
            .map(|actor| self.key(actor).to_owned())
            .zip(values)
            .map(|(key, value)| (key, Value::from(value)))
            .collect::<Map<_, _>>()
            .into()
    }

    fn sector_names(&self) -> Vec<&str> {
        let sectors = self.case.network.sectors();
        let ids = self.snapshot.sector_ids().iter();
        ids.map(|&id| sectors.get(id).unwrap().key.as_str())
            .collect()
    }

    fn by_sector<T>(&self, values: impl IntoIterator<Item = T>) -> Value
    where
        Value: From<T>,
    {
        let names = self.sector_names().into_iter();
        names
            .zip(values)
            .map(|(name, value)| (name.to_owned(), Value::from(value)))
            .collect::<Map<_, _>>()
            .into()
    }

    /// Sorted by name, as the reference sorts the two.
    fn by_sector_pair<T: Clone>(&self, matrix: &SectorMatrix<T>) -> Value
    where
        Value: From<T>,
    {
        let names = self.sector_names();
        let mut map = Map::new();
        for a in 0..names.len() {
            for b in a..names.len() {
                map.insert(
                    format!("{}|{}", names[a], names[b]),
                    matrix[a][b].clone().into(),
                );
            }
        }
        map.into()
    }

    fn roles(&self, counts: &[RoleCounts], directed: bool) -> Value {
        self.by_actor(counts.iter().map(|counts| role_counts(counts, directed)))
    }
}

fn role_counts(counts: &RoleCounts, directed: bool) -> Value {
    if directed {
        json!({
            "coordinator": counts.coordinator, "itinerant": counts.consultant,
            "gatekeeper": counts.gatekeeper, "representative": counts.representative,
            "liaison": counts.liaison, "total": counts.total,
        })
    } else {
        assert_eq!(counts.representative, 0.0);
        json!({
            "coordinator": counts.coordinator, "itinerant": counts.consultant,
            "gatekeeper_representative": counts.gatekeeper,
            "liaison": counts.liaison, "total": counts.total,
        })
    }
}

fn total(counts: &[RoleCounts], directed: bool) -> Value {
    let mut sum = RoleCounts::default();
    for counts in counts {
        sum.coordinator += counts.coordinator;
        sum.consultant += counts.consultant;
        sum.gatekeeper += counts.gatekeeper;
        sum.representative += counts.representative;
        sum.liaison += counts.liaison;
        sum.total += counts.total;
    }
    role_counts(&sum, directed)
}

fn compute(case: &Case) -> Computed {
    let snapshot = Arc::new(case.snapshot());
    let named = Named {
        case,
        snapshot: Arc::clone(&snapshot),
    };
    let task = TaskContext::new();
    // The p values have a test of their own, with more shuffles.
    let params = Params {
        num_shuffles: 0,
        ..Params::default()
    };
    let results = Results::compute(Arc::clone(&snapshot), &params, &task).unwrap();
    let mut computed = Computed::new();
    sizes(&named, &mut computed);
    prominence(&named, &results, &task, &mut computed);
    brokers(&named, &results, &task, &mut computed);
    let sizes = &results.mixing().unwrap().sizes;
    computed.insert("sector_counts", named.by_sector(sizes.iter().copied()));
    if !snapshot.sector_ids().is_empty() {
        mixing(&named, &results, &mut computed);
    }
    cohesion(&named, &results, &task, &mut computed);
    spectra(&named, &task, &mut computed);
    shape(&named, &results, &mut computed);
    if !snapshot.sector_ids().is_empty() {
        segregation(&named, &task, &mut computed);
    }
    deeper(&named, &results, &task, &mut computed);
    if snapshot.num_actors() <= 100 {
        missing(&named, &task, &mut computed);
    }
    if case.expected["metrics"].get("introductions").is_some() {
        introduced(&named, &task, &mut computed);
    }
    if snapshot.num_actors() <= 100 {
        key_players(
            &named,
            &computed_betweenness(&snapshot, &task),
            &task,
            &mut computed,
        );
    }
    computed
}

fn sizes(named: &Named<'_>, computed: &mut Computed) {
    let snapshot = &named.snapshot;
    let loops = snapshot.num_self_ties();
    let simple = snapshot.edges().len();
    computed.insert("nodes", snapshot.num_actors().into());
    computed.insert("ties", snapshot.num_ties().into());
    computed.insert("self_loops", loops.into());
    computed.insert("edges_simple", simple.into());
    computed.insert(
        "parallel_ties",
        (snapshot.num_ties() - loops - simple).into(),
    );
    let arcs = snapshot
        .directed()
        .map_or(2 * simple, |directed| directed.arcs.len());
    computed.insert("arcs_simple", arcs.into());
}

fn prominence(named: &Named<'_>, results: &Results, task: &TaskContext, computed: &mut Computed) {
    let snapshot = &named.snapshot;
    let column = |measure| named.by_actor(results.scores(measure).unwrap().iter().copied());
    computed.insert("degree", column(Measure::Degree));
    computed.insert("strength", column(Measure::Strength));
    computed.insert("tie_count", column(Measure::TieCount));
    let scores = |scores: Scores| named.by_actor(scores);

    let sums = overview::distance_sums(snapshot.adjacency(), snapshot.sectors(), task).unwrap();
    computed.insert("closeness", scores(overview::closeness(&sums)));
    computed.insert("harmonic", scores(overview::harmonic(&sums)));
    computed.insert(
        "eccentricity",
        named.by_actor(sums.eccentricity.iter().copied()),
    );
    let n = snapshot.num_actors() as f64;
    let plain =
        centrality::betweenness_plain(snapshot.adjacency(), snapshot.sectors(), task).unwrap();
    let halves: Vec<f64> = plain.all.iter().map(|score| score / 2.0).collect();
    computed.insert(
        "betweenness_norm",
        named.by_actor(
            halves
                .iter()
                .map(|score| (n > 2.0).then(|| score / ((n - 1.0) * (n - 2.0) / 2.0))),
        ),
    );
    computed.insert("betweenness", named.by_actor(halves));
    match snapshot.directed() {
        None => {
            for (id, measure) in [
                ("closeness", Measure::Closeness),
                ("harmonic", Measure::Harmonic),
                ("betweenness", Measure::Betweenness),
                ("betweenness_norm", Measure::BetweennessNorm),
            ] {
                assert_close(&column(measure), &computed[id], id);
            }
        }
        Some(directed) => {
            computed.insert("closeness_out", column(Measure::Closeness));
            computed.insert("harmonic_out", column(Measure::Harmonic));
            computed.insert("betweenness_dir", column(Measure::Betweenness));
            computed.insert("betweenness_dir_norm", column(Measure::BetweennessNorm));
            let sums = overview::distance_sums(&directed.out, snapshot.sectors(), task).unwrap();
            computed.insert("closeness_in", scores(overview::closeness(&sums)));
            computed.insert("harmonic_in", scores(overview::harmonic(&sums)));
        }
    }
    if results.scores(Measure::CrossBetweenness).is_some() {
        computed.insert("cross_betweenness", column(Measure::CrossBetweenness));
        computed.insert(
            "cross_betweenness_norm",
            column(Measure::CrossBetweennessNorm),
        );
    }
}

fn assert_close(value: &Value, expected: &Value, id: &str) {
    let tolerance = Tolerance {
        absolute: 1e-9,
        relative: 1e-9,
    };
    let mut differences = Vec::new();
    compare_values(value, expected, &tolerance, id, &mut differences);
    assert!(differences.is_empty(), "{differences:?}");
}

fn brokers(named: &Named<'_>, results: &Results, task: &TaskContext, computed: &mut Computed) {
    let snapshot = &named.snapshot;
    let column = |measure| named.by_actor(results.scores(measure).unwrap().iter().copied());
    computed.insert("constraint", column(Measure::Constraint));
    computed.insert("effective_size", column(Measure::EffectiveSize));
    computed.insert("efficiency", column(Measure::Efficiency));
    computed.insert("hierarchy", column(Measure::Hierarchy));
    computed.insert("clustering", column(Measure::Clustering));
    if snapshot.sector_ids().is_empty() {
        return;
    }
    computed.insert("blau", column(Measure::Participation));
    computed.insert("ei_node", column(Measure::EiIndex));
    computed.insert(
        "blau_weighted",
        named.by_actor(brokerage::participation(snapshot, true)),
    );
    let expected = |counts: &[RoleCounts], directed| {
        let expected = brokerage::expected_roles(snapshot, counts, directed);
        // The reference has one null for everybody where there are not two others.
        if expected.iter().all(Option::is_none) {
            return Value::Null;
        }
        let expected = expected.iter();
        named.by_actor(
            expected.map(|counts| counts.as_ref().map(|counts| role_counts(counts, directed))),
        )
    };
    let undirected = brokerage::undirected_roles(snapshot, task).unwrap();
    computed.insert("gf_undirected", named.roles(&undirected, false));
    computed.insert("gf_undirected_total", total(&undirected, false));
    computed.insert("gf_undirected_expected", expected(&undirected, false));
    let roles = results.roles().unwrap();
    assert_eq!(roles.directed, snapshot.directed().is_some());
    if roles.directed {
        computed.insert("gf_directed", named.roles(&roles.counts, true));
        computed.insert("gf_directed_total", total(&roles.counts, true));
        computed.insert(
            "gf_directed_expected_permutation",
            expected(&roles.counts, true),
        );
    } else {
        assert_eq!(roles.counts, undirected);
    }
}

fn mixing(named: &Named<'_>, results: &Results, computed: &mut Computed) {
    let mixing = results.mixing().unwrap();
    computed.insert("mixing_ties", named.by_sector_pair(&mixing.ties));
    computed.insert("mixing_possible", named.by_sector_pair(&mixing.possible));
    computed.insert("mixing_density", named.by_sector_pair(&mixing.density));
    computed.insert(
        "mixing_expected_configuration",
        named.by_sector_pair(&mixing.expected_configuration),
    );
    computed.insert(
        "mixing_expected_permutation",
        named.by_sector_pair(&mixing.expected),
    );
    computed.insert(
        "mixing_variance_permutation",
        named.by_sector_pair(&mixing.variance),
    );
    computed.insert("mixing_z_permutation", named.by_sector_pair(&mixing.z));
    let ei = &mixing.ei;
    computed.insert(
        "ei",
        json!({
            "internal": ei.internal, "external": ei.external, "index": ei.index,
            "expected": ei.expected, "min": ei.min, "max": ei.max, "rescaled": ei.rescaled,
            "sector": named.by_sector(ei.by_sector.iter().copied()),
        }),
    );
    computed.insert("assortativity_sector", mixing.assortativity.into());

    let distances = results.distances().unwrap();
    let reach = distances.reach.iter().map(|row| {
        row.iter()
            .map(|reach| {
                json!({
                    "pairs": reach.pairs, "within_1": reach.within_1, "within_2": reach.within_2,
                    "within_3": reach.within_3, "unreachable": reach.unreachable,
                    "mean_distance": reach.mean_distance,
                    "mean_inverse_distance": reach.mean_inverse_distance,
                })
            })
            .collect()
    });
    computed.insert(
        "sector_reach",
        named.by_sector_pair(&reach.collect::<SectorMatrix<Value>>()),
    );
    let cross = distances.cross;
    computed.insert("cross_reach_2", cross.within_2.into());
    computed.insert("cross_reach_3", cross.within_3.into());
    computed.insert(
        "cross_reach_any",
        cross.unreachable.map(|share| 1.0 - share).into(),
    );
}

fn cohesion(named: &Named<'_>, results: &Results, task: &TaskContext, computed: &mut Computed) {
    let snapshot = &named.snapshot;
    let n = snapshot.num_actors();
    let cohesion = results.cohesion().unwrap();
    computed.insert("isolates", named.list(&cohesion.isolates));
    computed.insert("density", cohesion.density.into());
    computed.insert("component_count", cohesion.components.len().into());
    computed.insert(
        "component_sizes",
        cohesion.components.iter().map(Vec::len).collect(),
    );
    computed.insert(
        "components",
        cohesion
            .components
            .iter()
            .map(|members| named.list(members))
            .collect(),
    );
    computed.insert("fragmentation_F", cohesion.fragmentation.into());
    computed.insert(
        "connectedness",
        cohesion.fragmentation.map(|share| 1.0 - share).into(),
    );
    computed.insert("transitivity", cohesion.transitivity.into());
    let clustering = fragmentation::clustering(snapshot, task).unwrap().local;
    let average = (n > 0).then(|| clustering.iter().sum::<f64>() / n as f64);
    computed.insert("average_clustering", average.into());
    computed.insert(
        "articulation_points",
        cohesion
            .cut_actors
            .iter()
            .map(|cut| named.key(cut.actor))
            .collect(),
    );
    let bridges = cohesion.bridges.iter();
    let bridges: Value = bridges
        .map(|bridge| json!([named.key(bridge.a), named.key(bridge.b)]))
        .collect();
    computed.insert("bridges", in_our_order("bridges", &bridges));
    let distances = results.distances().unwrap();
    let df = distances.distance_weighted_fragmentation;
    computed.insert("fragmentation_DF", df.into());
    computed.insert("compactness", df.map(|df| 1.0 - df).into());
    computed.insert("average_path_length", distances.average_path_length.into());
    computed.insert("diameter", distances.diameter.into());
}

fn spectra(named: &Named<'_>, task: &TaskContext, computed: &mut Computed) {
    let snapshot = &named.snapshot;
    let eigenvector = centrality::eigenvector(snapshot, task).unwrap();
    computed.insert("eigenvector", named.by_actor(eigenvector));
    for (id, walk) in [
        ("pagerank", Walk::Undirected),
        ("pagerank_weighted", Walk::Weighted),
        ("pagerank_dir", Walk::Directed),
    ] {
        let ranks = centrality::pagerank(snapshot, walk, task).unwrap();
        computed.insert(id, named.by_actor(ranks));
    }
    computed.insert(
        "core_number",
        named.by_actor(fragmentation::core_numbers(snapshot)),
    );
    let connectivity = fragmentation::algebraic_connectivity(snapshot, task).unwrap();
    computed.insert("algebraic_connectivity", connectivity.whole.into());
    computed.insert(
        "algebraic_connectivity_largest",
        connectivity.largest.into(),
    );
}

fn computed_betweenness(snapshot: &Snapshot, task: &TaskContext) -> Vec<f64> {
    centrality::undirected_betweenness(snapshot, task)
        .unwrap()
        .all
}

fn shape(named: &Named<'_>, results: &Results, computed: &mut Computed) {
    let snapshot = &named.snapshot;
    let task = TaskContext::new();
    let betweenness = computed_betweenness(snapshot, &task);
    let cohesion = results.cohesion().unwrap();
    let degree = overview::degree_centralization(snapshot);
    let between = overview::betweenness_centralization(&betweenness);
    computed.insert(
        "centralization",
        json!({"degree": degree, "betweenness": between}),
    );
    computed.insert(
        "component_heterogeneity",
        overview::component_heterogeneity(&cohesion.components).into(),
    );
    let sums = overview::distance_sums(snapshot.adjacency(), snapshot.sectors(), &task).unwrap();
    let diameters = cohesion.components.iter().map(|members| {
        let members = members.iter();
        members
            .map(|&actor| sums.eccentricity[actor as usize])
            .max()
    });
    computed.insert("component_diameters", diameters.collect());
    computed.insert(
        "assortativity_degree",
        gaps::degree_assortativity(snapshot).into(),
    );
    computed.insert("density_dir", overview::arc_density(snapshot).into());
    computed.insert("reciprocity", overview::reciprocity(snapshot).into());
    let sizes: Vec<u32> = cohesion
        .component_of
        .iter()
        .map(|&component| cohesion.components[component as usize].len() as u32)
        .collect();
    let scores = brokerage::everett_valente(snapshot, &betweenness, &sizes);
    computed.insert("ev_brokerage", named.by_actor(scores));
    let scores = brokerage::bridging_centrality(snapshot, &betweenness);
    computed.insert("bridging_hwang", named.by_actor(scores));
    if let Some(directed) = snapshot.directed() {
        let degrees = |adjacency: &Adjacency| {
            let actors = 0..snapshot.num_actors() as u32;
            named.by_actor(actors.map(|actor| adjacency.degree(actor)))
        };
        computed.insert("in_degree", degrees(&directed.into));
        computed.insert("out_degree", degrees(&directed.out));
        let strengths = |adjacency: &Adjacency| {
            let actors = 0..snapshot.num_actors() as u32;
            named.by_actor(actors.map(|actor| {
                let arcs = adjacency.edges(actor).iter();
                arcs.map(|&arc| directed.weights[arc as usize]).sum::<f64>()
            }))
        };
        computed.insert("in_strength", strengths(&directed.into));
        computed.insert("out_strength", strengths(&directed.out));
    }
}

/// What few people look at, and everything that weighs ties.
fn deeper(named: &Named<'_>, results: &Results, task: &TaskContext, computed: &mut Computed) {
    let snapshot = &named.snapshot;
    let scores = centrality::weighted_betweenness(snapshot, task).unwrap();
    computed.insert("betweenness_weighted", named.by_actor(scores));
    let scores = centrality::edge_betweenness(snapshot, task).unwrap();
    let edges = snapshot.edges().iter().zip(scores);
    let edges = edges.map(|(&(a, b), score)| json!([named.key(a), named.key(b), score]));
    computed.insert("edge_betweenness", edges.collect());
    let holes = brokerage::weighted_structural_holes(snapshot, task).unwrap();
    computed.insert("constraint_weighted", named.by_actor(holes.constraint));
    computed.insert(
        "effective_size_weighted",
        named.by_actor(holes.effective_size),
    );
    let Some(directed) = snapshot.directed() else {
        return;
    };
    let strong = fragmentation::strong_components(directed, snapshot.num_actors());
    computed.insert(
        "strong_component_sizes",
        strong.iter().map(Vec::len).collect(),
    );
    let expectations = brokerage::bernoulli_roles(snapshot);
    let roles = |roles: &RoleCounts| role_counts(roles, true);
    computed.insert(
        "gf_directed_expected_bernoulli",
        expectations.as_ref().map_or(Value::Null, |expectations| {
            let of_sector = expectations
                .iter()
                .map(|of| json!({"expected": roles(&of.expected), "sd": roles(&of.deviation)}));
            named.by_sector(of_sector)
        }),
    );
    let counts = &results.roles().unwrap().counts;
    computed.insert(
        "gf_directed_z_bernoulli",
        expectations.map_or(Value::Null, |expectations| {
            let actors = snapshot.sectors().iter().zip(counts);
            named.by_actor(actors.map(|(sector, counts)| {
                let [
                    coordinator,
                    itinerant,
                    gatekeeper,
                    representative,
                    liaison,
                    total,
                ] = expectations[usize::from(sector.unwrap())].z(counts);
                json!({
                    "coordinator": coordinator, "itinerant": itinerant, "gatekeeper": gatekeeper,
                    "representative": representative, "liaison": liaison, "total": total,
                })
            }))
        }),
    );
}

/// What could be tied, and what one tie is worth.
fn missing(named: &Named<'_>, task: &TaskContext, computed: &mut Computed) {
    let snapshot = &named.snapshot;
    let pair = |a: u32, b: u32| json!([named.key(a), named.key(b)]);
    let candidates = gaps::link_candidates(snapshot, task).unwrap();
    let candidates = candidates.iter().map(|link| {
        let alone = gaps::LinkCandidate::of(snapshot, link.a, link.b);
        assert!(
            (alone.jaccard - link.jaccard).abs() < 1e-12
                && (alone.adamic_adar - link.adamic_adar).abs() < 1e-9
                && (alone.resource_allocation - link.resource_allocation).abs() < 1e-9,
            "{link:?} by itself is {alone:?}"
        );
        json!({
            "pair": pair(link.a, link.b), "cross_sector": link.cross_sector,
            "common_neighbours": link.common_neighbours, "jaccard": link.jaccard,
            "adamic_adar": link.adamic_adar, "resource_allocation": link.resource_allocation,
        })
    });
    computed.insert("link_candidates", candidates.collect());
    let matches = matches(snapshot);
    let matches = matches.iter().map(|met| {
        json!({"pair": pair(met.a, met.b), "score": met.score, "already_tied": met.already_tied})
    });
    computed.insert("need_offer", matches.collect());
    let scores = brokerage::valente_fujimoto(snapshot, task).unwrap();
    computed.insert("bridging_vf", named.by_actor(scores));
    if let Some(directed) = snapshot.directed() {
        let betweenness = centrality::directed_betweenness(directed, snapshot.sectors(), task);
        let scores =
            brokerage::directed_everett_valente(directed, &betweenness.unwrap().all, task).unwrap();
        let scores = scores
            .iter()
            .map(|of| json!({"in": of.incoming, "out": of.outgoing, "mean": of.mean}));
        computed.insert("ev_brokerage_dir", named.by_actor(scores));
    }
}

/// Introductions for each objective: the best pairs, and three in a row.
fn introduced(named: &Named<'_>, task: &TaskContext, computed: &mut Computed) {
    let mut value = Map::new();
    for goal in Goal::ALL
        .into_iter()
        .filter(|&goal| goal != Goal::SectorShortfall)
    {
        let options = IntroduceOptions {
            tie_break: TieBreak::ActorOrder,
            ..IntroduceOptions::new(goal, 3)
        };
        let found = introductions(&named.snapshot, &options, task).unwrap();
        let pair = |a: u32, b: u32| json!([named.key(a), named.key(b)]);
        assert_eq!(found.shortlist, None);
        let top = found.top.iter();
        let top: Value = top
            .map(|best| json!({"pair": pair(best.a, best.b), "gain": best.gain}))
            .collect();
        let greedy: Value = found
            .proposals
            .iter()
            .map(|step| {
                json!({"pair": pair(step.a, step.b), "gain": step.gain, "objective_after": step.value_after})
            })
            .collect();
        value.insert(
            goal.id().to_owned(),
            json!({
                "objective_before": found.value_before, "candidates": found.num_candidates,
                "best_gain": found.best_gain, "best_pairs_count": found.num_best,
                "top": top, "greedy": greedy,
            }),
        );
    }
    computed.insert("introductions", value.into());
}

fn segregation(named: &Named<'_>, task: &TaskContext, computed: &mut Computed) {
    let snapshot = &named.snapshot;
    let k = snapshot.sector_ids().len() as f64;
    let (pairs, weights) = (
        gaps::Contact::new(snapshot, false),
        gaps::Contact::new(snapshot, true),
    );
    computed.insert(
        "internal_permutation",
        gaps::internal_ties(snapshot).map_or(Value::Null, |ties| {
            json!({
                "observed": ties.observed, "mean": ties.mean,
                "variance": ties.variance, "z": ties.z,
            })
        }),
    );
    computed.insert("mixing_weight", named.by_sector_pair(&weights.amounts));
    computed.insert(
        "assortativity_sector_weighted",
        weights.assortativity().into(),
    );
    computed.insert("modularity_sector", pairs.modularity().into());
    computed.insert("modularity_sector_weighted", weights.modularity().into());
    computed.insert("freeman_segregation", pairs.freeman().into());
    computed.insert("odds_ratio_within", pairs.odds_ratio().into());
    computed.insert("coleman", named.by_sector(pairs.coleman()));
    if let Some(scores) = gaps::coleman_directed(snapshot) {
        computed.insert("coleman_dir", named.by_sector(scores));
    }
    if let Some(arcs) = gaps::arcs_between(snapshot) {
        let names = named.sector_names();
        let mut map = Map::new();
        for (from, row) in names.iter().zip(&arcs) {
            for (to, &count) in names.iter().zip(row) {
                map.insert(format!("{from}->{to}"), count.into());
            }
        }
        computed.insert("mixing_arcs", map.into());
    }
    computed.insert(
        "sectors_reached",
        named.by_actor(brokerage::sectors_reached(snapshot)),
    );
    let blau = brokerage::participation(snapshot, false).into_iter();
    let iqv = blau.map(|score| score.map(|blau| if k > 1.0 { blau * k / (k - 1.0) } else { blau }));
    computed.insert("iqv", named.by_actor(iqv));
    triads(named, task, computed);
}

fn triads(named: &Named<'_>, task: &TaskContext, computed: &mut Computed) {
    let snapshot = &named.snapshot;
    let names = named.sector_names();
    let triads = gaps::triads(snapshot, task).unwrap();
    let value = |triads: gaps::Triads| json!({"triangles": triads.triangles, "open_triads": triads.open, "closure": triads.closure()});
    let mut by_number = [gaps::Triads::default(); 3];
    for (three, triads) in &triads {
        let mut different = three.to_vec();
        different.dedup();
        let sum = &mut by_number[different.len() - 1];
        sum.triangles += triads.triangles;
        sum.open += triads.open;
    }
    let mut by_triple = Map::new();
    for a in 0..names.len() {
        for b in a + 1..names.len() {
            for c in b + 1..names.len() {
                let three = [a as u16, b as u16, c as u16];
                let triads = triads.get(&three).copied().unwrap_or_default();
                by_triple.insert(
                    format!("{}|{}|{}", names[a], names[b], names[c]),
                    value(triads),
                );
            }
        }
    }
    let by_number = by_number.into_iter().enumerate();
    let by_number: Map<String, Value> = by_number
        .map(|(less, triads)| ((less + 1).to_string(), value(triads)))
        .collect();
    computed.insert(
        "triads",
        json!({
            "by_distinct_sectors": by_number,
            "by_sector_triple": by_triple,
            "cliques_of_four_distinct_sectors": gaps::cliques_of_four_sectors(snapshot, task).unwrap(),
        }),
    );
}

fn key_players(
    named: &Named<'_>,
    betweenness: &[f64],
    task: &TaskContext,
    computed: &mut Computed,
) {
    let snapshot = &named.snapshot;
    let expected = &named.case.expected["metrics"]["key_players"]["value"];
    let mut value = Map::new();
    for (id, objective) in [
        ("neg_F", Objective::Fragment),
        ("neg_DF", Objective::Distance),
        ("pos_R1", Objective::Reach(1)),
        ("pos_R2", Objective::Reach(2)),
        ("pos_DR", Objective::Nearness),
    ] {
        let Some(expected) = expected.get(id) else {
            continue;
        };
        let mut of_objective = Map::new();
        if expected.get("before").is_some() {
            let before = fragmentation::value(snapshot, &[], objective);
            of_objective.insert("before".to_owned(), before.into());
        }
        let mut exhaustive = Map::new();
        for (size, expected) in expected["exhaustive"].as_object().unwrap() {
            let best = fragmentation::choose_best(snapshot, objective, size.parse().unwrap(), task);
            let best = best.unwrap();
            let num_listed = expected["sets"].as_array().unwrap().len();
            let sets = best
                .iter()
                .take(num_listed)
                .map(|chosen| named.list(&chosen.actors));
            exhaustive.insert(
                size.clone(),
                json!({"value": best[0].value, "count": best.len(), "sets": sets.collect::<Value>()}),
            );
        }
        of_objective.insert("exhaustive".to_owned(), exhaustive.into());
        let size = expected["greedy"]["sequence"].as_array().unwrap().len();
        let greedy = fragmentation::choose_greedily(snapshot, objective, size, task).unwrap();
        let sequence = greedy.last().map_or(&[][..], |chosen| &chosen.actors);
        let values: Vec<f64> = greedy.iter().map(|chosen| chosen.value).collect();
        of_objective.insert(
            "greedy".to_owned(),
            json!({"sequence": named.list(sequence), "values": values}),
        );
        value.insert(id.to_owned(), of_objective.into());
    }
    computed.insert("key_players", value.into());

    let mut removal = Map::new();
    let degrees = (0..snapshot.num_actors() as u32).map(|i| snapshot.adjacency().degree(i) as f64);
    for (id, scores) in [
        ("degree", degrees.collect()),
        ("betweenness", betweenness.to_vec()),
    ] {
        let scores: Vec<f64> = scores;
        let expected = &named.case.expected["metrics"]["removal"]["value"][id]["steps"];
        let num_steps = expected.as_array().map_or(0, Vec::len);
        let curve = fragmentation::removal_curve(snapshot, &scores, task).unwrap();
        let steps = curve.iter().take(num_steps).map(|remains| {
            json!({
                "removed": named.key(remains.removed), "largest": remains.largest,
                "components": remains.num_components, "F": remains.fragmentation,
            })
        });
        let steps: Value = steps.collect();
        let robustness = fragmentation::robustness(&curve);
        removal.insert(
            id.to_owned(),
            json!({"steps": steps, "robustness_R": robustness}),
        );
    }
    computed.insert("removal", removal.into());
}

#[test]
fn change_between_two_dates_agrees() {
    let folder = all_references().unwrap_or_else(fixtures).join("snapshots");
    let mut num_compared = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let folder = entry.unwrap().path();
        let text = std::fs::read_to_string(folder.join("expected.json")).unwrap();
        let expected: Value = serde_json::from_str(&text).unwrap();
        let (before, after) = (
            read_network(&folder.join("before")),
            read_network(&folder.join("after")),
        );
        let [at_first, at_last] =
            [&before, &after].map(|network| Snapshot::new(network, &SnapshotOptions::default()));
        let computed = changes(&before, &at_first, &after, &at_last);
        let tolerance = Tolerance::new(&expected["tolerance"], &Value::Null);
        let mut differences = Vec::new();
        for (id, metric) in expected["metrics"].as_object().unwrap() {
            let mut value = computed[id.as_str()].clone();
            if id == "indicators" {
                // Ours are more; what exists in neither state is left out.
                value
                    .as_object_mut()
                    .unwrap()
                    .retain(|key, _| metric["value"].get(key).is_some());
            }
            compare_values(&value, &metric["value"], &tolerance, id, &mut differences);
        }
        assert!(
            differences.is_empty(),
            "{}: {differences:?}",
            folder.display()
        );
        num_compared += 1;
    }
    assert!(num_compared >= 1);
}

/// The change between two states by the names of the reference, lists sorted by name as it has them.
fn changes(
    before: &Network,
    at_first: &Snapshot,
    after: &Network,
    at_last: &Snapshot,
) -> Map<String, Value> {
    let first = State {
        network: before,
        snapshot: at_first,
    };
    let last = State {
        network: after,
        snapshot: at_last,
    };
    let change = compare(first, last, &TaskContext::new()).unwrap();
    let names = |network: &Network, ids: &[ActorId]| -> Vec<String> {
        let mut names: Vec<String> = ids
            .iter()
            .map(|&id| network.actor(id).unwrap().key.clone())
            .collect();
        names.sort();
        names
    };
    let pairs = |network: &Network, pairs: &[(ActorId, ActorId)]| -> Value {
        let mut named: Vec<Vec<String>> = pairs
            .iter()
            .map(|&(a, b)| names(network, &[a, b]))
            .collect();
        named.sort();
        json!(named)
    };
    let turnover = |of: Turnover| {
        json!({
            "kept": of.kept, "formed": of.formed, "dissolved": of.dissolved, "jaccard": of.jaccard(),
        })
    };
    let moved: Vec<ActorId> = change
        .stayed
        .iter()
        .filter(|stayer| stayer.sector_changed)
        .map(|stayer| stayer.after)
        .collect();
    let indicators: Map<String, Value> = change
        .indicators
        .iter()
        .map(|of| {
            let value = json!({"before": of.before, "after": of.after, "delta": of.delta()});
            (of.indicator.id().to_owned(), value)
        })
        .collect();
    let betweenness = change.stayed.iter().zip(&change.betweenness);
    let betweenness: Map<String, Value> = betweenness
        .map(|(stayer, rise)| (after.actor(stayer.after).unwrap().key.clone(), json!(rise)))
        .collect();
    let value = json!({
        "actors": {
            "joined": names(after, &change.joined), "left": names(before, &change.left),
            "stayed": change.stayed.len(), "jaccard": change.actors().jaccard(),
            "sector_changed": names(after, &moved),
        },
        "ties_simple": turnover(change.ties),
        "ties_simple_stayers": turnover(change.ties_of_stayers),
        "ties_by_kind": turnover(change.ties_by_kind),
        "arcs": change.arcs.map(turnover),
        "formed_pairs": pairs(after, &change.formed),
        "dissolved_pairs": pairs(before, &change.dissolved),
        "indicators": indicators,
        "betweenness_change": betweenness,
    });
    value.as_object().unwrap().clone()
}

#[test]
fn communities_are_as_good_as_those_of_established_tools() {
    let root = all_references().unwrap_or_else(fixtures);
    let path = root.join("communities/expected.json");
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("{} is not there: nothing is checked", path.display());
        return;
    };
    let file: Value = serde_json::from_str(&text).unwrap();
    let tolerance = Tolerance::new(&file["tolerance"], &Value::Null);
    let task = TaskContext::new();
    let mut num_checked = 0;
    for (name, case) in file["metrics"].as_object().unwrap() {
        let folder = root.join(name);
        if !folder.join("nodes.csv").exists() {
            println!("{name} is not there");
            continue;
        }
        let network = read_network(&folder);
        let snapshot = Snapshot::new(&network, &SnapshotOptions::default());
        let expected = &case["value"];
        let number = |id: &str| expected[id].as_f64();

        let mut divided = Vec::new();
        for weighted in [false, true] {
            let options = CommunityOptions {
                weighted,
                ..CommunityOptions::default()
            };
            let found = community::communities(&snapshot, &options, &task).unwrap();
            let quality = found.modularity.unwrap();
            let told = community::modularity(&snapshot, &found.community_of, weighted).unwrap();
            assert_eq!(quality, told);
            divided.push(quality);
            // Nobody knows a better one, and what is known is not always the best.
            let best = if weighted {
                "best_known_modularity_weighted"
            } else {
                "best_known_modularity"
            };
            let best = number(best).unwrap();
            assert!(
                quality >= best - 0.01,
                "{name}: {quality} is far below {best}"
            );
            if let Some(optimum) = number("proved_optimum").filter(|_| !weighted) {
                assert!(
                    quality <= optimum + 1e-9,
                    "{name}: {quality} above {optimum}"
                );
            }
            // A single run is good already.
            for seed in 0..20 {
                let run = community::leiden(&snapshot, weighted, seed, &task).unwrap();
                let quality = community::modularity(&snapshot, &run, weighted).unwrap();
                let worst = number("worst_of_200_louvain_runs").filter(|_| !weighted);
                let least = worst.unwrap_or(best - 0.02) - 1e-9;
                assert!(quality >= least, "{name}, seed {seed}: {quality}");
            }
        }
        if name == "karate" {
            assert!(
                (divided[0] - 0.419_789_612_097).abs() < 1e-9,
                "{}",
                divided[0]
            );
        }
        println!(
            "{name}: Q {:.6} (best known {:.6}), weighted {:.6} (best known {:.6})",
            divided[0],
            number("best_known_modularity").unwrap(),
            divided[1],
            number("best_known_modularity_weighted").unwrap()
        );

        let actors = 0..snapshot.num_actors() as u32;
        let keys: Vec<&str> = actors.map(|actor| snapshot.key(&network, actor)).collect();
        let given: Vec<u32> = keys
            .iter()
            .map(|key| expected["a_best_partition"][key].as_u64().unwrap() as u32)
            .collect();
        let by_key = |scores: Scores| -> Value {
            let keys = keys.iter().map(|&key| key.to_owned());
            keys.zip(scores.into_iter().map(Value::from))
                .collect::<Map<_, _>>()
                .into()
        };
        let mut differences = Vec::new();
        for (id, value) in [
            (
                "modularity_of_that_partition",
                community::modularity(&snapshot, &given, false).into(),
            ),
            (
                "participation_for_that_partition",
                by_key(community::community_participation(&snapshot, &given)),
            ),
            (
                "within_module_z_for_that_partition",
                by_key(community::within_community_z(&snapshot, &given)),
            ),
        ] {
            compare_values(&value, &expected[id], &tolerance, id, &mut differences);
        }
        assert!(differences.is_empty(), "{name}: {differences:?}");
        num_checked += 1;
    }
    assert!(num_checked > 0);
}

#[test]
fn p_values_agree_with_many_shuffles() {
    let root = all_references().unwrap_or_else(fixtures);
    let path = root.join("permutation/expected.json");
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("{} is not there: nothing is checked", path.display());
        return;
    };
    let file: Value = serde_json::from_str(&text).unwrap();
    let params = Params::default();
    let draws = f64::from(params.num_shuffles);
    let mut num_checked = 0;
    for (name, case) in file["metrics"].as_object().unwrap() {
        let folder = root.join(name);
        if !folder.join("nodes.csv").exists() {
            println!("{name} is not there");
            continue;
        }
        let case_of_network = Case::read(&folder);
        let named = Named {
            snapshot: Arc::new(case_of_network.snapshot()),
            case: &case_of_network,
        };
        let mixing = gaps::sector_mixing(&named.snapshot, &params, &TaskContext::new()).unwrap();
        let (ties, p) = (
            named.by_sector_pair(&mixing.ties),
            named.by_sector_pair(&mixing.p),
        );
        for (pair, expected) in case["value"]["pairs"].as_object().unwrap() {
            assert_eq!(ties[pair], expected["observed"], "{name} {pair}");
            let expected = expected["p_two_sided"].as_f64().unwrap();
            let found = p[pair].as_f64().unwrap();
            let allowed = 4.0 * (expected * (1.0 - expected) / draws).sqrt() + 0.002;
            assert!(
                (found - expected).abs() <= allowed,
                "{name} {pair}: {found}, not {expected}"
            );
            num_checked += 1;
        }
    }
    println!("{num_checked} p values agree");
    assert!(num_checked > 0);
}

#[test]
fn synergy_agrees_on_every_table_of_activities() {
    let folder = all_references().unwrap_or_else(fixtures).join("helix");
    let mut num_tables = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let folder = entry.unwrap().path();
        let text = std::fs::read_to_string(folder.join("expected.json")).unwrap();
        let expected: Value = serde_json::from_str(&text).unwrap();
        let dims: Vec<&str> = expected["dims"]
            .as_array()
            .unwrap()
            .iter()
            .map(|dim| dim.as_str().unwrap())
            .collect();
        let mut reader = csv::Reader::from_path(folder.join("activities.csv")).unwrap();
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        let patterns = rows.iter().map(|row| {
            let cells = row.iter().skip(1).enumerate();
            cells.fold(0_u64, |set, (place, cell)| {
                set | u64::from(cell == "1") << place
            })
        });
        let sectors = (0..dims.len() as u32).map(SectorId).collect();
        let synergy = gaps::Synergy::new(sectors, patterns);
        let tolerance = Tolerance::new(&expected["tolerance"], &Value::Null);
        let set = |names: &str| {
            let names = names.split('|');
            names.fold(0_u64, |set, name| {
                set | 1 << dims.iter().position(|dim| *dim == name).unwrap()
            })
        };
        let mut differences = Vec::new();
        type Measured<'a> = &'a dyn Fn(u64) -> Option<f64>;
        let measures: [(&str, Measured<'_>); 4] = [
            ("entropy_bits", &|set| synergy.entropy(set)),
            ("T_bits", &|set| synergy.information(set)),
            ("T_millibits", &|set| {
                synergy.information(set).map(|t| 1000.0 * t)
            }),
            ("redundancy_R_bits", &|set| synergy.redundancy(set)),
        ];
        for (id, measured) in measures {
            for (names, expected) in expected["metrics"][id]["value"].as_object().unwrap() {
                let value = json!(measured(set(names)));
                compare_values(
                    &value,
                    expected,
                    &tolerance,
                    &format!("{id} {names}"),
                    &mut differences,
                );
            }
        }
        assert!(
            differences.is_empty(),
            "{}: {differences:?}",
            folder.display()
        );
        num_tables += 1;
    }
    assert!(num_tables >= 7);
}
