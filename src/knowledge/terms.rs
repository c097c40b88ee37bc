//! The relations and kinds of the ontology, by their local names.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::Term;
use oxigraph::model::vocab::rdfs;

use super::ONTOLOGY;
use crate::error::{Error, Result};
use crate::model::vocabulary::PC;

/// The kind above all kinds of things.
const THING: &str = "Thing";

/// What the ontology calls relations and kinds.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    /// Relations between things, each with the kind of its object.
    pub relations: BTreeMap<String, String>,
    /// Kinds of things.
    pub kinds: BTreeSet<String>,
    /// Name and language of a term → its label.
    labels: BTreeMap<(String, String), String>,
}

impl Terms {
    /// The terms that ship with the program.
    ///
    /// # Errors
    /// [`Error::Knowledge`] where the ontology does not parse.
    pub fn bundled() -> Result<Self> {
        let file = ONTOLOGY.get_file("paperclade.ttl").and_then(|file| file.contents_utf8()).unwrap_or_default();
        Self::parse(file)
    }

    /// What people call a relation or a kind, in `en` or `zh`.
    #[must_use]
    pub fn label(&self, name: &str, language: &str) -> Option<&str> {
        self.labels.get(&(name.to_owned(), language.to_owned())).map(String::as_str)
    }

    fn parse(turtle: &str) -> Result<Self> {
        let mut above: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let (mut domains, mut ranges, mut labels) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
        for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(turtle.as_bytes()) {
            let quad = quad.map_err(|error| Error::Knowledge {
                place: "ontology/paperclade.ttl".to_owned(),
                reason: error.to_string(),
            })?;
            let subject = quad.subject.to_string();
            let Some(subject) = subject.trim_matches(['<', '>']).strip_prefix(PC).map(str::to_owned) else { continue };
            if let (rdfs::LABEL, Term::Literal(words)) = (quad.predicate.as_ref(), &quad.object) {
                let language = words.language().unwrap_or_default().to_owned();
                labels.insert((subject, language), words.value().to_owned());
                continue;
            }
            let Term::NamedNode(value) = &quad.object else { continue };
            let Some(value) = value.as_str().strip_prefix(PC).map(str::to_owned) else { continue };
            match quad.predicate.as_ref() {
                rdfs::SUB_CLASS_OF => drop(above.entry(subject).or_default().insert(value)),
                rdfs::DOMAIN => domains.push((subject, value)),
                rdfs::RANGE => drop(ranges.insert(subject, value)),
                _ => {}
            }
        }
        let is_thing = |kind: &str| {
            let mut waiting = vec![kind];
            while let Some(kind) = waiting.pop() {
                if kind == THING {
                    return true;
                }
                waiting.extend(above.get(kind).into_iter().flatten().map(String::as_str));
            }
            false
        };
        let of_things = domains.iter().filter(|(_, domain)| is_thing(domain));
        let relations = of_things.filter_map(|(relation, _)| {
            let range = ranges.get(relation).filter(|range| is_thing(range))?;
            Some((relation.clone(), range.clone()))
        });
        Ok(Self {
            relations: relations.collect(),
            kinds: above.keys().filter(|kind| is_thing(kind)).cloned().collect(),
            labels,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relations_hold_between_things_and_kinds_are_theirs() {
        let terms = Terms::bundled().expect("the ontology");
        for relation in ["extends", "buildsOn", "succeeds", "evaluatedOn", "hasTopic"] {
            assert!(terms.relations.contains_key(relation), "{relation}");
        }
        assert!(!terms.relations.contains_key("about") && !terms.relations.contains_key("premise"));
        assert!(terms.kinds.contains("Method") && !terms.kinds.contains("Note"));
        assert_eq!(terms.label("usesModel", "zh"), Some("使用模型"));
        assert_eq!(terms.label("usesModel", "fr"), None);
    }
}
