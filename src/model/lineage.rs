//! Who builds on whom.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, VecDeque};

use petgraph::Direction::{Incoming, Outgoing};
use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;

use super::{Because, Date, Entity, Fact, Graph, vocabulary};

/// Who builds on whom, as a directed graph from the later work to the earlier one.
///
/// Node weights are positions in `Graph::entities`, edge weights positions in `Graph::facts`.
/// Two works may be joined by several edges, one for each relation; it may hold cycles where notes contradict.
#[derive(Clone, Debug)]
pub struct Lineage<'a> {
    /// The graph that it was taken from.
    pub graph: &'a Graph,
    /// The descent: edges run from the later work to the earlier one.
    pub descent: DiGraph<usize, usize>,
    nodes: HashMap<&'a str, NodeIndex>,
}

/// Which way to walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// To the earlier works that a work builds on.
    Ancestors,
    /// To the later works that build on it.
    Descendants,
}

/// A work one step away, with every fact that makes the step.
#[derive(Clone, Debug)]
pub struct Kin<'a> {
    /// The work.
    pub node: NodeIndex,
    /// The facts, the strongest first; never empty.
    pub facts: Vec<&'a Fact>,
}

impl<'a> Lineage<'a> {
    /// The descent that a graph holds: facts of the lineage relations, and `succeeds`.
    #[must_use]
    pub fn of(graph: &'a Graph) -> Self {
        Self::of_facts(graph, |_| true)
    }

    /// The descent that a graph holds in those facts that `keep` is true for.
    #[must_use]
    pub fn of_facts(graph: &'a Graph, keep: impl Fn(&Fact) -> bool) -> Self {
        Self::of_any(graph, |fact| vocabulary::is_descent(&fact.relation) && keep(fact))
    }

    /// As [`Self::of_facts`], with other relations than descent where `keep` is true for them.
    #[must_use]
    pub fn of_any(graph: &'a Graph, keep: impl Fn(&Fact) -> bool) -> Self {
        let mut descent = DiGraph::new();
        let nodes: HashMap<&str, NodeIndex> =
            graph.entities.iter().enumerate().map(|(at, entity)| (entity.id.as_str(), descent.add_node(at))).collect();
        for (at, fact) in graph.facts.iter().enumerate() {
            if !keep(fact) {
                continue;
            }
            if let (Some(&later), Some(&earlier)) = (nodes.get(fact.subject.as_str()), nodes.get(fact.object.as_str()))
            {
                descent.add_edge(later, earlier, at);
            }
        }
        Self { graph, descent, nodes }
    }

    /// The node of this id.
    #[must_use]
    pub fn node(&self, id: &str) -> Option<NodeIndex> {
        self.nodes.get(id).copied()
    }

    /// The thing at a node.
    ///
    /// # Panics
    /// If the node is not one of this lineage.
    #[must_use]
    pub fn entity(&self, node: NodeIndex) -> &'a Entity {
        &self.graph.entities[self.descent[node]]
    }

    /// The fact behind an edge.
    ///
    /// # Panics
    /// If the edge is not one of this lineage.
    #[must_use]
    pub fn fact(&self, edge: EdgeIndex) -> &'a Fact {
        &self.graph.facts[self.descent[edge]]
    }

    /// The date of the thing at a node.
    #[must_use]
    pub fn date(&self, node: NodeIndex) -> Option<Date> {
        self.entity(node).published
    }

    /// The works one step away, each once: the nearest in time first, those without a date last; and those that only a
    /// rule joins after all others.
    #[must_use]
    pub fn kin(&self, node: NodeIndex, direction: Direction) -> Vec<Kin<'a>> {
        let mut facts: BTreeMap<NodeIndex, Vec<&'a Fact>> = BTreeMap::new();
        for edge in self.descent.edges_directed(node, direction.edges()) {
            let other = if direction == Direction::Ancestors { edge.target() } else { edge.source() };
            facts.entry(other).or_default().push(self.fact(edge.id()));
        }
        let mut kin: Vec<Kin> =
            facts.into_iter().map(|(node, facts)| Kin { node, facts: by_strength(facts) }).collect();
        match direction {
            Direction::Ancestors => kin.sort_by_key(|kin| Reverse(self.date(kin.node))),
            Direction::Descendants => {
                kin.sort_by_key(|kin| (self.date(kin.node).is_none(), self.date(kin.node)));
            }
        }
        kin.sort_by_key(|kin| kin.facts.iter().all(|fact| is_inferred(fact)));
        kin
    }

    /// Every work that can be reached, with the least number of steps to it; the start itself with 0.
    #[must_use]
    pub fn distances(&self, start: NodeIndex, direction: Direction) -> BTreeMap<NodeIndex, usize> {
        let mut distances = BTreeMap::from([(start, 0)]);
        let mut waiting = VecDeque::from([(start, 0)]);
        while let Some((node, distance)) = waiting.pop_front() {
            for next in self.descent.neighbors_directed(node, direction.edges()) {
                distances.entry(next).or_insert_with(|| {
                    waiting.push_back((next, distance + 1));
                    distance + 1
                });
            }
        }
        distances
    }
}

impl Direction {
    fn edges(self) -> petgraph::Direction {
        match self {
            Self::Ancestors => Outgoing,
            Self::Descendants => Incoming,
        }
    }
}

/// Facts between two works, the strongest first: what notes or their owner say, then by the order of the relations.
///
/// An inferred `buildsOn` is dropped where a narrower relation stands: it says nothing new.
fn by_strength(mut facts: Vec<&Fact>) -> Vec<&Fact> {
    facts.sort_by_key(|fact| (is_inferred(fact), strength(&fact.relation)));
    let is_echo = |fact: &Fact| is_inferred(fact) && fact.relation == vocabulary::BUILDS_ON;
    if facts.iter().any(|fact| !is_echo(fact)) {
        facts.retain(|fact| !is_echo(fact));
    }
    facts
}

/// Whether a rule yields the fact and nobody says it.
#[must_use]
pub fn is_inferred(fact: &Fact) -> bool {
    matches!(fact.because, Because::Inferred { .. })
}

/// The place of a relation of descent in the order of strength; 0 is the strongest.
#[must_use]
pub fn strength(relation: &str) -> usize {
    let known = vocabulary::LINEAGE.iter().position(|known| *known == relation);
    known.unwrap_or(vocabulary::LINEAGE.len() + usize::from(relation == vocabulary::SUCCEEDS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_narrowest_stated_relation_comes_first_and_an_inferred_builds_on_goes() {
        let fact = |relation: &str, because: Because| Fact {
            subject: "work/b".to_owned(),
            relation: relation.to_owned(),
            object: "work/a".to_owned(),
            because,
        };
        let rule = Because::Inferred { rule: "by-name".to_owned(), premises: Vec::new() };
        let owner = Because::Asserted { line: 1, reason: String::new() };
        let facts = [fact("buildsOn", rule.clone()), fact("extends", rule), fact("usesData", owner)];
        let relations: Vec<&str> =
            by_strength(facts.iter().collect()).iter().map(|fact| fact.relation.as_str()).collect();
        assert_eq!(relations, ["usesData", "extends"]);
    }
}
