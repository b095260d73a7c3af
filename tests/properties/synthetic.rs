//! What is planted in synthetic networks is there.

use helixmap::analysis::fragmentation::cohesion;
use helixmap::document::{Content, native, synthetic};
use helixmap::model::{Snapshot, SnapshotOptions};
use helixmap::task::TaskContext;

#[test]
fn what_is_planted_is_there() {
    for (num_actors, seed) in [(60, 1), (150, 2), (1000, 1), (1000, 7), (4000, 3)] {
        let (network, planted) = synthetic(num_actors, seed).unwrap();
        assert_eq!(network.num_actors(), num_actors);
        let snapshot = Snapshot::new(&network, &SnapshotOptions::default());
        let index = |key: &String| {
            let id = network.actor_by_key(key).unwrap();
            snapshot.index_of(id).unwrap()
        };
        let cohesion = cohesion(&snapshot, &TaskContext::new()).unwrap();
        assert!(!planted.brokers.is_empty());
        for (broker, num_cut_off) in &planted.brokers {
            let broker = index(broker);
            let cut = cohesion.cut_actors.iter().find(|cut| cut.actor == broker);
            assert_eq!(cut.unwrap().num_cut_off(), *num_cut_off);
        }
        let num_others = planted.islands.len() + planted.isolates.len();
        assert_eq!(cohesion.components.len(), 1 + num_others);
        for isolate in &planted.isolates {
            assert!(cohesion.isolates.contains(&index(isolate)));
        }
        for (here, there) in &planted.gaps {
            for (a, b) in here.iter().flat_map(|a| there.iter().map(move |b| (a, b))) {
                assert!(!snapshot.adjacency().has(index(a), index(b)), "{a} {b}");
            }
        }
        assert!(num_actors < 1000 || !planted.gaps.is_empty());
        let degree = |actor: u32| snapshot.adjacency().degree(actor);
        let most = (0..num_actors as u32).map(degree).max();
        assert_eq!(most, Some(degree(index(&planted.hub))));
    }
}

#[test]
fn equal_seeds_give_the_same_file() {
    let text = |seed| {
        let (network, _) = synthetic(300, seed).unwrap();
        native::write(&Content::new(network)).unwrap()
    };
    assert_eq!(text(1), text(1));
    assert_ne!(text(1), text(2));
}
