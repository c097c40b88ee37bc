//! Which works a question can touch, by the steps alone: so that of a large graph only these need be read.
//!
//! Each function chooses enough for its question to be answered as on the whole graph, and not much more.

use std::collections::{BTreeSet, VecDeque};

use super::Limits;
use super::connection::DETOUR;
use super::explanation::SHARED;
use crate::model::lineage::Direction;
use crate::store::Steps;

/// How far each thing is; [`FAR`] where nothing leads to it.
type Distances = Vec<usize>;
const FAR: usize = usize::MAX;

/// For [`super::family`]: everything in these directions up to one step behind the depth, which tells what is cut off.
#[must_use]
pub fn family(steps: &Steps, works: &[usize], directions: &[Direction], depth: Depth) -> BTreeSet<usize> {
    let mut chosen = BTreeSet::new();
    for &work in works {
        let sides: Vec<Distances> =
            directions.iter().map(|&direction| distances(steps, work, Way::Line(direction))).collect();
        let depth = match depth {
            Depth::Steps(depth) => depth,
            Depth::Works(most) => depth_of(sides.iter().flatten().copied().filter(|&distance| distance != FAR), most),
        };
        let is_near = |distance: usize| distance != FAR && distance <= depth.saturating_add(1);
        for side in &sides {
            chosen.extend((0..side.len()).filter(|&at| is_near(side[at])));
        }
    }
    chosen
}

/// How far a family is followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// So many steps.
    Steps(usize),
    /// As many steps as show no more works than this, and one at least.
    Works(usize),
}

/// The greatest depth at which no more than `most` works are as near, and 1 at least; none bounds what is small enough.
pub fn depth_of(distances: impl Iterator<Item = usize>, most: usize) -> usize {
    let mut counts: Vec<usize> = Vec::new();
    for distance in distances.filter(|distance| *distance > 0) {
        counts.resize(counts.len().max(distance), 0);
        counts[distance - 1] += 1;
    }
    let sums = counts.iter().scan(0, |sum, count| {
        *sum += count;
        Some(*sum)
    });
    let depth = sums.take_while(|sum| *sum <= most).count().max(1);
    if depth >= counts.len() { FAR } else { depth }
}

/// For [`super::siblings`]: what a work builds on directly, and what else does.
#[must_use]
pub fn siblings(steps: &Steps, works: &[usize]) -> BTreeSet<usize> {
    let parents = works.iter().flat_map(|&work| steps.next(work, Direction::Ancestors));
    parents.flat_map(|parent| steps.next(parent, Direction::Descendants).chain([parent])).collect()
}

/// For [`super::common`]: what works all descend from, and what of that stands directly below.
#[must_use]
pub fn common(steps: &Steps, works: &[usize]) -> BTreeSet<usize> {
    let mut chosen = BTreeSet::new();
    for &work in works {
        let above = distances(steps, work, Way::Line(Direction::Ancestors));
        chosen.extend((0..above.len()).filter(|&at| above[at] != FAR));
    }
    chosen
}

/// For [`super::explanation`]: what lies between two works, or between them and the nearest that both descend from.
#[must_use]
pub fn explanation(steps: &Steps, works: [usize; 2], limits: Limits) -> BTreeSet<usize> {
    let above = works.map(|work| distances(steps, work, Way::Line(Direction::Ancestors)));
    let mut chosen = BTreeSet::new();
    for (later, earlier) in [(0, 1), (1, 0)] {
        if above[later][works[earlier]] != FAR {
            chosen.extend(between(steps, works[earlier], &above[later], limits.steps));
        }
    }
    if !chosen.is_empty() || works[0] == works[1] {
        return chosen;
    }
    let common: Vec<usize> =
        (0..steps.count()).filter(|&at| above.iter().all(|distances| distances[at] != FAR)).collect();
    let away = |at: usize| above[0][at] + above[1][at];
    let is_common = |at: usize| above.iter().all(|distances| distances[at] != FAR);
    let is_lowest = |at: &usize| !steps.next(*at, Direction::Descendants).any(is_common);
    let mut lowest: Vec<usize> = common.iter().copied().filter(is_lowest).collect();
    if lowest.is_empty() {
        lowest = common;
    }
    lowest.sort_by_key(|&at| (away(at), at));
    for ancestor in lowest.into_iter().take(SHARED) {
        for distances in &above {
            chosen.extend(between(steps, ancestor, distances, Limits::default().steps));
        }
    }
    chosen
}

/// For [`super::connection`]: what lies on a way between two works that is hardly longer than the shortest.
#[must_use]
pub fn connection(steps: &Steps, works: [usize; 2], limits: Limits) -> BTreeSet<usize> {
    let [from_one, from_other] = works.map(|work| distances(steps, work, Way::Any));
    let shortest = from_one[works[1]];
    let most = if shortest > limits.steps { shortest } else { limits.steps.min(shortest + DETOUR) };
    near(&from_one, &from_other, most)
}

/// What lies between a work, whose ancestors are at these distances, and one of them, on lines of so many steps or on the
/// shortest.
fn between(steps: &Steps, ancestor: usize, up: &Distances, most: usize) -> BTreeSet<usize> {
    let down = distances(steps, ancestor, Way::Line(Direction::Descendants));
    near(up, &down, most.max(up[ancestor]))
}

fn near(one: &Distances, other: &Distances, most: usize) -> BTreeSet<usize> {
    let is_near = |at: &usize| one[*at] != FAR && other[*at] != FAR && one[*at] + other[*at] <= most;
    (0..one.len()).filter(is_near).collect()
}

/// Which steps are taken.
#[derive(Clone, Copy)]
enum Way {
    Line(Direction),
    Any,
}

fn distances(steps: &Steps, start: usize, way: Way) -> Distances {
    let mut distances = vec![FAR; steps.count()];
    distances[start] = 0;
    let mut waiting = VecDeque::from([start]);
    let directions: &[Direction] = match &way {
        Way::Line(direction) => std::slice::from_ref(direction),
        Way::Any => &[Direction::Ancestors, Direction::Descendants],
    };
    while let Some(at) = waiting.pop_front() {
        for next in directions.iter().flat_map(|&direction| steps.next(at, direction)) {
            if distances[next] == FAR {
                distances[next] = distances[at] + 1;
                waiting.push_back(next);
            }
        }
    }
    distances
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_depth_shows_no_more_than_asked_and_none_is_needed_for_little() {
        let distances = [0, 1, 1, 2, 2, 2, 3];
        for (most, depth) in [(1, 1), (2, 1), (4, 1), (5, 2), (6, FAR), (0, 1)] {
            assert_eq!(depth_of(distances.into_iter(), most), depth, "{most}");
        }
    }
}
