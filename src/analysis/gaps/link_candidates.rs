//! All missing ties that would close a triangle, with the usual indices of how likely they are.

use crate::model::Snapshot;
use crate::task::{Cancelled, TaskContext};

/// Two actors who are not tied but share at least one contact.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LinkCandidate {
    /// The earlier of the two.
    pub a: u32,
    /// The later of the two.
    pub b: u32,
    /// Whether both have a sector, and not the same one.
    pub cross_sector: bool,
    /// How many contacts they share.
    pub common_neighbours: u32,
    /// Shared contacts as a share of all contacts of the two, 0 to 1.
    pub jaccard: f64,
    /// Σ 1/ln(degree) over the shared contacts (Adamic & Adar 2003, Social Networks 25:211).
    pub adamic_adar: f64,
    /// Σ 1/degree over the shared contacts (Zhou, Lü & Zhang 2009, Eur. Phys. J. B 71:623).
    pub resource_allocation: f64,
}

impl LinkCandidate {
    /// The indices of two actors, whoever they are. Time O(degree of the first · log degree of the second).
    pub fn of(snapshot: &Snapshot, a: u32, b: u32) -> Self {
        let (adjacency, sectors) = (snapshot.adjacency(), snapshot.sectors());
        let contacts = adjacency.neighbors(a).iter();
        let shared = contacts.filter(|&&contact| adjacency.has(contact, b));
        let degrees: Vec<f64> = shared.map(|&it| adjacency.degree(it) as f64).collect();
        let sector = |actor: u32| sectors.get(actor as usize).copied().flatten();
        let all = adjacency.degree(a) + adjacency.degree(b) - degrees.len();
        Self {
            a: a.min(b),
            b: a.max(b),
            cross_sector: sector(a)
                .zip(sector(b))
                .is_some_and(|(one, other)| one != other),
            common_neighbours: degrees.len() as u32,
            jaccard: degrees.len() as f64 / (all as f64).max(1.0),
            adamic_adar: degrees.iter().map(|degree| 1.0 / degree.ln()).sum(),
            resource_allocation: degrees.iter().map(|degree| 1.0 / degree).sum(),
        }
    }
}

/// All pairs of strangers who share contacts: easy introductions. They close triangles and never join components.
///
/// The indices are those that Liben-Nowell & Kleinberg compare (2007, JASIST 58:1019). A shared contact has at least two
/// contacts, so the logarithm is positive. Direction and weights: ignored. In the order of actors, earlier end first.
///
/// Time O(Σ degree²), space O(V) per chunk besides what is found: that can be most pairs of a dense network.
pub fn link_candidates(
    snapshot: &Snapshot,
    task: &TaskContext,
) -> Result<Vec<LinkCandidate>, Cancelled> {
    let (adjacency, sectors) = (snapshot.adjacency(), snapshot.sectors());
    let num_actors = snapshot.num_actors();
    let parts = task.map_chunks(num_actors, |actors| {
        let mut found = Vec::new();
        let mut sums = vec![(0_u32, 0.0, 0.0); num_actors];
        let mut met = Vec::new();
        for actor in actors {
            task.keep_going()?;
            let a = actor as u32;
            for &shared in adjacency.neighbors(a) {
                let degree = adjacency.degree(shared) as f64;
                for &b in adjacency.neighbors(shared) {
                    if b <= a {
                        continue;
                    }
                    let (count, adamic_adar, resources) = &mut sums[b as usize];
                    if *count == 0 {
                        met.push(b);
                    }
                    *count += 1;
                    *adamic_adar += 1.0 / degree.ln();
                    *resources += 1.0 / degree;
                }
            }
            met.sort_unstable();
            for b in met.drain(..) {
                let (common, adamic_adar, resource_allocation) =
                    std::mem::take(&mut sums[b as usize]);
                if adjacency.has(a, b) {
                    continue;
                }
                let all = adjacency.degree(a) + adjacency.degree(b) - common as usize;
                let both = sectors[actor].zip(sectors[b as usize]);
                found.push(LinkCandidate {
                    a,
                    b,
                    cross_sector: both.is_some_and(|(one, other)| one != other),
                    common_neighbours: common,
                    jaccard: f64::from(common) / all as f64,
                    adamic_adar,
                    resource_allocation,
                });
            }
        }
        Ok(found)
    })?;
    Ok(parts.concat())
}
