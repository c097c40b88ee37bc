//! Which works a picture shows.

use std::collections::BTreeSet;

use petgraph::graph::NodeIndex;

use crate::model::lineage::{Direction, Lineage};

/// What a picture is about.
#[derive(Clone, Debug)]
pub enum Subject {
    /// Works with what they descend from and what builds on them.
    Kin {
        /// The works.
        works: Vec<NodeIndex>,
        /// Which sides to show.
        directions: Vec<Direction>,
        /// The greatest number of steps.
        depth: usize,
    },
    /// Everything that is joined to these works by any steps, up or down.
    Families(Vec<NodeIndex>),
    /// These works and the steps between them.
    Only(Vec<NodeIndex>),
    /// Every work that a step of descent touches.
    Everything,
}

impl Subject {
    /// The works that it is about; none where it is about all.
    #[must_use]
    pub fn focus(&self) -> &[NodeIndex] {
        match self {
            Self::Kin { works, .. } | Self::Families(works) | Self::Only(works) => works,
            Self::Everything => &[],
        }
    }
}

/// The works that a subject takes in.
#[must_use]
pub fn select(lineage: &Lineage, subject: &Subject) -> BTreeSet<NodeIndex> {
    match subject {
        Subject::Kin { works, directions, depth } => works
            .iter()
            .flat_map(|&work| directions.iter().map(move |&direction| lineage.distances(work, direction)))
            .flat_map(|distances| distances.into_iter().filter(|(_, distance)| distance <= depth))
            .map(|(node, _)| node)
            .collect(),
        Subject::Families(works) => families(lineage, works),
        Subject::Only(works) => works.iter().copied().collect(),
        Subject::Everything => {
            let descent = &lineage.descent;
            descent.node_indices().filter(|&node| descent.neighbors_undirected(node).next().is_some()).collect()
        }
    }
}

fn families(lineage: &Lineage, works: &[NodeIndex]) -> BTreeSet<NodeIndex> {
    let mut reached: BTreeSet<NodeIndex> = works.iter().copied().collect();
    let mut waiting: Vec<NodeIndex> = works.to_vec();
    while let Some(node) = waiting.pop() {
        waiting.extend(lineage.descent.neighbors_undirected(node).filter(|&next| reached.insert(next)));
    }
    reached
}
