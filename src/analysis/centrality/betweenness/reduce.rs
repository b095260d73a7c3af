//! The core of a network: what is left to search once everything is folded away that a shortest path never passes.
//!
//! An actor whose contacts all know each other is never inside a shortest path, because a way through it can be cut
//! short: a *rim* actor. Networks that come from common activities mostly consist of rim actors. They only start and end
//! paths, so the search can do without them: rim actors with the same contacts outside the rim are gathered into one
//! [`Rim`], searched from once, and reached through these contacts. What passes only through the contacts of a single rim
//! needs no search at all and is counted here.

use crate::model::{Adjacency, Directed, Snapshot};

/// Who is next to whom, by place in the core.
#[derive(Debug)]
pub(super) struct Rows {
    starts: Vec<usize>,
    items: Vec<u32>,
}

impl Rows {
    fn new() -> Self {
        Self {
            starts: vec![0],
            items: Vec::new(),
        }
    }

    fn push(&mut self, row: impl IntoIterator<Item = u32>) {
        self.items.extend(row);
        self.starts.push(self.items.len());
    }

    pub(super) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    pub(super) fn row(&self, index: u32) -> &[u32] {
        &self.items[self.starts[index as usize]..self.starts[index as usize + 1]]
    }
}

/// How many actors there are of each sector that occurs; the last possible sector is "none".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Mass {
    pub(super) total: u64,
    /// Sorted by sector, without zeros.
    pub(super) by_sector: Vec<(u16, u64)>,
}

impl Mass {
    fn add(&mut self, sector: u16, count: u64) {
        self.total += count;
        match self
            .by_sector
            .binary_search_by_key(&sector, |&(sector, _)| sector)
        {
            Ok(place) => self.by_sector[place].1 += count,
            Err(place) => self.by_sector.insert(place, (sector, count)),
        }
    }

    fn add_all(&mut self, other: &Self) {
        for &(sector, count) in &other.by_sector {
            self.add(sector, count);
        }
    }

    fn of(&self, sector: u16) -> u64 {
        self.by_sector
            .binary_search_by_key(&sector, |&(sector, _)| sector)
            .map_or(0, |place| self.by_sector[place].1)
    }

    /// Ordered pairs of one actor from here and one from there: all, and those of different known sectors.
    fn pairs(&self, other: &Self, no_sector: u16) -> [u64; 2] {
        let known = |mass: &Self| mass.total - mass.of(no_sector);
        let same: u64 = self
            .by_sector
            .iter()
            .filter(|&&(sector, _)| sector != no_sector)
            .map(|&(sector, count)| count * other.of(sector))
            .sum();
        [self.total * other.total, known(self) * known(other) - same]
    }
}

/// Where a search starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// At an actor of the core, also on behalf of the rim actors that know nobody else outside the rim.
    Core(u32),
    /// At the actors of a rim.
    Rim(u32),
}

/// A network without its rim.
#[derive(Debug)]
pub(super) struct Core {
    /// The actor at each place.
    pub(super) actors: Vec<u32>,
    /// The sector at each place; `num_sectors` for none.
    pub(super) sectors: Vec<u16>,
    pub(super) num_sectors: usize,
    pub(super) out: Rows,
    /// Who comes before, if direction matters.
    into: Option<Rows>,
    /// The rim actors who know only one actor outside the rim, by that actor.
    pub(super) leaves: Vec<Mass>,
    /// Rim actors with the same contacts outside the rim, two or more of them.
    pub(super) rims: Vec<Mass>,
    /// The contacts of each rim.
    pub(super) contacts: Rows,
    /// Places by component.
    pub(super) components: Rows,
    pub(super) rims_of_component: Rows,
    /// Where to search from, each with its component.
    pub(super) sources: Vec<(u32, Source)>,
    /// What is known without a search, by place: over all ordered pairs, and those of different sectors.
    pub(super) scores: Vec<[f64; 2]>,
}

impl Core {
    /// The core of a network without direction.
    pub(super) fn of_undirected(snapshot: &Snapshot) -> Self {
        let (adjacency, sectors) = (snapshot.adjacency(), snapshot.sectors());
        let cliques = find_rim_cliques(adjacency, sectors.len());
        let is_rim = rim_flags(&cliques, sectors.len());
        let mut core = Self::without_rim(adjacency, sectors, &is_rim, None);
        core.attach(adjacency, sectors, &cliques);
        core.order_sources();
        core
    }

    /// A directed network, whole.
    pub(super) fn of_directed(directed: &Directed, sectors: &[Option<u16>]) -> Self {
        let is_rim = vec![false; sectors.len()];
        let mut core = Self::without_rim(&directed.out, sectors, &is_rim, Some(&directed.into));
        core.order_sources();
        core
    }

    pub(super) fn into(&self) -> &Rows {
        self.into.as_ref().unwrap_or(&self.out)
    }

    /// The contacts where a search starts.
    pub(super) fn seeds(&self, source: Source) -> &[u32] {
        match source {
            Source::Core(place) => self.out.row(place),
            Source::Rim(rim) => self.contacts.row(rim),
        }
    }

    /// The actors on whose behalf a search starts.
    pub(super) fn source_mass(&self, source: Source) -> Mass {
        match source {
            Source::Core(place) => {
                let mut mass = self.leaves[place as usize].clone();
                mass.add(self.sectors[place as usize], 1);
                mass
            }
            Source::Rim(rim) => self.rims[rim as usize].clone(),
        }
    }

    fn without_rim(
        out: &Adjacency,
        sectors: &[Option<u16>],
        is_rim: &[bool],
        into: Option<&Adjacency>,
    ) -> Self {
        let num_sectors = sectors
            .iter()
            .flatten()
            .map(|&sector| usize::from(sector) + 1)
            .max()
            .unwrap_or(0);
        let degree = |actor: u32| out.degree(actor) + into.map_or(0, |into| into.degree(actor));
        // Hubs first: they are read again and again, and lie side by side in the cache.
        let mut actors: Vec<u32> = (0..sectors.len() as u32)
            .filter(|&actor| !is_rim[actor as usize] && degree(actor) > 0)
            .collect();
        actors.sort_by_key(|&actor| std::cmp::Reverse(degree(actor)));
        let mut place_of = vec![u32::MAX; sectors.len()];
        for (place, &actor) in actors.iter().enumerate() {
            place_of[actor as usize] = place as u32;
        }
        let rows = |adjacency: &Adjacency| {
            let mut rows = Rows::new();
            let mut row = Vec::new();
            for &actor in &actors {
                row.extend(
                    adjacency
                        .neighbors(actor)
                        .iter()
                        .map(|&other| place_of[other as usize])
                        .filter(|&place| place != u32::MAX),
                );
                row.sort_unstable();
                rows.push(row.drain(..));
            }
            rows
        };
        let out = rows(out);
        let into = into.map(rows);
        let components = components(&out, into.as_ref());
        Self {
            sectors: actors
                .iter()
                .map(|&actor| sectors[actor as usize].unwrap_or(num_sectors as u16))
                .collect(),
            num_sectors,
            leaves: vec![Mass::default(); actors.len()],
            scores: vec![[0.0; 2]; actors.len()],
            rims: Vec::new(),
            contacts: Rows::new(),
            rims_of_component: Rows::new(),
            sources: Vec::new(),
            actors,
            out,
            into,
            components,
        }
    }

    /// Ties the rim to the core.
    fn attach(&mut self, adjacency: &Adjacency, sectors: &[Option<u16>], cliques: &[Vec<u32>]) {
        let no_sector = self.num_sectors as u16;
        let mut place_of = vec![u32::MAX; sectors.len()];
        for (place, &actor) in self.actors.iter().enumerate() {
            place_of[actor as usize] = place as u32;
        }
        let mut attached: Vec<(Vec<u32>, Mass)> = cliques
            .iter()
            .filter_map(|clique| {
                let mut contacts: Vec<u32> = adjacency
                    .neighbors(*clique.first()?)
                    .iter()
                    .map(|&actor| place_of[actor as usize])
                    .filter(|&place| place != u32::MAX)
                    .collect();
                contacts.sort_unstable();
                let mut mass = Mass::default();
                for &actor in clique {
                    mass.add(sectors[actor as usize].unwrap_or(no_sector), 1);
                }
                // A clique of its own has nobody in between.
                (!contacts.is_empty()).then_some((contacts, mass))
            })
            .collect();
        attached.sort_by(|(one, _), (other, _)| one.cmp(other));
        for group in attached.chunk_by(|(one, _), (other, _)| one == other) {
            let Some((contacts, _)) = group.first() else {
                continue;
            };
            let mut mass = Mass::default();
            for (_, part) in group {
                mass.add_all(part);
            }
            // Between two cliques with the same contacts, each contact carries its share.
            let mut between = mass.pairs(&mass, no_sector);
            for (_, part) in group {
                let within = part.pairs(part, no_sector);
                between[0] -= within[0];
                between[1] -= within[1];
            }
            let share = between.map(|pairs| pairs as f64 / contacts.len() as f64);
            for &contact in contacts {
                let scores = &mut self.scores[contact as usize];
                *scores = [scores[0] + share[0], scores[1] + share[1]];
            }
            if let &[contact] = contacts.as_slice() {
                self.leaves[contact as usize] = mass;
            } else {
                self.contacts.push(contacts.iter().copied());
                self.rims.push(mass);
            }
        }
        self.count_gateways();
    }

    /// Whoever is the only contact of rim actors carries all that goes from them to the rest of the component.
    fn count_gateways(&mut self) {
        let no_sector = self.num_sectors as u16;
        let mut component_of = vec![0_u32; self.actors.len()];
        for component in 0..self.components.len() as u32 {
            for &place in self.components.row(component) {
                component_of[place as usize] = component;
            }
        }
        let mut rims_of_component = vec![Vec::new(); self.components.len()];
        let mut masses = vec![Mass::default(); self.components.len()];
        for (place, &component) in component_of.iter().enumerate() {
            masses[component as usize].add_all(&self.source_mass(Source::Core(place as u32)));
        }
        for (rim, mass) in self.rims.iter().enumerate() {
            let Some(&contact) = self.contacts.row(rim as u32).first() else {
                continue;
            };
            let component = component_of[contact as usize] as usize;
            masses[component].add_all(mass);
            rims_of_component[component].push(rim as u32);
        }
        for (place, leaves) in self.leaves.iter().enumerate() {
            if leaves.total == 0 {
                continue;
            }
            let mut beside = leaves.clone();
            beside.add(self.sectors[place], 1);
            let all = leaves.pairs(&masses[component_of[place] as usize], no_sector);
            let near = leaves.pairs(&beside, no_sector);
            let scores = &mut self.scores[place];
            *scores = [
                scores[0] + (all[0] - near[0]) as f64,
                scores[1] + (all[1] - near[1]) as f64,
            ];
        }
        for rims in rims_of_component {
            self.rims_of_component.push(rims);
        }
    }

    /// Lists the sources, those of a component together, and close to each other those that reach the same hubs first:
    /// what is searched from at once then reaches the same actors at the same time.
    fn order_sources(&mut self) {
        while self.rims_of_component.len() < self.components.len() {
            self.rims_of_component.push([]);
        }
        let mut sources = Vec::with_capacity(self.actors.len() + self.rims.len());
        for component in 0..self.components.len() as u32 {
            let start = sources.len();
            let places = self.components.row(component).iter();
            let rims = self.rims_of_component.row(component).iter();
            sources.extend(places.map(|&place| (component, Source::Core(place))));
            sources.extend(rims.map(|&rim| (component, Source::Rim(rim))));
            sources[start..]
                .sort_by(|&(_, one), &(_, other)| self.seeds(one).cmp(self.seeds(other)));
        }
        self.sources = sources;
    }
}

fn rim_flags(cliques: &[Vec<u32>], num_actors: usize) -> Vec<bool> {
    let mut is_rim = vec![false; num_actors];
    for &actor in cliques.iter().flatten() {
        is_rim[actor as usize] = true;
    }
    is_rim
}

/// The actors whose contacts all know each other, those with the same contacts together. Actors without any contact
/// are left out.
fn find_rim_cliques(adjacency: &Adjacency, num_actors: usize) -> Vec<Vec<u32>> {
    let mut decided = vec![false; num_actors];
    let mut cliques = Vec::new();
    let mut by_degree = Vec::new();
    for actor in 0..num_actors as u32 {
        let contacts = adjacency.neighbors(actor);
        if decided[actor as usize] || contacts.is_empty() {
            continue;
        }
        // Each contact must know all the others, so at least as many as this actor does.
        if contacts
            .iter()
            .any(|&contact| adjacency.degree(contact) < contacts.len())
        {
            continue;
        }
        by_degree.clear();
        by_degree.extend_from_slice(contacts);
        by_degree.sort_by_key(|&contact| adjacency.degree(contact));
        let know_each_other = by_degree.iter().enumerate().all(|(rank, &one)| {
            by_degree[rank + 1..]
                .iter()
                .all(|&other| adjacency.has(one, other))
        });
        if !know_each_other {
            continue;
        }
        let mut clique = vec![actor];
        clique.extend(
            contacts
                .iter()
                .filter(|&&contact| adjacency.degree(contact) == contacts.len()),
        );
        for &member in &clique {
            decided[member as usize] = true;
        }
        cliques.push(clique);
    }
    cliques
}

/// The places of each component.
fn components(out: &Rows, into: Option<&Rows>) -> Rows {
    let mut components = Rows::new();
    let mut seen = vec![false; out.len()];
    let mut members = Vec::new();
    for start in 0..out.len() as u32 {
        if seen[start as usize] {
            continue;
        }
        seen[start as usize] = true;
        members.push(start);
        let mut next = 0;
        while let Some(&place) = members.get(next) {
            next += 1;
            let back = into.map_or(&[][..], |into| into.row(place));
            for &other in out.row(place).iter().chain(back) {
                if !seen[other as usize] {
                    seen[other as usize] = true;
                    members.push(other);
                }
            }
        }
        members.sort_unstable();
        components.push(members.drain(..));
    }
    components
}
