//! Words without their Markdown, each traceable to its place in the note.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::Span;

/// Words of a note with the Markdown taken off; every byte knows where it stood.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prose {
    text: String,
    pieces: Vec<Piece>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Piece {
    /// Where the piece begins in the prose.
    at: usize,
    /// Where it begins in the note.
    source: usize,
    /// How many bytes of the note it stands for, from `source` on.
    length: usize,
}

impl Prose {
    /// The words.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Adds words that stand at byte `source` of the note, letter for letter.
    pub fn push(&mut self, words: &str, source: usize) {
        if words.is_empty() {
            return;
        }
        let at = self.text.len();
        self.text.push_str(words);
        match self.pieces.last_mut() {
            Some(last) if last.source + last.length == source && last.at + last.length == at => {
                last.length += words.len();
            }
            _ => self.pieces.push(Piece { at, source, length: words.len() }),
        }
    }

    /// Adds words that stand for a stretch of the note without being spelt so, such as a space for a line break.
    pub fn push_for(&mut self, words: &str, span: Span) {
        if words.is_empty() {
            return;
        }
        self.pieces.push(Piece { at: self.text.len(), source: span.start, length: span.end - span.start });
        self.text.push_str(words);
    }

    /// The stretch of the note from the first to the last byte of these words, marks in between included.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Span {
        let end = range.end.max(range.start + 1);
        Span::new(self.source_of(range.start), self.source_of(end - 1) + 1)
    }

    fn source_of(&self, at: usize) -> usize {
        let index = self.pieces.partition_point(|piece| piece.at <= at);
        let Some(piece) = index.checked_sub(1).and_then(|index| self.pieces.get(index)) else { return 0 };
        piece.source + (at - piece.at).min(piece.length.saturating_sub(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_again_where_they_stood() {
        let source = "see **CM3** and\nGPT";
        let mut prose = Prose::default();
        prose.push("see ", 0);
        prose.push("CM3", 6);
        prose.push(" and", 11);
        prose.push_for(" ", Span::new(15, 16));
        prose.push("GPT", 16);
        assert_eq!(prose.text(), "see CM3 and GPT");
        let at = |words: &str| {
            let start = prose.text().find(words).expect("in the prose");
            let span = prose.span(start..start + words.len());
            &source[span.start..span.end]
        };
        assert_eq!((at("CM3"), at("GPT"), at("see CM3")), ("CM3", "GPT", "see **CM3"));
    }
}
