//! The words of a query → its algebra, or what is wrong with them, where.

use spargebra::{Query, SparqlParser};

use super::mistake;
use crate::error::{Error, Result};
use crate::model::vocabulary;

/// The algebra of a query, with the prefixes of the project declared and `:` for the base.
///
/// # Errors
/// [`Error::Query`] with line, column and a caret under the place; or with advice, for an update.
pub fn parse(text: &str, base: &str) -> Result<Query> {
    let parser = parser(base)?;
    parser.clone().parse_query(text).map_err(|error| {
        let is_update = parser.clone().parse_update(text).is_ok_and(|update| !update.operations.is_empty());
        Error::Query(if is_update {
            "updates are refused, since the graph is derived from the notes: change a note, or see `paperclade correct`"
                .to_owned()
        } else {
            mistake::explain(text, &error.to_string(), &parser)
        })
    })
}

fn parser(base: &str) -> Result<SparqlParser> {
    let refuse = |error| Error::Query(format!("the base `{base}` is no address: {error}"));
    let mut parser =
        SparqlParser::new().with_base_iri(base).and_then(|parser| parser.with_prefix("", base)).map_err(refuse)?;
    for (prefix, namespace) in vocabulary::PREFIXES {
        parser = parser.with_prefix(prefix, namespace).map_err(refuse)?;
    }
    Ok(parser)
}
