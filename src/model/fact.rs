//! A relation between entities, and why it is believed.

use serde::{Deserialize, Serialize};

/// A relation between two entities and why it is believed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// The id of the later entity.
    pub subject: String,
    /// The local name of the relation in the ontology.
    pub relation: String,
    /// The id of the earlier entity.
    pub object: String,
    /// Why it is believed.
    pub because: Because,
}

/// Why a fact is believed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Because {
    /// Notes say so; never empty; sorted by note and position.
    Stated(Vec<Evidence>),
    /// A rule yields it.
    Inferred {
        /// The rule's name.
        rule: String,
        /// Ids of the entities that it rests on, sorted.
        premises: Vec<String>,
    },
    /// The owner of the notes says so.
    Asserted {
        /// The line of the corrections file.
        line: usize,
        /// The reason given there.
        reason: String,
    },
}

/// The place in a note that states a fact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// The note's path.
    pub note: String,
    /// The line; the first is 1.
    pub line: usize,
    /// The stretch in characters from the start of the note, as RFC 5147 counts.
    pub characters: (usize, usize),
    /// The words, verbatim.
    pub quote: String,
    /// The pattern that found it.
    pub pattern: String,
    /// How sure the pattern is, 0 to 1.
    pub confidence: f64,
}

impl Fact {
    /// Where notes state it; empty unless it is stated.
    #[must_use]
    pub fn evidence(&self) -> &[Evidence] {
        match &self.because {
            Because::Stated(evidence) => evidence,
            Because::Inferred { .. } | Because::Asserted { .. } => &[],
        }
    }

    /// How sure it is, 0 to 1: the best of its evidence; 1 if the owner says so; 0.5 if inferred.
    #[must_use]
    pub fn confidence(&self) -> f64 {
        match &self.because {
            Because::Stated(evidence) => evidence.iter().map(|each| each.confidence).fold(0.0, f64::max),
            Because::Inferred { .. } => 0.5,
            Because::Asserted { .. } => 1.0,
        }
    }

    /// What a conclusion rests on: the rule and the ids of its premises.
    #[must_use]
    pub fn conclusion(&self) -> Option<(&str, &[String])> {
        match &self.because {
            Because::Inferred { rule, premises } => Some((rule, premises)),
            Because::Stated(_) | Because::Asserted { .. } => None,
        }
    }

    /// The reason that the owner of the notes gave for it.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        match &self.because {
            Because::Asserted { reason, .. } => Some(reason),
            Because::Stated(_) | Because::Inferred { .. } => None,
        }
    }

    /// The word for its basis in exports: `stated`, `inferred` or `asserted`.
    #[must_use]
    pub fn basis(&self) -> &'static str {
        match self.because {
            Because::Stated(_) => "stated",
            Because::Inferred { .. } => "inferred",
            Because::Asserted { .. } => "asserted",
        }
    }
}
