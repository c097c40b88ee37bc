//! `paperclade.toml`: where things are, for everybody who runs the program in this folder or below.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::error::{Error, Result};
use crate::model::vocabulary;
use crate::store;

/// The name of the file.
pub(super) const FILE: &str = "paperclade.toml";

/// Where things are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// The folder of the graph.
    pub store: PathBuf,
    /// What addresses of things begin with; ends in `/`.
    pub base: String,
    /// The notes to read where none are named.
    pub notes: Vec<PathBuf>,
    /// A folder with more questions.
    pub knowledge: Option<PathBuf>,
    /// The file of corrections, where it is not beside the notes.
    pub corrections: Option<PathBuf>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    notes: Vec<PathBuf>,
    base: Option<String>,
    store: Option<PathBuf>,
    knowledge: Option<PathBuf>,
    corrections: Option<PathBuf>,
}

impl Config {
    /// What the nearest `paperclade.toml` says, here or in a folder above; `store` goes before it.
    ///
    /// # Errors
    /// [`Error::Read`] where it cannot be read, [`Error::Usage`] where it is malformed.
    pub fn find(store: Option<&Path>) -> Result<Self> {
        let here = std::env::current_dir().map_err(|source| Error::Read { path: PathBuf::from("."), source })?;
        let file = here.ancestors().map(|folder| folder.join(FILE)).find(|file| file.is_file());
        let (folder, written) = match &file {
            Some(file) => (file.parent().unwrap_or(&here).to_owned(), read(file)?),
            None => (PathBuf::new(), Written::default()),
        };
        let below = |path: PathBuf| folder.join(path);
        let mut base = written.base.unwrap_or_else(|| vocabulary::DEFAULT_BASE.to_owned());
        if !base.ends_with(['/', '#']) {
            base.push('/');
        }
        if oxigraph::model::NamedNode::new(&base).is_err() {
            return Err(Error::Usage(format!(
                "`base = \"{base}\"` in {FILE} is no address like https://example.org/me/"
            )));
        }
        Ok(Self {
            store: store
                .map_or_else(|| below(written.store.unwrap_or_else(|| PathBuf::from(".paperclade"))), Path::to_owned),
            base,
            notes: written.notes.into_iter().map(below).collect(),
            knowledge: written.knowledge.map(below),
            corrections: written.corrections.map(below),
        })
    }
}

impl Config {
    /// The notes to read: those that are named, or that `paperclade.toml` names, or that the graph was built from.
    ///
    /// # Errors
    /// [`Error::Usage`] where there are none; it tells to type `paperclade` and `how`.
    pub(super) fn notes_of(&self, named: &[PathBuf], how: &str) -> Result<Vec<PathBuf>> {
        let known = [named, self.notes.as_slice()].into_iter().find(|paths| !paths.is_empty());
        let paths = known.map_or_else(|| store::sources(&self.store), <[PathBuf]>::to_vec);
        if paths.is_empty() {
            return Err(Error::Usage(format!("which notes? name their folder: `paperclade {how}`")));
        }
        Ok(paths)
    }
}

fn read(file: &Path) -> Result<Written> {
    let text = std::fs::read_to_string(file).map_err(|source| Error::Read { path: file.to_owned(), source })?;
    toml::from_str(&text).map_err(|error| Error::Usage(format!("`{}`: {error}", file.display())))
}
