//! Lineage → families and explanations, and their words. Walks the graph in memory; asks no store and changes nothing.
//!
//! [`family`] answers *what does it descend from, and what builds on it?*; [`explanation`] answers *how are these two
//! related, and which sentences say so?* [`tree`], [`story`] and [`json`] write the answers.

pub mod changes;
mod explanation;
mod family;
pub mod gaps;
pub mod json;
mod order;
mod paths;
mod quote;
pub mod story;
pub mod tree;
pub mod words;

pub use explanation::{Limits, explanation};
pub use family::{Reach, family};
pub use gaps::gaps;
pub use order::Order;
pub use quote::WIDTH;
