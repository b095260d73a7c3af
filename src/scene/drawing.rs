//! A picture's SVG as a tree of shapes, with the fonts for its letters: what PNG and PDF are drawn from.

use std::collections::BTreeSet;
use std::sync::Arc;

use resvg::usvg;
use usvg::fontdb::Database;

use super::text_width::Fonts;

/// Reads the SVG. Letters that our own fonts lack come from the fonts of the system.
pub(super) fn tree(svg: &str) -> Result<usvg::Tree, usvg::Error> {
    let options = usvg::Options {
        font_family: "Noto Sans".to_owned(),
        fontdb: Arc::new(fonts_for(svg)),
        ..usvg::Options::default()
    };
    usvg::Tree::from_str(svg, &options)
}

/// The letters of a text that no font has, neither ours nor one of the system: they are drawn as empty boxes. Sorted.
pub fn letters_without_font(text: &str) -> Vec<char> {
    without_font(text, &fonts_for(text))
}

/// Our own fonts, and those of the system if a text needs them.
fn fonts_for(text: &str) -> Database {
    let mut fonts = own_fonts();
    if !Fonts::new().have_all(text) {
        fonts.load_system_fonts();
    }
    fonts
}

fn own_fonts() -> Database {
    let mut fonts = Database::new();
    fonts.load_font_data(notosans::REGULAR_TTF.to_vec());
    fonts.load_font_data(notosans::BOLD_TTF.to_vec());
    fonts
}

fn without_font(text: &str, fonts: &Database) -> Vec<char> {
    let own = Fonts::new();
    let mut missing: BTreeSet<char> = text
        .chars()
        .filter(|letter| !own.have_all(letter.encode_utf8(&mut [0; 4])))
        .collect();
    for face in fonts.faces() {
        if missing.is_empty() {
            break;
        }
        fonts.with_face_data(face.id, |data, index| {
            if let Ok(face) = ttf_parser::Face::parse(data, index) {
                missing.retain(|&letter| face.glyph_index(letter).is_none());
            }
        });
    }
    missing.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As on a computer without any font.
    #[test]
    fn without_other_fonts_what_ours_lack_is_told() {
        let fonts = own_fonts();
        let ours = "<text>Åäö é ñ Łódź Αθήνα Київ</text>";
        assert!(without_font(ours, &fonts).is_empty());
        assert_eq!(without_font("東京 דוד", &fonts), ['ד', 'ו', '京', '東']);
        assert!(letters_without_font(ours).is_empty());
    }

    /// No font has a letter that does not exist.
    #[test]
    fn what_nobody_has_is_told_whatever_fonts_there_are() {
        assert_eq!(letters_without_font("a\u{10ffff}"), ['\u{10ffff}']);
    }
}
