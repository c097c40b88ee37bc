//! Who is who: every name leads to one thing, however it is spelt.

use std::collections::{BTreeMap, HashMap};

use super::bare;
use crate::knowledge::concepts::Concepts;
use crate::knowledge::lexicon::{Lexicon, Term};
use crate::model::{Entity, Entry, Label, Status};
use crate::text::names::label;
use crate::text::{fold, slug};

/// Things by name: those of the notes' own titles first, then the lexicon's, then whatever claims name.
#[derive(Debug)]
pub(crate) struct Identities<'a> {
    lexicon: &'a Lexicon,
    concepts: &'a Concepts,
    ids: HashMap<String, String>,
    entities: BTreeMap<String, Entity>,
}

/// Things by id, once all names are known.
#[derive(Debug)]
pub(crate) struct Entities<'a> {
    pub(crate) by_id: BTreeMap<String, Entity>,
    pub(crate) organizations: BTreeMap<String, Entity>,
    ids: HashMap<String, String>,
    lexicon: &'a Lexicon,
}

impl<'a> Identities<'a> {
    pub(crate) fn new(lexicon: &'a Lexicon, concepts: &'a Concepts) -> Self {
        Self { lexicon, concepts, ids: HashMap::new(), entities: BTreeMap::new() }
    }

    /// Makes the paper of an entry known by all its names; names that are taken stay with whoever has them.
    pub(crate) fn add_entry(&mut self, entry: &Entry) {
        if entry.name.is_empty() {
            return;
        }
        let names = || std::iter::once(&entry.name).chain(&entry.title).chain(&entry.aliases);
        let known = names().find_map(|name| self.ids.get(&fold::key(name)).cloned());
        let id = known.unwrap_or_else(|| self.add("Work", &entry.name, entry.title.as_deref()));
        for name in names() {
            self.ids.entry(fold::key(name)).or_insert_with(|| id.clone());
        }
    }

    /// The id of the thing of this name.
    pub(crate) fn id(&mut self, name: &str, kind: &str) -> String {
        let key = if kind == "Concept" { format!("concept/{name}") } else { fold::key(name) };
        if let Some(id) = self.ids.get(&key) {
            return id.clone();
        }
        if kind == "Concept" {
            self.ids.insert(key.clone(), key.clone());
            self.entities.insert(key.clone(), self.concept(&key, name));
            // What is broader can be asked about as well; the tops of the scheme are no topics.
            for above in self.concepts.get(name).map_or(&[][..], |concept| &concept.broader) {
                if self.concepts.get(above).is_some_and(|above| !above.broader.is_empty()) {
                    self.id(above, kind);
                }
            }
            return key;
        }
        let id = self.add(kind, name, None);
        self.ids.insert(key, id.clone());
        id
    }

    fn add(&mut self, kind: &str, name: &str, title: Option<&str>) -> String {
        let term = self.lexicon.get(name).filter(|term| {
            let titles = (title.map(fold::key), term.title.as_deref().map(fold::key));
            !matches!(titles, (Some(own), Some(known)) if own != known && !own.contains(&known) && !known.contains(&own))
        });
        let kind = if kind == "Work" { term.map_or("Work", |term| term.kind.as_str()) } else { kind };
        let kind = if title.is_some() { "Work" } else { kind };
        let id = format!("{}/{}", kind.to_lowercase(), slug::of(name));
        let entity = self.entities.entry(id.clone()).or_insert_with(|| bare(id.clone(), kind, name));
        if let Some(term) = term {
            background(entity, term);
        }
        id
    }

    fn concept(&self, id: &str, name: &str) -> Entity {
        let mut entity = bare(id.to_owned(), "Concept", name);
        if let Some(concept) = self.concepts.get(name) {
            let mut labels = concept.labels.iter().cloned();
            entity.label = labels.next().unwrap_or_default();
            entity.aliases = labels.collect();
            entity.aliases.sort();
        }
        entity
    }

    pub(crate) fn into_entities(self) -> Entities<'a> {
        Entities { by_id: self.entities, organizations: BTreeMap::new(), ids: self.ids, lexicon: self.lexicon }
    }
}

impl Entities<'_> {
    /// The paper of this name, as an entry has it.
    pub(crate) fn of(&mut self, name: &str) -> Option<&mut Entity> {
        let id = self.ids.get(&fold::key(name))?;
        self.by_id.get_mut(id)
    }

    /// The id of an organization, by any of its names; the name that the note uses stays its label.
    pub(crate) fn organization(&mut self, name: &str) -> String {
        let term = self.lexicon.get(name).filter(|term| term.kind == "Organization");
        let id = format!("organization/{}", slug::of(term.map_or(name, |term| term.name.as_str())));
        let entity = self.organizations.entry(id.clone()).or_insert_with(|| {
            let mut entity = bare(id.clone(), "Organization", term.map_or(name, |term| term.name.as_str()));
            let aliases = term.iter().flat_map(|term| &term.aliases);
            entity.aliases.extend(aliases.map(|alias| label(alias)));
            entity.aliases.sort();
            entity
        });
        let written = label(name);
        if entity.label.text != name && !entity.aliases.contains(&written) {
            entity.aliases.push(written);
            entity.aliases.sort();
        }
        id
    }
}

/// What the lexicon knows of a thing, where nothing better is known.
fn background(entity: &mut Entity, term: &Term) {
    entity.aliases.extend(term.aliases.iter().map(|alias| label(alias)));
    entity.aliases.extend((term.name != entity.label.text).then(|| Label::plain(term.name.as_str())));
    entity.aliases.sort();
    entity.aliases.dedup();
    entity.title.clone_from(&term.title);
    entity.published = term.published;
    entity.published_is_background = term.published.is_some();
    entity.identifiers.extend(term.identifier.iter().cloned());
    entity.status = Status::Mentioned;
}
