//! Text formats of old programs: lines of words, some in quotes.

/// A word of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word<'t> {
    pub(super) text: &'t str,
    pub(super) is_quoted: bool,
}

impl Word<'_> {
    /// The number that an unquoted word writes.
    pub(super) fn number(&self) -> Option<f64> {
        let number: f64 = self.text.parse().ok()?;
        (!self.is_quoted && number.is_finite()).then_some(number)
    }
}

/// The lines of a text with their numbers, whatever ends them: `\n`, `\r\n` or `\r`.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (u64, &str)> {
    let mut rest = Some(text);
    let mut number = 0;
    std::iter::from_fn(move || {
        let text = rest?;
        number += 1;
        let Some(end) = text.find(['\n', '\r']) else {
            rest = None;
            return Some((number, text));
        };
        let (line, after) = text.split_at_checked(end)?;
        let after = after.strip_prefix("\r\n").or_else(|| after.get(1..));
        rest = after;
        Some((number, line))
    })
}

/// The words of a line: separated by spaces and by the other separators, together where they stand in double quotes. A
/// quote that is not closed reaches to the end of the line.
pub(super) fn words<'t>(
    line: &'t str,
    separators: &'static [char],
) -> impl Iterator<Item = Word<'t>> {
    let is_separator = move |c: char| c.is_whitespace() || separators.contains(&c);
    let mut rest = line;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(is_separator);
        if let Some(quoted) = rest.strip_prefix('"') {
            let (text, after) = quoted.split_once('"').unwrap_or((quoted, ""));
            rest = after;
            return Some(Word {
                text,
                is_quoted: true,
            });
        }
        let end = rest.find(is_separator).unwrap_or(rest.len());
        let (text, after) = rest.split_at_checked(end)?;
        rest = after;
        (!text.is_empty()).then_some(Word {
            text,
            is_quoted: false,
        })
    })
}

/// A name in quotes for such a format, which knows no way to write a quote or a line break in it.
pub(super) fn quoted(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| match c {
            '"' => '\'',
            '\n' | '\r' | '\t' => ' ',
            c => c,
        })
        .collect();
    format!("\"{plain}\"")
}

/// Whether a name comes back as it is from [`quoted`].
pub(super) fn is_plain(name: &str) -> bool {
    !name.contains(['"', '\n', '\r', '\t'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_in_three_ways() {
        let all: Vec<(u64, &str)> = lines("a\r\nb\rc\n\nd").collect();
        assert_eq!(all, [(1, "a"), (2, "b"), (3, "c"), (4, ""), (5, "d")]);
    }

    #[test]
    fn words_may_be_quoted() {
        let all: Vec<&str> = words(" 1 \"New York\"  0.5,x \"open", &[','])
            .map(|word| word.text)
            .collect();
        assert_eq!(all, ["1", "New York", "0.5", "x", "open"]);
        assert_eq!(words("\"5\"", &[]).next().unwrap().number(), None);
    }
}
