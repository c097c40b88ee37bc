//! Ways of writing results: each reads back as what was written.

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{Literal, NamedNode, Term, Triple};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsParser, ReaderQueryResultsParserOutput};
use oxigraph::store::Store;
use paperclade::query::results::Rows;
use paperclade::query::{Format, Labels, Options, Results, evaluate, format};
use paperclade::store;

use crate::support::sample;

fn sample_store() -> Store {
    store::open(store::quads(&sample::graph())).expect("a store in memory")
}

fn written(results: &Results, wanted: Option<Format>) -> String {
    let (store, graph) = (sample_store(), sample::graph());
    let mut out = Vec::new();
    format::write(results, wanted, &Labels::of(&store, &graph.base), &mut out).expect("memory takes all");
    String::from_utf8(out).expect("words")
}

fn asked(query: &str) -> Results {
    evaluate(&sample_store(), query, &Options::default()).expect("an answer")
}

/// Rows with everything that formats trip over.
fn odd() -> Results {
    let literal = |words: &str| Some(Term::from(Literal::from(words)));
    Results::Rows(Rows {
        columns: vec!["a".to_owned(), "b".to_owned()],
        rows: vec![
            vec![literal("say \"<&>\", \\ and\nnew line\ttab"), None],
            vec![Some(NamedNode::new_unchecked("http://localhost:7878/work/sdxl").into()), literal("潜在扩散 | x")],
            vec![None, Some(Literal::new_language_tagged_literal_unchecked("扩散", "zh").into())],
            vec![Some(Literal::from(12).into()), literal("")],
        ],
    })
}

#[test]
fn rows_read_back_from_json_xml_and_tsv() {
    for (wanted, standard) in [
        (Format::Json, QueryResultsFormat::Json),
        (Format::Xml, QueryResultsFormat::Xml),
        (Format::Tsv, QueryResultsFormat::Tsv),
    ] {
        let text = written(&odd(), Some(wanted));
        let parsed = QueryResultsParser::from_format(standard).for_reader(text.as_bytes()).expect("well-formed");
        let ReaderQueryResultsParserOutput::Solutions(solutions) = parsed else { panic!("{wanted}: no rows") };
        let columns = solutions.variables().iter().map(|variable| variable.as_str().to_owned()).collect();
        let rows = solutions.map(|row| row.expect("well-formed").values().to_vec()).collect();
        assert_eq!(Results::Rows(Rows { columns, rows }), odd(), "{wanted}");
    }
}

#[test]
fn a_yes_reads_back_and_is_a_word_for_people() {
    for (wanted, standard) in [(Format::Json, QueryResultsFormat::Json), (Format::Xml, QueryResultsFormat::Xml)] {
        let text = written(&Results::Answer(true), Some(wanted));
        let parsed = QueryResultsParser::from_format(standard).for_reader(text.as_bytes()).expect("well-formed");
        assert!(matches!(parsed, ReaderQueryResultsParserOutput::Boolean(true)), "{wanted}");
    }
    assert_eq!(written(&Results::Answer(false), None), "no\n");
    assert_eq!(written(&Results::Answer(true), Some(Format::Csv)), "true\n");
}

#[test]
fn control_characters_do_not_make_xml_unreadable() {
    let row = vec![Some(Term::from(Literal::from("bell\u{7} and escape\u{1b}[31m")))];
    let results = Results::Rows(Rows { columns: vec!["a".to_owned()], rows: vec![row] });
    assert!(written(&results, Some(Format::Xml)).contains("bell and escape[31m"));
    assert!(!written(&results, None).contains('\u{1b}'));
}

#[test]
fn graphs_read_back_from_turtle_and_ntriples() {
    let results =
        asked("CONSTRUCT { ?a pc:buildsOn ?b ; skos:prefLabel ?l } WHERE { ?a pc:buildsOn ?b ; skos:prefLabel ?l }");
    let Results::Triples(triples) = &results else { panic!("a graph") };
    for (wanted, standard) in [(Format::Turtle, RdfFormat::Turtle), (Format::Ntriples, RdfFormat::NTriples)] {
        let text = written(&results, Some(wanted));
        let mut parsed: Vec<Triple> = RdfParser::from_format(standard)
            .for_slice(text.as_bytes())
            .map(|quad| quad.expect("well-formed").into())
            .collect();
        parsed.sort_by_key(Triple::to_string);
        assert_eq!(&parsed, triples, "{wanted}");
    }
    assert_eq!(written(&results, None), written(&results, Some(Format::Turtle)));
    assert!(written(&results, Some(Format::Csv)).starts_with("subject,predicate,object\r\n"));
}

#[test]
fn a_table_is_aligned_and_shows_labels() {
    assert_eq!(
        written(&odd(), None),
        "a                                       b\n\
         ──────────────────────────────────────  ────────────\n\
         say \"<&>\", \\ and new line tab\n\
         SDXL                                    潜在扩散 | x\n\
         \x20                                       扩散\n\
         12\n"
            .replace("──────────────────────────────────────", &"─".repeat(29))
            .replace("a                                       b", &format!("a{}b", " ".repeat(30)))
            .replace("SDXL                                    ", &format!("SDXL{}", " ".repeat(27)))
            .replace("                                        扩散", &format!("{}扩散", " ".repeat(31)))
    );
    assert_eq!(
        written(&odd(), Some(Format::Markdown)),
        "| a | b |\n| --- | --- |\n| say \"\\<&>\", \\\\ and new line tab |  |\n| SDXL | 潜在扩散 \\| x |\n|  | 扩散 |\n| 12 |  |\n"
    );
    let relations =
        asked("SELECT ?r ?e { <work/sdxl> ?r <work/stable-diffusion> . BIND(<http://example.org/x> AS ?e) }");
    assert!(written(&relations, None).contains("pc:extends   <http://example.org/x>"));
}

#[test]
fn rows_in_a_format_of_graphs_and_unknown_formats_are_refused() {
    let (store, graph) = (sample_store(), sample::graph());
    let refused = format::write(&odd(), Some(Format::Turtle), &Labels::of(&store, &graph.base), &mut Vec::new());
    assert!(refused.expect_err("rows are no graph").to_string().starts_with("`turtle` is for graphs"));
    let unknown = "jsn".parse::<Format>().expect_err("no format");
    assert_eq!(unknown.to_string(), "there is no format `jsn`");
    assert!(unknown.hint().expect("a hint").contains("`json`"));
}
