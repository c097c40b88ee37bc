//! A picture of a part of a lineage: nodes, merged edges, ranks and legend, with what each tells on hover.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use petgraph::graph::NodeIndex;

use super::phrases::{Phrases, Style};
use super::ranks::{flow, ranks};
use super::select::{Subject, select};
use crate::model::diagram::{Diagram, Edge, Line, Node};
use crate::model::lineage::{Direction, Kin, Lineage, is_inferred, strength};
use crate::model::{Because, Entity, Fact, Graph};
use crate::text::width::one_line;
use crate::trace::words;

/// The picture of a subject.
#[must_use]
pub fn diagram(lineage: &Lineage, subject: &Subject, style: &Style) -> Diagram {
    let mut works: Vec<NodeIndex> = select(lineage, subject).into_iter().collect();
    works.sort_by_key(|&work| (lineage.date(work).is_none(), lineage.date(work), &lineage.entity(work).label.text));
    let focus: BTreeSet<NodeIndex> = subject.focus().iter().copied().collect();
    let nodes: Vec<Node> = works.iter().map(|&work| node(lineage.entity(work), focus.contains(&work), style)).collect();
    let places: BTreeMap<NodeIndex, usize> = works.iter().enumerate().map(|(at, &work)| (work, at)).collect();
    let mut edges = Vec::new();
    for (earlier, &work) in works.iter().enumerate() {
        for kin in lineage.kin(work, Direction::Descendants) {
            if let Some(&later) = places.get(&kin.node) {
                edges.push(edge(lineage, (earlier, later), (work, kin), style));
            }
        }
    }
    edges.sort_by_key(|edge| (edge.earlier, edge.later));
    let mut legend: Vec<Line> = edges.iter().map(|edge| edge.line.clone()).collect();
    legend.sort_by_key(|line| (line.is_inferred, strength(&line.relation), line.relation.clone()));
    legend.dedup();
    let ranks = ranks(&nodes, &edges);
    let title = title(lineage, subject, Phrases::of(style.language));
    Diagram { title, language: style.language, flow: flow(&ranks), ranks, nodes, edges, legend, lanes: Vec::new() }
}

fn title(lineage: &Lineage, subject: &Subject, phrases: &Phrases) -> String {
    let labels: Vec<&str> = subject.focus().iter().map(|&work| lineage.entity(work).label.text.as_str()).collect();
    if labels.is_empty() { phrases.lineage.to_owned() } else { phrases.lineage_of(&one_line(&labels.join(", "))) }
}

fn node(entity: &Entity, is_focus: bool, style: &Style) -> Node {
    let phrases = Phrases::of(style.language);
    let label = one_line(&entity.label.text).trim().to_owned();
    let mut tooltip = entity.title.clone().unwrap_or_else(|| entity.label.text.clone());
    let _ = match entity.published {
        Some(published) => {
            let background = if entity.published_is_background { phrases.background } else { "" };
            write!(tooltip, "\n{} {published}{background}", phrases.published)
        }
        None => write!(tooltip, "\n{}", phrases.undated),
    };
    let read = entity.readings.iter().find_map(|reading| reading.read).map(|read| format!(" {read}"));
    let _ = write!(tooltip, "\n{}{}", phrases.status(entity.status), read.unwrap_or_default());
    Node {
        id: entity.id.clone(),
        label: if label.is_empty() { entity.id.clone() } else { label },
        kind: entity.kind.clone(),
        published: entity.published,
        status: entity.status,
        is_focus,
        tooltip,
        url: entity.readings.first().map(|reading| style.link.to(&reading.note, reading.line)),
    }
}

fn edge(lineage: &Lineage, (earlier, later): (usize, usize), (work, kin): (NodeIndex, Kin), style: &Style) -> Edge {
    let strongest = kin.facts[0];
    let is_backward = match (lineage.date(work), lineage.date(kin.node)) {
        (Some(earlier), Some(later)) => later.is_before(earlier),
        _ => false,
    };
    let tooltip: Vec<String> = kin.facts.iter().flat_map(|fact| told(fact, lineage.graph, style)).collect();
    let first = kin.facts.iter().find_map(|fact| fact.evidence().first());
    Edge {
        earlier,
        later,
        line: Line { is_inferred: is_inferred(strongest), relation: strongest.relation.clone() },
        is_backward,
        tooltip: tooltip.join("\n"),
        url: first.map(|evidence| style.link.to(&evidence.note, evidence.line)),
    }
}

fn told(fact: &Fact, graph: &Graph, style: &Style) -> Vec<String> {
    let statement = statement(fact, graph, style);
    match &fact.because {
        Because::Stated(evidence) => evidence
            .iter()
            .map(|each| format!("{statement}: “{}” ({}:{})", one_line(&each.quote), each.note, each.line))
            .collect(),
        Because::Inferred { rule, .. } => {
            vec![format!("{statement} ({}: {rule})", Phrases::of(style.language).inferred)]
        }
        Because::Asserted { reason, line } => vec![format!("{statement}: {reason} (corrections:{line})")],
    }
}

/// What a fact says, in the words of the picture: `SDXL extends LDM`.
pub(super) fn statement(fact: &Fact, graph: &Graph, style: &Style) -> String {
    let words = words::named(&fact.relation, style.language);
    format!("{} {words} {}", graph.label(&fact.subject), graph.label(&fact.object))
}
