//! A picture of a lineage, before any format.

use super::{Date, Status};

/// The kind of a node that stands for a section.
pub const SECTION: &str = "Section";
/// The kind of a node that stands for several works.
pub const FAMILY: &str = "Family";
/// The kind of a node that is a concept.
pub const CONCEPT: &str = "Concept";
/// The relation between concepts that works are about together.
pub const TOGETHER: &str = "together";
/// The relation between a whole and its part, in pictures that show no descent.
pub const PART: &str = "part";

/// A picture of a lineage: works in the ranks of their years, steps of descent, and a legend of what is used.
#[derive(Clone, Debug, Default)]
pub struct Diagram {
    /// What it shows, in words.
    pub title: String,
    /// The language of its own words: `zh`, or anything else for English.
    pub language: &'static str,
    /// Where time runs.
    pub flow: Flow,
    /// The works, the earliest first.
    pub nodes: Vec<Node>,
    /// The steps, in the order of their nodes; at most one between two works.
    pub edges: Vec<Edge>,
    /// The years with their works, the earliest first.
    pub ranks: Vec<Rank>,
    /// The kinds of line that are used, the strongest first.
    pub legend: Vec<Line>,
    /// Rows of works that belong together, where it is a timeline; the first one is on top.
    pub lanes: Vec<Lane>,
}

/// A row of works that belong together.
#[derive(Clone, Debug)]
pub struct Lane {
    /// Its heading.
    pub label: String,
    /// Places in the nodes.
    pub nodes: Vec<usize>,
}

/// Where time runs in a picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Flow {
    /// From the top down: a row for each year.
    #[default]
    Down,
    /// From left to right: a column for each year.
    Right,
}

/// A work in a picture.
#[derive(Clone, Debug)]
pub struct Node {
    /// The id of the entity.
    pub id: String,
    /// The name to show; never empty.
    pub label: String,
    /// What it is, such as `Work` or `Dataset`.
    pub kind: String,
    /// Its date.
    pub published: Option<Date>,
    /// Whether it was read, waits, or is only mentioned.
    pub status: Status,
    /// Whether the picture is about it.
    pub is_focus: bool,
    /// What to tell on hover.
    pub tooltip: String,
    /// Where its note is.
    pub url: Option<String>,
}

/// A step of descent in a picture; all relations between two works merged into the strongest.
#[derive(Clone, Debug)]
pub struct Edge {
    /// The place of the earlier work in the nodes.
    pub earlier: usize,
    /// The place of the later work in the nodes.
    pub later: usize,
    /// How it is drawn.
    pub line: Line,
    /// Whether the dates have the later work before the earlier one, so that it runs against time.
    pub is_backward: bool,
    /// Every fact with its quotes.
    pub tooltip: String,
    /// Where the first quote stands.
    pub url: Option<String>,
}

/// A kind of line: a relation, stated or inferred.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line {
    /// Whether only a rule yields it.
    pub is_inferred: bool,
    /// The local name of the relation.
    pub relation: String,
}

/// Works that stand side by side: of one year, and none of them an ancestor of another by a step within it.
#[derive(Clone, Debug)]
pub struct Rank {
    /// The year.
    pub year: u16,
    /// How many ranks of the same year come before.
    pub part: usize,
    /// Places in the nodes.
    pub nodes: Vec<usize>,
}

/// Whether the rank at this place is the first one of its year.
#[must_use]
pub fn opens_a_year(ranks: &[Rank], at: usize) -> bool {
    at == 0 || ranks[at - 1].year != ranks[at].year
}
