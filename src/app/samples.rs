//! What the welcome screen says about the sample networks.

/// A sample network, as its card shows it.
pub struct Sample {
    /// Its name for `sample:NAME`.
    pub name: &'static str,
    /// Its title.
    pub title: String,
    /// What it is.
    pub about: String,
    /// How large it is.
    pub counts: String,
}

/// All sample networks.
pub fn samples() -> Vec<Sample> {
    Vec::new()
}
