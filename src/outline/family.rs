//! Works by what they descend from: each hangs from the work that it owes most, and the trees are the families.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::graph::NodeIndex;

use super::Group;
use super::words::Words;
use crate::model::lineage::{Direction, is_inferred, strength};
use crate::model::{Lineage, Status};
use crate::trace::Order;

/// A family with more works than this is parted where it branches.
const LARGEST: usize = 12;
/// Relations up to this strength make a parent: `extends`, `usesModel`, and, told apart below, `inspiredBy`, `variantOf`.
const PARENTAL: [u8; 6] = [12, 6, 3, 0, 8, 12];

/// The families with at least two of these works, the earliest first; and the works of none.
pub(super) fn groups(
    lineage: &Lineage,
    order: &Order,
    works: &[NodeIndex],
    phrases: &Words,
) -> (Vec<Group>, Vec<NodeIndex>) {
    let parents: BTreeMap<NodeIndex, NodeIndex> =
        lineage.descent.node_indices().filter_map(|node| Some((node, parent(lineage, order, node)?))).collect();
    let wanted: BTreeSet<NodeIndex> = works.iter().copied().collect();
    let mut families: BTreeMap<NodeIndex, Vec<NodeIndex>> = BTreeMap::new();
    for &work in works {
        families.entry(root(&parents, work)).or_default().push(work);
    }
    let mut small = Vec::new();
    let mut parted: Vec<(NodeIndex, Vec<NodeIndex>)> = Vec::new();
    for (root, members) in families {
        for (root, members) in parts(&parents, root, members) {
            if members.len() < 2 { small.extend(members) } else { parted.push((root, members)) }
        }
    }
    parted.sort_by_key(|(root, members)| (members.iter().map(|&work| order.place(work)).min(), *root));
    let groups = parted
        .into_iter()
        .map(|(root, works)| {
            let first = named_after(lineage, &parents, root, &works, &wanted);
            let entity = lineage.entity(first);
            Group { id: format!("family/{}", entity.id), heading: phrases.family(&entity.label.text), works }
        })
        .collect();
    (groups, small)
}

/// Everything that a work descends from and that descends from it, itself included.
pub(super) fn kin(lineage: &Lineage, work: NodeIndex) -> BTreeSet<NodeIndex> {
    [Direction::Ancestors, Direction::Descendants]
        .into_iter()
        .flat_map(|direction| lineage.distances(work, direction).into_keys())
        .collect()
}

/// The work that a work owes most: by the strongest relation, stated before inferred, then the nearest in time.
fn parent(lineage: &Lineage, order: &Order, node: NodeIndex) -> Option<NodeIndex> {
    let earlier = lineage
        .kin(node, Direction::Ancestors)
        .into_iter()
        .filter(|kin| order.place(kin.node) < order.place(node) && lineage.entity(kin.node).kind == "Work");
    let debt = |fact: &crate::model::Fact| {
        let points = PARENTAL.get(strength(&fact.relation)).copied().unwrap_or(2);
        if is_inferred(fact) { points / 2 } else { points }
    };
    earlier
        .map(|kin| {
            let is_read = lineage.entity(kin.node).status == Status::Read;
            let debt = kin.facts.iter().map(|fact| debt(fact)).max().unwrap_or(0);
            let bonus = if is_read { 4 } else { 0 };
            (debt, (debt + bonus, lineage.date(kin.node), order.place(kin.node), kin.node))
        })
        .filter(|(debt, _)| *debt > 0)
        .map(|(_, rank)| rank)
        .max()
        .map(|(.., node)| node)
}

/// The parents come earlier in the order of reading, so this ends.
fn root(parents: &BTreeMap<NodeIndex, NodeIndex>, work: NodeIndex) -> NodeIndex {
    std::iter::successors(Some(work), |work| parents.get(work).copied()).last().unwrap_or(work)
}

/// A large family parted into those of the root's children that are families themselves, and what is left.
fn parts(
    parents: &BTreeMap<NodeIndex, NodeIndex>,
    root: NodeIndex,
    members: Vec<NodeIndex>,
) -> Vec<(NodeIndex, Vec<NodeIndex>)> {
    if members.len() <= LARGEST {
        return vec![(root, members)];
    }
    let branch = |work: NodeIndex| {
        std::iter::successors(Some(work), |work| parents.get(work).copied()).take_while(|work| *work != root).last()
    };
    let mut branches: BTreeMap<NodeIndex, Vec<NodeIndex>> = BTreeMap::new();
    let mut left = Vec::new();
    for work in members {
        match branch(work) {
            Some(branch) => branches.entry(branch).or_default().push(work),
            None => left.push(work),
        }
    }
    let mut parted = Vec::new();
    for (branch, works) in branches {
        if works.len() > 2 { parted.extend(parts(parents, branch, works)) } else { left.extend(works) }
    }
    if left.len() == 1
        && let Some((_, smallest)) = parted.iter_mut().min_by_key(|(_, works)| works.len())
    {
        smallest.append(&mut left);
    }
    if !left.is_empty() {
        parted.push((root, left));
    }
    parted
}

/// The work that gives the family its name: the root, or below it the first where the works part.
fn named_after(
    lineage: &Lineage,
    parents: &BTreeMap<NodeIndex, NodeIndex>,
    root: NodeIndex,
    works: &[NodeIndex],
    wanted: &BTreeSet<NodeIndex>,
) -> NodeIndex {
    let line = |work: NodeIndex| -> Vec<NodeIndex> {
        let mut line: Vec<NodeIndex> = std::iter::successors(Some(work), |work| parents.get(work).copied()).collect();
        line.reverse();
        line
    };
    let lines: Vec<Vec<NodeIndex>> = works.iter().map(|&work| line(work)).collect();
    let shared = (0..).take_while(|&at| {
        let first = lines.first().and_then(|line| line.get(at));
        first.is_some() && lines.iter().all(|line| line.get(at) == first)
    });
    let lowest = shared.last().and_then(|at| lines.first()?.get(at).copied());
    lowest.filter(|lowest| wanted.contains(lowest) || lineage.entity(*lowest).kind == "Work").unwrap_or(root)
}
