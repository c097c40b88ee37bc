//! Outline → BibTeX: an entry for each work, as far as the notes and the lexicon know it.

use std::fmt::Write;

use super::latex::escaped;
use crate::model::Outline;
use crate::model::outline::Point;

/// The works of an outline as BibTeX, sorted as in the outline.
#[must_use]
pub fn bibliography(outline: &Outline) -> String {
    outline.points().map(entry).collect::<Vec<_>>().join("\n")
}

/// The key by which LaTeX cites a work: letters and digits of ASCII, `-` and `:` only.
pub(super) fn key(id: &str) -> String {
    let id = id.strip_prefix("work/").unwrap_or(id);
    let mut key = String::with_capacity(id.len());
    for letter in id.chars() {
        match letter {
            '/' => key.push(':'),
            '-' => key.push('-'),
            letter if letter.is_ascii_alphanumeric() => key.push(letter),
            letter => {
                let _ = write!(key, "u{:x}", u32::from(letter));
            }
        }
    }
    key
}

fn entry(point: &Point) -> String {
    let title = point.title.as_deref().unwrap_or(&point.label);
    let mut entry = format!("@misc{{{},\n  title = {{{{{}}}}},\n", key(&point.id), escaped(title));
    let mut field = |name: &str, value: &str| {
        let _ = writeln!(entry, "  {name} = {{{value}}},");
    };
    // The notes seldom name authors: the organizations stand for them, and the short name sorts.
    if !point.organizations.is_empty() {
        let organizations: Vec<String> =
            point.organizations.iter().map(|name| format!("{{{}}}", escaped(name))).collect();
        field("author", &organizations.join(" and "));
    }
    field("key", &escaped(&point.label));
    if let Some(date) = point.published {
        field("year", &date.year().to_string());
        if let Some(month) = date.month() {
            field("month", &month.to_string());
        }
    }
    for identifier in &point.identifiers {
        match identifier.split_once(':') {
            Some((scheme, value)) if scheme.eq_ignore_ascii_case("arxiv") => {
                field("eprint", value);
                field("archiveprefix", "arXiv");
                field("url", &format!("https://arxiv.org/abs/{value}"));
            }
            Some((scheme, value)) if scheme.eq_ignore_ascii_case("doi") => field("doi", value),
            _ => {}
        }
    }
    entry.push_str("}\n");
    entry
}
