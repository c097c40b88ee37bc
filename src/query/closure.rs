//! Closures in joins: evaluated once. Answers stay the same; only the order of the work changes.
//!
//! Oxigraph evaluates `?w pc:buildsOn+ :X` once for each row that it is joined with. A closure yields each node once
//! for a constant end, so a DISTINCT subquery in its place has the same rows, and that is evaluated once.
//!
//! Left as written: closures with both ends open (all pairs, which can be many; counts of them are made by
//! [`super::tally`]), alternatives of closures, closures in
//! `GRAPH ?g` and in EXISTS.

use spargebra::Query;
use spargebra::algebra::{GraphPattern, PropertyPathExpression};
use spargebra::term::{BlankNode, NamedNodePattern, TermPattern, Variable};

/// The query with each closure that has one constant end put in a DISTINCT subquery.
pub(super) fn evaluate_once(mut query: Query) -> Query {
    let pattern = self::pattern(&mut query);
    name_blank_nodes(pattern);
    super::constant::fix(pattern);
    isolate(pattern);
    query
}

/// The pattern of a query of any form.
pub(super) fn pattern(query: &mut Query) -> &mut GraphPattern {
    let (Query::Select { pattern, .. }
    | Query::Construct { pattern, .. }
    | Query::Describe { pattern, .. }
    | Query::Ask { pattern, .. }) = query;
    pattern
}

/// Isolates closures below a pattern.
fn isolate(pattern: &mut GraphPattern) {
    if let Some(variable) = isolable(pattern) {
        let inner = Box::new(std::mem::take(pattern));
        let projected = GraphPattern::Project { inner, variables: vec![variable] };
        *pattern = GraphPattern::Distinct { inner: Box::new(projected) };
        return;
    }
    // A variable that names the graph is bound by the path itself, and a projection would lose it. Services evaluate
    // their patterns elsewhere. Patterns in EXISTS are evaluated for one row, which is what they are fast at; they
    // stand in expressions and are not visited.
    if matches!(pattern, GraphPattern::Graph { name: NamedNodePattern::Variable(_), .. } | GraphPattern::Service { .. })
    {
        return;
    }
    for child in children(pattern) {
        isolate(child);
    }
}

/// The variable of a closure whose other end is constant.
fn isolable(pattern: &GraphPattern) -> Option<Variable> {
    let GraphPattern::Path { subject, path, object } = pattern else { return None };
    if !is_closure(path) {
        return None;
    }
    match (subject, object) {
        (TermPattern::Variable(variable), end) | (end, TermPattern::Variable(variable)) if is_constant(end) => {
            Some(variable.clone())
        }
        _ => None,
    }
}

/// Whether a path yields each node once: a closure, or one read backwards.
pub(super) fn is_closure(path: &PropertyPathExpression) -> bool {
    match path {
        PropertyPathExpression::ZeroOrMore(_) | PropertyPathExpression::OneOrMore(_) => true,
        PropertyPathExpression::Reverse(inner) => is_closure(inner),
        _ => false,
    }
}

fn is_constant(end: &TermPattern) -> bool {
    matches!(end, TermPattern::NamedNode(_) | TermPattern::Literal(_))
}

/// Turns blank nodes, which a projection cannot name, into variables that the query does not show.
///
/// `a/b+` is parsed to two patterns with a blank node between them.
fn name_blank_nodes(pattern: &mut GraphPattern) {
    let name = |term: &mut TermPattern| {
        if let TermPattern::BlankNode(node) = term {
            *term = TermPattern::Variable(variable_of(node));
        }
    };
    match pattern {
        GraphPattern::Bgp { patterns } => {
            for triple in patterns {
                name(&mut triple.subject);
                name(&mut triple.object);
            }
        }
        GraphPattern::Path { subject, object, .. } => {
            name(subject);
            name(object);
        }
        GraphPattern::Service { .. } => {}
        _ => {
            for child in children(pattern) {
                name_blank_nodes(child);
            }
        }
    }
}

/// A letter that SPARQL allows in names, and that nobody types, keeps these apart from the query's own variables.
fn variable_of(node: &BlankNode) -> Variable {
    let name: String = node.as_str().chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect();
    Variable::new_unchecked(format!("ꙮ{name}"))
}

/// The patterns that a pattern is made of; not those in expressions.
pub(super) fn children(pattern: &mut GraphPattern) -> Vec<&mut GraphPattern> {
    match pattern {
        GraphPattern::Join { left, right }
        | GraphPattern::LeftJoin { left, right, .. }
        | GraphPattern::Lateral { left, right }
        | GraphPattern::Union { left, right }
        | GraphPattern::Minus { left, right } => vec![left, right],
        GraphPattern::Filter { inner, .. }
        | GraphPattern::Graph { inner, .. }
        | GraphPattern::Extend { inner, .. }
        | GraphPattern::OrderBy { inner, .. }
        | GraphPattern::Project { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. }
        | GraphPattern::Group { inner, .. }
        | GraphPattern::Service { inner, .. } => vec![inner],
        GraphPattern::Bgp { .. } | GraphPattern::Path { .. } | GraphPattern::Values { .. } => Vec::new(),
    }
}
