//! What is wrong with a file's values, each problem with the path to its value.

use std::collections::HashMap;
use std::collections::btree_map::Entry;

use super::error::{NativeProblem, Place};
use super::locate::{Step, locate};
use super::read::FileAttributes;
use crate::document::Range;
use crate::model::{
    AttributeValue, Attributes, PartialDate, RecordId, Rgb, SectorId, SectorScheme,
};

/// More problems than this are not looked up; nobody reads them.
const MAX_PROBLEMS: usize = 100;

/// Where a value is in the file: the way to it from the outermost struct.
#[derive(Clone, Copy)]
pub(super) struct At<'p> {
    parent: Option<&'p Self>,
    step: Step,
}

impl<'p> At<'p> {
    pub(super) fn section(name: &'static str) -> Self {
        Self {
            parent: None,
            step: Step::Field(name),
        }
    }

    pub(super) fn field(&'p self, name: &'static str) -> Self {
        At {
            parent: Some(self),
            step: Step::Field(name),
        }
    }

    pub(super) fn item(&'p self, index: usize) -> Self {
        At {
            parent: Some(self),
            step: Step::Item(index),
        }
    }

    fn path(&self) -> Vec<Step> {
        let mut path = self.parent.map(Self::path).unwrap_or_default();
        path.push(self.step);
        path
    }
}

/// The records of a section by their text ids.
pub(super) struct Index {
    pub(super) record: &'static str,
    pub(super) ids: HashMap<String, u32>,
}

#[derive(Default)]
pub(super) struct Problems(pub(super) Vec<(Vec<Step>, NativeProblem)>);

impl Problems {
    pub(super) fn add(&mut self, at: &At<'_>, problem: NativeProblem) {
        if self.0.len() < MAX_PROBLEMS {
            self.0.push((at.path(), problem));
        }
    }

    /// The records of a section by their ids, which must be there and differ.
    pub(super) fn index<'a>(
        &mut self,
        text: &str,
        section: &'static str,
        record: &'static str,
        ids: impl Iterator<Item = &'a str>,
    ) -> Index {
        let section = At::section(section);
        let mut index = Index {
            record,
            ids: HashMap::new(),
        };
        for (number, id) in ids.enumerate() {
            let at = section.item(number);
            if id.is_empty() {
                self.add(
                    &at,
                    NativeProblem::Missing {
                        record,
                        field: "id",
                    },
                );
            } else if let Some(&first) = index.ids.get(id) {
                let first = section.item(first as usize);
                let first_line = Place::of(text, locate(text, &first.field("id").path())).line;
                self.add(
                    &at.field("id"),
                    NativeProblem::DuplicateId {
                        record,
                        id: id.to_owned(),
                        first_line,
                    },
                );
            } else {
                index.ids.insert(id.to_owned(), number as u32);
            }
        }
        index
    }

    /// The identity of a record that must be named; some other identity, with a problem noted, if it is not there.
    pub(super) fn required<I: RecordId>(
        &mut self,
        record: &At<'_>,
        (name, field): (&'static str, &'static str),
        index: &Index,
        id: &str,
    ) -> I {
        if id.is_empty() {
            self.add(
                record,
                NativeProblem::Missing {
                    record: name,
                    field,
                },
            );
            return I::from_index(0);
        }
        self.reference(&record.field(field), index, id)
    }

    pub(super) fn reference<I: RecordId>(&mut self, at: &At<'_>, index: &Index, id: &str) -> I {
        I::from_index(index.ids.get(id).copied().unwrap_or_else(|| {
            self.add(
                at,
                NativeProblem::UnknownReference {
                    record: index.record,
                    id: id.to_owned(),
                },
            );
            0
        }))
    }

    pub(super) fn optional<I: RecordId>(
        &mut self,
        record: &At<'_>,
        field: &'static str,
        index: &Index,
        id: Option<&str>,
    ) -> Option<I> {
        id.map(|id| self.reference(&record.field(field), index, id))
    }

    pub(super) fn list<I: RecordId>(
        &mut self,
        record: &At<'_>,
        field: &'static str,
        index: &Index,
        ids: &[String],
    ) -> Vec<I> {
        let list = record.field(field);
        ids.iter()
            .enumerate()
            .map(|(number, id)| self.reference(&list.item(number), index, id))
            .collect()
    }

    pub(super) fn sector(&mut self, at: &At<'_>, scheme: &SectorScheme, key: &str) -> SectorId {
        scheme.by_key(key).unwrap_or_else(|| {
            let known: Vec<String> = scheme
                .iter()
                .map(|(_, sector)| format!("‘{}’", sector.key))
                .collect();
            let known = if known.is_empty() {
                "none".to_owned()
            } else {
                known.join(", ")
            };
            self.add(
                at,
                NativeProblem::UnknownSector {
                    id: key.to_owned(),
                    known,
                },
            );
            SectorId::default()
        })
    }

    pub(super) fn date(
        &mut self,
        record: &At<'_>,
        field: &'static str,
        text: Option<&str>,
    ) -> Option<PartialDate> {
        match text?.parse() {
            Ok(date) => Some(date),
            Err(error) => {
                self.add(&record.field(field), NativeProblem::BadDate(error));
                None
            }
        }
    }

    pub(super) fn number(
        &mut self,
        at: &At<'_>,
        field: &'static str,
        value: f64,
        (low, high, range): (f64, f64, &'static str),
    ) {
        if !(value.is_finite() && low <= value && value <= high) {
            self.add(
                at,
                NativeProblem::OutOfRange {
                    field,
                    range,
                    value,
                },
            );
        }
    }

    pub(super) fn range(
        &mut self,
        record: &At<'_>,
        least: Option<f64>,
        most: Option<f64>,
    ) -> Range {
        for (field, value) in [("least", least), ("most", most)] {
            if let Some(value) = value {
                self.number(&record.field(field), field, value, FINITE);
            }
        }
        Range { least, most }
    }

    pub(super) fn attributes(
        &mut self,
        record: Option<&At<'_>>,
        file: FileAttributes,
    ) -> Attributes {
        let at = At {
            parent: record,
            step: Step::Field("attributes"),
        };
        let mut attributes = Attributes::new();
        for (number, (name, value)) in file.0.into_iter().enumerate() {
            let entry = at.item(number);
            if let AttributeValue::Number(value) = value {
                self.number(&entry, "an attribute", value, FINITE);
            }
            match attributes.entry(name) {
                Entry::Occupied(given) => {
                    let name = given.key().clone();
                    self.add(&entry, NativeProblem::GivenTwice(name));
                }
                Entry::Vacant(place) => {
                    place.insert(value);
                }
            }
        }
        attributes
    }

    pub(super) fn color(&mut self, at: &At<'_>, text: Option<&str>, otherwise: Rgb) -> Rgb {
        let Some(text) = text else {
            return otherwise;
        };
        parse_color(text).unwrap_or_else(|| {
            self.add(at, NativeProblem::BadColor(text.to_owned()));
            otherwise
        })
    }
}

pub(super) const FINITE: (f64, f64, &str) = (f64::MIN, f64::MAX, "a finite number");

fn parse_color(text: &str) -> Option<Rgb> {
    let digits = text.strip_prefix('#')?;
    if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
    Some([red, green, blue])
}
