//! What several tests need.

pub(crate) mod command;
pub(crate) mod sample;
pub(crate) mod shelf;
