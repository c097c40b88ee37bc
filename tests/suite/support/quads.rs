//! The quads of a graph, as the store makes them; until the tests can ask the store itself.

use oxigraph::model::{GraphName, Literal, NamedNode, NamedOrBlankNode, Quad, Term};
use oxigraph::store::Store;
use paperclade::model::{Because, Entity, Fact, Graph, Label, vocabulary as v};
use paperclade::query::address;

/// A store with the quads of a graph.
pub fn store(graph: &Graph) -> Store {
    let store = Store::new().expect("a store in memory");
    store.extend(quads(graph)).expect("quads fit in memory");
    store
}

fn quads(graph: &Graph) -> Vec<Quad> {
    let mut quads = Vec::new();
    for entity in &graph.entities {
        describe(graph, entity, &mut quads);
    }
    for (number, fact) in graph.facts.iter().enumerate() {
        relate(graph, number, fact, &mut quads);
    }
    quads
}

fn describe(graph: &Graph, entity: &Entity, quads: &mut Vec<Quad>) {
    let thing = thing(graph, &entity.id);
    let mut add = |predicate: NamedNode, object: Term| quads.push(quad(&thing, predicate, object, GraphName::DefaultGraph));
    add(term(v::RDF, "type"), term(v::PC, &entity.kind).into());
    add(term(v::SKOS, "prefLabel"), label(&entity.label));
    entity.aliases.iter().for_each(|alias| add(term(v::SKOS, "altLabel"), label(alias)));
    add(term(v::PC, "status"), Literal::from(entity.status.word()).into());
    entity.organizations.iter().for_each(|id| add(term(v::SCHEMA, "sourceOrganization"), self::thing(graph, id).into()));
    if let Some(date) = entity.published {
        add(term(v::DCTERMS, "issued"), dated(&date.to_string()));
    }
    for (number, reading) in entity.readings.iter().enumerate() {
        let entry = NamedNode::new_unchecked(format!("{}entry/{}-{number}", graph.base, entity.id.replace('/', "-")));
        let note = note(graph, &reading.note);
        let mut add = |predicate, object: Term| quads.push(quad(&entry, predicate, object, note.clone()));
        add(term(v::RDF, "type"), term(v::PC, "Entry").into());
        add(term(v::PC, "about"), thing.clone().into());
        add(term(v::PC, "status"), Literal::from(if reading.pending { "pending" } else { "read" }).into());
        add(term(v::PC, "line"), Literal::from(i64::try_from(reading.line).expect("small")).into());
        if let Some(read) = reading.read {
            add(term(v::PC, "readOn"), dated(&read.to_string()));
        }
    }
}

fn relate(graph: &Graph, number: usize, fact: &Fact, quads: &mut Vec<Quad>) {
    let (subject, object) = (thing(graph, &fact.subject), thing(graph, &fact.object));
    let relation = term(v::PC, &fact.relation);
    quads.push(quad(&subject, relation.clone(), object.clone().into(), GraphName::DefaultGraph));
    if v::is_lineage(&fact.relation) {
        quads.push(quad(&subject, term(v::PC, v::BUILDS_ON), object.clone().into(), GraphName::DefaultGraph));
    }
    let node = NamedNode::new_unchecked(format!("{}fact/{number}", graph.base));
    let mut describe = |source: &GraphName| {
        let mut add = |predicate, object: Term| quads.push(quad(&node, predicate, object, source.clone()));
        add(term(v::RDF, "type"), term(v::PC, "Fact").into());
        add(term(v::RDF, "subject"), subject.clone().into());
        add(term(v::RDF, "predicate"), relation.clone().into());
        add(term(v::RDF, "object"), object.clone().into());
    };
    match &fact.because {
        Because::Stated(evidence) => {
            for place in evidence {
                let source = note(graph, &place.note);
                describe(&source);
                let (from, to) = place.characters;
                let address = match &source {
                    GraphName::NamedNode(note) => NamedNode::new_unchecked(format!("{}#char={from},{to}", note.as_str())),
                    _ => unreachable!("a note is a named graph"),
                };
                quads.push(quad(&node, term(v::PROV, "wasDerivedFrom"), address.clone().into(), source.clone()));
                quads.push(quad(&address, term(v::OA, "exact"), Literal::from(place.quote.as_str()).into(), source.clone()));
                let line = Literal::from(i64::try_from(place.line).expect("small"));
                quads.push(quad(&address, term(v::PC, "line"), line.into(), source));
            }
        }
        Because::Inferred { rule, premises } => {
            let source: GraphName = NamedNode::new_unchecked(format!("{}rule/{rule}", graph.base)).into();
            describe(&source);
            for premise in premises {
                quads.push(quad(&node, term(v::PC, "premise"), thing(graph, premise).into(), source.clone()));
            }
        }
        Because::Asserted { .. } => {
            describe(&NamedNode::new_unchecked(format!("{}corrections", graph.base)).into());
        }
    }
}

fn quad(subject: &NamedNode, predicate: NamedNode, object: Term, graph: GraphName) -> Quad {
    Quad::new(NamedOrBlankNode::from(subject.clone()), predicate, object, graph)
}

fn term(namespace: &str, name: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{namespace}{name}"))
}

fn thing(graph: &Graph, id: &str) -> NamedNode {
    address::iri(&graph.base, id).expect("ids of the sample are addresses")
}

fn note(graph: &Graph, path: &str) -> GraphName {
    NamedNode::new_unchecked(format!("{}note/{}", graph.base, path.replace(' ', "%20"))).into()
}

fn label(label: &Label) -> Term {
    match &label.language {
        Some(language) => Literal::new_language_tagged_literal_unchecked(&label.text, language).into(),
        None => Literal::from(label.text.as_str()).into(),
    }
}

fn dated(date: &str) -> Term {
    let datatype = ["gYear", "gYearMonth", "date"][date.matches('-').count()];
    Literal::new_typed_literal(date, term(v::XSD, datatype)).into()
}
