//! Comparisons in a picture of descent: thin dotted lines that move no box.

use std::collections::{BTreeMap, BTreeSet};

use super::compose::statement;
use super::phrases::Style;
use crate::model::diagram::{Diagram, Edge, Line};
use crate::model::{Graph, vocabulary};
use crate::text::width::one_line;

/// The picture with the comparisons between its works, where no step of descent joins them already.
#[must_use]
pub fn with_comparisons(mut diagram: Diagram, graph: &Graph, style: &Style) -> Diagram {
    let places: BTreeMap<&str, usize> =
        diagram.nodes.iter().enumerate().map(|(at, node)| (node.id.as_str(), at)).collect();
    let mut joined: BTreeSet<(usize, usize)> =
        diagram.edges.iter().map(|edge| (edge.earlier.min(edge.later), edge.earlier.max(edge.later))).collect();
    let mut edges = Vec::new();
    for fact in graph.facts.iter().filter(|fact| vocabulary::COMPARISON.contains(&fact.relation.as_str())) {
        let ends = (places.get(fact.subject.as_str()), places.get(fact.object.as_str()));
        let (Some(&later), Some(&earlier)) = ends else { continue };
        if earlier == later || !joined.insert((earlier.min(later), earlier.max(later))) {
            continue;
        }
        let evidence = fact.evidence().first();
        let quote = evidence.map(|each| format!(": “{}” ({}:{})", one_line(&each.quote), each.note, each.line));
        edges.push(Edge {
            earlier,
            later,
            line: Line { is_inferred: false, relation: fact.relation.clone() },
            is_backward: true,
            tooltip: statement(fact, graph, style) + &quote.unwrap_or_default(),
            url: evidence.map(|each| style.link.to(&each.note, each.line)),
        });
    }
    edges.sort_by_key(|edge| (edge.earlier, edge.later));
    for relation in vocabulary::COMPARISON {
        if edges.iter().any(|edge| edge.line.relation == relation) {
            diagram.legend.push(Line { is_inferred: false, relation: relation.to_owned() });
        }
    }
    diagram.edges.extend(edges);
    diagram
}
