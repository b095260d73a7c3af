//! Indicators: the numbers that describe a network as a whole, side by side for two states of it.

use std::sync::Arc;

use crate::analysis::centrality::undirected_betweenness;
use crate::analysis::fragmentation::{algebraic_connectivity, clustering, cohesion, core_numbers};
use crate::analysis::gaps::{Contact, degree_assortativity, internal_ties, sector_mixing};
use crate::analysis::{Params, overview};
use crate::model::Snapshot;
use crate::task::{Cancelled, TaskContext};

/// A number that describes a network as a whole. Formulas stand at the functions that compute them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Indicator {
    /// Actors.
    Actors,
    /// Ties, parallel ones and self-ties included.
    Ties,
    /// Tied pairs.
    TiedPairs,
    /// Tied pairs as a share of all pairs.
    Density,
    /// Actors without a tie.
    Isolates,
    /// Parts that have no tie between them.
    Components,
    /// Actors of the largest part.
    LargestComponent,
    /// 1 − Σ (size of a part / n)².
    ComponentHeterogeneity,
    /// Share of pairs without a path (F).
    Fragmentation,
    /// 1 − the mean inverse distance (DF).
    DistanceWeightedFragmentation,
    /// Mean distance of pairs with a path.
    AveragePathLength,
    /// The largest distance of a pair with a path.
    Diameter,
    /// Share of pairs of different sectors that are tied.
    CrossReach1,
    /// Share of pairs of different sectors within two steps.
    CrossReach2,
    /// Share of pairs of different sectors within three steps.
    CrossReach3,
    /// Share of pairs of different sectors with a path.
    CrossReachAny,
    /// Actors without whom others are cut off.
    CutActors,
    /// Ties that alone connect two parts.
    Bridges,
    /// 3 × triangles as a share of connected triples.
    Transitivity,
    /// Mean share of an actor's pairs of contacts who know each other.
    AverageClustering,
    /// The largest k of a k-core.
    Degeneracy,
    /// λ2 of the whole network.
    AlgebraicConnectivity,
    /// λ2 of the largest part.
    AlgebraicConnectivityLargest,
    /// How much ties are concentrated on one actor.
    DegreeCentralization,
    /// How much shortest paths are concentrated on one actor.
    BetweennessCentralization,
    /// Whether hubs meet hubs.
    DegreeAssortativity,
    /// (E − I)/(E + I) over tied pairs with both sectors known.
    EiIndex,
    /// Newman's assortativity by sector.
    SectorAssortativity,
    /// Modularity with sectors as communities.
    SectorModularity,
    /// Freeman's segregation.
    Segregation,
    /// How many times likelier a tie is inside a sector.
    OddsRatioWithin,
    /// Standard deviations of the ties inside sectors from what shuffled sectors would give.
    InternalTiesZ,
    /// Two sectors with clearly fewer ties than shuffled sectors would give: how many such gaps.
    SectorGaps,
    /// Share of arcs with one in the opposite direction.
    Reciprocity,
    /// Arcs as a share of all ordered pairs.
    ArcDensity,
}

impl Indicator {
    /// All indicators, in the order of tables.
    pub const ALL: [Self; 35] = [
        Self::Actors,
        Self::Ties,
        Self::TiedPairs,
        Self::Density,
        Self::Isolates,
        Self::Components,
        Self::LargestComponent,
        Self::ComponentHeterogeneity,
        Self::Fragmentation,
        Self::DistanceWeightedFragmentation,
        Self::AveragePathLength,
        Self::Diameter,
        Self::CrossReach1,
        Self::CrossReach2,
        Self::CrossReach3,
        Self::CrossReachAny,
        Self::CutActors,
        Self::Bridges,
        Self::Transitivity,
        Self::AverageClustering,
        Self::Degeneracy,
        Self::AlgebraicConnectivity,
        Self::AlgebraicConnectivityLargest,
        Self::DegreeCentralization,
        Self::BetweennessCentralization,
        Self::DegreeAssortativity,
        Self::EiIndex,
        Self::SectorAssortativity,
        Self::SectorModularity,
        Self::Segregation,
        Self::OddsRatioWithin,
        Self::InternalTiesZ,
        Self::SectorGaps,
        Self::Reciprocity,
        Self::ArcDensity,
    ];

    /// The stable name in scripts.
    pub fn id(self) -> &'static str {
        match self {
            Self::Actors => "nodes",
            Self::Ties => "ties",
            Self::TiedPairs => "edges_simple",
            Self::Density => "density",
            Self::Isolates => "isolates",
            Self::Components => "component_count",
            Self::LargestComponent => "largest_component",
            Self::ComponentHeterogeneity => "component_heterogeneity",
            Self::Fragmentation => "fragmentation_F",
            Self::DistanceWeightedFragmentation => "fragmentation_DF",
            Self::AveragePathLength => "average_path_length",
            Self::Diameter => "diameter",
            Self::CrossReach1 => "cross_reach_1",
            Self::CrossReach2 => "cross_reach_2",
            Self::CrossReach3 => "cross_reach_3",
            Self::CrossReachAny => "cross_reach_any",
            Self::CutActors => "cut_actors",
            Self::Bridges => "bridges",
            Self::Transitivity => "transitivity",
            Self::AverageClustering => "average_clustering",
            Self::Degeneracy => "degeneracy",
            Self::AlgebraicConnectivity => "algebraic_connectivity",
            Self::AlgebraicConnectivityLargest => "algebraic_connectivity_largest",
            Self::DegreeCentralization => "centralization_degree",
            Self::BetweennessCentralization => "centralization_betweenness",
            Self::DegreeAssortativity => "assortativity_degree",
            Self::EiIndex => "ei_index",
            Self::SectorAssortativity => "assortativity_sector",
            Self::SectorModularity => "modularity_sector",
            Self::Segregation => "freeman_segregation",
            Self::OddsRatioWithin => "odds_ratio_within",
            Self::InternalTiesZ => "internal_ties_z",
            Self::SectorGaps => "sector_gaps",
            Self::Reciprocity => "reciprocity",
            Self::ArcDensity => "density_dir",
        }
    }
}

/// All indicators of one state of a network. `None` where a value does not exist.
#[derive(Clone, Debug, PartialEq)]
pub struct Indicators {
    values: Vec<(Indicator, Option<f64>)>,
    /// The raw betweenness of each actor, undirected, each pair once: a by-product that comparisons want.
    pub betweenness: Arc<[f64]>,
}

impl Indicators {
    /// Computes all of them. Direction: only where the name says so. Weights: ignored. Time: that of betweenness, O(V·E).
    pub fn compute(snapshot: &Snapshot, task: &TaskContext) -> Result<Self, Cancelled> {
        let cohesion = cohesion(snapshot, task)?;
        let sums = overview::distance_sums(snapshot.adjacency(), snapshot.sectors(), task)?;
        let distances = overview::summary(snapshot, &sums);
        let clustering = clustering(snapshot, task)?;
        let connectivity = algebraic_connectivity(snapshot, task)?;
        let betweenness = undirected_betweenness(snapshot, task)?.all;
        let no_shuffles = Params {
            num_shuffles: 0,
            ..Params::default()
        };
        let mixing = sector_mixing(snapshot, &no_shuffles, task)?;
        let contact = Contact::new(snapshot, false);
        let k = mixing.sectors.len();
        let num_gaps = (0..k)
            .flat_map(|a| (a..k).map(move |b| (a, b)))
            .filter(|&(a, b)| mixing.is_gap(a, b))
            .count();
        let n = snapshot.num_actors();
        let mean_clustering = clustering.local.iter().sum::<f64>() / n as f64;
        let largest = cohesion.components.first().map_or(0, Vec::len);
        let cores = core_numbers(snapshot).into_iter().max().unwrap_or(0);
        let cross = distances.cross;
        let has_sectors = k > 0;
        let count = |count: usize| Some(count as f64);
        let value = |indicator| match indicator {
            Indicator::Actors => count(n),
            Indicator::Ties => count(snapshot.num_ties()),
            Indicator::TiedPairs => count(snapshot.edges().len()),
            Indicator::Density => cohesion.density,
            Indicator::Isolates => count(cohesion.isolates.len()),
            Indicator::Components => count(cohesion.components.len()),
            Indicator::LargestComponent => count(largest),
            Indicator::ComponentHeterogeneity => {
                overview::component_heterogeneity(&cohesion.components)
            }
            Indicator::Fragmentation => cohesion.fragmentation,
            Indicator::DistanceWeightedFragmentation => distances.distance_weighted_fragmentation,
            Indicator::AveragePathLength => distances.average_path_length,
            Indicator::Diameter => (n > 0).then(|| f64::from(distances.diameter)),
            Indicator::CrossReach1 => cross.within_1,
            Indicator::CrossReach2 => cross.within_2,
            Indicator::CrossReach3 => cross.within_3,
            Indicator::CrossReachAny => cross.unreachable.map(|share| 1.0 - share),
            Indicator::CutActors => count(cohesion.cut_actors.len()),
            Indicator::Bridges => count(cohesion.bridges.len()),
            Indicator::Transitivity => clustering.transitivity,
            Indicator::AverageClustering => (n > 0).then_some(mean_clustering),
            Indicator::Degeneracy => (n > 0).then(|| f64::from(cores)),
            Indicator::AlgebraicConnectivity => connectivity.whole,
            Indicator::AlgebraicConnectivityLargest => connectivity.largest,
            Indicator::DegreeCentralization => overview::degree_centralization(snapshot),
            Indicator::BetweennessCentralization => {
                overview::betweenness_centralization(&betweenness)
            }
            Indicator::DegreeAssortativity => degree_assortativity(snapshot),
            Indicator::EiIndex => mixing.ei.index,
            Indicator::SectorAssortativity => mixing.assortativity,
            Indicator::SectorModularity => contact.modularity(),
            Indicator::Segregation => contact.freeman(),
            Indicator::OddsRatioWithin => contact.odds_ratio(),
            Indicator::InternalTiesZ => internal_ties(snapshot).and_then(|ties| ties.z),
            Indicator::SectorGaps => has_sectors.then_some(num_gaps as f64),
            Indicator::Reciprocity => overview::reciprocity(snapshot),
            Indicator::ArcDensity => overview::arc_density(snapshot),
        };
        let values = Indicator::ALL.map(|indicator| {
            let value = value(indicator).filter(|value| value.is_finite());
            (indicator, value)
        });
        Ok(Self {
            values: values.to_vec(),
            betweenness: betweenness.into(),
        })
    }

    /// The value of an indicator.
    pub fn get(&self, indicator: Indicator) -> Option<f64> {
        let found = self.values.iter().find(|(id, _)| *id == indicator);
        found.and_then(|(_, value)| *value)
    }
}

/// An indicator in two states of a network.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct IndicatorChange {
    /// Which.
    pub indicator: Indicator,
    /// In the first state.
    pub before: Option<f64>,
    /// In the second state.
    pub after: Option<f64>,
}

impl IndicatorChange {
    /// After − before; `None` if either does not exist.
    pub fn delta(&self) -> Option<f64> {
        self.after
            .zip(self.before)
            .map(|(after, before)| after - before)
    }
}

/// All indicators that exist in at least one of two states.
pub fn indicator_changes(before: &Indicators, after: &Indicators) -> Vec<IndicatorChange> {
    Indicator::ALL
        .into_iter()
        .map(|indicator| IndicatorChange {
            indicator,
            before: before.get(indicator),
            after: after.get(indicator),
        })
        .filter(|change| change.before.is_some() || change.after.is_some())
        .collect()
}
