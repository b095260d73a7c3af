//! What holds for layouts of the sample networks.

use std::sync::Arc;

use helixmap::document::Sample;
use helixmap::layout::{
    AREA, LAYOUTS, LayoutInput, LayoutOptions, Position, layout_quality, marker_radii, settle,
};
use helixmap::model::{Snapshot, SnapshotOptions};
use helixmap::task::TaskContext;

fn input(sample: &str) -> LayoutInput {
    let content = Sample::by_name(sample).unwrap().content().unwrap();
    let snapshot = Arc::new(Snapshot::new(&content.network, &SnapshotOptions::default()));
    let num_actors = snapshot.num_actors();
    let degrees: Vec<f64> = (0..num_actors as u32)
        .map(|actor| snapshot.adjacency().degree(actor) as f64)
        .collect();
    LayoutInput {
        start: vec![None; num_actors],
        pinned: vec![false; num_actors],
        radii: marker_radii(degrees.iter().copied().map(Some)),
        broker_scores: degrees,
        seed: 1,
        options: LayoutOptions::default(),
        snapshot,
    }
}

fn assert_tidy(positions: &[Position], radii: &[f32]) {
    for at in positions {
        for (coordinate, side) in at.iter().zip(AREA) {
            assert!(coordinate.abs() < 0.55 * side);
        }
    }
    assert_apart(positions, radii);
}

fn assert_apart(positions: &[Position], radii: &[f32]) {
    for (a, at) in positions.iter().enumerate() {
        assert!(at.iter().all(|coordinate| coordinate.is_finite()));
        for (b, other) in positions[..a].iter().enumerate() {
            let distance = (at[0] - other[0]).hypot(at[1] - other[1]);
            assert!(distance >= radii[a] + radii[b], "{a} lies on {b}");
        }
    }
}

#[test]
fn markers_of_the_samples_do_not_overlap() {
    for layout in LAYOUTS {
        for sample in [
            "lund",
            "sweden",
            "emergency",
            "riverside",
            "climate_contracts",
        ] {
            let input = input(sample);
            let positions = settle(*layout, input.clone(), &TaskContext::new()).unwrap();
            if ["force", "sectors"].contains(&layout.id()) {
                assert_tidy(&positions, &input.radii);
            } else {
                assert_apart(&positions, &input.radii);
            }
        }
    }
}

#[test]
fn no_layout_depends_on_the_number_of_threads() {
    for layout in LAYOUTS {
        for sample in ["lund", "climate_contracts"] {
            let input = input(sample);
            let rounded = |num_threads| {
                let task = TaskContext::with_num_threads(num_threads).unwrap();
                let positions = settle(*layout, input.clone(), &task).unwrap();
                let round = |coordinate: f32| (coordinate * 100.0).round() as i64;
                positions.iter().map(|at| at.map(round)).collect::<Vec<_>>()
            };
            let one = rounded(1);
            assert_eq!(one, rounded(2), "{} {sample}", layout.id());
            assert_eq!(one, rounded(3), "{} {sample}", layout.id());
        }
    }
}

/// What draws actors together besides their ties does so.
#[test]
fn attraction_to_groups_and_by_weights_shows() {
    let mut input = input("lund");
    let sectors = input.snapshot.sectors().to_vec();
    input.options.groups = sectors.iter().map(|sector| sector.map(u32::from)).collect();
    let spread = |input: &LayoutInput| {
        // The mean distance within sectors, compared with that between them.
        let positions = settle(LAYOUTS[0], input.clone(), &TaskContext::new()).unwrap();
        let mut sums = [[0.0_f64; 2]; 2];
        for (a, at) in positions.iter().enumerate() {
            for (b, other) in positions[..a].iter().enumerate() {
                let distance = f64::from((at[0] - other[0]).hypot(at[1] - other[1]));
                let sum = &mut sums[usize::from(sectors[a] == sectors[b])];
                sum[0] += distance;
                sum[1] += 1.0;
            }
        }
        sums[1][0] / sums[1][1] / (sums[0][0] / sums[0][1])
    };
    let without = spread(&input);
    input.options.group_attraction = 1.0;
    let with = spread(&input);
    assert!(with < 0.8 * without, "{without} {with}");

    let heavy = |input: &LayoutInput| {
        // The mean length of strong ties, compared with that of all.
        let positions = settle(LAYOUTS[0], input.clone(), &TaskContext::new()).unwrap();
        let snapshot = &input.snapshot;
        let mut sums = [[0.0_f64; 2]; 2];
        for (&(a, b), &weight) in snapshot.edges().iter().zip(snapshot.weights()) {
            let [a, b] = [a, b].map(|actor| positions[actor as usize]);
            let length = f64::from((a[0] - b[0]).hypot(a[1] - b[1]));
            for (sum, counts) in sums.iter_mut().zip([true, weight > 2.0]) {
                if counts {
                    sum[0] += length;
                    sum[1] += 1.0;
                }
            }
        }
        sums[1][0] / sums[1][1] / (sums[0][0] / sums[0][1])
    };
    input.options.group_attraction = 0.0;
    let without = heavy(&input);
    input.options.weight_attraction = 1.0;
    let with = heavy(&input);
    assert!(with < without, "{without} {with}");
}

/// The bounds on `h2020_climate` are those of established programs on the same network (`benches/layout_peers.py`): the
/// Fruchterman–Reingold layout of igraph has a stress of 0.153 with a preservation of 0.20, sfdp of Graphviz 0.165 with 0.36,
/// `ForceAtlas2` 0.170 with 0.41.
#[test]
fn the_force_layout_shows_distances_and_neighborhoods() {
    for (sample, most_stress, least_preservation) in
        [("lund", 0.15, 0.55), ("h2020_climate", 0.16, 0.43)]
    {
        let input = input(sample);
        let task = TaskContext::new();
        let positions = settle(LAYOUTS[0], input.clone(), &task).unwrap();
        assert_tidy(&positions, &input.radii);
        let quality = layout_quality(&input.snapshot, &positions, 300, &task).unwrap();
        assert!(quality.stress < most_stress, "{sample}: {quality:?}");
        assert!(
            quality.preservation > least_preservation,
            "{sample}: {quality:?}"
        );
    }
}
