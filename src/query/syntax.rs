//! The words of a query → its algebra, or what is wrong with them, where.

use std::fmt::Write as _;

use regex::Regex;
use spargebra::{Query, SparqlParser};
use unicode_width::UnicodeWidthStr;

use crate::error::{Error, Result};
use crate::model::vocabulary;

/// The algebra of a query, with the prefixes of the project declared and `:` for the base.
///
/// # Errors
/// [`Error::Query`] with line, column and a caret under the place; or with advice, for an update.
pub fn parse(text: &str, base: &str) -> Result<Query> {
    parser(base)?.parse_query(text).map_err(|error| {
        if is_update(text, base) {
            return Error::Query(
                "updates are refused, since the graph is derived from the notes: change a note, or see `paperclade correct`"
                    .to_owned(),
            );
        }
        Error::Query(explain(text, &error.to_string()))
    })
}

fn parser(base: &str) -> Result<SparqlParser> {
    let refuse = |error| Error::Query(format!("the base `{base}` is no address: {error}"));
    let mut parser =
        SparqlParser::new().with_base_iri(base).and_then(|parser| parser.with_prefix("", base)).map_err(refuse)?;
    for (prefix, namespace) in vocabulary::PREFIXES {
        parser = parser.with_prefix(prefix, namespace).map_err(refuse)?;
    }
    Ok(parser)
}

fn is_update(text: &str, base: &str) -> bool {
    parser(base).is_ok_and(|parser| parser.parse_update(text).is_ok_and(|update| !update.operations.is_empty()))
}

/// The parser's words, turned to what a reader can act on: place, line, caret, and what could stand there.
fn explain(text: &str, error: &str) -> String {
    let Some((line, column, expected)) = place(error) else {
        return format!("the query has an error: {}", lower_first(error));
    };
    let written = text.lines().nth(line - 1).unwrap_or("");
    let before: String = written.chars().take(column - 1).collect();
    let rest: String = written.chars().skip(column - 1).collect();
    let mut message = format!("the query has an error at line {line}, column {column}: {}\n", advice(&rest, &expected));
    let _ = write!(message, "  {}\n  {}^", written.replace('\t', " "), " ".repeat(before.replace('\t', " ").width()));
    message
}

fn place(error: &str) -> Option<(usize, usize, String)> {
    let shape = Regex::new(r"(?s)^error at (\d+):(\d+): expected (.*)$").expect("the pattern is a constant");
    let found = shape.captures(error)?;
    Some((found[1].parse().ok()?, found[2].parse().ok()?, found[3].to_owned()))
}

fn advice(rest: &str, expected: &str) -> String {
    let word: String = rest.chars().take_while(|c| !c.is_whitespace()).take(30).collect();
    if let Some(prefix) = undeclared_prefix(&word) {
        return format!("the prefix `{prefix}:` is not declared; add `PREFIX {prefix}: <…>` on top");
    }
    let keyword = crate::text::names::nearest(
        &word.to_uppercase(),
        ["SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "PREFIX", "WHERE", "FILTER", "OPTIONAL", "ORDER", "UNION"]
            .map(|keyword| (keyword, keyword)),
    );
    let found = if word.is_empty() { "the end".to_owned() } else { format!("`{word}`") };
    match keyword.first() {
        Some(keyword) if word.len() > 3 && !word.eq_ignore_ascii_case(keyword) => {
            format!("`{word}` is not understood; did you mean `{keyword}`?")
        }
        _ => format!("{found} is not understood here; {}", could_stand(expected)),
    }
}

fn undeclared_prefix(word: &str) -> Option<&str> {
    let (prefix, _) = word.trim_start_matches(['^', '(', '!']).split_once(':')?;
    let is_name = prefix.starts_with(|c: char| c.is_ascii_alphabetic()) && prefix.chars().all(|c| c.is_alphanumeric());
    let is_declared = vocabulary::PREFIXES.iter().any(|(known, _)| *known == prefix);
    (is_name && !is_declared).then_some(prefix)
}

/// A handful of the parser's expectations: the marks and words among them, without character classes.
fn could_stand(expected: &str) -> String {
    let shape = Regex::new(r#""([^"\s]{1,12})"|\b([A-Z]{2,})\b"#).expect("the pattern is a constant");
    let mut choices: Vec<String> = shape
        .captures_iter(expected)
        .filter_map(|found| found.get(1).or(found.get(2)))
        .map(|choice| format!("`{}`", choice.as_str()))
        .collect();
    choices.sort();
    choices.dedup();
    match choices.len() {
        0 => format!("expected {expected}"),
        1..=6 => format!("{} could stand there", choices.join(", ")),
        _ => "a triple, a keyword or a closing bracket is missing before it".to_owned(),
    }
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
