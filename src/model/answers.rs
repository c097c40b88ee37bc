//! What a query returned.

use serde::{Deserialize, Serialize};

/// A table of answers: named columns, and rows with a value or nothing in each.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers {
    /// Names of the columns, without `?`.
    pub columns: Vec<String>,
    /// The rows; each as long as `columns`.
    pub rows: Vec<Vec<Option<String>>>,
}
