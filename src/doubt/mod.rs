//! Graph → what in it cannot all be true, each with every quote that says so. Decides nothing: the owner does.

mod dates;
mod descent;
mod names;

use std::collections::HashMap;

use crate::model::{Because, Contradiction, Corrections, Entity, Fact, Graph, Place, Word};
use crate::text::fold;

/// All contradictions of a graph, in the order of their kinds and of the things that they are about.
///
/// What the owner has settled is none any more: a date that was set, names that were said to be one thing or two.
#[must_use]
pub fn contradictions(graph: &Graph, corrections: &Corrections) -> Vec<Contradiction> {
    let doubt = Doubt::of(graph, corrections);
    let mut found = descent::contradictions(&doubt);
    found.extend(dates::contradictions(&doubt));
    found.extend(names::contradictions(&doubt));
    // The sort is stable: what is of one kind stays in the order of the graph.
    found.sort_by_key(|contradiction| contradiction.kind);
    found
}

/// A graph with what is needed to tell where something is said.
struct Doubt<'a> {
    graph: &'a Graph,
    corrections: &'a Corrections,
    /// The first fact with a quote that names a thing.
    named: HashMap<&'a str, &'a Fact>,
}

impl<'a> Doubt<'a> {
    fn of(graph: &'a Graph, corrections: &'a Corrections) -> Self {
        let mut named = HashMap::new();
        for fact in graph.facts.iter().filter(|fact| !fact.evidence().is_empty()) {
            named.entry(fact.subject.as_str()).or_insert(fact);
            named.entry(fact.object.as_str()).or_insert(fact);
        }
        Self { graph, corrections, named }
    }

    fn label(&self, id: &'a str) -> &'a str {
        self.graph.label(id)
    }

    fn words(&self) -> impl Iterator<Item = &'a Word> {
        self.corrections.list.iter().map(|correction| &correction.word)
    }

    /// Where a fact is said: at its surest quote, or in the corrections.
    fn fact(&self, fact: &'a Fact) -> Option<Place> {
        let says = format!("{} {} {}", self.label(&fact.subject), fact.relation, self.label(&fact.object));
        if let Because::Asserted { line, reason } = &fact.because {
            let quote = if reason.is_empty() { format!("assert {says}") } else { reason.clone() };
            let note = if self.corrections.file.is_empty() { crate::correct::FILE } else { &self.corrections.file };
            return Some(Place { note: note.to_owned(), line: *line, quote, says });
        }
        let surest =
            fact.evidence().iter().reduce(|best, each| if each.confidence > best.confidence { each } else { best })?;
        Some(Place { note: surest.note.clone(), line: surest.line, quote: surest.quote.clone(), says })
    }

    /// Where a thing is named: at its entry, or in the first fact that names it.
    fn thing(&self, entity: &'a Entity) -> Option<Place> {
        if let Some(reading) = entity.readings.first() {
            let says = format!("an entry on {}", entity.label.text);
            return Some(Place { note: reading.note.clone(), line: reading.line, quote: reading.words.clone(), says });
        }
        self.fact(self.named.get(entity.id.as_str())?)
    }
}

/// Whether one of two things is known by a name, however it is spelt.
fn is_called(entity: &Entity, name: &str) -> bool {
    let key = fold::key(name);
    let names = entity.aliases.iter().map(|alias| &alias.text).chain(&entity.title).chain([&entity.label.text]);
    names.into_iter().any(|own| fold::key(own) == key)
}
