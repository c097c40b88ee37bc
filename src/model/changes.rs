//! What is different between two graphs.

use serde::Serialize;

use super::gaps::Sentence;
use super::{Date, Status};

/// What is different between two graphs, from the first to the second.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Changes {
    /// Works that came, went or changed, sorted by name.
    pub works: Vec<WorkChange>,
    /// Relations that came, went or changed, sorted by subject and object.
    pub facts: Vec<FactChange>,
    /// How many topics of works came and went.
    pub topics: [usize; 2],
}

/// What became of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Fate {
    /// It is only in the second graph.
    Added,
    /// It is only in the first graph.
    Removed,
    /// It is in both, and different.
    Changed,
}

/// A work that came, went or changed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WorkChange {
    /// What became of it.
    pub fate: Fate,
    /// The id of the entity.
    pub id: String,
    /// The name to show.
    pub label: String,
    /// How it stood; none where it was not there.
    pub before: Option<State>,
    /// How it stands; none where it is not there.
    pub after: Option<State>,
}

/// How a work stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct State {
    /// Whether it was read, waits, or is only mentioned.
    pub status: Status,
    /// Its date.
    pub published: Option<Date>,
    /// The paper's title.
    pub title: Option<String>,
}

/// A relation that came, went or changed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FactChange {
    /// What became of it.
    pub fate: Fate,
    /// The id of the later entity.
    pub subject: String,
    /// Its name.
    pub subject_label: String,
    /// The id of the earlier entity.
    pub object: String,
    /// Its name.
    pub object_label: String,
    /// How it was; none where it was not there.
    pub before: Option<Link>,
    /// How it is; none where it is not there.
    pub after: Option<Link>,
    /// The sentences that are responsible: those only in the second graph, or, where it went, those only in the first.
    pub sentences: Vec<Sentence>,
}

/// How two things are related.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    /// The local name of the relation.
    pub relation: String,
    /// `stated`, `inferred` or `asserted`.
    pub basis: &'static str,
}

impl Changes {
    /// Whether the graphs say the same.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.works.is_empty() && self.facts.is_empty() && self.topics == [0, 0]
    }
}
