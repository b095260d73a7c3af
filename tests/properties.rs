//! Laws that hold for every network, tried on random ones.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

#[path = "properties/changes.rs"]
mod changes;
#[path = "properties/commands.rs"]
mod commands;
#[path = "properties/layouts.rs"]
mod layouts;
#[path = "properties/measures.rs"]
mod measures;
#[path = "properties/native.rs"]
mod native;
#[path = "properties/sets.rs"]
mod sets;
#[path = "properties/synthetic.rs"]
mod synthetic;
