//! Networks whose file counts its nodes first and then calls them by number: Pajek and DL. Where it tells two sets apart,
//! the second becomes activities, and ties between the sets become parts in them.

use super::draft::{CellValue, Draft};
use super::field::{Field, TableKind};
use super::graph_table::GraphTable;
use super::spans::Span;
use crate::model::AttributeValue;

/// So many nodes may be declared in any file; more only if the file has at least so many bytes for each.
const MAX_NODES: usize = 100_000;
const BYTES_PER_NODE: usize = 16;

/// How many nodes a file with so many bytes may declare.
pub(super) fn max_nodes(num_bytes: usize) -> usize {
    MAX_NODES.max(num_bytes / BYTES_PER_NODE)
}

/// A node by the table and the row that it is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NodeRow {
    is_activity: bool,
    row: usize,
}

/// A tie by the table and the row that it is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TieRow {
    is_part: bool,
    row: usize,
}

/// The tables of such a network.
pub(super) struct TwoMode {
    num_actors: usize,
    actors: GraphTable,
    activities: GraphTable,
    ties: GraphTable,
    participation: GraphTable,
}

impl TwoMode {
    /// A network of so many nodes, of which the first ones are actors and the others activities, if there are two sets.
    pub(super) fn new(
        file: &str,
        num_bytes: usize,
        num_nodes: usize,
        num_first: Option<usize>,
    ) -> Result<Self, String> {
        if num_nodes > max_nodes(num_bytes) {
            return Err(format!(
                "the file declares {num_nodes} nodes, more than it has room for"
            ));
        }
        let table = |kind| GraphTable::new(kind, file, num_bytes);
        let num_actors = num_first.unwrap_or(num_nodes);
        let mut network = Self {
            num_actors,
            actors: table(TableKind::Actors),
            activities: table(TableKind::Activities),
            ties: table(TableKind::Ties),
            participation: table(TableKind::Participation),
        };
        for number in 1..=num_nodes {
            network.add_node(number > num_actors, &number.to_string());
        }
        Ok(network)
    }

    /// Adds a node.
    pub(super) fn add_node(&mut self, is_activity: bool, id: &str) -> NodeRow {
        let table = if is_activity {
            &mut self.activities
        } else {
            &mut self.actors
        };
        let row = table.add_row(0);
        let column = table.field(Field::Id);
        table.set_text(row, column, id);
        if !is_activity {
            self.num_actors = self.actors.len();
        }
        NodeRow { is_activity, row }
    }

    /// How many nodes there are.
    pub(super) fn len(&self) -> usize {
        self.actors.len() + self.activities.len()
    }

    /// How many of them are actors.
    pub(super) fn num_actors(&self) -> usize {
        self.num_actors
    }

    /// The node of a number, counted from 1: actors first, then activities.
    pub(super) fn row(&self, number: usize) -> Option<NodeRow> {
        let index = number.checked_sub(1)?;
        let is_activity = index >= self.num_actors;
        let row = if is_activity {
            index - self.num_actors
        } else {
            index
        };
        let len = if is_activity {
            self.activities.len()
        } else {
            self.actors.len()
        };
        (row < len).then_some(NodeRow { is_activity, row })
    }

    fn table(&mut self, node: NodeRow) -> &mut GraphTable {
        if node.is_activity {
            &mut self.activities
        } else {
            &mut self.actors
        }
    }

    /// Sets the line on which a node is described.
    pub(super) fn set_line(&mut self, node: NodeRow, line: u64) {
        self.table(node).set_line(node.row, line);
    }

    /// Sets a field of a node; one that activities do not have becomes an attribute of the same name.
    pub(super) fn set_text(&mut self, node: NodeRow, field: Field, text: &str) {
        let has_field = !node.is_activity
            || matches!(
                field,
                Field::Id | Field::Label | Field::Since | Field::Until
            );
        let table = self.table(node);
        let column = if has_field {
            table.field(field)
        } else {
            table.name(TableKind::Actors.name(field))
        };
        table.set_text(node.row, column, text);
    }

    /// Sets an attribute of a node.
    pub(super) fn set(&mut self, node: NodeRow, name: &str, value: AttributeValue) {
        let table = self.table(node);
        let column = table.name(name);
        table.set(node.row, column, CellValue::Typed(value));
    }

    /// Sets the times of a node.
    pub(super) fn set_times(&mut self, node: NodeRow, spans: &[Span]) {
        let row = node.row;
        set_times(self.table(node), row, spans);
    }

    /// Adds a tie between the nodes of these numbers, or says why it cannot be.
    pub(super) fn add_tie(
        &mut self,
        line: u64,
        source: usize,
        target: usize,
        directed: bool,
    ) -> Result<TieRow, &'static str> {
        let missing = "there is no vertex of this number";
        let source = self.row(source).ok_or(missing)?;
        let target = self.row(target).ok_or(missing)?;
        self.connect(line, source, target, directed)
    }

    /// Adds a tie between two nodes, or says why it cannot be.
    pub(super) fn connect(
        &mut self,
        line: u64,
        source: NodeRow,
        target: NodeRow,
        directed: bool,
    ) -> Result<TieRow, &'static str> {
        let id = |table: &mut GraphTable, row| {
            let column = table.field(Field::Id);
            table.get(row, column).cloned()
        };
        let (actor, activity) = match (source.is_activity, target.is_activity) {
            (false, true) => (source, target),
            (true, false) => (target, source),
            (true, true) => return Err("both ends are in the second set"),
            (false, false) => {
                let row = self.ties.add_row(line);
                for (field, node) in [(Field::Source, source), (Field::Target, target)] {
                    let column = self.ties.field(field);
                    if let Some(id) = id(&mut self.actors, node.row) {
                        self.ties.set(row, column, id);
                    }
                }
                if directed {
                    let column = self.ties.field(Field::Directed);
                    let value = CellValue::Typed(AttributeValue::Flag(true));
                    self.ties.set(row, column, value);
                }
                return Ok(TieRow {
                    is_part: false,
                    row,
                });
            }
        };
        let row = self.participation.add_row(line);
        let column = self.participation.field(Field::Actor);
        if let Some(id) = id(&mut self.actors, actor.row) {
            self.participation.set(row, column, id);
        }
        let column = self.participation.field(Field::Activity);
        if let Some(id) = id(&mut self.activities, activity.row) {
            self.participation.set(row, column, id);
        }
        Ok(TieRow { is_part: true, row })
    }

    /// Sets the kind of a tie, if it has one, and its weight, if that is stated and not 1.
    pub(super) fn set_tie(&mut self, tie: TieRow, kind: &str, weight: Option<f64>) {
        let weight = weight.map(AttributeValue::Number).map(CellValue::Typed);
        if tie.is_part {
            if !kind.is_empty() {
                let column = self.participation.field(Field::Role);
                self.participation.set_text(tie.row, column, kind);
            }
            if let Some(weight) = weight.filter(|weight| *weight != ONE) {
                let column = self.participation.name("weight");
                self.participation.set(tie.row, column, weight);
            }
            return;
        }
        if !kind.is_empty() {
            let column = self.ties.field(Field::Kind);
            self.ties.set_text(tie.row, column, kind);
        }
        if let Some(weight) = weight.filter(|weight| *weight != ONE) {
            let column = self.ties.field(Field::Weight);
            self.ties.set(tie.row, column, weight);
        }
    }

    /// Sets an attribute of a tie.
    pub(super) fn set_tie_text(&mut self, tie: TieRow, name: &str, text: &str) {
        let table = if tie.is_part {
            &mut self.participation
        } else {
            &mut self.ties
        };
        let column = table.name(name);
        table.set(
            tie.row,
            column,
            CellValue::Typed(AttributeValue::Text(text.to_owned())),
        );
    }

    /// Sets the times of a tie.
    pub(super) fn set_tie_times(&mut self, tie: TieRow, spans: &[Span]) {
        let table = if tie.is_part {
            &mut self.participation
        } else {
            &mut self.ties
        };
        set_times(table, tie.row, spans);
    }

    /// Adds a tie for each number of a matrix that is not 0: a row for each actor, a column for each activity, or for each
    /// actor if there are no activities. If `fold`, a symmetric matrix of actors gives ties without direction, each once;
    /// the answer says whether it was so.
    pub(super) fn add_matrix(
        &mut self,
        matrix: &[f64],
        line: u64,
        kind: &str,
        fold: bool,
    ) -> Result<bool, String> {
        let num_rows = self.actors.len();
        let is_two_mode = self.activities.len() > 0;
        let num_columns = if is_two_mode {
            self.activities.len()
        } else {
            num_rows
        };
        let needed = num_rows.saturating_mul(num_columns);
        if matrix.len() != needed {
            return Err(format!(
                "the matrix has {} numbers; {num_rows} rows of {num_columns} are {needed}",
                matrix.len()
            ));
        }
        let at = |row: usize, column: usize| {
            matrix
                .get(row * num_columns + column)
                .copied()
                .unwrap_or(0.0)
        };
        let is_symmetric = fold
            && !is_two_mode
            && (0..num_rows).all(|row| (0..row).all(|column| at(row, column) == at(column, row)));
        for row in 0..num_rows {
            let first = if is_symmetric { row } else { 0 };
            for column in first..num_columns {
                let value = at(row, column);
                if value == 0.0 {
                    continue;
                }
                let source = NodeRow {
                    is_activity: false,
                    row,
                };
                let target = NodeRow {
                    is_activity: is_two_mode,
                    row: column,
                };
                let line = if line > 0 { line + 1 + row as u64 } else { 0 };
                let tie = self.connect(line, source, target, !is_symmetric)?;
                self.set_tie(tie, kind, Some(value));
            }
        }
        Ok(is_symmetric)
    }

    /// Hands the tables over.
    pub(super) fn finish(self, draft: &mut Draft) {
        draft.actors = Some(self.actors.finish(&mut draft.issues));
        draft.ties = Some(self.ties.finish(&mut draft.issues));
        if self.activities.len() > 0 {
            draft.activities = Some(self.activities.finish(&mut draft.issues));
            draft.participation = Some(self.participation.finish(&mut draft.issues));
        }
    }
}

const ONE: CellValue = CellValue::Typed(AttributeValue::Number(1.0));

fn set_times(table: &mut GraphTable, row: usize, spans: &[Span]) {
    let (since, until, text) = super::pajek::dates(spans);
    for (field, date) in [(Field::Since, since), (Field::Until, until)] {
        if let Some(date) = date {
            let column = table.field(field);
            table.set_text(row, column, date);
        }
    }
    let column = table.name("spells");
    table.set(row, column, CellValue::Typed(AttributeValue::Text(text)));
}
