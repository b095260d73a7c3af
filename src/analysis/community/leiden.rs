//! Leiden: communities by moving actors to where they add most to modularity.

use super::partition::amount;
use crate::analysis::random::Random;
use crate::model::Snapshot;
use crate::task::{Cancelled, TaskContext};

/// A move must add more than this, relative to all contact, so that rounding moves nobody for ever.
const MIN_GAIN: f64 = 1e-12;

/// How often the search starts again from what it has found.
const MAX_PASSES: usize = 10;

/// The community of each actor, found by the Leiden algorithm: no community falls apart, and no actor would add to
/// modularity by moving to another.
///
/// Traag, Waltman & van Eck 2019, Sci. Rep. 9:5233, with resolution 1: actors move one by one to the community where they
/// add most to modularity; then each community is taken apart and built up again from well connected parts; these parts
/// become the actors of a smaller network, and so on, until nothing moves. Parts join the best of the possible parts; the
/// seed draws the order in which actors and parts have their turn. Direction: ignored. Weights: if `weighted`, amounts of
/// contact in the place of numbers of ties. An isolate is a community. Communities are numbered by size, largest first,
/// equal ones in the order of their first actors.
///
/// Time about O(E) per pass, space O(V + E). Stops within one round over the actors after a cancel.
pub fn leiden(
    snapshot: &Snapshot,
    weighted: bool,
    seed: u64,
    task: &TaskContext,
) -> Result<Vec<u32>, Cancelled> {
    let whole = Graph::new(snapshot, weighted);
    let mut random = Random::new(seed, 0);
    let mut community_of: Vec<u32> = (0..whole.len() as u32).collect();
    if whole.ends > 0.0 {
        for _ in 0..MAX_PASSES {
            let before = whole.quality(&community_of);
            pass(&whole, &mut community_of, &mut random, task)?;
            if whole.quality(&community_of) <= before + MIN_GAIN {
                break;
            }
        }
    }
    Ok(number_by_size(&community_of))
}

/// Gives communities their final numbers.
fn number_by_size(community_of: &[u32]) -> Vec<u32> {
    let mut members = vec![(0_usize, usize::MAX); community_of.len()];
    for (actor, &community) in community_of.iter().enumerate() {
        let (size, first) = &mut members[community as usize];
        *size += 1;
        *first = actor.min(*first);
    }
    let mut order: Vec<usize> = (0..members.len())
        .filter(|&community| members[community].0 > 0)
        .collect();
    order.sort_by_key(|&community| {
        let (size, first) = members[community];
        (std::cmp::Reverse(size), first)
    });
    let mut number = vec![0; members.len()];
    for (new, &old) in order.iter().enumerate() {
        number[old] = new as u32;
    }
    community_of
        .iter()
        .map(|&community| number[community as usize])
        .collect()
}

/// A network whose nodes are actors, or parts of communities.
struct Graph {
    starts: Vec<usize>,
    /// The other nodes next to each node, and how much contact there is.
    contacts: Vec<(u32, f64)>,
    /// The tie ends of each node, those of ties inside it included.
    strengths: Vec<f64>,
    /// All tie ends: 2m.
    ends: f64,
}

impl Graph {
    fn new(snapshot: &Snapshot, weighted: bool) -> Self {
        let adjacency = snapshot.adjacency();
        let mut starts = vec![0];
        let mut contacts = Vec::with_capacity(2 * snapshot.edges().len());
        let mut strengths = Vec::with_capacity(snapshot.num_actors());
        for actor in 0..snapshot.num_actors() as u32 {
            let row = adjacency
                .neighbors(actor)
                .iter()
                .zip(adjacency.edges(actor));
            let mut strength = 0.0;
            for (&contact, &edge) in row {
                let amount = amount(snapshot, weighted, edge);
                if amount > 0.0 {
                    contacts.push((contact, amount));
                    strength += amount;
                }
            }
            starts.push(contacts.len());
            strengths.push(strength);
        }
        let ends = strengths.iter().sum();
        Self {
            starts,
            contacts,
            strengths,
            ends,
        }
    }

    fn len(&self) -> usize {
        self.strengths.len()
    }

    fn contacts(&self, node: u32) -> &[(u32, f64)] {
        let node = node as usize;
        &self.contacts[self.starts[node]..self.starts[node + 1]]
    }

    /// Modularity, but for the ties inside nodes, which are the same for all communities.
    fn quality(&self, community_of: &[u32]) -> f64 {
        let mut sums = vec![0.0; self.len()];
        let mut inside = 0.0;
        for node in 0..self.len() as u32 {
            let own = community_of[node as usize];
            sums[own as usize] += self.strengths[node as usize];
            inside += self
                .contacts(node)
                .iter()
                .filter(|&&(contact, _)| community_of[contact as usize] == own)
                .map(|&(_, amount)| amount)
                .sum::<f64>();
        }
        let by_chance: f64 = sums.iter().map(|sum| sum * sum).sum();
        inside / self.ends - by_chance / (self.ends * self.ends)
    }

    /// The graph whose nodes are the parts of this one.
    fn gather(&self, part_of: &[u32], num_parts: usize) -> Self {
        let mut members = vec![Vec::new(); num_parts];
        for (node, &part) in part_of.iter().enumerate() {
            members[part as usize].push(node as u32);
        }
        let mut amounts = Amounts::new(num_parts);
        let mut graph = Self {
            starts: vec![0],
            contacts: Vec::new(),
            strengths: Vec::with_capacity(num_parts),
            ends: self.ends,
        };
        for (part, members) in members.iter().enumerate() {
            let mut strength = 0.0;
            for &node in members {
                strength += self.strengths[node as usize];
                for &(contact, amount) in self.contacts(node) {
                    let other = part_of[contact as usize];
                    if other as usize != part {
                        amounts.add(other, amount);
                    }
                }
            }
            amounts.take(|other, amount| graph.contacts.push((other, amount)));
            graph.starts.push(graph.contacts.len());
            graph.strengths.push(strength);
        }
        graph
    }
}

/// How much contact there is to each community, from one node.
struct Amounts {
    amount: Vec<f64>,
    touched: Vec<u32>,
}

impl Amounts {
    fn new(len: usize) -> Self {
        Self {
            amount: vec![0.0; len],
            touched: Vec::new(),
        }
    }

    fn add(&mut self, community: u32, amount: f64) {
        let sum = &mut self.amount[community as usize];
        if *sum == 0.0 {
            self.touched.push(community);
        }
        *sum += amount;
    }

    /// Tells the amounts in the order in which communities were met, and forgets them.
    fn take(&mut self, mut tell: impl FnMut(u32, f64)) {
        for community in self.touched.drain(..) {
            tell(
                community,
                std::mem::take(&mut self.amount[community as usize]),
            );
        }
    }
}

/// Improves communities until no move and no merger of parts adds to modularity.
fn pass(
    whole: &Graph,
    community_of: &mut [u32],
    random: &mut Random,
    task: &TaskContext,
) -> Result<(), Cancelled> {
    let mut gathered: Option<Graph> = None;
    // For each actor the node that it is part of now, and for each node its community.
    let mut node_of: Vec<u32> = (0..whole.len() as u32).collect();
    let mut communities = community_of.to_vec();
    loop {
        let graph = gathered.as_ref().unwrap_or(whole);
        // There may be fewer nodes than the communities had numbers.
        compact(&mut communities);
        move_nodes(graph, &mut communities, random, task)?;
        let num_communities = compact(&mut communities);
        for (community, &node) in community_of.iter_mut().zip(&node_of) {
            *community = communities[node as usize];
        }
        if num_communities == graph.len() {
            return Ok(());
        }
        let mut parts = refine(graph, &communities, random, task)?;
        let num_parts = compact(&mut parts);
        if num_parts == graph.len() {
            return Ok(());
        }
        let mut of_parts = vec![0; num_parts];
        for (&part, &community) in parts.iter().zip(&communities) {
            of_parts[part as usize] = community;
        }
        for node in &mut node_of {
            *node = parts[*node as usize];
        }
        gathered = Some(graph.gather(&parts, num_parts));
        communities = of_parts;
    }
}

/// Numbers communities without gaps, in the order of their first nodes; returns how many there are.
fn compact(communities: &mut [u32]) -> usize {
    let mut number = vec![u32::MAX; communities.len()];
    let mut next = 0;
    for community in communities {
        let number = &mut number[*community as usize];
        if *number == u32::MAX {
            *number = next;
            next += 1;
        }
        *community = *number;
    }
    next as usize
}

/// Moves nodes, one by one, to the community where they add most to modularity, until none adds by moving.
fn move_nodes(
    graph: &Graph,
    communities: &mut [u32],
    random: &mut Random,
    task: &TaskContext,
) -> Result<(), Cancelled> {
    let n = graph.len();
    let mut sums = vec![0.0; n];
    let mut sizes = vec![0_u32; n];
    for (&community, strength) in communities.iter().zip(&graph.strengths) {
        sums[community as usize] += strength;
        sizes[community as usize] += 1;
    }
    let mut empty: Vec<u32> = (0..n as u32)
        .rev()
        .filter(|&community| sizes[community as usize] == 0)
        .collect();
    let mut order: Vec<u32> = (0..n as u32).collect();
    random.shuffle(&mut order);
    let mut queue = std::collections::VecDeque::from(order);
    let mut is_queued = vec![true; n];
    let mut amounts = Amounts::new(n);
    let mut num_visited = 0_usize;
    while let Some(node) = queue.pop_front() {
        if num_visited.is_multiple_of(1024) {
            task.keep_going()?;
        }
        num_visited += 1;
        is_queued[node as usize] = false;
        let own = communities[node as usize];
        for &(contact, amount) in graph.contacts(node) {
            amounts.add(communities[contact as usize], amount);
        }
        let strength = graph.strengths[node as usize];
        let by_chance = strength / graph.ends;
        sums[own as usize] -= strength;
        sizes[own as usize] -= 1;
        let (mut best, mut best_gain) = (own, f64::NEG_INFINITY);
        let stay = amounts.amount[own as usize] - by_chance * sums[own as usize];
        amounts.take(|community, amount| {
            let gain = amount - by_chance * sums[community as usize];
            if gain > best_gain {
                (best, best_gain) = (community, gain);
            }
        });
        if best_gain < 0.0
            && let Some(&community) = empty.last()
        {
            (best, best_gain) = (community, 0.0);
        }
        if best_gain <= stay + MIN_GAIN * graph.ends || best == own {
            best = own;
        }
        if best != own {
            if sizes[own as usize] == 0 {
                empty.push(own);
            }
            if sizes[best as usize] == 0 {
                empty.pop();
            }
            communities[node as usize] = best;
            for &(contact, _) in graph.contacts(node) {
                if communities[contact as usize] != best && !is_queued[contact as usize] {
                    is_queued[contact as usize] = true;
                    queue.push_back(contact);
                }
            }
        }
        sums[best as usize] += strength;
        sizes[best as usize] += 1;
    }
    Ok(())
}

/// Takes communities apart into single nodes and builds them up again from well connected parts.
fn refine(
    graph: &Graph,
    communities: &[u32],
    random: &mut Random,
    task: &TaskContext,
) -> Result<Vec<u32>, Cancelled> {
    let n = graph.len();
    let mut of_community = vec![0.0; n];
    for (&community, strength) in communities.iter().zip(&graph.strengths) {
        of_community[community as usize] += strength;
    }
    let mut parts: Vec<u32> = (0..n as u32).collect();
    let mut sums = graph.strengths.clone();
    let mut sizes = vec![1_u32; n];
    // For each part how much contact it has with the rest of its community.
    let mut outside: Vec<f64> = (0..n as u32)
        .map(|node| {
            let own = communities[node as usize];
            let contacts = graph.contacts(node).iter();
            contacts
                .filter(|&&(contact, _)| communities[contact as usize] == own)
                .map(|&(_, amount)| amount)
                .sum()
        })
        .collect();
    let is_well_connected = |outside: f64, sum: f64, whole: f64| {
        outside >= sum * (whole - sum) / graph.ends - MIN_GAIN * graph.ends
    };
    let mut order: Vec<u32> = (0..n as u32).collect();
    random.shuffle(&mut order);
    let mut amounts = Amounts::new(n);
    for (turn, &node) in order.iter().enumerate() {
        if turn.is_multiple_of(1024) {
            task.keep_going()?;
        }
        let own = communities[node as usize];
        let whole = of_community[own as usize];
        let part = parts[node as usize];
        let strength = graph.strengths[node as usize];
        // Only nodes that are still alone move, so that no part falls apart.
        if sizes[part as usize] != 1 || !is_well_connected(outside[part as usize], strength, whole)
        {
            continue;
        }
        for &(contact, amount) in graph.contacts(node) {
            if communities[contact as usize] == own {
                amounts.add(parts[contact as usize], amount);
            }
        }
        let by_chance = strength / graph.ends;
        let mut best = None;
        let mut best_gain = MIN_GAIN * graph.ends;
        amounts.take(|other, amount| {
            let sum = sums[other as usize];
            let gain = amount - by_chance * sum;
            if gain > best_gain && is_well_connected(outside[other as usize], sum, whole) {
                best = Some((other, amount));
                best_gain = gain;
            }
        });
        if let Some((other, amount)) = best {
            let alone = outside[part as usize];
            outside[other as usize] += alone - 2.0 * amount;
            outside[part as usize] = 0.0;
            sums[other as usize] += strength;
            sums[part as usize] = 0.0;
            sizes[other as usize] += 1;
            sizes[part as usize] = 0;
            parts[node as usize] = other;
        }
    }
    Ok(parts)
}
