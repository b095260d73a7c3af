//! Pictures as PDF: the very SVG as vectors, with its fonts embedded, so that text can be searched and copied.

use krilla::geom::Size;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::{Document, SerializeSettings};
use krilla_svg::{SurfaceExt as _, SvgSettings};
use resvg::usvg;

use super::{PictureInput, drawing};

/// A PDF could not be made.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The SVG could not be read back: a mistake of the program.
    #[error("the picture could not be drawn: {0}")]
    Svg(#[from] usvg::Error),
    /// A page without any extent.
    #[error("a page of {0} × {1} points cannot be made; choose another size")]
    Size(f32, f32),
    /// A font that may not be embedded, or is broken.
    #[error("the picture could not be written as PDF: {0}")]
    Writing(String),
}

/// Points in a pixel of 96 to the inch.
const PT_PER_PX: f32 = 0.75;

/// The picture as a PDF file of one page, from its SVG. The same picture gives the same bytes: there is no date in it that
/// was not asked for.
pub fn pdf(input: &PictureInput<'_>, svg: &str) -> Result<Vec<u8>, PdfError> {
    let tree = drawing::tree(svg)?;
    let [width, height] = match input.paper {
        Some(paper) => paper.size_pt(),
        None => input.size_px.map(|side| side as f32 * PT_PER_PX),
    };
    let size = Size::from_wh(width, height).ok_or(PdfError::Size(width, height))?;
    let mut document = Document::new_with(SerializeSettings::default());
    document.set_metadata(
        Metadata::new()
            .title(input.title.to_owned())
            .description(input.subtitle.to_owned())
            .creator(concat!("Helixmap ", env!("CARGO_PKG_VERSION")).to_owned()),
    );
    let mut page = document.start_page_with(PageSettings::new(size));
    let mut surface = page.surface();
    surface
        .draw_svg(&tree, size, SvgSettings::default())
        .ok_or(PdfError::Size(width, height))?;
    surface.finish();
    page.finish();
    document
        .finish()
        .map_err(|error| PdfError::Writing(error.to_string()))
}
