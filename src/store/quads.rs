//! Graph → quads, in a fixed order. At most twelve for a stated fact and for an entry.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use oxigraph::model::vocab::{rdf, rdfs, xsd};
use oxigraph::model::{GraphName, Literal, NamedNode, Quad, Term};

use super::address;
use crate::knowledge::concepts::{Concepts, SCHEME};
use crate::model::vocabulary::{self, DCTERMS, FABIO, OA, PROV, SCHEMA, SKOS};
use crate::model::{Because, Date, Entity, Evidence, Fact, Graph, Label, Reading};

/// The scheme that ships, parsed once.
static BUNDLED: LazyLock<Option<Concepts>> = LazyLock::new(|| Concepts::parse(SCHEME).ok());

/// Everything that a graph holds, sorted, each once.
#[must_use]
pub fn quads(graph: &Graph) -> Vec<Quad> {
    let mut keyed: Vec<(String, Quad)> = written(graph).into_iter().map(|quad| (quad.to_string(), quad)).collect();
    keyed.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    keyed.dedup_by(|a, b| a.0 == b.0);
    keyed.into_iter().map(|(_, quad)| quad).collect()
}

/// The same as lines of N-Quads without the dot at their end, which takes half the room.
pub(super) fn lines(graph: &Graph) -> Vec<String> {
    let mut lines: Vec<String> = written(graph).into_iter().map(|quad| quad.to_string()).collect();
    lines.sort_unstable();
    lines.dedup();
    lines
}

/// What is believed: the default graph, in any order.
#[must_use]
pub fn believed(graph: &Graph) -> Vec<Quad> {
    let mut writing = Writing { base: &graph.base, quads: Vec::new() };
    writing.broader(graph);
    graph.entities.iter().for_each(|entity| writing.entity(entity));
    graph.facts.iter().for_each(|fact| writing.relation(fact));
    writing.quads.retain(|quad| quad.graph_name == GraphName::DefaultGraph);
    writing.quads
}

fn written(graph: &Graph) -> Vec<Quad> {
    let mut writing = Writing { base: &graph.base, quads: Vec::new() };
    writing.broader(graph);
    graph.notes.iter().for_each(|path| writing.note(path));
    for entity in &graph.entities {
        writing.entity(entity);
        entity.readings.iter().for_each(|reading| writing.entry(&entity.id, reading));
    }
    for fact in &graph.facts {
        writing.relation(fact);
        writing.reasons(fact);
    }
    writing.quads
}

/// The id of a fact as a thing of its own, such as `fact/1f3a…`: whoever states it, one fact has one id.
#[must_use]
pub fn fact_id(fact: &Fact) -> String {
    format!("fact/{}", short_hash(&[&fact.subject, &fact.relation, &fact.object]))
}

struct Writing<'a> {
    base: &'a str,
    quads: Vec<Quad>,
}

impl Writing<'_> {
    fn note(&mut self, path: &str) {
        let note = self.thing(&format!("note/{path}"));
        let source = GraphName::from(note.clone());
        self.add(&note, rdf::TYPE.into_owned(), pc("Note"), &source);
        self.add(&note, rdfs::LABEL.into_owned(), plain(path), &source);
    }

    /// What is broader than a concept of the graph, as the scheme has it: the nearest concepts that are in the graph, too.
    fn broader(&mut self, graph: &Graph) {
        let name = |entity: &'_ Entity| entity.id.strip_prefix("concept/").map(str::to_owned);
        let known: BTreeSet<String> =
            graph.entities.iter().filter(|entity| entity.kind == "Concept").filter_map(name).collect();
        let Some(scheme) = BUNDLED.as_ref() else { return };
        for concept in &known {
            let above = |name: &str| scheme.get(name).map_or_else(Vec::new, |concept| concept.broader.clone());
            let (mut waiting, mut seen) = (above(concept), BTreeSet::new());
            while let Some(broader) = waiting.pop() {
                if !seen.insert(broader.clone()) {
                    continue;
                }
                if known.contains(&broader) {
                    let [narrow, broad] = [concept, &broader].map(|name| self.thing(&format!("concept/{name}")));
                    self.add(&narrow, in_(SKOS, "broader"), broad, &GraphName::DefaultGraph);
                } else {
                    waiting.extend(above(&broader));
                }
            }
        }
    }

    fn entity(&mut self, entity: &Entity) {
        let thing = self.thing(&entity.id);
        let believed = GraphName::DefaultGraph;
        self.add(&thing, rdf::TYPE.into_owned(), pc(&entity.kind), &believed);
        self.add(&thing, in_(SKOS, "prefLabel"), label(&entity.label), &believed);
        self.add(&thing, pc("status"), plain(entity.status.word()), &believed);
        for alias in &entity.aliases {
            self.add(&thing, in_(SKOS, "altLabel"), label(alias), &believed);
        }
        if let Some(title) = &entity.title {
            self.add(&thing, in_(DCTERMS, "title"), plain(title), &believed);
        }
        for identifier in &entity.identifiers {
            let (property, value) = public_identifier(identifier);
            self.add(&thing, property, plain(value), &believed);
        }
        for organization in &entity.organizations {
            let maker = self.thing(organization);
            self.add(&thing, in_(SCHEMA, "sourceOrganization"), maker, &believed);
        }
        if let Some(published) = entity.published {
            self.add(&thing, in_(DCTERMS, "issued"), date(published), &believed);
            if entity.published_is_background {
                let background = self.thing("background").into();
                self.add(&thing, in_(DCTERMS, "issued"), date(published), &background);
            }
        }
    }

    fn entry(&mut self, id: &str, reading: &Reading) {
        let thing = self.thing(id);
        let entry = self.thing(&format!("entry/{}", short_hash(&[&reading.note, &reading.line.to_string(), id])));
        let source = self.thing(&format!("note/{}", reading.note)).into();
        let place = named(address::stretch(self.base, &reading.note, reading.characters));
        self.add(&entry, rdf::TYPE.into_owned(), pc("Entry"), &source);
        self.add(&entry, pc("about"), thing, &source);
        self.add(&entry, pc("line"), number(reading.line), &source);
        self.add(&entry, pc("status"), plain(if reading.pending { "pending" } else { "read" }), &source);
        self.add(&entry, in_(PROV, "wasDerivedFrom"), place, &source);
        if let Some(read) = reading.read {
            self.add(&entry, pc("readOn"), date(read), &source);
        }
    }

    fn relation(&mut self, fact: &Fact) {
        let (subject, object) = (self.thing(&fact.subject), self.thing(&fact.object));
        self.add(&subject, pc(&fact.relation), object.clone(), &GraphName::DefaultGraph);
        if vocabulary::is_lineage(&fact.relation) {
            self.add(&subject, pc(vocabulary::BUILDS_ON), object, &GraphName::DefaultGraph);
        }
    }

    fn reasons(&mut self, fact: &Fact) {
        match &fact.because {
            Because::Stated(evidence) => evidence.iter().for_each(|each| self.evidence(fact, each, evidence)),
            Because::Inferred { rule, premises } => {
                let rule = self.thing(&format!("rule/{rule}"));
                let source = GraphName::from(rule.clone());
                let node = self.statement(fact, fact.confidence(), &source);
                self.add(&rule, rdf::TYPE.into_owned(), pc("Rule"), &source);
                self.add(&node, pc("rule"), rule, &source);
                for premise in premises {
                    let premise = self.thing(premise);
                    self.add(&node, pc("premise"), premise, &source);
                }
            }
            Because::Asserted { line, reason } => {
                let source = self.thing("corrections").into();
                let node = self.statement(fact, fact.confidence(), &source);
                self.add(&node, pc("line"), number(*line), &source);
                if !reason.is_empty() {
                    self.add(&node, pc("reason"), plain(reason), &source);
                }
            }
        }
    }

    fn evidence(&mut self, fact: &Fact, evidence: &Evidence, all: &[Evidence]) {
        let source = self.thing(&format!("note/{}", evidence.note)).into();
        // One note's graph holds one confidence for a fact: the best that this note gives it.
        let of_note = all.iter().filter(|each| each.note == evidence.note);
        let node = self.statement(fact, of_note.map(|each| each.confidence).fold(0.0, f64::max), &source);
        let place = named(address::stretch(self.base, &evidence.note, evidence.characters));
        self.add(&node, pc("pattern"), plain(&evidence.pattern), &source);
        self.add(&node, in_(PROV, "wasDerivedFrom"), place.clone(), &source);
        self.add(&place, in_(OA, "exact"), plain(&evidence.quote), &source);
        self.add(&place, pc("line"), number(evidence.line), &source);
    }

    /// The fact as a thing of its own, in the graph of the source that contributes it.
    fn statement(&mut self, fact: &Fact, confidence: f64, source: &GraphName) -> NamedNode {
        let node = self.thing(&fact_id(fact));
        let (subject, object) = (self.thing(&fact.subject), self.thing(&fact.object));
        self.add(&node, rdf::TYPE.into_owned(), pc("Fact"), source);
        self.add(&node, rdf::SUBJECT.into_owned(), subject, source);
        self.add(&node, rdf::PREDICATE.into_owned(), pc(&fact.relation), source);
        self.add(&node, rdf::OBJECT.into_owned(), object, source);
        self.add(&node, pc("confidence"), decimal(confidence), source);
        node
    }

    fn thing(&self, id: &str) -> NamedNode {
        named(address::iri(self.base, id))
    }

    fn add(&mut self, subject: &NamedNode, property: NamedNode, value: impl Into<Term>, graph: &GraphName) {
        self.quads.push(Quad::new(subject.clone(), property, value, graph.clone()));
    }
}

/// An IRI that [`address`] made: valid by construction.
fn named(iri: String) -> NamedNode {
    NamedNode::new_unchecked(iri)
}

fn pc(name: &str) -> NamedNode {
    named(address::term(name))
}

fn in_(namespace: &str, name: &str) -> NamedNode {
    named(format!("{namespace}{name}"))
}

fn plain(text: &str) -> Literal {
    Literal::new_simple_literal(text)
}

fn number(number: usize) -> Literal {
    typed(&number, xsd::INTEGER)
}

/// A share as a decimal in its canonical form: `0.95`, `1`.
fn decimal(share: f64) -> Literal {
    let rounded = (share.clamp(0.0, 1.0) * 1000.0).round() / 1000.0;
    typed(&rounded, xsd::DECIMAL)
}

fn typed(value: &impl ToString, datatype: oxigraph::model::NamedNodeRef<'_>) -> Literal {
    Literal::new_typed_literal(value.to_string(), datatype)
}

fn label(label: &Label) -> Literal {
    let tagged = label.language.as_ref().map(|tag| Literal::new_language_tagged_literal(&label.text, tag));
    tagged.and_then(Result::ok).unwrap_or_else(|| plain(&label.text))
}

fn date(date: Date) -> Literal {
    let text = date.to_string();
    let datatype = match text.len() {
        4 => xsd::G_YEAR,
        7 => xsd::G_YEAR_MONTH,
        _ => xsd::DATE,
    };
    typed(&text, datatype)
}

fn public_identifier(identifier: &str) -> (NamedNode, &str) {
    match identifier.split_at_checked("arxiv:".len()) {
        Some((scheme, number)) if scheme.eq_ignore_ascii_case("arxiv:") => (in_(FABIO, "hasArXivId"), number.trim()),
        _ => (in_(DCTERMS, "identifier"), identifier),
    }
}

/// Eight bytes of a hash: among a million facts, two share one once in 37 million graphs.
fn short_hash(parts: &[&str]) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        // The length keeps `ab` + `c` apart from `a` + `bc`.
        hasher.update(&(part.len() as u64).to_le_bytes()).update(part.as_bytes());
    }
    hasher.finalize().to_hex()[..16].to_owned()
}
