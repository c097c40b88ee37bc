//! What a query returned, gathered: rows, a yes or no, or triples; in a stable order.

use oxigraph::model::{Term, Triple};
use oxigraph::sparql::{QueryEvaluationError, QueryResults};
use spargebra::Query;
use spargebra::algebra::GraphPattern;

use super::watch::Watch;
use crate::error::{Error, Result};

/// What a query returned.
#[derive(Clone, Debug, PartialEq)]
pub enum Results {
    /// Rows of a SELECT.
    Rows(Rows),
    /// The answer to an ASK.
    Answer(bool),
    /// The graph of a CONSTRUCT or DESCRIBE, sorted, each triple once.
    Triples(Vec<Triple>),
}

/// The rows of a SELECT.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    /// Names of the columns, without `?`.
    pub columns: Vec<String>,
    /// The rows; each as long as `columns`.
    pub rows: Vec<Vec<Option<Term>>>,
}

impl Results {
    /// Whether nothing was found: no row, no triple, or the answer no.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Rows(table) => table.rows.is_empty(),
            Self::Answer(yes) => !yes,
            Self::Triples(triples) => triples.is_empty(),
        }
    }
}

/// Whether the query says in which order its rows come.
pub(super) fn is_ordered(query: &Query) -> bool {
    let Query::Select { pattern, .. } = query else { return false };
    let mut pattern = pattern;
    loop {
        pattern = match pattern {
            GraphPattern::OrderBy { .. } => return true,
            GraphPattern::Project { inner, .. }
            | GraphPattern::Distinct { inner }
            | GraphPattern::Reduced { inner }
            | GraphPattern::Slice { inner, .. } => inner,
            _ => return false,
        };
    }
}

/// Everything that an evaluation yields. Rows whose order the query leaves open are sorted, so that answers repeat.
pub(super) fn collect(
    found: Result<QueryResults<'_>, QueryEvaluationError>,
    is_ordered: bool,
    watch: &Watch,
) -> Result<Results> {
    let failed = |error: QueryEvaluationError| explain(&error, watch);
    match found.map_err(failed)? {
        QueryResults::Boolean(answer) => Ok(Results::Answer(answer)),
        QueryResults::Solutions(solutions) => {
            let columns = solutions.variables().iter().map(|variable| variable.as_str().to_owned()).collect();
            let mut rows: Vec<Vec<Option<Term>>> = Vec::new();
            for solution in solutions {
                rows.push(solution.map_err(failed)?.values().to_vec());
                if watch.is_over() {
                    return Err(watch.error());
                }
            }
            if !is_ordered {
                rows.sort_by_cached_key(|row| {
                    row.iter().map(|cell| cell.as_ref().map(Term::to_string)).collect::<Vec<_>>()
                });
            }
            Ok(Results::Rows(Rows { columns, rows }))
        }
        QueryResults::Graph(found) => {
            let mut triples: Vec<Triple> = Vec::new();
            for triple in found {
                triples.push(triple.map_err(failed)?);
                if watch.is_over() {
                    return Err(watch.error());
                }
            }
            triples.sort_by_cached_key(Triple::to_string);
            triples.dedup();
            Ok(Results::Triples(triples))
        }
    }
}

fn explain(error: &QueryEvaluationError, watch: &Watch) -> Error {
    match error {
        QueryEvaluationError::Cancelled => watch.error(),
        QueryEvaluationError::UnsupportedService(service) => {
            Error::Query(format!("`SERVICE {service}` is refused: nothing goes out to the network"))
        }
        other => Error::Query(format!("the query cannot be evaluated: {other}")),
    }
}
