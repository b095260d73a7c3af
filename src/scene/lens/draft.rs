//! A scene while a lens works on it: still by index of the snapshot, with opacities apart from colours.

use std::collections::{BTreeMap, HashSet};

use super::default_measure;
use crate::analysis::Measure;
use crate::layout::marker_radii;
use crate::model::{ActorId, MarkerShape, Snapshot};
use crate::scene::build::GHOST_OPACITY;
use crate::scene::style::{coloring, names_by_style, style_words};
use crate::scene::{
    ActorMark, Band, Emphasis, Hull, LegendEntry, MapColors, MarkId, Rgba, Ring, SceneInput,
    map_names,
};
use crate::workspace::actor_values;

/// A line in the making.
#[derive(Clone, Copy, Debug)]
pub(in crate::scene) struct TieDraft {
    pub(in crate::scene) a: u32,
    pub(in crate::scene) b: u32,
    pub(in crate::scene) weight: f64,
    pub(in crate::scene) width_px: f32,
    pub(in crate::scene) emphasis: Emphasis,
    /// A colour of its own, with its opacity; otherwise it follows from sectors and emphasis.
    pub(in crate::scene) color: Option<Rgba>,
    pub(in crate::scene) dashed: bool,
    pub(in crate::scene) arrow: bool,
    pub(in crate::scene) bend: f32,
}

/// A scene in the making.
#[derive(Debug)]
pub(in crate::scene) struct Draft<'a> {
    pub(in crate::scene) input: &'a SceneInput<'a>,
    pub(in crate::scene) snapshot: &'a Snapshot,
    pub(in crate::scene) colors: &'static MapColors,
    /// What marker area really shows, as the legend says it.
    pub(in crate::scene) size_words: String,
    /// What colours stand for, where it is not the sector.
    pub(in crate::scene) color_legend: Option<Vec<LegendEntry>>,
    /// Markers with opaque colours.
    pub(in crate::scene) actors: Vec<ActorMark>,
    /// The opacity of each marker.
    pub(in crate::scene) opacity: Vec<f32>,
    /// What is written beside each marker.
    pub(in crate::scene) names: Vec<String>,
    /// The place of its sector in the snapshot's list.
    pub(in crate::scene) sectors: Vec<Option<usize>>,
    /// How many others it has a tie to.
    pub(in crate::scene) contacts: Vec<u32>,
    pub(in crate::scene) ties: Vec<TieDraft>,
    /// Whether ties differ in weight.
    pub(in crate::scene) weighted: bool,
    pub(in crate::scene) hulls: Vec<Hull>,
    pub(in crate::scene) bands: Vec<Band>,
    /// Among those who stand out alike, whose name comes first: by how much they matter to the lens.
    pub(in crate::scene) weight_of_name: BTreeMap<ActorId, usize>,
    /// What the lens adds to the legend.
    pub(in crate::scene) legend: Vec<LegendEntry>,
}

impl<'a> Draft<'a> {
    /// Everybody and every tie as they are, before a lens looks at them.
    pub(in crate::scene) fn new(input: &'a SceneInput<'a>) -> Self {
        let snapshot = input.results.snapshot.as_ref();
        let (size_words, radii) = sizes(input, snapshot);
        let coloring = coloring(input);
        let mut actors: Vec<ActorMark> = snapshot
            .actors()
            .iter()
            .zip(radii)
            .map(|(&id, radius_px)| {
                let actor = input.network.actor(id);
                let sector = actor
                    .and_then(|actor| actor.sector)
                    .and_then(|sector| input.network.sectors().get(sector));
                ActorMark {
                    id: MarkId::Actor(id),
                    color: input.theme.sector_color(sector),
                    shape: sector.map_or(MarkerShape::Hexagon, |sector| sector.shape),
                    radius_px,
                    emphasis: Emphasis::Normal,
                    ring: None,
                    hollow: actor.is_some_and(|actor| !actor.confirmed),
                    pinned: input
                        .placements
                        .get(&id)
                        .is_some_and(|placement| placement.pinned),
                }
            })
            .collect();
        if let Some(coloring) = &coloring {
            for (mark, &color) in actors.iter_mut().zip(&coloring.colors) {
                mark.color = color;
            }
        }
        let (ties, weighted) = ties(input, snapshot);
        let names = names_by_style(input).unwrap_or_else(|| map_names(input.network, snapshot));
        let sectors = snapshot.sectors().iter();
        let contacts = 0..snapshot.num_actors() as u32;
        Self {
            input,
            snapshot,
            colors: input.theme.colors(),
            size_words,
            color_legend: coloring.map(|coloring| coloring.legend),
            opacity: vec![1.0; actors.len()],
            names,
            sectors: sectors.map(|sector| sector.map(usize::from)).collect(),
            contacts: contacts
                .map(|actor| snapshot.adjacency().degree(actor) as u32)
                .collect(),
            actors,
            ties,
            weighted,
            hulls: Vec::new(),
            bands: Vec::new(),
            weight_of_name: BTreeMap::new(),
            legend: Vec::new(),
        }
    }

    /// The opaque colour of a marker.
    pub(in crate::scene) fn color_of(&self, mark: u32) -> Rgba {
        self.actors
            .get(mark as usize)
            .map_or(self.colors.tie, |mark| mark.color)
    }

    /// The place of an actor's sector in the snapshot's list.
    pub(in crate::scene) fn sector_of(&self, mark: u32) -> Option<usize> {
        self.sectors.get(mark as usize).copied().flatten()
    }

    /// Whether two actors are of different known sectors.
    pub(in crate::scene) fn is_cross(&self, a: u32, b: u32) -> bool {
        match (self.sector_of(a), self.sector_of(b)) {
            (Some(a), Some(b)) => a != b,
            _ => false,
        }
    }

    /// Everything becomes context.
    pub(in crate::scene) fn ghost_all(&mut self) {
        for mark in &mut self.actors {
            mark.emphasis = Emphasis::Ghost;
        }
        self.opacity.fill(GHOST_OPACITY);
        for tie in &mut self.ties {
            tie.emphasis = Emphasis::Ghost;
        }
    }

    /// An actor becomes context.
    pub(in crate::scene) fn ghost(&mut self, mark: u32) {
        self.set(mark, Emphasis::Ghost, GHOST_OPACITY);
    }

    /// An actor is in full view. It is never set back: what is strong stays so.
    pub(in crate::scene) fn show(&mut self, mark: u32) {
        let emphasis = self
            .actors
            .get(mark as usize)
            .map_or(Emphasis::Normal, |mark| mark.emphasis.max(Emphasis::Normal));
        self.set(mark, emphasis, 1.0);
    }

    /// An actor is what it is about.
    pub(in crate::scene) fn stress(&mut self, mark: u32) {
        self.set(mark, Emphasis::Strong, 1.0);
    }

    fn set(&mut self, mark: u32, emphasis: Emphasis, opacity: f32) {
        if let Some(mark) = self.actors.get_mut(mark as usize) {
            mark.emphasis = emphasis;
        }
        if let Some(place) = self.opacity.get_mut(mark as usize) {
            *place = opacity;
        }
    }

    /// Puts a ring around an actor.
    pub(in crate::scene) fn ring(&mut self, mark: u32, ring: Ring) {
        if let Some(mark) = self.actors.get_mut(mark as usize) {
            mark.ring = Some(ring);
        }
    }

    /// Makes lines as wide as their weights ask for, now that these have changed. Those that have a colour of their own do
    /// not become thinner, and those that are dashed stay as they are.
    pub(in crate::scene) fn widen_ties(&mut self) {
        let solid = || self.ties.iter().filter(|tie| !tie.dashed);
        let widths = Widths::new(solid().map(|tie| tie.weight));
        self.weighted = widths.weighted;
        for tie in self.ties.iter_mut().filter(|tie| !tie.dashed) {
            let width = widths.of(tie.weight);
            tie.width_px = match tie.color {
                Some(_) => tie.width_px.max(width),
                None => width,
            };
        }
    }

    /// Adds the dashed arc of a tie that does not exist.
    pub(in crate::scene) fn add_missing_tie(&mut self, a: u32, b: u32) {
        let num = self.actors.len() as u32;
        if a < num && b < num && a != b {
            self.ties.push(TieDraft {
                a,
                b,
                weight: 0.0,
                width_px: 2.2,
                emphasis: Emphasis::Strong,
                color: Some(self.colors.missing),
                dashed: true,
                arrow: false,
                bend: 0.16,
            });
        }
    }
}

/// What size shows, and the radii. Falls back to contacts while a measure is not known.
fn sizes(input: &SceneInput<'_>, snapshot: &Snapshot) -> (String, Vec<f32>) {
    let wanted = default_measure(input.lens).id();
    let wanted = input.style.size_by.as_deref().unwrap_or(wanted);
    if let Some(scores) = actor_values(wanted, input.results, input.network)
        && scores.len() == snapshot.num_actors()
    {
        return (style_words(wanted), marker_radii(scores));
    }
    let degrees = (0..snapshot.num_actors() as u32)
        .map(|actor| Some(snapshot.adjacency().degree(actor) as f64));
    (style_words(Measure::Degree.id()), marker_radii(degrees))
}

/// The widest line, in pixels.
const MAX_WIDTH: f32 = 6.0;
/// The thinnest.
const MIN_WIDTH: f32 = 0.75;

/// How wide lines are.
struct Widths {
    /// Whether weights differ.
    weighted: bool,
    /// The weight that the thinnest line stands for.
    base: f64,
    /// By how much a line grows with the root of its weight in units of that.
    unit: f64,
}

impl Widths {
    fn new(weights: impl Iterator<Item = f64>) -> Self {
        let (num, least, most) = weights.fold(
            (0_usize, f64::INFINITY, 0.0_f64),
            |(num, least, most), weight| (num + 1, least.min(weight), most.max(weight)),
        );
        let weighted = num > 0 && most > least * (1.0 + 1e-9);
        // Among many ties, wide ones would cover the map.
        let widest = (MAX_WIDTH * (1000.0 / num.max(1) as f32).sqrt()).clamp(1.5, MAX_WIDTH);
        let base = if least > 0.0 { least } else { most / 64.0 };
        let largest = (most / base).sqrt();
        // The root of the weight in units of the smallest, but at most as wide as allowed for the largest.
        let unit =
            f64::from(MIN_WIDTH).min(f64::from(widest - MIN_WIDTH) / (largest - 1.0).max(1e-9));
        Self {
            weighted,
            base,
            unit,
        }
    }

    fn of(&self, weight: f64) -> f32 {
        if !self.weighted {
            return MIN_WIDTH + 0.15;
        }
        let root = (weight.max(self.base) / self.base).sqrt();
        (f64::from(MIN_WIDTH) + self.unit * (root - 1.0)) as f32
    }
}

/// One line for each tied pair; two, bent apart, where each has a tie to the other. Also, whether weights differ.
fn ties(input: &SceneInput<'_>, snapshot: &Snapshot) -> (Vec<TieDraft>, bool) {
    let edges = snapshot.edges();
    let widths = Widths::new(snapshot.weights().iter().copied());
    let weighted = widths.weighted;
    let tie = |a, b, weight: f64, arrow, bend| TieDraft {
        a,
        b,
        weight,
        width_px: widths.of(weight),
        emphasis: Emphasis::Normal,
        color: None,
        dashed: false,
        arrow,
        bend,
    };

    let weights = snapshot.weights().iter().copied();
    let Some(directed) = snapshot.directed() else {
        let ties = edges
            .iter()
            .zip(weights)
            .map(|(&(a, b), weight)| tie(a, b, weight, false, 0.0))
            .collect();
        return (ties, weighted);
    };
    let arrows = arrows(input, snapshot);
    let mut ties = Vec::with_capacity(edges.len());
    for (&(a, b), weight) in edges.iter().zip(weights) {
        let arc_weight = |from, to| {
            let arc = directed.out.edge_between(from, to)?;
            directed.weights.get(arc as usize).copied()
        };
        match (arrows.contains(&(a, b)), arrows.contains(&(b, a))) {
            (false, false) => ties.push(tie(a, b, weight, false, 0.0)),
            (true, false) => ties.push(tie(a, b, weight, true, 0.0)),
            (false, true) => ties.push(tie(b, a, weight, true, 0.0)),
            (true, true) => {
                ties.push(tie(a, b, arc_weight(a, b).unwrap_or(weight), true, 0.08));
                ties.push(tie(b, a, arc_weight(b, a).unwrap_or(weight), true, 0.08));
            }
        }
    }
    (ties, weighted)
}

/// From whom to whom there is a tie with a direction.
fn arrows(input: &SceneInput<'_>, snapshot: &Snapshot) -> HashSet<(u32, u32)> {
    let index = |actor: ActorId| snapshot.index_of(actor);
    input
        .network
        .ties()
        .filter(|(_, tie)| tie.directed)
        .filter_map(|(_, tie)| Some((index(tie.source)?, index(tie.target)?)))
        .filter(|&(from, to)| {
            snapshot
                .directed()
                .is_some_and(|directed| directed.out.has(from, to))
        })
        .collect()
}
