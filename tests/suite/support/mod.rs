//! What several tests need.

pub mod sample;
pub mod shelf;
