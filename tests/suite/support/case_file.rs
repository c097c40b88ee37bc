//! Cases: Markdown files that show a note and what a stage must make of it.

use std::fmt::Write as _;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// A fenced block of a case: its name, what stands after the name, and the words.
#[derive(Clone, Debug)]
pub(crate) struct Fence {
    /// The stage or `note`.
    pub(crate) name: String,
    /// What follows the name, such as the path of the note.
    pub(crate) rest: String,
    /// The words.
    pub(crate) words: String,
    /// Where the words stand in the file.
    pub(crate) range: Range<usize>,
}

/// Runs every case in `tests/cases/<stage>`; `actual` says what a stage makes of the note for each other fence.
///
/// With `UPDATE_CASES=1` it writes that into the case instead.
pub(crate) fn run(stage: &str, actual: impl Fn(&Fence, &str) -> String) {
    let paths = paths(stage);
    let mut failures = String::new();
    for path in paths {
        let text = fs::read_to_string(&path).expect("a case");
        let fences = fences(&text);
        let note = fences.iter().find(|fence| fence.name == "note").expect("a case has a note");
        let mut updated = text.clone();
        for fence in fences.iter().rev().filter(|fence| fence.name != "note") {
            let made = actual(note, &fence.name);
            if made != fence.words {
                let _ = write!(failures, "\n{} {}\n- {}\n+ {}", path.display(), fence.name, fence.words, made);
                updated.replace_range(fence.range.clone(), &made);
            }
        }
        if std::env::var_os("UPDATE_CASES").is_some() {
            fs::write(&path, updated).expect("the case can be written");
        }
    }
    assert!(failures.is_empty() || std::env::var_os("UPDATE_CASES").is_some(), "{failures}");
}

/// The cases of a stage, sorted; new files are found at run time.
pub(crate) fn paths(stage: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(stage);
    let mut paths: Vec<PathBuf> =
        fs::read_dir(&folder).expect("the folder").flatten().map(|file| file.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    paths.sort();
    assert!(!paths.is_empty(), "no case in {}", folder.display());
    paths
}

/// The fenced blocks of a case.
pub(crate) fn fences(text: &str) -> Vec<Fence> {
    let mut fences = Vec::new();
    let mut open: Option<(String, String, usize)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if let Some(info) = line.trim_end().strip_prefix("````") {
            if let Some((name, rest, start)) = open.take() {
                fences.push(Fence { name, rest, words: text[start..at].to_owned(), range: start..at });
            } else {
                let (name, rest) = info.split_once(' ').unwrap_or((info, ""));
                open = Some((name.to_owned(), rest.to_owned(), at + line.len()));
            }
        }
        at += line.len();
    }
    fences
}
