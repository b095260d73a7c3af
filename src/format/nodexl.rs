//! `NodeXL` workbooks: the groups of vertices, which stand in sheets of their own, become columns of the vertices.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::{CellValue, DraftRow};
use super::grid::Grid;
use super::headers::folded;
use super::issues::{ImportIssues, IssueKind};

/// Sheets that repeat or sum up the others.
const EXTRAS: [&str; 5] = [
    "groups",
    "groupvertices",
    "groupedges",
    "overallmetrics",
    "misc",
];

/// Whether a workbook is one of `NodeXL`: it has a sheet of edges as that program names its columns.
pub(super) fn is_nodexl(grids: &[Grid]) -> bool {
    let mut edges = grids.iter();
    edges.any(|grid| Columns::find(grid, ["vertex1", "vertex2"]).is_some())
}

/// Whether a sheet repeats or sums up the others.
pub(super) fn is_extra(grid: &Grid) -> bool {
    EXTRAS.contains(&folded(&grid.name).as_str())
}

/// Where a sheet has columns of these names; a row of titles may stand above their names.
struct Columns<const N: usize> {
    header: usize,
    places: [usize; N],
}

impl<const N: usize> Columns<N> {
    fn find(grid: &Grid, wanted: [&str; N]) -> Option<Self> {
        (0..2).find_map(|header| {
            let names = grid.texts(header);
            let place = |wanted: &str| names.iter().position(|name| folded(name) == wanted);
            let mut places = [0; N];
            for (place_of, wanted) in places.iter_mut().zip(wanted) {
                *place_of = place(wanted)?;
            }
            Some(Self { header, places })
        })
    }

    fn texts(&self, row: &DraftRow) -> [String; N] {
        self.places.map(|place| row.text(Some(place)).into_owned())
    }

    fn rows<'g>(&self, grid: &'g Grid) -> impl Iterator<Item = &'g DraftRow> + use<'g, N> {
        grid.rows.iter().skip(self.header + 1)
    }
}

/// The groups become a column of the vertices, and what they are labelled another. What has no vertex there to go to is told.
pub(super) fn take_in_groups(grids: &mut [Grid], issues: &mut ImportIssues) {
    let of_vertices = |grid: &Grid| {
        let columns = Columns::find(grid, ["vertex"])?;
        (folded(&grid.name) == "vertices").then_some(columns)
    };
    let vertices: BTreeSet<String> = grids
        .iter()
        .filter_map(|grid| Some((grid, of_vertices(grid)?)))
        .flat_map(|(grid, columns)| columns.rows(grid).map(move |row| columns.texts(row)))
        .map(|[vertex]| vertex)
        .collect();
    let labels = labels(grids);
    let mut groups: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for grid in grids.iter() {
        if folded(&grid.name) != "groupvertices" {
            continue;
        }
        let Some(columns) = Columns::find(grid, ["group", "vertex"]) else {
            continue;
        };
        for row in columns.rows(grid) {
            let [group, vertex] = columns.texts(row);
            if group.is_empty() || vertex.is_empty() {
                continue;
            }
            if vertices.contains(&vertex) {
                groups.entry(vertex).or_default().push(group);
            } else {
                let message = format!(
                    "the vertex ‘{vertex}’ is not in the sheet of vertices; that it is in the group ‘{group}’ was left out"
                );
                issues.add_line(IssueKind::Skipped, &grid.file, row.line, message);
            }
        }
    }
    let used: BTreeSet<&String> = groups.values().flatten().collect();
    for (group, Label { text, file, line }) in &labels {
        if !used.contains(group) {
            let message =
                format!("no vertex is in the group ‘{group}’; its label ‘{text}’ was left out");
            issues.add_line(IssueKind::Skipped, file, *line, message);
        }
    }
    let places = grids.iter_mut().filter_map(|grid| {
        let columns = of_vertices(grid)?;
        (!groups.is_empty()).then_some((grid, columns))
    });
    for (grid, columns) in places {
        add_columns(grid, &columns, &groups, &labels, issues);
    }
}

/// What a group is labelled, and where that stands.
struct Label {
    text: String,
    file: String,
    line: u64,
}

/// The labels of groups that have one.
fn labels(grids: &[Grid]) -> BTreeMap<String, Label> {
    let mut labels = BTreeMap::new();
    for grid in grids {
        if folded(&grid.name) != "groups" {
            continue;
        }
        let Some(columns) = Columns::find(grid, ["group", "label"]) else {
            continue;
        };
        for row in columns.rows(grid) {
            let [group, text] = columns.texts(row);
            if !group.is_empty() && !text.is_empty() {
                let (file, line) = (grid.file.clone(), row.line);
                labels.entry(group).or_insert(Label { text, file, line });
            }
        }
    }
    labels
}

fn add_columns(
    grid: &mut Grid,
    columns: &Columns<1>,
    groups: &BTreeMap<String, Vec<String>>,
    labels: &BTreeMap<String, Label>,
    issues: &mut ImportIssues,
) {
    let end = grid.rows.iter().map(|row| row.cells.len()).max();
    let end = end.unwrap_or_default();
    let mut num = 0;
    for (place, row) in grid.rows.iter_mut().enumerate().skip(columns.header) {
        if place == columns.header {
            row.set(end, CellValue::plain("Group"));
            if !labels.is_empty() {
                row.set(end + 1, CellValue::plain("Group Label"));
            }
            continue;
        }
        let [vertex] = columns.texts(row);
        let Some(groups) = groups.get(&vertex) else {
            continue;
        };
        row.set(end, CellValue::plain(groups.join(", ")));
        let texts = groups.iter().filter_map(|group| labels.get(group));
        let texts: Vec<&str> = texts.map(|label| label.text.as_str()).collect();
        if !texts.is_empty() {
            row.set(end + 1, CellValue::plain(texts.join(", ")));
        }
        num += 1;
    }
    let names = if labels.is_empty() {
        "the attribute ‘Group’"
    } else {
        "the attributes ‘Group’ and ‘Group Label’"
    };
    let message = format!("the groups of {num} vertices are kept as {names}");
    issues.add_file(IssueKind::Note, &grid.file, message);
}
