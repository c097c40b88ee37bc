//! Statements by wording: which patterns match a sentence, of whom, and of what.

use regex::Captures;

use super::masked::Masked;
use super::reading::Reading;
use super::topic::Acts;
use super::{guard, topic};
use crate::knowledge::patterns::{Pattern, Patterns};
use crate::model::claim::Named;
use crate::model::{Entry, Passage, Role, vocabulary};

/// One object of one match of a pattern.
#[derive(Debug)]
pub(crate) struct Hit<'a> {
    /// The pattern that matched.
    pub(crate) pattern: &'a Pattern,
    /// The relation that it states of this object.
    pub(crate) relation: &'a str,
    /// The later thing.
    pub(crate) subject: Named,
    /// The earlier thing.
    pub(crate) object: Named,
    /// The mention that decides where the statement stands.
    pub(crate) anchor: usize,
    /// The match in the masked sentence.
    pub(crate) at: std::ops::Range<usize>,
}

/// What a slot names, and which mention does.
type Thing = (Option<usize>, Named);

/// What the patterns find in a sentence, each object of each match.
pub(crate) fn hits<'a>(entry: &Entry, passage: &Passage, masked: &Masked<'_>, patterns: &'a Patterns) -> Vec<Hit<'a>> {
    let in_title = super::is_title(entry, passage);
    let mut hits = Vec::new();
    let candidates =
        patterns.candidates(&masked.lower).into_iter().filter(|pattern| pattern.source.titles || !in_title);
    let candidates = candidates.filter(|pattern| !pattern.is_chinese || masked.is_chinese);
    let candidates: Vec<&Pattern> = candidates.filter(|pattern| speaks_of(entry, pattern)).collect();
    if candidates.is_empty() {
        return hits;
    }
    let readings = Reading::all(masked, &patterns.around);
    for pattern in candidates {
        let Some(expression) = pattern.expression.get() else { continue };
        // The first reading in which it is found, so that words that a name takes in are not read twice.
        let Some(reading) = readings.iter().find(|reading| expression.is_match(&reading.text)) else { continue };
        for found in expression.captures_iter(&reading.text) {
            let Some(whole) = found.get(0).map(|whole| reading.masked(whole.range())) else { continue };
            let guarded = !pattern.source.unguarded;
            if guarded && guard::takes_force(&masked.lower, whole.clone(), &patterns.guards)
                || pattern.unless.as_ref().is_some_and(|unless| unless.is_match(&masked.lower))
            {
                continue;
            }
            let acts = if pattern.relation == "extends" || found.name("subject").is_some() {
                Acts::WORKS_AND_METHODS
            } else {
                Acts::WORKS
            };
            let acts = acts.comparing(vocabulary::COMPARISON.contains(&pattern.relation.as_str()));
            let topic = || {
                if pattern.source.of_entry { topic::paper(entry) } else { topic::of(entry, masked, whole.start, acts) }
            };
            // A size of the paper's own model stands for the paper, except where the sizes are what is stated.
            let named = |at: usize| match pattern.relation.as_str() {
                vocabulary::VARIANT_OF => topic::literally(masked.mentions[at]),
                _ => topic::named(entry, masked.mentions[at]),
            };
            let things = |slot: &str| -> Vec<Thing> {
                match found.name(slot).map(|group| reading.mentions_in(group.range())) {
                    Some(slots) => slots.into_iter().map(|at| (Some(at), named(at))).collect(),
                    None => topic().into_iter().map(|named| (None, named)).collect(),
                }
            };
            for ((subject_at, subject), (object_at, object)) in pairs(entry, pattern, &found, &things) {
                let Some(anchor) = object_at.or(subject_at) else { continue };
                if object_at.is_some_and(|at| masked.is_stem(at)) && !pattern.source.stems {
                    continue;
                }
                let generic = object_at.is_some_and(|at| masked.mentions[at].generic);
                let is_own_size = subject_at.is_none_or(|at| topic::is_own_size(entry, masked.mentions[at]));
                if pattern.relation == vocabulary::VARIANT_OF && object_at.is_none() && !is_own_size {
                    continue;
                }
                let subject = comparable(entry, pattern, subject, &object);
                if let Some(relation) = admitted(entry, pattern, &subject, &object, generic) {
                    hits.push(Hit { pattern, relation, subject, object, anchor, at: whole.clone() });
                }
            }
        }
    }
    hits
}

/// Each later thing with each earlier thing that a match names.
fn pairs(
    entry: &Entry,
    pattern: &Pattern,
    found: &Captures<'_>,
    things: &impl Fn(&str) -> Vec<Thing>,
) -> Vec<(Thing, Thing)> {
    if found.name("chain").is_some() {
        // `A → B → C`: each comes from the one before it.
        return things("chain").windows(2).map(|pair| (pair[1].clone(), pair[0].clone())).collect();
    }
    let (subjects, objects) = (things("subject"), things("object"));
    // `X + Y` in the note on X is what another work is made of.
    let is_paper = |thing: &Thing| thing.1.name == entry.name;
    if pattern.is_sum() && objects.iter().any(is_paper) && subjects.iter().any(is_paper) {
        return Vec::new();
    }
    subjects.iter().flat_map(|subject| objects.iter().map(|object| (subject.clone(), object.clone()))).collect()
}

/// Whether a pattern that is for some papers only, such as surveys, is for this one.
fn speaks_of(entry: &Entry, pattern: &Pattern) -> bool {
    pattern.papers.as_ref().is_none_or(|papers| {
        let title = entry.title.as_deref().unwrap_or(&entry.name);
        let opening = entry.passages.iter().filter(|passage| passage.role != Role::Title).take(2);
        let is_for = |text: &str| papers.is_match(&text.to_ascii_lowercase());
        is_for(title) || opening.into_iter().any(|passage| is_for(passage.prose.text()))
    })
}

/// The subject of a statement; `PG-19: slightly behind X` compares the paper with X, since data are no match for a model.
fn comparable(entry: &Entry, pattern: &Pattern, subject: Named, object: &Named) -> Named {
    let compares = vocabulary::COMPARISON.contains(&pattern.relation.as_str());
    let is_measure = |kind: &str| matches!(kind, "Dataset" | "Metric");
    if compares && is_measure(&subject.kind) && !is_measure(&object.kind) {
        topic::paper(entry).unwrap_or(subject)
    } else {
        subject
    }
}

/// The relation that a pattern states of these two, if it may.
fn admitted<'a>(
    entry: &Entry,
    pattern: &'a Pattern,
    subject: &Named,
    object: &Named,
    generic: bool,
) -> Option<&'a str> {
    let source = &pattern.source;
    let can_be_subject = !matches!(subject.kind.as_str(), "Organization" | "Venue");
    // General techniques are parts of everything: only general architectures make an edge.
    let too_general = generic && (!source.generic || object.kind == "Method");
    // What is measured is no match for what it is measured by; metrics compare with metrics.
    let compares = vocabulary::COMPARISON.contains(&pattern.relation.as_str());
    let is_unlike = compares && object.kind == "Metric" && subject.kind != "Metric" && !topic::presents_measure(entry);
    if subject.name == object.name || !can_be_subject || too_general || is_unlike {
        return None;
    }
    if let Some(relation) = source.instead.get(&object.kind) {
        return Some(relation);
    }
    source.objects.contains(&object.kind).then_some(pattern.relation.as_str())
}
