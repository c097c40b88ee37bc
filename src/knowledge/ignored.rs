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

/// Words that are names only when they are written with capitals, one a line.
static ORDINARY: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("../../data/lexicon/ordinary_words.txt").lines().collect());
/// Words that are, besides, names in Chinese however they are written: `用 clip 提特征`, but `short clips`.
static ENGLISH: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("../../data/lexicon/english_words.txt").lines().collect());

/// Whether a word in small letters is an ordinary one, whatever has it for its name.
#[must_use]
pub fn is_ordinary(word: &str, in_english: bool) -> bool {
    ORDINARY.contains(word) || in_english && ENGLISH.contains(word)
}
