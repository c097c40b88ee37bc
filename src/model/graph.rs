//! What all notes together say.

use serde::{Deserialize, Serialize};

use super::{Entity, Fact};

/// What all notes together say: entities and the facts between them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Graph {
    /// What ids are appended to, to make addresses; ends in `/`.
    pub base: String,
    /// Paths of the notes that were read, sorted.
    pub notes: Vec<String>,
    /// All things, sorted by id.
    pub entities: Vec<Entity>,
    /// All facts, sorted by subject, relation and object; one for each.
    pub facts: Vec<Fact>,
}

impl Graph {
    /// The thing of this id.
    #[must_use]
    pub fn entity(&self, id: &str) -> Option<&Entity> {
        let index = self.entities.binary_search_by(|entity| entity.id.as_str().cmp(id)).ok()?;
        self.entities.get(index)
    }

    /// The name to show for this id; the id itself if nothing has it.
    #[must_use]
    pub fn label<'a>(&'a self, id: &'a str) -> &'a str {
        self.entity(id).map_or(id, |entity| entity.label.text.as_str())
    }

    /// Puts entities and facts into the order that the other calls rely on.
    pub fn sort(&mut self) {
        self.entities.sort_by(|a, b| a.id.cmp(&b.id));
        self.facts.sort_by(|a, b| (&a.subject, &a.relation, &a.object).cmp(&(&b.subject, &b.relation, &b.object)));
    }
}
