//! Descent that comes back to where it began, or leads to two families.

use std::collections::{BTreeMap, BTreeSet, HashSet, VecDeque};

use petgraph::algo::tarjan_scc;
use petgraph::graph::{EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;

use super::Doubt;
use crate::model::lineage::is_inferred;
use crate::model::{Conflict, Contradiction, Direction, Fact, Lineage, vocabulary};

/// From how many works of a circle its shortest way round is looked for.
const STARTS: usize = 200;

pub(super) fn contradictions(doubt: &Doubt<'_>) -> Vec<Contradiction> {
    // Rules conclude nothing that contradicts the notes, so that only what is said can contradict itself.
    let mut lineage = Lineage::of_facts(doubt.graph, |fact| !is_inferred(fact));
    let mut found = opposite(doubt, &mut lineage);
    found.extend(circles(doubt, &lineage));
    found.extend(two_parents(doubt, &lineage));
    found
}

/// Works that build on each other; their edges are then left out, for each is a circle of its own.
fn opposite(doubt: &Doubt<'_>, lineage: &mut Lineage<'_>) -> Vec<Contradiction> {
    let descent = &lineage.descent;
    let mut pairs: BTreeMap<[NodeIndex; 2], Vec<EdgeIndex>> = BTreeMap::new();
    for edge in descent.edge_references() {
        let (later, earlier) = (edge.source(), edge.target());
        if later != earlier && descent.contains_edge(earlier, later) {
            pairs.entry([later.min(earlier), later.max(earlier)]).or_default().push(edge.id());
        }
    }
    let found = pairs.iter().filter_map(|([a, b], edges)| {
        let [one, other] = [a, b].map(|node| &lineage.entity(*node).label.text);
        let message = format!("{one} and {other} build on each other");
        let facts = edges.iter().map(|edge| lineage.fact(*edge));
        told(doubt, Conflict::OppositeDirections, message, facts)
    });
    let found = found.collect();
    let gone: HashSet<EdgeIndex> = pairs.into_values().flatten().collect();
    lineage.descent.retain_edges(|_, edge| !gone.contains(&edge));
    found
}

/// The shortest way round in each knot of works that all descend from each other.
fn circles(doubt: &Doubt<'_>, lineage: &Lineage<'_>) -> Vec<Contradiction> {
    let mut knots = tarjan_scc(&lineage.descent);
    knots.retain(|knot| knot.len() > 1);
    for knot in &mut knots {
        knot.sort();
    }
    knots.sort();
    let found = knots.iter().filter_map(|knot| {
        let ways = knot.iter().take(STARTS).filter_map(|start| way_round(lineage, *start));
        let way = ways.min_by_key(Vec::len)?;
        let facts: Vec<&Fact> = way.iter().map(|edge| lineage.fact(*edge)).collect();
        let mut names: Vec<&str> = facts.iter().map(|fact| doubt.graph.label(&fact.subject)).collect();
        names.extend(names.first().copied());
        let message = format!("descent comes back to where it began: {}", names.join(" → "));
        told(doubt, Conflict::DescentCycle, message, facts.into_iter())
    });
    found.collect()
}

/// The edges of the shortest way from a work back to itself.
fn way_round(lineage: &Lineage<'_>, start: NodeIndex) -> Option<Vec<EdgeIndex>> {
    let mut came_by: BTreeMap<NodeIndex, EdgeIndex> = BTreeMap::new();
    let mut waiting = VecDeque::from([start]);
    while let Some(node) = waiting.pop_front() {
        let mut edges: Vec<_> = lineage.descent.edges(node).collect();
        edges.sort_by_key(EdgeRef::id);
        for edge in edges {
            came_by.entry(edge.target()).or_insert_with(|| {
                waiting.push_back(edge.target());
                edge.id()
            });
        }
        if came_by.contains_key(&start) {
            break;
        }
    }
    let mut way = vec![*came_by.get(&start)?];
    loop {
        let (from, _) = lineage.descent.edge_endpoints(*way.last()?)?;
        if from == start {
            way.reverse();
            return Some(way);
        }
        way.push(*came_by.get(&from)?);
    }
}

/// Variants of two works of which neither descends from the other.
fn two_parents(doubt: &Doubt<'_>, lineage: &Lineage<'_>) -> Vec<Contradiction> {
    let mut by_subject: BTreeMap<&str, Vec<&Fact>> = BTreeMap::new();
    for fact in doubt.graph.facts.iter().filter(|fact| fact.relation == vocabulary::VARIANT_OF && !is_inferred(fact)) {
        by_subject.entry(&fact.subject).or_default().push(fact);
    }
    let found = by_subject.into_iter().filter(|(_, facts)| facts.len() > 1).filter_map(|(subject, facts)| {
        let parents: Vec<NodeIndex> = facts.iter().filter_map(|fact| lineage.node(&fact.object)).collect();
        let above: Vec<BTreeSet<NodeIndex>> =
            parents.iter().map(|node| lineage.distances(*node, Direction::Ancestors).into_keys().collect()).collect();
        let are_apart = |a: usize, b: usize| !above[a].contains(&parents[b]) && !above[b].contains(&parents[a]);
        let are_any_apart = (0..parents.len()).any(|a| (0..a).any(|b| are_apart(a, b)));
        let names: Vec<&str> = facts.iter().map(|fact| doubt.graph.label(&fact.object)).collect();
        let message = format!("{} is a variant of {}", doubt.graph.label(subject), names.join(" and of "));
        are_any_apart.then(|| told(doubt, Conflict::TwoParents, message, facts.into_iter()))?
    });
    found.collect()
}

/// A contradiction with the places of facts; none where no place is known.
fn told<'a>(
    doubt: &Doubt<'a>,
    kind: Conflict,
    message: String,
    facts: impl Iterator<Item = &'a Fact>,
) -> Option<Contradiction> {
    let places: Vec<_> = facts.filter_map(|fact| doubt.fact(fact)).collect();
    (!places.is_empty()).then_some(Contradiction { kind, message, places })
}
