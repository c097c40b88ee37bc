//! Which of many expressions can be found in a text, by the letters that they cannot do without, in one pass.

use std::collections::BTreeMap;

use aho_corasick::AhoCorasick;

use super::required::Cue;
use super::template::Expression;

/// The cues of many expressions.
#[derive(Clone, Debug)]
pub(super) struct Gate {
    automaton: AhoCorasick,
    /// For each cue, whether a word begins with it, and the expressions that need it.
    cues: Vec<(bool, Vec<usize>)>,
    /// Expressions that have no cue.
    always: Vec<usize>,
    count: usize,
}

impl Gate {
    /// The gate of some expressions, which it knows by their number.
    ///
    /// # Errors
    /// Why an expression does not parse.
    pub(super) fn new<'a>(expressions: impl Iterator<Item = &'a Expression>) -> Result<Self, String> {
        let mut by_cue: BTreeMap<Cue, Vec<usize>> = BTreeMap::new();
        let mut always = Vec::new();
        let mut count = 0;
        for (at, expression) in expressions.enumerate() {
            count += 1;
            match expression.cues()? {
                None => always.push(at),
                Some(cues) => cues.into_iter().for_each(|cue| by_cue.entry(cue).or_default().push(at)),
            }
        }
        let letters = by_cue.keys().map(|cue| cue.letters.as_str());
        let automaton = AhoCorasick::new(letters).map_err(|error| error.to_string())?;
        let cues = by_cue.into_iter().map(|(cue, expressions)| (cue.begins_word, expressions)).collect();
        Ok(Self { automaton, cues, always, count })
    }

    /// The numbers of the expressions that can be found in a text, in order.
    pub(super) fn open(&self, text: &str) -> Vec<usize> {
        let bytes = text.as_bytes();
        let mut is_open = vec![false; self.count];
        for found in self.automaton.find_overlapping_iter(text) {
            let (begins_word, expressions) = &self.cues[found.pattern().as_usize()];
            let is_inside = found.start() > 0 && bytes[found.start() - 1].is_ascii_alphanumeric();
            if !begins_word || !is_inside {
                expressions.iter().for_each(|at| is_open[*at] = true);
            }
        }
        self.always.iter().for_each(|at| is_open[*at] = true);
        is_open.iter().enumerate().filter(|(_, is_open)| **is_open).map(|(at, _)| at).collect()
    }
}
