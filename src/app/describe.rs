//! Actors in a few words, for the hover card, for the actor card and for screen readers.

use std::collections::BTreeMap;

use super::canvas::ActorDescription;
use crate::analysis::{Measure, Results};
use crate::document::Content;
use crate::model::{ActivityId, Actor, ActorId, Network, SectorId};
use crate::text::{percent, words};
use crate::workspace::{Lens, collapsed_name};

/// The name of an actor's sector.
pub(super) fn sector_name<'a>(network: &'a Network, actor: &Actor) -> &'a str {
    actor
        .sector
        .and_then(|sector| network.sectors().get(sector))
        .map_or_else(|| words::unassigned(), |sector| sector.name.as_str())
}

/// Sector, kind and contacts: “City · municipality · 63 contacts”.
pub(super) fn actor_line(network: &Network, actor: &Actor, num_contacts: Option<usize>) -> String {
    let mut parts = vec![sector_name(network, actor).to_owned()];
    if !actor.kind.trim().is_empty() {
        parts.push(actor.kind.trim().to_owned());
    }
    if let Some(num) = num_contacts {
        parts.push(words::contacts(num));
    }
    parts.join(" · ")
}

/// What is known about the actor at an index of the results.
pub(super) fn describe_actor(
    network: &Network,
    results: &Results,
    lens: Lens,
    index: u32,
) -> ActorDescription {
    let snapshot = &results.snapshot;
    if index as usize >= snapshot.num_actors() {
        return ActorDescription::default();
    }
    let Some(actor) = network.actor(snapshot.actor(index)) else {
        return ActorDescription::default();
    };
    let num_contacts = snapshot.adjacency().degree(index);
    let remark = match lens {
        Lens::Brokers => results
            .score(Measure::CrossBetweennessNorm, index)
            .filter(|&share| share > 0.0)
            .map(|share| words::carries_routes(&percent(share))),
        Lens::Fragmentation => results
            .cohesion()
            .and_then(|cohesion| cohesion.cut_actors.iter().find(|cut| cut.actor == index))
            .map(|cut| words::without_it(cut.num_cut_off())),
        Lens::Network | Lens::Gaps | Lens::Introductions => None,
    };
    ActorDescription {
        name: actor.label.clone(),
        facts: vec![
            actor_line(network, actor, None),
            words::contacts(num_contacts),
        ],
        remark,
    }
}

/// What is known about actors that are drawn as one.
pub(super) fn describe_group(
    content: &Content,
    group: usize,
    members: &[ActorId],
) -> ActorDescription {
    let network = &content.network;
    let Some(collapsed) = content.appearance.collapsed.get(group) else {
        return ActorDescription::default();
    };
    let mut sectors: BTreeMap<Option<SectorId>, (String, usize)> = BTreeMap::new();
    for actor in members.iter().filter_map(|&id| network.actor(id)) {
        let entry = sectors.entry(actor.sector);
        let (_, num) = entry.or_insert_with(|| (sector_name(network, actor).to_owned(), 0));
        *num += 1;
    }
    let mut sectors: Vec<(String, usize)> = sectors.into_values().collect();
    // Stable: equally frequent sectors stay in their order.
    sectors.sort_by_key(|&(_, num)| std::cmp::Reverse(num));
    ActorDescription {
        name: words::collapsed(collapsed_name(collapsed, network), members.len()),
        facts: vec![words::collapsed_sectors(&sectors)],
        remark: Some(words::COLLAPSED_REMARK.to_owned()),
    }
}

/// What is known about an activity.
pub(super) fn describe_activity(
    network: &Network,
    id: ActivityId,
    members: &[ActorId],
) -> ActorDescription {
    const MAX_NAMED: usize = 4;
    let Some(activity) = network.activities().get(id) else {
        return ActorDescription::default();
    };
    let names = members.iter().filter_map(|&id| network.actor(id));
    let names: Vec<&str> = names.map(|actor| actor.label.as_str()).collect();
    let name = if activity.title.is_empty() {
        words::UNNAMED_ACTIVITY
    } else {
        &activity.title
    };
    let mut facts = vec![words::participants(members.len())];
    if names.len() <= MAX_NAMED {
        facts.extend(names.iter().map(|&name| name.to_owned()));
    }
    ActorDescription {
        name: name.to_owned(),
        facts,
        remark: None,
    }
}
