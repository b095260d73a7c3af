//! Measures: the scores of actors, by name.

/// A score of actors. Formulas, conventions and sources stand at the functions that compute them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// How many different actors this one is tied to.
    Degree,
    /// The summed weight of its ties.
    Strength,
    /// How many ties it has, parallel ones counted.
    TieCount,
    /// Shortest paths between others that run through it, on the directed projection if there is direction.
    Betweenness,
    /// The same as a share of all pairs of others, 0 to 1.
    BetweennessNorm,
    /// Shortest paths between different sectors that run through it.
    CrossBetweenness,
    /// The same as a share of all such pairs, 0 to 1.
    CrossBetweennessNorm,
    /// How few steps it is from all that it can reach (Wasserman–Faust).
    Closeness,
    /// The mean of the inverse distances to all others.
    Harmonic,
    /// How well connected it is to the well connected.
    Eigenvector,
    /// Where a walker along the ties spends its time.
    PageRank,
    /// How deep inside the network it sits: the largest k-core that it belongs to.
    Core,
    /// How boxed in it is by contacts who know each other (Burt).
    Constraint,
    /// How many truly different contacts it has (Burt).
    EffectiveSize,
    /// Effective size as a share of its contacts.
    Efficiency,
    /// Whether one contact carries all of its constraint.
    Hierarchy,
    /// How many of the pairs of its contacts know each other.
    Clustering,
    /// How many pairs it connects who are not tied themselves (Gould–Fernandez total).
    BrokeredPairs,
    /// How mixed the sectors of its contacts are (Blau).
    Participation,
    /// Its ties to other sectors against those to its own, −1 to 1.
    EiIndex,
    /// Brokerage per contact: the mean share of shortest paths on its ties (Everett–Valente).
    EverettValente,
    /// How much it sits between hubs (bridging centrality).
    Bridging,
    /// How much longer all ways get when a tie of its goes (Valente–Fujimoto).
    ValenteFujimoto,
    /// Brokerage per contact along directed ties; only with direction.
    DirectedEverettValente,
    /// In how many sectors it has contacts.
    SectorsReached,
    /// How many different actors have a tie to it; only with direction.
    InDegree,
    /// How many different actors it has a tie to; only with direction.
    OutDegree,
    /// Betweenness where a stronger tie is shorter.
    WeightedBetweenness,
    /// `PageRank` in proportion to the strength of ties.
    WeightedPageRank,
    /// Constraint by the strength of ties.
    WeightedConstraint,
    /// Effective size by the strength of ties.
    WeightedEffectiveSize,
    /// How evenly its contacts are spread over the communities.
    CommunityParticipation,
    /// How central it is inside its community, in standard deviations.
    WithinCommunityZ,
    /// How sure its place among the communities is.
    CommunityStability,
}

impl Measure {
    /// The measure with this id.
    pub fn by_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|measure| measure.id() == id)
    }

    /// All measures, in the order of menus.
    pub const ALL: [Self; 34] = [
        Self::Degree,
        Self::Strength,
        Self::TieCount,
        Self::CrossBetweennessNorm,
        Self::CrossBetweenness,
        Self::BetweennessNorm,
        Self::Betweenness,
        Self::Harmonic,
        Self::Closeness,
        Self::Eigenvector,
        Self::PageRank,
        Self::Core,
        Self::BrokeredPairs,
        Self::Constraint,
        Self::EffectiveSize,
        Self::Efficiency,
        Self::Hierarchy,
        Self::Clustering,
        Self::Participation,
        Self::EiIndex,
        Self::EverettValente,
        Self::Bridging,
        Self::ValenteFujimoto,
        Self::DirectedEverettValente,
        Self::SectorsReached,
        Self::InDegree,
        Self::OutDegree,
        Self::WeightedBetweenness,
        Self::WeightedPageRank,
        Self::WeightedConstraint,
        Self::WeightedEffectiveSize,
        Self::CommunityParticipation,
        Self::WithinCommunityZ,
        Self::CommunityStability,
    ];

    /// The stable name in scripts and files.
    pub fn id(self) -> &'static str {
        match self {
            Self::Degree => "degree",
            Self::Strength => "strength",
            Self::TieCount => "tie_count",
            Self::Betweenness => "betweenness",
            Self::BetweennessNorm => "betweenness_norm",
            Self::CrossBetweenness => "cross_sector_betweenness",
            Self::CrossBetweennessNorm => "cross_sector_betweenness_norm",
            Self::Closeness => "closeness",
            Self::Harmonic => "harmonic",
            Self::Eigenvector => "eigenvector",
            Self::PageRank => "pagerank",
            Self::Core => "core",
            Self::Constraint => "constraint",
            Self::EffectiveSize => "effective_size",
            Self::Efficiency => "efficiency",
            Self::Hierarchy => "hierarchy",
            Self::Clustering => "clustering",
            Self::BrokeredPairs => "brokered_pairs",
            Self::Participation => "participation",
            Self::EiIndex => "ei_index",
            Self::EverettValente => "everett_valente",
            Self::Bridging => "bridging",
            Self::ValenteFujimoto => "valente_fujimoto",
            Self::DirectedEverettValente => "everett_valente_directed_mean",
            Self::SectorsReached => "sectors_reached",
            Self::InDegree => "in_degree",
            Self::OutDegree => "out_degree",
            Self::WeightedBetweenness => "betweenness_weighted",
            Self::WeightedPageRank => "pagerank_weighted",
            Self::WeightedConstraint => "constraint_weighted",
            Self::WeightedEffectiveSize => "effective_size_weighted",
            Self::CommunityParticipation => "community_participation",
            Self::WithinCommunityZ => "within_community_z",
            Self::CommunityStability => "community_stability",
        }
    }

    /// The id of the analysis on demand that computes it; `None` if it is computed by itself.
    pub fn on_demand(self) -> Option<&'static str> {
        match self {
            Self::EverettValente
            | Self::Bridging
            | Self::DirectedEverettValente
            | Self::SectorsReached => Some("broker_scores"),
            Self::ValenteFujimoto => Some("compactness"),
            Self::WeightedBetweenness
            | Self::WeightedPageRank
            | Self::WeightedConstraint
            | Self::WeightedEffectiveSize => Some("weighted"),
            Self::CommunityParticipation | Self::WithinCommunityZ | Self::CommunityStability => {
                Some("communities")
            }
            _ => None,
        }
    }
}
