//! The cheapest simple paths between two nodes, by Yen's algorithm over a search that is bounded in steps.
//!
//! Two works in a layered lineage may be joined by millions of paths: here none is visited that is not among the best.

use std::collections::{BTreeMap, BTreeSet};

/// A graph with a cost at each edge: for each node, where it leads. Costs are above 0.
pub(super) type Costs = Vec<BTreeMap<usize, u32>>;

/// At most `count` paths without a repeated node from `start` to `end`, of at most `steps` edges, the cheapest first.
pub(super) fn cheapest(costs: &Costs, (start, end): (usize, usize), steps: usize, count: usize) -> Vec<Vec<usize>> {
    let mut found: Vec<Vec<usize>> = Vec::new();
    let mut candidates = BTreeSet::new();
    let first = shortest(costs, (start, end), steps, &Barred::default());
    candidates.extend(first.map(|path| ranked(costs, path)));
    while let Some((_, _, path)) = candidates.pop_first() {
        if found.len() == count {
            break;
        }
        for at in 0..path.len() - 1 {
            let root = &path[..=at];
            let taken = found.iter().chain([&path]).filter(|known| known.starts_with(root)).map(|known| known[at + 1]);
            let barred = Barred { nodes: path[..at].iter().copied().collect(), first: taken.collect() };
            if let Some(rest) = shortest(costs, (path[at], end), steps - at, &barred) {
                candidates.insert(ranked(costs, [&path[..at], &rest].concat()));
            }
        }
        found.push(path);
    }
    found
}

/// What a search must not use.
#[derive(Default)]
struct Barred {
    nodes: BTreeSet<usize>,
    /// Nodes that must not come directly after the start.
    first: BTreeSet<usize>,
}

fn ranked(costs: &Costs, path: Vec<usize>) -> (u32, usize, Vec<usize>) {
    (path.windows(2).map(|pair| costs[pair[0]][&pair[1]]).sum(), path.len(), path)
}

/// The cheapest path of at most `steps` edges; it repeats no node, since leaving out a loop is cheaper and shorter.
fn shortest(costs: &Costs, (start, end): (usize, usize), steps: usize, barred: &Barred) -> Option<Vec<usize>> {
    let mut layers: Vec<BTreeMap<usize, (u32, usize)>> = vec![BTreeMap::from([(start, (0, start))])];
    let mut best: BTreeMap<usize, u32> = BTreeMap::from([(start, 0)]);
    for step in 1..=steps {
        let mut layer: BTreeMap<usize, (u32, usize)> = BTreeMap::new();
        for (&node, &(cost, _)) in layers.last()? {
            for (&next, &edge) in &costs[node] {
                let is_barred = barred.nodes.contains(&next) || (step == 1 && barred.first.contains(&next));
                let candidate = (cost + edge, node);
                if is_barred || best.get(&next).is_some_and(|&known| known <= candidate.0) {
                    continue;
                }
                layer.entry(next).and_modify(|known| *known = candidate.min(*known)).or_insert(candidate);
            }
        }
        if layer.is_empty() {
            break;
        }
        // A dearer way with more steps can serve nothing that the cheaper, shorter one does not.
        best.extend(layer.iter().map(|(&node, &(cost, _))| (node, cost)));
        layers.push(layer);
    }
    let (last, _) = layers
        .iter()
        .enumerate()
        .filter_map(|(at, layer)| Some((at, layer.get(&end)?)))
        .min_by_key(|(_, reached)| reached.0)?;
    let mut path = vec![end];
    for layer in layers[1..=last].iter().rev() {
        path.push(layer[path.last()?].1);
    }
    path.reverse();
    Some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_come_cheapest_first_and_respect_the_bound_on_steps() {
        // 0 → 1 → 3 costs 2, 0 → 3 costs 3, 0 → 1 → 2 → 3 costs 3 in more steps, and 2 → 0 closes a cycle.
        let costs: Costs = vec![
            BTreeMap::from([(1, 1), (3, 3)]),
            BTreeMap::from([(2, 1), (3, 1)]),
            BTreeMap::from([(3, 1), (0, 1)]),
            BTreeMap::new(),
        ];
        assert_eq!(cheapest(&costs, (0, 3), 8, 9), [vec![0, 1, 3], vec![0, 3], vec![0, 1, 2, 3]]);
        assert_eq!(cheapest(&costs, (0, 3), 1, 9), [vec![0, 3]]);
        assert_eq!(cheapest(&costs, (0, 3), 8, 1), [vec![0, 1, 3]]);
        assert!(cheapest(&costs, (3, 0), 8, 9).is_empty());
    }
}
