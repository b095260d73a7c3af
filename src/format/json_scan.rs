//! The parts of a JSON text, found without building a tree of it: the members of an object and the items of a list as they
//! stand in the text. Only small parts become values, one at a time, so that a large file takes little more memory than its
//! text.

use serde_json::Value;

use super::one_file::Problem;
use super::spot::{Spot, Spots};
use crate::task::{Cancelled, TaskContext};

/// Objects and lists inside each other, at most.
const MAX_DEPTH: usize = 128;

/// After so many bytes it is time to hear whether to go on.
const STRIDE: usize = 1 << 16;

/// Why there is no going on.
pub(super) enum Stop {
    Cancelled(Cancelled),
    Problem(Problem),
}

impl From<Cancelled> for Stop {
    fn from(cancelled: Cancelled) -> Self {
        Self::Cancelled(cancelled)
    }
}

impl From<Problem> for Stop {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

/// A value as it stands in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part<'t> {
    /// Where it begins, in bytes.
    pub(super) start: usize,
    pub(super) text: &'t str,
}

impl Part<'_> {
    pub(super) fn is_object(self) -> bool {
        self.text.starts_with('{')
    }

    pub(super) fn is_list(self) -> bool {
        self.text.starts_with('[')
    }
}

/// The members of an object, in their order.
pub(super) struct Members<'t>(pub(super) Vec<(String, Part<'t>)>);

impl<'t> Members<'t> {
    pub(super) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(other, _)| other == name)
    }

    /// The value under a name; of several the last, as in other programs.
    pub(super) fn get(&self, name: &str) -> Option<Part<'t>> {
        let same = self.0.iter().rev().find(|(other, _)| other == name);
        same.map(|&(_, part)| part)
    }

    /// The value under a name, which is gone afterwards.
    pub(super) fn take(&mut self, name: &str) -> Option<Part<'t>> {
        let part = self.get(name);
        self.0.retain(|(other, _)| other != name);
        part
    }
}

/// Goes through a text.
#[derive(Clone, Copy)]
pub(super) struct Scan<'t, 'k> {
    text: &'t str,
    task: &'k TaskContext,
}

impl<'t, 'k> Scan<'t, 'k> {
    pub(super) fn new(text: &'t str, task: &'k TaskContext) -> Self {
        Self { text, task }
    }

    /// The value that the text is.
    pub(super) fn whole(self) -> Result<Part<'t>, Stop> {
        let (part, end) = self.value(self.space(0))?;
        let rest = self.space(end);
        if rest < self.text.len() {
            return self.fail(
                rest,
                "nothing more is expected after the end of the network",
            );
        }
        Ok(part)
    }

    /// The members of an object; none, if it is no object.
    pub(super) fn object(self, part: Part<'t>) -> Result<Members<'t>, Stop> {
        let mut members = Vec::new();
        self.members(part, |name, part| {
            members.push((name, part));
            Ok(())
        })?;
        Ok(Members(members))
    }

    /// Goes through the members of an object.
    pub(super) fn members(
        self,
        part: Part<'t>,
        mut each: impl FnMut(String, Part<'t>) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        if !part.is_object() {
            return Ok(());
        }
        let mut at = self.space(part.start + 1);
        if self.byte(at) == Some(b'}') {
            return Ok(());
        }
        loop {
            if self.byte(at) != Some(b'"') {
                return self.fail(at, "a name in quotation marks is expected here");
            }
            let end = self.string(at)?;
            let name = self.text.get(at..end).unwrap_or_default();
            let Ok(name) = serde_json::from_str(name) else {
                return self.fail(at, "this name is not written as JSON writes texts");
            };
            at = self.space(end);
            if self.byte(at) != Some(b':') {
                return self.fail(at, "‘:’ is expected here, and then a value");
            }
            let (value, end) = self.value(self.space(at + 1))?;
            self.task.checkpoint(value.start, self.text.len())?;
            each(name, value)?;
            at = self.space(end);
            match self.byte(at) {
                Some(b',') => at = self.space(at + 1),
                Some(b'}') => return Ok(()),
                _ => return self.fail(at, "‘,’ or ‘}’ is expected here"),
            }
        }
    }

    /// Goes through the items of a list.
    pub(super) fn items(
        self,
        part: Part<'t>,
        mut each: impl FnMut(Part<'t>) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        if !part.is_list() {
            return Ok(());
        }
        let mut at = self.space(part.start + 1);
        if self.byte(at) == Some(b']') {
            return Ok(());
        }
        loop {
            let (value, end) = self.value(at)?;
            self.task.checkpoint(value.start, self.text.len())?;
            each(value)?;
            at = self.space(end);
            match self.byte(at) {
                Some(b',') => at = self.space(at + 1),
                Some(b']') => return Ok(()),
                _ => return self.fail(at, "‘,’ or ‘]’ is expected here"),
            }
        }
    }

    /// The first item of a list.
    pub(super) fn first(self, part: Part<'t>) -> Option<Part<'t>> {
        let at = self.space(part.start + 1);
        let is_empty = !part.is_list() || self.byte(at) == Some(b']');
        if is_empty {
            return None;
        }
        self.value(at).ok().map(|(part, _)| part)
    }

    /// A part as a value. The second says whether numbers that JSON does not know, as Python writes them, became null.
    pub(super) fn parse(self, part: Part<'t>) -> Result<(Value, bool), Problem> {
        let error = match serde_json::from_str(part.text) {
            Ok(value) => return Ok((value, false)),
            Err(error) => error,
        };
        if let Some(text) = without_odd_numbers(part.text)
            && let Ok(value) = serde_json::from_str(&text)
        {
            return Ok((value, true));
        }
        let lines = part.text.split_inclusive('\n');
        let line = error.line().saturating_sub(1);
        let before: usize = lines.take(line).map(str::len).sum();
        let place = part.start + before + error.column().saturating_sub(1);
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or_default();
        Err(self.problem(place, message))
    }

    fn byte(self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// The next byte that is no space.
    fn space(self, at: usize) -> usize {
        let rest = self.text.as_bytes().get(at..).unwrap_or_default();
        let num_spaces = rest.iter().take_while(|byte| byte.is_ascii_whitespace());
        at + num_spaces.count()
    }

    /// The value that begins here, and where it ends. What is inside it is checked when it is parsed.
    fn value(self, at: usize) -> Result<(Part<'t>, usize), Stop> {
        let end = match self.byte(at) {
            None => return self.fail(at, "a value is expected, but the file ends here"),
            Some(b'"') => self.string(at)?,
            Some(b'{' | b'[') => self.nested(at)?,
            Some(b'}' | b']' | b',' | b':') => return self.fail(at, "a value is expected here"),
            Some(_) => {
                let rest = self.text.as_bytes().get(at..).unwrap_or_default();
                let is_inside =
                    |byte: &&u8| !byte.is_ascii_whitespace() && !b"{}[],:\"".contains(byte);
                at + rest.iter().take_while(is_inside).count()
            }
        };
        let text = self.text.get(at..end).unwrap_or_default();
        Ok((Part { start: at, text }, end))
    }

    /// Where the text in quotation marks that begins here ends.
    fn string(self, start: usize) -> Result<usize, Stop> {
        let bytes = self.text.as_bytes();
        let mut at = start + 1;
        loop {
            let rest = bytes.get(at..).unwrap_or_default();
            match memchr::memchr2(b'"', b'\\', rest) {
                None => return self.fail(start, "the text that begins here does not end"),
                Some(found) if rest.get(found) == Some(&b'"') => return Ok(at + found + 1),
                Some(found) => at += found + 2,
            }
        }
    }

    /// Where the object or the list that begins here ends.
    fn nested(self, start: usize) -> Result<usize, Stop> {
        let mut open: Vec<(u8, usize)> = Vec::new();
        let mut at = start;
        let mut next_stop = start + STRIDE;
        loop {
            if at >= next_stop {
                self.task.keep_going()?;
                next_stop = at + STRIDE;
            }
            match self.byte(at) {
                Some(b'"') => {
                    at = self.string(at)?;
                    continue;
                }
                Some(byte @ (b'{' | b'[')) => {
                    if open.len() >= MAX_DEPTH {
                        return self.fail(at, "parts are nested too deep, more than 128 times");
                    }
                    open.push((byte, at));
                }
                Some(byte @ (b'}' | b']')) => {
                    let Some((opened, begin)) = open.pop() else {
                        return Ok(at);
                    };
                    let (name, wanted) = shape(opened);
                    if byte != wanted {
                        let begin = Spots::new(self.text).at(begin);
                        let wanted = char::from(wanted);
                        let message = format!("‘{wanted}’ is expected for the {name} of {begin}");
                        return self.fail(at, message);
                    }
                    if open.is_empty() {
                        return Ok(at + 1);
                    }
                }
                Some(_) => {}
                None => {
                    let (opened, begin) = open.pop().unwrap_or_default();
                    let (name, wanted) = shape(opened);
                    let begin = Spots::new(self.text).at(begin);
                    let wanted = char::from(wanted);
                    let message = format!(
                        "the file ends inside the {name} of {begin}; ‘{wanted}’ is expected"
                    );
                    return self.fail(at, message);
                }
            }
            at += 1;
        }
    }

    fn problem(self, at: usize, message: impl Into<String>) -> Problem {
        Problem {
            spot: self.spot(at),
            message: format!("this is not well-formed JSON: {}", message.into()),
        }
    }

    fn spot(self, at: usize) -> Spot {
        Spots::new(self.text).at(at)
    }

    fn fail<T>(self, at: usize, message: impl Into<String>) -> Result<T, Stop> {
        Err(Stop::Problem(self.problem(at, message)))
    }
}

/// What begins with this byte, and how it ends.
fn shape(opened: u8) -> (&'static str, u8) {
    if opened == b'{' {
        ("object", b'}')
    } else {
        ("list", b']')
    }
}

/// The text with `null` for the numbers that Python writes and JSON does not know; `None`, if there are none.
fn without_odd_numbers(text: &str) -> Option<String> {
    const ODD: [&str; 3] = ["-Infinity", "Infinity", "NaN"];
    let mut replaced = String::new();
    let mut rest = text;
    let mut has_odd = false;
    while let Some(found) = rest.find(['"', 'N', 'I', '-']) {
        let (before, from) = rest.split_at(found);
        replaced.push_str(before);
        let length = if let Some(odd) = ODD.into_iter().find(|odd| from.starts_with(odd)) {
            replaced.push_str("null");
            has_odd = true;
            odd.len()
        } else {
            let mut length = 1;
            if from.starts_with('"') {
                let bytes = from.as_bytes();
                while let Some(&byte) = bytes.get(length) {
                    length += if byte == b'\\' { 2 } else { 1 };
                    if byte == b'"' {
                        break;
                    }
                }
            }
            let length = from.ceil_char_boundary(length);
            replaced.push_str(from.get(..length).unwrap_or_default());
            length
        };
        rest = from.get(length..).unwrap_or_default();
    }
    replaced.push_str(rest);
    has_odd.then_some(replaced)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(text: &str) -> Result<Vec<&str>, String> {
        let task = TaskContext::new();
        let scan = Scan::new(text, &task);
        let mut found = Vec::new();
        let outcome = scan.whole().and_then(|whole| {
            scan.items(whole, |part| {
                found.push(part.text);
                Ok(())
            })
        });
        match outcome {
            Ok(()) => Ok(found),
            Err(Stop::Problem(problem)) => Err(format!("{}: {problem}", problem.spot)),
            Err(Stop::Cancelled(cancelled)) => Err(cancelled.to_string()),
        }
    }

    #[test]
    fn items_stand_as_they_are() {
        assert_eq!(
            items(r#" [ {"a": "]\"" }, [1, []],"å",-1.5e3 , null] "#),
            Ok(vec![
                r#"{"a": "]\"" }"#,
                "[1, []]",
                "\"å\"",
                "-1.5e3",
                "null"
            ])
        );
        assert_eq!(items("[]"), Ok(Vec::new()));
    }

    #[test]
    fn what_is_missing_has_a_place() {
        for (text, place, expected) in [
            ("[1,\n 2 3]", "line 2, character 4", "‘,’ or ‘]’"),
            ("[1,\n{\"a\":[\n", "line 3, character 1", "‘]’ is expected"),
            ("[1,]", "line 1, character 4", "a value"),
            ("[{\"a\":1]", "line 1, character 8", "‘}’ is expected"),
            ("[\"a]", "line 1, character 2", "does not end"),
            ("[1] x", "line 1, character 5", "nothing more"),
            ("", "line 1, character 1", "ends here"),
        ] {
            let message = items(text).unwrap_err();
            assert!(message.starts_with(place), "{text}: {message}");
            assert!(message.contains(expected), "{text}: {message}");
        }
    }

    #[test]
    fn numbers_of_python_become_null() {
        assert_eq!(
            without_odd_numbers(r#"{"NaN é\"": NaN, "b": -1, "c": [-Infinity, Infinity]}"#)
                .as_deref(),
            Some(r#"{"NaN é\"": null, "b": -1, "c": [null, null]}"#)
        );
        assert_eq!(without_odd_numbers(r#"{"a": "NaN"}"#), None);
    }

    #[test]
    fn scans_stop_when_they_are_told_to() {
        let task = TaskContext::new();
        task.cancel();
        let text = format!("[{}1]", "1,".repeat(STRIDE));
        assert!(matches!(
            Scan::new(&text, &task).whole(),
            Err(Stop::Cancelled(_))
        ));
    }
}
