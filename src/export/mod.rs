//! Graph → the formats of other programs, one a file. Nothing is asked or inferred here; output is sorted and stable.

mod cito;
mod csv;
mod graphml;
mod jsonl;
mod rdf;
pub mod sarif;

use std::io::{self, Write};
use std::path::PathBuf;

use oxigraph::io::RdfFormat;

use crate::error::{Error, Result};
use crate::model::Graph;
use crate::text::{fold, names};

/// Writes a graph in a format.
///
/// # Errors
/// [`Error::Write`] if `out` takes no more.
pub fn write(graph: &Graph, format: Format, out: &mut impl Write) -> Result<()> {
    let written = match format {
        Format::NQuads => rdf::write(graph, RdfFormat::NQuads, out),
        Format::NTriples => rdf::write(graph, RdfFormat::NTriples, out),
        Format::Turtle => rdf::write(graph, RdfFormat::Turtle, out),
        Format::TriG => rdf::write(graph, RdfFormat::TriG, out),
        Format::JsonLd => rdf::write(graph, rdf::json_ld(), out),
        Format::RdfXml => rdf::write(graph, RdfFormat::RdfXml, out),
        Format::JsonLines => jsonl::write(graph, out),
        Format::Csv => csv::write(graph, out),
        Format::GraphMl => graphml::write(graph, out),
        Format::Cito => cito::write(graph, out),
    };
    written
        .and_then(|()| out.flush())
        .map_err(|source: io::Error| Error::Write { path: PathBuf::from("output"), source })
}

/// A format of another program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// N-Quads: everything, each source in its named graph; as the store's folder holds it.
    NQuads,
    /// N-Triples: what is believed, and the evidence, without named graphs.
    NTriples,
    /// Turtle: as N-Triples, to be read by people.
    Turtle,
    /// `TriG`: as N-Quads, to be read by people.
    TriG,
    /// JSON-LD: as N-Quads.
    JsonLd,
    /// RDF/XML: as N-Triples.
    RdfXml,
    /// JSON Lines: the contract with scripts.
    JsonLines,
    /// CSV: one row for each fact and evidence.
    Csv,
    /// GraphML: for Gephi, Cytoscape, yEd and networkx.
    GraphMl,
    /// `CiTO` citations whose evidence are Web Annotations, in Turtle.
    Cito,
}

impl Format {
    /// All formats, in the order in which they are listed.
    pub const ALL: [Self; 10] = [
        Self::Turtle,
        Self::NTriples,
        Self::NQuads,
        Self::TriG,
        Self::JsonLd,
        Self::RdfXml,
        Self::JsonLines,
        Self::Csv,
        Self::GraphMl,
        Self::Cito,
    ];

    /// The name by which it is asked for.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::NQuads => "nquads",
            Self::NTriples => "ntriples",
            Self::Turtle => "turtle",
            Self::TriG => "trig",
            Self::JsonLd => "jsonld",
            Self::RdfXml => "rdfxml",
            Self::JsonLines => "jsonl",
            Self::Csv => "csv",
            Self::GraphMl => "graphml",
            Self::Cito => "cito",
        }
    }

    /// The usual ending of its files, without a dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::NQuads => "nq",
            Self::NTriples => "nt",
            Self::Turtle => "ttl",
            Self::RdfXml => "rdf",
            Self::Cito => "cito.ttl",
            other => other.name(),
        }
    }

    /// The format of this name or file ending, however it is spelt.
    ///
    /// # Errors
    /// [`Error::UnknownChoice`] with the nearest names if there is none.
    pub fn named(name: &str) -> Result<Self> {
        let key = fold::key(name);
        let fits = |format: &Self| [format.name(), format.extension()].into_iter().any(|word| fold::key(word) == key);
        Self::ALL.into_iter().find(fits).ok_or_else(|| Error::UnknownChoice {
            what: "format",
            name: name.to_owned(),
            nearest: names::nearest(&key, Self::ALL.into_iter().map(|format| (format.name(), format.name()))),
        })
    }
}
