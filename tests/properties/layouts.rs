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
    for (a, at) in positions.iter().enumerate() {
        for (coordinate, side) in at.iter().zip(AREA) {
            assert!(coordinate.is_finite() && coordinate.abs() < 0.55 * side);
        }
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
            assert_tidy(&positions, &input.radii);
        }
    }
}

/// The bounds are those of established programs on the same networks: sfdp has a stress of 0.165 and a preservation of
/// 0.36 on `h2020_climate`.
#[test]
fn the_force_layout_shows_distances_and_neighborhoods() {
    for (sample, most_stress, least_preservation) in
        [("lund", 0.165, 0.5), ("h2020_climate", 0.165, 0.4)]
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
