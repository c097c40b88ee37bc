//! What several tests need.

pub mod hostile;
pub mod sample;
