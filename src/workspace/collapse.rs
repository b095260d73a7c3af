//! Drawing several actors as one marker, and one by one again.

use std::collections::BTreeSet;

use super::Workspace;
use crate::document::{Collapsed, Command, Content};
use crate::model::{ActorId, Network, SectorId, Snapshot};
use crate::text::words;

/// Whom to draw as one marker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CollapseWhat {
    /// The selected actors.
    Selected,
    /// The sector of every selected actor; all sectors if nobody is selected.
    Sectors,
    /// The community of every selected actor, or all; communities must have been asked for.
    Communities,
    /// The fragment of every selected actor, or all.
    Fragments,
}

impl Workspace {
    /// Whether enough is known and selected to draw actors as one.
    pub fn may_collapse(&self, what: CollapseWhat) -> bool {
        let (Some(results), Some(selection)) = (self.results(), self.selection()) else {
            return false;
        };
        match what {
            CollapseWhat::Selected => selection.actors().len() > 1,
            CollapseWhat::Sectors => true,
            CollapseWhat::Communities => results.communities().is_some(),
            CollapseWhat::Fragments => results.cohesion().is_some(),
        }
    }

    /// The markers that drawing actors as one would make; none if it changes nothing or is not known yet.
    fn collapsible(&self, what: CollapseWhat) -> Vec<Collapsed> {
        let (Some(content), Some(results), Some(selection)) =
            (self.content(), self.results(), self.selection())
        else {
            return Vec::new();
        };
        let snapshot = &results.snapshot;
        let selected: Vec<u32> = selection
            .actors()
            .iter()
            .filter_map(|&id| snapshot.index_of(id))
            .collect();
        // Of everybody, as nobody is selected.
        let all = selected.is_empty() && what != CollapseWhat::Selected;
        let groups = |of: &[u32], members: &[Vec<u32>]| -> Vec<Collapsed> {
            let wanted: BTreeSet<u32> = selected
                .iter()
                .filter_map(|&actor| of.get(actor as usize).copied())
                .collect();
            (0..)
                .zip(members)
                .filter(|(place, members)| members.len() > 1 && (all || wanted.contains(place)))
                .map(|(_, members)| named(content, snapshot, members))
                .collect()
        };
        let found = match what {
            CollapseWhat::Selected if selected.len() > 1 => {
                vec![named(content, snapshot, &selected)]
            }
            CollapseWhat::Selected => Vec::new(),
            CollapseWhat::Sectors => sectors(content, snapshot, &selected),
            CollapseWhat::Communities => results
                .communities()
                .map_or_else(Vec::new, |it| groups(&it.community_of, &it.members)),
            CollapseWhat::Fragments => results
                .cohesion()
                .map_or_else(Vec::new, |it| groups(&it.component_of, &it.components)),
        };
        let now = &content.appearance.collapsed;
        let is_new = |group: &Collapsed| !now.contains(group);
        if found.iter().any(is_new) {
            found
        } else {
            Vec::new()
        }
    }

    /// The markers for several in which selected actors are, or all if nobody is selected: by place in
    /// [`Appearance::collapsed`](crate::document::Appearance::collapsed).
    pub fn expandable(&self) -> BTreeSet<usize> {
        let (Some(content), Some(selection)) = (self.content(), self.selection()) else {
            return BTreeSet::new();
        };
        let collapsed = &content.appearance.collapsed;
        if selection.actors().is_empty() {
            return (0..collapsed.len()).collect();
        }
        let selected = selection.actors().iter();
        selected
            .filter_map(|&id| {
                let actor = content.network.actor(id)?;
                collapsed.iter().rposition(|group| group.holds(id, actor))
            })
            .collect()
    }

    /// The marker for several that can be given another name: the one in which selected actors are, unless it is a sector.
    pub fn renamable(&self) -> Option<usize> {
        let selection = self.selection()?;
        let places = self.expandable();
        let only = places.first().filter(|_| places.len() == 1).copied()?;
        let is_named = matches!(
            self.content()?.appearance.collapsed.get(only),
            Some(Collapsed::Actors { .. })
        );
        (is_named && !selection.actors().is_empty()).then_some(only)
    }

    /// Together with whom an actor is drawn, if it is not drawn alone.
    pub fn collapsed_with(&self, id: ActorId) -> Option<&Collapsed> {
        let content = self.content()?;
        let actor = content.network.actor(id)?;
        let mut collapsed = content.appearance.collapsed.iter();
        collapsed.rfind(|group| group.holds(id, actor))
    }

    pub(super) fn collapse(&mut self, what: CollapseWhat) {
        let groups = self.collapsible(what);
        if !groups.is_empty() {
            self.step(|document| document.commit(&Command::Collapse(groups)));
        }
    }

    pub(super) fn expand(&mut self) {
        let places = self.expandable();
        if !places.is_empty() {
            self.step(|document| document.commit(&Command::Expand(places)));
        }
    }
}

/// What actors that are drawn as one are called.
pub fn collapsed_name<'a>(collapsed: &'a Collapsed, network: &'a Network) -> &'a str {
    match collapsed {
        Collapsed::Sector(sector) => sector
            .and_then(|sector| network.sectors().get(sector))
            .map_or_else(|| words::unassigned(), |sector| sector.name.as_str()),
        Collapsed::Actors { name, .. } => name,
    }
}

/// Actors under the name of the one with the most contacts.
fn named(content: &Content, snapshot: &Snapshot, members: &[u32]) -> Collapsed {
    let degree = |actor: &&u32| snapshot.adjacency().degree(**actor);
    let best = members.iter().rev().max_by_key(degree);
    let best = best.and_then(|&best| content.network.actor(snapshot.actor(best)));
    let actors: BTreeSet<ActorId> = members.iter().map(|&it| snapshot.actor(it)).collect();
    Collapsed::Actors {
        name: words::collapsed_around(best.map_or("", |best| best.label.as_str())),
        actors,
    }
}

/// The sectors of some actors, or all of them, that at least two actors are in.
fn sectors(content: &Content, snapshot: &Snapshot, of: &[u32]) -> Vec<Collapsed> {
    let sector_of = |actor: ActorId| content.network.actor(actor).and_then(|it| it.sector);
    let all: Vec<Option<SectorId>> = snapshot.actors().iter().map(|&it| sector_of(it)).collect();
    let wanted: BTreeSet<Option<SectorId>> = if of.is_empty() {
        all.iter().copied().collect()
    } else {
        let of = of.iter().filter_map(|&actor| all.get(actor as usize));
        of.copied().collect()
    };
    let size = |sector: &Option<SectorId>| all.iter().filter(|&other| other == sector).count();
    wanted
        .into_iter()
        .filter(|sector| size(sector) > 1)
        .map(Collapsed::Sector)
        .collect()
}
