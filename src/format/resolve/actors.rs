//! The actors of a draft and their sectors.

use std::collections::HashSet;

use super::super::draft::{DraftRow, DraftTable};
use super::super::field::{Field, TableKind};
use super::super::issues::IssueKind;
use super::super::sectors::{SectorWords, interpret, is_unknown};
use super::super::spot::Spot;
use super::super::words::{ENTITIES, FLAGS, meaning};
use super::resolver::Resolver;
use super::rows::{ANY, Rows};
use crate::model::{Actor, AttributeValue, RecordId as _, SectorScheme};
use crate::task::{Cancelled, TaskContext};

/// More sectors than this are no sectors.
const MAX_SECTORS: usize = 100;

impl Resolver {
    pub(super) fn actors(
        &mut self,
        table: DraftTable,
        task: &TaskContext,
    ) -> Result<(), Cancelled> {
        let rows = &Rows::of(TableKind::Actors, &table);
        let has_id = rows.has(Field::Id);
        if !has_id && !rows.has(Field::Label) {
            self.issues.add_line(
                IssueKind::Fatal,
                &table.file,
                1,
                "there is neither a column ‘id’ nor a column ‘label’",
            );
            return Ok(());
        }
        if !has_id {
            self.issues.add_file(
                IssueKind::Guess,
                &table.file,
                "there is no column ‘id’; the names serve as ids",
            );
        }
        let sector_words = self.sector_words(rows, &table);
        // Where the rows of the actors are, in the order of the actors.
        let mut spots: Vec<Spot> = Vec::new();
        let num_rows = table.rows.len();
        for (number, mut row) in table.rows.into_iter().enumerate() {
            task.checkpoint(number, num_rows)?;
            if self.is_full {
                break;
            }
            let row = &mut row;
            let label = rows.take(row, Field::Label);
            let mut id = rows.take(row, Field::Id);
            if id.is_empty() {
                id.clone_from(&label);
                if has_id && !id.is_empty() {
                    self.issues.add(
                        IssueKind::Guess,
                        rows.place(row, Some(Field::Id)),
                        format!("there is no id; the name ‘{id}’ serves as one"),
                    );
                }
            }
            if id.is_empty() {
                let what = if row.is_blank() {
                    "the row is empty"
                } else {
                    "there is neither an id nor a name"
                };
                self.issues
                    .add(IssueKind::Skipped, rows.place(row, None), what);
                continue;
            }
            if let Some(first) = self.network.actor_by_key(&id) {
                let first = spots
                    .get(first.index() as usize)
                    .copied()
                    .unwrap_or_default();
                self.issues.add(
                    IssueKind::Skipped,
                    rows.place(row, None),
                    format!("the id ‘{id}’ is already used in {first}; that row is kept"),
                );
                continue;
            }
            let spot = row.spot();
            let place = rows.place(row, None);
            let (actor, position) = self.actor(rows, row, (id, label), sector_words.as_ref());
            let added = self.add_actor(actor, place);
            if added.is_some() {
                spots.push(spot);
            }
            self.found_places.extend(added.zip(position));
        }
        Ok(())
    }

    /// What the words of the sector column mean, or `None` if the file lists its sectors or there is no such column.
    fn sector_words(&mut self, rows: &Rows, table: &DraftTable) -> Option<SectorWords> {
        if !rows.has(Field::Sector) {
            return None;
        }
        if *self.network.sectors() != SectorScheme::default() {
            return None;
        }
        let mut words: Vec<String> = Vec::new();
        let mut seen = HashSet::new();
        for row in &table.rows {
            let word = rows.text(row, Field::Sector);
            if !is_unknown(&word) && !seen.contains(&*word) {
                seen.insert(word.clone().into_owned());
                words.push(word.into_owned());
            }
        }
        let file = &rows.file;
        let num_words = words.len();
        if num_words > MAX_SECTORS {
            words.clear();
            self.issues.add_file(
                IssueKind::Guess,
                file,
                format!(
                    "{num_words} different sectors are too many; all actors are unassigned, and what the column says \
                     is kept as an attribute"
                ),
            );
        }
        let found = interpret(&words);
        if found.is_own {
            self.issues.add_file(
                IssueKind::Guess,
                file,
                format!(
                    "the sectors {} are kept as they are: they are not those of the quadruple helix",
                    quoted(&words)
                ),
            );
            self.set_sectors(found.scheme.clone());
        } else if !found.renamed.is_empty() {
            let renamed: Vec<String> = found
                .renamed
                .iter()
                .map(|(word, sector)| format!("‘{word}’ as {sector}"))
                .collect();
            self.issues.add_file(
                IssueKind::Note,
                file,
                format!("sectors were understood: {}", renamed.join(", ")),
            );
        }
        Some(found)
    }

    fn actor(
        &mut self,
        rows: &Rows,
        row: &mut DraftRow,
        (id, label): (String, String),
        sectors: Option<&SectorWords>,
    ) -> (Actor, Option<[f64; 2]>) {
        let mut attributes = rows.take_attributes(row);
        let issues = &mut self.issues;
        let word = rows.text(row, Field::Sector);
        let sector = match sectors {
            _ if is_unknown(&word) => None,
            Some(words) => {
                let sector = words.by_word.get(&*word).copied();
                if sector.is_none() {
                    attributes.insert("sector".to_owned(), AttributeValue::Text(word.into_owned()));
                }
                sector
            }
            None => {
                let scheme = self.network.sectors();
                let parse = |word: &str| scheme.by_key(word).or_else(|| scheme.by_word(word));
                let rest = (&mut attributes, &mut *issues, "no sector of the list");
                rows.parsed(row, Field::Sector, parse, rest)
            }
        };
        let latitude = rows.number(
            row,
            Field::Latitude,
            (-90.0, 90.0),
            (&mut attributes, issues),
        );
        let longitude = rows.number(
            row,
            Field::Longitude,
            (-180.0, 180.0),
            (&mut attributes, issues),
        );
        let x = rows.number(row, Field::X, ANY, (&mut attributes, issues));
        let y = rows.number(row, Field::Y, ANY, (&mut attributes, issues));
        let position = x.zip(y).map(|(x, y)| [x, y]);
        if position.is_none() {
            // Half a place is a number like any other.
            let halves = [("x", x), ("y", y)].into_iter();
            let kept = halves
                .filter_map(|(name, at)| Some((name.to_owned(), AttributeValue::Number(at?))));
            attributes.extend(kept);
        }
        let actor = Actor {
            label: if label.is_empty() { id.clone() } else { label },
            key: id,
            sector,
            entity: rows
                .parsed(
                    row,
                    Field::Entity,
                    |text| meaning(ENTITIES, text),
                    (
                        &mut attributes,
                        issues,
                        "none of organization, department, team, person",
                    ),
                )
                .unwrap_or_default(),
            kind: rows.take(row, Field::Kind),
            description: rows.take(row, Field::Description),
            country: rows.take(row, Field::Country),
            city: rows.take(row, Field::City),
            coordinates: latitude
                .zip(longitude)
                .map(|(latitude, longitude)| [latitude, longitude]),
            url: rows.take(row, Field::Url),
            tags: rows.list(row, Field::Tags),
            since: rows.date(row, Field::Since, (&mut attributes, issues)),
            until: rows.date(row, Field::Until, (&mut attributes, issues)),
            confirmed: rows
                .parsed(
                    row,
                    Field::Confirmed,
                    |text| meaning(FLAGS, text),
                    (&mut attributes, issues, "neither true nor false"),
                )
                .unwrap_or(true),
            source: rows.take(row, Field::Origin),
            attributes,
        };
        (actor, position)
    }
}

fn quoted(words: &[String]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("‘{word}’")).collect();
    words.join(", ")
}
