//! Corrections that exclude each other: the owner is asked, and no side is taken.

use std::collections::HashMap;
use std::path::Path;

use super::classes::Classes;
use crate::error::{Error, Result};
use crate::model::correction::{ANY, Triple};
use crate::model::{Correction, Word, vocabulary};
use crate::text::fold;

/// Refuses a list in which two corrections exclude each other.
pub(super) fn refuse(path: &Path, list: &[Correction]) -> Result<()> {
    let by_line: HashMap<usize, &Word> = list.iter().map(|correction| (correction.line, &correction.word)).collect();
    let classes = Classes::of(list);
    let found = joined_and_parted(list, &classes)
        .or_else(|| two_values(list, &classes))
        .or_else(|| asserted_and_rejected(list, &classes))
        .or_else(|| ignored_and_named(list));
    let Some((a, b)) = found else { return Ok(()) };
    let (first, second) = (a.min(b), a.max(b));
    let said = |line| by_line.get(&line).map(|word| format!("`{word}`")).unwrap_or_default();
    let reason = format!("{} and {}", said(first), said(second));
    Err(Error::Contradiction { path: path.to_owned(), first, second, reason })
}

type Lines = Option<(usize, usize)>;

/// `different A B` where other lines say, in one step or several, that they are the same.
fn joined_and_parted(list: &[Correction], classes: &Classes) -> Lines {
    list.iter().find_map(|correction| match &correction.word {
        Word::Different(name, other) if classes.of_name(name) == classes.of_name(other) => {
            Some((correction.line, classes.line(name).max(classes.line(other))?))
        }
        _ => None,
    })
}

/// Two dates, kinds or shown names of one thing.
fn two_values(list: &[Correction], classes: &Classes) -> Lines {
    let mut known: HashMap<(&str, String), (String, usize)> = HashMap::new();
    list.iter().find_map(|correction| {
        let (name, value) = match &correction.word {
            Word::Rename(name, value) | Word::Kind(name, value) => (name, value.clone()),
            Word::Date(name, date) => (name, date.to_string()),
            _ => return None,
        };
        let key = (correction.word.verb(), classes.of_name(name));
        let (before, line) = known.entry(key).or_insert_with(|| (value.clone(), correction.line));
        (*before != value).then_some((*line, correction.line))
    })
}

/// A fact that is asserted and rejected, asserted in both directions, or asserted as two kinds of descent.
fn asserted_and_rejected(list: &[Correction], classes: &Classes) -> Lines {
    let pair = |triple: &Triple| (classes.of_name(&triple.subject), classes.of_name(&triple.object));
    let mut asserted: HashMap<(String, String), Vec<(&Triple, usize)>> = HashMap::new();
    for correction in list {
        let Word::Assert(triple) = &correction.word else { continue };
        let (subject, object) = pair(triple);
        let is_descent = vocabulary::is_descent(&triple.relation);
        let back = asserted.get(&(object.clone(), subject.clone())).into_iter().flatten();
        if let Some((_, line)) = back.clone().find(|(other, _)| is_descent && vocabulary::is_descent(&other.relation)) {
            return Some((*line, correction.line));
        }
        let same = asserted.entry((subject, object)).or_default();
        let is_other = |other: &Triple| {
            let both = [&other.relation, &triple.relation];
            both[0] != both[1] && both.iter().all(|relation| vocabulary::LINEAGE.contains(&relation.as_str()))
        };
        if let Some((_, line)) = same.iter().find(|(other, _)| is_other(other)) {
            return Some((*line, correction.line));
        }
        same.push((triple, correction.line));
    }
    list.iter().find_map(|correction| {
        let Word::Reject(triple) = &correction.word else { return None };
        let said = asserted.get(&pair(triple)).into_iter().flatten();
        let (_, line) = said.clone().find(|(asserted, _)| covers(&triple.relation, &asserted.relation))?;
        Some((correction.line, *line))
    })
}

/// Whether who rejects the one relation rejects the other.
pub(super) fn covers(rejected: &str, relation: &str) -> bool {
    rejected == relation || rejected == ANY || rejected == vocabulary::BUILDS_ON && vocabulary::is_lineage(relation)
}

/// A word that is no name, and a thing of that name.
fn ignored_and_named(list: &[Correction]) -> Lines {
    let ignored: HashMap<String, usize> = list
        .iter()
        .filter_map(|correction| match &correction.word {
            Word::Ignore(name) => Some((fold::key(name), correction.line)),
            _ => None,
        })
        .collect();
    let others = list.iter().filter(|correction| !matches!(correction.word, Word::Ignore(_)));
    others.clone().find_map(|correction| {
        let line = correction.word.names().iter().find_map(|name| ignored.get(&fold::key(name)))?;
        Some((*line, correction.line))
    })
}
