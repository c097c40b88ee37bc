//! How terms are shown to people: things by their label, terms of a vocabulary with its prefix.

use oxigraph::model::{GraphNameRef, NamedNode, NamedNodeRef, Term};
use oxigraph::store::Store;

use crate::model::vocabulary;
use crate::store::id;

/// The labels of a store.
#[derive(Clone)]
pub struct Labels<'a> {
    store: &'a Store,
    base: &'a str,
    label: NamedNode,
}

impl<'a> Labels<'a> {
    /// The labels of the things below this base.
    #[must_use]
    pub fn of(store: &'a Store, base: &'a str) -> Self {
        let label = NamedNode::new_unchecked(format!("{}prefLabel", vocabulary::SKOS));
        Self { store, base, label }
    }

    /// The words for a term: a thing's label, a literal's value, `pc:extends`, or the address.
    #[must_use]
    pub fn show(&self, term: &Term) -> String {
        match term {
            Term::NamedNode(node) => self.show_node(node.as_ref()),
            Term::Literal(literal) => literal.value().to_owned(),
            Term::BlankNode(node) => node.to_string(),
        }
    }

    /// The label of a thing, if it has one.
    #[must_use]
    pub fn label(&self, node: NamedNodeRef<'_>) -> Option<String> {
        let found = self.store.quads_for_pattern(
            Some(node.into()),
            Some(self.label.as_ref()),
            None,
            Some(GraphNameRef::DefaultGraph),
        );
        // A concept has a label in each language; the first in order keeps the choice the same.
        found
            .flatten()
            .filter_map(|quad| match quad.object {
                Term::Literal(literal) => Some((literal.language() == Some("zh"), literal.value().to_owned())),
                _ => None,
            })
            .min()
            .map(|(_, label)| label)
    }

    fn show_node(&self, node: NamedNodeRef<'_>) -> String {
        if let Some(label) = self.label(node) {
            return label;
        }
        if let Some(id) = id(self.base, node.as_str()) {
            return id;
        }
        vocabulary::PREFIXES
            .iter()
            .find_map(|(prefix, namespace)| Some(format!("{prefix}:{}", node.as_str().strip_prefix(namespace)?)))
            .unwrap_or_else(|| node.to_string())
    }
}
