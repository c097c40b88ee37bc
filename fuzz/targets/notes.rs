//! A note of any bytes: `cargo fuzz run notes`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| paperclade_fuzz::notes(bytes));
