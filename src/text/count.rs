//! Numbers with their nouns.

/// A number with its noun in the singular or the plural: `1 promise`, `2 promises`.
#[must_use]
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
