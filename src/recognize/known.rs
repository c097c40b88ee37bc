//! Names that the lexicon or the notes' own titles give, found in one pass over the folded text.

use std::collections::{HashMap, HashSet};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::folded::Folded;
use crate::knowledge::ignored;
use crate::knowledge::lexicon::{Lexicon, Term};
use crate::model::{Entry, Mention, Source};
use crate::text::{fold, script};

/// Longer folded names than this are titles: they may hold any punctuation.
pub(super) const TITLE_LENGTH: usize = 24;

/// All known names and the automaton that finds them.
#[derive(Debug)]
pub(super) struct Known<'a> {
    automaton: Option<AhoCorasick>,
    /// For each folded name its spellings, the one that counts where none is written exactly first.
    spellings: Vec<Vec<Spelling<'a>>>,
    by_key: HashMap<String, usize>,
}

/// One way to write one thing.
#[derive(Debug)]
struct Spelling<'a> {
    written: &'a str,
    name: &'a str,
    kind: &'a str,
    source: Source,
    generic: bool,
    ambiguous: bool,
}

impl<'a> Known<'a> {
    /// All names of the papers with notes of their own, then all names of the lexicon.
    pub(super) fn new(
        lexicon: &'a Lexicon,
        entries: impl Iterator<Item = &'a Entry>,
        ignored: &HashSet<String>,
    ) -> Self {
        let mut known = Self { automaton: None, spellings: Vec::new(), by_key: HashMap::new() };
        let mut keys = Vec::new();
        for entry in entries.filter(|entry| !entry.name.is_empty()) {
            let term = lexicon.get(&entry.name);
            let generic = term.is_some_and(|term| term.generic);
            let kind = term.map_or("Work", |term| term.kind.as_str());
            let written = std::iter::once(&entry.name).chain(&entry.aliases).chain(&entry.title);
            for written in written {
                let spelling = Spelling {
                    written,
                    name: &entry.name,
                    kind,
                    source: Source::Entry,
                    generic,
                    ambiguous: is_ambiguous(lexicon.get(written), written),
                };
                known.add(spelling, &mut keys);
            }
        }
        for term in &lexicon.terms {
            let written = std::iter::once(&term.name).chain(&term.aliases).chain(&term.title);
            for written in written.filter(|written| !ignored.contains(&fold::key(written))) {
                let spelling = Spelling {
                    written,
                    name: &term.name,
                    kind: &term.kind,
                    source: Source::Lexicon,
                    generic: term.generic,
                    ambiguous: is_ambiguous(Some(term), written),
                };
                known.add(spelling, &mut keys);
            }
        }
        known.automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(&keys)
            .ok();
        known
    }

    fn add(&mut self, spelling: Spelling<'a>, keys: &mut Vec<String>) {
        let key = fold::key(spelling.written);
        if key.is_empty() {
            return;
        }
        // FiD and FID are two things: who writes one of them exactly means it.
        if let Some(&at) = self.by_key.get(&key) {
            self.spellings[at].push(spelling);
        } else {
            self.by_key.insert(key.clone(), self.spellings.len());
            self.spellings.push(vec![spelling]);
            keys.push(key);
        }
    }

    /// The spelling of a folded name that words follow to the letter, or the first.
    fn spelling(&self, at: usize, words: &str) -> &Spelling<'a> {
        let spellings = &self.spellings[at];
        spellings.iter().find(|spelling| spelling.written == words).unwrap_or(&spellings[0])
    }

    /// A mention of the thing that these words name, if one is known.
    pub(super) fn mention(&self, words: &str, range: std::ops::Range<usize>) -> Option<Mention> {
        let spelling = self.by_key.get(&fold::key(words)).map(|&at| self.spelling(at, words))?;
        Some(spelling.mention(range))
    }

    /// Every place where a known name stands, overlaps included.
    pub(super) fn find(&self, text: &str) -> Vec<Mention> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let folded = Folded::of(text);
        let mut mentions = Vec::new();
        for found in automaton.find_overlapping_iter(&folded.key) {
            let mut range = folded.range(found.start(), found.end());
            let spelling = self.spelling(found.pattern().as_usize(), &text[range.clone()]);
            if !is_joined(&text[range.clone()], found.end() - found.start()) || continues_number(text, range.end) {
                continue;
            }
            // `boxes` are no plural of BoxE.
            let is_small = text[range.clone()].bytes().all(|letter| letter.is_ascii_lowercase());
            let is_small_name = spelling.written.chars().all(char::is_lowercase);
            if is_plural(text, range.end) && (!is_small || is_small_name || spelling.generic) {
                range.end += 1;
            }
            if script::stands_alone(text, range.start, range.end) && spelling.fits(text, &range) {
                mentions.push(spelling.mention(range));
            }
        }
        mentions
    }
}

impl Spelling<'_> {
    fn mention(&self, range: std::ops::Range<usize>) -> Mention {
        Mention {
            range,
            name: self.name.to_owned(),
            variant: None,
            kind: self.kind.to_owned(),
            source: self.source,
            generic: self.generic,
        }
    }

    /// Whether the letters are written as this name may be: short and ambiguous names only letter for letter.
    fn fits(&self, text: &str, range: &std::ops::Range<usize>) -> bool {
        let words = &text[range.clone()];
        let letters = |words: &str| words.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let (as_written, here) = (letters(self.written), letters(words.trim_end_matches('s')));
        let same = here == as_written || letters(words) == as_written;
        let has_capital = words.chars().any(char::is_uppercase);
        // `adds` is not ADD-S, nor `shape` Shap-E: an ordinary word lacks the mark or the capitals of a name.
        let is_plain = words.bytes().all(|letter| letter.is_ascii_lowercase());
        let is_ordinary = || ignored::is_ordinary(&here, is_among_english(text, range));
        if is_plain && !same && (self.written.contains('-') || is_ordinary()) {
            return false;
        }
        // `Boxes are merged` is not about BoxE.
        if !same && begins_sentence(text, range) && ignored::is_ordinary(&here.to_ascii_lowercase(), true) {
            return false;
        }
        // `à la ViT` is not LaVIT, nor `a ViT` A-ViT, though `CLIP score` is CLIPScore.
        let is_in_words = self.written.contains(|c: char| !c.is_alphanumeric());
        let begins_small = |words: &str| words.starts_with(|c: char| c.is_ascii_lowercase());
        let first = words.split(' ').next().unwrap_or("");
        let is_article = matches!(first, "a" | "an" | "the" | "in" | "on" | "of" | "to" | "is" | "no" | "we" | "it");
        if words.contains(' ') && (!is_in_words || is_article) && begins_small(words) && !begins_small(self.written) {
            return false;
        }
        if self.ambiguous {
            return same && has_capital && !begins_sentence(text, range);
        }
        match as_written.chars().count() {
            0..=2 => same,
            3 => has_capital || self.generic || same || !here.is_ascii() || self.source == Source::Entry,
            _ => true,
        }
    }
}

/// Whether an English word stands right before or behind.
fn is_among_english(text: &str, range: &std::ops::Range<usize>) -> bool {
    let is_latin = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_alphabetic());
    let before = text[..range.start].strip_suffix([' ', '-']).and_then(|before| before.chars().next_back());
    let behind = text[range.end..].strip_prefix([' ', '-']).and_then(|behind| behind.chars().next());
    is_latin(before) || is_latin(behind)
}

fn is_ambiguous(term: Option<&Term>, written: &str) -> bool {
    term.is_some_and(|term| term.ambiguous.contains(&fold::key(written)))
}

/// Whether what was folded away inside a name are marks that people put into names.
fn is_joined(words: &str, key_length: usize) -> bool {
    if key_length >= TITLE_LENGTH {
        return true;
    }
    let mut run = 0;
    for letter in words.chars() {
        let is_mark =
            matches!(letter, ' ' | '-' | '_' | '.' | '·' | '–' | '‐' | '‑' | '\'' | '’' | '/' | '&' | ':' | '\u{a0}');
        run = if is_mark { run + 1 } else { 0 };
        let is_letter = letter.is_alphanumeric() || matches!(letter, '+' | '#');
        if !is_mark && !is_letter || run > 2 {
            return false;
        }
    }
    true
}

/// Whether a number that ends here goes on behind a dot: `GPT-3` in `GPT-3.5`.
fn continues_number(text: &str, end: usize) -> bool {
    let ends_in_digit = text[..end].chars().next_back().is_some_and(|c| c.is_ascii_digit());
    let mut rest = text[end..].chars();
    ends_in_digit && rest.next() == Some('.') && rest.next().is_some_and(|c| c.is_ascii_digit())
}

fn is_plural(text: &str, end: usize) -> bool {
    let mut rest = text[end..].chars();
    rest.next() == Some('s') && !rest.next().is_some_and(script::is_word)
}

/// Whether the words stand where any English word would be capitalized.
fn begins_sentence(text: &str, range: &std::ops::Range<usize>) -> bool {
    let before = text[..range.start].trim_end();
    let opens = before.is_empty() || before.ends_with(['.', '!', '?']);
    let follows_small_word = text[range.end..].trim_start().chars().next().is_some_and(|c| c.is_ascii_lowercase());
    opens && follows_small_word && !text[range.clone()].chars().skip(1).any(char::is_uppercase)
}
