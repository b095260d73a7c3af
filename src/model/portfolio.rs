//! Portfolios: sets of activities that an actor holds.

use super::{ActorId, Attributes, PortfolioId};

/// The level at which a portfolio works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PortfolioLevel {
    /// A city or municipality.
    Local,
    /// A region.
    Regional,
    /// A country.
    National,
    /// The European Union.
    Eu,
    /// Beyond.
    International,
}

/// A set of activities, held by an actor at a level. Activities name the portfolio that they belong to.
#[derive(Clone, Debug, PartialEq)]
pub struct Portfolio {
    /// The text id, unique among portfolios.
    pub key: String,
    /// The name that people read.
    pub name: String,
    /// Who holds it, if known.
    pub holder: Option<ActorId>,
    /// The level, if known.
    pub level: Option<PortfolioLevel>,
    /// The portfolio that this one is part of, if any.
    pub parent: Option<PortfolioId>,
    /// A few sentences; empty if there are none.
    pub description: String,
    /// Whatever else the source says.
    pub attributes: Attributes,
}
