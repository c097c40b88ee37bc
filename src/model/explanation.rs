//! How two works are related.

use super::lineage::{is_inferred, strength};
use super::{Entity, Fact, vocabulary};

/// How two works are related.
#[derive(Clone, Debug)]
pub struct Explanation<'a> {
    /// The works asked about, in the order of asking.
    pub works: [&'a Entity; 2],
    /// What is between them.
    pub kinship: Kinship<'a>,
}

/// What is between two works.
#[derive(Clone, Debug)]
pub enum Kinship<'a> {
    /// They are one.
    Same,
    /// One descends from the other.
    Descent {
        /// The lines of descent, the surest and shortest first; never empty.
        paths: Vec<Path<'a>>,
        /// Whether there are more lines than these.
        more: bool,
        /// Whether the notes also make the ancestor descend from the descendant.
        circular: bool,
    },
    /// One descends from the other, but only by more steps than were allowed.
    TooFar {
        /// The earlier work.
        ancestor: &'a Entity,
        /// The later work.
        descendant: &'a Entity,
        /// The least number of steps.
        steps: usize,
    },
    /// Neither descends from the other, but both from these works, the nearest first; never empty.
    Shared(Vec<Shared<'a>>),
    /// Neither descends from the other, nor both from anything.
    Apart,
    /// Asked without direction: these ways join them, the surest and shortest first; never empty.
    Joined {
        /// The ways, from the first work to the second.
        paths: Vec<Path<'a>>,
        /// Whether there are more ways than these.
        more: bool,
    },
    /// Asked without direction: no way joins them, or none of so few steps as were allowed.
    Unjoined {
        /// The least number of steps that joins them.
        steps: Option<usize>,
    },
}

/// A work that both descend from.
#[derive(Clone, Debug)]
pub struct Shared<'a> {
    /// The work.
    pub ancestor: &'a Entity,
    /// The best line to each of the two.
    pub paths: [Path<'a>; 2],
}

/// A line of descent from the ancestor to the descendant, or a way between two works; never empty.
#[derive(Clone, Debug)]
pub struct Path<'a> {
    /// Where it begins.
    pub start: &'a Entity,
    /// The steps in order; each shares a work with the next.
    pub hops: Vec<Hop<'a>>,
}

/// One step of descent.
#[derive(Clone, Debug)]
pub struct Hop<'a> {
    /// The work that builds.
    pub later: &'a Entity,
    /// The work that it builds on.
    pub earlier: &'a Entity,
    /// Every fact that says so, the strongest first; never empty.
    pub facts: Vec<&'a Fact>,
}

impl<'a> Path<'a> {
    /// The works along the way, its start first.
    pub fn works(&self) -> impl Iterator<Item = &'a Entity> {
        let mut at = self.start;
        std::iter::once(at).chain(self.hops.iter().map(move |hop| {
            at = if hop.earlier.id == at.id { hop.later } else { hop.earlier };
            at
        }))
    }

    /// The step to doubt first: inferred before stated, then the least sure, the least quoted, the loosest relation.
    ///
    /// None where all steps are equally strong.
    #[must_use]
    pub fn weakest(&self) -> Option<&Hop<'a>> {
        let weakest = self
            .hops
            .iter()
            .min_by(|a, b| a.firmness().partial_cmp(&b.firmness()).unwrap_or(std::cmp::Ordering::Equal))?;
        self.hops.iter().any(|hop| hop.firmness() > weakest.firmness()).then_some(weakest)
    }
}

impl Hop<'_> {
    /// Whether only rules yield it.
    #[must_use]
    pub fn is_inferred(&self) -> bool {
        self.facts.iter().all(|fact| is_inferred(fact))
    }

    /// Whether it is a step of descent, and no comparison.
    #[must_use]
    pub fn is_descent(&self) -> bool {
        self.facts.iter().any(|fact| vocabulary::is_descent(&fact.relation))
    }

    /// How sure it is, 0 to 1: the best of its facts.
    #[must_use]
    pub fn confidence(&self) -> f64 {
        self.facts.iter().map(|fact| fact.confidence()).fold(0.0, f64::max)
    }

    /// How many quotes support it.
    #[must_use]
    pub fn quotes(&self) -> usize {
        self.facts.iter().map(|fact| fact.evidence().len()).sum()
    }

    fn firmness(&self) -> (bool, f64, usize, std::cmp::Reverse<usize>) {
        let loosest = self.facts.iter().map(|fact| strength(&fact.relation)).min().unwrap_or(usize::MAX);
        (!self.is_inferred(), self.confidence(), self.quotes(), std::cmp::Reverse(loosest))
    }
}
