//! Where a fact stands and what it says there, within the columns of a terminal.

use crate::model::{Because, Entity, Evidence, Fact, Graph, Status};
use crate::text::width::{columns, fit, fit_end, one_line};

/// The columns that trees and stories keep to.
pub const WIDTH: usize = 80;

/// The least columns for which a quote is worth showing.
const LEAST: usize = 12;

/// The lines that support a fact: the best `limit` quotes, or the correction; none for what a rule yields.
pub(super) fn support(fact: &Fact, limit: usize, width: usize) -> Vec<String> {
    if let Because::Asserted { line, reason } = &fact.because {
        return vec![placed(&format!("corrections:{line}"), reason, width)];
    }
    let evidence = fact.evidence();
    let mut order: Vec<&Evidence> = evidence.iter().collect();
    // The sort is stable: what is equally sure stays in the order of the notes.
    order.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
    let mut lines: Vec<String> =
        order.iter().take(limit).map(|each| placed(&place(each), &each.quote, width)).collect();
    if evidence.len() > limit {
        lines.push(format!("and {} more", evidence.len() - limit));
    }
    lines
}

/// The file and line, as editors and terminals read it.
pub(super) fn place(evidence: &Evidence) -> String {
    format!("{}:{}", one_line(&evidence.note), evidence.line)
}

/// `place “quote”`, both cut where they are too wide together.
pub(super) fn placed(place: &str, quote: &str, width: usize) -> String {
    let quote = one_line(quote);
    if quote.is_empty() {
        return fit_end(place, width).into_owned();
    }
    let room = width.saturating_sub(LEAST.min(columns(&quote)) + 3).max(LEAST);
    let place = fit_end(place, room);
    let left = width.saturating_sub(columns(&place) + 3);
    format!("{place} “{}”", fit(&quote, left))
}

/// The rule and what it rests on: `inferred: next-in-family, from VQ-VAE`; none unless a rule yields it.
pub(super) fn inference(fact: &Fact, graph: &Graph) -> Option<String> {
    let Because::Inferred { rule, premises } = &fact.because else { return None };
    let labels: Vec<&str> = premises.iter().map(|id| graph.label(id)).collect();
    Some(if labels.is_empty() {
        format!("inferred: {rule}")
    } else {
        format!("inferred: {rule}, from {}", labels.join(", "))
    })
}

/// The label, the date, and the status of what was not read.
pub(super) fn title(work: &Entity, width: usize) -> String {
    let date = work.published.map(|date| format!("  {date}")).unwrap_or_default();
    let status = if work.status == Status::Read { String::new() } else { format!("  ({})", work.status.word()) };
    let label = one_line(&work.label.text);
    let room = width.saturating_sub(columns(&date) + columns(&status)).max(LEAST);
    format!("{}{date}{status}", fit(&label, room))
}
