//! Values → the parameters of a question, in its algebra; words are never pasted into a query.
//!
//! Parameters are replaced everywhere, in subqueries too: `substitute_variable` of Oxigraph ignores a parameter in a
//! subquery that does not project it, and a DISTINCT subquery is exactly where a closure stands.

use std::collections::BTreeMap;

use oxigraph::model::Term;
use spargebra::Query;
use spargebra::algebra::{AggregateExpression, Expression, GraphPattern, OrderExpression};
use spargebra::term::{NamedNodePattern, TermPattern, TriplePattern};

/// Values by the name of the variable that they stand for, without `?`.
pub type Values = BTreeMap<String, Term>;

/// The query with each parameter replaced by its value; parameters are no columns of the answer.
#[must_use]
pub fn bind(mut query: Query, values: &Values) -> Query {
    if let Query::Construct { template, .. } = &mut query {
        for triple in template {
            bind_triple(triple, values);
        }
    }
    let (Query::Select { pattern, .. }
    | Query::Construct { pattern, .. }
    | Query::Describe { pattern, .. }
    | Query::Ask { pattern, .. }) = &mut query;
    bind_pattern(pattern, values);
    query
}

fn bind_pattern(pattern: &mut GraphPattern, values: &Values) {
    match pattern {
        GraphPattern::Bgp { patterns } => {
            for triple in patterns {
                bind_triple(triple, values);
            }
        }
        GraphPattern::Path { subject, object, .. } => {
            bind_term(subject, values);
            bind_term(object, values);
        }
        GraphPattern::Graph { name, .. } | GraphPattern::Service { name, .. } => bind_name(name, values),
        GraphPattern::LeftJoin { expression: Some(expression), .. } => bind_expression(expression, values),
        GraphPattern::Filter { expr: expression, .. } | GraphPattern::Extend { expression, .. } => {
            bind_expression(expression, values);
        }
        GraphPattern::OrderBy { expression, .. } => {
            for OrderExpression::Asc(key) | OrderExpression::Desc(key) in expression {
                bind_expression(key, values);
            }
        }
        GraphPattern::Project { variables, .. } => variables.retain(|variable| !values.contains_key(variable.as_str())),
        GraphPattern::Group { variables, aggregates, .. } => {
            variables.retain(|variable| !values.contains_key(variable.as_str()));
            for (_, aggregate) in aggregates {
                if let AggregateExpression::FunctionCall { expr, .. } = aggregate {
                    bind_expression(expr, values);
                }
            }
        }
        _ => {}
    }
    for child in super::closure::children(pattern) {
        bind_pattern(child, values);
    }
}

fn bind_triple(triple: &mut TriplePattern, values: &Values) {
    bind_term(&mut triple.subject, values);
    bind_name(&mut triple.predicate, values);
    bind_term(&mut triple.object, values);
}

fn bind_term(term: &mut TermPattern, values: &Values) {
    if let TermPattern::Variable(variable) = term
        && let Some(value) = values.get(variable.as_str())
    {
        *term = value.clone().into();
    }
}

fn bind_name(name: &mut NamedNodePattern, values: &Values) {
    if let NamedNodePattern::Variable(variable) = name
        && let Some(Term::NamedNode(node)) = values.get(variable.as_str())
    {
        *name = node.clone().into();
    }
}

fn bind_expression(expression: &mut Expression, values: &Values) {
    match expression {
        Expression::Variable(variable) => match values.get(variable.as_str()) {
            Some(Term::NamedNode(node)) => *expression = node.clone().into(),
            Some(Term::Literal(literal)) => *expression = literal.clone().into(),
            Some(Term::BlankNode(_)) | None => {}
        },
        Expression::Bound(variable) if values.contains_key(variable.as_str()) => {
            *expression = Expression::Literal(true.into());
        }
        Expression::Exists(pattern) => bind_pattern(pattern, values),
        Expression::Or(left, right)
        | Expression::And(left, right)
        | Expression::Equal(left, right)
        | Expression::SameTerm(left, right)
        | Expression::Greater(left, right)
        | Expression::GreaterOrEqual(left, right)
        | Expression::Less(left, right)
        | Expression::LessOrEqual(left, right)
        | Expression::Add(left, right)
        | Expression::Subtract(left, right)
        | Expression::Multiply(left, right)
        | Expression::Divide(left, right) => {
            bind_expression(left, values);
            bind_expression(right, values);
        }
        Expression::UnaryPlus(inner) | Expression::UnaryMinus(inner) | Expression::Not(inner) => {
            bind_expression(inner, values);
        }
        Expression::If(condition, yes, no) => {
            bind_expression(condition, values);
            bind_expression(yes, values);
            bind_expression(no, values);
        }
        Expression::In(one, many) => {
            bind_expression(one, values);
            for inner in many {
                bind_expression(inner, values);
            }
        }
        Expression::Coalesce(many) | Expression::FunctionCall(_, many) => {
            for inner in many {
                bind_expression(inner, values);
            }
        }
        Expression::NamedNode(_) | Expression::Literal(_) | Expression::Bound(_) => {}
    }
}
