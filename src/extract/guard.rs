//! Whether negation, hypothesis or background takes the force out of a statement.

use std::ops::Range;

use super::topic;
use crate::knowledge::patterns::Guard;

/// Whether a guard stands in the clause of a match, up to its end.
pub(crate) fn takes_force(text: &str, found: Range<usize>, guards: &[Guard]) -> bool {
    let start = topic::clause_start(text, found.start);
    let clause = &text[start..found.end];
    guards.iter().any(|guard| guard.expression.is_match(clause))
}
