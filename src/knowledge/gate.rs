//! Which of many expressions can be found in a text, by the letters that they cannot do without, in one pass.

use std::collections::BTreeMap;

use aho_corasick::AhoCorasick;

use super::required::Cue;
use super::template::Expression;

/// The cues of many expressions.
#[derive(Clone, Debug)]
pub(super) struct Gate {
    /// None if there are more cues than one automaton holds; then everything is tried.
    automaton: Option<AhoCorasick>,
    /// For each cue, whether a word begins with it, and the sets that it is in: expression and number of the set.
    cues: Vec<(bool, Vec<(usize, u8)>)>,
    /// For each expression, a bit for each of its sets.
    sets: Vec<u8>,
}

/// The bit of a set that nothing fills.
const NEVER: u8 = 1 << 7;

impl Gate {
    /// The gate of some expressions, which it knows by their number; one that does not parse is never found.
    pub(super) fn new<'a>(expressions: impl Iterator<Item = &'a Expression>) -> Self {
        let mut by_cue: BTreeMap<Cue, Vec<(usize, u8)>> = BTreeMap::new();
        let mut sets = Vec::new();
        for (at, expression) in expressions.enumerate() {
            let Ok(cues) = expression.cues() else {
                sets.push(NEVER);
                continue;
            };
            let mut bits = 0;
            for (number, set) in cues.into_iter().enumerate() {
                bits |= 1 << number;
                for cue in set {
                    by_cue.entry(cue).or_default().push((at, 1 << number));
                }
            }
            sets.push(bits);
        }
        let letters = by_cue.keys().map(|cue| cue.letters.as_str());
        let automaton = AhoCorasick::new(letters).ok();
        let cues = by_cue.into_iter().map(|(cue, sets)| (cue.begins_word, sets)).collect();
        Self { automaton, cues, sets }
    }

    /// The numbers of the expressions that can be found in a text, in order.
    pub(super) fn open(&self, text: &str) -> Vec<usize> {
        let bytes = text.as_bytes();
        let Some(automaton) = &self.automaton else { return (0..self.sets.len()).collect() };
        let mut missing = self.sets.clone();
        for found in automaton.find_overlapping_iter(text) {
            let (begins_word, sets) = &self.cues[found.pattern().as_usize()];
            let is_inside = found.start() > 0 && bytes[found.start() - 1].is_ascii_alphanumeric();
            if !begins_word || !is_inside {
                for (at, bit) in sets {
                    missing[*at] &= !bit;
                }
            }
        }
        missing.iter().enumerate().filter(|(_, missing)| **missing == 0).map(|(at, _)| at).collect()
    }
}
