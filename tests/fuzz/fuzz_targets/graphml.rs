#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| helixmap_fuzz::read("graphml", "a.graphml", bytes));
