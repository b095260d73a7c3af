//! A digest of what was analysed, so that a figure can be traced to its data.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use crate::model::{Network, Snapshot};

/// The first 16 hexadecimal digits of the SHA-256 of what was analysed.
///
/// Equal digests mean the same actors by id and in the same order, with the same sectors, the same tied pairs and arcs with
/// the same weights, and the same activities with the same participants. Names, positions, notes and everything that no
/// measure looks at do not matter; what a filter hides does. The same on every machine and for every version of the program.
///
/// Time O(V + E).
pub fn data_hash(network: &Network, snapshot: &Snapshot) -> String {
    let mut hash = Sha256::new();
    // Every text is followed by a zero, which occurs in none, so that no two networks read the same.
    let mut put = |text: &str| {
        hash.update(text.as_bytes());
        hash.update([0]);
    };
    put("actors");
    for index in 0..snapshot.num_actors() as u32 {
        put(snapshot.key(network, index));
        let place = snapshot.sectors().get(index as usize).copied().flatten();
        let id = place.and_then(|place| snapshot.sector_ids().get(usize::from(place)));
        let sector = id.and_then(|&id| network.sectors().get(id));
        put(sector.map_or("", |sector| sector.key.as_str()));
    }
    put("pairs");
    let pairs = snapshot.edges().iter().zip(snapshot.weights());
    for ((&(a, b), weight), num_ties) in pairs.zip(snapshot.num_parallel()) {
        put(&format!("{a} {b} {:016x} {num_ties}", weight.to_bits()));
    }
    put("arcs");
    if let Some(directed) = snapshot.directed() {
        for (&(from, to), weight) in directed.arcs.iter().zip(&directed.weights) {
            put(&format!("{from} {to} {:016x}", weight.to_bits()));
        }
    }
    put("activities");
    for (_, members) in snapshot.activities() {
        let members: Vec<String> = members.iter().map(u32::to_string).collect();
        put(&members.join(" "));
    }
    let mut digits = String::new();
    for byte in hash.finalize().iter().take(8) {
        // Writing to a string cannot fail.
        let _ignored = write!(digits, "{byte:02x}");
    }
    digits
}
