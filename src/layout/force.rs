//! The force layout: ties pull, markers push each other off, every component by itself.

use super::component::Component;
use super::overlap::OverlapRemoval;
use super::pivots::pivot_start;
use super::refine::Refinement;
use super::tiles::{Tile, cut, fit};
use super::{AREA, Layout, LayoutInput, LayoutRun, Position};
use crate::task::{Cancelled, TaskContext};

/// The force layout.
pub(super) struct ForceLayout;

impl Layout for ForceLayout {
    fn id(&self) -> &'static str {
        "force"
    }

    fn start(&self, input: LayoutInput) -> Box<dyn LayoutRun> {
        Box::new(ForceRun::new(input))
    }
}

/// So much work, counted in pairs that are looked at, is done in one step.
const WORK_PER_STEP: usize = 400_000;

struct ForceRun {
    input: LayoutInput,
    components: Vec<Component>,
    tiles: Vec<Tile>,
    positions: Vec<Position>,
    stage: Stage,
    work_done: usize,
    work_total: usize,
}

enum Stage {
    Component(usize, Option<Refinement>),
    Overlaps(OverlapRemoval),
    Done,
}

impl ForceRun {
    fn new(mut input: LayoutInput) -> Self {
        let num_actors = input.snapshot.num_actors();
        input.start.resize(num_actors, None);
        input.pinned.resize(num_actors, false);
        input.radii.resize(num_actors, 4.0);
        let mut components = Component::all(&input.snapshot);
        let num_connected = components.partition_point(|component| component.len() > 1);
        let sectors = input.snapshot.sectors();
        let mut isolates: Vec<u32> = components
            .drain(num_connected..)
            .flat_map(|component| component.actors)
            .collect();
        isolates.sort_by_key(|&actor| (sectors[actor as usize].is_none(), sectors[actor as usize]));

        let mut shares: Vec<f32> = components
            .iter()
            .map(|component| component.len() as f32 + 2.0)
            .collect();
        let share_of_isolates = isolates.len() as f32 * 0.5;
        let place_of_isolates = shares.partition_point(|&share| share >= share_of_isolates);
        if !isolates.is_empty() {
            shares.insert(place_of_isolates, share_of_isolates);
        }
        let area = Tile {
            center: [0.0; 2],
            size: AREA,
        };
        let mut tiles = cut(area, &shares);
        let mut positions = vec![[0.0; 2]; num_actors];
        if !isolates.is_empty() {
            let tile = tiles.remove(place_of_isolates);
            for (&actor, place) in isolates.iter().zip(block(tile, isolates.len())) {
                positions[actor as usize] = place;
            }
        }
        let work_total = components
            .iter()
            .map(|c| cost(c) * iterations(c))
            .sum::<usize>();
        Self {
            input,
            components,
            tiles,
            positions,
            stage: Stage::Component(0, None),
            work_done: 0,
            work_total,
        }
    }

    fn advance(&mut self, task: &TaskContext) -> Result<usize, Cancelled> {
        match &mut self.stage {
            Stage::Component(index, refinement) => {
                let Some(component) = self.components.get(*index) else {
                    for (place, start) in self.positions.iter_mut().zip(&self.input.start) {
                        if let Some(start) = start {
                            *place = *start;
                        }
                    }
                    self.stage = Stage::Overlaps(OverlapRemoval::new(self.positions.len()));
                    return Ok(0);
                };
                let refinement = if let Some(refinement) = refinement {
                    refinement
                } else {
                    let start = pivot_start(component, self.input.seed, task)?;
                    refinement.insert(Refinement::new(start, iterations(component)))
                };
                let cost = cost(component);
                let finished = refinement.iterate(component, task)?;
                self.work_done += cost;
                let padding = 14.0;
                let places = fit(refinement.positions(), self.tiles[*index].inset(padding));
                for (&actor, place) in component.actors.iter().zip(places) {
                    self.positions[actor as usize] = place;
                }
                if finished {
                    self.stage = Stage::Component(*index + 1, None);
                }
                Ok(cost)
            }
            Stage::Overlaps(removal) => {
                let LayoutInput { radii, pinned, .. } = &self.input;
                if removal.round(&mut self.positions, radii, pinned, task)? {
                    self.stage = Stage::Done;
                }
                Ok(self.positions.len() * 30)
            }
            Stage::Done => Ok(0),
        }
    }
}

impl LayoutRun for ForceRun {
    fn step(&mut self, task: &TaskContext) -> Result<bool, Cancelled> {
        let mut work = 0;
        while work < WORK_PER_STEP {
            task.keep_going()?;
            if matches!(self.stage, Stage::Done) {
                return Ok(true);
            }
            work += self.advance(task)?;
        }
        Ok(false)
    }

    fn positions(&self) -> &[Position] {
        &self.positions
    }

    fn progress(&self) -> f32 {
        match self.stage {
            Stage::Done => 1.0,
            _ => 0.99 * self.work_done as f32 / self.work_total.max(1) as f32,
        }
    }
}

/// About how much work an iteration is.
fn cost(component: &Component) -> usize {
    let len = component.len();
    component.num_neighbors() + len * (len.ilog2() as usize * 15).min(len)
}

fn iterations(_component: &Component) -> usize {
    300
}

/// Places in rows and columns within a tile.
fn block(tile: Tile, num_places: usize) -> Vec<Position> {
    let [width, height] = tile.size;
    let num_columns =
        ((num_places as f32 * width / height).sqrt().ceil() as usize).clamp(1, num_places);
    let num_rows = num_places.div_ceil(num_columns);
    let spacing = (width / num_columns as f32)
        .min(height / num_rows as f32)
        .min(60.0);
    (0..num_places)
        .map(|place| {
            let column = (place % num_columns) as f32 - (num_columns - 1) as f32 / 2.0;
            let row = (place / num_columns) as f32 - (num_rows - 1) as f32 / 2.0;
            [
                tile.center[0] + column * spacing,
                tile.center[1] + row * spacing,
            ]
        })
        .collect()
}
