//! How two works are related: the lines of descent between them, or what both descend from.

use std::collections::BTreeMap;

use petgraph::graph::NodeIndex;

use super::paths::{self, Costs};
use crate::model::explanation::{Explanation, Hop, Kinship, Path, Shared};
use crate::model::lineage::{Direction, Kin, Lineage, is_inferred};
use crate::model::{Fact, vocabulary};

/// How much to look for.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The greatest number of lines.
    pub paths: usize,
    /// The greatest number of steps in a line.
    pub steps: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { paths: 5, steps: 8 }
    }
}

/// How many common ancestors are worth showing.
pub(super) const SHARED: usize = 3;

/// How two works are related, whichever of them is the later one.
#[must_use]
pub fn explanation<'a>(lineage: &Lineage<'a>, works: [NodeIndex; 2], limits: Limits) -> Explanation<'a> {
    let [a, b] = works;
    let above = works.map(|work| lineage.distances(work, Direction::Ancestors));
    let kinship = match (above[0].get(&b), above[1].get(&a)) {
        _ if a == b => Kinship::Same,
        (None, None) => shared(lineage, works, &above),
        (Some(&steps), None) => descent(lineage, Ends { ancestor: b, descendant: a, steps, circular: false }, limits),
        (None, Some(&steps)) => descent(lineage, Ends { ancestor: a, descendant: b, steps, circular: false }, limits),
        // The notes contradict: the dates decide which way to tell it.
        (Some(&down), Some(&up)) => {
            let is_later = matches!((lineage.date(a), lineage.date(b)), (Some(a), Some(b)) if a > b);
            let (ancestor, descendant, steps) = if is_later { (b, a, down) } else { (a, b, up) };
            descent(lineage, Ends { ancestor, descendant, steps, circular: true }, limits)
        }
    };
    Explanation { works: works.map(|work| lineage.entity(work)), kinship }
}

/// Two works of which one descends from the other.
#[derive(Clone, Copy)]
struct Ends {
    ancestor: NodeIndex,
    descendant: NodeIndex,
    /// The least number of steps.
    steps: usize,
    circular: bool,
}

fn descent<'a>(lineage: &Lineage<'a>, ends: Ends, limits: Limits) -> Kinship<'a> {
    let Ends { ancestor, descendant, steps, circular } = ends;
    if steps > limits.steps {
        let (ancestor, descendant) = (lineage.entity(ancestor), lineage.entity(descendant));
        return Kinship::TooFar { ancestor, descendant, steps };
    }
    let limits = Limits { paths: limits.paths.max(1), ..limits };
    // One more than asked for tells whether there are more.
    let mut paths = lines(lineage, (ancestor, descendant), Limits { paths: limits.paths + 1, ..limits });
    let more = paths.len() > limits.paths;
    paths.truncate(limits.paths);
    Kinship::Descent { paths, more, circular }
}

/// The best lines from an ancestor down to a descendant.
fn lines<'a>(lineage: &Lineage<'a>, (ancestor, descendant): (NodeIndex, NodeIndex), limits: Limits) -> Vec<Path<'a>> {
    let below = lineage.distances(ancestor, Direction::Descendants);
    // Only what lies between the two, and near enough, can be on a line: the rest is left out before the search.
    let between: Vec<NodeIndex> = lineage
        .distances(descendant, Direction::Ancestors)
        .into_iter()
        .filter(|(node, up)| below.get(node).is_some_and(|down| up + down <= limits.steps))
        .map(|(node, _)| node)
        .collect();
    let kin = |node| lineage.kin(node, Direction::Ancestors);
    let start = lineage.entity(ancestor);
    ways(&between, kin, (descendant, ancestor), limits)
        .into_iter()
        .map(|way| {
            let hops = way.into_iter().rev().map(|step| Hop {
                later: lineage.entity(step.from),
                earlier: lineage.entity(step.to),
                facts: step.facts,
            });
            Path { start, hops: hops.collect() }
        })
        .collect()
}

/// One step of a way.
pub(super) struct Stride<'a> {
    pub(super) from: NodeIndex,
    pub(super) to: NodeIndex,
    pub(super) facts: Vec<&'a Fact>,
}

/// The best ways from a start to an end over these nodes, where `kin` says what is one step away.
pub(super) fn ways<'a>(
    between: &[NodeIndex],
    kin: impl Fn(NodeIndex) -> Vec<Kin<'a>>,
    (start, end): (NodeIndex, NodeIndex),
    limits: Limits,
) -> Vec<Vec<Stride<'a>>> {
    let places: BTreeMap<NodeIndex, usize> = between.iter().enumerate().map(|(at, &node)| (node, at)).collect();
    let kin: Vec<BTreeMap<usize, Vec<&Fact>>> = between
        .iter()
        .map(|&node| {
            let kin = kin(node).into_iter();
            kin.filter_map(|kin| Some((*places.get(&kin.node)?, kin.facts))).collect()
        })
        .collect();
    let costs: Costs = kin.iter().map(|kin| kin.iter().map(|(&to, facts)| (to, cost(facts))).collect()).collect();
    let stride =
        |pair: &[usize]| Stride { from: between[pair[0]], to: between[pair[1]], facts: kin[pair[0]][&pair[1]].clone() };
    paths::cheapest(&costs, (places[&start], places[&end]), limits.steps, limits.paths)
        .into_iter()
        .map(|path| path.windows(2).map(stride).collect())
        .collect()
}

/// What a step costs: about 1 if stated surely, up to 2 with doubt, 3 if only inferred; 2 more if it only compares.
///
/// So a line of three sure quotes goes before a single inferred step, and a shorter stated line before a longer one.
fn cost(facts: &[&Fact]) -> u32 {
    let doubt = |fact: &Fact| {
        let tenths = (0..10).filter(|&tenth| fact.confidence() * 10.0 <= f64::from(tenth)).count();
        u32::try_from(tenths).unwrap_or(10)
    };
    let compares = |fact: &Fact| if vocabulary::is_descent(&fact.relation) { 0 } else { 20 };
    let costs = facts.iter().map(|fact| compares(fact) + if is_inferred(fact) { 30 } else { 10 + doubt(fact) });
    costs.min().unwrap_or(30)
}

fn shared<'a>(lineage: &Lineage<'a>, works: [NodeIndex; 2], above: &[BTreeMap<NodeIndex, usize>; 2]) -> Kinship<'a> {
    let common: BTreeMap<NodeIndex, usize> =
        above[0].iter().filter_map(|(&node, steps)| Some((node, steps + above[1].get(&node)?))).collect();
    let is_lowest =
        |node: &NodeIndex| lineage.kin(*node, Direction::Descendants).iter().all(|kin| !common.contains_key(&kin.node));
    let mut lowest: Vec<(usize, NodeIndex)> =
        common.iter().filter(|(node, _)| is_lowest(node)).map(|(&node, &steps)| (steps, node)).collect();
    if lowest.is_empty() {
        // In a cycle each is below the other: then the nearest will do.
        lowest = common.iter().map(|(&node, &steps)| (steps, node)).collect();
    }
    lowest.sort_unstable();
    let shared: Vec<Shared> = lowest
        .into_iter()
        .take(SHARED)
        .filter_map(|(_, ancestor)| {
            let best = |side: usize| {
                let limits = Limits { paths: 1, steps: above[side][&ancestor].max(Limits::default().steps) };
                lines(lineage, (ancestor, works[side]), limits).pop()
            };
            Some(Shared { ancestor: lineage.entity(ancestor), paths: [best(0)?, best(1)?] })
        })
        .collect();
    if shared.is_empty() { Kinship::Apart } else { Kinship::Shared(shared) }
}
