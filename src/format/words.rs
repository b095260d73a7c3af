//! The words of exchange files for the values of the model.

use crate::model::{
    ActivityKind, ActorEntity, Facet, PartialDate, ResourceLayer, TieStatus, Zone, ZoneStep,
};

/// Words with what they mean; the first of several for a value is the one that is written.
type Words<T> = &'static [(&'static str, T)];

pub(super) const ENTITIES: Words<ActorEntity> = &[
    ("organization", ActorEntity::Organization),
    ("organisation", ActorEntity::Organization),
    ("department", ActorEntity::Department),
    ("team", ActorEntity::Team),
    ("person", ActorEntity::Person),
];

pub(super) const TIE_STATUSES: Words<TieStatus> = &[
    ("active", TieStatus::Active),
    ("planned", TieStatus::Planned),
    ("dormant", TieStatus::Dormant),
    ("ended", TieStatus::Ended),
];

pub(super) const ACTIVITY_KINDS: Words<ActivityKind> = &[
    ("project", ActivityKind::Project),
    ("lab", ActivityKind::Lab),
    ("event", ActivityKind::Event),
    ("pre-study", ActivityKind::PreStudy),
    ("prestudy", ActivityKind::PreStudy),
    ("challenge", ActivityKind::Challenge),
];

pub(super) const ZONES: Words<Zone> = &[
    ("yellow", Zone::Yellow),
    ("green", Zone::Green),
    ("blue", Zone::Blue),
];

pub(super) const FACETS: Words<Facet> = &[
    ("enhancement", Facet::Enhancement),
    ("mission", Facet::Mission),
    ("adaptive", Facet::Adaptive),
    ("anticipatory", Facet::Anticipatory),
];

pub(super) const LAYERS: Words<ResourceLayer> = &[
    ("L1", ResourceLayer::Core),
    ("core", ResourceLayer::Core),
    ("L2", ResourceLayer::Project),
    ("project", ResourceLayer::Project),
    ("L3", ResourceLayer::Partner),
    ("partner", ResourceLayer::Partner),
    ("L4", ResourceLayer::Qualitative),
    ("qualitative", ResourceLayer::Qualitative),
];

pub(super) const FLAGS: Words<bool> = &[
    ("true", true),
    ("yes", true),
    ("1", true),
    ("ja", true),
    ("false", false),
    ("no", false),
    ("0", false),
    ("nej", false),
];

pub(super) const DIRECTIONS: Words<bool> = &[
    ("true", true),
    ("directed", true),
    ("yes", true),
    ("1", true),
    ("false", false),
    ("undirected", false),
    ("mutual", false),
    ("no", false),
    ("0", false),
];

/// What a word means, without regard to case.
pub(super) fn meaning<T: Copy>(words: Words<T>, text: &str) -> Option<T> {
    let text = text.trim().to_lowercase();
    words
        .iter()
        .find(|(word, _)| word.to_lowercase() == text)
        .map(|&(_, value)| value)
}

/// The word that is written for a value.
pub(super) fn word<T: Copy + PartialEq>(words: Words<T>, value: T) -> &'static str {
    words
        .iter()
        .find(|&&(_, other)| other == value)
        .map_or("", |&(word, _)| word)
}

/// The word of exchange files for a kind of unit.
pub fn entity_word(entity: ActorEntity) -> &'static str {
    word(ENTITIES, entity)
}

/// The word of exchange files for the status of a tie.
pub fn status_word(status: TieStatus) -> &'static str {
    word(TIE_STATUSES, status)
}

/// The word of exchange files for a kind of activity.
pub fn activity_kind_word(kind: ActivityKind) -> &'static str {
    word(ACTIVITY_KINDS, kind)
}

/// The word of exchange files for a facet.
pub fn facet_word(facet: Facet) -> &'static str {
    word(FACETS, facet)
}

/// The word of exchange files for a layer.
pub fn layer_word(layer: ResourceLayer) -> &'static str {
    word(LAYERS, layer)
}

/// The zones in one cell, oldest first: `yellow 2021 | green 2023-05`.
pub(super) fn zones(text: &str) -> Option<Vec<ZoneStep>> {
    super::value::list(text)
        .iter()
        .map(|step| {
            let (zone, since) = match step.split_once(' ') {
                Some((zone, date)) => (zone, Some(date.trim().parse::<PartialDate>().ok()?)),
                None => (step.as_str(), None),
            };
            Some(ZoneStep {
                zone: meaning(ZONES, zone)?,
                since,
                note: String::new(),
            })
        })
        .collect()
}

/// Zones as one cell.
pub fn zones_text(steps: &[ZoneStep]) -> String {
    let steps: Vec<String> = steps
        .iter()
        .map(|step| match step.since {
            Some(since) => format!("{} {since}", word(ZONES, step.zone)),
            None => word(ZONES, step.zone).to_owned(),
        })
        .collect();
    steps.join(" | ")
}
