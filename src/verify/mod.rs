//! Graph and notes → whether each quote still stands where it was found. Reads only; a note is never changed.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Serialize;

use crate::model::{Evidence, Graph, Note};

/// Lines longer than this are compared in their beginning only.
const LONGEST: usize = 2_000;
/// How much of a quote's pairs of letters a line must have to be what became of it.
const LIKE: f64 = 0.6;

/// A quote and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Checked {
    /// The note's path.
    pub note: String,
    /// The line where it was found.
    pub line: usize,
    /// The words.
    pub quote: String,
    /// What became of it.
    #[serde(flatten)]
    pub state: State,
}

/// What became of a quote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "lowercase")]
pub enum State {
    /// It stands where it was.
    Exact,
    /// It stands elsewhere in the note.
    Moved {
        /// The line where it stands now; of several the nearest.
        now: usize,
    },
    /// It does not stand in the note, but words like it do.
    Changed {
        /// The line that is most like it.
        now: usize,
        /// The words of that line.
        words: String,
    },
    /// Neither it nor words like it stand in the note.
    Gone,
}

/// What became of every quote of a graph, each once, in the order of note and line.
#[must_use]
pub fn quotes(graph: &Graph, notes: &[Note]) -> Vec<Checked> {
    let by_path: HashMap<&str, &Note> = notes.iter().map(|note| (note.path.as_str(), note)).collect();
    let mut by_note: BTreeMap<&str, Vec<&Evidence>> = BTreeMap::new();
    for evidence in graph.facts.iter().flat_map(crate::model::Fact::evidence) {
        by_note.entry(&evidence.note).or_default().push(evidence);
    }
    let mut checked = Vec::new();
    for (path, mut evidence) in by_note {
        evidence.sort_by_key(|each| (each.line, each.characters, each.quote.as_str()));
        evidence.dedup_by_key(|each| (each.characters, each.quote.as_str()));
        let note = by_path.get(path);
        let places = note.copied().map(places).unwrap_or_default();
        checked.extend(evidence.into_iter().map(|each| Checked {
            note: each.note.clone(),
            line: each.line,
            quote: each.quote.clone(),
            state: note.map_or(State::Gone, |note| state(note, &places, each)),
        }));
    }
    checked
}

/// Where each character begins, in bytes, and where the text ends.
fn places(note: &Note) -> Vec<usize> {
    note.text.char_indices().map(|(at, _)| at).chain([note.text.len()]).collect()
}

fn state(note: &Note, places: &[usize], evidence: &Evidence) -> State {
    let (start, end) = evidence.characters;
    let stretch = places.get(start).zip(places.get(end)).filter(|(start, end)| start <= end);
    let here = stretch.filter(|(start, end)| note.text[**start..**end] == evidence.quote);
    if here.is_some_and(|(start, _)| note.line_of(*start) == evidence.line) {
        return State::Exact;
    }
    let nearness = |line: usize| line.abs_diff(evidence.line);
    let found = note.text.match_indices(&evidence.quote).map(|(at, _)| note.line_of(at));
    if let Some(now) = found.min_by_key(|line| (nearness(*line), *line)) {
        return State::Moved { now };
    }
    let wanted = pairs(&evidence.quote);
    let mut best: Option<(f64, usize)> = None;
    for line in 1..=note.line_count() {
        let likeness = share(&wanted, &pairs(note.line(line)));
        let is_better =
            best.is_none_or(|(most, known)| likeness > most || likeness >= most && nearness(line) < nearness(known));
        if likeness >= LIKE && is_better {
            best = Some((likeness, line));
        }
    }
    best.map_or(State::Gone, |(_, now)| State::Changed { now, words: note.line(now).trim().to_owned() })
}

/// The pairs of letters that follow each other.
fn pairs(text: &str) -> BTreeSet<(char, char)> {
    let letters = || text.chars().take(LONGEST).filter(|letter| !letter.is_whitespace()).flat_map(char::to_lowercase);
    letters().zip(letters().skip(1)).collect()
}

/// How much of the one the other has, 0 to 1.
#[expect(clippy::cast_precision_loss, reason = "there are a few thousand pairs")]
fn share(wanted: &BTreeSet<(char, char)>, had: &BTreeSet<(char, char)>) -> f64 {
    if wanted.is_empty() { 0.0 } else { wanted.intersection(had).count() as f64 / wanted.len() as f64 }
}
