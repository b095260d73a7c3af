//! Why two actors should be introduced: evidence without words.

use super::gains::StillFar;
use super::state::State;
use super::ways::Ways;
use crate::analysis::finding::SectorPair;
use crate::model::{SectorId, Wishes};
use crate::task::{Cancelled, TaskContext};

/// Between two sectors with less than one tie expected nothing can be said.
const MIN_EXPECTED: f64 = 1.0;

/// Why two actors should be introduced. Actors are indices of the snapshot.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// They are in two parts of the network that have no tie between them, so that their tie makes one of two.
    JoinsIslands {
        /// How many actors are in the part of the first.
        of_a: usize,
        /// How many actors are in the part of the second.
        of_b: usize,
    },
    /// Their sectors have fewer ties than shuffled sectors would give.
    ThinSectors {
        /// The two sectors, in the order of the actors.
        sectors: SectorPair,
        /// The tied pairs that there are; often none.
        ties: u64,
        /// Those that shuffled sectors would give.
        expected: f64,
    },
    /// One looks for what the other can give.
    NeedMet {
        /// Who looks for it.
        who_needs: u32,
        /// Who can give it.
        who_offers: u32,
        /// What it is, in alphabetical order; never empty.
        what: Vec<String>,
    },
    /// They have contacts in common, who could introduce them: those with the fewest other contacts first.
    SharedContacts(Vec<u32>),
    /// They are far apart, and reach each other only through several others.
    FarApart {
        /// How many steps there are between them now; at least 3.
        steps: usize,
    },
    /// Pairs of different sectors come within two steps of each other.
    BringsTogether {
        /// How many such pairs.
        num_pairs: u32,
    },
}

/// All reasons for one introduction, the strongest kinds first.
pub(super) fn reasons(
    state: &State,
    sector_ids: &[SectorId],
    wishes: &Wishes,
    (a, b): (u32, u32),
    task: &TaskContext,
) -> Result<Vec<Reason>, Cancelled> {
    let adjacency = &state.adjacency;
    let mut reasons = Vec::new();
    let joins = state.component_of[a as usize] != state.component_of[b as usize];
    if joins {
        reasons.push(Reason::JoinsIslands {
            of_a: state.component(a).len(),
            of_b: state.component(b).len(),
        });
    }
    if let (Some(r), Some(s)) = (state.sectors[a as usize], state.sectors[b as usize])
        && r != s
    {
        let (r, s) = (usize::from(r), usize::from(s));
        let ties = state.ties[r][s];
        let expected = state.expected(r, s, 0.0);
        if expected >= MIN_EXPECTED && (ties as f64) < expected {
            reasons.push(Reason::ThinSectors {
                sectors: SectorPair(sector_ids[r], sector_ids[s]),
                ties,
                expected,
            });
        }
    }
    for (who_needs, who_offers) in [(a, b), (b, a)] {
        let what = wishes.met(who_needs, who_offers);
        if !what.is_empty() {
            reasons.push(Reason::NeedMet {
                who_needs,
                who_offers,
                what: what.into_iter().map(str::to_owned).collect(),
            });
        }
    }
    let shared = adjacency.neighbors(a).iter().copied();
    let mut shared: Vec<u32> = shared.filter(|&c| adjacency.has(c, b)).collect();
    if !shared.is_empty() {
        shared.sort_by_key(|&contact| (adjacency.degree(contact), contact));
        reasons.push(Reason::SharedContacts(shared));
    } else if !joins {
        let steps = Ways::steps_between(adjacency, a, b);
        if let Some(steps) = steps.filter(|&steps| steps > 2) {
            reasons.push(Reason::FarApart { steps });
        }
    }
    let brought = StillFar::new(state, &[a, b], task)?;
    let num_pairs = brought.pairs_brought(state, a, b);
    if num_pairs > 1 {
        reasons.push(Reason::BringsTogether { num_pairs });
    }
    Ok(reasons)
}
