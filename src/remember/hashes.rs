//! What a note's entries and claims depend on, as hashes.

use std::fmt::Debug;
use std::time::UNIX_EPOCH;

use blake3::Hasher;

use crate::knowledge::Knowledge;
use crate::model::{Corrections, Entry, Note, Word};

/// The hash of a note's path and text.
pub(super) fn text(note: &Note) -> String {
    let mut hash = Hasher::new();
    add(&mut hash, &note.path);
    add(&mut hash, &note.text);
    word(&hash)
}

/// The hash of all that is known before a note is read, and of the program that knows it.
pub(super) fn knowledge(knowledge: &Knowledge, corrections: &Corrections) -> String {
    let mut hash = Hasher::new();
    add(&mut hash, env!("CARGO_PKG_VERSION"));
    program(&mut hash);
    for term in &knowledge.lexicon.terms {
        debug(&mut hash, term);
    }
    let mut ignored: Vec<&String> = knowledge.ignored.iter().collect();
    ignored.sort();
    debug(&mut hash, &ignored);
    for pattern in &knowledge.patterns.all {
        debug(&mut hash, pattern);
    }
    debug(&mut hash, &knowledge.patterns.guards);
    // The judge comes with the program, which is part of the hash.
    knowledge.concepts.iter().for_each(|concept| debug(&mut hash, &concept));
    let owner = corrections.list.iter().map(|correction| &correction.word);
    owner.filter(|word| matches!(word, Word::Ignore(_))).for_each(|word| debug(&mut hash, word));
    word(&hash)
}

/// The hash of the names of all papers that have entries, in the order of the notes.
#[must_use]
pub fn names<'a>(entries: impl Iterator<Item = &'a Entry>) -> String {
    let mut hash = Hasher::new();
    for entry in entries {
        add(&mut hash, &entry.name);
        debug(&mut hash, &(&entry.title, &entry.aliases));
    }
    word(&hash)
}

/// A program that was compiled anew may read notes differently under the same version.
fn program(hash: &mut Hasher) {
    let file = std::env::current_exe().and_then(std::fs::metadata);
    if let Ok(file) = file {
        let time = file.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        debug(hash, &(file.len(), time));
    }
}

fn debug(hash: &mut Hasher, value: &impl Debug) {
    add(hash, &format!("{value:?}"));
}

fn add(hash: &mut Hasher, text: &str) {
    // The length keeps `ab` + `c` apart from `a` + `bc`.
    hash.update(&(text.len() as u64).to_le_bytes()).update(text.as_bytes());
}

fn word(hash: &Hasher) -> String {
    hash.finalize().to_hex().to_string()
}
