//! A gold standard: what a careful reader takes from notes, one JSON object a line.

use std::path::Path;

use serde::Deserialize;

use crate::error::{Error, Result};

/// What a careful reader takes from notes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gold {
    /// Papers that have a note of their own.
    pub(super) entries: Vec<Entry>,
    /// Relations that the notes state.
    pub(super) edges: Vec<Edge>,
    /// Whether only what is stated of the papers with notes of their own is labelled, and nothing of other works.
    pub(super) papers_only: bool,
}

#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Row {
    Entry(Entry),
    Edge(Edge),
    Scope { papers_only: bool },
}

/// A paper that has a note of its own.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(super) struct Entry {
    #[serde(default)]
    pub(super) file: String,
    pub(super) line: usize,
    pub(super) work: String,
    #[serde(default)]
    pub(super) aliases: Vec<String>,
    pub(super) title: Option<String>,
    pub(super) read: Option<String>,
    pub(super) published: Option<String>,
    pub(super) orgs: Option<Vec<String>>,
    #[serde(default)]
    pub(super) pending: bool,
}

/// A relation that a note states.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(super) struct Edge {
    #[serde(default)]
    pub(super) file: String,
    pub(super) line: usize,
    pub(super) quote: String,
    pub(super) subject: String,
    #[serde(default)]
    pub(super) subject_aliases: Vec<String>,
    pub(super) relation: String,
    pub(super) object: String,
    #[serde(default)]
    pub(super) object_aliases: Vec<String>,
    /// Other relations that would be right too.
    #[serde(default)]
    pub(super) alt: Vec<String>,
    /// Whether careful readers may differ on it, so that it counts neither way.
    #[serde(default)]
    pub(super) optional: bool,
}

impl Gold {
    /// The gold standard in a file of JSON Lines.
    ///
    /// # Errors
    /// [`Error::Read`] where the file cannot be read, [`Error::Knowledge`] with file and line where a row is malformed.
    pub fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).map_err(|source| Error::Read { path: path.to_owned(), source })?;
        let mut gold = Self::default();
        for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let malformed =
                |reason: String| Error::Knowledge { place: format!("{}:{}", path.display(), at + 1), reason };
            match serde_json::from_str(line).map_err(|error| malformed(error.to_string()))? {
                Row::Entry(entry) => gold.entries.push(entry),
                Row::Scope { papers_only } => gold.papers_only = papers_only,
                Row::Edge(edge) if super::group_of(&edge.relation).is_some() => gold.edges.push(edge),
                Row::Edge(edge) => return Err(malformed(format!("there is no relation `{}` to score", edge.relation))),
            }
        }
        Ok(gold)
    }
}
