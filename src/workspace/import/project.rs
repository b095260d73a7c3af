//! From activities to ties: two actors are tied when they take part in something together.

use crate::model::{
    Change, Commitment, EditError, JournalEntry, Network, NetworkEdit, RecordId as _, Snapshot,
    SnapshotOptions, Tie, TieId, TieSources,
};
use crate::text::words;

/// The network with ties in the place of activities: one for every two actors who have some in common.
///
/// The weight is the number of common activities. Declared ties stay. Commitments and journal entries forget the activities
/// that they were about.
///
/// Time and space O(sum of the squares of the activities’ sizes).
pub fn project(network: &Network) -> Result<Network, EditError> {
    let options = SnapshotOptions {
        ties: TieSources::Activities,
        ..SnapshotOptions::default()
    };
    let snapshot = Snapshot::new(network, &options);
    let mut edits = Vec::new();
    for (id, commitment) in network.commitments().iter() {
        if commitment.activity.is_some() {
            let after = Commitment {
                activity: None,
                ..commitment.clone()
            };
            let change = Change::replace(id, commitment.clone(), after);
            edits.push(NetworkEdit::Commitment(change));
        }
    }
    for (id, entry) in network.journal().iter() {
        if !entry.activities.is_empty() {
            let after = JournalEntry {
                activities: Vec::new(),
                ..entry.clone()
            };
            edits.push(NetworkEdit::JournalEntry(Change::replace(
                id,
                entry.clone(),
                after,
            )));
        }
    }
    for (id, activity) in network.activities().iter() {
        edits.push(NetworkEdit::Activity(Change::remove(id, activity.clone())));
    }
    let first = network.next_tie_id().index();
    let ties = snapshot.edges().iter().zip(snapshot.weights());
    for (index, (&(a, b), &weight)) in (first..).zip(ties) {
        let tie = Tie {
            kind: words::import::PROJECTED_KIND.to_owned(),
            weight,
            ..Tie::new(snapshot.actor(a), snapshot.actor(b))
        };
        edits.push(NetworkEdit::Tie(Change::add(TieId::from_index(index), tie)));
    }
    let mut projected = network.clone();
    projected.apply(&edits)?;
    Ok(projected)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Activity, Actor, Participation};

    #[test]
    fn common_activities_become_weights() {
        let mut network = Network::new();
        let ids: Vec<_> = ["a", "b", "c", "d"]
            .into_iter()
            .map(|key| network.add_actor(Actor::new(key, key)).unwrap())
            .collect();
        for (key, members) in [("x", &[0, 1, 2][..]), ("y", &[1, 0]), ("z", &[3])] {
            let participants = members.iter().map(|&i| Participation::new(ids[i]));
            let activity = Activity {
                participants: participants.collect(),
                ..Activity::new(key, key)
            };
            let id = network.activities().next_id();
            let add = NetworkEdit::Activity(Change::add(id, activity));
            network.apply(&[add]).unwrap();
        }
        let projected = project(&network).unwrap();
        assert!(projected.activities().is_empty());
        let ties: Vec<_> = projected
            .ties()
            .map(|(_, tie)| (tie.source, tie.target, tie.weight))
            .collect();
        assert_eq!(
            ties,
            [
                (ids[0], ids[1], 2.0),
                (ids[0], ids[2], 1.0),
                (ids[1], ids[2], 1.0)
            ]
        );
    }
}
