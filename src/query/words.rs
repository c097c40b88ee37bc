//! A question → its words, each in the form that stands for all words of its meaning. Chinese needs no spaces.

use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;

use crate::knowledge::questions::Words;
use crate::text::{fold, script};

/// The longest entry of a list of words, in Chinese letters.
const LONGEST: usize = 6;

/// A word of a question.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Word {
    /// The form that stands for its meaning.
    pub(super) key: String,
    /// Where it begins in the question, in bytes.
    pub(super) start: usize,
    /// Where it ends.
    pub(super) end: usize,
    /// How much of the question hangs on it; 0 for a filler.
    pub(super) weight: f64,
}

/// Words that mean the same, and how much each carries.
#[derive(Debug)]
pub(super) struct Lexicon {
    same: HashMap<String, String>,
    filler: HashSet<String>,
    light: HashSet<String>,
    heavy: HashSet<String>,
}

impl Lexicon {
    /// The lexicon of a list of words.
    pub(super) fn of(words: &Words) -> Self {
        let mut same = HashMap::new();
        for group in &words.same {
            let Some(first) = group.first() else { continue };
            for word in group {
                same.entry(fold::key(word)).or_insert_with(|| fold::key(first));
            }
        }
        let keys = |list: &[String]| list.iter().map(|word| fold::key(word)).collect();
        Self { same, filler: keys(&words.filler), light: keys(&words.light), heavy: keys(&words.heavy) }
    }

    /// The words of a text that went through [`tidy`].
    pub(super) fn words(&self, text: &str) -> Vec<Word> {
        let mut words = Vec::new();
        let mut at = 0;
        while let Some(first) = text[at..].chars().next() {
            let end = if script::is_han(first) {
                self.chinese_end(text, at)
            } else if is_in_word(first) {
                self.latin_end(text, at)
            } else {
                at += first.len_utf8();
                continue;
            };
            words.push(self.word(text, at, end));
            at = end;
        }
        words
    }

    /// Whether a word stands in a list, so that it need be no name.
    pub(super) fn knows(&self, key: &str) -> bool {
        self.same.contains_key(key) || self.filler.contains(key) || self.light.contains(key) || self.heavy.contains(key)
    }

    /// The one word of the lists that is a slip of the keys away: a letter too many or too few, wrong, or two swapped.
    pub(super) fn nearest(&self, written: &str) -> Option<Word> {
        let known = self.same.keys().chain(&self.light).chain(&self.filler);
        let near =
            known.filter(|known| known.len() >= written.len() - 1 && strsim::damerau_levenshtein(known, written) == 1);
        let mut words: Vec<Word> = near.map(|known| self.word(known, 0, known.len())).collect();
        words.sort_by(|a, b| a.key.cmp(&b.key));
        words.dedup_by(|a, b| a.key == b.key);
        (words.len() == 1).then(|| words.swap_remove(0))
    }

    fn word(&self, text: &str, start: usize, end: usize) -> Word {
        let written = fold::key(&text[start..end]);
        let key = self.same.get(&written).cloned().unwrap_or_else(|| written.clone());
        let is_one_letter = text[start..end].chars().count() == 1 && text[start..].starts_with(script::is_han);
        let weight = if self.filler.contains(&written) && !self.same.contains_key(&written) {
            0.0
        } else if self.heavy.contains(&written) {
            3.0
        } else if self.light.contains(&key) {
            0.3
        } else if is_one_letter && !self.knows(&key) {
            0.5
        } else {
            1.0
        };
        Word { key, start, end, weight }
    }

    /// The end of the longest known word here; of one letter if none is known.
    fn chinese_end(&self, text: &str, at: usize) -> usize {
        let ends: Vec<usize> = text[at..]
            .char_indices()
            .take_while(|(_, c)| script::is_han(*c))
            .take(LONGEST)
            .map(|(offset, c)| at + offset + c.len_utf8())
            .collect();
        ends.iter().rev().copied().find(|&end| self.knows(&text[at..end])).unwrap_or(ends[0])
    }

    /// The end of a word between spaces; of two such words if they are known as one: `fine tuned`.
    fn latin_end(&self, text: &str, at: usize) -> usize {
        let end = run_end(text, at);
        let next = end + text[end..].len() - text[end..].trim_start_matches(' ').len();
        let is_word = next > end && text[next..].starts_with(|c: char| c.is_ascii_lowercase());
        let pair = if is_word { run_end(text, next) } else { end };
        if pair > end && self.same.contains_key(&fold::key(&text[at..pair])) { pair } else { end }
    }
}

/// The question with full-width letters made narrow, and without `'s`.
pub(super) fn tidy(text: &str) -> String {
    let text: String = text.nfkc().collect();
    let text = text.replace('’', "'");
    // Who's, what's and where's are no owners.
    let text =
        ["ho's ", "hat's ", "here's "].iter().fold(text, |text, who| text.replace(who, &who.replace('\'', " i")));
    text.replace("'s ", " ").replace("'re ", " ").replace("'ve ", " ")
}

/// The end of a run of letters and digits; `-`, `.`, `/` and their like join what stands on both sides of them.
fn run_end(text: &str, at: usize) -> usize {
    let mut end = at;
    let mut letters = text[at..].char_indices().peekable();
    while let Some((offset, c)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        let joins = match c {
            '-' | '.' | '·' | '\'' | '_' | '*' | ':' | '^' | '@' => next.is_some_and(is_in_word),
            '/' => {
                next.is_some_and(|next| next.is_ascii_digit())
                    && text[..at + offset].ends_with(|c: char| c.is_ascii_digit())
            }
            _ => is_in_word(c),
        };
        if !joins {
            break;
        }
        end = at + offset + c.len_utf8();
    }
    end
}

fn is_in_word(c: char) -> bool {
    script::is_word(c) || c == '+' || c == '#'
}
