//! Years as ranks: works of one year side by side, except where one builds on another of the same year.

use std::collections::BTreeMap;

use crate::model::diagram::{Edge, Flow, Node, Rank};

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

/// Where time had better run: down, as in a family tree, unless that makes a ribbon of the picture.
///
/// The sizes are those of boxes with the gaps around them, in inches; the shape aimed at is that of a screen.
pub(super) fn flow(ranks: &[Rank]) -> Flow {
    let size = |count: usize| f64::from(u16::try_from(count).unwrap_or(u16::MAX));
    let (across, along) = (size(ranks.iter().map(|rank| rank.nodes.len()).max().unwrap_or(0)), size(ranks.len()));
    let distance = |width: f64, height: f64| (width / height / 1.5).ln().abs();
    if distance(across * 1.6, along * 0.7) <= distance(along * 1.8, across * 0.55) { Flow::Down } else { Flow::Right }
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
