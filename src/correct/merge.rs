//! Things under other ids: what then has one id is one thing, with everything that was said of each.

use std::collections::BTreeMap;

use crate::model::{Because, Entity, Evidence, Fact, Graph, Label};

/// New ids by former ones; whatever had the id before keeps its name where two become one.
pub(super) type Moves = BTreeMap<String, String>;

/// Gives things their new ids, everywhere.
pub(super) fn move_all(graph: &mut Graph, moves: &Moves) {
    if moves.is_empty() {
        return;
    }
    let new = |id: &str| moves.get(id).cloned();
    let mut by_id: BTreeMap<String, Vec<(bool, Entity)>> = BTreeMap::new();
    for mut entity in std::mem::take(&mut graph.entities) {
        let other = new(&entity.id);
        let is_moved = other.is_some();
        entity.id = other.unwrap_or(entity.id);
        entity.organizations.iter_mut().for_each(|id| *id = new(id).unwrap_or(std::mem::take(id)));
        by_id.entry(entity.id.clone()).or_default().push((is_moved, entity));
    }
    graph.entities = by_id
        .into_values()
        .filter_map(|mut group| {
            group.sort_by_key(|(is_moved, _)| *is_moved);
            group.into_iter().map(|(_, entity)| entity).reduce(absorb)
        })
        .collect();
    let mut facts: BTreeMap<(String, String, String), Because> = BTreeMap::new();
    for fact in std::mem::take(&mut graph.facts) {
        let subject = new(&fact.subject).unwrap_or(fact.subject);
        let object = new(&fact.object).unwrap_or(fact.object);
        if subject != object {
            let key = (subject, fact.relation, object);
            let because = match facts.remove(&key) {
                Some(other) => both(other, fact.because),
                None => fact.because,
            };
            facts.insert(key, because);
        }
    }
    graph.facts = facts
        .into_iter()
        .map(|((subject, relation, object), because)| Fact { subject, relation, object, because })
        .collect();
}

fn both(a: Because, b: Because) -> Because {
    match (a, b) {
        (Because::Stated(mut evidence), Because::Stated(more)) => {
            evidence.extend(more);
            evidence.sort_by(order);
            evidence.dedup_by(|b, a| a.note == b.note && a.line == b.line);
            Because::Stated(evidence)
        }
        (stated @ Because::Stated(_), _) | (_, stated) => stated,
    }
}

fn order(a: &Evidence, b: &Evidence) -> std::cmp::Ordering {
    (&a.note, a.characters).cmp(&(&b.note, b.characters)).then(b.confidence.total_cmp(&a.confidence))
}

/// One thing with all that is known of two; what the first has goes before.
fn absorb(mut into: Entity, from: Entity) -> Entity {
    let is_better = into.published.is_none() || into.published_is_background && !from.published_is_background;
    if is_better && from.published.is_some() {
        (into.published, into.published_is_background) = (from.published, from.published_is_background);
    }
    if into.title.is_none() {
        into.title = from.title;
    } else if let Some(title) = from.title.filter(|title| Some(title) != into.title.as_ref()) {
        into.aliases.push(crate::text::names::label(&title));
    }
    into.aliases.extend(from.aliases);
    into.aliases.push(from.label);
    tidy(&mut into);
    for (own, more) in [(&mut into.identifiers, from.identifiers), (&mut into.organizations, from.organizations)] {
        own.extend(more);
        own.sort();
        own.dedup();
    }
    into.status = into.status.min(from.status);
    into.readings.extend(from.readings);
    into.readings.sort_by(|a, b| (&a.note, a.line).cmp(&(&b.note, b.line)));
    into
}

/// Sorts the other names of a thing, each once, without its label.
pub(super) fn tidy(entity: &mut Entity) {
    let own = entity.label.text.clone();
    entity.aliases.retain(|alias: &Label| alias.text != own && !alias.text.is_empty());
    entity.aliases.sort();
    entity.aliases.dedup();
}
