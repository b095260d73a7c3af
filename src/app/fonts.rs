//! Fonts: one sans family in two weights, the icons, and the fonts of the system for every other script.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily, FontId};
use lucide_icons::{Icon, LUCIDE_FONT_BYTES};

const REGULAR: &str = "noto-sans";
const BOLD: &str = "noto-sans-bold";
const ICONS: &str = "lucide";

/// The family of bold text.
pub(super) fn bold_family() -> FontFamily {
    FontFamily::Name(BOLD.into())
}

/// Text of this size.
pub(super) fn regular(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

/// Bold text of this size.
pub(super) fn bold(size: f32) -> FontId {
    FontId::new(size, bold_family())
}

/// Icons of this size.
pub(super) fn icons(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(ICONS.into()))
}

/// The character of an icon, in the family of [`icons`].
pub(super) fn glyph(icon: Icon) -> char {
    char::from(icon)
}

/// All fonts, for egui.
pub(super) fn definitions() -> FontDefinitions {
    let mut definitions = FontDefinitions::default();
    for (name, bytes) in [
        (REGULAR, notosans::REGULAR_TTF),
        (BOLD, notosans::BOLD_TTF),
        (ICONS, LUCIDE_FONT_BYTES),
    ] {
        definitions
            .font_data
            .insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let fallbacks = definitions
        .families
        .get(&FontFamily::Proportional)
        .cloned()
        .unwrap_or_default();
    let family = |first: &str| {
        let mut names = vec![first.to_owned()];
        names.extend(fallbacks.iter().cloned());
        names
    };
    definitions
        .families
        .insert(FontFamily::Proportional, family(REGULAR));
    definitions.families.insert(bold_family(), family(BOLD));
    definitions
        .families
        .insert(FontFamily::Name(ICONS.into()), vec![ICONS.to_owned()]);
    definitions
}

#[cfg(test)]
mod tests {

    #[test]
    fn the_window_can_write_what_it_says() {
        for bytes in [notosans::REGULAR_TTF, notosans::BOLD_TTF] {
            let face = ttf_parser::Face::parse(bytes, 0).unwrap();
            for character in "åäöÅÄÖéü0123456789×−·…–—≤≥’".chars() {
                assert!(face.glyph_index(character).is_some(), "{character}");
            }
        }
    }
}
