//! Works that belong together → their section: lines of descent, points, and what is compared, open and missing.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::graph::NodeIndex;

use super::Group;
use super::chains;
use crate::model::lineage::{Direction, Lineage, strength};
use crate::model::outline::{Comparison, Gap, Place, Point, Question, Section};
use crate::model::{Entity, Fact, Status, vocabulary};
use crate::trace::Order;

/// How many comparisons, questions and gaps a section closes with, at most.
const MOST: usize = 5;

/// The section of a group; `all` are the works of the whole outline.
pub(super) fn section(lineage: &Lineage, order: &Order, all: &BTreeSet<NodeIndex>, group: Group) -> Section {
    let works: BTreeSet<NodeIndex> = group.works.iter().copied().collect();
    Section {
        lines: chains::lines(lineage, order, &group.works),
        points: group.works.iter().map(|&work| point(lineage, work)).collect(),
        comparisons: comparisons(lineage, &works, all),
        questions: group.works.iter().flat_map(|&work| questions(lineage.entity(work))).take(MOST).collect(),
        gaps: gaps(lineage, &group.works),
        id: group.id,
        heading: group.heading,
    }
}

fn point(lineage: &Lineage, work: NodeIndex) -> Point {
    let entity = lineage.entity(work);
    let readings = || entity.readings.iter().filter(|reading| !reading.pending);
    let said = readings().find_map(|reading| Some((reading, reading.gist.as_ref()?)));
    let place = match (said, entity.readings.first()) {
        (Some((reading, gist)), _) => Place { note: reading.note.clone(), line: gist.line },
        (None, Some(reading)) => Place { note: reading.note.clone(), line: reading.line },
        (None, None) => Place::default(),
    };
    Point {
        id: entity.id.clone(),
        label: entity.label.text.clone(),
        title: entity.title.clone(),
        published: entity.published,
        identifiers: entity.identifiers.clone(),
        organizations: entity.organizations.iter().map(|id| lineage.graph.label(id).to_owned()).collect(),
        quote: said.map(|(_, gist)| gist.quote.clone()),
        place,
    }
}

fn comparisons(lineage: &Lineage, works: &BTreeSet<NodeIndex>, all: &BTreeSet<NodeIndex>) -> Vec<Comparison> {
    let mut found: Vec<(usize, Comparison)> = Vec::new();
    let mut seen: BTreeSet<[&str; 2]> = BTreeSet::new();
    for fact in &lineage.graph.facts {
        if !vocabulary::COMPARISON.contains(&fact.relation.as_str()) {
            continue;
        }
        let (Some(one), Some(other)) = (lineage.node(&fact.subject), lineage.node(&fact.object)) else { continue };
        let evidence = fact.evidence().first();
        let mut pair = [fact.subject.as_str(), fact.object.as_str()];
        pair.sort_unstable();
        if !matches!(lineage.entity(other).kind.as_str(), "Work" | "Method") {
            continue;
        }
        let (Some(evidence), true, true) = (evidence, works.contains(&one), seen.insert(pair)) else { continue };
        let distance = if works.contains(&other) {
            0
        } else if all.contains(&other) {
            1
        } else {
            2
        };
        let comparison = Comparison {
            works: [fact.subject.clone(), fact.object.clone()],
            labels: [&fact.subject, &fact.object].map(|id| lineage.graph.label(id).to_owned()),
            quote: evidence.quote.clone(),
            place: Place { note: evidence.note.clone(), line: evidence.line },
        };
        found.push((distance, comparison));
    }
    found.sort_by(|a, b| (a.0, &a.1.works).cmp(&(b.0, &b.1.works)));
    found.into_iter().take(MOST).map(|(_, comparison)| comparison).collect()
}

fn questions(entity: &Entity) -> Vec<Question> {
    let readings = entity.readings.iter().filter(|reading| !reading.pending);
    let told = readings.flat_map(|reading| {
        reading.open.iter().filter(|open| Some(*open) != reading.gist.as_ref()).map(move |open| (reading, open))
    });
    // One of each work, so that a note full of doubts leaves room for the others.
    told.take(1)
        .map(|(reading, open)| Question {
            work: entity.id.clone(),
            label: entity.label.text.clone(),
            quote: open.quote.clone(),
            place: Place { note: reading.note.clone(), line: open.line },
        })
        .collect()
}

fn gaps(lineage: &Lineage, works: &[NodeIndex]) -> Vec<Gap> {
    let mut used: BTreeMap<NodeIndex, (usize, Vec<String>)> = BTreeMap::new();
    for &work in works {
        for kin in lineage.kin(work, Direction::Ancestors) {
            let entity = lineage.entity(kin.node);
            if entity.status != Status::Read && matches!(entity.kind.as_str(), "Work" | "Method") {
                let (weight, by) = used.entry(kin.node).or_default();
                *weight += worth(kin.facts[0]);
                by.push(lineage.entity(work).label.text.clone());
            }
        }
    }
    let mut gaps: Vec<(usize, Gap)> = used
        .into_iter()
        .map(|(node, (weight, used_by))| {
            let entity = lineage.entity(node);
            let is_pending = entity.status == Status::Pending;
            let gap = Gap { id: entity.id.clone(), label: entity.label.text.clone(), is_pending, used_by };
            (weight + usize::from(is_pending), gap)
        })
        .collect();
    gaps.sort_by(|a, b| (b.0, &a.1.id).cmp(&(a.0, &b.1.id)));
    gaps.into_iter().map(|(_, gap)| gap).collect()
}

/// Leaves each gap to the section that uses it most, so that it is named once.
pub(super) fn name_gaps_once(sections: &mut [Section]) {
    let mut most: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (at, section) in sections.iter().enumerate() {
        for gap in &section.gaps {
            let best = most.entry(gap.id.clone()).or_insert((gap.used_by.len(), at));
            if gap.used_by.len() > best.0 {
                *best = (gap.used_by.len(), at);
            }
        }
    }
    for (at, section) in sections.iter_mut().enumerate() {
        section.gaps.retain(|gap| most.get(&gap.id).is_some_and(|(_, best)| *best == at));
        section.gaps.truncate(MOST);
    }
}

fn worth(fact: &Fact) -> usize {
    5_usize.saturating_sub(strength(&fact.relation)).max(1)
}
