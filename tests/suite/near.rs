//! What of a stored graph `trace` and `why` read: enough to answer as on the whole, and nothing that was harmed.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Parser;
use paperclade::cli::{outcome::Outcome, trace, why};
use paperclade::error::{Error, Result};
use paperclade::model::Graph;
use paperclade::store;

use crate::support::{large, sample};

#[derive(Parser)]
enum Program {
    Trace(trace::Arguments),
    Why(why::Arguments),
}

/// What a command answers on a graph in memory, or on what it needs of a stored one.
fn answered(line: &[&str], graph: Option<&Graph>, folder: &Path) -> Result<(Outcome, String)> {
    let mut out = Vec::new();
    let outcome = match Program::try_parse_from([&["paperclade"], line].concat()).expect("proper arguments") {
        Program::Trace(arguments) => {
            let near = || trace::graph(&arguments, folder);
            trace::run(&arguments, &graph.map_or_else(near, |graph| Ok(graph.clone()))?, &mut out)
        }
        Program::Why(arguments) => {
            let near = || why::graph(&arguments, folder);
            why::run(&arguments, &graph.map_or_else(near, |graph| Ok(graph.clone()))?, &mut out)
        }
    }?;
    Ok((outcome, String::from_utf8(out).expect("only text is printed")))
}

fn published(graph: &Graph) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("there is room");
    store::publish(folder.path(), graph).expect("it is published");
    let json = folder.path().join("graph-1.json");
    (folder, json)
}

#[test]
fn what_is_read_alone_answers_as_the_whole_graph_does() {
    const VARIANTS: [&[&str]; 12] = [
        &["trace", "A"],
        &["trace", "A", "--ancestors", "--depth", "2"],
        &["trace", "A", "--descendants", "--depth", "1", "--stated"],
        &["trace", "A", "--relation", "extends,usesModel", "--format", "json"],
        &["trace", "A", "--most", "20"],
        &["trace", "A", "--siblings"],
        &["trace", "A", "B", "--common"],
        &["why", "A", "B"],
        &["why", "A", "B", "--stated", "--steps", "3"],
        &["why", "B", "A", "--paths", "2", "--format", "json"],
        &["why", "A", "B", "--undirected"],
        &["why", "A", "B", "--undirected", "--steps", "2", "--format", "json"],
    ];
    let mut circular = large::graph(200, 5);
    let back = circular.facts.iter().find(|fact| fact.subject == large::id(150)).cloned().expect("it builds on some");
    circular.facts.push(paperclade::model::Fact { subject: back.object.clone(), object: large::id(150), ..back });
    circular.sort();
    for graph in [large::graph(600, 3), circular, sample::graph()] {
        let (folder, _) = published(&graph);
        let count = graph.entities.len();
        let pairs = (0..12).map(|at| (at * 37 % count, (at * 53 + 11) % count));
        for (a, b) in pairs {
            let [a, b] = [a, b].map(|at| graph.entities[at].label.text.as_str());
            for variant in VARIANTS {
                let line: Vec<&str> = variant
                    .iter()
                    .map(|word| {
                        if *word == "A" {
                            a
                        } else if *word == "B" {
                            b
                        } else {
                            word
                        }
                    })
                    .collect();
                let whole = answered(&line, Some(&graph), folder.path()).expect("an answer");
                let near = answered(&line, None, folder.path()).expect("an answer");
                assert_eq!(near, whole, "{line:?}");
            }
        }
    }
}

#[test]
fn a_name_that_nothing_has_is_told_with_the_nearest_as_always() {
    let (folder, _) = published(&sample::graph());
    let Err(Error::UnknownName { name, nearest }) = answered(&["why", "SDXL", "MiniGTP-4"], None, folder.path()) else {
        panic!("there is none of this name");
    };
    assert_eq!((name.as_str(), nearest[0].as_str()), ("MiniGTP-4", "MiniGPT-4"));
}

#[test]
fn a_record_that_was_edited_and_a_graph_that_was_cut_are_told_and_others_still_read() {
    let (folder, json) = published(&sample::graph());
    let text = fs::read_to_string(&json).expect("a graph");
    let answer = |line: &[&str]| answered(line, None, folder.path());
    // As long as before, so that only the hash of the record tells.
    fs::write(&json, text.replace("keeps DDPM's algorithm", "keeps DDPM's theorems!")).expect("there is room");
    let error = answer(&["why", "LDM", "DDPM"]).expect_err("the quote was edited").to_string();
    assert!(error.contains("`graph-1.json` was changed or cut short after it was written"), "{error}");
    assert!(answer(&["why", "CM3", "VQGAN"]).is_ok(), "what was not edited is not doubted");
    for length in [0, 1000, text.len() - 1] {
        fs::write(&json, &text[..length]).expect("there is room");
        let error = answer(&["why", "CM3", "VQGAN"]).expect_err("it was cut short").to_string();
        assert!(error.contains("was changed or cut short"), "{length}: {error}");
    }
    fs::write(&json, &text).expect("there is room");
    let index = json.with_extension("index");
    let mut bytes = fs::read(&index).expect("an index");
    bytes[40] ^= 1;
    fs::write(&index, bytes).expect("there is room");
    let error = answer(&["why", "CM3", "VQGAN"]).expect_err("the index was edited").to_string();
    assert!(error.contains("`graph-1.index` was changed or cut short"), "{error}");
    fs::remove_file(&index).expect("there was one");
    let error = answer(&["why", "CM3", "VQGAN"]).expect_err("there is no index").to_string();
    assert!(error.contains("`graph-1.index` is missing"), "{error}");
}
