//! The nouns of paperclade, from a note as read to a graph as asked. Data only: no file, no rule, no words.

pub mod answers;
pub mod claim;
pub mod date;
pub mod diagram;
pub mod entity;
pub mod entry;
pub mod explanation;
pub mod fact;
pub mod family;
pub mod graph;
pub mod lineage;
pub mod mention;
pub mod note;
pub mod outline;
pub mod prose;
pub mod span;
pub mod vocabulary;

pub use answers::Answers;
pub use claim::Claim;
pub use date::Date;
pub use diagram::Diagram;
pub use entity::{Entity, Gist, Label, Reading, Status};
pub use entry::{Entry, Link, Passage, Role};
pub use explanation::Explanation;
pub use fact::{Because, Evidence, Fact};
pub use family::Family;
pub use graph::Graph;
pub use lineage::Lineage;
pub use mention::{Mention, Source};
pub use note::Note;
pub use outline::Outline;
pub use prose::Prose;
pub use span::Span;
