//! Words that look like names and are none: `data/lexicon/ignored_names.tsv`, each with a reason.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::error::{Error, Result};
use crate::text::fold;

/// The folded words that look like names and are none.
///
/// # Errors
/// [`Error::Knowledge`] with file and line where a row has no reason.
pub fn load(text: &str) -> Result<HashSet<String>> {
    let mut words = HashSet::new();
    for (at, line) in text.lines().enumerate().skip(1).filter(|(_, line)| !line.trim().is_empty()) {
        let Some((word, reason)) = line.split_once('\t') else {
            return Err(Error::Knowledge {
                place: format!("ignored_names.tsv:{}", at + 1),
                reason: "a word needs a tab and the reason why it is no name".to_owned(),
            });
        };
        debug_assert!(!reason.is_empty());
        words.insert(fold::key(word));
    }
    Ok(words)
}

/// English words that are names when they are written with capitals, one a line.
static ORDINARY: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("../../data/lexicon/ordinary_words.txt").lines().collect());

/// Whether a word in small letters is an ordinary one, whatever has it for its name.
#[must_use]
pub fn is_ordinary(word: &str) -> bool {
    ORDINARY.contains(word)
}
