//! Mentions → claims. Says what the words of one entry state; knows no other note.

mod features;
mod guard;
mod judged;
mod label;
mod masked;
mod namesake;
mod reading;
mod scope;
mod topic;
mod wording;

use crate::knowledge::judge::Judge;
use crate::knowledge::patterns::Patterns;
use crate::model::claim::Named;
use crate::model::{Claim, Entry, Mention, Note, Passage, Role, Span, vocabulary};
use crate::text::{script, sentence};
pub use judged::Candidate;
use masked::Masked;
use wording::Hit;

/// What the words of an entry state; `mentions` are those of each of its passages.
///
/// Patterns speak first; where none speaks of a mention, the judge does, if it is sure.
#[must_use]
pub fn claims(note: &Note, entry: &Entry, mentions: &[Vec<Mention>], patterns: &Patterns, judge: &Judge) -> Vec<Claim> {
    let mut claims = Vec::new();
    each_sentence(entry, mentions, |passage, masked| {
        let mut hits = scope::settle(wording::hits(entry, passage, masked, patterns));
        if !judge.is_empty() {
            hits.retain(|hit| !judged::denies(entry, passage, masked, hit, judge));
        }
        claims.extend(hits.iter().map(|hit| claim(note, passage, masked, hit)));
        claims.extend(namesake::claims((note, entry, passage), masked, &hits, &patterns.guards));
        if !judge.is_empty() {
            let silent = judged::candidates(entry, passage, masked, &hits);
            claims.extend(
                silent
                    .iter()
                    .filter_map(|candidate| judged::claim(note, passage, masked, candidate, (judge, &patterns.guards))),
            );
        }
    });
    claims
}

/// The mentions of an entry of which no pattern speaks, each with what speaks for and against a relation.
#[must_use]
pub fn candidates(entry: &Entry, mentions: &[Vec<Mention>], patterns: Option<&Patterns>) -> Vec<Candidate> {
    let mut found = Vec::new();
    each_sentence(entry, mentions, |passage, masked| {
        let hits = patterns.map(|patterns| wording::hits(entry, passage, masked, patterns)).unwrap_or_default();
        found.extend(judged::candidates(entry, passage, masked, &hits));
    });
    found
}

fn each_sentence(entry: &Entry, mentions: &[Vec<Mention>], mut see: impl FnMut(&Passage, &Masked<'_>)) {
    let is_chinese = entry.passages.iter().any(|passage| passage.prose.text().chars().any(script::is_han));
    for (passage, mentions) in entry.passages.iter().zip(mentions) {
        let text = passage.prose.text();
        let mut lead = lead(entry, passage, mentions);
        let about = label::of(entry, passage, mentions);
        for sentence in sentence::split(text) {
            let (start, end) = (sentence.start, sentence.end);
            // Mentions are in order, so that a long passage costs no more than its length.
            let first = mentions.partition_point(|mention| mention.range.start < start);
            let inside: Vec<&Mention> =
                mentions[first..].iter().take_while(|mention| mention.range.end <= end).collect();
            if inside.is_empty() {
                // `**评测**。COCO、LVIS`: words that are but a label lead to the next sentence.
                lead = label::leading(&text[sentence]).unwrap_or_default();
                continue;
            }
            let mut masked = Masked::new(text, sentence, inside, &std::mem::take(&mut lead));
            masked.is_chinese = is_chinese;
            masked.about.clone_from(&about);
            see(passage, &masked);
        }
    }
}

/// The words that a passage goes on from: the header of its column, or the item above that ends with a colon.
fn lead(entry: &Entry, passage: &Passage, mentions: &[Mention]) -> String {
    let Some(above) = passage.under.last() else { return String::new() };
    match passage.role {
        // Where a row is a paper the header says what its cells are; a table of results tells what was tried.
        Role::Cell if entry.passages.iter().all(|each| matches!(each.role, Role::Cell | Role::Title)) => {
            format!("{above}: ")
        }
        Role::Item if above.ends_with([':', '：']) && passage.prose.text().len() < LONG_ITEM => format!("{above} "),
        // A list of data sets below a heading such as `Experiments`: what they are named for stands in the heading.
        Role::Item | Role::Paragraph
            if label::is_of_evaluation(above)
                && mentions.first().is_some_and(|first| {
                    first.kind == "Dataset" && passage.prose.text()[..first.range.start].trim().is_empty()
                }) =>
        {
            format!("{}: ", above.trim_end_matches([':', '：']))
        }
        _ => String::new(),
    }
}

/// How much longer than the title a line may be that holds the title and nothing said of the paper, in bytes.
const TITLE_MARGIN: usize = 40;

/// Whether a passage is but a title; a line of a list may hold the title and what is said of the paper.
pub(crate) fn is_title(entry: &Entry, passage: &Passage) -> bool {
    let title = entry.title.as_ref().unwrap_or(&entry.name).len();
    match passage.role {
        Role::Heading => true,
        Role::Title => passage.prose.text().len() <= title + TITLE_MARGIN,
        Role::Paragraph | Role::Item | Role::Cell => false,
    }
}

/// Items longer than this are sentences of their own, whatever stands above them.
const LONG_ITEM: usize = 90;

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
