//! Mentions → claims. Says what the words of one entry state; knows no other note.

mod features;
mod guard;
mod masked;
mod scope;
mod topic;

use crate::knowledge::patterns::{Pattern, Patterns};
use crate::model::claim::Named;
use crate::model::{Claim, Entry, Mention, Note, Passage, Role, Span, vocabulary};
use crate::text::sentence;
use masked::Masked;

/// What the words of an entry state; `mentions` are those of each of its passages.
#[must_use]
pub fn claims(note: &Note, entry: &Entry, mentions: &[Vec<Mention>], patterns: &Patterns) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (passage, mentions) in entry.passages.iter().zip(mentions) {
        let text = passage.prose.text();
        let mut lead = lead(passage);
        for sentence in sentence::split(text) {
            let (start, end) = (sentence.start, sentence.end);
            let inside = mentions.iter().filter(|m| start <= m.range.start && m.range.end <= end).collect();
            let masked = Masked::new(text, sentence, inside, &std::mem::take(&mut lead));
            if masked.mentions.is_empty() {
                continue;
            }
            let hits = scope::settle(hits(entry, passage, &masked, patterns));
            claims.extend(hits.iter().map(|hit| claim(note, passage, &masked, hit)));
        }
    }
    claims
}

/// The words that a passage goes on from: the header of its column, or the item above that ends with a colon.
fn lead(passage: &Passage) -> String {
    let Some(above) = passage.under.last() else { return String::new() };
    match passage.role {
        Role::Cell => format!("{above}: "),
        Role::Item if above.ends_with([':', '：']) && passage.prose.text().len() < LONG_ITEM => format!("{above} "),
        _ => String::new(),
    }
}

/// Items longer than this are sentences of their own, whatever stands above them.
const LONG_ITEM: usize = 90;

/// One object of one match of a pattern.
#[derive(Debug)]
pub(crate) struct Hit<'a> {
    pattern: &'a Pattern,
    relation: &'a str,
    subject: Named,
    object: Named,
    /// The mention that decides where the statement stands.
    anchor: usize,
    /// The match in the masked sentence.
    at: std::ops::Range<usize>,
}

fn hits<'a>(entry: &Entry, passage: &Passage, masked: &Masked<'_>, patterns: &'a Patterns) -> Vec<Hit<'a>> {
    let in_title = matches!(passage.role, Role::Title | Role::Heading);
    let mut hits = Vec::new();
    let candidates = patterns.candidates(&masked.text).into_iter().filter(|pattern| pattern.source.titles || !in_title);
    for pattern in candidates.filter(|pattern| speaks_of(entry, pattern)) {
        for found in pattern.expression.captures_iter(&masked.text) {
            let Some(whole) = found.get(0) else { continue };
            let guarded = !pattern.source.unguarded;
            if guarded && guard::takes_force(&masked.text, whole.range(), &patterns.guards)
                || pattern.unless.as_ref().is_some_and(|unless| unless.is_match(&masked.text))
            {
                continue;
            }
            let topic = || topic::of(entry, masked, whole.start(), pattern.source.of_entry);
            // A size of the paper's own model stands for the paper, except where the sizes are what is stated.
            let named = |at: usize| match pattern.relation.as_str() {
                vocabulary::VARIANT_OF => topic::literally(masked.mentions[at]),
                _ => topic::named(entry, masked.mentions[at]),
            };
            let things = |slot: &str| -> Vec<(Option<usize>, Named)> {
                match found.name(slot).map(|group| masked.mentions_in(group.range())) {
                    Some(slots) => slots.into_iter().map(|at| (Some(at), named(at))).collect(),
                    None => topic().into_iter().map(|named| (None, named)).collect(),
                }
            };
            let (subjects, objects) = (things("subject"), things("object"));
            for (subject_at, subject) in &subjects {
                for (object_at, object) in &objects {
                    let Some(anchor) = object_at.or(*subject_at) else { continue };
                    if object_at.is_some_and(|at| masked.is_stem(at)) && !pattern.source.stems {
                        continue;
                    }
                    let generic = object_at.is_some_and(|at| masked.mentions[at].generic);
                    let is_own_size = subject_at.is_none_or(|at| topic::is_own_size(entry, masked.mentions[at]));
                    if pattern.relation == vocabulary::VARIANT_OF && object_at.is_none() && !is_own_size {
                        continue;
                    }
                    if let Some(relation) = admitted(pattern, subject, object, generic) {
                        let (subject, object) = (subject.clone(), object.clone());
                        hits.push(Hit { pattern, relation, subject, object, anchor, at: whole.range() });
                    }
                }
            }
        }
    }
    hits
}

/// Whether a pattern that is for some papers only, such as surveys, is for this one.
fn speaks_of(entry: &Entry, pattern: &Pattern) -> bool {
    pattern.papers.as_ref().is_none_or(|papers| {
        let title = entry.title.as_deref().unwrap_or(&entry.name);
        let opening = entry.passages.iter().filter(|passage| passage.role != Role::Title).take(2);
        papers.is_match(title) || opening.into_iter().any(|passage| papers.is_match(passage.prose.text()))
    })
}

/// The relation that a pattern states of these two, if it may.
fn admitted<'a>(pattern: &'a Pattern, subject: &Named, object: &Named, generic: bool) -> Option<&'a str> {
    let source = &pattern.source;
    let can_be_subject = !matches!(subject.kind.as_str(), "Organization" | "Venue");
    // General techniques are parts of everything: only general architectures make an edge.
    let too_general = generic && (!source.generic || object.kind == "Method");
    if subject.name == object.name || !can_be_subject || too_general {
        return None;
    }
    if let Some(relation) = source.instead.get(&object.kind) {
        return Some(relation);
    }
    source.objects.iter().any(|kind| *kind == object.kind).then_some(pattern.relation.as_str())
}

fn claim(note: &Note, passage: &Passage, masked: &Masked<'_>, hit: &Hit<'_>) -> Claim {
    let whole = passage.prose.span(masked.range(topic::clause(&masked.text, hit.at.clone())));
    let anchor = passage.prose.span(masked.mentions[hit.anchor].range.clone());
    Claim {
        subject: hit.subject.clone(),
        relation: hit.relation.to_owned(),
        object: hit.object.clone(),
        span: on_one_line(note, whole, anchor),
        pattern: hit.pattern.id.clone(),
        confidence: hit.pattern.source.confidence.unwrap_or(0.8),
    }
}

/// The part of a statement on the line of its anchor, without marks and space at its ends.
fn on_one_line(note: &Note, whole: Span, anchor: Span) -> Span {
    let line = note.line_span(note.line_of(anchor.start));
    let span = Span::new(whole.start.max(line.start), whole.end.min(line.end));
    let is_edge = |c: char| c.is_whitespace() || matches!(c, '，' | ',' | '。' | '；' | ';' | '、' | '：' | ':');
    let words = note.slice(span);
    let start = span.start + (words.len() - words.trim_start_matches(is_edge).len());
    Span::new(start, start + words.trim_matches(is_edge).len())
}

/// What an entry is about: each concept that its words name, at the first place where they do.
#[must_use]
pub fn topics(entry: &Entry, named: &[Vec<(&str, std::ops::Range<usize>)>]) -> Vec<Claim> {
    let mut claims: Vec<Claim> = Vec::new();
    if entry.name.is_empty() {
        return claims;
    }
    for (passage, named) in entry.passages.iter().zip(named) {
        for (concept, range) in named {
            if !claims.iter().any(|claim| claim.object.name == *concept) {
                claims.push(Claim {
                    subject: Named { name: entry.name.clone(), kind: "Work".to_owned() },
                    relation: vocabulary::HAS_TOPIC.to_owned(),
                    object: Named { name: (*concept).to_owned(), kind: "Concept".to_owned() },
                    span: passage.prose.span(range.clone()),
                    pattern: "names-concept".to_owned(),
                    confidence: 0.7,
                });
            }
        }
    }
    claims
}

/// Every mention of a passage that could stand in a relation to the note's paper, with what speaks for one.
#[must_use]
pub fn candidates(entry: &Entry, mentions: &[Vec<Mention>]) -> Vec<(Mention, Span, Vec<String>)> {
    let mut found = Vec::new();
    if entry.name.is_empty() {
        return found;
    }
    for (passage, mentions) in entry.passages.iter().zip(mentions) {
        if matches!(passage.role, Role::Title | Role::Heading) {
            continue;
        }
        let text = passage.prose.text();
        let mut lead = lead(passage);
        for sentence in sentence::split(text) {
            let (start, end) = (sentence.start, sentence.end);
            let inside = mentions.iter().filter(|m| start <= m.range.start && m.range.end <= end).collect();
            let masked = Masked::new(text, sentence, inside, &std::mem::take(&mut lead));
            for number in 0..masked.mentions.len() {
                let mention = masked.mentions[number];
                if mention.name != entry.name && !matches!(mention.kind.as_str(), "Organization" | "Venue") {
                    let span = passage.prose.span(mention.range.clone());
                    found.push((mention.clone(), span, features::of(entry, passage, &masked, number)));
                }
            }
        }
    }
    found
}
