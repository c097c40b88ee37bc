//! Every kind of picture at ten, sixty and four hundred works: Graphviz takes it without a complaint, and it is always
//! alike.

use paperclade::draw::{self, Ink, Style, Subject};
use paperclade::knowledge::concepts::{Concepts, SCHEME};
use paperclade::model::diagram::FAMILY;
use paperclade::model::lineage::Direction;
use paperclade::model::{Diagram, Graph, Lineage};
use paperclade::outline::{self, About, By};

use crate::draw::check_drawn;
use crate::support::{sample, skip};

fn concepts() -> Concepts {
    Concepts::parse(SCHEME).expect("it ships with the program")
}

/// A field whose works have topics, so that there are lanes.
fn field(count: usize) -> Graph {
    const TOPICS: [&str; 5] = ["diffusion", "text-to-image", "vision-language", "machine-translation", "rag"];
    let mut graph = sample::field(count);
    for at in 0..count {
        let mut fact = sample::stated(&format!("{at:04}"), "hasTopic", "x");
        fact.object = format!("concept/{}", TOPICS[at * 7 % 11 % 5]);
        graph.facts.push(fact);
    }
    graph.sort();
    graph
}

fn timeline(graph: &Graph) -> Diagram {
    let lineage = Lineage::of(graph);
    let outline = outline::outline(graph, &concepts(), (&About::Everything, By::Topic), Some("zh"));
    let lanes: Vec<_> = outline
        .sections
        .iter()
        .map(|section| {
            let works = section.points.iter().filter_map(|point| lineage.node(&point.id)).collect();
            (section.heading.clone(), works)
        })
        .collect();
    draw::timeline(&lineage, &lanes, &Style::default())
}

#[test]
fn every_kind_is_drawn_at_every_size_without_a_complaint() {
    for count in [10, 60, 400] {
        let graph = field(count);
        let whole = draw::diagram(&Lineage::of(&graph), &Subject::Everything, &Style::default());
        let outline = outline::outline(&graph, &concepts(), (&About::Everything, By::Topic), Some("en"));
        let kinds = [
            draw::with_comparisons(draw::folded(whole, draw::MOST), &graph, &Style::default()),
            draw::concept_map(&graph, &concepts(), "zh"),
            outline::mind_map(&outline, |path, line| format!("{path}#{line}")),
        ];
        for diagram in &kinds {
            check_drawn(&draw::dot(diagram));
        }
        let timeline = timeline(&graph);
        assert_eq!(draw::dot(&timeline), draw::dot(&self::timeline(&graph)));
        check_drawn(&draw::dot(&timeline));
    }
}

#[test]
fn a_large_picture_is_folded_and_counts_every_work() {
    let graph = field(400);
    let whole = draw::diagram(&Lineage::of(&graph), &Subject::Everything, &Style::default());
    let (works, folded) = (whole.nodes.len(), draw::folded(whole.clone(), draw::MOST));
    assert!(folded.nodes.len() <= 80, "{} boxes", folded.nodes.len());
    let counted = |label: &str| match (label.rsplit_once(" + "), label.split_once(" in small families")) {
        (Some((_, more)), _) => more.parse::<usize>().expect("a number") + 1,
        (None, Some((all, _))) => all.parse().expect("a number"),
        (None, None) => 1,
    };
    assert_eq!(folded.nodes.iter().map(|node| counted(&node.label)).sum::<usize>(), works);
    assert!(folded.nodes.iter().any(|node| node.kind == FAMILY));
    assert_eq!(draw::folded(whole, 1000).nodes.len(), works);
}

#[test]
fn in_a_timeline_no_two_boxes_share_a_place() {
    let dot = draw::dot(&timeline(&field(60)));
    let mut places: Vec<&str> = dot
        .lines()
        .filter(|line| line.trim_start().starts_with("\"work/") && !line.contains("->"))
        .filter_map(|line| line.split("pos=\"").nth(1)?.split('"').next())
        .collect();
    let count = places.len();
    places.sort_unstable();
    places.dedup();
    assert!(count > 30 && places.len() == count, "{count} boxes on {} places", places.len());
}

#[test]
fn a_picture_speaks_the_language_that_it_is_asked_for() {
    let graph = sample::graph();
    let style = Style { language: "zh", ..Style::default() };
    let diagram = draw::diagram(&Lineage::of(&graph), &Subject::Everything, &style);
    let dot = draw::dot(&diagram);
    for words in
        ["label=\"谱系\"", "label=\"扩展\\l\"", "承接（推断）", "label=\"仅提到\"", "SDXL 扩展 Stable Diffusion: “"]
    {
        assert!(dot.contains(words), "{words}\n{dot}");
    }
    assert!(!dot.contains("only mentioned") && !dot.contains(" extends "), "{dot}");
    assert!(draw::mermaid(&diagram).contains("|\"扩展\"|"));
    let english = draw::dot(&draw::diagram(&Lineage::of(&graph), &Subject::Everything, &Style::default()));
    assert!(english.contains("succeeds (inferred)") && !english.contains("扩展"), "{english}");
}

#[test]
fn boxes_of_a_mind_map_are_as_wide_as_those_above_and_below() {
    let outline = outline::outline(&field(60), &concepts(), (&About::Everything, By::Topic), Some("zh"));
    let dot = draw::dot(&outline::mind_map(&outline, |path, line| format!("{path}#{line}")));
    let widths = |start: &str| -> Vec<&str> {
        let boxes = dot.lines().filter(|line| line.trim_start().starts_with(start) && !line.contains("->"));
        boxes.filter_map(|line| line.split(" width=\"").nth(1)?.split('"').next()).collect()
    };
    for (start, least) in [("\"section/", 3), ("\"work/", 30)] {
        let widths = widths(start);
        assert!(widths.len() > least && widths.iter().all(|width| *width == widths[0]), "{start} {widths:?}");
    }
}

#[test]
fn comparisons_are_drawn_where_no_step_of_descent_is() {
    let graph = sample::graph();
    let whole = draw::diagram(&Lineage::of(&graph), &Subject::Everything, &Style::default());
    let mut compared = graph.clone();
    compared.facts.push(sample::stated("sdxl", "comparesWith", "vqgan"));
    compared.sort();
    let edges = whole.edges.len();
    let with = draw::with_comparisons(whole, &compared, &Style::default());
    // InstructBLIP is compared with BLIP-2, too, but extends it.
    assert_eq!(with.edges.len(), edges + 1);
    check_drawn(&draw::dot(&with));
}

/// `PAPERCLADE_PICTURES=target/pictures cargo test --test suite drawing` draws every kind at three sizes, to be looked at.
#[test]
fn every_kind_can_be_looked_at_where_a_folder_is_named() {
    let Some(folder) = std::env::var_os("PAPERCLADE_PICTURES").map(std::path::PathBuf::from) else {
        skip("PAPERCLADE_PICTURES names no folder to draw into");
        return;
    };
    std::fs::create_dir_all(&folder).expect("there is room");
    for count in [10, 60, 300, 400] {
        let graph = field(count);
        let lineage = Lineage::of(&graph);
        let style = Style::default();
        let work = lineage.node(&format!("work/{:04}", count / 2)).expect("a work");
        let kin = Subject::Kin {
            works: vec![work],
            directions: vec![Direction::Ancestors, Direction::Descendants],
            depth: usize::MAX,
        };
        let outline = outline::outline(&graph, &concepts(), (&About::Everything, By::Topic), Some("zh"));
        for (kind, diagram) in [
            ("lineage", draw::folded(draw::diagram(&lineage, &kin, &style), draw::MOST)),
            ("family", draw::folded(draw::diagram(&lineage, &Subject::Families(vec![work]), &style), draw::MOST)),
            ("library", draw::folded(draw::diagram(&lineage, &Subject::Everything, &style), draw::MOST)),
            ("timeline", timeline(&graph)),
            ("concepts", draw::concept_map(&graph, &concepts(), "zh")),
            ("outline", outline::mind_map(&outline, |path, line| format!("{path}#{line}"))),
        ] {
            let picture = draw::rendered(&draw::dot(&diagram), Ink::Screen).expect("Graphviz draws");
            assert!(picture.starts_with(b"\x89PNG"), "{kind} of {count}");
            std::fs::write(folder.join(format!("{kind}-{count}.png")), picture).expect("there is room");
        }
    }
}
