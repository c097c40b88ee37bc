//! Gold standard + graph → how right the graph is. Changes neither; only what notes state counts.

mod coverage;
mod entries;
mod figures;
mod gold;
mod learn;
mod relations;
mod spellings;
mod tally;

use crate::model::Graph;
use crate::model::vocabulary::{COMPARISON, LINEAGE};
use spellings::Things;

pub use coverage::{Coverage, Open, coverage};
pub use figures::{Figures, Miss, Missed, Rates, Related, Share};
pub use gold::Gold;
pub use learn::{Example, Labels, Place, learn};
pub use tally::{Credit, Tally};

/// Relations that are scored together, since readers may well differ within them.
pub const GROUPS: [(&str, &[&str]); 5] = [
    ("lineage", &LINEAGE),
    ("comparison", &COMPARISON),
    ("evaluation", &["evaluatedOn"]),
    ("introduction", &["introduces"]),
    ("survey", &["surveys"]),
];

/// How right a graph is by a gold standard of the notes that it was built from.
#[must_use]
pub fn score(gold: &Gold, graph: &Graph) -> Figures {
    let things = Things::of_entries(gold, graph);
    let mut figures = Figures::default();
    entries::score(gold, graph, &things, &mut figures);
    let things = Things::of_relations(things, gold, graph);
    relations::score(gold, graph, &things, &mut figures);
    figures
}

/// The group of a relation; none for relations that are not scored, such as topics.
fn group_of(relation: &str) -> Option<&'static str> {
    GROUPS.iter().find(|(_, relations)| relations.contains(&relation)).map(|(group, _)| *group)
}
