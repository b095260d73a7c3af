//! The command line: one file for each subcommand. Commands write to what they are given, never to a terminal of their own.

pub mod analyze;
pub mod render;
