//! Graph → the outline of a survey. Sorts what was read into sections and says of each work what its note says; writes
//! no sentence of its own.
//!
//! [`outline`] makes it; [`markdown`], [`latex`], [`mermaid`], [`opml`] and [`mind_map`] write it; [`merged`] brings a new
//! one into a file that somebody has edited.

mod arrange;
mod bibliography;
mod chains;
mod family;
mod latex;
mod markdown;
mod marker;
mod merge;
mod mermaid;
mod mind_map;
mod opml;
mod section;
mod time;
mod topic;
mod words;

use std::collections::BTreeSet;

use petgraph::graph::NodeIndex;

pub use bibliography::bibliography;
pub use latex::latex;
pub use markdown::markdown;
pub use merge::merged;
pub use mermaid::mermaid;
pub use mind_map::mind_map;
pub use opml::opml;

use crate::knowledge::concepts::Concepts;
use crate::model::{Graph, Lineage, Outline, Status};
use crate::text::script;
use crate::trace::Order;
use words::Words;

/// What the sections are made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// Of what the works are about.
    #[default]
    Topic,
    /// Of what they descend from.
    Family,
    /// Of when they were published.
    Time,
}

/// What an outline is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum About {
    /// Everything that was read.
    #[default]
    Everything,
    /// A concept, by the last part of its address, with all that is narrower.
    Concept(String),
    /// What descends from a work or is descended from, by its id.
    Work(String),
}

/// The id of the section of what fits nowhere else.
const REST: &str = "rest";

/// Works that belong together, before their section is written.
#[derive(Clone, Debug)]
struct Group {
    id: String,
    heading: String,
    works: Vec<NodeIndex>,
}

/// The outline of what was read; in `language`, or else in that of the notes.
#[must_use]
pub fn outline(graph: &Graph, concepts: &Concepts, (about, by): (&About, By), language: Option<&str>) -> Outline {
    let lineage = Lineage::of(graph);
    let works = works(&lineage, concepts, about);
    let language = language.unwrap_or_else(|| spoken(&lineage, &works));
    let phrases = Words::of(language);
    let order = Order::of(&lineage);
    let mut groups = match by {
        By::Topic => topic::groups(&lineage, concepts, &works, phrases),
        By::Family => {
            let (mut families, others) = family::groups(&lineage, &order, &works, phrases);
            families.extend(topic::groups(&lineage, concepts, &others, phrases));
            families
        }
        By::Time => time::groups(&lineage, &works, phrases),
    };
    settle(&lineage, &mut groups);
    if let ([whole], About::Concept(_) | About::Work(_)) = (groups.as_mut_slice(), about)
        && whole.id == REST
    {
        // What the outline is about tells its works no further apart.
        whole.heading = subject(graph, concepts, about, phrases);
    }
    for group in &mut groups {
        order.sort(&mut group.works);
    }
    let all: BTreeSet<NodeIndex> = works.iter().copied().collect();
    let mut sections: Vec<_> =
        groups.into_iter().map(|group| section::section(&lineage, &order, &all, group)).collect();
    section::name_gaps_once(&mut sections);
    Outline { title: title(graph, concepts, about, phrases), language: language.to_owned(), sections }
}

/// A work that is left over alone goes to the section of a work that it builds on or that builds on it.
fn settle(lineage: &Lineage, groups: &mut Vec<Group>) {
    let Some(lone) =
        groups.last().filter(|group| group.id == REST && group.works.len() == 1).map(|group| group.works[0])
    else {
        return;
    };
    let kin = lineage
        .descent
        .neighbors_undirected(lone)
        .find_map(|kin| groups.iter().position(|group| group.id != REST && group.works.contains(&kin)));
    if let Some(at) = kin {
        groups[at].works.push(lone);
        groups.pop();
    }
}

/// The works that were read and belong to the subject, sorted by id.
fn works(lineage: &Lineage, concepts: &Concepts, about: &About) -> Vec<NodeIndex> {
    let is_read = |node: &NodeIndex| lineage.entity(*node).status == Status::Read;
    let all = lineage.descent.node_indices().filter(is_read);
    match about {
        About::Everything => all.collect(),
        About::Concept(name) => {
            let named = topic::about(lineage.graph, concepts, name);
            all.filter(|node| named.contains(lineage.entity(*node).id.as_str())).collect()
        }
        About::Work(id) => {
            let Some(work) = lineage.node(id) else { return Vec::new() };
            let kin = family::kin(lineage, work);
            all.filter(|node| kin.contains(node)).collect()
        }
    }
}

/// The language in which most of what was read is spoken of: `zh` or `en`.
#[must_use]
pub fn language(graph: &Graph) -> &'static str {
    let lineage = Lineage::of(graph);
    spoken(&lineage, &lineage.descent.node_indices().collect::<Vec<_>>())
}

/// The language in which most of the works are spoken of.
fn spoken(lineage: &Lineage, works: &[NodeIndex]) -> &'static str {
    let gists =
        works.iter().flat_map(|&work| &lineage.entity(work).readings).filter_map(|reading| reading.gist.as_ref());
    let (mut chinese, mut all) = (0, 0);
    for gist in gists {
        all += 1;
        chinese += usize::from(script::language(&gist.quote) == "zh");
    }
    if chinese * 2 > all { "zh" } else { "en" }
}

fn title(graph: &Graph, concepts: &Concepts, about: &About, phrases: &Words) -> String {
    match about {
        About::Everything => phrases.survey.to_owned(),
        About::Concept(_) | About::Work(_) => phrases.survey_of(&subject(graph, concepts, about, phrases)),
    }
}

/// What the outline is about, in words.
fn subject(graph: &Graph, concepts: &Concepts, about: &About, phrases: &Words) -> String {
    match about {
        About::Everything => phrases.survey.to_owned(),
        About::Concept(name) => topic::heading(concepts, name, phrases),
        About::Work(id) => graph.label(id).to_owned(),
    }
}
