//! Graph and notes → whether each quote still stands where it was found, and the graph with those that moved at their
//! new places. A note is never changed.

mod difference;
mod place;

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use crate::error::Result;
use crate::model::{Because, Evidence, Gist, Graph, Note, Reading};

pub use difference::Piece;
use place::Places;

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
        /// The line where it stands now.
        now: usize,
        /// The stretch in characters from the start of the note.
        characters: (usize, usize),
    },
    /// It does not stand in the note, but words like it do.
    Changed {
        /// The line that is most like it.
        now: usize,
        /// The words of that line that stand in its place.
        words: String,
        /// What is gone and what is new.
        difference: Vec<Piece>,
    },
    /// Neither it nor words like it stand in the note.
    Gone,
}

/// Where a quote was found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Anchor {
    note: String,
    line: usize,
    /// None where only the line is known.
    characters: Option<(usize, usize)>,
    quote: String,
}

/// What became of every quote of a graph, each once, in the order of note and line.
///
/// Quotes are the evidence of facts, the titles of entries, and the sentences that entries are told and dated by.
#[derive(Clone, Debug)]
pub struct LookedUp(Vec<(Anchor, State)>);

/// Looks every quote of a graph up in its note; `note` gives the note of a path, and each is asked for once.
///
/// # Errors
/// What `note` returns.
pub fn look_up(graph: &Graph, note: impl Fn(&str) -> Result<Option<Note>>) -> Result<LookedUp> {
    let mut by_note: BTreeMap<String, Vec<Anchor>> = BTreeMap::new();
    for anchor in anchors(graph) {
        by_note.entry(anchor.note.clone()).or_default().push(anchor);
    }
    let mut looked_up = Vec::new();
    for (path, mut anchors) in by_note {
        anchors.sort();
        anchors.dedup();
        // An entry is often told by the very words that state a fact.
        let known = anchors.clone();
        anchors.retain(|anchor| {
            let is_same = |other: &Anchor| {
                other.characters.is_some() && (other.line, &other.quote) == (anchor.line, &anchor.quote)
            };
            anchor.characters.is_some() || !known.iter().any(is_same)
        });
        let states = note(&path)?.map(|note| Places::of(&note).states(&anchors));
        let states = states.unwrap_or_else(|| vec![State::Gone; anchors.len()]);
        looked_up.extend(anchors.into_iter().zip(states));
    }
    Ok(LookedUp(looked_up))
}

impl LookedUp {
    /// What became of each quote.
    #[must_use]
    pub fn checked(&self) -> Vec<Checked> {
        let checked = |(Anchor { note, line, quote, .. }, state): &(Anchor, State)| Checked {
            note: note.clone(),
            line: *line,
            quote: quote.clone(),
            state: state.clone(),
        };
        self.0.iter().map(checked).collect()
    }

    /// How many quotes moved.
    #[must_use]
    pub fn moved(&self) -> usize {
        self.0.iter().filter(|(_, state)| matches!(state, State::Moved { .. })).count()
    }

    /// Gives every quote of the graph that moved its new place; all else stays as it is.
    pub fn fix(&self, graph: &mut Graph) {
        let (mut places, mut lines) = (HashMap::new(), HashMap::new());
        for (anchor, state) in &self.0 {
            let State::Moved { now, characters } = *state else { continue };
            lines.insert(Anchor { characters: None, ..anchor.clone() }, now);
            places.insert(anchor, (now, characters));
        }
        for fact in &mut graph.facts {
            let Because::Stated(evidence) = &mut fact.because else { continue };
            for each in evidence.iter_mut() {
                if let Some(&(line, characters)) = places.get(&of_evidence(each)) {
                    (each.line, each.characters) = (line, characters);
                }
            }
            evidence.sort_by(|a, b| (&a.note, a.characters).cmp(&(&b.note, b.characters)));
        }
        for reading in graph.entities.iter_mut().flat_map(|entity| &mut entity.readings) {
            if let Some(&(line, (start, _))) = of_title(reading).and_then(|anchor| places.get(&anchor)) {
                let length = reading.characters.1 - reading.characters.0;
                (reading.line, reading.characters) = (line, (start, start + length));
            }
            let dated = reading.dated.iter_mut().map(|dated| &mut dated.at);
            for gist in reading.gist.iter_mut().chain(&mut reading.open).chain(dated) {
                if let Some(&line) = lines.get(&of_gist(&reading.note, gist)) {
                    gist.line = line;
                }
            }
        }
    }
}

fn anchors(graph: &Graph) -> Vec<Anchor> {
    let mut anchors: Vec<Anchor> = graph.facts.iter().flat_map(crate::model::Fact::evidence).map(of_evidence).collect();
    for reading in graph.entities.iter().flat_map(|entity| &entity.readings) {
        let dated = reading.dated.iter().map(|dated| &dated.at);
        let gists = reading.gist.iter().chain(&reading.open).chain(dated);
        anchors.extend(of_title(reading));
        anchors.extend(gists.map(|gist| of_gist(&reading.note, gist)));
    }
    anchors
}

fn of_evidence(evidence: &Evidence) -> Anchor {
    let Evidence { note, line, characters, quote, .. } = evidence;
    Anchor { note: note.clone(), line: *line, characters: Some(*characters), quote: quote.clone() }
}

/// None where the title is not written out, as in a note that is named by it.
fn of_title(reading: &Reading) -> Option<Anchor> {
    let Reading { note, line, characters, words, .. } = reading;
    let anchor = Anchor { note: note.clone(), line: *line, characters: Some(*characters), quote: words.clone() };
    (!words.is_empty()).then_some(anchor)
}

fn of_gist(note: &str, gist: &Gist) -> Anchor {
    Anchor { note: note.to_owned(), line: gist.line, characters: None, quote: gist.quote.clone() }
}
