//! Where the scene of the map comes from: built on the spot if that takes no time, otherwise in the background, while the
//! one before stays.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::gpu::{Gpu, Lines};
use crate::jobs::{Arrival, Jobs};
use crate::layout::{Position, TWO_MODE};
use crate::model::{SectorId, Snapshot};
use crate::scene::{Scene, SceneInput, Theme};
use crate::workspace::Workspace;

/// Networks of at most so many actors and ties together have a new scene at once; beyond that it would be felt.
const AT_ONCE: usize = 2_500;

/// What a scene is made from, by number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct SceneKey {
    /// The state of the workspace.
    pub workspace: u64,
    /// The colours.
    pub theme: Theme,
    /// The sector that is shown alone for a moment.
    #[expect(
        clippy::option_option,
        reason = "no line of the legend, or that of a sector or of the unassigned"
    )]
    pub spotlight: Option<Option<SectorId>>,
}

/// A scene with the snapshot that it shows.
struct Built {
    scene: Arc<Scene>,
    lines: Option<Arc<Lines>>,
    snapshot: Arc<Snapshot>,
}

/// The scene of the map, with the positions that belong to it.
pub(super) struct SceneSource {
    jobs: Jobs<(), Built>,
    gpu: Option<Gpu>,
    scene: Arc<Scene>,
    /// Its lines on the GPU; put there in the background, for that takes long with very many.
    lines: Option<Arc<Lines>>,
    revision: u64,
    snapshot: Option<Arc<Snapshot>>,
    /// The key of the scene that was built last, or is on its way.
    key: Option<SceneKey>,
    positions: Vec<Position>,
    positions_revision: u64,
    /// What they were made from: positions, scene, and whether a layout was running.
    placed: Option<(u64, u64, bool)>,
    failure: Option<String>,
}

impl SceneSource {
    /// Without a scene yet. `wake` is called from another thread when one is there.
    pub(super) fn new(gpu: Option<Gpu>, wake: impl Fn() + Send + Sync + 'static) -> Self {
        Self {
            jobs: Jobs::new(Arc::new(wake)),
            gpu,
            scene: Arc::new(Scene::default()),
            lines: None,
            revision: 0,
            snapshot: None,
            key: None,
            positions: Vec::new(),
            positions_revision: 0,
            placed: None,
            failure: None,
        }
    }

    /// The latest scene.
    pub(super) fn scene(&self) -> &Arc<Scene> {
        &self.scene
    }

    /// Its lines on the GPU.
    pub(super) fn lines(&self) -> Option<&Arc<Lines>> {
        self.lines.as_ref()
    }

    /// Counts the scenes.
    pub(super) fn revision(&self) -> u64 {
        self.revision
    }

    /// Where the markers of the scene are, in its order.
    pub(super) fn positions(&self) -> &[Position] {
        &self.positions
    }

    /// The state of the positions.
    pub(super) fn positions_revision(&self) -> u64 {
        self.positions_revision
    }

    /// Why a scene could not be built, since the last call.
    pub(super) fn take_failure(&mut self) -> Option<String> {
        self.failure.take()
    }

    /// Forgets the scene: another document is shown from now on.
    pub(super) fn reset(&mut self) {
        self.jobs.cancel(&());
        self.scene = Arc::new(Scene::default());
        self.lines = None;
        self.revision += 1;
        (self.snapshot, self.key, self.placed) = (None, None, None);
        self.positions.clear();
    }

    /// Takes in a scene that has come, and sees to it that there is one for `key`.
    pub(super) fn update(&mut self, workspace: &Workspace, key: SceneKey) {
        for arrival in self.jobs.poll() {
            match arrival {
                Arrival::Part((), built) | Arrival::Done((), built) => self.take_in(built),
                Arrival::Failed((), message) => self.failure = Some(message),
            }
        }
        // While one is on its way, the next waits: cancelling it whenever something changes could go on for ever.
        if self.key != Some(key) && !self.jobs.is_running(&()) {
            self.key = Some(key);
            self.build(workspace, key);
        }
        let shown = workspace.snapshot();
        let is_of_the_workspace = self
            .snapshot
            .as_ref()
            .zip(shown)
            .is_some_and(|(own, shown)| Arc::ptr_eq(own, shown));
        let is_moving = workspace.running_layout().is_some();
        let placed = (workspace.positions_revision(), self.revision, is_moving);
        // Where each marker stands for one actor, another scene of the same actors changes no place.
        let is_placed = match self.scene.standing {
            None => self.placed.is_some_and(|before| before.0 == placed.0),
            Some(_) => self.placed == Some(placed),
        };
        if is_of_the_workspace && (!is_placed || self.positions.len() != self.scene.actors.len()) {
            self.positions = self.scene.places(workspace.positions(), is_moving);
            self.placed = Some(placed);
            self.positions_revision += 1;
        }
    }

    fn take_in(&mut self, built: Built) {
        let Built {
            scene,
            lines,
            snapshot,
        } = built;
        if self
            .snapshot
            .as_ref()
            .is_none_or(|own| !Arc::ptr_eq(own, &snapshot))
        {
            // The positions of other actors are of no use.
            self.positions.clear();
        }
        self.snapshot = Some(snapshot);
        if !Arc::ptr_eq(&self.scene, &scene) {
            (self.scene, self.lines) = (scene, lines);
            self.revision += 1;
        }
    }

    fn build(&mut self, workspace: &Workspace, key: SceneKey) {
        let (Some(document), Some(results)) = (workspace.document(), workspace.results()) else {
            return;
        };
        let snapshot = &results.snapshot;
        let size = snapshot.num_actors() + snapshot.edges().len();
        let (content, results) = (Arc::clone(document.content()), results.clone());
        let (lens, focus) = (workspace.lens(), workspace.focus().clone());
        let selection = workspace
            .selection()
            .map_or_else(BTreeSet::new, |selection| selection.actors().clone());
        let (gpu, before, lines_before) = (
            self.gpu.clone(),
            Arc::clone(&self.scene),
            self.lines.clone(),
        );
        let build = move || {
            let scene = Scene::build(&SceneInput {
                network: &content.network,
                results: &results,
                lens,
                focus: &focus,
                style: &content.appearance.style,
                theme: key.theme,
                selection: &selection,
                hidden_sectors: &content.filter.hidden_sectors,
                spotlight: key.spotlight,
                placements: &content.placements,
                notes: Some(&content.notes),
                collapsed: &content.appearance.collapsed,
                activities: content.appearance.layout == TWO_MODE,
                scatter: content.appearance.scatter(),
                concentric: content.appearance.concentric(),
            });
            let snapshot = results.snapshot;
            // Much of what happens changes nothing on the map, and most of the rest no line.
            if scene == *before {
                return Built {
                    scene: before,
                    lines: lines_before,
                    snapshot,
                };
            }
            let lines = if have_same_lines(&scene, &before) {
                lines_before
            } else {
                gpu.map(|gpu| Arc::new(gpu.lines(&scene)))
            };
            Built {
                scene: Arc::new(scene),
                lines,
                snapshot,
            }
        };
        if size <= AT_ONCE {
            self.take_in(build());
        } else {
            self.jobs.submit((), move |_, _| Ok(build()));
        }
    }
}

/// Whether the lines of two scenes look the same; they end at the rims of their markers.
fn have_same_lines(a: &Scene, b: &Scene) -> bool {
    let mut marks = a.actors.iter().zip(&b.actors);
    a.actors.len() == b.actors.len()
        && marks.all(|(a, b)| a.radius_px == b.radius_px)
        && a.ties == b.ties
}
