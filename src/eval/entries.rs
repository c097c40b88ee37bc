//! How right the papers are that have a note of their own.

use std::collections::{BTreeMap, BTreeSet};

use super::figures::{Figures, Miss, Missed, Share};
use super::gold::{Entry, Gold};
use super::spellings::{Things, key};
use crate::model::{Entity, Graph, Status};

pub(super) fn score(gold: &Gold, graph: &Graph, things: &Things<'_>, figures: &mut Figures) {
    let wanted: BTreeMap<String, &Entry> =
        gold.entries.iter().map(|entry| (things.named(&entry.work), entry)).collect();
    let mut found: BTreeMap<String, &Entity> = BTreeMap::new();
    for entity in graph.entities.iter().filter(|entity| entity.status != Status::Mentioned) {
        found.entry(things.by_id(&entity.id)).or_insert(entity);
    }
    for (thing, entry) in &wanted {
        if let Some(entity) = found.get(thing) {
            figures.entries.found += 1;
            compare(entry, entity, graph, figures);
        } else {
            figures.entries.missed += 1;
            figures.misses.push(missed(entry));
        }
    }
    for (_, entity) in found.iter().filter(|(thing, _)| !wanted.contains_key(*thing)) {
        figures.entries.wrong += 1;
        figures.misses.push(wrong(entity));
    }
}

fn compare(entry: &Entry, entity: &Entity, graph: &Graph, figures: &mut Figures) {
    let has = |date: Option<crate::model::Date>, wanted: &str| date.is_some_and(|date| date.to_string() == wanted);
    if let Some(published) = stated(entry.published.as_ref()) {
        count(&mut figures.published, has(entity.published, published));
    }
    if let Some(read) = stated(entry.read.as_ref()) {
        count(&mut figures.read, entity.readings.iter().any(|reading| has(reading.read, read)));
    }
    count(&mut figures.pending, entry.pending == (entity.status == Status::Pending));
    let wanted: BTreeSet<String> = entry.orgs.iter().flatten().map(|name| key(name)).collect();
    // As the export has them: in the entries' own words where there are any.
    let words = entity.readings.iter().flat_map(|reading| &reading.organizations);
    let mut found: BTreeSet<String> = words.map(|name| key(name)).collect();
    if found.is_empty() {
        found = entity.organizations.iter().map(|id| key(graph.label(id))).collect();
    }
    let alike = |a: &String, b: &String| a.contains(b.as_str()) || b.contains(a.as_str());
    let right = wanted.iter().filter(|name| found.iter().any(|other| alike(name, other))).count();
    figures.organizations.found += right;
    figures.organizations.missed += wanted.len() - right;
    figures.organizations.wrong += found.iter().filter(|name| !wanted.iter().any(|other| alike(name, other))).count();
}

fn stated(date: Option<&String>) -> Option<&str> {
    date.map(String::as_str).filter(|date| !date.is_empty())
}

fn count(share: &mut Share, is_right: bool) {
    share.right += usize::from(is_right);
    share.of += 1;
}

fn missed(entry: &Entry) -> Miss {
    Miss {
        group: "entries",
        kind: Missed::Missed,
        file: entry.file.clone(),
        line: entry.line,
        what: entry.work.clone(),
        quote: entry.title.clone().unwrap_or_default(),
        patterns: Vec::new(),
    }
}

fn wrong(entity: &Entity) -> Miss {
    let reading = entity.readings.first().cloned().unwrap_or_default();
    Miss {
        group: "entries",
        kind: Missed::Wrong,
        file: reading.note,
        line: reading.line,
        what: entity.label.text.clone(),
        quote: entity.title.clone().unwrap_or_default(),
        patterns: Vec::new(),
    }
}
