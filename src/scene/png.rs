//! Pictures as PNG: the very SVG, drawn.

use std::sync::Arc;

use resvg::{tiny_skia, usvg};

use super::text_width::Fonts;
use super::{PictureInput, svg};

/// A picture could not be drawn.
#[derive(Debug, thiserror::Error)]
pub enum PngError {
    /// The SVG could not be read back: a mistake of the program.
    #[error("the picture could not be drawn: {0}")]
    Svg(#[from] usvg::Error),
    /// Too large for the memory, or without any extent.
    #[error("a picture of {0} × {1} pixels cannot be drawn; choose a smaller size")]
    Size(u32, u32),
    /// The PNG could not be encoded.
    #[error("the picture could not be encoded as PNG: {0}")]
    Encoding(String),
}

/// The largest width or height of a PNG, in pixels.
const MAX_SIDE: u32 = 16_384;

/// The picture as a PNG file. Letters that our own fonts lack come from the fonts of the system.
pub fn png(input: &PictureInput<'_>) -> Result<Vec<u8>, PngError> {
    let [width, height] = input.size_px;
    if width > MAX_SIDE || height > MAX_SIDE {
        return Err(PngError::Size(width, height));
    }
    let svg = svg(input);
    let tree = usvg::Tree::from_str(&svg, &options(&svg))?;
    drop(svg);
    let mut pixmap = tiny_skia::Pixmap::new(width, height).ok_or(PngError::Size(width, height))?;
    resvg::render(
        &tree,
        tiny_skia::Transform::identity(),
        &mut pixmap.as_mut(),
    );
    pixmap
        .encode_png()
        .map_err(|error| PngError::Encoding(error.to_string()))
}

fn options(svg: &str) -> usvg::Options<'static> {
    let mut fonts = usvg::fontdb::Database::new();
    fonts.load_font_data(notosans::REGULAR_TTF.to_vec());
    fonts.load_font_data(notosans::BOLD_TTF.to_vec());
    if !Fonts::new().have_all(svg) {
        fonts.load_system_fonts();
    }
    usvg::Options {
        font_family: "Noto Sans".to_owned(),
        fontdb: Arc::new(fonts),
        ..usvg::Options::default()
    }
}
