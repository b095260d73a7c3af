//! Written accounts of a network: what was computed and how.

mod data_hash;
mod methods;

pub use data_hash::data_hash;
pub use methods::{measure_methods, methods};
