//! Where the notes lie that the graph was built from: a file of its own in the store's folder, a path a line.
//!
//! Paths are kept as seen from the store, so that a folder that is moved with its store still has its notes.

use std::fs;
use std::path::{Component, Path, PathBuf};

use super::publish::write_whole;
use crate::error::{Error, Result};

const FILE: &str = "sources";

/// The files and folders of notes that the graph was built from, as far as they are still there.
#[must_use]
pub fn sources(folder: &Path) -> Vec<PathBuf> {
    let text = fs::read_to_string(folder.join(FILE)).unwrap_or_default();
    text.lines().map(|line| tidy(&folder.join(line))).filter(|path| path.exists()).collect()
}

/// Keeps where the notes lie that the graph was built from.
///
/// # Errors
/// [`Error::Write`] where the file cannot be written.
pub fn keep_sources(folder: &Path, paths: &[PathBuf]) -> Result<()> {
    let refused = |source| Error::Write { path: folder.join(FILE), source };
    let from = fs::canonicalize(folder).map_err(refused)?;
    // A path with a line break cannot be kept, and is named every time.
    let seen = paths.iter().filter_map(|path| seen_from(&from, path)).filter(|path| !path.contains('\n'));
    let text: String = seen.map(|path| path + "\n").collect();
    if fs::read_to_string(folder.join(FILE)).is_ok_and(|before| before == text) {
        return Ok(());
    }
    write_whole(&folder.join(FILE), text.as_bytes())
}

/// A path as seen from a folder; none where it is not there or is no Unicode.
fn seen_from(folder: &Path, path: &Path) -> Option<String> {
    let path = fs::canonicalize(path).ok()?;
    let common = folder.components().zip(path.components()).take_while(|(a, b)| a == b).count();
    let (up, down) = (folder.components().skip(common), path.components().skip(common));
    // On another disk there is nothing in common, and the whole path is kept.
    let seen: PathBuf = if common == 0 { path.clone() } else { up.map(|_| Component::ParentDir).chain(down).collect() };
    seen.to_str().map(str::to_owned)
}

/// The path without `folder/..` in it, as people would type it.
fn tidy(path: &Path) -> PathBuf {
    let mut tidy = PathBuf::new();
    for part in path.components() {
        let is_name = matches!(tidy.components().next_back(), Some(Component::Normal(_)));
        // A link leads elsewhere, and what is above it is not where it stands.
        let is_folder = is_name && !tidy.is_symlink();
        if part == Component::ParentDir && is_folder {
            tidy.pop();
        } else {
            tidy.push(part);
        }
    }
    if tidy.as_os_str().is_empty() { PathBuf::from(".") } else { tidy }
}
