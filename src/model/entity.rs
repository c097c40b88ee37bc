//! A thing, however it is named.

use serde::{Deserialize, Serialize};

use super::Date;

/// A thing, however it is named: a work, dataset, method, metric, concept or organization.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// Its address below the base, such as `work/vq-vae`.
    pub id: String,
    /// What it is: the local name of an ontology class, such as `Work`.
    pub kind: String,
    /// The name to show.
    pub label: Label,
    /// Other names, sorted.
    pub aliases: Vec<Label>,
    /// The paper's title.
    pub title: Option<String>,
    /// The paper's date: as a note states it, or else as the lexicon does.
    pub published: Option<Date>,
    /// Whether `published` comes from the lexicon and from no note.
    pub published_is_background: bool,
    /// Public identifiers, such as `arXiv:2112.10752`.
    pub identifiers: Vec<String>,
    /// Ids of the organizations that made it, as the notes state.
    pub organizations: Vec<String>,
    /// Whether it was read, waits, or is only mentioned.
    pub status: Status,
    /// The entries about it, in the order of path and line.
    pub readings: Vec<Reading>,
}

/// A name in a language.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Label {
    /// The words.
    pub text: String,
    /// `en` or `zh`; none for a name that belongs to no language.
    pub language: Option<String>,
}

impl Label {
    /// A name that belongs to no language.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), language: None }
    }
}

/// How far the owner of the notes is with a work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It has an entry of its own.
    Read,
    /// It stands on a to-read list.
    Pending,
    /// Other entries name it.
    #[default]
    Mentioned,
}

impl Status {
    /// The word for it in exports and in the store.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Pending => "pending",
            Self::Mentioned => "mentioned",
        }
    }
}

/// One entry about a thing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// The note's path.
    pub note: String,
    /// The line of the title.
    pub line: usize,
    /// The stretch of the title line in characters, as RFC 5147 counts.
    pub characters: (usize, usize),
    /// The date that it was written under.
    pub read: Option<Date>,
    /// Whether the entry is an item of a to-read list.
    pub pending: bool,
    /// The organizations that the entry names, in its own words.
    pub organizations: Vec<String>,
    /// The words of the title line, verbatim, cut where they are many.
    #[serde(default)]
    pub words: String,
    /// The paper's title as the entry has it.
    #[serde(default)]
    pub title: Option<String>,
    /// When the paper was published, as the entry has it.
    #[serde(default)]
    pub dated: Option<Dated>,
    /// What the entry says of the paper in one sentence; none where it says nothing.
    #[serde(default)]
    pub gist: Option<Gist>,
    /// Sentences of the entry that leave something open.
    #[serde(default)]
    pub open: Vec<Gist>,
}

/// A date that an entry gives its paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dated {
    /// The date.
    pub date: Date,
    /// The words that it stands in.
    pub at: Gist,
}

/// A sentence of a note, on one line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gist {
    /// The words, verbatim.
    pub quote: String,
    /// The line that they stand on.
    pub line: usize,
}
