//! What the notes mention and no note covers.

use serde::Serialize;

use super::outline::Place;
use super::{Date, Status};

/// What the notes mention and no note covers, and what became of the to-read lists.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Gaps {
    /// Works that are mentioned and were not read, the most needed first.
    pub missing: Vec<Missing>,
    /// What stands on to-read lists, in the order of the notes.
    pub pending: Vec<Waiting>,
}

/// A work that is mentioned and was not read.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Missing {
    /// The id of the entity.
    pub id: String,
    /// The name to show.
    pub label: String,
    /// The paper's title.
    pub title: Option<String>,
    /// Its date.
    pub published: Option<Date>,
    /// Public identifiers, such as `arXiv:2112.10752`.
    pub identifiers: Vec<String>,
    /// Whether it is only mentioned or stands on a to-read list.
    pub status: Status,
    /// How many lines of descent run through it from one read work to the next, with no other read work between.
    pub paths: u64,
    /// Names of the read works that build on it, in the order of reading.
    pub descendants: Vec<String>,
    /// Names of the read works that it builds on, in the order of reading.
    pub ancestors: Vec<String>,
    /// The sentences that mention it, in the order of the notes.
    pub sentences: Vec<Sentence>,
}

/// A sentence that mentions a work.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Sentence {
    /// Where it stands.
    pub place: Place,
    /// The words, verbatim.
    pub quote: String,
}

/// A work on a to-read list.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Waiting {
    /// The id of the entity.
    pub id: String,
    /// The name to show.
    pub label: String,
    /// Where it stands on the list.
    pub place: Place,
    /// Whether it has an entry of its own by now.
    pub is_read: bool,
    /// The date of that entry.
    pub read: Option<Date>,
    /// Where that entry stands.
    pub entry: Option<Place>,
    /// What the graph says about it: one statement for each fact, such as `DALL-E uses (model) BiT`.
    pub said: Vec<String>,
}
