//! The ancestors and descendants of a work as trees; each work is opened once, and a cycle ends where it closes.

use std::collections::BTreeSet;

use petgraph::graph::NodeIndex;

use crate::model::family::{Branch, Family, Onward, Tree};
use crate::model::lineage::{Direction, Kin, Lineage};

/// Which trees to grow, and how far.
#[derive(Clone, Debug)]
pub struct Reach {
    /// The sides, in the order of showing.
    pub directions: Vec<Direction>,
    /// The greatest number of steps from the work asked about, by the shortest way.
    pub depth: usize,
}

impl Default for Reach {
    fn default() -> Self {
        Self { directions: vec![Direction::Ancestors, Direction::Descendants], depth: usize::MAX }
    }
}

/// The ancestors and descendants of the work at a node.
#[must_use]
pub fn family<'a>(lineage: &Lineage<'a>, work: NodeIndex, reach: &Reach) -> Family<'a> {
    let mut cycles = BTreeSet::new();
    let mut trees = Vec::new();
    for &direction in &reach.directions {
        let distances = lineage.distances(work, direction);
        let start = Start { lineage, work, direction };
        let (whole, met) = start.tree(|_, _| Step::Open);
        cycles.extend(met.into_iter().filter(|cycle| cycle.iter().all(|node| distances[node] <= reach.depth)));
        // A cut must not hide works that are near by another way: so a work is opened where it is nearest.
        let cut = |node: NodeIndex, level| match distances[&node] {
            distance if distance < level => Step::Pass,
            distance if distance < reach.depth => Step::Open,
            _ => Step::Cut,
        };
        trees.push(if reach.depth == usize::MAX { whole } else { start.tree(cut).0 });
    }
    let named = |cycle: Vec<NodeIndex>| cycle.into_iter().map(|node| lineage.entity(node)).collect();
    Family { work: lineage.entity(work), trees, cycles: cycles.into_iter().map(named).collect() }
}

/// What to do at a work that is met for the first time.
enum Step {
    /// Show what is behind it.
    Open,
    /// Show it, and how much is behind it.
    Cut,
    /// Leave that to a place where it is nearer.
    Pass,
}

/// Where a tree begins and which way it grows.
struct Start<'l, 'a> {
    lineage: &'l Lineage<'a>,
    work: NodeIndex,
    direction: Direction,
}

/// A work whose branches are being written.
struct Open<'a> {
    node: NodeIndex,
    rest: std::vec::IntoIter<Kin<'a>>,
}

impl<'a> Start<'_, 'a> {
    /// The tree, and the cycles that were met: `step` decides by a work and its level.
    fn tree(&self, step: impl Fn(NodeIndex, usize) -> Step) -> (Tree<'a>, Vec<Vec<NodeIndex>>) {
        let open = |node| Open { node, rest: self.lineage.kin(node, self.direction).into_iter() };
        let mut branches = Vec::new();
        let mut cycles = Vec::new();
        let mut seen = BTreeSet::from([self.work]);
        // A stack of our own: a line of descent may be longer than the program's.
        let mut stack = vec![open(self.work)];
        while let Some(top) = stack.last_mut() {
            let from = top.node;
            let Some(kin) = top.rest.next() else {
                stack.pop();
                continue;
            };
            let level = stack.len();
            let onward = if let Some(start) = stack.iter().position(|open| open.node == kin.node) {
                cycles.push(cycle(stack[start..].iter().map(|open| open.node), self.direction));
                Onward::Cycle
            } else if seen.contains(&kin.node) {
                Onward::SeeAbove
            } else {
                let opened = open(kin.node);
                let behind = opened.rest.len();
                match step(kin.node, level) {
                    Step::Pass if behind > 0 => Onward::SeeBelow,
                    Step::Cut if behind > 0 => {
                        seen.insert(kin.node);
                        Onward::Deeper(behind)
                    }
                    Step::Open | Step::Cut | Step::Pass => {
                        seen.insert(kin.node);
                        stack.push(opened);
                        Onward::Open
                    }
                }
            };
            let (from, work) = (self.lineage.entity(from), self.lineage.entity(kin.node));
            branches.push(Branch { level, from, work, facts: kin.facts, onward });
        }
        (Tree { direction: self.direction, branches }, cycles)
    }
}

/// A cycle from the earlier work to the later, beginning and ending at its first node, however it was met.
fn cycle(nodes: impl Iterator<Item = NodeIndex>, direction: Direction) -> Vec<NodeIndex> {
    let mut nodes: Vec<NodeIndex> = nodes.collect();
    if direction == Direction::Ancestors {
        nodes.reverse();
    }
    let first = nodes.iter().enumerate().min_by_key(|(_, node)| **node).map_or(0, |(at, _)| at);
    nodes.rotate_left(first);
    nodes.extend(nodes.first().copied());
    nodes
}
