//! A note and the quotes that were taken from it → where each stands now.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use super::{Anchor, State, difference};
use crate::model::{Note, Span};

/// Lines longer than this are compared in their beginning only.
const LONGEST: usize = 2_000;
/// How much of a quote's pairs of letters a line must have to be what became of it.
const LIKE: f64 = 0.6;

/// A note in which quotes are looked up.
pub(super) struct Places<'a> {
    note: &'a Note,
    /// Where each character begins, in bytes, and where the text ends.
    characters: Vec<usize>,
    /// The pairs of letters of each line.
    lines: OnceCell<Vec<Vec<(char, char)>>>,
}

impl<'a> Places<'a> {
    pub(super) fn of(note: &'a Note) -> Self {
        let characters = note.text.char_indices().map(|(at, _)| at).chain([note.text.len()]).collect();
        Self { note, characters, lines: OnceCell::new() }
    }

    /// What became of each quote. Those with the same words keep their order.
    pub(super) fn states(&self, anchors: &[Anchor]) -> Vec<State> {
        let mut by_quote: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, anchor) in anchors.iter().enumerate() {
            by_quote.entry(&anchor.quote).or_default().push(at);
        }
        let mut states = vec![State::Gone; anchors.len()];
        for (quote, members) in by_quote {
            let found: Vec<usize> = self.note.text.match_indices(quote).map(|(at, _)| at).collect();
            let are_all_there = found.len() == members.len();
            for (number, &at) in members.iter().enumerate() {
                let meant = if are_all_there { &found[number..=number] } else { &found[..] };
                states[at] = self.state(&anchors[at], meant);
            }
        }
        states
    }

    fn state(&self, anchor: &Anchor, found: &[usize]) -> State {
        let nearness = |line: usize| (line.abs_diff(anchor.line), line);
        let mut stands = found.iter().map(|at| (self.note.line_of(*at), *at));
        if stands.clone().any(|(line, at)| line == anchor.line && self.is_at(anchor, at)) {
            return State::Exact;
        }
        if let Some((now, at)) = stands.by_ref().min_by_key(|(line, _)| nearness(*line)) {
            let characters = self.note.characters(Span::new(at, at + anchor.quote.len()));
            return State::Moved { now, characters };
        }
        self.nearest(&anchor.quote, nearness).map_or(State::Gone, |now| {
            let (words, difference) = difference::of(&anchor.quote, beginning(self.note.line(now)));
            State::Changed { now, words, difference }
        })
    }

    /// Whether these words, at this byte, stand where they were.
    fn is_at(&self, anchor: &Anchor, at: usize) -> bool {
        anchor.characters.is_none_or(|(start, _)| self.characters.get(start) == Some(&at))
    }

    /// The line that is most like the words, of equals the nearest.
    fn nearest(&self, words: &str, nearness: impl Fn(usize) -> (usize, usize)) -> Option<usize> {
        let lines = self
            .lines
            .get_or_init(|| (1..=self.note.line_count()).map(|number| pairs(self.note.line(number))).collect());
        let wanted = pairs(words);
        let mut best: Option<(f64, usize)> = None;
        for (at, had) in lines.iter().enumerate() {
            let (line, likeness) = (at + 1, share(&wanted, had));
            let is_better = best
                .is_none_or(|(most, known)| likeness > most || likeness >= most && nearness(line) < nearness(known));
            if likeness >= LIKE && is_better {
                best = Some((likeness, line));
            }
        }
        best.map(|(_, line)| line)
    }
}

fn beginning(line: &str) -> &str {
    let end = line.char_indices().nth(LONGEST).map_or(line.len(), |(at, _)| at);
    &line[..end]
}

/// The pairs of letters that follow each other, sorted.
fn pairs(text: &str) -> Vec<(char, char)> {
    let letters = || beginning(text).chars().filter(|letter| !letter.is_whitespace()).flat_map(char::to_lowercase);
    let mut pairs: Vec<(char, char)> = letters().zip(letters().skip(1)).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// How much of the one the other has, 0 to 1.
#[expect(clippy::cast_precision_loss, reason = "there are a few thousand pairs")]
fn share(wanted: &[(char, char)], had: &[(char, char)]) -> f64 {
    let both = wanted.iter().filter(|pair| had.binary_search(pair).is_ok()).count();
    if wanted.is_empty() { 0.0 } else { both as f64 / wanted.len() as f64 }
}
