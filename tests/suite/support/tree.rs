//! The files of the repository, for tests that read them.

use std::fs;
use std::path::{Path, PathBuf};

use super::skip;

/// The folder of the repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The words of a file of the repository.
pub(crate) fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The files below a folder of the repository with this ending, sorted, as paths below the repository.
pub(crate) fn files(folder: &str, ending: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == ending) {
                found.push(below_root(&path));
            }
        }
    }
    found.sort();
    found
}

/// The files of Rust that are ours, sorted.
pub(crate) fn rust() -> Vec<String> {
    let mut files: Vec<String> =
        ["src", "tests", "benches", "fuzz/src", "fuzz/targets"].iter().flat_map(|folder| files(folder, "rs")).collect();
    files.push("build.rs".to_owned());
    files
}

/// Notes that were labelled by hand and stand beside the repository where the project is developed; none elsewhere.
///
/// Says so on the test's output, since a test that needs them then has nothing to do.
pub(crate) fn labelled(set: &str) -> Option<PathBuf> {
    let folder = root().join("../shared/eval").join(set);
    if folder.join("notes").is_dir() {
        return Some(folder);
    }
    skip(&format!("{set} is not beside the repository"));
    None
}

fn below_root(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).to_string_lossy().replace('\\', "/")
}
