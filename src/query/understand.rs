//! A question in words → one of the questions that can be asked, and its values. Never guesses: what is not certain is said.

use std::collections::HashSet;

use crate::error::{Error, Result};
use crate::knowledge::questions::{Parameter, Question, Questions};
use crate::text::names::Names;
use crate::text::script;

use super::phrasing::{Fit, Part, Phrasing, VALUE, weight_of};
use super::slots::{self, Piece, Taking, Value};
use super::words::{self, Lexicon, Word};

/// How much likelier a question must be than the next one.
const LEAD: f64 = 0.01;
/// Shorter words than this are a slip away from too many others.
const SHORTEST_MISSPELT: usize = 4;

/// The question that words ask, with its values.
///
/// # Errors
/// [`Error::UnknownName`] where the question is clear and a name in it is not; [`Error::Usage`] where a value is missing.
pub fn understand<'a>(text: &str, questions: &'a Questions, names: &Names<'_>) -> Result<Understanding<'a>> {
    let reader = Reader::of(questions);
    let text = words::tidy(text);
    let asked = reader.spelled(&text, reader.lexicon.words(&text), names);
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

    /// The words, with small slips of the keys in those that questions are made of set right: `wich`, `ancesters`.
    fn spelled(&self, text: &str, mut words: Vec<Word>, names: &Names<'_>) -> Vec<Word> {
        for word in &mut words {
            let written = &text[word.start..word.end];
            let is_odd = written.len() >= SHORTEST_MISSPELT
                && written.bytes().all(|letter| letter.is_ascii_lowercase())
                && !self.is_usual(&word.key)
                && names.get(written).is_none();
            if is_odd && let Some(meant) = self.lexicon.nearest(written) {
                *word = Word { start: word.start, end: word.end, ..meant };
            }
        }
        words
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

fn known(value: &Value, names: &Names<'_>) -> Result<()> {
    match value {
        Value::Unknown(name) => names.find(name).map(drop),
        _ => Ok(()),
    }
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
