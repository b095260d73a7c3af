//! The names that go into sentences: of actors, groups and sectors, as a snapshot and its network have them.

use super::Link;
use crate::analysis::finding::{Broker, Cut, SectorPair};
use crate::model::{ActorEntity, ActorId, Network, SectorId, SectorScheme, Snapshot};
use crate::text::words::findings as say;
use crate::text::{Group, Helix, Members, Name, SectorName, words};

/// Groups of up to so many actors are named, larger ones counted.
pub(super) const MAX_NAMES: usize = 3;
/// Longer names are cut in sentences; the map shows them in full.
const MAX_NAME_CHARS: usize = 60;

/// The names behind the indices of a snapshot.
#[derive(Clone, Copy)]
pub(super) struct Names<'a> {
    pub(super) network: &'a Network,
    pub(super) snapshot: &'a Snapshot,
}

impl Names<'_> {
    pub(super) fn actor(self, index: u32) -> Name<Link> {
        let id = self.snapshot.actor(index);
        match self.network.actor(id) {
            // It has been removed since the snapshot was taken.
            None => Name {
                text: words::REMOVED_ACTOR.to_owned(),
                link: None,
            },
            Some(actor) => Name {
                text: shorten(or_else(&actor.label, &actor.key)),
                link: Some(Link::Actor(id)),
            },
        }
    }

    pub(super) fn all(self, actors: &[u32]) -> Vec<Name<Link>> {
        actors.iter().map(|&actor| self.actor(actor)).collect()
    }

    pub(super) fn ids(self, actors: &[u32]) -> Vec<ActorId> {
        actors
            .iter()
            .map(|&actor| self.snapshot.actor(actor))
            .collect()
    }

    pub(super) fn pair(self, a: u32, b: u32) -> Link {
        Link::Pair(self.snapshot.actor(a), self.snapshot.actor(b))
    }

    pub(super) fn brokers(self, brokers: &[Broker]) -> Vec<(Name<Link>, f64)> {
        brokers
            .iter()
            .map(|broker| (self.actor(broker.actor), broker.share))
            .collect()
    }

    pub(super) fn cut(self, cut: &Cut) -> say::CutWords<Link> {
        say::CutWords {
            actor: self.actor(cut.actor),
            cut_off: self.group(&cut.cut_off),
            num_pieces: cut.num_pieces,
            num_rest: cut.num_rest,
        }
    }

    pub(super) fn group(self, actors: &[u32]) -> Group<Link> {
        let mut members: Vec<(Option<SectorId>, usize)> = Vec::new();
        for &actor in actors {
            let sector = self
                .snapshot
                .sectors()
                .get(actor as usize)
                .copied()
                .flatten()
                .and_then(|place| self.snapshot.sector_ids().get(place as usize))
                .copied();
            match members.iter_mut().find(|(other, _)| *other == sector) {
                Some((_, count)) => *count += 1,
                None => members.push((sector, 1)),
            }
        }
        members.sort_by_key(|&(sector, count)| (std::cmp::Reverse(count), sector));
        // Words such as “company” are for organisations.
        let has_person = actors.iter().any(|&actor| {
            self.network
                .actor(self.snapshot.actor(actor))
                .is_some_and(|actor| actor.entity == ActorEntity::Person)
        });
        Group {
            names: if actors.len() <= MAX_NAMES {
                self.all(actors)
            } else {
                Vec::new()
            },
            members: members
                .into_iter()
                .map(|(sector, count)| Members {
                    sector: sector.map(|sector| {
                        let name = self.sector(sector);
                        SectorName {
                            helix: name.helix.filter(|_| !has_person),
                            ..name
                        }
                    }),
                    count,
                })
                .collect(),
            link: Some(Link::Actors(self.ids(actors))),
        }
    }

    pub(super) fn sector(self, id: SectorId) -> SectorName {
        sector_name(self.network, id)
    }

    pub(super) fn both(self, SectorPair(a, b): SectorPair) -> (SectorName, SectorName) {
        (self.sector(a), self.sector(b))
    }
}

/// The name of a sector of a network, as sentences have it.
fn sector_name(network: &Network, id: SectorId) -> SectorName {
    let Some(sector) = network.sectors().get(id) else {
        return SectorName {
            text: words::unassigned().to_owned(),
            helix: None,
        };
    };
    SectorName {
        text: shorten(or_else(&sector.name, &sector.key)),
        helix: helix(&sector.key, &sector.name),
    }
}

/// The default helix of a sector that goes by the default key and name.
fn helix(key: &str, name: &str) -> Option<Helix> {
    let helix = match key {
        "business" => Helix::Business,
        "city" => Helix::City,
        "university" => Helix::University,
        "civil" => Helix::Civil,
        _ => return None,
    };
    let default = SectorScheme::quadruple_helix();
    let default_name = &default.get(default.by_key(key)?)?.name;
    (default_name == name).then_some(helix)
}

/// The name of an actor; words for one that is gone.
pub(super) fn actor_name(network: &Network, actor: ActorId) -> &str {
    let actor = network.actor(actor);
    actor.map_or(words::REMOVED_ACTOR, |actor| actor.label.as_str())
}

pub(super) fn or_else<'a>(text: &'a str, other: &'a str) -> &'a str {
    if text.trim().is_empty() { other } else { text }
}

pub(super) fn shorten(name: &str) -> String {
    // Names from tables may have runs of spaces.
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.chars().count() <= MAX_NAME_CHARS {
        return name;
    }
    let cut: String = name.chars().take(MAX_NAME_CHARS - 1).collect();
    format!("{}…", cut.trim_end())
}
