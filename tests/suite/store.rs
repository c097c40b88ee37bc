//! The store: what its quads say of a graph.

use std::collections::BTreeSet;

use oxigraph::model::{GraphName, Quad};
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use paperclade::knowledge::questions;
use paperclade::model::{Because, Entity, Evidence, Graph, Label};
use paperclade::query::{Options, Results, answer};
use paperclade::store;
use paperclade::text::names::Names;
use proptest::prelude::*;

use crate::support::hostile::{self, ODD};
use crate::support::sample;

#[test]
fn what_is_believed_stands_in_the_default_graph() {
    check(
        "<work/sdxl> pc:extends <work/stable-diffusion> ; pc:buildsOn <work/stable-diffusion> ; a pc:Work ;
            skos:prefLabel 'SDXL' ; pc:status 'read' ; dcterms:issued '2023-07'^^xsd:gYearMonth .
        <work/vq-vae> dcterms:issued '2017'^^xsd:gYear .
        <work/stable-diffusion> skos:altLabel 'SD' ; pc:status 'mentioned' .
        <work/instructblip> pc:comparesWith <work/blip-2> .
        <work/cm3> pc:succeeds <work/dalle> .",
    );
}

#[test]
fn a_succession_is_no_descent_and_neither_is_a_comparison() {
    check("FILTER NOT EXISTS { <work/cm3> pc:buildsOn <work/dalle> }");
    check("FILTER NOT EXISTS { <work/dalle> pc:comparesWith ?other . ?dalle pc:buildsOn ?other }");
    check("<work/cm3leon> pc:buildsOn+ <work/vq-vae> . <work/sdxl> pc:buildsOn+ <work/ddpm>");
}

#[test]
fn a_note_names_the_words_and_the_place_of_each_fact() {
    check(
        "GRAPH <note/%E6%97%A5%E5%BF%97/daily%20log.md> {
            ?fact a pc:Fact ; rdf:subject <work/sdxl> ; rdf:predicate pc:extends ; rdf:object <work/stable-diffusion> ;
                pc:confidence 0.9 ; pc:pattern 'by-hand' ;
                prov:wasDerivedFrom <note/%E6%97%A5%E5%BF%97/daily%20log.md#char=1140,1157> .
            <note/%E6%97%A5%E5%BF%97/daily%20log.md#char=1140,1157> oa:exact '在 SD 的基础上优化 \"<&>\"' ; pc:line 38 .
            ?entry a pc:Entry ; pc:about <work/sdxl> ; pc:readOn '2024-01-17'^^xsd:date ; pc:status 'read' ; pc:line 10 ;
                prov:wasDerivedFrom <note/%E6%97%A5%E5%BF%97/daily%20log.md#char=270,290> .
        }",
    );
}

#[test]
fn rules_corrections_and_background_are_sources_of_their_own() {
    let mut graph = sample::graph();
    let last = graph.facts.last_mut().expect("a fact");
    last.because = Because::Asserted { line: 4, reason: "so it is".to_owned() };
    check_in(
        &graph,
        "GRAPH <rule/next-in-family> {
            ?fact a pc:Fact ; rdf:predicate pc:succeeds ; pc:premise <work/vq-vae> ; pc:rule <rule/next-in-family> }
        GRAPH <corrections> { ?asserted a pc:Fact ; pc:confidence 1.0 ; pc:line 4 ; pc:reason 'so it is' }
        GRAPH <background> { <work/vqgan> dcterms:issued '2020-12'^^xsd:gYearMonth }
        FILTER NOT EXISTS { GRAPH <background> { <work/vq-vae> dcterms:issued ?date } }",
    );
}

#[test]
fn the_concepts_of_a_graph_lead_to_the_broader_ones_that_it_has() {
    let mut graph = sample::graph();
    let concept = |name: &str| Entity {
        id: format!("concept/{name}"),
        kind: "Concept".to_owned(),
        label: Label::plain(name),
        ..Entity::default()
    };
    graph.entities.extend(["consistency-training", "diffusion", "technique"].map(concept));
    graph.facts.push(sample::stated("ldm", "hasTopic", "x"));
    graph.facts.last_mut().expect("a fact").object = "concept/consistency-training".to_owned();
    graph.sort();
    check_in(&graph, "pcc:consistency-training skos:broader pcc:diffusion");
    check_in(&graph, "FILTER NOT EXISTS { pcc:diffusion skos:broader pcc:consistency-training }");
    let (store, questions) =
        (store::open(store::quads(&graph)).expect("a store"), questions::load(None).expect("questions"));
    let question = questions.named("concepts/works-about").expect("a question");
    let asked =
        answer::named(question, &["concept=diffusion".to_owned()], &graph, &Names::of(&graph)).expect("a value");
    let Ok(Results::Rows(found)) = answer::answer(&store, &asked, &Options::default()) else { panic!("no rows") };
    assert_eq!(found.rows.len(), 1, "what is about a narrower concept is about the broader one");
}

#[test]
fn identifiers_makers_and_languages_use_public_terms() {
    let mut graph = Graph { base: "https://me.example/p/".to_owned(), ..Graph::default() };
    graph.entities.push(Entity {
        id: "work/ldm".to_owned(),
        kind: "Work".to_owned(),
        label: Label { text: "潜在扩散模型".to_owned(), language: Some("zh".to_owned()) },
        title: Some("High-Resolution Image Synthesis".to_owned()),
        identifiers: vec!["arXiv:2112.10752".to_owned(), "doi:10.1/2".to_owned()],
        organizations: vec!["organization/lmu".to_owned()],
        ..Entity::default()
    });
    check_in(
        &graph,
        "<work/ldm> fabio:hasArXivId '2112.10752' ; dcterms:identifier 'doi:10.1/2' ; skos:prefLabel '潜在扩散模型'@zh ;
            schema:sourceOrganization <organization/lmu> ; dcterms:title 'High-Resolution Image Synthesis' .",
    );
}

#[test]
fn one_fact_keeps_the_evidence_of_all_notes() {
    let mut graph = sample::graph();
    let evidence = |note: &str, start, confidence| Evidence {
        note: note.to_owned(),
        line: 1,
        characters: (start, start + 5),
        quote: format!("{note} {start}"),
        pattern: format!("p{start}"),
        confidence,
    };
    graph.facts[0].because =
        Because::Stated(vec![evidence("a.md", 1, 0.4), evidence("a.md", 9, 0.7), evidence("b.md", 1, 0.2)]);
    check_in(
        &graph,
        "GRAPH <note/a.md> { ?fact pc:confidence 0.7 ; prov:wasDerivedFrom <note/a.md#char=1,6>, <note/a.md#char=9,14> }
        GRAPH <note/b.md> { ?fact pc:confidence 0.2 ; prov:wasDerivedFrom <note/b.md#char=1,6> }
        <note/a.md#char=1,6> oa:exact 'a.md 1' . <note/a.md#char=9,14> oa:exact 'a.md 9'
        FILTER NOT EXISTS { GRAPH <note/a.md> { ?fact pc:confidence 0.4 } }",
    );
}

#[test]
fn a_stated_fact_costs_at_most_twelve_quads_and_so_does_an_entry() {
    let graph = sample::graph();
    let cost = |smaller: &Graph| store::quads(&graph).len() - store::quads(smaller).len();
    for at in (0..graph.facts.len()).filter(|&at| graph.facts[at].basis() == "stated") {
        let mut smaller = graph.clone();
        smaller.facts.remove(at);
        assert!(cost(&smaller) <= 12, "{:?} costs {}", graph.facts[at], cost(&smaller));
    }
    for at in 0..graph.entities.len() {
        let mut smaller = graph.clone();
        smaller.entities[at].readings.clear();
        assert!(cost(&smaller) <= 12);
    }
}

#[test]
fn quads_are_sorted_and_stand_once() {
    for graph in [sample::graph(), hostile::graph()] {
        let lines: Vec<String> = store::quads(&graph).iter().map(ToString::to_string).collect();
        let sorted: BTreeSet<String> = lines.iter().cloned().collect();
        assert_eq!(lines, sorted.into_iter().collect::<Vec<_>>());
    }
}

#[test]
fn every_address_is_a_valid_iri_and_leads_back_to_its_id() {
    for base in ["http://localhost:7878/", "https://w3id.org/paperclade/", "https://例え.jp/a b/", "urn:x:"] {
        for odd in ODD {
            for id in [format!("work/{odd}"), format!("note/{odd}"), format!("concept/{odd}")] {
                let iri = store::iri(base, &id);
                assert!(iri.is_ascii() && oxigraph::model::NamedNode::new(&iri).is_ok(), "{iri}");
                assert_eq!(store::id(base, &iri), Some(id));
            }
        }
    }
    assert_eq!(store::iri("http://x/", "concept/vq"), "https://w3id.org/paperclade/concept/vq");
    assert_eq!(store::id("http://x/", "https://w3id.org/paperclade/concept/vq").as_deref(), Some("concept/vq"));
    for strange in ["http://y/work/a", "http://x", "http://x/%", "http://x/%4", "http://x/%zz", "http://x/%FF"] {
        assert_eq!(store::id("http://x/", strange), None, "{strange}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_id_makes_an_iri_that_leads_back(id in ".*", base in "[a-z]{1,5}://[a-z]{1,9}/") {
        let iri = store::iri(&base, &id);
        prop_assert!(oxigraph::model::NamedNode::new(&iri).is_ok(), "{}", iri);
        prop_assert_eq!(store::id(&base, &iri), Some(id));
    }
}

/// The sample graph's quads hold this pattern.
fn check(pattern: &str) {
    check_in(&sample::graph(), pattern);
}

/// A graph's quads hold this pattern; a relative address in it is one below the base.
fn check_in(graph: &Graph, pattern: &str) {
    let prefixes = paperclade::model::vocabulary::PREFIXES;
    let prologue = prefixes.map(|(prefix, iri)| format!("PREFIX {prefix}: <{iri}>")).join("\n");
    let query = format!("BASE <{}>\n{prologue}\nASK {{ {pattern} }}", graph.base);
    let quads = store::quads(graph);
    let believed = quads.iter().filter(|quad| quad.graph_name == GraphName::DefaultGraph);
    // Evidence is found by its address in any graph, so patterns without GRAPH may ask for its words.
    let words = quads.iter().filter(|quad| quad.predicate.as_str().ends_with("#exact"));
    let words = words.map(|quad| Quad { graph_name: GraphName::DefaultGraph, ..quad.clone() });
    assert!(believed.count() > 0);
    let store = store::open(quads.iter().cloned().chain(words)).expect("a store");
    let parsed = SparqlEvaluator::new().parse_query(&query).expect("a query");
    let answer = parsed.on_store(&store).execute().expect("an answer");
    assert!(matches!(answer, QueryResults::Boolean(true)), "{query}");
}
