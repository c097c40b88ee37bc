//! Graph → GraphML: things as nodes, facts as edges from the later thing to the earlier one.

use std::io::{self, Write};

use crate::model::{Entity, Fact, Graph};

/// The data of nodes and edges: where it stands, its name, its type.
const KEYS: [(&str, &str, &str); 10] = [
    ("node", "label", "string"),
    ("node", "kind", "string"),
    ("node", "title", "string"),
    ("node", "published", "string"),
    ("node", "year", "int"),
    ("node", "status", "string"),
    ("edge", "relation", "string"),
    ("edge", "basis", "string"),
    ("edge", "confidence", "double"),
    ("edge", "evidence", "string"),
];

pub(super) fn write(graph: &Graph, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    writeln!(out, r#"<graphml xmlns="http://graphml.graphdrawing.org/xmlns">"#)?;
    for (of, name, kind) in KEYS {
        writeln!(out, r#"  <key id="{name}" for="{of}" attr.name="{name}" attr.type="{kind}"/>"#)?;
    }
    writeln!(out, r#"  <graph id="paperclade" edgedefault="directed">"#)?;
    graph.entities.iter().try_for_each(|entity| node(entity, out))?;
    // A reader stops at an edge to a node that it does not know.
    let is_whole = |fact: &&Fact| [&fact.subject, &fact.object].into_iter().all(|id| graph.entity(id).is_some());
    graph.facts.iter().filter(is_whole).try_for_each(|fact| edge(fact, out))?;
    writeln!(out, "  </graph>\n</graphml>")
}

fn node(entity: &Entity, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, r#"    <node id="{}">"#, escaped(&entity.id))?;
    data("label", &entity.label.text, out)?;
    data("kind", &entity.kind, out)?;
    data("title", entity.title.as_deref().unwrap_or_default(), out)?;
    if let Some(published) = entity.published {
        data("published", &published.to_string(), out)?;
        data("year", &published.year().to_string(), out)?;
    }
    data("status", entity.status.word(), out)?;
    writeln!(out, "    </node>")
}

fn edge(fact: &Fact, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, r#"    <edge source="{}" target="{}">"#, escaped(&fact.subject), escaped(&fact.object))?;
    data("relation", &fact.relation, out)?;
    data("basis", fact.basis(), out)?;
    data("confidence", &fact.confidence().to_string(), out)?;
    let places = fact.evidence().iter().map(|each| format!("{}:{}: {}", each.note, each.line, each.quote));
    data("evidence", &places.collect::<Vec<_>>().join("\n"), out)?;
    writeln!(out, "    </edge>")
}

fn data(key: &str, value: &str, out: &mut impl Write) -> io::Result<()> {
    if value.is_empty() { Ok(()) } else { writeln!(out, r#"      <data key="{key}">{}</data>"#, escaped(value)) }
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' | '\t' => escaped.push(c),
            // XML 1.0 has no way to write these.
            '\0'..'\u{20}' | '\u{FFFE}' | '\u{FFFF}' => escaped.push('\u{FFFD}'),
            _ => escaped.push(c),
        }
    }
    escaped
}
