//! Pictures as PNG: the very SVG, drawn.

use resvg::{tiny_skia, usvg};

use super::{PictureInput, drawing};

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

/// The picture as a PNG file, from its SVG.
pub fn png(input: &PictureInput<'_>, svg: &str) -> Result<Vec<u8>, PngError> {
    let [width, height] = input.pixels();
    if width > MAX_SIDE || height > MAX_SIDE {
        return Err(PngError::Size(width, height));
    }
    let tree = drawing::tree(svg)?;
    let mut pixmap = tiny_skia::Pixmap::new(width, height).ok_or(PngError::Size(width, height))?;
    let scale = tiny_skia::Transform::from_scale(
        width as f32 / tree.size().width(),
        height as f32 / tree.size().height(),
    );
    resvg::render(&tree, scale, &mut pixmap.as_mut());
    pixmap
        .encode_png()
        .map_err(|error| PngError::Encoding(error.to_string()))
}
