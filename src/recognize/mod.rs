//! Entry → mentions. Finds the words that name something; says nothing about what is stated of them.

mod christen;
mod folded;
mod form;
mod introduced;
mod known;
mod linked;
mod overlap;
mod topics;

use std::collections::HashSet;

use crate::knowledge::lexicon::Lexicon;
use crate::model::{Entry, Mention, Passage};

pub use christen::christen;
pub use topics::Topics;

/// Every way by which words can be known as a name.
#[derive(Debug)]
pub struct Recognizer<'a> {
    known: known::Known<'a>,
    ignored: &'a HashSet<String>,
}

impl<'a> Recognizer<'a> {
    /// A recognizer of the names in the lexicon and the names of the papers that the notes are about.
    #[must_use]
    pub fn new(lexicon: &'a Lexicon, entries: impl Iterator<Item = &'a Entry>, ignored: &'a HashSet<String>) -> Self {
        Self { known: known::Known::new(lexicon, entries, ignored), ignored }
    }

    /// The mentions in a passage, in order, none over another.
    #[must_use]
    pub fn mentions(&self, entry: &Entry, passage: &Passage) -> Vec<Mention> {
        let text = passage.prose.text();
        let mut found = self.known.find(text);
        // A paper's own title says what it builds on: it must not hide the names in it.
        found.retain(|mention| mention.name != entry.name || mention.range.len() < known::TITLE_LENGTH);
        found.extend(linked::find(passage, &self.known, self.ignored));
        let mut found = overlap::longest(found);
        found.extend(form::find(text, &found, self.ignored));
        let mut found = overlap::longest(found);
        found.extend(introduced::find(text, &found, self.ignored));
        overlap::longest(found)
    }
}
