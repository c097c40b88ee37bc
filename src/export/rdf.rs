//! Graph → the serializations of RDF. Formats without named graphs get every triple once, whatever its source.

use std::io::{self, Write};

use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfSerializer, WriterQuadSerializer};
use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphName, Quad};

use crate::model::{Graph, vocabulary};
use crate::store;

/// JSON-LD that says all of it in lists of nodes.
pub(super) fn json_ld() -> RdfFormat {
    RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() }
}

pub(super) fn write(graph: &Graph, format: RdfFormat, out: &mut impl Write) -> io::Result<()> {
    serialize(store::quads(graph), &graph.base, format, out)
}

/// Writes quads, those of one subject together and its kind first.
pub(super) fn serialize(mut quads: Vec<Quad>, base: &str, format: RdfFormat, out: &mut impl Write) -> io::Result<()> {
    if !format.supports_datasets() {
        for quad in &mut quads {
            quad.graph_name = GraphName::DefaultGraph;
        }
    }
    // N-Quads keeps the order of the lines, in which the store's folder holds them.
    if format != RdfFormat::NQuads {
        quads.sort_by_cached_key(|quad| {
            let is_kind = quad.predicate == rdf::TYPE;
            (quad.graph_name.to_string(), quad.subject.to_string(), !is_kind, quad.to_string())
        });
    }
    quads.dedup();
    let mut serializer = RdfSerializer::from_format(format);
    for (prefix, namespace) in vocabulary::PREFIXES {
        serializer = serializer.with_prefix(prefix, namespace).map_err(io::Error::other)?;
    }
    let with_base = serializer.clone().with_base_iri(base);
    match (format, with_base) {
        (RdfFormat::Turtle | RdfFormat::TriG, Ok(serializer)) => {
            let mut written = Vec::new();
            serialize_all(&quads, format, serializer.for_writer(&mut written))?;
            prologue(base, out)?;
            out.write_all(body(&written))
        }
        // Without a base, addresses are written in full.
        _ => serialize_all(&quads, format, serializer.for_writer(out)),
    }
}

/// Writes base and prefixes: the serializer would write the namespaces relative to the base, as `//www.w3.org/…`.
fn prologue(base: &str, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "@base <{base}> .")?;
    vocabulary::PREFIXES.iter().try_for_each(|(prefix, namespace)| writeln!(out, "@prefix {prefix}: <{namespace}> ."))
}

/// What stands behind the prologue.
fn body(turtle: &[u8]) -> &[u8] {
    let mut rest = turtle;
    while rest.starts_with(b"@") {
        let end = rest.iter().position(|&byte| byte == b'\n').map_or(rest.len(), |at| at + 1);
        rest = &rest[end..];
    }
    rest
}

fn serialize_all<W: Write>(
    quads: &[Quad],
    format: RdfFormat,
    mut serializer: WriterQuadSerializer<W>,
) -> io::Result<()> {
    for quad in quads {
        if format.supports_datasets() {
            serializer.serialize_quad(quad)?;
        } else {
            serializer.serialize_triple(quad.as_ref())?;
        }
    }
    serializer.finish().map(drop)
}
