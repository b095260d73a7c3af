//! Words about exported pictures.

use crate::text::count;

/// What the directions of a map of two scores mean.
pub fn axes(across: &str, up: &str) -> String {
    format!("To the right: {across}. Upwards: {up}")
}

/// On an axis of the map: what is measured.
pub fn axis(name: &str, is_up: bool) -> String {
    if is_up {
        format!("↑ {name}")
    } else {
        format!("{name} →")
    }
}

/// On a ring of the map: the least value of those inside.
pub fn ring(least: &str) -> String {
    format!("{least} or more")
}

/// Beside the rings of the map: what is measured.
pub fn rings(name: &str) -> String {
    format!("rings: {name}, more is nearer to the middle")
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

/// Picture dialog: what of the map is on it.
pub const PICTURE_PART: &str = "Shows";
/// Picture dialog: all of the map, or what the window shows of it.
pub const PICTURE_PARTS: [&str; 2] = ["All of the map", "What is seen now"];
/// Picture dialog: how large it is.
pub const PICTURE_SIZE: &str = "Size";
/// Picture dialog: as large as the window, or a sheet of paper.
pub const PICTURE_SIZES: [&str; 6] = ["Window", "A4", "A3", "A2", "A1", "A0"];
/// Picture dialog: its colours.
pub const PICTURE_THEME: &str = "Colours";
/// Picture dialog: the names of the themes.
pub const PICTURE_THEMES: [&str; 3] = ["Light", "Dark", "Print"];
/// Picture dialog: what is behind the map.
pub const PICTURE_GROUND: &str = "Background";
/// Picture dialog: something or nothing.
pub const PICTURE_GROUNDS: [&str; 2] = ["Filled", "Transparent"];
/// Picture dialog: what kinds of files there are.
pub const PICTURE_KINDS: &str = "The name of the file decides what is written: .png has pixels, for slides and web pages; .pdf and .svg have shapes and text that can be searched, for paper and for drawing programs.";
/// Picture dialog: the button.
pub const PICTURE_CHOOSE_FILE: &str = "Choose file…";

/// A picture was written.
pub fn picture_written(file: &str) -> String {
    format!("Picture written: {file}")
}

/// A picture was not written.
pub fn picture_not_written(error: &str, file: &str) -> String {
    format!(
        "The picture could not be written ({error}). Choose another size or another place: {file}"
    )
}

/// The name of a file does not say what kind of picture it shall be.
pub fn picture_of_no_kind(file: &str) -> String {
    format!("Pictures are written as .png, .svg or .pdf. Choose a name that ends so: {file}")
}

/// The names of the layers of a picture, in programs that show them.
pub fn layer(id: &str) -> &str {
    match id {
        "areas" => "Areas",
        "axes" => "Axes",
        "bands" => "Bands between sectors",
        "ties" => "Ties",
        "actors" => "Actors",
        "notes" => "Notes",
        "area-names" => "Names of areas",
        "names" => "Names",
        "legend" => "Legend",
        "titles" => "Title and source",
        other => other,
    }
}
