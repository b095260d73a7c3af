//! Revisions: numbers that name states, one for each aspect of a document.

/// An aspect of a document that something may depend on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// Which actors and ties there are, and who takes part in which activity.
    Structure,
    /// The weights of ties.
    Weights,
    /// The sectors of actors, and the scheme.
    Sectors,
    /// What actors look for and can give, and who has been introduced to whom.
    Wishes,
    /// Everything else that records say.
    Attributes,
    /// Where actors are on the map.
    Positions,
    /// How the map looks.
    Appearance,
    /// What is shown.
    Filter,
    /// What-ifs.
    Scenarios,
    /// What is written on the map.
    Notes,
}

impl Aspect {
    /// All aspects.
    pub const ALL: [Self; 10] = [
        Self::Structure,
        Self::Weights,
        Self::Sectors,
        Self::Wishes,
        Self::Attributes,
        Self::Positions,
        Self::Appearance,
        Self::Filter,
        Self::Scenarios,
        Self::Notes,
    ];
}

/// The state of a document, one number for each aspect.
///
/// A number names a state, not a moment: undo restores the numbers of the state that it returns to, and fresh numbers are
/// never used twice. What was computed for a number stays true for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Revisions([u64; Aspect::ALL.len()]);

impl Revisions {
    /// The number of one aspect.
    pub fn of(&self, aspect: Aspect) -> u64 {
        self.0.get(aspect as usize).copied().unwrap_or_default()
    }

    /// Gives the aspects a fresh number.
    pub(super) fn renew(&mut self, aspects: &[Aspect], fresh: u64) {
        for &aspect in aspects {
            if let Some(number) = self.0.get_mut(aspect as usize) {
                *number = fresh;
            }
        }
    }
}
