//! The list of layouts, and what they have in common.

use std::sync::Arc;

use super::Position;
use crate::model::Snapshot;
use crate::task::{Cancelled, TaskContext};

/// What a layout starts from. Lists are by snapshot index.
#[derive(Clone, Debug)]
pub struct LayoutInput {
    /// Who is tied to whom.
    pub snapshot: Arc<Snapshot>,
    /// Places to start from; `None` for actors that get one afresh. Layouts that build on what is there, such as `force`,
    /// hold these places and put the others beside them; give only those of pinned actors to begin anew.
    pub start: Vec<Option<Position>>,
    /// Who must stay where it is. Only actors with a place can.
    pub pinned: Vec<bool>,
    /// Marker radii in world units; markers must not overlap.
    pub radii: Vec<f32>,
    /// How much each actor brokers between sectors, 0 or more; brokers are drawn to the middle of a sector layout.
    pub broker_scores: Vec<f64>,
    /// The seed of everything that is drawn at random.
    pub seed: u64,
    /// What the layout is told besides.
    pub options: LayoutOptions,
}

/// What a layout may be told besides the network. Each layout reads what concerns it; everything has a default. Lists are
/// by snapshot index, and may be shorter.
#[derive(Clone, Debug, Default)]
pub struct LayoutOptions {
    /// `force`: how much more a strong tie pulls than a weak one; 0: all pull alike, 1: as much as their weights.
    pub weight_attraction: f32,
    /// `force`: how much actors are drawn to the middle of their group; 0: not at all, 1: as much as by their ties.
    pub group_attraction: f32,
    /// The group of each actor: its sector, its community.
    pub groups: Vec<Option<u32>>,
    /// `ego`: who is in the middle.
    pub center: Option<u32>,
    /// What places mean: `concentric` shows the first, `scatter` the first to the right and the second upwards,
    /// `geographic` longitude and latitude in degrees.
    pub values: [Vec<Option<f64>>; 2],
}

/// A layout on its way. It owns its positions.
pub trait LayoutRun: Send {
    /// Goes on for a few milliseconds' work; `true` when it is finished. A run that was cancelled is over.
    fn step(&mut self, task: &TaskContext) -> Result<bool, Cancelled>;
    /// The positions so far, by snapshot index, finite.
    fn positions(&self) -> &[Position];
    /// How far it is, 0 to 1.
    fn progress(&self) -> f32;
}

/// A way to lay out a network.
pub trait Layout: Sync {
    /// The stable name in scripts and files.
    fn id(&self) -> &'static str;
    /// Begins a run. The same input gives the same positions, whatever the number of threads.
    fn start(&self, input: LayoutInput) -> Box<dyn LayoutRun>;
}

/// All layouts; the first is the default.
pub const LAYOUTS: &[&dyn Layout] = &[
    &super::force::ForceLayout,
    &super::sectors::SectorLayout,
    &super::rings::ConcentricLayout,
    &super::rings::EgoLayout,
    &super::circular::CircularLayout,
    &super::scatter::ScatterLayout,
    &super::scatter::GeographicLayout,
    &super::two_mode::TwoModeLayout,
];

/// Runs a layout to its end.
pub fn settle(
    layout: &dyn Layout,
    input: LayoutInput,
    task: &TaskContext,
) -> Result<Vec<Position>, Cancelled> {
    settle_in_sight(layout, input, task, |_| {})
}

/// Runs a layout to its end; `show` is called with the positions on the way.
pub fn settle_in_sight(
    layout: &dyn Layout,
    input: LayoutInput,
    task: &TaskContext,
    mut show: impl FnMut(&[Position]),
) -> Result<Vec<Position>, Cancelled> {
    let mut run = layout.start(input);
    while !run.step(task)? {
        // A thousandth is fine enough for a progress bar.
        task.checkpoint((run.progress() * 1000.0) as usize, 1000)?;
        show(run.positions());
    }
    Ok(run.positions().to_vec())
}
