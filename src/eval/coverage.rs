//! Which works, methods and datasets stand in one sentence with no fact between them: what extraction may have missed.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::Serialize;

use crate::knowledge::Knowledge;
use crate::knowledge::patterns::Patterns;
use crate::model::{Entry, Graph, Mention, Note, Passage, Source};
use crate::recognize::Recognizer;
use crate::resolve::Contribution;
use crate::text::names::Names;
use crate::text::{fold, sentence};

/// Kinds of things that relations hold between.
const KINDS: [&str; 3] = ["Work", "Method", "Dataset"];

/// How many pairs that stand in one sentence have a fact between them, and which have none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// All pairs; each once, however many sentences name it.
    pub pairs: usize,
    /// Those without a fact between them, the most promising first.
    pub open: Vec<Open>,
}

/// A pair without a fact between its two, in the sentence that promises most.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Open {
    /// One of the two: the paper of the entry, if it is one of them.
    pub one: String,
    /// The other.
    pub other: String,
    /// The note.
    pub file: String,
    /// The line where the sentence begins.
    pub line: usize,
    /// The sentence.
    pub sentence: String,
    /// How promising it is: the more points, the more so.
    pub points: usize,
}

/// What notes name together and the graph does not relate; the paper of an entry counts as named in each sentence of it.
#[must_use]
pub fn coverage(contributions: &[Contribution], graph: &Graph, knowledge: &Knowledge) -> Coverage {
    let entries = contributions.iter().flat_map(|contribution| &contribution.entries);
    let recognizer = Recognizer::new(&knowledge.lexicon, entries, &knowledge.ignored);
    let names = Names::of(graph);
    let related: BTreeSet<(&str, &str)> =
        graph.facts.iter().map(|fact| ordered(fact.subject.as_str(), fact.object.as_str())).collect();
    let mut best: BTreeMap<(String, String), Open> = BTreeMap::new();
    for contribution in contributions {
        for entry in &contribution.entries {
            for open in entry.passages.iter().flat_map(|passage| {
                let mentions = recognizer.mentions(entry, passage);
                together(&contribution.note, entry, passage, &mentions, &knowledge.patterns)
            }) {
                let (one, other) = (thing(&open.one, &names), thing(&open.other, &names));
                let pair = ordered(one, other);
                let is_better = best.get(&pair).is_none_or(|known| known.points < open.points);
                if pair.0 != pair.1 && is_better {
                    best.insert(pair, open);
                }
            }
        }
    }
    let pairs = best.len();
    best.retain(|(one, other), _| !related.contains(&(one.as_str(), other.as_str())));
    let mut open: Vec<Open> = best.into_values().collect();
    open.sort_by(|a, b| (Reverse(a.points), &a.file, a.line).cmp(&(Reverse(b.points), &b.file, b.line)));
    Coverage { pairs, open }
}

impl Coverage {
    /// The share of the pairs that have no fact between them, 0 to 1.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "pairs are fewer than 2^52")]
    pub fn share(&self) -> f64 {
        if self.pairs == 0 { 0.0 } else { self.open.len() as f64 / self.pairs as f64 }
    }
}

/// What a thing is compared by: its id in the graph, or its folded name where no fact or entry is about it.
fn thing(name: &str, names: &Names<'_>) -> String {
    let known = names.get(name).filter(|entity| KINDS.contains(&entity.kind.as_str()));
    known.map_or_else(|| fold::key(name), |entity| entity.id.clone())
}

fn ordered<T: Ord>(a: T, b: T) -> (T, T) {
    if a <= b { (a, b) } else { (b, a) }
}

/// The pairs that the sentences of a passage name.
fn together(note: &Note, entry: &Entry, passage: &Passage, mentions: &[Mention], patterns: &Patterns) -> Vec<Open> {
    let text = passage.prose.text();
    let mut found = Vec::new();
    for range in sentence::split(text) {
        let inside: Vec<&Mention> = mentions
            .iter()
            .filter(|mention| range.start <= mention.range.start && mention.range.end <= range.end)
            .filter(|mention| KINDS.contains(&mention.kind.as_str()))
            .collect();
        if inside.is_empty() {
            continue;
        }
        let has_cue = !patterns.candidates(&without(text, &range, &inside)).is_empty();
        let line = note.line_of(passage.prose.span(range.clone()).start);
        let open = |one: &str, other: &Mention, points: usize| Open {
            one: one.to_owned(),
            other: other.name.clone(),
            file: note.path.clone(),
            line,
            sentence: text[range.clone()].split_whitespace().collect::<Vec<_>>().join(" "),
            points: points + usize::from(has_cue) * 3 + 2 * worth(other),
        };
        for (at, mention) in inside.iter().enumerate() {
            if !entry.name.is_empty() && mention.name != entry.name {
                found.push(open(&entry.name, mention, 4 + nearness(mention.range.start - range.start)));
            }
            for later in inside[at + 1..].iter().filter(|later| later.name != mention.name && later.name != entry.name)
            {
                let distance = later.range.start.saturating_sub(mention.range.end);
                found.push(open(&mention.name, later, worth(mention) + nearness(distance)));
            }
        }
    }
    found
}

/// The words of a sentence with its names taken out, so that no cue is found in a name.
fn without(text: &str, range: &Range<usize>, mentions: &[&Mention]) -> String {
    let mut words = String::new();
    let mut at = range.start;
    for mention in mentions.iter().filter(|mention| mention.range.start >= range.start) {
        words.push_str(text.get(at..mention.range.start).unwrap_or(""));
        words.push(' ');
        at = mention.range.end;
    }
    words.push_str(text.get(at..range.end).unwrap_or(""));
    words
}

/// Points for being known by name, fewer for being general.
fn worth(mention: &Mention) -> usize {
    match mention.source {
        _ if mention.generic => 0,
        Source::Entry | Source::Lexicon => 2,
        Source::Introduced | Source::Form => 1,
    }
}

/// Points for standing near, by bytes.
fn nearness(distance: usize) -> usize {
    match distance {
        0..20 => 3,
        20..60 => 2,
        60..150 => 1,
        _ => 0,
    }
}
