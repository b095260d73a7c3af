//! The numbers that describe a network as a whole: their names, and how they are written.

use crate::text::{count, percent_cell, score_cell};

/// How the values of an indicator are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Count,
    Share,
    Number,
}

/// What is said about an indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IndicatorWords {
    /// Its name.
    pub name: &'static str,
    form: Form,
}

const fn words(name: &'static str, form: Form) -> IndicatorWords {
    IndicatorWords { name, form }
}

/// What is said about the indicator with this id.
pub fn indicator(id: &str) -> IndicatorWords {
    use Form::{Count, Number, Share};
    match id {
        "nodes" => words("Actors", Count),
        "ties" => words("Ties", Count),
        "edges_simple" => words("Tied pairs", Count),
        "density" => words("Tied pairs of all pairs (density)", Share),
        "isolates" => words("Actors without a tie", Count),
        "component_count" => words("Pieces", Count),
        "largest_component" => words("Actors of the largest piece", Count),
        "component_heterogeneity" => words("Many small pieces (heterogeneity)", Number),
        "fragmentation_F" => words("Pairs without a path (F)", Share),
        "fragmentation_DF" => words("Distance-weighted fragmentation (DF)", Share),
        "average_path_length" => words("Steps between two with a path", Number),
        "diameter" => words("Steps at most", Count),
        "cross_reach_1" => words("Pairs across sectors that are tied", Share),
        "cross_reach_2" => words("Pairs across sectors within two steps", Share),
        "cross_reach_3" => words("Pairs across sectors within three steps", Share),
        "cross_reach_any" => words("Pairs across sectors with a path", Share),
        "cut_actors" => words("Actors without whom others are cut off", Count),
        "bridges" => words("Ties that alone connect two parts", Count),
        "transitivity" => words("Closed triples (transitivity)", Share),
        "average_clustering" => words("Contacts who know each other, on average", Share),
        "degeneracy" => words("Deepest core", Count),
        "algebraic_connectivity" => words("Algebraic connectivity λ2", Number),
        "algebraic_connectivity_largest" => words("λ2 of the largest piece", Number),
        "centralization_degree" => words("Contacts in few hands", Share),
        "centralization_betweenness" => words("Brokerage in few hands", Share),
        "assortativity_degree" => words("Hubs meet hubs", Number),
        "ei_index" => words("E-I index: outward or inward", Number),
        "assortativity_sector" => words("Keeping to one’s sector (assortativity)", Number),
        "modularity_sector" => words("Sectors as communities (modularity)", Number),
        "freeman_segregation" => words("Segregation of sectors (Freeman)", Number),
        "odds_ratio_within" => words("Odds of a tie inside a sector", Number),
        "internal_ties_z" => words("Ties inside sectors against chance (z)", Number),
        "sector_gaps" => words("Gaps between sectors", Count),
        "reciprocity" => words("Arcs that are returned", Share),
        "density_dir" => words("Arcs of all ordered pairs", Share),
        _ => words("Indicator", Number),
    }
}

/// A value of an indicator in a table; a dash where there is none.
pub fn indicator_value(id: &str, value: Option<f64>) -> String {
    match (indicator(id).form, value) {
        (Form::Share, value) => percent_cell(value),
        (Form::Count, Some(value)) if value >= 0.0 && value.is_finite() => count(value as usize),
        (_, value) => score_cell(value),
    }
}

/// An indicator in several states as it is read out.
pub fn indicator_row(name: &str, values: &[String]) -> String {
    format!("{name}: {}", values.join(", "))
}
