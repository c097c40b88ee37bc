//! Concepts → a map: what is narrower than what, how many works each is a topic of, and which go together.

use std::collections::{BTreeMap, BTreeSet};

use super::phrases::Phrases;
use crate::knowledge::concepts::Concepts;
use crate::model::diagram::{CONCEPT, Diagram, Edge, Flow, Line, Node, PART, TOGETHER};
use crate::model::{Graph, Status, vocabulary};
use crate::text::width::fit;

/// How many concepts a map shows, those between them and the tops not counted.
const MOST: usize = 40;
/// How many pairs of concepts are joined because they go together.
const PAIRS: usize = 16;
/// The least number of works that two concepts share to go together.
const LEAST_SHARED: usize = 3;

/// The widest name of a concept, in columns, so that its number is not cut off.
const WIDEST: usize = 26;

/// Works by concept.
type Topics<'a> = BTreeMap<&'a str, BTreeSet<&'a str>>;

/// The map of the concepts that were read most about, in a language.
#[must_use]
pub fn concept_map(graph: &Graph, concepts: &Concepts, language: &'static str) -> Diagram {
    let topics = topics(graph);
    let mut order: Vec<&str> = topics.keys().copied().collect();
    order.sort_by_key(|name| (usize::MAX - topics[name].len(), *name));
    order.truncate(MOST);
    let mut shown: BTreeMap<&str, Option<&str>> = BTreeMap::new();
    for name in order {
        let line = std::iter::successors(Some(name), |name| concepts.get(name)?.broader.first().map(String::as_str));
        let line: Vec<&str> = line.take(8).collect();
        line.iter().enumerate().for_each(|(at, name)| {
            shown.insert(name, line.get(at + 1).copied());
        });
    }
    let places: BTreeMap<&str, usize> = shown.keys().enumerate().map(|(at, &name)| (name, at)).collect();
    let nodes =
        shown.iter().map(|(name, above)| node(concepts, (name, above.is_none()), topics.get(name), (graph, language)));
    let nodes: Vec<Node> = nodes.collect();
    let part = |(name, above): (&str, Option<&str>)| Some(edge(places[above?], places[name], PART, String::new()));
    let mut edges: Vec<Edge> = shown.iter().filter_map(|(&name, &above)| part((name, above))).collect();
    for (one, other, count) in together(&topics, &shown) {
        edges.push(edge(places[one], places[other], TOGETHER, format!("{count} works are about both")));
    }
    let legend =
        [PART, TOGETHER].into_iter().filter(|relation| edges.iter().any(|edge| edge.line.relation == *relation));
    let legend = legend.map(|relation| Line { is_inferred: false, relation: relation.to_owned() }).collect();
    let title = Phrases::of(language).concepts.to_owned();
    Diagram { title, language, flow: Flow::Right, nodes, edges, legend, ..Diagram::default() }
}

fn topics(graph: &Graph) -> Topics<'_> {
    let mut topics: Topics = BTreeMap::new();
    for fact in graph.facts.iter().filter(|fact| fact.relation == vocabulary::HAS_TOPIC) {
        let is_read = graph.entity(&fact.subject).is_some_and(|work| work.status == Status::Read);
        if let (Some(name), true) = (fact.object.strip_prefix("concept/"), is_read) {
            topics.entry(name).or_default().insert(&fact.subject);
        }
    }
    topics
}

fn node(
    concepts: &Concepts,
    (name, is_top): (&str, bool),
    works: Option<&BTreeSet<&str>>,
    (graph, language): (&Graph, &str),
) -> Node {
    let labels = concepts.get(name).map_or(&[][..], |concept| &concept.labels);
    let own = labels.iter().take(2).find(|label| label.language.as_deref() == Some(language)).or(labels.first());
    let label = own.map_or(name, |label| label.text.as_str());
    let count = works.map_or(0, BTreeSet::len);
    let works: Vec<&str> = works.into_iter().flatten().map(|id| graph.label(id)).collect();
    Node {
        id: format!("concept/{name}"),
        label: if count > 0 { format!("{} · {count}", fit(label, WIDEST)) } else { label.to_owned() },
        kind: CONCEPT.to_owned(),
        published: None,
        status: if count > 0 { Status::Read } else { Status::Pending },
        is_focus: is_top,
        tooltip: if works.is_empty() { label.to_owned() } else { works.join(", ") },
        url: None,
    }
}

/// The pairs of concepts that share most works for their size, none narrower than the other.
fn together<'a>(topics: &Topics<'a>, shown: &BTreeMap<&'a str, Option<&'a str>>) -> Vec<(&'a str, &'a str, usize)> {
    let is_above = |above: &str, name: &'a str| {
        std::iter::successors(Some(name), |name| shown.get(name).copied().flatten()).take(8).any(|each| each == above)
    };
    let names: Vec<&str> = topics.keys().copied().filter(|name| shown.contains_key(name)).collect();
    let mut pairs = Vec::new();
    for (at, &one) in names.iter().enumerate() {
        for &other in &names[at + 1..] {
            let shared = topics[one].intersection(&topics[other]).count();
            let all = topics[one].union(&topics[other]).count();
            if shared >= LEAST_SHARED && shared * 3 >= all && !is_above(one, other) && !is_above(other, one) {
                pairs.push((usize::MAX - shared * 1000 / all.max(1), one, other, shared));
            }
        }
    }
    pairs.sort_unstable();
    pairs.into_iter().take(PAIRS).map(|(_, one, other, shared)| (one, other, shared)).collect()
}

fn edge(earlier: usize, later: usize, relation: &str, tooltip: String) -> Edge {
    Edge {
        earlier,
        later,
        line: Line { is_inferred: false, relation: relation.to_owned() },
        is_backward: relation == TOGETHER,
        tooltip,
        url: None,
    }
}
