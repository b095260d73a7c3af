//! Sectors: the helices of the network, as data that a file may define.

use super::{EditError, RecordId as _, SectorId};

/// The marker of a sector: with the colour, so that nobody has to tell sectors apart by colour alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MarkerShape {
    /// A square.
    Square,
    /// A square on its corner.
    Diamond,
    /// A disc.
    #[default]
    Circle,
    /// A triangle that points up.
    Triangle,
    /// A hexagon; the marker of unassigned actors.
    Hexagon,
}

/// An opaque sRGB colour: red, green, blue.
pub type Rgb = [u8; 3];

/// The colours of actors without a sector, in the light and the dark theme.
pub const UNASSIGNED_COLORS: (Rgb, Rgb) = ([0x6B, 0x72, 0x80], [0x9C, 0xA3, 0xAF]);

/// One sector of a scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sector {
    /// The text id, unique in the scheme.
    pub key: String,
    /// The name that people read.
    pub name: String,
    /// The colour on a light canvas.
    pub color: Rgb,
    /// The colour on a dark canvas.
    pub dark_color: Rgb,
    /// The marker.
    pub shape: MarkerShape,
    /// Other words for the sector, compared without regard to case.
    pub aliases: Vec<String>,
}

/// The sectors of a network in the order in which they are listed. A sector's id is its place in that order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectorScheme {
    sectors: Vec<Sector>,
}

/// Colours and shapes for the sectors of schemes of one's own, in order; they repeat after the last.
const PALETTE: [(Rgb, Rgb, MarkerShape); 8] = [
    ([0xC8, 0x50, 0x0A], [0xF0, 0x8A, 0x4B], MarkerShape::Square),
    ([0x0A, 0x66, 0xB0], [0x5A, 0xA9, 0xE6], MarkerShape::Diamond),
    ([0x0B, 0x7F, 0x5D], [0x3C, 0xC7, 0x9B], MarkerShape::Circle),
    (
        [0xA8, 0x48, 0x8C],
        [0xE0, 0x8A, 0xC4],
        MarkerShape::Triangle,
    ),
    ([0x7A, 0x5C, 0x00], [0xD6, 0xB8, 0x4A], MarkerShape::Hexagon),
    ([0x4B, 0x4F, 0xC4], [0x9A, 0x9D, 0xF2], MarkerShape::Square),
    ([0x00, 0x7C, 0x89], [0x4F, 0xC3, 0xD0], MarkerShape::Diamond),
    ([0xA3, 0x3B, 0x3B], [0xE8, 0x9A, 0x9A], MarkerShape::Circle),
];

impl SectorScheme {
    /// The quadruple helix: business, city, university, civil society.
    pub fn quadruple_helix() -> Self {
        let helix: [(&str, &str, &[&str]); 4] = [
            (
                "business",
                "Business",
                &[
                    "company",
                    "companies",
                    "firm",
                    "enterprise",
                    "industry",
                    "private",
                    "private sector",
                    "PRC",
                    "företag",
                    "näringsliv",
                    "näringslivet",
                    "bolag",
                    "privat",
                    "privat sektor",
                    "startup",
                    "start-up",
                    "SME",
                ],
            ),
            (
                "city",
                "City",
                &[
                    "public",
                    "public sector",
                    "municipality",
                    "city/public",
                    "government",
                    "authority",
                    "agency",
                    "region",
                    "PUB",
                    "kommun",
                    "stad",
                    "myndighet",
                    "offentlig",
                    "offentlig sektor",
                    "kommunal",
                    "municipal",
                    "local government",
                    "statlig",
                    "offentliga",
                ],
            ),
            (
                "university",
                "University",
                &[
                    "research",
                    "academia",
                    "academic",
                    "science",
                    "college",
                    "HES",
                    "REC",
                    "universitet",
                    "högskola",
                    "forskning",
                    "akademi",
                    "akademin",
                    "lärosäte",
                    "forskningsinstitut",
                    "research institute",
                    "higher education",
                ],
            ),
            (
                "civil",
                "Civil society",
                &[
                    "civil society",
                    "civil-society",
                    "civic",
                    "NGO",
                    "nonprofit",
                    "non-profit",
                    "association",
                    "community",
                    "OTH",
                    "civilsamhälle",
                    "förening",
                    "ideell",
                    "ideell sektor",
                    "ideell organisation",
                    "civilsamhället",
                    "idéburen",
                    "third sector",
                    "citizens",
                ],
            ),
        ];
        let sectors = helix
            .into_iter()
            .zip(PALETTE)
            .map(
                |((key, name, aliases), (color, dark_color, shape))| Sector {
                    key: key.to_owned(),
                    name: name.to_owned(),
                    color,
                    dark_color,
                    shape,
                    aliases: aliases.iter().map(|&alias| alias.to_owned()).collect(),
                },
            )
            .collect();
        Self { sectors }
    }

    /// A scheme of one's own: the given values become sectors, unchanged, in their order.
    pub fn from_values(values: impl IntoIterator<Item = String>) -> Self {
        let sectors = values
            .into_iter()
            .enumerate()
            .map(|(index, value)| {
                let (color, dark_color, shape) = PALETTE[index % PALETTE.len()];
                Sector {
                    key: value.clone(),
                    name: value,
                    color,
                    dark_color,
                    shape,
                    aliases: Vec::new(),
                }
            })
            .collect();
        Self { sectors }
    }

    /// A scheme of these sectors. Their keys must differ.
    pub fn new(sectors: Vec<Sector>) -> Result<Self, EditError> {
        for (index, sector) in sectors.iter().enumerate() {
            if sectors
                .iter()
                .take(index)
                .any(|other| other.key == sector.key)
            {
                return Err(EditError::DuplicateKey {
                    table: "sector",
                    key: sector.key.clone(),
                });
            }
        }
        Ok(Self { sectors })
    }

    /// How many sectors there are.
    pub fn len(&self) -> usize {
        self.sectors.len()
    }

    /// Whether there is no sector.
    pub fn is_empty(&self) -> bool {
        self.sectors.is_empty()
    }

    /// The sectors with their ids, in order.
    pub fn iter(&self) -> impl Iterator<Item = (SectorId, &Sector)> {
        self.sectors
            .iter()
            .enumerate()
            .map(|(index, sector)| (SectorId::from_index(index as u32), sector))
    }

    /// The sector with this id.
    pub fn get(&self, id: SectorId) -> Option<&Sector> {
        self.sectors.get(id.index() as usize)
    }

    /// The sector with exactly this key.
    pub fn by_key(&self, key: &str) -> Option<SectorId> {
        self.iter()
            .find(|(_, sector)| sector.key == key)
            .map(|(id, _)| id)
    }

    /// The sector that a word means: by key, name or alias, without regard to case and surrounding space.
    pub fn by_word(&self, word: &str) -> Option<SectorId> {
        let word = word.trim().to_lowercase();
        let means = |other: &str| other.to_lowercase() == word;
        self.iter()
            .find(|(_, sector)| {
                means(&sector.key)
                    || means(&sector.name)
                    || sector.aliases.iter().any(|alias| means(alias))
            })
            .map(|(id, _)| id)
    }
}

impl Default for SectorScheme {
    fn default() -> Self {
        Self::quadruple_helix()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_several_languages_mean_a_sector() {
        let scheme = SectorScheme::quadruple_helix();
        let key = |word| {
            scheme
                .by_word(word)
                .and_then(|id| scheme.get(id))
                .map(|sector| sector.key.as_str())
        };
        assert_eq!(key("PRC"), Some("business"));
        assert_eq!(key("Företag"), Some("business"));
        assert_eq!(key(" kommun "), Some("city"));
        assert_eq!(key("HES"), Some("university"));
        assert_eq!(key("NGO"), Some("civil"));
        assert_eq!(key("weather"), None);
    }

    #[test]
    fn no_word_means_two_sectors() {
        let scheme = SectorScheme::quadruple_helix();
        let mut words: Vec<String> = scheme
            .iter()
            .flat_map(|(_, sector)| {
                [&sector.key]
                    .into_iter()
                    .chain(&sector.aliases)
                    .map(|word| word.to_lowercase())
            })
            .collect();
        let num_words = words.len();
        words.sort();
        words.dedup();
        assert_eq!(words.len(), num_words);
    }
}
