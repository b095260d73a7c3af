//! Words of the tables that `analyze` prints.

/// The heading over the brokers.
pub const BROKERS: &str = "Brokers: who connects others, above all others of different sectors";
/// The heading over the table of sectors.
pub const GAPS: &str =
    "Between sectors: ties, what chance would give, and how far off that is in standard deviations";
/// The heading over what holds together.
pub const FRAGMENTATION: &str = "Holding together";
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
pub const COMPONENTS: &str = "Parts without a tie between them";
/// Before the number of isolates.
pub const ISOLATES: &str = "Actors without a tie";
/// Before the mean distance.
pub const AVERAGE_PATH_LENGTH: &str = "Average distance of those with a path";
/// Before the diameter.
pub const DIAMETER: &str = "Largest distance";
/// Before the cut actors.
pub const CUT_ACTORS: &str = "Cut actors, without whom others are cut off";
/// Before the bridges.
pub const BRIDGES: &str = "Bridges, the only tie between two parts";

/// How many actors a cut actor or bridge cuts off, after its name.
pub fn cuts_off(num_actors: usize) -> String {
    format!("cuts off {num_actors}")
}

/// How many more there are than are listed.
pub fn and_more(num: usize) -> String {
    format!("… and {num} more")
}
