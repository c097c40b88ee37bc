//! A graph → Turtle or N-Triples.

use std::io::{self, Write};

use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::Triple;

use crate::model::vocabulary;

/// Writes triples; Turtle with the prefixes of the project.
///
/// # Errors
/// If `out` takes no more.
pub fn write(triples: &[Triple], format: RdfFormat, out: &mut impl Write) -> io::Result<()> {
    let mut serializer = RdfSerializer::from_format(format);
    for (prefix, namespace) in vocabulary::PREFIXES {
        serializer = serializer.with_prefix(prefix, namespace).map_err(io::Error::other)?;
    }
    let mut serializer = serializer.for_writer(out);
    for triple in triples {
        serializer.serialize_triple(triple)?;
    }
    serializer.finish().map(drop)
}
