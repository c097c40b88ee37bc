//! What the stages know about letters, words and names; nothing about papers.

pub mod count;
pub mod csv;
pub mod date;
pub mod fold;
mod inline;
mod lines;
pub mod markdown;
mod marks;
pub mod names;
pub mod script;
pub mod sentence;
pub mod slug;
pub mod width;
