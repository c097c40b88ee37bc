//! JSON Lines: relations, each with its quotes, and the things that they are between.

use std::collections::HashMap;

use serde::Deserialize;

use super::{Proposal, Quote, Unreadable};

/// A row of `export --format jsonl`, or a relation between names that anybody wrote down.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Row {
    id: Option<String>,
    label: Option<String>,
    subject: Option<String>,
    relation: Option<String>,
    object: Option<String>,
    basis: Option<String>,
    reason: Option<String>,
    evidence: Vec<Place>,
    file: Option<String>,
    quote: Option<String>,
}

#[derive(Deserialize)]
struct Place {
    file: String,
    quote: String,
}

pub(super) fn relations(text: &str) -> Result<Vec<Proposal>, Unreadable> {
    let mut rows = Vec::new();
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let row: Row = serde_json::from_str(line)
            .map_err(|error| Unreadable { line: at + 1, reason: format!("it is no object of JSON: {error}") })?;
        rows.push((at + 1, row));
    }
    let labels: HashMap<&str, &str> =
        rows.iter().filter_map(|(_, row)| row.id.as_deref().zip(row.label.as_deref())).collect();
    let name = |id: &str| labels.get(id).map_or(id, |label| *label).to_owned();
    let found = rows.iter().filter_map(|(line, row)| {
        let (subject, object) = (row.subject.as_deref()?, row.object.as_deref()?);
        // What a rule concluded elsewhere, it concludes here as well.
        if row.basis.as_deref() == Some("inferred") {
            return None;
        }
        let relation = row.relation.as_deref().unwrap_or_default();
        let mut proposal = Proposal::of(*line, ["assert", &name(subject), relation, &name(object)]);
        proposal.cells[4] = row.reason.clone().unwrap_or_default();
        let own = row.file.clone().zip(row.quote.clone());
        let evidence = row.evidence.first().map(|place| (place.file.clone(), place.quote.clone()));
        proposal.quote = own.or(evidence).map(|(note, words)| Quote { note, words });
        Some(proposal)
    });
    Ok(found.collect())
}
