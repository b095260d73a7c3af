//! Sentences whose names and numbers can be links, and the names that go into them.

use std::fmt;

/// A stretch of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part<L> {
    /// The words.
    pub text: String,
    /// Whether they stand out: a name or the number that matters.
    pub strong: bool,
    /// What they lead to.
    pub link: Option<L>,
}

/// A sentence, or two that belong together: words, some of them strong, some of them links.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence<L> {
    /// The stretches, in reading order; spaces are part of them.
    pub parts: Vec<Part<L>>,
    /// The exact numbers and how they come about, for a tooltip; empty if the sentence says everything.
    pub note: String,
}

/// The plain words, as a screen reader or a terminal shows them.
impl<L> fmt::Display for Sentence<L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.parts
            .iter()
            .try_for_each(|part| f.write_str(&part.text))
    }
}

impl<L> Default for Sentence<L> {
    fn default() -> Self {
        Self {
            parts: Vec::new(),
            note: String::new(),
        }
    }
}

impl<L> Sentence<L> {
    /// No words yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds plain words.
    #[must_use]
    pub fn say(self, text: impl Into<String>) -> Self {
        self.part(text.into(), false, None)
    }

    /// Adds words that stand out.
    #[must_use]
    pub fn strong(self, text: impl Into<String>) -> Self {
        self.part(text.into(), true, None)
    }

    /// Adds words that stand out and lead somewhere.
    #[must_use]
    pub fn link(self, text: impl Into<String>, link: Option<L>) -> Self {
        self.part(text.into(), true, link)
    }

    /// Adds plain words that lead somewhere: a term that wants explaining.
    #[must_use]
    pub fn term(self, text: impl Into<String>, link: Option<L>) -> Self {
        self.part(text.into(), false, link)
    }

    /// Adds a name.
    #[must_use]
    pub fn name(self, name: Name<L>) -> Self {
        self.part(name.text, true, name.link)
    }

    /// Adds the words of another sentence.
    #[must_use]
    pub fn then(mut self, other: Self) -> Self {
        self.parts.extend(other.parts);
        self
    }

    /// Sets what the tooltip says.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }

    /// Whether there are no words.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    fn part(mut self, text: String, strong: bool, link: Option<L>) -> Self {
        if !text.is_empty() {
            self.parts.push(Part { text, strong, link });
        }
        self
    }
}

/// The name of an actor, and where it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name<L> {
    /// The name; never empty.
    pub text: String,
    /// Where it leads, unless the actor has gone.
    pub link: Option<L>,
}

/// A helix of the default scheme. Languages have words of their own for its members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Helix {
    /// Companies.
    Business,
    /// Public bodies.
    City,
    /// Universities and research institutes.
    University,
    /// Associations, foundations, civic groups.
    Civil,
}

/// The name of a sector.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectorName {
    /// The name in the file.
    pub text: String,
    /// Which default helix it is, if it goes by the default name.
    pub helix: Option<Helix>,
}

/// How many of a group are in one sector.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Members {
    /// The sector; `None` for actors without one.
    pub sector: Option<SectorName>,
    /// How many.
    pub count: usize,
}

/// Several actors, as a sentence speaks of them: by name while they are few, otherwise by number and sector.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group<L> {
    /// The names of all of them, or of the first few.
    pub names: Vec<Name<L>>,
    /// How many of which sector, most first. The counts add up to the size of the group.
    pub members: Vec<Members>,
    /// Where the group as a whole leads.
    pub link: Option<L>,
}

impl<L> Group<L> {
    /// How many actors there are.
    pub fn len(&self) -> usize {
        self.members.iter().map(|members| members.count).sum()
    }

    /// Whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The same group, leading nowhere.
    #[must_use]
    pub fn unlinked(mut self) -> Self {
        self.link = None;
        for name in &mut self.names {
            name.link = None;
        }
        self
    }
}
