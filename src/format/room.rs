//! How many records a file may have: a few bytes of it can become a record that takes hundreds in memory, so files that are
//! full of nothing but tiny records are refused once there are a great many of them.

/// So many records any table of a file may have, however small it is.
const FREE_RECORDS: usize = 1_000_000;

/// More of them only, if the file has so many bytes for each. A tie between actors with numbers of three digits takes as
/// many in the tersest of formats.
const BYTES_PER_RECORD: usize = 8;

/// How many rows a table may have, and how many ties or parts in activities there may be, in a file with so many bytes.
pub(super) fn max_records(num_bytes: usize) -> usize {
    FREE_RECORDS.saturating_add(num_bytes / BYTES_PER_RECORD)
}

/// How many actors, or activities, there may be; each takes as much memory as two or three ties.
pub(super) fn max_actors(num_bytes: usize) -> usize {
    max_records(num_bytes) / 3
}

/// What is said of a file that has more.
pub(super) fn too_many(max: usize, what: &str) -> String {
    format!(
        "there are more than {max} {what}; from a file of this size so many are not read, as they would need far more \
         memory than it has bytes"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_of_horizon_2020_has_room() {
        // 796,670 ties in 11 MB, 35,871 actors.
        assert!(max_records(11_000_000) > 796_670);
        assert!(max_actors(0) > 35_871);
        // A million actors in a list of ties between them, with numbers of six and seven digits.
        assert!(max_actors(2_000_000 * 14) > 1_000_000);
        assert!(max_records(2_000_000 * 14) > 2_000_000);
    }
}
