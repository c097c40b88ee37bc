//! Notes as they stood at a revision of git. Asks git for their words; the work tree is neither read nor touched.

use std::path::Path;
use std::process::Command;

use crate::error::{Error, Result};
use crate::model::Note;

/// The notes of a folder as they stood at a revision, sorted by path.
///
/// # Errors
/// [`Error::Program`] where git is missing, the folder is in no repository or there is no such revision,
/// [`Error::NoNotes`] where the folder had no note then.
pub fn revision(folder: &Path, revision: &str) -> Result<Vec<Note>> {
    if revision.starts_with('-') {
        return Err(Error::Usage(format!("`{revision}` is no revision of git")));
    }
    let listed = ask(folder, &["ls-tree", "-r", "-z", "--name-only", revision, "--", "."])?;
    let paths = String::from_utf8_lossy(&listed).into_owned();
    let is_note = |path: &&str| {
        let ending = Path::new(path).extension();
        ending.is_some_and(|ending| ending.eq_ignore_ascii_case("md") || ending.eq_ignore_ascii_case("markdown"))
    };
    // As where files are read: hidden ones are passed over.
    let is_hidden = |path: &&str| path.split('/').any(|part| part.starts_with('.'));
    let mut notes = Vec::new();
    for path in paths.split('\0').filter(is_note).filter(|path| !is_hidden(path)) {
        let bytes = ask(folder, &["show", &format!("{revision}:./{path}")])?;
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
        notes.push(Note::new(path, String::from_utf8_lossy(bytes)));
    }
    notes.sort_by(|a, b| a.path.cmp(&b.path));
    if notes.is_empty() {
        return Err(Error::NoNotes { path: folder.to_owned() });
    }
    Ok(notes)
}

/// A file as it stood at a revision; none where there was none.
///
/// # Errors
/// As [`revision`].
pub fn file_at(path: &Path, revision: &str) -> Result<Option<Vec<u8>>> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let listed = ask(folder, &["ls-tree", "-z", "--name-only", revision, "--", &format!("./{name}")])?;
    if listed.is_empty() {
        return Ok(None);
    }
    ask(folder, &["show", &format!("{revision}:./{name}")]).map(Some)
}

fn ask(folder: &Path, words: &[&str]) -> Result<Vec<u8>> {
    let failed = |reason: String| Error::Program { program: "git", reason };
    let mut command = Command::new("git");
    let command = command.arg("-C").arg(folder).args(["-c", "core.quotepath=off"]).args(words);
    let answer = command.output().map_err(|error| failed(format!("cannot be run: {error}")))?;
    if answer.status.success() {
        return Ok(answer.stdout);
    }
    let complaint = String::from_utf8_lossy(&answer.stderr);
    Err(failed(complaint.trim().lines().next().unwrap_or("gave no answer").trim_start_matches("fatal: ").to_owned()))
}
