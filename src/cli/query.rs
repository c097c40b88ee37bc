//! `query`: any SPARQL 1.1 query.

use std::io::{Read, Write};
use std::path::Path;
use std::time::Duration;

use oxigraph::store::Store;

use super::outcome::Outcome;
use crate::error::{Error, Result};
use crate::query::{self, Format, Labels, Options};

const EXAMPLES: &str = "\
Examples:
  paperclade query 'SELECT ?work { ?work pc:buildsOn+ <work/blip-2> }'
  paperclade query lineage.rq --format csv
  paperclade query 'DESCRIBE <work/sdxl>' --format turtle";

/// Ask the graph in SPARQL 1.1
///
/// SELECT, ASK, CONSTRUCT and DESCRIBE; updates are refused, since the graph is derived from the notes.
/// Prefixes need no declaration: pc, skos, dcterms, prov, oa, rdf, rdfs, schema, fabio, cito, xsd, pcc (concepts that
/// ship with paperclade). Your own things are `<work/vq-vae>`, or `:work\/vq-vae` with the empty prefix.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Arguments {
    /// A file, `-` for standard input, or the query itself
    #[arg(value_name = "FILE|-|TEXT")]
    pub query: String,
    /// table, markdown, csv, tsv, json, xml; turtle or ntriples for graphs
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<Format>,
    /// After how many seconds it is stopped; a count over products of VALUES may outlast it
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    pub timeout: u64,
}

/// Evaluates the query and writes what it returns.
///
/// # Errors
/// [`Error::Query`] and [`Error::Timeout`] of the query, [`Error::Read`] of the file.
pub fn run(arguments: &Arguments, store: &Store, base: &str, out: &mut impl Write) -> Result<Outcome> {
    let options = Options { time_limit: Duration::from_secs(arguments.timeout), ..Options::of(base) };
    let results = query::evaluate(store, &text(&arguments.query)?, &options)?;
    query::format::write(&results, arguments.format, &Labels::of(store, base), out)?;
    Ok(if results.is_empty() { Outcome::NothingFound } else { Outcome::Done })
}

/// The words of the query: a query has spaces or brackets, which the name of a missing file seldom has.
fn text(query: &str) -> Result<String> {
    let unreadable = |source| Error::Read { path: query.into(), source };
    if query == "-" {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).map_err(unreadable)?;
        return Ok(text);
    }
    if Path::new(query).is_file() || !query.contains([' ', '{', '\n']) {
        return std::fs::read_to_string(query).map_err(unreadable);
    }
    Ok(query.to_owned())
}
