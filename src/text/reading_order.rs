//! Hebrew and Arabic among other scripts: in which order words stand on a line.

use std::borrow::Cow;

use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

/// A line of text with its words in the order in which they stand from left to right.
///
/// For painters that shape each word in its own direction, but set the words from left to right in the order of the text.
/// By the Unicode bidirectional algorithm (UAX 9); the letters inside a word stay as they are. Text without any letter
/// that runs to the left is returned as it is.
pub fn in_visual_order(line: &str) -> Cow<'_, str> {
    let runs_left = |character| {
        matches!(
            bidi_class(character),
            BidiClass::R | BidiClass::AL | BidiClass::AN
        )
    };
    if !line.chars().any(runs_left) {
        return Cow::Borrowed(line);
    }
    let info = BidiInfo::new(line, None);
    let mut out = String::with_capacity(line.len());
    for paragraph in &info.paragraphs {
        let (levels, runs) = info.visual_runs(paragraph, paragraph.range.clone());
        for run in runs {
            let is_rtl = levels.get(run.start).is_some_and(Level::is_rtl);
            let text = line.get(run).unwrap_or_default();
            if is_rtl {
                for (place, word) in text.split(' ').rev().enumerate() {
                    if place > 0 {
                        out.push(' ');
                    }
                    out.push_str(word);
                }
            } else {
                out.push_str(text);
            }
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_run_to_the_left_are_turned_around() {
        // The city of Tel Aviv: the first word stands at the right.
        assert_eq!(in_visual_order("עיריית תל אביב"), "אביב תל עיריית");
        // Inside a text that runs to the right only they are.
        assert_eq!(in_visual_order("City: תל אביב (IL)"), "City: אביב תל (IL)");
        assert_eq!(in_visual_order("Malmö stad"), "Malmö stad");
        assert!(matches!(in_visual_order("Malmö stad"), Cow::Borrowed(_)));
        assert_eq!(in_visual_order(""), "");
    }

    #[test]
    fn numbers_keep_their_digits() {
        assert_eq!(in_visual_order("בית 12 ספר"), "ספר 12 בית");
    }
}
