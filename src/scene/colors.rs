//! The colours of the map in each theme. Red has one meaning: this breaks.

use crate::model::{Sector, UNASSIGNED_COLORS};

/// A colour: red, green, blue and opacity, not premultiplied, sRGB.
pub type Rgba = [u8; 4];

/// The look of a map.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Theme {
    /// For offices.
    #[default]
    Light,
    /// For dimmed rooms.
    Dark,
    /// For paper: white, no shadows.
    Print,
}

impl Theme {
    /// All themes.
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::Print];

    /// The stable name in scripts.
    pub fn id(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Print => "print",
        }
    }

    /// The colours of the theme.
    pub fn colors(self) -> &'static MapColors {
        match self {
            Self::Light => &LIGHT,
            Self::Dark => &DARK,
            Self::Print => &PRINT,
        }
    }

    /// The marker colour of a sector; `None` stands for unassigned actors.
    pub fn sector_color(self, sector: Option<&Sector>) -> Rgba {
        let [red, green, blue] = match (sector, self) {
            (Some(sector), Self::Dark) => sector.dark_color,
            (Some(sector), Self::Light | Self::Print) => sector.color,
            (None, Self::Dark) => UNASSIGNED_COLORS.1,
            (None, Self::Light | Self::Print) => UNASSIGNED_COLORS.0,
        };
        [red, green, blue, 255]
    }
}

/// The colours of the map that are not those of sectors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MapColors {
    /// What everything is drawn on; also the rim of markers and the halo of names.
    pub canvas: Rgba,
    /// The panel behind the legend.
    pub panel: Rgba,
    /// The hairline around the legend.
    pub hairline: Rgba,
    /// Names.
    pub text: Rgba,
    /// Secondary text.
    pub text_muted: Rgba,
    /// Ties within a sector.
    pub tie: Rgba,
    /// Ties that do not exist yet.
    pub missing: Rgba,
    /// The ring of selected actors.
    pub selection: Rgba,
    /// The soft glow around that ring.
    pub selection_halo: Rgba,
    /// What breaks: cut actors and bridges.
    pub breaks: Rgba,
    /// Tints of islands, used in turn.
    pub islands: [Rgba; 3],
}

const LIGHT: MapColors = MapColors {
    canvas: [0xFA, 0xFA, 0xF8, 255],
    panel: [0xFF, 0xFF, 0xFF, 255],
    hairline: [0xDF, 0xE1, 0xE5, 255],
    text: [0x1C, 0x1F, 0x24, 255],
    text_muted: [0x5F, 0x66, 0x71, 255],
    tie: [0x5B, 0x65, 0x74, 255],
    missing: [0x1C, 0x1F, 0x24, 255],
    selection: [0x14, 0x1A, 0x24, 255],
    selection_halo: [0x0A, 0x66, 0xB0, 46],
    breaks: [0xD9, 0x1F, 0x2A, 255],
    islands: [
        [0x7A, 0x6F, 0xB5, 30],
        [0x8A, 0x7A, 0x66, 32],
        [0x5F, 0x7C, 0x92, 32],
    ],
};

const DARK: MapColors = MapColors {
    canvas: [0x16, 0x18, 0x1D, 255],
    panel: [0x1E, 0x21, 0x28, 255],
    hairline: [0x34, 0x39, 0x43, 255],
    text: [0xED, 0xEE, 0xF0, 255],
    text_muted: [0xA3, 0xAA, 0xB6, 255],
    tie: [0xA9, 0xB2, 0xC0, 255],
    missing: [0xF4, 0xF5, 0xF7, 255],
    selection: [0xF7, 0xF8, 0xFA, 255],
    selection_halo: [0x5A, 0xA9, 0xE6, 64],
    breaks: [0xFF, 0x5A, 0x5F, 255],
    islands: [
        [0xA5, 0x9B, 0xE0, 34],
        [0xC2, 0xAE, 0x93, 30],
        [0x93, 0xB5, 0xCE, 32],
    ],
};

const PRINT: MapColors = MapColors {
    canvas: [0xFF, 0xFF, 0xFF, 255],
    ..LIGHT
};

/// A colour with a share of its opacity, 0 to 1.
pub fn faded(color: Rgba, share: f32) -> Rgba {
    let [red, green, blue, alpha] = color;
    let alpha = f32::from(alpha) * share.clamp(0.0, 1.0);
    [red, green, blue, alpha.round() as u8]
}

/// The colour between two, `share` of the way to the second.
pub fn mixed(a: Rgba, b: Rgba, share: f32) -> Rgba {
    let mut out = [0; 4];
    for (out, (a, b)) in out.iter_mut().zip(a.into_iter().zip(b)) {
        *out = (f32::from(a) + (f32::from(b) - f32::from(a)) * share.clamp(0.0, 1.0)).round() as u8;
    }
    out
}

/// What is seen of a colour that lies over an opaque one.
pub fn over(color: Rgba, background: Rgba) -> Rgba {
    let [red, green, blue, alpha] = color;
    mixed(
        background,
        [red, green, blue, 255],
        f32::from(alpha) / 255.0,
    )
}

/// The contrast of two opaque colours by WCAG 2, 1 to 21.
pub fn contrast(a: Rgba, b: Rgba) -> f32 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance([red, green, blue, _]: Rgba) -> f32 {
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

/// The light behind an sRGB value, 0 to 1.
fn linear(value: u8) -> f32 {
    let value = f32::from(value) / 255.0;
    if value <= 0.04045 {
        value / 12.92
    } else {
        ((value + 0.055) / 1.055).powf(2.4)
    }
}
