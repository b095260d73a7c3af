//! Sheets of paper that pictures are made for.

/// A sheet of the A series (ISO 216).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paper {
    /// Width and height in millimetres.
    pub size_mm: [f32; 2],
    /// How much larger the map's canvas may be than on A4: on a poster more names fit, and all letters are larger too.
    pub(super) detail: f32,
}

/// A4 to A0, upright.
const SHEETS: [(&str, [f32; 2]); 5] = [
    ("A4", [210.0, 297.0]),
    ("A3", [297.0, 420.0]),
    ("A2", [420.0, 594.0]),
    ("A1", [594.0, 841.0]),
    ("A0", [841.0, 1189.0]),
];

const LONG_SIDE_OF_A4: f32 = 297.0;

/// Points in a millimetre.
const PT_PER_MM: f32 = 72.0 / 25.4;
/// Pixels in a millimetre of a PNG: 150 to the inch.
const PX_PER_MM: f32 = 150.0 / 25.4;

impl Paper {
    /// The sheet of a name such as `A3`, which lies on its side as maps do, or `A3-portrait`.
    pub fn by_name(name: &str) -> Option<Self> {
        let (sheet, orientation) = name.split_once('-').unwrap_or((name, "landscape"));
        let (_, [short, long]) = SHEETS
            .into_iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(sheet))?;
        let size_mm = match orientation.to_ascii_lowercase().as_str() {
            "landscape" => [long, short],
            "portrait" => [short, long],
            _ => return None,
        };
        Some(Self {
            size_mm,
            detail: (long / LONG_SIDE_OF_A4).sqrt(),
        })
    }

    /// Width and height in points.
    pub(super) fn size_pt(&self) -> [f32; 2] {
        self.size_mm.map(|side| side * PT_PER_MM)
    }

    /// Width and height in pixels, for pictures that have some.
    pub(super) fn size_px(&self) -> [u32; 2] {
        self.size_mm.map(|side| (side * PX_PER_MM).round() as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_have_their_names() {
        let sizes = |name| Paper::by_name(name).map(|paper| paper.size_mm);
        assert_eq!(sizes("A4"), Some([297.0, 210.0]));
        assert_eq!(sizes("a0-portrait"), Some([841.0, 1189.0]));
        for wrong in ["", "A", "A5", "A4-upside-down", "letter"] {
            assert_eq!(sizes(wrong), None, "{wrong}");
        }
        // The side of A0 is four times that of A4.
        let poster = Paper::by_name("A0").unwrap();
        assert!((poster.detail - 2.0).abs() < 0.01);
        let [width, height] = Paper::by_name("A4").unwrap().size_pt();
        assert!((width - 841.89).abs() < 0.01 && (height - 595.28).abs() < 0.01);
    }
}
