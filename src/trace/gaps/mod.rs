//! Lineage → what the notes mention and no note covers. Counts what was read around it; looks nothing up elsewhere.

pub mod story;
mod stub;

use std::collections::{BTreeMap, BTreeSet};

use petgraph::graph::NodeIndex;

pub use stub::stub;

use super::{Order, words};
use crate::model::gaps::{Gaps, Missing, Sentence, Waiting};
use crate::model::lineage::{Direction, Lineage};
use crate::model::outline::Place;
use crate::model::{Entity, Status, vocabulary};

/// What the notes mention and no note covers: first what most lines of descent between read works run through, then what
/// most sentences mention.
#[must_use]
pub fn gaps(lineage: &Lineage) -> Gaps {
    let order = Order::of(lineage);
    let sentences = sentences(lineage);
    let (above, below) = (lines(lineage, &order, Direction::Ancestors), lines(lineage, &order, Direction::Descendants));
    let mut missing: Vec<Missing> = lineage
        .descent
        .node_indices()
        .filter(|&node| is_missing(lineage.entity(node)))
        .map(|node| {
            let paths = above[node.index()].saturating_mul(below[node.index()]);
            missing(lineage, &order, node, (paths, &sentences))
        })
        .filter(|missing| !missing.sentences.is_empty() || !missing.descendants.is_empty())
        .collect();
    missing.sort_by(|a, b| {
        let key = |each: &Missing| (each.paths, each.sentences.len(), each.descendants.len());
        key(b).cmp(&key(a)).then_with(|| a.id.cmp(&b.id))
    });
    Gaps { missing, pending: waiting(lineage) }
}

fn is_missing(entity: &Entity) -> bool {
    entity.status != Status::Read && matches!(entity.kind.as_str(), "Work" | "Method")
}

/// How many lines lead from each work to read ones that way, with only unread ones between.
fn lines(lineage: &Lineage, order: &Order, direction: Direction) -> Vec<u64> {
    let mut sorted: Vec<NodeIndex> = lineage.descent.node_indices().collect();
    order.sort(&mut sorted);
    if direction == Direction::Descendants {
        sorted.reverse();
    }
    let mut lines = vec![0_u64; sorted.len()];
    for &node in &sorted {
        let next: BTreeSet<NodeIndex> = match direction {
            Direction::Ancestors => lineage.descent.neighbors_directed(node, petgraph::Direction::Outgoing).collect(),
            Direction::Descendants => lineage.descent.neighbors_directed(node, petgraph::Direction::Incoming).collect(),
        };
        // Steps against the order of reading belong to circles, and a line that goes round has no end.
        let done = |next: &&NodeIndex| match direction {
            Direction::Ancestors => order.place(**next) < order.place(node),
            Direction::Descendants => order.place(**next) > order.place(node),
        };
        let count = next.iter().filter(done).map(|next| match lineage.entity(*next).status {
            Status::Read => 1,
            Status::Pending | Status::Mentioned => lines[next.index()],
        });
        lines[node.index()] = count.fold(0, u64::saturating_add);
    }
    lines
}

/// The sentences that facts on each thing stand in, by its id.
fn sentences<'a>(lineage: &Lineage<'a>) -> BTreeMap<&'a str, BTreeMap<Place, &'a str>> {
    let mut found: BTreeMap<&str, BTreeMap<Place, &str>> = BTreeMap::new();
    for fact in lineage.graph.facts.iter().filter(|fact| fact.relation != vocabulary::HAS_TOPIC) {
        for evidence in fact.evidence() {
            let place = Place { note: evidence.note.clone(), line: evidence.line };
            for id in [&fact.subject, &fact.object] {
                let quote = found.entry(id).or_default().entry(place.clone()).or_insert("");
                if evidence.quote.len() > quote.len() {
                    *quote = &evidence.quote;
                }
            }
        }
    }
    found
}

fn missing(
    lineage: &Lineage,
    order: &Order,
    node: NodeIndex,
    (paths, sentences): (u64, &BTreeMap<&str, BTreeMap<Place, &str>>),
) -> Missing {
    let entity = lineage.entity(node);
    let read = |direction| {
        let kin = lineage.kin(node, direction).into_iter().map(|kin| kin.node);
        let mut read: Vec<NodeIndex> = kin.filter(|kin| lineage.entity(*kin).status == Status::Read).collect();
        order.sort(&mut read);
        read.into_iter().map(|kin| lineage.entity(kin).label.text.clone()).collect()
    };
    let said = sentences.get(entity.id.as_str()).into_iter().flatten();
    Missing {
        id: entity.id.clone(),
        label: entity.label.text.clone(),
        title: entity.title.clone(),
        published: entity.published,
        identifiers: entity.identifiers.clone(),
        status: entity.status,
        paths,
        descendants: read(Direction::Descendants),
        ancestors: read(Direction::Ancestors),
        sentences: said.map(|(place, quote)| Sentence { place: place.clone(), quote: (*quote).to_owned() }).collect(),
    }
}

fn waiting(lineage: &Lineage) -> Vec<Waiting> {
    let mut said: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let graph = lineage.graph;
    for fact in graph.facts.iter().filter(|fact| fact.relation != vocabulary::HAS_TOPIC) {
        let words = words::active(&fact.relation);
        let statement = format!("{} {words} {}", graph.label(&fact.subject), graph.label(&fact.object));
        for id in [&fact.subject, &fact.object] {
            said.entry(id).or_default().push(statement.clone());
        }
    }
    let mut waiting = Vec::new();
    for entity in &graph.entities {
        let Some(listed) = entity.readings.iter().find(|reading| reading.pending) else { continue };
        let entry = entity.readings.iter().find(|reading| !reading.pending);
        let place = |reading: &crate::model::Reading| Place { note: reading.note.clone(), line: reading.line };
        waiting.push(Waiting {
            id: entity.id.clone(),
            label: entity.label.text.clone(),
            place: place(listed),
            is_read: entity.status == Status::Read,
            read: entry.and_then(|entry| entry.read),
            entry: entry.map(place),
            said: said.remove(entity.id.as_str()).unwrap_or_default(),
        });
    }
    waiting.sort_by(|a, b| (&a.place, &a.id).cmp(&(&b.place, &b.id)));
    waiting
}
