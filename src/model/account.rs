//! What one note says, without its text.

use serde::{Deserialize, Serialize};

use super::claim::Named;
use super::{Entry, Evidence, Reading};

/// What one note says: of its text, no more than the words that say it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Account {
    /// The note's path.
    pub note: String,
    /// Its entries, without their passages.
    pub entries: Vec<Entry>,
    /// How each of the entries that name a paper tells of it, in their order.
    pub readings: Vec<Reading>,
    /// What it states.
    pub statements: Vec<Statement>,
}

/// A claim and the place that makes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// The later thing.
    pub subject: Named,
    /// The local name of the relation in the ontology.
    pub relation: String,
    /// The earlier thing.
    pub object: Named,
    /// Where it stands, and the very words.
    pub evidence: Evidence,
}
