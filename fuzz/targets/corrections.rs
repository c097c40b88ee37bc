//! `corrections.tsv` of any bytes: `cargo fuzz run corrections`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| paperclade_fuzz::corrections(bytes));
