//! The search for shortest paths in a folded network, from one source after the other.

use super::folding::Folded;

/// Not reached.
const FAR: u32 = u32::MAX;

/// Counts, from one source after the other, what share of shortest paths runs through each class.
///
/// A source is a class, or all actors that are attached to a clique. The two numbers that are carried along are for all
/// pairs, and for pairs of different sectors.
pub(super) struct FoldedSearch<'a> {
    folded: &'a Folded,
    /// What each actor of a class has collected, over ordered pairs.
    pub(super) scores: Vec<[f64; 2]>,
    /// How many pairs an end with each mix makes with the source.
    pairs: Vec<[f64; 2]>,
    /// Classes in the order in which they were reached; `levels` says where those of each distance end.
    order: Vec<u32>,
    distance: Vec<u32>,
    /// How many shortest paths lead to one actor of the class.
    num_paths: Vec<f64>,
    /// What lies behind all actors of the class, per path to one of them.
    behind: Vec<[f64; 2]>,
    /// What a class has collected from those behind it.
    collected: Vec<[f64; 2]>,
    clique_order: Vec<u32>,
    clique_distance: Vec<u32>,
    /// How many shortest paths lead through the nearest members of the clique.
    clique_paths: Vec<f64>,
}

impl<'a> FoldedSearch<'a> {
    pub(super) fn new(folded: &'a Folded) -> Self {
        let (num_classes, num_cliques) = (folded.size.len(), folded.members.len());
        Self {
            folded,
            scores: vec![[0.0; 2]; num_classes],
            pairs: vec![[0.0; 2]; folded.mixes.len()],
            order: Vec::with_capacity(num_classes),
            distance: vec![FAR; num_classes],
            num_paths: vec![0.0; num_classes],
            behind: vec![[0.0; 2]; num_classes],
            collected: vec![[0.0; 2]; num_classes],
            clique_order: Vec::with_capacity(num_cliques),
            clique_distance: vec![FAR; num_cliques],
            clique_paths: vec![0.0; num_cliques],
        }
    }

    /// All paths that begin at the actors of a class.
    pub(super) fn add_class(&mut self, class: u32) {
        self.aim(self.folded.mix_of_class[class as usize]);
        self.order.push(class);
        self.distance[class as usize] = 0;
        self.num_paths[class as usize] = 1.0;
        // The others of the class are as near to everybody as the source: no path runs through them.
        self.search(0, |_| 1.0);
        self.collect(1, None);
        self.clear();
    }

    /// All paths that begin at the actors that are attached to a clique.
    pub(super) fn add_clique(&mut self, clique: u32) {
        let mix = self.folded.mix_of_clique[clique as usize];
        if self.folded.mixes[mix as usize].num_actors == 0 {
            return;
        }
        self.aim(mix);
        for &class in self.folded.members.row(clique) {
            self.order.push(class);
            self.distance[class as usize] = 1;
            self.num_paths[class as usize] = 1.0;
        }
        let folded = self.folded;
        self.search(1, |class| folded.size[class as usize]);
        self.collect(0, Some(clique));
        self.clear();
    }

    /// Works out how many pairs every possible end makes with the source.
    fn aim(&mut self, mix: u32) {
        let source = &self.folded.mixes[mix as usize];
        for (pairs, end) in self.pairs.iter_mut().zip(&self.folded.mixes) {
            *pairs = source.pairs(end);
        }
    }

    /// Reaches everybody, level by level. `size` is the size of the classes of the first level.
    fn search(&mut self, first_distance: u32, size: impl Fn(u32) -> f64) {
        let Self {
            folded,
            order,
            distance,
            num_paths,
            clique_order,
            clique_distance,
            clique_paths,
            ..
        } = self;
        let mut here = first_distance;
        let mut start = 0;
        let mut first_clique = 0;
        while start < order.len() {
            let end = order.len();
            for place in start..end {
                let class = order[place];
                let paths = num_paths[class as usize]
                    * if here == first_distance {
                        size(class)
                    } else {
                        folded.size[class as usize]
                    };
                for &clique in folded.cliques.row(class) {
                    let there = &mut clique_distance[clique as usize];
                    if *there == FAR {
                        *there = here;
                        clique_order.push(clique);
                    }
                    if *there == here {
                        clique_paths[clique as usize] += paths;
                    }
                }
                for &(other, times) in folded.corrections.row(class) {
                    let there = &mut distance[other as usize];
                    if *there == FAR {
                        *there = here + 1;
                        order.push(other);
                    }
                    if *there == here + 1 {
                        num_paths[other as usize] += times * paths;
                    }
                }
            }
            for &clique in clique_order.get(first_clique..).unwrap_or_default() {
                if !folded.is_cover[clique as usize] {
                    continue;
                }
                let paths = clique_paths[clique as usize];
                for &class in folded.members.row(clique) {
                    let there = &mut distance[class as usize];
                    if *there == FAR {
                        *there = here + 1;
                        order.push(class);
                    }
                    if *there == here + 1 {
                        num_paths[class as usize] += paths;
                    }
                }
            }
            first_clique = clique_order.len();
            start = end;
            here += 1;
        }
    }

    /// Goes back from the farthest to the nearest; the first `num_sources` classes are the source itself. The actors of
    /// `own` are the source too, and make pairs only where they are not tied.
    fn collect(&mut self, num_sources: usize, own: Option<u32>) {
        let Self {
            folded,
            scores,
            pairs,
            order,
            distance,
            num_paths,
            behind,
            collected,
            clique_order,
            clique_distance,
            clique_paths,
        } = self;
        let mut end = order.len();
        let mut last_clique = clique_order.len();
        while end > num_sources {
            let here = distance[order[end - 1] as usize];
            // What hangs on the cliques whose nearest members are at this distance goes to these.
            while let Some(&clique) = clique_order.get(last_clique.wrapping_sub(1)) {
                if clique_distance[clique as usize] < here {
                    break;
                }
                last_clique -= 1;
                let attached = if own == Some(clique) {
                    folded.pairs_within[clique as usize]
                } else {
                    pairs[folded.mix_of_clique[clique as usize] as usize]
                };
                let paths = clique_paths[clique as usize];
                let mut sum = [attached[0] / paths, attached[1] / paths];
                let members = folded.members.row(clique);
                if folded.is_cover[clique as usize] {
                    for &class in members {
                        if distance[class as usize] == here + 1 {
                            sum[0] += behind[class as usize][0];
                            sum[1] += behind[class as usize][1];
                        }
                    }
                }
                if sum == [0.0; 2] {
                    continue;
                }
                for &class in members {
                    if distance[class as usize] == here {
                        collected[class as usize][0] += sum[0];
                        collected[class as usize][1] += sum[1];
                    }
                }
            }
            while end > num_sources && distance[order[end - 1] as usize] == here {
                end -= 1;
                let class = order[end];
                let index = class as usize;
                let mut sum = collected[index];
                for &(other, times) in folded.corrections.row(class) {
                    if distance[other as usize] == here + 1 {
                        sum[0] += times * behind[other as usize][0];
                        sum[1] += times * behind[other as usize][1];
                    }
                }
                let paths = num_paths[index];
                let through = [sum[0] * paths, sum[1] * paths];
                scores[index][0] += through[0];
                scores[index][1] += through[1];
                let ends = pairs[folded.mix_of_class[index] as usize];
                let size = folded.size[index];
                behind[index] = [
                    (ends[0] + size * through[0]) / paths,
                    (ends[1] + size * through[1]) / paths,
                ];
            }
        }
    }

    fn clear(&mut self) {
        for class in self.order.drain(..) {
            let class = class as usize;
            self.distance[class] = FAR;
            self.num_paths[class] = 0.0;
            self.collected[class] = [0.0; 2];
        }
        for clique in self.clique_order.drain(..) {
            self.clique_distance[clique as usize] = FAR;
            self.clique_paths[clique as usize] = 0.0;
        }
    }
}
