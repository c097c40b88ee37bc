//! How two works are joined, whichever way the steps go: by descent up and down, and by what the notes compare.

use std::collections::{BTreeMap, VecDeque};

use petgraph::graph::NodeIndex;

use super::Limits;
use super::explanation::{Stride, ways};
use crate::model::explanation::{Explanation, Hop, Kinship, Path};
use crate::model::lineage::{Direction, Kin, Lineage};

/// By how many steps a way may be longer than the shortest one.
pub(super) const DETOUR: usize = 1;

/// The ways between two works over all edges of a lineage, which may hold comparisons beside descent.
#[must_use]
pub fn connection<'a>(lineage: &Lineage<'a>, works: [NodeIndex; 2], limits: Limits) -> Explanation<'a> {
    let explained = |kinship| Explanation { works: works.map(|work| lineage.entity(work)), kinship };
    let [start, end] = works;
    if start == end {
        return explained(Kinship::Same);
    }
    let [from_start, from_end] = works.map(|work| distances(lineage, work));
    let Some(&shortest) = from_start.get(&end).filter(|steps| **steps <= limits.steps) else {
        return explained(Kinship::Unjoined { steps: from_start.get(&end).copied() });
    };
    let steps = limits.steps.min(shortest + DETOUR);
    let between: Vec<NodeIndex> = from_start
        .iter()
        .filter(|(node, there)| from_end.get(node).is_some_and(|back| *there + back <= steps))
        .map(|(&node, _)| node)
        .collect();
    let wanted = Limits { paths: limits.paths.max(1) + 1, steps };
    let ways = ways(&between, |node| kin(lineage, node), (start, end), wanted);
    let more = ways.len() >= wanted.paths;
    let paths = ways.into_iter().take(wanted.paths - 1).map(|way| path(lineage, start, way)).collect();
    explained(Kinship::Joined { paths, more })
}

fn path<'a>(lineage: &Lineage<'a>, start: NodeIndex, way: Vec<Stride<'a>>) -> Path<'a> {
    let hop = |step: Stride<'a>| {
        let [from, to] = [step.from, step.to].map(|node| lineage.entity(node));
        let is_later = step.facts.first().is_some_and(|fact| fact.subject == from.id);
        let (later, earlier) = if is_later { (from, to) } else { (to, from) };
        // Two works that descend from each other are told in the direction of the strongest fact alone.
        let facts = step.facts.into_iter().filter(|fact| fact.subject == later.id).collect();
        Hop { later, earlier, facts }
    };
    Path { start: lineage.entity(start), hops: way.into_iter().map(hop).collect() }
}

/// The works one step away on either side; steps of descent go before others.
fn kin<'a>(lineage: &Lineage<'a>, node: NodeIndex) -> Vec<Kin<'a>> {
    let mut sides: BTreeMap<NodeIndex, Kin<'a>> = BTreeMap::new();
    for direction in [Direction::Ancestors, Direction::Descendants] {
        for kin in lineage.kin(node, direction) {
            sides.entry(kin.node).and_modify(|known| known.facts.extend(&kin.facts)).or_insert(kin);
        }
    }
    sides.into_values().collect()
}

/// The least number of steps to every work that can be reached.
fn distances(lineage: &Lineage<'_>, start: NodeIndex) -> BTreeMap<NodeIndex, usize> {
    let mut distances = BTreeMap::from([(start, 0)]);
    let mut waiting = VecDeque::from([(start, 0)]);
    while let Some((node, distance)) = waiting.pop_front() {
        for next in lineage.descent.neighbors_undirected(node) {
            distances.entry(next).or_insert_with(|| {
                waiting.push_back((next, distance + 1));
                distance + 1
            });
        }
    }
    distances
}
