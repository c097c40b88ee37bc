//! One name for two things, and two names for one.

use std::collections::{BTreeMap, BTreeSet};

use strsim::jaro_winkler;

use super::{Doubt, is_called};
use crate::model::{Conflict, Contradiction, Entity, Place, Reading, Word, vocabulary};
use crate::text::fold;

/// How like two spellings of one title are at least.
const LIKE: f64 = 0.9;

pub(super) fn contradictions(doubt: &Doubt<'_>) -> Vec<Contradiction> {
    let mut found: Vec<Contradiction> =
        doubt.graph.entities.iter().filter_map(|entity| two_titles(doubt, entity)).collect();
    found.extend(shared_names(doubt));
    found.extend(shared_signs(doubt));
    found
}

/// A thing whose entries are about papers of different titles.
fn two_titles(doubt: &Doubt<'_>, entity: &Entity) -> Option<Contradiction> {
    let mut told: Vec<(&str, &Reading)> = Vec::new();
    for reading in &entity.readings {
        let Some(title) = reading.title.as_deref().filter(|title| !is_short_name(entity, title)) else { continue };
        let are_one = |other: &str| is_like(title, other) || is_said_to_be_one(doubt, title, other);
        if told.iter().all(|(other, _)| !are_one(other)) {
            told.push((title, reading));
        }
    }
    if told.len() < 2 {
        return None;
    }
    let titles: Vec<String> = told.iter().map(|(title, _)| format!("“{title}”")).collect();
    let message = format!("{} is the name of {}", entity.label.text, titles.join(" and of "));
    let places = told.into_iter().map(|(title, reading)| Place {
        note: reading.note.clone(),
        line: reading.line,
        quote: reading.words.clone(),
        says: format!("{} is “{title}”", entity.label.text),
    });
    Some(Contradiction { kind: Conflict::OneNameForTwo, message, places: places.collect() })
}

/// Whether the owner says that two names are of one thing.
fn is_said_to_be_one(doubt: &Doubt<'_>, name: &str, other: &str) -> bool {
    let wanted = BTreeSet::from([fold::key(name), fold::key(other)]);
    doubt.words().any(|word| matches!(word, Word::Same(a, b) if BTreeSet::from([fold::key(a), fold::key(b)]) == wanted))
}

/// Whether a title is but the name by which the thing goes anyway.
fn is_short_name(entity: &Entity, title: &str) -> bool {
    fold::key(title) == fold::key(&entity.label.text)
}

/// Whether two titles are one, spelt or cut differently.
fn is_like(a: &str, b: &str) -> bool {
    let (a, b) = (fold::key(a), fold::key(b));
    a.contains(&b) || b.contains(&a) || jaro_winkler(&a, &b) >= LIKE
}

/// Two things that go by one name, so that who asks for it is told of one only.
fn shared_names(doubt: &Doubt<'_>) -> Vec<Contradiction> {
    let mut by_name: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (at, entity) in things(doubt) {
        let names = entity.aliases.iter().map(|alias| &alias.text).chain([&entity.label.text]);
        for name in names {
            by_name.entry(fold::key(name)).or_default().insert(at);
        }
    }
    by_name.remove("");
    let mut told = BTreeSet::new();
    let shared = by_name.into_values().filter(|things| things.len() > 1 && told.insert(things.clone()));
    let found = shared.filter_map(|things| {
        let things = apart(doubt, &things);
        if things.len() < 2 {
            return None;
        }
        let name = shared_name(things[0], things[1])?;
        group(doubt, Conflict::OneNameForTwo, &things, &format!("`{name}` is the name of"))
    });
    found.collect()
}

/// The name, as the first spells it, that two things have in common.
fn shared_name<'a>(one: &'a Entity, other: &Entity) -> Option<&'a str> {
    let names =
        |entity: &'a Entity| entity.aliases.iter().map(|alias| alias.text.as_str()).chain([entity.label.text.as_str()]);
    names(one).find(|name| {
        let spellings = other.aliases.iter().map(|alias| &alias.text).chain([&other.label.text]);
        spellings.into_iter().any(|own| fold::key(own) == fold::key(name))
    })
}

/// Two things of one title or one public identifier, which are one thing.
fn shared_signs(doubt: &Doubt<'_>) -> Vec<Contradiction> {
    let mut by_sign: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (at, entity) in things(doubt) {
        let titles = entity.title.iter().map(|title| format!("title {}", fold::key(title)));
        for sign in titles.chain(entity.identifiers.iter().cloned()) {
            by_sign.entry(sign).or_default().insert(at);
        }
    }
    let mut told = BTreeSet::new();
    let shared = by_sign.into_iter().filter(|(_, things)| things.len() > 1 && told.insert(things.clone()));
    let found = shared.filter_map(|(sign, things)| {
        let things = apart(doubt, &things);
        let are_two = doubt.words().any(|word| {
            matches!(word, Word::Different(a, b) if [a, b].iter().all(|name| things.iter().any(|thing| is_called(thing, name))))
        });
        let what = if sign.starts_with("title ") { "one title" } else { sign.as_str() };
        let group = group(doubt, Conflict::TwoNamesForOne, &things, &format!("{what} is that of"));
        group.filter(|_| !are_two)
    });
    found.collect()
}

/// Without what one of them introduces: a method may well go by the name of its paper, and by its identifier.
fn apart<'a>(doubt: &Doubt<'a>, things: &BTreeSet<usize>) -> Vec<&'a Entity> {
    let things: Vec<&Entity> = things.iter().map(|at| &doubt.graph.entities[*at]).collect();
    let introduces = |paper: &Entity, thing: &Entity| {
        let facts = doubt.graph.facts.iter();
        let mut found = facts.filter(|fact| fact.subject == paper.id && fact.object == thing.id);
        found.any(|fact| fact.relation == vocabulary::INTRODUCES)
    };
    let is_introduced = |thing: &Entity| things.iter().any(|paper| introduces(paper, thing));
    things.iter().copied().filter(|thing| !is_introduced(thing)).collect()
}

/// Works, methods and the like; concepts and organizations may well be called as a work is.
fn things<'a>(doubt: &Doubt<'a>) -> impl Iterator<Item = (usize, &'a Entity)> {
    let entities = doubt.graph.entities.iter().enumerate();
    entities.filter(|(_, entity)| matches!(entity.kind.as_str(), "Work" | "Method" | "Dataset" | "Metric"))
}

fn group<'a>(doubt: &Doubt<'a>, kind: Conflict, things: &[&'a Entity], begin: &str) -> Option<Contradiction> {
    let names: Vec<&str> = things.iter().map(|thing| thing.label.text.as_str()).collect();
    let places: Vec<Place> = things.iter().filter_map(|thing| doubt.thing(thing)).collect();
    // One that nobody names in the notes is the lexicon's matter.
    (places.len() > 1).then(|| Contradiction { kind, message: format!("{begin} {}", names.join(" and of ")), places })
}
