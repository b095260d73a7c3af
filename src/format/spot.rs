//! Places in a text.

use std::fmt;

use super::issues::IssuePlace;

/// A place in a text: line and character, both counted from 1; 0 if one is not known or means nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) line: u64,
    pub(super) character: u32,
}

impl Spot {
    /// The place as that of an issue in a file.
    pub(super) fn in_file(self, file: &str) -> IssuePlace {
        IssuePlace {
            file: file.to_owned(),
            line: (self.line > 0).then_some(self.line),
            character: (self.character > 0).then_some(self.character),
            column: None,
        }
    }
}

impl From<u64> for Spot {
    /// A line as a whole.
    fn from(line: u64) -> Self {
        Self { line, character: 0 }
    }
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line == 0 {
            return f.write_str("another row");
        }
        write!(f, "line {}", self.line)?;
        if self.character > 0 {
            write!(f, ", character {}", self.character)?;
        }
        Ok(())
    }
}

/// Finds the spots of bytes of a text; those that are asked for in ascending order in one way through it.
pub(super) struct Spots<'t> {
    text: &'t str,
    place: usize,
    spot: Spot,
}

const START: Spot = Spot {
    line: 1,
    character: 1,
};

impl<'t> Spots<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            place: 0,
            spot: START,
        }
    }

    /// The spot of a byte. A place inside a character, or behind the end, is that of the last byte before it that is not.
    pub(super) fn at(&mut self, place: usize) -> Spot {
        if place < self.place {
            *self = Self::new(self.text);
        }
        let place = self.text.floor_char_boundary(place);
        let passed = self.text.get(self.place..place).unwrap_or_default();
        let line_ends = memchr::memchr_iter(b'\n', passed.as_bytes());
        let (num_lines, last) = line_ends.fold((0, None), |(num, _), end| (num + 1, Some(end)));
        let in_line = match last {
            Some(end) => {
                self.spot.character = START.character;
                passed.get(end + 1..).unwrap_or_default()
            }
            None => passed,
        };
        self.spot.line += num_lines;
        let num_chars = u32::try_from(in_line.chars().count()).unwrap_or(u32::MAX);
        self.spot.character = self.spot.character.saturating_add(num_chars);
        self.place = place;
        self.spot
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_characters_are_counted_from_1() {
        let text = "åb\n\nc{";
        let mut spots = Spots::new(text);
        for (place, line, character) in [
            (0, 1, 1),
            (1, 1, 1),
            (2, 1, 2),
            (3, 1, 3),
            (4, 2, 1),
            (5, 3, 1),
            (6, 3, 2),
            (99, 3, 3),
            (2, 1, 2),
        ] {
            assert_eq!(spots.at(place), Spot { line, character }, "{place}");
        }
    }
}
