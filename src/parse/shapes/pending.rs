//! Items of to-read lists → titles or names of papers.

use crate::parse::address;
use crate::parse::known::is_work;
use crate::parse::lead;
use crate::parse::page::marked_start;
use crate::parse::sections::is_section;
use crate::parse::shapes::headings;
use crate::parse::title::{self, Title};
use crate::parse::words::{is_chore, is_label, starts_upper};
use crate::text::markdown::Block;

/// The paper that an item of a to-read list is.
pub(super) fn title(block: &Block) -> Option<Title> {
    let words = headings::dated(block.words(), None).map_or(block.words(), |(_, rest)| rest);
    if let Some((inner, _)) = title::in_title_marks(words) {
        return Some(title::read(inner));
    }
    let link = block.links.iter().find(|link| address::is_paper_address(&link.target));
    let linked = link.and_then(|link| words.get(link.range.clone())).filter(|linked| title::latin_count(linked) >= 3);
    if let Some(linked) = linked {
        return Some(title::read(linked));
    }
    if let Some(marked) = marked_start(block).filter(|marked| title::looks_like(marked)) {
        return Some(title::read(marked));
    }
    if title::looks_like(words) {
        return Some(title::read(words));
    }
    name(words).map(title::read)
}

/// The name that an item begins with: `CraneNet，…`, `Fold-2（…）`, `Crane`.
fn name(words: &str) -> Option<&str> {
    let end = words.find(['，', ',', '（', '(', '：', ':', '。', '；', '—']).unwrap_or(words.len());
    let end = words[..end].find(" - ").unwrap_or(end);
    let name = words[..end].trim();
    let bare =
        ["技术报告", "论文", "系列", "原文"].iter().find_map(|kind| name.strip_suffix(kind)).unwrap_or(name).trim();
    let parts: Vec<&str> = bare.split_whitespace().collect();
    let is_made_up = |part: &&str| {
        let capitals = part.chars().filter(|c| c.is_uppercase()).count();
        let has_small = part.chars().any(char::is_lowercase);
        let has_mark = part.contains(|c: char| c == '-' || c.is_ascii_digit());
        capitals >= 1 && (has_mark || (capitals >= 2 && (has_small || part.len() >= 4)))
    };
    let fits = title::is_short_name(bare) && parts.iter().all(|part| starts_upper(part)) && !is_chore(&parts);
    // A capital is enough where nothing but brackets follows: such a list holds papers and chores.
    let is_alone = words[name.len()..].trim_start().chars().next().is_none_or(|next| "(（".contains(next));
    let is_plain = || is_alone && parts.len() <= 3 && !lead::is_generic(bare) && !is_label(bare) && bare.len() > 3;
    (fits && !is_section(bare) && (parts.iter().any(is_made_up) || is_work(bare) || is_plain())).then_some(name)
}
