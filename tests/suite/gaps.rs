//! What the notes mention and no note covers.

use paperclade::model::{Graph, Lineage, Note, Status};
use paperclade::parse;
use paperclade::report::Report;
use paperclade::text::width::columns;
use paperclade::trace::gaps;

use crate::support::command::{ran, refused};
use crate::support::{sample, shelf};

fn found(graph: &Graph) -> paperclade::model::Gaps {
    gaps::gaps(&Lineage::of(graph))
}

#[test]
fn what_lines_of_descent_run_through_comes_first_and_then_what_is_named_most() {
    let gaps = found(&sample::graph());
    let told: Vec<(&str, u64, usize)> =
        gaps.missing.iter().map(|each| (each.label.as_str(), each.paths, each.sentences.len())).collect();
    assert_eq!(told, [("Stable Diffusion", 1, 2), ("VQGAN", 1, 2), ("BLIP-2", 0, 3)]);
    assert_eq!(gaps.missing[0].ancestors, ["LDM"]);
    assert_eq!(gaps.missing[0].descendants, ["SDXL"]);
    assert_eq!(gaps.missing[2].sentences[0].quote, "在 BLIP-2 的架构上改进");
}

#[test]
fn lines_through_several_unread_works_multiply_and_circles_end() {
    let mut graph = sample::graph();
    // SD → X, X → SD: a circle; two read works on either side of it.
    graph.entities.push({
        let mut work = sample::work("x", "2022-09");
        work.status = Status::Mentioned;
        work.id = "work/x".to_owned();
        work
    });
    for (subject, object) in [("x", "stable-diffusion"), ("stable-diffusion", "x"), ("minigpt-5", "x"), ("x", "ddpm")] {
        graph.facts.push(sample::stated(subject, "extends", object));
    }
    graph.sort();
    let gaps = found(&graph);
    let paths = |label: &str| gaps.missing.iter().find(|each| each.label == label).map(|each| each.paths);
    assert_eq!(paths("X"), Some(2));
    assert_eq!(paths("Stable Diffusion"), Some(2));
}

#[test]
fn a_to_read_list_says_what_of_it_was_read_and_what_the_graph_says() {
    let mut graph = shelf::graph();
    let listed = graph.entity("work/dit").expect("it waits").readings[0].clone();
    graph
        .entities
        .iter_mut()
        .filter(|entity| entity.id == "work/sdxl")
        .for_each(|entity| entity.readings.push(listed.clone()));
    let gaps = found(&graph);
    let told: Vec<(&str, bool)> = gaps.pending.iter().map(|each| (each.label.as_str(), each.is_read)).collect();
    assert_eq!(told, [("DiT", false), ("SDXL", true)]);
    assert!(gaps.pending[1].said.contains(&"SDXL extends Stable Diffusion".to_owned()), "{:?}", gaps.pending[1].said);
    let (_, text) = ran(&["gaps"], &graph);
    assert!(text.contains("[x] SDXL  read 2024-02 (日志/daily log.md:10)"), "{text}");
    assert!(text.contains("of which 1 read since"), "{text}");
}

#[test]
fn no_line_is_wider_than_a_terminal_and_json_holds_all() {
    let graph = sample::field(60);
    let (_, text) = ran(&["gaps", "--limit", "99", "--sentences", "9"], &graph);
    assert!(text.lines().all(|line| columns(line) <= 80), "{text}");
    let (_, json) = ran(&["gaps", "--format", "json"], &graph);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["missing"].as_array().map(Vec::len), Some(found(&graph).missing.len()));
}

#[test]
fn a_stub_is_read_as_a_work_that_waits() {
    let (_, stub) = ran(&["gaps", "--stub", "blip 2"], &sample::graph());
    let note = Note::new("blip-2.md", stub.as_str());
    let entries = parse::entries(&note, &mut Report::default());
    assert_eq!(entries.len(), 1, "{stub}");
    assert_eq!((entries[0].name.as_str(), entries[0].status), ("BLIP-2", Status::Pending), "{stub}");
    assert_eq!(entries[0].published.map(|date| date.to_string()).as_deref(), Some("2023-01"), "{stub}");
    assert!(stub.contains("在 BLIP-2 的架构上改进"), "{stub}");
    let error = refused(&["gaps", "--stub", "DDPM"], &sample::graph());
    assert!(error.to_string().contains("was not read"), "{error}");
}
