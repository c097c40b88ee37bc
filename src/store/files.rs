//! The store's folder: `current.json` names the generation that counts; `graph-<generation>.nq` and `.json` hold it, and
//! `.index` finds what stands in the latter.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::{fs, io};

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

/// The layout that this program writes and reads.
pub(super) const FORMAT: u32 = 2;

const MANIFEST: &str = "current.json";
const LOCK: &str = "lock";

/// The part of a manifest that every format has.
#[derive(Deserialize)]
struct Version {
    format: u32,
}

/// Which generation counts, and what its files must hash to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    pub(super) format: u32,
    pub(super) generation: u64,
    pub(super) notes: usize,
    pub(super) entities: usize,
    pub(super) facts: usize,
    pub(super) quads: usize,
    pub(super) blake3: Hashes,
}

/// The hash of each file of a generation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Hashes {
    pub(super) nq: String,
    pub(super) json: String,
    pub(super) index: String,
}

/// A file of a generation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Quads,
    Graph,
    Index,
}

impl Part {
    pub(super) const ALL: [Self; 3] = [Self::Quads, Self::Graph, Self::Index];

    pub(super) fn path(self, folder: &Path, generation: u64) -> PathBuf {
        folder.join(format!("graph-{generation}.{}", self.extension()))
    }

    pub(super) fn hash(self, manifest: &Manifest) -> &str {
        match self {
            Self::Quads => &manifest.blake3.nq,
            Self::Graph => &manifest.blake3.json,
            Self::Index => &manifest.blake3.index,
        }
    }

    fn extension(self) -> &'static str {
        match self {
            Self::Quads => "nq",
            Self::Graph => "json",
            Self::Index => "index",
        }
    }
}

pub(super) fn manifest_path(folder: &Path) -> PathBuf {
    folder.join(MANIFEST)
}

pub(super) fn lock_path(folder: &Path) -> PathBuf {
    folder.join(LOCK)
}

/// The manifest of a folder.
pub(super) fn manifest(folder: &Path) -> Result<Manifest> {
    let path = manifest_path(folder);
    let bytes = fs::read(&path).map_err(|source| match source.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Error::NoStore { path: folder.to_owned() },
        _ => Error::Read { path: path.clone(), source },
    })?;
    let unreadable = |error: serde_json::Error| unusable(folder, format!("`{MANIFEST}` cannot be parsed: {error}"));
    let Version { format } = serde_json::from_slice(&bytes).map_err(unreadable)?;
    if format != FORMAT {
        return Err(unusable(folder, format!("it has format {format}, and this program reads format {FORMAT}")));
    }
    serde_json::from_slice(&bytes).map_err(unreadable)
}

/// The bytes of files of the current generation, as they were published; of one generation, whatever is published meanwhile.
pub(super) fn current<const N: usize>(folder: &Path, parts: [Part; N]) -> Result<[Vec<u8>; N]> {
    current_of(folder, parts).map(|(bytes, _)| bytes)
}

/// The same, with the number of the generation.
pub(super) fn current_of<const N: usize>(folder: &Path, parts: [Part; N]) -> Result<([Vec<u8>; N], u64)> {
    let mut manifest = manifest(folder)?;
    loop {
        let mut read = [(); N].map(|()| Vec::new());
        let outcome = parts.iter().zip(&mut read).try_for_each(|(part, bytes)| {
            *bytes = whole(folder, *part, &manifest)?;
            Ok(())
        });
        match outcome {
            Ok(()) => return Ok((read, manifest.generation)),
            Err(error) => {
                // A build may have published the next generation, and removed this one, since the manifest was read.
                let newer = self::manifest(folder)?;
                if newer.generation == manifest.generation {
                    return Err(error);
                }
                manifest = newer;
            }
        }
    }
}

fn whole(folder: &Path, part: Part, manifest: &Manifest) -> Result<Vec<u8>> {
    let path = part.path(folder, manifest.generation);
    match fs::read(&path) {
        Ok(bytes) if hash(&bytes) == part.hash(manifest) => Ok(bytes),
        Ok(_) => Err(harmed(folder, &path)),
        Err(source) if source.kind() == io::ErrorKind::NotFound => {
            Err(unusable(folder, format!("`{}` is missing", name(&path))))
        }
        Err(source) => Err(Error::Read { path, source }),
    }
}

/// The number in the name of a generation's file, finished or not; none for any other file.
pub(super) fn generation_of(file: &OsStr) -> Option<u64> {
    let rest = file.to_str()?.strip_prefix("graph-")?;
    let rest = rest.strip_suffix(UNFINISHED).unwrap_or(rest);
    let (number, ending) = rest.rsplit_once('.')?;
    Part::ALL.iter().any(|part| part.extension() == ending).then(|| number.parse().ok())?
}

/// The ending of a file that is still being written.
pub(super) const UNFINISHED: &str = ".part";

pub(super) fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

/// The error for a file that is not what was written.
pub(super) fn harmed(folder: &Path, path: &Path) -> Error {
    unusable(folder, format!("`{}` was changed or cut short after it was written", name(path)))
}

pub(super) fn unusable(folder: &Path, reason: String) -> Error {
    Error::Store { path: folder.to_owned(), reason }
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
