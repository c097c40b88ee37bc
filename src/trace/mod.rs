//! Lineage → families and explanations, and their words. Walks the graph in memory; changes nothing; [`reach`] says what of a stored graph a question needs.
//!
//! [`family`] answers *what does it descend from, and what builds on it?*; [`explanation`] answers *how are these two
//! related, and which sentences say so?*, by descent; [`connection`] the same by any steps; [`common`] *what do these
//! descend from together?* [`tree`], [`story`] and [`json`] write the answers.

pub mod changes;
pub mod common;
mod connection;
mod explanation;
mod family;
pub mod gaps;
pub mod json;
mod order;
mod paths;
mod quote;
pub mod reach;
pub mod story;
pub mod tree;
pub mod words;

pub use connection::connection;
pub use explanation::{Limits, explanation};
pub use family::{Reach, family, siblings};
pub use gaps::gaps;
pub use order::Order;
pub use quote::WIDTH;
