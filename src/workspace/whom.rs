//! What can be done with the actors that a line of the legend is about.

use std::collections::BTreeSet;

use super::Workspace;
use crate::document::{Collapsed, Command, Condition, Content, Filter, Test, values};
use crate::model::{ActorId, SectorId};

/// Some of the actors, as the legend speaks of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whom {
    /// Those of a sector; `None` stands for unassigned actors.
    Sector(Option<SectorId>),
    /// Those whose property, by name, has this as its first value, see [`values`].
    Value(String, String),
    /// Those of a community, by its place among the largest.
    Community(u32),
    /// All that are drawn as one with others.
    Collapsed,
}

/// What can be done with them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Hide everybody else.
    Only,
    /// Hide them.
    Hide,
    /// Draw them as one marker.
    Collapse,
    /// Draw them one by one again.
    Open,
}

impl Deed {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Only, Self::Hide, Self::Collapse, Self::Open];
}

impl Workspace {
    /// The command that does something with actors; `None` where it makes no sense or changes nothing.
    ///
    /// Whom a filter hides is said by what they have in common where it can say so: who comes later is meant too.
    pub fn deed(&self, deed: Deed, whom: &Whom) -> Option<Command> {
        let content = self.content()?;
        match deed {
            Deed::Only | Deed::Hide => {
                let filter = filtered(content, deed == Deed::Only, whom)?;
                (filter != content.filter).then(|| Command::SetFilter(Box::new(filter)))
            }
            Deed::Collapse => {
                let group = self.as_one(whom)?;
                let is_new = place_of(&group, content).is_none();
                is_new.then(|| Command::Collapse(vec![group]))
            }
            Deed::Open => {
                let places: BTreeSet<usize> = if *whom == Whom::Collapsed {
                    (0..content.appearance.collapsed.len()).collect()
                } else {
                    place_of(&self.as_one(whom)?, content).into_iter().collect()
                };
                (!places.is_empty()).then_some(Command::Expand(places))
            }
        }
    }

    /// The marker that actors would be drawn as; `None` if they are not several.
    fn as_one(&self, whom: &Whom) -> Option<Collapsed> {
        let (content, results) = (self.content()?, self.results()?);
        let snapshot = &results.snapshot;
        let network = &content.network;
        let (name, actors): (String, BTreeSet<ActorId>) = match whom {
            Whom::Collapsed => return None,
            Whom::Sector(sector) => {
                let shown = snapshot.actors().iter();
                let of_sector =
                    |&&id: &&ActorId| network.actor(id).is_some_and(|it| it.sector == *sector);
                return (shown.filter(of_sector).count() > 1).then_some(Collapsed::Sector(*sector));
            }
            Whom::Value(name, value) => {
                let has_it = |id: &&ActorId| {
                    let first = network.actor(**id).map(|actor| values(actor, name));
                    first.is_some_and(|values| values.first().is_some_and(|it| it == value))
                };
                let actors = snapshot.actors().iter().filter(has_it).copied();
                (value.clone(), actors.collect())
            }
            Whom::Community(place) => {
                let members = results.communities()?.members.get(*place as usize)?;
                let actors = members.iter().map(|&index| snapshot.actor(index));
                let number = *place as usize + 1;
                let name = crate::text::words::community_number(number);
                (name, actors.collect())
            }
        };
        (actors.len() > 1).then_some(Collapsed::Actors { name, actors })
    }
}

/// The place of a marker for several among those that there are, whatever it is called.
fn place_of(group: &Collapsed, content: &Content) -> Option<usize> {
    let mut collapsed = content.appearance.collapsed.iter();
    collapsed.position(|other| match (other, group) {
        (Collapsed::Actors { actors: a, .. }, Collapsed::Actors { actors: b, .. }) => a == b,
        (other, group) => other == group,
    })
}

/// The filter under which only these actors are shown, or under which they are hidden.
fn filtered(content: &Content, only: bool, whom: &Whom) -> Option<Filter> {
    let mut filter = content.filter.clone();
    match whom {
        Whom::Sector(sector) if only => {
            let all = content.network.actors().map(|(_, actor)| actor.sector);
            filter.hidden_sectors = all.filter(|other| other != sector).collect();
        }
        Whom::Sector(sector) => {
            filter.hidden_sectors.insert(*sector);
        }
        Whom::Value(name, value) => {
            let test = Test::OneOf(name.clone(), BTreeSet::from([value.clone()]));
            let condition = Condition {
                test,
                is_not: !only,
            };
            if !filter.conditions.contains(&condition) {
                filter.conditions.push(condition);
            }
        }
        Whom::Community(_) | Whom::Collapsed => return None,
    }
    Some(filter)
}
