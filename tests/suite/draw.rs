//! What pictures show, and that Graphviz takes them.

use std::io::Write;
use std::process::{Command, Stdio};

use paperclade::cli::outcome::Outcome;
use paperclade::draw::{self, Style, Subject};
use paperclade::error::Error;
use paperclade::model::diagram::{Diagram, Flow};
use paperclade::model::{Because, Graph, Label, Lineage};
use proptest::prelude::*;

use crate::support::command::{ran, refused};
use crate::support::sample::{self, inferred, stated, work};

fn everything(graph: &Graph) -> Diagram {
    draw::diagram(&Lineage::of(graph), &Subject::Everything, &Style::default())
}

/// The SVG that Graphviz makes, and what it complains of; nothing where it is not installed.
fn drawn(dot: &str) -> Option<(String, String)> {
    let mut command = Command::new("dot");
    let command = command.arg("-Tsvg").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let Ok(mut child) = command.spawn() else {
        std::io::stderr().write_all(b"skipped: Graphviz is not installed\n").expect("a test may talk");
        return None;
    };
    let mut input = child.stdin.take().expect("a pipe");
    let dot = dot.to_owned();
    let writer = std::thread::spawn(move || input.write_all(dot.as_bytes()));
    let output = child.wait_with_output().expect("dot ends");
    writer.join().expect("no panic").expect("dot reads all");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Some((text(output.stdout), text(output.stderr)))
}

pub(crate) fn check_drawn(dot: &str) {
    if let Some((svg, complaints)) = drawn(dot) {
        assert_eq!(complaints, "", "{dot}");
        assert!(svg.trim_end().ends_with("</svg>"), "{dot}");
    }
}

#[test]
fn edges_run_from_the_earlier_work_to_the_later_one() {
    let (outcome, dot) = ran(&["trace", "SDXL", "--format", "dot"], &sample::graph());
    assert_eq!(outcome, Outcome::Done);
    for edge in [
        r#""work/ddpm" -> "work/ldm""#,
        r#""work/ldm" -> "work/stable-diffusion""#,
        r#""work/stable-diffusion" -> "work/sdxl""#,
    ] {
        assert!(dot.contains(edge), "{edge}\n{dot}");
    }
    assert!(!dot.contains("vq-vae"), "{dot}");
    check_drawn(&dot);
}

#[test]
fn edges_carry_their_quotes_and_lead_to_the_line() {
    let (_, dot) = ran(&["trace", "SDXL", "--format", "dot"], &sample::graph());
    let told = r#"tooltip="SDXL extends Stable Diffusion: “在 SD 的基础上优化 \"<&amp;>\"” (日志/daily log.md:38)""#;
    assert!(dot.contains(told), "{dot}");
    assert!(dot.contains(r#"URL="%E6%97%A5%E5%BF%97/daily%20log.md#L38""#), "{dot}");
    let (_, dot) =
        ran(&["trace", "SDXL", "--format", "dot", "--link", "vscode://file/n/{path}:{line}"], &sample::graph());
    assert!(dot.contains(r#"URL="vscode://file/n/%E6%97%A5%E5%BF%97/daily%20log.md:38""#), "{dot}");
    let error = refused(&["trace", "SDXL", "--format", "dot", "--link", "vscode://"], &sample::graph());
    assert!(matches!(error, Error::Usage(_)));
}

#[test]
fn works_of_one_year_share_a_rank_unless_one_builds_on_another() {
    let diagram = everything(&sample::graph());
    let ranks: Vec<(u16, usize, Vec<&str>)> = diagram
        .ranks
        .iter()
        .map(|rank| (rank.year, rank.part, rank.nodes.iter().map(|&at| diagram.nodes[at].label.as_str()).collect()))
        .collect();
    assert_eq!(ranks[1], (2020, 0, vec!["DDPM", "VQGAN"]));
    assert_eq!(ranks[3], (2022, 0, vec!["LDM", "CM3"]));
    assert_eq!(ranks[4], (2022, 1, vec!["Stable Diffusion"]));
    assert_eq!(ranks[7], (2023, 2, vec!["MiniGPT-5"]));
}

#[test]
fn the_legend_has_only_what_is_used_and_inferred_steps_are_dashed() {
    let (_, dot) = ran(&["trace", "DALLE", "--format", "dot"], &sample::graph());
    assert!(dot.contains("succeeds (inferred)") && dot.contains("inspired by"), "{dot}");
    assert!(!dot.contains("uses (model)") && !dot.contains("to be read"), "{dot}");
    let step = dot.lines().find(|line| line.contains(r#""work/dalle" -> "work/cm3""#)).expect("drawn");
    assert!(step.contains(r#"style="dashed""#), "{step}");
    assert!(!dot.contains("comparesWith"), "{dot}");
}

#[test]
fn facts_between_two_works_make_one_edge_with_all_quotes() {
    let mut graph = Graph { entities: vec![work("a", "2020"), work("b", "2021")], ..Graph::default() };
    graph.facts = vec![stated("b", "usesData", "a"), stated("b", "extends", "a"), inferred("b", "succeeds", "a")];
    graph.sort();
    let diagram = everything(&graph);
    assert_eq!(diagram.edges.len(), 1);
    let edge = &diagram.edges[0];
    assert_eq!((edge.line.relation.as_str(), edge.line.is_inferred), ("extends", false));
    assert_eq!(edge.tooltip.lines().count(), 3, "{}", edge.tooltip);
}

#[test]
fn contradictions_and_missing_dates_are_drawn_all_the_same() {
    let mut graph = Graph { entities: ["a", "b", "c", "d"].map(|id| work(id, "2020")).to_vec(), ..Graph::default() };
    graph.entities[3].published = None;
    graph.entities[2].published = "2022".parse().ok();
    // A cycle within a year, a step against time, a step to itself, and a work of no year.
    graph.facts = vec![stated("a", "extends", "b"), stated("b", "extends", "a"), stated("a", "usesData", "c")];
    graph.facts.extend([stated("a", "extends", "a"), stated("d", "inspiredBy", "c")]);
    graph.sort();
    let diagram = everything(&graph);
    assert_eq!(diagram.edges.iter().filter(|edge| edge.is_backward).count(), 1);
    check_drawn(&draw::dot(&diagram));
    check_drawn(&draw::dot(&Diagram::default()));
}

#[test]
fn a_picture_takes_in_the_whole_family_or_everything() {
    let (_, dot) = ran(&["trace", "MiniGPT-5", "--family", "--format", "dot"], &sample::graph());
    assert!(dot.contains("work/instructblip") && !dot.contains("work/ddpm"), "{dot}");
    let (_, dot) = ran(&["trace", "--all", "--format", "dot"], &sample::graph());
    assert!(dot.contains("work/instructblip") && dot.contains("work/ddpm"), "{dot}");
    let lineage_graph = sample::graph();
    let lineage = Lineage::of(&lineage_graph);
    let works = ["work/ddpm", "work/ldm"].map(|id| lineage.node(id).expect("there")).to_vec();
    let diagram = draw::diagram(&lineage, &Subject::Only(works), &Style::default());
    assert_eq!((diagram.nodes.len(), diagram.edges.len()), (2, 1));
}

#[test]
fn time_runs_down_unless_that_makes_a_ribbon() {
    assert_eq!(everything(&sample::graph()).flow, Flow::Down);
    let mut graph = sample::field(80);
    for (at, entity) in graph.entities.iter_mut().enumerate() {
        entity.published = format!("{}", 2018 + at / 16).parse().ok();
    }
    let year = |id: &str| id["work/".len()..].parse::<usize>().expect("a number") / 16;
    graph.facts.retain(|fact| year(&fact.subject) != year(&fact.object));
    let diagram = everything(&graph);
    assert_eq!(diagram.flow, Flow::Right);
    check_drawn(&draw::dot(&diagram));
}

#[test]
fn a_field_of_sixty_works_is_drawn_without_a_complaint_and_always_alike() {
    let graph = sample::field(60);
    let dot = draw::dot(&everything(&graph));
    assert_eq!(dot, draw::dot(&everything(&graph)));
    check_drawn(&dot);
}

#[test]
fn svg_and_html_are_stable_and_name_no_version() {
    let dot = draw::dot(&everything(&sample::graph()));
    let svg = match draw::svg(&dot) {
        Ok(svg) => svg,
        Err(error) => {
            assert!(error.hint().expect("advice").contains("Graphviz"), "{error}");
            return;
        }
    };
    assert_eq!(svg, draw::svg(&dot).expect("a second time"));
    assert!(!svg.contains("Generated by") && svg.contains("daily%20log.md#L38"), "{svg}");
    let titled = Diagram { title: "A <b> & c".to_owned(), language: "zh", ..Diagram::default() };
    let html = draw::html(&titled, &svg);
    assert!(
        html.starts_with("<!doctype html>\n<html lang=\"zh\">") && html.contains("<title>A &lt;b> &amp; c</title>"),
        "{html}"
    );
    assert!(!html.contains("<?xml") && !html.contains("DOCTYPE svg"), "{html}");
    let error = draw::svg("digraph {").expect_err("no DOT");
    assert!(matches!(&error, Error::Program { program: "dot", reason } if reason.contains("syntax error")), "{error}");
}

#[test]
fn mermaid_has_words_on_its_arrows_and_warns_where_it_would_refuse() {
    let (_, chart) = ran(&["trace", "SDXL", "--format", "mermaid"], &sample::graph());
    assert!(chart.starts_with("flowchart TB\n"), "{chart}");
    assert!(chart.contains("n0 ==>|\"extends\"| n1"), "{chart}");
    assert!(chart.contains("n2[\"Stable Diffusion<br/>2022\"]:::mentioned"), "{chart}");
    let chart = draw::mermaid(&everything(&sample::field(600)));
    assert!(chart.starts_with("%% ") && chart.contains("Mermaid draws at most 500"), "{}", &chart[..200]);
    let mut graph = Graph { entities: vec![work("a", "2020"), work("b", "2021")], ..Graph::default() };
    graph.entities[0].label = Label::plain("a\"]; `x` <b> #1 | \\");
    graph.facts = vec![stated("b", "extends", "a")];
    let chart = draw::mermaid(&everything(&graph));
    assert!(chart.contains("n0[\"a#34;]#59; #96;x#96; #60;b#62; #35;1 #124; #92;<br/>2020\"]"), "{chart}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_words_are_shown_as_they_are(
        words in prop::collection::vec(prop_oneof![".{0,16}", "[\\\\\"<>&;#|{}NGETHLlrn\n\r\t '中a-b-]{1,14}", "&[a-z#0-9]{1,5};"], 2..12),
    ) {
        let mut graph = Graph::default();
        for (at, words) in words.iter().enumerate() {
            let mut entity = work(&format!("{at:02}{words}"), "2020");
            entity.label = Label::plain(words.clone());
            entity.title = Some(words.clone());
            graph.entities.push(entity);
            let mut fact = stated(&format!("{at:02}{words}"), "extends", &format!("00{}", graph.entities[0].label.text));
            if let Because::Stated(evidence) = &mut fact.because {
                evidence[0].quote.clone_from(words);
                evidence[0].note.clone_from(words);
            }
            graph.facts.push(fact);
        }
        graph.sort();
        let dot = draw::dot(&everything(&graph));
        if let Some((svg, complaints)) = drawn(&dot) {
            prop_assert_eq!(&complaints, "", "{}", dot);
            let tooltips: Vec<String> =
                svg.split("xlink:title=\"").skip(1).map(|rest| as_shown(&shown(rest.split('"').next().unwrap_or("")))).collect();
            for words in &words {
                let told = format!("{}\npublished 2020\nread", as_shown(words));
                let is_told = tooltips.contains(&told);
                prop_assert!(is_told, "{:?}\n{:?}\n{}", told, tooltips, dot);
            }
        }
    }
}

/// What is left of any words in a picture: letters that SVG cannot hold are blanks, of which Graphviz makes runs hard.
fn as_shown(words: &str) -> String {
    let letters = words.chars().filter(|letter| !matches!(letter, '\r' | '\u{200b}'));
    letters
        .map(|letter| if (letter.is_control() && letter != '\n') || letter == '\u{a0}' { ' ' } else { letter })
        .collect()
}

/// The words that an attribute of XML stands for.
fn shown(xml: &str) -> String {
    let mut pieces = xml.split('&');
    let mut words = pieces.next().unwrap_or("").to_owned();
    for piece in pieces {
        let (entity, rest) = piece.split_once(';').expect("an entity ends");
        match entity {
            "amp" => words.push('&'),
            "lt" => words.push('<'),
            "gt" => words.push('>'),
            "quot" => words.push('"'),
            number => {
                let digits = number.strip_prefix('#').expect("a known entity");
                let code = match digits.strip_prefix('x') {
                    Some(digits) => u32::from_str_radix(digits, 16),
                    None => digits.parse(),
                };
                words.push(char::from_u32(code.expect("a number")).expect("a letter"));
            }
        }
        words.push_str(rest);
    }
    words
}
