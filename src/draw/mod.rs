//! Lineage → picture. Decides what is shown and how it is grouped; knows no note and asks no store.
//!
//! [`diagram`] makes the picture of the works that [`Subject`] names; [`dot`], [`svg`], [`html`] and [`mermaid`] write it.

mod comparisons;
mod compose;
mod concepts;
mod dot;
mod escape;
mod fold;
mod html;
mod legend;
mod link;
mod look;
mod mermaid;
mod phrases;
mod ranks;
mod select;
mod svg;
mod timeline;

pub use comparisons::with_comparisons;
pub use compose::diagram;
pub use concepts::concept_map;
pub use dot::dot;
pub use fold::{MOST, folded};
pub use html::html;
pub use link::Link;
pub use mermaid::mermaid;
pub use phrases::Style;
pub use select::{Subject, select};
pub use svg::{Ink, rendered, svg};
pub use timeline::timeline;
