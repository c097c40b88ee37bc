//! What several tests need.

pub mod case_file;
pub mod sample;
