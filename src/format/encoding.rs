//! From bytes to text.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::issues::{ImportIssues, IssueKind};

/// The text that bytes mean: UTF-8 or UTF-16 with a mark, UTF-16 without one if every other byte of the beginning is zero,
/// UTF-8 if they are valid as such, otherwise Windows-1252, which is told. Text in UTF-8 is not copied.
pub(super) fn decode<'b>(file: &str, bytes: &'b [u8], issues: &mut ImportIssues) -> Cow<'b, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(mark..).unwrap_or_default();
        let (text, is_broken) = encoding.decode_without_bom_handling(rest);
        if !is_broken {
            return text;
        }
        if encoding == UTF_16LE || encoding == UTF_16BE {
            issues.add_file(
                IssueKind::Guess,
                file,
                "some characters are broken and were replaced by �",
            );
            return text;
        }
        return windows_1252(file, rest, issues);
    }
    if let Some(encoding) = unmarked_utf_16(bytes) {
        issues.add_file(
            IssueKind::Guess,
            file,
            format!(
                "the file was read as {}, though it does not say so",
                encoding.name()
            ),
        );
        return encoding.decode_without_bom_handling(bytes).0;
    }
    match str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => windows_1252(file, bytes, issues),
    }
}

fn windows_1252<'b>(file: &str, bytes: &'b [u8], issues: &mut ImportIssues) -> Cow<'b, str> {
    issues.add_file(
        IssueKind::Guess,
        file,
        "the file is not in UTF-8; it was read as Windows-1252",
    );
    WINDOWS_1252.decode_without_bom_handling(bytes).0
}

/// UTF-16, if the beginning looks like Latin letters in it: every other byte is zero and no other byte is.
fn unmarked_utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let pairs = bytes.as_chunks::<2>().0;
    let beginning = pairs.get(..pairs.len().min(64)).unwrap_or_default();
    let all = |is: fn(&[u8; 2]) -> bool| beginning.len() >= 2 && beginning.iter().all(is);
    if all(|&[low, high]| low != 0 && high == 0) {
        Some(UTF_16LE)
    } else if all(|&[high, low]| low != 0 && high == 0) {
        Some(UTF_16BE)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_recognised() {
        for (bytes, expected, num_issues) in [
            (&b"\xEF\xBB\xBF\"id\""[..], "\"id\"", 0),
            (b"\xFF\xFE\xE5\x00b\x00", "åb", 0),
            (b"\xFE\xFF\x00\xE5\x00b", "åb", 0),
            (b"i\x00d\x00\n\x00", "id\n", 1),
            (b"L\xF6we \x80", "Löwe €", 1),
            (b"\xEF\xBB\xBFL\xF6we", "Löwe", 1),
            ("Ångström 漢語".as_bytes(), "Ångström 漢語", 0),
            (b"", "", 0),
            (b"\xFF\xFEx", "\u{fffd}", 1),
        ] {
            let mut issues = ImportIssues::new();
            assert_eq!(decode("x", bytes, &mut issues), expected);
            assert_eq!(issues.len(), num_issues, "{expected}");
        }
    }
}
