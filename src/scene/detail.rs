//! Which of very many lines are drawn: those that matter most to somebody, the more the nearer one looks.

use super::{Camera, TieMark};

/// So many lines can be told apart on a screen. Networks with no more have all of them drawn, always.
pub const NUM_TIES_AT_FIT: usize = 40_000;

/// How much ties matter, for [`TieMark::rank`]: for each the share of all ties that matter more, 0 up to 1.
///
/// First come the ties that are the strongest of one of their ends, then those that are second for one of them, and so on: so
/// everybody keeps what matters most to them, and hubs do not take all places. Strong is relative to what the ends have
/// (association strength: weight over the root of the product of the numbers of contacts, see van Eck & Waltman 2009). Of
/// equal ones, as the members of one activity have them, a fixed scramble picks. Time O(ties · log ties).
pub(super) fn ranks(
    num_actors: usize,
    ties: &[(u32, u32, f64)],
    num_contacts: impl Fn(u32) -> usize,
) -> Vec<f32> {
    let scrambled = |index: u32| index.wrapping_mul(0x9e37_79b9);
    let mut order: Vec<(f32, u32)> = ties
        .iter()
        .zip(0..)
        .map(|(&(a, b, weight), index)| {
            let contacts = (num_contacts(a).max(1) * num_contacts(b).max(1)) as f64;
            ((weight / contacts.sqrt()) as f32, index)
        })
        .collect();
    order.sort_unstable_by(|(a, index_a), (b, index_b)| {
        let by_strength = b.total_cmp(a);
        by_strength.then_with(|| scrambled(*index_a).cmp(&scrambled(*index_b)))
    });
    // How many stronger ones each end has had.
    let mut num_before = vec![0_u32; num_actors];
    let mut places: Vec<(u32, u32)> = order
        .into_iter()
        .map(|(_, index)| {
            let ends = ties.get(index as usize).map_or([0, 0], |&(a, b, _)| [a, b]);
            let mut level = u32::MAX;
            for end in ends {
                if let Some(num_before) = num_before.get_mut(end as usize) {
                    level = level.min(*num_before);
                    *num_before += 1;
                }
            }
            (level, index)
        })
        .collect();
    // Within a level the stronger ones stay in front.
    places.sort_by_key(|&(level, _)| level);
    let mut ranks = vec![0.0; ties.len()];
    let num_ties = ties.len() as f32;
    for (place, (_, index)) in places.into_iter().enumerate() {
        if let Some(rank) = ranks.get_mut(index as usize) {
            *rank = place as f32 / num_ties;
        }
    }
    ranks
}

/// Up to which [`TieMark::rank`] lines are drawn: about as many on the screen, however far one has zoomed in.
pub fn tie_detail(num_ties: usize, camera: &Camera) -> f32 {
    if num_ties <= NUM_TIES_AT_FIT {
        return 1.0;
    }
    let nearness = (camera.zoom / camera.fit_zoom).max(1.0);
    // Lines are long: of twice as many, about as many cross half of the map.
    (NUM_TIES_AT_FIT as f32 * nearness / num_ties as f32).min(1.0)
}

/// Which lines end at which marker.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TieEnds {
    /// Where the lines of each marker begin in `ties`; one more at the end.
    starts: Vec<u32>,
    ties: Vec<u32>,
}

impl TieEnds {
    /// Of so many markers and these lines. Time and space O(markers + lines).
    pub fn new(num_marks: usize, ties: &[TieMark]) -> Self {
        let mut starts = vec![0_u32; num_marks + 1];
        let ends = |tie: &TieMark| [tie.a, tie.b];
        for end in ties.iter().flat_map(ends) {
            if let Some(count) = starts.get_mut(end as usize + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut next = starts.clone();
        let mut own = vec![0; sum as usize];
        for (tie, index) in ties.iter().zip(0..) {
            for end in ends(tie) {
                // The last entry of `starts` belongs to no marker.
                if (end as usize) < num_marks
                    && let Some(place) = next.get_mut(end as usize)
                {
                    if let Some(slot) = own.get_mut(*place as usize) {
                        *slot = index;
                    }
                    *place += 1;
                }
            }
        }
        Self { starts, ties: own }
    }

    /// The lines of a marker, as indices in the order of drawing.
    pub fn of(&self, mark: u32) -> &[u32] {
        let mark = mark as usize;
        let range = self.starts.get(mark).zip(self.starts.get(mark + 1));
        range
            .and_then(|(&from, &to)| self.ties.get(from as usize..to as usize))
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::Emphasis;

    #[test]
    fn everybody_keeps_the_tie_that_matters_most() {
        // A hub with everybody, and a ring of stronger ties.
        let num = 30_000_u32;
        let spokes = (1..num).map(|other| (0, other, 1.0));
        let ring = (1..num).map(|actor| (actor, actor % (num - 1) + 1, 3.0));
        let ties: Vec<(u32, u32, f64)> = spokes.chain(ring).collect();
        let ranks = ranks(num as usize, &ties, |actor| {
            if actor == 0 { num as usize - 1 } else { 3 }
        });
        let mut order: Vec<usize> = (0..ties.len()).collect();
        order.sort_by(|&a, &b| ranks[a].total_cmp(&ranks[b]));
        let mut kept = vec![false; num as usize];
        for &index in &order[..num as usize] {
            let (a, b, _) = ties[index];
            (kept[a as usize], kept[b as usize]) = (true, true);
        }
        assert!(kept.iter().all(|&kept| kept), "nobody is left without");
        let weak = order[..20_000].iter().filter(|&&it| ties[it].2 < 2.0);
        assert_eq!(weak.count(), 1, "of weak ones only the best of the hub");
    }

    #[test]
    fn the_nearer_the_more() {
        let mut camera = Camera {
            fit_zoom: 0.5,
            zoom: 0.5,
            ..Camera::default()
        };
        assert_eq!(tie_detail(NUM_TIES_AT_FIT, &camera), 1.0);
        let num_ties = 16 * NUM_TIES_AT_FIT;
        assert_eq!(tie_detail(num_ties, &camera), 1.0 / 16.0);
        camera.zoom = 1.0;
        assert_eq!(tie_detail(num_ties, &camera), 0.125);
        camera.zoom = 100.0;
        assert_eq!(tie_detail(num_ties, &camera), 1.0);
    }

    #[test]
    fn ends_are_found() {
        let tie = |a, b| TieMark {
            a,
            b,
            color_a: [0; 4],
            color_b: [0; 4],
            width_px: 1.0,
            emphasis: Emphasis::Normal,
            dashed: false,
            arrow: false,
            bend: 0.0,
            rank: 0.0,
        };
        let ends = TieEnds::new(4, &[tie(0, 1), tie(2, 0), tie(1, 2), tie(9, 0)]);
        assert_eq!(ends.of(0), [0, 1, 3]);
        assert_eq!(ends.of(1), [0, 2]);
        assert_eq!(ends.of(2), [1, 2]);
        assert!(ends.of(3).is_empty() && ends.of(9).is_empty());
        assert!(TieEnds::default().of(0).is_empty());
    }
}
