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

/// Letters of names that are drawn as boxes in a picture: these, and perhaps more, of these scripts.
pub fn letters_without_font(letters: &str, more: &str, scripts: &[&str]) -> String {
    format!(
        "warning: no font on this computer has these letters: {letters}{more}. They are empty boxes in the picture; install {}, \
         or write an SVG, in which every reader's own fonts are used",
        fonts_for(scripts)
    )
}

/// Names that cannot be written in the window, by the English names of their scripts.
pub fn names_without_font(scripts: &[&str]) -> String {
    let mut called: Vec<&str> = scripts.iter().map(|script| script_name(script)).collect();
    called.dedup();
    format!(
        "Names are shown as boxes where they are written in {}: no font on this computer has these letters. Install {}, then \
         start Helixmap again",
        all_of(&called),
        fonts_for(scripts)
    )
}

/// What a script is called by those who do not study them.
fn script_name(script: &str) -> &str {
    match script {
        "Han" => "Chinese characters",
        "Hiragana" | "Katakana" => "Japanese kana",
        "Hangul" => "Korean letters",
        "Common" | "Inherited" | "Unknown" => "unusual signs",
        other => other,
    }
}

/// The free fonts that have the letters of scripts.
fn fonts_for(scripts: &[&str]) -> String {
    let mut fonts: Vec<String> = Vec::new();
    for &script in scripts {
        let font = match script {
            "Han" | "Hiragana" | "Katakana" | "Hangul" | "Bopomofo" => "Noto Sans CJK".to_owned(),
            "Common" | "Inherited" | "Unknown" => "Noto Sans Symbols".to_owned(),
            other => format!("Noto Sans {other}"),
        };
        if !fonts.contains(&font) {
            fonts.push(font);
        }
    }
    let fonts: Vec<&str> = fonts.iter().map(String::as_str).collect();
    format!("a font that has them, such as {}", all_of(&fonts))
}

/// “a, b and c”.
fn all_of(parts: &[&str]) -> String {
    match parts {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_without_a_font_are_told_by_their_scripts() {
        assert_eq!(
            names_without_font(&["Han", "Hangul", "Hiragana", "Katakana"]),
            "Names are shown as boxes where they are written in Chinese characters, Korean letters and Japanese kana: no \
             font on this computer has these letters. Install a font that has them, such as Noto Sans CJK, then start \
             Helixmap again"
        );
        let devanagari = names_without_font(&["Devanagari"]);
        assert!(devanagari.contains("in Devanagari: "), "{devanagari}");
        assert!(
            devanagari.contains("such as Noto Sans Devanagari,"),
            "{devanagari}"
        );
    }
}
