//! A picture with lanes: a row of boxes for each topic, a column for each year, every box at its place. Graphviz draws
//! it where it is told to, and lays nothing out, so that the picture changes only where the notes do.

use std::collections::{BTreeMap, BTreeSet};

use graphviz_rust::dot_structures::{GraphAttributes, Node as DotNode, Stmt};
use petgraph::graph::NodeIndex;

use super::compose::diagram;
use super::dot::{arrow, attributes, boxed, looks, name};
use super::link::Link;
use super::look::{FAINT, FONTS, INK, stroke};
use super::select::Subject;
use crate::model::diagram::{Diagram, Lane};
use crate::model::lineage::Lineage;
use crate::text::width::{columns, fit};
use crate::trace::words;

/// The height of a row, the gap between columns, and the height that a lane has over its rows, in hundredths of an inch.
const ROW: usize = 44;
const GAP: usize = 34;
const PADDING: usize = 26;
/// The widest label in columns.
const WIDEST: usize = 24;

/// The picture of works over time; each lane is a heading with its works, and works without a date are left out.
#[must_use]
pub fn timeline(lineage: &Lineage, lanes: &[(String, Vec<NodeIndex>)], link: &Link) -> Diagram {
    let dated = |work: &NodeIndex| lineage.date(*work).is_some();
    let works = lanes.iter().flat_map(|(_, works)| works).copied().filter(dated).collect();
    let mut diagram = diagram(lineage, &Subject::Only(works), link);
    let places: BTreeMap<&str, usize> =
        diagram.nodes.iter().enumerate().map(|(at, node)| (node.id.as_str(), at)).collect();
    let lanes = lanes.iter().map(|(label, works)| Lane {
        label: label.clone(),
        nodes: works.iter().filter_map(|&work| places.get(lineage.entity(work).id.as_str()).copied()).collect(),
    });
    let lanes: Vec<Lane> = side_by_side(&diagram, lanes.filter(|lane| !lane.nodes.is_empty()).collect());
    diagram.nodes.iter_mut().for_each(|node| node.is_focus = false);
    let legend = std::mem::take(&mut diagram.legend);
    Diagram { title: "Timeline".to_owned(), lanes, legend, ..diagram }
}

/// The lanes from the first one on, each time the one that is joined most to the lanes before, the last ones most.
fn side_by_side(diagram: &Diagram, mut lanes: Vec<Lane>) -> Vec<Lane> {
    let mut order: Vec<Lane> = Vec::new();
    while !lanes.is_empty() {
        let joins = |lane: &Lane| -> usize {
            let steps = |other: &Lane| {
                let joins = |edge: &&crate::model::diagram::Edge| {
                    let (one, two) = (edge.earlier, edge.later);
                    lane.nodes.contains(&one) && other.nodes.contains(&two)
                        || lane.nodes.contains(&two) && other.nodes.contains(&one)
                };
                diagram.edges.iter().filter(joins).count()
            };
            order.iter().rev().zip([4, 2]).map(|(other, weight)| steps(other) * weight).sum::<usize>()
                + order.iter().map(steps).sum::<usize>()
        };
        // Of equals the first: they come in the order of time.
        let best =
            lanes.iter().enumerate().max_by_key(|(at, lane)| (joins(lane), usize::MAX - at)).map_or(0, |(at, _)| at);
        order.push(lanes.remove(best));
    }
    order
}

/// Where everything stands, in hundredths of an inch from the left and from the top.
struct Grid {
    /// The middle of each column.
    across: Vec<usize>,
    /// The top of each lane, and the bottom of the last one.
    down: Vec<usize>,
    /// The column and row of each node, and its lane.
    cells: BTreeMap<usize, (usize, usize, usize)>,
    /// The left edge of the first column, and the right edge of the last one.
    sides: (usize, usize),
}

/// The statements of a picture with lanes.
pub(super) fn statements(diagram: &Diagram) -> Vec<Stmt> {
    let grid = grid(diagram);
    let mut statements = general(&diagram.title);
    statements.extend(frame(diagram, &grid));
    for (&at, &(column, row, lane)) in &grid.cells {
        let node = &diagram.nodes[at];
        let label = fit(&node.label, WIDEST);
        let place = (grid.across[column], grid.down[lane] + PADDING / 2 + row * ROW + ROW / 2);
        let (place, width) = (position(place), inches(width(&label)));
        statements.push(boxed(node, &label, &width, Some(&place)));
    }
    for edge in diagram
        .edges
        .iter()
        .filter(|edge| grid.cells.contains_key(&edge.earlier) && grid.cells.contains_key(&edge.later))
    {
        statements.push(arrow(&diagram.nodes[edge.earlier].id, &diagram.nodes[edge.later].id, &looks(edge)));
    }
    statements.extend(legend(diagram, &grid));
    statements
}

fn general(title: &str) -> Vec<Stmt> {
    let graph = [
        ("layout", "neato"),
        ("splines", "line"),
        ("outputorder", "edgesfirst"),
        ("label", title),
        ("labelloc", "t"),
        ("labeljust", "l"),
        ("fontname", FONTS),
        ("fontsize", "16"),
        ("fontcolor", INK),
        ("pad", "0.3"),
        ("bgcolor", "white"),
        ("tooltip", title),
    ];
    let node = [("fontname", FONTS), ("fontsize", "12"), ("height", "0.32"), ("margin", "0.08,0.03"), ("pin", "true")];
    vec![
        Stmt::GAttribute(GraphAttributes::Graph(attributes(&graph))),
        Stmt::GAttribute(GraphAttributes::Node(attributes(&node))),
        Stmt::GAttribute(GraphAttributes::Edge(attributes(&[("fontname", FONTS), ("arrowsize", "0.7")]))),
    ]
}

fn grid(diagram: &Diagram) -> Grid {
    let column_of: BTreeMap<usize, usize> = diagram
        .ranks
        .iter()
        .enumerate()
        .flat_map(|(column, rank)| rank.nodes.iter().map(move |&at| (at, column)))
        .collect();
    let parents = |at: usize| diagram.edges.iter().filter(move |edge| edge.later == at).map(|edge| edge.earlier);
    let mut cells = BTreeMap::new();
    let mut down = vec![90];
    for (number, lane) in diagram.lanes.iter().enumerate() {
        let mut taken: BTreeSet<(usize, usize)> = BTreeSet::new();
        let mut works: Vec<(usize, usize)> =
            lane.nodes.iter().filter_map(|at| Some((*column_of.get(at)?, *at))).collect();
        works.sort_unstable();
        for (column, at) in works {
            let kin = parents(at).filter_map(|parent| cells.get(&parent).copied());
            let kin = kin.filter(|(left, _, lane)| *lane == number && *left < column).max();
            let row = row(&taken, column, kin.map(|(left, row, _)| (left, row)));
            taken.insert((row, column));
            if let Some((left, parent_row, _)) = kin.filter(|(_, parent_row, _)| *parent_row == row) {
                // Nothing else may stand on the line between the two.
                taken.extend((left..column).map(|between| (parent_row, between)));
            }
            cells.insert(at, (column, row, number));
        }
        let rows = taken.iter().map(|(row, _)| row + 1).max().unwrap_or(1);
        down.push(down[number] + rows * ROW + PADDING);
    }
    let heading = diagram.lanes.iter().map(|lane| width(&lane.label)).max().unwrap_or(0) + GAP;
    let mut across = Vec::new();
    let mut left = heading;
    for rank in &diagram.ranks {
        let widest = rank.nodes.iter().map(|&at| width(&fit(&diagram.nodes[at].label, WIDEST))).max().unwrap_or(50);
        across.push(left + GAP / 2 + widest / 2);
        left += widest + GAP;
    }
    Grid { across, down, cells, sides: (heading, left) }
}

/// The row beside the work that it builds on, or else the nearest free one.
fn row(taken: &BTreeSet<(usize, usize)>, column: usize, parent: Option<(usize, usize)>) -> usize {
    if let Some((left, row)) = parent {
        if (left + 1..=column).all(|between| !taken.contains(&(row, between))) {
            return row;
        }
        let below = (row + 1..=row + 1 + taken.len()).find(|row| !taken.contains(&(*row, column))).unwrap_or(row + 1);
        let above = (0..row).rev().find(|row| !taken.contains(&(*row, column)));
        return above.filter(|above| row - above < below - row).unwrap_or(below);
    }
    (0..=taken.len()).find(|row| !taken.contains(&(*row, column))).unwrap_or(0)
}

/// The headings of lanes and years, and the lines between them.
fn frame(diagram: &Diagram, grid: &Grid) -> Vec<Stmt> {
    let mut statements = Vec::new();
    let (top, bottom) = (grid.down[0], grid.down[grid.down.len() - 1]);
    let words = |id: &str, label: &str, place: (usize, usize), color: &str| {
        let place = position(place);
        let pairs = [
            ("label", label),
            ("pos", &place),
            ("shape", "plaintext"),
            ("fontcolor", color),
            ("fontsize", "13"),
            ("tooltip", label),
        ];
        Stmt::Node(DotNode::new(name(id), attributes(&pairs)))
    };
    for (column, rank) in diagram.ranks.iter().enumerate().filter(|(_, rank)| rank.part == 0) {
        statements.push(words(
            &format!("year {}", rank.year),
            &rank.year.to_string(),
            (grid.across[column], top - 22),
            FAINT,
        ));
    }
    for (number, lane) in diagram.lanes.iter().enumerate() {
        let middle = usize::midpoint(grid.down[number], grid.down[number + 1]);
        statements.push(words(&format!("lane {number}"), &lane.label, (width(&lane.label) / 2, middle), INK));
    }
    for (number, &height) in grid.down.iter().enumerate() {
        statements.extend(ruler(&format!("lane line {number}"), (0, height), (grid.sides.1, height), "#c8c8c8"));
    }
    for (column, rank) in diagram.ranks.iter().enumerate().filter(|(_, rank)| rank.part == 0).skip(1) {
        let widest = rank.nodes.iter().map(|&at| width(&fit(&diagram.nodes[at].label, WIDEST))).max().unwrap_or(50);
        let left = grid.across[column].saturating_sub(widest / 2 + GAP / 2);
        statements.extend(ruler(&format!("year line {}", rank.year), (left, top), (left, bottom), "#ececec"));
    }
    statements
}

fn ruler(id: &str, from: (usize, usize), to: (usize, usize), color: &str) -> Vec<Stmt> {
    let ends = [format!("{id} from"), format!("{id} to")];
    let point = |id: &str, place: (usize, usize)| {
        let place = position(place);
        let pairs = [
            ("label", ""),
            ("pos", place.as_str()),
            ("shape", "point"),
            ("width", "0.001"),
            ("height", "0.001"),
            ("style", "invis"),
        ];
        Stmt::Node(DotNode::new(name(id), attributes(&pairs)))
    };
    let pairs = [("color", color), ("arrowhead", "none"), ("penwidth", "0.8"), ("class", "axis"), ("tooltip", " ")];
    vec![point(&ends[0], from), point(&ends[1], to), arrow(&ends[0], &ends[1], &pairs)]
}

fn legend(diagram: &Diagram, grid: &Grid) -> Vec<Stmt> {
    let mut statements = Vec::new();
    let height = grid.down[grid.down.len() - 1] + 40;
    let mut left = 0;
    for (number, line) in diagram.legend.iter().enumerate() {
        let relation = words::active(&line.relation);
        let told = if line.is_inferred { format!("{relation} (inferred)") } else { relation.into_owned() };
        let (stroke, room) = (stroke(line), width(&told));
        let ends = [format!("legend {number} start"), format!("legend {number} end")];
        let places = [(left, height), (left + 70 + room / 2, height)].map(position);
        let start =
            [("label", ""), ("pos", places[0].as_str()), ("shape", "point"), ("width", "0.001"), ("style", "invis")];
        let end = [
            ("label", told.as_str()),
            ("pos", &places[1]),
            ("shape", "plaintext"),
            ("fontsize", "11"),
            ("fontcolor", INK),
            ("tooltip", &told),
        ];
        statements.push(Stmt::Node(DotNode::new(name(&ends[0]), attributes(&start))));
        statements.push(Stmt::Node(DotNode::new(name(&ends[1]), attributes(&end))));
        let pairs = [
            ("color", stroke.color),
            ("style", stroke.style),
            ("arrowhead", stroke.head),
            ("penwidth", stroke.width),
            ("tooltip", told.as_str()),
        ];
        statements.push(arrow(&ends[0], &ends[1], &pairs));
        left += room + 110;
    }
    statements
}

/// Room for a label, in hundredths of an inch.
fn width(label: &str) -> usize {
    24 + columns(label) * 9
}

fn inches(hundredths: usize) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// Graphviz counts from below.
fn position((across, down): (usize, usize)) -> String {
    format!("{},-{}!", inches(across), inches(down))
}
