//! The JSON of `analyze`: a stable interface. What was not computed is left out, what does not exist is `null`.

use serde_json::{Map, Value, json};

use super::{Report, Theme, json_sets};
use crate::analysis::gaps::{Closure, Segregation, Triads};
use crate::analysis::overview::{Shape, component_heterogeneity};
use crate::analysis::{Cohesion, Distances, Measure, Roles, SectorMixing};

/// The scores of actors by the names of the interface, in its order.
pub(super) const COLUMNS: &[(&str, Measure)] = &[
    ("degree", Measure::Degree),
    ("strength", Measure::Strength),
    ("betweenness", Measure::Betweenness),
    ("cross_sector_betweenness", Measure::CrossBetweenness),
    ("closeness", Measure::Closeness),
    ("harmonic", Measure::Harmonic),
    ("eigenvector", Measure::Eigenvector),
    ("pagerank", Measure::PageRank),
    ("clustering", Measure::Clustering),
    ("constraint", Measure::Constraint),
    ("effective_size", Measure::EffectiveSize),
    ("efficiency", Measure::Efficiency),
    ("hierarchy", Measure::Hierarchy),
    ("participation", Measure::Participation),
    ("core", Measure::Core),
    ("tie_count", Measure::TieCount),
    ("ei_index", Measure::EiIndex),
    ("brokered_pairs", Measure::BrokeredPairs),
    ("betweenness_norm", Measure::BetweennessNorm),
    (
        "cross_sector_betweenness_norm",
        Measure::CrossBetweennessNorm,
    ),
    ("everett_valente", Measure::EverettValente),
    ("bridging", Measure::Bridging),
    ("valente_fujimoto", Measure::ValenteFujimoto),
    (
        "everett_valente_directed_mean",
        Measure::DirectedEverettValente,
    ),
    ("sectors_reached", Measure::SectorsReached),
    ("in_degree", Measure::InDegree),
    ("out_degree", Measure::OutDegree),
    ("betweenness_weighted", Measure::WeightedBetweenness),
    ("pagerank_weighted", Measure::WeightedPageRank),
    ("constraint_weighted", Measure::WeightedConstraint),
    ("effective_size_weighted", Measure::WeightedEffectiveSize),
    ("community_participation", Measure::CommunityParticipation),
    ("within_community_z", Measure::WithinCommunityZ),
    ("community_stability", Measure::CommunityStability),
];

/// Brokerage roles in the order of the interface.
pub(super) const ROLES: [&str; 6] = [
    "coordinator",
    "consultant",
    "gatekeeper",
    "representative",
    "liaison",
    "total",
];

/// Counts of roles in the order of [`ROLES`], as R sna prints them: in a network without direction every pair counts from
/// both ends, so that gatekeeper and representative are equal and the five add up to the total.
pub(super) fn role_counts(roles: &Roles, actor: u32) -> [u64; 6] {
    let counts = roles
        .counts
        .get(actor as usize)
        .copied()
        .unwrap_or_default();
    let times = if roles.directed { 1.0 } else { 2.0 };
    let representative = if roles.directed {
        counts.representative
    } else {
        counts.gatekeeper
    };
    [
        counts.coordinator * times,
        counts.consultant * times,
        counts.gatekeeper,
        representative,
        counts.liaison * times,
        counts.total * times,
    ]
    .map(|count| count as u64)
}

/// Measures that are counts are written as whole numbers.
fn score(measure: Measure, score: Option<f64>) -> Value {
    match (measure, score) {
        (
            Measure::Degree
            | Measure::Core
            | Measure::TieCount
            | Measure::BrokeredPairs
            | Measure::SectorsReached
            | Measure::InDegree
            | Measure::OutDegree,
            Some(score),
        ) => json!(score as u64),
        (_, score) => json!(score),
    }
}

/// Everything.
pub(super) fn report(report: &Report<'_>) -> Value {
    let results = &report.results;
    let mut root = Map::new();
    root.insert("schema".to_owned(), json!(1));
    root.insert("network".to_owned(), network(report));
    let timings = report.timings_ms.iter();
    let timings = timings.map(|&(id, ms)| (id.to_owned(), json!((ms * 1e3).round() / 1e3)));
    root.insert("timings_ms".to_owned(), Value::Object(timings.collect()));
    if report.wants(Theme::Brokers) {
        let actors = 0..report.snapshot().num_actors() as u32;
        let actors = actors.map(|index| actor(report, index)).collect();
        root.insert("actors".to_owned(), actors);
        root.insert("brokers".to_owned(), json_sets::brokers(report));
    }
    if let Some(ties) = report.deep.ties(report) {
        root.insert("ties".to_owned(), ties);
    }
    if let Some(mixing) = results.mixing() {
        root.insert("gaps".to_owned(), gaps(report, mixing));
    }
    if let (Some(cohesion), Some(distances)) = (results.cohesion(), results.distances())
        && report.wants(Theme::Fragmentation)
    {
        let fragmentation = fragmentation(report, cohesion, distances);
        root.insert("fragmentation".to_owned(), fragmentation);
    }
    root.into()
}

fn network(report: &Report<'_>) -> Value {
    let sizes = report.sector_sizes().into_iter().enumerate();
    let sectors: Map<String, Value> = sizes
        .map(|(place, size)| (report.sector_key(place).to_owned(), json!(size)))
        .collect();
    json!({
        "name": report.network.info().name,
        "actors": report.snapshot().num_actors(),
        "ties": report.snapshot().edges().len(),
        "directed": report.snapshot().directed().is_some(),
        "sectors": sectors,
    })
}

fn actor(report: &Report<'_>, actor: u32) -> Value {
    let results = &report.results;
    let mut row = Map::new();
    row.insert("id".to_owned(), json!(report.key(actor)));
    row.insert("label".to_owned(), json!(report.label(actor)));
    row.insert("sector".to_owned(), json!(report.sector_of(actor)));
    for &(name, measure) in COLUMNS {
        if let Some(scores) = results.scores(measure) {
            let value = scores.get(actor as usize).copied().flatten();
            row.insert(name.to_owned(), score(measure, value));
        }
    }
    if let Some(value) = report.deep.of_actor(actor) {
        row.insert("everett_valente_directed".to_owned(), value);
    }
    if let Some(roles) = results.roles() {
        let counts = ROLES.into_iter().zip(role_counts(roles, actor));
        let counts = counts.map(|(role, count)| (role.to_owned(), json!(count)));
        row.insert("brokerage".to_owned(), Value::Object(counts.collect()));
        if let Some(z) = roles.bernoulli_z(report.snapshot(), actor) {
            let z = ROLES.into_iter().zip(z);
            let z = z.map(|(role, z)| (role.to_owned(), json!(z)));
            row.insert("brokerage_z".to_owned(), Value::Object(z.collect()));
        }
    }
    if let Some(intervals) = &report.intervals {
        let interval = intervals.ranks.get(actor as usize).copied().flatten();
        let interval = interval.map(|interval| [interval.low, interval.rank, interval.high]);
        row.insert("rank_interval".to_owned(), json!(interval));
    }
    if let Some(cohesion) = results.cohesion() {
        let component = cohesion.component_of.get(actor as usize);
        row.insert("component".to_owned(), json!(component));
        let community = results.communities();
        let community = community.and_then(|found| found.community_of.get(actor as usize));
        row.insert("community".to_owned(), json!(community));
        row.insert(
            "cut_actor".to_owned(),
            json!(cohesion.cut_actors.iter().any(|cut| cut.actor == actor)),
        );
    }
    row.into()
}

fn sectors(report: &Report<'_>) -> Value {
    (0..report.snapshot().sector_ids().len())
        .map(|place| report.sector_key(place))
        .collect()
}

fn gaps(report: &Report<'_>, mixing: &SectorMixing) -> Value {
    let by_sector = mixing.ei.by_sector.iter().enumerate();
    let by_sector: Map<String, Value> = by_sector
        .map(|(place, value)| (report.sector_key(place).to_owned(), json!(value)))
        .collect();
    let mut facts = json!({
        "sectors": sectors(report),
        "ties": mixing.ties,
        "possible": mixing.possible,
        "expected_configuration": mixing.expected_configuration,
        "density": mixing.density,
        "expected": mixing.expected,
        "z": mixing.z,
        "p": mixing.p,
        "ei_index": mixing.ei.index,
        "ei_by_sector": by_sector,
        "assortativity": mixing.assortativity,
        "ei": {
            "internal": mixing.ei.internal,
            "external": mixing.ei.external,
            "expected": mixing.ei.expected,
            "min": mixing.ei.min,
            "max": mixing.ei.max,
            "rescaled": mixing.ei.rescaled,
        },
        "synergy": synergy(report),
    });
    if let Some(found) = report.results.segregation() {
        facts["segregation"] = segregation(report, found);
    }
    if let Some(found) = report.results.closure() {
        facts["closure"] = closure(report, found);
    }
    if let Some(candidates) = report.deep.candidates(report) {
        facts["link_candidates"] = candidates;
    }
    facts
}

/// How far sectors keep to themselves.
fn segregation(report: &Report<'_>, found: &Segregation) -> Value {
    let Segregation {
        modularity,
        freeman,
        odds_ratio,
        coleman,
        weighted_assortativity,
        degree_assortativity,
    } = found;
    let coleman = coleman.iter().enumerate();
    let coleman: Map<String, Value> = coleman
        .map(|(place, value)| (report.sector_key(place).to_owned(), json!(value)))
        .collect();
    json!({
        "sector_modularity": modularity,
        "freeman": freeman,
        "odds_ratio_within": odds_ratio,
        "coleman": coleman,
        "assortativity_weighted": weighted_assortativity,
        "degree_assortativity": degree_assortativity,
    })
}

/// Whether those who share a partner meet: by the number of different sectors, and by combination.
fn closure(report: &Report<'_>, found: &Closure) -> Value {
    let counts = |triads: Triads| {
        json!({
            "triangles": triads.triangles,
            "open_triads": triads.open,
            "closure": triads.closure(),
        })
    };
    let by_number: Map<String, Value> = (1..=3)
        .map(|number| (number.to_string(), counts(found.of_distinct(number))))
        .collect();
    let by_sectors = found.by_sectors.iter().map(|(sectors, &triads)| {
        let mut value = counts(triads);
        value["sectors"] = json!(sectors.map(|place| report.sector_key(place.into())));
        value
    });
    json!({
        "by_distinct_sectors": by_number,
        "by_sectors": by_sectors.collect::<Vec<_>>(),
        "cliques_of_four": found.cliques_of_four,
    })
}

/// In thousandths of a bit, over the sectors of the quadruple helix: the first three, and all four.
fn synergy(report: &Report<'_>) -> Value {
    let helix = ["university", "business", "city", "civil"];
    let sectors = helix.map(|word| report.network.sectors().by_word(word));
    let millibits = |number: usize| {
        let sectors: Option<Vec<_>> = sectors.iter().take(number).copied().collect();
        let synergy = report.results.synergy()?;
        Some(1000.0 * synergy.information(synergy.set(&sectors?)?)?)
    };
    json!({"triple_mbit": millibits(3), "quadruple_mbit": millibits(4)})
}

fn fragmentation(report: &Report<'_>, cohesion: &Cohesion, distances: &Distances) -> Value {
    let reach = |share: fn(&crate::analysis::SectorReach) -> Option<f64>| -> Value {
        let rows = distances.reach.iter();
        rows.map(|row| row.iter().map(share).collect::<Value>())
            .collect()
    };
    let mut facts = json!({
        "components": cohesion.components.len(),
        "component_sizes": cohesion.components.iter().map(Vec::len).collect::<Vec<_>>(),
        "isolates": cohesion.isolates.len(),
        "fragmentation": cohesion.fragmentation,
        "distance_weighted_fragmentation": distances.distance_weighted_fragmentation,
        "density": cohesion.density,
        "transitivity": cohesion.transitivity,
        "average_path_length": distances.average_path_length,
        "diameter": distances.diameter,
        "cut_actors": cohesion.cut_actors.iter().map(|cut| report.key(cut.actor)).collect::<Vec<_>>(),
        "bridges": cohesion.bridges.iter()
            .map(|bridge| [report.key(bridge.a), report.key(bridge.b)]).collect::<Vec<_>>(),
    });
    if let Some(cores) = report.results.scores(Measure::Core) {
        let cores = cores.iter().flatten().copied();
        facts["degeneracy"] = json!(cores.fold(0.0, f64::max) as u64);
    }
    if let Some(connectivity) = report.results.connectivity() {
        facts["algebraic_connectivity"] = json!(connectivity.whole);
        facts["algebraic_connectivity_largest"] = json!(connectivity.largest);
    }
    if let Some(communities) = report.results.communities() {
        facts["modularity"] = json!(communities.modularity);
        facts["communities"] = json_sets::communities(report, communities);
    }
    if let Some(resilience) = report.results.resilience() {
        facts["resilience"] = json_sets::resilience(report, resilience);
    }
    if let Some(shape) = report.results.shape() {
        let Shape {
            degree_centralization,
            reciprocity,
            arc_density,
            strong_components,
        } = shape;
        facts["degree_centralization"] = json!(degree_centralization);
        facts["reciprocity"] = json!(reciprocity);
        facts["arc_density"] = json!(arc_density);
        let sizes = strong_components.as_ref();
        let sizes = sizes.map(|parts| parts.iter().map(Vec::len).collect::<Vec<_>>());
        facts["strong_component_sizes"] = json!(sizes);
    }
    facts["average_clustering"] = json!(cohesion.average_clustering);
    facts["component_heterogeneity"] = json!(component_heterogeneity(&cohesion.components));
    facts["blocks"] = json!(cohesion.num_blocks);
    facts["reachability"] = json!({
        "sectors": sectors(report),
        "within_1": reach(|reach| reach.within_1),
        "within_2": reach(|reach| reach.within_2),
        "within_3": reach(|reach| reach.within_3),
        "unreachable": reach(|reach| reach.unreachable),
        "mean_distance": reach(|reach| reach.mean_distance),
    });
    facts
}
