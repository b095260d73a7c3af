//! The window in tests: waiting for what it does in the background.

use std::time::{Duration, Instant};

use egui_kittest::Harness;
use helixmap::app::App;

/// Waits for background work.
pub(crate) fn wait(harness: &mut Harness<'_, App>, until: impl Fn(&App) -> bool) {
    let start = Instant::now();
    while !until(harness.state()) {
        assert!(start.elapsed() < Duration::from_mins(1), "waited in vain");
        std::thread::sleep(Duration::from_millis(5));
        harness.step();
    }
    harness.run_steps(3);
}
