//! What is wrong with a query, where, and what could stand there instead.
//!
//! The parser reports the farthest letter that it looked at, and it looks up to nine letters ahead for a keyword. So the
//! place is sought anew: it is the first word up to which the query cannot be the beginning of any query.

use std::ops::Range;

use regex::Regex;
use spargebra::SparqlParser;
use unicode_width::UnicodeWidthStr;

use crate::model::vocabulary;
use crate::text::names;

/// More than the letters that the parser looks ahead.
const AHEAD: usize = 16;
/// What can stand nowhere in a query.
const STOP: char = '\u{1}';
/// How many choices are named.
const MANY: usize = 8;
const KEYWORDS: [&str; 22] = [
    "ASK",
    "BIND",
    "CONSTRUCT",
    "COUNT",
    "DESCRIBE",
    "DISTINCT",
    "EXISTS",
    "FILTER",
    "FROM",
    "GRAPH",
    "GROUP",
    "HAVING",
    "LIMIT",
    "MINUS",
    "OFFSET",
    "OPTIONAL",
    "ORDER",
    "PREFIX",
    "SELECT",
    "UNION",
    "VALUES",
    "WHERE",
];

/// What is wrong, with line, column, the line itself and a caret below it.
pub(super) fn explain(text: &str, error: &str, parser: &SparqlParser) -> String {
    let words = words(text);
    let good = words.partition_point(|word| is_beginning(&text[..word.end], parser));
    let place = words.get(good).cloned().unwrap_or(text.trim_end().len()..text.trim_end().len());
    let expected = expected_after(&text[..place.start], parser);
    let found = &text[place.clone()];
    let what = match () {
        () if expected.contains(r"\\u") => "a quotation mark is not closed".to_owned(),
        () if undeclared_prefix(found).is_some() => advice(found, "", parser),
        () => said(error).unwrap_or_else(|| advice(found, &text[..place.start], parser)),
    };
    let start = text[..place.start].rfind('\n').map_or(0, |at| at + 1);
    let (line, before) = (text[..start].matches('\n').count() + 1, &text[start..place.start]);
    let written = text[start..].lines().next().unwrap_or("").replace('\t', " ");
    let column = before.chars().count() + 1;
    let caret = " ".repeat(before.replace('\t', " ").width());
    format!("the query has an error at line {line}, column {column}: {what}\n  {written}\n  {caret}^")
}

/// Whether some query begins so.
fn is_beginning(text: &str, parser: &SparqlParser) -> bool {
    failure(text, parser).is_none_or(|(at, _)| at > last_line(text).chars().count() + AHEAD)
}

/// What the parser would take after these words.
fn expected_after(text: &str, parser: &SparqlParser) -> String {
    failure(text, parser).map_or_else(String::new, |(_, expected)| expected)
}

/// Where in the last line the parser stops, from 1, if the words are followed by what can stand nowhere.
///
/// None if it does not even come to the last line, in which case column 0 says so.
fn failure(text: &str, parser: &SparqlParser) -> Option<(usize, String)> {
    let probe = format!("{text}{}{STOP}", " ".repeat(AHEAD));
    let error = parser.clone().parse_query(&probe).err()?.to_string();
    let shape = Regex::new(r"(?s)^error at (\d+):(\d+): expected (.*)$").expect("the pattern is a constant");
    let found = shape.captures(&error)?;
    let (line, column): (usize, usize) = (found[1].parse().ok()?, found[2].parse().ok()?);
    let is_last = line > text.matches('\n').count();
    Some((if is_last { column } else { 0 }, found[3].to_owned()))
}

fn last_line(text: &str) -> &str {
    text.rsplit('\n').next().unwrap_or(text)
}

/// The words, marks, strings and addresses of a query, without comments.
fn words(text: &str) -> Vec<Range<usize>> {
    let shape = Regex::new(concat!(
        r#"(?s)(?P<comment>#[^\n]*)|<[^<>\s"{}|^`\\]*>|"""(?:[^"\\]|\\.|"{1,2}[^"])*"""|'''(?:[^'\\]|\\.|'{1,2}[^'])*'''"#,
        r#"|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[?$]\w+|_:\w+|@[A-Za-z-]+|(?:\pL[\w.-]*)?:(?:[\w.:%-]|\\.)*"#,
        r"|\w+(?:\.\d+)?|\^\^|&&|\|\||!=|<=|>=|\S"
    ))
    .expect("the pattern is a constant");
    shape
        .captures_iter(text)
        .filter(|found| found.name("comment").is_none())
        .map(|found| found.get_match().range())
        .collect()
}

fn advice(word: &str, before: &str, parser: &SparqlParser) -> String {
    if let Some(prefix) = undeclared_prefix(word) {
        return format!("the prefix `{prefix}:` is not declared; add `PREFIX {prefix}: <…>` on top");
    }
    let upper = word.to_uppercase();
    let keyword = names::nearest(&upper, KEYWORDS.map(|keyword| (keyword, keyword)));
    match keyword.first() {
        Some(keyword) if word.len() > 3 && upper != *keyword && strsim::levenshtein(&upper, keyword) <= 2 => {
            format!("`{word}` is not understood; did you mean `{keyword}`?")
        }
        _ if word.is_empty() => format!("the query ends too early{}", could_stand(before, parser)),
        _ => format!("`{word}` is not understood here{}", could_stand(before, parser)),
    }
}

fn undeclared_prefix(word: &str) -> Option<&str> {
    let (prefix, _) = word.split_once(':')?;
    let is_name = prefix.starts_with(char::is_alphabetic);
    let is_declared = vocabulary::PREFIXES.iter().any(|(known, _)| *known == prefix);
    (is_name && !is_declared).then_some(prefix)
}

/// What some query goes on with after these words, tried one by one: the parser's own list leaves out keywords.
fn could_stand(before: &str, parser: &SparqlParser) -> String {
    let can = |word: &str| is_beginning(&format!("{before} {word}"), parser);
    let classes = [("?x", "a variable"), ("<x>", "an address"), ("\"x\"", "a string"), ("1", "a number")];
    let classes = classes.iter().filter(|(word, _)| can(word)).map(|(_, name)| (*name).to_owned());
    let marks = ["{", "}", "(", ")", ".", "AS", "BY", "ASC", "DESC"].iter().chain(&KEYWORDS);
    let marks = marks.filter(|word| can(word)).map(|word| format!("`{word}`"));
    let mut choices: Vec<String> = classes.chain(marks).collect();
    let more = if choices.len() > MANY { " and more" } else { "" };
    choices.truncate(MANY);
    if choices.is_empty() { String::new() } else { format!("; what can stand there: {}{more}", choices.join(", ")) }
}

/// What the parser says in a sentence of its own, such as that a column is not grouped.
fn said(error: &str) -> Option<String> {
    let sentence = Regex::new(r"\b[A-Z][A-Za-z]+(?: [A-Za-z]+){2,}").expect("the pattern is a constant");
    let said = sentence.find(error)?.as_str();
    Some(if said.starts_with("IRI") {
        "an address has a character that none may have".to_owned()
    } else {
        lower_first(said)
    })
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
