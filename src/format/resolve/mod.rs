//! From a draft to a network.

mod activities;
mod actors;
mod resolver;
mod rows;
mod ties;

pub use resolver::Imported;
