//! Graph → the next generation in the store's folder. A build that stops anywhere leaves the old one or the new one.

use std::fs::{self, File, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use oxigraph::model::NamedNode;

use super::files::{self, FORMAT, Hashes, Manifest, Part, UNFINISHED};
use super::index;
use crate::error::{Error, Result};
use crate::model::Graph;

/// How long a build waits for another one that writes to the same folder.
const PATIENCE: Duration = Duration::from_secs(5);

/// What stood in the folder before a graph was published there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Former {
    /// No graph.
    Nothing,
    /// A graph that could be read; the same one, or another.
    Graph,
    /// A graph that could not be read, and why.
    Unusable(String),
}

/// Makes `graph` the current generation of the folder; writes nothing if it already is. Says what it takes the place of.
///
/// # Errors
/// [`Error::Usage`] if the base of the graph is no absolute IRI; [`Error::Busy`] if another build holds the folder for
/// longer than a few seconds; [`Error::Write`] if a file cannot be written, and then the former generation still counts.
pub fn publish(folder: &Path, graph: &Graph) -> Result<Former> {
    let _lock = opened(folder, graph)?;
    next(folder, graph)
}

/// As [`publish`], unless another graph was published since this generation was current: none then, and nothing is written.
///
/// # Errors
/// As [`publish`].
pub fn publish_after(seen: Option<u64>, folder: &Path, graph: &Graph) -> Result<Option<Former>> {
    let _lock = opened(folder, graph)?;
    if generation(folder) == seen { next(folder, graph).map(Some) } else { Ok(None) }
}

/// The number of the current generation; none where there is no graph that can be read.
#[must_use]
pub fn generation(folder: &Path) -> Option<u64> {
    files::manifest(folder).ok().map(|manifest| manifest.generation)
}

/// The lock of a folder, which is made if need be.
fn opened(folder: &Path, graph: &Graph) -> Result<File> {
    if NamedNode::new(&graph.base).is_err() {
        return Err(Error::Usage(format!("the base `{}` is no absolute IRI", graph.base)));
    }
    fs::create_dir_all(folder).map_err(|source| Error::Write { path: folder.to_owned(), source })?;
    lock(folder, PATIENCE)
}

/// Writes the next generation, whoever holds the lock.
fn next(folder: &Path, graph: &Graph) -> Result<Former> {
    let (quads, lines) = n_quads(graph);
    let (json, index) = index::written(graph).map_err(|error| files::unusable(folder, error.to_string()))?;
    let next = Manifest {
        format: FORMAT,
        generation: next_generation(folder)?,
        notes: graph.notes.len(),
        entities: graph.entities.len(),
        facts: graph.facts.len(),
        quads,
        blake3: Hashes { nq: files::hash(lines.as_bytes()), json: files::hash(&json), index: files::hash(&index) },
    };
    let former = former(folder);
    if former == Former::Graph && is_current(folder, &next) {
        return Ok(former);
    }
    write_whole(&Part::Quads.path(folder, next.generation), lines.as_bytes())?;
    write_whole(&Part::Graph.path(folder, next.generation), &json)?;
    write_whole(&Part::Index.path(folder, next.generation), &index)?;
    let manifest = serde_json::to_string_pretty(&next).map_err(|error| files::unusable(folder, error.to_string()))?;
    write_whole(&files::manifest_path(folder), format!("{manifest}\n").as_bytes())?;
    remove_others(folder, next.generation);
    Ok(former)
}

/// What stands in a folder now.
fn former(folder: &Path) -> Former {
    match files::current(folder, Part::ALL) {
        Ok(_) => Former::Graph,
        Err(Error::NoStore { .. }) => Former::Nothing,
        Err(Error::Store { reason, .. }) => Former::Unusable(reason),
        Err(error) => Former::Unusable(error.to_string()),
    }
}

/// How many quads there are, and all of them as lines, in their order.
fn n_quads(graph: &Graph) -> (usize, String) {
    let lines = super::quads::lines(graph);
    let mut text = String::with_capacity(lines.iter().map(|line| line.len() + " .\n".len()).sum());
    for line in &lines {
        text.extend([line.as_str(), " .\n"]);
    }
    (lines.len(), text)
}

/// Keeps other builds out for as long as the file lives.
fn lock(folder: &Path, patience: Duration) -> Result<File> {
    let path = files::lock_path(folder);
    let refused = |source| Error::Write { path: path.clone(), source };
    let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(refused)?;
    let since = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) if since.elapsed() < patience => sleep(Duration::from_millis(50)),
            Err(TryLockError::WouldBlock) => return Err(Error::Busy { path: folder.to_owned() }),
            // Some network file systems have no locks; builds there are still atomic, only not queued.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => return Ok(file),
            Err(TryLockError::Error(source)) => return Err(refused(source)),
        }
    }
}

/// A number above that of every generation that left a file, whether or not a manifest names it.
fn next_generation(folder: &Path) -> Result<u64> {
    let listed = fs::read_dir(folder).map_err(|source| Error::Read { path: folder.to_owned(), source })?;
    let of_files = listed.flatten().filter_map(|file| files::generation_of(&file.file_name())).max();
    let of_manifest = files::manifest(folder).ok().map(|manifest| manifest.generation);
    Ok(of_files.max(of_manifest).unwrap_or(0) + 1)
}

/// Whether the current generation has the same content.
fn is_current(folder: &Path, next: &Manifest) -> bool {
    files::manifest(folder).is_ok_and(|current| current == Manifest { generation: current.generation, ..next.clone() })
}

/// Writes a file so that it is there whole or not at all, even if the power fails.
pub(super) fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut unfinished = path.as_os_str().to_owned();
    unfinished.push(UNFINISHED);
    let unfinished = PathBuf::from(unfinished);
    let written = (|| {
        let mut file = File::create(&unfinished)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&unfinished, path)?;
        // The new name is only safe once the folder itself is on the disk; Windows cannot open folders.
        if cfg!(unix) { path.parent().map_or(Ok(()), |folder| File::open(folder)?.sync_all()) } else { Ok(()) }
    })();
    written.map_err(|source| {
        let _ = fs::remove_file(&unfinished);
        Error::Write { path: path.to_owned(), source }
    })
}

/// Removes what former generations left. What cannot be removed is left for the next build: it does no harm.
fn remove_others(folder: &Path, kept: u64) {
    for file in fs::read_dir(folder).into_iter().flatten().flatten() {
        if files::generation_of(&file.file_name()).is_some_and(|generation| generation != kept) {
            let _ = fs::remove_file(file.path());
        }
    }
}
