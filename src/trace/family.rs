//! The ancestors and descendants of a work as trees; each work is opened once, and a cycle ends where it closes.

use std::collections::{BTreeMap, BTreeSet};

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
    let trees = reach.directions.iter().map(|&direction| tree(lineage, work, (direction, reach.depth), &mut cycles));
    let trees = trees.collect();
    let named = |cycle: Vec<NodeIndex>| cycle.into_iter().map(|node| lineage.entity(node)).collect();
    Family { work: lineage.entity(work), trees, cycles: cycles.into_iter().map(named).collect() }
}

/// A work whose branches are being written.
struct Open<'a> {
    node: NodeIndex,
    rest: std::vec::IntoIter<Kin<'a>>,
}

fn tree<'a>(
    lineage: &Lineage<'a>,
    work: NodeIndex,
    (direction, depth): (Direction, usize),
    cycles: &mut BTreeSet<Vec<NodeIndex>>,
) -> Tree<'a> {
    let distances = lineage.distances(work, direction);
    let open = |node| Open { node, rest: within(&distances, depth, lineage.kin(node, direction)).into_iter() };
    let mut branches = Vec::new();
    let mut seen = BTreeSet::from([work]);
    // A stack of our own: a line of descent may be longer than the program's.
    let mut stack = vec![open(work)];
    while let Some(top) = stack.last_mut() {
        let from = top.node;
        let Some(kin) = top.rest.next() else {
            stack.pop();
            continue;
        };
        let level = stack.len();
        let onward = if let Some(start) = stack.iter().position(|open| open.node == kin.node) {
            cycles.insert(cycle(stack[start..].iter().map(|open| open.node), direction));
            Onward::Cycle
        } else if seen.insert(kin.node) {
            let all = lineage.kin(kin.node, direction).len();
            let opened = open(kin.node);
            let hidden = all - opened.rest.len();
            stack.push(opened);
            if hidden > 0 { Onward::Deeper(hidden) } else { Onward::Open }
        } else {
            Onward::SeeAbove
        };
        let (from, work) = (lineage.entity(from), lineage.entity(kin.node));
        branches.push(Branch { level, from, work, facts: kin.facts, onward });
    }
    Tree { direction, branches }
}

fn within<'a>(distances: &BTreeMap<NodeIndex, usize>, depth: usize, kin: Vec<Kin<'a>>) -> Vec<Kin<'a>> {
    kin.into_iter().filter(|kin| distances.get(&kin.node).is_some_and(|&distance| distance <= depth)).collect()
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
