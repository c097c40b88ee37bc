//! A passage as names are compared: folded, with the way back to its bytes.

use crate::text::{fold, script};

/// The folded letters of a text, each with the byte where it stood.
#[derive(Debug, Default)]
pub(super) struct Folded {
    /// The letters that names are compared by.
    pub key: String,
    /// For each byte of `key`, the first byte in the text of the letter it came from.
    starts: Vec<usize>,
    /// For each byte of `key`, the byte in the text after that letter.
    ends: Vec<usize>,
}

impl Folded {
    /// The folded letters of a text.
    #[must_use]
    pub(super) fn of(text: &str) -> Self {
        let mut folded = Self { key: String::with_capacity(text.len()), starts: Vec::new(), ends: Vec::new() };
        for (at, letter) in text.char_indices() {
            let before = folded.key.len();
            if letter.is_ascii() {
                if letter.is_ascii_alphanumeric() || matches!(letter, '+' | '#') {
                    folded.key.push(letter.to_ascii_lowercase());
                }
            } else if script::is_han(letter) {
                folded.key.push(letter);
            } else {
                folded.key.push_str(&fold::key(letter.encode_utf8(&mut [0; 4])));
            }
            let added = folded.key.len() - before;
            folded.starts.extend(std::iter::repeat_n(at, added));
            folded.ends.extend(std::iter::repeat_n(at + letter.len_utf8(), added));
        }
        folded
    }

    /// The stretch of the text that folds to these bytes of the key.
    #[must_use]
    pub(super) fn range(&self, start: usize, end: usize) -> std::ops::Range<usize> {
        self.starts[start]..self.ends[end - 1]
    }
}
