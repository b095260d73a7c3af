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

/// How many actors a cut actor or bridge cuts off, after its name.
pub fn cuts_off(num_actors: usize) -> String {
    format!("cuts off {num_actors}")
}

/// How many more there are than are listed.
pub fn and_more(num: usize) -> String {
    format!("… and {num} more")
}
