//! What tells, without reading them, that notes may have changed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Length and time of each file.
pub type Stamps = BTreeMap<PathBuf, Option<(u64, SystemTime)>>;

/// Length and time of each note in files and folders, and of other files by name; what is not there is left out.
#[must_use]
pub fn stamps<'a>(paths: &[PathBuf], others: impl IntoIterator<Item = &'a Path>) -> Stamps {
    let found = paths.iter().flat_map(|root| super::found(root).unwrap_or_default()).map(|found| found.path);
    let others = others.into_iter().filter(|path| path.exists()).map(Path::to_owned);
    found.chain(others).map(|path| (path.clone(), stamp(&path))).collect()
}

fn stamp(path: &Path) -> Option<(u64, SystemTime)> {
    let found = std::fs::metadata(path).ok()?;
    Some((found.len(), found.modified().ok()?))
}
