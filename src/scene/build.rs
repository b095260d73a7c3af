//! From a network and what is known about it to a scene.

use std::collections::{BTreeMap, BTreeSet};

use super::activities::add_activities;
use super::axes::scales as scales_of;
use super::collapse::collapse;
use super::lens::{Draft, TieDraft, emphasize};
use super::notes::notes;
use super::rings::nearness as nearness_of;
use super::{
    Camera, Emphasis, Group, LabelCandidate, MarkId, Scene, Theme, TieEnds, TieMark, colors,
    detail, legend,
};
use crate::analysis::Results;
use crate::document::{Arrangement, Collapsed, Notes, Placement, Style};
use crate::model::{ActorId, Network, SectorId};
use crate::workspace::{Focus, Lens};

/// What a scene is made from.
///
/// Analyses that are not in the results yet are drawn without: the map never waits for them.
#[derive(Clone, Copy, Debug)]
pub struct SceneInput<'a> {
    /// Names, sectors, whether actors are confirmed.
    pub network: &'a Network,
    /// The snapshot that is drawn, and what is known about it.
    pub results: &'a Results,
    /// The way of looking.
    pub lens: Lens,
    /// What is singled out, by index of the snapshot of the results.
    pub focus: &'a Focus,
    /// What marks stand for.
    pub style: &'a Style,
    /// The colours.
    pub theme: Theme,
    /// The actors that are selected.
    pub selection: &'a BTreeSet<ActorId>,
    /// Sectors that are filtered out, for the legend; `None` stands for unassigned actors.
    pub hidden_sectors: &'a BTreeSet<Option<SectorId>>,
    /// The sector that is shown alone for a moment, the rest faded: the mouse is over its line in the legend.
    pub spotlight: Option<Option<SectorId>>,
    /// Where actors are, for their pins.
    pub placements: &'a BTreeMap<ActorId, Placement>,
    /// What somebody has written on the map.
    pub notes: Option<&'a Notes>,
    /// Who is drawn as one marker.
    pub collapsed: &'a [Collapsed],
    /// Whether activities are markers of their own, see [`TWO_MODE`](crate::layout::TWO_MODE).
    pub activities: bool,
    /// What a map of two scores was told, if it is one.
    pub scatter: Option<&'a Arrangement>,
    /// What a map of rings by a score was told, if it is one.
    pub concentric: Option<&'a Arrangement>,
}

static NO_STYLE: Style = Style {
    size_by: None,
    color_by: None,
    label_by: None,
};
static NO_FOCUS: Focus = Focus::None;
static NOBODY: BTreeSet<ActorId> = BTreeSet::new();
static NO_SECTORS: BTreeSet<Option<SectorId>> = BTreeSet::new();
static NO_PLACEMENTS: BTreeMap<ActorId, Placement> = BTreeMap::new();

impl<'a> SceneInput<'a> {
    /// A network through the Network lens, light, nothing singled out.
    pub fn new(network: &'a Network, results: &'a Results) -> Self {
        Self {
            network,
            results,
            lens: Lens::Network,
            focus: &NO_FOCUS,
            style: &NO_STYLE,
            theme: Theme::Light,
            selection: &NOBODY,
            hidden_sectors: &NO_SECTORS,
            spotlight: None,
            placements: &NO_PLACEMENTS,
            notes: None,
            collapsed: &[],
            activities: false,
            scatter: None,
            concentric: None,
        }
    }
}

/// The opacity of markers that are context.
pub(super) const GHOST_OPACITY: f32 = 0.15;

impl Scene {
    /// The scene of a network through a lens.
    pub fn build(input: &SceneInput<'_>) -> Self {
        let mut draft = Draft::new(input);
        emphasize(&mut draft);
        let activities = input.activities.then(|| add_activities(&mut draft));
        let standing = collapse(&mut draft, activities);
        let legend = legend::entries(&draft);
        let draw_order = draw_order(&draft);
        let parts = parts(&draft);
        let labels = labels(&draft, &parts);
        let ties = ties(&draft);
        let groups = groups(&draft);
        let Draft {
            mut actors,
            opacity,
            hulls,
            bands,
            ..
        } = draft;
        let marks = actors.iter().map(|mark| mark.id);
        let color = input.theme.colors().text_muted;
        let nearness = input.concentric;
        let nearness = nearness.map(|told| nearness_of(input, told, marks.clone(), color));
        let scales = input.scatter;
        let scales = scales.and_then(|arrangement| scales_of(input, arrangement, marks, color));
        for (mark, &opacity) in actors.iter_mut().zip(&opacity) {
            mark.color = colors::faded(mark.color, opacity);
        }
        let mut scene = Self {
            tie_ends: TieEnds::new(actors.len(), &ties),
            tie_ranks: tie_ranks(&ties),
            actors,
            parts,
            standing,
            ties,
            labels,
            hulls,
            groups,
            bands,
            scales,
            nearness,
            notes: Vec::new(),
            legend,
            draw_order,
        };
        scene.notes = notes(input, |actor| scene.mark_of(actor));
        scene
    }
}

/// The ranks of lines, rising, where not all are drawn.
fn tie_ranks(ties: &[TieMark]) -> Vec<f32> {
    if ties.len() <= detail::NUM_TIES_AT_FIT {
        return Vec::new();
    }
    let mut ranks: Vec<f32> = ties.iter().map(|tie| tie.rank).collect();
    ranks.sort_unstable_by(f32::total_cmp);
    ranks
}

/// The actors of each sector, with its name in a colour that can be read.
fn groups(draft: &Draft<'_>) -> Vec<Group> {
    let scheme = draft.input.network.sectors();
    let mut groups: Vec<Group> = draft
        .snapshot
        .sector_ids()
        .iter()
        .map(|&id| {
            let sector = scheme.get(id);
            let color = draft.input.theme.sector_color(sector);
            Group {
                marks: Vec::new(),
                name: sector.map_or_else(String::new, |sector| sector.name.clone()),
                color: colors::mixed(color, draft.colors.text, 0.3),
            }
        })
        .collect();
    for mark in 0..draft.actors.len() as u32 {
        if let Some(group) = draft
            .sector_of(mark)
            .and_then(|place| groups.get_mut(place))
        {
            group.marks.push(mark);
        }
    }
    groups
}

/// Context first; then large before small, so that nobody is hidden behind somebody larger.
fn draw_order(draft: &Draft<'_>) -> Vec<u32> {
    let mut order: Vec<u32> = (0..draft.actors.len() as u32).collect();
    let key = |index: u32| {
        draft
            .actors
            .get(index as usize)
            .map_or((Emphasis::Ghost, 0.0), |mark| {
                (mark.emphasis, mark.radius_px)
            })
    };
    order.sort_by(|&a, &b| {
        let ((emphasis_a, radius_a), (emphasis_b, radius_b)) = (key(a), key(b));
        emphasis_a
            .cmp(&emphasis_b)
            .then(radius_b.total_cmp(&radius_a))
            .then(a.cmp(&b))
    });
    order
}

/// For every marker, the part of the map that it is in: those that lines connect are in the same one.
fn parts(draft: &Draft<'_>) -> Vec<u32> {
    let mut parts: Vec<u32> = (0..draft.actors.len() as u32).collect();
    for tie in draft.ties.iter().filter(|tie| !tie.dashed) {
        let (a, b) = (first_of(&mut parts, tie.a), first_of(&mut parts, tie.b));
        if let Some(part) = parts.get_mut(a.max(b) as usize) {
            *part = a.min(b);
        }
    }
    (0..parts.len() as u32)
        .map(|mark| first_of(&mut parts, mark))
        .collect()
}

/// The first marker of the part that a marker is in; on the way there, every other step is left out from now on.
fn first_of(parts: &mut [u32], mut mark: u32) -> u32 {
    while let Some(&next) = parts.get(mark as usize).filter(|&&next| next != mark) {
        let after = parts.get(next as usize).copied().unwrap_or(next);
        if let Some(own) = parts.get_mut(mark as usize) {
            *own = after;
        }
        mark = after;
    }
    mark
}

/// Parts with less than one in so many of all markers are named last: beside a large network, the names of many who stand
/// alone say least.
const TINY_PART: usize = 100;
/// Their turns come after this one.
const LAST: f32 = 1e6;

/// The names, the most important first: what stands out, then the others by size, in turns between the parts of the map,
/// so that each is named and none has all the names. How many are in a part counts to the power of ¾: half of that
/// would name everybody who is alone before the middle of a large network.
fn labels(draft: &Draft<'_>, parts: &[u32]) -> Vec<LabelCandidate> {
    let num_strong = draft
        .actors
        .iter()
        .filter(|mark| mark.emphasis == Emphasis::Strong)
        .count();
    let mut ranked: Vec<(u8, (usize, f32), LabelCandidate)> = draft
        .actors
        .iter()
        .zip(&draft.names)
        .enumerate()
        .filter(|(_, (_, name))| !name.is_empty())
        .map(|(index, (mark, name))| {
            let actor = mark.id.actor();
            let selected = actor.is_some_and(|actor| draft.input.selection.contains(&actor));
            let rank = if selected {
                4
            } else {
                match (mark.emphasis, mark.ring.is_some()) {
                    (Emphasis::Strong, _) => 3,
                    (Emphasis::Normal, _) if matches!(mark.id, MarkId::Group(_)) => 3,
                    (_, true) => 2,
                    (Emphasis::Normal, false) => 1,
                    (Emphasis::Ghost, false) => 0,
                }
            };
            let opacity = draft.opacity.get(index).copied().unwrap_or(1.0);
            let label = LabelCandidate {
                mark: index as u32,
                text: name.clone(),
                strong: selected || (mark.emphasis == Emphasis::Strong && num_strong <= 30),
                // Names fade less than markers: they can still be read.
                opacity: if selected {
                    1.0
                } else {
                    0.42 + 0.58 * ((opacity - GHOST_OPACITY) / (1.0 - GHOST_OPACITY)).max(0.0)
                },
            };
            let weight = actor.and_then(|actor| draft.weight_of_name.get(&actor));
            let weight = weight.copied().unwrap_or_default();
            (rank, (weight, mark.radius_px), label)
        })
        .collect();
    ranked.sort_by(|(rank_a, size_a, label_a), (rank_b, size_b, label_b)| {
        let (weight_a, radius_a) = size_a;
        let (weight_b, radius_b) = size_b;
        rank_b
            .cmp(rank_a)
            .then(weight_b.cmp(weight_a))
            .then(radius_b.total_cmp(radius_a))
            .then(label_a.mark.cmp(&label_b.mark))
    });
    let mut num_in_part = vec![0_u32; parts.len()];
    for &part in parts {
        if let Some(num) = num_in_part.get_mut(part as usize) {
            *num += 1;
        }
    }
    let mut num_named = vec![0_u32; parts.len()];
    let mut turns: Vec<(u8, f32, LabelCandidate)> = ranked
        .into_iter()
        .map(|(rank, _, label)| {
            let part = parts.get(label.mark as usize).map_or(0, |&it| it as usize);
            let turn = if rank < 2
                && let (Some(named), Some(&num)) = (num_named.get_mut(part), num_in_part.get(part))
            {
                *named += 1;
                let turn = *named as f32 / (num as f32).powf(0.75);
                let is_tiny = num as usize * TINY_PART < parts.len();
                if is_tiny { LAST + turn } else { turn }
            } else {
                0.0
            };
            (rank, turn, label)
        })
        .collect();
    // The sort keeps the order otherwise: larger ones first.
    turns.sort_by(|(rank_a, turn_a, _), (rank_b, turn_b, _)| {
        rank_b.cmp(rank_a).then(turn_a.total_cmp(turn_b))
    });
    turns.into_iter().map(|(_, _, label)| label).collect()
}

/// So many ties that stand out are drawn when everything fits, among very many.
const MAX_STRONG: usize = 3000;

fn num_strong(draft: &Draft<'_>) -> usize {
    let ties = draft.ties.iter();
    ties.filter(|tie| tie.emphasis == Emphasis::Strong).count()
}

/// How opaque ties are: less the more there are, on the whole and around their ends, so that they never become soot.
struct TieOpacity {
    within: f32,
    cross: f32,
    ghost: f32,
    strong: f32,
}

impl TieOpacity {
    fn new(draft: &Draft<'_>) -> Self {
        let share = drawn_share(draft);
        let num: f32 = draft.ties.iter().map(|tie| uncrowded(draft, tie)).sum();
        let num = num * share;
        let num_strong = if draft.ties.len() > detail::NUM_TIES_AT_FIT {
            num_strong(draft).min(MAX_STRONG)
        } else {
            num_strong(draft)
        };
        let num_strong = num_strong.max(1) as f32;
        let density = (400.0 / num.max(1.0)).sqrt();
        // Light lines on dark spread more than dark ones on light.
        let dark = if draft.input.theme == Theme::Dark {
            0.8
        } else {
            1.0
        };
        Self {
            within: (0.36 * density * dark).min(0.5),
            cross: (0.62 * density).min(0.75),
            ghost: (0.15 * density * dark).min(0.16),
            strong: (0.9 * (80.0 / num_strong).sqrt()).clamp(0.1, 0.9),
        }
    }
}

/// The opacity below which many lines, drawn one after the other with 8 bits a colour, no longer add up to theirs.
const LEAST_OPACITY: f32 = 0.022;

/// The share of the ties that is drawn when everything fits.
fn drawn_share(draft: &Draft<'_>) -> f32 {
    detail::tie_detail(draft.ties.len(), &Camera::default())
}

/// How much of its opacity a tie keeps, 0 to 1: less if both its ends have many contacts, since it then lies among many.
fn uncrowded(draft: &Draft<'_>, tie: &TieDraft) -> f32 {
    let contacts = |mark: u32| draft.contacts.get(mark as usize).copied();
    let contacts = contacts(tie.a).min(contacts(tie.b)).unwrap_or_default();
    let num_drawn = (contacts as f32 * drawn_share(draft)).max(1.0);
    (26.0 / num_drawn).min(1.0).powf(0.85)
}

fn ties(draft: &Draft<'_>) -> Vec<TieMark> {
    let opacity = TieOpacity::new(draft);
    let color = |mark: u32| draft.color_of(mark);
    let weighed: Vec<(u32, u32, f64)> = draft
        .ties
        .iter()
        .map(|tie| (tie.a, tie.b, tie.weight))
        .collect();
    let ranks = detail::ranks(draft.actors.len(), &weighed, |mark| {
        let contacts = draft.contacts.get(mark as usize).copied();
        contacts.unwrap_or_default() as usize
    });
    // All that stand out are drawn; too many of them are thinned as well, so that so many remain.
    let num_strong = num_strong(draft);
    let strong_share = if num_strong <= MAX_STRONG {
        0.0
    } else {
        (num_strong as f32 / MAX_STRONG as f32 * drawn_share(draft)).min(1.0)
    };
    let mut ties: Vec<TieMark> = draft
        .ties
        .iter()
        .zip(ranks)
        .map(|(tie, rank)| {
            let cross = draft.is_cross(tie.a, tie.b);
            let grey = draft.colors.tie;
            let uncrowded = uncrowded(draft, tie);
            let normal = |color, opacity: f32| {
                // Where many lie over each other, their colour is what is seen in the end: let it be a pale one.
                let color = colors::mixed(color, draft.colors.canvas, 0.7 * (1.0 - uncrowded));
                colors::faded(color, (opacity * uncrowded).max(LEAST_OPACITY))
            };
            let (color_a, color_b) = match (tie.color, tie.emphasis) {
                (Some(own), _) => (own, own),
                (None, Emphasis::Ghost) => {
                    let ghost = normal(grey, opacity.ghost);
                    (ghost, ghost)
                }
                (None, Emphasis::Normal) if cross => (
                    normal(color(tie.a), opacity.cross),
                    normal(color(tie.b), opacity.cross),
                ),
                (None, Emphasis::Normal) => {
                    let within = normal(grey, opacity.within);
                    (within, within)
                }
                (None, Emphasis::Strong) => (
                    colors::faded(color(tie.a), opacity.strong),
                    colors::faded(color(tie.b), opacity.strong),
                ),
            };
            let width_px = match tie.emphasis {
                Emphasis::Ghost => tie.width_px.min(1.0),
                Emphasis::Normal if cross => tie.width_px,
                // A hairline, but the strength still shows.
                Emphasis::Normal => 0.75 + (tie.width_px - 0.75) * 0.6,
                Emphasis::Strong => tie.width_px.max(1.3),
            };
            TieMark {
                a: tie.a,
                b: tie.b,
                color_a,
                color_b,
                width_px,
                emphasis: tie.emphasis,
                dashed: tie.dashed,
                arrow: tie.arrow,
                bend: tie.bend,
                rank: match tie.emphasis {
                    _ if tie.dashed => 0.0,
                    Emphasis::Strong => rank * strong_share,
                    Emphasis::Normal => rank,
                    // Of context, a third as many say as much.
                    // Below 1 however it is rounded: with all of the detail, none is left out.
                    Emphasis::Ghost => (1.0 - (1.0 - rank).powi(3)).min(1.0 - f32::EPSILON),
                },
            }
        })
        .collect();
    // Context, then ties within sectors, then across, then what the lens is about. The sort keeps the order otherwise.
    ties.sort_by_key(|tie| (tie.emphasis, tie.dashed, draft.is_cross(tie.a, tie.b)));
    ties
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{Actor, Snapshot, SnapshotOptions, Tie};

    fn scene(num: u32, ties: impl IntoIterator<Item = (u32, u32)>) -> Scene {
        let mut network = Network::new();
        let ids: Vec<ActorId> = (0..num)
            .map(|number| {
                let actor = Actor::new(format!("a{number}"), format!("Actor {number}"));
                network.add_actor(actor).unwrap()
            })
            .collect();
        for (a, b) in ties {
            let tie = Tie::new(ids[a as usize], ids[b as usize]);
            network.add_tie(tie).unwrap();
        }
        let snapshot = Snapshot::new(&network, &SnapshotOptions::default());
        let results = Results::new(Arc::new(snapshot));
        Scene::build(&SceneInput::new(&network, &results))
    }

    fn order(scene: &Scene) -> Vec<u32> {
        scene.labels.iter().map(|label| label.mark).collect()
    }

    #[test]
    fn names_take_turns_between_the_parts_of_the_map() {
        // Sixteen actors who all know each other, an island of four, and somebody alone.
        let all =
            |from: u32, to: u32| (from..to).flat_map(move |a| (a + 1..to).map(move |b| (a, b)));
        let scene = scene(21, all(0, 16).chain(all(16, 20)));
        let parts = &scene.parts;
        assert!((1..16).all(|mark| parts[mark] == parts[0]));
        assert!((17..20).all(|mark| parts[mark] == parts[16]));
        assert!(parts[0] != parts[16] && parts[16] != parts[20] && parts[20] != parts[0]);
        // Turns come after each 1/8 for the large part, each 0.354 for the island, and at 1 for the one alone.
        assert_eq!(
            order(&scene)[..12],
            [0, 1, 16, 2, 3, 4, 17, 5, 6, 7, 20, 18]
        );
    }

    #[test]
    fn beside_many_those_who_stand_alone_are_named_last() {
        // A ring of 150 and two alone.
        let scene = scene(152, (0..150).map(|a| (a, (a + 1) % 150)));
        assert_eq!(order(&scene)[149..], [149, 150, 151]);
    }
}
