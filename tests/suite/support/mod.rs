//! What several tests need.

pub mod sample;
pub(crate) mod shelf;
