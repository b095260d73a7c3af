//! The Helixmap program.

fn main() {}
