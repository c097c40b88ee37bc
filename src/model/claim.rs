//! A relation that the words state.

use serde::{Deserialize, Serialize};

use super::Span;

/// A relation that the words state between two named things, with the pattern that found it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// The later thing: whatever builds on, compares itself, is evaluated.
    pub subject: Named,
    /// The local name of the relation in the ontology, such as `extends`.
    pub relation: String,
    /// The earlier thing.
    pub object: Named,
    /// The shortest stretch of the note that carries it; within one line.
    pub span: Span,
    /// The id of the pattern.
    pub pattern: String,
    /// How sure the pattern is, 0 to 1.
    pub confidence: f64,
}

/// A thing as a claim names it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Named {
    /// The name to file it under.
    pub name: String,
    /// What it is: a term of the ontology such as `Work`.
    pub kind: String,
}
