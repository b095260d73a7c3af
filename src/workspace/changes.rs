//! Proposed introductions, what-ifs and comparisons in words: where evidence meets the names of a network.

use super::names::{MAX_NAMES, Names, actor_name};
use super::sentences::Link;
use crate::analysis::change::{Comparison, Indicator, IndicatorChange, State, WhatIf};
use crate::analysis::finding::SectorPair;
use crate::analysis::introductions::{Goal, Guest, Proposal, Reason};
use crate::model::{ActorId, Network, Scenario, Snapshot};
use crate::text::words::change as say;
use crate::text::words::introductions::{
    Effect, Introduced, Why, guest as guest_words, introduction,
};
use crate::text::{Group, SectorName, Sentence};

/// A proposed introduction in words: who, why, and what it would do.
///
/// `before` is the value of what is aimed at before this proposal, with the ones before it made.
pub fn proposal_sentence(
    proposal: &Proposal,
    goal: Goal,
    before: f64,
    network: &Network,
    snapshot: &Snapshot,
) -> Sentence<Link> {
    let names = Names { network, snapshot };
    let introduced = |actor: u32| Introduced {
        name: names.actor(actor),
        sector: sector_of(names, actor),
    };
    let Proposal {
        a,
        b,
        gain: _,
        value_after,
        num_as_good,
        reasons,
    } = proposal;
    let reasons = reasons.iter().map(|reason| why(names, reason)).collect();
    let effect = Effect {
        goal: goal.id(),
        before,
        after: *value_after,
        num_as_good: *num_as_good,
    };
    let pair = Some(names.pair(*a, *b));
    introduction(introduced(*a), introduced(*b), pair, reasons, effect)
}

/// Somebody in the room in words: who it is, and what it brings.
pub fn guest_sentence(guest: &Guest, network: &Network, snapshot: &Snapshot) -> Sentence<Link> {
    let names = Names { network, snapshot };
    let first_of = sector_of(names, guest.actor).filter(|_| guest.brings_sector);
    Sentence::new()
        .name(names.actor(guest.actor))
        .say(" ")
        .say(guest_words(first_of.as_ref(), guest.num_new))
        .say(".")
}

/// The sector of an actor of a snapshot, in words.
fn sector_of(names: Names<'_>, actor: u32) -> Option<SectorName> {
    let place = names.snapshot.sectors().get(actor as usize).copied();
    let id = names
        .snapshot
        .sector_ids()
        .get(usize::from(place.flatten()?));
    id.map(|&id| names.sector(id))
}

fn why(names: Names<'_>, reason: &Reason) -> Why<Link> {
    match reason {
        Reason::JoinsIslands { of_a, of_b } => Why::JoinsIslands(*of_a, *of_b),
        Reason::ThinSectors {
            sectors,
            ties,
            expected,
        } => {
            let SectorPair(r, s) = *sectors;
            let (one, other) = names.both(*sectors);
            Why::ThinSectors {
                sectors: (one, other, Some(Link::SectorPair(r, s))),
                ties: *ties as usize,
                expected: *expected,
            }
        }
        Reason::NeedMet {
            who_needs,
            who_offers,
            what,
        } => Why::NeedMet(
            names.actor(*who_needs),
            names.actor(*who_offers),
            what.clone(),
        ),
        Reason::SharedContacts(shared) => {
            let num_named = shared.len().min(MAX_NAMES);
            let named = shared.get(..num_named).unwrap_or_default();
            Why::SharedContacts(names.all(named), shared.len() - num_named)
        }
        Reason::FarApart { steps } => Why::FarApart(*steps),
        Reason::BringsTogether { num_pairs } => Why::BringsTogether(*num_pairs as usize),
    }
}

/// What a scenario supposes, one part after the other: `City of Lund left`, `E.ON worked with Kraftringen`.
pub fn scenario_words(scenario: &Scenario, network: &Network) -> Vec<String> {
    let Scenario {
        removed,
        added,
        dissolved,
    } = scenario;
    let name = |id: ActorId| actor_name(network, id);
    let mut supposed: Vec<String> = Vec::new();
    supposed.extend(removed.iter().map(|&id| say::leaves(name(id))));
    let with = added.iter();
    supposed.extend(with.map(|&(a, b)| say::works_with(name(a), name(b))));
    let without = dissolved.iter();
    supposed.extend(without.map(|&(a, b)| say::no_longer_works_with(name(a), name(b))));
    supposed
}

/// What a scenario would do, the most important first. The network is the one that the scenario was applied to.
pub fn what_if_sentences(what_if: &WhatIf, network: &Network) -> Vec<Sentence<Link>> {
    let names = Names {
        network,
        snapshot: &what_if.before,
    };
    let mut sentences = Vec::new();
    if let Some((before, after)) = values(&what_if.indicators, Indicator::Fragmentation) {
        sentences.push(say::paths(before, after));
    }
    for (actors, words) in [
        (
            &what_if.cut_off,
            say::cut_off as fn(&Group<Link>) -> Sentence<Link>,
        ),
        (&what_if.joined, say::joins),
    ] {
        if !actors.is_empty() {
            sentences.push(words(&group(names, actors)));
        }
    }
    if let Some(handover) = what_if.handover {
        sentences.push(say::handover(
            handover.index(),
            handover.with_team.distance_weighted_fragmentation,
            handover.without_team.distance_weighted_fragmentation,
        ));
    }
    sentences
}

/// What has changed between two states, the most important first. Links lead to actors of the later state.
pub fn comparison_sentences(
    comparison: &Comparison,
    before: State<'_>,
    after: State<'_>,
) -> Vec<Sentence<Link>> {
    let [first, last] =
        [before, after].map(|State { network, snapshot }| Names { network, snapshot });
    let mut sentences = vec![
        say::came_and_went(
            &group(last, &comparison.joined),
            &group(first, &comparison.left).unlinked(),
            comparison.stayed.len(),
        ),
        say::turnover(
            comparison.ties.kept,
            comparison.ties.formed,
            comparison.ties.dissolved,
            comparison.ties.jaccard(),
        ),
    ];
    let moved: Vec<ActorId> = comparison
        .stayed
        .iter()
        .filter(|stayer| stayer.sector_changed)
        .map(|stayer| stayer.after)
        .collect();
    if !moved.is_empty() {
        sentences.push(say::sector_changed(&group(last, &moved)));
    }
    if let Some((before, after)) = values(&comparison.indicators, Indicator::Fragmentation) {
        sentences.push(if before <= 0.0 && after <= 0.0 {
            Sentence::new().say(say::STILL_CONNECTED)
        } else {
            say::paths(before, after)
        });
    }
    if !comparison.left_without_ties.is_empty() {
        let left = group(first, &comparison.left_without_ties).unlinked();
        sentences.push(say::isolates_left(&left));
    }
    sentences
}

/// An indicator in both states, if it exists there.
fn values(indicators: &[IndicatorChange], indicator: Indicator) -> Option<(f64, f64)> {
    let change = indicators
        .iter()
        .find(|change| change.indicator == indicator)?;
    change.before.zip(change.after)
}

fn group(names: Names<'_>, actors: &[ActorId]) -> Group<Link> {
    let indices = actors.iter().filter_map(|&id| names.snapshot.index_of(id));
    names.group(&indices.collect::<Vec<u32>>())
}
