//! Every word that a user reads: names of things, plain meanings, sentences, and numbers as they are written.
//!
//! It knows no other module: names and numbers come in, words go out. What a sentence links to is the caller's business
//! ([`Sentence`] is generic over it). All words of one language stand in one module with the same functions and constants
//! as every other language; callers say [`words`], which is English.

mod numbers;
mod reading_order;
mod sentence;

pub mod english;

pub use english as words;
pub use numbers::{
    NO_BREAK_SPACE, NumberKind, count, number, percent, percent_cell, score_cell, score_exact,
    signed,
};
pub use reading_order::in_visual_order;
pub use sentence::{Group, Helix, Members, Name, Part, SectorName, Sentence};
