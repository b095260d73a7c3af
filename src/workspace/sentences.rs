//! Findings in words: where evidence meets the names of a network and the language of the user.

use crate::analysis::finding::{Broker, Cut, MixingCell, SectorPair};
use crate::analysis::{Finding, Measure, Role};
use crate::model::{ActorEntity, ActorId, Network, SectorId, SectorScheme, Snapshot};
use crate::text::words::findings as say;
use crate::text::words::{MeasureWords, RoleWords};
use crate::text::{Group, Helix, Members, Name, SectorName, Sentence, words};

/// What a name or number in a sentence leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// An actor.
    Actor(ActorId),
    /// Several actors.
    Actors(Vec<ActorId>),
    /// Two actors, tied or not.
    Pair(ActorId, ActorId),
    /// Several pairs of actors.
    Pairs(Vec<(ActorId, ActorId)>),
    /// Two sectors; the same one twice for the inside of a sector.
    SectorPair(SectorId, SectorId),
    /// A measure, to be explained.
    Measure(Measure),
}

/// Groups of up to so many actors are named, larger ones counted.
const MAX_NAMES: usize = 3;
/// Longer names are cut in sentences; the map shows them in full.
const MAX_NAME_CHARS: usize = 60;

/// What is said about a measure.
pub fn measure_words(measure: Measure) -> MeasureWords {
    words::measure(measure.id())
}

/// What is said about a brokerage role. Without direction, gatekeeper and representative are one.
pub fn role_words(role: Role, directed: bool) -> RoleWords {
    words::role(match role {
        Role::Coordinator => "coordinator",
        Role::Consultant => "consultant",
        Role::Gatekeeper | Role::Representative if !directed => "gatekeeper_representative",
        Role::Gatekeeper => "gatekeeper",
        Role::Representative => "representative",
        Role::Liaison => "liaison",
    })
}

/// A finding in words. The snapshot is the one that was analysed; names are those that the network has now.
pub fn sentence(finding: &Finding, network: &Network, snapshot: &Snapshot) -> Sentence<Link> {
    let names = Names { network, snapshot };
    match finding {
        Finding::NoActors => say::no_actors(),
        Finding::NoTies { num_actors } => say::no_ties(*num_actors),
        Finding::Size(size) => {
            let members: Vec<Members> = size
                .sectors
                .iter()
                .map(|&(sector, count)| Members {
                    sector: sector.map(|sector| names.sector(sector)),
                    count,
                })
                .collect();
            say::size(&members, size.num_pairs, size.num_cross_pairs)
        }
        Finding::MostContacts {
            actors,
            num_contacts,
            num_others,
            median,
        } => say::most_contacts(
            names.all(actors),
            *num_contacts,
            *num_others,
            *median,
            Some(Link::Measure(Measure::Degree)),
        ),
        Finding::LargestActivity {
            activity,
            actors,
            num_only_here,
            num_pairs,
        } => {
            let title = network
                .activities()
                .get(*activity)
                .map_or("", |activity| activity.title.as_str());
            let name = Name {
                text: shorten(or_else(title, words::UNNAMED_ACTIVITY)),
                link: Some(Link::Actors(names.ids(actors))),
            };
            say::largest_activity(name, actors.len(), *num_only_here, *num_pairs)
        }
        Finding::AbsentSectors(sectors) => {
            let sectors: Vec<SectorName> = sectors.iter().map(|&s| names.sector(s)).collect();
            say::absent_sectors(&sectors)
        }
        Finding::UnassignedActors(actors) => say::unassigned_actors(&names.group(actors)),

        Finding::TopBrokers {
            brokers,
            next,
            between_sectors,
        } => {
            let actors: Vec<u32> = brokers.iter().map(|broker| broker.actor).collect();
            let named = actors
                .get(..MAX_NAMES.min(actors.len()))
                .unwrap_or_default();
            let measure = if *between_sectors {
                Measure::CrossBetweennessNorm
            } else {
                Measure::BetweennessNorm
            };
            say::top_brokers(
                names.all(named),
                actors.len() - named.len(),
                brokers.first().map_or(0.0, |broker| broker.share),
                *next,
                *between_sectors,
                Some(Link::Measure(measure)),
            )
        }
        Finding::NextBrokers(brokers) => say::next_brokers(names.brokers(brokers)),
        Finding::BrokersOutside { sector, brokers } => {
            say::brokers_outside(&names.sector(*sector), names.brokers(brokers))
        }
        Finding::Brokered(brokered) => say::brokered(
            names.actor(brokered.broker),
            brokered.num_pairs,
            brokered.num_only_here,
        ),
        Finding::QuietBroker {
            broker,
            num_contacts,
            median,
        } => say::quiet_broker(
            names.actor(broker.actor),
            broker.share,
            *num_contacts,
            *median,
        ),
        Finding::OnlyPath(cut) => say::only_path(
            names.actor(cut.actor),
            &names.group(&cut.cut_off),
            cut.num_rest,
        ),
        Finding::NoBrokers {
            has_cross_ties,
            num_sectors,
        } => say::no_brokers(*has_cross_ties, *num_sectors),

        Finding::SectorGaps { sector, gaps } => {
            let gaps: Vec<_> = gaps
                .iter()
                .map(|&(other, cell)| {
                    (
                        names.sector(other),
                        against(cell),
                        sector_link(SectorPair(*sector, other)),
                    )
                })
                .collect();
            let worst = gaps.first().and_then(|(_, _, link)| link.clone());
            say::sector_gaps((&names.sector(*sector), worst), &gaps)
        }
        Finding::Gap(pair, cell) => {
            let (a, b) = names.both(*pair);
            say::gap(&a, &b, against(*cell), sector_link(*pair))
        }
        Finding::Surplus(pair, cell) => {
            let (a, b) = names.both(*pair);
            say::surplus(&a, &b, against(*cell), sector_link(*pair))
        }
        Finding::GapReach {
            sectors,
            num_pairs,
            within_2,
            within_3,
            unreachable,
        } => {
            let (a, b) = names.both(*sectors);
            let reach = say::Reach {
                num_pairs: *num_pairs as usize,
                within_2: *within_2,
                within_3: *within_3,
                unreachable: *unreachable,
            };
            say::gap_reach(&a, &b, reach, sector_link(*sectors))
        }
        Finding::BestMissingTie {
            sectors: _,
            a,
            b,
            shared,
        } => {
            let named = if shared.len() < MAX_NAMES {
                shared.as_slice()
            } else {
                &[]
            };
            say::best_missing_tie(
                names.actor(*a),
                names.actor(*b),
                names.all(named),
                shared.len(),
                Some(names.pair(*a, *b)),
            )
        }
        Finding::TooSmallToTell(pairs) => {
            let pairs: Vec<_> = pairs.iter().map(|&pair| names.both(pair)).collect();
            say::too_small_to_tell(&pairs)
        }
        Finding::Outlook {
            internal,
            external,
            expected_share,
            z_internal,
            index,
            expected_index,
        } => {
            let outlook = say::Outlook {
                share: f64::from(*external) / f64::from((internal + external).max(1)),
                expected_share: *expected_share,
                z_internal: *z_internal,
                index: *index,
                expected_index: *expected_index,
            };
            say::outlook(outlook, Some(Link::Measure(Measure::EiIndex)))
        }
        Finding::NoGaps { closest } => {
            let closest: Vec<_> = closest
                .iter()
                .map(|&(pair, cell)| {
                    let (a, b) = names.both(pair);
                    (a, b, against(cell), sector_link(pair))
                })
                .collect();
            say::no_gaps(&closest)
        }
        Finding::NoSectors { only } => {
            say::no_sectors(only.map(|sector| names.sector(sector)).as_ref())
        }

        Finding::InOnePiece {
            num_actors,
            mean_steps,
            max_steps,
        } => say::in_one_piece(*num_actors, *mean_steps, *max_steps),
        Finding::InPieces {
            num_pieces,
            largest,
            is_tied,
            outside,
            unreachable,
        } => {
            let pieces = say::Pieces {
                num_pieces: *num_pieces,
                num_largest: largest.len(),
                largest: Some(Link::Actors(names.ids(largest))),
                is_tied: *is_tied,
                all_alone: outside.len() + 1 == *num_pieces,
                unreachable: *unreachable,
            };
            say::in_pieces(pieces, &names.group(outside))
        }
        Finding::Isolates(actors) => say::isolates(&names.group(actors)),
        Finding::SinglePoints { actors, bridges } => {
            let pairs = bridges
                .iter()
                .map(|&(a, b)| (snapshot.actor(a), snapshot.actor(b)))
                .collect();
            say::single_points(
                (actors.len(), Some(Link::Actors(names.ids(actors)))),
                (bridges.len(), Some(Link::Pairs(pairs))),
            )
        }
        Finding::Cuts {
            cuts,
            unreachable_now,
        } => {
            let words = cuts.iter().map(|cut| names.cut(cut)).collect();
            say::cuts(words, rise(cuts, *unreachable_now))
        }
        Finding::WorstBridge {
            a,
            b,
            num_ties,
            cut_off,
        } => say::worst_bridge(
            names.actor(*a),
            names.actor(*b),
            *num_ties as usize,
            &names.group(cut_off),
            Some(names.pair(*a, *b)),
        ),
        Finding::NoSinglePoints => say::no_single_points(),
        Finding::FurthestSectors {
            sectors,
            within_2,
            unreachable,
            within_2_overall,
        } => {
            let (a, b) = names.both(*sectors);
            say::furthest_sectors(
                &a,
                &b,
                *within_2,
                *unreachable,
                *within_2_overall,
                sector_link(*sectors),
            )
        }
        Finding::Steps { mean, max } => say::steps(*mean, *max),
    }
}

/// From what to what the share of pairs without a path rises without the first actor, if that is worth telling.
fn rise(cuts: &[Cut], now: Option<f64>) -> Option<(f64, f64)> {
    let after = cuts.first()?.unreachable_after?;
    let now = now?;
    (after - now >= 0.05).then_some((now, after))
}

fn against(cell: MixingCell) -> say::Against {
    let MixingCell { ties, expected, z } = cell;
    say::Against { ties, expected, z }
}

fn sector_link(SectorPair(a, b): SectorPair) -> Option<Link> {
    Some(Link::SectorPair(a, b))
}

/// The names behind the indices of a snapshot.
#[derive(Clone, Copy)]
struct Names<'a> {
    network: &'a Network,
    snapshot: &'a Snapshot,
}

impl Names<'_> {
    fn actor(self, index: u32) -> Name<Link> {
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

    fn all(self, actors: &[u32]) -> Vec<Name<Link>> {
        actors.iter().map(|&actor| self.actor(actor)).collect()
    }

    fn ids(self, actors: &[u32]) -> Vec<ActorId> {
        actors
            .iter()
            .map(|&actor| self.snapshot.actor(actor))
            .collect()
    }

    fn pair(self, a: u32, b: u32) -> Link {
        Link::Pair(self.snapshot.actor(a), self.snapshot.actor(b))
    }

    fn brokers(self, brokers: &[Broker]) -> Vec<(Name<Link>, f64)> {
        brokers
            .iter()
            .map(|broker| (self.actor(broker.actor), broker.share))
            .collect()
    }

    fn cut(self, cut: &Cut) -> say::CutWords<Link> {
        say::CutWords {
            actor: self.actor(cut.actor),
            cut_off: self.group(&cut.cut_off),
            num_pieces: cut.num_pieces,
            num_rest: cut.num_rest,
        }
    }

    fn group(self, actors: &[u32]) -> Group<Link> {
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

    fn sector(self, id: SectorId) -> SectorName {
        let scheme = self.network.sectors();
        let Some(sector) = scheme.get(id) else {
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

    fn both(self, SectorPair(a, b): SectorPair) -> (SectorName, SectorName) {
        (self.sector(a), self.sector(b))
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

fn or_else<'a>(text: &'a str, other: &'a str) -> &'a str {
    if text.trim().is_empty() { other } else { text }
}

fn shorten(name: &str) -> String {
    // Names from tables may have runs of spaces.
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.chars().count() <= MAX_NAME_CHARS {
        return name;
    }
    let cut: String = name.chars().take(MAX_NAME_CHARS - 1).collect();
    format!("{}…", cut.trim_end())
}
