//! Sections by lineage: what extends a work stands where that stands, and sections follow those that they build on.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::graph::NodeIndex;

use super::Group;
use crate::model::lineage::{Direction, is_inferred, strength};
use crate::model::{Date, Lineage};

/// How well a work must be described where what it extends stands, by how well it is described where it stands itself.
const NEARLY: f64 = 0.8;

/// Moves each work to the section of the works that it extends, where that describes it nearly as well; the earliest first.
pub(super) fn follow(
    lineage: &Lineage,
    taken: &mut BTreeMap<String, Vec<NodeIndex>>,
    affinity: impl Fn(NodeIndex, &str) -> f64,
) {
    let mut section: BTreeMap<NodeIndex, String> =
        taken.iter().flat_map(|(name, works)| works.iter().map(|&work| (work, name.clone()))).collect();
    let mut works: Vec<NodeIndex> = section.keys().copied().collect();
    works.sort_by_key(|&work| lineage.date(work));
    for work in works {
        let kin = lineage.kin(work, Direction::Ancestors);
        let extended = kin.iter().filter(|kin| is_next(kin.facts[0].relation.as_str()) && !is_inferred(kin.facts[0]));
        let there: BTreeSet<&String> = extended.filter_map(|kin| section.get(&kin.node)).collect();
        let (Some(&there), 1) = (there.first(), there.len()) else { continue };
        let here = &section[&work];
        // A section that is left alone with one work would be none.
        let is_left = here.is_empty() || taken[here].len() > 2;
        if there != here && !there.is_empty() && is_left && affinity(work, there) >= affinity(work, here) * NEARLY {
            let there = there.clone();
            taken.entry(here.clone()).or_default().retain(|other| *other != work);
            taken.entry(there.clone()).or_default().push(work);
            section.insert(work, there);
        }
    }
    taken.retain(|_, works| !works.is_empty());
}

/// Whether what is related so is the next version of a work, or a variant of it.
fn is_next(relation: &str) -> bool {
    matches!(strength(relation), 0 | 5)
}

/// The sections one by one: what builds on works of no section that is still to come, then what is joined most to those
/// before, then the earliest. `line` names what a section is about, and all that is broader.
pub(super) fn arranged(
    lineage: &Lineage,
    mut groups: Vec<Group>,
    line: impl Fn(&str) -> BTreeSet<String>,
) -> Vec<Group> {
    let steps = steps(lineage, &groups);
    let count = |from: &Group, to: &Group| steps.get(&(from.id.clone(), to.id.clone())).copied().unwrap_or(0);
    let lines: BTreeMap<String, BTreeSet<String>> =
        groups.iter().map(|group| (group.id.clone(), line(group.id.trim_start_matches("concept/")))).collect();
    let mut arranged: Vec<Group> = Vec::new();
    while !groups.is_empty() {
        let rank = |at: usize| {
            let group = &groups[at];
            let waits: usize = groups.iter().map(|other| count(other, group).saturating_sub(count(group, other))).sum();
            let joined = arranged.iter().enumerate().map(|(before, other)| {
                let steps = count(other, group) + count(group, other);
                let is_related = !lines[&group.id].is_disjoint(&lines[&other.id]);
                // What stands right before is joined twice as much.
                let weight = if before + 1 == arranged.len() { 2 } else { 1 };
                (steps + usize::from(is_related)) * weight
            });
            (waits, usize::MAX - joined.sum::<usize>(), middle(lineage, &group.works), group.id.clone())
        };
        let next = (0..groups.len()).min_by_key(|&at| rank(at)).unwrap_or(0);
        arranged.push(groups.remove(next));
    }
    arranged
}

/// How many stated steps lead from the works of one section to those of another.
fn steps(lineage: &Lineage, groups: &[Group]) -> BTreeMap<(String, String), usize> {
    let section: BTreeMap<NodeIndex, &str> =
        groups.iter().flat_map(|group| group.works.iter().map(|&work| (work, group.id.as_str()))).collect();
    let mut steps = BTreeMap::new();
    for (&work, &from) in &section {
        for kin in lineage.kin(work, Direction::Descendants).iter().filter(|kin| !is_inferred(kin.facts[0])) {
            if let Some(&to) = section.get(&kin.node).filter(|to| **to != from) {
                *steps.entry((from.to_owned(), to.to_owned())).or_insert(0) += 1;
            }
        }
    }
    steps
}

/// The year in the middle of the works'.
fn middle(lineage: &Lineage, works: &[NodeIndex]) -> Option<u16> {
    let mut years: Vec<u16> = works.iter().filter_map(|&work| lineage.date(work)).map(Date::year).collect();
    years.sort_unstable();
    years.get(years.len() / 2).copied()
}
