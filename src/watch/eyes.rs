//! What the system says about folders, and whether they are still the folders that it speaks of.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher as _};

/// What the system tells of changes on the disk; it tells nothing of a folder that went away and came back.
#[derive(Debug)]
pub(super) struct Eyes {
    paths: Vec<PathBuf>,
    /// What each path led to when it was last looked at; none where there was nothing.
    seen: Vec<Option<Identity>>,
    watcher: Option<RecommendedWatcher>,
    told: Sender<notify::Result<Event>>,
}

/// What tells a folder from another one that came in its place.
type Identity = (u64, u64);

impl Eyes {
    /// Nothing is looked at until [`Eyes::open`].
    pub(super) fn new(paths: Vec<PathBuf>, told: Sender<notify::Result<Event>>) -> Self {
        Self { seen: vec![None; paths.len()], paths, watcher: None, told }
    }

    /// Looks at what is there now, in the place of what was looked at before; what is not there is left out.
    ///
    /// # Errors
    /// What the system says where it cannot tell of changes, as on some network disks or where too much is watched.
    pub(super) fn open(&mut self) -> notify::Result<()> {
        self.seen = self.paths.iter().map(|path| identity(path)).collect();
        self.watcher = None;
        let config = notify::Config::default().with_follow_symlinks(false);
        let mut watcher = RecommendedWatcher::new(self.told.clone(), config)?;
        for (path, mode) in watched(&self.paths) {
            watcher.watch(&path, mode)?;
        }
        self.watcher = Some(watcher);
        Ok(())
    }

    /// Whether the system tells of changes.
    pub(super) fn are_open(&self) -> bool {
        self.watcher.is_some()
    }

    /// Whether a path leads to something else than what is looked at.
    pub(super) fn look_at_another(&self) -> bool {
        self.paths.iter().zip(&self.seen).any(|(path, seen)| identity(path) != *seen)
    }
}

/// What is to be watched and how: folders with all below them, and of a file, or of what is not there, the folder that it
/// belongs in, for editors put another file in the place of the one that they save.
fn watched(paths: &[PathBuf]) -> Vec<(PathBuf, RecursiveMode)> {
    let at = |path: &PathBuf| fs::canonicalize(path).ok();
    let folders: Vec<PathBuf> = paths.iter().filter(|path| path.is_dir()).filter_map(at).collect();
    let parents = paths.iter().filter(|path| !path.is_dir()).filter_map(|path| at(&parent(path)));
    // A folder within another one is watched with it; to watch it for itself would take it from the other.
    let is_within = |path: &Path| folders.iter().any(|folder| path != folder && path.starts_with(folder));
    let mut watched: Vec<_> =
        parents.filter(|parent| !folders.contains(parent)).map(|it| (it, RecursiveMode::NonRecursive)).collect();
    watched.extend(folders.iter().cloned().map(|folder| (folder, RecursiveMode::Recursive)));
    watched.retain(|(path, _)| !is_within(path));
    watched.sort_by(|a, b| a.0.cmp(&b.0));
    watched.dedup_by(|a, b| a.0 == b.0);
    watched
}

fn parent(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// Which folder a path is or belongs in; none where that is not there.
fn identity(path: &Path) -> Option<Identity> {
    let found = fs::metadata(path).ok().filter(fs::Metadata::is_dir);
    found.or_else(|| fs::metadata(parent(path)).ok()).map(|folder| which(&folder))
}

#[cfg(unix)]
fn which(folder: &fs::Metadata) -> Identity {
    use std::os::unix::fs::MetadataExt;
    (folder.dev(), folder.ino())
}

#[cfg(not(unix))]
fn which(folder: &fs::Metadata) -> Identity {
    let made = folder.created().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
    made.map_or((0, 0), |since| (since.as_secs(), u64::from(since.subsec_nanos())))
}
