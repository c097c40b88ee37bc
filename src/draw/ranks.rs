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
    settled(count, within).unwrap_or_else(|| {
        // There is a circle. Nodes stand in the order of time, so steps that keep to it make none.
        let forward: Vec<(usize, usize)> = within.iter().copied().filter(|(earlier, later)| earlier < later).collect();
        settled(count, &forward).unwrap_or_else(|| vec![0; count])
    })
}

/// Nothing where the steps run in a circle, so that the parts would grow for ever.
fn settled(count: usize, within: &[(usize, usize)]) -> Option<Vec<usize>> {
    let (mut waits, mut next) = (vec![0_usize; count], vec![Vec::new(); count]);
    for &(earlier, later) in within {
        waits[later] += 1;
        next[earlier].push(later);
    }
    let mut ready: Vec<usize> = (0..count).filter(|&at| waits[at] == 0).collect();
    let (mut parts, mut done) = (vec![0; count], 0);
    while let Some(at) = ready.pop() {
        done += 1;
        for &later in &next[at] {
            parts[later] = parts[later].max(parts[at] + 1);
            waits[later] -= 1;
            if waits[later] == 0 {
                ready.push(later);
            }
        }
    }
    (done == count).then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_begins_in_the_first_part_of_its_year_though_others_run_in_circles() {
        assert_eq!(parts(3, &[(0, 1), (1, 2)]), [0, 1, 2]);
        assert_eq!(parts(3, &[(2, 0), (1, 2)]), [2, 0, 1]);
        assert_eq!(parts(4, &[(0, 1), (1, 0), (1, 2), (3, 3)]), [0, 1, 2, 0]);
    }
}
