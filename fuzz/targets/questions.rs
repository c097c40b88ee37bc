//! A file of `queries/` of any bytes: `cargo fuzz run questions`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| paperclade_fuzz::questions(bytes));
