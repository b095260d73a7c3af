//! What marks on the map stand for.

/// What the size, the colour and the name of markers stand for.
///
/// Each is the id of a measure or the name of a [property](super::properties) of actors; where a measure and a property
/// share a name, it is the measure. Something that nobody has leaves the mark as it is without.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// What the area of markers shows: a measure, or a property that is a number. `None` leaves it to the lens.
    pub size_by: Option<String>,
    /// What the colour of markers shows: a measure, a property, or [`COMMUNITIES`]. `None`: the sector.
    pub color_by: Option<String>,
    /// What is written beside markers: a measure or a property. `None`: the name.
    pub label_by: Option<String>,
}

impl Style {
    /// What it names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let Self {
            size_by,
            color_by,
            label_by,
        } = self;
        let all = [size_by, color_by, label_by].into_iter();
        all.filter_map(|name| name.as_deref())
    }
}

/// The name by which colour shows communities.
pub const COMMUNITIES: &str = "communities";

/// A style that was saved under a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SavedStyle {
    /// Its name.
    pub name: String,
    /// The style.
    pub style: Style,
}
