//! Rows → the formats that the W3C defines for results: CSV, TSV, JSON and XML.

use std::io::{self, Write};

use oxigraph::model::{Literal, Term, Variable};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};

use crate::query::results::Rows;

/// Writes rows.
///
/// # Errors
/// If `out` takes no more.
pub fn write(found: &Rows, format: QueryResultsFormat, out: &mut impl Write) -> io::Result<()> {
    let variables: Vec<Variable> = found.columns.iter().map(Variable::new_unchecked).collect();
    let mut serializer =
        QueryResultsSerializer::from_format(format).serialize_solutions_to_writer(&mut *out, variables.clone())?;
    for row in &found.rows {
        let cells: Vec<(&Variable, Term)> = variables
            .iter()
            .zip(row)
            .filter_map(|(variable, cell)| Some((variable, writable(cell.as_ref()?, format))))
            .collect();
        serializer.serialize(cells.iter().map(|(variable, term)| (*variable, term)))?;
    }
    serializer.finish()?;
    end_line(format, out)
}

/// Writes the answer to an ASK.
///
/// # Errors
/// If `out` takes no more.
pub fn write_answer(answer: bool, format: QueryResultsFormat, out: &mut impl Write) -> io::Result<()> {
    QueryResultsSerializer::from_format(format).serialize_boolean_to_writer(&mut *out, answer)?;
    match format {
        QueryResultsFormat::Csv | QueryResultsFormat::Tsv => writeln!(out),
        _ => end_line(format, out),
    }
}

fn end_line(format: QueryResultsFormat, out: &mut impl Write) -> io::Result<()> {
    match format {
        QueryResultsFormat::Json | QueryResultsFormat::Xml => writeln!(out),
        _ => Ok(()),
    }
}

/// XML 1.0 has no way to write most control characters, so they are dropped there.
fn writable(term: &Term, format: QueryResultsFormat) -> Term {
    let forbidden = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    match term {
        Term::Literal(literal) if format == QueryResultsFormat::Xml && literal.value().contains(forbidden) => {
            let value = literal.value().replace(forbidden, "");
            match literal.language() {
                Some(language) => Literal::new_language_tagged_literal_unchecked(value, language),
                None => Literal::new_typed_literal(value, literal.datatype()),
            }
            .into()
        }
        _ => term.clone(),
    }
}
