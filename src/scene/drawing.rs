//! A picture's SVG as a tree of shapes, with the fonts for its letters: what PNG and PDF are drawn from.

use std::collections::BTreeSet;
use std::sync::Arc;

use resvg::usvg;
use unicode_script::UnicodeScript as _;
use usvg::fontdb::{Database, ID};

use super::text_width::Fonts;

/// Reads the SVG. Letters that our own fonts lack come from the fonts of the system.
pub(super) fn tree(svg: &str) -> Result<usvg::Tree, usvg::Error> {
    let options = usvg::Options {
        font_family: "Noto Sans".to_owned(),
        fontdb: Arc::new(fonts_for(svg)),
        font_resolver: usvg::FontResolver {
            select_fallback: Box::new(|letter, used, fonts| fallback(letter, used, fonts)),
            ..usvg::FontResolver::default()
        },
        ..usvg::Options::default()
    };
    usvg::Tree::from_str(svg, &options)
}

/// The font for a letter that those in use lack: as upright, as wide and as heavy as the first of them, and rather one
/// without serifs and with letters of different widths. The first that has the letter might be bold and narrow.
fn fallback(letter: char, used: &[ID], fonts: &Database) -> Option<ID> {
    let wanted = fonts.face(*used.first()?)?;
    fonts
        .faces()
        .filter(|face| !used.contains(&face.id) && has_letter(fonts, face.id, letter))
        .min_by_key(|face| {
            let has_serifs = face.families.iter().any(|(name, _)| name.contains("Serif"));
            (
                face.style != wanted.style,
                face.stretch
                    .to_number()
                    .abs_diff(wanted.stretch.to_number()),
                face.weight.0.abs_diff(wanted.weight.0),
                face.monospaced,
                has_serifs,
                face.post_script_name.as_str(),
            )
        })
        .map(|face| face.id)
}

fn has_letter(fonts: &Database, id: ID, letter: char) -> bool {
    let has = fonts.with_face_data(id, |data, index| {
        let face = ttf_parser::Face::parse(data, index).ok()?;
        face.glyph_index(letter)
    });
    has.flatten().is_some()
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

/// The English names of the scripts that letters belong to, sorted.
pub fn scripts_of(letters: &[char]) -> Vec<&'static str> {
    let scripts: BTreeSet<&str> = letters
        .iter()
        .map(|letter| letter.script().full_name())
        .collect();
    scripts.into_iter().collect()
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

    /// The bold one comes first among the fonts of the system.
    #[test]
    fn letters_of_other_fonts_are_as_heavy_as_the_rest() {
        let mut fonts = Database::new();
        let mut load = |data: &[u8]| {
            fonts.load_font_data(data.to_vec());
            fonts.faces().last().unwrap().id
        };
        let used = load(notosans::REGULAR_TTF);
        let bold = load(notosans::BOLD_TTF);
        let regular = load(notosans::REGULAR_TTF);
        assert_eq!(fallback('a', &[used], &fonts), Some(regular));
        assert_eq!(fallback('a', &[used, regular], &fonts), Some(bold));
        assert_eq!(fallback('東', &[used], &fonts), None);
    }

    /// As on a computer without any font.
    #[test]
    fn without_other_fonts_what_ours_lack_is_told() {
        let fonts = own_fonts();
        let ours = "<text>Åäö é ñ Łódź Αθήνα Київ</text>";
        assert!(without_font(ours, &fonts).is_empty());
        assert_eq!(without_font("東京 דוד", &fonts), ['ד', 'ו', '京', '東']);
        assert!(letters_without_font(ours).is_empty());
    }

    #[test]
    fn letters_have_scripts() {
        let letters: Vec<char> = "東京 カ ひ 서울 ⴰ"
            .chars()
            .filter(|it| *it != ' ')
            .collect();
        assert_eq!(
            scripts_of(&letters),
            ["Han", "Hangul", "Hiragana", "Katakana", "Tifinagh"]
        );
    }

    /// No font has a letter that does not exist.
    #[test]
    fn what_nobody_has_is_told_whatever_fonts_there_are() {
        assert_eq!(letters_without_font("a\u{10ffff}"), ['\u{10ffff}']);
    }
}
