//! The ancestors and descendants of a work.

use super::lineage::Direction;
use super::{Entity, Fact};

/// The ancestors and descendants of a work, each as a tree in reading order.
#[derive(Clone, Debug)]
pub struct Family<'a> {
    /// The work asked about.
    pub work: &'a Entity,
    /// The trees asked for.
    pub trees: Vec<Tree<'a>>,
    /// Works that descend from themselves, as the notes have it: each list ends where it begins.
    pub cycles: Vec<Vec<&'a Entity>>,
}

/// The works on one side of a work.
///
/// Flat, so that a line of a thousand works needs no recursion: a branch hangs from the nearest one above it whose level
/// is smaller by one, or from the work itself.
#[derive(Clone, Debug)]
pub struct Tree<'a> {
    /// Which side.
    pub side: Side,
    /// The branches in the order of reading.
    pub branches: Vec<Branch<'a>>,
}

/// What a tree shows of a family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// What the work descends from, or what descends from it.
    Line(Direction),
    /// What the work builds on directly, and behind each what else builds on that directly.
    Siblings,
}

/// One step in a tree and the work that it leads to.
#[derive(Clone, Debug)]
pub struct Branch<'a> {
    /// How many steps from the work asked about along this tree; 1 for the nearest.
    pub level: usize,
    /// The work that the step starts at.
    pub from: &'a Entity,
    /// The work that it leads to.
    pub work: &'a Entity,
    /// The facts that make the step, the strongest first; never empty.
    pub facts: Vec<&'a Fact>,
    /// How the tree goes on.
    pub onward: Onward,
}

/// How a tree goes on behind a branch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Onward {
    /// With the branches that follow, if any.
    Open,
    /// As shown where the same work stands above.
    SeeAbove,
    /// As shown where the same work stands below, fewer steps away; only where a depth was asked for.
    SeeBelow,
    /// Not: the work is one that this branch hangs from.
    Cycle,
    /// With this many works more one step behind it, which are cut off.
    Deeper(usize),
}
