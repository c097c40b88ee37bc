//! Which concepts a passage names.

use aho_corasick::{AhoCorasick, MatchKind};

use super::folded::Folded;
use crate::knowledge::concepts::Concepts;
use crate::model::Passage;
use crate::text::{fold, script};

/// Finds concepts by their labels.
#[derive(Debug)]
pub struct Topics {
    automaton: Option<AhoCorasick>,
    names: Vec<(String, String)>,
}

impl Topics {
    /// A finder of the concepts of a scheme.
    #[must_use]
    pub fn new(concepts: &Concepts) -> Self {
        let mut names = Vec::new();
        let mut keys = Vec::new();
        for (name, concept) in concepts.iter() {
            for label in &concept.labels {
                let key = fold::key(&label.text);
                if key.chars().count() >= 2 {
                    keys.push(key);
                    names.push((name.to_owned(), label.text.clone()));
                }
            }
        }
        let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&keys).ok();
        Self { automaton, names }
    }

    /// The concepts that a passage names, each once, with the first place where it does.
    #[must_use]
    pub fn find(&self, passage: &Passage) -> Vec<(&str, std::ops::Range<usize>)> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let text = passage.prose.text();
        let folded = Folded::of(text);
        let mut found: Vec<(&str, std::ops::Range<usize>)> = Vec::new();
        for hit in automaton.find_iter(&folded.key) {
            let range = folded.range(hit.start(), hit.end());
            let (name, label) = &self.names[hit.pattern().as_usize()];
            let words = &text[range.clone()];
            let joined = words.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '+' | '/' | '&'));
            let short_fits = label.chars().count() > 3 || words == label;
            let alone = script::stands_alone(text, range.start, range.end)
                || text[range.end..].starts_with('s') && script::stands_alone(text, range.start, range.end + 1);
            if joined && short_fits && alone && !found.iter().any(|(known, _)| known == name) {
                found.push((name, range));
            }
        }
        found
    }
}
