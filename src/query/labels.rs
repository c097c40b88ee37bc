//! How terms are shown to people: things by their label, relations in words or with the prefix of their vocabulary.

use oxigraph::model::{GraphNameRef, NamedNode, NamedNodeRef, Term};
use oxigraph::store::Store;

use crate::knowledge::questions::Words;
use crate::knowledge::terms::Terms;
use crate::model::vocabulary;
use crate::store::id;

/// The labels of a store.
#[derive(Clone)]
pub struct Labels<'a> {
    store: &'a Store,
    base: &'a str,
    label: NamedNode,
    words: Option<Wording<'a>>,
}

/// What relations and columns are called in a language.
#[derive(Clone, Copy, Debug)]
pub struct Wording<'a> {
    /// The names of relations.
    pub terms: &'a Terms,
    /// The Chinese names of columns and values.
    pub words: &'a Words,
    /// `en` or `zh`.
    pub language: &'static str,
}

impl<'a> Labels<'a> {
    /// The labels of the things below this base.
    #[must_use]
    pub fn of(store: &'a Store, base: &'a str) -> Self {
        let label = NamedNode::new_unchecked(format!("{}prefLabel", vocabulary::SKOS));
        Self { store, base, label, words: None }
    }

    /// The same with relations, concepts and columns in the words of a language.
    #[must_use]
    pub fn in_words(self, wording: Wording<'a>) -> Self {
        Self { words: Some(wording), ..self }
    }

    /// The language of the words; `en` where none was chosen.
    #[must_use]
    pub fn language(&self) -> &'static str {
        self.words.map_or("en", |words| words.language)
    }

    /// What a column is called: `built on by`, `日期`.
    #[must_use]
    pub fn heading(&self, column: &str) -> String {
        let chinese =
            self.words.filter(|words| words.language == "zh").and_then(|words| words.words.columns.get(column));
        chinese.map_or_else(|| column.replace('_', " "), String::clone)
    }

    /// The words for a term in a cell of an answer: as [`Labels::show`], and what a query itself says in the language.
    #[must_use]
    pub fn cell(&self, term: &Term) -> String {
        let chinese = self.words.filter(|words| words.language == "zh").zip(match term {
            Term::Literal(literal) => Some(literal.value()),
            _ => None,
        });
        chinese.and_then(|(words, value)| words.words.values.get(value).cloned()).unwrap_or_else(|| self.show(term))
    }

    /// The words for a relation by its local name: `uses the model`, `使用模型`; the name where there are none.
    #[must_use]
    pub fn relation<'b>(&'b self, name: &'b str) -> &'b str {
        self.words.and_then(|words| words.terms.label(name, words.language)).unwrap_or(name)
    }

    /// The words for a term: a thing's label, a literal's value, a relation in words or as `pc:extends`, or the address.
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
        let is_chinese = self.language() == "zh";
        found
            .flatten()
            .filter_map(|quad| match quad.object {
                Term::Literal(literal) => {
                    Some(((literal.language() == Some("zh")) != is_chinese, literal.value().to_owned()))
                }
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
        let named = self.words.zip(node.as_str().strip_prefix(vocabulary::PC));
        if let Some(words) = named.and_then(|(words, name)| words.terms.label(name, words.language)) {
            return words.to_owned();
        }
        vocabulary::PREFIXES
            .iter()
            .find_map(|(prefix, namespace)| Some(format!("{prefix}:{}", node.as_str().strip_prefix(namespace)?)))
            .unwrap_or_else(|| node.to_string())
    }
}
