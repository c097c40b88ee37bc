//! The ancestors and descendants of a work as trees; each work is opened once, and a cycle ends where it closes.

use std::collections::BTreeSet;

use petgraph::graph::NodeIndex;

use crate::model::Date;
use crate::model::family::{Branch, Family, Onward, Side, Tree};
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

/// What the work builds on directly, and what else builds on that: at most `most` works for each, the nearest in time.
#[must_use]
pub fn siblings<'a>(lineage: &Lineage<'a>, work: NodeIndex, most: usize) -> Family<'a> {
    let mut branches = Vec::new();
    for parent in lineage.kin(work, Direction::Ancestors).into_iter().filter(|parent| parent.node != work) {
        let mut children = lineage.kin(parent.node, Direction::Descendants);
        children.retain(|child| child.node != work && child.node != parent.node);
        let cut = children.len().saturating_sub(most);
        if cut > 0 {
            let month = |date: Date| u32::from(date.earliest().0) * 12 + u32::from(date.earliest().1);
            let at = lineage.date(work).map_or(0, month);
            let away = |node| lineage.date(node).map_or(u32::MAX, |date| month(date).abs_diff(at));
            let mut nearest: Vec<NodeIndex> = children.iter().map(|child| child.node).collect();
            nearest.sort_by_key(|&node| (away(node), node));
            nearest.truncate(most);
            children.retain(|child| nearest.contains(&child.node));
        }
        let onward = if cut > 0 { Onward::Deeper(cut) } else { Onward::Open };
        let at_parent = lineage.entity(parent.node);
        branches.push(Branch { level: 1, from: lineage.entity(work), work: at_parent, facts: parent.facts, onward });
        branches.extend(children.into_iter().map(|child| Branch {
            level: 2,
            from: at_parent,
            work: lineage.entity(child.node),
            facts: child.facts,
            onward: Onward::Open,
        }));
    }
    Family { work: lineage.entity(work), trees: vec![Tree { side: Side::Siblings, branches }], cycles: Vec::new() }
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
        (Tree { side: Side::Line(self.direction), branches }, cycles)
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
