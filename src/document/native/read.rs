//! The native file as serde sees it: text ids in place of identities, everything optional that has a default.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};

use crate::document::Together;
use crate::model::{
    ActivityKind, ActorEntity, AttributeValue, CommitmentStatus, Facet, IntroductionStatus,
    JournalKind, MarkerShape, NeedStatus, PortfolioLevel, ResourceLayer, TieSources, TieStatus,
    Zone,
};

/// Words of the file for the values of a type of the model.
pub(super) trait Word: Copy + 'static {
    /// The word.
    fn word(self) -> &'static str;
}

/// An enum of the file for an enum of the model, with the same words. A new variant of the model does not compile
/// until it is listed here.
macro_rules! words {
    ($($file:ident for $model:ident { $($variant:ident),* $(,)? })*) => {$(
        #[derive(Clone, Copy, Debug, Deserialize)]
        pub(super) enum $file { $($variant),* }

        impl From<$file> for $model {
            fn from(word: $file) -> Self {
                match word { $($file::$variant => Self::$variant),* }
            }
        }

        impl Word for $model {
            fn word(self) -> &'static str {
                match self { $(Self::$variant => stringify!($variant)),* }
            }
        }
    )*};
}

words! {
    FileShape for MarkerShape { Square, Diamond, Circle, Triangle, Hexagon }
    FileEntity for ActorEntity { Organization, Department, Team, Person }
    FileTieStatus for TieStatus { Active, Planned, Dormant, Ended }
    FileActivityKind for ActivityKind { Project, Lab, Event, PreStudy, Challenge }
    FileZone for Zone { Yellow, Green, Blue }
    FileFacet for Facet { Enhancement, Mission, Adaptive, Anticipatory }
    FileLayer for ResourceLayer { Core, Project, Partner, Qualitative }
    FileLevel for PortfolioLevel { Local, Regional, National, Eu, International }
    FileCommitmentStatus for CommitmentStatus { Promised, Underway, Kept, Revised, Broken }
    FileNeedStatus for NeedStatus { Open, Matched, Closed }
    FileIntroductionStatus for IntroductionStatus { Suggested, Introduced, Met, WorkingTogether, Ended, Declined }
    FileJournalKind for JournalKind { Observation, Decision, CriticalIncident, Insight }
    FileTieSources for TieSources { All, Declared, Activities }
    FileTogether for Together { Nothing, Sectors, Communities }
}

/// Attributes in the order of the file; a name given twice is still there twice.
#[derive(Debug, Default)]
pub(super) struct FileAttributes(pub(super) Vec<(String, AttributeValue)>);

impl<'de> Deserialize<'de> for FileAttributes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;

        impl<'de> Visitor<'de> for Entries {
            type Value = FileAttributes;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map of attributes such as {\"name\": 1}")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
                let mut entries = Vec::new();
                while let Some((name, FileValue(value))) = map.next_entry()? {
                    entries.push((name, value));
                }
                Ok(FileAttributes(entries))
            }
        }

        deserializer.deserialize_map(Entries)
    }
}

struct FileValue(AttributeValue);

impl<'de> Deserialize<'de> for FileValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Value;

        impl<'de> Visitor<'de> for Value {
            type Value = FileValue;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("true, false, a number, a text or a list of texts")
            }

            fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
                Ok(FileValue(AttributeValue::Flag(value)))
            }

            fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
                Ok(FileValue(AttributeValue::Integer(value)))
            }

            fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Self::Value, E> {
                match i64::try_from(value) {
                    Ok(value) => self.visit_i64(value),
                    Err(_) => Err(E::custom("this whole number is too large")),
                }
            }

            fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
                Ok(FileValue(AttributeValue::Number(value)))
            }

            fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
                Ok(FileValue(AttributeValue::Text(value.to_owned())))
            }

            fn visit_string<E>(self, value: String) -> Result<Self::Value, E> {
                Ok(FileValue(AttributeValue::Text(value)))
            }

            fn visit_seq<S: SeqAccess<'de>>(self, mut list: S) -> Result<Self::Value, S::Error> {
                let mut texts = Vec::new();
                while let Some(text) = list.next_element()? {
                    texts.push(text);
                }
                Ok(FileValue(AttributeValue::List(texts)))
            }
        }

        deserializer.deserialize_any(Value)
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename = "network")]
pub(super) struct FileContent {
    #[expect(
        dead_code,
        reason = "it has been looked at before; here it only has to be there"
    )]
    pub(super) version: u64,
    #[serde(default)]
    pub(super) name: String,
    #[serde(default)]
    pub(super) description: String,
    #[serde(default)]
    pub(super) source: String,
    #[serde(default)]
    pub(super) license: String,
    #[serde(default)]
    pub(super) attributes: FileAttributes,
    pub(super) sectors: Option<Vec<FileSector>>,
    #[serde(default)]
    pub(super) actors: Vec<FileActor>,
    #[serde(default)]
    pub(super) ties: Vec<FileTie>,
    #[serde(default)]
    pub(super) portfolios: Vec<FilePortfolio>,
    #[serde(default)]
    pub(super) activities: Vec<FileActivity>,
    #[serde(default)]
    pub(super) commitments: Vec<FileCommitment>,
    #[serde(default)]
    pub(super) needs: Vec<FileNeed>,
    #[serde(default)]
    pub(super) offers: Vec<FileNeed>,
    #[serde(default)]
    pub(super) introductions: Vec<FileIntroduction>,
    #[serde(default)]
    pub(super) journal: Vec<FileJournalEntry>,
    #[serde(default)]
    pub(super) positions: Vec<FilePosition>,
    #[serde(default)]
    pub(super) notes: Vec<FileNote>,
    #[serde(default)]
    pub(super) filter: FileFilter,
    #[serde(default)]
    pub(super) scenarios: Vec<FileScenario>,
    #[serde(default)]
    pub(super) appearance: FileAppearance,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename = "sector")]
pub(super) struct FileSector {
    #[serde(default)]
    pub(super) id: String,
    pub(super) name: Option<String>,
    pub(super) color: Option<String>,
    pub(super) dark_color: Option<String>,
    pub(super) shape: Option<FileShape>,
    #[serde(default)]
    pub(super) aliases: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename = "actor")]
pub(super) struct FileActor {
    #[serde(default)]
    pub(super) id: String,
    pub(super) label: Option<String>,
    pub(super) sector: Option<String>,
    pub(super) entity: Option<FileEntity>,
    #[serde(default)]
    pub(super) kind: String,
    #[serde(default)]
    pub(super) description: String,
    #[serde(default)]
    pub(super) country: String,
    #[serde(default)]
    pub(super) city: String,
    pub(super) coordinates: Option<(f64, f64)>,
    #[serde(default)]
    pub(super) url: String,
    #[serde(default)]
    pub(super) tags: Vec<String>,
    pub(super) since: Option<String>,
    pub(super) until: Option<String>,
    pub(super) confirmed: Option<bool>,
    #[serde(default)]
    pub(super) source: String,
    #[serde(default)]
    pub(super) attributes: FileAttributes,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename = "tie")]
pub(super) struct FileTie {
    #[serde(default)]
    pub(super) source: String,
    #[serde(default)]
    pub(super) target: String,
    #[serde(default)]
    pub(super) kind: String,
    pub(super) weight: Option<f64>,
    #[serde(default)]
    pub(super) directed: bool,
    pub(super) since: Option<String>,
    pub(super) until: Option<String>,
    pub(super) status: Option<FileTieStatus>,
    pub(super) confidence: Option<f64>,
    #[serde(default)]
    pub(super) origin: String,
    pub(super) introduction: Option<String>,
    #[serde(default)]
    pub(super) attributes: FileAttributes,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename = "portfolio")]
pub(super) struct FilePortfolio {
    #[serde(default)]
    pub(super) id: String,
    pub(super) name: Option<String>,
    pub(super) holder: Option<String>,
    pub(super) level: Option<FileLevel>,
    pub(super) parent: Option<String>,
    #[serde(default)]
    pub(super) description: String,
    #[serde(default)]
    pub(super) attributes: FileAttributes,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename = "activity")]
pub(super) struct FileActivity {
    #[serde(default)]
    pub(super) id: String,
    pub(super) title: Option<String>,
    pub(super) kind: Option<FileActivityKind>,
    #[serde(default)]
    pub(super) description: String,
    #[serde(default)]
    pub(super) topic: String,
    #[serde(default)]
    pub(super) programme: String,
    pub(super) start: Option<String>,
    pub(super) end: Option<String>,
    #[serde(default)]
    pub(super) zones: Vec<FileZoneStep>,
    pub(super) facet: Option<FileFacet>,
    pub(super) layer: Option<FileLayer>,
    pub(super) budget: Option<FileMoney>,
    pub(super) portfolio: Option<String>,
    #[serde(default)]
    pub(super) url: String,
    #[serde(default)]
    pub(super) tags: Vec<String>,
    #[serde(default)]
    pub(super) source: String,
    #[serde(default)]
    pub(super) attributes: FileAttributes,
    #[serde(default)]
    pub(super) participants: Vec<FileParticipation>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename = "zone")]
pub(super) struct FileZoneStep {
    pub(super) zone: FileZone,
    pub(super) since: Option<String>,
    #[serde(default)]
    pub(super) note: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename = "budget")]
pub(super) struct FileMoney {
    pub(super) amount: f64,
    #[serde(default)]
    pub(super) currency: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename = "participant")]
pub(super) struct FileParticipation {
    #[serde(default)]
    pub(super) actor: String,
    #[serde(default)]
    pub(super) role: String,
    pub(super) amount: Option<f64>,
    #[serde(default)]
    pub(super) source: String,
    #[serde(default)]
    pub(super) attributes: FileAttributes,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename = "commitment")]
pub(super) struct FileCommitment {
    #[serde(default)]
    pub(super) id: String,
    #[serde(default)]
    pub(super) by: String,
    pub(super) to: Option<String>,
    #[serde(default)]
    pub(super) promise: String,
    #[serde(default)]
    pub(super) contract: String,
    pub(super) year: Option<i16>,
    pub(super) status: Option<FileCommitmentStatus>,
    pub(super) activity: Option<String>,
    #[serde(default)]
    pub(super) outcome: String,
    #[serde(default)]
    pub(super) source: String,
    #[serde(default)]
    pub(super) attributes: FileAttributes,
}

/// A need or an offer.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename = "need")]
pub(super) struct FileNeed {
    #[serde(default)]
    pub(super) id: String,
    #[serde(default)]
    pub(super) actor: String,
    #[serde(default)]
    pub(super) text: String,
    #[serde(default)]
    pub(super) tags: Vec<String>,
    pub(super) status: Option<FileNeedStatus>,
    pub(super) since: Option<String>,
    #[serde(default)]
    pub(super) attributes: FileAttributes,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename = "introduction")]
pub(super) struct FileIntroduction {
    #[serde(default)]
    pub(super) id: String,
    #[serde(default)]
    pub(super) first: String,
    #[serde(default)]
    pub(super) second: String,
    pub(super) by: Option<String>,
    #[serde(default)]
    pub(super) reason: String,
    pub(super) need: Option<String>,
    pub(super) offer: Option<String>,
    #[serde(default)]
    pub(super) steps: Vec<FileIntroductionStep>,
    #[serde(default)]
    pub(super) attributes: FileAttributes,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename = "step")]
pub(super) struct FileIntroductionStep {
    pub(super) status: FileIntroductionStatus,
    pub(super) date: Option<String>,
    #[serde(default)]
    pub(super) note: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename = "journal_entry")]
pub(super) struct FileJournalEntry {
    #[serde(default)]
    pub(super) id: String,
    pub(super) date: Option<String>,
    pub(super) kind: Option<FileJournalKind>,
    #[serde(default)]
    pub(super) text: String,
    #[serde(default)]
    pub(super) author: String,
    #[serde(default)]
    pub(super) actors: Vec<String>,
    #[serde(default)]
    pub(super) activities: Vec<String>,
    #[serde(default)]
    pub(super) attributes: FileAttributes,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename = "position")]
pub(super) struct FilePosition {
    #[serde(default)]
    pub(super) actor: String,
    pub(super) x: f32,
    pub(super) y: f32,
    #[serde(default)]
    pub(super) pinned: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename = "note")]
pub(super) struct FileNote {
    pub(super) text: String,
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) beside: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename = "filter", default)]
pub(super) struct FileFilter {
    pub(super) hidden_sectors: Vec<String>,
    pub(super) hide_unassigned: bool,
    pub(super) hidden_actors: Vec<String>,
    pub(super) hidden_kinds: Vec<String>,
    pub(super) ties: Option<FileTieSources>,
    pub(super) conditions: Vec<FileCondition>,
    pub(super) supposed: FileScenario,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename = "scenario")]
pub(super) struct FileScenario {
    pub(super) name: String,
    pub(super) removed: Vec<String>,
    pub(super) added: Vec<(String, String)>,
    pub(super) dissolved: Vec<(String, String)>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) enum FileCondition {
    Sectors {
        #[serde(default)]
        not: bool,
        #[serde(default)]
        any_of: Vec<String>,
        #[serde(default)]
        unassigned: bool,
    },
    Kinds {
        #[serde(default)]
        not: bool,
        #[serde(default)]
        any_of: Vec<String>,
        #[serde(default)]
        shared_activities: bool,
    },
    Weight {
        #[serde(default)]
        not: bool,
        least: Option<f64>,
        most: Option<f64>,
    },
    Score {
        #[serde(default)]
        not: bool,
        measure: String,
        least: Option<f64>,
        most: Option<f64>,
    },
    OneOf {
        #[serde(default)]
        not: bool,
        property: String,
        #[serde(default)]
        any_of: Vec<String>,
    },
    Contains {
        #[serde(default)]
        not: bool,
        property: String,
        text: String,
    },
    Within {
        #[serde(default)]
        not: bool,
        property: String,
        least: Option<f64>,
        most: Option<f64>,
    },
    Time {
        #[serde(default)]
        not: bool,
        from: Option<String>,
        to: Option<String>,
    },
    FragmentOf {
        #[serde(default)]
        not: bool,
        actor: String,
    },
    FragmentSize {
        #[serde(default)]
        not: bool,
        least: Option<f64>,
        most: Option<f64>,
    },
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename = "appearance", default)]
pub(super) struct FileAppearance {
    pub(super) size_by: Option<String>,
    pub(super) color_by: Option<String>,
    pub(super) label_by: Option<String>,
    pub(super) layout: String,
    pub(super) together: Option<FileTogether>,
    pub(super) strong_ties_closer: bool,
    pub(super) middle: Option<String>,
    pub(super) across: Option<String>,
    pub(super) up: Option<String>,
    pub(super) styles: Vec<FileStyle>,
    pub(super) collapsed: Vec<FileCollapsed>,
}

/// Actors that are drawn as one marker.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) enum FileCollapsed {
    /// Of a sector.
    Sector {
        /// Its id.
        sector: String,
    },
    /// Of no sector.
    Unassigned {},
    /// These.
    Actors {
        /// What they are called together.
        name: String,
        /// Their ids.
        actors: Vec<String>,
    },
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename = "style", default)]
pub(super) struct FileStyle {
    pub(super) name: String,
    pub(super) size_by: Option<String>,
    pub(super) color_by: Option<String>,
    pub(super) label_by: Option<String>,
}
