//! How right the stated relations are.

use std::collections::{BTreeMap, BTreeSet};

use super::figures::{Figures, Miss, Missed, Related};
use super::gold::{Edge, Gold};
use super::spellings::Things;
use super::tally::Credit;
use super::{GROUPS, group_of};
use crate::model::{Fact, Graph};

/// The later and the earlier thing.
type Pair = (String, String);
type ByPair<'a, T> = BTreeMap<Pair, Vec<&'a T>>;

pub(super) fn score(gold: &Gold, graph: &Graph, things: &Things<'_>, figures: &mut Figures) {
    let mut wanted: BTreeMap<&str, ByPair<'_, Edge>> = BTreeMap::new();
    for edge in &gold.edges {
        let Some(group) = group_of(&edge.relation) else { continue };
        let pair = (things.named(&edge.subject), things.named(&edge.object));
        wanted.entry(group).or_default().entry(pair).or_default().push(edge);
    }
    let papers: BTreeSet<String> = gold.entries.iter().map(|entry| things.named(&entry.work)).collect();
    let is_labelled = |pair: &Pair| !gold.papers_only || papers.contains(&pair.0) || papers.contains(&pair.1);
    let mut found: BTreeMap<&str, ByPair<'_, Fact>> = BTreeMap::new();
    for fact in graph.facts.iter().filter(|fact| fact.basis() == "stated") {
        let Some(group) = group_of(&fact.relation) else { continue };
        let pair = (things.by_id(&fact.subject), things.by_id(&fact.object));
        if pair.0 != pair.1 && is_labelled(&pair) {
            found.entry(group).or_default().entry(pair).or_default().push(fact);
        }
    }
    for (group, _) in GROUPS {
        let related = of_group(group, &wanted, found.get(group).unwrap_or(&BTreeMap::new()), graph, figures);
        figures.relations.push((group, related));
    }
}

fn of_group(
    group: &'static str,
    wanted: &BTreeMap<&str, ByPair<'_, Edge>>,
    found: &ByPair<'_, Fact>,
    graph: &Graph,
    figures: &mut Figures,
) -> Related {
    let mut related = Related::default();
    let none = BTreeMap::new();
    let here = wanted.get(group).unwrap_or(&none);
    for (pair, facts) in found {
        let Some(edges) = here.get(pair) else {
            let elsewhere: Vec<&&Edge> = wanted.values().filter_map(|edges| edges.get(pair)).flatten().collect();
            // Where readers may differ on whether a pair is related at all, they may on how.
            if group == "lineage" && elsewhere.iter().any(|edge| edge.optional) {
                continue;
            }
            related.rates.wrong += 1;
            related.reversed += usize::from(here.contains_key(&(pair.1.clone(), pair.0.clone())));
            related.confused += usize::from(!elsewhere.is_empty());
            figures.misses.push(wrong(group, facts, graph));
            figures.credits.extend(credits(facts, false));
            continue;
        };
        if edges.iter().all(|edge| edge.optional) {
            continue;
        }
        related.rates.found += 1;
        related.typed += usize::from(facts.iter().any(|fact| edges.iter().any(|edge| has_relation(edge, fact))));
        related.lined += usize::from(facts.iter().any(|fact| edges.iter().any(|edge| is_on_line(edge, fact))));
        figures.credits.extend(credits(facts, true));
    }
    for (_, edges) in here.iter().filter(|(pair, _)| !found.contains_key(*pair)) {
        if !edges.iter().all(|edge| edge.optional) {
            related.rates.missed += 1;
            figures.misses.extend(edges.first().map(|edge| missed(group, edge)));
        }
    }
    related
}

fn has_relation(edge: &Edge, fact: &Fact) -> bool {
    edge.relation == fact.relation || edge.alt.contains(&fact.relation)
}

fn is_on_line(edge: &Edge, fact: &Fact) -> bool {
    fact.evidence().iter().any(|evidence| evidence.line == edge.line && evidence.note.ends_with(&edge.file))
}

fn patterns(facts: &[&Fact]) -> BTreeSet<String> {
    facts.iter().flat_map(|fact| fact.evidence()).map(|evidence| evidence.pattern.clone()).collect()
}

fn credits(facts: &[&Fact], is_right: bool) -> impl Iterator<Item = Credit> {
    patterns(facts).into_iter().map(move |pattern| Credit { pattern, is_right })
}

fn wrong(group: &'static str, facts: &[&Fact], graph: &Graph) -> Miss {
    let said = facts.iter().find_map(|fact| Some((*fact, fact.evidence().first()?)));
    let (fact, evidence) = said.map_or((facts.first().copied(), None), |(fact, proof)| (Some(fact), Some(proof)));
    let words = |fact: &Fact| format!("{} {} {}", graph.label(&fact.subject), fact.relation, graph.label(&fact.object));
    Miss {
        group,
        kind: Missed::Wrong,
        file: evidence.map(|evidence| evidence.note.clone()).unwrap_or_default(),
        line: evidence.map_or(0, |evidence| evidence.line),
        what: fact.map(words).unwrap_or_default(),
        quote: evidence.map(|evidence| evidence.quote.clone()).unwrap_or_default(),
        patterns: patterns(facts).into_iter().collect(),
    }
}

fn missed(group: &'static str, edge: &Edge) -> Miss {
    Miss {
        group,
        kind: Missed::Missed,
        file: edge.file.clone(),
        line: edge.line,
        what: format!("{} {} {}", edge.subject, edge.relation, edge.object),
        quote: edge.quote.clone(),
        patterns: Vec::new(),
    }
}
