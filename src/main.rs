//! The Helixmap program.

fn main() -> anyhow::Result<()> {
    helixmap::app::run(std::env::args().nth(1))
}
