//! A file of wordings of any bytes: `cargo fuzz run patterns`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| paperclade_fuzz::patterns(bytes));
