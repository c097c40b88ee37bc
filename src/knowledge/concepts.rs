//! Concepts that papers are about: the SKOS scheme in `data/concepts.ttl`.

use std::collections::BTreeMap;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::Term;

use crate::error::{Error, Result};
use crate::model::{Label, vocabulary};

/// The concepts that ship with the program, as written.
pub const SCHEME: &str = include_str!("../../data/concepts.ttl");

/// The concepts of a scheme, by the last part of their address.
#[derive(Clone, Debug, Default)]
pub struct Concepts {
    by_name: BTreeMap<String, Concept>,
}

/// A concept with its names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Concept {
    /// All names, the preferred English one first, then the preferred Chinese one.
    pub labels: Vec<Label>,
    /// The last parts of the addresses of broader concepts.
    pub broader: Vec<String>,
}

impl Concepts {
    /// The concepts of a scheme in Turtle.
    ///
    /// # Errors
    /// [`Error::Knowledge`] where it does not parse.
    pub fn parse(turtle: &str) -> Result<Self> {
        let mut found: BTreeMap<String, Vec<(u8, Label)>> = BTreeMap::new();
        let mut broader: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(turtle.as_bytes()) {
            let quad = quad.map_err(|error| Error::Knowledge {
                place: "data/concepts.ttl".to_owned(),
                reason: error.to_string(),
            })?;
            let Some(name) = local_name(&quad.subject.to_string()) else { continue };
            let property = quad.predicate.as_str().strip_prefix(vocabulary::SKOS).unwrap_or("");
            match (property, &quad.object) {
                ("prefLabel" | "altLabel" | "hiddenLabel", Term::Literal(words)) => {
                    let language = words.language().map(str::to_owned);
                    let rank = match (property, language.as_deref()) {
                        ("prefLabel", Some("en")) => 0,
                        ("prefLabel", _) => 1,
                        _ => 2,
                    };
                    found.entry(name).or_default().push((rank, Label { text: words.value().to_owned(), language }));
                }
                ("broader", Term::NamedNode(above)) => {
                    let above = local_name(&format!("<{}>", above.as_str()));
                    broader.entry(name).or_default().extend(above);
                }
                _ => {}
            }
        }
        let by_name = found
            .into_iter()
            .map(|(name, mut labels)| {
                labels.sort();
                let broader = broader.remove(&name).unwrap_or_default();
                (name, Concept { labels: labels.into_iter().map(|(_, label)| label).collect(), broader })
            })
            .collect();
        Ok(Self { by_name })
    }

    /// The concept of this name, the last part of its address.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Concept> {
        self.by_name.get(name)
    }

    /// All concepts with their names, sorted.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Concept)> {
        self.by_name.iter().map(|(name, concept)| (name.as_str(), concept))
    }
}

fn local_name(subject: &str) -> Option<String> {
    let iri = subject.strip_prefix('<')?.strip_suffix('>')?;
    iri.strip_prefix(vocabulary::CONCEPT).map(str::to_owned)
}
