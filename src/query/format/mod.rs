//! Results → words for people, for scripts and for other RDF tools. One way of writing per file.

pub mod evident;
pub mod markdown;
pub mod standard;
pub mod table;
pub mod triples;

use std::fmt;
use std::io::{self, Write};
use std::str::FromStr;

use oxigraph::io::RdfFormat;
use oxigraph::model::{Term, Triple};
use oxigraph::sparql::results::QueryResultsFormat;

use super::results::{Results, Rows};
use super::{Answers, Labels};
use crate::error::{Error, Result};

/// Writes results; a graph that no table is asked of is written as Turtle.
///
/// # Errors
/// [`Error::Usage`] for rows in a format of graphs, [`Error::Write`] if `out` takes no more.
pub fn write(results: &Results, format: Option<Format>, labels: &Labels<'_>, out: &mut impl Write) -> Result<()> {
    let chosen = format.unwrap_or(match results {
        Results::Triples(_) => Format::Turtle,
        Results::Rows(_) | Results::Answer(_) => Format::Table,
    });
    let written = match (results, chosen) {
        (Results::Triples(triples), Format::Turtle) => triples::write(triples, RdfFormat::Turtle, out),
        (Results::Triples(triples), Format::Ntriples) => triples::write(triples, RdfFormat::NTriples, out),
        (Results::Triples(triples), _) => rows(&as_rows(triples), chosen, labels, out),
        (_, Format::Turtle | Format::Ntriples) => {
            return Err(Error::Usage(format!(
                "`{chosen}` is for graphs (CONSTRUCT, DESCRIBE); rows go to table, markdown, csv, tsv, json or xml"
            )));
        }
        (Results::Rows(found), _) => rows(found, chosen, labels, out),
        (Results::Answer(answer), _) => yes_or_no(*answer, chosen, out),
    };
    written.map_err(|source| Error::Write { path: "standard output".into(), source })
}

/// The rows as words for people.
#[must_use]
pub fn shown(found: &Rows, labels: &Labels<'_>) -> Answers {
    let cells = |row: &Vec<Option<Term>>| row.iter().map(|cell| cell.as_ref().map(|term| labels.cell(term))).collect();
    let columns = found.columns.iter().map(|column| labels.heading(column)).collect();
    Answers { columns, rows: found.rows.iter().map(cells).collect() }
}

/// A way of writing results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Aligned columns; things by their labels.
    Table,
    /// A Markdown table; things by their labels.
    Markdown,
    /// SPARQL 1.1 CSV: values only.
    Csv,
    /// SPARQL 1.1 TSV: terms as Turtle writes them.
    Tsv,
    /// SPARQL 1.1 JSON.
    Json,
    /// SPARQL 1.1 XML.
    Xml,
    /// Turtle, for graphs.
    Turtle,
    /// N-Triples, for graphs.
    Ntriples,
}

impl Format {
    /// All of them with their words.
    pub const ALL: [(&'static str, Self); 8] = [
        ("table", Self::Table),
        ("markdown", Self::Markdown),
        ("csv", Self::Csv),
        ("tsv", Self::Tsv),
        ("json", Self::Json),
        ("xml", Self::Xml),
        ("turtle", Self::Turtle),
        ("ntriples", Self::Ntriples),
    ];

    /// Whether people read it, so that words around the answer do no harm.
    #[must_use]
    pub fn is_for_people(self) -> bool {
        matches!(self, Self::Table | Self::Markdown)
    }
}

impl fmt::Display for Format {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = Self::ALL.iter().find(|(_, format)| format == self).map_or("", |(word, _)| word);
        out.write_str(word)
    }
}

impl FromStr for Format {
    type Err = Error;

    fn from_str(word: &str) -> Result<Self> {
        let wanted = word.to_lowercase();
        let wanted = match wanted.as_str() {
            "md" => "markdown",
            "ttl" => "turtle",
            "nt" | "n-triples" => "ntriples",
            other => other,
        };
        Self::ALL.iter().find(|(known, _)| *known == wanted).map(|(_, format)| *format).ok_or_else(|| {
            Error::UnknownChoice {
                what: "format",
                name: word.to_owned(),
                nearest: crate::text::names::nearest(wanted, Self::ALL.map(|(known, _)| (known, known))),
            }
        })
    }
}

fn rows(found: &Rows, format: Format, labels: &Labels<'_>, out: &mut impl Write) -> io::Result<()> {
    match standard(format) {
        Some(format) => standard::write(found, format, out),
        None if format == Format::Markdown => markdown::write(&shown(found, labels), out),
        None => table::write(&shown(found, labels), out),
    }
}

fn yes_or_no(answer: bool, format: Format, out: &mut impl Write) -> io::Result<()> {
    match standard(format) {
        Some(format) => standard::write_answer(answer, format, out),
        None => writeln!(out, "{}", if answer { "yes" } else { "no" }),
    }
}

fn standard(format: Format) -> Option<QueryResultsFormat> {
    match format {
        Format::Csv => Some(QueryResultsFormat::Csv),
        Format::Tsv => Some(QueryResultsFormat::Tsv),
        Format::Json => Some(QueryResultsFormat::Json),
        Format::Xml => Some(QueryResultsFormat::Xml),
        Format::Table | Format::Markdown | Format::Turtle | Format::Ntriples => None,
    }
}

fn as_rows(triples: &[Triple]) -> Rows {
    let row = |triple: &Triple| {
        vec![
            Some(Term::from(triple.subject.clone())),
            Some(Term::from(triple.predicate.clone())),
            Some(triple.object.clone()),
        ]
    };
    Rows {
        columns: ["subject", "predicate", "object"].map(str::to_owned).to_vec(),
        rows: triples.iter().map(row).collect(),
    }
}
