//! Lineage → picture. Decides what is shown and how it is grouped; knows no note and asks no store.
//!
//! [`diagram`] makes the picture of the works that [`Subject`] names; [`dot`], [`svg`], [`html`] and [`mermaid`] write it.

mod compose;
mod dot;
mod escape;
mod html;
mod legend;
mod link;
mod look;
mod mermaid;
mod ranks;
mod select;
mod svg;

pub use compose::diagram;
pub use dot::dot;
pub use html::html;
pub use link::Link;
pub use mermaid::mermaid;
pub use select::{Subject, select};
pub use svg::svg;
