//! Folding: a smaller network in which the shortest paths of a large one can be counted exactly.
//!
//! Networks of common activities are unions of cliques, and most of that is repetition. Three things are folded away:
//!
//! * Actors with the same contacts who are tied themselves (*twins*) become one class.
//! * Actors whose contacts all know each other are on no shortest path between others. They only begin and end paths:
//!   they are *attached* to the clique of their contacts. That includes everybody with a single contact.
//! * A clique stands for all the edges among its members, so that a search looks at its members and not at their pairs.
//!   Cliques come from activities and from attached actors, and are checked. Edges that no clique covers, or more than
//!   one, are listed with what is to be added for each.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::analysis::shared_contacts::count_shared_contacts;
use crate::model::{Adjacency, Snapshot};
use crate::task::{Cancelled, TaskContext};

/// Rows of different length, one after the other.
#[derive(Clone, Debug)]
pub(super) struct Rows<T> {
    ends: Vec<u32>,
    items: Vec<T>,
}

impl<T> Rows<T> {
    fn new() -> Self {
        Self {
            ends: vec![0],
            items: Vec::new(),
        }
    }

    fn push(&mut self, row: impl IntoIterator<Item = T>) {
        self.items.extend(row);
        self.ends.push(self.items.len() as u32);
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len() - 1
    }

    pub(super) fn row(&self, index: u32) -> &[T] {
        let index = index as usize;
        self.items
            .get(self.ends[index] as usize..self.ends[index + 1] as usize)
            .unwrap_or_default()
    }
}

/// A set of actors as far as it matters at the end of a path: how many there are, and how many of each sector.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Mix {
    pub(super) num_actors: u32,
    pub(super) of_sector: Vec<u32>,
}

impl Mix {
    fn new(num_sectors: usize) -> Self {
        Self {
            num_actors: 0,
            of_sector: vec![0; num_sectors],
        }
    }

    fn add(&mut self, sector: Option<u16>) {
        self.num_actors += 1;
        if let Some(sector) = sector {
            self.of_sector[usize::from(sector)] += 1;
        }
    }

    fn join(&mut self, other: &Self) {
        self.num_actors += other.num_actors;
        for (mine, theirs) in self.of_sector.iter_mut().zip(&other.of_sector) {
            *mine += theirs;
        }
    }

    /// How many ordered pairs have one actor of each set, and how many of these are of different known sectors.
    pub(super) fn pairs(&self, other: &Self) -> [f64; 2] {
        let known: u32 = self.of_sector.iter().sum();
        let cross = self.of_sector.iter().zip(&other.of_sector);
        let cross = cross.map(|(mine, theirs)| f64::from(known - mine) * f64::from(*theirs));
        [
            f64::from(self.num_actors) * f64::from(other.num_actors),
            cross.sum(),
        ]
    }
}

/// A folded network.
#[derive(Clone, Debug)]
pub(super) struct Folded {
    /// The class of each actor that may be on a path between others; `None` for the others.
    pub(super) class_of: Vec<Option<u32>>,
    /// How many actors each class has.
    pub(super) size: Vec<f64>,
    /// The cliques of each class.
    pub(super) cliques: Rows<u32>,
    /// The classes of each clique.
    pub(super) members: Rows<u32>,
    /// Whether the clique stands for the edges among its members; otherwise it only has attached actors.
    pub(super) is_cover: Vec<bool>,
    /// Edges that no clique covers, or more than one: the other class, and what is to be added for the edge to count once.
    pub(super) corrections: Rows<(u32, f64)>,
    /// The different mixes of sectors.
    pub(super) mixes: Vec<Mix>,
    /// The mix of each class.
    pub(super) mix_of_class: Vec<u32>,
    /// The mix of the actors that are attached to each clique.
    pub(super) mix_of_clique: Vec<u32>,
    /// How many ordered pairs of attached actors of a clique are not tied, and how many of these cross sectors.
    pub(super) pairs_within: Vec<[f64; 2]>,
}

/// What is attached to a clique.
struct Attached {
    mix: Mix,
    pairs_within: [f64; 2],
}

impl Folded {
    /// Folds the undirected projection.
    ///
    /// Time O(Σ min(degree) over edges + Σ size² over activities).
    pub(super) fn new(snapshot: &Snapshot, task: &TaskContext) -> Result<Self, Cancelled> {
        let adjacency = snapshot.adjacency();
        let num_sectors = snapshot.sector_ids().len();
        let twins = twin_classes(adjacency, snapshot.num_actors());
        let is_attached = simplicial(snapshot, task)?;

        // Classes that may be on a path, numbered in the order of their first actors.
        let mut class_of = vec![None; snapshot.num_actors()];
        let mut class_mixes: Vec<Mix> = Vec::new();
        for actors in &twins {
            if actors
                .first()
                .is_some_and(|&first| !is_attached[first as usize])
            {
                let mut mix = Mix::new(num_sectors);
                for &actor in actors {
                    class_of[actor as usize] = Some(class_mixes.len() as u32);
                    mix.add(snapshot.sectors()[actor as usize]);
                }
                class_mixes.push(mix);
            }
        }
        let classes_around = |actors: &[u32], own: Option<u32>| -> Vec<u32> {
            let classes = actors.iter().filter_map(|&actor| class_of[actor as usize]);
            let classes: BTreeSet<u32> = classes.filter(|&class| Some(class) != own).collect();
            classes.into_iter().collect()
        };
        let mut around = Rows::new();
        for actors in &twins {
            let Some(&first) = actors.first() else {
                continue;
            };
            if class_of[first as usize].is_some() {
                around.push(classes_around(
                    adjacency.neighbors(first),
                    class_of[first as usize],
                ));
            }
        }
        task.keep_going()?;

        // The cliques that attached actors hang on, and those of activities.
        let mut attached: BTreeMap<Vec<u32>, Option<Attached>> = BTreeMap::new();
        for actors in &twins {
            let Some(&first) = actors.first() else {
                continue;
            };
            if !is_attached[first as usize] {
                continue;
            }
            let clique = classes_around(adjacency.neighbors(first), None);
            if clique.is_empty() {
                continue;
            }
            let mut mix = Mix::new(num_sectors);
            for &actor in actors {
                mix.add(snapshot.sectors()[actor as usize]);
            }
            let there = attached
                .entry(clique)
                .or_default()
                .get_or_insert_with(|| Attached {
                    mix: Mix::new(num_sectors),
                    pairs_within: [0.0; 2],
                });
            let pairs = there.mix.pairs(&mix);
            there.pairs_within[0] += 2.0 * pairs[0];
            there.pairs_within[1] += 2.0 * pairs[1];
            there.mix.join(&mix);
        }
        for (_, members) in snapshot.activities() {
            task.keep_going()?;
            let clique = classes_around(members, None);
            if clique.len() > 2 && is_clique(&around, &clique) {
                attached.entry(clique).or_default();
            }
        }
        Ok(Self::assemble(class_of, &class_mixes, &around, attached))
    }

    fn assemble(
        class_of: Vec<Option<u32>>,
        class_mixes: &[Mix],
        around: &Rows<u32>,
        attached: BTreeMap<Vec<u32>, Option<Attached>>,
    ) -> Self {
        let num_classes = class_mixes.len();
        let num_sectors = class_mixes.first().map_or(0, |mix| mix.of_sector.len());
        let mut cliques: Vec<(Vec<u32>, Option<Attached>)> = attached.into_iter().collect();
        cliques.sort_by_key(|(members, _)| std::cmp::Reverse(members.len()));
        let mut times_covered = vec![0_u32; around.items.len()];
        let mut is_cover = Vec::new();
        cliques.retain(|(members, attached)| {
            let covers = cover(around, members, &mut times_covered);
            if covers || attached.is_some() {
                is_cover.push(covers);
            }
            covers || attached.is_some()
        });

        let mut corrections = Rows::new();
        for class in 0..num_classes as u32 {
            let first = around.ends[class as usize] as usize;
            let row = around.row(class).iter().enumerate();
            corrections.push(
                row.map(|(place, &other)| (other, 1.0 - f64::from(times_covered[first + place])))
                    .filter(|&(_, missing)| missing != 0.0),
            );
        }
        let mut cliques_of = vec![Vec::new(); num_classes];
        let mut members = Rows::new();
        let mut clique_mixes = Vec::new();
        let mut pairs_within = Vec::new();
        for (index, (classes, attached)) in cliques.into_iter().enumerate() {
            for &class in &classes {
                cliques_of[class as usize].push(index as u32);
            }
            members.push(classes);
            let (mix, pairs) = attached.map_or_else(
                || (Mix::new(num_sectors), [0.0; 2]),
                |attached| (attached.mix, attached.pairs_within),
            );
            clique_mixes.push(mix);
            pairs_within.push(pairs);
        }
        let mut cliques = Rows::new();
        for row in cliques_of {
            cliques.push(row);
        }
        let different: BTreeSet<&Mix> = class_mixes.iter().chain(&clique_mixes).collect();
        let mixes: Vec<Mix> = different.into_iter().cloned().collect();
        let place = |mix: &Mix| mixes.binary_search(mix).unwrap_or_default() as u32;
        Self {
            class_of,
            size: class_mixes
                .iter()
                .map(|mix| f64::from(mix.num_actors))
                .collect(),
            cliques,
            members,
            is_cover,
            corrections,
            mix_of_class: class_mixes.iter().map(place).collect(),
            mix_of_clique: clique_mixes.iter().map(place).collect(),
            mixes,
            pairs_within,
        }
    }
}

/// The actors in classes of equal closed neighbourhoods: each in increasing order, classes in the order of their first
/// actors.
fn twin_classes(adjacency: &Adjacency, num_actors: usize) -> Vec<Vec<u32>> {
    let mark = |actor: u32| {
        let mixed = (u64::from(actor) + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (mixed ^ (mixed >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93)
    };
    let mut keyed: Vec<(u64, u32)> = (0..num_actors as u32)
        .map(|actor| {
            let neighbors = adjacency.neighbors(actor).iter();
            let sum = neighbors.fold(mark(actor), |sum, &n| sum.wrapping_add(mark(n)));
            (sum, actor)
        })
        .collect();
    keyed.sort_unstable();
    let mut classes: Vec<Vec<u32>> = Vec::new();
    let mut last_key = None;
    for (key, actor) in keyed {
        // Equal sums nearly always mean equal neighbourhoods; make sure.
        match classes.last_mut() {
            Some(class)
                if last_key == Some(key)
                    && class
                        .first()
                        .is_some_and(|&first| are_twins(adjacency, first, actor)) =>
            {
                class.push(actor);
            }
            _ => classes.push(vec![actor]),
        }
        last_key = Some(key);
    }
    classes.sort_unstable();
    classes
}

/// Whether two actors are tied and have the same other contacts.
fn are_twins(adjacency: &Adjacency, a: u32, b: u32) -> bool {
    let (of_a, of_b) = (adjacency.neighbors(a), adjacency.neighbors(b));
    of_a.len() == of_b.len()
        && of_a.binary_search(&b).is_ok()
        && of_a
            .iter()
            .filter(|&&contact| contact != b)
            .eq(of_b.iter().filter(|&&contact| contact != a))
}

/// Whether the contacts of each actor all know each other.
fn simplicial(snapshot: &Snapshot, task: &TaskContext) -> Result<Vec<bool>, Cancelled> {
    let shared = count_shared_contacts(snapshot, task)?;
    Ok((0..snapshot.num_actors() as u32)
        .map(|actor| {
            let edges = snapshot.adjacency().edges(actor);
            let closed: u64 = edges.iter().map(|&e| u64::from(shared[e as usize])).sum();
            let degree = edges.len() as u64;
            closed == degree * degree.saturating_sub(1)
        })
        .collect())
}

fn is_clique(around: &Rows<u32>, classes: &[u32]) -> bool {
    classes.iter().enumerate().all(|(place, &class)| {
        let row = around.row(class);
        let later = classes.get(place + 1..).unwrap_or_default();
        later.iter().all(|other| row.binary_search(other).is_ok())
    })
}

/// Covers the edges of a clique, if that is less work than looking at them one by one.
fn cover(around: &Rows<u32>, members: &[u32], times_covered: &mut [u32]) -> bool {
    if members.len() < 3 {
        return false;
    }
    let mut edges = Vec::new();
    for &class in members {
        let first = around.ends[class as usize] as usize;
        let row = around.row(class);
        for other in members.iter().filter(|&&other| other != class) {
            if let Ok(place) = row.binary_search(other) {
                edges.push(first + place);
            }
        }
    }
    let count = |times| {
        edges
            .iter()
            .filter(|&&edge| times_covered[edge] == times)
            .count()
    };
    if count(0) <= 2 * members.len() + count(1) {
        return false;
    }
    for edge in edges {
        times_covered[edge] += 1;
    }
    true
}
