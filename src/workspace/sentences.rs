//! Findings in words: where evidence meets the names of a network and the language of the user.

use super::names::{MAX_NAMES, Names, or_else, shorten};
use crate::analysis::finding::{Cut, MixingCell, SectorPair};
use crate::analysis::{Finding, Measure, Role};
use crate::model::{ActorId, Network, SectorId, Snapshot};
use crate::text::words::findings as say;
use crate::text::words::{MeasureWords, RoleWords};
use crate::text::{Members, Name, SectorName, Sentence, words};

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
                        Some(sector_link(SectorPair(*sector, other))),
                    )
                })
                .collect();
            let worst = gaps.first().and_then(|(_, _, link)| link.clone());
            say::sector_gaps((&names.sector(*sector), worst), &gaps)
        }
        Finding::Gap(pair, cell) => {
            let (a, b) = names.both(*pair);
            say::gap(&a, &b, against(*cell), Some(sector_link(*pair)))
        }
        Finding::Surplus(pair, cell) => {
            let (a, b) = names.both(*pair);
            say::surplus(&a, &b, against(*cell), Some(sector_link(*pair)))
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
            say::gap_reach(&a, &b, reach, Some(sector_link(*sectors)))
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
                    (a, b, against(cell), Some(sector_link(pair)))
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
                Some(sector_link(*sectors)),
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

fn sector_link(SectorPair(a, b): SectorPair) -> Link {
    Link::SectorPair(a, b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::finding_tests::{network, results, riverside};
    use crate::analysis::{Topic, findings};
    use crate::model::{Actor, Change, NetworkEdit};
    use crate::text::NO_BREAK_SPACE;

    fn sentences(topic: Topic, network: &Network) -> Vec<Sentence<Link>> {
        let results = results(network);
        findings(topic, &results, network.sectors())
            .iter()
            .map(|finding| sentence(finding, network, &results.snapshot))
            .collect()
    }

    fn plain(topic: Topic, network: &Network) -> Vec<String> {
        sentences(topic, network)
            .iter()
            .map(|sentence| sentence.to_string().replace(NO_BREAK_SPACE, " "))
            .collect()
    }

    /// The town with its names.
    fn town() -> Network {
        let names = [
            "Bäckerei Löwe",
            "SolarTech",
            "Stadtbank",
            "Coop",
            "DataForge",
            "Mayor's Office",
            "Urban Planning",
            "Water Utility",
            "City Library",
            "University Ω",
            "Mobility Lab",
            "Applied Sciences",
            "Institute <Climate>",
            "Green Neighbours",
            "Bike Alliance",
            "Seniors' Council",
            "Makerspace",
            "Art Collective",
        ];
        let mut network = riverside();
        for (index, name) in names.into_iter().enumerate() {
            let id = ActorId(index as u32);
            let before = network.actor(id).unwrap().clone();
            let after = Actor {
                label: name.to_owned(),
                ..before.clone()
            };
            let change = Change::replace(id, before, after);
            network.apply(&[NetworkEdit::Actor(change)]).unwrap();
        }
        network
    }

    #[test]
    fn the_town_in_words() {
        assert_eq!(
            plain(Topic::Network, &town()),
            [
                "18 actors: 5 companies, 5 civil society organisations, 4 public bodies and 4 research organisations. \
              21 pairs are tied, 6 of them across sectors."
            ]
        );
        assert_eq!(
            plain(Topic::Brokers, &town()),
            [
                "Mobility Lab carries 36 % of the shortest routes between sectors, more than anybody else.",
                "Mobility Lab is all that connects University Ω, Applied Sciences and Makerspace to 12 others. \
                 Without it they are cut off.",
                "Urban Planning (32 %) and Stadtbank (28 %) follow.",
                "Mobility Lab can introduce 5 pairs from different sectors who are not tied yet. \
                 Nobody else can introduce any of them.",
                "Bäckerei Löwe is easily overlooked: only 2 contacts, yet 10 % of the routes between sectors.",
            ]
        );
        assert_eq!(
            plain(Topic::Gaps, &town()),
            [
                "Business and civil society do not work together at all: no tie where 3.4 would be expected.",
                "None of the 25 pairs of business and civil society can meet within two steps, 16 % within three, \
                 20 % not at all.",
                "The network looks inward: 29 % of all ties cross sectors, where chance would give 79 %.",
                "Business works with itself more than chance would give: 5 ties where 1.4 would be expected.",
            ]
        );
        assert_eq!(
            plain(Topic::Fragmentation, &town()),
            [
                "The network is in 3 pieces: 16 actors are connected, Institute <Climate> and Art Collective stand \
                 alone. 22 % of all pairs have no path to each other.",
                "4 actors and 3 ties are single points of failure: without any one of them, somebody is cut off.",
                "University Ω, Applied Sciences and Makerspace are cut off without Mobility Lab; Bäckerei Löwe and \
                 Coop without Stadtbank; Coop without Bäckerei Löwe. Without Mobility Lab, 49 % of all pairs would \
                 have no path to each other, instead of 22 %.",
                "Only the tie between Bäckerei Löwe and Stadtbank connects Bäckerei Löwe and Coop to the rest. One \
                 more, elsewhere, would make it safe.",
                "Business and civil society are furthest apart: none of their pairs can meet within two steps, 20 % \
                 not at all. Across all sectors, 26 % can meet.",
            ]
        );
    }

    #[test]
    fn names_and_numbers_lead_somewhere() {
        let sentences = sentences(Topic::Brokers, &town());
        let links: Vec<&Link> = sentences
            .iter()
            .flat_map(|sentence| &sentence.parts)
            .filter_map(|part| part.link.as_ref())
            .collect();
        assert!(links.contains(&&Link::Actor(ActorId(10))));
        assert!(links.contains(&&Link::Measure(Measure::CrossBetweennessNorm)));
        assert!(!sentences[0].note.is_empty());
    }

    #[test]
    fn every_network_can_be_spoken_of() {
        let star = [(0, 1), (0, 2), (0, 3), (0, 4)];
        let triangles = [(0, 1), (0, 2), (1, 2), (3, 4), (3, 5), (4, 5)];
        let bridge = [(0, 1), (0, 2), (1, 2), (2, 3), (3, 4), (3, 5), (4, 5)];
        let complete = [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)];
        let networks: [(&str, &[(usize, usize)]); 16] = [
            ("", &[]),
            ("b", &[]),
            ("-", &[(0, 0)]),
            ("bcuv", &[]),
            ("bc", &[(0, 1), (0, 1)]),
            ("--", &[(0, 1)]),
            ("bb-", &[(0, 1)]),
            ("bbcc", &[(0, 1), (2, 3)]),
            ("cbuvv", &star),
            ("bbbbb", &star),
            ("-----", &star),
            ("bbbvvv", &triangles),
            ("bbbvvv", &bridge),
            ("bcubcu", &bridge),
            ("bcuv", &complete),
            ("bcuvbcuvbcuv", &bridge),
        ];
        for (sectors, ties) in networks {
            let network = network(sectors, ties);
            for topic in Topic::ALL {
                let sentences = sentences(topic, &network);
                assert!(
                    (1..=6).contains(&sentences.len()),
                    "{sectors} {topic:?}: {sentences:?}"
                );
                for sentence in sentences {
                    let text = sentence.to_string();
                    let context = format!("{sectors} {topic:?}: {text} [{}]", sentence.note);
                    assert!(text.ends_with(['.', '?']), "{context}");
                    for wrong in ["NaN", "inf", "  ", " .", " ,", "–", ".."] {
                        assert!(!text.contains(wrong), "{context}");
                    }
                    assert!(!sentence.note.contains("NaN") && !sentence.note.contains("inf"));
                    assert!(
                        sentence
                            .parts
                            .iter()
                            .all(|part| !part.text.trim().is_empty()
                                || (!part.strong && part.link.is_none())),
                        "{context}"
                    );
                }
            }
        }
    }

    #[test]
    fn an_actor_without_a_name_goes_by_its_key_and_one_that_has_gone_is_said_to_have() {
        let mut network = network("cbuvv", &[(0, 1), (0, 2), (0, 3), (0, 4)]);
        let results = results(&network);
        let finding = findings(Topic::Brokers, &results, network.sectors()).remove(0);
        let id = ActorId(0);
        let before = network.actor(id).unwrap().clone();
        let after = Actor {
            label: " ".to_owned(),
            ..before.clone()
        };
        let change = Change::replace(id, before, after);
        network.apply(&[NetworkEdit::Actor(change)]).unwrap();
        let words = |network: &Network| sentence(&finding, network, &results.snapshot).to_string();
        assert!(
            words(&network).starts_with("a0 carries all of the shortest"),
            "{}",
            words(&network)
        );
        assert!(words(&Network::new()).starts_with("a removed actor carries"));
    }

    #[test]
    fn every_measure_and_role_has_words() {
        for measure in Measure::ALL {
            let words = measure_words(measure);
            assert_ne!(words.name, "Score", "{measure:?}");
            assert!(words.short.chars().count() <= 14, "{measure:?}");
            for text in [words.meaning, words.reading, words.formula, words.source] {
                assert!(!text.is_empty(), "{measure:?}");
            }
            assert!(!words.meaning.ends_with('.'), "{measure:?}");
        }
        let names = |directed| {
            [
                Role::Coordinator,
                Role::Consultant,
                Role::Gatekeeper,
                Role::Representative,
                Role::Liaison,
            ]
            .map(|role| role_words(role, directed).name)
        };
        assert!(!names(true).contains(&"Broker"));
        assert_eq!(names(false)[2], names(false)[3]);
    }
}
