//! Mentions → entities, claims → facts. The only stage that sees all notes; decides who is who.

mod gist;
mod identity;
pub mod order;
mod title;

use std::collections::BTreeMap;

use crate::knowledge::concepts::Concepts;
use crate::knowledge::lexicon::Lexicon;
use crate::model::{
    Account, Because, Claim, Entity, Entry, Evidence, Fact, Graph, Note, Reading, Statement, Status, vocabulary,
};
use crate::text::names::label;
use identity::Identities;

/// Everything that one note says.
#[derive(Clone, Debug)]
pub struct Contribution {
    /// The note.
    pub note: Note,
    /// Its entries.
    pub entries: Vec<Entry>,
    /// What they state.
    pub claims: Vec<Claim>,
}

/// What all notes together say, under a base that ends in `/`.
#[must_use]
pub fn graph(contributions: &[Contribution], lexicon: &Lexicon, concepts: &Concepts, base: &str) -> Graph {
    let accounts = contributions.iter().map(|each| account(&each.note, &each.entries, &each.claims));
    let mut graph = stated(&accounts.collect::<Vec<_>>(), lexicon, concepts, base);
    settle(&mut graph.facts);
    graph
}

/// What a note says, so that its text is needed no more.
#[must_use]
pub fn account(note: &Note, entries: &[Entry], claims: &[Claim]) -> Account {
    let statement = |claim: &Claim| Statement {
        subject: claim.subject.clone(),
        relation: claim.relation.clone(),
        object: claim.object.clone(),
        evidence: proof(note, claim),
    };
    Account {
        note: note.path.clone(),
        entries: entries.iter().map(Entry::outline).collect(),
        readings: entries.iter().filter(|entry| !entry.name.is_empty()).map(|entry| reading(note, entry)).collect(),
        statements: claims.iter().map(statement).collect(),
    }
}

/// As [`graph`], with every lineage relation that is stated of a pair.
#[must_use]
pub fn stated(accounts: &[Account], lexicon: &Lexicon, concepts: &Concepts, base: &str) -> Graph {
    let mut identities = Identities::new(lexicon, concepts);
    for account in accounts {
        account.entries.iter().for_each(|entry| identities.add_entry(entry));
    }
    let mut evidence: BTreeMap<(String, String, String), Vec<Evidence>> = BTreeMap::new();
    for statement in accounts.iter().flat_map(|account| &account.statements) {
        let subject = identities.id(&statement.subject.name, &statement.subject.kind);
        let object = identities.id(&statement.object.name, &statement.object.kind);
        if subject != object {
            let all = evidence.entry((subject, statement.relation.clone(), object)).or_default();
            all.push(statement.evidence.clone());
        }
    }
    let mut graph = Graph {
        base: base.to_owned(),
        notes: accounts.iter().map(|account| account.note.clone()).collect(),
        facts: facts(evidence),
        entities: Vec::new(),
    };
    let mut entities = identities.into_entities();
    for account in accounts {
        let named = account.entries.iter().filter(|entry| !entry.name.is_empty());
        named.zip(&account.readings).for_each(|(entry, reading)| read(entry, reading, &mut entities));
    }
    let organizations = std::mem::take(&mut entities.organizations);
    graph.entities = entities.by_id.into_values().chain(organizations.into_values()).collect();
    graph.sort();
    graph
}

fn proof(note: &Note, claim: &Claim) -> Evidence {
    Evidence {
        note: note.path.clone(),
        line: note.line_of(claim.span.start),
        characters: note.characters(claim.span),
        quote: note.slice(claim.span).to_owned(),
        pattern: claim.pattern.clone(),
        confidence: claim.confidence,
    }
}

/// Keeps one of several lineage relations of a pair: the surest, then the strongest.
pub fn settle(facts: &mut Vec<Fact>) {
    let mut best: BTreeMap<(String, String), (f64, usize, String)> = BTreeMap::new();
    for fact in facts.iter() {
        let Some(rank) = vocabulary::LINEAGE.iter().position(|relation| *relation == fact.relation) else { continue };
        let pair = (fact.subject.clone(), fact.object.clone());
        let better = best.get(&pair).is_none_or(|(confidence, known, _)| {
            fact.confidence() > *confidence || (fact.confidence() >= *confidence && rank < *known)
        });
        if better {
            best.insert(pair, (fact.confidence(), rank, fact.relation.clone()));
        }
    }
    facts.retain(|fact| {
        let kept = best.get(&(fact.subject.clone(), fact.object.clone()));
        !vocabulary::is_lineage(&fact.relation) || kept.is_none_or(|(.., kept)| *kept == fact.relation)
    });
}

/// One fact for each relation of a pair.
fn facts(evidence: BTreeMap<(String, String, String), Vec<Evidence>>) -> Vec<Fact> {
    evidence
        .into_iter()
        .map(|((subject, relation, object), mut evidence)| {
            evidence.sort_by(|a, b| {
                (&a.note, a.characters).cmp(&(&b.note, b.characters)).then(b.confidence.total_cmp(&a.confidence))
            });
            evidence.dedup_by(|b, a| a.note == b.note && a.line == b.line);
            Fact { subject, relation, object, because: Because::Stated(evidence) }
        })
        .collect()
}

/// How an entry tells of its paper.
fn reading(note: &Note, entry: &Entry) -> Reading {
    Reading {
        note: note.path.clone(),
        line: note.line_of(entry.at.start),
        characters: note.characters(entry.at),
        read: entry.read,
        pending: entry.status == Status::Pending,
        organizations: entry.organizations.clone(),
        words: title::words(note, entry),
        title: entry.title.clone(),
        dated: title::dated(note, entry),
        gist: gist::of(note, entry),
        open: gist::open(note, entry),
    }
}

fn read(entry: &Entry, reading: &Reading, entities: &mut identity::Entities) {
    let organizations: Vec<String> = entry.organizations.iter().map(|name| entities.organization(name)).collect();
    let Some(entity) = entities.of(&entry.name) else { return };
    let pending = reading.pending;
    entity.readings.push(reading.clone());
    entity.status = entity.status.min(entry.status);
    if entity.title.is_none() || !pending && entity.readings.iter().filter(|reading| !reading.pending).count() == 1 {
        entity.title = entry.title.clone().or(entity.title.take());
    }
    if let Some(published) = entry.published.filter(|_| entity.published.is_none() || entity.published_is_background) {
        entity.published = Some(published);
        entity.published_is_background = false;
    }
    for (own, stated) in [(&mut entity.organizations, &organizations), (&mut entity.identifiers, &entry.identifiers)] {
        own.extend(stated.iter().cloned());
        own.sort();
        own.dedup();
    }
    let known = entity.title.clone().unwrap_or_default();
    let aliases =
        entry.aliases.iter().chain(&entry.title).filter(|alias| **alias != entity.label.text && **alias != known);
    entity.aliases.extend(aliases.map(|alias| label(alias)));
    entity.aliases.sort();
    entity.aliases.dedup();
}

/// An entity of this id, kind and name, and nothing else known of it.
fn bare(id: String, kind: &str, name: &str) -> Entity {
    Entity { id, kind: kind.to_owned(), label: label(name), ..Entity::default() }
}
