//! Words about exported pictures.

use crate::text::count;

/// What the directions of a map of two scores mean.
pub fn axes(across: &str, up: &str) -> String {
    format!("To the right: {across}. Upwards: {up}")
}

/// Not all ties are drawn.
pub fn ties_drawn(num: usize, of: usize) -> String {
    format!(
        "drawn: the {} most important of {} ties",
        count(num),
        count(of)
    )
}

/// Some letters could not be drawn: these, and perhaps more.
pub fn letters_without_font(letters: &str, more: &str) -> String {
    format!(
        "warning: no font on this computer has these letters: {letters}{more}. They are empty boxes in the picture; install a \
         font that has them (Noto Sans of that script, say), or write an SVG, in which every reader's own fonts are used"
    )
}

/// Some letters of names cannot be written in the window: these, and perhaps more.
pub fn names_without_font(letters: &str, more: &str) -> String {
    format!(
        "Some names cannot be written in full: no font on this computer has the letters {letters}{more}. They are shown as \
         boxes until a font that has them is installed, such as Noto Sans of that script"
    )
}

/// The names of the layers of a picture, in programs that show them.
pub fn layer(id: &str) -> &str {
    match id {
        "areas" => "Areas",
        "bands" => "Bands between sectors",
        "ties" => "Ties",
        "actors" => "Actors",
        "area-names" => "Names of areas",
        "names" => "Names",
        "legend" => "Legend",
        "titles" => "Title and source",
        other => other,
    }
}
