//! Laws of introductions, what-ifs and comparisons.

use helixmap::analysis::change::{
    Indicator, Indicators, State, compare, handover, indicator_changes, what_if,
};
use helixmap::analysis::introductions::{
    Goal, IntroduceOptions, RoomOptions, TieBreak, introductions, who_should_be_in_the_room,
};
use helixmap::model::{
    ActorId, Change, Network, NetworkEdit, Scenario, Snapshot, SnapshotOptions, Tie, TieId,
};
use helixmap::task::TaskContext;
use proptest::prelude::*;

use super::measures::{Plan, close, plans};

/// What a goal is at, as the indicators say: more is better.
fn aim(goal: Goal, indicators: &Indicators) -> Option<f64> {
    match goal {
        Goal::DropF => indicators.get(Indicator::Fragmentation).map(|x| -x),
        Goal::DropDf => {
            let value = indicators.get(Indicator::DistanceWeightedFragmentation);
            value.map(|x| -x)
        }
        Goal::CrossReach2 => indicators.get(Indicator::CrossReach2),
        Goal::CrossReachAny => indicators.get(Indicator::CrossReachAny),
        Goal::Connectivity => indicators.get(Indicator::AlgebraicConnectivity),
        Goal::SectorShortfall => None,
    }
}

fn indicators(network: &Network) -> Indicators {
    let snapshot = Snapshot::new(network, &SnapshotOptions::default());
    Indicators::compute(&snapshot, &TaskContext::new()).unwrap()
}

fn with_tie(network: &Network, (a, b): (u32, u32)) -> Network {
    let mut network = network.clone();
    network.add_tie(Tie::new(ActorId(a), ActorId(b))).unwrap();
    network
}

/// All pairs of different known sectors that are not tied.
fn candidates(snapshot: &Snapshot) -> Vec<(u32, u32)> {
    let n = snapshot.num_actors() as u32;
    let sectors = snapshot.sectors();
    (0..n)
        .flat_map(|a| (a + 1..n).map(move |b| (a, b)))
        .filter(|&(a, b)| {
            let both = sectors[a as usize].zip(sectors[b as usize]);
            both.is_some_and(|(r, s)| r != s) && !snapshot.adjacency().has(a, b)
        })
        .collect()
}

/// The network without some actors and with other ties, made by edits.
fn edited(plan: &Plan, scenario: &Scenario) -> Network {
    let mut network = plan.network();
    let is_gone = |id: ActorId| scenario.removed.contains(&id);
    let is_dissolved = |a: ActorId, b: ActorId| {
        a != b && (scenario.dissolved.contains(&(a, b)) || scenario.dissolved.contains(&(b, a)))
    };
    let mut edits = Vec::new();
    for (id, tie) in network.ties() {
        let (source, target) = (tie.source, tie.target);
        if is_gone(source) || is_gone(target) || is_dissolved(source, target) {
            edits.push(NetworkEdit::Tie(Change::remove(id, tie.clone())));
        }
    }
    for (id, activity) in network.activities().iter() {
        let mut after = activity.clone();
        after.participants.retain(|part| !is_gone(part.actor));
        edits.push(NetworkEdit::Activity(Change::replace(
            id,
            activity.clone(),
            after,
        )));
    }
    for &id in &scenario.removed {
        let actor = network.actor(id).unwrap().clone();
        edits.push(NetworkEdit::Actor(Change::remove(id, actor)));
    }
    for (number, &(a, b)) in scenario.added.iter().enumerate() {
        if a != b && !is_gone(a) && !is_gone(b) {
            let id = TieId(network.next_tie_id().0 + number as u32);
            edits.push(NetworkEdit::Tie(Change::add(id, Tie::new(a, b))));
        }
    }
    network.apply(&edits).unwrap();
    network
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_candidate_brings_more_than_the_best_and_each_brings_what_is_said(plan in plans()) {
        let (network, snapshot) = (plan.network(), plan.snapshot());
        let before = indicators(&network);
        let after: Vec<((u32, u32), Indicators)> = candidates(&snapshot)
            .into_iter()
            .map(|pair| (pair, indicators(&with_tie(&network, pair))))
            .collect();
        for goal in Goal::ALL.into_iter().filter(|&goal| goal != Goal::SectorShortfall) {
            let options = IntroduceOptions::new(goal, 0);
            let found = introductions(&snapshot, &options, &TaskContext::new()).unwrap();
            prop_assert_eq!(found.num_candidates as usize, after.len());
            prop_assert!(close(found.value_before, aim(goal, &before)), "{:?}", goal);
            let Some(value) = aim(goal, &before) else { continue };
            let gain = |indicators: &Indicators| aim(goal, indicators).unwrap() - value;
            let best = after.iter().map(|(_, indicators)| gain(indicators)).reduce(f64::max);
            if found.shortlist.is_none() {
                prop_assert!(close(found.best_gain, best), "{goal:?} {:?} {best:?}", found.best_gain);
            }
            for pair in &found.top {
                let (_, indicators) = after.iter().find(|(ends, _)| *ends == (pair.a, pair.b)).unwrap();
                prop_assert!(
                    close(Some(pair.gain), Some(gain(indicators))),
                    "{goal:?} {pair:?} {}", gain(indicators)
                );
            }
        }
    }

    #[test]
    fn a_greedy_list_gains_the_difference_that_it_claims(plan in plans()) {
        for goal in Goal::ALL {
            let snapshot = plan.snapshot();
            let options = IntroduceOptions::new(goal, 3);
            let found = introductions(&snapshot, &options, &TaskContext::new()).unwrap();
            let mut network = plan.network();
            let mut value = found.value_before;
            for step in &found.proposals {
                let here = Snapshot::new(&network, &SnapshotOptions::default());
                prop_assert!(candidates(&here).contains(&(step.a, step.b)));
                prop_assert!(step.gain > 1e-9);
                prop_assert!(close(value.map(|value| value + step.gain), Some(step.value_after)));
                network = with_tie(&network, (step.a, step.b));
                value = Some(step.value_after);
                if goal != Goal::SectorShortfall {
                    let value = aim(goal, &indicators(&network));
                    prop_assert!(close(value, Some(step.value_after)), "{goal:?}");
                }
            }
        }
    }

    #[test]
    fn the_order_of_actors_changes_no_gain(plan in plans()) {
        let n = plan.sectors.len();
        let mut other = plan.clone();
        other.sectors.reverse();
        for tie in &mut other.ties {
            (tie.0, tie.1) = (n - 1 - tie.0, n - 1 - tie.1);
        }
        for members in &mut other.activities {
            for member in members {
                *member = n - 1 - *member;
            }
        }
        for goal in Goal::ALL {
            let of = |plan: &Plan| {
                let options = IntroduceOptions { tie_break: TieBreak::ActorOrder, ..IntroduceOptions::new(goal, 0) };
                let found = introductions(&plan.snapshot(), &options, &TaskContext::new()).unwrap();
                (found.num_candidates, found.num_best, found.best_gain)
            };
            let (before, after) = (of(&plan), of(&other));
            prop_assert_eq!((before.0, before.1), (after.0, after.1), "{:?}", goal);
            prop_assert!(close(before.2, after.2));
        }
    }

    #[test]
    fn a_what_if_equals_the_changed_network(
        plan in plans(),
        picks in prop::collection::vec((0_u32..18, 0_u32..18), 9),
    ) {
        let n = plan.sectors.len() as u32;
        let pick = |i: usize| (ActorId(picks[i].0 % n), ActorId(picks[i].1 % n));
        let mut removed = vec![pick(0).0, pick(1).0];
        removed.dedup();
        let scenario = Scenario {
            removed,
            added: (2..5).map(pick).collect(),
            // A pair that has activities in common stays tied by them when edits take its declared ties away.
            dissolved: if plan.activities.is_empty() { (5..9).map(pick).collect() } else { Vec::new() },
        };
        let (network, task) = (plan.network(), TaskContext::new());
        let outcome = what_if(&network, &SnapshotOptions::default(), &scenario, &task).unwrap();
        let expected = indicator_changes(&indicators(&network), &indicators(&edited(&plan, &scenario)));
        prop_assert_eq!(outcome.indicators.len(), expected.len());
        for (ours, theirs) in outcome.indicators.iter().zip(&expected) {
            prop_assert_eq!(ours.indicator, theirs.indicator);
            prop_assert!(close(ours.before, theirs.before));
            prop_assert!(close(ours.after, theirs.after), "{:?}: {:?} {:?}", ours.indicator, ours.after, theirs.after);
        }
        // The network itself is as it was.
        let again = indicator_changes(&indicators(&network), &indicators(&plan.network()));
        prop_assert!(again.iter().all(|change| change.before == change.after));
    }

    #[test]
    fn whoever_is_dissolved_is_not_tied(plan in plans(), a in 0_u32..18, b in 0_u32..18) {
        let n = plan.sectors.len() as u32;
        let (a, b) = (a % n, b % n);
        let options = SnapshotOptions {
            scenario: Scenario { dissolved: vec![(ActorId(a), ActorId(b))], ..Scenario::default() },
            ..SnapshotOptions::default()
        };
        let (before, after) = (plan.snapshot(), Snapshot::new(&plan.network(), &options));
        let gone = usize::from(before.adjacency().has(a, b));
        prop_assert!(!after.adjacency().has(a, b));
        prop_assert_eq!(after.edges().len(), before.edges().len() - gone);
    }

    #[test]
    fn a_comparison_turned_round_swaps_what_came_and_went(plan in plans(), other in plans()) {
        let (first, last) = (plan.network(), other.network());
        let (at_first, at_last) = (plan.snapshot(), other.snapshot());
        let first = State { network: &first, snapshot: &at_first };
        let last = State { network: &last, snapshot: &at_last };
        let task = TaskContext::new();
        let there = compare(first, last, &task).unwrap();
        let back = compare(last, first, &task).unwrap();
        prop_assert_eq!(&there.joined, &back.left);
        prop_assert_eq!(&there.left, &back.joined);
        prop_assert_eq!(&there.formed, &back.dissolved);
        prop_assert_eq!(there.ties.kept + there.ties.formed, at_last.edges().len());
        prop_assert_eq!(there.ties.kept + there.ties.dissolved, at_first.edges().len());
        for (there, back) in there.indicators.iter().zip(&back.indicators) {
            prop_assert!(close(there.delta(), back.delta().map(|delta| -delta)));
        }
        let same = compare(first, first, &task).unwrap();
        prop_assert!(same.joined.is_empty() && same.left.is_empty() && same.formed.is_empty());
        prop_assert!(same.indicators.iter().all(|change| change.delta() == Some(0.0)));
    }

    #[test]
    fn handover_is_what_its_definition_says(plan in plans(), picks in prop::collection::vec(0_usize..18, 0..4)) {
        let snapshot = plan.snapshot();
        let n = snapshot.num_actors();
        let team: Vec<u32> = picks.iter().map(|pick| (pick % n) as u32).collect();
        let is_team = |actor: usize| team.contains(&(actor as u32));
        let others: Vec<usize> = (0..n).filter(|&actor| !is_team(actor)).collect();
        let found = handover(&snapshot, &team, &TaskContext::new()).unwrap();
        prop_assert_eq!(found.is_some(), others.len() > 1);
        let Some(found) = found else { return Ok(()) };
        let tied = |a: usize, b: usize| snapshot.adjacency().has(a as u32, b as u32);
        for (standing, is_there) in [(found.with_team, true), (found.without_team, false)] {
            let (distance, paths) = super::measures::all_paths(n, |a, b| {
                tied(a, b) && (is_there || !is_team(a) && !is_team(b))
            });
            let (mut unreached, mut inverse, mut pairs) = (0.0, 0.0, 0.0);
            let (mut near, mut cross) = (0.0, 0.0);
            for &a in &others {
                for &b in others.iter().filter(|&&b| b != a) {
                    pairs += 1.0;
                    if paths[a][b] > 0.0 {
                        inverse += 1.0 / distance[a][b] as f64;
                    } else {
                        unreached += 1.0;
                    }
                    let both = snapshot.sectors()[a].zip(snapshot.sectors()[b]);
                    if both.is_some_and(|(r, s)| r != s) {
                        cross += 1.0;
                        near += f64::from(u8::from(distance[a][b] <= 2));
                    }
                }
            }
            prop_assert!(close(Some(standing.fragmentation), Some(unreached / pairs)));
            prop_assert!(close(Some(standing.distance_weighted_fragmentation), Some(1.0 - inverse / pairs)));
            prop_assert!(close(standing.cross_reach_2, (cross > 0.0).then_some(near / cross)));
        }
        prop_assert!(found.index() > -1e-12);
    }

    #[test]
    fn the_room_has_every_sector_and_reaches_what_it_says(plan in plans()) {
        let snapshot = plan.snapshot();
        let n = snapshot.num_actors();
        let room = who_should_be_in_the_room(&snapshot, &RoomOptions::default(), &TaskContext::new()).unwrap();
        let tied = |a: usize, b: usize| snapshot.adjacency().has(a as u32, b as u32);
        let (distance, _) = super::measures::all_paths(n, tied);
        let guests: Vec<usize> = room.guests.iter().map(|guest| guest.actor as usize).collect();
        let is_reached = |b: usize| guests.iter().any(|&a| distance[a][b] <= 2);
        let num_reached = (0..n).filter(|&b| is_reached(b)).count();
        prop_assert_eq!(room.num_reached, num_reached);
        prop_assert_eq!(room.guests.iter().map(|guest| guest.num_new).sum::<usize>(), num_reached);
        let sectors = snapshot.sector_ids().len() as u16;
        let has = |sector| guests.iter().any(|&a| snapshot.sectors()[a] == Some(sector));
        prop_assert!((0..sectors).all(has));
        prop_assert!(room.is_enough);
        let with_tie = |&b: &usize| snapshot.adjacency().degree(b as u32) > 0;
        let reached = (0..n).filter(with_tie).filter(|&b| is_reached(b)).count();
        prop_assert!(reached as f64 >= 0.8 * room.num_reachable as f64 - 1e-9);
    }
}
