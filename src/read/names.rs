//! How files are named in the graph: from the named folder on, with `/` between folders.

use std::fmt::Write as _;
use std::path::{Component, Path, PathBuf};

/// What stands before the names of the files of each root: nothing for a single one, else the folder's name, or as much of
/// its path as was typed where two have one name.
pub(super) fn of_roots(roots: &[PathBuf]) -> Vec<String> {
    if roots.len() < 2 {
        return vec![String::new(); roots.len()];
    }
    let names: Vec<String> = roots.iter().map(|root| name_of(root)).collect();
    let is_shared = |name: &String| names.iter().filter(|other| *other == name).count() > 1;
    let whole = |root: &PathBuf, name: &String| if is_shared(name) { slashed(root) } else { name.clone() };
    roots.iter().zip(&names).map(|(root, name)| whole(root, name)).collect()
}

/// The name of a file below a root.
pub(super) fn below(root: &Path, shown: &str, path: &Path) -> String {
    match path.strip_prefix(root) {
        Ok(rest) if rest.as_os_str().is_empty() && !shown.is_empty() => shown.to_owned(),
        Ok(rest) if rest.as_os_str().is_empty() => name_of(path),
        Ok(rest) if shown.is_empty() => slashed(rest),
        Ok(rest) => format!("{shown}/{}", slashed(rest)),
        Err(_) => slashed(path),
    }
}

/// The path that an error of the walk is about.
pub(super) fn of_error(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => of_error(err),
        _ => None,
    }
}

fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(|| slashed(path), |name| lossless(name.as_encoded_bytes()))
}

fn slashed(path: &Path) -> String {
    let parts = path.components().filter(|part| matches!(part, Component::Normal(_) | Component::ParentDir));
    parts.map(|part| lossless(part.as_os_str().as_encoded_bytes())).collect::<Vec<_>>().join("/")
}

/// A name in which bytes that are not UTF-8 are spelt `%FF`, so that no two names become one.
fn lossless(name: &[u8]) -> String {
    name.utf8_chunks().fold(String::new(), |mut text, chunk| {
        text.push_str(chunk.valid());
        for byte in chunk.invalid() {
            write!(text, "%{byte:02X}").expect("a string can always be written to");
        }
        text
    })
}
