//! SPARQL: mistakes, limits, and closures that are evaluated once.

use std::time::{Duration, Instant};

use oxigraph::model::{GraphName, NamedNode, Quad, Term};
use oxigraph::store::Store;
use paperclade::error::Error;
use paperclade::knowledge::questions::Question;
use paperclade::model::Fact;
use paperclade::query::bind::{Values, bind};
use paperclade::query::{Closures, Options, Results, evaluate, evaluate_parsed, syntax};
use paperclade::store;
use proptest::prelude::*;

use crate::support::{large, sample};

fn answer(query: &str) -> Result<Results, Error> {
    let graph = sample::graph();
    evaluate(&store::open(store::quads(&graph)).expect("a store in memory"), query, &Options::default())
}

fn rows(query: &str) -> Vec<Vec<Option<Term>>> {
    match answer(query).unwrap_or_else(|error| panic!("{query}: {error}")) {
        Results::Rows(found) => found.rows,
        other => panic!("{query}: {other:?}"),
    }
}

fn mistake(query: &str) -> String {
    answer(query).expect_err("the query is wrong").to_string()
}

#[test]
fn prefixes_and_the_base_need_no_declaration() {
    let query = "SELECT ?work { ?work pc:buildsOn+ <work/blip-2> ; skos:prefLabel ?label } ORDER BY ?label";
    assert_eq!(rows(query).len(), 3);
    assert_eq!(rows(&query.replace("<work/blip-2>", r":work\/blip-2")), rows(query));
    assert_eq!(rows(&format!("PREFIX pc: <https://w3id.org/paperclade/ns#> {query}")), rows(query));
}

#[test]
fn each_form_of_query_is_answered() {
    assert_eq!(answer("ASK { <work/sdxl> pc:buildsOn <work/stable-diffusion> }").expect("yes"), Results::Answer(true));
    assert_eq!(answer("ASK { <work/ddpm> pc:buildsOn ?x }").expect("no"), Results::Answer(false));
    for query in ["DESCRIBE <work/sdxl>", "CONSTRUCT { ?b pc:leadsTo ?a } WHERE { ?a pc:buildsOn ?b }"] {
        let Results::Triples(triples) = answer(query).expect("a graph") else { panic!("{query}") };
        assert!(triples.len() > 3 && triples.is_sorted_by_key(ToString::to_string), "{query}");
    }
    assert_eq!(rows("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?f a pc:Fact } }").len(), 1);
}

#[test]
fn rows_whose_order_is_open_are_sorted_and_others_are_left() {
    let open = rows("SELECT ?w { ?w a pc:Work }");
    assert!(open.is_sorted_by_key(|row| row[0].as_ref().map(Term::to_string)));
    let ordered = rows("SELECT ?w { ?w a pc:Work } ORDER BY DESC(?w)");
    assert_eq!(ordered.into_iter().rev().collect::<Vec<_>>(), open);
}

#[test]
fn a_mistake_is_shown_where_it_is() {
    assert_eq!(
        mistake("SELECT ?work WHERE {\n  ?work pc:buildsOn+ ;\n}"),
        "the query has an error at line 2, column 22: `;` is not understood here; what can stand there: a variable, an \
         address, a string, a number, `(`\n    ?work pc:buildsOn+ ;\n                       ^"
    );
    assert_eq!(
        mistake("# who?\nSELCT ?work { ?work a pc:Work }"),
        "the query has an error at line 2, column 1: `SELCT` is not understood; did you mean `SELECT`?\n  \
         SELCT ?work { ?work a pc:Work }\n  ^"
    );
    // A Chinese letter takes two places, and the caret stands below what is wrong.
    assert_eq!(
        mistake("SELECT ?论文 { ?论文 pc:status \"读过\" ] }").lines().last(),
        Some("                                        ^")
    );
    for (query, said) in [
        ("", "line 1, column 1: the query ends too early; what can stand there: `ASK`, `CONSTRUCT`, `DESCRIBE`"),
        ("SELECT ?w { ?w foo:bar 1 }", "column 16: the prefix `foo:` is not declared; add `PREFIX foo: <…>` on top"),
        ("SELECT ?w { ?w a pc:Work", "column 25: the query ends too early; what can stand there: `{`, `}`"),
        ("SELECT ?w { ?w a \"x }", "a quotation mark is not closed"),
        ("SELECT ?w { ?w a pc:Work } ORDER ?w", "column 34: `?w` is not understood here; what can stand there: `BY`"),
        ("SELECT ?w { ?w a 1 . FILTR(?w = 1) }", "column 22: `FILTR` is not understood; did you mean `FILTER`?"),
        ("SELECT (COUNT(?w) ?n) { ?w a 1 }", "column 19: `?n` is not understood here; what can stand there: `AS`"),
        ("SELECT ?w ?x { ?w a ?x } GROUP BY ?w", "the SELECT contains a variable that is unbound"),
        ("SELECT ?w { ?w a <http://a b> }", "an address has a character that none may have"),
        ("SELECT ?w { ?w a 1 } LIMIT ten", "column 28: `ten` is not understood here; what can stand there: a number"),
    ] {
        assert!(mistake(query).contains(said), "{query}\n{}", mistake(query));
    }
}

#[test]
fn updates_and_services_are_refused_with_advice() {
    for update in ["INSERT DATA { <a> <b> <c> }", "DELETE WHERE { ?s ?p ?o }", "CLEAR ALL"] {
        assert!(
            mistake(update).starts_with("updates are refused, since the graph is derived from the notes"),
            "{update}"
        );
    }
    assert!(
        mistake("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }").contains("nothing goes out to the network")
    );
    assert!(mistake("SELECT * FROM <http://example.org/> { ?s ?p ?o } LIMIT 1 OFFSET x").contains("error at line 1"));
}

#[test]
fn a_long_evaluation_is_stopped_and_a_short_one_leaves_no_watchdog() {
    let complete: Vec<Quad> = (0..80).flat_map(|a| (0..80).map(move |b| edge(a, "p", b))).collect();
    let store = store::open(complete).expect("a store in memory");
    let limit = |limit| Options { time_limit: limit, ..Options::default() };
    let start = Instant::now();
    let query = "SELECT (COUNT(*) AS ?n) { ?a <p>+ ?b . ?b <p>+ ?c . ?c <p>+ ?d }";
    let stopped = evaluate(&store, query, &limit(Duration::from_millis(200)));
    assert!(matches!(stopped, Err(Error::Timeout(_))), "{stopped:?}");
    // Rows that come from no store are stopped too.
    let values = "VALUES ?x { 1 2 3 4 5 6 7 8 9 }";
    let product: String = (0..9).map(|at| values.replace("?x", &format!("?x{at}"))).collect();
    let stopped = evaluate(&store, &format!("SELECT * {{ {product} }}"), &limit(Duration::from_millis(200)));
    assert!(matches!(stopped, Err(Error::Timeout(_))), "{stopped:?}");
    assert!(start.elapsed() < Duration::from_secs(30));

    let start = Instant::now();
    evaluate(&store, "ASK { ?a <p> ?b }", &limit(Duration::from_secs(3600))).expect("an answer");
    assert!(start.elapsed() < Duration::from_secs(60), "the watchdog was waited for");
}

#[test]
fn a_closure_in_a_join_takes_no_longer_than_the_closure() {
    // Layers of works that each build on two works of the layer before, all about one concept.
    let layers = (1..300).flat_map(|layer| {
        (0..10).flat_map(move |at| {
            let work = layer * 10 + at;
            [edge(work, "p", work - 10), edge(work, "p", (layer - 1) * 10 + (at + 1) % 10), edge(work, "q", 9999)]
        })
    });
    let store = store::open(layers).expect("a store in memory");
    let options = Options { time_limit: Duration::from_secs(5), ..Options::default() };
    for query in [
        "SELECT ?w { ?w <p>+ <n0> . ?w <q> <n9999> }",
        "SELECT ?w { ?w ^<q>/<p>+ <n0> }",
        "SELECT ?w { <n2995> <p>+ ?w . <n2996> <p>+ ?w }",
        "SELECT ?w { ?a <p>+ ?w FILTER(?a = <n2995>) }",
        "SELECT ?w { VALUES ?a { <n2995> } ?a <p>+ ?w . ?w <q> <n9999> }",
    ] {
        let Results::Rows(found) = evaluate(&store, query, &options).expect("within the limit") else { panic!("rows") };
        assert!(found.rows.len() > 2800, "{query}: {}", found.rows.len());
    }
}

#[test]
fn values_are_bound_and_never_read_as_query() {
    let graph = sample::graph();
    let store = store::open(store::quads(&graph)).expect("a store in memory");
    let text = "#+ summary: Which?\n#+ defaults:\n#+   - word: x\nSELECT ?work (?_word_string AS ?said) WHERE {\n\
                ?work skos:prefLabel ?label . FILTER(STR(?label) = ?_word_string || BOUND(?_word_string1))\n\
                { SELECT DISTINCT ?work WHERE { ?work skos:prefLabel ?same FILTER(STR(?same) = ?_word_string) } } }";
    let question = Question::parse("test/hostile", text).expect("a proper header");
    let hostile = [
        "SDXL",
        "\" . ?s ?p ?o . #",
        "x\") } ; DROP ALL #",
        "\\",
        "\\\"",
        "?work",
        "}",
        "a\nb",
        "<x>",
        "'''",
        "${x}",
        "😀",
        "",
    ];
    for words in hostile {
        let query = syntax::parse(&question.text, &graph.base).expect("a query");
        let values = Values::from([("_word_string".to_owned(), oxigraph::model::Literal::from(words).into())]);
        let found = evaluate_parsed(&store, bind(query, &values), &Options::default()).expect("an answer");
        let Results::Rows(found) = found else { panic!("rows") };
        assert_eq!(found.columns, ["work", "said"]);
        assert_eq!(found.rows.len(), usize::from(words == "SDXL"), "{words}");
    }
}

fn edge(from: usize, relation: &str, to: usize) -> Quad {
    Quad::new(node(&format!("n{from}")), node(relation), node(&format!("n{to}")), GraphName::DefaultGraph)
}

fn node(name: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{}{name}", paperclade::model::vocabulary::DEFAULT_BASE))
}

/// Queries in which closures meet everything that SPARQL has beside them.
const CLOSURES: [&str; 40] = [
    "SELECT * { ?a <p>+ ?y . FILTER(?a = <n0>) }",
    "SELECT * { ?a <p>+ ?y . FILTER(<n0> = ?y && ?a != <n1>) }",
    "SELECT * { ?a <p>* ?y . ?y <q> ?x . FILTER(sameTerm(?a, <n0>)) }",
    "SELECT * { ?a <p>* ?y . ?a <q>* ?z . ?a <p> ?x FILTER(?a = <n0> && ?y = <n1>) }",
    "SELECT * { ?a <p>* ?a . ?a <q> ?x FILTER(?a = <n0>) }",
    "SELECT * { ?a <p>+ ?y . OPTIONAL { ?a <q>+ ?z } FILTER(?a = <n0>) }",
    "SELECT * { ?y <q> ?x . OPTIONAL { ?a <p>+ ?y } FILTER(?a = <n0>) }",
    "SELECT * { ?a <p>+ ?y . MINUS { ?a <q>+ ?y } FILTER(?a = <n0>) }",
    "SELECT * { ?a <p>+ ?y . FILTER(?a = <n0> || ?y = <n1>) }",
    "SELECT * { ?a <p>* ?y . FILTER(?a = <n0> && ?a = <n1>) }",
    "SELECT * { VALUES ?a { <n0> } ?a <p>* ?y . ?y <q> ?x }",
    "SELECT * { VALUES (?a ?x) { (<n0> UNDEF) } ?a <p>* ?y . ?y <q> ?x }",
    "SELECT * { BIND(<n0> AS ?a) { ?a <p>* ?y } ?y <q> ?x }",
    "SELECT * { { SELECT ?a { BIND(<n0> AS ?a) } } ?b <p>+ ?a . ?b <q> ?x }",
    "SELECT * { ?w <p>+ <n0> . ?w <q> <n1> }",
    "SELECT * { ?w <p>+ <n0> . ?w <q> ?x }",
    "SELECT * { ?w <p>* <n0> . ?w <q> ?x }",
    "SELECT * { <n0> <p>* ?w . ?w <q> ?x }",
    "SELECT * { <n9> <p>* ?w . OPTIONAL { ?w <q> ?x } }",
    "SELECT * { ?c ^<q>/<p>+ <n0> }",
    "SELECT ?c { ?c <q>/<p>*/<q>+ <n0> . ?c <p> ?x }",
    "SELECT * { <n0> <p>+ ?a . <n1> <p>+ ?a }",
    "SELECT * { ?w <q> ?x . OPTIONAL { ?w <p>+ <n0> } }",
    "SELECT * { ?w <q> ?x . OPTIONAL { ?w <p>+ <n0> . ?w <q>+ <n1> FILTER(?x != <n2>) } }",
    "SELECT * { ?w <q> ?x . MINUS { ?w <p>+ <n0> } }",
    "SELECT * { ?w <q> ?x . FILTER EXISTS { ?w <p>+ <n0> } }",
    "SELECT * { ?w <q> ?x . FILTER NOT EXISTS { ?w <p>+ <n0> . ?w <q>* <n1> } }",
    "SELECT * { { ?w <p>+ <n0> } UNION { ?w <q>+ <n0> } ?w <q> ?x }",
    "SELECT * { ?w (<p>|<q>)+ <n0> . ?w <q> ?x }",
    "SELECT * { ?w (<p>+|<q>+) <n0> . ?w <q> ?x }",
    "SELECT * { ?w ^(<p>+) <n0> . ?w <q> ?x }",
    "SELECT * { ?w <p>+ ?v . ?v <p>* <n0> }",
    "SELECT * { ?w <p>+ ?w . ?w <q>* <n0> }",
    "SELECT * { <n0> <p>+ <n1> . ?w <q> ?x }",
    "SELECT ?x (COUNT(?w) AS ?n) { ?w <p>+ <n0> . ?w <q> ?x } GROUP BY ?x",
    "SELECT * { GRAPH ?g { ?w <p>+ <n0> . ?w <q> ?x } }",
    "SELECT * { GRAPH <g> { ?w <p>+ <n0> } ?w <q> ?x }",
    "SELECT * { VALUES ?w { <n0> <n1> <n1> } ?w <p>+ <n2> }",
    "SELECT * { BIND(<n1> AS ?w) ?w <p>* <n0> }",
    "SELECT ?w { ?w <p>+ <n0> . ?w <q> ?x BIND(?w AS ?v) FILTER(BOUND(?v)) }",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn any_mistake_is_explained_without_panic(query in "(SELECT|\\?论文|WHERE|[{}<>\"'#.;:()\\\\]|pc:extends|x:y|FILTER|[ \n\t]|\\PC){0,14}") {
        if let Err(error) = syntax::parse(&query, paperclade::model::vocabulary::DEFAULT_BASE) {
            prop_assert!(!error.to_string().is_empty());
        }
    }

    #[test]
    fn closures_evaluated_once_have_the_same_rows(edges in proptest::collection::vec((0..4_usize, 0..2_usize, 0..4_usize, 0..3_usize), 0..14)) {
        let quads = edges.into_iter().map(|(from, relation, to, source)| {
            let mut quad = edge(from, ["p", "q"][relation], to);
            quad.graph_name = if source == 0 { node("g").into() } else { GraphName::DefaultGraph };
            quad
        });
        let store = Store::new().expect("a store in memory");
        store.extend(quads).expect("quads fit in memory");
        for query in CLOSURES {
            let found = |closures| match evaluate(&store, query, &Options { closures, ..Options::default() }) {
                Ok(Results::Rows(found)) => found,
                other => panic!("{query}: {other:?}"),
            };
            prop_assert_eq!(found(Closures::Once), found(Closures::AsWritten), "{}", query);
        }
    }
}

#[test]
fn counts_of_all_descendants_are_those_that_the_query_says_circles_included() {
    let query = "SELECT ?w (COUNT(DISTINCT ?d) AS ?n) WHERE { ?d pc:buildsOn+ ?w } GROUP BY ?w ORDER BY ?w";
    let mut circular = large::graph(700, 11);
    let back = circular.facts.iter().find(|fact| fact.subject == large::id(300)).cloned().expect("it builds on some");
    circular.facts.push(Fact { subject: back.object.clone(), object: large::id(300), ..back.clone() });
    circular.facts.push(Fact { subject: large::id(9), object: large::id(9), ..back });
    circular.sort();
    for graph in [circular, sample::graph()] {
        let store = store::open(store::quads(&graph)).expect("a store in memory");
        let counted = evaluate(&store, query, &Options::default()).expect("counts");
        let as_written = Options { closures: Closures::AsWritten, ..Options::default() };
        assert_eq!(counted, evaluate(&store, query, &as_written).expect("counts"));
        assert!(!counted.is_empty());
    }
}
