//! A way to put a question, and how well words fit it.

use crate::knowledge::questions::{Kind, Parameter, Question};
use crate::text::names::Names;

use super::slots::{Piece, Value};
use super::understand::Argument;
use super::words::{self, Lexicon, Word};

/// What of the asker's words a phrasing may leave out: two light words, or one Chinese letter.
const LEFT_OUT: f64 = 0.6;
/// The share of the words of a phrasing that the asker must have said, its values aside; a phrasing without values has
/// nothing else to be known by, so of that only [`LEFT_OUT`] may be missing.
const OF_THE_PHRASING: f64 = 0.7;
/// The same, where what stands for a value is no known name.
const OF_THE_PHRASING_IF_UNKNOWN: f64 = 0.75;
/// What a value weighs, beside words: a question without its value is another question.
pub(super) const VALUE: f64 = 2.0;

/// One way to put a question.
pub(super) struct Phrasing<'a> {
    pub(super) question: &'a Question,
    pub(super) parts: Vec<Part<'a>>,
    pub(super) weight: f64,
}

/// A word of a phrasing, or the place of a value.
pub(super) enum Part<'a> {
    Word(Word),
    Slot(&'a Parameter),
}

/// How well a phrasing fits.
pub(super) struct Fit<'a> {
    pub(super) question: &'a Question,
    pub(super) score: f64,
    pub(super) values: Vec<(&'a Parameter, Value)>,
}

impl<'a> Phrasing<'a> {
    pub(super) fn of(question: &'a Question, phrasing: &str, lexicon: &Lexicon) -> Self {
        let mut parts = Vec::new();
        let mut rest = phrasing;
        loop {
            let slot = question
                .parameters
                .iter()
                .filter_map(|parameter| {
                    let mark = format!("{{{}}}", parameter.name);
                    rest.find(&mark).map(|at| (at, mark.len(), parameter))
                })
                .min_by_key(|(at, ..)| *at);
            let (before, after) = slot.map_or((rest, ""), |(at, length, _)| (&rest[..at], &rest[at + length..]));
            let words = lexicon.words(&words::tidy(before)).into_iter().filter(|word| word.weight > 0.0);
            parts.extend(words.map(Part::Word));
            let Some((.., parameter)) = slot else { break };
            parts.push(Part::Slot(parameter));
            rest = after;
        }
        let weight = parts.iter().map(Part::weight).sum();
        Self { question, parts, weight }
    }

    /// How well words fit; not at all if a value is left over or missing.
    pub(super) fn fit(&self, pieces: &[Piece], names: &Names<'_>) -> Option<Fit<'a>> {
        let (common, pairs) = align(&self.parts, pieces, names);
        let values: Vec<(&'a Parameter, Value)> = pairs
            .iter()
            .filter_map(|&(part, piece)| match (&self.parts[part], &pieces[piece]) {
                (Part::Slot(parameter), Piece::Value(value)) => Some((*parameter, value.clone())),
                _ => None,
            })
            .collect();
        let given = pieces.iter().filter(|piece| matches!(piece, Piece::Value(_))).count();
        let weight = weight_of(pieces);
        let is_whole = values.len() == given && values.len() == self.question.parameters.len();
        let said = common - VALUE * count(values.len());
        let words = self.weight - VALUE * count(self.question.parameters.len());
        let is_unknown = values.iter().any(|(_, value)| matches!(value, Value::Unknown(_)));
        let share = if is_unknown { OF_THE_PHRASING_IF_UNKNOWN } else { OF_THE_PHRASING };
        let is_said = if values.is_empty() { words - said <= LEFT_OUT } else { said >= share * words };
        let is_near = is_said && weight - common <= LEFT_OUT;
        let score = 2.0 * common / (weight + self.weight) + 0.02 * agreement(&values, names);
        (is_whole && is_near).then_some(Fit { question: self.question, score, values })
    }

    pub(super) fn common(&self, pieces: &[Piece], names: &Names<'_>) -> f64 {
        align(&self.parts, pieces, names).0
    }
}

impl Fit<'_> {
    pub(super) fn arguments(&self) -> Vec<Argument> {
        let argument = |parameter: &Parameter| {
            self.values.iter().find(|(known, _)| known.name == parameter.name).map(|(_, value)| match value {
                Value::Thing(id, _) => Argument::Thing(id.clone()),
                Value::Month(words) | Value::Year(words) | Value::Unknown(words) => Argument::Words(words.clone()),
            })
        };
        self.question.parameters.iter().filter_map(argument).collect()
    }
}

impl Part<'_> {
    fn weight(&self) -> f64 {
        match self {
            Part::Word(word) => word.weight,
            Part::Slot(_) => VALUE,
        }
    }

    fn matches(&self, piece: &Piece, names: &Names<'_>) -> bool {
        match (self, piece) {
            (Part::Word(part), Piece::Word(word)) => part.key == word.key,
            (Part::Slot(parameter), Piece::Value(value)) => fits(parameter, value, names),
            _ => false,
        }
    }
}

/// The heaviest parts that both have in the same order, and which piece each of them is.
fn align(parts: &[Part<'_>], pieces: &[Piece], names: &Names<'_>) -> (f64, Vec<(usize, usize)>) {
    let mut best = vec![vec![0.0_f64; pieces.len() + 1]; parts.len() + 1];
    for (row, part) in parts.iter().enumerate().rev() {
        for (column, piece) in pieces.iter().enumerate().rev() {
            let skipped = best[row + 1][column].max(best[row][column + 1]);
            let taken = if part.matches(piece, names) { part.weight() + best[row + 1][column + 1] } else { 0.0 };
            best[row][column] = skipped.max(taken);
        }
    }
    let (mut row, mut column, mut pairs) = (0, 0, Vec::new());
    while row < parts.len() && column < pieces.len() {
        let here = best[row][column];
        if parts[row].matches(&pieces[column], names) && here <= parts[row].weight() + best[row + 1][column + 1] {
            pairs.push((row, column));
            row += 1;
            column += 1;
        } else if here <= best[row + 1][column] {
            row += 1;
        } else {
            column += 1;
        }
    }
    (best[0][0], pairs)
}

/// Whether a value can stand for a parameter. Works, methods, datasets and metrics are taken for each other, as people do;
/// organizations and concepts for nothing else.
fn fits(parameter: &Parameter, value: &Value, names: &Names<'_>) -> bool {
    match (parameter.kind, value) {
        (Kind::Iri, Value::Unknown(_)) => true,
        (Kind::Iri, Value::Thing(_, name)) => names.get(name).is_some_and(|entity| {
            let is_called_so = entity.kind.eq_ignore_ascii_case(&parameter.name);
            is_called_so
                || !(["concept", "organization"].contains(&parameter.name.as_str()) || entity.kind == "Organization")
        }),
        (Kind::String, Value::Month(_)) => parameter.name == "month",
        (Kind::String, Value::Year(_)) => parameter.name == "year",
        _ => false,
    }
}

/// The share of values whose kind is what the parameter is called: COCO is rather a dataset than a work.
fn agreement(values: &[(&Parameter, Value)], names: &Names<'_>) -> f64 {
    let agrees = |(parameter, value): &(&Parameter, Value)| match value {
        Value::Thing(_, name) => {
            names.get(name).is_some_and(|entity| entity.kind.eq_ignore_ascii_case(&parameter.name))
        }
        _ => true,
    };
    let agreeing = values.iter().filter(|value| agrees(value)).count();
    if values.is_empty() { 0.0 } else { count(agreeing) / count(values.len()) }
}

fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

pub(super) fn weight_of(pieces: &[Piece]) -> f64 {
    let weight = |piece: &Piece| match piece {
        Piece::Word(word) => word.weight,
        Piece::Value(_) => VALUE,
    };
    pieces.iter().map(weight).sum()
}
