//! What a column of a table can mean.

/// The four tables of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TableKind {
    /// One row for each actor.
    Actors,
    /// One row for each tie.
    Ties,
    /// One row for each activity.
    Activities,
    /// One row for each part of an actor in an activity.
    Participation,
}

/// The meaning of a column. A column without one becomes an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The text id.
    Id,
    /// The name or title that people read.
    Label,
    /// The sector of an actor.
    Sector,
    /// Organisation, department, team or person.
    Entity,
    /// The kind of an actor, tie or activity.
    Kind,
    /// A few sentences.
    Description,
    /// Country of an actor.
    Country,
    /// City of an actor.
    City,
    /// Latitude of an actor, in degrees.
    Latitude,
    /// Longitude of an actor, in degrees.
    Longitude,
    /// Where an actor is on a map, across.
    X,
    /// Where an actor is on a map, up or down.
    Y,
    /// A web page.
    Url,
    /// Keywords, separated by `|`.
    Tags,
    /// When it began.
    Since,
    /// When it ended.
    Until,
    /// Whether somebody has confirmed the actor.
    Confirmed,
    /// Where it is known from.
    Origin,
    /// The actor that a tie comes from.
    Source,
    /// The actor that a tie goes to.
    Target,
    /// The strength of a tie.
    Weight,
    /// Whether a tie has a direction.
    Directed,
    /// How far a tie has come.
    Status,
    /// How sure a tie is, 0 to 1.
    Confidence,
    /// What an activity is about.
    Topic,
    /// The programme of an activity.
    Programme,
    /// The zones of an activity with their dates.
    Zones,
    /// The facet of an activity.
    Facet,
    /// The resource layer of an activity.
    Layer,
    /// The amount of an activity's budget.
    Budget,
    /// The currency of an activity's budget.
    Currency,
    /// The portfolio of an activity.
    Portfolio,
    /// Who takes part.
    Actor,
    /// In what.
    Activity,
    /// As what.
    Role,
    /// The money that comes with the part.
    Amount,
}

/// The words for the fields of a table. The first is the one that is written.
type Words = &'static [(Field, &'static [&'static str])];

const ACTORS: Words = &[
    (Field::Id, &["id", "actor_id", "key"]),
    (Field::Label, &["label", "name"]),
    (Field::Sector, &["sector", "helix"]),
    (Field::Kind, &["kind", "type"]),
    (Field::Country, &["country"]),
    (Field::City, &["city"]),
    (Field::Url, &["url", "website", "homepage"]),
    (Field::Entity, &["entity"]),
    (Field::Description, &["description"]),
    (Field::Latitude, &["latitude", "lat"]),
    (Field::Longitude, &["longitude", "lon", "lng"]),
    (Field::X, &["x"]),
    (Field::Y, &["y"]),
    (Field::Tags, &["tags"]),
    (Field::Since, &["since", "start"]),
    (Field::Until, &["until", "end"]),
    (Field::Confirmed, &["confirmed"]),
    (Field::Origin, &["source", "source_note"]),
];

const TIES: Words = &[
    (Field::Source, &["source", "from", "quelle", "från"]),
    (Field::Target, &["target", "to", "ziel", "till"]),
    (Field::Kind, &["kind", "relation", "art"]),
    (Field::Weight, &["weight", "strength", "gewicht", "vikt"]),
    (Field::Since, &["start", "since"]),
    (Field::Until, &["end", "until"]),
    (Field::Directed, &["directed", "direction"]),
    (Field::Status, &["status"]),
    (Field::Confidence, &["confidence"]),
    (Field::Origin, &["source_note", "origin"]),
];

const ACTIVITIES: Words = &[
    (Field::Id, &["id", "activity_id", "key"]),
    (Field::Label, &["title", "label", "name"]),
    (Field::Since, &["start", "since"]),
    (Field::Until, &["end", "until"]),
    (Field::Topic, &["topic"]),
    (Field::Programme, &["programme", "program"]),
    (Field::Budget, &["budget"]),
    (Field::Currency, &["currency"]),
    (Field::Kind, &["kind"]),
    (Field::Description, &["description"]),
    (Field::Zones, &["zones", "zone"]),
    (Field::Facet, &["facet"]),
    (Field::Layer, &["layer"]),
    (Field::Portfolio, &["portfolio"]),
    (Field::Url, &["url", "website"]),
    (Field::Tags, &["tags"]),
    (Field::Origin, &["source", "source_note"]),
];

const PARTICIPATION: Words = &[
    (Field::Actor, &["actor_id", "actor"]),
    (Field::Activity, &["activity_id", "activity"]),
    (Field::Role, &["role"]),
    (Field::Amount, &["amount"]),
    (Field::Origin, &["source", "source_note"]),
];

impl TableKind {
    /// All kinds.
    pub const ALL: [Self; 4] = [
        Self::Actors,
        Self::Ties,
        Self::Activities,
        Self::Participation,
    ];

    fn words(self) -> Words {
        match self {
            Self::Actors => ACTORS,
            Self::Ties => TIES,
            Self::Activities => ACTIVITIES,
            Self::Participation => PARTICIPATION,
        }
    }

    /// What a column of this name means.
    pub fn field(self, column: &str) -> Option<Field> {
        let column = column.trim().to_lowercase();
        self.words()
            .iter()
            .find(|(_, words)| words.contains(&column.as_str()))
            .map(|&(field, _)| field)
    }

    /// How usual a name is for a field: 0 for the one that is written; `None` if it does not mean the field.
    pub(super) fn rank(self, field: Field, column: &str) -> Option<usize> {
        let column = column.trim().to_lowercase();
        let mut words = self.words().iter();
        let (_, words) = words.find(|&&(other, _)| other == field)?;
        words.iter().position(|&word| word == column)
    }

    /// The fields with the name under which they are written, in the order in which they are written.
    pub fn fields(self) -> impl Iterator<Item = (Field, &'static str)> {
        self.words()
            .iter()
            .filter_map(|&(field, words)| Some((field, *words.first()?)))
    }

    /// The name under which a field is written.
    pub fn name(self, field: Field) -> &'static str {
        self.fields()
            .find(|&(other, _)| other == field)
            .map_or("", |(_, name)| name)
    }
}
