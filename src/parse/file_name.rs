//! The name of a file → title, short name and date of its paper.

use std::sync::LazyLock;

use regex::Regex;

use crate::model::Date;
use crate::parse::title::{self, Title, is_short_name};
use crate::parse::words::{has_capitals, starts_upper};

/// What file names put before a title: an arXiv number, a day, a number in a row.
static FILE_PREFIX: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:\d{4}\.\d{4,5}(?:v\d+)?|(?:19|20)\d\d(?:[-.]\d{1,2}){0,2}|\d{1,3}[.)]?)(?:\s+-\s+|[\s_-]+)(\D.*)$")
        .expect("the pattern is valid")
});
/// How Zotero names files: `Smith et al. - 2021 - Title`.
static ZOTERO: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\D{2,60}? - ((?:19|20)\d\d) - (\S.*)$").expect("the pattern is valid"));

/// Reads a title whose punctuation a file system refused: `BERT Pre-training of…`, `RoBERTa_A Robustly…`.
pub(crate) fn read(stem: &str) -> Title {
    let spaced = if stem.contains(' ') { stem.to_owned() } else { stem.replace('_', " ") };
    let spaced = if is_slug(&spaced) { spaced.replace('-', " ") } else { spaced };
    if let Some(found) = ZOTERO.captures(&spaced) {
        let published = found[1].parse().ok().and_then(|year| Date::new(year, None, None));
        return Title { published, ..read(&found[2]) };
    }
    if let Some(found) = FILE_PREFIX.captures(&spaced) {
        return read(&found[1]);
    }
    let mut read = title::read(&spaced);
    if read.name != read.full {
        return read;
    }
    let split = spaced.split_once(['_', ' ']).filter(|(first, rest)| {
        let underscored = spaced[first.len()..].starts_with('_');
        is_short_name(first)
            && has_capitals(first)
            && rest.split_whitespace().count() >= 3
            && (underscored || continues_after_colon(rest))
    });
    if let Some((first, rest)) = split {
        read.aliases.push(rest.trim().to_owned());
        first.clone_into(&mut read.name);
    }
    read
}

/// Whether a file name is words in small letters with hyphens for spaces, which is no spelling of a name.
fn is_slug(stem: &str) -> bool {
    stem.matches('-').count() >= 2 && !stem.contains([' ', '.']) && !stem.contains(char::is_uppercase)
}

fn continues_after_colon(rest: &str) -> bool {
    let Some(first) = rest.split_whitespace().next() else { return false };
    let lower = first.to_lowercase();
    let adjective = ["ed", "ing", "ly", "ive", "al"].iter().any(|ending| lower.ends_with(ending) && lower.len() > 4);
    starts_upper(first) && (adjective || ["a", "an", "the", "towards", "toward", "on"].contains(&lower.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_gives_the_short_name_that_its_colon_would_have_marked() {
        assert_eq!(read("ZeNet Pre-training of Deep Paper Cranes").name, "ZeNet");
        assert_eq!(read("RoZe_A Robustly Folded Crane").name, "RoZe");
        assert_eq!(read("Paper_Cranes_for_All").full, "Paper Cranes for All");
    }
}
