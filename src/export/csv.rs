//! Graph → CSV (RFC 4180): a row for each evidence of a fact, and one for each fact without evidence.

use std::io::{self, Write};

use crate::model::{Fact, Graph};
use crate::text::csv::row;

const HEADER: [&str; 10] =
    ["subject", "relation", "object", "basis", "confidence", "file", "line", "quote", "subject_id", "object_id"];

pub(super) fn write(graph: &Graph, out: &mut impl Write) -> io::Result<()> {
    row(HEADER, out)?;
    for fact in &graph.facts {
        if fact.evidence().is_empty() {
            fact_row(graph, fact, fact.confidence(), ["", "", ""], out)?;
        }
        for evidence in fact.evidence() {
            let place = [&evidence.note, &*evidence.line.to_string(), &evidence.quote];
            fact_row(graph, fact, evidence.confidence, place, out)?;
        }
    }
    Ok(())
}

fn fact_row(graph: &Graph, fact: &Fact, sure: f64, place: [&str; 3], out: &mut impl Write) -> io::Result<()> {
    let (subject, object) = (graph.label(&fact.subject), graph.label(&fact.object));
    let [file, line, quote] = place;
    let sure = sure.to_string();
    let cells = [subject, &fact.relation, object, fact.basis(), &sure, file, line, quote, &fact.subject, &fact.object];
    row(cells, out)
}
