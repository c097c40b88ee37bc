//! A picture of a part of a lineage: nodes, merged edges, ranks and legend, with what each tells on hover.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use petgraph::graph::NodeIndex;

use super::link::Link;
use super::ranks::{flow, ranks};
use super::select::{Subject, select};
use crate::model::diagram::{Diagram, Edge, Line, Node};
use crate::model::lineage::{Direction, Kin, Lineage, is_inferred, strength};
use crate::model::{Because, Entity, Fact, Graph};
use crate::text::width::one_line;
use crate::trace::words;

/// The picture of a subject; addresses of notes are made by `link`.
#[must_use]
pub fn diagram(lineage: &Lineage, subject: &Subject, link: &Link) -> Diagram {
    let mut works: Vec<NodeIndex> = select(lineage, subject).into_iter().collect();
    works.sort_by_key(|&work| (lineage.date(work).is_none(), lineage.date(work), &lineage.entity(work).label.text));
    let focus: BTreeSet<NodeIndex> = subject.focus().iter().copied().collect();
    let nodes: Vec<Node> = works.iter().map(|&work| node(lineage.entity(work), focus.contains(&work), link)).collect();
    let places: BTreeMap<NodeIndex, usize> = works.iter().enumerate().map(|(at, &work)| (work, at)).collect();
    let mut edges = Vec::new();
    for (earlier, &work) in works.iter().enumerate() {
        for kin in lineage.kin(work, Direction::Descendants) {
            if let Some(&later) = places.get(&kin.node) {
                edges.push(edge(lineage, (earlier, later), (work, kin), link));
            }
        }
    }
    edges.sort_by_key(|edge| (edge.earlier, edge.later));
    let mut legend: Vec<Line> = edges.iter().map(|edge| edge.line.clone()).collect();
    legend.sort_by_key(|line| (line.is_inferred, strength(&line.relation), line.relation.clone()));
    legend.dedup();
    let ranks = ranks(&nodes, &edges);
    Diagram { title: title(lineage, subject), flow: flow(&ranks), ranks, nodes, edges, legend, lanes: Vec::new() }
}

fn title(lineage: &Lineage, subject: &Subject) -> String {
    let labels: Vec<&str> = subject.focus().iter().map(|&work| lineage.entity(work).label.text.as_str()).collect();
    if labels.is_empty() { "Lineage".to_owned() } else { format!("Lineage of {}", one_line(&labels.join(", "))) }
}

fn node(entity: &Entity, is_focus: bool, link: &Link) -> Node {
    let label = one_line(&entity.label.text).trim().to_owned();
    let mut tooltip = entity.title.clone().unwrap_or_else(|| entity.label.text.clone());
    let _ = match entity.published {
        Some(published) if entity.published_is_background => {
            write!(tooltip, "\npublished {published}, not from the notes")
        }
        Some(published) => write!(tooltip, "\npublished {published}"),
        None => write!(tooltip, "\nno date"),
    };
    let read = entity.readings.iter().find_map(|reading| reading.read).map(|read| format!(" {read}"));
    let _ = write!(tooltip, "\n{}{}", entity.status.word(), read.unwrap_or_default());
    Node {
        id: entity.id.clone(),
        label: if label.is_empty() { entity.id.clone() } else { label },
        kind: entity.kind.clone(),
        published: entity.published,
        status: entity.status,
        is_focus,
        tooltip,
        url: entity.readings.first().map(|reading| link.to(&reading.note, reading.line)),
    }
}

fn edge(lineage: &Lineage, (earlier, later): (usize, usize), (work, kin): (NodeIndex, Kin), link: &Link) -> Edge {
    let strongest = kin.facts[0];
    let is_backward = match (lineage.date(work), lineage.date(kin.node)) {
        (Some(earlier), Some(later)) => later.is_before(earlier),
        _ => false,
    };
    let tooltip: Vec<String> = kin.facts.iter().flat_map(|fact| told(fact, lineage.graph)).collect();
    let first = kin.facts.iter().find_map(|fact| fact.evidence().first());
    Edge {
        earlier,
        later,
        line: Line { is_inferred: is_inferred(strongest), relation: strongest.relation.clone() },
        is_backward,
        tooltip: tooltip.join("\n"),
        url: first.map(|evidence| link.to(&evidence.note, evidence.line)),
    }
}

fn told(fact: &Fact, graph: &Graph) -> Vec<String> {
    let words = words::active(&fact.relation);
    let statement = format!("{} {words} {}", graph.label(&fact.subject), graph.label(&fact.object));
    match &fact.because {
        Because::Stated(evidence) => evidence
            .iter()
            .map(|each| format!("{statement}: “{}” ({}:{})", one_line(&each.quote), each.note, each.line))
            .collect(),
        Because::Inferred { rule, .. } => vec![format!("{statement} (inferred: {rule})")],
        Because::Asserted { reason, line } => vec![format!("{statement}: {reason} (corrections:{line})")],
    }
}
