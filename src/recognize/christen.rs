//! The short name of a paper: from its title, from the lexicon, or from what its own words introduce.

use std::sync::LazyLock;

use regex::Regex;

use crate::knowledge::lexicon::{Lexicon, Term};
use crate::model::{Entry, Role};
use crate::text::fold;

static ACRONYM: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[A-Za-z][A-Za-z0-9+-]*").expect("a valid expression"));

/// Gives every entry the name that a reader would use, and its other names as aliases.
pub fn christen(entries: &mut [Entry], lexicon: &Lexicon) {
    for entry in entries.iter_mut().filter(|entry| !entry.name.is_empty() || entry.title.is_some()) {
        let written = std::mem::take(&mut entry.name);
        let title = entry.title.clone().unwrap_or_default();
        if let Some(term) = term_of(entry, &written, lexicon) {
            entry.aliases.extend(std::iter::once(written).chain(term.aliases.iter().cloned()));
            entry.name = term.name.clone();
        } else if written.is_empty() || fold::key(&written) == fold::key(&title) {
            let name = introduced_acronym(entry, &title, lexicon);
            entry.aliases.extend(name.iter().filter(|_| !written.is_empty()).map(|_| written.clone()));
            entry.name = name.unwrap_or(if written.is_empty() { title.clone() } else { written });
        } else {
            entry.name = spelt(entry, &written).unwrap_or(written);
        }
        tidy(entry);
    }
}

/// The lexicon's row for this paper: by its title first, since two papers may share a short name.
fn term_of<'a>(entry: &Entry, written: &str, lexicon: &'a Lexicon) -> Option<&'a Term> {
    let title = entry.title.as_deref().unwrap_or("");
    // A paper that introduces a method or dataset is not that thing, unless it is called so.
    let by_title = (!title.is_empty()).then(|| lexicon.get(title)).flatten().filter(|term| term.kind == "Work");
    let names = || std::iter::once(written).chain(entry.aliases.iter().map(String::as_str));
    let by_name = || names().filter(|name| fold::key(name) != fold::key(title)).find_map(|name| lexicon.get(name));
    let has_nickname = !written.is_empty() && fold::key(written) != fold::key(title);
    let found = if has_nickname { by_name().or(by_title) } else { by_title.or_else(by_name) };
    // Many of a kind are no paper: what is called `VITS` is not one of the `ViTs`.
    let is_plural = |term: &Term| fold::key(written) == format!("{}s", fold::key(&term.name));
    found.filter(|term| is_work(term) && is_same_paper(term, title, written) && !is_plural(term))
}

fn is_work(term: &Term) -> bool {
    matches!(term.kind.as_str(), "Work" | "Method" | "Dataset" | "Metric")
}

/// Whether nothing speaks against the row being this paper: its title, if both have one, is the same.
fn is_same_paper(term: &Term, title: &str, written: &str) -> bool {
    let own = fold::key(title);
    let known = term.title.as_deref().map(fold::key).unwrap_or_default();
    own.is_empty() || known.is_empty() || own == fold::key(written) || own.contains(&known) || known.contains(&own)
}

/// A name in the entry's own words that is the title's initials up to its first small word, such as DCN for
/// `Deep & Cross Network for Ad Click Predictions`.
fn introduced_acronym(entry: &Entry, title: &str, lexicon: &Lexicon) -> Option<String> {
    let initials = initials(title);
    let texts = entry.passages.iter().filter(|passage| passage.role != Role::Title).take(12);
    texts.flat_map(|passage| ACRONYM.find_iter(passage.prose.text())).map(|found| found.as_str()).find_map(|word| {
        let key = fold::key(word);
        let fits = (3..=8).contains(&key.len()) && key == initials;
        (fits && lexicon.get_key(&key).is_none()).then(|| word.to_owned())
    })
}

/// The first letters of a title's words up to `for`, `with` and the like.
fn initials(title: &str) -> String {
    let ends = ["for", "via", "with", "by", "in", "using", "from", "on", "to", "through"];
    title
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !matches!(*word, "a" | "A" | "an" | "the" | "The" | "of" | "and"))
        .take_while(|word| !ends.contains(word))
        .filter_map(|word| word.chars().next())
        .flat_map(char::to_lowercase)
        .collect()
}

/// A name that an address gave in small letters, as the note spells it: `crane-net.md` on `CraneNet`.
fn spelt(entry: &Entry, written: &str) -> Option<String> {
    if written.chars().any(|c| !c.is_ascii_lowercase() && !c.is_ascii_digit() && c != '-') {
        return None;
    }
    let key = fold::key(written);
    let texts = entry.passages.iter().take(12).flat_map(|passage| ACRONYM.find_iter(passage.prose.text()));
    let mut words = texts.map(|found| found.as_str().trim_end_matches('-'));
    words.find(|word| fold::key(word) == key && word.contains(|c: char| c.is_ascii_uppercase())).map(str::to_owned)
}

fn tidy(entry: &mut Entry) {
    let name = entry.name.clone();
    let title = entry.title.clone().unwrap_or_default();
    entry.aliases.retain(|alias| !alias.is_empty() && *alias != name && *alias != title);
    entry.aliases.sort();
    entry.aliases.dedup();
}
