//! Outline → a picture: the title, its sections, their works.

use crate::model::diagram::{Diagram, Edge, Flow, Line, Node, PART, SECTION};
use crate::model::outline::Point;
use crate::model::{Outline, Status};

/// The outline as a picture that grows to the right; `link` makes the address of a line in a note.
#[must_use]
pub fn mind_map(outline: &Outline, link: impl Fn(&str, usize) -> String) -> Diagram {
    let mut nodes = vec![section_node("outline", &outline.title)];
    nodes[0].is_focus = true;
    let mut edges = Vec::new();
    for section in &outline.sections {
        let parent = nodes.len();
        nodes.push(section_node(&format!("section/{}", section.id), &section.heading));
        edges.push(part(0, parent));
        for point in &section.points {
            edges.push(part(parent, nodes.len()));
            nodes.push(work_node(point, &link));
        }
    }
    Diagram { title: outline.title.clone(), flow: Flow::Right, nodes, edges, ..Diagram::default() }
}

fn section_node(id: &str, label: &str) -> Node {
    Node {
        id: id.to_owned(),
        label: label.to_owned(),
        kind: SECTION.to_owned(),
        published: None,
        status: Status::Read,
        is_focus: false,
        tooltip: label.to_owned(),
        url: None,
    }
}

fn work_node(point: &Point, link: &impl Fn(&str, usize) -> String) -> Node {
    let date = point.published.map(|date| format!(" · {}", date.year())).unwrap_or_default();
    Node {
        id: point.id.clone(),
        label: format!("{}{date}", point.label),
        kind: "Work".to_owned(),
        published: point.published,
        status: Status::Read,
        is_focus: false,
        tooltip: point.quote.clone().or_else(|| point.title.clone()).unwrap_or_else(|| point.label.clone()),
        url: (!point.place.note.is_empty()).then(|| link(&point.place.note, point.place.line)),
    }
}

fn part(whole: usize, part: usize) -> Edge {
    Edge {
        earlier: whole,
        later: part,
        line: Line { is_inferred: false, relation: PART.to_owned() },
        is_backward: false,
        tooltip: String::new(),
        url: None,
    }
}
