//! What several tests need.

pub mod sample;
