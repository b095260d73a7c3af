//! How wide a text is in the one sans family, for pictures that no window draws.

use ttf_parser::Face;

/// How high a line of our font is, as a share of the size of its letters: as the window has it.
pub(super) const LINE_HEIGHT: f32 = 1.362;

/// Weight of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weight {
    /// As usual.
    #[default]
    Regular,
    /// Stressed.
    Bold,
}

/// The metrics of the font of pictures.
#[derive(Debug)]
pub struct Fonts {
    regular: Option<Face<'static>>,
    bold: Option<Face<'static>>,
}

impl Fonts {
    /// Reads the fonts that are part of the program.
    pub fn new() -> Self {
        Self {
            regular: Face::parse(notosans::REGULAR_TTF, 0).ok(),
            bold: Face::parse(notosans::BOLD_TTF, 0).ok(),
        }
    }

    fn face(&self, weight: Weight) -> Option<&Face<'static>> {
        match weight {
            Weight::Regular => self.regular.as_ref(),
            Weight::Bold => self.bold.as_ref(),
        }
    }

    /// The width of a text at a size, both in pixels.
    pub fn width(&self, text: &str, size_px: f32, weight: Weight) -> f32 {
        let face = self.face(weight);
        let advance = |letter: char| {
            let known = face.and_then(|face| {
                let advance = face.glyph_hor_advance(face.glyph_index(letter)?)?;
                Some(f32::from(advance) / f32::from(face.units_per_em()))
            });
            // A letter of another font: East Asian ones are square, others about as wide as ours.
            known.unwrap_or(if letter >= '\u{1100}' { 1.0 } else { 0.6 })
        };
        text.chars().map(advance).sum::<f32>() * size_px
    }

    /// Whether the fonts have all letters of a text.
    pub fn have_all(&self, text: &str) -> bool {
        self.regular.as_ref().is_some_and(|face| {
            text.chars()
                .all(|letter| letter.is_control() || face.glyph_index(letter).is_some())
        })
    }

    /// A text that is at most so wide, with an ellipsis if it was cut.
    pub fn cut_to(&self, text: &str, size_px: f32, width_px: f32) -> String {
        use unicode_segmentation::UnicodeSegmentation as _;
        if self.width(text, size_px, Weight::Regular) <= width_px {
            return text.to_owned();
        }
        let mut cut = String::new();
        let mut width = self.width("…", size_px, Weight::Regular);
        for character in text.graphemes(true) {
            width += self.width(character, size_px, Weight::Regular);
            if width > width_px {
                break;
            }
            cut.push_str(character);
        }
        let mut cut = cut.trim_end().to_owned();
        cut.push('…');
        cut
    }
}

impl Default for Fonts {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longer_and_bolder_is_wider() {
        let fonts = Fonts::new();
        let width = |text| fonts.width(text, 12.0, Weight::Regular);
        assert!(width("Hyresgästföreningen") > width("Hyresgäst"));
        assert!(fonts.width("Lund", 12.0, Weight::Bold) > width("Lund"));
        assert!((fonts.width("Lund", 24.0, Weight::Regular) - 2.0 * width("Lund")).abs() < 1e-3);
        assert!(width("東京") > 20.0);
    }

    #[test]
    fn knows_which_letters_it_has() {
        let fonts = Fonts::new();
        assert!(fonts.have_all("Åäö, Łódź, Αθήνα, Київ …"));
        assert!(!fonts.have_all("東京"));
    }

    #[test]
    fn cuts_to_a_width() {
        let fonts = Fonts::new();
        let cut = fonts.cut_to("Climate City Contract of Lund", 12.0, 90.0);
        assert!(cut.ends_with('…') && cut.starts_with("Climate"), "{cut}");
        assert!(fonts.width(&cut, 12.0, Weight::Regular) <= 90.0);
    }
}
