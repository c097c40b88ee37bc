//! A picture with lanes: a row of boxes for each topic, a column for each year, every box at its place. Graphviz draws
//! it where it is told to, and lays nothing out, so that the picture changes only where the notes do.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use graphviz_rust::dot_structures::{GraphAttributes, Node as DotNode, Stmt};
use petgraph::graph::NodeIndex;

use super::compose::diagram;
use super::dot::{arrow, attributes, boxed, looks, name};
use super::look::{FAINT, FONTS, INK, stroke};
use super::phrases::{Phrases, Style};
use super::select::Subject;
use crate::model::diagram::{Diagram, Lane, Rank, opens_a_year};
use crate::model::lineage::Lineage;
use crate::text::width::{columns, fit};

/// The height of a row, the gap between columns, and the height that a lane has over its rows, in hundredths of an inch.
const ROW: usize = 44;
const GAP: usize = 34;
const PADDING: usize = 26;
/// The widest label in columns.
const WIDEST: usize = 24;
/// The most columns of one year, and where there are many boxes; more make a ribbon of the picture.
const COLUMNS: [usize; 2] = [3, 2];
/// With more boxes than this, finding ways around them takes too long, and lines run straight.
const WINDING: usize = 120;

/// The picture of works over time; each lane is a heading with its works, and works without a date are left out.
#[must_use]
pub fn timeline(lineage: &Lineage, lanes: &[(String, Vec<NodeIndex>)], style: &Style) -> Diagram {
    let dated = |work: &NodeIndex| lineage.date(*work).is_some();
    let works = lanes.iter().flat_map(|(_, works)| works).copied().filter(dated).collect();
    let mut diagram = diagram(lineage, &Subject::Only(works), style);
    let places: BTreeMap<&str, usize> =
        diagram.nodes.iter().enumerate().map(|(at, node)| (node.id.as_str(), at)).collect();
    let lanes = lanes.iter().map(|(label, works)| Lane {
        label: label.clone(),
        nodes: works.iter().filter_map(|&work| places.get(lineage.entity(work).id.as_str()).copied()).collect(),
    });
    let lanes: Vec<Lane> = side_by_side(&diagram, lanes.filter(|lane| !lane.nodes.is_empty()).collect());
    diagram.nodes.iter_mut().for_each(|node| node.is_focus = false);
    let most = COLUMNS[usize::from(diagram.nodes.len() > WINDING)];
    let (title, ranks) = (Phrases::of(style.language).timeline.to_owned(), narrow(diagram.ranks, most));
    Diagram { title, ranks, lanes, ..diagram }
}

/// The columns, with those of a year that are too many joined into its last one.
fn narrow(ranks: Vec<Rank>, most: usize) -> Vec<Rank> {
    let mut narrow: Vec<Rank> = Vec::new();
    for rank in ranks {
        match narrow.last_mut() {
            Some(last) if last.year == rank.year && rank.part >= most => last.nodes.extend(rank.nodes),
            _ => narrow.push(rank),
        }
    }
    narrow
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
    let legend = legend(diagram, &grid);
    // Nothing stands further to the left or further down, so that distances from here are those in the picture.
    let corner = (0, legend.bottom + 20);
    let mut statements = general(diagram, &rulers(diagram, &grid, corner.1));
    statements.push(point("corner", corner));
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
    statements.extend(legend.statements);
    statements
}

fn general(diagram: &Diagram, rulers: &str) -> Vec<Stmt> {
    let title = diagram.title.as_str();
    let graph = [
        ("layout", "neato"),
        // Lines go around boxes, where these stand at least twice this far apart, in points.
        ("splines", if diagram.nodes.len() > WINDING { "line" } else { "true" }),
        ("esep", "+2"),
        ("_background", rulers),
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
    let top = grid.down[0];
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
    for (column, rank) in diagram.ranks.iter().enumerate().filter(|(column, _)| opens_a_year(&diagram.ranks, *column)) {
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
    statements
}

/// The lines between lanes and between years, behind everything, in the language of Graphviz for drawings.
///
/// As edges they would have to find ways around the boxes as well, which takes long.
fn rulers(diagram: &Diagram, grid: &Grid, floor: usize) -> String {
    let (top, bottom) = (grid.down[0], grid.down[grid.down.len() - 1]);
    let across = grid.down.iter().map(|&height| ("#c8c8c8", (0, height), (grid.sides.1, height)));
    let opening = (1..diagram.ranks.len()).filter(|&column| opens_a_year(&diagram.ranks, column));
    let down = opening.map(|column| {
        let labels = diagram.ranks[column].nodes.iter().map(|&at| width(&fit(&diagram.nodes[at].label, WIDEST)));
        let left = grid.across[column].saturating_sub(labels.max().unwrap_or(50) / 2 + GAP / 2);
        ("#ececec", (left, top), (left, bottom))
    });
    // Here Graphviz counts in points, 72 to the inch.
    let points = |(left, height): (usize, usize)| {
        let [left, up] = [left, floor - height].map(|hundredths| hundredths * 72);
        format!("{} {}", inches(left), inches(up))
    };
    let mut drawing = "S 17 -setlinewidth(0.8)".to_owned();
    for (color, from, to) in down.chain(across) {
        let _ = write!(drawing, " c 7 -{color} L 2 {} {}", points(from), points(to));
    }
    drawing
}

fn point(id: &str, place: (usize, usize)) -> Stmt {
    let place = position(place);
    let pairs = [("label", ""), ("pos", place.as_str()), ("shape", "point"), ("width", "0.001"), ("style", "invis")];
    Stmt::Node(DotNode::new(name(id), attributes(&pairs)))
}

/// The legend, and how far down it goes.
struct Legend {
    statements: Vec<Stmt>,
    bottom: usize,
}

fn legend(diagram: &Diagram, grid: &Grid) -> Legend {
    let mut statements = Vec::new();
    let (mut left, mut height) = (0, grid.down[grid.down.len() - 1] + 40);
    for (number, line) in diagram.legend.iter().enumerate() {
        let told = Phrases::of(diagram.language).line(line);
        let (stroke, room) = (stroke(line), width(&told));
        if left > 0 && left + room + 70 > grid.sides.1 {
            (left, height) = (0, height + 26);
        }
        let ends = [format!("legend {number} start"), format!("legend {number} end")];
        let place = position((left + 70 + room / 2, height));
        let end = [
            ("label", told.as_str()),
            ("pos", &place),
            ("shape", "plaintext"),
            ("fontsize", "11"),
            ("fontcolor", INK),
            ("tooltip", &told),
        ];
        statements.push(point(&ends[0], (left, height)));
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
    Legend { statements, bottom: height }
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
