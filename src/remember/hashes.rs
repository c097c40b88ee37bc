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
        for words in [&term.name, &term.kind].into_iter().chain(&term.aliases).chain(&term.title).chain(&term.ambiguous)
        {
            add(&mut hash, words);
        }
        debug(&mut hash, &(term.aliases.len(), &term.published, &term.identifier, term.generic));
    }
    let mut ignored: Vec<&String> = knowledge.ignored.iter().collect();
    ignored.sort();
    debug(&mut hash, &ignored);
    for pattern in &knowledge.patterns.all {
        // Not as a whole: what is compiled when it is first needed is no part of what is known.
        let source = &pattern.source;
        for expression in std::iter::once(&pattern.expression).chain(&pattern.papers).chain(&pattern.unless) {
            add(&mut hash, expression.source());
        }
        let flags =
            (source.unguarded, source.of_entry, source.titles, source.generic, source.stems, pattern.is_chinese);
        debug(&mut hash, &(&pattern.id, &pattern.relation, &source.objects, &source.instead, source.confidence, flags));
    }
    debug(&mut hash, &knowledge.patterns.guards);
    let around = &knowledge.patterns.around;
    let mut joins: Vec<&String> = around.joins.iter().collect();
    joins.sort();
    debug(&mut hash, &(around.before.as_str(), around.after.as_str(), joins));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_compiled_meanwhile_makes_no_other_knowledge() {
        let known = Knowledge::load().expect("the knowledge that ships");
        let before = knowledge(&known, &Corrections::default());
        assert!(!known.patterns.candidates("基于 x 的方法").is_empty());
        assert!(known.patterns.all[0].expression.get().is_some());
        assert_eq!(knowledge(&known, &Corrections::default()), before);
    }
}
