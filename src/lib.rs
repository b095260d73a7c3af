//! Helixmap: a stakeholder network explorer.

pub mod analysis;
pub mod app;
pub mod cli;
pub mod document;
pub mod format;
pub mod gpu;
pub mod jobs;
pub mod layout;
pub mod model;
pub mod report;
pub mod scene;
pub mod task;
pub mod text;
pub mod workspace;
