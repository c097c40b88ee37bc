//! The memory on disk: one file whose first line is the hash of the rest, so that a damaged one is never believed.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::Kept;

/// The file in the store's folder.
const FILE: &str = "notes.cache";
/// The ending of a file that is still being written.
const UNFINISHED: &str = ".part";

#[derive(Deserialize)]
struct Read {
    knowledge: String,
    notes: BTreeMap<String, Kept>,
}

#[derive(Serialize)]
struct Written<'a> {
    knowledge: &'a str,
    notes: &'a BTreeMap<String, Kept>,
}

/// What was kept under this knowledge; none if anything is the matter with it.
pub(super) fn read(folder: &Path, knowledge: &str) -> Option<BTreeMap<String, Kept>> {
    let bytes = fs::read(folder.join(FILE)).ok()?;
    let at = bytes.iter().position(|byte| *byte == b'\n')?;
    let (hash, rest) = (&bytes[..at], &bytes[at + 1..]);
    if hash != blake3::hash(rest).to_hex().as_bytes() {
        return None;
    }
    let read: Read = serde_json::from_slice(rest).ok()?;
    (read.knowledge == knowledge).then_some(read.notes)
}

/// Writes what is kept, if it is not there already; never half of it.
pub(super) fn write(folder: &Path, knowledge: &str, notes: &BTreeMap<String, Kept>) -> io::Result<()> {
    let rest = serde_json::to_vec(&Written { knowledge, notes })?;
    let mut bytes = blake3::hash(&rest).to_hex().to_string().into_bytes();
    bytes.push(b'\n');
    bytes.extend(rest);
    let path = folder.join(FILE);
    if fs::read(&path).is_ok_and(|before| before == bytes) {
        return Ok(());
    }
    fs::create_dir_all(folder)?;
    remove_unfinished(folder);
    // Two builds at once write to files of their own; the last one stays.
    let unfinished = folder.join(format!("{FILE}.{}{UNFINISHED}", std::process::id()));
    let written = fs::write(&unfinished, &bytes).and_then(|()| fs::rename(&unfinished, &path));
    // On a full disk, what was begun would take the room that the graph needs.
    written.inspect_err(|_| drop(fs::remove_file(&unfinished)))
}

/// Removes what builds that were killed left.
fn remove_unfinished(folder: &Path) {
    for file in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = file.file_name();
        if name.to_str().is_some_and(|name| name.starts_with(FILE) && name.ends_with(UNFINISHED)) {
            let _ = fs::remove_file(file.path());
        }
    }
}
