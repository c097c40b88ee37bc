//! Years as ranks: works of one year side by side, except where one builds on another of the same year.

use std::collections::BTreeMap;

use crate::model::diagram::{Edge, Node, Rank};

/// The ranks of a picture, the earliest first; works without a date are in none.
pub(super) fn ranks(nodes: &[Node], edges: &[Edge]) -> Vec<Rank> {
    let year = |at: usize| nodes[at].published.map(crate::model::Date::year);
    let within: Vec<(usize, usize)> = edges
        .iter()
        .filter(|edge| !edge.is_backward && year(edge.earlier).is_some() && year(edge.earlier) == year(edge.later))
        .map(|edge| (edge.earlier, edge.later))
        .collect();
    let parts = parts(nodes.len(), &within);
    let mut ranks: BTreeMap<(u16, usize), Vec<usize>> = BTreeMap::new();
    for (at, part) in parts.into_iter().enumerate() {
        if let Some(year) = year(at) {
            ranks.entry((year, part)).or_default().push(at);
        }
    }
    ranks.into_iter().map(|((year, part), nodes)| Rank { year, part, nodes }).collect()
}

/// How many steps within its year come before each node.
fn parts(count: usize, within: &[(usize, usize)]) -> Vec<usize> {
    let mut parts = vec![0; count];
    // In a cycle the parts would grow for ever: as many rounds as there are steps are enough for any line without one.
    for _ in 0..within.len().min(count) {
        let mut is_settled = true;
        for &(earlier, later) in within {
            if parts[later] <= parts[earlier] && parts[earlier] < within.len() {
                parts[later] = parts[earlier] + 1;
                is_settled = false;
            }
        }
        if is_settled {
            return parts;
        }
    }
    // A cycle, or a line that is just settled: side by side is safe, since flat edges are drawn as well.
    if within.iter().all(|&(earlier, later)| parts[later] > parts[earlier]) { parts } else { vec![0; count] }
}
