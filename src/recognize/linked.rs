//! Names by link: the page that a link leads to names the thing, whatever words carry it.

use super::known::Known;
use crate::model::{Mention, Passage, Source};

/// Mentions by links to notes: of known things, or of a paper whose title is the page's name.
pub(super) fn find(passage: &Passage, known: &Known<'_>) -> Vec<Mention> {
    let pages = passage.links.iter().filter_map(|link| Some((link, page(&link.target)?)));
    pages
        .filter_map(|(link, page)| {
            known.mention(&page, link.range.clone()).or_else(|| {
                looks_like_title(&page).then(|| Mention {
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
