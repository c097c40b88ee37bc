//! What a score consists of.

use serde::{Serialize, Serializer, ser::SerializeMap};

use super::tally::Credit;

/// How right a graph is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    /// Papers with a note of their own.
    pub entries: Rates,
    /// Their dates of publication.
    pub published: Share,
    /// The dates that they were read on.
    pub read: Share,
    /// Whether they were read or wait.
    pub pending: Share,
    /// The organizations that made them.
    pub organizations: Rates,
    /// Relations, by group, in the order of [`super::GROUPS`].
    pub relations: Vec<(&'static str, Related)>,
    /// What is missing or wrong.
    pub misses: Vec<Miss>,
    /// Which pattern was right or wrong.
    pub credits: Vec<Credit>,
}

/// How many were found, made up and missed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rates {
    /// Right ones.
    pub found: usize,
    /// Wrong ones.
    pub wrong: usize,
    /// Ones that were not found.
    pub missed: usize,
}

/// The rates of a group of relations, and how well the right ones are described.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Related {
    /// Pairs of things.
    pub rates: Rates,
    /// Right pairs whose relation is right too.
    pub typed: usize,
    /// Right pairs with evidence on the right line.
    pub lined: usize,
    /// Wrong pairs that would be right the other way round.
    pub reversed: usize,
    /// Wrong pairs that would be right in another group.
    pub confused: usize,
}

/// How many of some are right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Share {
    /// Right ones.
    pub right: usize,
    /// All.
    pub of: usize,
}

/// Something that is missing or wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Miss {
    /// `entries`, or the group of the relation.
    pub group: &'static str,
    /// Whether it is missing or wrong.
    pub kind: Missed,
    /// The note; empty where the gold standard is of a single one.
    pub file: String,
    /// The line; 0 where none is known.
    pub line: usize,
    /// The paper, or subject, relation and object.
    pub what: String,
    /// The words of the note.
    pub quote: String,
    /// The patterns that made a wrong relation.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub patterns: Vec<String>,
}

/// Whether something is missing or wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Missed {
    /// It is stated and was not found.
    Missed,
    /// It was found and is not stated.
    Wrong,
}

impl Missed {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Missed => "missed",
            Self::Wrong => "wrong",
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of labelled sentences are small")]
impl Rates {
    /// The share of what was found that is right.
    #[must_use]
    pub fn precision(self) -> f64 {
        ratio(self.found as f64, (self.found + self.wrong) as f64)
    }

    /// The share of what is there that was found.
    #[must_use]
    pub fn recall(self) -> f64 {
        ratio(self.found as f64, (self.found + self.missed) as f64)
    }

    /// The harmonic mean of precision and recall.
    #[must_use]
    pub fn f1(self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        ratio(2.0 * precision * recall, precision + recall)
    }
}

/// Nothing of nothing is 0.
fn ratio(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

impl Figures {
    /// The figures of a group of relations.
    #[must_use]
    pub fn group(&self, name: &str) -> Related {
        self.relations.iter().find(|(group, _)| *group == name).map(|(_, related)| *related).unwrap_or_default()
    }
}

impl Rates {
    fn write<M: SerializeMap>(self, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry("tp", &self.found)?;
        map.serialize_entry("fp", &self.wrong)?;
        map.serialize_entry("fn", &self.missed)?;
        map.serialize_entry("precision", &self.precision())?;
        map.serialize_entry("recall", &self.recall())?;
        map.serialize_entry("f1", &self.f1())
    }
}

impl Serialize for Rates {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        self.write(&mut map)?;
        map.end()
    }
}

impl Serialize for Related {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        self.rates.write(&mut map)?;
        for (name, count) in
            [("typed", self.typed), ("lined", self.lined), ("reversed", self.reversed), ("confused", self.confused)]
        {
            map.serialize_entry(name, &count)?;
        }
        map.end()
    }
}

/// As `score.py --json` prints them, without the misses.
impl Serialize for Figures {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("entries", &self.entries)?;
        map.serialize_entry("published", &self.published)?;
        map.serialize_entry("read", &self.read)?;
        map.serialize_entry("pending", &self.pending)?;
        map.serialize_entry("orgs", &self.organizations)?;
        for (group, related) in &self.relations {
            map.serialize_entry(group, related)?;
        }
        map.end()
    }
}
