//! Two graphs → what is different: works, relations, and the sentences responsible. Where a note only moved its lines,
//! nothing is.

pub mod story;

use std::collections::{BTreeMap, BTreeSet};

use crate::model::changes::{Changes, FactChange, Fate, Link, State, WorkChange};
use crate::model::gaps::Sentence;
use crate::model::outline::Place;
use crate::model::{Entity, Fact, Graph, vocabulary};

/// What is different between two graphs, from the first to the second.
#[must_use]
pub fn changes(before: &Graph, after: &Graph) -> Changes {
    let mut works = works(before, after);
    works.sort_by(|a, b| (a.fate, a.label.to_lowercase(), &a.id).cmp(&(b.fate, b.label.to_lowercase(), &b.id)));
    let mut facts = facts(before, after);
    facts.sort_by(|a, b| (a.fate, &a.subject, &a.object).cmp(&(b.fate, &b.subject, &b.object)));
    let topics = |graph: &Graph| -> BTreeSet<(String, String)> {
        let topics = graph.facts.iter().filter(|fact| fact.relation == vocabulary::HAS_TOPIC);
        topics.map(|fact| (fact.subject.clone(), fact.object.clone())).collect()
    };
    let (old, new) = (topics(before), topics(after));
    Changes { works, facts, topics: [new.difference(&old).count(), old.difference(&new).count()] }
}

fn works(before: &Graph, after: &Graph) -> Vec<WorkChange> {
    let is_work = |entity: &&Entity| !matches!(entity.kind.as_str(), "Concept" | "Organization");
    let by_id = |graph: &'_ Graph| -> BTreeMap<String, State> {
        graph.entities.iter().filter(is_work).map(|entity| (entity.id.clone(), state(entity))).collect()
    };
    let (old, new) = (by_id(before), by_id(after));
    let ids: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let changed = ids.into_iter().filter_map(|id| {
        let (before_state, after_state) = (old.get(id).cloned(), new.get(id).cloned());
        let fate = fate(before_state.as_ref(), after_state.as_ref())?;
        let label = if after_state.is_some() { after.label(id) } else { before.label(id) };
        Some(WorkChange { fate, id: id.clone(), label: label.to_owned(), before: before_state, after: after_state })
    });
    changed.collect()
}

fn state(entity: &Entity) -> State {
    State { status: entity.status, published: entity.published, title: entity.title.clone() }
}

/// Facts between the same two things, told together where one relation took the place of another.
fn facts(before: &Graph, after: &Graph) -> Vec<FactChange> {
    let (old, new) = (by_pair(before), by_pair(after));
    let pairs: BTreeSet<&Pair> = old.keys().chain(new.keys()).collect();
    let nothing = Vec::new();
    let mut changes = Vec::new();
    for pair in pairs {
        let (olds, news) = (old.get(pair).unwrap_or(&nothing), new.get(pair).unwrap_or(&nothing));
        let without = |facts: &[&'_ Fact], others: &[&Fact]| -> Vec<usize> {
            let is_there = |fact: &Fact| others.iter().any(|other| link(other) == link(fact));
            (0..facts.len()).filter(|&at| !is_there(facts[at])).collect()
        };
        let (gone, come) = (without(olds, news), without(news, olds));
        for step in 0..gone.len().max(come.len()) {
            let before_fact = gone.get(step).map(|&at| olds[at]);
            let after_fact = come.get(step).map(|&at| news[at]);
            changes.extend(fact_change(before, after, (before_fact, after_fact)));
        }
    }
    changes
}

/// Subject, object, and whether the relation is one of descent: only such take each other's place.
type Pair = (String, String, bool);

fn by_pair(graph: &Graph) -> BTreeMap<Pair, Vec<&Fact>> {
    let mut pairs: BTreeMap<Pair, Vec<&Fact>> = BTreeMap::new();
    for fact in graph.facts.iter().filter(|fact| fact.relation != vocabulary::HAS_TOPIC) {
        let is_descent = vocabulary::is_descent(&fact.relation);
        pairs.entry((fact.subject.clone(), fact.object.clone(), is_descent)).or_default().push(fact);
    }
    pairs
}

fn link(fact: &Fact) -> Link {
    Link { relation: fact.relation.clone(), basis: fact.basis() }
}

fn fact_change(before: &Graph, after: &Graph, (old, new): (Option<&Fact>, Option<&Fact>)) -> Option<FactChange> {
    let (known, graph) = match (new, old) {
        (Some(new), _) => (new, after),
        (None, Some(old)) => (old, before),
        (None, None) => return None,
    };
    let fate = fate(old.map(link).as_ref(), new.map(link).as_ref())?;
    let other = if new.is_some() { old } else { None };
    let is_new = |quote: &str| other.is_none_or(|other| other.evidence().iter().all(|each| each.quote != quote));
    let evidence = known.evidence().iter();
    let mut sentences: Vec<Sentence> = evidence
        .clone()
        .filter(|each| is_new(&each.quote))
        .map(|each| Sentence { place: Place { note: each.note.clone(), line: each.line }, quote: each.quote.clone() })
        .collect();
    if sentences.is_empty() {
        // The same words mean something else now: a pattern or a name has changed.
        sentences = evidence
            .map(|each| Sentence {
                place: Place { note: each.note.clone(), line: each.line },
                quote: each.quote.clone(),
            })
            .collect();
    }
    Some(FactChange {
        fate,
        subject: known.subject.clone(),
        subject_label: graph.label(&known.subject).to_owned(),
        object: known.object.clone(),
        object_label: graph.label(&known.object).to_owned(),
        before: old.map(link),
        after: new.map(link),
        sentences,
    })
}

fn fate<T: PartialEq>(before: Option<&T>, after: Option<&T>) -> Option<Fate> {
    match (before, after) {
        (None, Some(_)) => Some(Fate::Added),
        (Some(_), None) => Some(Fate::Removed),
        (Some(before), Some(after)) if before != after => Some(Fate::Changed),
        _ => None,
    }
}
