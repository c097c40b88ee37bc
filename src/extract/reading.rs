//! The readings of a masked sentence: with and without what people put around names.
//!
//! `基于一些不错的 X 的方法` reads `基于 ▪`, `基于 ▪ 的方法`, `基于一些不错的 ▪` and as it stands, so that a wording need not say
//! what may stand around a name, and still finds `X 的方法` where the words behind the name matter.

use std::ops::Range;

use super::masked::{Masked, slot_number};
use crate::knowledge::template::{JOIN, NAME};
use crate::knowledge::words::Around;

/// A sentence in lower case whose names, wrapped or bare, are one letter each.
#[derive(Debug)]
pub(crate) struct Reading {
    /// The words.
    pub(crate) text: String,
    /// Stretches of `text` that stand for stretches of the masked sentence, in order.
    pieces: Vec<Piece>,
}

#[derive(Debug)]
struct Piece {
    at: usize,
    source: Range<usize>,
    /// Whether one letter stands for all of it.
    is_letter: bool,
    /// The mention that it stands for.
    name: Option<usize>,
}

impl Reading {
    /// The readings that differ, the one with most around its names taken in first.
    pub(crate) fn all(masked: &Masked<'_>, around: &Around) -> Vec<Self> {
        let names = names(&masked.lower, around);
        let wrapped_before = names.iter().any(|name| name.before < name.core.start);
        let wrapped_behind = names.iter().any(|name| name.core.end < name.behind);
        let mut readings = Vec::with_capacity(4);
        for (before, behind) in [(true, true), (false, true), (true, false), (false, false)] {
            if (wrapped_before || !before) && (wrapped_behind || !behind) {
                readings.push(Self::new(masked, &names, (before, behind), around));
            }
        }
        readings
    }

    fn new(masked: &Masked<'_>, names: &[Name], taken_in: (bool, bool), around: &Around) -> Self {
        let lower = masked.lower.as_str();
        let mut reading = Self { text: String::with_capacity(lower.len()), pieces: Vec::new() };
        let (mut at, mut last) = (0, None);
        for (number, name) in names.iter().enumerate() {
            if name.core.start < at {
                // It stands in brackets behind another, or belongs to it.
                continue;
            }
            let start = if taken_in.0 { name.before.max(at) } else { name.core.start };
            let end = if taken_in.1 { name.behind } else { name.core.end };
            let are_alike = last.is_some_and(|last: usize| {
                (masked.mentions[last].kind == "Metric") == (masked.mentions[number].kind == "Metric")
            });
            let joins = are_alike && reading.text.ends_with(NAME) && around.joins.contains(lower[at..start].trim());
            if joins {
                reading.push_letter(JOIN, at..start, None);
            } else {
                reading.push_words(lower, at..start);
            }
            reading.push_letter(NAME, start..end, Some(number));
            last = Some(number);
            at = end;
        }
        reading.push_words(lower, at..lower.len());
        reading
    }

    fn push_words(&mut self, words: &str, source: Range<usize>) {
        if !source.is_empty() {
            self.pieces.push(Piece { at: self.text.len(), source: source.clone(), is_letter: false, name: None });
            self.text.push_str(&words[source]);
        }
    }

    fn push_letter(&mut self, letter: char, source: Range<usize>, name: Option<usize>) {
        self.pieces.push(Piece { at: self.text.len(), source, is_letter: true, name });
        self.text.push(letter);
    }

    /// The mentions that the letters in a stretch of this reading stand for; what brackets behind a name hold is not meant.
    pub(crate) fn mentions_in(&self, range: Range<usize>) -> Vec<usize> {
        let inside = self.pieces.iter().filter(|piece| range.contains(&piece.at));
        inside.filter_map(|piece| piece.name).collect()
    }

    /// The stretch of the masked sentence that a stretch of this reading stands for.
    pub(crate) fn masked(&self, range: Range<usize>) -> Range<usize> {
        let start = self.piece(self.pieces.partition_point(|piece| piece.at <= range.start)).map_or(0, |piece| {
            if piece.is_letter { piece.source.start } else { piece.source.start + (range.start - piece.at) }
        });
        let end = self.piece(self.pieces.partition_point(|piece| piece.at < range.end)).map_or(start, |piece| {
            if piece.is_letter { piece.source.end } else { piece.source.start + (range.end - piece.at) }
        });
        start..end.max(start)
    }

    fn piece(&self, behind: usize) -> Option<&Piece> {
        self.pieces.get(behind.checked_sub(1)?)
    }
}

/// A mention in a masked sentence with what is around it.
struct Name {
    before: usize,
    core: Range<usize>,
    behind: usize,
}

fn names(lower: &str, around: &Around) -> Vec<Name> {
    let mut runs = around.before.find_iter(lower).peekable();
    let slots = lower.char_indices().filter(|(_, letter)| slot_number(*letter).is_some());
    slots
        .map(|(start, letter)| {
            let core = start..start + letter.len_utf8();
            while runs.next_if(|run| run.end() < start).is_some() {}
            let words = runs.peek().filter(|run| run.end() == start).map(regex::Match::start);
            let quote = lower[..start].chars().next_back().filter(|c| matches!(c, '"' | '“' | '\'' | '‘'));
            let before = words.unwrap_or(start - quote.map_or(0, char::len_utf8));
            let behind = core.end + around.after.find(&lower[core.end..]).map_or(0, |found| found.end());
            Name { before, core, behind }
        })
        .collect()
}
