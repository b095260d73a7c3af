//! The kinds of files that pictures are written to.

use std::path::Path;

use super::{PdfError, PictureInput, PngError, pdf, png};

/// A kind of picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureKind {
    /// Pixels.
    Png,
    /// Shapes and text, for the web and for drawing programs.
    Svg,
    /// Shapes and text, for paper.
    Pdf,
}

/// A picture could not be made.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// As PNG.
    #[error(transparent)]
    Png(#[from] PngError),
    /// As PDF.
    #[error(transparent)]
    Pdf(#[from] PdfError),
}

impl PictureKind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Png, Self::Svg, Self::Pdf];

    /// How the names of its files end.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Svg => "svg",
            Self::Pdf => "pdf",
        }
    }

    /// What a file of this name is; `None` for other endings.
    pub fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        Self::ALL.into_iter().find(|kind| kind.ending() == ending)
    }

    /// The file, from the picture's SVG.
    pub fn file(self, input: &PictureInput<'_>, svg: String) -> Result<Vec<u8>, PictureError> {
        Ok(match self {
            Self::Png => png(input, &svg)?,
            Self::Svg => svg.into_bytes(),
            Self::Pdf => pdf(input, &svg)?,
        })
    }
}
