//! `export`: the whole graph for other programs.

use std::io::Write;

use super::outcome::Outcome;
use crate::draw::{self, Style, Subject};
use crate::error::Result;
use crate::export::{self, Format};
use crate::model::{Graph, Lineage};

/// The format that is drawn, not exported.
const DOT: &str = "dot";

/// Write the graph for other programs
///
/// turtle, ntriples, nquads, trig, jsonld and rdfxml for RDF tools; jsonl for scripts (one thing or relation a line);
/// csv for spreadsheets (one row a fact and quote); graphml for Gephi and yEd; cito for citation tools; dot for Graphviz.
///
/// Examples:
///   paperclade export --format turtle > graph.ttl
///   paperclade export --format csv > edges.csv
///   paperclade export --format dot | dot -Tpdf > all.pdf
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub struct Arguments {
    /// The format
    #[arg(long, value_name = "FORMAT", default_value = "turtle")]
    pub format: String,
}

/// Writes the graph.
///
/// # Errors
/// [`crate::error::Error::UnknownChoice`] for a format that there is not, [`crate::error::Error::Write`] if `out` takes
/// no more.
pub fn run(arguments: &Arguments, graph: &Graph, out: &mut impl Write) -> Result<Outcome> {
    if arguments.format.eq_ignore_ascii_case(DOT) {
        let lineage = Lineage::of(graph);
        let dot = draw::dot(&draw::diagram(&lineage, &Subject::Everything, &Style::default()));
        out.write_all(dot.as_bytes()).map_err(super::why::unwritable)?;
    } else {
        export::write(graph, Format::named(&arguments.format)?, out)?;
    }
    Ok(Outcome::Done)
}
