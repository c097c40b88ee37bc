//! What was made of each note by the build before: read again as long as note, knowledge and names are the same.
//!
//! It is only ever a shortcut: whatever is missing, damaged or of another program is silently made again.

mod file;
mod hashes;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::knowledge::Knowledge;
use crate::model::{Claim, Corrections, Entry, Note};
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
    /// Its entries before corrections.
    pub entries: Vec<Entry>,
    /// The remarks on it.
    pub remarks: Report,
    /// The hash of the names by which its claims were found.
    names: String,
    claims: Vec<Claim>,
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

    /// What was made of this note, if its path and text are the same.
    #[must_use]
    pub fn note(&self, note: &Note) -> Option<&Kept> {
        self.notes.get(&note.path).filter(|kept| kept.text == hashes::text(note))
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
    /// What was made of a note: its entries and the remarks on it, and no claims yet.
    #[must_use]
    pub fn of(note: &Note, (entries, remarks): (Vec<Entry>, Report)) -> Self {
        Self {
            path: note.path.clone(),
            text: hashes::text(note),
            entries,
            remarks,
            names: String::new(),
            claims: Vec::new(),
        }
    }

    /// The same note with its claims, found by names of this hash.
    #[must_use]
    pub fn with(self, claims: &[Claim], names: &str) -> Self {
        Self { claims: claims.to_owned(), names: names.to_owned(), ..self }
    }

    /// Its claims, if they were found by names of this hash.
    #[must_use]
    pub fn claims(&self, names: &str) -> Option<&[Claim]> {
        (self.names == names).then_some(self.claims.as_slice())
    }
}
