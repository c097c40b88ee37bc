//! A question in words → one of the questions that can be asked, and its values. Never guesses: what is not certain is said.

use std::collections::HashSet;

use crate::error::{Error, Result};
use crate::knowledge::questions::{Kind, Parameter, Question, Questions};
use crate::text::names::Names;
use crate::text::script;

use super::slots::{self, Piece, Taking, Value};
use super::words::{self, Lexicon, Word};

/// What of the asker's words a phrasing may leave out: two light words, or one Chinese letter.
const LEFT_OUT: f64 = 0.6;
/// The share of the words of a phrasing that the asker must have said, its values aside; a phrasing without values has
/// nothing else to be known by, so of that only [`LEFT_OUT`] may be missing.
const OF_THE_PHRASING: f64 = 0.5;
/// The same, where what stands for a value is no known name.
const OF_THE_PHRASING_IF_UNKNOWN: f64 = 0.75;
/// How much likelier a question must be than the next one.
const LEAD: f64 = 0.01;
/// What a value weighs, beside words: a question without its value is another question.
const VALUE: f64 = 2.0;

/// The question that words ask, with its values.
///
/// # Errors
/// [`Error::UnknownName`] where the question is clear and a name in it is not; [`Error::Usage`] where a value is missing.
pub fn understand<'a>(text: &str, questions: &'a Questions, names: &Names<'_>) -> Result<Understanding<'a>> {
    let reader = Reader::of(questions);
    let text = words::tidy(text);
    let asked = reader.lexicon.words(&text);
    let language = language(&text, &asked, &reader, names);
    let is_usual = |key: &str| reader.is_usual(key);
    let read = |taking| slots::pieces(&text, &asked, &is_usual, names, taking);

    for readings in [vec![read(Taking::Unusual), read(Taking::All)], vec![read(Taking::Unknown)]] {
        if let Some(best) = reader.best(&readings, names) {
            return best.values.iter().try_for_each(|(_, value)| known(value, names)).map(|()| {
                Understanding::Clear(Understood { question: best.question, values: best.arguments(), language })
            });
        }
    }
    let unusual = read(Taking::Unusual);
    if let Some(question) = reader.without_value(&unusual, names) {
        return Err(missing(question, &question.parameters));
    }
    Ok(Understanding::Unclear { nearest: reader.nearest(&unusual, names), language })
}

/// The error for values that are not given.
pub(super) fn missing(question: &Question, parameters: &[Parameter]) -> Error {
    let wanted: Vec<String> = parameters.iter().map(|parameter| format!("`{}`", parameter.name)).collect();
    Error::Usage(format!("`{}` needs {}; for example: {}", question.name, wanted.join(" and "), question.example()))
}

/// Whether words were understood.
#[derive(Clone, Debug)]
pub enum Understanding<'a> {
    /// They ask this.
    Clear(Understood<'a>),
    /// They ask nothing that is known, or two things as well as each other.
    Unclear {
        /// The three nearest questions, best first.
        nearest: Vec<&'a Question>,
        /// The language of the words.
        language: &'static str,
    },
}

/// A question and its values.
#[derive(Clone, Debug)]
pub struct Understood<'a> {
    /// The question.
    pub question: &'a Question,
    /// A value for each parameter, in their order.
    pub values: Vec<Argument>,
    /// The language of the words, `en` or `zh`.
    pub language: &'static str,
}

/// The value of a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Argument {
    /// The id of a thing.
    Thing(String),
    /// Words, a month or a year.
    Words(String),
    /// A whole number.
    Number(i64),
}

/// What all phrasings say, made comparable.
struct Reader<'a> {
    lexicon: Lexicon,
    phrasings: Vec<Phrasing<'a>>,
    usual: HashSet<String>,
}

/// One way to put a question.
struct Phrasing<'a> {
    question: &'a Question,
    parts: Vec<Part<'a>>,
    weight: f64,
}

/// A word of a phrasing, or the place of a value.
enum Part<'a> {
    Word(Word),
    Slot(&'a Parameter),
}

/// How well a phrasing fits.
struct Fit<'a> {
    question: &'a Question,
    score: f64,
    values: Vec<(&'a Parameter, Value)>,
}

impl<'a> Reader<'a> {
    fn of(questions: &'a Questions) -> Self {
        let lexicon = Lexicon::of(&questions.words);
        let phrasings: Vec<Phrasing<'_>> = questions
            .questions
            .iter()
            .flat_map(|question| question.phrasings.iter().map(move |phrasing| (question, phrasing)))
            .map(|(question, phrasing)| Phrasing::of(question, phrasing, &lexicon))
            .collect();
        let parts = phrasings.iter().flat_map(|phrasing| &phrasing.parts);
        let usual = parts.filter_map(|part| match part {
            Part::Word(word) => Some(word.key.clone()),
            Part::Slot(_) => None,
        });
        Self { usual: usual.collect(), lexicon, phrasings }
    }

    /// Whether a word is one that questions are made of.
    fn is_usual(&self, key: &str) -> bool {
        self.lexicon.knows(key) || self.usual.contains(key)
    }

    /// The question that fits, if exactly one does.
    fn best(&self, readings: &[Vec<Piece>], names: &Names<'_>) -> Option<Fit<'a>> {
        let mut fits: Vec<Fit<'a>> = readings
            .iter()
            .filter(|pieces| self.is_about_known_words(pieces))
            .flat_map(|pieces| self.phrasings.iter().filter_map(move |phrasing| phrasing.fit(pieces, names)))
            .collect();
        fits.sort_by(|a, b| b.score.total_cmp(&a.score));
        let first = fits.first()?;
        let rival = fits.iter().find(|fit| fit.question.name != first.question.name);
        let leads = rival.is_none_or(|rival| first.score - rival.score > LEAD);
        leads.then(|| fits.swap_remove(0))
    }

    /// Whether no word between spaces is one that no question has: it would be passed over in silence.
    fn is_about_known_words(&self, pieces: &[Piece]) -> bool {
        pieces.iter().all(|piece| match piece {
            Piece::Word(word) => word.key.starts_with(script::is_han) || self.is_usual(&word.key),
            Piece::Value(_) => true,
        })
    }

    /// The question that would fit if the words held its value.
    fn without_value(&self, pieces: &[Piece], names: &Names<'_>) -> Option<&'a Question> {
        let has_value = pieces.iter().any(|piece| matches!(piece, Piece::Value(_)));
        if has_value || !self.is_about_known_words(pieces) {
            return None;
        }
        let weight = weight_of(pieces);
        let of_words = |phrasing: &&Phrasing<'_>| {
            let slots = phrasing.parts.iter().filter(|part| matches!(part, Part::Slot(_))).count();
            let rest: Vec<&Part<'_>> = phrasing.parts.iter().filter(|part| matches!(part, Part::Word(_))).collect();
            let common = phrasing.common(pieces, names);
            slots == 1 && rest.len() > 1 && common >= 0.95 * weight && common >= 0.95 * (phrasing.weight - VALUE)
        };
        self.phrasings.iter().find(of_words).map(|phrasing| phrasing.question)
    }

    /// The three questions most of whose words are these.
    fn nearest(&self, pieces: &[Piece], names: &Names<'_>) -> Vec<&'a Question> {
        let weight = weight_of(pieces);
        let mut scored: Vec<(f64, &Phrasing<'a>)> = self
            .phrasings
            .iter()
            .map(|phrasing| (2.0 * phrasing.common(pieces, names) / (weight + phrasing.weight), phrasing))
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut nearest: Vec<&Question> = Vec::new();
        for (_, phrasing) in scored {
            if nearest.len() < 3 && !nearest.iter().any(|known| known.name == phrasing.question.name) {
                nearest.push(phrasing.question);
            }
        }
        nearest
    }
}

impl<'a> Phrasing<'a> {
    fn of(question: &'a Question, phrasing: &str, lexicon: &Lexicon) -> Self {
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
    fn fit(&self, pieces: &[Piece], names: &Names<'_>) -> Option<Fit<'a>> {
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

    fn common(&self, pieces: &[Piece], names: &Names<'_>) -> f64 {
        align(&self.parts, pieces, names).0
    }
}

impl Fit<'_> {
    fn arguments(&self) -> Vec<Argument> {
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

fn known(value: &Value, names: &Names<'_>) -> Result<()> {
    match value {
        Value::Unknown(name) => names.find(name).map(drop),
        _ => Ok(()),
    }
}

fn weight_of(pieces: &[Piece]) -> f64 {
    let weight = |piece: &Piece| match piece {
        Piece::Word(word) => word.weight,
        Piece::Value(_) => VALUE,
    };
    pieces.iter().map(weight).sum()
}

/// The language of the words around the names.
fn language(text: &str, asked: &[Word], reader: &Reader<'_>, names: &Names<'_>) -> &'static str {
    let is_usual = |key: &str| reader.is_usual(key);
    let around: String = slots::pieces(text, asked, &is_usual, names, Taking::Unusual)
        .iter()
        .filter_map(|piece| match piece {
            Piece::Word(word) => Some(&text[word.start..word.end]),
            Piece::Value(_) => None,
        })
        .collect();
    script::language(if around.is_empty() { text } else { &around })
}
