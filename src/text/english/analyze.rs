//! Words of the tables that `analyze` prints.

/// The heading over the brokers.
pub const BROKERS: &str = "Brokers: who connects the sectors?";
/// The heading over the gaps.
pub const GAPS: &str = "Gaps: which connections are missing?";
/// The heading over the table of sectors.
pub const GAPS_TABLE: &str =
    "Ties, what chance would give, and how far apart the two are in standard deviations (z)";
/// The heading over what holds together.
pub const FRAGMENTATION: &str = "Fragmentation: what falls apart?";
/// Over the column of actors.
pub const ACTOR: &str = "Actor";
/// Over the column of sectors.
pub const SECTOR: &str = "Sector";
/// Over the column of tied pairs.
pub const TIES: &str = "Ties";
/// Over the column of what chance would give.
pub const EXPECTED: &str = "Expected";
/// Over the column of standard deviations.
pub const Z: &str = "z";
/// Marks two sectors with fewer ties than chance would give.
pub const GAP: &str = "gap";
/// Before the share of pairs without a path.
pub const NO_PATH: &str = "Pairs of actors without a path";
/// Before the number of components.
pub const COMPONENTS: &str = "Pieces";
/// Before the number of isolates.
pub const ISOLATES: &str = "Actors without a tie";
/// Before the mean distance.
pub const AVERAGE_PATH_LENGTH: &str = "Steps between two with a path, on average";
/// Before the diameter.
pub const DIAMETER: &str = "Steps at most";
/// Before the cut actors.
pub const CUT_ACTORS: &str = "Actors without whom others are cut off";
/// Before the bridges.
pub const BRIDGES: &str = "Ties that alone connect two parts";

/// Before the number of communities.
pub const COMMUNITIES: &str = "Communities";
/// Before modularity.
pub const MODULARITY: &str = "Modularity of the communities";
/// Before the adjusted Rand index.
pub const AGREEMENT: &str = "Agreement of the communities over seeds (adjusted Rand index)";
/// Before the robustness against removals of those with most contacts.
pub const ROBUSTNESS_BY_DEGREE: &str = "Robustness, those with most contacts first (at most 0.5)";
/// Before the robustness against random removals.
pub const ROBUSTNESS_AT_RANDOM: &str = "Robustness, anybody first (at most 0.5)";
/// The heading over the key players whose absence would hurt most.
pub const KEY_PLAYERS_NEGATIVE: &str = "Three without whom most would fall apart";
/// The heading over the key players who are nearest to everybody.
pub const KEY_PLAYERS_POSITIVE: &str = "Three who are nearest to everybody";
/// After the heading over key players who were chosen one by one.
pub const GREEDY: &str = "chosen one by one";
/// Over the column of ranks when data are missing.
pub const RANKS: &str = "Ranks";

/// What `helixmap help analyze` tells after the arguments.
pub const HELP: &str = "\
The JSON (schema 1) has, besides the timings in milliseconds:
  actors     one entry each: scores, brokerage roles (in a network without direction counted from both ends, as R sna does),
             component, community, cut_actor; rank_interval = [low, rank, high] with --intervals; with direction brokerage_z,
             the roles against independent arcs, as R sna does
  brokers    key_players_negative and key_players_positive with ids, key_players with what they were chosen for, whether
             every set was tried and the values; estimated with the error bounds when --samples is given
  gaps       matrices over the sectors, E-I index with its bounds, assortativity, segregation (Freeman, Coleman, odds ratio,
             modularity), synergy
  fragmentation
             components, cut actors, bridges, blocks, distances, reachability, modularity; communities with sizes, agreement
             over seeds and the sectors of their members (the last column counts those without); resilience with the size
             of the largest component after so many removals, by degree, by betweenness and at random; centralization,
             clustering, and with direction reciprocity and strong components
With --all, which takes the time of betweenness once more, also (as far as --only wants its part):
  actors     everett_valente, bridging, sectors_reached, the *_weighted scores; everett_valente_directed with direction;
             valente_fujimoto, null above 500 actors
  ties       one entry for each tied pair: weight, how many ties it stands for, betweenness, the block it belongs to
  gaps       closure by the number of different sectors and by combination; link_candidates up to 3,000 actors: how many
             pairs share contacts, and the 10,000 best by resource_allocation
A value that does not exist is null. Betweenness counts each undirected pair once and is not normalized; the *_norm scores
are shares of all pairs of others. --methods tells the formula, convention and source of everything.";

/// That betweenness is an estimate.
pub fn estimated(num_samples: usize, bound: &str) -> String {
    format!(
        "Routes are estimated from {num_samples} actors; no share is off by more than {bound} (with 95 % confidence)"
    )
}

/// How many actors a cut actor or bridge cuts off, after its name.
pub fn cuts_off(num_actors: usize) -> String {
    format!("cuts off {num_actors}")
}

/// How many more there are than are listed.
pub fn and_more(num: usize) -> String {
    format!("… and {num} more")
}
