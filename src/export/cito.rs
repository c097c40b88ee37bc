//! Graph → `CiTO`: a citation for each fact between two works, and a Web Annotation for each evidence of it.
//!
//! `CiTO` relates papers, and paperclade relates works of any kind: this export takes a work for the paper that presents it.

use std::io::{self, Write};

use oxigraph::io::RdfFormat;
use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{GraphName, Literal, NamedNode, Quad, Term};

use super::rdf::serialize;
use crate::model::vocabulary::{CITO, DCTERMS, OA};
use crate::model::{Evidence, Fact, Graph};
use crate::store;

/// Which citation a relation is; a relation that is none is left out.
const CITATIONS: [(&str, &str); 9] = [
    ("comparesWith", "discusses"),
    ("evaluatedOn", "usesDataFrom"),
    ("extends", "extends"),
    ("inspiredBy", "obtainsBackgroundFrom"),
    ("similarTo", "citesAsRelated"),
    ("surveys", "reviews"),
    ("usesData", "usesDataFrom"),
    ("usesMethod", "usesMethodIn"),
    ("usesModel", "usesMethodIn"),
];

pub(super) fn write(graph: &Graph, out: &mut impl Write) -> io::Result<()> {
    let mut quads = Vec::new();
    for fact in &graph.facts {
        if let Some((_, citation)) = CITATIONS.iter().find(|(relation, _)| *relation == fact.relation) {
            cite(graph, fact, &term(CITO, citation), &mut quads);
        }
    }
    serialize(quads, &graph.base, RdfFormat::Turtle, out)
}

fn cite(graph: &Graph, fact: &Fact, citation: &NamedNode, quads: &mut Vec<Quad>) {
    let [subject, object, node] = [&fact.subject, &fact.object, &store::fact_id(fact)].map(|id| thing(graph, id));
    quads.extend([
        triple(&subject, citation.clone(), object.clone()),
        triple(&node, rdf::TYPE, term(CITO, "Citation")),
        triple(&node, term(CITO, "hasCitingEntity"), subject),
        triple(&node, term(CITO, "hasCitedEntity"), object),
        triple(&node, term(CITO, "hasCitationCharacterization"), citation.clone()),
    ]);
    for (at, evidence) in fact.evidence().iter().enumerate() {
        let annotation = thing(graph, &format!("{}/evidence/{}", store::fact_id(fact), at + 1));
        annotate(graph, &node, &annotation, evidence, quads);
    }
}

/// The words that state a citation, as an annotation of it: the note's quote and position.
fn annotate(graph: &Graph, fact: &NamedNode, annotation: &NamedNode, evidence: &Evidence, quads: &mut Vec<Quad>) {
    let part = |name: &str| NamedNode::new_unchecked(format!("{}/{name}", annotation.as_str()));
    let [body, quote, position] = ["body", "quote", "position"].map(part);
    let place = store::stretch(&graph.base, &evidence.note, evidence.characters);
    quads.extend([
        triple(annotation, rdf::TYPE, term(OA, "Annotation")),
        triple(annotation, term(OA, "motivatedBy"), term(OA, "linking")),
        triple(annotation, term(OA, "hasTarget"), fact.clone()),
        triple(annotation, term(OA, "hasBody"), body.clone()),
        triple(&body, rdf::TYPE, term(OA, "SpecificResource")),
        triple(&body, term(DCTERMS, "identifier"), Literal::from(place)),
        triple(&body, term(OA, "hasSource"), thing(graph, &format!("note/{}", evidence.note))),
        triple(&body, term(OA, "hasSelector"), quote.clone()),
        triple(&body, term(OA, "hasSelector"), position.clone()),
        triple(&quote, rdf::TYPE, term(OA, "TextQuoteSelector")),
        triple(&quote, term(OA, "exact"), Literal::from(evidence.quote.as_str())),
        triple(&position, rdf::TYPE, term(OA, "TextPositionSelector")),
        triple(&position, term(OA, "start"), count(evidence.characters.0)),
        triple(&position, term(OA, "end"), count(evidence.characters.1)),
    ]);
}

fn thing(graph: &Graph, id: &str) -> NamedNode {
    NamedNode::new_unchecked(store::iri(&graph.base, id))
}

fn term(namespace: &str, name: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{namespace}{name}"))
}

fn count(number: usize) -> Literal {
    Literal::new_typed_literal(number.to_string(), xsd::NON_NEGATIVE_INTEGER)
}

fn triple(subject: &NamedNode, property: impl Into<NamedNode>, value: impl Into<Term>) -> Quad {
    Quad::new(subject.clone(), property, value, GraphName::DefaultGraph)
}
