//! The lines of descent that run through a section: each as long and as sure as can be, and none twice.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::graph::NodeIndex;

use crate::model::lineage::{Direction, Lineage, is_inferred, strength};
use crate::model::outline::{Line, Stop};
use crate::model::{Fact, Status};
use crate::trace::Order;

/// How many lines a section opens with.
const MOST: usize = 4;

/// The lines through these works, and through works between them that were not read.
pub(super) fn lines(lineage: &Lineage, order: &Order, works: &[NodeIndex]) -> Vec<Line> {
    let mut open: BTreeSet<NodeIndex> = works.iter().copied().collect();
    let members = with_links(lineage, works);
    let mut lines = Vec::new();
    while lines.len() < MOST {
        let path = best(lineage, order, (&members, &open));
        if path.iter().filter(|node| open.contains(node)).count() < if lines.is_empty() { 1 } else { 2 }
            || path.len() < 2
        {
            break;
        }
        for node in &path {
            open.remove(node);
        }
        lines.push(line(lineage, &path));
    }
    lines
}

/// The works and the unread ones that they build on, in no order.
fn with_links(lineage: &Lineage, works: &[NodeIndex]) -> BTreeSet<NodeIndex> {
    let mut members: BTreeSet<NodeIndex> = works.iter().copied().collect();
    for &work in works {
        let unread = lineage.kin(work, Direction::Ancestors).into_iter().filter(|kin| {
            let entity = lineage.entity(kin.node);
            entity.status != Status::Read && entity.kind == "Work" && strength(&kin.facts[0].relation) < 3
        });
        members.extend(unread.map(|kin| kin.node));
    }
    members
}

/// The path of greatest weight, the earliest work first.
fn best(
    lineage: &Lineage,
    order: &Order,
    (members, open): (&BTreeSet<NodeIndex>, &BTreeSet<NodeIndex>),
) -> Vec<NodeIndex> {
    let mut sorted: Vec<NodeIndex> = members.iter().copied().collect();
    order.sort(&mut sorted);
    let mut reached: BTreeMap<NodeIndex, (u32, Option<NodeIndex>)> = BTreeMap::new();
    for &node in &sorted {
        let own = if open.contains(&node) { 10 } else { 0 };
        let mut top = (own, None);
        for kin in lineage.kin(node, Direction::Ancestors) {
            let Some(&(before, _)) = reached.get(&kin.node) else { continue };
            let weight = before + own + weight(kin.facts[0]);
            if weight > top.0 {
                top = (weight, Some(kin.node));
            }
        }
        reached.insert(node, top);
    }
    let end = sorted.iter().rev().max_by_key(|node| reached[node].0);
    let mut path: Vec<NodeIndex> = std::iter::successors(end.copied(), |node| reached[node].1).collect();
    path.reverse();
    // A line of what was told already says nothing new at its ends, but for the work that it branches off.
    while path.len() > 1 && !open.contains(&path[path.len() - 1]) {
        path.pop();
    }
    let first = path.iter().position(|node| open.contains(node)).unwrap_or(path.len());
    path.split_off(first.saturating_sub(1))
}

fn weight(fact: &Fact) -> u32 {
    let by_relation = [9, 6, 3, 1, 5, 9].get(strength(&fact.relation)).copied().unwrap_or(3);
    if is_inferred(fact) { by_relation / 3 } else { by_relation }
}

fn line(lineage: &Lineage, path: &[NodeIndex]) -> Line {
    let stop = |(at, &node): (usize, &NodeIndex)| {
        let before = at.checked_sub(1).map(|before| path[before]);
        let step = before
            .and_then(|before| lineage.kin(node, Direction::Ancestors).into_iter().find(|kin| kin.node == before));
        let entity = lineage.entity(node);
        Stop {
            id: entity.id.clone(),
            label: entity.label.text.clone(),
            is_inferred: step.is_some_and(|kin| kin.facts.iter().all(|fact| is_inferred(fact))),
            is_read: entity.status == Status::Read,
        }
    };
    Line { works: path.iter().enumerate().map(stop).collect() }
}
