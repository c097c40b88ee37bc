//! What speaks for or against a relation between the note's paper and a mention: words around it, and what it is.

use super::masked::{Masked, slot_number};
use super::topic::{self, Acts};
use crate::model::{Entry, Mention, Passage};
use crate::text::{fold, script};

/// How many tokens on each side of a mention are looked at one by one.
const NEAR: usize = 8;

/// The features of one mention in a sentence, as words.
pub(crate) fn of(entry: &Entry, passage: &Passage, masked: &Masked<'_>, number: usize) -> Vec<String> {
    let mention = masked.mentions[number];
    let tokens = tokens(masked, number);
    let Some(at) = tokens.iter().position(|token| token == TARGET) else { return Vec::new() };
    let mut features = Vec::with_capacity(96);
    around(&tokens, at, &mut features);
    clause(&tokens, at, &mut features);
    thing(entry, passage, mention, &mut features);
    subject(entry, masked, number, &mut features);
    features.sort_unstable();
    features.dedup();
    features
}

const TARGET: &str = "■";
const OTHER: &str = "▢";
const PAPER: &str = "▣";

/// Latin words in lower case, Chinese letters one by one, marks, and one token for each mention.
fn tokens(masked: &Masked<'_>, number: usize) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut in_word = false;
    for letter in masked.text.chars() {
        if let Some(slot) = slot_number(letter) {
            tokens.push(if slot == number { TARGET } else { OTHER }.to_owned());
            in_word = false;
        } else if letter.is_ascii_digit() {
            if tokens.last().is_none_or(|last| last != "0") {
                tokens.push("0".to_owned());
            }
            in_word = false;
        } else if script::is_word(letter) {
            let lower = letter.to_lowercase();
            match tokens.last_mut().filter(|_| in_word) {
                Some(last) => last.extend(lower),
                None => tokens.push(lower.collect()),
            }
            in_word = true;
        } else {
            if !letter.is_whitespace() {
                tokens.push(letter.to_string());
            }
            in_word = false;
        }
    }
    tokens
}

/// The tokens right beside the mention, alone and in runs, and those near it on either side.
fn around(tokens: &[String], at: usize, features: &mut Vec<String>) {
    let left: Vec<&str> = tokens[..at].iter().rev().take(NEAR).map(String::as_str).collect();
    let right: Vec<&str> = tokens[at + 1..].iter().take(NEAR).map(String::as_str).collect();
    for (side, near) in [("<", &left), (">", &right)] {
        for length in 1..=4.min(near.len()) {
            features.push(format!("{side}{length} {}", near[..length].join(" ")));
        }
        if near.is_empty() {
            features.push(format!("{side}edge"));
        }
        for pair in near.windows(2) {
            features.push(format!("{side}~ {} {}", pair[0], pair[1]));
        }
        for token in near {
            features.push(format!("{side}. {token}"));
        }
    }
}

/// The words of the clause, wherever they stand.
fn clause(tokens: &[String], at: usize, features: &mut Vec<String>) {
    let ends = |token: &&String| matches!(token.as_str(), "，" | "；" | ";" | "。" | ",");
    let start = tokens[..at].iter().rposition(|token| ends(&token)).map_or(0, |start| start + 1);
    let end = tokens[at..].iter().position(|token| ends(&token)).map_or(tokens.len(), |end| at + end);
    let clause = &tokens[start..end];
    for pair in clause.windows(2) {
        features.push(format!("c {} {}", pair[0], pair[1]));
    }
    for token in clause {
        features.push(format!("c {token}"));
    }
    let others = clause.iter().filter(|token| *token == OTHER).count();
    features.push(format!("others {}", others.min(3)));
    if clause.iter().any(|token| token == "0") {
        features.push("clause has a number".to_owned());
    }
    if tokens.iter().any(|token| token == "%") {
        features.push("sentence has a percentage".to_owned());
    }
}

/// What the thing is, and where in the note it is named.
fn thing(entry: &Entry, passage: &Passage, mention: &Mention, features: &mut Vec<String>) {
    features.push(format!("kind {}", mention.kind));
    features.push(format!("source {:?}", mention.source));
    features.push(format!("generic {}", mention.generic));
    features.push(format!("role {:?}", passage.role));
    features.push(format!("kind {} generic {}", mention.kind, mention.generic));
    let heading = passage.under.first().map(|heading| fold::key(heading)).unwrap_or_default();
    features.push(format!("under {}", heading.chars().take(16).collect::<String>()));
    let (own, key) = (fold::key(&entry.name), fold::key(&mention.name));
    if key.len() > 1 && own.len() > key.len() && own.contains(&key) {
        features.push("its name is in the paper's".to_owned());
    }
    if own.len() > 1 && key.len() > own.len() && key.contains(&own) {
        features.push("the paper's name is in its".to_owned());
    }
    if entry.title.as_ref().is_some_and(|title| key.len() > 2 && fold::key(title).contains(&key)) {
        features.push("its name is in the title".to_owned());
    }
}

/// Who the clause is about.
fn subject(entry: &Entry, masked: &Masked<'_>, number: usize, features: &mut Vec<String>) {
    let at = masked.place(number).start;
    let named = topic::of(entry, masked, at, Acts::WORKS.comparing(true));
    let about = match named {
        None => "nobody",
        Some(named) if named.name == entry.name => "the paper",
        Some(_) => "another",
    };
    features.push(format!("about {about}"));
    let own = masked.mentions.iter().position(|mention| mention.name == entry.name);
    if let Some(own) = own {
        features.push(format!("{PAPER} {}", if own < number { "before" } else { "after" }));
    }
    if topic::begins_clause(masked, at) {
        features.push("begins the clause".to_owned());
    }
}
