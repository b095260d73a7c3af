//! What is saved: the network, positions, appearance, filter; commands, history, revisions, the native file.

mod content;

pub use content::{Appearance, Content, Filter, Placement};
