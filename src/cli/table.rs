//! Tables and lists as plain text, for reading in a terminal.

/// Where the lines of a sentence break.
const LINE_CHARS: usize = 100;

/// A sentence as lines behind a mark.
pub(super) fn wrap(mark: &str, sentence: &str) -> String {
    let mut text = String::new();
    let mut line = mark.to_owned();
    let indent = " ".repeat(mark.chars().count());
    // A space inside a number is not one to break at.
    for word in sentence.split(' ') {
        if line.chars().count() + 1 + word.chars().count() > LINE_CHARS {
            text += &line;
            text.push('\n');
            line.clone_from(&indent);
        }
        line.push(' ');
        line += word;
    }
    text + &line + "\n"
}

/// Rows as lines of equal columns; the first `num_left` are flush left, the others flush right.
pub(super) fn align(rows: &[Vec<String>], num_left: usize) -> String {
    let num_columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let widths: Vec<usize> = (0..num_columns)
        .map(|column| {
            let cells = rows.iter().filter_map(|row| row.get(column));
            cells
                .map(|cell| cell.chars().count())
                .max()
                .unwrap_or_default()
        })
        .collect();
    let mut text = String::new();
    for row in rows {
        let cells: Vec<String> = row
            .iter()
            .zip(&widths)
            .enumerate()
            .map(|(column, (cell, &width))| {
                if column < num_left {
                    format!("{cell:<width$}")
                } else {
                    format!("{cell:>width$}")
                }
            })
            .collect();
        text += cells.join("  ").trim_end();
        text.push('\n');
    }
    text
}
