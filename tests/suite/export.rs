//! Exports: each parses with the tools of others, and says what the graph says.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use oxigraph::io::{RdfFormat, RdfParser};
use paperclade::export::{self, Format};
use paperclade::model::{Because, Graph};
use paperclade::store;
use serde_json::Value;

use crate::support::{hostile, sample, skip};

#[test]
fn every_rdf_format_parses_back_to_the_quads_of_the_graph() {
    for graph in [sample::graph(), hostile::graph()] {
        let quads = store::quads(&graph);
        let whole: BTreeSet<String> = quads.iter().map(ToString::to_string).collect();
        let merged: BTreeSet<String> =
            quads.iter().map(|quad| oxigraph::model::Triple::from(quad.clone()).to_string()).collect();
        for (format, rdf, expected) in [
            (Format::NQuads, RdfFormat::NQuads, &whole),
            (Format::TriG, RdfFormat::TriG, &whole),
            (Format::JsonLd, RdfFormat::from_extension("jsonld").expect("a format"), &whole),
            (Format::NTriples, RdfFormat::NTriples, &merged),
            (Format::Turtle, RdfFormat::Turtle, &merged),
        ] {
            assert_eq!(&parsed(&exported(&graph, format), rdf), expected, "{format:?}");
        }
    }
    let merged = store::quads(&sample::graph()).into_iter().map(|quad| oxigraph::model::Triple::from(quad).to_string());
    assert_eq!(parsed(&exported(&sample::graph(), Format::RdfXml), RdfFormat::RdfXml), merged.collect());
}

#[test]
fn rapper_takes_what_is_exported() {
    if Command::new("rapper").arg("--version").output().is_err() {
        skip("rapper is not installed (apt-get install raptor2-utils)");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    for graph in [sample::graph(), hostile::graph()] {
        for (format, name) in [
            (Format::NQuads, "nquads"),
            (Format::NTriples, "ntriples"),
            (Format::Turtle, "turtle"),
            (Format::TriG, "trig"),
            (Format::Cito, "turtle"),
        ] {
            let path = folder.path().join(format.name());
            std::fs::write(&path, exported(&graph, format)).expect("a file");
            let output = Command::new("rapper").args(["-q", "-c", "-i", name]).arg(&path).output().expect("rapper");
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success() && said.is_empty(), "{format:?}: {said}");
        }
    }
}

#[test]
fn turtle_is_written_for_people() {
    let turtle = exported(&sample::graph(), Format::Turtle);
    assert!(turtle.contains("@prefix pc: <https://w3id.org/paperclade/ns#> ."), "{turtle}");
    assert!(turtle.contains("\n<work/sdxl> a pc:Work ;\n"), "{turtle}");
    assert!(turtle.contains("@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"), "{turtle}");
    for format in [Format::Turtle, Format::TriG, Format::RdfXml] {
        let written = exported(&sample::graph(), format);
        assert!(!written.contains("<//") && !written.contains("\"//"), "an address without its scheme: {written}");
    }
    assert!(turtle.contains("pc:extends <work/stable-diffusion>"), "{turtle}");
}

#[test]
fn exports_are_the_same_every_time() {
    for format in Format::ALL {
        assert_eq!(exported(&sample::graph(), format), exported(&sample::graph(), format), "{format:?}");
    }
}

#[test]
fn json_lines_keep_the_contract_with_scripts() {
    let mut graph = sample::graph();
    graph.facts.last_mut().expect("a fact").because = Because::Asserted { line: 7, reason: "I know".to_owned() };
    let text = exported(&graph, Format::JsonLines);
    let rows: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(rows.len(), graph.entities.len() + graph.facts.len());
    let node = rows.iter().find(|row| row["id"] == "work/vq-vae").expect("a node");
    let expected = r#"{"type":"node","id":"work/vq-vae","kind":"work","label":"VQ-VAE","aliases":[],"title":null,
        "status":"read","published":"2017","read":["2024-01-17"],"orgs":[],"identifiers":[],
        "source":{"file":"日志/daily log.md","line":12}}"#;
    assert_eq!(node, &serde_json::from_str::<Value>(expected).expect("JSON"));
    let of_basis = |basis: &str| rows.iter().find(|row| row["basis"] == basis).expect("a relation");
    let stated = rows.iter().find(|row| row["subject"] == "work/cm3leon").expect("a relation");
    assert_eq!(stated["evidence"][0]["file"], "日志/daily log.md");
    assert_eq!(stated["evidence"][0]["quote"], "builds on CM3");
    assert_eq!(stated.get("rule"), None);
    assert_eq!(of_basis("inferred")["rule"], "next-in-family");
    assert_eq!(of_basis("inferred")["evidence"], Value::Array(Vec::new()));
    assert_eq!(of_basis("asserted")["reason"], "I know");
}

#[test]
fn csv_quotes_what_needs_it_and_nothing_else() {
    let csv = exported(&sample::graph(), Format::Csv);
    let header = "subject,relation,object,basis,confidence,file,line,quote,subject_id,object_id\r\n";
    assert!(csv.starts_with(header), "{csv}");
    let row = "SDXL,extends,Stable Diffusion,stated,0.9,日志/daily log.md,38,\"在 SD 的基础上优化 \"\"<&>\"\"\",\
               work/sdxl,work/stable-diffusion\r\n";
    assert!(csv.contains(row), "{csv}");
    assert!(csv.contains("CM3,succeeds,DALLE,inferred,0.5,,,,work/cm3,work/dalle\r\n"), "{csv}");
    let hostile = exported(&hostile::graph(), Format::Csv);
    assert_eq!(
        records(&hostile),
        hostile::graph().facts.iter().map(|fact| fact.evidence().len().max(1)).sum::<usize>() + 1
    );
}

#[test]
fn graphml_is_well_formed_whatever_the_words() {
    for graph in [sample::graph(), hostile::graph()] {
        let text = exported(&graph, Format::GraphMl);
        let counts = ["<node ", "<edge "].map(|tag| text.matches(tag).count());
        assert_eq!(counts, [graph.entities.len(), graph.facts.len()]);
        assert!(!text.contains(|c: char| c < ' ' && c != '\n' && c != '\t'));
        let script = "import sys, xml.dom.minidom; xml.dom.minidom.parse(sys.stdin.buffer)";
        match with_python(script, &text) {
            Some(said) => assert_eq!(said, ""),
            None => skip("python3 is not installed"),
        }
    }
}

#[test]
fn cito_cites_each_stated_fact_with_its_words() {
    let cito = exported(&sample::graph(), Format::Cito);
    assert!(cito.contains("cito:extends <work/stable-diffusion>"), "{cito}");
    assert_eq!(cito.matches("a cito:Citation").count(), 10, "variants and successions are no citations");
    assert_eq!(cito.matches("a oa:TextQuoteSelector").count(), 10);
}

#[test]
fn a_format_is_found_by_name_and_by_file_ending() {
    for format in Format::ALL {
        assert_eq!(Format::named(format.name()).expect("a format"), format);
        assert_eq!(Format::named(format.extension()).expect("a format"), format);
    }
    assert_eq!(Format::named("JSON-LD").expect("a format"), Format::JsonLd);
    let error = Format::named("turtel").expect_err("no such format");
    assert!(error.hint().is_some_and(|hint| hint.starts_with("did you mean `turtle`")), "{error}");
}

fn exported(graph: &Graph, format: Format) -> String {
    let mut out = Vec::new();
    export::write(graph, format, &mut out).expect("memory takes everything");
    String::from_utf8(out).expect("exports are UTF-8")
}

fn parsed(text: &str, format: RdfFormat) -> BTreeSet<String> {
    let quads = RdfParser::from_format(format).for_slice(text);
    quads.map(|quad| quad.unwrap_or_else(|error| panic!("{error}\n{text}")).to_string()).collect()
}

/// How many records a strict reader of RFC 4180 finds; all must have ten cells.
fn records(csv: &str) -> usize {
    let (mut is_quoted, mut cells, mut widths) = (false, 1, BTreeMap::new());
    let mut letters = csv.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => cells += 1,
            '\r' if !is_quoted => {
                assert_eq!(letters.next(), Some('\n'));
                *widths.entry(cells).or_insert(0) += 1;
                cells = 1;
            }
            _ => {}
        }
    }
    assert_eq!(widths.keys().copied().collect::<Vec<_>>(), [10]);
    widths[&10]
}

/// What a Python script says about a text; none if there is no Python.
fn with_python(script: &str, input: &str) -> Option<String> {
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), input).expect("a file");
    let stdin = std::fs::File::open(file.path()).expect("a file");
    let output = Command::new("python3").args(["-c", script]).stdin(stdin).output().ok()?;
    Some(String::from_utf8_lossy(&output.stderr).into_owned())
}
