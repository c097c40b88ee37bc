//! Finding a thing by any of its names, as people type them.

use std::collections::HashMap;

use crate::error::{Error, Result};
use crate::model::{Entity, Graph, Label};
use crate::text::{fold, script};

/// Every name in a graph, by the spelling that people vary.
#[derive(Debug)]
pub struct Names<'a> {
    graph: &'a Graph,
    by_key: HashMap<String, usize>,
}

impl<'a> Names<'a> {
    /// The names of a graph; where two things share one, labels go before aliases, and read before mentioned.
    #[must_use]
    pub fn of(graph: &'a Graph) -> Self {
        let mut order: Vec<usize> = (0..graph.entities.len()).collect();
        order.sort_by_key(|&at| (graph.entities[at].status, at));
        let mut by_key = HashMap::new();
        let mut add = |name: &str, at: usize| {
            let key = fold::key(name);
            if !key.is_empty() {
                by_key.entry(key).or_insert(at);
            }
        };
        for &at in &order {
            add(&graph.entities[at].label.text, at);
        }
        for &at in &order {
            let entity = &graph.entities[at];
            entity.aliases.iter().for_each(|alias| add(&alias.text, at));
            entity.title.iter().for_each(|title| add(title, at));
            add(&entity.id, at);
        }
        Self { graph, by_key }
    }

    /// The thing of this name.
    ///
    /// # Errors
    /// [`Error::UnknownName`] with the three nearest names if there is none.
    pub fn find(&self, name: &str) -> Result<&'a Entity> {
        self.get(name).ok_or_else(|| Error::UnknownName { name: name.to_owned(), nearest: self.nearest(name) })
    }

    /// The thing of this name, if there is one.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&'a Entity> {
        self.by_key.get(&fold::key(name)).map(|&at| &self.graph.entities[at])
    }

    /// Each folded name with the position of the thing that it names.
    #[must_use]
    pub fn into_keys(self) -> HashMap<String, usize> {
        self.by_key
    }

    fn nearest(&self, name: &str) -> Vec<String> {
        let choices = self.by_key.iter().map(|(key, &at)| (key.as_str(), self.graph.entities[at].label.text.as_str()));
        nearest(&fold::key(name), choices)
    }
}

/// The labels of the three choices (key, label) whose key is most like `key`, best first; only what is like it.
pub fn nearest<'a>(key: &str, choices: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<String> {
    let mut scored: Vec<(f64, &str)> = choices
        .into_iter()
        .map(|(choice, label)| (likeness(key, choice), label))
        .filter(|(score, _)| *score > 0.6)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    let mut labels: Vec<String> = Vec::new();
    for (_, label) in scored {
        if labels.len() < 3 && !labels.iter().any(|known| known == label) {
            labels.push(label.to_owned());
        }
    }
    labels
}

/// A name with its language: Chinese if any letter is; names in Latin letters belong to none.
#[must_use]
pub fn label(text: &str) -> Label {
    let language = text.chars().any(script::is_han).then(|| "zh".to_owned());
    Label { text: text.to_owned(), language }
}

fn likeness(a: &str, b: &str) -> f64 {
    let contained = a.len() >= 3 && b.len() >= 3 && (a.contains(b) || b.contains(a));
    strsim::jaro_winkler(a, b).max(if contained { 0.85 } else { 0.0 })
}
