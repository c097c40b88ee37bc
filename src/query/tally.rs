//! Counts over closures with both ends open: counted over the graph in memory, not row by row. Answers stay the same.
//!
//! `SELECT ?work (COUNT(?later) AS ?n) { ?later pc:buildsOn+ ?work } GROUP BY ?work` has as many rows before it counts as
//! there are pairs of ancestor and descendant, which in a large graph are more than anybody can wait for.

use std::collections::HashMap;

use oxigraph::model::{GraphNameRef, Literal, NamedNode, Term};
use oxigraph::store::Store;
use petgraph::algo::kosaraju_scc;
use petgraph::graph::DiGraph;
use spargebra::algebra::{AggregateExpression, AggregateFunction, Expression, GraphPattern, PropertyPathExpression};
use spargebra::term::{GroundTerm, TermPattern, Variable};

use super::watch::Watch;
use crate::error::{Error, Result};

/// How many words of bits are carried along at once.
const WORDS: usize = 8;
/// So many starts are followed at once.
const BLOCK: usize = WORDS * 64;

/// Replaces each such count below a pattern by its rows.
///
/// # Errors
/// [`Error::Timeout`] if the time is over; [`Error::Query`] if the store cannot be read.
pub(super) fn count(pattern: &mut GraphPattern, store: &Store, watch: &Watch) -> Result<()> {
    if let Some((property, counted, number)) = open_closure(pattern) {
        let rows = rows(store, &property, watch)?;
        let bindings = rows.into_iter().map(|(thing, count)| {
            let count = GroundTerm::Literal(Literal::from(i64::try_from(count).unwrap_or(i64::MAX)));
            Some(vec![Some(ground(thing)?), Some(count)])
        });
        *pattern = GraphPattern::Values { variables: vec![counted, number], bindings: bindings.flatten().collect() };
        return Ok(());
    }
    // Named graphs and services have other triples than those that are counted here.
    if matches!(pattern, GraphPattern::Graph { .. } | GraphPattern::Service { .. }) {
        return Ok(());
    }
    super::closure::children(pattern).into_iter().try_for_each(|child| count(child, store, watch))
}

/// The property of a count of all that lead to each thing, the variable of the thing and that of the number.
fn open_closure(pattern: &GraphPattern) -> Option<(NamedNode, Variable, Variable)> {
    let GraphPattern::Group { inner, variables, aggregates } = pattern else { return None };
    let GraphPattern::Path { subject, path, object } = &**inner else { return None };
    let PropertyPathExpression::OneOrMore(step) = path else { return None };
    let (PropertyPathExpression::NamedNode(property), [group], [(number, aggregate)]) =
        (&**step, variables.as_slice(), aggregates.as_slice())
    else {
        return None;
    };
    let (TermPattern::Variable(start), TermPattern::Variable(end)) = (subject, object) else { return None };
    // A closure yields each pair once, so it does not matter whether the count is DISTINCT.
    let counts_starts = match aggregate {
        AggregateExpression::CountSolutions { .. } => true,
        AggregateExpression::FunctionCall { name: AggregateFunction::Count, expr, .. } => {
            matches!(expr, Expression::Variable(variable) if variable == start)
        }
        AggregateExpression::FunctionCall { .. } => false,
    };
    (counts_starts && group == end && start != end).then(|| (property.clone(), end.clone(), number.clone()))
}

/// Each thing that something leads to, and from how many things, in a stable order.
fn rows(store: &Store, property: &NamedNode, watch: &Watch) -> Result<Vec<(Term, usize)>> {
    let mut graph: DiGraph<Term, ()> = DiGraph::new();
    let mut nodes = HashMap::new();
    let found = store.quads_for_pattern(None, Some(property.as_ref()), None, Some(GraphNameRef::DefaultGraph));
    for quad in found {
        let quad = quad.map_err(|error| Error::Query(error.to_string()))?;
        let [later, earlier] = [Term::from(quad.subject), quad.object]
            .map(|term| *nodes.entry(term.clone()).or_insert_with(|| graph.add_node(term)));
        graph.add_edge(later, earlier, ());
    }
    let counts = reached_from(&graph, watch)?;
    let rows = graph.node_indices().zip(counts).filter(|(_, count)| *count > 0);
    let mut rows: Vec<(Term, usize)> = rows.map(|(node, count)| (graph[node].clone(), count)).collect();
    rows.sort_by_cached_key(|(term, _)| term.to_string());
    Ok(rows)
}

/// For each node, from how many nodes a way of one step or more leads to it.
fn reached_from<T>(graph: &DiGraph<T, ()>, watch: &Watch) -> Result<Vec<usize>> {
    // What leads to each other is reached alike. Components come with those first that nothing else leads on from.
    let mut components = kosaraju_scc(graph);
    components.reverse();
    let mut component = vec![0; graph.node_count()];
    for (at, nodes) in components.iter().enumerate() {
        for node in nodes {
            component[node.index()] = at;
        }
    }
    let mut is_circle: Vec<bool> = components.iter().map(|nodes| nodes.len() > 1).collect();
    let mut next: Vec<Vec<usize>> = vec![Vec::new(); components.len()];
    for edge in graph.raw_edges() {
        let [from, to] = [edge.source(), edge.target()].map(|node| component[node.index()]);
        if edge.source() == edge.target() {
            is_circle[from] = true;
        } else if from != to {
            next[from].push(to);
        }
    }
    let mut counts = vec![0; components.len()];
    let order: Vec<usize> = components.iter().flatten().map(|node| component[node.index()]).collect();
    for starts in order.chunks(BLOCK) {
        if watch.is_over() {
            return Err(watch.error());
        }
        let mut masks = vec![[0_u64; WORDS]; components.len()];
        for (bit, &start) in starts.iter().enumerate() {
            masks[start][bit / 64] |= 1 << (bit % 64);
            // A work does not lead to itself, unless by a circle.
            counts[start] -= i64::from(!is_circle[start]);
        }
        (starts[0]..components.len()).for_each(|at| {
            let mask = masks[at];
            if mask == [0; WORDS] {
                return;
            }
            counts[at] += i64::from(mask.iter().map(|word| word.count_ones()).sum::<u32>());
            for &to in &next[at] {
                masks[to].iter_mut().zip(mask).for_each(|(word, more)| *word |= more);
            }
        });
    }
    Ok(graph.node_indices().map(|node| usize::try_from(counts[component[node.index()]]).unwrap_or(0)).collect())
}

fn ground(term: Term) -> Option<GroundTerm> {
    match term {
        Term::NamedNode(node) => Some(GroundTerm::NamedNode(node)),
        Term::Literal(literal) => Some(GroundTerm::Literal(literal)),
        Term::BlankNode(_) => None,
    }
}
