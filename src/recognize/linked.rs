//! Names by link: the page that a link leads to names the thing, whatever words carry it.

use std::collections::HashSet;

use super::known::Known;
use crate::model::{Mention, Passage, Source};
use crate::text::fold;

/// Mentions by links to notes: of known things, or of a paper whose title is the page's name.
pub(super) fn find(passage: &Passage, known: &Known<'_>, ignored: &HashSet<String>) -> Vec<Mention> {
    let pages = passage.links.iter().filter_map(|link| Some((link, page(&link.target)?)));
    pages
        .filter_map(|(link, page)| {
            known.mention(&page, link.range.clone()).or_else(|| {
                (looks_like_title(&page) || names_work(&page, ignored)).then(|| Mention {
                    range: link.range.clone(),
                    name: page,
                    variant: None,
                    kind: "Work".to_owned(),
                    source: Source::Introduced,
                    generic: false,
                })
            })
        })
        .collect()
}

/// The name of the note that a link leads to; none for pictures and places that are no notes.
fn page(target: &str) -> Option<String> {
    let path = target.split(['#', '?']).next().unwrap_or(target);
    let name = path.rsplit('/').next().unwrap_or(path);
    let is_address = target.contains("://");
    let stem = match name.rsplit_once('.') {
        Some((stem, ending)) if ending.eq_ignore_ascii_case("md") => stem,
        _ if is_address => return None,
        _ => name,
    };
    let words = if stem.contains(' ') { stem.to_owned() } else { stem.replace('_', " ") };
    (!words.trim().is_empty()).then(|| words.trim().to_owned())
}

fn looks_like_title(page: &str) -> bool {
    let words: Vec<&str> = page.split_whitespace().collect();
    let capitalized = words.iter().filter(|word| word.starts_with(|c: char| c.is_uppercase())).count();
    words.len() >= 4 && capitalized * 2 >= words.len()
}

/// Words of notes that are about many papers, not one.
const OF_MANY: [&str; 24] = [
    "models",
    "learning",
    "networks",
    "methods",
    "notes",
    "papers",
    "index",
    "moc",
    "survey",
    "surveys",
    "reading",
    "list",
    "overview",
    "datasets",
    "benchmarks",
    "attention",
    "training",
    "inference",
    "evaluation",
    "generation",
    "detection",
    "segmentation",
    "search",
    "systems",
];

/// Whether the name of a page is a proper name, as those of notes on papers are: every word with a capital or a digit,
/// none that names a field or a way of doing.
fn names_work(page: &str, ignored: &HashSet<String>) -> bool {
    let words: Vec<&str> = page.split_whitespace().collect();
    let is_proper = |word: &&str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let is_common = |word: &&str| {
        let lower = word.to_lowercase();
        OF_MANY.contains(&lower.as_str())
            || ["tion", "sion", "ment", "ity", "ing", "ed", "ive", "al"].iter().any(|end| lower.ends_with(end))
    };
    let has_letters = page.chars().filter(|c| c.is_alphabetic()).count() >= 4;
    let first_is_letter = page.starts_with(|c: char| c.is_alphabetic());
    (2..=3).contains(&words.len())
        && has_letters
        && first_is_letter
        && words.iter().all(|word| is_proper(word) || matches!(*word, "in" | "of" | "the" | "for" | "with"))
        && !words.iter().any(is_common)
        && !ignored.contains(&fold::key(page))
}
