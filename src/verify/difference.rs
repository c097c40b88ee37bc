//! Two wordings → what of the one is gone and what of the other is new, word by word; a Chinese letter is a word.

use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::text::script;

/// A stretch of two wordings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Piece {
    /// Both have it.
    Kept(String),
    /// Only the former has it.
    Gone(String),
    /// Only the present one has it.
    New(String),
}

/// What became of `former` within `line`: the words of the line that stand in its place, and the difference.
pub(super) fn of(former: &str, line: &str) -> (String, Vec<Piece>) {
    let (old, new) = (words(former), words(line));
    let mut operations = capture_diff_slices(Algorithm::Myers, &old, &new);
    trim(&mut operations);
    let mut pieces = Vec::new();
    for operation in operations {
        let (gone, kept) = (old[operation.old_range()].concat(), new[operation.new_range()].concat());
        if let DiffOp::Equal { .. } = operation {
            pieces.push(Piece::Kept(kept));
            continue;
        }
        pieces.extend((!gone.is_empty()).then_some(Piece::Gone(gone)));
        pieces.extend((!kept.is_empty()).then_some(Piece::New(kept)));
    }
    let now = pieces.iter().map(|piece| match piece {
        Piece::Kept(words) | Piece::New(words) => words.as_str(),
        Piece::Gone(_) => "",
    });
    (now.collect(), pieces)
}

/// Takes off what the line has before and after the words: new words at either end, but for as many as are gone there.
fn trim(operations: &mut [DiffOp]) {
    if let Some(first) = operations.first_mut() {
        *first = match *first {
            DiffOp::Insert { old_index, new_index, new_len } => {
                DiffOp::Insert { old_index, new_index: new_index + new_len, new_len: 0 }
            }
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                let left = new_len.min(old_len);
                DiffOp::Replace { old_index, old_len, new_index: new_index + new_len - left, new_len: left }
            }
            other => other,
        };
    }
    if let Some(last) = operations.last_mut() {
        *last = match *last {
            DiffOp::Insert { old_index, new_index, .. } => DiffOp::Insert { old_index, new_index, new_len: 0 },
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                DiffOp::Replace { old_index, old_len, new_index, new_len: new_len.min(old_len) }
            }
            other => other,
        };
    }
}

/// Words and what stands between them, so that all of them together are the text.
fn words(text: &str) -> Vec<&str> {
    let mut words: Vec<&str> = Vec::new();
    let (mut start, mut is_in_word) = (0, false);
    for (at, letter) in text.char_indices() {
        let is_word = script::is_word(letter);
        if at > start && !(is_word && is_in_word) {
            words.push(&text[start..at]);
            start = at;
        }
        is_in_word = is_word;
    }
    words.extend((start < text.len()).then(|| &text[start..]));
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_is_told_word_by_word_and_the_rest_of_the_line_is_left_out() {
        let told = |former: &str, line: &str| {
            let (now, pieces) = of(former, line);
            let said = pieces.iter().map(|piece| match piece {
                Piece::Kept(words) => words.clone(),
                Piece::Gone(words) => format!("[-{words}-]"),
                Piece::New(words) => format!("{{+{words}+}}"),
            });
            (now, said.collect::<String>())
        };
        for (former, line, now, said) in [
            ("在BarNet的基础上", "1. 在BazNet的基础上改进", "在BazNet的基础上", "在[-BarNet-]{+BazNet+}的基础上"),
            ("It builds on A", "- It builds much on A today", "It builds much on A", "It builds {+much +}on A"),
            ("We use LoRA", "They use LoRA", "They use LoRA", "[-We-]{+They+} use LoRA"),
            ("同一句话", "同一句话", "同一句话", "同一句话"),
        ] {
            assert_eq!(told(former, line), (now.to_owned(), said.to_owned()));
        }
    }
}
