//! The whole product without a window: document, selection, lens, results, jobs, the running layout.

mod lens;

pub use lens::{Focus, LENSES, Lens};
