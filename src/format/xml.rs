//! XML for the formats that are written in it: elements with their attributes, text and lines, one after the other.
//!
//! No tree is built. Prefixes of namespaces are dropped. Nothing outside the file is ever read and entities are not
//! expanded: beside the five that every XML file knows and characters by number, `&name;` stays as it stands. Elements lie
//! in each other at most [`MAX_DEPTH`] deep.

use std::borrow::Cow;

use memchr::memchr_iter;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::one_file::{Outcome, Problem};
use crate::task::TaskContext;

/// Files whose elements lie deeper in each other are refused.
const MAX_DEPTH: usize = 256;

/// What comes next in a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum XmlEvent<'x> {
    /// An element begins; [`XmlReader::name`] and [`XmlReader::attribute`] tell more until the next event.
    Open,
    /// Text inside an element.
    Text(Cow<'x, str>),
    /// An element ends.
    Close,
    /// The file ends, with all elements closed.
    End,
}

/// Reads the events of a file.
pub(super) struct XmlReader<'x> {
    text: &'x str,
    reader: Reader<&'x [u8]>,
    current: Option<BytesStart<'x>>,
    depth: usize,
    has_root: bool,
    /// An element without content has been opened and not yet closed.
    is_to_be_closed: bool,
    /// Where the last event begins, in bytes.
    start: usize,
    /// A place, and the number of line breaks before it.
    counted: (usize, u64),
    /// The first line on which something stands that is not expanded or not well-formed but harmless.
    oddity: Option<(u64, &'static str)>,
}

impl<'x> XmlReader<'x> {
    pub(super) fn new(text: &'x str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().allow_dangling_amp = true;
        Self {
            text,
            reader,
            current: None,
            depth: 0,
            has_root: false,
            is_to_be_closed: false,
            start: 0,
            counted: (0, 0),
            oddity: None,
        }
    }

    /// How many elements are open.
    pub(super) fn depth(&self) -> usize {
        self.depth
    }

    /// The line on which the last event begins.
    pub(super) fn line(&mut self) -> u64 {
        self.line_at(self.start)
    }

    fn line_at(&mut self, place: usize) -> u64 {
        let (from, lines) = match self.counted {
            (from, lines) if from <= place => (from, lines),
            _ => (0, 0),
        };
        let between = self.text.as_bytes().get(from..place).unwrap_or_default();
        let lines = lines + memchr_iter(b'\n', between).count() as u64;
        self.counted = (place, lines);
        lines + 1
    }

    /// Something odd that was met and did no harm.
    pub(super) fn oddity(&self) -> Option<(u64, &'static str)> {
        self.oddity
    }

    fn note_oddity(&mut self, what: &'static str) {
        if self.oddity.is_none() {
            self.oddity = Some((self.line(), what));
        }
    }

    fn error(&mut self, place: usize, message: impl Into<String>) -> Problem {
        Problem {
            spot: self.line_at(place.min(self.text.len())).into(),
            message: message.into(),
        }
    }

    /// The name of the element that was opened last, without prefix.
    pub(super) fn name(&self) -> &str {
        let name = self.current.as_ref().map(BytesStart::local_name);
        name.and_then(|name| str::from_utf8(name.into_inner()).ok())
            .unwrap_or_default()
    }

    /// An attribute of the element that was opened last, by its name without prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        let current = self.current.as_ref()?;
        let mut all = current.attributes();
        let mut found = all
            .with_checks(false)
            .flatten()
            .filter(|attribute| attribute.key.local_name().as_ref() == name.as_bytes());
        match found.next()?.value {
            Cow::Borrowed(value) => Some(plain(str::from_utf8(value).ok()?)),
            Cow::Owned(value) => Some(Cow::Owned(plain(str::from_utf8(&value).ok()?).into_owned())),
        }
    }

    /// The next event.
    pub(super) fn next(&mut self) -> Result<XmlEvent<'x>, Problem> {
        if self.is_to_be_closed {
            self.is_to_be_closed = false;
            self.depth -= 1;
            return Ok(XmlEvent::Close);
        }
        loop {
            self.start = self.reader.buffer_position() as usize;
            let event = match self.reader.read_event() {
                Ok(event) => event,
                Err(error) => {
                    let place = self.reader.error_position() as usize;
                    return Err(self.error(place, format!("this is not well-formed XML: {error}")));
                }
            };
            match event {
                Event::Start(start) => {
                    self.open(start)?;
                    return Ok(XmlEvent::Open);
                }
                Event::Empty(start) => {
                    self.open(start)?;
                    self.is_to_be_closed = true;
                    return Ok(XmlEvent::Open);
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(XmlEvent::Close);
                }
                Event::Text(text) => {
                    if self.depth > 0
                        && let Some(text) = utf_8(text.into_inner())
                    {
                        return Ok(XmlEvent::Text(without_returns(text)));
                    }
                }
                Event::CData(text) => {
                    if let Some(text) = utf_8(text.into_inner()) {
                        return Ok(XmlEvent::Text(without_returns(text)));
                    }
                }
                Event::GeneralRef(name) => {
                    let name = utf_8(name.into_inner()).unwrap_or_default();
                    let text = reference(&name).map_or_else(
                        || {
                            self.note_oddity("entities are not expanded; they stay as they stand");
                            format!("&{name};")
                        },
                        String::from,
                    );
                    if self.depth > 0 {
                        return Ok(XmlEvent::Text(Cow::Owned(text)));
                    }
                }
                Event::DocType(text) => {
                    if text.windows(8).any(|bytes| bytes == b"<!ENTITY") {
                        self.note_oddity("entities are not expanded; they stay as they stand");
                    }
                }
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
                Event::Eof if self.depth > 0 => {
                    let place = self.text.len();
                    return Err(self.error(place, "the file ends in the middle"));
                }
                Event::Eof if !self.has_root => {
                    return Err(self.error(0, "there is no XML in the file"));
                }
                Event::Eof => return Ok(XmlEvent::End),
            }
        }
    }

    fn open(&mut self, start: BytesStart<'x>) -> Result<(), Problem> {
        if let Some(Err(error)) = start.attributes().find(Result::is_err) {
            return Err(self.error(self.start, format!("this is not well-formed XML: {error}")));
        }
        if self.depth >= MAX_DEPTH {
            let message = format!("elements lie in each other more than {MAX_DEPTH} deep");
            return Err(self.error(self.start, message));
        }
        self.current = Some(start);
        self.depth += 1;
        self.has_root = true;
        Ok(())
    }

    /// Passes over the rest of the element that was opened last.
    pub(super) fn skip(&mut self) -> Result<(), Problem> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            self.next()?;
        }
        Ok(())
    }

    /// The text of the element that was opened last, up to its end; elements in it are passed over.
    pub(super) fn element_text(&mut self) -> Result<String, Problem> {
        let inside = self.depth;
        let mut all = String::new();
        while self.depth >= inside {
            if let XmlEvent::Text(text) = self.next()?
                && self.depth == inside
            {
                all.push_str(&text);
            }
        }
        Ok(all)
    }
}

/// What reads a format that is written in XML.
pub(super) trait XmlHandler<'x> {
    /// The reader that gives the events.
    fn xml(&mut self) -> &mut XmlReader<'x>;
    /// An element was opened. It may be read to its end here; then no close follows.
    fn open(&mut self) -> Result<(), Problem>;
    /// An element was closed.
    fn close(&mut self);
    /// The file has been read to its end.
    fn finish(self);
}

/// Hands all elements of a file to a handler, which finishes if all is well.
pub(super) fn read_all<'x>(mut handler: impl XmlHandler<'x>, task: &TaskContext) -> Outcome {
    let num_bytes = handler.xml().text.len();
    for number in 0_usize.. {
        if number.is_multiple_of(1024) {
            task.checkpoint(handler.xml().start, num_bytes)?;
        }
        let opened = match handler.xml().next() {
            Ok(XmlEvent::Open) => handler.open(),
            Ok(XmlEvent::Close) => {
                handler.close();
                Ok(())
            }
            Ok(XmlEvent::Text(_)) => Ok(()),
            Ok(XmlEvent::End) => break,
            Err(problem) => Err(problem),
        };
        if opened.is_err() {
            return Ok(opened);
        }
    }
    handler.finish();
    Ok(Ok(()))
}

fn utf_8(bytes: Cow<'_, [u8]>) -> Option<Cow<'_, str>> {
    match bytes {
        Cow::Borrowed(bytes) => str::from_utf8(bytes).ok().map(Cow::Borrowed),
        Cow::Owned(bytes) => String::from_utf8(bytes).ok().map(Cow::Owned),
    }
}

/// Text with the line ends that XML prescribes.
fn without_returns(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        text
    }
}

/// The character that a reference names, written without `&` and `;`.
fn reference(name: &str) -> Option<char> {
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let number = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            char::from_u32(number.ok()?).filter(|&c| c != '\0')
        }
    }
}

/// The text of an attribute: references resolved, line breaks and tabs as spaces.
fn plain(raw: &str) -> Cow<'_, str> {
    if !raw.contains(['&', '\n', '\t', '\r']) {
        return Cow::Borrowed(raw);
    }
    let raw = raw.replace("\r\n", " ").replace(['\n', '\t', '\r'], " ");
    Cow::Owned(with_references(&raw))
}

/// A text in which `&amp;` and its like are the characters that they name; unknown ones stay.
pub(super) fn with_references(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut pieces = raw.split('&');
    text.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        if let Some((c, rest)) = piece
            .split_once(';')
            .and_then(|(name, rest)| Some((reference(name)?, rest)))
        {
            text.push(c);
            text.push_str(rest);
        } else {
            text.push('&');
            text.push_str(piece);
        }
    }
    text
}

/// Adds a text to a file, with references for the characters that would mean something else. XML has no place for most
/// control characters; they become `�`.
pub(super) fn push_escaped(xml: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            '\n' => xml.push_str("&#10;"),
            '\r' => xml.push_str("&#13;"),
            '\t' => xml.push_str("&#9;"),
            c if is_forbidden(c) => xml.push(char::REPLACEMENT_CHARACTER),
            c => xml.push(c),
        }
    }
}

/// Whether XML has no place for a character.
pub(super) fn is_forbidden(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')
}

/// Whether the first element of a file has this name, whatever its prefix.
pub(super) fn has_root(bytes: &[u8], name: &str) -> bool {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    let head: String = if head.starts_with(&[0xFF, 0xFE]) || head.starts_with(&[0xFE, 0xFF]) {
        head.iter()
            .filter(|&&byte| byte.is_ascii() && byte != 0)
            .map(|&byte| char::from(byte))
            .collect()
    } else {
        String::from_utf8_lossy(head).into_owned()
    };
    let mut rest = head.trim_start_matches('\u{feff}').trim_start();
    loop {
        let end = if rest.starts_with("<!--") {
            "-->"
        } else if rest.starts_with("<?") {
            "?>"
        } else if rest.starts_with("<!") {
            ">"
        } else {
            break;
        };
        let Some((_, after)) = rest.split_once(end) else {
            return false;
        };
        rest = after.trim_start();
    }
    let Some(rest) = rest.strip_prefix('<') else {
        return false;
    };
    let end = rest.find(|c: char| c.is_whitespace() || c == '>' || c == '/');
    let root = end.and_then(|end| rest.get(..end)).unwrap_or_default();
    root.rsplit(':').next() == Some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(xml: &str) -> Result<Vec<String>, Problem> {
        let mut reader = XmlReader::new(xml);
        let mut texts = Vec::new();
        loop {
            match reader.next()? {
                XmlEvent::Text(text) => texts.push(text.into_owned()),
                XmlEvent::End => return Ok(texts),
                XmlEvent::Open | XmlEvent::Close => {}
            }
        }
    }

    #[test]
    fn entities_are_never_expanded() {
        let bomb = "<!DOCTYPE a [<!ENTITY x \"lol\"><!ENTITY y SYSTEM \"file:///etc/passwd\">]>\
                    <a>&x;&y;&amp;&#228;&#xE4;</a>";
        assert_eq!(texts(bomb).unwrap().concat(), "&x;&y;&ää");
    }

    #[test]
    fn errors_name_the_line() {
        for (xml, line) in [
            ("<a>\n<b>\n", 3),
            ("<a>\n<b></c></a>", 2),
            ("<a\nx='1' x='2'/>", 1),
            ("", 1),
        ] {
            assert_eq!(texts(xml).unwrap_err().spot.line, line, "{xml}");
        }
        let deep = "<a>".repeat(100_000);
        assert!(texts(&deep).unwrap_err().message.contains("deep"));
    }

    #[test]
    fn attributes_and_texts_come_back() {
        let hard = "a\"b'<c>&amp;\n\td\r ü 漢 🙂";
        let mut xml = "<p:a q:x=\"".to_owned();
        push_escaped(&mut xml, hard);
        xml.push_str("\">");
        push_escaped(&mut xml, hard);
        xml.push_str("</p:a>");
        let mut reader = XmlReader::new(&xml);
        assert_eq!(reader.next().unwrap(), XmlEvent::Open);
        assert_eq!(reader.name(), "a");
        assert_eq!(reader.attribute("x").unwrap(), hard);
        assert_eq!(reader.element_text().unwrap(), hard);
    }

    #[test]
    fn the_root_is_found_behind_what_may_stand_before_it() {
        let xml = b"\xEF\xBB\xBF<?xml version='1.0'?>\n<!-- <gexf> -->\n<!DOCTYPE g>\n<g:graphml xmlns:g='x'>";
        assert!(has_root(xml, "graphml"));
        assert!(!has_root(xml, "gexf"));
    }
}
