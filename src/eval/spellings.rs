//! Which things of a graph are which things of a gold standard, however they are spelt.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use super::gold::Gold;
use crate::model::{Entity, Graph};

/// The things of a graph by the gold standard's names.
pub(super) struct Things<'a> {
    spellings: Spellings,
    by_id: HashMap<&'a str, String>,
}

impl<'a> Things<'a> {
    /// The things that the gold standard's papers and lists of aliases name.
    ///
    /// A name that stands alone at an end of a relation is left out, so that a paper is found by its title although the
    /// graph files it under what it introduces, which the gold standard holds apart.
    pub(super) fn of_entries(gold: &Gold, graph: &'a Graph) -> Self {
        let spellings = Spellings::of_entries(gold);
        Self::by(spellings, graph)
    }

    /// The same things, and those that are named at an end of a relation only.
    pub(super) fn of_relations(entries: Self, gold: &Gold, graph: &'a Graph) -> Self {
        let mut spellings = entries.spellings;
        spellings.add_ends(gold);
        Self::by(spellings, graph)
    }

    fn by(spellings: Spellings, graph: &'a Graph) -> Self {
        let by_id = graph.entities.iter().map(|entity| (entity.id.as_str(), spellings.thing(entity))).collect();
        Self { spellings, by_id }
    }

    /// The thing that the gold standard calls so.
    pub(super) fn named(&self, name: &str) -> String {
        self.spellings.root(&key(name))
    }

    /// The thing that the graph files under this id; `?` stands before one that the gold standard does not know.
    pub(super) fn by_id(&self, id: &str) -> String {
        self.by_id.get(id).cloned().unwrap_or_else(|| format!("?{}", key(id)))
    }
}

/// Spellings that are held to be one thing, as a forest.
#[derive(Default)]
pub(super) struct Spellings {
    parents: HashMap<String, String>,
}

impl Spellings {
    /// The names that papers and lists of aliases give.
    fn of_entries(gold: &Gold) -> Self {
        let mut spellings = Self::default();
        for entry in &gold.entries {
            let title = entry.title.as_ref().filter(|title| !title.is_empty());
            spellings.join(std::iter::once(&entry.work).chain(&entry.aliases).chain(title));
            spellings.add(&entry.work);
        }
        for edge in &gold.edges {
            spellings.join(std::iter::once(&edge.subject).chain(&edge.subject_aliases));
            spellings.join(std::iter::once(&edge.object).chain(&edge.object_aliases));
        }
        spellings
    }

    /// All names of a gold standard.
    pub(super) fn of(gold: &Gold) -> Self {
        let mut spellings = Self::of_entries(gold);
        spellings.add_ends(gold);
        spellings
    }

    /// Adds what is named at an end of a relation only.
    fn add_ends(&mut self, gold: &Gold) {
        for edge in &gold.edges {
            self.add(&edge.subject);
            self.add(&edge.object);
        }
    }

    /// The thing that the gold standard calls so.
    pub(super) fn named(&self, name: &str) -> String {
        self.root(&key(name))
    }

    /// The thing that the first known of these names; `?` stands before one that the gold standard does not know.
    pub(super) fn first_known(&self, names: &[String]) -> String {
        let known = names.iter().map(|name| key(name)).find(|key| self.parents.contains_key(key));
        known.map_or_else(
            || format!("?{}", names.first().map(|name| key(name)).unwrap_or_default()),
            |key| self.root(&key),
        )
    }

    fn add(&mut self, name: &str) {
        let key = key(name);
        self.parents.entry(key.clone()).or_insert(key);
    }

    /// Holds several names to be one thing; a name alone says nothing.
    fn join<'n>(&mut self, names: impl Iterator<Item = &'n String>) {
        let names: Vec<&String> = names.filter(|name| !key(name).is_empty()).collect();
        let [first, others @ ..] = names.as_slice() else { return };
        for other in others {
            self.add(other);
            self.add(first);
            let (own, first) = (self.root(&key(other)), self.root(&key(first)));
            self.parents.insert(own, first);
        }
    }

    fn root(&self, key: &str) -> String {
        let mut at = key;
        while let Some(parent) = self.parents.get(at).filter(|parent| *parent != at) {
            at = parent;
        }
        at.to_owned()
    }

    fn thing(&self, entity: &Entity) -> String {
        let aliases = entity.aliases.iter().map(|alias| &alias.text);
        let names = std::iter::once(&entity.label.text).chain(aliases).chain(&entity.title);
        let known = names.map(|name| key(name)).find(|key| self.parents.contains_key(key));
        known.map_or_else(|| format!("?{}", key(&entity.label.text)), |key| self.root(&key))
    }
}

/// A spelling without case, width, spaces and marks; unlike [`crate::text::fold::key`] it keeps accents, as `score.py` does.
pub(super) fn key(name: &str) -> String {
    let kept = |c: &char| c.is_alphanumeric() || matches!(c, '+' | '#');
    name.nfkc().flat_map(char::to_lowercase).filter(kept).collect()
}
