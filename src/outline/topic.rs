//! Works by what they are about: the few concepts that between them describe the works best, each work under one.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::graph::NodeIndex;

use super::words::Words;
use super::{Group, arrange};
use crate::knowledge::concepts::Concepts;
use crate::model::lineage::{Direction, is_inferred, strength};
use crate::model::{Entity, Fact, Graph, Lineage, vocabulary};

/// How well each concept describes a work.
type Affinity = BTreeMap<String, f64>;

/// How much a concept makes a section by the top of its branch: people sort surveys by task and technique.
const BRANCHES: [(&str, f64); 5] =
    [("task", 1.0), ("technique", 0.9), ("modality", 0.8), ("architecture", 0.5), ("training", 0.4)];
/// What a concept's broader one gets of its affinity.
const UPWARD: f64 = 0.8;
/// What a work takes over from those that it builds on or that build on it.
const INHERITED: f64 = 0.35;
/// How well a small section's works must be described elsewhere for it to go.
const NEARLY: f64 = 0.5;
/// What a section must add before it is worth a heading, in affinities of a work's own topic.
const WORTH_A_SECTION: f64 = 1.2;

/// What a concept under several others gets of them, for a work that is about them all: between them they say more.
const TOGETHER: f64 = 1.3;

/// The sections by concept, what others build on first; then the rest.
pub(super) fn groups(lineage: &Lineage, concepts: &Concepts, works: &[NodeIndex], phrases: &Words) -> Vec<Group> {
    let affinities = affinities(lineage, concepts, works);
    let mut taken = parted(&affinities, works, &BTreeSet::new());
    arrange::follow(lineage, &mut taken, |work, name| {
        affinities.get(&work).and_then(|own| own.get(name)).copied().unwrap_or(0.0)
    });
    let mut rest = taken.remove("").unwrap_or_default();
    rest.retain(|&work| !joins_kin(lineage, work, &mut taken));
    let groups: Vec<Group> = taken
        .into_iter()
        .map(|(name, works)| Group { heading: heading(concepts, &name, phrases), id: format!("concept/{name}"), works })
        .collect();
    let mut groups = arrange::arranged(lineage, groups, |name| {
        above(concepts, name).into_iter().map(|(above, _)| above).chain([name.to_owned()]).collect()
    });
    if !rest.is_empty() {
        groups.push(Group { id: super::REST.to_owned(), heading: phrases.rest.to_owned(), works: rest });
    }
    groups
}

/// The name of a concept in the language of the words.
pub(super) fn heading(concepts: &Concepts, name: &str, phrases: &Words) -> String {
    let labels = concepts.get(name).map_or(&[][..], |concept| &concept.labels);
    let own = labels.iter().take(2).find(|label| label.language.as_deref() == Some(phrases.language));
    let label = own.or(labels.first()).map_or(name, |label| label.text.as_str());
    let mut letters = label.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The works that have this concept or a narrower one as a topic.
pub(super) fn about<'a>(graph: &'a Graph, concepts: &Concepts, name: &str) -> BTreeSet<&'a str> {
    let is_meant = |fact: &&Fact| {
        let topic = fact.object.strip_prefix("concept/");
        fact.relation == vocabulary::HAS_TOPIC
            && topic.is_some_and(|topic| topic == name || above(concepts, topic).iter().any(|(above, _)| above == name))
    };
    graph.facts.iter().filter(is_meant).map(|fact| fact.subject.as_str()).collect()
}

/// Works by concept; under no name those that no section takes.
fn parted(
    affinities: &BTreeMap<NodeIndex, Affinity>,
    works: &[NodeIndex],
    without: &BTreeSet<String>,
) -> BTreeMap<String, Vec<NodeIndex>> {
    let chosen = chosen(affinities, works, without);
    let mut taken = assigned(affinities, works, &chosen);
    // A section that others emptied goes, the smallest first, until none is alone.
    let mut left = chosen;
    while let Some(lone) =
        taken.iter().filter(|(name, works)| !name.is_empty() && works.len() < 2).map(|(name, _)| name.clone()).next()
    {
        left.retain(|name| *name != lone);
        taken = assigned(affinities, works, &left);
    }
    while let Some(weak) = weak(affinities, &taken, &left) {
        left.retain(|name| *name != weak);
        taken = assigned(affinities, works, &left);
    }
    let largest = (works.len() / 4).max(10);
    let mut parts: BTreeMap<String, Vec<NodeIndex>> = BTreeMap::new();
    for (name, works) in taken {
        if name.is_empty() || works.len() <= largest || without.len() > 3 {
            parts.entry(name).or_default().extend(works);
            continue;
        }
        let without: BTreeSet<String> = without.iter().cloned().chain(left.iter().cloned()).collect();
        for (part, works) in parted(affinities, &works, &without) {
            let part = if part.is_empty() { name.clone() } else { part };
            parts.entry(part).or_default().extend(works);
        }
    }
    parts
}

/// A section of two works at most that are described nearly as well elsewhere.
fn weak(
    affinities: &BTreeMap<NodeIndex, Affinity>,
    taken: &BTreeMap<String, Vec<NodeIndex>>,
    chosen: &[String],
) -> Option<String> {
    let fits_elsewhere = |name: &str, work: &NodeIndex| {
        let affinity = |name: &str| affinities.get(work).and_then(|own| own.get(name)).copied().unwrap_or(0.0);
        let elsewhere =
            chosen.iter().filter(|other| *other != name && taken.get(*other).is_some_and(|works| works.len() > 1));
        elsewhere.map(|other| affinity(other)).fold(0.0, f64::max) >= affinity(name) * NEARLY
    };
    let small = taken.iter().filter(|(name, works)| !name.is_empty() && works.len() <= 2);
    small
        .filter(|(name, works)| works.iter().all(|work| fits_elsewhere(name, work)))
        .map(|(name, _)| name.clone())
        .next()
}

/// Concepts one by one, each the one that adds most to how well the works are described.
fn chosen(affinities: &BTreeMap<NodeIndex, Affinity>, works: &[NodeIndex], without: &BTreeSet<String>) -> Vec<String> {
    let mut candidates: BTreeMap<&str, Vec<(NodeIndex, f64)>> = BTreeMap::new();
    for &work in works {
        for (name, affinity) in affinities.get(&work).into_iter().flatten() {
            if !without.contains(name) {
                candidates.entry(name).or_default().push((work, *affinity));
            }
        }
    }
    candidates.retain(|_, members| members.len() > 1);
    let mut described: BTreeMap<NodeIndex, f64> = BTreeMap::new();
    let mut chosen: Vec<String> = Vec::new();
    loop {
        let gain = |members: &[(NodeIndex, f64)]| {
            let gains = members.iter().map(|(work, affinity)| affinity - described.get(work).copied().unwrap_or(0.0));
            let (count, sum) =
                gains.filter(|gain| *gain > 0.05).fold((0, 0.0), |(count, sum), gain| (count + 1, sum + gain));
            // Beyond a screenful, a section gains less by each further work.
            if count < 2 { 0.0 } else { sum * (1.0 + 8.0 / f64::from(count)).min(2.0) / 2.0 }
        };
        let best = candidates
            .iter()
            .filter(|(name, _)| !chosen.iter().any(|known| known == *name))
            .map(|(name, members)| (gain(members), *name))
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)));
        let Some((gain, name)) = best.filter(|(gain, _)| *gain > WORTH_A_SECTION) else { return chosen };
        let _ = gain;
        for (work, affinity) in &candidates[name] {
            let known = described.entry(*work).or_insert(0.0);
            *known = known.max(*affinity);
        }
        chosen.push(name.to_owned());
    }
}

fn assigned(
    affinities: &BTreeMap<NodeIndex, Affinity>,
    works: &[NodeIndex],
    chosen: &[String],
) -> BTreeMap<String, Vec<NodeIndex>> {
    let mut taken: BTreeMap<String, Vec<NodeIndex>> = BTreeMap::new();
    for &work in works {
        let own = affinities.get(&work);
        let affinity = |name: &String| own.and_then(|own| own.get(name)).copied().unwrap_or(0.0);
        // Of equals the one chosen first: it describes more.
        let best = chosen.iter().rev().map(|name| (affinity(name), name)).max_by(|a, b| a.0.total_cmp(&b.0));
        let name = best.filter(|(affinity, _)| *affinity > 0.0).map_or("", |(_, name)| name.as_str());
        taken.entry(name.to_owned()).or_default().push(work);
    }
    taken
}

fn affinities(lineage: &Lineage, concepts: &Concepts, works: &[NodeIndex]) -> BTreeMap<NodeIndex, Affinity> {
    let wanted: BTreeSet<NodeIndex> = works.iter().copied().collect();
    let mut own: BTreeMap<NodeIndex, Affinity> = works.iter().map(|&work| (work, Affinity::new())).collect();
    for fact in lineage.graph.facts.iter().filter(|fact| fact.relation == vocabulary::HAS_TOPIC) {
        let (Some(work), Some(topic)) = (lineage.node(&fact.subject), fact.object.strip_prefix("concept/")) else {
            continue;
        };
        let Some(affinity) = own.get_mut(&work) else { continue };
        let prominence = prominence(lineage.entity(work), fact);
        raise(affinity, topic, prominence * branch(concepts, topic));
        for (above, levels) in above(concepts, topic) {
            raise(affinity, &above, prominence * branch(concepts, &above) * UPWARD.powi(levels));
        }
    }
    for affinity in own.values_mut() {
        combine(concepts, affinity);
    }
    rarer_first(&mut own);
    own.keys()
        .map(|&work| {
            let mut affinity = own[&work].clone();
            for (near, closeness) in near(lineage, work, &wanted) {
                for (name, strength) in &own[&near] {
                    *affinity.entry(name.clone()).or_insert(0.0) += strength * closeness * INHERITED;
                }
            }
            (work, affinity)
        })
        .collect()
}

/// The read works one step away, or two with an unread one between, and how close they are: most of them below 1.
fn near(lineage: &Lineage, work: NodeIndex, wanted: &BTreeSet<NodeIndex>) -> BTreeMap<NodeIndex, f64> {
    const SIDES: [Direction; 2] = [Direction::Ancestors, Direction::Descendants];
    // The next version of a work is about what that is about; what uses it as a part may be about something else.
    let tie = |fact: &Fact| if matches!(strength(&fact.relation), 0 | 5) { 1.6 } else { 1.0 };
    let around = |node: NodeIndex| {
        let kin = SIDES.into_iter().flat_map(|side| lineage.kin(node, side));
        kin.filter(|kin| !is_inferred(kin.facts[0]))
            .map(|kin| (kin.node, tie(kin.facts[0])))
            .collect::<BTreeMap<NodeIndex, f64>>()
    };
    let direct = around(work);
    let mut near: BTreeMap<NodeIndex, f64> = BTreeMap::new();
    let share = |count: usize| 1.0 / f64::from(u32::try_from(count.max(1)).unwrap_or(u32::MAX));
    let read = direct.keys().filter(|node| wanted.contains(*node)).count();
    for (&node, &tie) in &direct {
        if wanted.contains(&node) {
            near.insert(node, tie * share(read).sqrt());
            continue;
        }
        let mut others = around(node);
        others.retain(|other, _| *other != work && wanted.contains(other));
        // What many build on, such as the Transformer, brings none of them together.
        for (&other, &next) in others.iter().filter(|_| others.len() < 5) {
            let known = near.entry(other).or_insert(0.0);
            *known = known.max(tie * next * share(others.len()));
        }
    }
    near
}

/// What half of all works are about tells none of them apart.
fn rarer_first(own: &mut BTreeMap<NodeIndex, Affinity>) {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for affinity in own.values() {
        for name in affinity.keys() {
            *counts.entry(name.clone()).or_insert(0) += 1;
        }
    }
    let all = f64::from(u32::try_from(own.len()).unwrap_or(u32::MAX).max(1));
    for affinity in own.values_mut() {
        for (name, strength) in affinity {
            *strength *= (1.0 - f64::from(counts[name]) / all).max(0.15);
        }
    }
}

/// How prominently an entry names a topic: in its title, in its gist, or further on.
fn prominence(entity: &Entity, fact: &Fact) -> f64 {
    let of = |note: &str, line: usize| {
        let reading = entity
            .readings
            .iter()
            .filter(|reading| reading.note == note && reading.line <= line)
            .max_by_key(|reading| reading.line);
        reading.map_or(0.6, |reading| {
            let gist = reading.gist.as_ref().map_or(reading.line + 1, |gist| gist.line);
            match line {
                line if line == reading.line => 1.8,
                line if line <= gist => 1.2,
                line if line <= gist + 4 => 0.8,
                _ => 0.6,
            }
        })
    };
    fact.evidence().iter().map(|evidence| of(&evidence.note, evidence.line)).fold(0.6, f64::max)
}

/// Adds what somebody writes about who writes about several things at once: on vision and language with a language model,
/// hence on multimodal language models.
fn combine(concepts: &Concepts, affinity: &mut Affinity) {
    for (name, concept) in concepts.iter().filter(|(_, concept)| concept.broader.len() > 1) {
        let parts = concept.broader.iter().map(|above| affinity.get(above).copied().filter(|strength| *strength > 0.0));
        if let Some(parts) = parts.collect::<Option<Vec<f64>>>() {
            let weakest = parts.iter().copied().fold(f64::MAX, f64::min);
            let strongest = parts.iter().copied().fold(0.0, f64::max);
            raise(affinity, name, f64::midpoint(weakest, strongest) * TOGETHER);
        }
    }
}

fn raise(affinity: &mut Affinity, name: &str, strength: f64) {
    let known = affinity.entry(name.to_owned()).or_insert(0.0);
    *known = known.max(strength);
}

/// The weight of the branch that a concept belongs to; none for the tops, which are no topics.
fn branch(concepts: &Concepts, name: &str) -> f64 {
    let chain = above(concepts, name);
    let top = chain.last().map_or("", |(top, _)| top.as_str());
    if concepts.get(name).is_some_and(|concept| concept.broader.is_empty()) {
        return 0.0;
    }
    // The tops themselves were left out of the chain, so the last one's own broader concept is the top.
    let last = if top.is_empty() { name } else { top };
    let top = concepts.get(last).and_then(|concept| concept.broader.first()).map_or("", String::as_str);
    BRANCHES.iter().find(|(branch, _)| *branch == top).map_or(0.7, |(_, weight)| *weight)
}

/// The broader concepts with how many levels above they stand, the tops of the scheme left out.
fn above(concepts: &Concepts, name: &str) -> Vec<(String, i32)> {
    let mut found: Vec<(String, i32)> = Vec::new();
    let mut level = vec![name.to_owned()];
    // No scheme is deeper; a circle ends here.
    for levels in 1..8 {
        let broader: Vec<String> =
            level.iter().filter_map(|name| concepts.get(name)).flat_map(|concept| concept.broader.clone()).collect();
        level.clear();
        for name in broader {
            let is_top = concepts.get(&name).is_none_or(|concept| concept.broader.is_empty());
            if !is_top && !found.iter().any(|(known, _)| *known == name) {
                found.push((name.clone(), levels));
                level.push(name);
            }
        }
    }
    found
}

/// Puts a work that no topic places with the work that it builds on or that builds on it; whether there is one.
fn joins_kin(lineage: &Lineage, work: NodeIndex, taken: &mut BTreeMap<String, Vec<NodeIndex>>) -> bool {
    let kin =
        [Direction::Ancestors, Direction::Descendants].into_iter().flat_map(|direction| lineage.kin(work, direction));
    for kin in kin {
        if let Some((_, works)) = taken.iter_mut().find(|(_, works)| works.contains(&kin.node)) {
            works.push(work);
            return true;
        }
    }
    false
}
