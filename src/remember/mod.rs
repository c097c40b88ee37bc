//! What was made of each note by the build before: read again as long as note, knowledge and names are the same.
//!
//! It is only ever a shortcut: whatever is missing, damaged or of another program is silently made again.

mod file;
mod hashes;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::knowledge::Knowledge;
use crate::model::{Account, Corrections, Entry, Note, Reading, Statement};
use crate::report::Report;

pub use hashes::names;

/// What was made of each note, for one state of the knowledge.
#[derive(Debug, Default)]
pub struct Memory {
    folder: Option<PathBuf>,
    knowledge: String,
    notes: BTreeMap<String, Kept>,
}

/// What was made of one note.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Kept {
    path: String,
    /// The hash of the note's text.
    text: String,
    /// Its entries before corrections, without their passages.
    pub entries: Vec<Entry>,
    /// The remarks on it.
    pub remarks: Report,
    /// The hash of the names by which its statements were found.
    names: String,
    readings: Vec<Reading>,
    statements: Vec<Statement>,
}

impl Memory {
    /// A memory that holds nothing and keeps nothing.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// A memory that holds nothing yet and is kept in this folder.
    #[must_use]
    pub fn empty(folder: &Path, knowledge: &Knowledge, corrections: &Corrections) -> Self {
        let knowledge = hashes::knowledge(knowledge, corrections);
        Self { folder: Some(folder.to_owned()), knowledge, notes: BTreeMap::new() }
    }

    /// What the build before kept in this folder, as far as it was made by the same program from the same knowledge.
    #[must_use]
    pub fn recall(folder: &Path, knowledge: &Knowledge, corrections: &Corrections) -> Self {
        let mut memory = Self::empty(folder, knowledge, corrections);
        memory.notes = file::read(folder, &memory.knowledge).unwrap_or_default();
        memory
    }

    /// A memory that holds nothing and is kept as this one is.
    #[must_use]
    pub fn emptied(&self) -> Self {
        Self { folder: self.folder.clone(), knowledge: self.knowledge.clone(), notes: BTreeMap::new() }
    }

    /// What was made of this note, if its path and text are the same.
    #[must_use]
    pub fn note(&self, note: &Note) -> Option<&Kept> {
        self.notes.get(&note.path).filter(|kept| kept.is_of(note))
    }

    /// Takes in what was made of all notes, and forgets everything else. Cannot fail: it is but a shortcut.
    pub fn keep(&self, notes: Vec<Kept>) {
        if let Some(folder) = &self.folder {
            // A memory that cannot be written costs time, and nothing else.
            let notes = notes.into_iter().map(|kept| (kept.path.clone(), kept)).collect();
            let _ = file::write(folder, &self.knowledge, &notes);
        }
    }

    /// Whether anything is to be kept.
    #[must_use]
    pub fn keeps(&self) -> bool {
        self.folder.is_some()
    }
}

impl Kept {
    /// What was made of a note: its entries and the remarks on it, and no statements yet.
    #[must_use]
    pub fn of(note: &Note, entries: &[Entry], remarks: Report) -> Self {
        Self {
            path: note.path.clone(),
            text: hashes::text(note),
            entries: entries.iter().map(Entry::outline).collect(),
            remarks,
            names: String::new(),
            readings: Vec::new(),
            statements: Vec::new(),
        }
    }

    /// Whether it was made of a note of this path and text.
    #[must_use]
    pub fn is_of(&self, note: &Note) -> bool {
        self.path == note.path && self.text == hashes::text(note)
    }

    /// The same note with its account, found by names of this hash.
    #[must_use]
    pub fn with(self, account: &Account, names: &str) -> Self {
        let (readings, statements) = (account.readings.clone(), account.statements.clone());
        Self { readings, statements, names: names.to_owned(), ..self }
    }

    /// Its account with these entries, if its statements were found by names of this hash.
    #[must_use]
    pub fn account(&self, entries: &[Entry], names: &str) -> Option<Account> {
        (self.names == names).then(|| Account {
            note: self.path.clone(),
            entries: entries.to_vec(),
            readings: self.readings.clone(),
            statements: self.statements.clone(),
        })
    }
}
