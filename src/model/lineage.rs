//! Who builds on whom.

use std::collections::HashMap;

use petgraph::graph::{DiGraph, NodeIndex};

use super::{Date, Entity, Fact, Graph, vocabulary};

/// Who builds on whom, as a directed graph from the later work to the earlier one.
///
/// Node weights are positions in `Graph::entities`, edge weights positions in `Graph::facts`.
#[derive(Clone, Debug)]
pub struct Lineage<'a> {
    /// The graph that it was taken from.
    pub graph: &'a Graph,
    /// The descent: edges run from the later work to the earlier one.
    pub descent: DiGraph<usize, usize>,
    nodes: HashMap<&'a str, NodeIndex>,
}

impl<'a> Lineage<'a> {
    /// The descent that a graph holds: facts of the lineage relations, and `succeeds`.
    #[must_use]
    pub fn of(graph: &'a Graph) -> Self {
        let mut descent = DiGraph::new();
        let nodes: HashMap<&str, NodeIndex> =
            graph.entities.iter().enumerate().map(|(at, entity)| (entity.id.as_str(), descent.add_node(at))).collect();
        for (at, fact) in graph.facts.iter().enumerate().filter(|(_, fact)| vocabulary::is_descent(&fact.relation)) {
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
    pub fn fact(&self, edge: petgraph::graph::EdgeIndex) -> &'a Fact {
        &self.graph.facts[self.descent[edge]]
    }

    /// The date of the thing at a node.
    #[must_use]
    pub fn date(&self, node: NodeIndex) -> Option<Date> {
        self.entity(node).published
    }
}
