//! Laws that hold for every network, tried on random ones.

#[path = "properties/commands.rs"]
mod commands;
