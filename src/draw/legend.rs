//! The legend: one row for each kind of line and of work that the picture holds.

use graphviz_rust::dot_structures::{Attribute, GraphAttributes, Id, Node as DotNode, Stmt, Subgraph};

use super::dot::{arrow, attributes, axis_name, name};
use super::escape::escaped;
use super::look::{INK, look, stroke};
use super::phrases::Phrases;
use crate::model::Status;
use crate::model::diagram::{CONCEPT, Diagram, Flow, Line, Node};

/// The legend as a box of its own: below the last year, or above the first years where time runs to the right.
pub(super) fn legend(diagram: &Diagram) -> Vec<Stmt> {
    if diagram.legend.is_empty() {
        return Vec::new();
    }
    let phrases = Phrases::of(diagram.language);
    // A map of concepts has neither years nor works.
    let (heading, statuses) = if diagram.ranks.is_empty() && diagram.nodes.iter().all(|node| node.kind == CONCEPT) {
        (phrases.counts, Vec::new())
    } else {
        (phrases.descent, vec![Status::Read, Status::Pending, Status::Mentioned])
    };
    let lines: Vec<Sample> = diagram
        .legend
        .iter()
        .enumerate()
        .map(|(at, line)| arrow_sample(at, (line, &phrases.line(line)), diagram.flow))
        .collect();
    let boxes: Vec<Sample> = statuses
        .into_iter()
        .filter_map(|status| diagram.nodes.iter().find(|node| node.status == status && !node.is_focus))
        .map(|node| box_sample(node, phrases.status(node.status)))
        .collect();
    let mut statements = vec![Stmt::GAttribute(GraphAttributes::Graph(attributes(&[
        ("label", heading),
        ("labeljust", "l"),
        ("fontsize", "11"),
        ("color", "#cccccc"),
        ("style", "rounded"),
        ("margin", "10"),
    ])))];
    let mut around = Vec::new();
    if diagram.flow == Flow::Down {
        let rows: Vec<&[Sample]> = lines.chunks(ROW).chain(boxes.chunks(ROW)).collect();
        statements.extend(rows.iter().flat_map(|row| side_by_side(row)));
        statements.extend(rows.windows(2).map(|pair| hidden(&pair[0][0].ends[0], &pair[1][0].ends[0], "1")));
        // Below the last year, beginning where the years stand.
        around.extend(diagram.ranks.last().map(|rank| hidden(&axis_name(rank), &lines[0].ends[0], "2")));
    }
    statements.extend(lines.into_iter().chain(boxes).flat_map(|sample| sample.statements));
    let mut all = vec![Stmt::Subgraph(Subgraph { id: Id::Plain("cluster_legend".to_owned()), stmts: statements })];
    all.extend(around);
    all
}

/// Samples in one row, where time runs down.
const ROW: usize = 3;

/// One thing that the legend explains.
struct Sample {
    /// The names of its first and last node.
    ends: [String; 2],
    statements: Vec<Stmt>,
}

fn arrow_sample(at: usize, (line, words): (&Line, &str), flow: Flow) -> Sample {
    let stroke = stroke(line);
    let ends = [format!("legend {at} start"), format!("legend {at} end")];
    // An arrow is straight only if both of its ends are equally high.
    let row = [("shape", "plaintext"), ("fontsize", "11"), ("fontcolor", INK), ("height", "0.22"), ("tooltip", words)];
    let mut from = attributes(&row);
    from.extend(attributes(&[("label", ""), ("width", "0.05"), ("margin", "0")]));
    let mut to = attributes(&row);
    to.extend(attributes(&[("width", "1.45"), ("margin", "0.05,0.02")]));
    to.push(Attribute(Id::Plain("label".to_owned()), left_aligned(words)));
    // Between columns there is room for an arrow; between boxes of one row it needs some.
    let length = if flow == Flow::Down { "2" } else { "1" };
    let stroke = [
        ("color", stroke.color),
        ("style", stroke.style),
        ("arrowhead", stroke.head),
        ("penwidth", stroke.width),
        ("weight", "10"),
        ("minlen", length),
        ("tooltip", words),
    ];
    let statements = vec![
        Stmt::Node(DotNode::new(name(&ends[0]), from)),
        Stmt::Node(DotNode::new(name(&ends[1]), to)),
        arrow(&ends[0], &ends[1], &stroke),
    ];
    Sample { ends, statements }
}

fn box_sample(example: &Node, words: &str) -> Sample {
    let look = look(example);
    let attributes = attributes(&[
        ("label", words),
        ("shape", "box"),
        ("style", look.style),
        ("color", look.border),
        ("fillcolor", look.fill),
        ("fontcolor", look.text),
        ("penwidth", look.width),
        ("fontsize", "11"),
        ("height", "0.24"),
        ("tooltip", words),
    ]);
    let id = format!("legend {words}");
    Sample { statements: vec![Stmt::Node(DotNode::new(name(&id), attributes))], ends: [id.clone(), id] }
}

/// A row of samples, held in order by edges that are not drawn.
fn side_by_side(row: &[Sample]) -> Vec<Stmt> {
    let members = row.iter().flat_map(|sample| sample.ends.iter());
    let mut same = vec![Stmt::Attribute(Attribute(Id::Plain("rank".to_owned()), Id::Plain("same".to_owned())))];
    same.extend(members.map(|end| Stmt::Node(DotNode::new(name(end), Vec::new()))));
    let mut statements = vec![Stmt::Subgraph(Subgraph { id: Id::Anonymous(String::new()), stmts: same })];
    statements.extend(row.windows(2).map(|pair| hidden(&pair[0].ends[1], &pair[1].ends[0], "1")));
    statements
}

fn hidden(from: &str, to: &str, ranks: &str) -> Stmt {
    arrow(from, to, &[("style", "invis"), ("weight", "50"), ("minlen", ranks)])
}

/// Words that begin at the left edge of their box: `\l` ends such a line in the language of Graphviz.
fn left_aligned(words: &str) -> Id {
    let mut quoted = escaped(words);
    quoted.insert_str(quoted.len() - 1, "\\l");
    Id::Escaped(quoted)
}
