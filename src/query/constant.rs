//! Ends of closures that a filter, VALUES or BIND fixes: made constant, so that the closure starts there.
//!
//! Oxigraph evaluates `FILTER(?a = <x>) ?a p+ ?y` for every `?a` there is. Answers stay the same.

use std::collections::BTreeMap;

use spargebra::algebra::{Expression, GraphPattern};
use spargebra::term::{GroundTerm, NamedNode, TermPattern, Variable};

use super::closure::{children, is_closure};

type Fixed = BTreeMap<String, NamedNode>;

/// Makes the fixed ends of closures below a pattern constant; the variable keeps its value beside it.
pub(super) fn fix(pattern: &mut GraphPattern) {
    match pattern {
        GraphPattern::Filter { expr, inner } => {
            let mut fixed = Fixed::new();
            equalities(expr, &mut fixed);
            push(inner, &fixed);
        }
        GraphPattern::Join { .. } => {
            let mut fixed = Fixed::new();
            single_values(pattern, &mut fixed);
            push(pattern, &fixed);
        }
        _ => {}
    }
    for child in children(pattern) {
        fix(child);
    }
}

/// Replaces fixed variables in closures from which they reach the filter unchanged.
fn push(pattern: &mut GraphPattern, fixed: &Fixed) {
    if fixed.is_empty() {
        return;
    }
    match pattern {
        GraphPattern::Path { subject, path, object } if is_closure(path) => {
            let mut values: BTreeMap<String, NamedNode> = BTreeMap::new();
            for end in [subject, object] {
                if let TermPattern::Variable(variable) = end
                    && let Some(node) = fixed.get(variable.as_str())
                {
                    values.insert(variable.as_str().to_owned(), node.clone());
                    *end = node.clone().into();
                }
            }
            if !values.is_empty() {
                let (variables, row) = values
                    .into_iter()
                    .map(|(name, node)| (Variable::new_unchecked(name), Some(GroundTerm::NamedNode(node))))
                    .unzip();
                let left = Box::new(GraphPattern::Values { variables, bindings: vec![row] });
                *pattern = GraphPattern::Join { left, right: Box::new(std::mem::take(pattern)) };
            }
        }
        GraphPattern::Join { left, right } => {
            push(left, fixed);
            push(right, fixed);
        }
        GraphPattern::LeftJoin { left: inner, .. }
        | GraphPattern::Minus { left: inner, .. }
        | GraphPattern::Filter { inner, .. } => push(inner, fixed),
        _ => {}
    }
}

/// The variables that a condition holds equal to an address.
fn equalities(condition: &Expression, fixed: &mut Fixed) {
    match condition {
        Expression::And(left, right) => {
            equalities(left, fixed);
            equalities(right, fixed);
        }
        Expression::Equal(left, right) | Expression::SameTerm(left, right) => match (&**left, &**right) {
            (Expression::Variable(variable), Expression::NamedNode(node))
            | (Expression::NamedNode(node), Expression::Variable(variable)) => {
                fixed.insert(variable.as_str().to_owned(), node.clone());
            }
            _ => {}
        },
        _ => {}
    }
}

/// The variables to which a part of a join gives one value only.
fn single_values(pattern: &GraphPattern, fixed: &mut Fixed) {
    match pattern {
        GraphPattern::Join { left, right } => {
            single_values(left, fixed);
            single_values(right, fixed);
        }
        GraphPattern::Values { variables, bindings } => {
            if let [row] = bindings.as_slice() {
                for (variable, value) in variables.iter().zip(row) {
                    if let Some(GroundTerm::NamedNode(node)) = value {
                        fixed.insert(variable.as_str().to_owned(), node.clone());
                    }
                }
            }
        }
        GraphPattern::Extend { variable, expression: Expression::NamedNode(node), .. } => {
            fixed.insert(variable.as_str().to_owned(), node.clone());
        }
        _ => {}
    }
}
