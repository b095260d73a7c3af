//! Actors among the activities that they take part in: each activity is a body of its own, tied to its participants.

use std::sync::Arc;

use super::force::ForceLayout;
use super::{Layout, LayoutInput, LayoutOptions, LayoutRun, Position};
use crate::model::{Actor, Network, Snapshot, SnapshotOptions, Tie};
use crate::task::{Cancelled, TaskContext};

/// The id of the layout of actors among activities; a map with these positions shows activities as markers of their own.
pub const TWO_MODE: &str = "two-mode";

/// Actors lie where `force` puts them if activities are bodies too, and taking part is the only tie.
///
/// An activity is then in the middle of its participants, whose positions are all that is kept. Whoever takes part in
/// nothing is an isolate. Cost as for `force`, with as many bodies as actors and activities together and as many ties as
/// there are participations.
pub(super) struct TwoModeLayout;

/// Half the room of an activity's marker, in world units.
const ACTIVITY_RADIUS: f32 = 6.0;

impl Layout for TwoModeLayout {
    fn id(&self) -> &'static str {
        TWO_MODE
    }

    fn start(&self, input: LayoutInput) -> Box<dyn LayoutRun> {
        let num_actors = input.snapshot.num_actors();
        let snapshot = Arc::new(bipartite(&input.snapshot));
        let num_bodies = snapshot.num_actors();
        let LayoutInput {
            snapshot: _,
            mut start,
            mut pinned,
            mut radii,
            mut broker_scores,
            seed,
            options: _,
        } = input;
        start.resize(num_bodies, None);
        pinned.resize(num_bodies, false);
        radii.resize(num_actors, 0.0);
        radii.resize(num_bodies, ACTIVITY_RADIUS);
        broker_scores.resize(num_bodies, 0.0);
        let inner = ForceLayout.start(LayoutInput {
            snapshot,
            start,
            pinned,
            radii,
            broker_scores,
            seed,
            options: LayoutOptions::default(),
        });
        Box::new(TwoModeRun { inner, num_actors })
    }
}

/// The actors of a snapshot, then its activities, and who takes part in which.
fn bipartite(snapshot: &Snapshot) -> Snapshot {
    let mut network = Network::new();
    let num = snapshot.num_actors() + snapshot.activities().len();
    // Keys are all different, so that nobody is refused.
    let bodies: Vec<_> = (0..num)
        .filter_map(|body| network.add_actor(Actor::new(body.to_string(), "")).ok())
        .collect();
    for (place, (_, members)) in snapshot.activities().iter().enumerate() {
        for &member in members {
            let ends = bodies
                .get(member as usize)
                .zip(bodies.get(snapshot.num_actors() + place));
            if let Some((&actor, &activity)) = ends {
                let added = network.add_tie(Tie::new(actor, activity));
                debug_assert!(added.is_ok(), "both ends are there");
            }
        }
    }
    Snapshot::new(&network, &SnapshotOptions::default())
}

/// The run of all bodies, of which only the actors are told.
struct TwoModeRun {
    inner: Box<dyn LayoutRun>,
    num_actors: usize,
}

impl LayoutRun for TwoModeRun {
    fn step(&mut self, task: &TaskContext) -> Result<bool, Cancelled> {
        self.inner.step(task)
    }

    fn positions(&self) -> &[Position] {
        let positions = self.inner.positions();
        positions.get(..self.num_actors).unwrap_or(positions)
    }

    fn progress(&self) -> f32 {
        self.inner.progress()
    }
}

#[cfg(test)]
mod tests {
    use super::super::settle;
    use super::*;
    use crate::layout::testing::input;
    use crate::model::{Activity, ActorId, Change, NetworkEdit, Participation};

    /// Two projects of four each that share one actor, and somebody who takes part in nothing.
    #[test]
    fn those_of_an_activity_are_together_and_who_is_in_both_is_between() {
        let mut network = Network::new();
        let ids: Vec<ActorId> = (0..8)
            .map(|number| {
                let key = format!("a{number}");
                network.add_actor(Actor::new(key.clone(), key)).unwrap()
            })
            .collect();
        for (key, members) in [("one", 0..4), ("other", 3..7)] {
            let activity = Activity {
                participants: ids[members]
                    .iter()
                    .map(|&id| Participation::new(id))
                    .collect(),
                ..Activity::new(key, key)
            };
            let id = network.activities().next_id();
            let edit = NetworkEdit::Activity(Change::add(id, activity));
            network.apply(&[edit]).unwrap();
        }
        let snapshot = Arc::new(Snapshot::new(&network, &SnapshotOptions::default()));
        let bodies = bipartite(&snapshot);
        assert_eq!((bodies.num_actors(), bodies.edges().len()), (10, 8));
        let positions = settle(&TwoModeLayout, input(&snapshot), &TaskContext::new()).unwrap();
        assert_eq!(positions.len(), 8);
        let middle = |members: std::ops::Range<usize>| {
            let num = members.len() as f32;
            [0, 1].map(|axis| {
                positions[members.clone()]
                    .iter()
                    .map(|at| at[axis])
                    .sum::<f32>()
                    / num
            })
        };
        let distance = |a: Position, b: Position| (a[0] - b[0]).hypot(a[1] - b[1]);
        let (one, other) = (middle(0..3), middle(4..7));
        for &at in &positions[..3] {
            assert!(distance(at, one) < distance(at, other));
        }
        let between = positions[3];
        let way = distance(one, other);
        assert!(distance(between, one) < way && distance(between, other) < way);
    }
}
