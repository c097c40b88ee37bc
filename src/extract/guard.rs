//! Whether negation, hypothesis or background takes the force out of a statement.

use std::ops::Range;

use super::topic;
use crate::knowledge::patterns::Guard;

/// Whether a guard stands in the clause of a match, up to its end.
pub(crate) fn takes_force(text: &str, found: Range<usize>, guards: &[Guard]) -> bool {
    let start = topic::clause_start(text, found.start);
    // What denies stands before; what makes a question or a wish of it may follow, up to the mark that ends the clause.
    let mut rest = text[found.end..].char_indices();
    let ends =
        |(_, letter): &(usize, char)| matches!(letter, '，' | '；' | ';' | '。' | '？' | '?' | '！' | ',' | '\n');
    let end = rest.find(ends).map_or(text.len(), |(at, letter)| found.end + at + letter.len_utf8());
    guards.iter().any(|guard| {
        if guard.id == "retraction" {
            return guard.expression.is_match(&text[found.end..]);
        }
        let reach = if guard.id == "negation" { found.end } else { end };
        guard.expression.is_match(&text[start..reach])
    })
}
