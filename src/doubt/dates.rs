//! Dates that exclude each other, and works that build on later ones.

use super::{Doubt, is_called};
use crate::model::lineage::is_inferred;
use crate::model::{Conflict, Contradiction, Date, Entity, Place, Reading, Word, vocabulary};

pub(super) fn contradictions(doubt: &Doubt<'_>) -> Vec<Contradiction> {
    let mut found: Vec<Contradiction> =
        doubt.graph.entities.iter().filter_map(|entity| two_dates(doubt, entity)).collect();
    found.extend(doubt.graph.facts.iter().filter_map(|fact| {
        let is_said = vocabulary::is_lineage(&fact.relation) && !is_inferred(fact);
        let (child, parent) = (doubt.graph.entity(&fact.subject)?, doubt.graph.entity(&fact.object)?);
        let (early, late) = (child.published?, parent.published?);
        if !is_said || !early.is_before(late) {
            return None;
        }
        let mut places = vec![doubt.fact(fact)?];
        places.extend([child, parent].into_iter().filter_map(date_place));
        let source = |entity: &Entity| if entity.published_is_background { ", by the lexicon" } else { "" };
        let message = format!(
            "{} ({early}{}) builds on {} ({late}{}), which is later",
            child.label.text,
            source(child),
            parent.label.text,
            source(parent),
        );
        Some(Contradiction { kind: Conflict::ChildBeforeParent, message, places })
    }));
    found
}

/// A paper whose entries date it differently, unless the owner has said which date holds.
fn two_dates(doubt: &Doubt<'_>, entity: &Entity) -> Option<Contradiction> {
    let stated: Vec<(Date, &Reading)> =
        entity.readings.iter().filter_map(|reading| Some((reading.dated.as_ref()?.date, reading))).collect();
    let exclude = |a: Date, b: Date| a.is_before(b) || b.is_before(a);
    let mut told: Vec<(Date, &Reading)> = Vec::new();
    for (date, reading) in stated.iter().copied() {
        let is_new = told.iter().all(|(known, _)| *known != date);
        if is_new && stated.iter().any(|(other, _)| exclude(*other, date)) {
            told.push((date, reading));
        }
    }
    let is_settled = doubt.words().any(|word| matches!(word, Word::Date(name, _) if is_called(entity, name)));
    if told.is_empty() || is_settled {
        return None;
    }
    let told_dates: Vec<String> = told.iter().map(|(date, _)| date.to_string()).collect();
    let message = format!("{} is dated {}", entity.label.text, told_dates.join(" and "));
    let places = told.iter().filter_map(|(_, reading)| place(entity, reading)).collect();
    Some(Contradiction { kind: Conflict::TwoDates, message, places })
}

/// Where the notes say the date that a thing has; none where they do not.
fn date_place(entity: &Entity) -> Option<Place> {
    let has_it = |reading: &&Reading| reading.dated.as_ref().map(|dated| dated.date) == entity.published;
    place(entity, entity.readings.iter().find(has_it)?)
}

fn place(entity: &Entity, reading: &Reading) -> Option<Place> {
    let dated = reading.dated.as_ref()?;
    let says = format!("{} is of {}", entity.label.text, dated.date);
    Some(Place { note: reading.note.clone(), line: dated.at.line, quote: dated.at.quote.clone(), says })
}
