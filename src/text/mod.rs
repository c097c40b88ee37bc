//! What the stages know about letters, words and names; nothing about papers.

pub mod fold;
pub mod names;
pub mod script;
pub mod width;
