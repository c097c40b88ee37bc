//! A large picture → a small one: works that descend from one another become one box with their number in it.

use std::collections::{BTreeMap, BTreeSet};

use super::phrases::Phrases;
use super::ranks::{flow, ranks};
use crate::model::diagram::{Diagram, Edge, FAMILY, Line, Node};
use crate::model::lineage::strength;
use crate::text::width::one_line;

/// Pictures with more works than this are folded.
pub const MOST: usize = 300;
/// About how many boxes a folded picture has.
const BOXES: usize = 40;
/// Families with fewer works than this join others.
const SMALL: usize = 4;
/// How many names the tooltip of a box tells.
const TOLD: usize = 30;

/// The picture, folded by family if it has more than `most` works.
#[must_use]
pub fn folded(diagram: Diagram, most: usize) -> Diagram {
    if diagram.nodes.len() <= most {
        return diagram;
    }
    let (heads, apart) = gathered(&diagram, heads(&diagram));
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    heads.iter().enumerate().for_each(|(at, &head)| members.entry(head).or_default().push(at));
    let places: BTreeMap<usize, usize> = members.keys().enumerate().map(|(place, &head)| (head, place)).collect();
    let mut nodes: Vec<Node> = members.iter().map(|(&head, members)| family(&diagram.nodes, head, members)).collect();
    if let Some(head) = apart.filter(|head| members[head].len() > 1) {
        nodes[places[&head]].label = format!("{} in small families", members[&head].len());
    }
    let mut steps: BTreeMap<(usize, usize), Vec<&Edge>> = BTreeMap::new();
    for edge in &diagram.edges {
        let ends = (places[&heads[edge.earlier]], places[&heads[edge.later]]);
        if ends.0 != ends.1 {
            steps.entry(ends).or_default().push(edge);
        }
    }
    let edges: Vec<Edge> = steps.into_iter().map(|(ends, steps)| merged(&nodes, ends, &steps)).collect();
    let mut legend: Vec<Line> = edges.iter().map(|edge| edge.line.clone()).collect();
    legend.sort_by_key(|line| (line.is_inferred, strength(&line.relation), line.relation.clone()));
    legend.dedup();
    let ranks = ranks(&nodes, &edges);
    let phrases = Phrases::of(diagram.language);
    let title = diagram.title + &phrases.folded(diagram.nodes.len(), nodes.len());
    Diagram { title, language: diagram.language, flow: flow(&ranks), ranks, nodes, edges, legend, lanes: Vec::new() }
}

/// For each work the first one of its family: subtrees of main parents, cut where they have grown large enough.
fn heads(diagram: &Diagram) -> Vec<usize> {
    let count = diagram.nodes.len();
    let mut parents: Vec<Option<usize>> = vec![None; count];
    let rank = |edge: &Edge| (edge.line.is_inferred, strength(&edge.line.relation), usize::MAX - edge.earlier);
    let mut best: BTreeMap<usize, &Edge> = BTreeMap::new();
    // Nodes stand in the order of time: a parent before its child, so no circle is possible.
    for edge in diagram.edges.iter().filter(|edge| edge.earlier < edge.later) {
        let known = best.entry(edge.later).or_insert(edge);
        if rank(edge) < rank(known) {
            *known = edge;
        }
    }
    for (later, edge) in best {
        parents[later] = Some(edge.earlier);
    }
    let enough = (count / BOXES).max(2);
    let mut sizes = vec![1; count];
    let mut is_head = vec![false; count];
    for at in (0..count).rev() {
        match parents[at] {
            Some(parent) if sizes[at] < enough => sizes[parent] += sizes[at],
            _ => is_head[at] = true,
        }
    }
    let mut heads: Vec<usize> = (0..count).collect();
    for at in 0..count {
        if let Some(parent) = parents[at].filter(|_| !is_head[at]) {
            heads[at] = heads[parent];
        }
    }
    heads
}

/// The heads after small families have joined the ones that they have most steps to, and those
/// without any one another, under the head that is told as well.
fn gathered(diagram: &Diagram, mut heads: Vec<usize>) -> (Vec<usize>, Option<usize>) {
    let mut touching: Vec<Vec<&Edge>> = vec![Vec::new(); heads.len()];
    for edge in &diagram.edges {
        touching[edge.earlier].push(edge);
        touching[edge.later].push(edge);
    }
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    heads.iter().enumerate().for_each(|(at, &head)| members.entry(head).or_default().push(at));
    for least in [2, SMALL] {
        let small: Vec<usize> = members.iter().filter(|(_, own)| own.len() < least).map(|(head, _)| *head).collect();
        for family in small {
            let mut steps: BTreeMap<usize, usize> = BTreeMap::new();
            for edge in members[&family].iter().flat_map(|&at| &touching[at]) {
                let [one, other] = [heads[edge.earlier], heads[edge.later]];
                let other = if one == family { other } else { one };
                if other != family {
                    *steps.entry(other).or_insert(0) += 1;
                }
            }
            let Some((&other, _)) = steps.iter().max_by_key(|(head, steps)| (**steps, usize::MAX - **head)) else {
                continue;
            };
            let own = members.remove(&family).unwrap_or_default();
            for &at in &own {
                heads[at] = other;
            }
            members.entry(other).or_default().extend(own);
        }
    }
    let sizes = sizes(&heads);
    let joined: BTreeSet<usize> = diagram
        .edges
        .iter()
        .filter(|edge| heads[edge.earlier] != heads[edge.later])
        .flat_map(|edge| [heads[edge.earlier], heads[edge.later]])
        .collect();
    let is_apart = |head: &usize| sizes[head] < SMALL && !joined.contains(head);
    let apart = heads.iter().copied().filter(is_apart).min();
    if let Some(first) = apart {
        heads.iter_mut().filter(|head| is_apart(head)).for_each(|head| *head = first);
    }
    (heads, apart)
}

/// How many works each family has.
fn sizes(heads: &[usize]) -> BTreeMap<usize, usize> {
    let mut sizes = BTreeMap::new();
    for head in heads {
        *sizes.entry(*head).or_insert(0) += 1;
    }
    sizes
}

fn family(nodes: &[Node], head: usize, members: &[usize]) -> Node {
    let first = &nodes[head];
    if members.len() == 1 {
        return first.clone();
    }
    let names: Vec<&str> = members.iter().take(TOLD).map(|&at| nodes[at].label.as_str()).collect();
    let more = if members.len() > TOLD { format!(", and {} more", members.len() - TOLD) } else { String::new() };
    let last = members.iter().filter_map(|&at| nodes[at].published).max();
    let span = match (first.published, last) {
        (Some(first), Some(last)) if first.year() < last.year() => format!(", to {}", last.year()),
        _ => String::new(),
    };
    Node {
        label: format!("{} + {}", first.label, members.len() - 1),
        kind: FAMILY.to_owned(),
        is_focus: members.iter().any(|&at| nodes[at].is_focus),
        status: members.iter().map(|&at| nodes[at].status).min().unwrap_or_default(),
        tooltip: format!("{} works{span}: {}{more}", members.len(), one_line(&names.join(", "))),
        ..first.clone()
    }
}

fn merged(nodes: &[Node], (earlier, later): (usize, usize), steps: &[&Edge]) -> Edge {
    let strongest = steps.iter().min_by_key(|edge| (edge.line.is_inferred, strength(&edge.line.relation)));
    let line = strongest.map_or(Line { is_inferred: true, relation: String::new() }, |edge| edge.line.clone());
    let is_backward = matches!(
        (nodes[earlier].published, nodes[later].published),
        (Some(earlier), Some(later)) if later.is_before(earlier)
    );
    let first = steps.first();
    let tooltip = match steps {
        [only] => only.tooltip.clone(),
        _ => format!("{} steps, such as:\n{}", steps.len(), first.map_or("", |edge| edge.tooltip.as_str())),
    };
    Edge { earlier, later, line, is_backward, tooltip, url: first.and_then(|edge| edge.url.clone()) }
}
