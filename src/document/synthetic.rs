//! Synthetic ecosystems: invented networks with a planted truth, for teaching and tests.
//!
//! They look like real ones (actors of four sectors in communities of very different size, projects that a few belong to
//! again and again) and something is known about them: who brokers, which communities do not meet, what stands alone.

use std::collections::BTreeSet;

use rand::{Rng as _, SeedableRng as _};
use rand_pcg::Pcg64Mcg;

use crate::model::{
    Activity, Actor, ActorId, Attributes, Change, EditError, Need, NeedStatus, Network,
    NetworkEdit, NetworkInfo, Offer, Participation, SectorId, Tie,
};

/// Fewer actors do not make an ecosystem.
pub const MIN_SYNTHETIC_ACTORS: usize = 60;
/// More have no use here.
pub const MAX_SYNTHETIC_ACTORS: usize = 200_000;

/// Business, city, university, civil society: how many of a hundred actors.
const SECTOR_SHARES: [u64; 4] = [52, 17, 19, 12];
const SECTOR_KINDS: [[&str; 3]; 4] = [
    ["Works", "Technologies", "Trading"],
    ["Council", "Agency", "Utilities"],
    ["University", "Institute", "College"],
    ["Association", "Foundation", "Forum"],
];
const TOWNS: [&str; 16] = [
    "Almvik", "Brenna", "Corsholm", "Dalby", "Esker", "Fallstad", "Grimsund", "Havre", "Ilmo",
    "Jarna", "Kelda", "Lysekan", "Mornas", "Norvik", "Ostra", "Pelby",
];
const THEMES: [&str; 8] = [
    "mobility", "energy", "housing", "food", "water", "health", "reuse", "learning",
];
const WISHES: [&str; 10] = [
    "data",
    "funding",
    "pilot sites",
    "permits",
    "talent",
    "volunteers",
    "sensors",
    "workshop space",
    "legal advice",
    "test users",
];

/// What is planted in a synthetic network: actors by text id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Planted {
    /// Actors who alone connect their community to the rest, and how many would be cut off without them.
    pub brokers: Vec<(String, usize)>,
    /// Two communities with the same theme and no tie and no activity between their members.
    pub gaps: Vec<(Vec<String>, Vec<String>)>,
    /// Small groups without a connection to the rest.
    pub islands: Vec<Vec<String>>,
    /// Actors without a tie.
    pub isolates: Vec<String>,
    /// The actor with the most contacts.
    pub hub: String,
}

/// A synthetic ecosystem of so many actors, and what is planted in it. Equal arguments give the same network.
///
/// The number is taken into [`MIN_SYNTHETIC_ACTORS`]..=[`MAX_SYNTHETIC_ACTORS`]. Time O(actors).
pub fn synthetic(num_actors: usize, seed: u64) -> Result<(Network, Planted), EditError> {
    let num_actors = num_actors.clamp(MIN_SYNTHETIC_ACTORS, MAX_SYNTHETIC_ACTORS);
    let mut growth = Growth {
        network: Network::new(),
        dice: Dice(Pcg64Mcg::seed_from_u64(seed)),
        planted: Planted::default(),
        edits: Vec::new(),
        num_wishes: 0,
    };
    growth.grow(num_actors)?;
    let Growth {
        mut network,
        planted,
        edits,
        ..
    } = growth;
    let info = NetworkInfo {
        name: format!("Synthetic ecosystem of {num_actors} actors"),
        description: format!(
            "Invented, with seed {seed}. Planted: {} brokers, {} gaps between communities, {} islands, {} actors without a tie.",
            planted.brokers.len(),
            planted.gaps.len(),
            planted.islands.len(),
            planted.isolates.len()
        ),
        source: "helixmap generate".to_owned(),
        license: "CC0-1.0".to_owned(),
        attributes: Attributes::new(),
    };
    let before = Box::new(network.info().clone());
    network.apply(&edits)?;
    network.apply(&[NetworkEdit::Info(before, Box::new(info))])?;
    Ok((network, planted))
}

/// Random choices. Their use of the generator is written out here, so that a seed means the same for ever.
struct Dice(Pcg64Mcg);

impl Dice {
    /// A number below `end`; 0 if there is none.
    fn below(&mut self, end: usize) -> usize {
        ((u128::from(self.0.next_u64()) * end as u128) >> 64) as usize
    }

    /// Whether something happens that does so so many times in a hundred.
    fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> Option<T> {
        from.get(self.below(from.len())).copied()
    }
}

/// Actors who know each other.
struct Community {
    town: &'static str,
    theme: &'static str,
    members: Vec<ActorId>,
    /// The members, once for each part that they have taken: whoever has many gets more.
    parts: Vec<ActorId>,
    /// Connected to the rest by one actor alone.
    is_satellite: bool,
}

struct Growth {
    network: Network,
    dice: Dice,
    planted: Planted,
    /// Activities, needs and offers.
    edits: Vec<NetworkEdit>,
    num_wishes: u32,
}

impl Growth {
    fn grow(&mut self, num_actors: usize) -> Result<(), EditError> {
        let num_isolates = (num_actors / 100).max(2);
        let island_sizes: Vec<usize> = (0..(num_actors / 300).max(2))
            .map(|_| 3 + self.dice.below(4))
            .collect();
        let alone = num_isolates + island_sizes.iter().sum::<usize>();
        let sizes = self.community_sizes(num_actors - alone - 1);
        let num_satellites = (sizes.len() / 4).clamp(1, 40);
        let num_core = sizes.len() - num_satellites;
        let mut communities = Vec::new();
        for (number, size) in sizes.into_iter().enumerate() {
            let is_satellite = number >= num_core;
            communities.push(self.community(number, size, is_satellite)?);
        }
        let gaps = self.gaps(&communities, num_core);
        for (number, size) in island_sizes.into_iter().enumerate() {
            let island = self.community(number, size, true)?;
            self.hang_together(&island)?;
            self.planted.islands.push(self.keys(&island.members));
        }
        for _ in 0..num_isolates {
            let town = self.dice.pick(&TOWNS).unwrap_or_default();
            let id = self.actor(town, None)?;
            self.planted.isolates.extend(self.keys(&[id]));
        }
        for place in 0..communities.len() {
            if let Some(community) = communities.get(place) {
                self.hang_together(community)?;
            }
            self.projects(&mut communities, place, num_core, &gaps);
        }
        self.connect(&communities, num_core, &gaps)?;
        self.hub(&communities, num_core)?;
        Ok(())
    }

    /// Sizes of communities, largest first: a few large ones, many small ones.
    fn community_sizes(&mut self, num_actors: usize) -> Vec<usize> {
        let usual = 8 + (num_actors as f64).sqrt() as usize / 3;
        let mut sizes = Vec::new();
        let mut left = num_actors;
        while left > 0 {
            // One over a uniform number has a heavy tail.
            let draw = usual * 100 / (20 + self.dice.below(100));
            let size = draw.clamp(8, (num_actors / 4).max(8));
            let size = if left < size + 8 { left } else { size };
            sizes.push(size);
            left -= size;
        }
        sizes.sort_unstable_by_key(|&size| std::cmp::Reverse(size));
        sizes
    }

    fn community(
        &mut self,
        number: usize,
        size: usize,
        is_satellite: bool,
    ) -> Result<Community, EditError> {
        let town = TOWNS.get(number % TOWNS.len()).copied().unwrap_or_default();
        // Neighbours in the list have the same theme: pairs of them can be gaps.
        let theme = THEMES.get(number / 2 % THEMES.len()).copied();
        let members = (0..size)
            .map(|_| self.actor(town, None))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Community {
            town,
            theme: theme.unwrap_or_default(),
            parts: members.clone(),
            members,
            is_satellite,
        })
    }

    fn actor(&mut self, town: &str, sector: Option<usize>) -> Result<ActorId, EditError> {
        let sector = sector.unwrap_or_else(|| {
            let mut draw = self.dice.below(100) as u64;
            let mut sector = 0;
            while let Some(&share) = SECTOR_SHARES.get(sector)
                && draw >= share
            {
                draw -= share;
                sector += 1;
            }
            sector.min(SECTOR_SHARES.len() - 1)
        });
        let number = self.network.num_actors() + 1;
        let kind = SECTOR_KINDS
            .get(sector)
            .and_then(|kinds| self.dice.pick(kinds))
            .unwrap_or_default();
        let actor = Actor {
            sector: Some(SectorId(sector as u32)),
            city: town.to_owned(),
            ..Actor::new(format!("a{number}"), format!("{town} {kind} {number}"))
        };
        let id = self.network.add_actor(actor)?;
        if self.dice.percent(30) {
            self.wish(id);
        }
        Ok(id)
    }

    /// Something that an actor looks for, and something else that it can give.
    fn wish(&mut self, actor: ActorId) {
        let need = self.dice.below(WISHES.len());
        let offer = need + 1 + self.dice.below(WISHES.len() - 1);
        let word = |place: usize| {
            let word = WISHES.get(place % WISHES.len()).copied();
            word.unwrap_or_default().to_owned()
        };
        let number = self.num_wishes;
        self.num_wishes += 1;
        let need = Need {
            key: format!("n{}", number + 1),
            actor,
            text: word(need),
            tags: vec![word(need)],
            status: NeedStatus::Open,
            since: None,
            attributes: Attributes::new(),
        };
        let offer = Offer {
            key: format!("o{}", number + 1),
            actor,
            text: word(offer),
            tags: vec![word(offer)],
            status: NeedStatus::Open,
            since: None,
            attributes: Attributes::new(),
        };
        let needs = Change::add(crate::model::NeedId(number), need);
        let offers = Change::add(crate::model::OfferId(number), offer);
        self.edits.push(NetworkEdit::Need(needs));
        self.edits.push(NetworkEdit::Offer(offers));
    }

    fn keys(&self, actors: &[ActorId]) -> Vec<String> {
        let actors = actors.iter().filter_map(|&id| self.network.actor(id));
        actors.map(|actor| actor.key.clone()).collect()
    }

    fn tie(&mut self, a: ActorId, b: ActorId, kind: &str) -> Result<(), EditError> {
        if a == b {
            return Ok(());
        }
        let tie = Tie {
            kind: kind.to_owned(),
            weight: 1.0 + self.dice.below(4) as f64,
            ..Tie::new(a, b)
        };
        self.network.add_tie(tie).map(|_| ())
    }

    /// Every member is tied to an earlier one, those with many ties more often, and some are tied besides.
    fn hang_together(&mut self, community: &Community) -> Result<(), EditError> {
        let mut ends: Vec<ActorId> = community.members.iter().take(1).copied().collect();
        for &member in community.members.iter().skip(1) {
            if let Some(other) = self.dice.pick(&ends) {
                self.tie(member, other, "cooperation")?;
                ends.extend([member, other]);
            }
            if self.dice.percent(45)
                && let Some(other) = self.dice.pick(&ends)
            {
                self.tie(member, other, "advice")?;
                ends.push(other);
            }
        }
        Ok(())
    }

    /// Pairs of core communities with the same theme that never meet.
    fn gaps(&mut self, communities: &[Community], num_core: usize) -> BTreeSet<(usize, usize)> {
        let mut gaps = BTreeSet::new();
        // With two core communities alone, a gap would part the whole.
        if num_core < 4 {
            return gaps;
        }
        let wanted = (num_core / 6).max(1);
        // Every second pair, so that there are others between them.
        for first in (0..num_core - 1).step_by(4).take(wanted) {
            if let [one, other] = communities.get(first..first + 2).unwrap_or_default() {
                let members = (self.keys(&one.members), self.keys(&other.members));
                self.planted.gaps.push(members);
                gaps.insert((first, first + 1));
            }
        }
        gaps
    }

    /// The projects of a community; of a core community some are shared with another one.
    fn projects(
        &mut self,
        communities: &mut [Community],
        place: usize,
        num_core: usize,
        gaps: &BTreeSet<(usize, usize)>,
    ) {
        let Some(community) = communities.get(place) else {
            return;
        };
        let num_projects = (community.members.len() / 3).max(1);
        for _ in 0..num_projects {
            let Some(community) = communities.get_mut(place) else {
                return;
            };
            // Three sizes: a small team, a usual one, a consortium.
            let size = match self.dice.below(10) {
                0..=5 => 2 + self.dice.below(3),
                6..=8 => 4 + self.dice.below(4),
                _ => 8 + self.dice.below(8),
            };
            let mut members = BTreeSet::new();
            for _ in 0..size {
                members.extend(self.dice.pick(&community.parts));
            }
            community.parts.extend(&members);
            let (theme, is_satellite) = (community.theme, community.is_satellite);
            let partner = place + 2 + self.dice.below(3);
            if !is_satellite
                && partner < num_core
                && !gaps.contains(&(place, partner))
                && self.dice.percent(25)
                && let Some(partner) = communities.get(partner)
            {
                for _ in 0..2 {
                    members.extend(self.dice.pick(&partner.parts));
                }
            }
            self.activity(theme, members);
        }
    }

    fn activity(&mut self, theme: &str, members: BTreeSet<ActorId>) {
        if members.len() < 2 {
            return;
        }
        let is_activity = |edit: &&NetworkEdit| matches!(edit, NetworkEdit::Activity(_));
        let number = self.edits.iter().rev().find(is_activity);
        let number = number.map_or(0, |edit| match edit {
            NetworkEdit::Activity(change) => change.id.0 + 1,
            _ => 0,
        });
        let mut letters = theme.chars();
        let start: String = letters
            .next()
            .into_iter()
            .flat_map(char::to_uppercase)
            .collect();
        let title = format!("{start}{} project {}", letters.as_str(), number + 1);
        let activity = Activity {
            topic: theme.to_owned(),
            participants: members.into_iter().map(Participation::new).collect(),
            ..Activity::new(format!("p{}", number + 1), title)
        };
        let change = Change::add(crate::model::ActivityId(number), activity);
        self.edits.push(NetworkEdit::Activity(change));
    }

    /// Core communities are tied into one whole, and each satellite hangs on it by one member.
    fn connect(
        &mut self,
        communities: &[Community],
        num_core: usize,
        gaps: &BTreeSet<(usize, usize)>,
    ) -> Result<(), EditError> {
        for place in 0..num_core {
            for step in 1..=3 {
                let other = place + step;
                if other >= num_core || gaps.contains(&(place, other)) {
                    continue;
                }
                let ends = communities.get(place).zip(communities.get(other));
                let Some((here, there)) = ends else { continue };
                for _ in 0..if step == 1 { 2 } else { 1 } {
                    let ends = self
                        .dice
                        .pick(&here.parts)
                        .zip(self.dice.pick(&there.parts));
                    if let Some((a, b)) = ends {
                        self.tie(a, b, "cooperation")?;
                    }
                }
            }
        }
        for satellite in communities.iter().skip(num_core) {
            let Some(&broker) = satellite.members.first() else {
                continue;
            };
            let Some(home) = communities.get(self.dice.below(num_core)) else {
                continue;
            };
            for _ in 0..3 {
                if let Some(other) = self.dice.pick(&home.members) {
                    self.tie(broker, other, "cooperation")?;
                }
            }
            let key = self.keys(&[broker]).pop().unwrap_or_default();
            let num_cut_off = satellite.members.len() - 1;
            self.planted.brokers.push((key, num_cut_off));
        }
        Ok(())
    }

    /// A university that works with one actor in three of one community at a time.
    fn hub(&mut self, communities: &[Community], num_core: usize) -> Result<(), EditError> {
        let Some(first) = communities.first() else {
            return Ok(());
        };
        let hub = self.actor(first.town, Some(2))?;
        for community in communities.iter().take(num_core) {
            for &member in community.members.iter().step_by(3) {
                self.tie(hub, member, "research")?;
            }
        }
        self.planted.hub = self.keys(&[hub]).pop().unwrap_or_default();
        Ok(())
    }
}
