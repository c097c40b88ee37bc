//! A sentence whose mentions are masked, each by one letter, so that wordings are found whatever is named.

use std::ops::Range;

use crate::knowledge::template::{FIRST_SLOT, JOIN, LAST_SLOT, NAME};
use crate::model::Mention;
use crate::model::claim::Named;

/// What makes a name before it the stem of a word.
const STEM_ENDINGS: [&str; 8] = ["-based", "-like", "-style", "-free", "-only", "-inspired", " based", " like"];

/// A sentence whose mentions are masked.
#[derive(Debug)]
pub(crate) struct Masked<'a> {
    /// The words, one letter of the private use area for each mention.
    pub(crate) text: String,
    /// The same with Latin letters in lower case and one kind of space.
    pub(crate) lower: String,
    /// The mentions in the order of their letters.
    pub(crate) mentions: Vec<&'a Mention>,
    /// Whether the entry has Chinese words, here or elsewhere.
    pub(crate) is_chinese: bool,
    /// What the line is about, where it begins with a name and a colon.
    pub(crate) about: Option<Named>,
    /// Where the letters of the mentions begin in `text`.
    places: Vec<usize>,
    /// Where pieces begin: in `text`, and in the passage's prose.
    pieces: Vec<(usize, usize)>,
    /// How much of `text` stands elsewhere.
    lead: usize,
    /// The sentence in the passage's prose.
    range: Range<usize>,
}

impl<'a> Masked<'a> {
    /// A sentence of a passage, behind words that lead to it from elsewhere.
    pub(crate) fn new(prose: &str, sentence: Range<usize>, mut mentions: Vec<&'a Mention>, lead: &str) -> Self {
        mentions.truncate(LAST_SLOT as usize - FIRST_SLOT as usize);
        let lead: String = lead.chars().filter(|c| !is_reserved(*c)).collect();
        let mut masked = Self {
            lead: lead.len(),
            text: lead,
            lower: String::new(),
            about: None,
            is_chinese: false,
            places: Vec::new(),
            mentions,
            pieces: Vec::new(),
            range: sentence.clone(),
        };
        let mut at = sentence.start;
        for (number, letter) in (FIRST_SLOT..=LAST_SLOT).take(masked.mentions.len()).enumerate() {
            let range = masked.mentions[number].range.clone();
            masked.push(&prose[at..range.start], at);
            masked.pieces.push((masked.text.len(), range.start));
            masked.places.push(masked.text.len());
            masked.text.push(letter);
            at = range.end;
        }
        masked.push(&prose[at..sentence.end], at);
        masked.lower = masked.text.replace('\t', " ");
        masked.lower.make_ascii_lowercase();
        masked
    }

    /// Letters of the private use area in the note itself would pass for mentions: they become spaces.
    fn push(&mut self, words: &str, at: usize) {
        if words.is_empty() {
            return;
        }
        self.pieces.push((self.text.len(), at));
        if words.contains(is_reserved) {
            // As long as what it stands for, so that places stay right.
            let space = |letter: char| if letter.is_ascii() { ' ' } else { '\u{3000}' };
            self.text.extend(words.chars().map(|c| if is_reserved(c) { space(c) } else { c }));
        } else {
            self.text.push_str(words);
        }
    }

    /// Where the letter stands that masks a mention.
    pub(crate) fn place(&self, number: usize) -> Range<usize> {
        let start = self.places[number];
        start..start + FIRST_SLOT.len_utf8()
    }

    /// Whether a mention is but the stem of a word: `CNN` in `CNN-based`.
    pub(crate) fn is_stem(&self, number: usize) -> bool {
        let rest = &self.text[self.place(number).end..];
        STEM_ENDINGS.iter().any(|ending| rest.starts_with(ending))
    }

    /// The stretch of the passage's prose behind a stretch of the masked text.
    pub(crate) fn range(&self, range: Range<usize>) -> Range<usize> {
        self.start_of(range.start)..self.end_of(range.end)
    }

    fn start_of(&self, at: usize) -> usize {
        if at < self.lead {
            return self.range.start;
        }
        let piece = self.pieces.partition_point(|(start, _)| *start <= at).saturating_sub(1);
        self.pieces.get(piece).map_or(self.range.end, |(start, source)| source + (at - start))
    }

    fn end_of(&self, end: usize) -> usize {
        if end <= self.lead {
            return self.range.start;
        }
        let piece = self.pieces.partition_point(|(start, _)| *start < end).saturating_sub(1);
        let Some((start, source)) = self.pieces.get(piece) else { return self.range.end };
        let slot = self.text[*start..].chars().next().and_then(slot_number);
        slot.map_or(source + (end - start), |number| self.mentions[number].range.end)
    }
}

/// Whether a letter of a note would pass for a mask.
fn is_reserved(letter: char) -> bool {
    ('\u{e000}'..='\u{f8ff}').contains(&letter) || letter == NAME || letter == JOIN
}

/// The number of the mention that a letter masks.
pub(crate) fn slot_number(letter: char) -> Option<usize> {
    (FIRST_SLOT..=LAST_SLOT).contains(&letter).then(|| letter as usize - FIRST_SLOT as usize)
}
