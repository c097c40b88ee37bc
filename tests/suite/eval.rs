//! Eval: the same figures as the public `score.py`, on every labelled set that is there.

use std::path::{Path, PathBuf};
use std::process::Command;

use paperclade::cli::eval::{Arguments, run, write};
use paperclade::cli::format::Format;
use paperclade::eval::{self, Gold, Tally};
use paperclade::model::{Because, Evidence, Fact, Graph, vocabulary};

use paperclade::report::Report;
use paperclade::{export, pipeline};
use serde_json::{Value, json};

use crate::support::{self, knowledge, sample};

#[test]
fn figures_are_those_of_score_py() {
    let labelled = root().join("../shared/eval");
    let program = labelled.join("score.py");
    if !program.is_file() || Command::new("python3").arg("--version").output().is_err() {
        support::skip(&format!("{} or python3 is not here", program.display()));
        return;
    }
    for set in ["en-files", "en-vault", "zh-daily", "zh-files"] {
        let folder = labelled.join(set);
        agrees(&program, &folder.join("gold.jsonl"), &folder.join("notes"));
    }
    agrees(&program, &sample_gold(), &root().join("data/notes"));
}

/// Whether both print the same lines and list as many misses.
fn agrees(program: &Path, gold: &Path, notes: &Path) {
    let mut report = Report::default();
    let graph =
        pipeline::build(&[notes.to_owned()], knowledge(), vocabulary::DEFAULT_BASE, &mut report).expect("a graph");
    let folder = tempfile::tempdir().expect("a folder");
    let predicted = folder.path().join("predicted.jsonl");
    let mut rows = Vec::new();
    export::write(&graph, export::Format::JsonLines, &mut rows).expect("rows");
    std::fs::write(&predicted, rows).expect("a file");
    let output = Command::new("python3").arg(program).args([gold, &predicted]).args(["--misses", "9999"]).output();
    let output = output.expect("python3 runs");
    let theirs = String::from_utf8(output.stdout).expect("text");
    let figures = eval::score(&Gold::read(gold).expect("a gold standard"), &graph);
    let ours = |format| {
        let mut out = Vec::new();
        write("set", &figures, format, &mut out).expect("figures");
        String::from_utf8(out).expect("text")
    };
    let (ours, exactly) = (ours(Format::Text), ours(Format::Json));
    let is_figure = |line: &&str| !line.is_empty() && !line.contains(" missed ") && !line.contains(" wrong ");
    let lines = |text: &str| text.lines().filter(is_figure).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(lines(&ours), lines(&theirs), "{}", gold.display());
    assert_eq!(ours.lines().filter(|line| !line.is_empty()).count(), theirs.lines().count(), "{}", gold.display());
    let exact =
        Command::new("python3").arg(program).args([gold, &predicted]).arg("--json").output().expect("python3 runs");
    let exact: Value = serde_json::from_slice(&exact.stdout).expect("JSON");
    let ours: Value = serde_json::from_str(&exactly).expect("JSON");
    assert_eq!(ours["figures"], exact, "{}", gold.display());
}

#[test]
fn the_sample_notes_are_scored() {
    let notes = root().join("data/notes");
    let words = printed(&[&sample_gold(), &notes], Format::Text, Some(2));
    assert!(words.starts_with("entries       P "), "{words}");
    let missed = words.lines().filter(|line| line.starts_with("lineage missed  ")).count();
    assert!(missed <= 2, "{words}");
    let scored: Value = serde_json::from_str(&printed(&[&sample_gold(), &notes], Format::Json, None)).expect("JSON");
    assert_eq!(scored["set"], "sample");
    for miss in scored["misses"].as_array().expect("misses") {
        let (file, line) = (miss["file"].as_str().expect("a file"), miss["line"].as_u64().expect("a line"));
        let text = std::fs::read_to_string(notes.join(file)).unwrap_or_else(|error| panic!("{miss}: {error}"));
        let number = usize::try_from(line).expect("a line number");
        let words = text.lines().nth(number - 1).unwrap_or_else(|| panic!("{miss}: no such line"));
        let is_relation = miss["group"] != "entries";
        assert!(!is_relation || words.contains(miss["quote"].as_str().expect("a quote")), "{miss}: not on {words}");
        let is_made = is_relation && miss["kind"] == "wrong";
        assert_eq!(is_made, miss.get("patterns").is_some(), "{miss}");
    }
}

#[test]
fn only_what_is_stated_counts_and_the_wrong_way_round_is_told() {
    let gold = written(&[
        json!({"kind": "entry", "work": "SDXL", "line": 1, "published": "2023-07"}),
        json!({"kind": "edge", "subject": "SDXL", "relation": "extends", "object": "SD", "line": 38, "quote": ""}),
        json!({"kind": "edge", "subject": "BLIP-2", "relation": "comparesWith", "object": "InstructBLIP", "line": 27, "quote": ""}),
        json!({"kind": "edge", "subject": "CM3", "relation": "extends", "object": "DALLE", "line": 1, "quote": ""}),
        json!({"kind": "edge", "subject": "DALL-E", "relation": "usesModel", "object": "VQ VAE", "line": 24, "quote": "", "optional": true, "subject_aliases": ["DALLE"]}),
    ]);
    let figures = eval::score(&gold, &sample::graph());
    let lineage = figures.group("lineage");
    assert_eq!((lineage.rates.found, lineage.typed, lineage.lined), (1, 1, 1), "SDXL → SD by an alias");
    assert_eq!(
        (lineage.rates.missed, lineage.rates.wrong),
        (1, 8),
        "CM3 → DALLE is only inferred; DALLE → VQ-VAE optional"
    );
    assert_eq!(figures.group("comparison").reversed, 1);
    assert_eq!((figures.entries.found, figures.entries.wrong, figures.published.right), (1, 9, 1));
    let wrong = figures.misses.iter().find(|miss| miss.what == "CM3 usesModel VQGAN").expect("a wrong edge");
    assert_eq!(
        (wrong.line, wrong.quote.as_str(), wrong.patterns.as_slice()),
        (20, "引入了 VQGAN", &["by-hand".to_owned()][..])
    );
}

#[test]
fn a_pattern_that_serves_one_set_only_is_told() {
    let gold = written(&[
        json!({"kind": "edge", "subject": "A", "relation": "extends", "object": "B", "line": 1, "quote": ""}),
    ]);
    let fact = |pattern: &str, object: &str| Fact {
        subject: "work/a".to_owned(),
        relation: "extends".to_owned(),
        object: format!("work/{object}"),
        because: Because::Stated(vec![Evidence {
            note: "n.md".to_owned(),
            line: 1,
            characters: (0, 1),
            quote: "A".to_owned(),
            pattern: pattern.to_owned(),
            confidence: 0.9,
        }]),
    };
    let works = ["a", "b", "c"].map(|id| sample::work(id, "2020")).to_vec();
    let graph = |facts: Vec<Fact>| Graph { entities: works.clone(), facts, ..Graph::default() };
    let mut tally = Tally::of([("wide", "extends"), ("narrow", "extends"), ("idle", "extends")].into_iter());
    tally.add("one", &eval::score(&gold, &graph(vec![fact("wide", "b"), fact("narrow", "c")])).credits);
    tally.add("two", &eval::score(&gold, &graph(vec![fact("wide", "c")])).credits);
    assert_eq!(tally.rows["wide"].1, [(1, 0), (0, 1)]);
    assert_eq!(tally.narrow(), [("narrow", "one")]);
    assert_eq!(tally.idle(), ["idle"]);
}

#[test]
fn a_bad_row_names_its_line_and_notes_without_gold_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("gold.jsonl");
    std::fs::write(&path, "\n{\"kind\":\"edge\"}\n").expect("a file");
    let error = Gold::read(&path).expect_err("a bad row").to_string();
    assert!(error.contains("gold.jsonl:2: missing field"), "{error}");
    let arguments = arguments(&[Path::new("data/notes")], Format::Text, None);
    let error = run(&arguments, &mut Vec::new()).expect_err("no gold standard").to_string();
    assert_eq!(error, "`data/notes` is no gold standard: it ends in .jsonl, and its notes come after it");
}

fn printed(paths: &[&Path], format: Format, misses: Option<usize>) -> String {
    let mut out = Vec::new();
    run(&arguments(paths, format, misses), &mut out).expect("a score");
    String::from_utf8(out).expect("text")
}

fn arguments(paths: &[&Path], format: Format, misses: Option<usize>) -> Arguments {
    Arguments {
        paths: paths.iter().map(PathBuf::from).collect(),
        misses,
        patterns: false,
        no_judge: false,
        wordings: None,
        format,
    }
}

fn written(rows: &[Value]) -> Gold {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("gold.jsonl");
    let lines: Vec<String> = rows.iter().map(Value::to_string).collect();
    std::fs::write(&path, lines.join("\n")).expect("a file");
    Gold::read(&path).expect("good rows")
}

fn sample_gold() -> PathBuf {
    root().join("tests/quality/sample.gold.jsonl")
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
