//! What in a graph cannot all be true.

use serde::Serialize;

/// What cannot all be true, with every place that says a part of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Contradiction {
    /// What is wrong.
    pub kind: Conflict,
    /// What is wrong, in a sentence.
    pub message: String,
    /// Where the notes or their owner say it; never empty.
    pub places: Vec<Place>,
}

/// In which way things contradict each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Conflict {
    /// Two works build on each other.
    OppositeDirections,
    /// A work descends from itself through others.
    DescentCycle,
    /// A work builds on one that was published later.
    ChildBeforeParent,
    /// A paper has two dates that exclude each other.
    TwoDates,
    /// A work is a variant of two that are not of one family.
    TwoParents,
    /// One name is used for two things.
    OneNameForTwo,
    /// Two names are used for one thing.
    TwoNamesForOne,
}

/// A place that says something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The note's path, or the file of corrections.
    pub note: String,
    /// The line; the first is 1.
    pub line: usize,
    /// The words, verbatim.
    pub quote: String,
    /// What they are taken to say.
    pub says: String,
}

impl Conflict {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 7] = [
        Self::OppositeDirections,
        Self::DescentCycle,
        Self::ChildBeforeParent,
        Self::TwoDates,
        Self::TwoParents,
        Self::OneNameForTwo,
        Self::TwoNamesForOne,
    ];

    /// The word for it, as it is typed and printed.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::OppositeDirections => "opposite-directions",
            Self::DescentCycle => "descent-cycle",
            Self::ChildBeforeParent => "child-before-parent",
            Self::TwoDates => "two-dates",
            Self::TwoParents => "two-parents",
            Self::OneNameForTwo => "one-name-for-two",
            Self::TwoNamesForOne => "two-names-for-one",
        }
    }

    /// What is wrong with it, and what to do.
    #[must_use]
    pub fn advice(self) -> &'static str {
        match self {
            Self::OppositeDirections => {
                "Two works build on each other. Reject one: paperclade correct reject A extends B"
            }
            Self::DescentCycle => {
                "Works descend from each other in a circle. Reject one step: paperclade correct reject A extends B"
            }
            Self::ChildBeforeParent => {
                "A work builds on a later one. Reject that, or set a date right: paperclade correct date A 2022-08"
            }
            Self::TwoDates => "A paper has two dates. Say which holds: paperclade correct date A 2022-08",
            Self::TwoParents => {
                "A work is a variant of two unrelated ones. Reject one: paperclade correct reject A variantOf B"
            }
            Self::OneNameForTwo => {
                "One name is used for two things. Say so: paperclade correct different TITLE OTHER-TITLE; or that it is one: same"
            }
            Self::TwoNamesForOne => {
                "Two names are used for one thing. Say so: paperclade correct same A B; or that they are two: different"
            }
        }
    }
}
