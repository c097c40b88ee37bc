//! How works are related beside descent: ways up and down, siblings, common ancestors.

use paperclade::cli::outcome::Outcome;
use paperclade::model::Graph;
use paperclade::text::width::columns;

use crate::support::command::ran;
use crate::support::sample::{self, stated, work};

fn check(line: &[&str], expected: &str) {
    let (_, text) = ran(line, &sample::graph());
    assert_eq!(text.trim_end(), expected.trim(), "{line:?}\n{text}");
}

#[test]
fn without_direction_a_way_may_go_down_and_up_and_over_a_comparison() {
    let (outcome, text) = ran(&["why", "MiniGPT-5", "InstructBLIP", "--undirected"], &sample::graph());
    assert_eq!(outcome, Outcome::Done);
    assert!(text.starts_with("MiniGPT-5 ← MiniGPT-4 ← BLIP-2 → InstructBLIP\n  MiniGPT-5 extends MiniGPT-4"), "{text}");
    let (_, back) = ran(&["why", "InstructBLIP", "MiniGPT-5", "--undirected"], &sample::graph());
    assert!(back.starts_with("InstructBLIP ← BLIP-2 → MiniGPT-4 → MiniGPT-5\n"), "{back}");

    let mut graph = sample::graph();
    graph.facts.push(stated("sdxl", "comparesWith", "dalle"));
    graph.sort();
    check_on(&graph, &["why", "SDXL", "CM3", "--undirected"], "SDXL ~ DALLE ⇢ CM3");
    check_on(&graph, &["why", "SDXL", "CM3", "--undirected", "--stated"], "SDXL ~ DALLE ← VQ-VAE → VQGAN → CM3");
    let (outcome, text) = ran(&["why", "SDXL", "CM3", "--undirected", "--steps", "1"], &graph);
    assert_eq!(
        (outcome, text.as_str()),
        (Outcome::NothingFound, "SDXL and CM3 are joined only by 2 steps; allow them: `--steps 2`.\n")
    );
    let (outcome, text) = ran(&["why", "SDXL", "CM3", "--undirected"], &sample::graph());
    assert_eq!((outcome, text.as_str()), (Outcome::NothingFound, "The notes join SDXL and CM3 by no steps at all.\n"));
}

/// Checks the first line only.
fn check_on(graph: &Graph, line: &[&str], first: &str) {
    let (_, text) = ran(line, graph);
    assert_eq!(text.lines().next(), Some(first), "{line:?}\n{text}");
}

#[test]
fn siblings_hang_from_what_they_share_and_the_nearest_in_time_are_kept() {
    check(
        &["trace", "MiniGPT-4", "--siblings"],
        r"
MiniGPT-4  2023-04

siblings: 1
└─ uses (model) BLIP-2  2023-01  (mentioned)
   │ 日志/daily log.md:33 “BLIP2 的 ViT + Vicuna”
   └─ extended by InstructBLIP  2023-06
        日志/daily log.md:26 “在 BLIP-2 的架构上改进”
",
    );
    let mut graph = Graph { base: "http://x/".to_owned(), ..Graph::default() };
    graph.entities = (0..50).map(|at| work(&format!("w{at:02}"), &format!("{}", 1980 + at))).collect();
    graph.facts = (1..50).map(|at| stated(&format!("w{at:02}"), "extends", "w00")).collect();
    graph.sort();
    let (_, text) = ran(&["trace", "w20", "--siblings", "--brief"], &graph);
    assert!(text.contains("W00  1980  … 18 more behind it\n"), "{text}");
    assert!(
        text.contains(" W05 ") && text.contains(" W35 ") && !text.contains(" W36 ") && !text.contains(" W20  2000\n  "),
        "{text}"
    );
}

#[test]
fn common_ancestors_come_nearest_first_with_the_steps_from_each() {
    check(
        &["trace", "CM3leon", "DALLE", "--common"],
        r"
common ancestors of CM3leon, DALLE: 2

2 + 0  DALLE  2021-02  nearest
3 + 1  VQ-VAE  2017

steps from each of them; `paperclade why` shows the sentences
",
    );
    let (outcome, text) = ran(&["trace", "SDXL", "BLIP-2", "--common"], &sample::graph());
    assert_eq!((outcome, text.as_str()), (Outcome::NothingFound, "common ancestors of SDXL, BLIP-2: none\n"));
    let (_, three) = ran(&["trace", "CM3", "VQGAN", "DALLE", "--common", "--format", "json"], &sample::graph());
    let three: serde_json::Value = serde_json::from_str(&three).expect("it is JSON");
    assert_eq!(three["ancestors"][0]["id"], "work/vq-vae");
    assert_eq!(three["ancestors"][0]["steps"], serde_json::json!([2, 1, 1]));
}

#[test]
fn every_line_of_ways_siblings_and_common_ancestors_fits_eighty_columns() {
    let graph = sample::field(60);
    for line in [
        &["trace", "work/0030", "--siblings"][..],
        &["trace", "work/0050", "work/0055", "--common"],
        &["why", "work/0050", "work/0055", "--undirected"],
        &["why", "work/0010", "work/0058", "--undirected"],
    ] {
        let (_, text) = ran(line, &graph);
        assert!(text.lines().count() > 3, "{line:?}: {text}");
        let wide: Vec<&str> = text.lines().filter(|line| columns(line) > 80).collect();
        assert!(wide.is_empty(), "{line:?}: {wide:?}");
    }
}
