//! The owner's word: `corrections.tsv` → knowledge, entries and graph as the owner has them. Never changes a note.
//!
//! `ignore`, `same`, `different`, `rename` and `kind` say how names are to be understood, so they amend the knowledge before
//! anything is recognized; all of them, and what is asserted, rejected and dated, then hold for the graph, however the
//! notes put it. A fact that is asserted and also stated stays stated, with its evidence; being asserted, it is kept
//! whatever else the notes state of the pair.

mod amend;
mod apply;
mod classes;
mod conflict;
mod file;
mod index;
mod merge;

use std::path::Path;

use crate::error::{Error, Result};
use crate::knowledge::terms::Terms;
use crate::model::Corrections;

pub use amend::{claims, entries, knowledge, words};
pub use apply::{Applied, apply};
pub use file::{append, beside, parse};

/// The name of the file, beside the notes.
pub const FILE: &str = "corrections.tsv";

/// The corrections in a file; none where there is no file.
///
/// # Errors
/// [`Error::Read`] where it cannot be read, [`Error::Correction`] where a line is malformed,
/// [`Error::Contradiction`] where two lines exclude each other.
pub fn read(path: &Path, terms: &Terms) -> Result<Corrections> {
    let unreadable = |source| Error::Read { path: path.to_owned(), source };
    // Whoever opens a pipe waits until somebody writes into it.
    if std::fs::metadata(path).is_ok_and(|found| !found.is_file()) {
        return Err(unreadable(std::io::Error::other("it is no regular file")));
    }
    match std::fs::read(path) {
        Ok(bytes) => parse(path, &bytes, terms),
        Err(source) if source.kind() == std::io::ErrorKind::NotFound => Ok(Corrections::default()),
        Err(source) => Err(unreadable(source)),
    }
}
