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
    /// The paper of notes.
    pub note: Rgba,
    /// The edge of that paper, and its folded corner.
    pub note_edge: Rgba,
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
    note: [0xFF, 0xFB, 0xEC, 255],
    note_edge: [0xD9, 0xCD, 0xA8, 255],
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
    note: [0x33, 0x2F, 0x24, 255],
    note_edge: [0x6E, 0x65, 0x4A, 255],
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SectorScheme;

    /// Machado, Oliveira & Fernandes 2009, “A physiologically-based model for simulation of color vision deficiency”,
    /// severity 1, on linear light.
    const DEFICIENCIES: [(&str, [[f32; 3]; 3]); 4] = [
        (
            "full sight",
            [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
        ),
        (
            "protanopia",
            [
                [0.152_286, 1.052_583, -0.204_868],
                [0.114_503, 0.786_281, 0.099_216],
                [-0.003_882, -0.048_116, 1.051_998],
            ],
        ),
        (
            "deuteranopia",
            [
                [0.367_322, 0.860_646, -0.227_968],
                [0.280_085, 0.672_501, 0.047_413],
                [-0.011_820, 0.042_940, 0.968_881],
            ],
        ),
        (
            "tritanopia",
            [
                [1.255_528, -0.076_749, -0.178_779],
                [-0.078_411, 0.930_809, 0.147_602],
                [0.004_733, 0.691_367, 0.303_900],
            ],
        ),
    ];

    /// CIELAB of a colour as somebody with a deficiency sees it, white point D65.
    fn lab([red, green, blue, _]: Rgba, sight: &[[f32; 3]; 3]) -> [f32; 3] {
        let light = [linear(red), linear(green), linear(blue)];
        let seen = sight.map(|row| {
            let sum: f32 = row.iter().zip(light).map(|(a, b)| a * b).sum();
            sum.clamp(0.0, 1.0)
        });
        let xyz = [
            ([0.412_456, 0.357_576, 0.180_438], 0.950_47),
            ([0.212_673, 0.715_152, 0.072_175], 1.0),
            ([0.019_334, 0.119_192, 0.950_304], 1.088_83),
        ]
        .map(|(row, white): ([f32; 3], f32)| {
            let value = row.iter().zip(seen).map(|(a, b)| a * b).sum::<f32>() / white;
            if value > 216.0 / 24389.0 {
                value.cbrt()
            } else {
                (24389.0 / 27.0 * value + 16.0) / 116.0
            }
        });
        let [x, y, z] = xyz;
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    }

    /// ΔE*ab (CIE 1976).
    fn difference(a: [f32; 3], b: [f32; 3]) -> f32 {
        a.iter()
            .zip(b)
            .map(|(a, b)| (a - b) * (a - b))
            .sum::<f32>()
            .sqrt()
    }

    #[test]
    fn markers_stand_out_from_the_canvas() {
        let scheme = SectorScheme::quadruple_helix();
        for theme in Theme::ALL {
            let canvas = theme.colors().canvas;
            let sectors = scheme.iter().map(|(_, sector)| Some(sector)).chain([None]);
            for sector in sectors {
                let contrast = contrast(theme.sector_color(sector), canvas);
                assert!(contrast >= 3.0, "{theme:?} {sector:?}: {contrast}");
            }
            assert!(contrast(theme.colors().breaks, canvas) >= 3.0);
            assert!(contrast(theme.colors().text, canvas) >= 7.0);
            assert!(contrast(theme.colors().text_muted, canvas) >= 4.5);
        }
    }

    /// ΔE*ab of 12 is a clear difference between areas as small as markers. Unassigned actors, who are outside the scheme,
    /// get nearer to civil society for some; there the shape, which differs anyway, has to help.
    #[test]
    fn sectors_differ_for_every_kind_of_sight() {
        let scheme = SectorScheme::quadruple_helix();
        let sectors: Vec<_> = scheme.iter().map(|(_, sector)| sector).collect();
        for theme in Theme::ALL {
            for (name, sight) in &DEFICIENCIES {
                let seen = |sector| lab(theme.sector_color(sector), sight);
                for (index, one) in sectors.iter().enumerate() {
                    for other in &sectors[..index] {
                        let difference = difference(seen(Some(one)), seen(Some(other)));
                        assert!(
                            difference >= 12.0,
                            "{theme:?}, {name}: {} and {} differ by {difference}",
                            one.key,
                            other.key
                        );
                        assert_ne!(one.shape, other.shape);
                    }
                    let difference = difference(seen(Some(one)), seen(None));
                    assert!(
                        difference >= 5.0,
                        "{theme:?}, {name}: {} {difference}",
                        one.key
                    );
                    assert_ne!(one.shape, crate::model::MarkerShape::Hexagon);
                }
            }
        }
    }

    #[test]
    fn red_is_no_sector() {
        for theme in Theme::ALL {
            let red = lab(theme.colors().breaks, &DEFICIENCIES[0].1);
            for (_, sector) in SectorScheme::quadruple_helix().iter() {
                let color = lab(theme.sector_color(Some(sector)), &DEFICIENCIES[0].1);
                assert!(difference(red, color) >= 25.0, "{theme:?} {}", sector.key);
            }
        }
    }

    #[test]
    fn notes_can_be_read() {
        for theme in Theme::ALL {
            let colors = theme.colors();
            assert!(contrast(colors.text, colors.note) >= 7.0, "{theme:?}");
        }
    }

    #[test]
    fn black_on_white_is_the_largest_contrast() {
        let (black, white) = ([0, 0, 0, 255], [255, 255, 255, 255]);
        assert!((contrast(black, white) - 21.0).abs() < 1e-3);
        assert_eq!(over([0, 0, 0, 0], white), white);
        assert_eq!(mixed(black, white, 0.5), [128, 128, 128, 255]);
    }
}
