//! The things of a graph by any of their names.

use std::collections::HashMap;

use super::merge;
use crate::knowledge::Knowledge;
use crate::model::{Entity, Graph};
use crate::text::names::label;
use crate::text::{fold, slug};

/// Which thing has which name, however it is spelt.
pub(super) struct Index {
    ids: Vec<String>,
    by_key: HashMap<String, usize>,
}

impl Index {
    /// Where two things share a name, labels go before other names, and what was read before what is mentioned.
    pub(super) fn of(graph: &Graph) -> Self {
        let mut order: Vec<usize> = (0..graph.entities.len()).collect();
        order.sort_by_key(|&at| (graph.entities[at].status, at));
        let mut by_key = HashMap::new();
        for &at in &order {
            by_key.entry(fold::key(&graph.entities[at].label.text)).or_insert(at);
        }
        for &at in &order {
            let entity = &graph.entities[at];
            let names = entity.aliases.iter().map(|alias| &alias.text).chain(&entity.title).chain([&entity.id]);
            for name in names {
                by_key.entry(fold::key(name)).or_insert(at);
            }
        }
        by_key.remove("");
        Self { ids: graph.entities.iter().map(|entity| entity.id.clone()).collect(), by_key }
    }

    pub(super) fn at(&self, name: &str) -> Option<usize> {
        self.by_key.get(&fold::key(name)).copied()
    }

    pub(super) fn id(&self, name: &str) -> Option<&str> {
        self.at(name).map(|at| self.ids[at].as_str())
    }

    /// The id of a thing, which the graph gets if no note names it.
    pub(super) fn found_or_added(
        &mut self,
        graph: &mut Graph,
        name: &str,
        kind: &str,
        knowledge: &Knowledge,
    ) -> String {
        if let Some(id) = self.id(name) {
            return id.to_owned();
        }
        let entity = if kind == "Concept" { concept(name, knowledge) } else { thing(name, kind, knowledge) };
        let id = entity.id.clone();
        self.by_key.insert(fold::key(name), self.ids.len());
        self.ids.push(id.clone());
        if !graph.entities.iter().any(|known| known.id == id) {
            graph.entities.push(entity);
        }
        id
    }
}

fn concept(name: &str, knowledge: &Knowledge) -> Entity {
    let key = fold::key(name);
    let known =
        knowledge.concepts.iter().find(|(_, concept)| concept.labels.iter().any(|label| fold::key(&label.text) == key));
    let mut entity = Entity { kind: "Concept".to_owned(), ..Entity::default() };
    if let Some((local, concept)) = known {
        let mut labels = concept.labels.iter().cloned();
        entity.id = format!("concept/{local}");
        entity.label = labels.next().unwrap_or_default();
        entity.aliases = labels.collect();
        entity.aliases.sort();
    } else {
        entity.id = format!("concept/{}", slug::of(name));
        entity.label = label(name);
    }
    entity
}

fn thing(name: &str, kind: &str, knowledge: &Knowledge) -> Entity {
    let term = knowledge.lexicon.get(name);
    let (name, kind) = term.map_or((name, kind), |term| (term.name.as_str(), term.kind.as_str()));
    let id = format!("{}/{}", kind.to_lowercase(), slug::of(name));
    let mut entity = Entity { id, kind: kind.to_owned(), label: label(name), ..Entity::default() };
    if let Some(term) = term {
        entity.aliases = term.aliases.iter().map(|alias| label(alias)).collect();
        entity.title.clone_from(&term.title);
        (entity.published, entity.published_is_background) = (term.published, term.published.is_some());
        entity.identifiers.extend(term.identifier.iter().cloned());
        merge::tidy(&mut entity);
    }
    entity
}
