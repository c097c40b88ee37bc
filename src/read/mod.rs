//! Folder → notes. Reads Markdown files and changes none; says which it did not read, and why.

mod names;
mod revision;
mod stamps;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs::{File, FileType};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::model::{Note, Span};
use crate::report::{Code, Report};

pub use revision::{file_at, revision};
pub use stamps::{Stamps, stamps};

/// The largest note that is read, in bytes: some ten thick books.
pub const LARGEST: u64 = 32 << 20;

/// The notes in files and folders, sorted by path; hidden files and what `.gitignore` names are passed over.
///
/// Paths are given from the named folder on; where several are named, with that folder's name before them. What looks
/// like a note and is not read (a link, a pipe, a file larger than [`LARGEST`]) is remarked on.
///
/// # Errors
/// [`Error::Read`] for a path that is not there, a folder that cannot be listed or a file that cannot be read,
/// [`Error::NoNotes`] where there is no note.
pub fn notes(paths: &[PathBuf], report: &mut Report) -> Result<Vec<Note>> {
    let mut notes = Vec::new();
    for listed in list(paths, report)? {
        notes.extend(listed.note(report)?.map(Cow::into_owned));
    }
    if notes.is_empty() { Err(nothing(paths, report)) } else { Ok(notes) }
}

/// A note that can be read, and read again.
#[derive(Debug)]
pub struct Listed(Place);

#[derive(Debug)]
enum Place {
    File { name: String, found: Found },
    Memory(Note),
}

impl Listed {
    /// A note that was read already.
    #[must_use]
    pub fn of(note: Note) -> Self {
        Self(Place::Memory(note))
    }

    /// The path of the note.
    #[must_use]
    pub fn path(&self) -> &str {
        match &self.0 {
            Place::Memory(note) => &note.path,
            Place::File { name, .. } => name,
        }
    }

    /// The note as it is at this moment; none, with a remark, if it is none that can be read.
    ///
    /// # Errors
    /// [`Error::Read`] for a file that cannot be read.
    pub fn note(&self, report: &mut Report) -> Result<Option<Cow<'_, Note>>> {
        match &self.0 {
            Place::Memory(note) => Ok(Some(Cow::Borrowed(note))),
            Place::File { name, found } => Ok(note(name, found, report)?.map(Cow::Owned)),
        }
    }
}

/// What [`notes`] would read, in the same order, before any of it is read.
///
/// # Errors
/// [`Error::Read`] for a path that is not there or a folder that cannot be listed.
pub fn list(paths: &[PathBuf], report: &mut Report) -> Result<Vec<Listed>> {
    let mut files: Vec<(String, Found)> = Vec::new();
    let mut seen = BTreeSet::new();
    for (root, shown) in paths.iter().zip(names::of_roots(paths)) {
        std::fs::metadata(root).map_err(|source| Error::Read { path: root.clone(), source })?;
        for found in found(root)? {
            // A file that lies in two of the folders is one note.
            if paths.len() > 1 && !seen.insert(found.path.canonicalize().unwrap_or_else(|_| found.path.clone())) {
                continue;
            }
            files.push((names::below(root, &shown, &found.path), found));
        }
    }
    files.sort_by(|a, b| a.0.cmp(&b.0));
    for (name, _) in files.iter().filter(|(_, found)| found.refused().is_none() && found.path.to_str().is_none()) {
        report.on(name, Code::OddName, "the name of the file is not UTF-8; rename it");
    }
    files.dedup_by(|again, first| {
        let is_again = again.0 == first.0 && again.1.refused().is_none() && first.1.refused().is_none();
        if is_again {
            report.on(&first.0, Code::NotRead, "another file is shown by the same name; rename it");
        }
        is_again
    });
    Ok(files.into_iter().map(|(name, found)| Listed(Place::File { name, found })).collect())
}

/// The error where nothing was read: that there is no note, or why the first one was refused.
#[must_use]
pub fn nothing(paths: &[PathBuf], report: &Report) -> Error {
    let path = paths.first().cloned().unwrap_or_default();
    let refused = report.remarks.iter().find(|remark| remark.code == Code::NotRead);
    refused.map_or(Error::NoNotes { path }, |remark| Error::Read {
        path: PathBuf::from(&remark.note),
        source: io::Error::other(remark.message.clone()),
    })
}

/// A file that is called like a note.
#[derive(Debug)]
struct Found {
    path: PathBuf,
    /// What it is; a link is not followed.
    kind: Option<FileType>,
}

impl Found {
    /// Why it is not even opened.
    fn refused(&self) -> Option<&'static str> {
        match self.kind {
            Some(kind) if kind.is_symlink() => {
                Some("it is a link, and links are not followed; name what it leads to as well")
            }
            // Whoever opens a pipe waits until somebody writes into it.
            Some(kind) if !kind.is_file() => Some("it is no regular file"),
            _ => None,
        }
    }
}

/// Everything in a folder that is called like a note, sorted; links are found and not followed, so that none leads in circles.
fn found(root: &Path) -> Result<Vec<Found>> {
    let mut files = Vec::new();
    let by_name = |a: &Path, b: &Path| a.cmp(b);
    for found in ignore::WalkBuilder::new(root).require_git(false).sort_by_file_path(by_name).build() {
        let found = match found {
            Ok(found) => found,
            // A folder that was removed since it was listed has no notes.
            Err(error) if is_gone(&error) && root.exists() => continue,
            Err(error) => return Err(unlisted(root, error)),
        };
        let kind = found.file_type();
        let is_link = found.depth() > 0 && kind.is_some_and(|kind| kind.is_symlink());
        let is_folder = kind.is_some_and(|kind| kind.is_dir());
        if !is_folder && (is_markdown(found.path()) || is_link && found.path().is_dir()) {
            files.push(Found { path: found.into_path(), kind });
        }
    }
    Ok(files)
}

fn is_gone(error: &ignore::Error) -> bool {
    error.io_error().is_some_and(|error| error.kind() == io::ErrorKind::NotFound)
}

fn unlisted(root: &Path, error: ignore::Error) -> Error {
    let path = names::of_error(&error).unwrap_or(root).to_owned();
    let other = || io::Error::other("the folder cannot be listed");
    Error::Read { path, source: error.into_io_error().unwrap_or_else(other) }
}

fn is_markdown(path: &Path) -> bool {
    let ending = path.extension();
    ending.is_some_and(|ending| ending.eq_ignore_ascii_case("md") || ending.eq_ignore_ascii_case("markdown"))
}

/// The note in a file; none, with a remark, if it is none that can be read.
fn note(name: &str, found: &Found, report: &mut Report) -> Result<Option<Note>> {
    if let Some(reason) = found.refused() {
        report.on(name, Code::NotRead, reason);
        return Ok(None);
    }
    let bytes = match read_up_to(&found.path, LARGEST) {
        Ok(Some(bytes)) => bytes,
        Ok(None) => {
            let reason = format!("it is larger than {} MiB; divide it", LARGEST >> 20);
            report.on(name, Code::NotRead, reason);
            return Ok(None);
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            report.on(name, Code::NotRead, "it was removed while the folder was read");
            return Ok(None);
        }
        Err(source) => return Err(Error::Read { path: found.path.clone(), source }),
    };
    Ok(Some(of_bytes(name, &bytes, report)))
}

/// The bytes of a file as they are at one moment; none if there are more than so many, whatever its length was before.
fn read_up_to(path: &Path, largest: u64) -> io::Result<Option<Vec<u8>>> {
    let file = File::open(path)?;
    let length = file.metadata()?.len();
    if length > largest {
        return Ok(None);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0) + 1);
    file.take(largest + 1).read_to_end(&mut bytes)?;
    Ok(u64::try_from(bytes.len()).is_ok_and(|length| length <= largest).then_some(bytes))
}

fn of_bytes(name: &str, bytes: &[u8], report: &mut Report) -> Note {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let note = Note::new(name, String::from_utf8_lossy(bytes));
    if let Err(error) = std::str::from_utf8(bytes) {
        let at = error.valid_up_to();
        let message = "bytes that are not UTF-8 were replaced; save the file as UTF-8";
        report.at(&note, Span::new(at, at), Code::InvalidUtf8, message);
    }
    if note.text.trim().is_empty() {
        report.on(&note.path, Code::Empty, "the note has no words");
    }
    note
}
