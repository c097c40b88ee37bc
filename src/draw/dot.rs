//! Diagram → DOT. A row or column for each year, the years along the edge, and edges from the earlier work to the later.

use graphviz_rust::dot_structures::{
    Attribute, Edge as DotEdge, EdgeTy, Graph, GraphAttributes, Id, Node as DotNode, NodeId, Stmt, Subgraph, Vertex,
};
use graphviz_rust::printer::{DotPrinter, PrinterContext};

use super::escape::escaped;
use super::legend::legend;
use super::look::{FAINT, FONTS, INK, look, shape, stroke};
use super::timeline;
use crate::model::diagram::{Diagram, Edge, Flow, Node, PART, Rank, TOGETHER, opens_a_year};
use crate::text::width::{columns, fit};

/// The picture in the language of Graphviz; the same text for the same picture.
#[must_use]
pub fn dot(diagram: &Diagram) -> String {
    let statements = if diagram.lanes.is_empty() { ranked(diagram) } else { timeline::statements(diagram) };
    let graph = Graph::DiGraph { id: quoted("lineage"), strict: false, stmts: statements };
    let mut text = graph.print(PrinterContext::default().with_semi());
    text.push('\n');
    text
}

fn ranked(diagram: &Diagram) -> Vec<Stmt> {
    let (rankdir, ranksep, splines) = match diagram.flow {
        Flow::Down => ("TB", "0.35", "true"),
        // Where no years keep the columns apart, the lines from one to many need room to fan out. Where one has very many,
        // curves become a bundle in which none can be followed.
        Flow::Right if diagram.ranks.is_empty() && diagram.legend.is_empty() => ("LR", "1.4", "line"),
        Flow::Right if diagram.ranks.is_empty() => ("LR", "1.0", "true"),
        Flow::Right => ("LR", "0.55", "true"),
    };
    let mut statements = general(&diagram.title, (rankdir, ranksep, splines));
    statements.extend(axis(&diagram.ranks));
    let levels = levels(diagram);
    let widths = widths(&diagram.nodes, &levels);
    statements.extend(diagram.nodes.iter().zip(&widths).map(|(node, width)| self::node(node, *width)));
    statements.extend(diagram.ranks.iter().map(|rank| side_by_side(rank, &diagram.nodes)));
    statements.extend(diagram.edges.iter().map(|edge| step(edge, &diagram.nodes, &levels)));
    statements.extend(legend(diagram));
    statements
}

/// The widest label in columns; the tooltip has the rest.
const WIDEST: usize = 32;

fn general(title: &str, (rankdir, ranksep, splines): (&str, &str, &str)) -> Vec<Stmt> {
    vec![
        Stmt::GAttribute(GraphAttributes::Graph(attributes(&[
            ("label", title),
            ("labelloc", "t"),
            ("labeljust", "l"),
            ("fontname", FONTS),
            ("fontsize", "16"),
            ("fontcolor", INK),
            ("rankdir", rankdir),
            ("newrank", "true"),
            ("nodesep", "0.22"),
            ("ranksep", ranksep),
            ("splines", splines),
            ("pad", "0.3"),
            ("bgcolor", "white"),
            ("tooltip", title),
        ]))),
        Stmt::GAttribute(GraphAttributes::Node(attributes(&[
            ("fontname", FONTS),
            ("fontsize", "12"),
            ("height", "0.34"),
            ("margin", "0.12,0.05"),
        ]))),
        Stmt::GAttribute(GraphAttributes::Edge(attributes(&[("fontname", FONTS), ("arrowsize", "0.7")]))),
    ]
}

/// The years, as a line of words along the edge; a year of several columns has a dash for each further one.
fn axis(ranks: &[Rank]) -> Vec<Stmt> {
    let mut statements: Vec<Stmt> = ranks
        .iter()
        .enumerate()
        .map(|(at, rank)| {
            let label = if opens_a_year(ranks, at) { rank.year.to_string() } else { "·".to_owned() };
            let attributes = attributes(&[
                ("label", &label),
                ("shape", "plaintext"),
                ("fontcolor", FAINT),
                ("fontsize", "13"),
                ("group", "axis"),
                ("tooltip", &rank.year.to_string()),
                ("class", "axis"),
            ]);
            Stmt::Node(DotNode::new(name(&axis_name(rank)), attributes))
        })
        .collect();
    statements.extend(ranks.windows(2).map(|pair| {
        let ends = (axis_name(&pair[0]), axis_name(&pair[1]));
        arrow(&ends.0, &ends.1, &[("color", "#d5d5d5"), ("arrowhead", "none"), ("weight", "100"), ("class", "axis")])
    }));
    statements
}

pub(super) fn axis_name(rank: &Rank) -> String {
    format!("year {} {}", rank.year, rank.part)
}

fn node(node: &Node, width: usize) -> Stmt {
    boxed(node, &fit(&node.label, WIDEST), &format!("{}.{:02}", width / 100, width % 100), None)
}

/// How far to the right each box of a mind map stands; nothing where years say so.
fn levels(diagram: &Diagram) -> Vec<usize> {
    let mut levels = vec![0; if diagram.ranks.is_empty() { diagram.nodes.len() } else { 0 }];
    // No mind map is deeper, and a circle ends here.
    for _ in 0..8 {
        for edge in diagram.edges.iter().filter(|edge| edge.line.relation == PART) {
            if let [Some(above), Some(below)] = [edge.earlier, edge.later].map(|at| levels.get(at).copied()) {
                levels[edge.later] = below.max(above + 1).min(8);
            }
        }
    }
    levels
}

/// The width of each box in hundredths of an inch; boxes above one another are equally wide, so that lines end in a row.
fn widths(nodes: &[Node], levels: &[usize]) -> Vec<usize> {
    let own: Vec<usize> = nodes.iter().map(|node| explicit_width(&fit(&node.label, WIDEST))).collect();
    let widest = |level: usize| own.iter().zip(levels).filter(|(_, at)| **at == level).map(|(own, _)| *own).max();
    (0..nodes.len()).map(|at| levels.get(at).and_then(|level| widest(*level)).unwrap_or(own[at])).collect()
}

/// The box of a work, at a place of its own if one is given.
pub(super) fn boxed(node: &Node, label: &str, width: &str, place: Option<&str>) -> Stmt {
    let look = look(node);
    let mut pairs = vec![("label", label)];
    pairs.extend(place.map(|place| ("pos", place)));
    pairs.extend([
        ("shape", shape(node)),
        ("style", look.style),
        ("color", look.border),
        ("fillcolor", look.fill),
        ("fontcolor", look.text),
        ("penwidth", look.width),
        ("width", width),
        ("tooltip", &node.tooltip),
        ("class", node.status.word()),
    ]);
    pairs.extend(node.url.iter().map(|url| ("URL", url.as_str())));
    Stmt::Node(DotNode::new(name(&node.id), attributes(&pairs)))
}

/// Room for the label, so that it is not cut where the machine that shows it has wider letters.
fn explicit_width(label: &str) -> usize {
    28 + columns(label) * 9
}

fn side_by_side(rank: &Rank, nodes: &[Node]) -> Stmt {
    let places = rank.nodes.iter().map(|&at| nodes[at].id.clone());
    let members = std::iter::once(axis_name(rank)).chain(places);
    let mut statements = vec![Stmt::Attribute(Attribute(Id::Plain("rank".to_owned()), Id::Plain("same".to_owned())))];
    statements.extend(members.map(|member| Stmt::Node(DotNode::new(name(&member), Vec::new()))));
    Stmt::Subgraph(Subgraph { id: Id::Anonymous(String::new()), stmts: statements })
}

fn step(edge: &Edge, nodes: &[Node], levels: &[usize]) -> Stmt {
    let mut pairs = looks(edge);
    if edge.is_backward {
        pairs.push(("constraint", "false"));
    }
    if edge.line.relation == PART {
        pairs.extend([("tailport", "e"), ("headport", "w")]);
    }
    if edge.line.relation == TOGETHER && levels.get(edge.earlier) == levels.get(edge.later) {
        // Beside the boxes: on their left are the lines from what is above them.
        pairs.extend([("tailport", "e"), ("headport", "e")]);
    }
    arrow(&nodes[edge.earlier].id, &nodes[edge.later].id, &pairs)
}

/// How a line looks, what it tells and where it leads.
pub(super) fn looks(edge: &Edge) -> Vec<(&'static str, &str)> {
    let stroke = stroke(&edge.line);
    let mut pairs = vec![
        ("color", stroke.color),
        ("style", stroke.style),
        ("arrowhead", stroke.head),
        ("penwidth", stroke.width),
        ("tooltip", edge.tooltip.as_str()),
        ("class", edge.line.relation.as_str()),
    ];
    pairs.extend(edge.url.iter().map(|url| ("URL", url.as_str())));
    pairs
}

pub(super) fn arrow(from: &str, to: &str, pairs: &[(&str, &str)]) -> Stmt {
    let ends = EdgeTy::Pair(Vertex::N(name(from)), Vertex::N(name(to)));
    Stmt::Edge(DotEdge { ty: ends, attributes: attributes(pairs) })
}

pub(super) fn attributes(pairs: &[(&str, &str)]) -> Vec<Attribute> {
    pairs.iter().map(|(key, value)| Attribute(Id::Plain((*key).to_owned()), quoted(value))).collect()
}

pub(super) fn name(words: &str) -> NodeId {
    NodeId(quoted(words), None)
}

pub(super) fn quoted(words: &str) -> Id {
    Id::Escaped(escaped(words))
}
