//! The ontology: every term is explained, and every term that is used exists.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{Quad, Term};
use paperclade::export::{self, Format};
use paperclade::model::{Because, Graph, vocabulary};
use paperclade::store;

use crate::support::{sample, skip};

const OWL: &str = "http://www.w3.org/2002/07/owl#";
const SH: &str = "http://www.w3.org/ns/shacl#";
const FAIR4ML: &str = "https://w3id.org/fair4ml#";

/// Addresses that are no terms of a vocabulary: things, concepts, shapes, licences.
const NO_TERMS: [&str; 5] = [
    vocabulary::DEFAULT_BASE,
    vocabulary::CONCEPT,
    "https://w3id.org/paperclade/shapes#",
    "https://w3id.org/paperclade/ns",
    "https://creativecommons.org/",
];

#[test]
fn every_term_has_labels_in_both_languages_and_a_comment() {
    let ontology = Triples::of("paperclade.ttl");
    for term in ontology.declared() {
        let labels = ontology.values(&term, vocabulary::RDFS, "label");
        for language in ["@en", "@zh"] {
            assert!(labels.iter().any(|label| label.ends_with(language)), "{term} has no label {language}");
        }
        assert_eq!(ontology.values(&term, vocabulary::RDFS, "comment").len(), 1, "{term}");
    }
}

#[test]
fn every_property_has_one_domain_and_one_range_that_exist() {
    let ontology = Triples::of("paperclade.ttl");
    let declared = ontology.declared();
    let properties = declared
        .iter()
        .filter(|term| ontology.values(term, vocabulary::RDF, "type").iter().any(|kind| kind.contains("Property")));
    for property in properties {
        for side in ["domain", "range"] {
            let values = ontology.values(property, vocabulary::RDFS, side);
            assert_eq!(values.len(), 1, "{side} of {property}");
            let class = values[0].trim_matches(['<', '>']);
            assert!(!class.starts_with(vocabulary::PC) || declared.contains(class), "{side} of {property}: {class}");
        }
    }
}

#[test]
fn labels_are_not_shared() {
    let ontology = Triples::of("paperclade.ttl");
    let mut owners = BTreeMap::new();
    for term in ontology.declared() {
        let is_class = term.trim_start_matches(vocabulary::PC).starts_with(char::is_uppercase);
        for label in ontology.values(&term, vocabulary::RDFS, "label") {
            let other = owners.insert((is_class, label.clone()), term.clone());
            assert_eq!(other, None, "{label} names {term} too");
        }
    }
}

#[test]
fn lineage_in_the_ontology_is_lineage_in_the_code() {
    let ontology = Triples::of("paperclade.ttl");
    let builds_on = format!("<{}{}>", vocabulary::PC, vocabulary::BUILDS_ON);
    let below = |term: &str| ontology.values(term, vocabulary::RDFS, "subPropertyOf").contains(&builds_on);
    let found: BTreeSet<String> = ontology.declared().into_iter().filter(|term| below(term)).collect();
    let expected = vocabulary::LINEAGE.iter().map(|name| format!("{}{name}", vocabulary::PC)).collect();
    assert_eq!(found, expected);
    for name in vocabulary::COMPARISON.iter().chain(&[vocabulary::SUCCEEDS, vocabulary::HAS_TOPIC]) {
        assert!(ontology.declared().contains(&format!("{}{name}", vocabulary::PC)), "{name}");
    }
}

#[test]
fn every_term_that_is_used_anywhere_exists() {
    let declared = Triples::of("paperclade.ttl").declared();
    let public = public_terms();
    let mut unknown = BTreeSet::new();
    for (place, iri) in used() {
        // A question may name the namespace as such.
        let is_known = declared.contains(&iri) || public.contains(&iri) || iri == vocabulary::PC;
        let is_no_term = |space: &&str| iri.starts_with(*space) && !iri.starts_with(vocabulary::PC);
        if !is_known && !NO_TERMS.iter().any(is_no_term) {
            unknown.insert(format!("{place}: {iri}"));
        }
    }
    assert!(unknown.is_empty(), "{unknown:#?}");
}

#[test]
fn a_misspelt_term_would_be_found() {
    let public = public_terms();
    assert!(public.contains("http://purl.org/spar/fabio/hasArXivId"));
    for wrong in [
        "http://purl.org/spar/fabio/hasArXivID",
        "http://purl.org/spar/cito#extends",
        "http://purl.org/spar/cito/hasCitationEvent",
    ] {
        assert!(!public.contains(wrong), "{wrong}");
    }
}

#[test]
fn the_list_of_public_terms_is_sorted_and_has_no_term_twice() {
    let rows: Vec<(String, String)> = term_rows();
    assert!(rows.len() > 1000);
    let sorted: BTreeSet<_> = rows.iter().cloned().collect();
    assert_eq!(rows, sorted.into_iter().collect::<Vec<_>>());
}

#[test]
fn concepts_that_rules_name_are_in_the_scheme() {
    let Ok(scheme) = fs::read_to_string(root().join("data/concepts.ttl")) else { return };
    let scheme = Triples(parsed(&scheme, "data/concepts.ttl"));
    let subjects: BTreeSet<String> = scheme.0.iter().map(|quad| quad.subject.to_string()).collect();
    for (place, iri) in
        used().into_iter().filter(|(place, iri)| place.contains("/rules/") && iri.starts_with(vocabulary::CONCEPT))
    {
        assert!(subjects.contains(&format!("<{iri}>")), "{place}: {iri}");
    }
}

#[test]
fn the_sample_graph_conforms_to_the_shapes() {
    if Command::new("pyshacl").arg("--version").output().is_err() {
        skip("pyshacl is not installed (pip install pyshacl)");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let check = |graph: &Graph| {
        let path = folder.path().join("graph.ttl");
        let mut turtle = Vec::new();
        export::write(graph, Format::Turtle, &mut turtle).expect("memory takes everything");
        fs::write(&path, turtle).expect("a file");
        let ontology = root().join("ontology");
        let shapes = [ontology.join("shapes.ttl"), ontology.join("paperclade.ttl"), path];
        let output = Command::new("pyshacl")
            .args(["-a", "-s"])
            .arg(&shapes[0])
            .arg("-e")
            .arg(&shapes[1])
            .arg(&shapes[2])
            .output();
        String::from_utf8_lossy(&output.expect("pyshacl").stdout).into_owned()
    };
    let said = check(&full_graph());
    assert!(said.contains("Conforms: True"), "{said}");
    let change = |change: fn(&mut Graph)| {
        let mut graph = full_graph();
        change(&mut graph);
        check(&graph)
    };
    let into_itself: fn(&mut Graph) = |graph| {
        let fact = graph.facts.iter_mut().find(|fact| fact.relation == "extends").expect("a fact");
        fact.object.clone_from(&fact.subject);
    };
    let without_words: fn(&mut Graph) = |graph| {
        let facts = graph.facts.iter_mut();
        facts.for_each(|fact| {
            if let Because::Stated(all) = &mut fact.because {
                all[0].quote.clear();
            }
        });
    };
    for (broken, message) in [(into_itself, "does not build on itself"), (without_words, "Evidence is verbatim")] {
        let said = change(broken);
        assert!(said.contains("Conforms: False") && said.contains(message), "{said}");
    }
}

/// The sample graph, and what it lacks of the things that a store can hold.
fn full_graph() -> Graph {
    let mut graph = sample::graph();
    graph.entities[0].identifiers = vec!["arXiv:2301.12597".to_owned(), "doi:10.1/2".to_owned()];
    graph.entities[0].title = Some("Bootstrapping".to_owned());
    graph.entities[0].organizations = vec!["organization/salesforce".to_owned()];
    for (id, kind) in [
        ("organization/salesforce", "Organization"),
        ("concept/vq-tokenization", "Concept"),
        ("dataset/coco", "Dataset"),
    ] {
        let mut entity = graph.entities[1].clone();
        (entity.id, entity.kind) = (id.to_owned(), kind.to_owned());
        graph.entities.push(entity);
    }
    for (relation, object) in [(vocabulary::HAS_TOPIC, "concept/vq-tokenization"), ("evaluatedOn", "dataset/coco")] {
        let mut fact = graph.facts[0].clone();
        (fact.relation, fact.object) = (relation.to_owned(), object.to_owned());
        graph.facts.push(fact);
    }
    graph.facts[2].because = Because::Asserted { line: 1, reason: "so it is".to_owned() };
    graph.sort();
    graph
}

/// Every IRI in the ontology, the rules, the questions, the store and the exports, with where it stands.
fn used() -> Vec<(String, String)> {
    let mut used = Vec::new();
    for path in files(&root().join("ontology")).into_iter().chain(files(&root().join("queries"))) {
        let place = path.strip_prefix(root()).expect("below the root").display().to_string();
        let text = || fs::read_to_string(&path).expect("a file");
        match path.extension().and_then(|ending| ending.to_str()) {
            Some("ttl") => used.extend(iris(&parsed(&text(), &place)).map(|iri| (place.clone(), iri))),
            Some("rq") => {
                let query = spargebra::SparqlParser::new().parse_query(&text());
                let algebra = query.unwrap_or_else(|error| panic!("{place}: {error}")).to_string();
                used.extend(algebra.split('<').filter_map(|rest| {
                    let iri = rest.split_once('>')?.0;
                    iri.contains("//").then(|| (place.clone(), iri.to_owned()))
                }));
            }
            _ => {}
        }
    }
    let graph = full_graph();
    used.extend(iris(&store::quads(&graph)).map(|iri| ("store".to_owned(), iri)));
    let mut cito = Vec::new();
    export::write(&graph, Format::Cito, &mut cito).expect("memory takes everything");
    let cito = String::from_utf8(cito).expect("exports are UTF-8");
    used.extend(iris(&parsed(&cito, "cito")).map(|iri| ("cito".to_owned(), iri)));
    used
}

fn iris(quads: &[Quad]) -> impl Iterator<Item = String> {
    let of_quad = |quad: &Quad| {
        let datatype = match &quad.object {
            Term::Literal(literal) => Some(literal.datatype().as_str().to_owned()),
            Term::NamedNode(iri) => Some(iri.as_str().to_owned()),
            Term::BlankNode(_) => None,
        };
        let subject = quad.subject.to_string();
        let subject = subject.starts_with('<').then(|| subject.trim_matches(['<', '>']).to_owned());
        subject.into_iter().chain([quad.predicate.as_str().to_owned()]).chain(datatype)
    };
    quads.iter().flat_map(of_quad).collect::<BTreeSet<_>>().into_iter()
}

fn public_terms() -> BTreeSet<String> {
    let spaces: BTreeMap<&str, &str> =
        vocabulary::PREFIXES.into_iter().chain([("owl", OWL), ("sh", SH), ("fair4ml", FAIR4ML)]).collect();
    let iri = |(prefix, name): (String, String)| {
        let space = spaces.get(prefix.as_str()).unwrap_or_else(|| panic!("no namespace for `{prefix}`"));
        format!("{space}{name}")
    };
    term_rows().into_iter().map(iri).collect()
}

fn term_rows() -> Vec<(String, String)> {
    let text = fs::read_to_string(root().join("ontology/terms.tsv")).expect("the list");
    let rows = text.lines().filter(|line| !line.starts_with('#'));
    rows.map(|row| row.split_once('\t').map(|(prefix, name)| (prefix.to_owned(), name.to_owned())).expect("two cells"))
        .collect()
}

/// The triples of a file of the ontology.
struct Triples(Vec<Quad>);

impl Triples {
    fn of(name: &str) -> Self {
        Self(parsed(&fs::read_to_string(root().join("ontology").join(name)).expect("a file"), name))
    }

    /// The terms of paperclade that are declared here.
    fn declared(&self) -> BTreeSet<String> {
        let subjects = self.0.iter().map(|quad| quad.subject.to_string().trim_matches(['<', '>']).to_owned());
        subjects.filter(|iri| iri.starts_with(vocabulary::PC)).collect()
    }

    fn values(&self, subject: &str, namespace: &str, name: &str) -> Vec<String> {
        let (subject, property) = (format!("<{subject}>"), format!("{namespace}{name}"));
        let fitting =
            self.0.iter().filter(|quad| quad.subject.to_string() == subject && quad.predicate.as_str() == property);
        fitting.map(|quad| quad.object.to_string()).collect()
    }
}

fn parsed(turtle: &str, place: &str) -> Vec<Quad> {
    let parser = RdfParser::from_format(RdfFormat::Turtle).for_slice(turtle);
    parser.map(|quad| quad.unwrap_or_else(|error| panic!("{place}: {error}"))).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.expect("a file").path());
    let mut files: Vec<PathBuf> =
        entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect();
    files.sort();
    files
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
