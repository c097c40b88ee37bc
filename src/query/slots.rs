//! The values in a question: things by any of their names, months and years.

use crate::text::names::Names;
use crate::text::script;

use super::words::{Lexicon, Word};

/// How many words a name may have.
const LONGEST: usize = 12;
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A word of a question, or a value that stands in it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Piece {
    /// A word.
    Word(Word),
    /// A value.
    Value(Value),
}

/// A value in a question.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    /// The id of a thing, and the words that name it.
    Thing(String, String),
    /// A month, `2024-02`.
    Month(String),
    /// A year, `2024`.
    Year(String),
    /// Words that could be a name and are none.
    Unknown(String),
}

/// Which words are taken for names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Taking {
    /// Names of things, where they are no usual words of questions.
    Unusual,
    /// Names of things, whatever they are.
    All,
    /// Also words that nothing is known by.
    Unknown,
}

/// The words of a question, with the values among them; fillers are dropped.
pub(super) fn pieces(
    text: &str,
    words: &[Word],
    is_usual: &dyn Fn(&str) -> bool,
    names: &Names<'_>,
    taking: Taking,
) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let (value, count) = match value(text, &words[at..], is_usual, names, taking) {
            Some((value, count)) => (Some(value), count),
            None => (None, 1),
        };
        match value {
            Some(value) => pieces.push(Piece::Value(value)),
            None if words[at].weight > 0.0 => pieces.push(Piece::Word(words[at].clone())),
            None => {}
        }
        at += count;
    }
    pieces
}

/// A month as people write it, as `2024-02`.
pub(super) fn month(text: &str) -> Option<String> {
    let lexicon = Lexicon::of(&crate::knowledge::questions::Words::default());
    let words = lexicon.words(text);
    match time(text, &words) {
        Some((Value::Month(month), count)) if count == words.len() => Some(month),
        _ => None,
    }
}

fn value(
    text: &str,
    words: &[Word],
    is_usual: &dyn Fn(&str) -> bool,
    names: &Names<'_>,
    taking: Taking,
) -> Option<(Value, usize)> {
    let found = name(text, words, is_usual, names, taking);
    if taking == Taking::Unknown {
        let known = found.as_ref().map_or(0, |(_, count)| *count);
        let unknown = words[known..].iter().take_while(|word| !is_usual(&word.key)).count();
        let is_time = time(text, words).is_some();
        // Words right after a name belong to it: `Stable Diffusion 3` is not Stable Diffusion.
        if unknown > 0 && !is_time {
            let count = known + unknown;
            let written = &text[words[0].start..words[count - 1].end];
            if written.chars().count() == 1 && written.starts_with(script::is_han) {
                // One Chinese letter is a word that is not known, rather than a name.
                return None;
            }
            return Some((Value::Unknown(written.to_owned()), count));
        }
    }
    found.or_else(|| time(text, words))
}

/// The longest name that begins here.
fn name(
    text: &str,
    words: &[Word],
    is_usual: &dyn Fn(&str) -> bool,
    names: &Names<'_>,
    taking: Taking,
) -> Option<(Value, usize)> {
    (1..=words.len().min(LONGEST)).rev().find_map(|count| {
        let (start, end) = (words[0].start, words[count - 1].end);
        let written = &text[start..end];
        let is_only_usual = words[..count].iter().all(|word| is_usual(&word.key));
        let is_name = (taking == Taking::All || !is_only_usual) && script::stands_alone(text, start, end);
        let entity = if is_name { names.get(written) } else { None }?;
        Some((Value::Thing(entity.id.clone(), written.to_owned()), count))
    })
}

/// A month or a year that begins here: `2024-02`, `2024.2`, `2024/02`, `2024年2月`, `February 2024`, `2024`.
fn time(text: &str, words: &[Word]) -> Option<(Value, usize)> {
    let word = |at: usize| words.get(at).map(|word| &text[word.start..word.end]);
    let first = word(0)?;
    if let Some((year, rest)) = first.split_once(['-', '.', '/']) {
        return Some((Value::Month(month_of(year, rest)?), 1));
    }
    if let (Some(month), Some(year)) = (month_name(first), word(1)) {
        return Some((Value::Month(month_of(year, &month.to_string())?), 2));
    }
    if word(1) == Some("年") {
        // 24年3月
        let is_short = first.len() == 2 && first.bytes().all(|digit| digit.is_ascii_digit());
        let year = if is_short { format!("20{first}") } else { year_of(first)?.to_owned() };
        return match (word(2), word(3)) {
            (Some(month), Some("月" | "月份")) => Some((Value::Month(month_of(&year, month)?), 4)),
            _ => Some((Value::Year(year), 2)),
        };
    }
    let year = year_of(first)?;
    match word(1).and_then(month_name) {
        Some(month) => Some((Value::Month(month_of(year, &month.to_string())?), 2)),
        None => Some((Value::Year(year.to_owned()), 1)),
    }
}

fn year_of(text: &str) -> Option<&str> {
    let is_year = text.len() == 4 && text.parse::<u16>().is_ok_and(|year| (1900..2200).contains(&year));
    is_year.then_some(text)
}

fn month_of(year: &str, month: &str) -> Option<String> {
    let number: u8 = month.parse().ok()?;
    Some(format!("{}-{number:02}", year_of(year)?)).filter(|_| (1..=12).contains(&number))
}

fn month_name(word: &str) -> Option<usize> {
    let word = word.to_lowercase();
    let is_meant = |month: &str| month == word || (word.len() == 3 && month.starts_with(&word));
    MONTHS.iter().position(|month| is_meant(month)).map(|at| at + 1)
}
