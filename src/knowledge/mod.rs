//! What is known before any note is read: the folders `data/`, `ontology/` and `queries/`, built into the program.

pub mod questions;
pub mod rules;

use include_dir::{Dir, include_dir};

/// The folder `data/lexicon`: names.
pub static LEXICON: Dir = include_dir!("$CARGO_MANIFEST_DIR/data/lexicon");
/// The folder `data/patterns`: wordings of relations.
pub static PATTERNS: Dir = include_dir!("$CARGO_MANIFEST_DIR/data/patterns");
/// The folder `ontology`: terms, alignments, shapes and rules.
pub static ONTOLOGY: Dir = include_dir!("$CARGO_MANIFEST_DIR/ontology");
/// The folder `queries`: questions and checks.
pub static QUERIES: Dir = include_dir!("$CARGO_MANIFEST_DIR/queries");
