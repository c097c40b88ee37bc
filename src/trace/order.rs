//! The order of reading: what is built on comes before what builds on it, then the earlier before the later.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use petgraph::Direction::{Incoming, Outgoing};
use petgraph::graph::NodeIndex;

use crate::model::{Lineage, Status};

/// The places of all works in the order of reading.
#[derive(Debug)]
pub struct Order {
    places: Vec<usize>,
}

impl Order {
    /// The order of a lineage; where notes make a circle, the earliest work of it comes first.
    #[must_use]
    pub fn of(lineage: &Lineage) -> Self {
        let descent = &lineage.descent;
        let mut waits: Vec<usize> = descent.node_indices().map(|node| distinct(lineage, node)).collect();
        // Works without a date, and those that nobody has read, come as soon as what they build on has come.
        let key = |node: NodeIndex, since: u32| {
            let is_read = lineage.entity(node).status == Status::Read;
            let date = lineage.date(node).filter(|_| is_read).map_or(since, |date| {
                let (year, month, day) = date.earliest();
                u32::from(year) * 10_000 + u32::from(month) * 100 + u32::from(day)
            });
            Reverse((date, node))
        };
        let undated = 0;
        let mut ready: BinaryHeap<_> =
            descent.node_indices().filter(|node| waits[node.index()] == 0).map(|node| key(node, undated)).collect();
        let mut stuck: BTreeSet<_> = descent.node_indices().map(|node| (key(node, undated).0, node)).collect();
        let mut places = vec![usize::MAX; descent.node_count()];
        for place in 0..descent.node_count() {
            let next = match ready.pop() {
                Some(Reverse(next)) => next,
                None => match stuck.first() {
                    Some(&(next, _)) => next,
                    None => break,
                },
            };
            let (date, node) = next;
            stuck.remove(&(key(node, undated).0, node));
            places[node.index()] = place;
            let later: BTreeSet<NodeIndex> = descent.neighbors_directed(node, Incoming).collect();
            for later in later {
                let waiting = &mut waits[later.index()];
                if places[later.index()] == usize::MAX && *waiting > 0 {
                    *waiting -= 1;
                    if *waiting == 0 {
                        ready.push(key(later, date));
                    }
                }
            }
            // A circle was broken here: what became ready meanwhile must not come twice.
            while ready.peek().is_some_and(|Reverse((_, node))| places[node.index()] != usize::MAX) {
                ready.pop();
            }
        }
        Self { places }
    }

    /// Puts works into the order of reading.
    pub fn sort(&self, works: &mut [NodeIndex]) {
        works.sort_by_key(|&work| self.place(work));
    }

    /// The place of a work among all.
    #[must_use]
    pub fn place(&self, work: NodeIndex) -> usize {
        self.places.get(work.index()).copied().unwrap_or(usize::MAX)
    }
}

/// How many works it builds on.
fn distinct(lineage: &Lineage, node: NodeIndex) -> usize {
    lineage.descent.neighbors_directed(node, Outgoing).collect::<BTreeSet<_>>().len()
}
