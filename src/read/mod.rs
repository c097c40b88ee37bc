//! Folder → notes. Reads Markdown files and changes none.

mod revision;
mod stamps;

use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::model::{Note, Span};
use crate::report::{Code, Report};

pub use revision::revision;
pub use stamps::{Stamps, stamps};

/// The notes in files and folders, sorted by path; hidden files and what `.gitignore` names are passed over.
///
/// Paths are given from the named folder on; where several are named, with that folder's name before them.
///
/// # Errors
/// [`Error::Read`] for a path that is not there, a folder that cannot be listed or a file that cannot be read,
/// [`Error::NoNotes`] where there is no note.
pub fn notes(paths: &[PathBuf], report: &mut Report) -> Result<Vec<Note>> {
    let mut notes = Vec::new();
    for root in paths {
        std::fs::metadata(root).map_err(|source| Error::Read { path: root.clone(), source })?;
        for path in markdown_files(root)? {
            let name = if paths.len() > 1 { name_with_root(root, &path) } else { name_below(root, &path) };
            notes.push(note(name, &path, report)?);
        }
    }
    notes.sort_by(|a: &Note, b: &Note| a.path.cmp(&b.path));
    notes.dedup_by(|a, b| a.path == b.path && a.text == b.text);
    if notes.is_empty() {
        return Err(Error::NoNotes { path: paths.first().cloned().unwrap_or_default() });
    }
    Ok(notes)
}

fn markdown_files(root: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for found in ignore::WalkBuilder::new(root).require_git(false).build() {
        let found = found.map_err(|error| Error::Read {
            path: root.to_owned(),
            source: error.into_io_error().unwrap_or_else(|| std::io::Error::other("the folder cannot be listed")),
        })?;
        let is_markdown = found
            .path()
            .extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case("md") || ending.eq_ignore_ascii_case("markdown"));
        if is_markdown && found.file_type().is_some_and(|kind| kind.is_file()) {
            files.push(found.into_path());
        }
    }
    Ok(files)
}

fn name_below(root: &Path, path: &Path) -> String {
    match path.strip_prefix(root) {
        Ok(rest) if !rest.as_os_str().is_empty() => slashed(rest),
        _ => slashed(Path::new(path.file_name().unwrap_or(path.as_os_str()))),
    }
}

fn name_with_root(root: &Path, path: &Path) -> String {
    let root_name = root.file_name().filter(|_| root.is_dir()).map(|name| name.to_string_lossy());
    let below = name_below(root, path);
    root_name.map_or(below.clone(), |name| format!("{name}/{below}"))
}

fn slashed(path: &Path) -> String {
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn note(name: String, path: &Path, report: &mut Report) -> Result<Note> {
    let bytes = std::fs::read(path).map_err(|source| Error::Read { path: path.to_owned(), source })?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let note = Note::new(name, String::from_utf8_lossy(bytes));
    if let Err(error) = std::str::from_utf8(bytes) {
        let at = error.valid_up_to();
        let message = "bytes that are not UTF-8 were replaced; save the file as UTF-8";
        report.at(&note, Span::new(at, at), Code::InvalidUtf8, message);
    }
    if note.text.trim().is_empty() {
        report.on(&note.path, Code::Empty, "the note has no words");
    }
    Ok(note)
}
