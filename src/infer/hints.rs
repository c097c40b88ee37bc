//! Graph → triples that rules can compare and that are never published: spellings of names, and bounds of dates.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::vocab::xsd;
use oxigraph::model::{BlankNode, GraphName, Literal, NamedNode, NamedOrBlankNode, Quad, Term};

use super::spelling;
use crate::model::vocabulary::PC;
use crate::model::{Date, Entity, Graph};
use crate::store;
use crate::text::fold;

/// What works are called: other kinds have names too, but no versions and no descent by name.
const NAMED_KINDS: [&str; 2] = ["Work", "Method"];

/// The hints for all works of a graph.
pub(super) fn of(graph: &Graph) -> Vec<Quad> {
    let works: Vec<&Entity> =
        graph.entities.iter().filter(|entity| NAMED_KINDS.contains(&entity.kind.as_str())).collect();
    let owners = owners(&works);
    let mut quads = Vec::new();
    for (at, work) in works.iter().enumerate() {
        let node: NamedOrBlankNode = NamedNode::new_unchecked(store::iri(&graph.base, &work.id)).into();
        dates(work.published, &node, &mut quads);
        let mut spellings = BTreeSet::new();
        for name in names(work) {
            if owners.get(&fold::key(name)) == Some(&Some(at)) {
                quads.push(triple(&node, "nameKey", Literal::from(fold::key(name))));
                spellings.extend(spelling::version(name));
            }
        }
        let stems: BTreeSet<String> = spellings.iter().map(|spelling| spelling.stem.clone()).collect();
        for spelling in spellings {
            let name = NamedOrBlankNode::from(BlankNode::default());
            quads.push(triple(&node, "spelling", Term::from(name.clone())));
            quads.push(triple(&name, "stem", Literal::from(spelling.stem)));
            quads.push(triple(&name, "version", Literal::new_typed_literal(spelling.version, xsd::DECIMAL)));
        }
        let is_name_of_another = |text: &str| {
            let owner = owners.get(&fold::key(text)).copied().flatten().filter(|owner| *owner != at);
            owner
                .is_some_and(|owner| names(works[owner]).any(|name| spelling::written(name) == spelling::written(text)))
        };
        for part in spelling::parts(&work.label.text, &stems, is_name_of_another) {
            quads.push(triple(&node, "namePart", Literal::from(part)));
        }
    }
    quads
}

/// Who each name belongs to; nobody where two works share it. A label goes before an alias.
fn owners(works: &[&Entity]) -> BTreeMap<String, Option<usize>> {
    let mut owners = BTreeMap::new();
    for (at, work) in works.iter().enumerate() {
        let owner = owners.entry(fold::key(&work.label.text)).or_insert(Some(at));
        *owner = owner.filter(|it| *it == at);
    }
    let labels: BTreeSet<String> = owners.keys().cloned().collect();
    for (at, work) in works.iter().enumerate() {
        for alias in work.aliases.iter().map(|alias| fold::key(&alias.text)).filter(|key| !labels.contains(key)) {
            let owner = owners.entry(alias).or_insert(Some(at));
            *owner = owner.filter(|it| *it == at);
        }
    }
    owners
}

fn names(work: &Entity) -> impl Iterator<Item = &str> {
    std::iter::once(&work.label).chain(&work.aliases).map(|label| label.text.as_str())
}

fn dates(published: Option<Date>, node: &NamedOrBlankNode, quads: &mut Vec<Quad>) {
    let Some(published) = published else { return };
    for (property, (year, month, day)) in [("earliest", published.earliest()), ("latest", published.latest())] {
        let value = Literal::new_typed_literal(format!("{year:04}-{month:02}-{day:02}"), xsd::DATE);
        quads.push(triple(node, property, value));
    }
}

fn triple(subject: &NamedOrBlankNode, property: &str, value: impl Into<Term>) -> Quad {
    Quad::new(subject.clone(), NamedNode::new_unchecked(format!("{PC}{property}")), value, GraphName::DefaultGraph)
}
