//! What is known before any note is read: the folders `data/`, `ontology/` and `queries/`, built into the program.

pub mod concepts;
pub mod cues;
mod gate;
pub mod ignored;
pub mod lexicon;
pub mod patterns;
pub mod questions;
pub mod required;
pub mod rules;
pub mod template;
pub mod judge;
pub mod terms;
pub mod words;

use std::collections::HashSet;

use include_dir::{Dir, include_dir};

use crate::error::Result;

/// The folder `data/lexicon`: names.
pub static LEXICON: Dir = include_dir!("$CARGO_MANIFEST_DIR/data/lexicon");
/// The folder `data/patterns`: wordings of relations.
pub static PATTERNS: Dir = include_dir!("$CARGO_MANIFEST_DIR/data/patterns");
/// The folder `ontology`: terms, alignments, shapes and rules.
pub static ONTOLOGY: Dir = include_dir!("$CARGO_MANIFEST_DIR/ontology");
/// The folder `queries`: questions and checks.
pub static QUERIES: Dir = include_dir!("$CARGO_MANIFEST_DIR/queries");

/// Everything that is known before any note is read.
#[derive(Clone, Debug)]
pub struct Knowledge {
    /// Names.
    pub lexicon: lexicon::Lexicon,
    /// Words that look like names and are none.
    pub ignored: HashSet<String>,
    /// Wordings of relations.
    pub patterns: patterns::Patterns,
    /// What words speak for which relation, where no pattern does.
    pub judge: judge::Judge,
    /// What papers are about.
    pub concepts: concepts::Concepts,
    /// What follows from what.
    pub rules: Vec<rules::Rule>,
}

impl Knowledge {
    /// The knowledge that ships with the program.
    ///
    /// # Errors
    /// [`crate::error::Error::Knowledge`] where a file is malformed.
    pub fn load() -> Result<Self> {
        let ignored = LEXICON.get_file("ignored_names.tsv").and_then(|file| file.contents_utf8()).unwrap_or("");
        Ok(Self {
            lexicon: lexicon::Lexicon::load(&LEXICON)?,
            ignored: ignored::load(ignored)?,
            patterns: patterns::Patterns::load(&PATTERNS)?,
            judge: judge::Judge::bundled(include_str!("../../data/judge.tsv")),
            concepts: concepts::Concepts::parse(concepts::SCHEME)?,
            rules: rules::bundled()?,
        })
    }
}
