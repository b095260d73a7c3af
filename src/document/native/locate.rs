//! Finds the place of a value in a RON text. Only needed when there is something wrong with the value.

/// A step from a value to one inside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The field of a struct.
    Field(&'static str),
    /// The element of a list or tuple, or the entry of a map (its key), counted from 0.
    Item(usize),
}

/// The byte at which the value begins that a path leads to, or as far on the way to it as the text goes.
pub(super) fn locate(text: &str, path: &[Step]) -> usize {
    let mut cursor = Cursor { text, at: 0 };
    cursor.skip_attributes();
    let mut found = cursor.at;
    for &step in path {
        if !cursor.enter(step) {
            break;
        }
        found = cursor.at;
    }
    found
}

/// The byte at which the value of a field of the outermost struct begins.
pub(super) fn locate_field(text: &str, field: &'static str) -> Option<usize> {
    let mut cursor = Cursor { text, at: 0 };
    cursor.skip_attributes();
    cursor.enter(Step::Field(field)).then_some(cursor.at)
}

/// The byte at which the next token begins, at or after a place as the RON parser tells it.
pub(super) fn next_token(text: &str, line: usize, column: usize) -> usize {
    let line_start = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum::<usize>();
    let rest = text.get(line_start..).unwrap_or("");
    let offset = rest
        .char_indices()
        .nth(column.saturating_sub(1))
        .map_or(rest.len(), |(offset, _)| offset);
    let mut cursor = Cursor {
        text,
        at: line_start + offset,
    };
    cursor.skip_space();
    cursor.at
}

struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Cursor<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn skip_while(&mut self, accept: impl Fn(char) -> bool) {
        let rest = self.rest();
        self.at += rest.find(|c| !accept(c)).unwrap_or(rest.len());
    }

    fn skip_past(&mut self, end: &str) {
        let rest = self.rest();
        self.at += rest.find(end).map_or(rest.len(), |at| at + end.len());
    }

    /// Goes past white space and comments.
    fn skip_space(&mut self) {
        loop {
            self.skip_while(char::is_whitespace);
            if self.rest().starts_with("//") {
                self.skip_past("\n");
            } else if self.rest().starts_with("/*") {
                self.skip_block_comment();
            } else {
                return;
            }
        }
    }

    fn skip_block_comment(&mut self) {
        let mut depth = 0_usize;
        loop {
            let rest = self.rest();
            if rest.starts_with("/*") {
                depth += 1;
                self.at += 2;
            } else if rest.starts_with("*/") {
                depth -= 1;
                self.at += 2;
            } else if let Some(c) = rest.chars().next() {
                self.at += c.len_utf8();
            } else {
                return;
            }
            if depth == 0 {
                return;
            }
        }
    }

    /// Goes past `#![enable(…)]`, to the outermost value.
    fn skip_attributes(&mut self) {
        self.skip_space();
        while self.rest().starts_with('#') {
            self.skip_past("]");
            self.skip_space();
        }
    }

    fn identifier(&mut self) -> &'t str {
        let start = self.at;
        if self.rest().starts_with("r#") && !self.rest().starts_with("r#\"") {
            self.at += 2;
        }
        let name_start = self.at;
        self.skip_while(|c| c.is_alphanumeric() || c == '_');
        if self.at == name_start {
            self.at = start;
        }
        self.text.get(name_start..self.at).unwrap_or("")
    }

    /// Goes past one token: a string, a character, a bracket, anything.
    fn skip_token(&mut self) {
        let rest = self.rest();
        let raw = rest
            .strip_prefix('b')
            .unwrap_or(rest)
            .strip_prefix('r')
            .map(|after| after.trim_start_matches('#'))
            .filter(|after| after.starts_with('"'));
        if let Some(after) = raw {
            let num_hashes = rest
                .get(..rest.len() - after.len())
                .map_or(0, |prefix| prefix.matches('#').count());
            self.at += rest.len() - after.len() + 1;
            self.skip_past(&format!("\"{}", "#".repeat(num_hashes)));
        } else if rest.starts_with('"') || rest.starts_with("b\"") {
            self.at += if rest.starts_with('b') { 2 } else { 1 };
            self.skip_quoted('"');
        } else if rest.starts_with('\'') {
            self.at += 1;
            self.skip_quoted('\'');
        } else if rest.starts_with(|c: char| c.is_alphanumeric() || c == '_') {
            self.skip_while(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '#'));
        } else if let Some(c) = rest.chars().next() {
            self.at += c.len_utf8();
        }
    }

    fn skip_quoted(&mut self, quote: char) {
        let mut chars = self.rest().char_indices();
        while let Some((at, c)) = chars.next() {
            if c == '\\' {
                chars.next();
            } else if c == quote {
                self.at += at + c.len_utf8();
                return;
            }
        }
        self.at = self.text.len();
    }

    /// Goes past a value, up to the comma, colon or closing bracket after it.
    fn skip_value(&mut self) {
        let mut depth = 0_usize;
        loop {
            self.skip_space();
            match self.peek() {
                None => return,
                Some(',' | ':') if depth == 0 => return,
                Some(')' | ']' | '}') => {
                    if depth == 0 {
                        return;
                    }
                    depth -= 1;
                }
                Some('(' | '[' | '{') => depth += 1,
                Some(_) => {}
            }
            self.skip_token();
        }
    }

    /// From the beginning of a value to that of a value inside it; `false` if there is none.
    fn enter(&mut self, step: Step) -> bool {
        let start = self.at;
        let name = self.identifier();
        self.skip_space();
        if !self.rest().starts_with(['(', '[', '{']) {
            self.at = start;
            return false;
        }
        let is_map = self.rest().starts_with('{');
        self.at += 1;
        self.skip_space();
        if name == "Some" {
            return self.enter(step);
        }
        for index in 0.. {
            if self.peek().is_none_or(|c| matches!(c, ')' | ']' | '}')) {
                break;
            }
            match step {
                Step::Item(wanted) => {
                    if index == wanted {
                        return true;
                    }
                    self.skip_value();
                    if is_map && self.rest().starts_with(':') {
                        self.at += 1;
                        self.skip_space();
                        self.skip_value();
                    }
                }
                Step::Field(wanted) => {
                    let field = self.identifier();
                    self.skip_space();
                    if !self.rest().starts_with(':') {
                        break;
                    }
                    self.at += 1;
                    self.skip_space();
                    if field == wanted {
                        return true;
                    }
                    self.skip_value();
                }
            }
            if !self.rest().starts_with(',') {
                break;
            }
            self.at += 1;
            self.skip_space();
        }
        self.at = start;
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r##"#![enable(implicit_some)]
// a comment, with (brackets
(
    name: "a \"quoted), name", /* nested /* ( */ comment */
    raw: r#"raw " ) text"#,
    letter: ')',
    list: [(x: 1), Named(x: -2.5e3, y: Some((z: [7, 8]))),],
    map: {"a, b": 1, "c": (d: 2)},
    r#type: 9,
)"##;

    #[expect(clippy::string_slice, reason = "a test may panic")]
    #[track_caller]
    fn found(path: &[Step], expected: &str) {
        let at = locate(TEXT, path);
        assert!(TEXT[at..].starts_with(expected), "{}", &TEXT[at..]);
    }

    #[test]
    fn walks_to_values() {
        use Step::{Field, Item};
        found(&[], "(\n");
        found(&[Field("name")], "\"a ");
        found(&[Field("raw")], "r#\"raw");
        found(&[Field("letter")], "')'");
        found(&[Field("list"), Item(1)], "Named(");
        found(&[Field("list"), Item(1), Field("x")], "-2.5e3");
        found(
            &[Field("list"), Item(1), Field("y"), Field("z"), Item(1)],
            "8]",
        );
        found(&[Field("map"), Item(1)], "\"c\"");
        found(&[Field("type")], "9,");
        found(&[Field("list"), Item(5)], "[(x: 1)");
        found(&[Field("nothing")], "(\n");
    }

    #[test]
    fn stays_inside_any_text() {
        for end in 0..TEXT.len() {
            if let Some(cut) = TEXT.get(..end) {
                assert!(locate(cut, &[Step::Field("list"), Step::Item(9)]) <= end);
            }
        }
    }
}
