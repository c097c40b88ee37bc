//! Front matter of any bytes: `cargo fuzz run front_matter`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| paperclade_fuzz::front_matter(bytes));
